"""The 26 indicators counted from the register: the number, the list behind it, and what is missing.

Every number and its lists come from one expression (measures.py) over one base (bases.py, closings.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from povdesk.domain.errors import InvalidInput
from povdesk.domain.indicator import Figure, IndicatorDefinition, Measured, Part, Reading, Target
from povdesk.domain.population_group import NOT_COUNTED
from povdesk.storage import targets
from povdesk.storage.indicators import rules as rule_edits
from povdesk.storage.indicators import typed
from povdesk.storage.indicators.assembling import (
    TWO_READINGS,
    UNPICKED,
    Counted,
    figure,
    group_figure,
    measure_of,
    measured,
    settled,
)
from povdesk.storage.indicators.counting import Subject, Tally, lists
from povdesk.storage.indicators.counting import subjects as rows_of
from povdesk.storage.indicators.faults import faults
from povdesk.storage.indicators.groups import within
from povdesk.storage.indicators.kept import tallies
from povdesk.storage.indicators.measures import Measure, measures
from povdesk.storage.indicators.moments import Moment, day_in_year, moments
from povdesk.storage.indicators.rules import CountingRules

__all__ = [
    "HamletFigures",
    "Overview",
    "Point",
    "Subject",
    "by_hamlet",
    "figures",
    "group_figures",
    "measures_behind",
    "overview",
    "series",
    "subjects",
    "subjects_of",
]


@dataclass(frozen=True)
class HamletFigures:
    """One hamlet's numbers by indicator code; those typed for the whole commune are left out."""

    hamlet_id: int
    hamlet: str
    measured: Mapping[str, Measured]


@dataclass(frozen=True)
class Point:
    """One year of an indicator. breaks: the poverty standard is another one than the year before."""

    year: int
    measured: Measured
    breaks: bool = False


@dataclass(frozen=True)
class Overview:
    """Everything a dashboard shows of the indicators, counted in one statement.

    compared: each indicator at the end of another year. tallies: any measure, of the year (now) or of the
    year compared with, of all or of one hamlet.
    """

    figures: tuple[Figure, ...]
    series: Mapping[str, tuple[Point, ...]]
    compared: Mapping[str, Measured]
    now: Moment
    other: Moment
    hamlets: Mapping[int, str]
    counted: Counted

    def tally(self, measure: str, hamlet: int | None = None, *, compared: bool = False) -> Tally:
        return self.counted.tally(measure, self.other if compared else self.now, hamlet)


def overview(
    connection: Connection,
    year: int,
    as_of: date,
    compared_year: int,
    hamlet: int | None = None,
    length: int = 5,
) -> Overview:
    """Figures, series and the year compared with, of the commune or of one hamlet with its own targets."""
    counting, thresholds = rule_edits.load(connection)
    wanted = targets.with_targets(connection, year)
    own = dict(targets.with_targets(connection, year, hamlet)) if hamlet is not None else {}
    past = [year - back for back in range(length - 1, 0, -1)]
    years = sorted({*past, year - 1, compared_year} - {year})
    days = [(one, date(one, 12, 31)) for one in years]
    chosen = moments(connection, [*days, (year, day_in_year(year, as_of))])
    counted = _counted(connection, chosen, counting)
    at = {moment.year: moment for moment in chosen}
    now, other = at[year], at[compared_year]
    breaks = typed.years_with_new_standard(connection)
    shown, series_of, compared = [], {}, {}
    for definition, target in wanted:
        readings = _readings(definition, target)
        way = _way(definition, readings)
        goal = target if hamlet is None else own.get(definition)
        shown.append(figure(definition, goal, counted, now, at[year - 1], thresholds, readings, hamlet))
        series_of[definition.code] = tuple(
            Point(one, settled(definition, way, counted, at[one], hamlet), breaks=one in breaks)
            for one in (*past, year)
        )
        compared[definition.code] = settled(definition, way, counted, other, hamlet)
    hamlets = counted.totals.hamlets[year]
    return Overview(tuple(shown), series_of, compared, now, other, hamlets, counted)


def figures(connection: Connection, year: int, as_of: date, *, previous: bool = True) -> tuple[Figure, ...]:
    """All indicators of a year as of a day in it, in the plan's order; previous: with the year before."""
    counting, thresholds = rule_edits.load(connection)
    wanted = targets.with_targets(connection, year)
    days = [(year, as_of), (year - 1, date(year - 1, 12, 31))]
    chosen = moments(connection, days if previous else days[:1])
    counted = _counted(connection, chosen, counting)
    found = tuple(
        figure(definition, target, counted, chosen[0], chosen[-1], thresholds, _readings(definition, target))
        for definition, target in wanted
    )
    return found if previous else tuple(replace(one, previous=None) for one in found)


