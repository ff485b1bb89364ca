"""The official lists of a year's review: their layout as dated data, and the households that stand in them.

One description serves writing and reading: sheet, first line of data, and what each column means.
"""

import enum
import functools
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import Category, Sex
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.rule_data import RESOURCES, Fields, Mistakes, read_toml

FOLDER = RESOURCES / "official_list"

YES_MARK = "x"
"""What stands in a column of a flag when the household has it."""

_LETTERS = 26


class ListKind(enum.StrEnum):
    """The three sheets."""

    LISTED = "listed"
    ESCAPED_POOR = "escaped_poor"
    ESCAPED_NEAR_POOR = "escaped_near_poor"


class Field(enum.StrEnum):
    """What a column means."""

    ORDINAL = "ordinal"
    """The household's number in the list; the same on all lines of its members."""
    HEAD = "head"
    MEMBER = "member"
    RELATION = "relation"
    BORN = "born"
    SEX = "sex"
    ID_NUMBER = "id_number"
    PROVINCE = "province"
    DISTRICT = "district"
    DISTRICT_CODE = "district_code"
    COMMUNE = "commune"
    COMMUNE_CODE = "commune_code"
    HAMLET = "hamlet"
    ADDRESS = "address"
    ETHNIC_GROUP = "ethnic_group"
    CATEGORY = "category"
    DECISION_NUMBER = "decision_number"
    DECISION_DATE = "decision_date"
    INCOME_POINTS = "income_points"
    DEPRIVATION_POINTS = "deprivation_points"
    MINORITY = "minority"
    NO_LABOUR = "no_labour"
    MERIT = "merit"
    REASONS = "reasons"
    NOTE = "note"
    AGE = "age"
    SIZE = "size"


@dataclass(frozen=True)
class LayoutColumn:
    """letter: Excel's column. width: letters of text."""

    letter: str
    field: Field
    title: str
    width: int

    @property
    def place(self) -> int:
        """The column counted from 0."""
        number = 0
        for letter in self.letter:
            number = number * _LETTERS + ord(letter) - ord("A") + 1
        return number - 1


@dataclass(frozen=True)
class LayoutSheet:
    """first_row: Excel's row of the first line of data; the head stands right above it."""

    kind: ListKind
    name: str
    title: str
    first_row: int
    columns: tuple[LayoutColumn, ...]

    def column(self, field: Field) -> LayoutColumn | None:
        return next((one for one in self.columns if one.field is field), None)


@dataclass(frozen=True)
class Layout:
    """no_district_from: from this day on there are no districts, their columns stay empty."""

    id: str
    title: str
    source: str
    valid_from: date
    valid_to: date | None
    no_district_from: date | None
    sheets: tuple[LayoutSheet, ...]

    def sheet(self, kind: ListKind) -> LayoutSheet:
        return next(one for one in self.sheets if one.kind is kind)

    def has_district(self, day: date) -> bool:
        return self.no_district_from is None or day < self.no_district_from


@dataclass(frozen=True)
class OfficialMember:
    """One person of a listed household. age: full years on the day of the review."""

    name: str
    relation: str = ""
    sex: Sex | None = None
    born: PartialDate | None = None
    id_number: str = ""
    ethnic_group: str = ""
    age: int | None = None


@dataclass(frozen=True)
class OfficialHousehold:
    """One household of a list, as the review decided. size: people counted at the closing.

    reasons: in words. minority, no_labour, merit: the flags of the form.
    """

    code: str
    hamlet: str
    head: str
    category: Category
    size: int
    members: tuple[OfficialMember, ...]
    address: str = ""
    income_points: int | None = None
    deprivation_points: int | None = None
    minority: bool = False
    no_labour: bool = False
    merit: bool = False
    reasons: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class OfficialLists:
    """The lists of one review. day: its closing. decided: by a decision, else only proposed."""

    year: int
    day: date
    round_name: str
    commune: str
    commune_code: str
    district: str
    province: str
    agency: str
    decision_number: str
    decision_date: date | None
    lists: dict[ListKind, tuple[OfficialHousehold, ...]]
    decided: bool
    sample: bool


@functools.cache
def layouts() -> tuple[Layout, ...]:
    """All shipped layouts, the oldest first."""
    found = (read_layout(path) for path in FOLDER.glob("*.toml"))
    return tuple(sorted(found, key=lambda one: one.valid_from))


def layout_on(day: date) -> Layout:
    """The layout in use on a day."""
    fitting = [
        one for one in layouts() if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
    ]
    if not fitting:
        raise NotPossibleNow(
            f"Chưa có mẫu danh sách chính thức cho ngày {day:%d/%m/%Y}.",
            f"Mẫu cũ nhất dùng từ {layouts()[0].valid_from:%d/%m/%Y}.",
        )
    return fitting[-1]


def read_layout(path: Path) -> Layout:
    """A layout from one file; RuleDataUnreadable names all its mistakes."""
    mistakes = Mistakes(path.name)
    fields = Fields(read_toml(path), "", mistakes)
    layout = Layout(
        fields.text("id"),
        fields.text("title"),
        fields.text("source", ""),
        fields.day("valid_from", required=True) or date.min,
        fields.day("valid_to"),
        fields.day("no_district_from"),
        tuple(_sheet(row, mistakes) for row in fields.tables("sheet")),
    )
    fields.finish()
    for kind in ListKind:
        if sum(sheet.kind is kind for sheet in layout.sheets) != 1:
            mistakes.add("", f"phải có đúng một bảng “{kind}”")
    mistakes.raise_if_any()
    return layout


def _sheet(row: Fields, mistakes: Mistakes) -> LayoutSheet:
    name = row.text("name")
    sheet = LayoutSheet(
        ListKind(row.text("kind")),
        name,
        row.text("title"),
        row.whole("first_row", required=True) or 1,
        tuple(_column(column) for column in row.tables("column")),
    )
    row.finish()
    places = [column.place for column in sheet.columns]
    if places != sorted(set(places)):
        mistakes.add(name, "các cột phải theo thứ tự và không trùng chữ")
    return sheet


def _column(row: Fields) -> LayoutColumn:
    column = LayoutColumn(
        row.text("letter"), Field(row.text("field")), row.text("title"), row.whole("width") or 10
    )
    row.finish()
    return column
