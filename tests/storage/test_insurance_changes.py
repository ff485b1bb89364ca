"""The monthly BHYT list, worked by hand on a small commune."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import Category, EventKind
from povdesk.domain.household_events import Happening
from povdesk.domain.insurance_changes import Cause, ChangeKind, EntitledGroups
from povdesk.storage import household_events, insurance_changes
from povdesk.storage.household_events import Newcomer
from povdesk.storage.tables import class_history, membership, person

from .people import classed, keep, keep_all, make_commune, make_household, make_person

BEGIN = date(2023, 1, 1)
ADDED, REMOVED, REGROUPED = ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.REGROUPED


@pytest.fixture
def commune(data_folder: Path):  # type: ignore[no-untyped-def]
    opened = make_commune(data_folder)
    yield opened
    opened.close()


def month(database, number: int, year: int = 2024):  # type: ignore[no-untyped-def]
    with database.reading() as connection:
        return insurance_changes.lines(connection, year, number)


def seen(database, number: int, year: int = 2024) -> list[tuple[str, ChangeKind, Cause, date | None]]:
    return [
        (line.name, line.change.kind, line.change.cause, line.change.happened_on)
        for line in month(database, number, year)
    ]


def classify(database, household, category: Category, since: date) -> None:  # type: ignore[no-untyped-def]
    with database.writing() as act:
        act.describe("Công nhận")
        act.insert(
            class_history,
            {
                "household_id": household.id,
                "category": str(category),
                "counted_from": since,
                "entitled_from": since,
            },
        )


def happen(database, household, kind: EventKind, day: date, **more) -> None:  # type: ignore[no-untyped-def]
    newcomers, reason = more.pop("newcomers", ()), more.pop("reason", "Già yếu")
    with database.writing() as act:
        household_events.apply(act, household.id, Happening(kind, day, reason, **more), newcomers=newcomers)


def family(database, head: str, *others: tuple[str, str], hamlet_id: int = 1):  # type: ignore[no-untyped-def]
    return keep(database, make_household(head, *others, hamlet_id=hamlet_id), BEGIN)


def test_a_month_in_which_nothing_happened_is_empty(commune) -> None:  # type: ignore[no-untyped-def]
    classed(commune, family(commune, "Hồ Văn Đào", ("Hồ Thị Lý", "child")), Category.POOR, 2022)
    classed(commune, family(commune, "Hồ Văn Bình"), Category.NOT_POOR, 2022)

    assert seen(commune, 5) == []


def test_birth_death_moves_class_and_split_of_one_month(commune) -> None:  # type: ignore[no-untyped-def]
    poor = family(commune, "Hồ Văn Đào", ("Hồ Thị Lý", "wife"), ("Hồ Văn Sơn", "child"))
    near = family(commune, "Đinh Văn Ất", ("Đinh Thị Ké", "child"), hamlet_id=2)
    late = family(commune, "Hồ Văn Mới", ("Hồ Thị Gạo", "child"))
    out = family(commune, "Hồ Thị Giàu")
    classed(commune, poor, Category.POOR, 2022)
    classed(commune, near, Category.NEAR_POOR, 2022)
    classed(commune, out, Category.NOT_POOR, 2022)
    # Born on the 3rd and put on the roster on the 20th; an adult comes from elsewhere.
    baby = make_person("Hồ Thị Sương", born="03/05/2024")
    bride = make_person("Nguyễn Thị Hòa", born="2001")
    happen(commune, poor, EventKind.MEMBER_JOINED, date(2024, 5, 20), newcomers=(Newcomer(baby, "child"),))
    happen(commune, near, EventKind.MEMBER_JOINED, date(2024, 5, 7), newcomers=(Newcomer(bride, "child"),))
    # One dies, one moves away; one household is recognised from 1 May.
    happen(commune, poor, EventKind.MEMBER_DIED, date(2024, 5, 11), people=(poor.members[1].person.id,))
    happen(
        commune,
        near,
        EventKind.MEMBER_LEFT,
        date(2024, 5, 25),
        people=(near.members[1].person.id,),
        reason="Đi làm ăn xa",
    )
    classify(commune, late, Category.POOR, date(2024, 5, 1))

    # By hamlet, then household: Trà Lạc before Trà Hoa.
    assert seen(commune, 5) == [
        ("Hồ Thị Sương", ADDED, Cause.BORN, date(2024, 5, 3)),
        ("Hồ Văn Mới", ADDED, Cause.INTO_CLASS, date(2024, 5, 1)),
        ("Hồ Thị Gạo", ADDED, Cause.INTO_CLASS, date(2024, 5, 1)),
        ("Nguyễn Thị Hòa", ADDED, Cause.MOVED_IN, date(2024, 5, 7)),
        ("Hồ Thị Lý", REMOVED, Cause.DIED, date(2024, 5, 11)),
        ("Đinh Thị Ké", REMOVED, Cause.MOVED_OUT, date(2024, 5, 25)),
    ]
    assert month(commune, 5)[-1].change.words == "Chuyển đi (Đi làm ăn xa)"
    assert seen(commune, 4) == [] and seen(commune, 6) == []


def test_a_split_within_the_same_class_changes_no_card(commune) -> None:  # type: ignore[no-untyped-def]
    poor = family(commune, "Hồ Văn Đào", ("Hồ Văn Sơn", "child"))
    classed(commune, poor, Category.POOR, 2022)

    son = poor.members[1].person.id
    happen(commune, poor, EventKind.SPLIT, date(2024, 5, 9), people=(son,), new_head_id=son, reason="Kết hôn")

    assert seen(commune, 5) == []


def test_who_joins_a_household_that_is_not_entitled_loses_the_card(commune) -> None:  # type: ignore[no-untyped-def]
    poor = family(commune, "Hồ Văn Đào", ("Hồ Thị Lý", "child"))
    out = family(commune, "Hồ Văn Bình")
    classed(commune, poor, Category.POOR, 2022)
    daughter = poor.members[1].person
    happen(commune, out, EventKind.MEMBER_JOINED, date(2024, 8, 2), newcomers=(Newcomer(daughter, "child"),))

    assert seen(commune, 8) == [("Hồ Thị Lý", REMOVED, Cause.OUT_OF_HOUSEHOLD, date(2024, 8, 2))]


def test_january_brings_the_classes_of_the_december_round(commune) -> None:  # type: ignore[no-untyped-def]
    escaped, risen, fallen, stays = keep_all(
        commune,
        [make_household(name) for name in ("Hồ Văn An", "Hồ Văn Bốn", "Hồ Văn Cam", "Hồ Văn Dư")],
        BEGIN,
    )
    for one, before, after in (
        (escaped, Category.POOR, Category.NOT_POOR),
        (risen, Category.POOR, Category.NEAR_POOR),
        (fallen, Category.NOT_POOR, Category.POOR),
        (stays, Category.POOR, Category.POOR),
    ):
        classed(commune, one, before, 2022)
        classed(commune, one, after, 2023)

    first = date(2024, 1, 1)
    assert seen(commune, 1) == [
        ("Hồ Văn Cam", ADDED, Cause.INTO_CLASS, first),
        ("Hồ Văn An", REMOVED, Cause.OUT_OF_CLASS, first),
        ("Hồ Văn Bốn", REGROUPED, Cause.OTHER_GROUP, first),
    ]
    assert seen(commune, 12, 2023) == []


def test_a_card_for_those_escaped_ends_after_36_months_where_the_rule_gives_one(commune) -> None:  # type: ignore[no-untyped-def]
    home = family(commune, "Hồ Văn An")
    classify(commune, home, Category.POOR, date(2020, 1, 1))
    classify(commune, home, Category.NOT_POOR, date(2021, 6, 1))
    with commune.writing() as act:
        groups = frozenset({"poor", "near_poor", "escaped"})
        insurance_changes.save_groups(act, EntitledGroups(date(2022, 1, 1), groups, "Nghị quyết của tỉnh"))

    # The last day is 1 June 2024, the day after is the first without.
    assert seen(commune, 5) == []
    assert seen(commune, 6) == [("Hồ Văn An", REMOVED, Cause.TERM_OVER, date(2024, 6, 2))]


def test_a_new_rule_moves_whole_groups_on_its_day(commune) -> None:  # type: ignore[no-untyped-def]
    near = family(commune, "Hồ Văn An")
    classed(commune, near, Category.NEAR_POOR, 2022)
    with commune.writing() as act:
        only = EntitledGroups(date(2024, 7, 1), frozenset({"poor"}), "Văn bản số 01")
        insurance_changes.save_groups(act, only)

    assert seen(commune, 7) == [("Hồ Văn An", REMOVED, Cause.RULE, date(2024, 7, 1))]
    assert seen(commune, 8) == []
    with commune.writing() as act, pytest.raises(InvalidInput, match="căn cứ"):
        insurance_changes.save_groups(act, replace(only, source=" "))


def test_a_roster_mistake_is_called_so(commune) -> None:  # type: ignore[no-untyped-def]
    poor = family(commune, "Hồ Văn Đào", ("Hồ Thị Lý", "child"))
    classed(commune, poor, Category.POOR, 2022)
    with commune.writing() as act:
        act.describe("Sửa")
        stay = poor.members[1].person.id
        key = act.connection.exec_driver_sql(
            "SELECT id FROM membership WHERE person_id = ?", (stay,)
        ).scalar_one()
        act.update(membership, key, {"valid_to": date(2024, 3, 4), "reason": "Ghi nhầm"})

    assert seen(commune, 3) == [("Hồ Thị Lý", REMOVED, Cause.MISTAKE, date(2024, 3, 4))]


def test_lines_are_left_out_with_a_reason_sent_once_and_taken_back(commune) -> None:  # type: ignore[no-untyped-def]
    poor = family(commune, "Hồ Văn Đào", ("Hồ Thị Lý", "child"))
    classify(commune, poor, Category.POOR, date(2024, 3, 1))
    head, child = month(commune, 3)
    with commune.writing() as act, pytest.raises(InvalidInput, match="lý do"):
        insurance_changes.exclude(act, 2024, 3, child.key, " ")
    with commune.writing() as act:
        insurance_changes.exclude(act, 2024, 3, child.key, "Đã có thẻ trẻ em")
    with commune.reading() as connection:
        assert insurance_changes.unsent(connection, 2024, 3) == 1
        assert insurance_changes.unsent(connection, 2024, 4) == 0
    with commune.writing() as act:
        assert insurance_changes.mark_sent(act, 2024, 3, date(2024, 4, 2)) == 1
    with commune.writing() as act, pytest.raises(NotPossibleNow, match="chờ gửi"):
        insurance_changes.mark_sent(act, 2024, 3, date(2024, 4, 3))

    head, child = month(commune, 3)
    assert (head.state, child.state) == ("Đã gửi 02/04/2024", "Không gửi: Đã có thẻ trẻ em")
    with commune.writing() as act:
        insurance_changes.include(act, 2024, 3, child.key)
    assert month(commune, 3)[1].state == "Chưa gửi"


def test_what_was_sent_stays_visible_when_the_register_is_corrected(commune) -> None:  # type: ignore[no-untyped-def]
    poor = family(commune, "Hồ Văn Đào", ("Hồ Thị Lý", "child"))
    classed(commune, poor, Category.POOR, 2022)
    with commune.writing() as act:
        act.describe("Ghi chết")
        act.update(person, poor.members[1].person.id, {"died_on": date(2024, 3, 9)})
    with commune.writing() as act:
        insurance_changes.mark_sent(act, 2024, 3, date(2024, 4, 2))
    with commune.writing() as act:
        act.describe("Sửa lại")
        act.update(person, poor.members[1].person.id, {"died_on": None})

    (line,) = month(commune, 3)
    assert (line.name, line.in_register, line.counts) == ("Hồ Thị Lý", False, False)
    assert line.state == "Đã gửi 02/04/2024; sổ nay không còn"
