"""What the office's own papers of a round are made of, as of the paper's own day."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.commune import Hamlet, identity_on, is_valid_on
from povdesk.domain.hamlet_names import hamlet_words, own_name
from povdesk.domain.household import Category
from povdesk.domain.review import ReviewState, RoundState
from povdesk.domain.round_office import (
    HamletResult,
    Invitation,
    ListedFamily,
    ListedHamlet,
    Objection,
    OfficePaper,
    PostingEnd,
    Recheck,
    RoundList,
    RoundResult,
)
from povdesk.domain.round_papers import PaperHousehold
from povdesk.domain.vietnamese import fold, short_date
from povdesk.paths import RESOURCES
from povdesk.storage import (
    commune,
    incoming_papers,
    meetings,
    movement_facts,
    paper_wording,
    recognition,
    round_papers,
    round_rules,
    round_steps,
    rounds,
    settings,
)
from povdesk.storage.rounds import Round
from povdesk.storage.tables import complaint, hamlet, household, posting, review, review_request

WORDING = "round.toml"


def paper(
    connection: Connection,
    code: str,
    year: int,
    day: date,
    *,
    round_id: int | None = None,
    words: Mapping[str, str] | None = None,
) -> OfficePaper:
    """Names, signer, wording and legal basis of a paper of that day."""
    identity = identity_on(commune.identities(connection), day)
    names = {
        "uy_ban": identity.committee,
        "xa": identity.full_name,
        "nam": str(year),
        "cap_tren": ", ".join(addressees(connection, day)) or "…………………",
    }
    named = paper_wording.filled(paper_wording.lines(connection, WORDING, "names"), names)
    names |= {"ban": named["committee"][0], **(words or {})}
    this = rounds.get(connection, round_id) if round_id is not None else None
    return OfficePaper(
        year,
        day,
        identity,
        commune.default_signer(connection, day),
        paper_wording.filled(paper_wording.lines(connection, WORDING, code), names),
        settings.is_sample(connection),
        bases(connection, this, day) if this is not None else (),
        this.name if this is not None else "",
        named["committee"][0],
    )


def bases(connection: Connection, this: Round, day: date) -> tuple[str, ...]:
    """What a paper of the round rests on: standard and procedure in force on the day, then the papers that
    came in about this year's review."""
    law = round_rules.law(connection, this, day)
    came = (
        one.citation
        for one in reversed(incoming_papers.in_force(connection, day))
        if one.signed_on is not None
        and one.signed_on.year == this.year
        and fold("rà soát hộ nghèo") in fold(one.subject)
    )
    return tuple(dict.fromkeys((*law, *came)))


def addressees(connection: Connection, day: date) -> tuple[str, ...]:
    """Whose opinion is asked: as set for the unit, else the usual body of that time; empty when unknown."""
    given = round_rules.addressee(connection, day)
    if given:
        return (given,)
    identity = identity_on(commune.identities(connection), day)
    data = tomllib.loads((RESOURCES / "papers" / WORDING).read_text(encoding="utf-8"))
    return tuple(
        name.format(huyen=identity.district, tinh=identity.province)
        for row in data["addressee"]
        if is_valid_on(day, row.get("valid_from"), row.get("valid_to")) and identity.district
        for name in row["names"]
    )


def start_of(this: Round) -> date:
    """The day the papers that open a round are of."""
    return this.started_on or date(this.year, 9, 1)


def invitation(connection: Connection, round_id: int, hamlet_id: int) -> Invitation:
    """D10; day and place of the hamlet's meeting where they are entered."""
    this = rounds.get(connection, round_id)
    held = meetings.of_hamlet(connection, round_id, hamlet_id)
    name = hamlet_name(connection, hamlet_id)
    day = held.held_on or start_of(this)
    shared = paper(connection, "D10", this.year, day, round_id=round_id, words={"thon": name})
    count = held.households_listed
    if count is None:
        count = len(rounds.listed(connection, round_id, hamlet_id))
    return Invitation(shared, name, count, held.held_on, held.place, held.chair)


