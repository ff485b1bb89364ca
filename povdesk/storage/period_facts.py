"""What happened to households and people, each with its day and in words: reasons are chosen from these."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, select

from povdesk.domain import catalogues
from povdesk.domain.change_words import field_name, value_words
from povdesk.domain.household import Category, EventKind
from povdesk.domain.household_events import TITLES
from povdesk.domain.review import ReviewState
from povdesk.domain.vietnamese import short_date
from povdesk.storage.tables import (
    class_history,
    decision,
    history,
    household,
    household_event,
    membership,
    person,
    review,
    review_answer,
    review_member,
    support_event,
)

Owner = tuple[str, int]
Found = Iterator[tuple[Owner, "Fact"]]

_CONFIRMED = [str(ReviewState.CLOSED), str(ReviewState.RECOGNISED)]
_MOVES = (EventKind.MOVED_IN, EventKind.MOVED_OUT, EventKind.SPLIT, EventKind.MERGED, EventKind.ENDED)
_LACKS = {
    "water": "Thiếu nước sinh hoạt",
    "latrine": "Thiếu nhà tiêu hợp vệ sinh",
    "telecom": "Thiếu viễn thông",
}


class Fact(NamedTuple):
    """rank: which fact explains best that somebody came or went, the smallest first.

    rank_inside: the same for somebody who stays and only changed their part. table, row: the record.
    """

    day: date
    words: str
    rank: int
    rank_inside: int
    table: str
    row: int


def recorded_since(connection: Connection, since: str) -> dict[tuple[str, int], tuple[date, str]]:
    """Records written after a local time: when and by which act. Empty when no time is given.

    A household's own acts are there under ("household", key) too.
    """
    found: dict[tuple[str, int], tuple[date, str]] = {}
    if not since:
        return found
    keys = {row.uid: row.id for row in connection.execute(select(household.c.id, household.c.uid))}
    rows = connection.execute(
        select(history.c.at_local, history.c.action, history.c.object_uid, history.c.payload)
        .where(history.c.at_local > since, history.c.payload.is_not(None))
        .order_by(history.c.seq)
    )
    for row in rows:
        day = date.fromisoformat(row.at_local[:10])
        for change in json.loads(row.payload):
            if "rows" not in change and isinstance(change["id"], int):
                found[change["table"], change["id"]] = (day, row.action)
        if row.object_uid in keys:
            found["household", keys[row.object_uid]] = (day, row.action)
    return found


def gone(connection: Connection, homes: Iterable[int], persons: Iterable[int]) -> Found:
    """Deleted from the register, or died."""
    for row in rows_of(connection, select(household), household.c.id, homes):
        if row.deleted_at:
            day = date.fromisoformat(row.deleted_at[:10])
            words = f"Hộ đã đưa ra khỏi sổ ngày {short_date(day)}"
            yield ("household", row.id), Fact(day, words, 0, 0, "household", row.id)
        if row.ended_on:
            words = f"Hộ không còn trong xã từ {short_date(row.ended_on)}"
            yield ("household", row.id), Fact(row.ended_on, words, 2, 2, "household_end", row.id)
    for row in rows_of(connection, select(person), person.c.id, persons):
        if row.deleted_at:
            day = date.fromisoformat(row.deleted_at[:10])
            words = f"Người này đã đưa ra khỏi sổ ngày {short_date(day)}"
            yield ("person", row.id), Fact(day, words, 0, 0, "person", row.id)
        if row.died_on:
            words = f"Qua đời ngày {short_date(row.died_on)}"
            yield ("person", row.id), Fact(row.died_on, words, 0, 0, "person", row.id)


def happened(
    connection: Connection, homes: Iterable[int], persons: Iterable[int], *, of_closing: bool
) -> Found:
    """Moves, changes of the roster, and classes on the axis that the number is counted on."""
    homes = sorted(homes)
    moves = [str(kind) for kind in _MOVES]
    for row in rows_of(connection, select(household_event), household_event.c.household_id, homes):
        if row.kind in moves:
            words = f"{TITLES[EventKind(row.kind)]} ngày {short_date(row.happened_on)}"
            fact = Fact(row.happened_on, words, 1, 3, "household_event", row.id)
            yield ("household", row.household_id), fact
    query = select(membership, household.c.head_name).join(
        household, household.c.id == membership.c.household_id
    )
    for row in rows_of(connection, query, membership.c.person_id, persons):
        if row.valid_from:
            words = f"Vào hộ {row.head_name} ngày {short_date(row.valid_from)}"
            yield ("person", row.person_id), Fact(row.valid_from, words, 2, 4, "membership", row.id)
        if row.valid_to:
            reason = f" ({row.reason})" if row.reason else ""
            words = f"Rời hộ {row.head_name} ngày {short_date(row.valid_to)}{reason}"
            yield ("person", row.person_id), Fact(row.valid_to, words, 2, 4, "membership", row.id)
    yield from _classes(connection, homes, of_closing=of_closing)
    if of_closing:
        forms = select(review).where(review.c.state.in_(_CONFIRMED), review.c.reviewed_on.is_not(None))
        for row in rows_of(connection, forms, review.c.household_id, homes):
            category = Category(row.recognised or row.computed)
            words = f"Phiếu rà soát ngày {short_date(row.reviewed_on)}: {category.label.lower()}"
            yield ("household", row.household_id), Fact(row.reviewed_on, words, 4, 3, "review", row.id)


def _classes(connection: Connection, homes: Sequence[int], *, of_closing: bool) -> Found:
    """Each class with the one before it and its decision."""
    query = (
        select(class_history, decision.c.number)
        .outerjoin(decision, decision.c.id == class_history.c.decision_id)
        .order_by(class_history.c.counted_from, class_history.c.id)
    )
    last: dict[int, str] = {}
    for row in rows_of(connection, query, class_history.c.household_id, homes):
        category = Category(row.category)
        before = last.get(row.household_id, "")
        last[row.household_id] = row.category
        if before == row.category:
            continue
        day = row.counted_from if of_closing else row.entitled_from
        change = (
            f"Từ {Category(before).label.lower()} thành {category.label.lower()}"
            if before
            else f"Được công nhận {category.label.lower()}"
        )
        by = f" theo quyết định số {row.number}" if row.number else ""
        words = f"{change}{by}, từ {short_date(day)}"
        yield ("household", row.household_id), Fact(day, words, 3, 3, "class_history", row.id)


def supported(
    connection: Connection,
    homes: Iterable[int],
    persons: Iterable[int],
    cadres: Iterable[int],
    kinds: Sequence[str],
) -> Found:
    """Support of the kinds that the number counts, also that which was taken back."""
    if not kinds:
        return
    query = select(support_event).where(support_event.c.kind.in_(kinds))
    seen = set()
    columns: tuple[tuple[str, ColumnElement[Any], Iterable[int]], ...] = (
        ("household", support_event.c.household_id, homes),
        ("person", support_event.c.person_id, persons),
        ("person", support_event.c.attendee_id, persons),
        ("cadre", support_event.c.cadre_id, cadres),
    )
    for kind, column, keys in columns:
        for row in rows_of(connection, query, column, keys):
            if (kind, row.id) in seen:
                continue
            seen.add((kind, row.id))
            item = catalogues.item_of("support_kinds", row.kind)
            called = item.name if item else row.kind
            day = row.finished_on or row.happened_on
            words = f"{called}, ngày {short_date(day)}"
            if row.deleted_at:
                day = date.fromisoformat(row.deleted_at[:10])
                words = f"Khoản “{called}” đã xóa ngày {short_date(day)}"
            key = getattr(row, column.key or "")
            yield (kind, key), Fact(day, words, 4, 1, "support_event", row.id)


def answers(
    connection: Connection,
    homes: Iterable[int],
    persons: Iterable[int],
    wanted: Sequence[str],
    before: date,
    after: date,
) -> Found:
    """What the latest confirmed form says otherwise than the one of the earlier day."""
    if not wanted:
        return
    forms = _forms(connection, sorted(homes))
    for key, rows in forms.items():
        new = _latest(rows, after)
        if new is None:
            continue
        old = _latest(rows, before)
        if old is not None and old.id != new.id:
            for field in ("uses_internet",):
                if field in wanted and getattr(old, field) != getattr(new, field):
                    words = _otherwise(
                        new, field_name(field), field, getattr(old, field), getattr(new, field)
                    )
                    yield ("household", key), Fact(new.reviewed_on, words, 5, 2, "review", new.id)
        yield from _lacks(connection, key, old, new, wanted)
        yield from _members(connection, persons, old, new, wanted)


def _lacks(connection: Connection, key: int, old: Any, new: Any, wanted: Sequence[str]) -> Found:
    codes = [code for code in wanted if code in _LACKS]
    if not codes:
        return
    said: dict[int, dict[str, Any]] = {}
    ids = [one.id for one in (old, new) if one is not None]
    for row in connection.execute(
        select(review_answer).where(review_answer.c.review_id.in_(ids), review_answer.c.indicator.in_(codes))
    ):
        said.setdefault(row.review_id, {})[row.indicator] = row
    for code in codes:
        then = said.get(old.id, {}).get(code) if old is not None else None
        now = said.get(new.id, {}).get(code)
        if now is None:
            continue
        before = "unknown" if then is None or then.carried_over else then.lacking
        after = "unknown" if now.carried_over else now.lacking
        if before != after or (old is not None and old.id == new.id):
            words = _otherwise(new, _LACKS[code], code, before if before != after else "", after)
            yield ("household", key), Fact(new.reviewed_on, words, 5, 2, "review_answer", now.id)


def _members(
    connection: Connection, persons: Iterable[int], old: Any, new: Any, wanted: Sequence[str]
) -> Found:
    columns = [name for name in wanted if name in review_member.c]
    if not columns:
        return
    ids = [one.id for one in (old, new) if one is not None]
    there = set(persons)
    said: dict[tuple[int, int], Any] = {}
    for row in connection.execute(select(review_member).where(review_member.c.review_id.in_(ids))):
        said[row.review_id, row.person_id] = row
    for (form, who), now in said.items():
        if form != new.id or who not in there:
            continue
        then = said.get((old.id, who)) if old is not None else None
        for name in columns:
            after = getattr(now, name)
            before = getattr(then, name) if then is not None else None
            same_form = old is not None and old.id == new.id
            if before == after and not same_form and name == "health_insurance":
                words = f"Phiếu ngày {short_date(new.reviewed_on)} xác nhận lại thẻ BHYT"
                yield ("person", who), Fact(new.reviewed_on, words, 8, 8, "review_member", now.id)
            if before != after or same_form:
                words = _otherwise(new, field_name(name), name, None if same_form else before, after)
                yield ("person", who), Fact(new.reviewed_on, words, 5, 2, "review_member", now.id)
                break


def _otherwise(form: Any, called: str, field: str, before: Any, after: Any) -> str:
    called = called if called[1:2].isupper() else f"{called[:1].lower()}{called[1:]}"
    start = f"Phiếu ngày {short_date(form.reviewed_on)} ghi {called}"
    now = value_words("" if field in _LACKS else field, _plain(after)).lower()
    if before in (None, ""):
        return f"{start}: {now}"
    was = value_words("" if field in _LACKS else field, _plain(before)).lower()
    return f"{start}: {was} thành {now}"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _forms(connection: Connection, homes: Sequence[int]) -> dict[int, list[Any]]:
    query = (
        select(review.c.id, review.c.household_id, review.c.reviewed_on, review.c.uses_internet)
        .where(review.c.state.in_(_CONFIRMED), review.c.reviewed_on.is_not(None))
        .order_by(review.c.reviewed_on, review.c.id)
    )
    found: dict[int, list[Any]] = {}
    for row in rows_of(connection, query, review.c.household_id, homes):
        found.setdefault(row.household_id, []).append(row)
    return found


def _latest(rows: Sequence[Any], day: date) -> Any:
    return next((row for row in reversed(rows) if row.reviewed_on <= day), None)


def rows_of(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], keys: Iterable[Any]
) -> Iterator[Any]:
    """The rows of these keys, in portions that SQLite takes."""
    wanted = sorted(keys)
    for start in range(0, len(wanted), 5_000):
        yield from connection.execute(query.where(column.in_(wanted[start : start + 5_000]))).all()
