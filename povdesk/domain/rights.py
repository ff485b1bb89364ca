"""Quyền lợi theo diện: what the commune wrote down for each policy and class; nothing comes shipped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.household import Category
from povdesk.domain.why_household import Right

ESCAPED = "escaped"
GROUPS = {
    str(Category.POOR): "Hộ nghèo",
    str(Category.NEAR_POOR): "Hộ cận nghèo",
    ESCAPED: "Hộ mới thoát",
}
"""Whom a policy can be for: the class in force, or escaped not long ago."""


@dataclass(frozen=True)
class PolicyRight:
    """One policy of the list with the commune's words. groups: codes of GROUPS."""

    item: CatalogueItem
    groups: frozenset[str]
    words: str


def of_item(item: CatalogueItem) -> PolicyRight:
    """What an item of the catalogue `policies` says."""
    groups = frozenset(str(code) for code in item.extra.get("classes", ()))
    return PolicyRight(item, groups, str(item.extra.get("words", "")))


def as_item(right: PolicyRight) -> CatalogueItem:
    """The catalogue item that keeps it."""
    extra: Mapping[str, Any] = {"classes": sorted(right.groups), "words": right.words}
    return replace(right.item, extra={**right.item.extra, **extra})


def rights_of(items: Iterable[CatalogueItem], group: str, day: date) -> tuple[Right, ...]:
    """What the list gives a group on a day."""
    known = [of_item(item) for item in items if item.is_valid_on(day)]
    return tuple(Right(one.item.name, one.words) for one in known if group in one.groups)
