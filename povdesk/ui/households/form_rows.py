"""A member as a row of the roster's grid, and back; facts without a column travel along in the row."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from povdesk.domain import identity
from povdesk.domain.household import Member, Person, Sex, YesNo
from povdesk.domain.own_items import Lists, items_of

from ..widgets.fields import Choice
from ..widgets.grid import GridColumn, Unread
from ..widgets.grid_model import Row
from .form_member import catalogue_choices

_SEXES = [Choice(Sex.MALE.value, "Nam", "1"), Choice(Sex.FEMALE.value, "Nữ", "2")]
_INSURED = [
    Choice(YesNo.YES.value, "Có", "1"),
    Choice(YesNo.NO.value, "Không", "0"),
    Choice(YesNo.UNKNOWN.value, "?", "?"),
]
_FACTS = ("insurance_number", "education", "work_status")
ROW = "row"
"""Names a row for as long as the form is open, wherever it stands and whichever step is undone."""


def columns(
    read_birth: Callable[[str], Any], age: Callable[[Row], str], lists: Lists | None = None
) -> list[GridColumn]:
    """The roster's columns; their widths fill a window of 1366 beside the panel."""

    def listed(key: str, title: str, width: int, catalogue: str) -> GridColumn:
        return GridColumn(key, title, width, choices=catalogue_choices(catalogue, lists))

    def number(key: str, title: str, width: int, show: Callable[[str], str] = str) -> GridColumn:
        mask = partial(_kept_number, key)
        return GridColumn(key, title, width, read=identity.clean_number, show=show, mask=mask)

    return [
        GridColumn("full_name", "Họ và tên", 136, stretch=True),
        listed("relation", "Quan hệ", 74, "relations"),
        GridColumn("sex", "Giới", 44, choices=_SEXES),
        GridColumn("born", "Ngày sinh", 84, read=read_birth, empty=None, is_date=True),
        GridColumn("age", "Tuổi", 40, computed=age, align="right"),
        listed("ethnic_group", "Dân tộc", 62, "ethnic_groups"),
        number("id_number", "Số định danh", 112, identity.show_id_number),
        GridColumn("health_insurance", "BHYT", 60, choices=_INSURED, empty=YesNo.UNKNOWN.value),
        number("insurance_number", "Mã thẻ BHYT", 124),
        GridColumn("education", "Học vấn", 84, choices=_short_choices("education_levels", lists or {})),
        listed("work_status", "Việc làm", 112, "work_statuses"),
    ]


def _kept_number(key: str, row: Row) -> str | None:
    """The last digits of a number that the register holds already; what is just typed stays readable."""
    member = row.get("member")
    if not isinstance(member, Member) or member.person.id is None:
        return None
    kept = member.person.id_number if key == "id_number" else member.facts.insurance_number
    return identity.masked_number(kept) if kept and row.get(key) == kept else None


def _short_choices(catalogue: str, lists: Lists) -> list[Choice]:
    """Choices with the usual abbreviation where the list has one; the full words work as well."""
    return [
        Choice(item.code, item.extra.get("short", item.name), item.name)
        for item in items_of(lists, catalogue)
    ]


def row_of(member: Member) -> Row:
    """The member as the grid shows it."""
    person, facts = member.person, member.facts
    return {
        "member": member,
        "full_name": person.full_name,
        "relation": member.relation,
        "sex": person.sex.value if person.sex else "",
        "born": person.born,
        "ethnic_group": person.ethnic_group,
        "id_number": person.id_number,
        "health_insurance": facts.health_insurance.value,
        **{code: getattr(facts, code) for code in _FACTS},
    }


def member_of(row: Row) -> Member:
    """The row's member with what its cells say; cells that cannot be read count as empty."""
    known = {key: None if isinstance(value, Unread) else value for key, value in row.items()}
    base: Member = known.get("member") or Member(Person(""))
    person = replace(
        base.person,
        full_name=_text(known, "full_name"),
        sex=Sex(known["sex"]) if known.get("sex") else None,
        born=known.get("born"),
        ethnic_group=_text(known, "ethnic_group"),
        id_number=_text(known, "id_number"),
    )
    facts = replace(
        base.facts,
        health_insurance=YesNo(known.get("health_insurance") or YesNo.UNKNOWN),
        **{code: _text(known, code) for code in _FACTS},
    )
    return replace(base, person=person, relation=_text(known, "relation"), facts=facts)


def known_as(row: Row, kept: Member | None) -> Member | None:
    """The row's member with the identity under which it was kept; None: it was not saved yet."""
    base: Member | None = row.get("member")
    if kept is None:
        return base
    base = base or Member(Person(""))
    person = replace(base.person, id=kept.person.id, uid=kept.person.uid)
    joined = base.joined_on or kept.joined_on
    return replace(base, person=person, membership_id=kept.membership_id, joined_on=joined)


def _text(row: Mapping[str, Any], key: str) -> str:
    return row.get(key) or ""
