"""The book of requests received (sổ tiếp nhận giấy đề nghị): receive, send to a round, answer."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.procedure import Procedure, procedure_for
from povdesk.domain.requests import Request, RequestKind, RequestResult, due_day
from povdesk.domain.review import ReviewState, RoundKind, RoundState
from povdesk.domain.vietnamese import clean_text, fold, short_date
from povdesk.storage import catalogue_edits, rounds, rule_edits
from povdesk.storage.act import Act
from povdesk.storage.tables import hamlet, household, review, review_request, review_round

HOLIDAYS = "public_holidays"


def holidays(connection: Connection) -> tuple[CatalogueItem, ...]:
    """The days off that the officer entered; the fixed ones of the calendar come with the program."""
    return catalogue_edits.edits(connection, HOLIDAYS)


def term(connection: Connection, day: date) -> int | None:
    """Working days to answer a request received that day, by the procedure in force here."""
    try:
        return procedure(connection, day).continuous.answer_working_days
    except NotPossibleNow:
        return None


def procedure(connection: Connection, day: date) -> Procedure:
    """The procedure of a day with the officer's edits."""
    return procedure_for(day, rule_edits.procedures(connection))


def all_requests(connection: Connection, year: int | None = None) -> tuple[Request, ...]:
    """The book, the latest first; only what was received in a year when one is given."""
    query = _requests().order_by(review_request.c.received_on.desc(), review_request.c.id.desc())
    if year is not None:
        query = query.where(
            review_request.c.received_on >= date(year, 1, 1),
            review_request.c.received_on <= date(year, 12, 31),
        )
    off = holidays(connection)
    terms: dict[date, int | None] = {}
    found = []
    for row in connection.execute(query):
        if row.received_on not in terms:
            terms[row.received_on] = term(connection, row.received_on)
        found.append(_request(row, terms[row.received_on], off))
    return tuple(found)


def get(connection: Connection, request_id: int) -> Request:
    """One request; NotPossibleNow when it is gone."""
    row = connection.execute(_requests().where(review_request.c.id == request_id)).first()
    if row is None:
        raise NotPossibleNow("Giấy đề nghị này không còn trong sổ.", "Mở lại sổ rồi thử lại.")
    return _request(row, term(connection, row.received_on), holidays(connection))


def save(act: Act, wanted: Request) -> int:
    """Receive a request, or correct what was written down of one that is not answered yet."""
    applicant = clean_text(wanted.applicant)
    if not applicant:
        raise InvalidInput("Chưa nhập người đề nghị.", "Gõ họ và tên người ký giấy đề nghị.")
    if wanted.hamlet_id is None:
        raise InvalidInput("Chưa chọn thôn.", "Chọn thôn nơi hộ đang ở.")
    if wanted.received_on > act.today:
        raise InvalidInput(
            f"Ngày nhận {short_date(wanted.received_on)} ở sau hôm nay.", "Kiểm tra ngày nhận giấy."
        )
    number = clean_text(wanted.number)
    _refuse_twin_number(act.connection, number, wanted)
    values = {
        "number": number,
        "received_on": wanted.received_on,
        "kind": str(wanted.kind),
        "applicant": applicant,
        "household_id": wanted.household_id,
        "hamlet_id": wanted.hamlet_id,
        "reason": clean_text(wanted.reason),
        "due_on": due_day(
            wanted.received_on, term(act.connection, wanted.received_on), holidays(act.connection)
        ),
        "note": clean_text(wanted.note),
    }
    if wanted.id is None:
        act.describe(f"Nhận giấy đề nghị của {applicant}", "review_request")
        return act.insert(review_request, values)
    _refuse_answered(get(act.connection, wanted.id))
    act.describe(f"Sửa giấy đề nghị của {applicant}", "review_request", wanted.uid)
    act.update(review_request, wanted.id, values)
    return wanted.id


def remove(act: Act, request_id: int) -> None:
    """Take a line out of the book that was entered by mistake; an answered one stays."""
    found = get(act.connection, request_id)
    _refuse_answered(found)
    act.describe(f"Xóa giấy đề nghị của {found.applicant}", "review_request", found.uid)
    act.delete(review_request, request_id)


def send_to_round(act: Act, request_id: int, day: date) -> int:
    """Put a request on the list of the continuous round that is open; opens one when there is none.

    Returns the round's id. The household's form of that round is what the answer rests on.
    """
    found = get(act.connection, request_id)
    _refuse_answered(found)
    act.describe(f"Đưa giấy đề nghị của {found.applicant} vào rà soát", "review_request", found.uid)
    key = open_continuous_round(act.connection, day.year)
    if key is None:
        closing = date(day.year, 12, 31)
        standards = rule_edits.standards(act.connection)
        fitting = [one for one in standards if one.is_valid_on(closing)]
        if not fitting:
            raise NotPossibleNow(
                f"Chưa có chuẩn nghèo nào áp dụng cho năm {day.year}.", "Nhập bộ chuẩn ở Cài đặt, danh mục."
            )
        key = rounds.open_round(
            act, day.year, standard_id=fitting[-1].id, kind=RoundKind.CONTINUOUS, started_on=day
        )
    act.update(review_request, request_id, {"round_id": key})
    return key


