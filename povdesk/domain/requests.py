"""Giấy đề nghị: what was asked, until when it has to be answered, and how far it is."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.vietnamese import short_date
from povdesk.domain.working_days import after_working_days, working_days_left

SOON = 3
"""Working days from which on a request is called due soon."""


class RequestKind(enum.StrEnum):
    """What is asked for."""

    RECOGNISE = "recognise"
    ESCAPE = "escape"
    AVERAGE_LIVING = "average_living"

    @property
    def label(self) -> str:
        return _KINDS[self]

    @property
    def short(self) -> str:
        """For a narrow column."""
        return _SHORT_KINDS[self]


_SHORT_KINDS = {
    RequestKind.RECOGNISE: "Hộ nghèo, cận nghèo",
    RequestKind.ESCAPE: "Hộ thoát nghèo",
    RequestKind.AVERAGE_LIVING: "Mức sống trung bình",
}
_KINDS = {
    RequestKind.RECOGNISE: "Công nhận hộ nghèo, hộ cận nghèo",
    RequestKind.ESCAPE: "Công nhận hộ thoát nghèo, hộ thoát cận nghèo",
    RequestKind.AVERAGE_LIVING: "Công nhận hộ có mức sống trung bình",
}


class RequestResult(enum.StrEnum):
    """How it was answered."""

    RECOGNISED = "recognised"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return "Công nhận" if self is RequestResult.RECOGNISED else "Không công nhận"


class RequestState(enum.StrEnum):
    """Where it stands: the form decides between REVIEWING and READY."""

    WAITING = "waiting"
    REVIEWING = "reviewing"
    READY = "ready"
    ANSWERED = "answered"

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {
    RequestState.WAITING: "Mới nhận",
    RequestState.REVIEWING: "Đang rà soát",
    RequestState.READY: "Phiếu đã chốt, chờ trả lời",
    RequestState.ANSWERED: "Đã trả lời",
}


@dataclass(frozen=True)
class Request:
    """One line of the book. due_on: last day to answer, None when the procedure says none.

    household_id: None while the family is not in the register. form_closed: its form in the round counts.
    """

    received_on: date
    kind: RequestKind
    applicant: str
    hamlet_id: int | None = None
    hamlet: str = ""
    household_id: int | None = None
    code: str = ""
    reason: str = ""
    number: str = ""
    due_on: date | None = None
    round_id: int | None = None
    round_name: str = ""
    form_closed: bool = False
    result: RequestResult | None = None
    refusal_reason: str = ""
    answered_on: date | None = None
    note: str = ""
    id: int | None = None
    uid: str = ""

    @property
    def state(self) -> RequestState:
        if self.result is not None:
            return RequestState.ANSWERED
        if self.form_closed:
            return RequestState.READY
        return RequestState.REVIEWING if self.round_id is not None else RequestState.WAITING


class Urgency(enum.StrEnum):
    """What the clock says; LATE_ANSWER was answered after its last day."""

    NONE = "none"
    IN_TIME = "in_time"
    SOON = "soon"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    LATE_ANSWER = "late_answer"


@dataclass(frozen=True)
class Clock:
    """The term of one request. words: short, for a list."""

    urgency: Urgency
    words: str


def due_day(
    received_on: date, working_days: int | None, holidays: Iterable[CatalogueItem] = ()
) -> date | None:
    """The last day to answer; the day of receipt does not count."""
    return None if working_days is None else after_working_days(received_on, working_days, holidays)


def clock(request: Request, today: date, holidays: Iterable[CatalogueItem] = ()) -> Clock:
    """How much of the term is left, in words."""
    if request.answered_on is not None:
        late = request.due_on is not None and request.answered_on > request.due_on
        words = f"{short_date(request.answered_on)}, sau hạn" if late else short_date(request.answered_on)
        return Clock(Urgency.LATE_ANSWER if late else Urgency.ANSWERED, words)
    if request.due_on is None:
        return Clock(Urgency.NONE, "Quy trình chưa ghi thời hạn")
    left = working_days_left(today, request.due_on, tuple(holidays))
    if today > request.due_on:
        # A weekend after the last day is late already, though no working day has passed.
        return Clock(Urgency.OVERDUE, f"Quá hạn {-left} ngày làm việc" if left else "Quá hạn")
    if left == 0:
        return Clock(Urgency.SOON, "Hạn hôm nay")
    return Clock(Urgency.SOON if left <= SOON else Urgency.IN_TIME, f"Còn {left} ngày làm việc")


def holidays_remark(year: int, holidays: Iterable[CatalogueItem]) -> str:
    """Which days off the clock does not know; empty once days of the year have been entered."""
    for item in holidays:
        if item.valid_from is not None and item.valid_from.year <= year <= (item.valid_to or date.max).year:
            return ""
    return (
        f"Chưa nhập ngày nghỉ Tết Âm lịch, Giỗ Tổ và nghỉ bù của năm {year}:"
        " máy tính các ngày đó là ngày làm việc."
    )
