"""“In bảng này”: the year's indicators on a turned A4 sheet, readable without colour."""

from datetime import date

from povdesk.domain.dashboard import (
    HAMLET_COLUMNS,
    Dashboard,
    DashboardRow,
    HamletLine,
    Kpi,
    behind_text,
    change_words,
    kpi_text,
    shade,
    thresholds_text,
    unknown_words,
)
from povdesk.domain.indicator import Status
from povdesk.domain.marks import goal_text, short_value, text_mark
from povdesk.domain.vietnamese import short_date

from .administrative import full_date
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

_WIDTHS = (11.0, 63.0, 21.0, 21.0, 21.0, 36.0, 45.0, 29.0)
_SIZE = 10.0
_LEGEND = (
    "Tiến độ: █ thực hiện (▒ khi chậm, ▓ dự kiến), │ mục tiêu, ● thực hiện đến ngày, ○ dự kiến, ◊ đầu năm."
    " Ô “–” là chưa có số liệu."
)
_KPIS = {
    "poor": ("Hộ nghèo", "hộ"),
    "near_poor": ("Hộ cận nghèo", "hộ"),
    "forms": ("Phiếu đã chốt", "phiếu"),
    "money": ("Đã giải ngân", "triệu đồng"),
}


def build(shown: Dashboard, printed_on: date) -> Document:
    """The paper: big numbers in a line, indicators, hamlets, thresholds, room to sign."""
    where = f" {shown.hamlet}" if shown.hamlet else ""
    title = f"Bảng theo dõi chỉ tiêu giảm nghèo năm {shown.year}{where}"
    state = "Số liệu đã công nhận." if shown.is_closed else f"Số liệu đến ngày {short_date(shown.day)}."
    blocks: list[Block] = [
        ListTitle(
            shown.agency,
            title,
            f"{state} So với năm {shown.compared_year}.",
            f"Ngày in: {printed_on:%d/%m/%Y}",
        ),
        _numbers(shown),
        Paragraph("", Style.NOTE),
        _indicators(shown),
        Paragraph(_LEGEND, Style.NOTE),
        Paragraph(thresholds_text(shown.rules), Style.NOTE),
        Paragraph("So sánh theo thôn; dấu * là nơi kém nhất của cột:", Style.NOTE),
        _hamlets(shown),
        PlainSignatures(_signing(shown.place, printed_on)),
    ]
    section = Section(tuple(blocks), Orientation.LANDSCAPE, page_number=PageNumber.OF_TOTAL)
    return Document(title, (section,), shown.is_sample, author=shown.agency)


def _numbers(shown: Dashboard) -> Table:
    """The four big numbers, each with what it is among and its change."""
    width = sum(_WIDTHS) / len(shown.kpis)
    heads, numbers, remarks = [], [], []
    for kpi in shown.kpis:
        title, unit = _KPIS[kpi.key]
        heads.append(f"{title}{' (dự kiến)' if kpi.is_forecast else ''}")
        numbers.append(f"{kpi_text(kpi)} {unit}" if kpi.value is not None else "–")
        said = (_among(kpi), unknown_words(kpi), change_words(kpi, shown.compared_year))
        more = ", ".join(words for words in said if words)
        remarks.append(more or kpi.reason)
    return Table(
        columns=tuple(Column(width, Align.CENTRE) for _ in shown.kpis),
        header=(tuple(HeaderCell(head) for head in heads),),
        rows=(GroupRow(tuple(numbers)), tuple(remarks)),
        font_size=_SIZE,
    )


def _among(kpi: Kpi) -> str:
    if kpi.of is None or kpi.value is None:
        return ""
    return f"kế hoạch {kpi_text(Kpi(kpi.key, kpi.of))}" if kpi.key == "money" else f"trên {kpi.of} phiếu"


def _indicators(shown: Dashboard) -> Table:
    aligns = (
        Align.CENTRE,
        Align.LEFT,
        Align.RIGHT,
        Align.RIGHT,
        Align.RIGHT,
        Align.LEFT,
        Align.LEFT,
        Align.LEFT,
    )
    heads = (
        "Mã",
        "Chỉ tiêu",
        "Thực hiện",
        f"Năm {shown.compared_year}",
        "Mục tiêu",
        "Số đạt/tổng số",
        "Tiến độ",
        "Tình trạng",
    )
    return Table(
        columns=tuple(Column(width, align) for width, align in zip(_WIDTHS, aligns, strict=True)),
        header=(tuple(HeaderCell(head) for head in heads),),
        rows=tuple(_row(row) for row in shown.rows),
        font_size=_SIZE,
    )


def _row(row: DashboardRow) -> Row:
    figure, definition = row.figure, row.definition
    is_waiting = figure.status is Status.AWAITING
    return (
        definition.letter,
        definition.label + (f" ({definition.unit})" if definition.unit not in ("", "%") else ""),
        "–" if is_waiting else short_value(definition, figure.measured) or "–",
        short_value(definition, row.compared) or "–",
        goal_text(definition, figure.target),
        behind_text(row),
        text_mark(figure),
        figure.status.label,
    )


def _hamlets(shown: Dashboard) -> Table:
    dark = [shade(shown.hamlets, place) for place in range(len(HAMLET_COLUMNS))]

    def cells(place: int, line: HamletLine) -> tuple[str, ...]:
        words = [
            f"{cell.text} *" if dark[column][place] == 1.0 else cell.text
            for column, cell in enumerate(line.cells)
        ]
        return (line.name, *words)

    return Table(
        columns=(Column(67), *(Column(36, Align.CENTRE) for _ in HAMLET_COLUMNS)),
        header=((HeaderCell("Thôn"), *(HeaderCell(column.title) for column in HAMLET_COLUMNS)),),
        rows=tuple(cells(place, line) for place, line in enumerate(shown.hamlets)),
        totals=((shown.total.name, *(cell.text for cell in shown.total.cells)),),
        font_size=_SIZE,
    )


def _signing(place: str, day: date) -> tuple[Signatory, ...]:
    dated = f"{place}, {full_date(day, day.year)}" if place else ""
    return (
        Signatory(("NGƯỜI LẬP BẢNG",), note="(Ký, ghi rõ họ tên)"),
        Signatory(("XÁC NHẬN CỦA ỦY BAN NHÂN DÂN",), note="(Ký tên, đóng dấu)", place_and_date=dated),
    )
