"""What a rehearsal plans, written: new households in blocks, known ones field by field, classes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import Category, Household, Member, Person
from povdesk.domain.identity import clean_number
from povdesk.domain.importing.columns import Field
from povdesk.domain.importing.families import FileHousehold
from povdesk.domain.importing.rows import Line
from povdesk.domain.importing.verdicts import HouseholdPlan, MemberPlan, Rehearsal
from povdesk.domain.importing.words import hamlet_key
from povdesk.domain.movement import Passage, movement_of
from povdesk.domain.vietnamese import fold, name_sort_key
from povdesk.storage import households
from povdesk.storage.act import Act
from povdesk.storage.tables import class_history, decision, hamlet, household, membership, person

Progress = Callable[[int, str], object]


def write(act: Act, rehearsal: Rehearsal, *, progress: Progress, cancelled: Callable[[], bool]) -> None:
    """All plans of a rehearsal."""
    plans = [plan for plan in rehearsal.plans if plan.has_work]
    hamlets = _add_hamlets(act, rehearsal.new_hamlets)
    for plan in plans:
        if plan.family.hamlet_id is None:
            plan.family.hamlet_id = hamlets.get(hamlet_key(plan.family.hamlet))
    day = min(date(rehearsal.year, 12, 31), act.today)
    new = [plan for plan in plans if plan.known is None]
    progress(45, f"Ghi {len(new)} hộ mới")
    keys = _add_new(act, new, day)
    known = [plan for plan in plans if plan.known is not None]
    for number, plan in enumerate(known):
        if number % 50 == 0:
            progress(60 + 30 * number // max(len(known), 1), "Ghi các hộ thay đổi")
            if cancelled():
                raise NotPossibleNow("Đã dừng nhập, sổ hộ giữ như cũ.")
        assert plan.known is not None
        keys[id(plan)] = plan.known.id
        _update(act, plan, day)
    progress(90, "Ghi diện của các hộ")
    _add_classes(act, plans, keys, rehearsal.year)


def _add_hamlets(act: Act, names: Iterable[str]) -> dict[str, int]:
    last = int(act.connection.execute(select(func.max(hamlet.c.position))).scalar() or 0)
    found = {}
    for place, name in enumerate(names, start=last + 1):
        found[hamlet_key(name)] = act.insert(hamlet, {"name": _own_name(name), "position": place})
    return found


def _own_name(name: str) -> str:
    """The kind of the place is kept apart from its name."""
    first, _, rest = name.partition(" ")
    return rest if fold(first) == "thon" and rest and not rest[0].isdigit() else name


def _add_new(act: Act, plans: list[HouseholdPlan], day: date) -> dict[int, int]:
    codes = _Codes(act)
    next_household, next_person = _next(act, household), _next(act, person)
    homes, people, stays = [], [], []
    keys: dict[int, int] = {}
    for key, plan in enumerate(plans, start=next_household):
        family = plan.family
        assert family.hamlet_id is not None
        keys[id(plan)] = key
        head = family.head_line()
        names = [one.line.name for one in plan.members]
        name = head.name if head is not None and any(one.line is head for one in plan.members) else names[0]
        code = codes.take(family.code) or codes.next(family.hamlet_id)
        searched = [name, *(one for one in names if one != name), code, family.address]
        homes.append(
            {
                "id": key,
                "code": code,
                "hamlet_id": family.hamlet_id,
                "address": family.address,
                "phone": clean_number(family.phone),
                "head_name": name,
                "search_key": households.search_key(searched),
                "name_sort_key": name_sort_key(name),
                "registered_on": day,
            }
        )
        for position, member in enumerate(plan.members):
            people.append({"id": next_person, **_person_row(member.line)})
            stays.append(
                {
                    "household_id": key,
                    "person_id": next_person,
                    "relation": member.line.get(Field.RELATION) or "",
                    "position": position,
                    "valid_from": day,
                }
            )
            next_person += 1
    act.insert_block(household, homes)
    act.insert_block(person, people)
    act.insert_block(membership, stays)
    return keys


def _person_row(line: Line) -> dict[str, Any]:
    born, sex = line.get(Field.BORN), line.get(Field.SEX)
    return {
        "full_name": line.name,
        "search_key": fold(line.name),
        "sex": str(sex) if sex else None,
        "birth_year": born.year if born else None,
        "birth_month": born.month if born else None,
        "birth_day": born.day if born else None,
        "id_number": line.get(Field.ID_NUMBER) or "",
        "ethnic_group": line.get(Field.ETHNIC_GROUP) or "",
    }


def _update(act: Act, plan: HouseholdPlan, day: date) -> None:
    """A known household with what the file says otherwise or more."""
    assert plan.known is not None
    people = any(one.person is None or one.changes for one in plan.members)
    if not people and not plan.changes:
        return
    kept = households.get(act.connection, plan.known.id)
    by_person = {one.person.id: one for one in plan.members if one.person is not None and one.changes}
    members = [_changed(member, by_person.get(member.person.id or 0)) for member in kept.members]
    members += [
        Member(_person(one.line), one.line.get(Field.RELATION) or "", day)
        for one in plan.members
        if one.person is None
    ]
    family = plan.family
    wanted: Household = replace(
        kept,
        members=tuple(members),
        address=family.address or kept.address,
        phone=family.phone or kept.phone,
    )
    households.save(act, wanted, on=day)


def _changed(member: Member, plan: MemberPlan | None) -> Member:
    if plan is None:
        return member
    told = _person(plan.line)
    old = member.person
    fields = {change.field for change in plan.changes}
    born = told.born if Field.BORN.label in fields else old.born
    changed = replace(
        old,
        full_name=told.full_name if "Họ và tên" in fields else old.full_name,
        sex=told.sex or old.sex,
        born=born,
        id_number=told.id_number or old.id_number,
        ethnic_group=told.ethnic_group or old.ethnic_group,
    )
    relation = plan.line.get(Field.RELATION) or member.relation
    return replace(member, person=changed, relation=relation)


def _person(line: Line) -> Person:
    return Person(
        line.name,
        line.get(Field.SEX),
        line.get(Field.BORN),
        line.get(Field.ID_NUMBER) or "",
        ethnic_group=line.get(Field.ETHNIC_GROUP) or "",
    )


def _add_classes(act: Act, plans: list[HouseholdPlan], keys: Mapping[int, int], year: int) -> None:
    """Counted at the year's closing, entitling from the day after (decision 9)."""
    closing, entitled = date(year, 12, 31), date(year + 1, 1, 1)
    decisions = _Decisions(act)
    # Absent from the list before means not poor before; without any such list nothing is known.
    is_first = (
        act.connection.execute(
            select(class_history.c.id).where(class_history.c.counted_from < closing).limit(1)
        ).first()
        is None
    )
    rows: list[dict[str, Any]] = []
    for plan in plans:
        family, key = plan.family, keys[id(plan)]
        if plan.class_id is not None:
            act.update(class_history, plan.class_id, {"category": str(family.category)})
        if plan.add_before and family.before is not None:
            before = {
                "household_id": key,
                "category": str(family.before),
                "counted_from": date(year - 1, 12, 31),
                "entitled_from": date(year, 1, 1),
                "decision_id": None,
                "movement": "",
                "note": f"Theo danh sách thoát nghèo, thoát cận nghèo năm {year}",
            }
            rows.append(before)
        if plan.add_class and family.category is not None:
            unknown = is_first and family.before is None
            rows.append(
                {
                    "household_id": key,
                    "category": str(family.category),
                    "counted_from": closing,
                    "entitled_from": entitled,
                    "decision_id": decisions.of(family),
                    "movement": "" if unknown else str(movement_of(_passage(plan, closing))),
                    "note": _note(family),
                }
            )
    act.insert_block(class_history, rows)


