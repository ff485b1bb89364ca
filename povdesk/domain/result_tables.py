"""What the result tables of a review (T1 to T10, provincial ones) count; one definition of each number.

Everything is counted from `ResultHousehold` rows: one for each household and hamlet, as recognition froze
them, or as they would be recognised now.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from povdesk.domain.catalogues import item_of
from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.household import HEAD, Category
from povdesk.domain.movement import Movement, Movements

MINORITY, NO_LABOUR, MERIT = "ethnic_minority", "no_labour", "merit"
LOCAL_PEOPLE, FEMALE_HEAD = "local_ethnic_group", "female_head"
MAJORITY, FOREIGNER = "01", "55"
"""Codes of Kinh and of foreigners; every other ethnic group is a minority (domain/rules.md 6.1)."""

CHILD_BELOW = 16
SCHOOL_FROM = 3


@dataclass(frozen=True)
class ResultMember:
    """One member. born as known ("1980", "05/1980", "02/05/1980"); insured, malnourished, studying: yes,
    no, or unknown."""

    name: str
    relation: str = ""
    sex: str = ""
    born: str = ""
    ethnic_group: str = ""
    insured: str = ""
    malnourished: str = ""
    studying: str = ""

    def age_on(self, day: date) -> int | None:
        """Full years; with only the year known the birthday is taken as 01/01."""
        parts = [int(part) for part in self.born.split("/")] if self.born else []
        if not parts:
            return None
        year = parts[-1]
        month = parts[-2] if len(parts) > 1 else 1
        first = parts[-3] if len(parts) > 2 else 1
        return day.year - year - ((day.month, day.day) < (month, first))

    def is_child_on(self, day: date) -> bool:
        age = self.age_on(day)
        return age is not None and 0 <= age < CHILD_BELOW

    @property
    def lacks_health(self) -> bool:
        """Not insured, or malnourished."""
        return self.insured == "no" or self.malnourished == "yes"

    def lacks_schooling(self, day: date) -> bool:
        age = self.age_on(day)
        return age is not None and SCHOOL_FROM <= age < CHILD_BELOW and self.studying == "no"


@dataclass(frozen=True)
class ResultHousehold:
    """One household between opening and closing, in one hamlet, with what its form says.

    opening, closing: None = not in the register. lacking: codes answered "yes"; unknown: how many answers
    are not given. groups, needs: codes answered "yes". has_form: its form is of this round.
    """

    household_id: int
    hamlet_id: int
    hamlet: str
    code: str
    head_name: str
    opening: Category | None
    closing: Category | None
    opening_size: int
    closing_size: int
    movement: Movement
    income_points: int | None = None
    deprivation_points: int | None = None
    lacking: frozenset[str] = frozenset()
    unknown: int = 0
    reasons: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    members: tuple[ResultMember, ...] = ()
    has_form: bool = False

    @property
    def head(self) -> ResultMember | None:
        return next((one for one in self.members if one.relation == HEAD), None)

    @property
    def ethnic_group(self) -> str:
        """Of the head; empty when not known."""
        return self.head.ethnic_group if self.head else ""

    @property
    def is_minority(self) -> bool:
        """By the head's ethnic group; by the form's answer where that is not known."""
        known = self.ethnic_group
        if known:
            group = item_of("ethnic_groups", known)
            return bool(group.extra.get("minority")) if group else known not in (MAJORITY, FOREIGNER)
        return MINORITY in self.groups

    def belongs(self, group: str) -> bool:
        """To one of the priority groups."""
        if group == MINORITY:
            return self.is_minority
        if group == FEMALE_HEAD and self.head and self.head.sex:
            return self.head.sex == "female"
        return group in self.groups


@dataclass(frozen=True)
class ResultUnit:
    """One row of the tables: a hamlet, or the commune. households, people, minority: all residents, typed;
    None = not known. average: households and people of average living standard."""

    name: str
    rows: tuple[ResultHousehold, ...]
    movements: Movements = field(default_factory=Movements)
    households: int | None = None
    people: int | None = None
    minority: int | None = None
    average: tuple[int, int] = (0, 0)
    hamlet_id: int | None = None
    words: str = ""
    """The name with its kind, "thôn Trà Hoa"."""

    def of(self, category: Category) -> tuple[ResultHousehold, ...]:
        """Its households of one class at the closing."""
        return tuple(row for row in self.rows if row.closing is category)


@dataclass(frozen=True)
class TableRules:
    """How the tables are laid out, by the files and the officer's edits; see resources/papers/results.toml.

    titles: by code. templates: number of the template by code. headings: of the last level, by code.
    ethnic_groups: codes with a column of their own. extras: codes of the tables the province has switched on.
    """

    titles: Mapping[str, str]
    templates: Mapping[str, str]
    headings: Mapping[str, tuple[str, ...]]
    ethnic_groups: tuple[tuple[str, str], ...]
    extras: tuple[str, ...]
    count_once: bool
    priority: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    """Of all tables of one round. is_final: recognised; else a forecast (dự kiến) with `waiting` forms to go.

    indicators, reasons: (code, name) in the order of the columns. doubts: what does not agree, in words.
    """

    round_id: int
    round_name: str
    year: int
    day: date
    is_final: bool
    units: tuple[ResultUnit, ...]
    total: ResultUnit
    indicators: tuple[tuple[str, str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    identity: CommuneIdentity
    signer: Signer | None
    rules: TableRules
    is_sample: bool
    waiting: int = 0
    doubts: tuple[str, ...] = field(default=())
    report_number: str = ""
    report_signed_on: date | None = None


def people_in(rows: Iterable[ResultHousehold]) -> int:
    """People at the closing."""
    return sum(row.closing_size for row in rows)


def share(part: int, whole: int | None) -> Decimal | None:
    """In percent, two decimals, half up; None where there is nothing to divide by."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def deprivations(
    unit: ResultUnit, category: Category, codes: Sequence[str]
) -> tuple[int, int, tuple[int, ...]]:
    """T4, T6: households, sum of the indicators' columns, each column."""
    rows = unit.of(category)
    counts = tuple(sum(code in row.lacking for row in rows) for code in codes)
    return len(rows), sum(counts), counts


