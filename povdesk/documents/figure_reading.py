"""Reads the shared numbers of a round back out of its finished papers, as a reader of the paper would."""

import re
from collections.abc import Iterable

from povdesk.domain.figure_check import ESCAPED, ESCAPED_NEAR, HOUSEHOLDS, NEAR, PEOPLE, POOR, Key

from .blocks import (
    AppendixTitle,
    Document,
    GroupRow,
    ListItem,
    Paragraph,
    Row,
    Section,
    Table,
    Title,
    plain,
)

Figures = dict[Key, int]

_NAMES = {
    "hộ nghèo": POOR,
    "hộ cận nghèo": NEAR,
    "hộ thoát nghèo": ESCAPED,
    "hộ thoát cận nghèo": ESCAPED_NEAR,
}
_SAID = re.compile(r"^(Hộ [\w ]+): ([\d.]+) hộ, ([\d.]+) nhân khẩu")
_SUMMED = re.compile(r"([\d.]+) (hộ nghèo|hộ cận nghèo)(?:, ([\d.]+) nhân khẩu)?")
_LIST_TITLE = re.compile(r"^DANH SÁCH (HỘ .+?) NĂM \d{4}$")


def of_text(document: Document) -> Figures:
    """Decision (Điều 1), posting notice, report: "Hộ nghèo: 118 hộ, 487 nhân khẩu"."""
    found: Figures = {}
    for section in document.sections:
        for block in section.blocks:
            said = _SAID.match(plain(block.text)) if isinstance(block, ListItem) else None
            name = _NAMES.get(said[1].lower()) if said else None
            if said and name:
                found[name, HOUSEHOLDS] = _number(said[2])
                found[name, PEOPLE] = _number(said[3])
    return found


def of_minutes(documents: Iterable[Document]) -> Figures:
    """The totals below the votes, all hamlets together; nothing when one of them has none."""
    found: Figures = {}
    for document in documents:
        lines = [plain(b.text) for s in document.sections for b in s.blocks if isinstance(b, Paragraph)]
        total = next((line for line in lines if line.startswith("Tổng hợp:")), None)
        if total is None:
            if any(table.rows for table in _tables(document.sections)):
                return {}
            continue
        for households, name, people in _SUMMED.findall(total):
            _add(found, (_NAMES[name], HOUSEHOLDS), _number(households))
            if people:
                _add(found, (_NAMES[name], PEOPLE), _number(people))
    return found


def of_member_lists(document: Document, name_column: int = 3) -> Figures:
    """Lists with a member on each line: households are the numbered lines, people the names."""
    found: Figures = {}
    for section, name in _lists(document):
        rows = _rows(section)
        found[name, HOUSEHOLDS] = sum(bool(row[0]) for row in rows)
        found[name, PEOPLE] = sum(bool(row[name_column]) for row in rows)
    return found


def of_size_lists(document: Document, size_column: int = 3) -> Figures:
    """Lists with a household on each line and its size in a column."""
    found: Figures = {}
    for section, name in _lists(document):
        rows = _rows(section)
        found[name, HOUSEHOLDS] = len(rows)
        found[name, PEOPLE] = sum(_number(row[size_column]) for row in rows)
    return found


def of_certificates(document: Document, year: int) -> Figures:
    """Certificates whose box of the year is filled, with the members they name."""
    found: Figures = {(name, what): 0 for name in (POOR, NEAR) for what in (HOUSEHOLDS, PEOPLE)}
    members = 0
    for section in document.sections:
        if any(isinstance(block, Title) for block in section.blocks):
            continue
        tables = _tables((section,))
        if len(tables) != 2:
            continue
        members = len(tables[0].rows)
        for row in _plain_rows(tables[1].rows):
            name = _NAMES.get(row[1].partition(",")[0].lower())
            if row[0] == str(year) and name:
                found[name, HOUSEHOLDS] += 1
                found[name, PEOPLE] += members
    return found


def of_summary(document: Document) -> Figures:
    """T1: the total row, columns 3, 5, 9 and 11."""
    total = _tables(document.sections)[0].totals[0]
    wanted = {(POOR, HOUSEHOLDS): 3, (NEAR, HOUSEHOLDS): 5, (POOR, PEOPLE): 9, (NEAR, PEOPLE): 11}
    return {key: _number(total[1 + column]) for key, column in wanted.items()}


def of_movement(document: Document, *, near: bool = False, column: int = 9) -> Figures:
    """T2 and T3: a column of the total rows; column 9 also who escaped (households)."""
    households, people = _tables(document.sections)[0].totals
    name = NEAR if near else POOR
    found: Figures = {
        (name, HOUSEHOLDS): _number(households[2 + column]),
        (name, PEOPLE): _number(people[2 + column]),
    }
    if column == 9 and near:
        found[ESCAPED_NEAR, HOUSEHOLDS] = _number(households[2 + 2])
    elif column == 9:
        found[ESCAPED, HOUSEHOLDS] = _number(households[2 + 2]) + _number(households[2 + 3])
    return found


def of_lacks(document: Document, *, near: bool = False) -> Figures:
    """T4 and T6: all households, column 1."""
    return {(NEAR if near else POOR, HOUSEHOLDS): _number(_tables(document.sections)[0].totals[0][2])}


def of_columns(document: Document) -> Figures:
    """T8 and T9: the "Tổng" column of each class, rows Hộ and Nhân khẩu."""
    table = _tables(document.sections)[0]
    width = (len(table.columns) - 3) // 2
    found: Figures = {}
    for what, row in zip((HOUSEHOLDS, PEOPLE), table.totals, strict=True):
        found[POOR, what] = _number(row[3])
        found[NEAR, what] = _number(row[3 + width])
    return found


def _lists(document: Document) -> list[tuple[Section, str]]:
    found = []
    for section in document.sections:
        for block in section.blocks:
            title = _LIST_TITLE.match(block.title) if isinstance(block, AppendixTitle) else None
            if title and title[1].lower() in _NAMES:
                found.append((section, _NAMES[title[1].lower()]))
    return found


def _tables(sections: Iterable[Section]) -> list[Table]:
    return [block for section in sections for block in section.blocks if isinstance(block, Table)]


def _rows(section: Section) -> list[tuple[str, ...]]:
    return [row for table in _tables((section,)) for row in _plain_rows(table.rows)]


def _plain_rows(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    return [row for row in rows if not isinstance(row, GroupRow)]


def _add(found: Figures, key: Key, value: int) -> None:
    found[key] = found.get(key, 0) + value


def _number(text: str) -> int:
    digits = text.replace(".", "")
    return int(digits) if digits else 0
