"""A file's households compared with the register: which is which, what is new, what differs."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from povdesk.domain import catalogues
from povdesk.domain.household import HEAD, Sex
from povdesk.domain.identity import id_number_doubts, show_id_number
from povdesk.domain.importing.cells import Level
from povdesk.domain.importing.columns import Field
from povdesk.domain.importing.families import FileHousehold
from povdesk.domain.importing.register import KnownHousehold, KnownPerson, Register
from povdesk.domain.importing.rows import Line
from povdesk.domain.importing.verdicts import Change, HouseholdPlan, MemberPlan
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.vietnamese import fold, short_date

_HEADS_NAME_ONLY = 5
_SEX_WORDS = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}


class Comparing:
    """Finds the household and the people of each family of a file; each household of the register once."""

    def __init__(self, register: Register, closing: date) -> None:
        self._register = register
        self._closing = closing
        self._by_number: dict[str, list[KnownPerson]] = defaultdict(list)
        self._by_name: dict[tuple[str, int], list[KnownPerson]] = defaultdict(list)
        self._by_head: dict[tuple[int, str], list[KnownHousehold]] = defaultdict(list)
        self._by_code: dict[str, KnownHousehold] = {}
        for person in register.persons.values():
            if person.id_number:
                self._by_number[person.id_number].append(person)
            if person.born is not None:
                self._by_name[person.folded, person.born.year].append(person)
        for household in register.households.values():
            if not household.removed:
                self._by_head[household.hamlet_id, household.head_folded].append(household)
                self._by_code[household.code.casefold()] = household
        self._taken: set[int] = set()
        self._numbers: dict[str, Line] = {}

    def plan(self, family: FileHousehold) -> HouseholdPlan:
        """What would happen; doubts are written on the lines."""
        for line in family.lines:
            self._look_at_number(line, family)
        known = self._household(family)
        if known is None:
            plan = HouseholdPlan(family, None, [MemberPlan(line) for line in family.lines])
            self._look_alikes(family)
        else:
            self._taken.add(known.id)
            plan = HouseholdPlan(family, known, self._members(family, known))
            plan.changes = tuple(self._household_changes(family, known))
        return plan

    def _look_at_number(self, line: Line, family: FileHousehold) -> None:
        number = line.get(Field.ID_NUMBER)
        if not number or line.worst >= Level.REFUSED:
            return
        first = self._numbers.setdefault(number, line)
        if first is not line and first not in family.lines:
            line.doubt_person(
                f"trùng số định danh {show_id_number(number)} với {first.name} ở dòng {first.number}"
                + (f" ({first.sheet})" if first.sheet != line.sheet else ""),
            )
        for doubt in id_number_doubts(number, line.get(Field.SEX), line.get(Field.BORN)):
            line.remark(Level.WARNING, doubt[0].lower() + doubt[1:].rstrip("."))

    def _household(self, family: FileHousehold) -> KnownHousehold | None:
        """By code, else the household most of whose people are the file's."""
        if family.code:
            found = self._by_code.get(family.code.casefold())
            if found is not None and found.id not in self._taken:
                return found
        candidates: dict[int, KnownHousehold] = {}
        for line in family.lines:
            for person in self._by_number.get(line.get(Field.ID_NUMBER) or "", ()):
                for key in (person.household_id, *(home for home, _day in person.left)):
                    household = self._register.households.get(key or 0)
                    if household is not None and not household.removed:
                        candidates[household.id] = household
        if family.hamlet_id is not None:
            for household in self._by_head.get((family.hamlet_id, fold(family.label)), ()):
                candidates[household.id] = household
        best: tuple[int, int] | None = None
        chosen = None
        for household in candidates.values():
            score = self._score(family, household)
            rank = (score, -household.id)
            if household.id not in self._taken and score > 0 and (best is None or rank > best):
                best, chosen = rank, household
        if best is not None and best[0] == _HEADS_NAME_ONLY and len(candidates) > 1:
            family.doubt(
                f"trong thôn có {len(candidates)} hộ cùng tên chủ hộ, tệp thiếu ngày sinh để phân biệt"
            )
        return chosen

    def _score(self, family: FileHousehold, household: KnownHousehold) -> int:
        """Points for every person found in both; the head alone is enough when nothing speaks against it."""
        points = 0
        left = [*household.members, *household.former]
        for line in family.lines:
            found = _same_person(line, left)
            if found is not None:
                left.remove(found)
                points += 100 if _same_number(line, found) else 40
                points += 10 * sum(_equal(line, found))
                points += 200 if line.get(Field.RELATION) == HEAD == found.relation else 0
        head = next((one for one in household.members if one.relation == HEAD), None)
        line = family.head_line() or family.lines[0]
        if points == 0 and head is not None and fold(line.name) == head.folded:
            # The same head's name in the same hamlet, but another year of birth: another family.
            points = _HEADS_NAME_ONLY if line.get(Field.BORN) is None or head.born is None else 0
        return points - abs(len(family.lines) - len(household.members)) if points > 50 else points

    def _members(self, family: FileHousehold, known: KnownHousehold) -> list[MemberPlan]:
        left = list(known.members)
        found: list[MemberPlan | None] = [None] * len(family.lines)
        for finder in (_by_number, _same_person, _same_name):
            for place, line in enumerate(family.lines):
                if found[place] is None and line.worst < Level.REFUSED:
                    person = finder(line, left)
                    if person is not None:
                        left.remove(person)
                        found[place] = MemberPlan(line, person, tuple(_changes(line, person)))
        plans = []
        gone = list(known.former)
        for place, line in enumerate(family.lines):
            plan = found[place]
            person = _same_person(line, gone) if plan is None and line.worst < Level.REFUSED else None
            if person is not None:
                gone.remove(person)
                self._note_left(line, person, known)
                plan = MemberPlan(line, person)
            if plan is None:
                self._look_elsewhere(line, known)
                plan = MemberPlan(line)
            plans.append(plan)
        self._check_heads(family, known, plans)
        if left and len(family.lines) > 1:
            names = ", ".join(person.name for person in left)
            family.first.remark(Level.NOTE, f"trong sổ hộ còn {names}, không có trong tệp: giữ nguyên")
        return plans

    def _note_left(self, line: Line, person: KnownPerson, known: KnownHousehold) -> None:
        """What happened after the list's closing stays; who left before it may have come back."""
        day = max((day for home, day in person.left if home == known.id and day), default=None)
        when = f" ngày {short_date(day)}" if day else ""
        if day is not None and day <= self._closing:
            words = f"trong sổ đã ra khỏi hộ{when}: giữ nguyên; nếu đã về lại thì ghi biến động"
            line.remark(Level.WARNING, words)
        else:
            line.remark(Level.NOTE, f"trong sổ đã ra khỏi hộ{when}: giữ nguyên")

    def _look_elsewhere(self, line: Line, known: KnownHousehold) -> None:
        """Somebody new to this household may live in another one."""
        number = line.get(Field.ID_NUMBER)
        for person in self._by_number.get(number or "", ()):
            line.doubt_person(f"số định danh này trong sổ là của {self._where(person)}")
            return
        for person in self._alike(line):
            if person.household_id != known.id:
                line.doubt_person(f"có thể là {self._where(person)}")
                return

    def _look_alikes(self, family: FileHousehold) -> None:
        """A new household whose people the register knows elsewhere waits for a decision."""
        for line in family.lines:
            number = line.get(Field.ID_NUMBER)
            same = self._by_number.get(number, []) if number else []
            alike = same or self._alike(line)
            if alike and line.worst < Level.DOUBT:
                words = "số định danh này trong sổ là của" if same else "có thể là"
                line.doubt_person(f"{words} {self._where(alike[0])}")
        head = family.head_line()
        if head is not None and head.worst >= Level.DOUBT:
            for line in family.lines:
                if line.worst < Level.DOUBT:
                    line.remark(Level.DOUBT, f"chờ quyết định về chủ hộ ở dòng {head.number}")

    def _alike(self, line: Line) -> list[KnownPerson]:
        """The same full name and day of birth, no other identity number."""
        born = line.get(Field.BORN)
        if not self._by_name or born is None or not born.is_whole:
            return []
        number = line.get(Field.ID_NUMBER)
        return [
            one
            for one in self._by_name.get((fold(line.name), born.year), ())
            if one.born == born and not (number and one.id_number and number != one.id_number)
        ]

    def _where(self, person: KnownPerson) -> str:
        words = person.name + (f" sinh {person.born}" if person.born else "")
        household = self._register.households.get(person.household_id or 0)
        if household is None:
            return f"{words}, không ở hộ nào"
        gone = " trong Đã xóa" if household.removed else ""
        return f"{words} ở hộ {household.head_name} ({household.code}){gone}"

    def _household_changes(self, family: FileHousehold, known: KnownHousehold) -> list[Change]:
        if family.hamlet_id is not None and family.hamlet_id != known.hamlet_id:
            names = {key: name for key, name, _code in self._register.hamlets}
            family.doubt(
                f"trong sổ hộ {known.head_name} ({known.code}) ở {names.get(known.hamlet_id, 'thôn khác')},"
                f" tệp ghi {family.hamlet}; nếu chuyển thôn thì ghi biến động"
            )
        if known.ended_on is not None and known.ended_on <= self._closing:
            family.doubt(
                f"trong sổ hộ {known.head_name} ({known.code}) đã thôi từ {short_date(known.ended_on)}"
            )
        found = []
        if family.address and fold(family.address) != fold(known.address):
            found.append(Change("Địa chỉ", known.address, family.address))
        if family.phone and family.phone != known.phone:
            found.append(Change("Điện thoại", known.phone, family.phone))
        return found

    def _check_heads(self, family: FileHousehold, known: KnownHousehold, plans: Sequence[MemberPlan]) -> None:
        """A new head is taken only when the old one gets another relation in the same list."""
        after = {person.id: person.relation for person in known.members}
        added = 0
        for plan in plans:
            relation = plan.line.get(Field.RELATION)
            if relation and plan.line.worst < Level.DOUBT:
                if plan.person is not None:
                    after[plan.person.id] = relation
                elif relation == HEAD:
                    added += 1
        if sum(one == HEAD for one in after.values()) + added > 1:
            family.doubt(f"chủ hộ trong sổ là {known.head_name}; nếu đổi chủ hộ thì ghi biến động")


