"""Acts on a whole household: it moves away, ends, goes into another one, is split, comes from elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import HEAD, EventKind, Household, Member
from povdesk.domain.vietnamese import short_date
from povdesk.storage import households
from povdesk.storage.act import Act
from povdesk.storage.roster_events import note
from povdesk.storage.tables import household, membership

_WORDS = {
    EventKind.MOVED_OUT: ("chuyển đi", "Chuyển đi nơi khác"),
    EventKind.ENDED: ("không còn ai", "Hộ không còn ai"),
}


def end(act: Act, household_id: int, kind: EventKind, on: date, reason: str = "") -> None:
    """The household moved out of the commune (MOVED_OUT) or has nobody left (ENDED) on that day.

    It stays in the lists and figures of the time before.
    """
    words, usual = _WORDS[kind]
    there = _present(act, household_id, on)
    act.describe(f"Ghi hộ {households.spoken_name(there)} {words}", "household", there.uid)
    _close(act, there, on, reason or usual)
    note(act, household_id, kind, on, (there.size, 0), reason=reason or usual)


def merge(
    act: Act, household_id: int, into_id: int, on: date, relations: Mapping[int, str] | None = None
) -> None:
    """All members go into another household, where the head stays head.

    relations: person id → relation to that head; not given = left open for the officer to fill in.
    """
    if household_id == into_id:
        raise InvalidInput("Một hộ không nhập vào chính nó.", "Chọn hộ khác.")
    there, target = _present(act, household_id, on), _present(act, into_id, on)
    act.describe(
        f"Nhập hộ {households.spoken_name(there)} vào hộ {households.spoken_name(target)}",
        "household",
        there.uid,
    )
    reason = f"Nhập vào hộ {target.code}"
    _close(act, there, on, reason)
    chosen = relations or {}
    coming = tuple(
        Member(member.person, chosen.get(member.person.id or 0, ""), joined_on=on) for member in there.members
    )
    households.save(act, replace(target, members=(*target.members, *coming)), on=on, note_changes=False)
    note(act, household_id, EventKind.MERGED, on, (there.size, 0), reason=reason, other_id=into_id)
    sizes = (target.size, target.size + there.size)
    note(act, into_id, EventKind.MERGED, on, sizes, reason=f"Hộ {there.code} nhập vào", other_id=household_id)


def split(
    act: Act,
    household_id: int,
    people: Sequence[int],
    head_id: int,
    on: date,
    relations: Mapping[int, str] | None = None,
) -> Household:
    """Some members begin a household of their own in the same hamlet; returns it. head_id: one of them."""
    there = _present(act, household_id, on)
    going = [member for member in there.members if member.person.id in people]
    staying = tuple(member for member in there.members if member.person.id not in people)
    if not going or head_id not in people:
        raise InvalidInput("Chưa chọn người ra hộ mới và chủ hộ mới.", "Chọn ít nhất một người.")
    if not any(member.is_head for member in staying):
        raise InvalidInput(
            "Chủ hộ cũ phải ở lại hộ cũ.", "Nếu chủ hộ ra ở riêng, đổi chủ hộ trong phiếu trước rồi tách."
        )
    act.describe(f"Tách hộ {households.spoken_name(there)}", "household", there.uid)
    left = {member.person.id or 0: "Tách hộ" for member in going}
    households.save(act, replace(there, members=staying), on=on, left=left, note_changes=False)
    chosen = relations or {}
    roster = tuple(
        Member(
            member.person,
            HEAD if member.person.id == head_id else chosen.get(member.person.id or 0, ""),
            joined_on=on,
        )
        for member in sorted(going, key=lambda member: member.person.id != head_id)
    )
    made = households.save(
        act,
        Household(hamlet_id=there.hamlet_id, address=there.address, area=there.area, members=roster),
        on=on,
    )
    assert made.id is not None
    sizes = (there.size, len(staying))
    note(act, household_id, EventKind.SPLIT, on, sizes, reason=f"Tách ra hộ {made.code}", other_id=made.id)
    note(
        act,
        made.id,
        EventKind.SPLIT,
        on,
        (0, made.size),
        reason=f"Tách từ hộ {there.code}",
        other_id=household_id,
    )
    return made


def arrive(act: Act, household_id: int, on: date, reason: str = "") -> None:
    """The household has come from outside the commune on that day (not newly poor by itself)."""
    there = households.get(act.connection, household_id)
    _refuse_later(act, on)
    act.describe(f"Ghi hộ {households.spoken_name(there)} chuyển đến", "household", there.uid)
    act.update(household, household_id, {"registered_on": on})
    note(act, household_id, EventKind.MOVED_IN, on, (0, there.size), reason=reason or "Chuyển đến")


def _present(act: Act, household_id: int, on: date) -> Household:
    """The household with its roster now; refuses one that is gone, and days that cannot be."""
    row: Any = act.connection.execute(
        select(household.c.registered_on, household.c.ended_on, household.c.head_name).where(
            household.c.id == household_id
        )
    ).first()
    if row is not None and row.ended_on is not None:
        raise NotPossibleNow(f"Hộ {row.head_name} đã thôi theo dõi từ ngày {short_date(row.ended_on)}.")
    _refuse_later(act, on)
    if row is not None and row.registered_on is not None and on < row.registered_on:
        raise InvalidInput(
            f"Hộ {row.head_name} được theo dõi từ ngày {short_date(row.registered_on)}.",
            "Ghi biến động từ ngày đó trở đi.",
        )
    return households.get(act.connection, household_id)


def _refuse_later(act: Act, on: date) -> None:
    if on > act.today:
        raise InvalidInput(f"Ngày {short_date(on)} ở sau hôm nay.", "Ghi biến động khi đã xảy ra.")


def _close(act: Act, there: Household, on: date, reason: str) -> None:
    assert there.id is not None
    for member in there.members:
        assert member.membership_id is not None
        until = max(on, member.joined_on or on)
        act.update(membership, member.membership_id, {"valid_to": until, "reason": reason})
    act.update(household, there.id, {"ended_on": on, "end_reason": reason})
