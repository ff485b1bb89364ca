"""What an event changes in the register, step by step: shown first, then written exactly so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from povdesk.domain.household import HEAD, Category, EventKind, Person
from povdesk.domain.household_events import TITLES, Arrival, Family, Happening, Resident
from povdesk.domain.vietnamese import short_date

NEW = 0
"""Stands for the household that the event makes."""

_LISTED = (Category.POOR, Category.NEAR_POOR)

SPLIT_OFF, MERGED_INTO, EMPTY = "Tách hộ", "Nhập hộ", "Không còn nhân khẩu"


@dataclass(frozen=True)
class NewHousehold:
    """A household of its own code. origin: the one it comes from, None from outside the register."""

    hamlet_id: int
    head_name: str
    address: str
    origin: Family | None


@dataclass(frozen=True)
class ArriveNow:
    """A household that was typed in already has come from elsewhere on that day, not become poor here."""

    family: Family


@dataclass(frozen=True)
class EndStay:
    """A person leaves the roster; the membership closes with the reason."""

    person: Person
    household_id: int
    reason: str


@dataclass(frozen=True)
class BeginStay:
    """A person comes into a roster."""

    person: Person
    household_id: int
    relation: str


@dataclass(frozen=True)
class NewRelation:
    """A person's relation to the head of the household is another one from that day."""

    person: Person
    household_id: int
    relation: str


@dataclass(frozen=True)
class Death:
    """The person's own record; the register keeps him or her."""

    person: Person


@dataclass(frozen=True)
class EndHousehold:
    """Out of lists and counts from that day; everything written about it stays."""

    family: Family
    reason: str


@dataclass(frozen=True)
class CarryClass:
    """The new household begins with the class in force of the one it comes from, and with its last form."""

    origin: Family


@dataclass(frozen=True)
class GiveClass:
    """A household that moves in with a class decided elsewhere."""

    category: Category


@dataclass(frozen=True)
class Note:
    """A line in the household's course; its sizes feed columns 4 and 8 of the movement tables."""

    kind: EventKind
    household_id: int
    before: int
    after: int
    reason: str
    person: Person | None = None
    other_id: int | None = None


@dataclass(frozen=True)
class Remark:
    """Something the officer should know; changes nothing."""

    words: str


Change = (
    NewHousehold
    | ArriveNow
    | EndStay
    | BeginStay
    | NewRelation
    | Death
    | EndHousehold
    | CarryClass
    | GiveClass
    | Note
    | Remark
)


def changes(
    event: Happening,
    family: Family | None,
    *,
    other: Family | None = None,
    arrivals: tuple[Arrival, ...] = (),
) -> tuple[Change, ...]:
    """The steps of an event that has no problems, in the order in which they are written."""
    match event.kind:
        case _ if family is None:
            return _moved_in(event, arrivals)
        case EventKind.MOVED_IN:
            note = Note(EventKind.MOVED_IN, family.household_id, 0, len(family.residents), event.reason)
            return (ArriveNow(family), note, *_given(event))
        case EventKind.SPLIT:
            return _split(event, family)
        case EventKind.MERGED:
            assert other is not None
            return _merged(event, family, other)
        case EventKind.HEAD_CHANGED:
            return (*_headed_by(event, family, family.residents, family.size),)
        case EventKind.MEMBER_JOINED | EventKind.MEMBER_RETURNED:
            return _joined(event, family, arrivals)
        case EventKind.MEMBER_LEFT | EventKind.MEMBER_DIED:
            return _left(event, family)
        case EventKind.MOVED_OUT if event.hamlet_id is not None:
            return _moved_inside(event, family, event.hamlet_id)
        case _:
            return _ended(event, family)


def title(event: Happening, family: Family | None, arrivals: tuple[Arrival, ...] = ()) -> str:
    """The act's name, as history and "Hoàn tác" say it."""
    name = family.head_name if family is not None else arrivals[0].person.full_name if arrivals else ""
    return f"Biến động: {TITLES[event.kind].lower()}, hộ {name}"


def sentences(steps: Iterable[Change], day: date) -> tuple[str, ...]:
    """What will change, for the officer to read before it is written."""
    all_steps = tuple(steps)
    going_on = {step.person for step in all_steps if isinstance(step, BeginStay)}
    lines = []
    for step in all_steps:
        if isinstance(step, EndStay) and step.person in going_on:
            continue
        if isinstance(step, BeginStay) and any(
            isinstance(other, EndStay) and other.person == step.person for other in all_steps
        ):
            where = "hộ mới" if step.household_id == NEW else "hộ nhận"
            lines.append(f"{step.person.full_name} sang {where}, là {_relation(step.relation)}.")
        else:
            lines.append(_sentence(step, short_date(day)))
    return tuple(line for line in lines if line)


