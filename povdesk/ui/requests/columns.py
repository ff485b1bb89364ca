"""The columns of the page's three lists; a state is a sign and a word, never a colour alone."""

from povdesk.domain import vietnamese
from povdesk.domain.hamlet_names import own_name
from povdesk.domain.requests import RequestState, Urgency
from povdesk.domain.vietnamese import short_date

from ..theme import Tone
from ..widgets.table import ListColumn

_TONES = {
    Urgency.SOON: Tone.WARN,
    Urgency.OVERDUE: Tone.DANGER,
    Urgency.ANSWERED: Tone.OK,
    Urgency.LATE_ANSWER: Tone.WARN,
}
_SIGNS = {
    Urgency.SOON: "warning",
    Urgency.OVERDUE: "error-circle",
    Urgency.ANSWERED: "checkmark-circle",
    Urgency.LATE_ANSWER: "warning",
}
_URGENT_FIRST = list(Urgency.__members__.values())


def book() -> tuple[ListColumn, ...]:
    """Sổ tiếp nhận."""
    return (
        ListColumn("number", "Số", 76, lambda row: row.request.number),
        ListColumn("received", "Ngày nhận", 88, lambda row: short_date(row.request.received_on), _received),
        ListColumn(
            "applicant",
            "Người đề nghị",
            140,
            lambda row: row.request.applicant,
            lambda row: vietnamese.name_sort_key(row.request.applicant),
            bold=True,
            stretch=True,
        ),
        ListColumn("hamlet", "Thôn", 100, lambda row: own_name(row.request.hamlet)),
        ListColumn("kind", "Đề nghị", 146, lambda row: row.request.kind.short, tip=_kind),
        ListColumn(
            "due",
            "Hạn trả lời",
            88,
            lambda row: short_date(row.request.due_on) if row.request.due_on else "",
            lambda row: str(row.request.due_on or ""),
        ),
        ListColumn(
            "clock",
            "Thời hạn",
            194,
            lambda row: row.clock.words,
            _urgency,
            tone=lambda row: _TONES.get(row.clock.urgency),
            icon=lambda row: _SIGNS.get(row.clock.urgency, ""),
        ),
        ListColumn("state", "Tình trạng", 150, state_words),
    )


def issued() -> tuple[ListColumn, ...]:
    """Sổ giấy xác nhận."""
    return (
        ListColumn("issued", "Ngày in", 88, _printed, lambda row: row.issued_at),
        ListColumn(
            "number",
            "Số",
            120,
            lambda row: f"{row.number}/{row.symbol}" if row.number else "Chưa ghi số",
            tone=lambda row: None if row.number and not row.is_cancelled else Tone.WARN,
            icon=lambda row: "" if row.number or row.is_cancelled else "edit",
        ),
        ListColumn("signed", "Ngày ký", 88, lambda row: short_date(row.signed_on) if row.signed_on else ""),
        ListColumn(
            "person",
            "Cấp cho",
            150,
            lambda row: row.person_name,
            lambda row: vietnamese.name_sort_key(row.person_name),
            bold=True,
        ),
        ListColumn("code", "Mã hộ", 76, lambda row: row.code),
        ListColumn("subject", "Nội dung", 240, lambda row: row.subject, stretch=True),
        ListColumn("signer", "Người ký", 140, lambda row: row.signer_name),
    )


def near() -> tuple[ListColumn, ...]:
    """Hộ gần ngưỡng."""
    return (
        ListColumn("code", "Mã hộ", 76, lambda row: row.code),
        ListColumn(
            "head",
            "Chủ hộ",
            150,
            lambda row: row.head_name,
            lambda row: row.sort_key,
            bold=True,
            stretch=True,
        ),
        ListColumn("hamlet", "Thôn", 100, lambda row: row.hamlet, lambda row: row.hamlet_position),
        ListColumn(
            "points",
            "Điểm B1",
            70,
            lambda row: str(row.income_points),
            lambda row: row.income_points,
            "right",
        ),
        ListColumn("cutoff", "Giới hạn", 70, lambda row: str(row.cutoff), lambda row: row.cutoff, "right"),
        ListColumn("lacks", "Thiếu hụt", 76, lambda row: str(row.lacks), lambda row: row.lacks, "right"),
        ListColumn("class", "Kết quả tính", 110, lambda row: row.computed.label),
        ListColumn("why", "Vì sao gần ngưỡng", 260, lambda row: row.why),
    )


def state_words(row: object) -> str:
    request = row.request  # type: ignore[attr-defined]
    return request.result.label if request.state is RequestState.ANSWERED else request.state.label


def _received(row: object) -> tuple[str, int]:
    request = row.request  # type: ignore[attr-defined]
    return str(request.received_on), request.id or 0


def _urgency(row: object) -> tuple[int, str]:
    place = _URGENT_FIRST.index(row.clock.urgency)  # type: ignore[attr-defined]
    return place, str(row.request.due_on or "")  # type: ignore[attr-defined]


def _kind(row: object) -> str:
    request = row.request  # type: ignore[attr-defined]
    return f"{request.kind.label}. {request.reason}".strip()


def _printed(row: object) -> str:
    year, month, day = row.issued_at[:10].split("-")  # type: ignore[attr-defined]
    return f"{day}/{month}/{year}"
