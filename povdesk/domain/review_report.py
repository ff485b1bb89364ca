"""What the report on a review round (D20) says beside its tables; plain values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from povdesk.domain.result_tables import Results


@dataclass(frozen=True)
class StepDone:
    """One step of the round as the report tells it. done_on: None while it is not over."""

    name: str
    done_on: date | None = None
    skipped: bool = False


@dataclass(frozen=True)
class ReportFacts:
    """results: what the tables count. wording: blocks of text by name, the officer's words in place of the
    usual ones. meetings: hamlets that held theirs, and all hamlets. posted: first and last day.
    decision: number and date, empty before it is given.
    """

    results: Results
    addressees: tuple[str, ...]
    wording: Mapping[str, tuple[str, ...]]
    steps: tuple[StepDone, ...]
    forms: int
    meetings: tuple[int, int] = (0, 0)
    posted: tuple[date | None, date | None] = (None, None)
    decision: str = ""
    decided_on: date | None = None
    attached: tuple[str, ...] = ()
