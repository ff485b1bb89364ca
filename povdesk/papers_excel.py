"""Any paper's tables as an Excel file: each table a sheet with the same head, rows and numbers."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from povdesk.documents.blocks import (
    Align,
    AppendixTitle,
    Block,
    Document,
    GroupRow,
    Heading,
    Letterhead,
    ListTitle,
    Orientation,
    Paragraph,
    Section,
    Style,
    Table,
    Title,
    plain,
)
from povdesk.domain.errors import NotPossibleNow
from povdesk.spreadsheets import shown_numbers
from povdesk.spreadsheets import workbook as excel
from povdesk.spreadsheets.sheet import (
    Cell,
    Column,
    HeadCell,
    Kind,
    Line,
    LineLook,
    Look,
    Marked,
    Row,
    Sheet,
    Side,
)

_LETTER = 1.9
"""Millimetres that a letter takes."""
_NARROWEST = 5.0
_LEADS = (Style.CENTRED, Style.CENTRED_BOLD)
_LONGEST_LEAD = 160


def workbook(
    document: Document,
    path: Path,
    *,
    progress: Callable[[int, str], object] = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write the document's tables. Raises NotPossibleNow when it has none."""
    found = sheets(document)
    if not found:
        raise NotPossibleNow(
            "Văn bản này không có bảng nào để ghi ra Excel.", "Xuất Word nếu cần sửa lời văn."
        )
    excel.write(
        path, found, title=document.title, author=document.author, progress=progress, cancelled=cancelled
    )


def has_table(document: Document) -> bool:
    return any(isinstance(block, Table) for section in document.sections for block in section.blocks)


def sheets(document: Document) -> tuple[Sheet, ...]:
    """One sheet for each table, in the paper's order."""
    return tuple(
        one for section in document.sections for one in _of_section(section, document.title, document.sample)
    )


def _of_section(section: Section, title: str, sample: bool) -> Iterator[Sheet]:
    over = _Over(title)
    blocks = section.blocks
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            lines = list(over.lines)
            lead = _lead(blocks[place - 1] if place else None)
            if lead:
                lines.append(Line(lead))
            if block.unit_line:
                lines.append(Line(block.unit_line))
            yield _sheet(
                over.name,
                block,
                tuple(lines),
                _notes(blocks[place + 1 :]),
                sample,
                section.orientation is Orientation.LANDSCAPE,
            )
        else:
            over.hear(block)


class _Over:
    """What stands over the next table: office, title, the last heading."""

    def __init__(self, title: str) -> None:
        self.name = title
        self._office = ""
        self._title: list[Line] = []
        self._heading = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        office = (Line(self._office, LineLook.OFFICE),) if self._office else ()
        heading = (Line(self._heading, LineLook.OFFICE),) if self._heading else ()
        return (*office, *self._title, *heading)

    def hear(self, block: Block) -> None:
        match block:
            case Letterhead():
                self._office = " ".join(block.agency)
            case Title():
                self._called(block.kind.capitalize(), (block.kind,), block.subject)
            case AppendixTitle():
                titles = tuple(text for text in (block.label, block.title) if text)
                self._called(titles[0], titles, block.reference)
            case ListTitle():
                self._office = block.agency
                self._called(block.title, (block.title,), block.filter_text, block.printed_on)
            case Heading():
                self._heading = f"{block.number} {block.text}".strip()

    def _called(self, name: str, titles: Sequence[str], *more: str) -> None:
        self.name, self._heading = name, ""
        self._title = [Line(title, LineLook.TITLE) for title in titles]
        self._title += [Line(text) for text in more if text]


def _lead(before: Block | None) -> str:
    """The short line right above a table that says what it is."""
    if not isinstance(before, Paragraph):
        return ""
    words = plain(before.text)
    leads = before.style in _LEADS or words.rstrip().endswith(":")
    return words if leads and len(words) <= _LONGEST_LEAD else ""


def _notes(after: Sequence[Block]) -> tuple[Line, ...]:
    """The notes right under a table."""
    notes = []
    for block in after:
        if not isinstance(block, Paragraph) or block.style is not Style.NOTE:
            break
        notes.append(Line(plain(block.text), LineLook.NOTE))
    return tuple(notes)


def _sheet(
    name: str, table: Table, lines: tuple[Line, ...], notes: tuple[Line, ...], sample: bool, turned: bool
) -> Sheet:
    every = [row for row in (*table.rows, *table.totals) if not _runs_across(row)]
    columns, cells = [], []
    for place, column in enumerate(table.columns):
        texts = [(row.cells if isinstance(row, GroupRow) else row)[place] for row in every]
        days, read = shown_numbers.typed(
            texts, right=column.align is Align.RIGHT, centred=column.align is Align.CENTRE
        )
        width = max(column.width / _LETTER, _NARROWEST)
        columns.append(Column(width, Kind.DATE if days else Kind.TEXT, side=_SIDES[column.align]))
        cells.append(read)
    head = [tuple(HeadCell(cell.text, cell.columns, cell.rows) for cell in row) for row in table.header]
    if table.formula:
        head.append(tuple(HeadCell(text) for text in table.formula))
    return Sheet(
        name,
        tuple(columns),
        tuple(head),
        tuple(_rows(table, list(zip(*cells, strict=True)))),
        lines,
        notes,
        sample=sample,
        turned=turned,
        filtered=len(head) == 1 and not table.totals and not any(map(_is_group, table.rows)),
    )


def _rows(table: Table, read: list[tuple[Cell, ...]]) -> Iterator[Row]:
    """The rows with their cells as read, group rows and totals marked as such."""
    cells = iter(read)
    for row in table.rows:
        if isinstance(row, GroupRow):
            yield Marked(Look.GROUP, row.cells if _runs_across(row) else next(cells))
        else:
            yield next(cells)
    for _total in table.totals:
        yield Marked(Look.TOTAL, next(cells))


def _is_group(row: object) -> bool:
    return isinstance(row, GroupRow)


def _runs_across(row: object) -> bool:
    return isinstance(row, GroupRow) and len(row.cells) == 1


_SIDES = {Align.LEFT: Side.LEFT, Align.CENTRE: Side.CENTRE, Align.RIGHT: Side.RIGHT}
