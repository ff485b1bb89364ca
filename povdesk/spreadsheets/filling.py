"""Sheets that are filled by hand: cells that keep what is typed, and drop-down lists."""

from typing import Any

from .looks import FONT, number_form
from .sheet import Column, Kind, Sheet

LISTS_NAME = "Danh mục"
"""The hidden sheet that the drop-down lists take their words from."""

_TEXT_FORM = 49
"""The number of Excel's form "@" of a cell that keeps its digits, zeros in front included."""


def prepare(target: Any, sheet: Sheet, workbook: Any, lists: dict[tuple[str, ...], str]) -> None:
    """Make the lines to fill ready; `lists` gets the words of each drop-down list and their place."""
    if not sheet.to_fill:
        return
    first = sheet.data_row + len(sheet.rows)
    last = first + sheet.to_fill - 1
    for place, column in enumerate(sheet.columns, start=sheet.first_column):
        form = workbook.add_format(_properties(column))
        target.set_column(place, place, column.width, form)
        if column.choices:
            source = lists.setdefault(column.choices, _source(len(lists), len(column.choices)))
            target.data_validation(first, place, last, place, _validation(source))


def write_lists(workbook: Any, lists: dict[tuple[str, ...], str]) -> None:
    """The hidden sheet with the words of all drop-down lists, each in a column of its own."""
    if not lists:
        return
    target = workbook.add_worksheet(LISTS_NAME)
    form = workbook.add_format({"font_name": FONT, "font_size": 11, "quote_prefix": True})
    for place, words in enumerate(lists):
        for row, word in enumerate(words):
            target.write_string(row, place, word, form)
    target.hide()


def _source(place: int, count: int) -> str:
    letter = chr(ord("A") + place)
    return f"='{LISTS_NAME}'!${letter}$1:${letter}${count}"


def _validation(source: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": "Không có trong danh mục",
        "error_message": "Nên chọn một dòng trong danh sách. Giữ chữ vừa gõ?",
    }


def _properties(column: Column) -> dict[str, Any]:
    form = _TEXT_FORM if column.kind is Kind.TEXT else number_form(column.kind, column.decimals)
    return {"font_name": FONT, "font_size": 11, "num_format": form}
