"""Fetches the dashboard of a year: every number from the one definition that its list comes from too."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select

from povdesk.domain.dashboard import (
    HAMLET_COLUMNS,
    Dashboard,
    DashboardRow,
    HamletCell,
    HamletLine,
    Kpi,
    YearPoint,
)
from povdesk.domain.indicator import Part, rate
from povdesk.domain.programme import summed
from povdesk.domain.review import ReviewState
from povdesk.storage import indicators, office, programme, rounds, settings, targets
from povdesk.storage.indicators import Overview, Subject
from povdesk.storage.indicators import rules as indicator_rules
from povdesk.storage.rounds import Listed
from povdesk.storage.tables import hamlet, household, plan, review_round

MEASURES = {
    "poor": ("poor_rate", Part.REACHED),
    "near_poor": ("near_poor_households", Part.REACHED),
    "uninsured": ("health_insurance", Part.NOT_REACHED),
    "water": ("clean_water", Part.REACHED),
    "latrine": ("hygienic_latrine", Part.REACHED),
}
"""What is counted behind the classes and the hamlets' table, by key."""


def gather(
    connection: Connection, year: int, compared_year: int, today: date, hamlet_id: int | None = None
) -> Dashboard:
    """The dashboard of a year as it stands on its last day, or today while it runs."""
    day = last_day(year, today)
    found = indicators.overview(connection, year, day, compared_year, hamlet_id)
    _counting, thresholds = indicator_rules.load(connection)
    agency, place = office.heading(connection, today)
    keys = [hamlet_id] if hamlet_id is not None else list(found.hamlets)
    return Dashboard(
        year=year,
        compared_year=compared_year,
        day=day,
        kpis=(*_classes(found, hamlet_id), *_work(connection, year, compared_year, day, hamlet_id)),
        rows=_rows(found),
        hamlets=tuple(_line(found, key, found.hamlets.get(key, "")) for key in keys),
        total=_line(found, None, "Toàn xã"),
        rules=thresholds,
        hamlet_id=hamlet_id,
        hamlet=found.hamlets.get(hamlet_id, "") if hamlet_id is not None else "",
        is_closed=found.now.is_closed,
        has_targets=year in targets.years(connection),
        agency=agency,
        place=place,
        is_sample=settings.is_sample(connection),
    )


def last_day(year: int, today: date) -> date:
    """The day a year is seen on: today, or its last day when it is over, its first when it lies ahead."""
    return max(min(today, date(year, 12, 31)), date(year, 1, 1))


def years(connection: Connection, today: date) -> tuple[int, ...]:
    """Years with targets, a plan or a review round, and the working year; the newest first."""
    known = set(targets.years(connection))
    known.update(connection.execute(select(plan.c.year).distinct()).scalars())
    known.update(connection.execute(select(review_round.c.year).distinct()).scalars())
    known.add(working_year(connection, today))
    return tuple(sorted(known, reverse=True))


def working_year(connection: Connection, today: date) -> int:
    """The year the office works in."""
    return int(settings.get(connection, "working_year", today.year))


def of_hamlet(found: Iterable[Subject], hamlet_id: int | None) -> tuple[Subject, ...]:
    """Those of one hamlet; all of them when none is named."""
    return tuple(one for one in found if hamlet_id is None or one.hamlet_id == hamlet_id)


def forms(connection: Connection, year: int, hamlet_id: int | None = None) -> tuple[Listed, ...] | None:
    """The list of the year's round; None when no round was opened."""
    this = rounds.current(connection, year)
    return rounds.listed(connection, this.id, hamlet_id) if this else None


def form_counts(connection: Connection, year: int, hamlet_id: int | None = None) -> tuple[int, int] | None:
    """How many households the year's round has and how many are done; None when no round was opened."""
    this = rounds.current(connection, year)
    return rounds.progress(connection, this.id, hamlet_id) if this else None


