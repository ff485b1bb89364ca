"""The hamlet's meeting and the public posting of a round: who came, how they voted, who complained."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import Category
from povdesk.domain.review import ReviewState, RoundState
from povdesk.domain.vietnamese import clean_lines, clean_text, short_date
from povdesk.storage import rounds
from povdesk.storage.act import Act
from povdesk.storage.tables import complaint, hamlet, meeting, meeting_vote, posting, review

ATTENDANCE = (
    ("committee", "Đại diện Ban chỉ đạo rà soát cấp xã"),
    ("party", "Đại diện tổ chức Đảng, đoàn thể"),
    ("front", "Đại diện Mặt trận"),
    ("surveyors", "Rà soát viên"),
    ("residents", "Đại diện hộ dân"),
)
"""Groups whose attendance the minutes give (Phụ lục V); residents: people, not households."""


@dataclass(frozen=True)
class Meeting:
    """One hamlet's meeting. households_listed: on the list of households invited, as the minutes give it."""

    hamlet_id: int
    held_on: date | None = None
    place: str = ""
    chair: str = ""
    secretary: str = ""
    households_listed: int | None = None
    households_present: int | None = None
    attendance: Mapping[str, int] = field(default_factory=dict)
    content: str = ""
    disagreements: str = ""
    id: int | None = None

    @property
    def share_present(self) -> float | None:
        """Households present of those on the list, in percent; None when it cannot be told."""
        if not self.households_listed or self.households_present is None:
            return None
        return self.households_present * 100 / self.households_listed


@dataclass(frozen=True)
class Vote:
    """What the meeting said of one household. agreed: None = as computed; another class needs a reason."""

    household_id: int
    votes_for: int | None = None
    votes_against: int | None = None
    agreed: Category | None = None
    reason: str = ""


class VoteLine(NamedTuple):
    """One household put to the vote. computed: what its closed form gives, None while it is not closed."""

    household_id: int
    code: str
    head_name: str
    computed: Category | None
    vote: Vote


@dataclass(frozen=True)
class Posting:
    """A list put up. hamlet_id None: for the whole commune. posted_to: its last day."""

    hamlet_id: int | None = None
    posted_from: date | None = None
    posted_to: date | None = None
    places: str = ""
    note: str = ""
    id: int | None = None


@dataclass(frozen=True)
class Complaint:
    """An objection during the posting, with what the second look (phúc tra) gave."""

    posting_id: int
    received_on: date | None = None
    complainant: str = ""
    content: str = ""
    household_id: int | None = None
    rechecked_on: date | None = None
    result: str = ""
    id: int | None = None


def of_hamlet(connection: Connection, round_id: int, hamlet_id: int) -> Meeting:
    """The hamlet's newest meeting in the round; an empty one, chaired by the hamlet's head, before that."""
    row = connection.execute(
        select(meeting)
        .where(meeting.c.round_id == round_id, meeting.c.hamlet_id == hamlet_id)
        .order_by(meeting.c.id.desc())
        .limit(1)
    ).first()
    if row is None:
        chief = connection.execute(select(hamlet.c.chief_name).where(hamlet.c.id == hamlet_id)).scalar()
        return Meeting(hamlet_id, chair=chief or "")
    return Meeting(
        hamlet_id,
        row.held_on,
        row.place,
        row.chair,
        row.secretary,
        row.households_listed,
        row.households_present,
        _attendance(row.attendance),
        row.content,
        row.disagreements,
        row.id,
    )


def votes(connection: Connection, round_id: int, hamlet_id: int) -> tuple[VoteLine, ...]:
    """Every listed household of the hamlet with its votes, in order of the heads' names."""
    listed = rounds.listed(connection, round_id, hamlet_id)
    return all_votes(connection, round_id, listed).get(hamlet_id, ())