def group_figures(connection: Connection, year: int, as_of: date) -> Mapping[tuple[str, str], Figure]:
    """The figure of every target that the year has for a population group, by indicator and group."""
    wanted = targets.targets_by_code(connection, year)
    asked = [
        (definition, measure_of(definition, commune.picked if commune else None), one)
        for definition, commune in targets.with_targets(connection, year)
        for one in wanted.get(definition.code, ())
        if one.population_group
    ]
    if not asked:
        return {}
    counting, thresholds = rule_edits.load(connection)
    (now,) = moments(connection, [(year, as_of)])
    known = measures(counting)
    entered, totals = typed.typed(connection), typed.totals(connection, (year - 1, year))
    why = {way: NOT_COUNTED for _definition, way, _one in asked}
    why |= {TWO_READINGS: UNPICKED, **faults(counting)}
    judged: dict[str, dict[str, Measure]] = {}
    for _definition, way, one in asked:
        here = judged.setdefault(one.population_group, {})
        if way in known and (own := within(known[way], one.population_group, counting)):
            here[way] = own
    every = list({own.name: own for here in judged.values() for own in here.values()}.values())
    sums = tallies(connection, [now], counting, every, "groups") if every else {}
    counted = {}
    for group, here in judged.items():
        way_of = {own.name: way for way, own in here.items()}
        named = {
            (way_of[name], moment, hamlet): tally
            for (name, moment, hamlet), tally in sums.items()
            if name in way_of
        }
        counted[group] = Counted(named, here, entered, totals, why, group)
    return {
        (definition.code, one.population_group): group_figure(
            definition, one, way, counted[one.population_group], now, thresholds
        )
        for definition, way, one in asked
    }


def subjects(
    connection: Connection,
    code: str,
    year: int,
    as_of: date,
    part: Part,
    reading: str = "",
    group: str = "",
) -> tuple[Subject, ...]:
    """Who is counted in a part of an indicator. reading: code, where several ways of counting are open.

    group: only its members. Empty for typed indicators, whose subjects are not in the register.
    """
    counting, _ = rule_edits.load(connection)
    definition, target = _one(connection, code, year)
    readings = _readings(definition, target)
    picked = next((one for one in readings if one.code == reading or (not reading and one.picked)), None)
    measure = measure_of(definition, picked)
    if measure == TWO_READINGS and readings:
        measure = readings[0].measure
    found = measures(counting).get(measure)
    if found is not None and group:
        found = within(found, group, counting)
    if found is None:
        return ()
    (moment,) = moments(connection, [(year, as_of)])
    return rows_of(connection, moment, counting, found, part)


def subjects_of(
    connection: Connection, wanted: Sequence[tuple[str, Part]], year: int, as_of: date
) -> tuple[tuple[Subject, ...], ...]:
    """The lists behind several measures by name, in one statement; empty for a measure without a rule."""
    counting, _ = rule_edits.load(connection)
    known = measures(counting)
    (moment,) = moments(connection, [(year, as_of)])
    asked = [(known[name], part) for name, part in wanted if name in known]
    found = iter(lists(connection, moment, counting, asked) if asked else ())
    return tuple(next(found) if name in known else () for name, _part in wanted)


def measures_behind(connection: Connection, year: int) -> Mapping[str, str]:
    """The measure that the lists of each counted indicator come from, by its code."""
    wanted = targets.with_targets(connection, year)
    return {one.code: _way(one, _readings(one, target)) for one, target in wanted if not one.is_typed}


def by_hamlet(connection: Connection, year: int, as_of: date) -> tuple[HamletFigures, ...]:
    """Every counted indicator for each hamlet; IND-01 to 04 of an open year are forecasts.

    Where several ways of counting are open, the first of them.
    """
    counting, _ = rule_edits.load(connection)
    (now,) = moments(connection, [(year, as_of)])
    counted = _counted(connection, (now,), counting)
    wanted = [
        (definition, _readings(definition, target))
        for definition, target in targets.with_targets(connection, year)
        if not definition.is_typed
    ]
    return tuple(
        HamletFigures(
            key,
            name,
            {
                definition.code: measured(definition, _way(definition, readings), counted, now, key)
                for definition, readings in wanted
            },
        )
        for key, name in counted.totals.hamlets[year].items()
    )


def series(
    connection: Connection, year: int, as_of: date, length: int = 5
) -> Mapping[str, tuple[Point, ...]]:
    """The last years of every indicator, oldest first, for a small chart: closed years at 31/12."""
    counting, _ = rule_edits.load(connection)
    first = year - length + 1
    chosen = moments(
        connection,
        [*((past, date(past, 12, 31)) for past in range(first, year)), (year, day_in_year(year, as_of))],
    )
    counted = _counted(connection, chosen, counting)
    breaks = typed.years_with_new_standard(connection)
    found = {}
    for definition, target in targets.with_targets(connection, year):
        way = _way(definition, _readings(definition, target))
        found[definition.code] = tuple(
            Point(
                moment.year,
                settled(definition, way, counted, moment),
                breaks=moment.year in breaks,
            )
            for moment in chosen
        )
    return found


def _counted(connection: Connection, chosen: Sequence[Moment], counting: CountingRules) -> Counted:
    available = measures(counting)
    years = {year for moment in chosen for year in (moment.year - 1, moment.year)}
    return Counted(
        tallies(connection, chosen, counting, available.values()),
        available,
        typed.typed(connection),
        typed.totals(connection, years),
        faults(counting),
    )


def _one(connection: Connection, code: str, year: int) -> tuple[IndicatorDefinition, Target | None]:
    found = next((pair for pair in targets.with_targets(connection, year) if pair[0].code == code), None)
    if found is None:
        raise InvalidInput(f"Không có chỉ tiêu {code}.", "Mở lại danh sách chỉ tiêu.")
    return found


def _readings(definition: IndicatorDefinition, target: Target | None) -> tuple[Reading, ...]:
    """Ways of counting that are open; a year without target has those of the reference plan."""
    readings = target.readings if target and target.readings else targets.readings_of(definition.measure)
    return tuple(reading for reading in readings if reading.measure)


def _way(definition: IndicatorDefinition, readings: Sequence[Reading]) -> str:
    picked = next((reading for reading in readings if reading.picked), None)
    measure = measure_of(definition, picked)
    return readings[0].measure if measure == TWO_READINGS and readings else measure
