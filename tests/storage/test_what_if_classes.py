"""Who could leave when some lacks are taken away, on a commune worked by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.household import Category
from povdesk.domain.standard import standard_by_id
from povdesk.domain.support import Subject
from povdesk.domain.target_suggestion import Sign
from povdesk.domain.what_if import Leaver, Proposal, ProposalLine
from povdesk.storage import target_suggestions, what_if, what_if_rules, what_if_trial
from povdesk.storage.act import Act
from povdesk.storage.database import Database

from .commune_builder import a_commune, a_form, a_household, a_person

DAY = date(2024, 12, 20)
STANDARD = "2022-2026"
"""Giới hạn B1 nông thôn 140; hộ nghèo thiếu từ 3 chỉ số."""


def answers(*lacks: str, unknown: tuple[str, ...] = ()) -> dict[str, str]:
    codes = [one.code for one in standard_by_id(STANDARD).indicators]
    return {code: "yes" if code in lacks else "unknown" if code in unknown else "no" for code in codes}


def family(
    act: Act, name: str, points: int, *lacks: str, category: str = "poor", unknown: tuple[str, ...] = ()
) -> tuple[int, int]:
    """A listed household with its closed form of 2024; its only person has no card when that is lacking."""
    act.describe(f"Thêm hộ {name}", "household")
    key = a_household(act, name, {2023: category})
    someone = a_person(act, key, name, relation="head")
    a_form(
        act,
        key,
        on=date(2024, 10, 1),
        state="closed",
        standard_id=STANDARD,
        area="rural",
        income_points=points,
        computed="not_poor" if points > 140 else "poor" if len(lacks) >= 3 else "near_poor",
        members={someone: {"health_insurance": "no" if "health_insurance" in lacks else "yes"}},
        lacking=answers(*lacks, unknown=unknown),
    )
    return key, someone


@pytest.fixture
def commune(data_folder: Path) -> Iterator[Database]:
    made = a_commune(data_folder / "povdesk.db")
    yield made
    made.close()


def tried(database: Database, *lines: ProposalLine) -> dict[str, Leaver]:
    with database.reading() as connection:
        copy = what_if_trial.copy(connection, database.clock())
    found = what_if_trial.run(copy, Proposal(2024, "Thử", lines), DAY)
    return {one.name: one for one in found.leavers}


def test_a_poor_household_below_three_lacks_could_become_near_poor(commune: Database) -> None:
    with commune.writing() as act:
        three, _ = family(act, "Hồ Văn Ba", 120, "latrine", "water", "telecom")
        four, _ = family(act, "Hồ Văn Bốn", 120, "latrine", "water", "telecom", "nutrition")
        rich, _ = family(act, "Hồ Văn Trên", 150, "latrine", "water", "telecom")
        open_, _ = family(act, "Hồ Văn Rõ", 120, "latrine", "water", unknown=("telecom", "nutrition"))
        none, _ = family(act, "Hồ Văn Không", 120, "water", "telecom", "nutrition")
        near, _ = family(act, "Hồ Thị Cận", 120, "latrine", category="near_poor")
    homes = (three, four, rich, open_, none, near)
    found = tried(commune, ProposalLine("HO_TRO_NHA_TIEU", Subject.HOUSEHOLD, homes))
    assert {name: (one.now, one.then, one.could_leave) for name, one in found.items()} == {
        "Hồ Văn Ba": (Category.POOR, Category.NEAR_POOR, True),
        "Hồ Văn Bốn": (Category.POOR, Category.POOR, False),
        # Đã trên giới hạn điểm: theo phiếu không còn nghèo, không do nhà tiêu.
        "Hồ Văn Trên": (Category.POOR, Category.NOT_POOR, False),
        "Hồ Văn Rõ": (Category.POOR, Category.UNDECIDED, False),
        "Hồ Thị Cận": (Category.NEAR_POOR, Category.NEAR_POOR, False),
    }
    assert found["Hồ Văn Ba"].removed == ("Nhà tiêu hợp vệ sinh",)
    assert (found["Hồ Văn Ba"].lacks_before, found["Hồ Văn Ba"].lacks_after) == (3, 2)
    assert found["Hồ Văn Rõ"].why == "Phiếu còn 02 chỉ số chưa rõ"


def test_no_household_of_the_forecast_is_counted_as_escaped(commune: Database) -> None:
    with commune.writing() as act:
        home, _ = family(act, "Hồ Văn Ba", 120, "latrine", "water", "telecom")
    line = ProposalLine("HO_TRO_NHA_TIEU", Subject.HOUSEHOLD, (home,))
    with commune.reading() as connection:
        copy = what_if_trial.copy(connection, commune.clock())
    found = what_if_trial.run(copy, Proposal(2024, "Thử", (line,)), DAY)
    assert [one.name for one in found.could_leave] == ["Hồ Văn Ba"]
    assert not [one.code for one in found.effects if one.is_changed]


def test_a_card_for_everybody_without_one_takes_that_lack_away(commune: Database) -> None:
    with commune.writing() as act:
        home, someone = family(act, "Hồ Văn Thẻ", 120, "health_insurance", "water", "telecom")
        a_person(act, home, "Hồ Thị Em")
    found = tried(commune, ProposalLine("CAP_THE_BHYT", Subject.PERSON, (someone,)))
    assert found["Hồ Văn Thẻ"].could_leave and found["Hồ Văn Thẻ"].removed == ("Bảo hiểm y tế",)


def test_a_household_without_a_closed_form_is_named_as_such_only_when_a_lack_is_known(
    commune: Database,
) -> None:
    with commune.writing() as act:
        act.describe("Thêm hộ", "household")
        home = a_household(act, "Hồ Văn Chưa", {2023: "poor"})
    assert tried(commune, ProposalLine("HO_TRO_NHA_TIEU", Subject.HOUSEHOLD, (home,))) == {}


def test_plausible_leavers_are_named_with_every_sign(commune: Database) -> None:
    with commune.writing() as act:
        family(act, "Hồ Văn Gần", 135, "latrine", "water", "telecom", "nutrition")
        planned, _ = family(act, "Hồ Văn Hai", 90, "latrine", "water", "telecom", "nutrition")
        family(act, "Hồ Văn Xa", 90, "latrine", "water", "telecom", "nutrition")
        family(act, "Hồ Văn Trên", 150, "latrine", "water", "telecom")
        line = ProposalLine("HO_TRO_NHA_TIEU", Subject.HOUSEHOLD, (planned,))
        water = ProposalLine("HO_TRO_NUOC_SINH_HOAT", Subject.HOUSEHOLD, (planned,))
        what_if.save(act, Proposal(2024, "Phương án 1", (line, water)))
    with commune.reading() as connection:
        rules = what_if_rules.load(connection)
        found = target_suggestions.plausible(connection, 2024, DAY, rules)
    assert {one.name: (one.signs, one.now, one.then) for one in found} == {
        "Hồ Văn Gần": ((Sign.NEAR,), Category.POOR, Category.NOT_POOR),
        "Hồ Văn Hai": ((Sign.PLANNED,), Category.POOR, Category.NEAR_POOR),
    }
