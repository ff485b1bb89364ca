"""Relations to a new head of the household, as far as they follow from those to the old one."""

from collections.abc import Mapping

from povdesk.domain.household import HEAD, Sex
from povdesk.domain.household_events import Resident

_SPOUSES = frozenset({"wife", "husband"})
_PARENTS = frozenset({"father", "mother"})
_SIBLINGS = frozenset({"older_brother", "older_sister", "younger_sibling"})


def suggested(people: tuple[Resident, ...], new_head_id: int) -> dict[int, str]:
    """Relation of each person to the new head; "other" where it does not follow. The officer may correct it.

    people: those who will live together, with their relations to the old head, who may not be among them.
    """
    new_head = next((one for one in people if one.id == new_head_id), None)
    if new_head is None:
        return {}
    found = {}
    for one in people:
        if one.id == new_head_id:
            found[one.id] = HEAD
        else:
            found[one.id] = _seen_from(new_head, one)
    spouses = [key for key, relation in found.items() if relation in _SPOUSES]
    return found if len(spouses) < 2 else {**found, **dict.fromkeys(spouses, "other")}


def _seen_from(head: Resident, one: Resident) -> str:
    """What `one` is to the new head, both known by what they are to the old one."""
    was, now = one.relation, head.relation
    if now == HEAD:
        return was
    if now in _SPOUSES:
        return _FROM_SPOUSE.get(was, "other") if was != HEAD else _spouse(one)
    if now == "child":
        return _from_child(head, one)
    if now in _PARENTS:
        return _from_parent(one)
    if now in ("daughter_in_law", "son_in_law"):
        if was == HEAD or was in _SPOUSES:
            return _parent(one)
        return {"child": _spouse(one), "grandchild": "child"}.get(was, "other")
    if now in _SIBLINGS and was == HEAD:
        return _sibling(one, head)
    if now == "grandchild":
        if was == HEAD or was in _SPOUSES:
            return "grandmother" if one.person.sex is Sex.FEMALE else "grandfather"
        if was == "grandchild":
            return _sibling(one, head)
        return _parent(one) if was in ("child", "daughter_in_law", "son_in_law") else "other"
    return "other"


def _from_child(head: Resident, one: Resident) -> str:
    was = one.relation
    if was == HEAD or was in _SPOUSES:
        return _parent(one)
    if was == "child":
        return _sibling(one, head)
    if was in _PARENTS:
        return "grandmother" if was == "mother" else "grandfather"
    spouse = {"daughter_in_law": Sex.MALE, "son_in_law": Sex.FEMALE}.get(was)
    if spouse is not None:
        return _spouse(one) if head.person.sex is spouse else "other"
    if was == "grandchild":
        # "Cháu" is both a grandchild and a brother's child; the officer corrects what was guessed wrong.
        return "child" if _is_child_of(one, head) else "grandchild"
    return "other"


def _from_parent(one: Resident) -> str:
    was = one.relation
    if was == HEAD or was in _SIBLINGS:
        return "child"
    if was in _PARENTS:
        return _spouse(one)
    if was == "child":
        return "grandchild"
    return {"wife": "daughter_in_law", "husband": "son_in_law"}.get(was, "other")


def _is_child_of(one: Resident, head: Resident) -> bool:
    """Likely the new head's own child: at least 15 years younger."""
    if one.person.born is None or head.person.born is None:
        return False
    return one.person.born.year - head.person.born.year >= 15


def _spouse(one: Resident) -> str:
    return "wife" if one.person.sex is Sex.FEMALE else "husband"


def _parent(one: Resident) -> str:
    return "mother" if one.person.sex is Sex.FEMALE else "father"


def _sibling(one: Resident, head: Resident) -> str:
    if one.person.born is None or head.person.born is None:
        return "other"
    if one.person.born > head.person.born:
        return "younger_sibling"
    return "older_sister" if one.person.sex is Sex.FEMALE else "older_brother"


_FROM_SPOUSE: Mapping[str, str] = {
    code: code for code in ("child", "grandchild", "daughter_in_law", "son_in_law")
}
"""Seen from wife or husband; children-in-law keep their relation, the other side's parents are in-laws."""