def all_votes(
    connection: Connection, round_id: int, listed: Iterable[rounds.Listed]
) -> dict[int, tuple[VoteLine, ...]]:
    """The votes of each hamlet's newest meeting on the households given, by hamlet."""
    newest = (
        select(func.max(meeting.c.id)).where(meeting.c.round_id == round_id).group_by(meeting.c.hamlet_id)
    )
    given = {
        row.household_id: row
        for row in connection.execute(select(meeting_vote).where(meeting_vote.c.meeting_id.in_(newest)))
    }
    forms = {
        row.household_id: row
        for row in connection.execute(
            select(review.c.household_id, review.c.state, review.c.computed).where(
                review.c.round_id == round_id
            )
        )
    }
    codes = rounds.codes(connection)
    found: dict[int, list[VoteLine]] = {}
    for one in listed:
        form, row = forms.get(one.household_id), given.get(one.household_id)
        closed = form is not None and form.state != str(ReviewState.DRAFT)
        vote = Vote(
            one.household_id,
            row.votes_for if row else None,
            row.votes_against if row else None,
            Category(row.agreed_category) if row and row.agreed_category else None,
            row.note if row else "",
        )
        computed = Category(form.computed) if form is not None and closed else None
        line = VoteLine(one.household_id, codes[one.household_id], one.head_name, computed, vote)
        found.setdefault(one.hamlet_id, []).append(line)
    return {hamlet_id: tuple(lines) for hamlet_id, lines in found.items()}


def save(act: Act, round_id: int, wanted: Meeting, given: Iterable[Vote] = ()) -> int:
    """Keep the minutes and the votes; what is not given of the votes stays. Returns the meeting's key.

    A class other than the computed one is refused without a reason; it becomes the class put forward.
    """
    this = _open(act, round_id)
    name = act.connection.execute(select(hamlet.c.name).where(hamlet.c.id == wanted.hamlet_id)).scalar()
    _check(act, wanted)
    act.describe(f"Lưu họp dân thôn {name}", "review_round", this.uid)
    values = {
        "held_on": wanted.held_on,
        "place": clean_text(wanted.place),
        "chair": clean_text(wanted.chair),
        "secretary": clean_text(wanted.secretary),
        "households_listed": wanted.households_listed,
        "households_present": wanted.households_present,
        "attendance": json.dumps(dict(wanted.attendance), sort_keys=True) if wanted.attendance else "",
        "content": clean_lines(wanted.content),
        "disagreements": clean_lines(wanted.disagreements),
    }
    key = wanted.id
    if key is None:
        key = act.insert(meeting, {"round_id": round_id, "hamlet_id": wanted.hamlet_id, **values})
    else:
        act.update(meeting, key, values)
    for vote in given:
        _keep_vote(act, round_id, key, vote)
    return key


def postings(connection: Connection, round_id: int) -> tuple[Posting, ...]:
    """All lists put up in the round."""
    rows = connection.execute(select(posting).where(posting.c.round_id == round_id).order_by(posting.c.id))
    return tuple(
        Posting(row.hamlet_id, row.posted_from, row.posted_to, row.places, row.note, row.id) for row in rows
    )


def save_posting(act: Act, round_id: int, wanted: Posting) -> int:
    """Keep one posting; returns its key."""
    this = _open(act, round_id)
    if wanted.posted_from is None:
        raise InvalidInput("Chưa nhập ngày bắt đầu niêm yết.", "Gõ ngày, ví dụ 18/11/2024.")
    if wanted.posted_to is not None and wanted.posted_to < wanted.posted_from:
        raise InvalidInput("Ngày kết thúc niêm yết trước ngày bắt đầu.", "Kiểm tra hai ngày.")
    act.describe("Lưu niêm yết kết quả rà soát", "review_round", this.uid)
    values = {
        "hamlet_id": wanted.hamlet_id,
        "posted_from": wanted.posted_from,
        "posted_to": wanted.posted_to,
        "places": clean_lines(wanted.places),
        "note": clean_lines(wanted.note),
    }
    if wanted.id is None:
        return act.insert(posting, {"round_id": round_id, **values})
    act.update(posting, wanted.id, values)
    return wanted.id


def complaints(connection: Connection, round_id: int) -> tuple[Complaint, ...]:
    """All objections of the round, the oldest first."""
    rows = connection.execute(
        select(complaint)
        .join(posting, posting.c.id == complaint.c.posting_id)
        .where(posting.c.round_id == round_id)
        .order_by(complaint.c.received_on, complaint.c.id)
    )
    return tuple(
        Complaint(
            row.posting_id,
            row.received_on,
            row.complainant,
            row.content,
            row.household_id,
            row.rechecked_on,
            row.result,
            row.id,
        )
        for row in rows
    )


