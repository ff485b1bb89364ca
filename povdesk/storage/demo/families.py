"""Invented families: who lives in a household when it enters the register."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from povdesk.domain.household import HEAD
from povdesk.storage.demo.names import Names, identity_number


@dataclass(slots=True, eq=False)
class Someone:
    """One invented person. luck: numbers between 0 and 1 that decide the traits, the same in every year."""

    id: int
    name: str
    sex: str
    born: date
    born_known: str
    ethnic_group: str
    luck: tuple[float, ...]
    id_number: str = ""
    died_on: date | None = None

    def age_on(self, day: date) -> int:
        """Full years; a birth known by its year alone counts from 1 January, as in the domain."""
        born = self.born
        if self.born_known == "year":
            return day.year - born.year
        if self.born_known == "month":
            return day.year - born.year - (day.month < born.month)
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(slots=True, eq=False)
class Stay:
    """A person's time in a household; reason: why it ended."""

    person: Someone
    relation: str
    since: date
    until: date | None = None
    reason: str = ""


@dataclass(slots=True, eq=False)
class Event:
    """What happened to a household, with its size before and after."""

    kind: str
    day: date
    person: Someone | None = None
    other: "Family | None" = None
    before: int = 0
    after: int = 0
    reason: str = ""


@dataclass(slots=True, eq=False)
class Family:
    """One invented household. classes: by closing year, P, N or X; a year without one is absent."""

    id: int
    hamlet: int
    ethnic_group: str
    surname: str
    track: str
    classes: dict[int, str]
    luck: tuple[float, ...]
    since: date
    until: date | None = None
    end_reason: str = ""
    stays: list[Stay] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def present(self, day: date) -> list[Stay]:
        """Who lives there at the end of `day`."""
        return [stay for stay in self.stays if stay.since <= day and (stay.until is None or stay.until > day)]

    @property
    def head(self) -> Someone:
        return next(stay.person for stay in self.stays if stay.relation == HEAD)


_SHAPES = {"nuclear": 54, "three": 21, "couple": 7, "elder": 6, "single_parent": 8, "grandparents": 4}


class Families:
    """Makes families from one generator and counts the keys of persons and households."""

    def __init__(self, random: Random, names: Names) -> None:
        self.random = random
        self.names = names
        self._persons = 0
        self._families = 0

    def someone(self, group: str, sex: str, born: date, surname: str = "", name: str = "") -> Someone:
        """A new person; very old births are known by year or month only."""
        self._persons += 1
        draw = self.random.random()
        known = "day"
        if born.year < 1965 and draw < 0.45:
            known = "year" if draw < 0.35 else "month"
        luck = tuple(self.random.random() for _ in range(9))
        number = ""
        if born.year <= 2010 or luck[8] < 0.5:
            number = identity_number(self._persons, sex=sex, birth_year=born.year)
        return Someone(
            self._persons,
            name or self.names.full_name(group, sex, surname),
            sex,
            born,
            known,
            group,
            luck,
            number,
        )

    def family(
        self, hamlet: int, track: str, classes: dict[int, str], since: date, shape: str = ""
    ) -> Family:
        """A household with its roster on the day it enters the register."""
        new = self.empty_family(hamlet, track, classes, since)
        kind = shape or self.random.choices(list(_SHAPES), list(_SHAPES.values()))[0]
        self._fill(new, kind)
        return new

    def empty_family(self, hamlet: int, track: str, classes: dict[int, str], since: date) -> Family:
        """A household whose members come from elsewhere (split)."""
        self._families += 1
        group = self.names.group()
        luck = tuple(self.random.random() for _ in range(26))
        return Family(
            self._families, hamlet, group, self.names.surname(group), track, dict(classes), luck, since
        )

    def child(self, family: Family, born: date) -> Someone:
        """A child with the household's surname."""
        sex = self.random.choice(("male", "female"))
        return self.someone(family.ethnic_group, sex, born, family.surname)

    def aged(self, age: int, day: date) -> date:
        """A birthday of somebody who is `age` on `day`."""
        youngest = date(day.year - age, day.month, min(day.day, 28))
        return youngest - timedelta(days=self.random.randrange(1, 364))

    def _fill(self, family: Family, shape: str) -> None:
        pick, day = self.random.randint, family.since
        match shape:
            case "elder":
                head = self._head(family, pick(62, 82), "female" if self.random.random() < 0.7 else "male")
                self._join(family, head, HEAD)
            case "couple":
                self._couple(family, pick(50, 72))
            case "grandparents":
                self._couple(family, pick(56, 69))
                self._children(family, pick(1, 2), "grandchild", oldest=14)
            case "single_parent":
                age = pick(26, 45)
                self._join(family, self._head(family, age, "female"), HEAD)
                self._children(family, pick(1, 3), "child", oldest=min(age - 19, 18))
            case "three":
                age = pick(28, 47)
                self._couple(family, age)
                self._children(family, self._how_many(), "child", oldest=min(age - 19, 22))
                sex = "female" if self.random.random() < 0.72 else "male"
                elder = self.someone(
                    family.ethnic_group,
                    sex,
                    self.aged(age + pick(19, 27), day),
                    "" if sex == "female" else family.surname,
                )
                self._join(family, elder, "mother" if sex == "female" else "father")
            case _:
                age = pick(23, 46)
                self._couple(family, age)
                self._children(family, self._how_many(), "child", oldest=max(1, min(age - 19, 22)))

    def _how_many(self) -> int:
        return self.random.choices((1, 2, 3, 4, 5), (12, 37, 30, 15, 6))[0]

    def _head(self, family: Family, age: int, sex: str) -> Someone:
        return self.someone(family.ethnic_group, sex, self.aged(age, family.since), family.surname)

    def _couple(self, family: Family, age: int) -> None:
        husband_leads = self.random.random() < 0.84
        husband = self._head(family, age, "male")
        wife_age = max(19, age - self.random.randint(-1, 5))
        wife = self.someone(family.ethnic_group, "female", self.aged(wife_age, family.since))
        if husband_leads:
            self._join(family, husband, HEAD)
            self._join(family, wife, "wife")
        else:
            self._join(family, wife, HEAD)
            self._join(family, husband, "husband")

    def _children(self, family: Family, count: int, relation: str, oldest: int) -> None:
        ages = sorted((self.random.randint(0, max(oldest, 1)) for _ in range(count)), reverse=True)
        for age in ages:
            self._join(family, self.child(family, self.aged(age, family.since)), relation)

    @staticmethod
    def _join(family: Family, person: Someone, relation: str) -> None:
        family.stays.append(Stay(person, relation, family.since))
