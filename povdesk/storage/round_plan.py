"""The plan of a round (D08) and its steering committee with the survey teams (D09), from the register."""

from sqlalchemy import Connection

from povdesk.domain.assignment import CadreRow, HamletCharge
from povdesk.domain.review import RoundState
from povdesk.domain.round_office import Board, BoardMember, HamletCalendar, PlanStep, RoundPlan, SurveyTeam
from povdesk.domain.vietnamese import short_date
from povdesk.storage import (
    assignments,
    cadres,
    commune,
    meetings,
    round_office,
    round_rules,
    round_steps,
    rounds,
)

_BLANKS = 5


def plan(connection: Connection, round_id: int) -> RoundPlan:
    """The calendar takes the dates entered for a hamlet, else those of the round's steps."""
    this = rounds.get(connection, round_id)
    day = round_office.start_of(this)
    periodic = round_rules.rules_of(connection, this).periodic_in(this.year)
    ends = this.ended_on or (periodic[1] if periodic else None)
    steps = round_steps.steps(connection, round_id)
    due = {one.step: one.due_on for one in steps}
    listed = rounds.listed(connection, round_id)
    posted = {one.hamlet_id: one for one in meetings.postings(connection, round_id)}
    charges = assignments.charges(connection, day)
    hamlets = []
    for key, name in commune.hamlet_names(connection, day):
        there = [one for one in listed if one.hamlet_id == key]
        held = meetings.of_hamlet(connection, round_id, key)
        up = posted.get(key) or posted.get(None)
        hamlets.append(
            HamletCalendar(
                name,
                len(there),
                sum(one.source == rounds.REQUEST for one in there),
                tuple(_named(one) for one in charges if one.hamlet_id == key and one.cadre),
                due.get(RoundState.SURVEYING),
                held.held_on,
                due.get(RoundState.MEETING),
                up.posted_from if up else None,
                (up.posted_to if up else None) or due.get(RoundState.POSTING),
            )
        )
    words = {"han": short_date(ends) if ends else "…………………"}
    return RoundPlan(
        round_office.paper(connection, "D08", this.year, day, round_id=round_id, words=words),
        day,
        ends,
        tuple(hamlets),
        tuple(PlanStep(one.name, one.actor, one.output, one.due_on) for one in steps),
    )


def board(connection: Connection, round_id: int) -> Board:
    """Members: signers, cadres serving on the day, heads of hamlets; lines to fill in for the rest."""
    this = rounds.get(connection, round_id)
    day = round_office.start_of(this)
    shared = round_office.paper(connection, "D09", this.year, day, round_id=round_id)
    chair = next((one for one in commune.signers(connection, day) if not one.is_deputy), None)
    deputy = next((one for one in commune.signers(connection, day) if one.is_deputy), None)
    xa = shared.identity.full_name
    members = [
        BoardMember(chair.full_name, f"{chair.post} Ủy ban nhân dân {xa}", "Trưởng ban")
        if chair
        else BoardMember(part="Trưởng ban"),
        BoardMember(deputy.full_name, f"{deputy.post} Ủy ban nhân dân {xa}", "Phó Trưởng ban")
        if deputy
        else BoardMember(part="Phó Trưởng ban"),
    ]
    serving = [one for one in cadres.cadres(connection, day) if one.serves_on(day)]
    members += [BoardMember(one.cadre.full_name, _post(one)) for one in serving]
    known = {one.name for one in members}
    chiefs = {one.full_name: one.chief_name for one in commune.hamlets(connection, day)}
    members += [
        BoardMember(chief, f"Trưởng {hamlet}")
        for hamlet, chief in chiefs.items()
        if chief and chief not in known
    ]
    if len(members) == 2:
        members += [BoardMember() for _ in range(_BLANKS)]
    charges = assignments.charges(connection, day)
    teams = tuple(
        SurveyTeam(name, _team(name, chiefs.get(name, ""), [one for one in charges if one.hamlet_id == key]))
        for key, name in commune.hamlet_names(connection, day)
    )
    return Board(shared, tuple(members), teams)


def _team(hamlet: str, chief: str, charges: list[HamletCharge]) -> tuple[BoardMember, ...]:
    found = [BoardMember(chief, f"Trưởng {hamlet}", "Tổ trưởng")]
    found += [
        BoardMember(one.cadre, one.post, "Rà soát viên")
        for one in charges
        if one.cadre and one.cadre != chief
    ]
    return (*found, *(BoardMember(part="Rà soát viên") for _ in range(3 - len(found))))


def _post(row: CadreRow) -> str:
    post = row.cadre.post
    if row.body and row.body.casefold() not in post.casefold():
        return f"{post}, {row.body}" if post else row.body
    return post


def _named(charge: HamletCharge) -> str:
    return f"{charge.cadre} ({charge.post})" if charge.post else charge.cadre