def shown(meaning: Field, value: Any) -> str:
    """A value as the officer reads it."""
    if value is None or value == "":
        return ""
    match meaning:
        case Field.SEX:
            return _SEX_WORDS[Sex(value)]
        case Field.RELATION:
            return catalogues.name_of("relations", value)
        case Field.ETHNIC_GROUP:
            return catalogues.name_of("ethnic_groups", value)
        case Field.ID_NUMBER:
            return show_id_number(value)
    return str(value)


def _changes(line: Line, person: KnownPerson) -> list[Change]:
    """Fields of the file that the register has otherwise. An empty cell never erases."""
    found = []
    if line.name and line.name.casefold() != person.name.casefold():
        found.append(Change("Họ và tên", person.name, line.name))
    before: dict[Field, Any] = {
        Field.SEX: person.sex,
        Field.BORN: person.born,
        Field.ID_NUMBER: person.id_number,
        Field.ETHNIC_GROUP: person.ethnic_group,
        Field.RELATION: person.relation,
    }
    for meaning, old in before.items():
        new = line.get(meaning)
        if new is None or new == "" or new == old:
            continue
        if meaning is Field.BORN and old is not None and _says_less(new, old):
            continue
        found.append(Change(meaning.label, shown(meaning, old), shown(meaning, new)))
    number = line.get(Field.ID_NUMBER)
    if number and person.id_number and number != person.id_number:
        line.doubt_person(f"trong sổ số định danh là {show_id_number(person.id_number)}")
    if fold(line.name) != person.folded and _same_number(line, person):
        line.doubt_person(f"số định danh này trong sổ là của {person.name}")
    if person.died_on is not None:
        line.remark(Level.DOUBT, f"trong sổ ghi đã mất ngày {person.died_on:%d/%m/%Y}")
    return found


