"""What the papers of a round say, read from the register; a closed round reads its frozen list."""

import json
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk.domain.commune import identity_on
from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.household import Category
from povdesk.domain.movement import Movement
from povdesk.domain.review import RoundKind, RoundState
from povdesk.domain.round_papers import (
    CertificateFacts,
    MinutesFacts,
    PaperHousehold,
    PaperMember,
    PostingFacts,
    RoundFacts,
    RoundLists,
    VoteFacts,
)
from povdesk.domain.vietnamese import short_date
from povdesk.storage import (
    certificates,
    commune,
    households,
    meetings,
    movement_facts,
    paper_wording,
    recognition,
    round_rules,
    rounds,
    settings,
)
from povdesk.storage.rounds import Round
from povdesk.storage.tables import (
    certificate_year,
    class_history,
    hamlet,
    meeting,
    meeting_vote,
    round_outcome,
)

WORDING = "review.toml"

_ESCAPED = (Movement.ESCAPED, Movement.POOR_TO_NEAR_POOR)


def gather(connection: Connection, round_id: int) -> RoundFacts:
    """Of all papers of a round. The decision's number and date are those that were given, else empty."""
    this = rounds.get(connection, round_id)
    day = this.last_day
    given = recognition.of_round(connection, round_id)
    identity = identity_on(commune.identities(connection), day)
    effect = date(this.year + 1, 1, 1)
    if this.kind is RoundKind.CONTINUOUS and given is not None and given.signed_on is not None:
        effect = given.signed_on.replace(day=1)
    words = {"xa": identity.full_name, "nam": str(this.year), "hieu_luc": short_date(effect)}
    return RoundFacts(
        this.year,
        this.name,
        identity,
        commune.default_signer(connection, day),
        round_rules.law(connection, this, day),
        lists(connection, this),
        paper_wording.of_file(connection, WORDING, words),
        settings.is_sample(connection),
        (given.number.partition("/")[0] if given else ""),
        given.signed_on if given else None,
    )


def lists(connection: Connection, this: Round) -> RoundLists:
    """The four lists: as closed, or as they would be recognised now."""
    found = _frozen(connection, this) if this.state is RoundState.RECOGNISED else ()
    rows = found or _proposed(connection, this)
    return RoundLists(
        tuple(one for one, _movement in rows if one.category is Category.POOR),
        tuple(one for one, _movement in rows if one.category is Category.NEAR_POOR),
        tuple(one for one, movement in rows if movement in _ESCAPED),
        tuple(one for one, movement in rows if movement is Movement.ESCAPED_NEAR_POOR),
    )


def posting(connection: Connection, round_id: int, hamlet_id: int | None = None) -> PostingFacts:
    """When and where the lists are up; of all hamlets from the first day to the last; empty when unknown."""
    every = meetings.postings(connection, round_id)
    there = [one for one in every if hamlet_id is not None and one.hamlet_id == hamlet_id] or every
    return PostingFacts(
        min((one.posted_from for one in there if one.posted_from), default=None),
        max((one.posted_to for one in there if one.posted_to), default=None),
        "; ".join(dict.fromkeys(one.places.replace("\n", "; ") for one in there if one.places)),
        hamlet_words(*_kind_and_name(connection, hamlet_id)) if hamlet_id is not None else "",
    )


def lists_of_hamlet(connection: Connection, there: RoundLists, hamlet_id: int) -> RoundLists:
    """What hangs in one hamlet: its own households."""
    kind, name = _kind_and_name(connection, hamlet_id)
    return there.of_hamlet(name, f"{kind} {name}", hamlet_words(kind, name))


def _kind_and_name(connection: Connection, hamlet_id: int) -> tuple[str, str]:
    row = connection.execute(select(hamlet.c.kind, hamlet.c.name).where(hamlet.c.id == hamlet_id)).one()
    return row.kind, row.name


def certified(
    connection: Connection, round_id: int, household_id: int | None = None
) -> tuple[CertificateFacts, ...]:
    """The certificates of a recognised round, or that of one household."""
    this = rounds.get(connection, round_id)
    identity = identity_on(commune.identities(connection), this.last_day)
    names = dict(commune.hamlet_names(connection, this.last_day))
    members = _frozen_members(connection, this) or recognition.members_of(connection, round_id)
    days = {
        (row.certificate_id, row.year): row.confirmed_on
        for row in connection.execute(select(certificate_year))
    }
    found = []
    for one in certificates.of_round(connection, round_id):
        if household_id is not None and one.household_id != household_id:
            continue
        there = households.get(connection, one.household_id)
        head = there.head.person if there.head else None
        places = (there.address, names.get(there.hamlet_id or 0, ""), identity.full_name)
        found.append(
            CertificateFacts(
                one.head_name,
                head.ethnic_group if head else "",
                head.id_number if head else "",
                head.id_issued_on if head else None,
                ", ".join(part for part in places if part),
                _members(members.get(one.household_id, "")),
                one.number,
                one.issued_on,
                tuple(
                    (year, category, days.get((one.certificate_id, year)))
                    for year, category in sorted(one.years.items())
                ),
            )
        )
    return tuple(found)


