"""A measure that cannot be computed says why in its own row; the others stay."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.indicator import Figure, IndicatorDefinition, Part, Status, Target
from povdesk.domain.indicator_measure import BY_NAME, KIND_WORDS, words_of
from povdesk.storage import indicators, targets
from povdesk.storage.act import last_act
from povdesk.storage.database import Database
from povdesk.storage.indicators import editing, rules
from povdesk.storage.tables import rule_override
from tests.storage.commune_builder import END_OF_2024, a_commune, a_form, a_household, a_person


@pytest.fixture
def commune(data_folder: Path) -> Iterator[Database]:
    """One near-poor household of two, one with a card."""
    database = a_commune(data_folder / "povdesk.db", closed=(2022, 2023, 2024))
    with database.writing() as act:
        act.describe("Thử")
        home = a_household(act, "An", {2023: "near_poor", 2024: "near_poor"})
        one, two = a_person(act, home, "An"), a_person(act, home, "Bé")
        card = {"health_insurance": "yes", "insured_until": date(2025, 1, 1)}
        a_form(act, home, members={one: {**card, "able_to_work": "yes"}, two: {"health_insurance": "no"}})
    yield database
    database.close()


def _figures(database: Database) -> dict[str, Figure]:
    with database.reading() as connection:
        found = {one.code: one for one in indicators.figures(connection, 2024, END_OF_2024)}
        for code in found:
            for part in Part:
                indicators.subjects(connection, code, 2024, END_OF_2024, part)
        indicators.by_hamlet(connection, 2024, END_OF_2024)
    return found


def _override(database: Database, section: str, values: Mapping[str, Any]) -> None:
    """As a damaged or newer rule pack would leave it."""
    with database.writing() as act:
        act.describe("Gói quy tắc")
        row = {"kind": rules.KIND, "code": section, "payload": json.dumps(values)}
        act.insert(rule_override, {**row, "changed_at": "2024-12-01T08:00:00", "officer_id": act.officer_id})


def _others_stay(database: Database, before: dict[str, Figure], *changed: str) -> dict[str, Figure]:
    after = _figures(database)
    assert len(after) >= 26
    for code, figure in before.items():
        if code not in changed:
            assert after[code].measured == figure.measured, code
    return after


def test_an_unknown_measure_says_so_and_the_others_stay(commune: Database) -> None:
    before = _figures(commune)
    with commune.writing() as act:
        editing.keep(act, replace(before["IND-16"].definition, measure="cach_dem_cua_tuong_lai"))
    after = _others_stay(commune, before, "IND-16")
    assert after["IND-16"].measured.value is None
    assert "Không có cách đếm “cach_dem_cua_tuong_lai”" in after["IND-16"].missing_reason
    assert after["IND-16"].status is Status.NO_DATA


def test_missing_totals_name_the_year_and_the_others_stay(commune: Database) -> None:
    from sqlalchemy import delete

    from povdesk.storage.tables import hamlet_total

    before = _figures(commune)
    with commune.engine.begin() as connection:
        connection.execute(delete(hamlet_total).where(hamlet_total.c.year == 2024))
    after = _others_stay(commune, before, "IND-01", "IND-02", "IND-04")
    assert after["IND-01"].missing_reason == "Chưa nhập tổng số hộ cuối năm 2024"
    assert after["IND-04"].missing_reason == "Chưa nhập tổng số hộ dân tộc thiểu số cuối năm 2024"


@pytest.mark.parametrize(
    ("section", "values", "code", "reason"),
    [
        ("kinds", {"training": []}, "IND-12", "Chưa chọn loại hỗ trợ nào để đếm"),
        ("kinds", {"house": ["NHÀ Ở'); --"]}, "IND-22", "mã loại hỗ trợ “NHÀ Ở'); --” không dùng được"),
        ("counting", {"house_counts": "moved_in"}, "IND-22", "Quy tắc đếm “moved_in” không có"),
        ("counting", {"lasting_work": "forever"}, "IND-08", "Quy tắc đếm “forever” không có"),
    ],
)
def test_a_broken_rule_stops_only_what_depends_on_it(
    commune: Database, section: str, values: dict[str, Any], code: str, reason: str
) -> None:
    before = _figures(commune)
    _override(commune, section, values)
    touched = {"training": ("IND-12", "IND-19", "IND-21")}.get(next(iter(values)), (code,))
    after = _others_stay(commune, before, *touched)
    assert reason in after[code].missing_reason
    assert after["IND-16"].measured.value == 50


def test_a_rule_of_a_newer_program_is_passed_over(commune: Database) -> None:
    before = _figures(commune)
    _override(commune, "counting", {"a_rule_to_come": True, "exit_months": "ba mươi sáu"})
    _others_stay(commune, before)


def test_an_indicator_of_the_officers_own_counts_with_any_measure_and_breaks_none(commune: Database) -> None:
    before = _figures(commune)
    with commune.writing() as act:
        act.describe("Thêm")
        for name, words in BY_NAME.items():
            for kind in words.kinds:
                editing.keep(act, IndicatorDefinition("", f"{name} {kind}", measure=name, kind=kind))
    after = _others_stay(commune, before)
    own = {figure.definition.name: figure for code, figure in after.items() if code.startswith("XA-")}
    assert (own["health_insurance rate"].measured.value, own["health_insurance count"].measured.value) == (
        50,
        1,
    )
    assert own["near_poor_households count"].measured.value == 1
    assert own["poor_rate count"].measured.value == 0
    assert all(figure.measured.value is not None or figure.missing_reason for figure in own.values()
               if not figure.readings)  # fmt: skip


def test_a_kind_that_the_measure_cannot_give_is_refused_in_words(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thêm")
        with pytest.raises(InvalidInput, match="không cho ra loại chỉ tiêu này"):
            editing.keep(act, IndicatorDefinition("", "Sai", measure="house_support", kind="rate"))
        with pytest.raises(InvalidInput, match="chưa có tên"):
            editing.keep(act, IndicatorDefinition("", " "))


def test_every_measure_that_can_be_counted_has_words_to_choose_it_by(commune: Database) -> None:
    with commune.reading() as connection:
        counting, _ = rules.load(connection)
    from povdesk.storage.indicators.measures import measures

    for name in measures(replace(counting, lasting_work="either")):
        assert name in BY_NAME, name
        assert set(words_of(name).kinds) <= set(KIND_WORDS)


def test_moving_down_and_up_again_is_where_it_was_and_ends_are_ends(commune: Database) -> None:
    def order() -> list[str]:
        with commune.reading() as connection:
            return [one.code for one, _ in targets.with_targets(connection, 2024)]

    start = order()
    with commune.writing() as act:
        assert editing.move(act, "IND-05", 1, 2024)
        assert editing.move(act, "IND-05", -1, 2024)
        assert not editing.move(act, "IND-01", -1, 2024)
        assert not editing.move(act, "IND-26", 1, 2024)
    assert order() == start


def test_a_retired_indicator_keeps_its_earlier_years_and_undo_brings_it_back(commune: Database) -> None:
    with commune.writing() as act:
        editing.retire(act, "IND-22", 2024)
    with commune.reading() as connection:
        assert "IND-22" not in {one.code for one in indicators.figures(connection, 2024, END_OF_2024)}
        assert "IND-22" in {one.code for one in indicators.figures(connection, 2023, date(2023, 12, 31))}
        newest = last_act(connection)
    assert newest is not None and "Ngừng dùng chỉ tiêu" in newest[1]
    with commune.writing() as act:
        act.undo(newest[0])
    assert "IND-22" in _figures(commune)


def test_an_indicator_of_this_year_only_can_be_retired_in_it_and_brought_back(commune: Database) -> None:
    with commune.writing() as act:
        code = editing.keep(act, IndicatorDefinition("", "Chỉ năm nay", valid_from=date(2024, 1, 1)))
        editing.retire(act, code, 2024)
    assert code not in _figures(commune)
    with commune.writing() as act:
        editing.bring_back(act, code, 2024)
    assert code in _figures(commune)


def test_last_years_targets_come_without_baseline_and_leave_those_that_are_there(commune: Database) -> None:
    with commune.writing() as act:
        targets.save_target(act, "IND-22", Target(2025, ">=", 3))
        added = editing.copy_targets(act, 2024, 2025)
        with pytest.raises(NotPossibleNow, match="Không có mục tiêu nào"):
            editing.copy_targets(act, 2024, 2025)
    with commune.reading() as connection:
        found = {one.code: wanted for one, wanted in targets.with_targets(connection, 2025)}
    assert added == 25
    assert found["IND-22"] is not None and found["IND-22"].value == 3
    assert found["IND-01"] is not None
    assert (found["IND-01"].value, found["IND-01"].baseline, found["IND-01"].readings) == (0.79, None, ())
