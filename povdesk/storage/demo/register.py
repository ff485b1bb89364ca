"""The invented register over three closings: who is poor when, who comes, leaves, is born, dies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from povdesk.domain.household import HEAD, EventKind
from povdesk.storage.demo.families import Event, Families, Family, Stay
from povdesk.storage.demo.names import Names

DEFAULT_HOUSEHOLDS = 320
"""Households with members in the register of a commune of 915 households."""

BEGINNING = date(2021, 1, 1)
CLOSINGS = (2021, 2022, 2023)

CONTINUOUS_FROM = date(2024, 5, 1)
"""From when the one household recognised by the continuous round of 2024 counts as poor."""

_LOOKED_AT = 200
"""How many households are looked at to find a fitting one, so that a large register is made quickly."""


@dataclass(frozen=True)
class Track:
    """A course through the closings 2021, 2022, 2023: P poor, N near-poor, X not poor, - not registered.

    share: households of this course in a register of the usual size.
    """

    course: str
    share: int
    arrival: str = ""
    end: str = ""
    end_year: int = 0
    note: str = ""

    @property
    def classes(self) -> dict[int, str]:
        return {year: mark for year, mark in zip(CLOSINGS, self.course, strict=True) if mark != "-"}

    @property
    def first_year(self) -> int:
        return next(iter(self.classes), 2021)


PRESENT = (
    Track("PPP", 85),
    Track("NPP", 5),
    Track("PNP", 4),
    Track("NNP", 6),
    Track("-PP", 8),
    Track("--P", 6),
    Track("PXP", 1),
    Track("-PP", 1, arrival=EventKind.SPLIT),
    Track("--P", 1, arrival=EventKind.MOVED_IN),
    Track("NNN", 55),
    Track("PNN", 14),
    Track("PPN", 20),
    Track("NPN", 3),
    Track("-NN", 9),
    Track("--N", 7),
    Track("NXN", 1),
    Track("--N", 1, arrival=EventKind.SPLIT),
    Track("-NN", 2, arrival=EventKind.MOVED_IN),
    Track("PXX", 6),
    Track("NXX", 15),
    Track("PNX", 8),
    Track("NNX", 22),
    Track("PPX", 3),
    Track("-NX", 2),
    Track("---", 10, note="old_exit"),
    Track("---", 24, note="asked"),
    Track("---", 1, note="continuous"),
)
ENDED = (
    Track("P--", 1, end=EventKind.MOVED_OUT, end_year=2022),
    Track("P--", 1, end=EventKind.ENDED, end_year=2022),
    Track("N--", 1, end=EventKind.MERGED, end_year=2022),
    Track("PP-", 1, end=EventKind.ENDED, end_year=2023),
    Track("NN-", 1, end=EventKind.MOVED_OUT, end_year=2023),
    Track("PPP", 1, end=EventKind.MOVED_OUT, end_year=2024),
)


def families(households: int, random: Random, hamlet_weights: Sequence[int]) -> list[Family]:
    """Every household that was ever registered; exactly `households` of them are still there."""
    made = Families(random, Names(random))
    wanted = [
        *_courses(PRESENT, households),
        *_courses(ENDED, round(households * 6 / DEFAULT_HOUSEHOLDS) or 1),
    ]
    random.shuffle(wanted)
    everyone = [_begin(made, track, hamlet_weights) for track in wanted]
    _name_one(everyone)
    staying = [f for f, track in zip(everyone, wanted, strict=True) if f.track == "PPP" and not track.end]
    for family, track in zip(everyone, wanted, strict=True):
        if track.arrival == EventKind.SPLIT:
            _split(made, family, staying)
        elif track.arrival == EventKind.MOVED_IN:
            size = len(family.stays)
            family.events.append(Event(EventKind.MOVED_IN, family.since, after=size, reason="Chuyển đến"))
    for family, track in zip(everyone, wanted, strict=True):
        if track.end:
            _end(made, family, track, staying)
    for family in everyone:
        _live(made, family)
    return everyone


def _courses(tracks: Sequence[Track], total: int) -> list[Track]:
    """`total` courses in the tracks' proportions, each track at least once while there is room."""
    shares = sum(track.share for track in tracks)
    counts = [max(1, total * track.share // shares) for track in tracks]
    order = sorted(range(len(tracks)), key=lambda i: (-(total * tracks[i].share % shares), i))
    place = 0
    while sum(counts) < total:
        counts[order[place % len(order)]] += 1
        place += 1
    while sum(counts) > total:
        counts[counts.index(max(counts))] -= 1
    return [track for track, count in zip(tracks, counts, strict=True) for _ in range(count)]


def _begin(made: Families, track: Track, hamlet_weights: Sequence[int]) -> Family:
    hamlet = made.random.choices(range(len(hamlet_weights)), hamlet_weights)[0]
    since = BEGINNING
    if track.first_year > 2021:
        since = date(track.first_year, 1, 15) + timedelta(days=made.random.randrange(45, 230))
    name = track.note or track.course
    if track.arrival == EventKind.SPLIT:
        return made.empty_family(hamlet, name, track.classes, since)
    shape = (
        {EventKind.ENDED: "elder", EventKind.MERGED: "elder"}.get(EventKind(track.end)) if track.end else None
    )
    return made.family(hamlet, name, track.classes, since, shape or "")


def _name_one(everyone: list[Family]) -> None:
    """The household that the help and the examples speak of."""
    for family in everyone:
        if family.classes.get(2023) == "P" and family.stays and family.surname == "Hồ":
            head = next(stay.person for stay in family.stays if stay.relation == HEAD)
            if head.sex == "male" and len(family.stays) >= 4:
                head.name = "Hồ Văn Đào"
                return


def _split(made: Families, family: Family, staying: list[Family]) -> None:
    """A young couple leaves the parents' household; the husband was its child."""
    day = family.since
    some = made.random.sample(staying, min(len(staying), _LOOKED_AT))
    parent = next((other for other in some if other.head.age_on(day) >= 45), some[0])
    group = parent.ethnic_group
    family.hamlet, family.ethnic_group, family.surname = parent.hamlet, group, parent.surname
    couple = [
        (made.someone(group, "male", made.aged(26, day), parent.surname), HEAD, "child"),
        (made.someone(group, "female", made.aged(24, day)), "wife", "daughter_in_law"),
        (made.child(parent, made.aged(2, day)), "child", "grandchild"),
    ]
    before = len(parent.present(day - timedelta(days=1)))
    for person, relation, earlier in couple:
        since = max(BEGINNING, person.born)
        parent.stays.append(Stay(person, earlier, since, day, "Tách hộ"))
        family.stays.append(Stay(person, relation, day))
    size = len(couple)
    parent.events.append(
        Event(EventKind.SPLIT, day, None, family, before + size, before, "Vợ chồng con ra ở riêng")
    )
    family.events.append(Event(EventKind.SPLIT, day, None, parent, 0, size, "Tách từ hộ cha mẹ"))


def _end(made: Families, family: Family, track: Track, staying: list[Family]) -> None:
    day = date(track.end_year, 3, 1) + timedelta(days=made.random.randrange(0, 150))
    size = len(family.present(day))
    reasons = {
        EventKind.MOVED_OUT: "Chuyển đi nơi khác",
        EventKind.ENDED: "Hộ đơn thân chết",
        EventKind.MERGED: "Nhập vào hộ con",
    }
    kind = EventKind(track.end)
    family.until, family.end_reason = day, reasons[kind]
    for stay in family.stays:
        if stay.until is None:
            stay.until, stay.reason = day, reasons[kind]
    other = None
    if kind == EventKind.ENDED:
        family.head.died_on = day
        family.events.append(Event(EventKind.MEMBER_DIED, day, family.head, None, size, 0, "Già yếu"))
    if kind == EventKind.MERGED:
        some = made.random.sample(staying, min(len(staying), _LOOKED_AT))
        other = (_children_of_age(some, family, day) or some)[0]
        sex = family.head.sex
        joined = len(other.present(day))
        other.stays.append(Stay(family.head, "mother" if sex == "female" else "father", day))
        other.events.append(
            Event(EventKind.MERGED, day, family.head, family, joined, joined + 1, "Cha, mẹ về ở cùng")
        )
    # The death already took the last member away; the household that ends has none left.
    before = 0 if kind == EventKind.ENDED else size
    family.events.append(Event(kind, day, None, other, before, 0, reasons[kind]))


def _children_of_age(some: list[Family], family: Family, day: date) -> list[Family]:
    """Households whose head could be a child of this one's, with no old parent yet."""
    age = family.head.age_on(day)
    return [
        other
        for other in some
        if 20 <= age - other.head.age_on(day) <= 40
        and not any(stay.relation in ("mother", "father") for stay in other.stays)
    ]


def _live(made: Families, family: Family) -> None:
    """Births, deaths and marriages, in years when nothing else happens to the household."""
    for year in (2022, 2023, 2024):
        if family.since.year >= year or (family.until and family.until.year <= year):
            continue
        draw = made.random.random()
        day = date(year, 1, 20) + timedelta(days=made.random.randrange(0, 240))
        if any(event.day.year == year for event in family.events):
            continue
        roster = family.present(day)
        if draw < 0.10:
            _birth(made, family, roster, day)
        elif draw < 0.16:
            _death(family, roster, day)
        elif draw < 0.22:
            _marriage(family, roster, day)


def _birth(made: Families, family: Family, roster: list[Stay], day: date) -> None:
    parents = {"wife", "husband", HEAD}
    mothers = [
        stay
        for stay in roster
        if stay.person.sex == "female" and stay.relation in parents and 19 <= stay.person.age_on(day) <= 41
    ]
    has_father = any(stay.person.sex == "male" and stay.relation in parents for stay in roster)
    if not mothers or not has_father or len(roster) >= 8:
        return
    child = made.child(family, day)
    child.born_known = "day"
    family.stays.append(Stay(child, "child", day))
    size = len(roster)
    family.events.append(Event(EventKind.MEMBER_JOINED, day, child, None, size, size + 1, "Mới sinh"))


def _death(family: Family, roster: list[Stay], day: date) -> None:
    old = [
        stay
        for stay in roster
        if stay.relation != HEAD and stay.until is None and stay.person.age_on(day) >= 62
    ]
    if old:
        _leave(family, old[0], day, EventKind.MEMBER_DIED, "Chết", len(roster))
        old[0].person.died_on = day


def _marriage(family: Family, roster: list[Stay], day: date) -> None:
    grown = [
        stay
        for stay in roster
        if stay.relation == "child" and stay.until is None and 19 <= stay.person.age_on(day) <= 27
    ]
    if grown and len(roster) > 2:
        _leave(family, grown[0], day, EventKind.MEMBER_LEFT, "Kết hôn, chuyển đi", len(roster))


def _leave(family: Family, stay: Stay, day: date, kind: EventKind, reason: str, size: int) -> None:
    stay.until, stay.reason = day, reason
    family.events.append(Event(kind, day, stay.person, None, size, size - 1, reason))
