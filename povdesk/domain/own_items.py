"""Items that the officer added to a code list count as the shipped item they were said to be like."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from povdesk.domain import catalogues
from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.household import Household, Member
from povdesk.domain.review import Review

Lists = Mapping[str, tuple[CatalogueItem, ...]]
"""Code lists as they are in force in a commune, by name; a list left out is as shipped."""

LIKE = "like"
"""Fact of an own item: the code of the shipped item it counts as."""

_FACTS = {
    "education": "education_levels",
    "school_level": "school_levels",
    "social_allowance": "social_allowances",
    "training": "training_levels",
}
_HOUSE = {
    "column": "house_columns",
    "roof": "house_roofs",
    "wall": "house_walls",
    "latrine": "latrines",
    "water": "water_sources",
}


def items_of(lists: Lists, name: str) -> tuple[CatalogueItem, ...]:
    """One list as it is in force here."""
    return lists[name] if name in lists else catalogues.load(name)


def counted_as(household: Household, review: Review, lists: Lists) -> tuple[Household, Review]:
    """The two as suggestions and points see them; what is kept and shown stays the officer's own."""
    if not lists:
        return household, review
    members = tuple(_member(member, lists) for member in household.members)
    house = replace(review.house, **_likes(review.house, _HOUSE, lists))
    return replace(household, members=members), replace(review, house=house)


def _member(member: Member, lists: Lists) -> Member:
    facts = replace(member.facts, **_likes(member.facts, _FACTS, lists))
    group = _likes(member.person, {"ethnic_group": "ethnic_groups"}, lists)
    return replace(member, facts=facts, person=replace(member.person, **group))


def _likes(record: Any, names: Mapping[str, str], lists: Lists) -> dict[str, Any]:
    """The fields of a record whose code is an own item, with the code it counts as."""
    found: dict[str, Any] = {}
    for field, name in names.items():
        code = getattr(record, field)
        item = next((item for item in lists.get(name, ()) if item.code == code), None)
        if code and item is not None and item.extra.get(LIKE):
            found[field] = str(item.extra[LIKE])
    return found
