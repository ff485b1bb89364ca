"""What the page shows and what its dialogs choose from, read in one job each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from povdesk.domain.programme import Source
from povdesk.domain.support import Subject, SupportKind, SupportState
from povdesk.storage.support_reading import LoanRow, SupportRow

from ..widgets.fields import Choice
from ..widgets.list_model import PreparedRows
from .columns import COLUMNS, LOAN_COLUMNS, counted

MONEY_SOURCES = tuple(Choice(str(source), source.label) for source in Source)
STATES = tuple(Choice(str(state), state.label) for state in SupportState)


class Heading(NamedTuple):
    """Names for the printed lists."""

    agency: str
    place: str


@dataclass(frozen=True)
class Events:
    """The list: of a year, or of one household in all years. household: "Hộ … (mã)" when of one.

    names: of projects and kinds by code.
    """

    year: int
    years: tuple[int, ...]
    rows: PreparedRows
    values: dict[str, list[tuple[str, int]]]
    heading: Heading
    household: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Loans:
    """All loans; as_of: the day by which some are overdue."""

    as_of: date
    rows: PreparedRows
    heading: Heading
    found: tuple[LoanRow, ...]


@dataclass(frozen=True)
class ToChoose:
    """What the dialogs offer. day: proposed, of the working year."""

    kinds: tuple[SupportKind, ...]
    projects: tuple[Choice, ...]
    hamlets: tuple[Choice, ...]
    cadres: tuple[Choice, ...]
    day: date

    def kind(self, code: str) -> SupportKind | None:
        return next((kind for kind in self.kinds if kind.code == code), None)

    def offered(self, subject: Subject | None = None, keep: str = "") -> list[Choice]:
        """Kinds in use, for that subject when one is given; `keep` also when it is retired."""
        return [
            Choice(kind.code, kind.name)
            for kind in self.kinds
            if (kind.active or kind.code == keep) and (subject is None or subject in kind.subjects)
        ]


def load_events(connection: Any, year: int | None, household_id: int | None, today: date) -> Events:
    """A year's list, of the working year when none is chosen; or all of one household."""
    from povdesk.storage import households, programme, settings, support, support_reading

    working = int(settings.get(connection, "working_year", today.year))
    year = year or working
    years = {working, working - 1, year, *support_reading.years(connection)}
    called = ""
    if household_id is None:
        found: tuple[SupportRow, ...] = support_reading.of_year(connection, year)
    else:
        home = households.get(connection, household_id)
        called = f"Hộ {home.head_name} ({home.code})"
        found = support_reading.of_household(connection, household_id)
    names = {one.code: one.called for one in programme.projects(connection)}
    names |= {kind.code: kind.name for kind in support.kinds(connection)}
    prepared = PreparedRows(found, COLUMNS, search_text=lambda row: row.folded)
    _ = prepared.folded
    return Events(
        year,
        tuple(sorted(years, reverse=True)),
        prepared,
        counted(found),
        _heading(connection, today),
        called,
        names,
    )


def load_loans(connection: Any, today: date) -> Loans:
    """All loans, by the end of the working year or today."""
    from povdesk.storage import households, support_reading

    found = support_reading.loans(connection)
    as_of = households.working_day(connection, today)
    return Loans(as_of, PreparedRows(found, LOAN_COLUMNS), _heading(connection, today), found)


def load_choices(connection: Any, today: date) -> ToChoose:
    """Kinds, projects, hamlets, cadres."""
    from povdesk.storage import assignments, commune, households, programme, support

    day = households.working_day(connection, today)
    return ToChoose(
        support.kinds(connection),
        tuple(Choice(str(one.id), one.called) for one in programme.projects(connection)),
        tuple(Choice(str(key), name) for key, name in commune.hamlet_names(connection, day)),
        tuple(Choice(str(one.id), one.full_name) for one in assignments.cadres(connection, day)),
        day,
    )


def _heading(connection: Any, today: date) -> Heading:
    from povdesk.storage import office

    return Heading(*office.heading(connection, today))
