"""Households and who lives in them: read one, save one whole, remove and bring back.

A person lives for ever: leaving a roster closes a membership, nothing here deletes a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import Area, Household, Member, Person, Sex
from povdesk.domain.identity import clean_number
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.vietnamese import clean_text, fold, name_sort_key
from povdesk.storage import row_statements, settings
from povdesk.storage.act import Act
from povdesk.storage.roster_events import DIED, is_on_record, note_roster
from povdesk.storage.tables import hamlet, household, membership, person

_LEFT = "Ra khỏi hộ"

# Made once: a list from Excel asks them for thousands of households.
_FORMER_CODE = select(household.c.former_code).where(household.c.id == bindparam("household"))
_WITH_CODE = select(household.c.id).where(household.c.code == bindparam("wanted"))
_PEOPLE = select(person).where(person.c.id.in_(bindparam("keys", expanding=True)))
_OF_HOUSEHOLD = membership.c.household_id == bindparam("household")
_PRESENT = select(membership).where(_OF_HOUSEHOLD, membership.c.valid_to.is_(None))
_ROSTER = (
    select(
        membership.c.id.label("membership_id"),
        membership.c.relation,
        membership.c.valid_from,
        *(column.label(f"person_{column.name}") for column in person.c),
    )
    .join(person, person.c.id == membership.c.person_id)
    .where(_OF_HOUSEHOLD)
    .order_by(membership.c.position, membership.c.id)
)
_ROSTER_NOW = _ROSTER.where(membership.c.valid_to.is_(None))
_ROSTER_THEN = _ROSTER.where(
    membership.c.valid_from.is_(None) | (membership.c.valid_from <= bindparam("day")),
    membership.c.valid_to.is_(None) | (membership.c.valid_to > bindparam("day")),
)


class Removed(NamedTuple):
    """A household in "Đã xóa". deleted_at: local time with its zone."""

    id: int
    uid: str
    code: str
    head_name: str
    hamlet: str
    deleted_at: str


def get(connection: Connection, household_id: int, on: date | None = None) -> Household:
    """One household with its roster: who lives there on that day, now if no day is given.

    Members carry empty facts: facts belong to a review (`reviews.open_form`).
    NotPossibleNow when it is not in the register.
    """
    row = _row(connection, household_id)
    members = tuple(_member(found) for found in _roster(connection, household_id, on))
    return Household(
        hamlet_id=row["hamlet_id"],
        code=row["code"],
        address=row["address"],
        phone=row["phone"],
        area=Area(row["area"]) if row["area"] else None,
        note=row["note"],
        members=members,
        id=row["id"],
        uid=row["uid"],
    )


def save(
    act: Act,
    wanted: Household,
    *,
    on: date | None = None,
    left: Mapping[int, str] | None = None,
    note_changes: bool = True,
) -> Household:
    """Keep a household as it is described; returns it as kept, with ids, uids and its code.

    New members get a person and a membership; a member with a known person only a membership; members no
    longer named leave the roster (left: person id → why). on: the day from which changes of the roster
    count, the present day or the end of the working year when none is given. An empty code becomes the
    next free one of the hamlet ("TL-03-017"). A half-filled household is kept (no head yet, a year of birth
    missing); what is impossible is refused with InvalidInput. note_changes: once its size has been counted,
    whoever joins or leaves is an event of the household (biến động).
    """
    day = on or working_day(act.connection, act.today)
    wanted = _cleaned(wanted)
    if wanted.id is None and not wanted.uid:
        wanted = replace(wanted, uid=act.new_uid())
    _refuse_impossible(act, wanted)
    act.describe(f"Lưu hộ {spoken_name(wanted)}", "household", wanted.uid)
    note_changes = note_changes and wanted.id is not None and is_on_record(act.connection, wanted.id)
    wanted = _keep_household(act, wanted, day)
    return replace(wanted, members=_keep_roster(act, wanted, day, left or {}, note_changes))


def remove(act: Act, household_id: int) -> None:
    """Put a household into "Đã xóa": out of every list and count, but nothing is lost."""
    row = _row(act.connection, household_id)
    act.describe(f"Xóa hộ {row['head_name']}", "household", row["uid"])
    if row["deleted_at"] is None:
        act.update(household, household_id, {"deleted_at": act.now.isoformat(timespec="seconds")})


def restore(act: Act, household_id: int) -> None:
    """Bring a household back from "Đã xóa"."""
    row = _row(act.connection, household_id)
    act.describe(f"Lấy lại hộ {row['head_name']}", "household", row["uid"])
    act.update(household, household_id, {"deleted_at": None})


def removed(connection: Connection) -> tuple[Removed, ...]:
    """What is in "Đã xóa", the latest first."""
    rows = connection.execute(
        select(
            household.c.id,
            household.c.uid,
            household.c.code,
            household.c.head_name,
            hamlet.c.name,
            household.c.deleted_at,
        )
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .where(household.c.deleted_at.is_not(None))
        .order_by(household.c.deleted_at.desc())
    )
    return tuple(Removed(*row) for row in rows)


def next_code(connection: Connection, hamlet_id: int) -> str:
    """The code the next household of the hamlet gets; codes of removed households are not given again.

    Follows the way the hamlet's codes are written already (number of digits), else three digits.
    """
    prefix = connection.execute(select(hamlet.c.code).where(hamlet.c.id == hamlet_id)).scalar() or ""
    prefix = f"{prefix or f'T{hamlet_id}'}-"
    codes = connection.execute(
        select(household.c.code).where(household.c.code.startswith(prefix, autoescape=True))
    ).scalars()
    numbers = [code[len(prefix) :] for code in codes]
    numbers = [number for number in numbers if number.isdecimal()]
    width = max((len(number) for number in numbers), default=3)
    return f"{prefix}{max(map(int, numbers), default=0) + 1:0{width}d}"


def working_day(connection: Connection, today: date) -> date:
    """The day that stands for now in the working year: today, or its last day when it has passed."""
    year = settings.get(connection, "working_year")
    return min(today, date(year, 12, 31)) if isinstance(year, int) else today


def search_key(parts: Iterable[str]) -> str:
    """The folded text that searches look at; parts stay apart, so that words can be asked of one person."""
    return fold(" | ".join(part for part in parts if part))


def former_code(connection: Connection, household_id: int | None) -> str:
    """The code it had in the commune it came from; searches find the household by it too."""
    return connection.execute(_FORMER_CODE, {"household": household_id}).scalar() or ""


def spoken_name(wanted: Household) -> str:
    """What the household goes by: its head, the first named person, or its code when nobody is left."""
    names = [member.person.full_name for member in wanted.members if member.person.full_name]
    return wanted.head_name or (names[0] if names else wanted.code)


def _roster(connection: Connection, household_id: int, on: date | None) -> Sequence[Any]:
    query = _ROSTER_NOW if on is None else _ROSTER_THEN
    return connection.execute(query, {"household": household_id, "day": on}).mappings().all()


def _member(row: Any) -> Member:
    return Member(
        person=person_of({name.removeprefix("person_"): value for name, value in row.items()}),
        relation=row["relation"],
        joined_on=row["valid_from"],
        membership_id=row["membership_id"],
    )


def person_of(row: Mapping[str, Any]) -> Person:
    """A person from the columns of the table `person`."""
    born = PartialDate(row["birth_year"], row["birth_month"], row["birth_day"]) if row["birth_year"] else None
    return Person(
        full_name=row["full_name"],
        sex=Sex(row["sex"]) if row["sex"] else None,
        born=born,
        id_number=row["id_number"],
        id_issued_on=row["id_issued_on"],
        ethnic_group=row["ethnic_group"],
        phone=row["phone"],
        died_on=row["died_on"],
        id=row["id"],
        uid=row["uid"],
    )


def _cleaned(wanted: Household) -> Household:
    members = tuple(
        replace(
            member,
            person=replace(
                member.person,
                full_name=clean_text(member.person.full_name),
                id_number=clean_number(member.person.id_number),
                phone=clean_number(member.person.phone),
            ),
        )
        for member in wanted.members
    )
    return replace(
        wanted,
        code=clean_text(wanted.code),
        address=clean_text(wanted.address),
        phone=clean_number(wanted.phone),
        members=members,
    )


def _refuse_impossible(act: Act, wanted: Household) -> None:
    """What the register cannot hold at all; the form says the same, and more, while it is typed."""
    heads = sum(member.is_head for member in wanted.members)
    known = [member.person.id for member in wanted.members if member.person.id is not None]
    wrong = []
    if wanted.hamlet_id is None:
        wrong.append("Chưa chọn thôn của hộ.")
    if not any(member.person.full_name for member in wanted.members):
        wrong.append("Chưa có họ tên của người nào trong hộ.")
    if heads > 1:
        wrong.append("Hộ phải có đúng một chủ hộ.")
    if len(known) != len(set(known)):
        wrong.append("Một người có tên hai lần trong hộ.")
    for member in wanted.members:
        born, died = member.person.born, member.person.died_on
        if born is not None and born.earliest() > act.today:
            wrong.append(f"Ngày sinh của {member.person.full_name} ở sau hôm nay.")
        elif born is not None and died is not None and died < born.earliest():
            wrong.append(f"Ngày mất của {member.person.full_name} ở trước ngày sinh.")
    if wanted.code and _code_taken(act.connection, wanted):
        wrong.append(f"Mã hộ {wanted.code} đã dùng cho hộ khác.")
    if wrong:
        raise InvalidInput(" ".join(wrong), "Sửa lại rồi lưu.")


def _code_taken(connection: Connection, wanted: Household) -> bool:
    other = connection.execute(_WITH_CODE, {"wanted": wanted.code}).scalar()
    return other is not None and other != wanted.id


def _keep_household(act: Act, wanted: Household, day: date) -> Household:
    assert wanted.hamlet_id is not None
    code = wanted.code or next_code(act.connection, wanted.hamlet_id)
    head = spoken_name(wanted)
    names = [head, *(m.person.full_name for m in wanted.members if m.person.full_name != head)]
    former = former_code(act.connection, wanted.id)
    values = {
        "code": code,
        "hamlet_id": wanted.hamlet_id,
        "address": wanted.address,
        "phone": wanted.phone,
        "area": str(wanted.area) if wanted.area else None,
        "note": wanted.note,
        "head_name": head,
        "search_key": search_key([*names, code, former, wanted.address]),
        "name_sort_key": name_sort_key(head),
    }
    if wanted.id is None:
        key = act.insert(household, {"uid": wanted.uid, "registered_on": day, **values})
        return replace(wanted, id=key, code=code)
    act.update(household, wanted.id, values)
    return replace(wanted, code=code, uid=_row(act.connection, wanted.id)["uid"])


def _keep_roster(
    act: Act, wanted: Household, day: date, left: Mapping[int, str], note_changes: bool
) -> tuple[Member, ...]:
    assert wanted.id is not None
    present = act.connection.execute(_PRESENT, {"household": wanted.id}).mappings()
    open_rows = {row["person_id"]: row for row in present}
    people = _people(act.connection, [m.person.id for m in wanted.members if m.person.id is not None])
    size_before = len(open_rows)
    kept: list[Member] = []
    joined: list[int] = []
    for position, member in enumerate(wanted.members):
        someone = keep_person(act, member.person, people)
        row = open_rows.pop(someone.id, None)
        since = member.joined_on or (row["valid_from"] if row else day)
        values = {"relation": member.relation, "position": position, "valid_from": since}
        if row is None:
            values |= {"household_id": wanted.id, "person_id": someone.id}
            key = act.insert(membership, values)
            joined.append(someone.id or 0)
        else:
            key = row["id"]
            if any(row[name] != value for name, value in values.items()):
                act.update(membership, key, values)
        kept.append(replace(member, person=someone, joined_on=since, membership_id=key))
    reasons = {person_id: left.get(person_id) or _LEFT for person_id in open_rows}
    for person_id, row in open_rows.items():
        until = max(day, row["valid_from"] or day)
        act.update(membership, row["id"], {"valid_to": until, "reason": reasons[person_id]})
        if reasons[person_id] == DIED:
            act.update(person, person_id, {"died_on": until})
    if note_changes:
        note_roster(act, wanted.id, day, size_before, left=reasons.items(), joined=joined)
    return tuple(kept)


def _people(connection: Connection, keys: Sequence[int]) -> dict[int, Any]:
    rows = connection.execute(_PEOPLE, {"keys": keys}).mappings() if keys else ()
    return {row["id"]: row for row in rows}


def keep_person(act: Act, someone: Person, known: Mapping[int, Any]) -> Person:
    """Write a person's own record. known: rows of persons already in the register, by id."""
    born = someone.born
    values = {
        "full_name": someone.full_name,
        "search_key": fold(someone.full_name),
        "sex": str(someone.sex) if someone.sex else None,
        "birth_year": born.year if born else None,
        "birth_month": born.month if born else None,
        "birth_day": born.day if born else None,
        "id_number": someone.id_number,
        "id_issued_on": someone.id_issued_on,
        "ethnic_group": someone.ethnic_group,
        "phone": someone.phone,
        "died_on": someone.died_on,
    }
    if someone.id is None:
        uid = someone.uid or act.new_uid()
        return replace(someone, id=act.insert(person, {"uid": uid, **values}), uid=uid)
    row = known.get(someone.id)
    if row is None:
        raise NotPossibleNow(f"{someone.full_name} không còn trong dữ liệu.", "Mở lại phiếu rồi thử lại.")
    if any(row[name] != value for name, value in values.items()):
        act.update(person, someone.id, values)
    return replace(someone, uid=row["uid"])


def _row(connection: Connection, household_id: int) -> Any:
    found = connection.execute(row_statements.row(household), {row_statements.KEY: household_id})
    row = found.mappings().first()
    if row is None:
        raise NotPossibleNow("Hộ này không còn trong danh sách.", "Mở lại danh sách rồi thử lại.")
    return row
