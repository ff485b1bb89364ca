"""Everything the review page shows of one round, read in one job."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from povdesk.domain.errors import PovDeskError
from povdesk.domain.review import RoundState
from povdesk.domain.round_progress import Clock, Missing, RoundStep
from povdesk.domain.standard import Standard
from povdesk.storage.certificates import Certified
from povdesk.storage.meetings import Complaint, Posting
from povdesk.storage.movements import Report
from povdesk.storage.recognition import Decision, Proposed
from povdesk.storage.round_board import BoardRow, ToReview
from povdesk.storage.rounds import Round


@dataclass(frozen=True)
class Loaded:
    """this: the round shown, None when there is none yet. missing: by step. posting_rule: working days.

    carried: how many households opening the year's round would take over.
    """

    year: int
    rounds: tuple[Round, ...]
    this: Round | None
    steps: tuple[RoundStep, ...] = ()
    clock: Clock | None = None
    missing: dict[RoundState, tuple[Missing, ...]] | None = None
    board: tuple[BoardRow, ...] = ()
    listing: tuple[ToReview, ...] = ()
    postings: tuple[Posting, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    proposal: tuple[Proposed, ...] = ()
    decision: Decision | None = None
    certificates: tuple[Certified, ...] = ()
    report: Report | None = None
    addressee: str = ""
    agency: str = ""
    place: str = ""
    hamlets: tuple[tuple[int, str], ...] = ()
    names: dict[int, str] | None = None
    standards: tuple[Standard, ...] = ()
    carried: int = 0

    @property
    def step_now(self) -> RoundStep | None:
        return next((one for one in self.steps if not one.is_over), None)

    @property
    def is_decided(self) -> bool:
        return self.this is not None and self.this.state is RoundState.RECOGNISED


def load(connection: Any, round_id: int | None, today: date) -> Loaded:
    """The round asked for, else the working year's."""
    from povdesk.domain.commune import identity_on
    from povdesk.storage import (
        certificates,
        commune,
        households,
        meetings,
        movements,
        recognition,
        round_board,
        round_missing,
        round_rules,
        round_steps,
        rounds,
        rule_edits,
        settings,
    )

    year = settings.get(connection, "working_year", today.year)
    known = rounds.all_rounds(connection)
    this = next((one for one in known if one.id == round_id), None) or rounds.current(connection, year)
    try:
        names = identity_on(commune.identities(connection), this.last_day if this else today)
        agency, place = names.committee, names.place
    except PovDeskError:
        agency, place = "", ""
    standards = rule_edits.standards(connection)
    if this is None:
        carried = movements.report(connection, year).total.found
        count = carried.poor.households.opening + carried.near_poor.households.opening
        return Loaded(year, known, None, agency=agency, place=place, standards=standards, carried=count)
    listed = rounds.listed(connection, this.id)
    report = movements.report(connection, this.year)
    _ = report.shares  # worked out here, not while the cursor moves
    try:
        addressee = round_rules.addressee(connection, this.last_day)
    except PovDeskError:
        addressee = ""
    return Loaded(
        year,
        known,
        this,
        round_steps.steps(connection, this.id),
        round_steps.clock(connection, this.id, households.working_day(connection, today)),
        {} if this.state is RoundState.RECOGNISED else round_missing.of_all_steps(connection, this.id),
        round_board.board(connection, this.id),
        round_board.to_review(connection, this.id),
        meetings.postings(connection, this.id),
        meetings.complaints(connection, this.id),
        recognition.proposal(connection, this.id),
        recognition.of_round(connection, this.id),
        certificates.of_round(connection, this.id),
        report,
        addressee,
        agency,
        place,
        commune.hamlet_names(connection, this.last_day),
        {one.household_id: one.head_name for one in listed},
        standards,
    )
