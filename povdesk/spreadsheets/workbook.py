"""The one writer of Excel files: typed cells, print set-up, and a file that is whole or not there.

Written text is never a formula: every text cell has Excel's own mark for text (quotePrefix).
"""

import contextlib
import os
import re
import tempfile
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from povdesk import renaming
from povdesk.domain.errors import InvalidInput, NotPossibleNow

from . import filling, heights
from .looks import FONT, Looks
from .sheet import Cell, Column, Line, Look, Marked, Row, Sheet, Shown
from .shown_numbers import can_be_date

ENDING = ".xlsx"

Progress = Callable[[int, str], object]

_MOST_ROWS = 1_048_576
_LONGEST_TEXT = 32_767
_LONGEST_NAME = 31
_LINE_BY_LINE_FROM = 2_000
"""Rows; larger workbooks are written line by line: less memory, and they can be stopped at any line."""
_LOOK_UP_EVERY = 250
_FILLED = 80
"""Percent that is done when all cells are written."""

_UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_LONE_HALF = re.compile(r"[\ud800-\udfff]")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def write(
    path: Path,
    sheets: Sequence[Sheet],
    *,
    title: str,
    author: str = "",
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write the sheets under another name, check the file, then give it its name.

    Raises NotPossibleNow when it was stopped or the place cannot be written; the old file then stays.
    """
    if path.exists() and not path.is_file():
        # A folder or a device: renaming over it fails, or takes the device's place.
        raise NotPossibleNow(f"“{path}” không phải một tệp.", "Chọn tên tệp khác để lưu.")
    for sheet in sheets:
        if sheet.data_row + len(sheet.rows) + len(sheet.notes) > _MOST_ROWS:
            raise InvalidInput(
                f"Bảng “{sheet.name}” có {len(sheet.rows)} dòng, Excel không chứa hết.",
                "Lọc bớt rồi xuất lại.",
            )
    try:
        with tempfile.TemporaryDirectory(
            prefix=".povdesk-", dir=path.parent, ignore_cleanup_errors=True
        ) as folder:
            beside = Path(folder) / "sheets.xlsx"
            _fill(beside, sheets, title, author, _Watch(path.name, progress, cancelled))
            _check(beside, path.name)
            _flush(beside)
            renaming.put_in_place(beside, path)
            _flush_name(path)
    except PermissionError as error:
        raise NotPossibleNow(
            f"Chưa ghi được {path.name}: tệp đang mở ở chương trình khác, hoặc thư mục chỉ cho đọc.",
            "Đóng tệp đó trong Excel rồi xuất lại, hoặc chọn tên và thư mục khác.",
        ) from error
    except FileNotFoundError as error:
        raise NotPossibleNow(f"Không có thư mục {path.parent}.", "Chọn thư mục khác để lưu.") from error
    except OSError as error:
        raise NotPossibleNow(
            f"Chưa ghi được tệp {path.name} vào {path.parent}.",
            "Kiểm tra ổ đĩa còn chỗ trống và còn cắm rồi xuất lại.",
        ) from error
    progress(100, f"Đã ghi {path.name}")


def clean(text: str) -> str:
    """The text as a cell can hold it: NFC, without control and direction marks, not too long."""
    if text.isprintable() and len(text) < _LONGEST_TEXT:
        kept = text if text.isascii() else unicodedata.normalize("NFC", text)
    else:
        kept = _LONE_HALF.sub("\ufffd", _UNWANTED.sub("", text.replace("\r\n", "\n")))
        kept = unicodedata.normalize("NFC", kept)
        if len(kept.encode("utf-16-le")) > 2 * _LONGEST_TEXT:
            kept = kept[: _LONGEST_TEXT // 2 - 1] + "…"
    # The writing library takes a text in these marks for ready-made markup.
    return f" {kept}" if kept.startswith("<r>") and kept.endswith("</r>") else kept


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names that Excel takes: short, without its forbidden signs, no two alike."""
    names: list[str] = []
    used = {"history"}
    for text in wanted:
        bare = " ".join(_NOT_IN_A_NAME.sub(" ", clean(text)).split()).strip("' ") or "Bảng"
        name, number = bare[:_LONGEST_NAME].rstrip("' "), 2
        while name.casefold() in used:
            ending = f" ({number})"
            name = bare[: _LONGEST_NAME - len(ending)].rstrip("' ") + ending
            number += 1
        used.add(name.casefold())
        names.append(name)
    return names


class _Watch:
    """Counts lines, says how far it is, and ends the work when that was asked."""

    def __init__(self, file_name: str, progress: Progress, cancelled: Callable[[], bool]) -> None:
        self._file_name, self._progress, self._cancelled = file_name, progress, cancelled
        self.all_rows = 1
        self._done = 0

    def look(self, percent: int) -> None:
        if self._cancelled():
            raise NotPossibleNow(f"Đã dừng, chưa ghi tệp {self._file_name}.")
        self._progress(percent, f"Ghi {self._file_name}")

    def over(self, rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
        for number, row in enumerate(rows):
            if number % _LOOK_UP_EVERY == 0:
                self.look(_FILLED * (self._done + number) // self.all_rows)
            yield number, row
        self._done += len(rows)


def _fill(path: Path, sheets: Sequence[Sheet], title: str, author: str, watch: _Watch) -> None:
    import xlsxwriter

    rows = sum(len(sheet.rows) for sheet in sheets)
    by_line = rows >= _LINE_BY_LINE_FROM and all(sheet.is_plain for sheet in sheets)
    options = {
        "constant_memory": by_line,
        "in_memory": not by_line,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 11},
    }
    watch.all_rows = max(rows, 1)
    workbook = xlsxwriter.Workbook(str(path), options)
    workbook.set_properties({"title": clean(title), "author": clean(author), "comments": "PovDesk"})
    looks = Looks(workbook)
    lists: dict[tuple[str, ...], str] = {}
    try:
        for name, sheet in zip(sheet_names([sheet.name for sheet in sheets]), sheets, strict=True):
            target = workbook.add_worksheet(name)
            _write_sheet(target, sheet, looks, watch)
            filling.prepare(target, sheet, workbook, lists)
        filling.write_lists(workbook, lists)
        watch.look(_FILLED)
    except BaseException:
        # Lets go of the library's own files, so that nothing stays behind.
        with contextlib.suppress(Exception), warnings.catch_warnings(action="ignore"):
            workbook.close()
        raise
    try:
        workbook.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error
    watch.look(95)


def _write_sheet(target: Any, sheet: Sheet, looks: Looks, watch: _Watch) -> None:
    for place, column in enumerate(sheet.columns, start=sheet.first_column):
        target.set_column(place, place, column.width)
    for row, line in enumerate(sheet.all_lines):
        _write_line(target, row, line, sheet, looks)
    _write_head(target, sheet, looks)
    end = _write_rows(target, sheet, looks, watch)
    _set_page(target, sheet, end)
    for row, note in enumerate(sheet.notes, start=end):
        _write_line(target, row, note, sheet, looks)


def _write_line(target: Any, row: int, line: Line, sheet: Sheet, looks: Looks) -> None:
    """Across the table, as high as its words need."""
    first, last = sheet.first_column, sheet.first_column + len(sheet.columns) - 1
    form = looks.line(line.look)
    target.set_row(row, heights.over_table(line, sheet))
    if last > first:
        target.merge_range(row, first, row, last, "", form)
    target.write_string(row, first, clean(line.text), form)


def _write_head(target: Any, sheet: Sheet, looks: Looks) -> None:
    form = looks.head()
    for down, height in enumerate(heights.of_head(sheet)):
        target.set_row(sheet.head_row + down, height)
    for down, place, cell in heights.placed(sheet.head):
        row, column = sheet.head_row + down, sheet.first_column + place
        last_row, last_column = row + cell.rows - 1, column + cell.columns - 1
        if (last_row, last_column) != (row, column):
            target.merge_range(row, column, last_row, last_column, "", form)
        target.write_string(row, column, clean(cell.text), form)


def _write_rows(target: Any, sheet: Sheet, looks: Looks, watch: _Watch) -> int:
    """All lines of data; returns the row under the last one."""
    first, at = sheet.first_column, sheet.data_row
    plain = _Faces(sheet.columns, looks, None)
    marked = {look: _Faces(sheet.columns, looks, look) for look in Look}
    last_column = first + len(sheet.columns) - 1
    for number, row in watch.over(sheet.rows):
        if isinstance(row, Marked):
            faces, cells = marked[row.look], row.cells
            if len(cells) == 1 < len(sheet.columns):
                target.merge_range(at + number, first, at + number, last_column, "", faces.texts[0])
        else:
            faces, cells = plain, row
        lines = faces.put(target, at + number, first, cells)
        if lines > 1:
            target.set_row(at + number, heights.of_lines(lines))
    return at + len(sheet.rows)


class _Faces:
    """Writes the cells of rows of one look; the formats are looked up once, not for each cell."""

    def __init__(self, columns: tuple[Column, ...], looks: Looks, look: Look | None) -> None:
        self._columns, self._looks, self._look = columns, looks, look
        self.texts = [looks.text(column, look) for column in columns]
        self._numbers = [looks.number(column, look) for column in columns]
        self._widths = [column.width for column in columns]

    def put(self, target: Any, row: int, first: int, cells: tuple[Cell, ...]) -> int:
        """Write a row; returns how many lines its longest text takes."""
        texts, numbers, widths = self.texts, self._numbers, self._widths
        if len(cells) < len(widths):
            widths = [sum(widths)]
        lines = 1
        write_string, write_number = target.write_string, target.write_number
        for place, value in enumerate(cells):
            if isinstance(value, str):
                if value:
                    write_string(row, first + place, clean(value), texts[place])
                    if len(value) > widths[place] or "\n" in value:
                        lines = max(lines, heights.lines_needed(value, widths[place]))
                else:
                    target.write_blank(row, first + place, None, texts[place])
            elif value is None:
                target.write_blank(row, first + place, None, texts[place])
            elif isinstance(value, date):
                if can_be_date(value):
                    target.write_datetime(row, first + place, value, numbers[place])
                else:
                    write_string(row, first + place, f"{value:%d/%m/%Y}", texts[place])
            elif isinstance(value, Shown):
                form = self._looks.shown(value, self._columns[place], self._look)
                write_number(row, first + place, float(value.value), form)
            else:
                write_number(
                    row, first + place, float(value) if isinstance(value, Decimal) else value, numbers[place]
                )
        return lines


def _set_page(target: Any, sheet: Sheet, end: int) -> None:
    """A4, one page wide, the head on each page, "Trang x/y" at the foot; the head stays while scrolling."""
    last_column = sheet.first_column + len(sheet.columns) - 1
    target.set_paper(9)
    if sheet.turned:
        target.set_landscape()
    else:
        target.set_portrait()
    target.set_margins(left=0.79, right=0.59, top=0.79, bottom=0.79)
    target.fit_to_pages(1, 0)
    target.set_footer(f'&C&"{FONT},Regular"&10Trang &P/&N')
    if sheet.sample:
        target.set_header(f'&C&"{FONT},Bold"&10DỮ LIỆU MẪU')
    target.hide_gridlines(1)
    if sheet.head:
        target.repeat_rows(sheet.head_row, sheet.data_row - 1)
        target.freeze_panes(sheet.data_row, sheet.first_column + sheet.frozen_columns)
        if sheet.filtered and sheet.rows:
            target.autofilter(sheet.data_row - 1, sheet.first_column, end - 1, last_column)


def _check(path: Path, name: str) -> None:
    """Read the file back: every part whole, every sheet there."""
    try:
        with zipfile.ZipFile(path) as made:
            whole = made.testzip() is None and "xl/workbook.xml" in made.namelist()
    except zipfile.BadZipFile:
        whole = False
    if not whole:
        raise OSError(f"{name} was not written whole")


def _flush_name(path: Path) -> None:
    """The new name is on the disk when its folder is; Windows has no such call and does it with the file."""
    with contextlib.suppress(OSError):
        _flush(path)
        if os.name == "posix":
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
