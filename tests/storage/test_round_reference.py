"""One round counted by two standards: kept beside each other, compared, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput
from povdesk.domain.household import Category
from povdesk.domain.review import Answer, Lacking
from povdesk.storage import reviews, round_reference, rounds, rule_edits
from povdesk.storage.act import last_act
from povdesk.storage.database import Database

from .people import STANDARD, keep, make_commune, make_household, open_year

OTHER = "2027-2030"


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    made = make_commune(data_folder)
    yield made
    made.close()


def complete_the_other(database: Database, rural: int = 120) -> None:
    """The officer types invented limits, as if the text had come."""
    limits = {"cutoffs": {"rural": rural, "urban": 150}, "status": "complete"}
    with database.writing() as act:
        rule_edits.change(act, rule_edits.STANDARD, OTHER, limits, "Sửa chuẩn nghèo")


def form(database: Database, round_id: int, head: str, points: int, lacks: int, waste: str = "no") -> int:
    """A closed form with the first indicators lacking; waste: answer to the other standard's own one."""
    with database.reading() as connection:
        standard = rule_edits.standard(connection, STANDARD)
    family = keep(database, make_household(head))
    with database.reading() as connection:
        begun = reviews.open_form(connection, family.id or 0, round_id)
    answers = {
        indicator.code: Answer(Lacking.YES if place < lacks else Lacking.NO)
        for place, indicator in enumerate(standard.indicators)
    }
    wanted = replace(
        begun.review,
        income_points=points,
        answers=answers,
        reference_answers={"waste_treatment": Lacking(waste)},
        reviewed_on=date(2024, 10, 1),
    )
    with database.writing() as act:
        saved = reviews.save(act, standard, begun.household, wanted)
        act.connection.exec_driver_sql("UPDATE review SET state = 'closed' WHERE id = ?", (saved.review_id,))
    return saved.household_id


def compared(database: Database, round_id: int) -> round_reference.Comparison:
    with database.reading() as connection:
        return round_reference.comparison(connection, round_id)


def choose(database: Database, round_id: int, standard_id: str = OTHER) -> int:
    with database.writing() as act:
        return round_reference.set_reference(act, round_id, standard_id)


def test_a_round_without_a_second_standard_has_nothing_to_compare(database: Database) -> None:
    round_id = open_year(database)
    form(database, round_id, "Hồ Văn Đào", 110, 4)

    found = compared(database, round_id)

    assert found.other is None
    assert not found.rows


def test_households_whose_class_differs_are_listed(database: Database) -> None:
    round_id = open_year(database)
    complete_the_other(database)
    # Limits 140 and, invented, 120: the same family is poor by the first only.
    form(database, round_id, "Hồ Văn Đào", 130, 4)
    form(database, round_id, "Hồ Thị Ái", 110, 4)
    form(database, round_id, "Hồ Văn Ổi", 150, 4)
    # Two lacks by the first standard; the waste makes three by the other.
    form(database, round_id, "Hồ Thị Út", 110, 2, waste="yes")

    assert choose(database, round_id) == 4

    found = compared(database, round_id)
    assert [(row.head_name, row.computed, row.reference) for row in found.rows] == [
        ("Hồ Văn Đào", Category.POOR, Category.NOT_POOR),
        ("Hồ Thị Út", Category.NEAR_POOR, Category.POOR),
    ]
    assert sum(count for _one, _other, count in found.table) == found.forms == 4
    assert [indicator.code for indicator in found.extra] == ["waste_treatment"]


def test_a_form_saved_later_is_counted_by_both(database: Database) -> None:
    round_id = open_year(database)
    complete_the_other(database)
    choose(database, round_id)

    form(database, round_id, "Hồ Văn Đào", 130, 4)

    assert [(row.computed, row.reference) for row in compared(database, round_id).rows] == [
        (Category.POOR, Category.NOT_POOR)
    ]


def test_the_class_of_the_round_itself_never_changes(database: Database) -> None:
    round_id = open_year(database)
    complete_the_other(database)
    key = form(database, round_id, "Hồ Văn Đào", 130, 4)
    with database.reading() as connection:
        before = reviews.open_form(connection, key, round_id).review

    choose(database, round_id)

    with database.reading() as connection:
        after = reviews.open_form(connection, key, round_id).review
    assert after == replace(before, reference=Category.NOT_POOR)


def test_an_answer_the_first_standard_does_not_ask_for_leaves_it_undecided(database: Database) -> None:
    round_id = open_year(database)
    complete_the_other(database)
    form(database, round_id, "Hồ Văn Đào", 130, 4, waste="unknown")

    assert choose(database, round_id) == 0

    found = compared(database, round_id)
    assert (found.rows, found.undecided, found.forms) == ((), 1, 1)


def test_choosing_is_one_act_and_is_taken_back_whole(database: Database) -> None:
    round_id = open_year(database)
    complete_the_other(database)
    form(database, round_id, "Hồ Văn Đào", 130, 4)
    choose(database, round_id)

    with database.writing() as act:
        newest = last_act(act.connection)
        assert newest is not None
        act.undo(newest[0])

    assert compared(database, round_id).other is None
    with database.reading() as connection:
        assert rounds.get(connection, round_id).reference_standard_id == ""
        assert not connection.exec_driver_sql(
            "SELECT count(*) FROM review WHERE reference_computed IS NOT NULL"
        ).scalar()


def test_a_standard_without_limits_is_refused_with_what_it_lacks(database: Database) -> None:
    round_id = open_year(database)
    with pytest.raises(InvalidInput, match="chưa đủ dữ liệu để phân loại"):
        choose(database, round_id)
    with pytest.raises(InvalidInput, match="đã theo chuẩn này"):
        choose(database, round_id, STANDARD)


def test_editing_the_second_standard_afterwards_is_told_until_it_is_counted_again(database: Database) -> None:
    round_id = open_year(database)
    complete_the_other(database)
    form(database, round_id, "Hồ Văn Đào", 130, 4)
    choose(database, round_id)
    assert compared(database, round_id).stale == 0

    complete_the_other(database, rural=130)

    assert compared(database, round_id).stale == 1
    choose(database, round_id)
    assert (compared(database, round_id).stale, compared(database, round_id).rows) == (0, ())


def test_a_round_already_decided_can_still_be_compared(database: Database) -> None:
    round_id = open_year(database)
    complete_the_other(database)
    form(database, round_id, "Hồ Văn Đào", 130, 4)
    with database.writing() as act:
        act.describe("Công nhận")
        act.connection.exec_driver_sql("UPDATE review SET state = 'recognised', recognised = 'poor'")

    choose(database, round_id)

    assert len(compared(database, round_id).rows) == 1


def test_giving_the_comparison_up_forgets_the_second_class(database: Database) -> None:
    round_id = open_year(database)
    complete_the_other(database)
    form(database, round_id, "Hồ Văn Đào", 130, 4)
    choose(database, round_id)

    choose(database, round_id, "")

    assert compared(database, round_id).other is None
