"""One thing done for a household, a person, a cadre or a hamlet: what it is, what cannot be true of it."""

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from povdesk.domain.partial_date import PartialDate
from povdesk.domain.problem import Level, Problem
from povdesk.domain.vietnamese import format_number, short_date

_EARLIEST = date(1990, 1, 1)


class Subject(enum.StrEnum):
    """Whom something is done for."""

    HOUSEHOLD = "household"
    PERSON = "person"
    CADRE = "cadre"
    HAMLET = "hamlet"
    NONE = "none"

    @property
    def label(self) -> str:
        return _SUBJECT_WORDS[self]


_SUBJECT_WORDS = {
    Subject.HOUSEHOLD: "Hộ",
    Subject.PERSON: "Người",
    Subject.CADRE: "Cán bộ",
    Subject.HAMLET: "Thôn",
    Subject.NONE: "Toàn xã",
}


class SupportState(enum.StrEnum):
    """How far it is; only what is finished counts, except house support where the officer picks."""

    APPROVED = "approved"
    STARTED = "started"
    FINISHED = "finished"

    @property
    def label(self) -> str:
        return _STATE_WORDS[self]


_STATE_WORDS = {
    SupportState.APPROVED: "Đã duyệt",
    SupportState.STARTED: "Đang thực hiện",
    SupportState.FINISHED: "Hoàn thành",
}


@dataclass(frozen=True)
class SupportKind:
    """A kind of the catalogue. subjects: whom it may be noted for; the first is proposed."""

    code: str
    name: str
    subjects: tuple[Subject, ...]
    policy: str = ""
    active: bool = True

    @property
    def is_loan(self) -> bool:
        """Has a lender, a day it is due and a day it is repaid."""
        return self.policy == "credit"


@dataclass(frozen=True)
class Loan:
    """What a loan has besides its support: the support's amount is the principal, its day the lending day."""

    lender: str = ""
    programme: str = ""
    due_on: date | None = None
    rate: float | None = None
    repaid_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Support:
    """One support event. happened_on: its day; approved_on decides the class, finished_on when it counts."""

    kind: str
    subject: Subject
    happened_on: date | None = None
    household_id: int | None = None
    person_id: int | None = None
    cadre_id: int | None = None
    hamlet_id: int | None = None
    attendee_id: int | None = None
    project_id: int | None = None
    policy: str = ""
    approved_on: date | None = None
    finished_on: date | None = None
    state: SupportState = SupportState.FINISHED
    amount: int | None = None
    source: str = ""
    counterpart: int | None = None
    quantity: float | None = None
    unit: str = ""
    result: str = ""
    evidence_number: str = ""
    place: str = ""
    note: str = ""
    loan: Loan | None = None
    uid: str = ""

    @property
    def subject_id(self) -> int | None:
        """The record it is for; None when it is for nobody in particular or not chosen yet."""
        return {
            Subject.HOUSEHOLD: self.household_id,
            Subject.PERSON: self.person_id,
            Subject.CADRE: self.cadre_id,
            Subject.HAMLET: self.hamlet_id,
            Subject.NONE: None,
        }[self.subject]


@dataclass(frozen=True)
class Known:
    """What the register knows of the subject.

    name: as a sentence says it. since, until: first and last day in the register. born, died_on: of a person.
    attendee_lives_there: the named attendee is of the household on that day. has_same: another support of
    this kind and day is noted for the same subject.
    """

    name: str = ""
    since: date | None = None
    until: date | None = None
    born: PartialDate | None = None
    died_on: date | None = None
    attendee: str = ""
    attendee_lives_there: bool = True
    has_same: bool = False


def problems(one: Support, kind: SupportKind | None, known: Known | None, today: date) -> Iterator[Problem]:
    """What is impossible, then what is unlikely. known None: the chosen subject is not in the register."""
    if kind is None:
        yield _wrong("kind", "Chưa chọn loại hỗ trợ, hoạt động.")
        return
    yield from _of_subject(one, kind, known)
    yield from _of_days(one, today)
    yield from _of_numbers(one)
    if kind.is_loan:
        yield from _of_loan(one, today)
    if known is not None and one.happened_on is not None:
        yield from _of_life(one, known)
        if known.has_same:
            words = f"{known.name} đã có một lần “{kind.name}” ngày {short_date(one.happened_on)}."
            yield Problem("happened_on", Level.UNLIKELY, words)


_NEEDED = {
    Subject.HOUSEHOLD: "Chưa chọn hộ. Gõ tên chủ hộ hoặc mã hộ rồi chọn trong danh sách.",
    Subject.PERSON: "Chưa chọn người. Gõ họ tên rồi chọn trong danh sách.",
    Subject.CADRE: "Chưa chọn cán bộ.",
    Subject.HAMLET: "Chưa chọn thôn.",
}


def _of_subject(one: Support, kind: SupportKind, known: Known | None) -> Iterator[Problem]:
    if one.subject not in kind.subjects:
        allowed = ", ".join(subject.label.lower() for subject in kind.subjects)
        yield _wrong("subject", f"“{kind.name}” chỉ ghi cho: {allowed}.")
    elif one.subject is not Subject.NONE and one.subject_id is None:
        yield _wrong("who", _NEEDED[one.subject])
    elif one.subject is not Subject.NONE and known is None:
        yield _wrong("who", "Đối tượng đã chọn không còn trong sổ. Tìm và chọn lại.")
    elif known is not None and one.attendee_id is not None and not known.attendee_lives_there:
        who = known.attendee or "Người tham gia"
        yield _wrong("attendee", f"{who} không ở hộ này vào ngày hỗ trợ. Chọn người khác trong hộ.")


