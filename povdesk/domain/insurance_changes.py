"""Tăng, giảm thẻ BHYT of a month: who came into the groups that get a card and who left, why and when."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from povdesk.domain.household import Category
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.rights import ESCAPED, GROUPS


class ChangeKind(enum.StrEnum):
    """In which part of the list a person stands."""

    ADDED = "added"
    REMOVED = "removed"
    REGROUPED = "regrouped"

    @property
    def label(self) -> str:
        return {"added": "Tăng", "removed": "Giảm", "regrouped": "Đổi nhóm"}[self.value]


class Cause(enum.StrEnum):
    """Why, as the register says."""

    BORN = "born"
    MOVED_IN = "moved_in"
    INTO_HOUSEHOLD = "into_household"
    INTO_CLASS = "into_class"
    RULE = "rule"
    DIED = "died"
    MOVED_OUT = "moved_out"
    OUT_OF_HOUSEHOLD = "out_of_household"
    OUT_OF_CLASS = "out_of_class"
    TERM_OVER = "term_over"
    MISTAKE = "mistake"
    OTHER_GROUP = "other_group"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Cause.BORN: "Sinh",
    Cause.MOVED_IN: "Chuyển đến",
    Cause.INTO_HOUSEHOLD: "Về ở với hộ thuộc diện",
    Cause.INTO_CLASS: "Hộ mới vào diện",
    Cause.RULE: "Thay đổi quy định về nhóm được cấp thẻ",
    Cause.DIED: "Chết",
    Cause.MOVED_OUT: "Chuyển đi",
    Cause.OUT_OF_HOUSEHOLD: "Sang ở với hộ không thuộc diện",
    Cause.OUT_OF_CLASS: "Hộ ra khỏi diện",
    Cause.TERM_OVER: "Hết thời hạn hộ mới thoát",
    Cause.MISTAKE: "Sửa ghi nhầm trong sổ",
    Cause.OTHER_GROUP: "Hộ đổi diện",
}


@dataclass(frozen=True)
class EntitledGroups:
    """From a day on, the groups (codes of rights.GROUPS) that get a card. source: where that stands."""

    valid_from: date
    groups: frozenset[str]
    source: str = ""


def groups_on(rules: Iterable[EntitledGroups], day: date) -> frozenset[str]:
    """The groups of a day; none before the first rule."""
    begun = [rule for rule in rules if rule.valid_from <= day]
    return max(begun, key=lambda rule: rule.valid_from).groups if begun else frozenset()


@dataclass(frozen=True)
class Stand:
    """Where a person is at one end of the month. group: of the household that day; since: from when it is so.

    household_id None: in no household. entitled: gets a card there. newly_kept: the household came
    into the register only now, and did not move in.
    """

    household_id: int | None = None
    group: str = ""
    since: date | None = None
    joined_on: date | None = None
    entitled: bool = False
    newly_kept: bool = False


@dataclass(frozen=True)
class Facts:
    """One person over the month.

    left_on, reason: how the stay of its beginning ended. came_because: of who came.
    first_stay: was in no household before.
    """

    before: Stand
    after: Stand
    born: PartialDate | None = None
    died_on: date | None = None
    left_on: date | None = None
    reason: str = ""
    came_because: str = ""
    mistaken: bool = False
    first_stay: bool = False
    expires_on: date | None = None


@dataclass(frozen=True)
class Change:
    """What the list says of the person. detail: the register's own words, e.g. why he or she left."""

    kind: ChangeKind
    cause: Cause
    happened_on: date | None
    group: str
    detail: str = ""

    @property
    def words(self) -> str:
        """The cause with its detail; a detail that says the cause itself ("Chuyển đi nơi khác") alone."""
        label = self.cause.label
        if self.detail.casefold().startswith(label.casefold()):
            return self.detail
        return f"{label} ({self.detail})" if self.detail else label


def change_of(facts: Facts, opens: date, closes: date) -> Change | None:
    """None: nothing changed for the card. opens, closes: last day of the month before and of the month."""
    before, after = facts.before, facts.after
    if before.entitled and after.entitled:
        if before.group == after.group:
            return None
        moved = before.household_id != after.household_id
        day = after.joined_on if moved else after.since
        detail = f"{group_words(before.group)} sang {group_words(after.group).lower()}"
        return Change(ChangeKind.REGROUPED, Cause.OTHER_GROUP, day, after.group, detail)
    if after.entitled:
        return _added(facts, opens)
    if before.entitled:
        return _removed(facts, opens, closes)
    return None


def group_words(group: str) -> str:
    """ "Hộ nghèo"."""
    return GROUPS.get(group, "")


def _added(facts: Facts, opens: date) -> Change:
    before, after = facts.before, facts.after

    def made(cause: Cause, day: date | None, detail: str = "") -> Change:
        return Change(ChangeKind.ADDED, cause, day, after.group, detail)

    came = after.joined_on is not None and after.joined_on > opens
    if before.household_id is None and came:
        if facts.first_stay and is_newborn(facts.born, after.joined_on):
            born_on = facts.born.as_date() if facts.born else None
            return made(Cause.BORN, born_on or after.joined_on)
        if after.newly_kept:
            return made(Cause.INTO_CLASS, after.since)
        return made(Cause.MOVED_IN, after.joined_on, facts.came_because)
    if before.household_id != after.household_id:
        return made(Cause.INTO_HOUSEHOLD, after.joined_on, facts.came_because)
    if before.group != after.group:
        return made(Cause.INTO_CLASS, after.since)
    return made(Cause.RULE, opens + timedelta(days=1))


def _removed(facts: Facts, opens: date, closes: date) -> Change:
    before, after = facts.before, facts.after

    def made(cause: Cause, day: date | None, detail: str = "") -> Change:
        return Change(ChangeKind.REMOVED, cause, day, before.group, detail)

    if facts.died_on is not None and facts.died_on <= closes:
        return made(Cause.DIED, facts.died_on)
    if after.household_id is None:
        cause = Cause.MISTAKE if facts.mistaken else Cause.MOVED_OUT
        return made(cause, facts.left_on, "" if facts.mistaken else facts.reason)
    if after.household_id != before.household_id:
        return made(Cause.OUT_OF_HOUSEHOLD, after.joined_on)
    if before.group == ESCAPED and not after.group:
        return made(Cause.TERM_OVER, facts.expires_on)
    if before.group != after.group:
        return made(Cause.OUT_OF_CLASS, after.since)
    return made(Cause.RULE, opens + timedelta(days=1))


def is_newborn(born: PartialDate | None, joined_on: date | None) -> bool:
    """Came into the register in the first twelve months of life."""
    if born is None or joined_on is None:
        return False
    return born.earliest() <= joined_on and (joined_on - born.latest()).days < 366


def month_ends(year: int, month: int) -> tuple[date, date]:
    """The last day before the month and its last day."""
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return first - timedelta(days=1), following - timedelta(days=1)


_CODES: Mapping[str, str] = {"P": str(Category.POOR), "N": str(Category.NEAR_POOR), "E": ESCAPED}


def group_of(letter: str) -> str:
    """From the letter that queries use (P, N, E) to the code of a group."""
    return _CODES.get(letter, "")
