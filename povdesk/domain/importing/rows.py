"""The lines of a table as values: each cell read, each line told apart from totals, headings and notes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from povdesk.domain.household import HEAD, Sex
from povdesk.domain.identity import capitalised_name, name_doubts
from povdesk.domain.importing.cells import Level, Read, Reader, Remark, readers
from povdesk.domain.importing.columns import NOT_KEPT, Field, heading_score, plain
from povdesk.domain.importing.table import Table
from povdesk.domain.importing.words import Words, hamlet_key
from povdesk.domain.importing.workbook import RawCell, as_date, column_letters, is_empty
from povdesk.domain.vietnamese import fold

_KINDS: Mapping[Field, str] = {
    Field.CODE: "text",
    Field.ORDINAL: "text",
    Field.HEAD: "text",
    Field.MEMBER: "text",
    Field.RELATION: "relation",
    Field.BORN: "born",
    Field.SEX: "sex",
    Field.ID_NUMBER: "id_number",
    Field.HAMLET: "text",
    Field.ADDRESS: "text",
    Field.PHONE: "text",
    Field.ETHNIC_GROUP: "ethnic_group",
    Field.CATEGORY: "category",
    Field.POOR: "mark",
    Field.NEAR_POOR: "mark",
    Field.DECISION_NUMBER: "text",
    Field.DECISION_DATE: "day",
    Field.INCOME_POINTS: "whole",
    Field.DEPRIVATION_POINTS: "whole",
    Field.MINORITY: "mark",
    Field.NO_LABOUR: "mark",
    Field.MERIT: "mark",
    Field.REASONS: "text",
    Field.NOTE: "text",
    Field.SIZE: "whole",
}
_TOTAL = re.compile(r"^(?:tong\b|cong\s*(?:[:(].*)?$|toan xa\b)")
_SIGNING = re.compile(
    r"^(?:ghi chu|luu y|nguoi lap|nguoi tong hop|tm\b|kt\b|chu tich|pho chu tich|can bo|truong thon|"
    r"xac nhan|ngay \d|.*, ngay\b|noi nhan|ky ten|danh sach (?:nay )?co|an dinh|\*|-)"
)
_IDENTIFYING = (Field.BORN, Field.MALE, Field.FEMALE, Field.ID_NUMBER, Field.SEX, Field.RELATION)


class At(NamedTuple):
    """A remark and the column it is about; an empty column: about the whole line."""

    column: str
    remark: Remark

    @property
    def words(self) -> str:
        return f"cột {self.column}: {self.remark.words}" if self.column else self.remark.words


@dataclass
class Line:
    """One line of data. number: as Excel counts. values: by meaning, empty cells left out."""

    sheet: str
    number: int
    values: dict[Field, Any]
    remarks: list[At] = field(default_factory=list)
    hamlet_above: str = ""
    accepted: bool = False

    @property
    def name(self) -> str:
        return str(self.values.get(Field.MEMBER) or "")

    def get(self, wanted: Field) -> Any:
        return self.values.get(wanted)

    def remark(self, level: Level, words: str, column: str = "") -> None:
        self.remarks.append(At(column, Remark(level, words)))

    def doubt_person(self, words: str) -> None:
        """Somebody else may be meant; only a warning once the officer said to take the line."""
        level = Level.WARNING if self.accepted else Level.DOUBT
        self.remarks.append(At("", Remark(level, words, may_accept=True)))

    @property
    def worst(self) -> Level:
        if not self.remarks:
            return Level.NOTE
        return max(one.remark.level for one in self.remarks)


class Ignored(NamedTuple):
    """A line that is no data, and what it is."""

    sheet: str
    number: int
    text: str
    why: str


class Reading(NamedTuple):
    """Everything that stands under the head of a table. Blank lines are left out."""

    lines: list[Line]
    ignored: list[Ignored]


def read(
    table: Table,
    words: Words,
    today: date,
    *,
    hamlets: Mapping[str, Any] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Reading:
    """The lines of a table. hamlets: keys known, so that a heading such as "Thôn Trà Hoa" is understood."""
    reader = _LineReader(table, words, today)
    surely = _SurelyData(table)
    lines: list[Line] = []
    ignored: list[Ignored] = []
    hamlet_above = ""
    for number, row in enumerate(table.sheet.rows[table.first_row :], start=table.first_row):
        if number % 512 == 0 and cancelled():
            break
        why = ""
        filled: list[int] = []
        if not surely(row):
            filled = [place for place, cell in enumerate(row) if not is_empty(cell)]
            if not filled:
                continue
            why = _why_ignored(table, row, filled, hamlets or {})
        if why:
            shown = table.text(row[filled[0]])
            if why == _GROUP:
                words_of = [table.text(row[place]) for place in filled]
                shown = next(text for text in words_of if _names_a_group(text, hamlets or {}))
                hamlet_above = _group_name(shown)
            ignored.append(Ignored(table.sheet.name, number + 1, shown[:120], why))
            continue
        line = reader.line(number, row)
        line.hamlet_above = hamlet_above
        lines.append(line)
    return Reading(lines, ignored)


_GROUP = "Dòng tên nhóm"


class _SurelyData:
    """A name of several words beside a birth, a sex or a relation: nearly every line, told quickly."""

    def __init__(self, table: Table) -> None:
        by_meaning = {meaning: place for place, meaning in table.mapping.items()}
        self._names = [by_meaning[one] for one in (Field.MEMBER, Field.HEAD) if one in by_meaning]
        self._identifying = [by_meaning[one] for one in _IDENTIFYING if one in by_meaning]
        self._headings = {table.headings[place] for place in self._names if place < len(table.headings)}

    def __call__(self, row: list[RawCell]) -> bool:
        for place in self._names:
            name = row[place] if place < len(row) else None
            if isinstance(name, str) and " " in name.strip() and name not in self._headings:
                if name.lstrip()[:1] in "TtCc" and _TOTAL.match(fold(name).strip()):
                    return False
                return any(place < len(row) and row[place] not in ("", None) for place in self._identifying)
        return False


def _why_ignored(table: Table, row: list[RawCell], filled: list[int], hamlets: Mapping[str, Any]) -> str:
    first = table.text(row[filled[0]])
    words = fold(first)
    mapped = [place for place in filled if table.mapping.get(place) not in (None, *NOT_KEPT)]
    identifying = any(table.mapping.get(place) in _IDENTIFYING for place in filled)
    texts = [fold(table.text(row[place])).strip() for place in filled[:4]]
    born = any(table.mapping.get(place) in (Field.BORN, Field.RELATION) for place in filled)
    if not born and any(_TOTAL.match(text) for text in texts):
        return "Dòng tổng cộng"
    if not identifying:
        if len(filled) <= 3 and any(_names_a_group(table.text(row[place]), hamlets) for place in filled):
            return _GROUP
        if not mapped or (len(mapped) <= 2 and _SIGNING.match(words)):
            return "Dòng ghi chú, chữ ký"
        only_name = all(
            table.mapping.get(place) in (Field.MEMBER, Field.HEAD, Field.ORDINAL, Field.NOTE)
            for place in mapped
        )
        named = [table.mapping.get(place) for place in mapped]
        if only_name and Field.ORDINAL not in named and len(table.mapping) > 3:
            return "Dòng ghi chú, chữ ký"
    same = sum(
        1
        for place in filled
        if place < len(table.headings)
        and isinstance(row[place], str)
        and plain(table.text(row[place])) == plain(table.headings[place]) != ""
    )
    if same >= 2 and same >= len(filled) - 1:
        return "Dòng tiêu đề lặp lại"
    if len(filled) >= 3 and all(
        isinstance(row[place], int | str) and re.fullmatch(r"\(?\d{1,2}\)?|[A-Z]", str(row[place]).strip())
        for place in filled
    ):
        numbers = [str(row[place]).strip("() ") for place in filled]
        if numbers == [str(one) for one in range(1, len(numbers) + 1)]:
            return "Dòng đánh số cột"
    if len(filled) >= 3 and sum(heading_score(table.text(row[place])) == 3 for place in filled) == len(
        filled
    ):
        return "Dòng tiêu đề lặp lại"
    return ""


def _names_a_group(text: str, hamlets: Mapping[str, Any]) -> bool:
    bare = _group_name(text)
    return hamlet_key(bare) in hamlets or fold(bare).startswith(
        ("thon ", "ban ", "to dan pho", "lang ", "xom ", "khu dan cu", "ap ")
    )


def _group_name(text: str) -> str:
    """ "II. Thôn Trà Hoa (12 hộ)" → "Thôn Trà Hoa"."""
    bare = re.sub(r"^\s*(?:[IVX]+|[A-Z]|\d{1,2})\s*[.)\-:/]\s*", "", text)
    return re.sub(r"\s*[(:].*$", "", bare).strip()


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


class _LineReader:
    """Reads the cells of each line; what a column says often is understood once."""

    def __init__(self, table: Table, words: Words, today: date) -> None:
        self._table = table
        kinds = readers(words, today)
        self._columns: list[tuple[int, Field, Reader | None, str, dict[RawCell, Read]]] = []
        for place, meaning in sorted(table.mapping.items()):
            if meaning in NOT_KEPT:
                continue
            kind = _KINDS.get(meaning)
            reader = kinds[kind] if kind else None
            self._columns.append((place, meaning, reader, column_letters(place), {}))
        self._born, self._mark = kinds["born"], kinds["mark"]
        self._names_people = Field.MEMBER in table.mapping.values()
        self._formulas = {
            place for place in {column for _row, column in table.sheet.formulas} if place in table.mapping
        }

    def line(self, number: int, row: list[RawCell]) -> Line:
        values: dict[Field, Any] = {}
        remarks: list[At] = []
        width = len(row)
        odd = bool(self._formulas or self._table.sheet.faults)
        for place, meaning, reader, letters, known in self._columns:
            raw = row[place] if place < width else None
            if raw is None or raw == "":
                if odd:
                    self._look_at_empty(number, place, letters, remarks)
                continue
            # True, 1 and 1.0 are one key to a dictionary, but not one cell.
            is_text = type(raw) is str
            found = known.get(raw) if is_text else None
            if found is None:
                if is_empty(raw):
                    continue
                text = self._table.text(raw)
                if reader is None:
                    found = self._male_or_female(raw, text, meaning)
                elif not text:
                    continue
                else:
                    found = reader(raw, text)
                if is_text:
                    known[raw] = found
            if found.remark is not None:
                remarks.append(At(letters, found.remark))
            if found.value is not None and found.value != "":
                values[meaning] = found.value
            if place in self._formulas and (number, place) in self._table.sheet.formulas:
                remarks.append(At(letters, Remark(Level.NOTE, "ô công thức, lấy kết quả Excel đã tính")))
        self._settle_sex(values, remarks)
        self._settle_name(values, remarks)
        return Line(self._table.sheet.name, number + 1, values, remarks)

    def _look_at_empty(self, number: int, place: int, letters: str, remarks: list[At]) -> None:
        if self._table.sheet.formulas.get((number, place)) is False:
            words = "ô công thức chưa có kết quả; mở bằng Excel, lưu lại rồi nhập"
            remarks.append(At(letters, Remark(Level.WARNING, words)))
        elif (number, place) in self._table.sheet.faults:
            remarks.append(At(letters, Remark(Level.WARNING, "ô báo lỗi (#N/A, #REF …) nên để trống")))

    def _male_or_female(self, raw: RawCell, text: str, meaning: Field) -> Read:
        """The cell of a column Nam or Nữ: a birth, or a mark that only tells the sex."""
        sex = Sex.MALE if meaning is Field.MALE else Sex.FEMALE
        marked = self._mark(raw, text).value
        if marked is not None and as_date(raw) is None:
            return Read((sex, None) if marked else None)
        found = self._born(raw, text)
        return Read((sex, found.value), found.remark)

    def _settle_name(self, values: dict[Field, Any], remarks: list[At]) -> None:
        """The head's name alone is the person's, where the line is the head's."""
        for one in (Field.MEMBER, Field.HEAD):
            name = values.get(one)
            if name and (name.isupper() or name.islower()) and len(name) > 3:
                values[one] = capitalised_name(name)
        is_heads = values.get(Field.RELATION) in (HEAD, None)
        if Field.MEMBER not in values and Field.HEAD in values and (is_heads or not self._names_people):
            values[Field.MEMBER] = values[Field.HEAD]
        name = values.get(Field.MEMBER)
        if not name:
            remarks.append(At("", Remark(Level.REFUSED, "chưa có họ tên")))
        elif not name.replace(" ", "").isalpha():
            remarks += [At("", Remark(Level.WARNING, _small(doubt))) for doubt in name_doubts(name)]

    def _settle_sex(self, values: dict[Field, Any], remarks: list[At]) -> None:
        """Year-only births stand under Nam or Nữ: the column is the sex."""
        told = [values.pop(one) for one in (Field.MALE, Field.FEMALE) if one in values]
        if len(told) == 2:
            remarks.append(
                At("", Remark(Level.WARNING, "cả hai cột Nam và Nữ đều có ghi; giới tính để trống"))
            )
            told = [(None, told[0][1] or told[1][1])]
        for sex, born in told:
            if sex is not None:
                values.setdefault(Field.SEX, sex)
            if born is not None:
                values.setdefault(Field.BORN, born)
