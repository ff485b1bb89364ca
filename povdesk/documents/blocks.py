"""What a paper is made of: plain values that say what stands on it, not how it is drawn.

A builder makes a Document, `numbering.number` gives it its numbers and end marks, and then
`pdf.write` and `docx.write` draw the same value. Texts are finished Vietnamese: numbers and dates
are already words; only heading numbers, letters and end marks are left to `numbering`.
"""

import enum
from dataclasses import dataclass
from datetime import date

from povdesk.domain.linked_figure import LinkedFigure


@dataclass(frozen=True)
class Span:
    """A run of text in one face, for a few bold or italic words inside a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | tuple[Span, ...]


class Style(enum.StrEnum):
    """The faces of a paragraph without a number."""

    BODY = "body"
    LEGAL_BASIS = "legal_basis"
    """Căn cứ: italic, one a line."""
    CENTRED = "centred"
    CENTRED_BOLD = "centred_bold"
    """A line such as "QUYẾT ĐỊNH:" or the authority above the legal basis."""
    NOTE = "note"
    """Italic and smaller, for notes under a table or on a list."""
    CLOSING_MARK = "closing_mark"
    """The lone ./. under a text that ends with a table; made by numbering."""


class Orientation(enum.StrEnum):
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Align(enum.StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class PageNumber(enum.StrEnum):
    """How pages are counted."""

    FROM_SECOND = "from_second"
    """The decree's way: the bare number, not on the first page."""
    OF_TOTAL = "of_total"
    """The way of printed lists: "Trang 3/12" on each page."""


@dataclass(frozen=True)
class Letterhead:
    """Ô 1-4: the agency with symbol on the left, quốc hiệu and the place with date on the right.

    number and signed_on stay None until the paper is issued; blanks are printed for them.
    agency_upper is the governing body, not bold; agency is the issuing body, one entry a line.
    An empty symbol leaves the whole Số line out; an empty place leaves out the date line (minutes).
    """

    agency: tuple[str, ...]
    symbol: str
    place: str
    year: int
    agency_upper: str | None = None
    number: str | None = None
    signed_on: date | None = None
    regarding: str = ""
    """Trích yếu of a công văn, without "V/v"."""


@dataclass(frozen=True)
class Title:
    """Ô 5a: the kind of paper and its subject; a line break in the subject breaks by phrase."""

    kind: str
    subject: str


@dataclass(frozen=True)
class AppendixTitle:
    """The head of an appendix; reference is the bracketed line, its brackets included.

    An empty label is filled by numbering: "Phụ lục" when it is the only one, else "Phụ lục I" ...
    """

    title: str
    reference: str
    label: str = ""


@dataclass(frozen=True)
class ListTitle:
    """The head of a list printed from the screen: no quốc hiệu, small agency line, filter in words."""

    agency: str
    title: str
    filter_text: str = ""
    printed_on: str = ""


@dataclass(frozen=True)
class Addressees:
    """Ô 9a, "Kính gửi:": one addressee stays on the line, several get a line each."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A title in the text: level 1 mục (I.), level 2 khoản (1.), level 3 điểm with a title (a)).

    Level 1 is written as typed, so give it in capitals.
    """

    level: int
    text: str
    number: str = ""


@dataclass(frozen=True)
class Article:
    """Điều of a decision; title is bold, text follows on the same line."""

    text: Text
    title: str = ""
    number: str = ""


@dataclass(frozen=True)
class Clause:
    """Khoản without a title: "1. ..." upright, not bold; counted together with level 2 headings."""

    text: Text
    number: str = ""


@dataclass(frozen=True)
class Point:
    """Điểm: a) b) c) d) đ) ...; counted together with level 3 headings."""

    text: Text
    letter: str = ""


@dataclass(frozen=True)
class ListItem:
    """A line with "-" (level 1) or "+" (level 2); the only blocks that are lists in Word."""

    level: int
    text: Text


@dataclass(frozen=True)
class Paragraph:
    text: Text
    style: Style = Style.BODY


@dataclass(frozen=True)
class Column:
    """A table column: its width in millimetres and how its cells stand.

    small: in smaller type than the rest of the table, for what only stands beside it (last year's answer).
    """

    width: float
    align: Align = Align.LEFT
    small: bool = False


@dataclass(frozen=True)
class HeaderCell:
    """A cell of the table head, over one or more columns and rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class GroupRow:
    """A bold row inside a table; a single cell runs across the whole table."""

    cells: tuple[str, ...]


Row = tuple[str, ...] | GroupRow


@dataclass(frozen=True)
class Table:
    """A grid with a head that repeats on each page.

    header: rows of cells from left to right; a place covered by a cell above (rows > 1) is left out.
    formula: the row of letters and numbers under a wide head ("A", "B", "1", "2=1*100").
    totals: bold rows at the end. unit_line: italic, right above ("Đơn vị tính: triệu đồng").
    """

    columns: tuple[Column, ...]
    header: tuple[tuple[HeaderCell, ...], ...]
    rows: tuple[Row, ...]
    totals: tuple[tuple[str, ...], ...] = ()
    formula: tuple[str, ...] | None = None
    unit_line: str = ""
    font_size: float | None = None
    """Points; the layout's table size when None."""
    row_height: float | None = None
    """Millimetres a row is high at least; then cells stand in the middle of their rows."""

    def __post_init__(self) -> None:
        width = len(self.columns)
        for row in (*self.rows, *self.totals, *((self.formula,) if self.formula else ())):
            cells = row.cells if isinstance(row, GroupRow) else row
            if len(cells) != width and not (isinstance(row, GroupRow) and len(cells) == 1):
                raise ValueError(f"a row of {len(cells)} cells in a table of {width} columns: {cells!r}")
        header_cells(self)