def _passage(plan: HouseholdPlan, closing: date) -> Passage:
    earlier = [one for one in plan.known.classes if one.counted_from < closing] if plan.known else []
    had = {one.category for one in earlier}
    before = earlier[-1].category if earlier else plan.family.before
    return Passage(
        before,
        plan.family.category,
        ever_poor=Category.POOR in had,
        ever_near_poor=Category.NEAR_POOR in had,
    )


def _note(family: FileHousehold) -> str:
    """What the list says besides; there is no form of that year to keep it in."""
    told = []
    if family.income_points is not None:
        told.append(f"B1 {family.income_points} điểm")
    if family.deprivation_points is not None:
        told.append(f"B2 {family.deprivation_points} điểm")
    told += list(family.flags)
    told += [f"Nguyên nhân: {family.reasons}"] if family.reasons else []
    told += [family.note] if family.note else []
    return "; ".join(told)


def _next(act: Act, table: Any) -> int:
    return int(act.connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1


class _Codes:
    """Codes for new households, counted on in each hamlet without asking again."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self._used = set(act.connection.execute(select(household.c.code)).scalars())
        self._last: dict[int, str] = {}

    def take(self, wanted: str) -> str:
        """The code that the file gives, unless another household has it."""
        if not wanted or wanted in self._used:
            return ""
        self._used.add(wanted)
        return wanted

    def next(self, hamlet_id: int) -> str:
        last = self._last.get(hamlet_id)
        if last is None:
            code = households.next_code(self._act.connection, hamlet_id)
        else:
            prefix, _, number = last.rpartition("-")
            code = f"{prefix}-{int(number) + 1:0{len(number)}d}"
        while code in self._used:
            prefix, _, number = code.rpartition("-")
            code = f"{prefix}-{int(number) + 1:0{len(number)}d}"
        self._used.add(code)
        self._last[hamlet_id] = code
        return code


class _Decisions:
    """Decisions by number and day; one that is not there is added once."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self._known: dict[tuple[str, date | None], int] = {
            (row.number, row.signed_on): row.id
            for row in act.connection.execute(select(decision).order_by(decision.c.id))
        }

    def of(self, family: FileHousehold) -> int | None:
        if not family.decision_number:
            return None
        key = (family.decision_number, family.decision_date)
        if key not in self._known:
            values = {"number": key[0], "signed_on": key[1], "kind": "periodic"}
            self._known[key] = self._act.insert(decision, values)
        return self._known[key]
