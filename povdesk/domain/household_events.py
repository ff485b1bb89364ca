"""Biến động: what can happen to a household between two reviews, and what stands in an event's way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from povdesk.domain.household import HEAD, Category, EventKind, Person
from povdesk.domain.vietnamese import short_date

TITLES = {
    EventKind.SPLIT: "Tách hộ",
    EventKind.MERGED: "Nhập hộ",
    EventKind.HEAD_CHANGED: "Đổi chủ hộ",
    EventKind.MEMBER_JOINED: "Thêm người vào hộ",
    EventKind.MEMBER_LEFT: "Có người ra khỏi hộ",
    EventKind.MEMBER_DIED: "Có người chết",
    EventKind.MEMBER_RETURNED: "Có người trở về hộ",
    EventKind.MOVED_IN: "Hộ chuyển đến",
    EventKind.MOVED_OUT: "Hộ chuyển đi",
    EventKind.ENDED: "Hộ không còn",
}

REASONS: Mapping[EventKind, tuple[str, ...]] = {
    EventKind.SPLIT: ("Lập gia đình, ra ở riêng", "Ăn riêng, ở riêng", "Ly hôn"),
    EventKind.MERGED: ("Về ở chung, ăn chung", "Cha, mẹ già về ở cùng con", "Kết hôn"),
    EventKind.HEAD_CHANGED: ("Theo sổ hộ khẩu, cư trú", "Chủ hộ cũ già yếu", "Gia đình đề nghị"),
    EventKind.MEMBER_JOINED: ("Mới sinh", "Kết hôn, về làm dâu, rể", "Nhận con nuôi", "Chuyển đến ở cùng"),
    EventKind.MEMBER_LEFT: (
        "Kết hôn, về hộ khác",
        "Chuyển đi nơi khác",
        "Đi làm ăn xa, không còn ở hộ",
    ),
    EventKind.MEMBER_DIED: ("Già yếu", "Ốm đau, bệnh", "Tai nạn"),
    EventKind.MEMBER_RETURNED: ("Đi làm ăn xa trở về", "Ly hôn, về lại", "Ra quân, ra trường"),
    EventKind.MOVED_IN: ("Chuyển từ xã khác đến", "Trở về quê"),
    EventKind.MOVED_OUT: ("Chuyển đi xã khác", "Chuyển đi tỉnh khác", "Chuyển sang thôn khác trong xã"),
    EventKind.ENDED: ("Hộ đơn thân chết", "Không còn ai ở", "Ghi trùng với hộ khác"),
}
"""Offered first; the officer may write another reason."""

_FIRST_PERSON = "Ghi ngày từ {day} trở đi, hoặc hoàn tác việc ghi sau."


@dataclass(frozen=True)
class Resident:
    """One who lives in the household now. since: None = always."""

    person: Person
    relation: str
    since: date | None = None

    @property
    def id(self) -> int:
        assert self.person.id is not None
        return self.person.id

    @property
    def is_head(self) -> bool:
        return self.relation == HEAD


@dataclass(frozen=True)
class Family:
    """A household as an event finds it. size: how many lived there on the event's day.

    category: the class in force on that day. ended_on: it is no longer in the register from then on.
    last_change: the latest day on which somebody came or left. has_past: events or classes are known of it.
    """

    household_id: int
    code: str
    head_name: str
    hamlet_id: int
    hamlet: str = ""
    residents: tuple[Resident, ...] = ()
    size: int = 0
    registered_on: date | None = None
    ended_on: date | None = None
    last_change: date | None = None
    category: Category | None = None
    has_past: bool = False

    @property
    def words(self) -> str:
        return f"hộ {self.head_name} ({self.code})"

    @property
    def head(self) -> Resident | None:
        return next((one for one in self.residents if one.is_head), None)

    def those(self, people: Iterable[int]) -> tuple[Resident, ...]:
        """Residents with these ids, in roster order."""
        wanted = set(people)
        return tuple(one for one in self.residents if one.id in wanted)

    def others(self, people: Iterable[int]) -> tuple[Resident, ...]:
        """Residents without these ids, in roster order."""
        away = set(people)
        return tuple(one for one in self.residents if one.id not in away)


@dataclass(frozen=True)
class Arrival:
    """One who comes into a household. home: where he or she lives until then, None outside the register.

    person.id None: not in the register yet. free_since: the day the last household was left.
    """

    person: Person
    relation: str = ""
    home: Family | None = None
    free_since: date | None = None


@dataclass(frozen=True)
class Happening:
    """One event as the officer tells it.

    people: who splits off, leaves or dies (person ids). head_id: the head of this household afterwards, where
    the event takes the head away or changes it. new_head_id: head of the household that splits off.
    relations: person id → relation to that person's head afterwards. hamlet_id: of a new household, or where
    a household moves inside the commune. category: of a household that moves in with a decision.
    """

    kind: EventKind
    day: date | None = None
    reason: str = ""
    people: tuple[int, ...] = ()
    head_id: int | None = None
    new_head_id: int | None = None
    relations: Mapping[int, str] = field(default_factory=dict)
    hamlet_id: int | None = None
    address: str = ""
    category: Category | None = None


class EventProblem(NamedTuple):
    """Why the event cannot be written. field: the part of `Happening`, or "other", "arrival"."""

    field: str
    message: str


def counting_day(day: date, last_closing: date | None) -> date:
    """From when an event counts: figures of a recognised closing never change afterwards."""
    return day if last_closing is None else max(day, last_closing + timedelta(days=1))


def problems(
    event: Happening,
    family: Family | None,
    *,
    today: date,
    counted: date | None = None,
    other: Family | None = None,
    arrivals: tuple[Arrival, ...] = (),
) -> tuple[EventProblem, ...]:
    """All that is missing or impossible; empty when the event can be written.

    family: None for a household that moves in. counted: `counting_day` of the event's day.
    """
    found: list[EventProblem] = []
    if family is None and event.kind is not EventKind.MOVED_IN:
        return (EventProblem("household", "Chưa chọn hộ."),)
    if not event.reason.strip():
        found.append(EventProblem("reason", "Chưa chọn lý do."))
    if event.day is None:
        found.append(EventProblem("day", "Chưa nhập ngày. Gõ đủ ngày, tháng, năm, ví dụ 05/9/2024."))
    elif event.day > today:
        found.append(EventProblem("day", f"Ngày {short_date(event.day)} ở sau hôm nay."))
    day = counted or event.day
    for each in (family, other):
        arriving = each is family and event.kind is EventKind.MOVED_IN
        found += _not_there(each, None if arriving else event.day)
    if family is not None:
        found += _about(event, family, other, day)
    coming = event.kind in (EventKind.MEMBER_JOINED, EventKind.MEMBER_RETURNED)
    if coming or (event.kind is EventKind.MOVED_IN and family is None):
        found += _arriving(event, family, arrivals, day)
    return tuple(found)


def _about(event: Happening, family: Family, other: Family | None, day: date | None) -> list[EventProblem]:
    if event.kind is EventKind.SPLIT:
        return [*_leaving(event, family, day), *_split(event, family)]
    if event.kind in (EventKind.MEMBER_LEFT, EventKind.MEMBER_DIED):
        return _leaving(event, family, day)
    if event.kind is EventKind.HEAD_CHANGED:
        return _new_head(event, family, day)
    if event.kind is EventKind.MERGED:
        return [*_merged(family, other), *_before_the_end(family, day)]
    if event.kind is EventKind.MOVED_IN and family.has_past:
        words = f"{_begin(family.words)} đã có biến động hoặc diện ghi trước đây nên không phải hộ mới đến."
        return [EventProblem("household", words)]
    if event.kind is EventKind.MOVED_OUT and event.hamlet_id == family.hamlet_id:
        return [EventProblem("hamlet_id", f"Hộ đang ở {family.hamlet}. Chọn thôn khác, hoặc để trống.")]
    if event.kind in (EventKind.MOVED_OUT, EventKind.ENDED):
        return _before_the_end(family, day)
    return []


def _not_there(family: Family | None, day: date | None) -> list[EventProblem]:
    if family is None:
        return []
    if family.ended_on is not None:
        return [
            EventProblem(
                "household", f"{_begin(family.words)} đã kết thúc ngày {short_date(family.ended_on)}."
            )
        ]
    if day is not None and family.registered_on is not None and day < family.registered_on:
        since = short_date(family.registered_on)
        return [
            EventProblem("day", f"{_begin(family.words)} vào sổ ngày {since}. Ghi ngày từ {since} trở đi.")
        ]
    return []


def _leaving(event: Happening, family: Family, day: date | None) -> list[EventProblem]:
    chosen, staying = family.those(event.people), family.others(event.people)
    if not chosen:
        return [EventProblem("people", "Chưa chọn người.")]
    found = _too_early(chosen, day) if staying else _before_the_end(family, day)
    if staying and (not any(one.is_head for one in staying) or event.head_id is not None):
        found += _head_among(event.head_id, staying, "head_id", "Chọn chủ hộ mới cho những người ở lại.")
        found += _too_early((one for one in staying if one.is_head or one.id == event.head_id), day)
    return found


def _split(event: Happening, family: Family) -> list[EventProblem]:
    chosen, staying = family.those(event.people), family.others(event.people)
    if chosen and not staying:
        return [EventProblem("people", "Phải có người ở lại hộ cũ. Nếu cả hộ dời đi, chọn “Hộ chuyển đi”.")]
    return _head_among(event.new_head_id, chosen, "new_head_id", "Chọn chủ hộ của hộ mới.") if chosen else []


def _head_among(
    wanted: int | None, people: tuple[Resident, ...], place: str, words: str
) -> list[EventProblem]:
    return [] if wanted in {one.id for one in people} else [EventProblem(place, words)]


def _new_head(event: Happening, family: Family, day: date | None) -> list[EventProblem]:
    found = _head_among(event.head_id, family.residents, "head_id", "Chọn chủ hộ mới.")
    if not found and family.head is not None and family.head.id == event.head_id:
        found = [EventProblem("head_id", f"{family.head_name} đang là chủ hộ. Chọn người khác.")]
    heads = [one for one in family.residents if one.is_head or one.id == event.head_id]
    return found or _too_early(heads, day)


def _merged(family: Family, other: Family | None) -> list[EventProblem]:
    if other is None:
        return [EventProblem("other", "Chưa chọn hộ để nhập vào.")]
    if other.household_id == family.household_id:
        return [EventProblem("other", "Không nhập một hộ vào chính nó. Chọn hộ khác.")]
    if other.head is None:
        return [EventProblem("other", f"{_begin(other.words)} chưa có chủ hộ. Chọn chủ hộ cho hộ đó trước.")]
    return []


def _too_early(people: Iterable[Resident], day: date | None) -> list[EventProblem]:
    """What was written for a person after that day must not be turned upside down."""
    if day is None:
        return []
    return [
        EventProblem(
            "day",
            f"{one.person.full_name} có thay đổi ghi từ ngày {short_date(one.since)}. "
            + _FIRST_PERSON.format(day=short_date(one.since)),
        )
        for one in people
        if one.since is not None and one.since > day
    ]


def _before_the_end(family: Family, day: date | None) -> list[EventProblem]:
    """A household cannot end before the last thing that happened in it."""
    if day is None or family.last_change is None or family.last_change <= day:
        return []
    last = short_date(family.last_change)
    return [
        EventProblem(
            "day",
            f"{_begin(family.words)} có người vào, ra ngày {last}. " + _FIRST_PERSON.format(day=last),
        )
    ]


def _arriving(
    event: Happening, family: Family | None, arrivals: tuple[Arrival, ...], day: date | None
) -> list[EventProblem]:
    found: list[EventProblem] = []
    if not arrivals or not arrivals[0].person.full_name.strip():
        words = "Chưa nhập họ tên chủ hộ." if family is None else "Chưa chọn người."
        found.append(EventProblem("arrival", words))
    if family is None and event.hamlet_id is None:
        found.append(EventProblem("hamlet_id", "Chưa chọn thôn."))
    for each in arrivals:
        found += _one_arriving(each, family, arrivals, day)
        if event.kind is EventKind.MEMBER_RETURNED and each.person.id is None:
            found.append(EventProblem("arrival", "Chọn người đã từng ở trong sổ."))
        if family is not None and each.relation == HEAD and family.head is not None:
            found.append(
                EventProblem("arrival", "Hộ đã có chủ hộ. Chọn quan hệ khác, sau đó ghi “Đổi chủ hộ”.")
            )
    return found


def _one_arriving(
    each: Arrival, family: Family | None, arrivals: tuple[Arrival, ...], day: date | None
) -> list[EventProblem]:
    name, person = each.person.full_name, each.person
    if person.died_on is not None:
        return [EventProblem("arrival", f"{name} đã mất ngày {short_date(person.died_on)}.")]
    if day is not None and person.born is not None and day < person.born.earliest():
        return [EventProblem("day", f"{name} sinh {person.born}, sau ngày {short_date(day)}.")]
    if each.home is None:
        if day is not None and each.free_since is not None and day < each.free_since:
            since = short_date(each.free_since)
            return [
                EventProblem("day", f"{name} còn ở hộ trước tới ngày {since}. Ghi ngày từ {since} trở đi.")
            ]
        return []
    if family is not None and each.home.household_id == family.household_id:
        return [EventProblem("arrival", f"{name} đang ở trong hộ này rồi.")]
    coming = {one.person.id for one in arrivals if one.home == each.home}
    left_behind = [one for one in each.home.residents if one.id not in coming]
    if left_behind and not any(one.is_head for one in left_behind):
        return [
            EventProblem(
                "arrival",
                f"{name} đang là chủ hộ của {each.home.words}, hộ đó còn {len(left_behind)} người khác. "
                "Ghi “Đổi chủ hộ” cho hộ đó trước.",
            )
        ]
    if not left_behind:
        return _before_the_end(each.home, day)
    return _too_early(each.home.those([person.id or 0]), day)


def _begin(words: str) -> str:
    return words[0].upper() + words[1:]
