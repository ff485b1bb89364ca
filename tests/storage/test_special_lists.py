"""Households of average living standard and low-income workers: lists apart, each line an act."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput
from povdesk.domain.household import Category, Person, Sex, YesNo
from povdesk.domain.partial_date import PartialDate
from povdesk.storage import households, movements, special_lists
from povdesk.storage.act import last_act
from povdesk.storage.database import Database
from povdesk.storage.special_lists import AverageHousehold, Doubtful, LowIncomeWorker

from . import commune_builder
from .people import classed, keep, make_commune, make_household


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    made = make_commune(data_folder)
    yield made
    made.close()


def save(database: Database, wanted: AverageHousehold | LowIncomeWorker, *, sure: bool = False) -> str:
    with database.writing() as act:
        if isinstance(wanted, AverageHousehold):
            return special_lists.save_average(act, wanted, sure=sure)
        return special_lists.save_worker(act, wanted, sure=sure)


def listed(database: Database, year: int = 2024) -> list[tuple[str, str, int | None]]:
    with database.reading() as connection:
        found = special_lists.average_households(connection, year)
    return [(one.head_name, one.hamlet, one.people) for one in found]


def workers(database: Database) -> list[LowIncomeWorker]:
    with database.reading() as connection:
        return list(special_lists.workers(connection))


def take_back(database: Database) -> None:
    with database.writing() as act:
        found = last_act(act.connection)
        assert found is not None
        act.undo(found[0])


# --- Average living standard --------------------------------------------------------------------


def test_a_household_of_the_register_enters_the_years_list_and_leaves_it_again(database: Database) -> None:
    family = keep(database, make_household("Hồ Văn Đào"))
    uid = save(database, AverageHousehold(2024, family.id, people=4, income_per_person=1_900_000))

    assert listed(database) == [("Hồ Văn Đào", "Trà Lạc", 4)]
    assert listed(database, 2023) == []
    with database.writing() as act:
        special_lists.delete_average(act, uid)
    assert listed(database) == []
    take_back(database)
    assert listed(database) == [("Hồ Văn Đào", "Trà Lạc", 4)]


def test_a_household_that_is_not_known_is_put_into_the_register_in_the_same_act(database: Database) -> None:
    save(database, AverageHousehold(2024, head_name="  Đinh Thị Ổn ", hamlet_id=2, people=3))

    assert listed(database) == [("Đinh Thị Ổn", "Trà Hoa", 3)]
    take_back(database)
    assert listed(database) == []
    with database.reading() as connection:
        assert not connection.exec_driver_sql("SELECT count(*) FROM household").scalar()


@pytest.mark.parametrize("category", [Category.POOR, Category.NEAR_POOR])
def test_a_household_is_never_poor_and_of_average_living_standard_at_once(
    database: Database, category: Category
) -> None:
    family = keep(database, make_household())
    classed(database, family, category, 2023)

    with pytest.raises(InvalidInput, match=category.label.lower()):
        save(database, AverageHousehold(2024, family.id))
    # In the list of a year before it became poor it may stand.
    save(database, AverageHousehold(2022, family.id))


def test_a_household_found_not_poor_at_the_years_closing_enters_that_years_list(database: Database) -> None:
    family = keep(database, make_household())
    classed(database, family, Category.POOR, 2023)
    classed(database, family, Category.NOT_POOR, 2024)

    save(database, AverageHousehold(2024, family.id))

    assert len(listed(database)) == 1


@pytest.mark.parametrize(
    ("income", "words"), [(1_500_000, "không quá mức chuẩn"), (2_250_001, "trên mức 2.250.000")]
)
def test_an_income_outside_the_band_is_asked_about_and_taken_when_sure(
    database: Database, income: int, words: str
) -> None:
    family = keep(database, make_household())
    wanted = AverageHousehold(2024, family.id, income_per_person=income)

    with pytest.raises(Doubtful, match=words):
        save(database, wanted)
    save(database, wanted, sure=True)

    assert len(listed(database)) == 1


def test_the_edges_of_the_band_are_not_asked_about(database: Database) -> None:
    for year, income in ((2023, 1_500_001), (2024, 2_250_000)):
        family = keep(database, make_household(f"Hồ Văn Năm {year}"))
        save(database, AverageHousehold(year, family.id, income_per_person=income))


def test_the_same_household_twice_in_a_year_is_refused(database: Database) -> None:
    family = keep(database, make_household())
    uid = save(database, AverageHousehold(2024, family.id, people=4))

    with pytest.raises(InvalidInput, match="đã có trong danh sách năm 2024"):
        save(database, AverageHousehold(2024, family.id))
    save(database, AverageHousehold(2024, family.id, people=5, uid=uid))
    assert listed(database) == [("Hồ Văn Đào", "Trà Lạc", 5)]


@pytest.mark.parametrize("wrong", [{"people": 0}, {"people": 51}, {"income_per_person": -1}, {"year": 20}])
def test_impossible_numbers_are_refused(database: Database, wrong: dict[str, int]) -> None:
    family = keep(database, make_household())
    with pytest.raises(InvalidInput):
        save(database, AverageHousehold(**{"year": 2024, "household_id": family.id, **wrong}))


def test_the_list_counts_in_the_result_tables(database: Database) -> None:
    for head, hamlet in (("Hồ Văn Đào", 1), ("Hồ Thị Ái", 2), ("Hồ Văn Ổi", 2)):
        save(database, AverageHousehold(2024, head_name=head, hamlet_id=hamlet, people=4))

    with database.reading() as connection:
        rows = connection.execute(movements._average(2024)).all()
    assert sorted(rows) == [(1, 4), (2, 4), (2, 4)]


# --- Low-income workers -------------------------------------------------------------------------


def test_a_worker_of_the_register_is_listed_with_where_he_lives(database: Database) -> None:
    family = keep(database, make_household("Hồ Văn Đào"))
    someone = family.members[0].person
    uid = save(
        database,
        LowIncomeWorker(someone, date(2024, 3, 1), None, 1_800_000, YesNo.YES, "Quyết định 12"),
    )

    (found,) = workers(database)
    assert (found.person.full_name, found.hamlet, found.household) == (
        "Hồ Văn Đào",
        "Trà Lạc",
        f"{family.code}, Hồ Văn Đào",
    )
    assert found.need_training is YesNo.YES
    assert found.is_valid_on(date(2024, 3, 1))
    assert not found.is_valid_on(date(2024, 2, 29))
    with database.writing() as act:
        special_lists.delete_worker(act, uid)
    assert workers(database) == []
    take_back(database)
    assert len(workers(database)) == 1


def test_a_worker_who_is_not_known_is_put_into_the_register(database: Database) -> None:
    stranger = Person("Đinh Thị Ổn", Sex.FEMALE, PartialDate(1990))

    save(database, LowIncomeWorker(stranger, date(2024, 3, 1)))

    (found,) = workers(database)
    assert found.person.id is not None
    assert (found.person.full_name, found.person.born, found.hamlet) == ("Đinh Thị Ổn", PartialDate(1990), "")
    take_back(database)
    assert workers(database) == []


def test_a_worker_is_not_recognised_twice_for_the_same_time(database: Database) -> None:
    someone = keep(database, make_household()).members[0].person
    save(database, LowIncomeWorker(someone, date(2023, 3, 1), date(2024, 2, 29)))

    with pytest.raises(InvalidInput, match="đã có trong danh sách từ 01/03/2023"):
        save(database, LowIncomeWorker(someone, date(2024, 2, 29)))
    save(database, LowIncomeWorker(someone, date(2024, 3, 1)))
    assert len(workers(database)) == 2


def test_dates_the_wrong_way_round_are_refused(database: Database) -> None:
    someone = keep(database, make_household()).members[0].person
    with pytest.raises(InvalidInput, match="hết hạn"):
        save(database, LowIncomeWorker(someone, date(2024, 3, 1), date(2024, 2, 1)))


def test_a_worker_of_a_poor_household_is_asked_about(database: Database) -> None:
    family = keep(database, make_household())
    classed(database, family, Category.POOR, 2023)
    wanted = LowIncomeWorker(family.members[0].person, date(2024, 3, 1), income_per_person=2_300_000)

    with pytest.raises(Doubtful, match=r"đang là hộ nghèo\. .*trên mức 2\.250\.000"):
        save(database, wanted)
    save(database, wanted, sure=True)


def test_a_need_for_training_on_the_list_counts_in_the_indicator(data_folder: Path) -> None:
    database = commune_builder.a_commune(data_folder / "povdesk.db")
    with database.writing() as act:
        act.describe("Hộ không nghèo")
        home = commune_builder.a_household(act, "Hồ Văn Đào")
        key = commune_builder.a_person(act, home, "Hồ Thị Ái")
        ended = commune_builder.a_person(act, home, "Hồ Văn Ổi")
    with database.reading() as connection:
        people = {m.person.id: m.person for m in households.get(connection, home).members}

    save(database, LowIncomeWorker(people[key], date(2024, 3, 1), None, 1_800_000, YesNo.YES))
    save(database, LowIncomeWorker(people[ended], date(2023, 3, 1), date(2024, 2, 1), None, YesNo.YES))

    from povdesk.domain.indicator import Part

    assert commune_builder.people_in(database, "IND-21", Part.NOT_REACHED) == ["Hồ Thị Ái"]
    database.close()