def minutes(connection: Connection, round_id: int, hamlet_id: int) -> MinutesFacts:
    """One hamlet's meeting, with what is known of it."""
    held = meetings.of_hamlet(connection, round_id, hamlet_id)
    row: Any = connection.execute(select(hamlet.c.kind, hamlet.c.name).where(hamlet.c.id == hamlet_id)).one()
    votes = _frozen_votes(connection, round_id, hamlet_id) or _votes(connection, round_id, hamlet_id)
    return MinutesFacts(
        hamlet_words(row.kind, row.name),
        held.held_on,
        held.place,
        held.chair,
        held.secretary,
        held.households_listed,
        held.households_present,
        tuple((words, held.attendance.get(key)) for key, words in meetings.ATTENDANCE),
        held.content,
        held.disagreements,
        votes,
    )


def _votes(connection: Connection, round_id: int, hamlet_id: int) -> tuple[VoteFacts, ...]:
    sizes = movement_facts.sizes(connection, rounds.get(connection, round_id).last_day)
    return tuple(
        VoteFacts(
            line.head_name,
            line.computed,
            line.vote.agreed or line.computed if line.vote.votes_for is not None else None,
            line.vote.votes_for,
            line.vote.votes_against,
            line.vote.reason,
            sizes.get(line.household_id),
        )
        for line in meetings.votes(connection, round_id, hamlet_id)
    )


def _frozen_votes(connection: Connection, round_id: int, hamlet_id: int) -> tuple[VoteFacts, ...]:
    """Of a closed round: its households as they were then, with the votes of the newest meeting."""
    newest = (
        select(func.max(meeting.c.id))
        .where(meeting.c.round_id == round_id, meeting.c.hamlet_id == hamlet_id)
        .scalar_subquery()
    )
    given = {
        row.household_id: row
        for row in connection.execute(select(meeting_vote).where(meeting_vote.c.meeting_id == newest))
    }
    rows = connection.execute(
        select(round_outcome)
        .where(round_outcome.c.round_id == round_id, round_outcome.c.hamlet_id == hamlet_id)
        .order_by(round_outcome.c.id)
    )
    found = []
    for row in rows:
        if row.computed is None or row.closing is None:
            continue
        vote, computed = given.get(row.household_id), Category(row.computed)
        agreed = Category(vote.agreed_category) if vote and vote.agreed_category else computed
        voted = vote is not None and vote.votes_for is not None
        found.append(
            VoteFacts(
                row.head_name,
                computed,
                agreed if voted else None,
                vote.votes_for if vote else None,
                vote.votes_against if vote else None,
                vote.note if vote else "",
                row.closing_size,
            )
        )
    return tuple(found)


def _frozen_members(connection: Connection, this: Round) -> dict[int, str]:
    if this.state is not RoundState.RECOGNISED:
        return {}
    rows = connection.execute(select(round_outcome).where(round_outcome.c.round_id == this.id))
    return {row.household_id: row.members for row in rows if row.closing and row.members}


def _frozen(connection: Connection, this: Round) -> tuple[tuple[PaperHousehold, str], ...]:
    """From the frozen list, in its order, with the movement that the decision wrote."""
    decided = {
        row.household_id: row
        for row in connection.execute(select(class_history).where(class_history.c.round_id == this.id))
    }
    rows = connection.execute(
        select(round_outcome).where(round_outcome.c.round_id == this.id).order_by(round_outcome.c.id)
    )
    found = []
    for row in rows:
        given = decided.get(row.household_id)
        if given is None or row.closing is None:
            continue
        movement = Movement(given.movement or row.movement)
        before = _BEFORE.get(movement)
        household = PaperHousehold(
            row.hamlet,
            row.code,
            row.head_name,
            Category(given.category),
            before,
            row.closing_size,
            row.income_points,
            row.deprivation_points,
            _members(row.members),
        )
        found.append((household, movement))
    return tuple(found)


def _proposed(connection: Connection, this: Round) -> tuple[tuple[PaperHousehold, str], ...]:
    members = recognition.members_of(connection, this.id)
    found = []
    for one in recognition.proposal(connection, this.id):
        movement = (
            Movement.ESCAPED_NEAR_POOR
            if one.escapes_near
            else Movement.ESCAPED
            if one.escapes
            else Movement.STAYED_OUT
        )
        household = PaperHousehold(
            one.hamlet,
            one.code,
            one.head_name,
            one.category,
            one.before,
            one.size,
            one.income_points,
            one.deprivation_points,
            _members(members.get(one.household_id, "")),
        )
        found.append((household, movement))
    return tuple(found)


def _members(kept: str) -> tuple[PaperMember, ...]:
    return tuple(
        PaperMember(one["name"], one["relation"], one["born"], one["ethnic_group"])
        for one in json.loads(kept or "[]")
    )


_BEFORE = {
    Movement.ESCAPED: Category.POOR,
    Movement.POOR_TO_NEAR_POOR: Category.POOR,
    Movement.STAYED_POOR: Category.POOR,
    Movement.ESCAPED_NEAR_POOR: Category.NEAR_POOR,
    Movement.NEAR_POOR_TO_POOR: Category.NEAR_POOR,
    Movement.STAYED_NEAR_POOR: Category.NEAR_POOR,
}
