"""Awkward workbooks as code: each is written when a test asks for it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from povdesk.domain.importing.encodings import encoding

Fill = Callable[[Any, Any], None]

HEAD = (
    *("STT", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "Giới tính", "Số CCCD"),
    *("Dân tộc", "Thôn", "Phân loại hộ"),
)
_CELLS = ("ordinal", "name", "relation", "born", "sex", "number", "group", "hamlet", "category")
TIA = (1, "Hồ Văn Tía", "Chủ hộ", "07/04/1984", "Nam", "051084000426", "Co", "Trà Hoa", "Hộ nghèo")
UT = (1, "Hồ Thị Út", "Con", "05/09/2015", "Nữ", "051315000007", "Co", "Trà Hoa", "Hộ nghèo")
SU = (2, "Đinh Văn Sự", "Chủ hộ", "01/02/1970", "Nam", "051070000123", "Hrê", "Trà Lạc", "Hộ cận nghèo")


def book(path: Path, fill: Fill, name: str = "Danh sách") -> Path:
    made = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    fill(made, made.add_worksheet(name))
    made.close()
    return path


def table(
    path: Path, rows: Sequence[Sequence[Any]], *, head: Sequence[str] = HEAD, at: tuple[int, int] = (0, 0)
) -> Path:
    """A plain list whose head begins in a cell; dates become Excel dates."""
    return book(path, lambda made, sheet: put(made, sheet, [head, *rows], at))


def put(made: Any, sheet: Any, rows: Sequence[Sequence[Any]], at: tuple[int, int] = (0, 0)) -> None:
    day = made.add_format({"num_format": "dd/mm/yyyy"})
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            place = (at[0] + down, at[1] + right)
            if isinstance(value, date):
                sheet.write_datetime(*place, value, day)
            elif value is not None and value != "":
                sheet.write(*place, value)


def changed(row: Sequence[Any], **cells: Any) -> tuple[Any, ...]:
    """The same line with other cells: name, relation, born, sex, number, group, hamlet, category, ordinal."""
    places = {name: place for place, name in enumerate(_CELLS)}
    made = list(row)
    for what, value in cells.items():
        made[places[what]] = value
    return tuple(made)


def old(text: str, which: str) -> str:
    """The text as typed with an old font."""
    signs = {meant: typed for typed, meant in encoding(which).parts.items()}
    return "".join(signs.get(letter, letter) for letter in text)
