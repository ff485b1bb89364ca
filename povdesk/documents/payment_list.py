"""D30: a list of money or goods handed over, with a place to sign for each receiver."""

from povdesk.domain.activity_papers import Office
from povdesk.domain.payment import PaymentList, by_hamlet, total
from povdesk.domain.vietnamese import dong_in_words, fold, format_number, short_date

from .administrative import chairman_authority, full_date
from .blocks import (
    Align,
    Block,
    Column,
    Document,
    GroupRow,
    HeaderCell,
    ListTitle,
    Orientation,
    PageNumber,
    Paragraph,
    PlainSignatures,
    Row,
    Section,
    Signatory,
    Style,
    Table,
)
from .styles import layout

TITLE = "Danh sách chi trả, cấp phát"

_COLUMNS = (
    ("TT", 12, Align.CENTRE),
    ("Họ và tên người nhận", 62, Align.LEFT),
    ("Mã hộ", 24, Align.LEFT),
    ("Hiện vật", 46, Align.LEFT),
    ("Số tiền (đồng)", 34, Align.RIGHT),
    ("Ký nhận", 46, Align.LEFT),
    ("Ghi chú", 28, Align.LEFT),
)


def build(office: Office, wanted: PaymentList) -> Document:
    """Grouped by hamlet with a sum for each; the total in figures and in words; no identity numbers."""
    rows: list[Row] = []
    place = 0
    for hamlet, lines in by_hamlet(wanted.lines):
        rows.append(
            GroupRow(
                (
                    "",
                    f"{hamlet[:1].upper()}{hamlet[1:]} ({len(lines)} người nhận)",
                    "",
                    "",
                    _money(total(lines)),
                    "",
                    "",
                )
            )
        )
        for line in lines:
            place += 1
            # Who received it is printed where the name differs; the place to sign stays free otherwise.
            signed = f"Đã nhận {short_date(line.paid_on)}" if line.paid_on else ""
            note = f"{line.received_by} nhận thay" if line.received_by else ""
            amount = "" if line.amount is None else format_number(line.amount)
            rows.append((str(place), line.name, line.code, line.in_kind, amount, signed, note))
    table = Table(
        columns=tuple(Column(width, align) for _title, width, align in _COLUMNS),
        header=(tuple(HeaderCell(title) for title, _width, _align in _COLUMNS),),
        rows=tuple(rows),
        totals=(("", f"Tổng cộng: {place} người nhận", "", "", _money(wanted.total), "", ""),),
        row_height=layout().list.row_height + 3,
    )
    day = wanted.made_on or office.day
    title, detail = _head(wanted)
    signer = office.signer
    deputy = bool(signer and signer.is_deputy)
    blocks: tuple[Block, ...] = (
        ListTitle(office.identity.committee, title, detail, f"Ngày lập: {short_date(day)}"),
        table,
        Paragraph(f"Tổng số tiền bằng chữ: {dong_in_words(wanted.total)}.")
        if wanted.total
        else Paragraph("Danh sách cấp bằng hiện vật, không có tiền."),
        *([Paragraph(wanted.note, Style.NOTE)] if wanted.note else []),
        PlainSignatures(
            (
                Signatory(("NGƯỜI LẬP BIỂU",), note="(Ký, ghi rõ họ tên)"),
                Signatory(("KẾ TOÁN",), note="(Ký, ghi rõ họ tên)"),
                Signatory(
                    chairman_authority(deputy=deputy),
                    signer.full_name if signer else "",
                    "(Ký tên, đóng dấu)",
                    f"{office.identity.place}, {full_date(day, day.year)}",
                ),
            )
        ),
    )
    section = Section(blocks, Orientation.LANDSCAPE, page_number=PageNumber.OF_TOTAL)
    return Document(wanted.title, (section,), office.is_sample, author=office.identity.committee)


def _head(wanted: PaymentList) -> tuple[str, str]:
    """The kind of paper, then what it is about; a title that names the kind itself stays alone."""
    period = f"kỳ: {wanted.period}" if wanted.period else ""
    if fold(wanted.title).startswith("danh sach"):
        return wanted.title, f"{period[:1].upper()}{period[1:]}"
    return TITLE, "; ".join(part for part in (wanted.title, period) if part)


def _money(amount: int) -> str:
    return format_number(amount) if amount else ""