def save_complaint(act: Act, wanted: Complaint) -> int:
    """Keep one objection; returns its key."""
    round_id = act.connection.execute(
        select(posting.c.round_id).where(posting.c.id == wanted.posting_id)
    ).scalar_one()
    this = _open(act, round_id)
    if not clean_text(wanted.complainant) and not clean_lines(wanted.content):
        raise InvalidInput("Chưa ghi ai khiếu nại, nội dung gì.", "Gõ họ tên hoặc nội dung.")
    if wanted.rechecked_on and wanted.received_on and wanted.rechecked_on < wanted.received_on:
        raise InvalidInput("Ngày phúc tra trước ngày nhận khiếu nại.", "Kiểm tra hai ngày.")
    act.describe(
        f"Lưu khiếu nại của {clean_text(wanted.complainant) or 'người dân'}", "review_round", this.uid
    )
    values = {
        "household_id": wanted.household_id,
        "received_on": wanted.received_on,
        "complainant": clean_text(wanted.complainant),
        "content": clean_lines(wanted.content),
        "rechecked_on": wanted.rechecked_on,
        "result": clean_lines(wanted.result),
    }
    if wanted.id is None:
        return act.insert(complaint, {"posting_id": wanted.posting_id, **values})
    act.update(complaint, wanted.id, values)
    return wanted.id


def put_forward(act: Act, round_id: int, household_id: int, category: Category | None, reason: str) -> None:
    """The class to be recognised where the meeting or a second look differs; None = as computed."""
    this = _open(act, round_id)
    row = act.connection.execute(
        select(review.c.id, review.c.computed, review.c.state).where(
            review.c.round_id == round_id, review.c.household_id == household_id
        )
    ).first()
    if row is None or row.state == str(ReviewState.DRAFT):
        raise NotPossibleNow("Phiếu của hộ này chưa chốt.", "Chốt phiếu rồi ghi kết quả thống nhất.")
    differs = category is not None and str(category) != row.computed
    if differs and not clean_text(reason):
        raise InvalidInput(
            "Kết quả thống nhất khác kết quả tính nhưng chưa ghi lý do.", "Ghi lý do theo biên bản họp dân."
        )
    act.describe("Ghi kết quả đề nghị công nhận khác kết quả tính", "review_round", this.uid)
    act.update(
        review,
        row.id,
        {
            "recognised": str(category) if differs else None,
            "difference_reason": clean_text(reason) if differs else "",
        },
    )


def _keep_vote(act: Act, round_id: int, meeting_id: int, vote: Vote) -> None:
    for number in (vote.votes_for, vote.votes_against):
        if number is not None and number < 0:
            raise InvalidInput("Số phiếu không được âm.", "Kiểm tra và gõ lại.")
    row = act.connection.execute(
        select(meeting_vote).where(
            meeting_vote.c.meeting_id == meeting_id, meeting_vote.c.household_id == vote.household_id
        )
    ).first()
    before = (row.agreed_category, row.note) if row else (None, "")
    values: dict[str, Any] = {
        "votes_for": vote.votes_for,
        "votes_against": vote.votes_against,
        "agreed_category": str(vote.agreed) if vote.agreed else None,
        "note": clean_text(vote.reason),
    }
    if row is None:
        if any(value not in (None, "") for value in values.values()):
            act.insert(meeting_vote, {"meeting_id": meeting_id, "household_id": vote.household_id, **values})
    else:
        act.update(meeting_vote, row.id, values)
    if before != (values["agreed_category"], values["note"]):
        put_forward(act, round_id, vote.household_id, vote.agreed, vote.reason)


def _check(act: Act, wanted: Meeting) -> None:
    if wanted.held_on is not None and wanted.held_on > act.today:
        raise InvalidInput(f"Ngày họp {short_date(wanted.held_on)} ở sau hôm nay.", "Ghi khi đã họp.")
    listed, present = wanted.households_listed, wanted.households_present
    if listed is not None and present is not None and present > listed:
        raise InvalidInput(
            f"Số hộ dự họp ({present}) nhiều hơn số hộ trong danh sách ({listed}).", "Kiểm tra và gõ lại."
        )


def _open(act: Act, round_id: int) -> rounds.Round:
    this = rounds.get(act.connection, round_id)
    if this.state is RoundState.RECOGNISED:
        raise NotPossibleNow(
            f"{this.name} đã có quyết định công nhận nên chỉ xem.", "Hoàn tác quyết định nếu ghi nhầm."
        )
    return this


def _attendance(kept: str) -> dict[str, int]:
    return {str(key): int(value) for key, value in json.loads(kept or "{}").items()}
