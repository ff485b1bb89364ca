"""A list as a plain text file (CSV) for other programs; what would become a formula is guarded."""

import csv
import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from povdesk import renaming
from povdesk.domain.errors import NotPossibleNow

from .sheet import SAMPLE_LINE, Cell, HeadCell, Marked, Sheet, Shown
from .workbook import Progress, clean

ENDING = ".csv"
_DANGEROUS = frozenset("=+-@\t\r\0\uff1d\uff0b\uff0d\uff20")
"""The last four are full-width = + - @."""
_LOOK_UP_EVERY = 250


def write(
    path: Path,
    sheet: Sheet,
    *,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Head and rows of the sheet, UTF-8, commas between, written beside and then given its name."""
    try:
        with tempfile.TemporaryDirectory(
            prefix=".povdesk-", dir=path.parent, ignore_cleanup_errors=True
        ) as folder:
            beside = Path(folder) / "list.csv"
            with beside.open("w", encoding="utf-8-sig", newline="") as file:
                put = csv.writer(file)
                for number, row in enumerate(_rows(sheet)):
                    if number % _LOOK_UP_EVERY == 0:
                        if cancelled():
                            raise NotPossibleNow(f"Đã dừng, chưa ghi tệp {path.name}.")
                        progress(90 * number // (len(sheet.rows) + 1), f"Ghi {path.name}")
                    put.writerow(row)
                file.flush()
                os.fsync(file.fileno())
            renaming.put_in_place(beside, path)
    except PermissionError as error:
        raise NotPossibleNow(
            f"Chưa ghi được {path.name}: tệp đang mở ở chương trình khác, hoặc thư mục chỉ cho đọc.",
            "Đóng tệp đó rồi xuất lại, hoặc chọn tên và thư mục khác.",
        ) from error
    except OSError as error:
        raise NotPossibleNow(
            f"Chưa ghi được tệp {path.name} vào {path.parent}.",
            "Kiểm tra ổ đĩa còn chỗ trống và còn cắm rồi xuất lại.",
        ) from error
    progress(100, f"Đã ghi {path.name}")


def guarded(text: str) -> str:
    """With ' in front where the first sign, after spaces, would begin a formula."""
    kept = clean(text.replace("\t", " "))
    begins = (text[:1], text.lstrip()[:1], kept.lstrip()[:1])
    return f"'{kept}" if any(sign and sign in _DANGEROUS for sign in begins) else kept


def _rows(sheet: Sheet) -> Iterator[list[str]]:
    if sheet.sample:
        yield [SAMPLE_LINE.text]
    for line in sheet.head:
        yield [guarded(one.text) for one in _wide(line)]
    for row in sheet.rows:
        cells = row.cells if isinstance(row, Marked) else row
        yield [_text(cell) for cell in cells]


def _wide(line: tuple[HeadCell, ...]) -> Iterator[HeadCell]:
    for one in line:
        yield one
        yield from (HeadCell("") for _more in range(one.columns - 1))


def _text(cell: Cell) -> str:
    """Numbers with a point and without dots between thousands, days as day/month/year."""
    if cell is None:
        return ""
    if isinstance(cell, Shown):
        return f"{cell.value:f}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, str):
        return guarded(cell)
    return repr(cell)
