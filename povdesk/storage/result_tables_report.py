"""What the report on a round (D20) says, read from the round's steps, meetings, posting and decision."""

from sqlalchemy import Connection, func, select

from povdesk.domain.review import ReviewState
from povdesk.domain.review_report import ReportFacts, StepDone
from povdesk.storage import (
    meetings,
    paper_wording,
    recognition,
    result_table_rules,
    result_tables,
    round_steps,
    rounds,
)
from povdesk.storage.tables import meeting, review

WORDING = "review.toml"


def gather(connection: Connection, round_id: int, attached: tuple[str, ...]) -> ReportFacts:
    """attached: codes of the tables that go with the report."""
    this = rounds.get(connection, round_id)
    results = result_tables.gather(connection, round_id)
    identity = results.identity
    begin = f"{this.name[0].lower()}{this.name[1:]}"
    names = {
        "xa": identity.full_name,
        "nam": str(this.year),
        "ky": begin,
        "huyen": identity.district,
        "tinh": identity.province,
    }
    wording = paper_wording.filled(paper_wording.lines(connection, WORDING, "D20"), names)
    for name, text in result_table_rules.texts(connection, round_id).items():
        wording[name] = tuple(line for line in text.splitlines() if line.strip())
    to = (line.format(**names) for line in result_table_rules.addressees(connection, results.day))
    given = recognition.of_round(connection, round_id)
    held = connection.execute(
        select(func.count(meeting.c.hamlet_id.distinct())).where(
            meeting.c.round_id == round_id, meeting.c.held_on.is_not(None)
        )
    ).scalar_one()
    forms = connection.execute(
        select(func.count()).where(review.c.round_id == round_id, review.c.state != str(ReviewState.DRAFT))
    ).scalar_one()
    up = meetings.postings(connection, round_id)
    return ReportFacts(
        results,
        tuple(line for line in to if not line.endswith(" ")),
        wording,
        tuple(
            StepDone(one.name, one.done_on, one.not_applicable)
            for one in round_steps.steps(connection, round_id)
        ),
        forms,
        (held, len(results.units)),
        (
            min((one.posted_from for one in up if one.posted_from), default=None),
            max((one.posted_to for one in up if one.posted_to), default=None),
        ),
        given.number if given else "",
        given.signed_on if given else None,
        attached,
    )
