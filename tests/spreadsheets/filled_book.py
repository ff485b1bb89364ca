"""A workbook opened, filled and saved again as another computer's spreadsheet program would do it."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


KEYS, FIRST = 5, 6
"""In a hamlet's forms: the row of the columns' keys, and the first household or person."""


def fill_book(path: Path, work: "Callable[[Book], None]") -> None:
    """Open, do the work, save."""
    book = Book(path)
    work(book)
    book.save()


def place_of(sheet: "Sheet", key: str) -> int:
    """The column of an answer."""
    return next(place for place in range(1, 200) if sheet.value(KEYS, place) == key)


def row_of(sheet: "Sheet", uid: str) -> int:
    """The row of a household or person."""
    return next(row for row in range(FIRST, sheet.last_row + 1) if sheet.value(row, 1) == uid)


def _tag(name: str) -> str:
    return f"{{{_MAIN}}}{name}"


def letters(column: int) -> str:
    """1 → A."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


@dataclass
class Sheet:
    """Rows and columns count from 1."""

    name: str
    state: str
    part: str
    tree: Any
    shared: list[str]
    cells: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cells = {cell.get("r"): cell for cell in self.tree.iter(_tag("c"))}

    @property
    def last_row(self) -> int:
        return max((int(re.sub(r"\D", "", place)) for place in self.cells), default=0)

    def value(self, row: int, column: int) -> str | None:
        cell = self.cells.get(f"{letters(column)}{row}")
        if cell is None:
            return None
        if cell.get("t") == "inlineStr":
            return "".join(cell.itertext())
        found = cell.find(_tag("v"))
        if found is None:
            return None
        return self.shared[int(found.text)] if cell.get("t") == "s" else found.text

    def put(self, row: int, column: int, value: Any, *, formula: bool = False) -> None:
        cell = self._cell(row, column)
        for old in list(cell):
            cell.remove(old)
        cell.attrib.pop("t", None)
        if value is None:
            return
        if formula:
            etree.SubElement(cell, _tag("f")).text = value
            etree.SubElement(cell, _tag("v")).text = "2"
        elif isinstance(value, str):
            cell.set("t", "inlineStr")
            held = etree.SubElement(etree.SubElement(cell, _tag("is")), _tag("t"))
            held.text = value
        elif isinstance(value, datetime):
            etree.SubElement(cell, _tag("v")).text = str((value - datetime(1899, 12, 30)).days)
        else:
            etree.SubElement(cell, _tag("v")).text = str(value)

    def style(self, row: int, column: int) -> int:
        return int(self._cell(row, column).get("s") or 0)

    def _cell(self, row: int, column: int) -> Any:
        place = f"{letters(column)}{row}"
        if place not in self.cells:
            data = self.tree.find(_tag("sheetData"))
            line = next((one for one in data if one.get("r") == str(row)), None)
            if line is None:
                line = etree.SubElement(data, _tag("row"), r=str(row))
            self.cells[place] = etree.SubElement(line, _tag("c"), r=place)
        return self.cells[place]


class Book:
    """sheets: by name, in order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as file:
            self._parts = {name: file.read(name) for name in file.namelist()}
        self._book = etree.fromstring(self._parts["xl/workbook.xml"])
        links = etree.fromstring(self._parts["xl/_rels/workbook.xml.rels"])
        targets = {one.get("Id"): f"xl/{one.get('Target')}" for one in links}
        texts = etree.fromstring(self._parts["xl/sharedStrings.xml"])
        shared = ["".join(one.itertext()) for one in texts]
        self.sheets = {
            one.get("name"): Sheet(
                one.get("name"),
                one.get("state", "visible"),
                targets[one.get(_LINK)],
                etree.fromstring(self._parts[targets[one.get(_LINK)]]),
                shared,
            )
            for one in self._book.find(_tag("sheets"))
        }

    def __getitem__(self, name: str) -> Sheet:
        return self.sheets[name]

    def remove(self, name: str) -> None:
        held = self._book.find(_tag("sheets"))
        held.remove(next(one for one in held if one.get("name") == name))
        del self.sheets[name]

    def is_locked(self, sheet: Sheet, row: int, column: int) -> bool:
        styles = etree.fromstring(self._parts["xl/styles.xml"])
        form = styles.find(_tag("cellXfs"))[sheet.style(row, column)]
        kept = form.find(_tag("protection"))
        return kept is None or kept.get("locked", "1") != "0"

    def texts(self) -> set[str]:
        """Every text of every cell."""
        return {
            text
            for sheet in self.sheets.values()
            for place in sheet.cells
            if (text := sheet.value(*_numbers(place))) is not None
        }

    def formulas(self) -> int:
        return sum(len(list(sheet.tree.iter(_tag("f")))) for sheet in self.sheets.values())

    def validations(self, sheet: Sheet) -> dict[str, tuple[str, str]]:
        """Kind and source by the first cell."""
        return {
            one.get("sqref").split(":")[0]: (one.get("type"), one.findtext(_tag("formula1")) or "")
            for one in sheet.tree.iter(_tag("dataValidation"))
        }

    def area(self, source: str) -> list[str | None]:
        """The words of a drop-down list's source."""
        name, area = source.rsplit("!", 1)
        first, last = area.replace("$", "").split(":")
        (row, column), (end, _column) = _numbers(first), _numbers(last)
        sheet = self.sheets[name.strip("'")]
        return [sheet.value(at, column) for at in range(row, end + 1)]

    def save(self) -> None:
        parts = {**self._parts, "xl/workbook.xml": etree.tostring(self._book)}
        for sheet in self.sheets.values():
            parts[sheet.part] = etree.tostring(sheet.tree, xml_declaration=True, encoding="UTF-8")
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in parts.items():
                file.writestr(name, content)


def _numbers(place: str) -> tuple[int, int]:
    word, row = re.fullmatch(r"([A-Z]+)(\d+)", place).groups()  # type: ignore[union-attr]
    column = 0
    for letter in word:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(row), column
