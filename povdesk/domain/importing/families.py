"""Lines put together to households: by number, head's name or relation, as the list does it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from povdesk.domain.household import HEAD, Category
from povdesk.domain.importing.cells import Level
from povdesk.domain.importing.columns import Field
from povdesk.domain.importing.rows import Line
from povdesk.domain.importing.words import hamlet_key
from povdesk.domain.official_list import ListKind
from povdesk.domain.vietnamese import fold

_NOW_NEAR_POOR = "can ngheo"


@dataclass
class FileHousehold:
    """One household of a file. heads_name: as the list gives it. before: its class until then, if told.

    hamlet_id None with hamlet set: not known in the register. listed: the list tells its class.
    """

    lines: list[Line]
    kind: ListKind
    heads_name: str = ""
    hamlet: str = ""
    hamlet_id: int | None = None
    address: str = ""
    phone: str = ""
    code: str = ""
    note: str = ""
    category: Category | None = None
    before: Category | None = None
    decision_number: str = ""
    decision_date: date | None = None
    income_points: int | None = None
    deprivation_points: int | None = None
    flags: tuple[str, ...] = ()
    reasons: str = ""
    size: int | None = None

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def label(self) -> str:
        return self.heads_name or self.first.name

    def head_line(self) -> Line | None:
        return next((line for line in self.lines if line.get(Field.RELATION) == HEAD), None)

    def doubt(self, words: str, column: str = "") -> None:
        """The household as a whole waits for a decision."""
        for line in self.lines:
            line.remark(Level.DOUBT, words, column)


@dataclass(frozen=True)
class Places:
    """The commune's hamlets by key; the commune's own names, to be cut from the end of an address."""

    hamlets: Mapping[str, tuple[int | None, str]] = field(default_factory=dict)
    commune: frozenset[str] = frozenset()


def together(lines: Sequence[Line], kind: ListKind) -> list[list[Line]]:
    """The lines of each household, in the order of the list."""
    has_relation = any(Field.RELATION in line.values for line in lines)
    trusted = _numbers_households(lines, has_relation)
    found: list[list[Line]] = []
    for line in lines:
        if not found or _begins(line, found[-1], trusted=trusted, has_relation=has_relation):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def household_of(lines: list[Line], kind: ListKind, default: Category | None) -> FileHousehold:
    """What the lines say of their household as a whole; contradictions are remarked."""
    told = _Told(lines)
    made = FileHousehold(lines, kind)
    made.heads_name = str(told.first(Field.HEAD) or "")
    made.hamlet = str(told.first(Field.HAMLET) or lines[0].hamlet_above)
    made.address = str(told.first(Field.ADDRESS) or "")
    made.phone = str(told.first(Field.PHONE) or "")
    made.code = str(told.first(Field.CODE) or "")
    made.note = str(told.first(Field.NOTE) or "")
    made.decision_number = str(told.first(Field.DECISION_NUMBER) or "")
    made.decision_date = told.first(Field.DECISION_DATE)
    made.income_points = told.first(Field.INCOME_POINTS)
    made.deprivation_points = told.first(Field.DEPRIVATION_POINTS)
    made.reasons = str(told.first(Field.REASONS) or "")
    made.size = told.first(Field.SIZE)
    made.flags = tuple(one.label for one in (Field.MINORITY, Field.NO_LABOUR, Field.MERIT) if told.first(one))
    _class(made, told, default)
    _heads(made)
    if made.size is not None and made.size != len(lines):
        made.first.remark(
            Level.WARNING, f"danh sách ghi {made.size} nhân khẩu nhưng có {len(lines)} người trong tệp"
        )
    _repeated(lines)
    return made


def place(made: FileHousehold, places: Places, column: str = "") -> None:
    """Find the hamlet, by its own column or in the address."""
    if made.hamlet:
        known = places.hamlets.get(hamlet_key(made.hamlet))
        if known is not None:
            made.hamlet_id, made.hamlet = known
    if made.address:
        parts = [part.strip() for part in made.address.split(",") if part.strip()]
        rest = []
        for part in parts:
            known = places.hamlets.get(hamlet_key(part))
            if known is not None and (made.hamlet_id is None and not made.hamlet):
                made.hamlet_id, made.hamlet = known
            elif known is None or known[1] != made.hamlet:
                rest.append(part)
        if len(parts) > 1 and rest and _squeezed(rest[-1]) in places.commune:
            rest.pop()
        made.address = ", ".join(rest)


def hamlet_in_address(address: str, commune: Iterable[str]) -> str:
    """The hamlet of "Tổ 1, Trà Hoa, Xã Trà Lâm": the part before the commune."""
    parts = [part.strip() for part in address.split(",") if part.strip()]
    if len(parts) > 1 and _squeezed(parts[-1]) in commune:
        return parts[-2]
    return ""


def _squeezed(text: str) -> str:
    return " ".join(fold(text).split())


def _numbers_households(lines: Sequence[Line], has_relation: bool) -> bool:
    """Does the column STT count households? Where each person has a number of his own, it does not."""
    if not any(Field.ORDINAL in line.values for line in lines):
        return False
    if not has_relation:
        return True
    others = own = 0
    for before, line in pairwise(lines):
        if line.get(Field.RELATION) not in (None, HEAD):
            others += 1
            number = line.get(Field.ORDINAL)
            own += bool(number) and number != before.get(Field.ORDINAL)
    return own <= 0.2 * others


def _begins(line: Line, before: list[Line], *, trusted: bool, has_relation: bool) -> bool:
    last = before[-1]
    for one in (Field.CODE, Field.HEAD):
        ours = line.values.get(one)
        if ours:
            theirs = next((each.values[one] for each in reversed(before) if each.values.get(one)), None)
            if theirs and ours != theirs and fold(str(ours)) != fold(str(theirs)):
                return True
    ours, theirs = line.get(Field.HAMLET), last.get(Field.HAMLET)
    if ours and theirs and ours != theirs and hamlet_key(str(ours)) != hamlet_key(str(theirs)):
        return True
    if line.hamlet_above != last.hamlet_above:
        return True
    if trusted:
        number = line.get(Field.ORDINAL)
        told = next((one.get(Field.ORDINAL) for one in reversed(before) if one.get(Field.ORDINAL)), None)
        return bool(number) and bool(told) and number != told
    if line.get(Field.CODE) or (line.get(Field.HEAD) and last.get(Field.HEAD)):
        # Every line names its household: the same name again is the same household.
        return _is_head(line) and any(_is_head(one) for one in before)
    return _is_head(line) if has_relation else True


def _is_head(line: Line) -> bool:
    return bool(line.get(Field.RELATION) == HEAD)


class _Told:
    """The values of a household's lines by meaning."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        told: dict[Field, Any] = {}
        for line in reversed(lines):
            told.update(line.values)
        self.first = told.get

    def differ(self, wanted: Field) -> bool:
        return len({line.values[wanted] for line in self._lines if wanted in line.values}) > 1