def _says_less(new: PartialDate, old: PartialDate) -> bool:
    """2006 says less than 05/09/2006, and nothing against it."""
    if new.year != old.year:
        return False
    return new.month is None or (new.month == old.month and new.day is None)


def _by_number(line: Line, people: Sequence[KnownPerson]) -> KnownPerson | None:
    return next((one for one in people if _same_number(line, one)), None)


def _same_person(line: Line, people: Sequence[KnownPerson]) -> KnownPerson | None:
    """By number; else by name and birth, the one that agrees in most fields."""
    found = _by_number(line, people)
    if found is not None:
        return found
    folded, born, number = fold(line.name), line.get(Field.BORN), line.get(Field.ID_NUMBER)
    best, most = None, -1
    for one in people:
        if one.folded != folded or (number and one.id_number):
            continue
        if (born is None) != (one.born is None) or (born is not None and not _fits(born, one.born)):
            continue
        agrees = sum(_equal(line, one)) + 3 * (one.name.casefold() == line.name.casefold())
        if agrees > most:
            best, most = one, agrees
    return best


def _same_name(line: Line, people: Sequence[KnownPerson]) -> KnownPerson | None:
    """In the same household the name alone, when only one has it and births do not contradict."""
    folded, born = fold(line.name), line.get(Field.BORN)
    same = [one for one in people if one.folded == folded]
    if len(same) != 1:
        return None
    one = same[0]
    if born is None or one.born is None or abs(born.year - one.born.year) <= 1:
        return one
    return None


def _same_number(line: Line, person: KnownPerson) -> bool:
    number = line.get(Field.ID_NUMBER)
    return bool(number) and number == person.id_number


def _fits(one: PartialDate, other: PartialDate | None) -> bool:
    return other is not None and (one == other or _says_less(one, other) or _says_less(other, one))


def _equal(line: Line, person: KnownPerson) -> tuple[bool, ...]:
    return (
        line.get(Field.SEX) == person.sex,
        line.get(Field.BORN) == person.born,
        (line.get(Field.ETHNIC_GROUP) or "") == person.ethnic_group,
        (line.get(Field.RELATION) or "") == person.relation,
        (line.get(Field.ID_NUMBER) or "") == person.id_number,
    )
