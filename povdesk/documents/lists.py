"""Any list on the screen as an A4 paper: title, filter in words, all rows, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
from .styles import layout


@dataclass(frozen=True)
class ListColumn:
    """A column of a printed list; the width in millimetres is a wish, all share the sheet."""

    title: str
    width: float
    align: Align = Align.LEFT


def screen_list(
    title: str,
    filter_text: str,
    columns: Sequence[ListColumn],
    rows: Sequence[Row],
    *,
    agency: str,
    printed_on: date,
    sample: bool,
    place: str = "",
    totals: Sequence[tuple[str, ...]] = (),
    note: str = "",
    signatories: Sequence[Signatory] = (),
    numbered: bool = True,
) -> Document:
    """The list as a document: numbered rows, "Trang x/y", turned sheet when the columns are wide.

    signatories: those who sign below; without them a place for "Người lập" is printed. With a place
    the last signatory gets the place and date above. Rows are finished texts.
    """
    if numbered:
        columns = (ListColumn("TT", 11, Align.CENTRE), *columns)
        rows = _numbered(rows)
        totals = [("", *total) for total in totals]
    wide = sum(column.width for column in columns) > layout().list.wide_from
    orientation = Orientation.LANDSCAPE if wide else Orientation.PORTRAIT
    table = Table(
        columns=_shared(columns, layout().page.frame(orientation).text_width),
        header=(tuple(HeaderCell(column.title) for column in columns),),
        rows=tuple(rows),
        totals=tuple(totals),
        font_size=layout().list.table_size,
        row_height=layout().list.row_height,
    )
    head = ListTitle(agency, title, filter_text, f"Ngày in: {printed_on:%d/%m/%Y}")
    count = sum(not isinstance(row, GroupRow) for row in rows)
    summary = f"Danh sách có {count:02} dòng." if count < 10 else f"Danh sách có {_dotted(count)} dòng."
    blocks: list[Block] = [head, table, Paragraph(summary, Style.NOTE)]
    if note:
        blocks.append(Paragraph(note, Style.NOTE))
    blocks.append(PlainSignatures(_signing(signatories, place, printed_on)))
    section = Section(tuple(blocks), orientation, page_number=PageNumber.OF_TOTAL)
    return Document(title, (section,), sample, author=agency)


def _numbered(rows: Sequence[Row]) -> list[Row]:
    """A running number in front; group rows keep theirs empty."""
    numbered: list[Row] = []
    count = 0
    for row in rows:
        if isinstance(row, GroupRow):
            numbered.append(row if len(row.cells) == 1 else GroupRow(("", *row.cells)))
        else:
            count += 1
            numbered.append((str(count), *row))
    return numbered


def _shared(columns: Sequence[ListColumn], text_width: float) -> tuple[Column, ...]:
    """The whole text width, shared in proportion to the wishes."""
    scale = text_width / sum(column.width for column in columns)
    return tuple(Column(column.width * scale, column.align) for column in columns)


def _signing(signatories: Sequence[Signatory], place: str, day: date) -> tuple[Signatory, ...]:
    given = list(signatories) or [
        Signatory(("NGƯỜI LẬP",), note="(Ký, ghi rõ họ tên)"),
        Signatory(("XÁC NHẬN CỦA ỦY BAN NHÂN DÂN",), note="(Ký tên, đóng dấu)"),
    ]
    if place and not given[-1].place_and_date:
        last = given[-1]
        given[-1] = Signatory(last.post, last.name, last.note, f"{place}, {full_date(day, day.year)}")
    return tuple(given)


def _dotted(count: int) -> str:
    return f"{count:,}".replace(",", ".")
