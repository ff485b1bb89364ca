"""Every number of the sample commune is the same wherever it stands: screen, list, printed annex."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import pytest

from povdesk.documents.blocks import Table
from povdesk.documents.plan_targets import indicator_table
from povdesk.domain.dashboard import Dashboard
from povdesk.domain.indicator import Figure, Part, Status
from povdesk.domain.vietnamese import format_number
from povdesk.storage import dashboard, indicators, plan_facts, plans
from povdesk.storage.database import Database
from povdesk.storage.indicators import Subject, kept, rules
from tests.storage import made_once

YEAR = 2024
DAY = date(YEAR, 12, 31)
WHOLE = "toàn xã"

Lists = Mapping[Part, tuple[Subject, ...]]


@dataclass(frozen=True)
class Shown:
    """One number of the dashboard: of an indicator, in the commune or in one hamlet."""

    indicator: str
    filter: str
    figure: Figure
    subjects: Lists


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("Xã mẫu") / "povdesk.db"
    opened = made_once.sample_commune(path, 160, clock=lambda: datetime(2024, 12, 31, 8).astimezone())
    with opened.writing() as act:
        rules.change(act, "counting", {"lasting_work": "either"})
    yield opened
    opened.close()


def numbers_with_their_lists(database: Database) -> Iterator[Shown]:
    """Every indicator in every filter of the dashboard, with the lists that its number opens."""
    with database.reading() as connection:
        everywhere = {
            figure.code: {
                part: indicators.subjects(connection, figure.code, YEAR, DAY, part) for part in Part
            }
            for figure in indicators.figures(connection, YEAR, DAY)
        }
        for hamlet_id, name in ((None, WHOLE), *_hamlets(connection)):
            shown: Dashboard = dashboard.gather(connection, YEAR, YEAR - 1, DAY, hamlet_id)
            for row in shown.rows:
                lists = everywhere[row.figure.code]
                opened = {part: dashboard.of_hamlet(found, hamlet_id) for part, found in lists.items()}
                yield Shown(row.figure.code, name, row.figure, opened)


def _hamlets(connection) -> list[tuple[int, str]]:  # type: ignore[no-untyped-def]
    return [(row.hamlet_id, row.hamlet) for row in indicators.by_hamlet(connection, YEAR, DAY)]


@pytest.fixture(scope="module")
def shown(sample: Database) -> tuple[Shown, ...]:
    return tuple(numbers_with_their_lists(sample))


def _counted(shown: tuple[Shown, ...]) -> Iterator[tuple[Shown, object]]:
    """Those counted from the register, each with the number whose lists are opened."""
    for one in shown:
        if not one.figure.definition.is_typed:
            readings = one.figure.readings
            yield one, (next(iter(readings.values())) if readings else one.figure.shown)


def test_the_sample_has_all_indicators_in_all_filters(shown: tuple[Shown, ...]) -> None:
    assert len({one.indicator for one in shown}) == 26
    assert len({one.filter for one in shown}) >= 4
    assert len(shown) == 26 * len({one.filter for one in shown})


def test_a_number_is_the_size_of_the_lists_it_opens(shown: tuple[Shown, ...]) -> None:
    for one, measured in _counted(shown):
        lists, at = one.subjects, f"{one.indicator}, {one.filter}"
        if measured.value is None and measured.numerator is None:  # type: ignore[attr-defined]
            continue
        assert len(lists[Part.REACHED]) == measured.numerator, at  # type: ignore[attr-defined]
        assert len(lists[Part.MISSING]) == measured.unknown, at  # type: ignore[attr-defined]
        assert len(lists[Part.WAITING]) == measured.waiting, at  # type: ignore[attr-defined]
        if one.figure.definition.kind == "rate" and one.indicator not in ("IND-01", "IND-02"):
            split = len(lists[Part.REACHED]) + len(lists[Part.NOT_REACHED])
            assert split == measured.denominator, at  # type: ignore[attr-defined]
        if one.figure.definition.kind == "count":
            assert len(lists[Part.REACHED]) == measured.value, at  # type: ignore[attr-defined]
        if one.figure.definition.kind == "change_count":
            change = len(lists[Part.REACHED]) - len(lists[Part.NOT_REACHED])
            assert change == measured.value, at  # type: ignore[attr-defined]


def test_the_numerator_is_among_the_denominator_and_everybody_counts_once(shown: tuple[Shown, ...]) -> None:
    for one, measured in _counted(shown):
        if measured.denominator is not None:  # type: ignore[attr-defined]
            assert 0 <= measured.numerator <= measured.denominator  # type: ignore[attr-defined]
        everybody = [(who.kind, who.id) for found in one.subjects.values() for who in found]
        assert len(everybody) == len(set(everybody)), f"{one.indicator}, {one.filter}"


def test_the_hamlets_hold_everybody_of_the_commune_who_lives_in_one(shown: tuple[Shown, ...]) -> None:
    for code in {one.indicator for one in shown}:
        whole = next(one for one in shown if one.indicator == code and one.filter == WHOLE)
        parts = [one for one in shown if one.indicator == code and one.filter != WHOLE]
        for part in Part:
            inside = sum(len(one.subjects[part]) for one in parts)
            nowhere = sum(who.hamlet_id is None for who in whole.subjects[part])
            assert inside + nowhere == len(whole.subjects[part]), code


def test_the_printed_annex_has_the_numbers_of_the_screen(sample: Database, shown: tuple[Shown, ...]) -> None:
    """Annex II of the plan: value, numerator/denominator and "chưa rõ" of every indicator."""
    with sample.reading() as connection:
        key = plans.find(connection, YEAR)
        assert key is not None
        plan = plans.load(connection, key)
        facts = plan_facts.gather(connection, plan, DAY)
    (table,) = [block for block in indicator_table(plan, facts) if isinstance(block, Table)]
    printed = [row[5] for row in table.rows if isinstance(row, tuple) and str(row[0]).isdigit()]
    on_screen = [one.figure for one in shown if one.filter == WHOLE]
    assert len(printed) == len(on_screen) == 26
    assert facts.progress_on == DAY
    for cell, figure in zip(printed, on_screen, strict=True):
        lines = str(cell).split("\n") if cell else []
        if figure.status is Status.AWAITING:
            assert lines == ["Chờ rà soát"], figure.code
            continue
        measured = figure.measured
        if measured.value is None:
            assert not lines, figure.code
            continue
        assert lines[0] == format_number(measured.value, at_most=2), figure.code
        if figure.definition.kind == "rate" and measured.denominator is not None:
            of = f"({format_number(measured.numerator or 0)}/{format_number(measured.denominator)})"
            assert lines[1] == of, figure.code
        if measured.unknown:
            assert lines[-1] == f"chưa rõ {format_number(measured.unknown)}", figure.code


def test_what_is_kept_between_readings_opens_the_same_lists(
    sample: Database, shown: tuple[Shown, ...]
) -> None:
    kept.forget(sample.engine)
    assert tuple(numbers_with_their_lists(sample)) == shown


@cache
def _sides(code: str) -> tuple[str, ...]:
    return {
        "IND-11": ("trong đó ngoài ba nhóm hộ, ghi theo tên",),
        "IND-21": (
            "lao động thu nhập thấp ngoài sổ, ghi theo tên",
            "trong đó lao động thu nhập thấp ghi theo tên đã được hỗ trợ",
        ),
    }[code]


@pytest.mark.parametrize("code", ["IND-11", "IND-21"])
def test_people_added_by_name_stand_on_a_line_of_their_own(shown: tuple[Shown, ...], code: str) -> None:
    for one in shown:
        if one.indicator == code:
            beside = {line.words: line.count for line in one.figure.measured.beside}
            assert one.filter != WHOLE or tuple(beside) == _sides(code)
            if beside:
                by_name = sum(who.group == "" for who in one.subjects[Part.REACHED])
                assert beside[_sides(code)[-1]] <= by_name
