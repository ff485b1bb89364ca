"""Suggestions for next year: read only, taken over line by line, one act with its way back."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput
from povdesk.storage import history, plan_cuts, target_suggestions, targets, what_if_rules
from povdesk.storage.act import last_act
from povdesk.storage.database import Database, open_database
from povdesk.storage.plan_cuts import Cut
from povdesk.storage.target_suggestions import Suggestions
from tests.storage import made_once

DAY = date(2024, 12, 20)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("Xã mẫu") / "povdesk.db"
    made_once.sample_commune(path, households=80).close()
    return path


@pytest.fixture
def database(made: Path, data_folder: Path) -> Iterator[Database]:
    path = data_folder / "povdesk.db"
    shutil.copy(made, path)
    opened = open_database(path, clock=lambda: datetime(2024, 12, 20, 9, tzinfo=UTC))
    yield opened
    opened.close()


def suggested(database: Database) -> Suggestions:
    with database.reading() as connection:
        return target_suggestions.suggest(connection, 2024, DAY)


def wanted_of(database: Database, year: int = 2025) -> dict[str, float | None]:
    with database.reading() as connection:
        return {
            definition.code: target.value
            for definition, target in targets.with_targets(connection, year)
            if target is not None
        }


def test_nothing_is_taken_while_it_is_only_suggested(database: Database) -> None:
    with database.reading() as connection:
        acts = len(history.entries(connection))
    found = suggested(database)
    assert found.year == 2025 and len(found.lines) == 26
    assert all(one.reason for one in found.lines)
    assert suggested(database) == found
    assert wanted_of(database) == {}
    with database.reading() as connection:
        assert len(history.entries(connection)) == acts


def test_the_cuts_of_the_hamlets_add_up_to_the_households_of_the_poor_rate(database: Database) -> None:
    found = suggested(database)
    rate = next(one for one in found.lines if one.key == "IND-01")
    cut = sum(one.poor for one in found.hamlets)
    assert rate.current is not None and rate.value is not None
    # 80 hộ trong sổ của xã mẫu nhỏ; tổng số hộ lấy từ số đã nhập.
    from povdesk.storage import indicators

    with database.reading() as connection:
        figure = next(one for one in indicators.figures(connection, 2024, DAY) if one.code == "IND-01")
    shown = figure.shown
    assert shown.numerator is not None and shown.denominator
    exact = 100 * (shown.numerator - cut) / shown.denominator
    assert exact <= rate.value < exact + 0.01
    assert str(int(shown.numerator) - cut) in rate.reason


def test_accepted_lines_are_one_act_that_undo_takes_back_and_others_stay_as_they_were(
    database: Database,
) -> None:
    found = suggested(database)
    chosen = {one.key: one for one in found.lines if one.key in ("IND-16", "IND-24")}
    hamlet = found.hamlets[0]
    with database.reading() as connection:
        acts = len(history.entries(connection))
    with database.writing() as act:
        target_suggestions.accept(
            act,
            2025,
            {code: one.target(2025, one.value or 0) for code, one in chosen.items()},
            {hamlet.uid: Cut(hamlet.poor, 1)},
        )
    assert wanted_of(database) == {code: one.value for code, one in chosen.items()}
    with database.reading() as connection:
        assert plan_cuts.cuts(connection, 2025) == {hamlet.uid: Cut(hamlet.poor, 1)}
        entries = history.entries(connection)
        last = last_act(connection)
    assert len(entries) == acts + 1 and last is not None
    assert last[1] == "Lấy mục tiêu gợi ý năm 2025: 02 chỉ tiêu, 01 thôn"
    kept = {one.key: one.kept for one in suggested(database).lines}
    assert kept["IND-16"] is not None and kept["IND-01"] is None
    with database.writing() as act:
        act.undo(last[0])
    assert wanted_of(database) == {}
    with database.reading() as connection:
        assert plan_cuts.cuts(connection, 2025) == {}


def test_a_new_target_keeps_where_it_starts_from(database: Database) -> None:
    line = next(one for one in suggested(database).lines if one.key == "IND-24")
    target = line.target(2025, 70)
    assert (target.year, target.value, target.operator) == (2025, 70, ">=")
    assert target.baseline == line.current


def test_choosing_nothing_is_refused_in_words(database: Database) -> None:
    with pytest.raises(InvalidInput) as refused, database.writing() as act:
        target_suggestions.accept(act, 2025, {})
    assert refused.value.message == "Chưa chọn gợi ý nào."


def test_the_officer_changes_the_thresholds_and_the_suggestion_follows(database: Database) -> None:
    before = suggested(database)
    with database.writing() as act:
        what_if_rules.change(act, "leaving", {"near_limit": False, "registered": False, "planned": False})
    after = suggested(database)
    assert before.plausible and not after.plausible
    assert all((one.poor, one.near_poor) == (0, 0) for one in after.hamlets)
    with pytest.raises(InvalidInput), database.writing() as act:
        what_if_rules.change(act, "leaving", {"share": 120})
    with pytest.raises(InvalidInput), database.writing() as act:
        what_if_rules.change(act, "pace", {"unknown": 1})


def test_typed_and_unclear_indicators_get_no_number_and_say_why(database: Database) -> None:
    lines = {one.key: one for one in suggested(database).lines}
    assert (lines["IND-17"].value, lines["IND-17"].reason) == (
        None,
        "Số do nơi khác đo, phần mềm không gợi ý",
    )
    assert (lines["IND-02"].value, lines["IND-02"].reason) == (
        None,
        "Chỉ tiêu có nhiều cách hiểu, chọn cách đếm trước",
    )