def listed(connection: Connection, round_id: int, hamlet_id: int | None) -> RoundList:
    """D12 of one hamlet, or of all hamlets of that time."""
    this = rounds.get(connection, round_id)
    day = start_of(this)
    before = recognition.classes_before(connection, this)
    sizes = movement_facts.sizes(connection, day)
    asked = {
        row.household_id: row
        for row in connection.execute(
            select(
                review_request.c.household_id, review_request.c.received_on, review_request.c.reason
            ).where(review_request.c.round_id == round_id)
        )
    }
    families: dict[int, list[ListedFamily]] = {}
    for one in rounds.listed(connection, round_id, hamlet_id):
        request: Any = asked.get(one.household_id)
        standing = before.get(one.household_id)
        families.setdefault(one.hamlet_id, []).append(
            ListedFamily(
                one.head_name,
                sizes.get(one.household_id),
                standing if standing in (Category.POOR, Category.NEAR_POOR) else None,
                one.source == rounds.REQUEST,
                request.received_on if request else None,
                request.reason if request else "",
            )
        )
    found = [
        ListedHamlet(name, tuple(families.get(key, ())), _chief(connection, key))
        for key, name in commune.hamlet_names(connection, day)
        if hamlet_id in (None, key)
    ]
    if hamlet_id is not None and not found:
        found = [ListedHamlet(hamlet_name(connection, hamlet_id), tuple(families.get(hamlet_id, ())))]
    return RoundList(paper(connection, "D08", this.year, day, round_id=round_id), tuple(found))


def result(connection: Connection, round_id: int, code: str) -> RoundResult:
    """D15 and D17: the four lists by hamlet, and how the round went."""
    this = rounds.get(connection, round_id)
    day = _result_day(connection, this)
    lists = [rows for _name, rows in round_papers.lists(connection, this).named]
    listed_rows = rounds.listed(connection, round_id)
    up = meetings.postings(connection, round_id)
    held = (meetings.of_hamlet(connection, round_id, key) for key in {one.hamlet_id for one in listed_rows})
    return RoundResult(
        paper(connection, code, this.year, day, round_id=round_id),
        tuple(_by_hamlet(commune.hamlets(connection, this.last_day), lists)),
        _counted("", lists),
        sum(one.state in (ReviewState.CLOSED, ReviewState.RECOGNISED) for one in listed_rows),
        len(listed_rows),
        sum(one.held_on is not None for one in held),
        (
            min((one.posted_from for one in up if one.posted_from), default=None),
            max((one.posted_to for one in up if one.posted_to), default=None),
        ),
        len(meetings.complaints(connection, round_id)),
        addressees(connection, day),
    )


def recheck(connection: Connection, complaint_id: int | None, year: int, today: date) -> Recheck:
    """D15-PT of one objection; the empty form without one."""
    if complaint_id is None:
        return Recheck(paper(connection, "D15-PT", year, min(today, date(year, 12, 31))), None)
    row = connection.execute(
        select(
            complaint, posting.c.round_id, posting.c.hamlet_id, household.c.head_name,
            household.c.hamlet_id.label("home_id"),
        )
        .join(posting, posting.c.id == complaint.c.posting_id)
        .outerjoin(household, household.c.id == complaint.c.household_id)
        .where(complaint.c.id == complaint_id)
    ).one()  # fmt: skip
    this = rounds.get(connection, row.round_id)
    form = connection.execute(
        select(review.c.computed, review.c.recognised).where(
            review.c.round_id == row.round_id, review.c.household_id == row.household_id
        )
    ).first()
    place = row.home_id or row.hamlet_id
    day = row.rechecked_on or row.received_on or this.last_day
    return Recheck(
        paper(connection, "D15-PT", this.year, day, round_id=row.round_id),
        _objection(row, row.head_name or ""),
        hamlet_name(connection, place) if place else "",
        Category(form.computed) if form else None,
        Category(form.recognised) if form and form.recognised else None,
    )


def objections(connection: Connection, year: int) -> tuple[tuple[int, str], ...]:
    """Those of a year's rounds, to choose one: key and words."""
    found = []
    for this in rounds.all_rounds(connection):
        if this.year != year:
            continue
        for one in meetings.complaints(connection, this.id):
            day = short_date(one.received_on) if one.received_on else "chưa ghi ngày"
            assert one.id is not None
            found.append((one.id, f"{day}, {one.complainant or 'người dân'}: {one.content}"))
    return tuple(found)


