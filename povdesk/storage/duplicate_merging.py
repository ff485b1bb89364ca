"""Two records of one person or household become one, in one act that can be taken back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Table, UniqueConstraint, and_, or_, select

from povdesk.domain.duplicates import Verdict
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import EventKind
from povdesk.domain.household_changes import BeginStay, EndHousehold, EndStay, Note
from povdesk.domain.household_events import Family
from povdesk.domain.vietnamese import short_date
from povdesk.storage import household_events, households
from povdesk.storage.act import Act
from povdesk.storage.duplicates import decide
from povdesk.storage.event_writing import Writing
from povdesk.storage.tables import class_history, household, membership, metadata, person

TWICE = "Ghi trùng người"
_HOUSEHOLD_TWICE = "Ghi trùng hộ"

_STAYING = frozenset({"membership", "household_event"})
"""What tells the course of the record that goes stays with it."""

_FILLED = ("sex", "id_number", "id_issued_on", "ethnic_group", "phone", "died_on")
"""Taken from the record that goes where the one that stays has nothing."""


@dataclass(frozen=True)
class Merging:
    """Before a merge is written. sentences: what will change. refusal: why it cannot be, else empty."""

    sentences: tuple[str, ...]
    refusal: str = ""


def look(connection: Connection, keep_id: int, gone_id: int, today: date) -> Merging:
    """What `merge_people` would do."""
    keep, gone = _person(connection, keep_id), _person(connection, gone_id)
    home, other = _home(connection, keep_id), _home(connection, gone_id)
    words = [
        f"Lý lịch của {gone.full_name} được gộp vào lý lịch giữ lại; phiếu, biến động, hỗ trợ chuyển theo.",
        "Ô nào của lý lịch giữ lại còn trống thì lấy từ lý lịch kia.",
    ]
    if other is not None and home is not None:
        refusal = _refusal(connection, gone_id, other, home)
        if refusal:
            return Merging((), refusal)
        day = short_date(households.working_day(connection, today))
        words.append(f"{gone.full_name} thôi có tên ở {other.words} từ ngày {day}, lý do: ghi trùng người.")
    if keep.id_number and gone.id_number and keep.id_number != gone.id_number:
        words.append("Hai số định danh khác nhau; giữ số của lý lịch giữ lại.")
    return Merging(tuple(words))


def merge_people(act: Act, keep_id: int, gone_id: int) -> None:
    """The record `gone_id` goes into `keep_id`: stays, forms, events and support move to it.

    A person lives in one household: where both are in one now, the record that stays keeps its household.
    Lines that would name the person twice in one form or roster stay with the record set aside.
    """
    connection = act.connection
    keep, gone = _person(connection, keep_id), _person(connection, gone_id)
    if keep_id == gone_id:
        raise NotPossibleNow("Hai lý lịch này là một.", "Chọn hai lý lịch khác nhau.")
    act.describe(f"Gộp lý lịch trùng của {gone.full_name}", "person", keep.uid)
    home, other = _home(connection, keep_id), _home(connection, gone_id)
    if other is not None and home is not None:
        refusal = _refusal(connection, gone_id, other, home)
        if refusal:
            raise NotPossibleNow(refusal)
        _leave(act, gone_id, other)
    _fill_gaps(act, keep, gone)
    for table, column in _pointing_at(person):
        for row in _rows(connection, table, column, gone_id):
            if not _would_double(connection, table, column, row, keep_id):
                act.update(table, row["id"], {column.name: keep_id})
    act.update(person, gone_id, {"deleted_at": act.now.isoformat(timespec="seconds")})
    decide(act, keep.uid, gone.uid, Verdict.MERGED)


def merge_households(act: Act, keep_id: int, gone_id: int, twins: tuple[tuple[int, int], ...]) -> None:
    """A household entered twice: its people, class, forms and support go to the one that stays.

    twins: (person who stays, the same person of the record that goes). The record that goes lies in
    "Đã xóa" afterwards: nothing happened to a family, so this is no event of the movement tables.
    """
    connection = act.connection
    keep, gone = _household(connection, keep_id), _household(connection, gone_id)
    if keep_id == gone_id:
        raise NotPossibleNow("Hai hộ này là một.", "Chọn hai hộ khác nhau.")
    act.describe(f"Gộp hộ trùng {gone.head_name} ({gone.code})", "household", keep.uid)
    for keep_person, gone_person in twins:
        _close_twin(act, gone_person, gone_id)
        merge_people(act, keep_person, gone_person)
    _bring_people(act, keep_id, gone_id)
    for table, column in _pointing_at(household):
        if table.name in _STAYING or (table is class_history and _rows(connection, table, column, keep_id)):
            continue
        for row in _rows(connection, table, column, gone_id):
            if not _would_double(connection, table, column, row, keep_id):
                act.update(table, row["id"], {column.name: keep_id})
    act.update(household, gone_id, {"deleted_at": act.now.isoformat(timespec="seconds")})
    decide(act, keep.uid, gone.uid, Verdict.MERGED)


def _leave(act: Act, gone_id: int, other: Family) -> None:
    """Out of the household of the record that goes, as an event of that household."""
    day = households.working_day(act.connection, act.today)
    someone = household_events.person_by_id(act.connection, gone_id)
    writing = Writing(act, day, day)
    size = households.get(act.connection, other.household_id, day).size
    writing.write(EndStay(someone, other.household_id, TWICE))
    writing.write(Note(EventKind.MEMBER_LEFT, other.household_id, size, size - 1, TWICE, someone))
    if not other.others([gone_id]):
        writing.write(Note(EventKind.ENDED, other.household_id, 0, 0, TWICE))
        writing.write(EndHousehold(other, TWICE))
    writing.finish()


def _close_twin(act: Act, person_id: int, household_id: int) -> None:
    row = act.connection.execute(
        select(membership.c.id, membership.c.valid_from).where(
            membership.c.person_id == person_id,
            membership.c.household_id == household_id,
            membership.c.valid_to.is_(None),
        )
    ).first()
    if row is not None:
        day = households.working_day(act.connection, act.today)
        act.update(membership, row.id, {"valid_to": max(day, row.valid_from or day), "reason": TWICE})


def _bring_people(act: Act, keep_id: int, gone_id: int) -> None:
    """Whoever is in the record that goes only, joins the household that stays; its head remains head."""
    day = households.working_day(act.connection, act.today)
    size = households.get(act.connection, keep_id, day).size
    writing = Writing(act, day, day)
    for member in households.get(act.connection, gone_id).members:
        relation = "other" if member.is_head else member.relation
        writing.write(EndStay(member.person, gone_id, _HOUSEHOLD_TWICE))
        writing.write(BeginStay(member.person, keep_id, relation))
        writing.write(Note(EventKind.MEMBER_JOINED, keep_id, size, size + 1, _HOUSEHOLD_TWICE, member.person))
        size += 1
    writing.finish()


def _refusal(connection: Connection, gone_id: int, other: Family, home: Family) -> str:
    left = other.others([gone_id])
    was_head = any(one.is_head for one in other.those([gone_id]))
    if was_head and left and other.household_id == home.household_id:
        return "Người này đang là chủ hộ. Giữ lý lịch của chủ hộ, gộp lý lịch kia vào."
    if was_head and left:
        words = f"Người này đang là chủ hộ của {other.words}, hộ đó còn {len(left)} người khác."
        return f"{words} Ghi “Đổi chủ hộ” cho hộ đó trước."
    return ""


def _fill_gaps(act: Act, keep: Any, gone: Any) -> None:
    values = {name: gone._mapping[name] for name in _FILLED if not keep._mapping[name]}
    same_year = keep.birth_year in (None, gone.birth_year)
    if same_year and gone.birth_year is not None and keep.birth_day is None:
        for name in ("birth_year", "birth_month", "birth_day"):
            values[name] = gone._mapping[name] if gone._mapping[name] is not None else keep._mapping[name]
    act.update(person, keep.id, {name: value for name, value in values.items() if value is not None})


def _pointing_at(target: Table) -> list[tuple[Table, Column[Any]]]:
    """Every column of the register that names a record of the table."""
    return [
        (table, column)
        for table in metadata.sorted_tables
        for column in table.c
        if any(link.column.table is target for link in column.foreign_keys)
    ]


def _rows(connection: Connection, table: Table, column: Column[Any], key: int) -> list[Any]:
    return list(connection.execute(select(table).where(column == key).order_by(table.c.id)).mappings())


def _would_double(connection: Connection, table: Table, column: Column[Any], row: Any, keep_id: int) -> bool:
    """Would the record that stays then stand twice where it may stand once?"""
    if table is membership and column.name == "person_id":
        return _overlaps(connection, row, keep_id)
    for rule in table.constraints:
        if isinstance(rule, UniqueConstraint) and column.name in {part.name for part in rule.columns}:
            same = and_(
                column == keep_id,
                *(part == row[part.name] for part in rule.columns if part.name != column.name),
            )
            if connection.execute(select(table.c.id).where(same)).first() is not None:
                return True
    return False


def _overlaps(connection: Connection, row: Any, keep_id: int) -> bool:
    """Does the person who stays live somewhere on a day of this stay?"""
    begins, ends = row["valid_from"], row["valid_to"]
    before_end = (
        True if ends is None else or_(membership.c.valid_from.is_(None), membership.c.valid_from < ends)
    )
    after_begin = (
        True if begins is None else or_(membership.c.valid_to.is_(None), membership.c.valid_to > begins)
    )
    query = select(membership.c.id).where(membership.c.person_id == keep_id, before_end, after_begin)  # type: ignore[arg-type]
    return connection.execute(query).first() is not None


def _home(connection: Connection, person_id: int) -> Family | None:
    key = connection.execute(
        select(membership.c.household_id)
        .join(household, household.c.id == membership.c.household_id)
        .where(
            membership.c.person_id == person_id,
            membership.c.valid_to.is_(None),
            household.c.deleted_at.is_(None),
        )
    ).scalar()
    return household_events.family_of(connection, key, None) if key is not None else None


def _person(connection: Connection, key: int) -> Any:
    row = connection.execute(select(person).where(person.c.id == key, person.c.deleted_at.is_(None))).first()
    if row is None:
        raise NotPossibleNow("Người này không còn trong dữ liệu.", "Mở lại danh sách rồi thử lại.")
    return row


def _household(connection: Connection, key: int) -> Any:
    row = connection.execute(
        select(household).where(household.c.id == key, household.c.deleted_at.is_(None))
    ).first()
    if row is None:
        raise NotPossibleNow("Hộ này không còn trong danh sách.", "Mở lại danh sách rồi thử lại.")
    return row