Amount = Callable[[Iterable[ResultHousehold]], int]
"""How many households, or how many people in them."""


def households_in(rows: Iterable[ResultHousehold]) -> int:
    return sum(1 for _row in rows)


def by_group(
    unit: ResultUnit, category: Category, amount: Amount, rules: TableRules
) -> tuple[int, int, int, int, int]:
    """T8: all, minority, no labour, merit, none of the three. With count_once each household stands in the
    first group of the order of precedence that it belongs to, so that the four add up."""
    rows = unit.of(category)
    wanted = (MINORITY, NO_LABOUR, MERIT)
    found: dict[str, list[ResultHousehold]] = {group: [] for group in wanted}
    others = []
    for row in rows:
        groups = [group for group in rules.priority if row.belongs(group)]
        for group in groups[:1] if rules.count_once else groups:
            found[group].append(row)
        if not groups:
            others.append(row)
    first, second, third = (amount(found[group]) for group in wanted)
    return amount(rows), first, second, third, amount(others)


def by_people(unit: ResultUnit, category: Category, amount: Amount, codes: Sequence[str]) -> tuple[int, ...]:
    """T9: all, Kinh, minorities, each chosen ethnic group, other ethnic groups; by the head's."""
    rows = unit.of(category)
    minority = [row for row in rows if row.is_minority]
    rest = [row for row in minority if row.ethnic_group not in codes]
    return (
        amount(rows),
        amount(row for row in rows if row.ethnic_group == MAJORITY),
        amount(minority),
        *(amount(row for row in rows if row.ethnic_group == code) for code in codes),
        amount(rest),
    )


def by_reason(unit: ResultUnit, category: Category, codes: Sequence[str]) -> tuple[int, ...]:
    """T10: all households, then by reason; one household may have several."""
    rows = unit.of(category)
    return (len(rows), *(sum(code in row.reasons for row in rows) for code in codes))


def children(unit: ResultUnit, category: Category, day: date) -> tuple[int, int, int, int, int]:
    """T11: children under 16; lacking in health, not insured, malnourished; not at school."""
    found = [one for row in unit.of(category) for one in row.members if one.is_child_on(day)]
    return (
        len(found),
        sum(one.lacks_health for one in found),
        sum(one.insured == "no" for one in found),
        sum(one.malnourished == "yes" for one in found),
        sum(one.lacks_schooling(day) for one in found),
    )


def status_mark(row: ResultHousehold) -> str:
    """Of the detailed list: new, relapsed or as before."""
    if row.movement in (Movement.FELL_BACK, Movement.FELL_BACK_NEAR_POOR):
        return "Tái"
    if row.movement in (Movement.STAYED_POOR, Movement.STAYED_NEAR_POOR):
        return "Cũ"
    return "Mới"


def escaped(rows: Iterable[ResultHousehold]) -> tuple[ResultHousehold, ...]:
    """Thoát nghèo: poor until now, near-poor or neither from now on."""
    wanted = (Movement.ESCAPED, Movement.POOR_TO_NEAR_POOR)
    return tuple(row for row in rows if row.movement in wanted)


def escaped_near(rows: Iterable[ResultHousehold]) -> tuple[ResultHousehold, ...]:
    """Thoát cận nghèo."""
    return tuple(row for row in rows if row.movement is Movement.ESCAPED_NEAR_POOR)
