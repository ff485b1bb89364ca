"""Biến động as one act each: previewed in words, written exactly so, and undone like any other act."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, literal, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import Category, Person
from povdesk.domain.household_changes import changes, sentences, title
from povdesk.domain.household_events import (
    Arrival,
    EventProblem,
    Family,
    Happening,
    Resident,
    counting_day,
    problems,
)
from povdesk.domain.review import RoundKind, RoundState
from povdesk.domain.vietnamese import clean_text, query_words, short_date
from povdesk.storage import households
from povdesk.storage.act import Act
from povdesk.storage.event_writing import Writing
from povdesk.storage.tables import (
    class_history,
    hamlet,
    household,
    household_event,
    membership,
    person,
    review_round,
)


@dataclass(frozen=True)
class Newcomer:
    """Who comes in, as the officer names him or her: a person of the register by id, or a new one."""

    person: Person
    relation: str = ""


@dataclass(frozen=True)
class Preview:
    """What an event would change. problems: why it cannot be written, empty when it can.

    counted_from: later than the event's day when that day lies before a recognised closing.
    """

    title: str
    sentences: tuple[str, ...]
    problems: tuple[EventProblem, ...]
    counted_from: date | None


class Recorded(NamedTuple):
    """What was written. household_id: the household to look at now. new_id: of a household that was made."""

    household_id: int
    new_id: int | None
    title: str


class EventRefused(InvalidInput):
    """The event is not complete or not possible. problems: what stands in the way."""

    def __init__(self, found: Sequence[EventProblem]) -> None:
        super().__init__(" ".join(problem.message for problem in found), "Sửa lại rồi ghi.")
        self.problems = tuple(found)


def preview(
    connection: Connection,
    household_id: int | None,
    event: Happening,
    *,
    today: date,
    other_id: int | None = None,
    newcomers: tuple[Newcomer, ...] = (),
) -> Preview:
    """What `apply` would write, in sentences; or what is still missing or impossible.

    household_id: None for a household that moves in. other_id: the household another one merges into.
    """
    return _read(connection, household_id, event, today, other_id, newcomers).preview


def apply(
    act: Act,
    household_id: int | None,
    event: Happening,
    *,
    other_id: int | None = None,
    newcomers: tuple[Newcomer, ...] = (),
) -> Recorded:
    """Write the event with all it carries along. EventRefused when something stands in its way."""
    read = _read(act.connection, household_id, event, act.today, other_id, newcomers)
    if read.preview.problems:
        raise EventRefused(read.preview.problems)
    assert event.day is not None and read.preview.counted_from is not None
    uid = _uid(act.connection, household_id) if household_id is not None else act.new_uid()
    act.describe(read.preview.title, "household", uid)
    writing = Writing(act, read.preview.counted_from, event.day, uid if household_id is None else "")
    for step in changes(read.event, read.family, other=read.other, arrivals=read.arrivals):
        writing.write(step)
    writing.finish()
    shown = writing.new_id if household_id is None else household_id
    assert shown is not None
    return Recorded(shown, writing.new_id, read.preview.title)


def family_of(connection: Connection, household_id: int, day: date | None) -> Family:
    """The household as an event of that day finds it. Raises NotPossibleNow when it is not there."""
    row = connection.execute(
        select(household, hamlet.c.name.label("hamlet"))
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .where(household.c.id == household_id, household.c.deleted_at.is_(None))
    ).first()
    if row is None:
        raise NotPossibleNow("Hộ này không còn trong danh sách.", "Mở lại danh sách rồi thử lại.")
    present = households.get(connection, household_id)
    return Family(
        household_id,
        row.code,
        row.head_name,
        row.hamlet_id,
        row.hamlet,
        tuple(Resident(one.person, one.relation, one.joined_on) for one in present.members),
        len(present.members) if day is None else households.get(connection, household_id, day).size,
        row.registered_on,
        row.ended_on,
        _last_change(connection, household_id),
        category_on(connection, household_id, day) if day is not None else None,
        _has_past(connection, household_id),
    )


def category_on(connection: Connection, household_id: int, day: date) -> Category | None:
    """The class counted on that day; None when nothing has been decided."""
    found = connection.execute(
        select(class_history.c.category)
        .where(class_history.c.household_id == household_id, class_history.c.counted_from <= day)
        .order_by(class_history.c.counted_from.desc(), class_history.c.id.desc())
        .limit(1)
    ).scalar()
    return Category(found) if found else None


def last_closing(connection: Connection) -> date | None:
    """The last day whose figures are recognised and never change; None while no round is."""
    year = connection.execute(
        select(func.max(review_round.c.year)).where(
            review_round.c.state == str(RoundState.RECOGNISED),
            review_round.c.kind != str(RoundKind.CONTINUOUS),
        )
    ).scalar()
    return date(year, 12, 31) if year is not None else None


def former_members(connection: Connection, household_id: int) -> tuple[Person, ...]:
    """Living people who have left this household and are in no household now."""
    elsewhere = select(membership.c.person_id).where(membership.c.valid_to.is_(None))
    rows = connection.execute(
        select(person)
        .where(
            person.c.id.in_(select(membership.c.person_id).where(membership.c.household_id == household_id)),
            person.c.id.not_in(elsewhere),
            person.c.died_on.is_(None),
            person.c.deleted_at.is_(None),
        )
        .order_by(person.c.search_key)
    ).mappings()
    return tuple(households.person_of(dict(row)) for row in rows)


def person_by_id(connection: Connection, person_id: int) -> Person:
    """One person of the register. Raises NotPossibleNow when there is none."""
    row = connection.execute(select(person).where(person.c.id == person_id)).mappings().first()
    if row is None or row["deleted_at"] is not None:
        raise NotPossibleNow("Người này không còn trong dữ liệu.", "Tìm lại rồi chọn.")
    return households.person_of(dict(row))


def to_merge_into(connection: Connection, hamlet_id: int) -> tuple[tuple[int, str], ...]:
    """Households that another one can go into: id and words, those of the hamlet first."""
    rows = connection.execute(
        select(household.c.id, household.c.head_name, household.c.code, hamlet.c.name)
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .where(household.c.deleted_at.is_(None), household.c.ended_on.is_(None))
        .order_by(household.c.hamlet_id != hamlet_id, household.c.name_sort_key, household.c.code)
    )
    return tuple((row.id, f"{row.head_name}, {row.code}, {row.name}") for row in rows)


class _Read(NamedTuple):
    preview: Preview
    event: Happening
    family: Family | None
    other: Family | None
    arrivals: tuple[Arrival, ...]


def _read(
    connection: Connection,
    household_id: int | None,
    event: Happening,
    today: date,
    other_id: int | None,
    newcomers: tuple[Newcomer, ...],
) -> _Read:
    event = replace(event, reason=clean_text(event.reason), address=clean_text(event.address))
    closing = last_closing(connection)
    counted = counting_day(event.day, closing) if event.day is not None else None
    family = family_of(connection, household_id, counted) if household_id is not None else None
    other = family_of(connection, other_id, counted) if other_id is not None else None
    arrivals = tuple(_arrival(connection, each, counted) for each in newcomers)
    found = problems(event, family, today=today, counted=counted, other=other, arrivals=arrivals)
    words: tuple[str, ...] = ()
    if not found and counted is not None and event.day is not None:
        words = sentences(changes(event, family, other=other, arrivals=arrivals), counted)
        if counted != event.day and closing is not None:
            words = (
                f"Số liệu đến ngày {short_date(closing)} đã công nhận nên giữ nguyên; việc ngày "
                f"{short_date(event.day)} được tính từ ngày {short_date(counted)}.",
                *words,
            )
    return _Read(
        Preview(title(event, family, arrivals), words, found, counted), event, family, other, arrivals
    )


def _arrival(connection: Connection, each: Newcomer, day: date | None) -> Arrival:
    if each.person.id is None:
        cleaned = replace(each.person, full_name=clean_text(each.person.full_name))
        return Arrival(cleaned, each.relation)
    someone = person_by_id(connection, each.person.id)
    stays: list[Any] = list(
        connection.execute(
            select(membership.c.household_id, membership.c.valid_to, household.c.deleted_at)
            .join(household, household.c.id == membership.c.household_id)
            .where(membership.c.person_id == someone.id)
        )
    )
    home = next((row.household_id for row in stays if row.valid_to is None), None)
    free_since = max((row.valid_to for row in stays if row.valid_to is not None), default=None)
    if home is not None and any(row.deleted_at for row in stays if row.household_id == home):
        raise NotPossibleNow(
            f"{someone.full_name} đang ở trong một hộ đã xóa.", "Lấy lại hộ đó ở mục Đã xóa, nhật ký trước."
        )
    return Arrival(
        someone, each.relation, family_of(connection, home, day) if home is not None else None, free_since
    )


def _has_past(connection: Connection, household_id: int) -> bool:
    tables = (household_event, class_history)
    queries = (select(table.c.id).where(table.c.household_id == household_id).limit(1) for table in tables)
    return any(connection.execute(query).first() is not None for query in queries)


def people_named(connection: Connection, typed: str, at_most: int = 8) -> tuple[tuple[Person, str], ...]:
    """Living people with such a name, typed from any of its words on, with where they live."""
    words = " ".join(query_words(typed))
    if not words:
        return ()
    spaced = literal(" ") + person.c.search_key
    query = (
        select(person, household.c.code, household.c.head_name, hamlet.c.name.label("hamlet"))
        .outerjoin(membership, (membership.c.person_id == person.c.id) & membership.c.valid_to.is_(None))
        .outerjoin(household, household.c.id == membership.c.household_id)
        .outerjoin(hamlet, hamlet.c.id == household.c.hamlet_id)
        .where(person.c.died_on.is_(None), person.c.deleted_at.is_(None), household.c.deleted_at.is_(None))
        .where(spaced.contains(f" {words}", autoescape=True))
        .order_by(
            person.c.search_key.startswith(words, autoescape=True).desc(), person.c.search_key, person.c.id
        )
        .limit(at_most)
    )
    return tuple(
        (
            households.person_of(dict(row)),
            f"hộ {row['head_name']} ({row['code']}), {row['hamlet']}" if row["code"] else "không ở hộ nào",
        )
        for row in connection.execute(query).mappings()
    )


def _last_change(connection: Connection, household_id: int) -> date | None:
    """The latest day on which a stay in the household begins or ends, or something is noted."""
    days = connection.execute(
        select(func.max(membership.c.valid_from), func.max(membership.c.valid_to)).where(
            membership.c.household_id == household_id
        )
    ).one()
    noted = connection.execute(
        select(func.max(household_event.c.happened_on)).where(household_event.c.household_id == household_id)
    ).scalar()
    return max((day for day in (*days, noted) if day is not None), default=None)


def _uid(connection: Connection, household_id: int) -> str:
    return str(connection.execute(select(household.c.uid).where(household.c.id == household_id)).scalar_one())