_DAYS = {"happened_on": "Ngày hỗ trợ", "approved_on": "Ngày duyệt", "finished_on": "Ngày hoàn thành"}


def _of_days(one: Support, today: date) -> Iterator[Problem]:
    if one.happened_on is None:
        yield _wrong("happened_on", "Chưa nhập ngày. Gõ ngày, ví dụ 15/06/2024.")
    named = (
        ("happened_on", "Ngày hỗ trợ"),
        ("approved_on", "Ngày duyệt"),
        ("finished_on", "Ngày hoàn thành"),
    )
    for name, words in named:
        day: date | None = getattr(one, name)
        if day is not None and day > today:
            yield _wrong(name, f"{words} {short_date(day)} ở sau ngày hôm nay.")
        elif day is not None and day < _EARLIEST:
            yield _wrong(name, f"{words} {short_date(day)} quá xa. Xem lại năm.")
    if one.finished_on and one.approved_on and one.finished_on < one.approved_on:
        yield _wrong("finished_on", "Ngày hoàn thành ở trước ngày duyệt. Xem lại hai ngày.")
    if one.finished_on and one.state is not SupportState.FINISHED:
        yield _wrong("finished_on", "Đã có ngày hoàn thành thì tình trạng phải là “Hoàn thành”.")
    if one.approved_on and one.happened_on and one.approved_on > one.happened_on:
        yield Problem("approved_on", Level.UNLIKELY, "Ngày duyệt ở sau ngày hỗ trợ.")


def _of_numbers(one: Support) -> Iterator[Problem]:
    if one.amount is not None and one.amount < 0:
        yield _wrong("amount", "Số tiền không được âm.")
    if one.counterpart is not None and one.counterpart < 0:
        yield _wrong("counterpart", "Phần đối ứng không được âm.")
    if one.quantity is not None and one.quantity <= 0:
        yield _wrong("quantity", "Số lượng phải lớn hơn 0.")


def _of_loan(one: Support, today: date) -> Iterator[Problem]:
    loan = one.loan or Loan()
    if not one.amount:
        yield _wrong("amount", "Khoản vay phải có số tiền vay.")
    if loan.rate is not None and not 0 <= loan.rate <= 100:
        yield _wrong("rate", "Lãi suất phải từ 0 đến 100 %/năm.")
    for name, words in (("due_on", "Hạn trả"), ("repaid_on", "Ngày trả hết")):
        day: date | None = getattr(loan, name)
        if day is not None and one.happened_on is not None and day < one.happened_on:
            yield _wrong(name, f"{words} {short_date(day)} ở trước ngày vay.")
    if loan.repaid_on is not None and loan.repaid_on > today:
        yield _wrong("repaid_on", f"Ngày trả hết {short_date(loan.repaid_on)} ở sau ngày hôm nay.")


def _of_life(one: Support, known: Known) -> Iterator[Problem]:
    day = one.happened_on
    assert day is not None
    if known.died_on is not None and day > known.died_on:
        yield _wrong("happened_on", f"{known.name} đã mất ngày {short_date(known.died_on)}.")
    if known.born is not None and day < known.born.earliest():
        yield _wrong("happened_on", f"{known.name} sinh {known.born}, sau ngày hỗ trợ.")
    if known.until is not None and day > known.until:
        yield _wrong("happened_on", f"{known.name} không còn trong sổ từ ngày {short_date(known.until)}.")
    if known.since is not None and day < known.since:
        words = f"{known.name} mới có trong sổ từ ngày {short_date(known.since)}."
        yield Problem("happened_on", Level.UNLIKELY, words)


def _wrong(name: str, words: str) -> Problem:
    return Problem(name, Level.IMPOSSIBLE, words)


# --- Sums ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sums:
    """What a list of support comes to: each household and person once. quantities: by unit."""

    events: int = 0
    households: int = 0
    people: int = 0
    amount: int = 0
    counterpart: int = 0
    quantities: Mapping[str, float] = field(default_factory=dict)

    def in_words(self) -> str:
        """The line below the list."""
        parts = [f"{format_number(self.events)} lượt"]
        parts.append(f"{format_number(self.households)} hộ")
        parts.append(f"{format_number(self.people)} người")
        parts.append(f"{format_number(self.amount)} đồng")
        if self.counterpart:
            parts.append(f"đối ứng {format_number(self.counterpart)} đồng")
        parts += [f"{written(number)} {unit or 'đơn vị'}" for unit, number in self.quantities.items()]
        return "Cộng: " + "; ".join(parts)


def summed(rows: Iterable[Support]) -> Sums:
    """Households with anything in them and people named, each counted once."""
    events, amount, counterpart = 0, 0, 0
    households: set[int] = set()
    people: set[int] = set()
    quantities: dict[str, float] = {}
    for one in rows:
        events += 1
        amount += one.amount or 0
        counterpart += one.counterpart or 0
        if one.household_id is not None:
            households.add(one.household_id)
        someone = one.person_id or one.attendee_id
        if someone is not None:
            people.add(someone)
        if one.quantity is not None:
            quantities[one.unit] = quantities.get(one.unit, 0) + one.quantity
    return Sums(events, len(households), len(people), amount, counterpart, quantities)


def written(quantity: float | None) -> str:
    """A quantity in Vietnamese notation, at most two decimals."""
    return "" if quantity is None else format_number(quantity, at_most=2)