def _class(made: FileHousehold, told: _Told, default: Category | None) -> None:
    """The class the list gives, and the one it was before when the list is of those who left."""
    category = told.first(Field.CATEGORY)
    if category is None and told.first(Field.POOR):
        category = Category.POOR
        if told.first(Field.NEAR_POOR):
            made.doubt("đánh dấu cả hộ nghèo và hộ cận nghèo")
    elif category is None and told.first(Field.NEAR_POOR):
        category = Category.NEAR_POOR
    if told.differ(Field.CATEGORY):
        made.doubt("các dòng của hộ ghi phân loại khác nhau")
    made.category = Category(category) if category else default
    if made.kind is ListKind.LISTED:
        return
    made.before = Category.POOR if made.kind is ListKind.ESCAPED_POOR else Category.NEAR_POOR
    if category is None:
        now_near = made.kind is ListKind.ESCAPED_POOR and _NOW_NEAR_POOR in fold(made.note)
        made.category = Category.NEAR_POOR if now_near else Category.NOT_POOR


def _heads(made: FileHousehold) -> None:
    heads = [line for line in made.lines if line.get(Field.RELATION) == HEAD]
    if len(heads) > 1:
        rows = " và ".join(str(line.number) for line in heads)
        made.doubt(f"hộ có hai chủ hộ, ở dòng {rows}; mỗi hộ chỉ có một chủ hộ")
        return
    if not heads:
        named = [line for line in made.lines if made.heads_name and fold(line.name) == fold(made.heads_name)]
        alone = len(made.lines) == 1 and Field.RELATION not in made.first.values
        chosen = named[0] if named else made.first if alone else None
        if chosen is not None and Field.RELATION not in chosen.values:
            chosen.values[Field.RELATION] = HEAD
            heads = [chosen]
    if heads:
        name = heads[0].name
        if made.heads_name and fold(name) != fold(made.heads_name):
            words = f"cột Chủ hộ ghi {made.heads_name} nhưng quan hệ Chủ hộ là {name}"
            heads[0].remark(Level.WARNING, words)
        made.heads_name = name
    elif made.heads_name:
        words = f"trong các dòng của hộ không có chủ hộ {made.heads_name}"
        made.first.remark(Level.WARNING, words)
        made.heads_name = ""
    else:
        made.first.remark(Level.WARNING, "hộ chưa có chủ hộ; chọn chủ hộ trong phiếu hộ")


def _repeated(lines: list[Line]) -> None:
    """The same person twice in one household: by number refused, else remarked."""
    by_number: dict[str, Line] = {}
    by_name: dict[tuple[str, Any], list[Line]] = defaultdict(list)
    for line in lines:
        number = line.get(Field.ID_NUMBER)
        if number and number in by_number:
            first = by_number[number]
            if fold(first.name) == fold(line.name):
                line.remark(Level.REFUSED, f"trùng người ở dòng {first.number}")
            else:
                line.remark(Level.DOUBT, f"trùng số định danh với dòng {first.number}")
            continue
        if number:
            by_number[number] = line
        same = by_name[line.name.casefold(), line.get(Field.BORN)]
        if same and line.get(Field.BORN) and not (number and same[0].get(Field.ID_NUMBER)):
            line.remark(Level.WARNING, f"cùng họ tên, ngày sinh với dòng {same[0].number}; kiểm tra lại")
        same.append(line)
