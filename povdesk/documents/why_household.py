"""D34 “Vì sao hộ này?”: one sheet for the family, in plain words, with no identity number on it."""

from collections.abc import Iterator

from povdesk.domain.vietnamese import format_count, format_number, full_date, short_date
from povdesk.domain.why_household import AREAS, ClassInForce, Counted, WhyHousehold

from .administrative import full_date as dated
from .blocks import (
    Block,
    Column,
    Document,
    GroupRow,
    HeaderCell,
    ListTitle,
    Paragraph,
    Row,
    Section,
    Style,
    Table,
)

TITLE = "Vì sao hộ này?"
_SIZE, _SMALL_SIZE = 12.0, 11.0
_MANY = 7
"""More lacks than this are set smaller, so that the sheet stays one sheet."""


def build(why: WhyHousehold) -> Document:
    """The sheet; nothing on it is decided here."""
    head = ListTitle(
        why.identity.committee.upper(),
        "GIẢI THÍCH KẾT QUẢ RÀ SOÁT CỦA HỘ GIA ĐÌNH",
        f"Hộ ông (bà) {why.head_name}, mã hộ {why.code}"
        if why.head_name
        else f"Hộ mã {why.code} (không còn chủ hộ)",
        f"Tính đến {full_date(why.day)}",
    )
    blocks = (head, *_blocks(why), _signing(why))
    return Document(
        title=f"Vì sao hộ này? {why.head_name}, mã hộ {why.code}",
        sections=(Section(blocks),),
        sample=why.is_sample,
        author=why.identity.committee,
    )


def class_words(why: WhyHousehold) -> str:
    """The class in force with its decision, as one sentence."""
    found = [_class_sentence(known) for known in (why.in_force, why.coming) if known is not None]
    return " ".join(found) or "Hộ chưa có trong danh sách công nhận nào."


def _class_sentence(found: ClassInForce) -> str:
    number = f" theo Quyết định số {found.number}" if found.number else ""
    signed = f" {full_date(found.signed_on)}" if found.number and found.signed_on else ""
    return f"{found.category.label}, áp dụng từ {short_date(found.since)}{number}{signed}."


def points_words(counted: Counted) -> tuple[str, ...]:
    """B1 and B2 against the limits."""
    area = AREAS[counted.area]
    if counted.income_points is None:
        first = "Điểm B1 (tài sản, thu nhập): chưa có."
    elif counted.cutoff is None:
        first = f"Điểm B1 (tài sản, thu nhập): {counted.income_points}; chuẩn này chưa có điểm giới hạn."
    else:
        side = "không quá" if counted.income_points <= counted.cutoff else "trên"
        first = (
            f"Điểm B1 (tài sản, thu nhập): {counted.income_points}, {side} giới hạn {counted.cutoff}"
            f" của khu vực {area}."
        )
    lacks = len(counted.lacks)
    side = "đủ" if lacks >= counted.needed else "chưa đến"
    second = (
        f"Điểm B2 (thiếu hụt): {counted.deprivation_points}, tức {format_count(lacks)} chỉ số,"
        f" {side} mức {format_count(counted.needed)} chỉ số của hộ nghèo."
    )
    return first, second


def complaint_words(why: WhyHousehold) -> tuple[str, ...]:
    """Where the family can say that it does not agree."""
    chief = f" ({why.hamlet_chief})" if why.hamlet_chief else ""
    lines = [
        f"Gia đình thấy chỗ nào chưa đúng thì báo trưởng thôn{chief} hoặc gửi ý kiến tới "
        f"{why.identity.committee} để được xem lại."
    ]
    return (*lines, why.posting) if why.posting else tuple(lines)


def received_words(why: WhyHousehold) -> tuple[str, ...]:
    """Support of the year, a line for each kind."""
    lines = []
    for one in why.received:
        times = f" {format_count(one.times)} lần, gần nhất" if one.times > 1 else ""
        money = f", {format_number(one.amount)} đồng" if one.amount else ""
        lines.append(f"{one.kind}:{times} ngày {short_date(one.last_on)}{money}")
    return tuple(lines)


def rights_words(why: WhyHousehold) -> tuple[str, ...]:
    """What the commune's list of policies says; a sentence when it says nothing."""
    if why.rights:
        return tuple(f"{one.policy}: {one.words}" if one.words else one.policy for one in why.rights)
    return (
        "Danh mục chính sách của xã chưa ghi quyền lợi theo diện; cán bộ giải thích trực tiếp cho gia đình.",
    )


def rows(why: WhyHousehold) -> Iterator[Row]:
    """What the family is told: subject and words, with bold lines between; the screen shows the same."""
    yield "Gia đình", f"{format_count(why.size)} nhân khẩu, {why.place}."
    yield "Diện đang công nhận", class_words(why)
    counted = why.counted
    if counted is not None:
        day = f" ngày {short_date(counted.reviewed_on)}" if counted.reviewed_on else ""
        yield f"Phiếu rà soát{day} tính ra", f"{counted.computed.label}."
        yield "Điểm so với giới hạn", " ".join(points_words(counted))
        if counted.lacks:
            yield GroupRow((f"Gia đình thiếu hụt {format_count(len(counted.lacks))} chỉ số",))
        for lack in counted.lacks:
            yield lack.name, lack.fact
        if counted.unknown:
            yield "Chưa rõ", _ended(", ".join(counted.unknown))
        yield GroupRow(("Điều gia đình cần biết",))
        if counted.changes:
            yield "Điều làm thay đổi kết quả", " ".join(counted.changes)
    received = "; ".join(received_words(why)) or "Chưa ghi nhận"
    yield f"Hỗ trợ đã nhận năm {why.year}", _ended(received)
    yield f"Quyền lợi năm {why.year}", _ended("; ".join(rights_words(why)))
    yield "Nếu chưa đồng ý", " ".join(complaint_words(why))


def _blocks(why: WhyHousehold) -> Iterator[Block]:
    if why.remark:
        yield Paragraph(why.remark, Style.NOTE)
    lacks = why.counted.lacks if why.counted else ()
    yield Table(
        columns=(Column(46), Column(119)),
        header=((HeaderCell("Nội dung"), HeaderCell("Giải thích")),),
        rows=tuple(rows(why)),
        font_size=_SIZE if len(lacks) <= _MANY else _SMALL_SIZE,
    )


def _signing(why: WhyHousehold) -> Table:
    """Two frames to sign in: they take less of the sheet than signatures of a decree paper."""
    day = dated(None, why.year)
    signed = "(Ký, ghi rõ họ tên)"
    return Table(
        columns=(Column(82.5), Column(82.5)),
        header=((HeaderCell("ĐẠI DIỆN HỘ GIA ĐÌNH"), HeaderCell("NGƯỜI GIẢI THÍCH")),),
        rows=((f"{day[0].upper()}{day[1:]}\n{signed}", f"{day[0].upper()}{day[1:]}\n{signed}"),),
        font_size=_SMALL_SIZE,
        row_height=27,
    )


def _ended(words: str) -> str:
    return words if words.endswith(".") else f"{words}."
