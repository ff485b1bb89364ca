"""Everything the list page needs, read in one job: rows with their orders, names for the printed list."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from povdesk.domain.vietnamese import fold, matches, query_words
from povdesk.storage.household_list import HouseholdRow

from ..widgets.table import PreparedRows
from .list_columns import columns
from .list_filters import counted


@dataclass(frozen=True)
class Loaded:
    """The list as read in one job. values: of the filters. agency, place: names for the printed list."""

    year: int
    as_of: date
    rows: PreparedRows
    values: dict[str, list[tuple[str, int]]]
    agency: str
    place: str


def load(connection: Any, today: date) -> Loaded:
    """All rows of the working year with their orders and folded texts, made off the UI thread."""
    from povdesk.storage import household_list, office, settings

    year = settings.get(connection, "working_year", today.year)
    as_of = min(today, date(year, 12, 31))
    rows = household_list.rows(connection, year, as_of)
    agency, place = office.heading(connection, today)
    prepared = PreparedRows(rows, columns(year), search_text=search_text, ready=("head_name",))
    _ = prepared.folded
    return Loaded(year, as_of, prepared, counted(rows), agency, place)


def search_text(row: HouseholdRow) -> str:
    """What the search box looks at: everyone who lives there, code, address, hamlet."""
    return f"{row.search_key} | {_folded(row.hamlet)}"


def one_person(query: str) -> Callable[[HouseholdRow], bool] | None:
    """Are the words those of one person, perhaps with the code or words of the hamlet? None: nothing to ask.

    Without it "dinh thi" would find a household of a Đinh and of somebody else who is Thị.
    """
    words = query_words(query)
    if len(words) < 2:
        return None

    one = re.compile(r"(?:^|\|)" + "".join(rf"(?=[^|]*{re.escape(word)})" for word in words))

    def fits(row: HouseholdRow) -> bool:
        if one.search(row.search_key):
            return True
        place = {*_folded(row.hamlet).split(), row.code.lower()}
        asked = [word for word in words if word not in place]
        return len(asked) < len(words) and any(matches(asked, part) for part in row.search_key.split("|"))

    return fits


_folded = functools.cache(fold)