def _split(event: Happening, family: Family) -> tuple[Change, ...]:
    leaving, staying = family.those(event.people), family.others(event.people)
    hamlet = event.hamlet_id or family.hamlet_id
    head = next(one.person.full_name for one in leaving if one.id == event.new_head_id)
    size = family.size
    steps: list[Change] = [NewHousehold(hamlet, head, event.address, family)]
    steps += [EndStay(one.person, family.household_id, SPLIT_OFF) for one in leaving]
    steps += [
        BeginStay(
            one.person, NEW, HEAD if one.id == event.new_head_id else event.relations.get(one.id, "other")
        )
        for one in leaving
    ]
    after = size - len(leaving)
    steps.append(Note(EventKind.SPLIT, family.household_id, size, after, event.reason, other_id=NEW))
    steps.append(Note(EventKind.SPLIT, NEW, 0, len(leaving), event.reason, other_id=family.household_id))
    steps += _headed_by(event, family, staying, after)
    steps.append(CarryClass(family))
    if family.category in _LISTED:
        steps.append(Remark("Hộ mới chưa có cán bộ giúp đỡ; phân công sau khi ghi."))
    return tuple(steps)


def _merged(event: Happening, family: Family, other: Family) -> tuple[Change, ...]:
    steps: list[Change] = [EndStay(one.person, family.household_id, MERGED_INTO) for one in family.residents]
    steps += [
        BeginStay(one.person, other.household_id, event.relations.get(one.id, "other"))
        for one in family.residents
    ]
    grown = other.size + len(family.residents)
    here, there = family.household_id, other.household_id
    steps.append(Note(EventKind.MERGED, here, family.size, 0, event.reason, other_id=there))
    steps.append(Note(EventKind.MERGED, there, other.size, grown, event.reason, other_id=here))
    steps.append(EndHousehold(family, f"Nhập vào {other.words}"))
    if family.category is not other.category:
        was, stays = _class(family), _class(other)
        words = f"Diện của hộ nhập vào là {was}; {other.words} giữ nguyên diện {stays}"
        steps.append(Remark(f"{words} cho tới lần rà soát sau."))
    return tuple(steps)


def _left(event: Happening, family: Family) -> tuple[Change, ...]:
    died = event.kind is EventKind.MEMBER_DIED
    reason = f"Chết: {event.reason}" if died else event.reason
    steps: list[Change] = []
    size = family.size
    for one in family.those(event.people):
        steps += [Death(one.person)] if died else []
        steps.append(EndStay(one.person, family.household_id, reason))
        steps.append(Note(event.kind, family.household_id, size, size - 1, event.reason, one.person))
        size -= 1
    staying = family.others(event.people)
    return (*steps, *(_headed_by(event, family, staying, size) if staying else _emptied(family)))


def _joined(event: Happening, family: Family, arrivals: tuple[Arrival, ...]) -> tuple[Change, ...]:
    steps = _away_from_homes(arrivals, f"Về {family.words}")
    size = family.size
    for each in arrivals:
        steps.append(BeginStay(each.person, family.household_id, each.relation or "other"))
        origin = each.home.household_id if each.home else None
        steps.append(Note(event.kind, family.household_id, size, size + 1, event.reason, each.person, origin))
        size += 1
    return tuple(steps)


def _moved_in(event: Happening, arrivals: tuple[Arrival, ...]) -> tuple[Change, ...]:
    assert event.hamlet_id is not None
    name = arrivals[0].person.full_name
    steps: list[Change] = [NewHousehold(event.hamlet_id, name, event.address, None)]
    steps += _away_from_homes(arrivals, f"Về hộ {name}")
    for place, each in enumerate(arrivals):
        steps.append(BeginStay(each.person, NEW, HEAD if place == 0 else each.relation or "other"))
    steps.append(Note(EventKind.MOVED_IN, NEW, 0, len(arrivals), event.reason))
    return (*steps, *_given(event))


def _given(event: Happening) -> list[Change]:
    return [GiveClass(event.category)] if event.category is not None else []


def _moved_inside(event: Happening, family: Family, hamlet_id: int) -> tuple[Change, ...]:
    """To another hamlet of the commune: each hamlet's movement must add up, so it becomes a new record."""
    steps: list[Change] = [NewHousehold(hamlet_id, family.head_name, event.address, family)]
    steps += [EndStay(one.person, family.household_id, event.reason) for one in family.residents]
    steps += [BeginStay(one.person, NEW, one.relation) for one in family.residents]
    here = family.household_id
    steps.append(Note(EventKind.MOVED_OUT, here, family.size, 0, event.reason, other_id=NEW))
    steps.append(Note(EventKind.MOVED_IN, NEW, 0, len(family.residents), event.reason, other_id=here))
    steps += [EndHousehold(family, event.reason), CarryClass(family)]
    return tuple(steps)


