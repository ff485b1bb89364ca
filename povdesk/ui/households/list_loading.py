"""Everything the list page needs, read in one job: rows with their orders, names for the printed list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from povdesk.domain.errors import PovDeskError
from povdesk.storage.household_list import HouseholdRow

from ..widgets.table import PreparedRows
from .list_columns import columns


@dataclass(frozen=True)
class Loaded:
    """The list as read in one job. agency, place: names for the printed list."""

    year: int
    as_of: date
    rows: PreparedRows
    agency: str
    place: str


def load(connection: Any, today: date) -> Loaded:
    """All rows of the working year with their orders and folded texts, made off the UI thread."""
    from povdesk.domain.commune import identity_on
    from povdesk.storage import commune, household_list, settings

    year = settings.get(connection, "working_year", today.year)
    as_of = min(today, date(year, 12, 31))
    rows = household_list.rows(connection, year, as_of)
    try:
        names = identity_on(commune.identities(connection), today)
        agency, place = names.committee, names.place
    except PovDeskError:
        agency, place = "", ""
    prepared = PreparedRows(rows, columns(year), search_text=search_text, ready=("head_name",))
    _ = prepared.folded
    return Loaded(year, as_of, prepared, agency, place)


def search_text(row: HouseholdRow) -> str:
    """What the search box looks at: everyone who lives there, code, address, hamlet and cadre."""
    return f"{row.search_key} {row.hamlet} {row.cadre}"