@dataclass(frozen=True)
class Signature:
    """Ô 7 and 9b: Nơi nhận on the left, authority, room to sign and name on the right.

    recipients are names without dash or end mark; filed is what stands after "Lưu: " ("VT, VHXH").
    """

    authority: tuple[str, ...]
    name: str
    recipients: tuple[str, ...] = ()
    filed: str = ""
    drafter_mark: str = ""

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """The lines under "Nơi nhận:" with their end marks, the Lưu line last."""
        lines = [f"{name};" for name in self.recipients]
        if self.filed:
            lines.append(f"Lưu: {self.filed}." + (f" {self.drafter_mark}" if self.drafter_mark else ""))
        elif lines:
            lines[-1] = lines[-1][:-1] + "."
        return tuple(lines)


@dataclass(frozen=True)
class Signatory:
    """One who signs minutes or a list; note is italic under the post ("Ký, ghi rõ họ tên")."""

    post: tuple[str, ...]
    name: str = ""
    note: str = ""
    place_and_date: str = ""
    """Italic above the post, for the last signatory of a list."""


@dataclass(frozen=True)
class PlainSignatures:
    """Two or three signatures side by side; recipients below them (minutes).

    sealed: one of them puts a seal, which needs more room than a hand.
    """

    signatories: tuple[Signatory, ...]
    recipients: tuple[str, ...] = ()
    filed: str = ""
    sealed: bool = True

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        return Signature((), "", self.recipients, self.filed).recipient_lines


SMALL = 0.8
"""Type of a small column, as a share of the table's."""


@dataclass(frozen=True)
class CodeBlock:
    """A code that is typed from paper: numbered groups in large letters, in the PDF with a QR square."""

    groups: tuple[str, ...]


_SHORT_LEAD = 200
"""Letters; a longer lead-in has lines enough to stand at the foot of a page."""

Block = (
    Letterhead
    | Title
    | AppendixTitle
    | ListTitle
    | Addressees
    | Heading
    | Article
    | Clause
    | Point
    | ListItem
    | Paragraph
    | CodeBlock
    | Table
    | Signature
    | PlainSignatures
)


@dataclass(frozen=True)
class Section:
    """Pages of one orientation; an appendix starts a new page and counts its own pages."""

    blocks: tuple[Block, ...]
    orientation: Orientation = Orientation.PORTRAIT
    is_appendix: bool = False
    page_number: PageNumber = PageNumber.FROM_SECOND


@dataclass(frozen=True)
class Document:
    """A whole paper. sample marks every page "DỮ LIỆU MẪU", draft marks the first page "DỰ THẢO".

    figures: the numbers in it that can be opened; drawn nowhere.
    """

    title: str
    sections: tuple[Section, ...]
    sample: bool
    draft: bool = False
    language: str = "vi-VN"
    author: str = ""
    keywords: str = ""
    figures: tuple[LinkedFigure, ...] = ()


@dataclass(frozen=True)
class PlacedCell:
    """A head cell with the place it takes in the grid."""

    row: int
    column: int
    cell: HeaderCell


def header_cells(table: Table) -> tuple[PlacedCell, ...]:
    """The head's cells with their places; a head that does not fill its grid exactly is a mistake."""
    taken: set[tuple[int, int]] = set()
    placed = []
    width, height = len(table.columns), len(table.header)
    for row, cells in enumerate(table.header):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            area = {
                (row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)
            }
            if area & taken or row + cell.rows > height or column + cell.columns > width:
                raise ValueError(f"head cell {cell.text!r} does not fit the table's grid")
            taken |= area
            placed.append(PlacedCell(row, column, cell))
    if len(taken) != width * height:
        raise ValueError(f"the table's head covers {len(taken)} of {width * height} places")
    return tuple(placed)


def plain(text: Text) -> str:
    """The bare words of a text."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def leads_on(block: Block) -> bool:
    """Whether a block must not be the last on its page: a heading, or a short line ending with a colon."""
    match block:
        case Heading():
            return True
        case Paragraph() | Point() | ListItem() | Clause() | Article():
            words = plain(block.text)
            return words.endswith(":") and len(words) < _SHORT_LEAD
        case _:
            return False


def article_text(block: Article) -> Text:
    """ "Điều 1. Title" in bold, then the text."""
    head = f"{block.number} {block.title}".strip()
    rest = (Span(block.text),) if isinstance(block.text, str) else block.text
    return (Span(f"{head} ", bold=True), *rest)
