"""What has to be decided when the register of another commune is taken into this one (D8)."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from povdesk.domain.commune import CommuneIdentity
from povdesk.domain.review import RoundState
from povdesk.domain.vietnamese import fold

_MARK = re.compile(r"[A-Z0-9]{1,8}")


@dataclass(frozen=True)
class Wishes:
    """What the officer wants. identity: names of the joint commune, from a day on.

    mark: put before household codes that clash. hamlet_names: uid of an incoming hamlet → its new name.
    theirs: keys of conflicts where the other commune's words win. without_drafts: forms half typed there
    and never saved are given up.
    """

    identity: CommuneIdentity
    mark: str
    hamlet_names: Mapping[str, str] = field(default_factory=dict)
    theirs: frozenset[str] = frozenset()
    without_drafts: bool = False


class Clash(NamedTuple):
    """An incoming hamlet of a name that is taken here. new_name: what it will be called."""

    uid: str
    name: str
    new_name: str
    households: int


class NewCode(NamedTuple):
    """A household that gets another code; it is still found by the old one."""

    head_name: str
    old: str
    new: str


class Twin(NamedTuple):
    """Somebody who seems to be in both registers; looked at afterwards under “Kiểm tra trùng”."""

    name: str
    born: str
    here: str
    there: str
    why: str


class Conflict(NamedTuple):
    """One rule or word that both communes wrote in their own way. key: names it in `Wishes.theirs`."""

    key: str
    what: str
    ours: str
    theirs: str


class Coming(NamedTuple):
    """Rows of one table: taken over, the same here already, and left with the old data."""

    table: str
    words: str
    taken: int
    same: int
    left: int


@dataclass(frozen=True)
class Rehearsal:
    """What taking in would do. obstacles: why it cannot be done as it is; remarks: what to know."""

    name: str
    coming: tuple[Coming, ...]
    clashes: tuple[Clash, ...] = ()
    codes: tuple[NewCode, ...] = ()
    twins: tuple[Twin, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    obstacles: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    drafts: int = 0

    def count(self, table: str) -> int:
        """Rows of a table that are taken over."""
        return next((one.taken for one in self.coming if one.table == table), 0)


def mark_of(name: str) -> str:
    """The first letters of the commune's name: Trà Hiệp → TH."""
    return "".join(word[0] for word in fold(name).split() if word[0].isalnum()).upper()[:8] or "XA"


def is_mark(text: str) -> bool:
    """Short, without marks and spaces, as codes are written."""
    return _MARK.fullmatch(text) is not None


def free_mark(mark: str, codes: Collection[str], taken: Collection[str]) -> str:
    """The mark, with a number where even the marked codes are taken."""
    tried, number = mark, 2
    while any(marked(tried, code) in taken for code in codes):
        tried, number = f"{mark}{number}", number + 1
    return tried


def marked(mark: str, code: str) -> str:
    """TH and T1-0001 give TH-T1-0001."""
    return f"{mark}-{code}"


def other_name(name: str, commune: str) -> str:
    """A name for a hamlet whose own is taken: Thôn 1 of Trà Hiệp becomes 1 (Trà Hiệp)."""
    return f"{name} ({commune})"


def round_obstacle(
    words: str, ours: RoundState, theirs: RoundState, our_standard: str, their_standard: str
) -> str:
    """Why two rounds of a year cannot become one; empty when they can."""
    if our_standard != their_standard:
        return f"{words}: hai xã rà soát theo hai chuẩn khác nhau. Sửa chuẩn của kỳ ở một xã trước khi gộp."
    if (ours is RoundState.RECOGNISED) != (theirs is RoundState.RECOGNISED):
        return f"{words}: một xã đã công nhận, một xã chưa. Công nhận xong ở cả hai xã rồi gộp."
    return ""


_ORDER = tuple(RoundState)


def joint_state(ours: RoundState, theirs: RoundState) -> RoundState:
    """Together they stand where the slower one stands."""
    return min(ours, theirs, key=_ORDER.index)