def _ended(event: Happening, family: Family) -> tuple[Change, ...]:
    steps: list[Change] = [EndStay(one.person, family.household_id, event.reason) for one in family.residents]
    steps.append(Note(event.kind, family.household_id, family.size, 0, event.reason))
    steps.append(EndHousehold(family, event.reason))
    return tuple(steps)


def _headed_by(event: Happening, family: Family, people: tuple[Resident, ...], size: int) -> list[Change]:
    """Another head for those who (still) live in the household; nothing when the head stays."""
    head = next((one for one in people if one.id == event.head_id), None)
    if head is None or head.is_head:
        return []
    steps: list[Change] = []
    for one in people:
        relation = HEAD if one is head else event.relations.get(one.id, "other")
        if relation != one.relation:
            steps.append(NewRelation(one.person, family.household_id, relation))
    note = Note(EventKind.HEAD_CHANGED, family.household_id, size, size, event.reason, head.person)
    return [*steps, note]


def _away_from_homes(arrivals: tuple[Arrival, ...], reason: str) -> list[Change]:
    """Those who live elsewhere in the register leave there; a home that is left empty ends."""
    steps: list[Change] = []
    homes = {each.home.household_id: each.home for each in arrivals if each.home is not None}
    for home in homes.values():
        size = home.size
        going = home.those(each.person.id or 0 for each in arrivals if each.home == home)
        for one in going:
            steps.append(EndStay(one.person, home.household_id, reason))
            steps.append(Note(EventKind.MEMBER_LEFT, home.household_id, size, size - 1, reason, one.person))
            size -= 1
        steps += [] if home.others(one.id for one in going) else _emptied(home)
    return steps


def _emptied(family: Family) -> list[Change]:
    """Nobody is left: the household ends by itself."""
    return [Note(EventKind.ENDED, family.household_id, 0, 0, EMPTY), EndHousehold(family, EMPTY)]


def _class(family: Family) -> str:
    return family.category.label.lower() if family.category else "chưa xét"


def _sentence(step: Change, day: str) -> str:
    match step:
        case NewHousehold(head_name=name, origin=None):
            return f"Lập hộ mới {name} với mã hộ riêng, vào sổ từ ngày {day}."
        case NewHousehold(head_name=name, origin=Family() as origin):
            return f"Lập hộ mới {name} với mã hộ riêng, từ ngày {day}, có ghi nối với {origin.words}."
        case ArriveNow(family=family):
            return (
                f"{family.words[0].upper()}{family.words[1:]} vào sổ từ ngày {day} với "
                f"{len(family.residents)} người, tính là hộ chuyển đến, không phải phát sinh mới."
            )
        case EndStay(person=person, reason=reason):
            return f"{person.full_name} ra khỏi hộ từ ngày {day}: {_small(reason)}. Lý lịch vẫn được giữ."
        case BeginStay(person=person, household_id=key, relation=relation):
            where = "hộ mới" if key == NEW else "hộ"
            known = "" if person.id is not None else " Lập lý lịch mới cho người này."
            return f"{person.full_name} vào {where} từ ngày {day}, là {_relation(relation)}.{known}"
        case NewRelation(person=person, relation=relation):
            return f"{person.full_name} là {_relation(relation)} từ ngày {day}."
        case Death(person=person):
            return f"Ghi {person.full_name} đã mất."
        case EndHousehold(family=family, reason=reason):
            return (
                f"{family.words[0].upper()}{family.words[1:]} kết thúc từ ngày {day}: {_small(reason)}. "
                "Số liệu các kỳ đã công nhận giữ nguyên."
            )
        case CarryClass(origin=Family(category=None)):
            return (
                "Hộ mới chưa có diện vì hộ cũ chưa được xét. Phiếu gần nhất của hộ cũ làm gợi ý cho hộ mới."
            )
        case CarryClass(origin=Family(category=Category() as category)):
            return (
                f"Hộ mới bắt đầu với diện đang áp dụng của hộ cũ: {category.label.lower()}. "
                "Phiếu gần nhất của hộ cũ làm gợi ý cho hộ mới, chưa tính cho tới khi xác nhận."
            )
        case GiveClass(category=category):
            return f"Hộ bắt đầu với diện do nơi cũ công nhận: {category.label.lower()}."
        case Remark(words=words):
            return words
        case _:
            return ""


def _relation(code: str) -> str:
    from povdesk.domain.catalogues import name_of

    return name_of("relations", code).lower() + ("" if code == HEAD else " của chủ hộ")


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
