"""What each step of a round still lacks, one finished sentence for each thing to be done."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from povdesk.domain.hamlet_names import at_start, hamlet_words
from povdesk.domain.household import Category
from povdesk.domain.review import ReviewState, RoundState
from povdesk.domain.round_progress import Missing, enough_agree
from povdesk.domain.vietnamese import short_date
from povdesk.storage import meetings, rounds
from povdesk.storage.meetings import VoteLine
from povdesk.storage.round_rules import addressee, posting_ends, step_rule
from povdesk.storage.rounds import Listed, Round
from povdesk.storage.tables import (
    average_living_household,
    decision,
    hamlet,
    review,
    review_request,
    round_step,
)


def missing(connection: Connection, round_id: int, step: RoundState) -> tuple[Missing, ...]:
    """All that a step lacks, what blocks it first."""
    return _sorted(
        _OF_STEP[step](connection, rounds.get(connection, round_id), rounds.listed(connection, round_id))
    )


def of_all_steps(connection: Connection, round_id: int) -> dict[RoundState, tuple[Missing, ...]]:
    """The same for every step at once."""
    this = rounds.get(connection, round_id)
    listed = rounds.listed(connection, round_id)
    return {step: _sorted(find(connection, this, listed)) for step, find in _OF_STEP.items()}


def _sorted(found: Iterator[Missing]) -> tuple[Missing, ...]:
    return tuple(sorted(found, key=lambda one: not one.blocks))


def _listing(connection: Connection, this: Round, listed: tuple[Listed, ...]) -> Iterator[Missing]:
    step = RoundState.LISTING
    if not listed:
        yield Missing("Danh sách chưa có hộ nào.", step)
    rows = connection.execute(
        select(review_request).where(
            review_request.c.round_id == this.id, review_request.c.household_id.is_(None)
        )
    )
    for row in rows:
        who = row.applicant or "chưa ghi tên"
        yield Missing(
            f"Giấy đề nghị của {who} (nhận ngày {short_date(row.received_on)}) chưa gắn với hộ nào.",
            step,
            hamlet_id=row.hamlet_id,
        )


def _surveying(connection: Connection, this: Round, listed: tuple[Listed, ...]) -> Iterator[Missing]:
    names = _hamlets(connection)
    for one in listed:
        if one.state is None or one.state is ReviewState.DRAFT:
            words = "chưa nhập phiếu" if one.state is None else "phiếu chưa chốt"
            place = names[one.hamlet_id].partition(" ")[2]
            yield Missing(
                f"Hộ {one.head_name} ({place}): {words}.",
                RoundState.SURVEYING,
                one.household_id,
                one.hamlet_id,
            )


def _meeting(connection: Connection, this: Round, listed: tuple[Listed, ...]) -> Iterator[Missing]:
    step = RoundState.MEETING
    rule = step_rule(connection, this, step)
    percent = rule.min_agreement_percent if rule and rule.min_agreement_percent is not None else 50
    names = _hamlets(connection)
    votes = meetings.all_votes(connection, this.id, listed)
    for hamlet_id in dict.fromkeys(one.hamlet_id for one in listed):
        name = names[hamlet_id]
        held = meetings.of_hamlet(connection, this.id, hamlet_id)
        if held.held_on is None:
            yield Missing(f"{name}: chưa ghi biên bản họp dân.", step, hamlet_id=hamlet_id)
            continue
        for words, value in (
            ("chủ trì", held.chair),
            ("thư ký", held.secretary),
            ("nơi họp", held.place),
            ("số hộ dự họp", held.households_present is not None and "có"),
            ("số hộ trong danh sách", held.households_listed is not None and "có"),
        ):
            if not value:
                yield Missing(f"{name}: biên bản chưa ghi {words}.", step, hamlet_id=hamlet_id)
        yield from _votes(votes[hamlet_id], hamlet_id, name, percent)


def _votes(lines: Iterable[VoteLine], hamlet_id: int, name: str, percent: int) -> Iterator[Missing]:
    for line in lines:
        vote = line.vote
        agree = enough_agree(vote.votes_for, vote.votes_against, percent)
        if agree is None:
            words = f"Hộ {line.head_name} ({name}): chưa ghi số ý kiến đồng ý."
        elif not agree:
            total = (vote.votes_for or 0) + (vote.votes_against or 0)
            words = (
                f"Hộ {line.head_name} ({name}): {vote.votes_for or 0}/{total} ý kiến đồng ý, dưới {percent}%."
                " Rà soát lại và họp lại."
            )
        else:
            continue
        yield Missing(words, RoundState.MEETING, line.household_id, hamlet_id)


def _posting(connection: Connection, this: Round, listed: tuple[Listed, ...]) -> Iterator[Missing]:
    step = RoundState.POSTING
    there = meetings.postings(connection, this.id)
    names = _hamlets(connection)
    everywhere = any(one.hamlet_id is None for one in there)
    posted = {one.hamlet_id for one in there}
    if not everywhere:
        for hamlet_id in dict.fromkeys(one.hamlet_id for one in listed):
            if hamlet_id not in posted:
                yield Missing(f"{names[hamlet_id]}: chưa ghi niêm yết.", step, hamlet_id=hamlet_id)
    for one in there:
        where = names[one.hamlet_id] if one.hamlet_id else "Niêm yết toàn xã"
        if one.posted_from is None or one.posted_to is None:
            yield Missing(f"{where}: chưa ghi đủ ngày niêm yết.", step, hamlet_id=one.hamlet_id)
            continue
        ends = posting_ends(connection, this, one.posted_from)
        if one.posted_to < ends:
            yield Missing(
                f"{where}: niêm yết đến {short_date(one.posted_to)}, chưa đủ số ngày làm việc"
                f" (phải đến {short_date(ends)}).",
                step,
                hamlet_id=one.hamlet_id,
            )
        if not one.places:
            yield Missing(f"{where}: chưa ghi nơi niêm yết.", step, hamlet_id=one.hamlet_id)
    for told in meetings.complaints(connection, this.id):
        if told.rechecked_on is None or not told.result:
            yield Missing(
                f"Khiếu nại của {told.complainant or 'người dân'}: chưa ghi kết quả phúc tra.",
                step,
                told.household_id,
            )


def _opinion(connection: Connection, this: Round, listed: tuple[Listed, ...]) -> Iterator[Missing]:
    step = RoundState.OPINION
    if not addressee(connection, this.last_day):
        yield Missing(
            "Chưa rõ báo cáo gửi ai (từ 01/7/2025 không còn cấp huyện). Bản in để trống “Kính gửi”;"
            " chọn nơi nhận ở Cài đặt, mục Đơn vị.",
            step,
            blocks=False,
        )
    note = connection.execute(
        select(round_step.c.note).where(round_step.c.round_id == this.id, round_step.c.step == str(step))
    ).scalar()
    if not note:
        yield Missing("Chưa ghi ý kiến đã nhận (số, ngày văn bản trả lời).", step, blocks=False)


def _recognised(connection: Connection, this: Round, listed: tuple[Listed, ...]) -> Iterator[Missing]:
    step = RoundState.RECOGNISED
    numbered = connection.execute(select(decision.c.number).where(decision.c.round_id == this.id)).scalar()
    if not numbered:
        yield Missing("Chưa nhập số và ngày quyết định công nhận.", step, blocks=False)
    yield from _surveying(connection, this, listed)
    average = set(
        connection.execute(
            select(average_living_household.c.household_id).where(
                average_living_household.c.year == this.year
            )
        ).scalars()
    )
    names = {one.household_id: one.head_name for one in listed}
    for row in connection.execute(
        select(
            review.c.household_id, review.c.recognised, review.c.computed, review.c.difference_reason
        ).where(review.c.round_id == this.id, review.c.state != str(ReviewState.DRAFT))
    ):
        name = names.get(row.household_id, "")
        category = Category(row.recognised or row.computed)
        if category is Category.UNDECIDED:
            yield Missing(f"Hộ {name}: phiếu chưa cho kết quả.", step, row.household_id)
        elif row.recognised and row.recognised != row.computed and not row.difference_reason:
            yield Missing(f"Hộ {name}: kết quả khác kết quả tính, chưa ghi lý do.", step, row.household_id)
        elif category is not Category.NOT_POOR and row.household_id in average:
            yield Missing(
                f"Hộ {name}: vừa là {category.label.lower()} vừa ở danh sách hộ có mức sống trung bình.",
                step,
                row.household_id,
            )


def _hamlets(connection: Connection) -> dict[int, str]:
    rows = connection.execute(select(hamlet.c.id, hamlet.c.kind, hamlet.c.name))
    return {row.id: at_start(hamlet_words(row.kind, row.name)) for row in rows}


_OF_STEP = {
    RoundState.LISTING: _listing,
    RoundState.SURVEYING: _surveying,
    RoundState.MEETING: _meeting,
    RoundState.POSTING: _posting,
    RoundState.OPINION: _opinion,
    RoundState.RECOGNISED: _recognised,
}