def posting_end(connection: Connection, round_id: int, hamlet_id: int | None) -> PostingEnd:
    """D15-NY of one hamlet, or of the whole commune."""
    this = rounds.get(connection, round_id)
    there = [one for one in meetings.postings(connection, round_id) if hamlet_id in (None, one.hamlet_id)]
    where = hamlet_name(connection, hamlet_id) if hamlet_id is not None else ""
    told = [
        one
        for one in meetings.complaints(connection, round_id)
        if hamlet_id is None or one.posting_id in {up.id for up in there}
    ]
    heads = _heads(connection, [one.household_id for one in told if one.household_id])
    lists = round_papers.lists(connection, this).named
    called = _called(commune.hamlets(connection))
    first = min((one.posted_from for one in there if one.posted_from), default=None)
    last = max((one.posted_to for one in there if one.posted_to), default=None)
    return PostingEnd(
        paper(connection, "D15-NY", this.year, last or this.last_day, round_id=round_id),
        where,
        first,
        last,
        "; ".join(dict.fromkeys(one.places.replace("\n", "; ") for one in there if one.places)),
        tuple(
            (
                name,
                sum(hamlet_id is None or _place(called, row.hamlet) == _place(called, where) for row in rows),
            )
            for name, rows in lists
        ),
        tuple(_objection(one, heads.get(one.household_id or 0, "")) for one in told),
    )


def hamlet_name(connection: Connection, hamlet_id: int) -> str:
    """ "thôn Trà Hoa", of any time."""
    row: Any = connection.execute(select(hamlet.c.kind, hamlet.c.name).where(hamlet.c.id == hamlet_id)).one()
    return hamlet_words(row.kind, row.name)


def _result_day(connection: Connection, this: Round) -> date:
    """A paper on the results is of the step it belongs to; before that of the round's last day."""
    for one in round_steps.steps(connection, this.id):
        if one.step is RoundState.OPINION and (one.done_on or one.due_on):
            return one.done_on or one.due_on or this.last_day
    return this.last_day


def _called(places: Sequence[Hamlet]) -> dict[str, str]:
    """What lists may call each hamlet, with or without its kind: folded words → its name.

    "Bản Luốc" is another hamlet than "Luốc" where there are both.
    """
    called = {one.name.casefold(): one.name for one in places}
    for one in places:
        for words in (one.full_name, f"{one.kind} {one.name}", own_name(one.name)):
            called.setdefault(words.casefold(), one.name)
    return called


def _place(called: Mapping[str, str], words: str) -> str:
    return called.get(words.casefold(), words)


def _by_hamlet(places: Sequence[Hamlet], lists: Sequence[Sequence[PaperHousehold]]) -> Iterator[HamletResult]:
    """Every hamlet that exists, then those that only the lists name."""
    called = _called(places)
    sorted_out = [[(_place(called, row.hamlet), row) for row in rows] for rows in lists]
    names = dict.fromkeys(one.name for one in places)
    gone = {name for rows in sorted_out for name, _row in rows} - set(names)
    for name in (*names, *sorted(gone)):
        yield _counted(name, [[row for place, row in rows if place == name] for rows in sorted_out])


def _counted(name: str, lists: Sequence[Sequence[PaperHousehold]]) -> HamletResult:
    poor, near, escaped, escaped_near = lists
    four = (poor, near, escaped, escaped_near)
    households = (len(poor), len(near), len(escaped), len(escaped_near))
    first, second, third, fourth = (sum(row.size for row in rows) for rows in four)
    return HamletResult(name, households, (first, second, third, fourth))


def _objection(row: Any, head_name: str) -> Objection:
    return Objection(row.complainant, row.content, row.received_on, head_name, row.rechecked_on, row.result)


def _heads(connection: Connection, keys: Sequence[int]) -> dict[int, str]:
    rows = connection.execute(
        select(household.c.id, household.c.head_name).where(household.c.id.in_(list(keys)))
    )
    return {row.id: row.head_name for row in rows}


def _chief(connection: Connection, hamlet_id: int) -> str:
    row = connection.execute(select(hamlet.c.chief_name).where(hamlet.c.id == hamlet_id)).scalar()
    return row or ""