def form_subjects(
    connection: Connection, year: int, hamlet_id: int | None = None
) -> dict[str, tuple[Subject, ...]]:
    """The households of the year's round by how far their form is."""
    found: dict[str, list[Subject]] = {"Chưa nhập": [], "Bản nháp": [], "Đã chốt": []}
    names = {row.id: row.name for row in connection.execute(select(hamlet.c.id, hamlet.c.name))}
    uids = {row.id: row.uid for row in connection.execute(select(household.c.id, household.c.uid))}
    for one in forms(connection, year, hamlet_id) or ():
        words = "Đã chốt" if is_done(one) else "Chưa nhập" if one.state is None else "Bản nháp"
        found[words].append(
            Subject(
                "household",
                one.household_id,
                uids[one.household_id],
                one.head_name,
                household_id=one.household_id,
                hamlet_id=one.hamlet_id,
                hamlet=names.get(one.hamlet_id, ""),
                note="Đã công nhận" if one.state is ReviewState.RECOGNISED else "",
            )
        )
    return {words: tuple(rows) for words, rows in found.items()}


def part_subjects(
    connection: Connection, key: str, year: int, day: date, hamlet_id: int | None = None
) -> dict[Part, tuple[Subject, ...]]:
    """All lists behind one of MEASURES."""
    measure, _part = MEASURES[key]
    parts = (Part.REACHED, Part.NOT_REACHED, Part.MISSING)
    found = indicators.subjects_of(connection, [(measure, part) for part in parts], year, day)
    return {part: of_hamlet(rows, hamlet_id) for part, rows in zip(parts, found, strict=True)}


def is_done(one: Listed) -> bool:
    """Its form counts: closed by the officer or recognised."""
    return one.state in (ReviewState.CLOSED, ReviewState.RECOGNISED)


def _classes(found: Overview, hamlet_id: int | None) -> tuple[Kpi, ...]:
    kpis = []
    for key in ("poor", "near_poor"):
        measure, _part = MEASURES[key]
        now = found.tally(measure, hamlet_id)
        if not (found.now.is_closed or found.now.opening_is_known or now.reached or now.missing):
            kpis.append(Kpi(key, None, reason="Sổ chưa có hộ được công nhận"))
            continue
        before = found.tally(measure, hamlet_id, compared=True).reached if found.other.is_closed else None
        is_open = not found.now.is_closed
        kpis.append(Kpi(key, now.reached, compared=before, is_forecast=is_open, unknown=now.missing))
    return tuple(kpis)


def _work(
    connection: Connection, year: int, compared_year: int, day: date, hamlet_id: int | None
) -> tuple[Kpi, ...]:
    here, before = (form_counts(connection, one, hamlet_id) for one in (year, compared_year))
    if here is None:
        closed = Kpi("forms", None, reason=f"Chưa mở kỳ rà soát năm {year}")
    elif not here[0]:
        closed = Kpi("forms", None, reason="Chưa có hộ nào để rà soát")
    else:
        closed = Kpi(
            "forms",
            here[1],
            of=here[0],
            compared=None if before is None else before[1],
        )
    if hamlet_id is not None:
        return closed, Kpi("money", None, reason="Kinh phí lập chung cho toàn xã")
    lines = programme.budget(connection, year, day)
    if not lines:
        return closed, Kpi("money", None, reason=f"Chưa nhập kinh phí năm {year}")
    sums = summed(lines)
    earlier = programme.budget(connection, compared_year, date(compared_year, 12, 31))
    return closed, Kpi(
        "money",
        sums.disbursed,
        of=sums.planned or None,
        compared=summed(earlier).disbursed if earlier else None,
    )


def _rows(found: Overview) -> tuple[DashboardRow, ...]:
    return tuple(
        DashboardRow(
            figure,
            found.compared[figure.code],
            tuple(
                YearPoint(point.year, point.measured.value, point.breaks)
                for point in found.series[figure.code]
            ),
        )
        for figure in found.figures
    )


def _line(found: Overview, hamlet_id: int | None, name: str) -> HamletLine:
    cells = []
    for column in HAMLET_COLUMNS:
        measure, part = MEASURES[column.key]
        tally = found.tally(measure, hamlet_id)
        if not column.few_is_bad:
            count = tally.reached if part is Part.REACHED else tally.not_reached
            cells.append(HamletCell(count, count, unknown=tally.missing))
            continue
        of = tally.reached + tally.not_reached
        share = rate(tally.reached, tally.not_reached)
        cells.append(
            HamletCell(share, tally.reached if of else None, of if of else None, unknown=tally.missing)
        )
    return HamletLine(hamlet_id, name, tuple(cells))
