"""A look at a workbook before it is read: how large it really is, and whether a cell lies far outside.

The reading library ends the whole process on a sheet with one cell at the far corner, so that a file is
looked through as bytes first. Nothing is trusted that the file says of its own size.
"""

import re
import zipfile
from pathlib import Path

from povdesk.domain.errors import InvalidInput

_LARGEST_PART = 20 * 1024 * 1024
_LARGEST_WHOLE = 60 * 1024 * 1024
_MOST_PARTS = 300
_PLACE = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_ROW_OR_CELL = re.compile(rb"([A-Z]{0,3})(\d{1,7})")


def check(path: Path, *, most_bytes: int, most_rows: int, most_columns: int) -> None:
    """Refuse with InvalidInput what is not a workbook of that size; the file is only read."""
    try:
        size = path.stat().st_size
        if size > most_bytes:
            raise InvalidInput(
                f"Tệp {path.name} lớn quá {most_bytes // 1024 // 1024} MB.", "Chọn đúng tệp đã xuất ra."
            )
        with zipfile.ZipFile(path) as workbook:
            _check_parts(workbook, path.name, most_rows, most_columns)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise InvalidInput(
            f"Tệp {path.name} không phải bảng tính Excel .xlsx đọc được.",
            "Mở tệp bằng Excel, bỏ mật khẩu nếu có, lưu lại dạng .xlsx rồi thử lại.",
        ) from error
    except OSError as error:
        raise InvalidInput(
            f"Không đọc được tệp {path.name}.", "Đóng tệp ở chương trình khác rồi thử lại."
        ) from error


def _check_parts(workbook: zipfile.ZipFile, name: str, most_rows: int, most_columns: int) -> None:
    parts = workbook.infolist()
    if len(parts) > _MOST_PARTS:
        raise _too_much(name)
    whole = 0
    for part in parts:
        with workbook.open(part) as file:
            content = file.read(_LARGEST_PART + 1)
        whole += len(content)
        if len(content) > _LARGEST_PART or whole > _LARGEST_WHOLE:
            raise _too_much(name)
        if b"sheetData" in content:
            _check_sheet(content, name, most_rows, most_columns)


def _check_sheet(content: bytes, name: str, most_rows: int, most_columns: int) -> None:
    if content.count(b"<") > 20 * most_rows * most_columns:
        raise _too_much(name)
    for found in _PLACE.finditer(content):
        place = _ROW_OR_CELL.fullmatch(found.group(1))
        if place is None or int(place.group(2)) > most_rows or _column(place.group(1)) > most_columns:
            raise InvalidInput(
                f"Tệp {name} có ô nằm ngoài bảng của mẫu.",
                "Xóa các dòng, cột thừa trong Excel rồi lưu lại.",
            )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _too_much(name: str) -> InvalidInput:
    return InvalidInput(f"Tệp {name} có nội dung lớn bất thường nên không đọc.", "Chọn đúng tệp đã xuất ra.")
