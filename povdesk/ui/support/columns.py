"""The columns and filters of the two lists."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from povdesk.domain.support import Subject, SupportState, written
from povdesk.domain.vietnamese import format_number, name_sort_key, short_date
from povdesk.storage.support_reading import LoanRow, SupportRow

from ..households.list_filters import FilterKind
from ..theme import Tone
from ..widgets.list_model import ListColumn


def dated(day: date | None) -> str:
    return "" if day is None else short_date(day)


def money(amount: int | None) -> str:
    return "" if amount is None else format_number(amount)


def who(row: SupportRow) -> str:
    """The subject, and whose household when it is a person."""
    if row.support.subject is Subject.PERSON and row.head and row.head != row.who:
        return f"{row.who} (hộ {row.head})"
    return row.who


def quantity(row: SupportRow) -> str:
    return f"{written(row.support.quantity)} {row.support.unit}".strip()


def _state_tone(row: SupportRow) -> Tone | None:
    return None if row.support.state is SupportState.FINISHED else Tone.WARN


COLUMNS = (
    ListColumn(
        "day", "Ngày", 84, lambda row: dated(row.support.happened_on), lambda row: row.support.happened_on
    ),
    ListColumn("kind", "Loại hỗ trợ, hoạt động", 190, lambda row: row.kind, tip=lambda row: row.kind),
    ListColumn(
        "who", "Đối tượng", 150, who, lambda row: name_sort_key(row.who), bold=True, tip=who, stretch=True
    ),
    ListColumn("hamlet", "Thôn", 96, lambda row: row.hamlet, lambda row: row.hamlet_position),
    ListColumn(
        "amount",
        "Số tiền (đồng)",
        112,
        lambda row: money(row.support.amount),
        lambda row: row.support.amount,
        align="right",
    ),
    ListColumn(
        "quantity", "Số lượng", 84, quantity, lambda row: row.support.quantity, align="right"
    ),
    ListColumn(
        "state",
        "Tình trạng",
        104,
        lambda row: row.support.state.label,
        lambda row: list(SupportState).index(row.support.state),
        tone=_state_tone,
    ),
    ListColumn(
        "evidence",
        "Số chứng từ",
        96,
        lambda row: row.support.evidence_number,
        tip=lambda row: row.support.evidence_number,
    ),
)  # fmt: skip
MILLIMETRES = {
    "day": 20, "kind": 44, "who": 44, "hamlet": 22, "amount": 24, "quantity": 20, "state": 20, "evidence": 22,
}  # fmt: skip

LOAN_COLUMNS = (
    ListColumn("code", "Mã hộ", 80, lambda row: row.code),
    ListColumn("head", "Chủ hộ", 140, lambda row: row.head, lambda row: name_sort_key(row.head), bold=True),
    ListColumn("hamlet", "Thôn", 92, lambda row: row.hamlet, lambda row: row.hamlet_position),
    ListColumn(
        "lender",
        "Bên cho vay",
        150,
        lambda row: row.loan.lender,
        stretch=True,
        tip=lambda row: row.loan.lender,
    ),
    ListColumn(
        "principal",
        "Số tiền (đồng)",
        112,
        lambda row: money(row.principal),
        lambda row: row.principal,
        align="right",
    ),
    ListColumn("lent", "Ngày vay", 84, lambda row: dated(row.lent_on), lambda row: row.lent_on),
    ListColumn("due", "Hạn trả", 84, lambda row: dated(row.loan.due_on), lambda row: row.loan.due_on),
    ListColumn(
        "repaid",
        "Trả hết ngày",
        96,
        lambda row: dated(row.loan.repaid_on),
        lambda row: row.loan.repaid_on,
    ),
    ListColumn("programme", "Chương trình", 150, lambda row: row.loan.programme),
)  # fmt: skip
LOAN_MILLIMETRES = {
    "code": 18, "head": 40, "hamlet": 22, "lender": 40, "principal": 24, "lent": 20, "due": 20, "repaid": 20,
    "programme": 32,
}  # fmt: skip

_SUBJECTS = {str(subject): subject.label for subject in Subject}
_STATES = {str(state): state.label for state in SupportState}
FILTERS = (
    FilterKind("kind", "Loại", lambda row: row.kind),
    FilterKind("hamlet", "Thôn", lambda row: row.hamlet, lambda name: name or "Toàn xã"),
    FilterKind("project", "Dự án", lambda row: row.project_name, lambda name: name or "Chưa gắn dự án"),
    FilterKind("subject", "Đối tượng", lambda row: str(row.support.subject), _SUBJECTS.__getitem__),
    FilterKind(
        "month",
        "Tháng",
        lambda row: f"{row.support.happened_on:%m}",
        lambda month: f"Tháng {int(month)}",
    ),
    FilterKind("state", "Tình trạng", lambda row: str(row.support.state), _STATES.__getitem__),
)


def counted(rows: Sequence[SupportRow]) -> dict[str, list[tuple[str, int]]]:
    """For each filter its values in the menu's order, with how many lines have them."""
    places = {row.hamlet: row.hamlet_position for row in rows}
    orders: dict[str, Any] = {
        "hamlet": lambda value, _n: places[value],
        "subject": lambda value, _n: list(_SUBJECTS).index(value),
        "state": lambda value, _n: list(_STATES).index(value),
        "month": lambda value, _n: value,
    }
    found = {}
    for kind in FILTERS:
        counts = Counter(kind.value(row) for row in rows)
        order = orders.get(kind.key, lambda value, number: (value == "", -number, value))
        found[kind.key] = sorted(counts.items(), key=lambda pair: order(*pair))
    return found


def overdue_tone(row: LoanRow, day: date) -> Tone | None:
    """Red once it is due and not repaid; grey when it is repaid."""
    if row.is_overdue_on(day):
        return Tone.DANGER
    return None if row.is_open_on(day) else Tone.NEUTRAL
