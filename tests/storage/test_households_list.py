"""The list of households and the year's rounds: who is in the list, with which class, which form."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import HEAD, Category, Household, Member, Person
from povdesk.domain.review import RoundKind
from povdesk.storage import household_list, households, rounds
from povdesk.storage.database import Database
from povdesk.storage.household_list import HouseholdRow
from povdesk.storage.tables import assignment, cadre, review, review_request
from tests.storage.people import (
    STANDARD,
    classed,
    keep,
    keep_all,
    make_commune,
    make_household,
    make_person,
    open_year,
)

BEGINNING = date(2022, 1, 1)
YEAR_END = date(2024, 12, 31)


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    opened = make_commune(data_folder)
    yield opened
    opened.close()


def _rows(database: Database, year: int = 2024, as_of: date = YEAR_END) -> tuple[HouseholdRow, ...]:
    with database.reading() as connection:
        return household_list.rows(connection, year, as_of)


def test_the_list_is_in_the_order_of_given_names(database: Database) -> None:
    keep_all(
        database,
        [
            make_household(name)
            for name in ("Hồ Văn Đào", "Đinh Thị An", "Hồ Văn Dũng", "Hồ Thị Ân", "Hồ Văn Ấn")
        ],
    )

    assert [row.head_name for row in _rows(database)] == [
        "Đinh Thị An",
        "Hồ Thị Ân",
        "Hồ Văn Ấn",
        "Hồ Văn Dũng",
        "Hồ Văn Đào",
    ]


def test_class_before_and_now_are_those_in_force_in_the_two_years(database: Database) -> None:
    family = keep(database, make_household("Hồ Văn Đào"), BEGINNING)
    classed(database, family, Category.POOR, 2022)
    classed(database, family, Category.NEAR_POOR, 2023)

    (row,) = _rows(database)
    (a_year_before,) = _rows(database, 2023, date(2023, 12, 31))

    assert (row.class_before, row.class_now) == (Category.POOR, Category.NEAR_POOR)
    assert (a_year_before.class_before, a_year_before.class_now) == (None, Category.POOR)


def test_the_form_column_tells_who_waits_and_who_is_not_asked(database: Database) -> None:
    poor, asking, begun, other = keep_all(
        database,
        [make_household(name) for name in ("Hồ Văn Bốn", "Hồ Văn Chín", "Hồ Văn Dũng", "Hồ Văn Em")],
        BEGINNING,
    )
    classed(database, poor, Category.POOR, 2023)
    with database.writing() as act:
        act.describe("Nhận giấy đề nghị")
        act.insert(
            review_request,
            {"received_on": date(2024, 8, 20), "kind": "recognise", "household_id": asking.id},
        )
    assert {row.form for row in _rows(database)} == {""}

    round_id = open_year(database)
    with database.writing() as act:
        act.describe("Nhập phiếu")
        act.insert(
            review,
            {
                "round_id": round_id,
                "household_id": begun.id,
                "standard_id": STANDARD,
                "state": "closed",
                "computed": "not_poor",
            },
        )

    found = {row.id: (row.form, row.computed) for row in _rows(database)}
    assert found == {
        poor.id: ("waiting", None),
        asking.id: ("waiting", None),
        begun.id: ("closed", Category.NOT_POOR),
        other.id: ("", None),
    }
    with database.reading() as connection:
        listed = rounds.listed(connection, round_id)
    assert [(row.household_id, row.source) for row in listed] == [
        (poor.id, "managed"),
        (asking.id, "request"),
        (begun.id, "managed"),
    ]


def test_removed_ended_and_later_households_are_not_in_the_list(database: Database) -> None:
    from povdesk.storage.tables import household

    kept, gone, ended = keep_all(
        database, [make_household(name) for name in ("Hồ Văn An", "Hồ Văn Bình", "Hồ Văn Cao")], BEGINNING
    )
    keep(database, make_household("Hồ Văn Dũng"), date(2024, 10, 1))
    with database.writing() as act:
        households.remove(act, gone.id or 0)
    with database.writing() as act:
        act.describe("Hộ không còn")
        act.update(household, ended.id or 0, {"ended_on": date(2024, 3, 1)})

    assert [row.head_name for row in _rows(database)] == ["Hồ Văn An", "Hồ Văn Dũng"]
    assert [row.head_name for row in _rows(database, as_of=date(2024, 2, 29))] == ["Hồ Văn An", "Hồ Văn Cao"]
    assert _rows(database)[0].id == kept.id


def test_size_helper_and_group_are_those_of_the_day(database: Database) -> None:
    family = keep(database, make_household("Hồ Văn Đào", ("Hồ Thị Lành", "child")), BEGINNING)
    keep(database, Household(**{**_fields(family), "members": family.members[:1]}), date(2024, 6, 1))
    with database.writing() as act:
        act.describe("Phân công")
        helper = act.insert(cadre, {"full_name": "Hồ Thị Thương"})
        act.insert(
            assignment, {"household_id": family.id, "cadre_id": helper, "valid_from": date(2024, 1, 1)}
        )

    now, earlier = _rows(database)[0], _rows(database, as_of=date(2023, 12, 31))[0]

    assert (now.size, now.cadre, now.ethnic_group) == (1, "Hồ Thị Thương", "30")
    assert (earlier.size, earlier.cadre) == (2, "")


def test_the_list_counts_what_has_to_be_put_right(database: Database) -> None:
    sound = keep(database, make_household("Hồ Văn An"), BEGINNING)
    poor = keep(database, make_household("Hồ Văn Bình"), BEGINNING)
    classed(database, poor, Category.POOR, 2023)
    unknown = keep(database, Household(hamlet_id=1, members=(Member(Person("Hồ Văn Cao"), HEAD),)), BEGINNING)
    doubled = keep_all(
        database,
        [
            Household(hamlet_id=1, members=(Member(make_person(name, id_number="051080000001"), HEAD),))
            for name in ("Hồ Văn Dũng", "Hồ Văn Em")
        ],
        BEGINNING,
    )

    problems = {row.id: row.problems for row in _rows(database)}

    # Bình is poor and has no helper; of Cao neither year of birth nor sex is known; two share a number.
    assert problems == {sound.id: 0, poor.id: 1, unknown.id: 2, doubled[0].id: 1, doubled[1].id: 1}


@pytest.mark.parametrize("households_kept", [1, 40])
def test_the_list_takes_two_statements_at_any_size(database: Database, households_kept: int) -> None:
    keep_all(database, [make_household(f"Hồ Văn A{number}") for number in range(households_kept)])
    statements: list[str] = []
    event.listen(
        database.engine,
        "before_cursor_execute",
        lambda connection, cursor, statement, *rest: statements.append(statement),
    )

    with database.reading() as connection:
        found = household_list.rows(connection, 2024, YEAR_END)

    assert len(found) == households_kept
    assert len([text for text in statements if not text.startswith("BEGIN")]) == 2


def test_a_year_has_one_periodic_round(database: Database) -> None:
    open_year(database)

    with pytest.raises(NotPossibleNow, match="năm 2024 đã mở rồi"):
        open_year(database)

    with database.writing() as act:
        rounds.open_round(
            act, 2024, standard_id=STANDARD, kind=RoundKind.CONTINUOUS, started_on=date(2024, 5, 15)
        )
    with database.reading() as connection:
        this = rounds.current(connection, 2024)
        names = [one.name for one in rounds.all_rounds(connection)]
    assert this is not None and this.name == "Rà soát định kỳ năm 2024"
    assert names == ["Rà soát thường xuyên tháng 5 năm 2024", "Rà soát định kỳ năm 2024"]


def _fields(household: Household) -> dict[str, object]:
    return {name: getattr(household, name) for name in Household.__dataclass_fields__}


def test_the_preview_names_each_problem_that_the_list_counts(tmp_path: Path) -> None:
    from povdesk.storage.demo import create

    demo = create(tmp_path / "povdesk.db", households=40)
    try:
        with demo.reading() as connection:
            found = household_list.rows(connection, 2024, YEAR_END)
            counted = {row.id: row.problems for row in found}
            named = {
                row.id: len(household_list.details(connection, row.id, YEAR_END).problems) for row in found
            }
            newest = [household_list.details(connection, row.id, YEAR_END).classes for row in found]
    finally:
        demo.close()

    assert named == counted
    assert len(found) == 40
    assert [entries[0].category if entries else None for entries in newest] == [
        row.class_now for row in found
    ]
