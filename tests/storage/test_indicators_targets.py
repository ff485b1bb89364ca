"""Definitions and targets are kept once by code, year, hamlet and group; edits survive a seed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput
from povdesk.domain.indicator import IndicatorDefinition, Target
from povdesk.storage import seeds, targets
from povdesk.storage.act import last_act
from povdesk.storage.database import Database
from povdesk.storage.indicators import rules
from tests.storage import made_once


@pytest.fixture
def empty(data_folder: Path) -> Iterator[Database]:
    database = made_once.register(data_folder / "povdesk.db", seeds.seed)
    yield database
    database.close()


def test_a_new_database_has_the_definitions_and_no_target(empty: Database) -> None:
    with empty.reading() as connection:
        pairs = targets.with_targets(connection, 2024)
    assert len(pairs) == 26
    assert all(target is None for _, target in pairs)
    first = pairs[0][0]
    assert (first.letter, first.plan_reference) == ("a", "Mục II.2, điểm a, vế 1")
    assert first.counted == "số hộ nghèo / tổng số hộ dân cư cuối năm"


def test_the_reference_targets_come_once_and_leave_the_officers_alone(empty: Database) -> None:
    with empty.writing() as act:
        act.describe("Thử")
        targets.save_target(act, "IND-22", Target(2024, ">=", 30))
        assert seeds.seed_targets(act, 2024) == 25
        assert seeds.seed_targets(act, 2024) == 0

    with empty.reading() as connection:
        found = {definition.code: target for definition, target in targets.with_targets(connection, 2024)}
        assert targets.years(connection) == (2024,)
    assert found["IND-22"] is not None and found["IND-22"].value == 30
    assert found["IND-01"] is not None and found["IND-01"].baseline == 0.82
    assert [reading.code for reading in found["IND-01"].readings] == ["A", "B", "C"]
    assert found["IND-06"] is not None and (found["IND-06"].value, found["IND-06"].wording) == (
        None,
        "tăng lên",
    )


def test_a_target_of_a_hamlet_stands_beside_that_of_the_commune(empty: Database) -> None:
    from povdesk.storage.tables import hamlet

    with empty.writing() as act:
        act.describe("Thử")
        place = act.insert(hamlet, {"name": "Trà Hoa"})
        targets.save_target(act, "IND-22", Target(2024, ">=", 27))
        targets.save_target(act, "IND-22", Target(2024, ">=", 7, hamlet_id=place))
        targets.save_target(act, "IND-22", Target(2024, ">=", 8, hamlet_id=place))

    with empty.reading() as connection:
        found = targets.targets(connection, "IND-22", 2024)
        pairs = {definition.code: target for definition, target in targets.with_targets(connection, 2024)}
    assert [target.value for target in found] == [27, 8]
    assert pairs["IND-22"] is not None and pairs["IND-22"].value == 27


def test_an_edited_definition_survives_the_next_seed(empty: Database) -> None:
    with empty.reading() as connection:
        first = targets.definitions(connection)[0]
    with empty.writing() as act:
        targets.save_definition(act, replace(first, short_name="Hộ nghèo (tên xã đặt)"))
    with empty.writing() as act:
        seeds.seed(act)

    with empty.reading() as connection:
        assert targets.definitions(connection)[0].short_name == "Hộ nghèo (tên xã đặt)"
        assert len(targets.definitions(connection)) == 26


def test_an_indicator_of_the_communes_own_is_typed(empty: Database) -> None:
    with empty.writing() as act:
        targets.save_definition(act, IndicatorDefinition("XA-01", "Số hộ đăng ký thoát nghèo", position=27))

    with empty.reading() as connection:
        own = targets.definitions(connection)[-1]
    assert (own.code, own.is_typed, own.subject) == ("XA-01", True, "none")


def test_a_mistake_is_told_in_words(empty: Database) -> None:
    with empty.writing() as act:
        with pytest.raises(InvalidInput, match="Dấu so sánh"):
            targets.save_target(act, "IND-22", Target(2024, "=>", 27))
        with pytest.raises(InvalidInput, match="Không có chỉ tiêu"):
            targets.save_target(act, "IND-99", Target(2024, ">=", 27))
        with pytest.raises(InvalidInput, match="chưa có mã"):
            targets.save_definition(act, IndicatorDefinition("", " "))
        with pytest.raises(InvalidInput, match="không có trong danh sách"):
            rules.change(act, "counting", {"lasting_work": "sometimes"})
        with pytest.raises(InvalidInput, match="chưa đúng kiểu"):
            rules.change(act, "status", {"typed_days": "chín mươi"})
        with pytest.raises(InvalidInput, match="Không có quy tắc này"):
            rules.change(act, "status", {"colour": 1})


def test_a_rule_is_the_officers_and_can_be_undone(empty: Database) -> None:
    with empty.writing() as act:
        rules.change(act, "status", {"typed_days": 60})
    with empty.reading() as connection:
        assert rules.load(connection)[1].typed_days == 60
        newest = last_act(connection)
    assert newest is not None and newest[1] == "Sửa cách tính chỉ tiêu"

    with empty.writing() as act:
        act.undo(newest[0])
    with empty.reading() as connection:
        assert rules.load(connection)[1].typed_days == 90