def open_continuous_round(connection: Connection, year: int) -> int | None:
    """The year's continuous round that is not decided yet."""
    return connection.execute(
        select(review_round.c.id)
        .where(
            review_round.c.year == year,
            review_round.c.kind == str(RoundKind.CONTINUOUS),
            review_round.c.state != str(RoundState.RECOGNISED),
        )
        .order_by(review_round.c.id.desc())
        .limit(1)
    ).scalar()


def answer(
    act: Act, request_id: int, result: RequestResult, *, answered_on: date, refusal_reason: str = ""
) -> None:
    """Close a request. A refusal names its reason; the paper with the facts is printed apart."""
    found = get(act.connection, request_id)
    reason = clean_text(refusal_reason)
    if result is RequestResult.REFUSED and not reason:
        raise InvalidInput("Chưa nhập lý do không công nhận.", "Gõ lý do sẽ in trong văn bản trả lời.")
    if answered_on < found.received_on:
        raise InvalidInput(
            f"Ngày trả lời {short_date(answered_on)} trước ngày nhận {short_date(found.received_on)}.",
            "Kiểm tra ngày trả lời.",
        )
    act.describe(
        f"Trả lời giấy đề nghị của {found.applicant}: {result.label.lower()}", "review_request", found.uid
    )
    act.update(
        review_request,
        request_id,
        {
            "result": str(result),
            "answered_on": answered_on,
            "refusal_reason": reason if result is RequestResult.REFUSED else "",
        },
    )


def households_named(connection: Connection, name: str, hamlet_id: int | None) -> tuple[tuple[int, str], ...]:
    """Households of a hamlet in which somebody has this name: key and words to choose by."""
    key = fold(clean_text(name))
    if not key:
        return ()
    rows = connection.exec_driver_sql(
        """SELECT DISTINCT h.id, h.code, h.head_name FROM person AS p
        JOIN membership AS m ON m.person_id = p.id AND m.valid_to IS NULL
        JOIN household AS h ON h.id = m.household_id AND h.deleted_at IS NULL AND h.ended_on IS NULL
        WHERE p.search_key = :key AND (:hamlet IS NULL OR h.hamlet_id = :hamlet)
        ORDER BY h.code LIMIT 20""",
        {"key": key, "hamlet": hamlet_id},
    )
    return tuple((row[0], f"{row[1]}, chủ hộ {row[2]}") for row in rows)


def _requests() -> Any:
    state = (
        select(review.c.state)
        .where(
            review.c.round_id == review_request.c.round_id,
            review.c.household_id == review_request.c.household_id,
        )
        .scalar_subquery()
    )
    return (
        select(
            review_request,
            hamlet.c.kind.label("hamlet_kind"),
            hamlet.c.name.label("hamlet_name"),
            household.c.code,
            review_round.c.name.label("round_name"),
            state.label("form_state"),
        )
        .outerjoin(hamlet, hamlet.c.id == review_request.c.hamlet_id)
        .outerjoin(household, household.c.id == review_request.c.household_id)
        .outerjoin(review_round, review_round.c.id == review_request.c.round_id)
    )


def _request(row: Any, days: int | None, off: tuple[CatalogueItem, ...]) -> Request:
    return Request(
        received_on=row.received_on,
        kind=RequestKind(row.kind),
        applicant=row.applicant,
        hamlet_id=row.hamlet_id,
        hamlet=hamlet_words(row.hamlet_kind, row.hamlet_name or ""),
        household_id=row.household_id,
        code=row.code or "",
        reason=row.reason,
        number=row.number,
        due_on=due_day(row.received_on, days, off) if days is not None else row.due_on,
        round_id=row.round_id,
        round_name=row.round_name or "",
        form_closed=row.form_state in (ReviewState.CLOSED, ReviewState.RECOGNISED),
        result=RequestResult(row.result) if row.result else None,
        refusal_reason=row.refusal_reason,
        answered_on=row.answered_on,
        note=row.note,
        id=row.id,
        uid=row.uid,
    )


def _refuse_answered(found: Request) -> None:
    if found.result is not None:
        raise NotPossibleNow(
            f"Giấy đề nghị của {found.applicant} đã trả lời nên chỉ xem.", "Nhận giấy mới nếu hộ đề nghị lại."
        )


def _refuse_twin_number(connection: Connection, number: str, wanted: Request) -> None:
    if not number:
        return
    rows = connection.execute(
        select(review_request.c.id, review_request.c.received_on).where(review_request.c.number == number)
    )
    if any(row.received_on.year == wanted.received_on.year and row.id != wanted.id for row in rows):
        raise InvalidInput(
            f"Số tiếp nhận {number} của năm {wanted.received_on.year} đã dùng.", "Gõ số khác hoặc để trống."
        )
