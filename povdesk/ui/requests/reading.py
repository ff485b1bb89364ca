"""What the page shows, fetched in one job."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.near_limit import NearLimit
from povdesk.domain.requests import Clock, Request, clock, holidays_remark
from povdesk.storage.issued_papers import IssuedRow


@dataclass(frozen=True)
class BookRow:
    """One request with what its clock says."""

    request: Request
    clock: Clock

    @property
    def id(self) -> int | None:
        return self.request.id


@dataclass(frozen=True)
class Loaded:
    """day: now, in the working year. holidays: what the officer entered. agency, place: for printed lists."""

    day: date
    year: int
    rows: tuple[BookRow, ...]
    issued: tuple[IssuedRow, ...]
    near: tuple[NearLimit, ...]
    hamlets: tuple[tuple[int, str], ...]
    holidays: tuple[CatalogueItem, ...]
    remark: str
    agency: str
    place: str


def load(connection: Any, today: date) -> Loaded:
    """Everything of the three tabs."""
    from povdesk.domain.commune import identity_on
    from povdesk.storage import commune, households, issued_papers, near_limit, requests

    day = households.working_day(connection, today)
    off = requests.holidays(connection)
    identity = identity_on(commune.identities(connection), day)
    return Loaded(
        day=day,
        year=day.year,
        rows=tuple(BookRow(one, clock(one, day, off)) for one in requests.all_requests(connection)),
        issued=issued_papers.rows(connection, kind="GXN"),
        near=near_limit.households(connection, day),
        hamlets=commune.hamlet_names(connection, day),
        holidays=off,
        remark=holidays_remark(day.year, off),
        agency=identity.committee.upper(),
        place=identity.place,
    )
