"""What the page of indicators shows of a year, read at once away from the window."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from povdesk.domain.indicator import Figure, IndicatorDefinition, Target
from povdesk.domain.population_group import POPULATION_GROUPS

if TYPE_CHECKING:
    from povdesk.storage.measurements import Measurement


@dataclass(frozen=True)
class IndicatorRow:
    """A line of the tree. place: in the plan's order, 0 for one that the year does not have.

    is_first: the first of its letter, which is written only there. groups: figures by population group.
    """

    place: int
    definition: IndicatorDefinition
    figure: Figure | None
    targets: tuple[Target, ...]
    log: "tuple[Measurement, ...]"
    is_first: bool
    groups: Mapping[str, Figure]

    @property
    def key(self) -> str:
        return self.definition.code

    @property
    def is_used(self) -> bool:
        return self.figure is not None


@dataclass(frozen=True)
class Loaded:
    """The page's year. hamlets: id → name. groups, projects, roles: what the fields offer (code → words)."""

    year: int
    years: tuple[int, ...]
    day: date
    rows: tuple[IndicatorRow, ...]
    hamlets: Mapping[int, str]
    groups: tuple[str, ...]
    projects: Mapping[str, str]
    roles: Mapping[str, str]
    agency: str
    place: str


def read(connection: Any, today: date, year: int | None) -> Loaded:
    """Everything the page shows; the year the office works in when none is named."""
    from povdesk.storage import commune, dashboard, indicators, office, programme, targets
    from povdesk.storage.indicators.editing import plan_roles
    from povdesk.storage.measurements import measurements_by_code

    chosen = year or dashboard.working_year(connection, today)
    day = dashboard.last_day(chosen, today)
    figures = {one.code: one for one in indicators.figures(connection, chosen, day)}
    of_groups = indicators.group_figures(connection, chosen, day)
    wanted = targets.targets_by_code(connection, chosen)
    log = measurements_by_code(connection)
    rows, place, letter = [], 0, None
    for definition in targets.definitions(connection):
        figure = figures.get(definition.code)
        if figure is not None:
            place += 1
        is_first = definition.letter != letter
        letter = definition.letter
        code = definition.code
        rows.append(
            IndicatorRow(
                place if figure else 0,
                definition,
                figure,
                wanted.get(code, ()),
                log.get(code, ()),
                is_first,
                {group: of_groups[code, group] for group in POPULATION_GROUPS if (code, group) in of_groups},
            )
        )
    agency, where = office.heading(connection, today)
    years = {*dashboard.years(connection, today), chosen, chosen + 1}
    return Loaded(
        chosen,
        tuple(sorted(years, reverse=True)),
        day,
        tuple(rows),
        dict(commune.hamlet_names(connection, date(chosen, 12, 31))),
        tuple(dict.fromkeys(one.definition.group for one in rows if one.definition.group)),
        {one.code: one.short_name or one.name for one in programme.projects(connection)},
        plan_roles(connection, chosen),
        agency,
        where,
    )
