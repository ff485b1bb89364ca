"""Support noted for households and people: kept whole, refused in words, one act however many, undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.household import Household
from povdesk.domain.problem import Level
from povdesk.domain.support import Loan, Subject, Support, SupportState, summed
from povdesk.storage import catalogue_edits, households, support, support_reading
from povdesk.storage.act import last_act
from povdesk.storage.database import Database
from povdesk.storage.history import entries
from povdesk.storage.support import Doubtful, Refused
from povdesk.storage.tables import loan, person

from . import commune_builder
from .people import TODAY, keep, make_commune, make_household

LIVELIHOOD, LOAN, CARD = "HO_TRO_SINH_KE", "VAY_VON_TIN_DUNG", "CAP_THE_BHYT"
JUNE = date(2024, 6, 15)
EARLY = date(2022, 1, 1)


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    made = make_commune(data_folder)
    yield made
    made.close()


@pytest.fixture
def family(database: Database) -> Household:
    return keep(database, make_household("Hồ Văn Đào", ("Hồ Thị Mến", "02")), on=EARLY)


def for_household(family: Household, **more: object) -> Support:
    values = {"kind": LIVELIHOOD, "subject": Subject.HOUSEHOLD, "happened_on": JUNE, **more}
    return Support(household_id=family.id, **values)  # type: ignore[arg-type]


def save(database: Database, *wanted: Support, sure: bool = False) -> list[str]:
    with database.writing() as act:
        return support.save_many(act, wanted, sure=sure)


def listed(database: Database, year: int = 2024) -> list[tuple[str, str, str, int | None]]:
    with database.reading() as connection:
        rows = support_reading.of_year(connection, year)
    return [(row.kind, row.who, row.hamlet, row.support.amount) for row in rows]


def refusal(database: Database, wanted: Support) -> str:
    with pytest.raises(Refused) as caught:
        save(database, wanted)
    return caught.value.message


def reached(database: Database) -> int:
    """Households that IND-05 counts."""
    return len(commune_builder.parts(database, "IND-05")[0])


def take_back(database: Database) -> None:
    with database.writing() as act:
        found = last_act(act.connection)
        assert found is not None
        act.undo(found[0])


def test_everything_noted_about_a_support_is_read_again(database: Database, family: Household) -> None:
    someone = family.members[1].person.id
    wanted = for_household(
        family,
        attendee_id=someone,
        approved_on=date(2024, 5, 20),
        finished_on=date(2024, 7, 1),
        amount=12_000_000,
        source="central",
        counterpart=1_200_000,
        quantity=2.5,
        unit="con",
        result="Nhận bò giống",
        evidence_number="15/BB",
        place="Nhà văn hóa thôn",
        note="Giao tại thôn",
        policy="livelihood",
    )
    (uid,) = save(database, wanted)
    with database.reading() as connection:
        assert support.get(connection, uid) == replace(wanted, uid=uid)
    assert listed(database) == [("Hỗ trợ sinh kế", "Hồ Văn Đào", "Trà Lạc", 12_000_000)]


def test_a_finished_support_ends_on_its_day_and_takes_the_policy_of_its_kind(
    database: Database, family: Household
) -> None:
    (uid,) = save(database, for_household(family))
    with database.reading() as connection:
        found = support.get(connection, uid)
    assert (found.finished_on, found.policy, found.state) == (JUNE, "livelihood", SupportState.FINISHED)


def test_support_of_a_person_stands_with_the_household_of_that_day(
    database: Database, family: Household
) -> None:
    someone = family.members[1].person.id
    save(database, Support(CARD, Subject.PERSON, JUNE, person_id=someone))
    with database.reading() as connection:
        (row,) = support_reading.of_household(connection, family.id or 0)
    assert (row.who, row.head, row.support.person_id) == ("Hồ Thị Mến", "Hồ Văn Đào", someone)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "KHONG_CO"}, "Chưa chọn loại"),
        ({"kind": CARD}, "“Cấp thẻ bảo hiểm y tế” chỉ ghi cho: người"),
        ({"household_id": None}, "Chưa chọn hộ"),
        ({"household_id": 99}, "không còn trong sổ"),
        ({"happened_on": None}, "Chưa nhập ngày"),
        ({"happened_on": date(2024, 10, 16)}, "ở sau ngày hôm nay"),
        ({"approved_on": date(2024, 6, 2), "finished_on": date(2024, 6, 1)}, "ở trước ngày duyệt"),
        ({"state": SupportState.STARTED, "finished_on": JUNE}, "tình trạng phải là “Hoàn thành”"),
        ({"amount": -1}, "Số tiền không được âm"),
        ({"counterpart": -5}, "đối ứng không được âm"),
        ({"quantity": 0.0}, "Số lượng phải lớn hơn 0"),
        ({"kind": LOAN}, "phải có số tiền vay"),
        ({"kind": LOAN, "amount": 5, "loan": Loan(due_on=date(2024, 6, 14))}, "Hạn trả 14/06/2024"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    database: Database, family: Household, changes: dict[str, object], words: str
) -> None:
    assert words in refusal(database, replace(for_household(family), **changes))  # type: ignore[arg-type]
    assert listed(database) == []


def test_nobody_is_supported_before_birth_or_after_death(database: Database, family: Household) -> None:
    child = family.members[1].person
    on_person = Support(CARD, Subject.PERSON, date(2009, 12, 31), person_id=child.id)
    assert "sinh 2010, sau ngày hỗ trợ" in refusal(database, on_person)
    with database.writing() as act:
        act.describe("Mất")
        act.update(person, child.id or 0, {"died_on": date(2024, 6, 1)})
    assert "đã mất ngày 01/06/2024" in refusal(database, replace(on_person, happened_on=JUNE))


def test_who_attends_must_live_in_the_household(database: Database, family: Household) -> None:
    other = keep(database, make_household("Đinh Văn Bảo"), on=EARLY)
    wanted = for_household(family, kind="TAP_HUAN_SAN_XUAT", attendee_id=other.members[0].person.id)
    assert "Đinh Văn Bảo không ở hộ này" in refusal(database, wanted)


def test_the_same_support_twice_is_asked_about_never_blocked(database: Database, family: Household) -> None:
    save(database, for_household(family))
    with pytest.raises(Doubtful) as caught:
        save(database, for_household(family))
    assert "đã có một lần “Hỗ trợ sinh kế” ngày 15/06/2024" in caught.value.message
    save(database, for_household(family), sure=True)
    assert len(listed(database)) == 2


def test_two_lines_of_one_table_that_say_the_same_are_asked_about(
    database: Database, family: Household
) -> None:
    with database.reading() as connection:
        found = support.check(connection, [for_household(family), for_household(family)], TODAY)
    assert [(place, problem.level) for place, problem in found] == [(1, Level.UNLIKELY)]


def test_a_line_may_be_saved_again_as_it_is(database: Database, family: Household) -> None:
    (uid,) = save(database, for_household(family))
    save(database, for_household(family, uid=uid, amount=3))
    assert [row[3] for row in listed(database)] == [3]


def test_a_loan_is_kept_with_its_support_and_can_be_repaid(database: Database, family: Household) -> None:
    details = Loan("Ngân hàng Chính sách xã hội", "Cho vay hộ nghèo", date(2024, 9, 1), 6.6)
    save(database, for_household(family, kind=LOAN, amount=50_000_000, loan=details))
    with database.reading() as connection:
        (row,) = support_reading.loans(connection)
    assert (row.head, row.principal, row.loan) == ("Hồ Văn Đào", 50_000_000, details)
    assert row.is_overdue_on(TODAY) and not row.is_overdue_on(date(2024, 9, 1))

    with database.writing() as act:
        support_reading.mark_repaid(act, [row.uid], date(2024, 9, 30))
    with database.reading() as connection:
        (row,) = support_reading.loans(connection)
        assert entries(connection)[0].action == "Ghi đã trả hết khoản vay của hộ Hồ Văn Đào"
    assert row.loan.repaid_on == date(2024, 9, 30) and not row.is_open_on(TODAY)


def test_a_loan_that_becomes_another_kind_is_a_loan_no_more(database: Database, family: Household) -> None:
    (uid,) = save(database, for_household(family, kind=LOAN, amount=5))
    save(database, for_household(family, uid=uid, amount=5))
    with database.reading() as connection:
        assert support_reading.loans(connection) == ()
        assert connection.execute(select(loan)).all() == []


def test_deleting_is_undone_with_the_loan(database: Database, family: Household) -> None:
    uids = save(database, for_household(family, kind=LOAN, amount=5))
    with database.writing() as act:
        support.delete(act, uids)
    with database.reading() as connection:
        assert (support_reading.of_year(connection, 2024), support_reading.loans(connection)) == ((), ())
    take_back(database)
    with database.reading() as connection:
        assert len(support_reading.loans(connection)) == len(listed(database)) == 1


def test_two_hundred_households_are_one_act_and_one_undo(database: Database) -> None:
    with database.writing() as act:
        act.describe("Thêm")
        families = [households.save(act, make_household(f"Hồ Văn {n:03d}"), on=EARLY) for n in range(200)]
    wanted = [for_household(one, amount=1_000_000 + place) for place, one in enumerate(families)]
    save(database, *wanted)
    with database.reading() as connection:
        newest = entries(connection)[0]
        rows = support_reading.of_year(connection, 2024)
    assert newest.action == "Ghi hỗ trợ: Hỗ trợ sinh kế, 200 lượt"
    sums = summed(row.support for row in rows)
    assert (sums.events, sums.households, sums.amount) == (200, 200, 200_019_900)
    take_back(database)
    assert listed(database) == []


def test_one_wrong_line_keeps_all_from_being_written(database: Database, family: Household) -> None:
    with pytest.raises(Refused) as caught:
        save(database, for_household(family), for_household(family, amount=-1))
    assert caught.value.message == "Dòng 2: Số tiền không được âm."
    assert listed(database) == []


def test_a_person_with_two_courses_counts_once(database: Database, family: Household) -> None:
    someone = family.members[0].person.id
    for kind in ("TU_VAN_VIEC_LAM", "DAO_TAO_NGHE"):
        save(database, Support(kind, Subject.PERSON, JUNE, person_id=someone, quantity=1.5, unit="ngày"))
    with database.reading() as connection:
        sums = summed(row.support for row in support_reading.of_year(connection, 2024))
    assert sums.in_words() == "Cộng: 2 lượt; 1 hộ; 1 người; 0 đồng; 3 ngày"


def test_a_removed_household_takes_its_support_out_of_the_list(database: Database, family: Household) -> None:
    save(database, for_household(family))
    with database.writing() as act:
        households.remove(act, family.id or 0)
    assert listed(database) == []


def test_a_kind_the_officer_added_is_for_a_household_or_a_person(
    database: Database, family: Household
) -> None:
    with database.writing() as act:
        act.describe("Thêm loại")
        catalogue_edits.keep(act, "support_kinds", CatalogueItem("TANG_BO", "Tặng bò giống"))
    save(database, for_household(family, kind="TANG_BO"))
    assert listed(database)[0][0] == "Tặng bò giống"


def test_households_given_a_livelihood_move_ind_05(data_folder: Path) -> None:
    database = commune_builder.a_commune(data_folder / "dem.db")
    with database.writing() as act:
        act.describe("Thêm hộ")
        poor = commune_builder.a_household(act, "Hồ Văn Đào", {2023: "poor"})
        commune_builder.a_household(act, "Đinh Văn Bảo", {2023: "poor"})
    assert reached(database) == 0
    save(database, Support(LIVELIHOOD, Subject.HOUSEHOLD, JUNE, household_id=poor))
    assert reached(database) == 1
    save(
        database,
        Support(LIVELIHOOD, Subject.HOUSEHOLD, date(2024, 8, 1), household_id=poor),
    )
    assert reached(database) == 1
    database.close()


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 9), st.sampled_from(["", "con", "kg"])), max_size=12)
)
def test_sums_count_each_household_once_and_lose_no_money(lines: list[tuple[int, int, str]]) -> None:
    rows = [
        Support("A", Subject.HOUSEHOLD, JUNE, household_id=home, amount=money, quantity=1, unit=unit)
        for home, money, unit in lines
    ]
    sums = summed(rows)
    assert sums.households == len({home for home, _money, _unit in lines})
    assert sums.amount == sum(money for _home, money, _unit in lines)
    assert sum(sums.quantities.values()) == len(lines)
