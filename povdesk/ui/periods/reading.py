"""What the page of periods shows, read in one go."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from povdesk.domain.commune import Signer
from povdesk.domain.period import ClosedYear, Period
from povdesk.storage.issued_papers import IssuedRow

from ..indicators.subjects_dialog import Printed


@dataclass(frozen=True)
class Loaded:
    """periods: those kept and those usual, by day. needed, remarks: before the year is closed.

    now: the working day. reported: numbers of the reports issued, by period. frozen: of all years.
    """

    year: int
    years: tuple[int, ...]
    periods: tuple[Period, ...]
    frozen: tuple[Period, ...]
    closed: ClosedYear | None
    needed: tuple[str, ...]
    remarks: tuple[str, ...]
    reported: dict[int, str]
    papers: tuple[IssuedRow, ...]
    signers: tuple[Signer, ...]
    now: date
    printed: Printed


def read(connection: Any, year: int | None, today: date) -> Loaded:
    from povdesk.storage import (
        commune,
        dashboard,
        households,
        issued_papers,
        office,
        period_years,
        periods,
    )

    chosen = year or dashboard.working_year(connection, today)
    known = periods.periods(connection, chosen)
    usual = periods.proposals(connection, chosen)
    needed, remarks = period_years.before_closing(connection, chosen)
    years = {*dashboard.years(connection, today), chosen, *periods.years(connection)}
    now = households.working_day(connection, today)
    return Loaded(
        chosen,
        tuple(sorted(years, reverse=True)),
        tuple(sorted((*known, *usual), key=lambda one: (one.as_of, one.id is None))),
        periods.all_frozen(connection),
        period_years.closing_of(connection, chosen),
        needed,
        remarks,
        periods.reported(connection),
        issued_papers.rows(connection),
        commune.signers(connection),
        now,
        Printed(*office.heading(connection, today), today),
    )
