"""Poor and near-poor families in the care of each mass organisation: its members' and those it takes on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.assignment import Family, OrganisationFamily
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.vietnamese import clean_lines, format_count
from povdesk.storage import assignment_lists, catalogue_edits
from povdesk.storage.act import Act
from povdesk.storage.tables import household, membership, organisation_help, organisation_membership, person


def organisations(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Code and name of each, as the catalogue has them."""
    return tuple(catalogue_edits.names(connection, "organisations").items())


def families(
    connection: Connection, day: date, among: Sequence[Family] | None = None
) -> tuple[OrganisationFamily, ...]:
    """Of all organisations, in the catalogue's order, then by hamlet and name.

    among: all families of the day, where they have been read already.
    """
    found = assignment_lists.families(connection, day) if among is None else among
    listed: dict[int, Family] = {one.id: one for one in found if one.is_listed}
    order = {key: place for place, key in enumerate(listed)}
    members = _members(connection, day)
    helps = {
        (row.household_id, row.organisation): row
        for row in connection.execute(
            select(organisation_help)
            .where(organisation_help.c.valid_from.is_(None) | (organisation_help.c.valid_from <= day))
            .where(organisation_help.c.valid_to.is_(None) | (organisation_help.c.valid_to >= day))
            .order_by(organisation_help.c.id)
        )
    }
    codes = {code: place for place, (code, _name) in enumerate(organisations(connection))}
    wanted = [key for key in {*members, *helps} if key[0] in listed]
    wanted.sort(key=lambda key: (codes.get(key[1], len(codes)), key[1], order[key[0]]))
    return tuple(_family(listed[key[0]], key[1], members.get(key, ()), helps.get(key)) for key in wanted)


def save(
    act: Act,
    household_ids: Sequence[int],
    organisation: str,
    since: date | None,
    until: date | None,
    content: str,
    result: str = "",
) -> int:
    """Note what an organisation does for families; what is in force for one already is changed."""
    if not household_ids:
        raise InvalidInput("Chưa chọn hộ nào.", "Chọn hộ trong danh sách rồi làm lại.")
    names = dict(organisations(act.connection))
    if organisation not in names:
        raise InvalidInput("Chưa chọn đoàn thể.", "Chọn đoàn thể trong danh sách.")
    if since and until and until < since:
        raise InvalidInput("Ngày kết thúc ở trước ngày bắt đầu.", "Xem lại hai ngày.")
    count = len(set(household_ids))
    act.describe(f"Lưu việc {names[organisation]} giúp {format_count(count)} hộ", "organisation_help")
    values = {
        "valid_from": since,
        "valid_to": until,
        "content": clean_lines(content),
        "result": clean_lines(result),
    }
    open_ = {
        row.household_id: row.id
        for row in act.connection.execute(
            select(organisation_help).where(
                organisation_help.c.organisation == organisation,
                organisation_help.c.valid_to.is_(None)
                | (organisation_help.c.valid_to >= (since or date.min)),
            )
        )
    }
    for key in dict.fromkeys(household_ids):
        if key in open_:
            act.update(organisation_help, open_[key], values)
        else:
            act.insert(organisation_help, {"household_id": key, "organisation": organisation, **values})
    return count


def add_member(act: Act, person_id: int, organisation: str, since: date | None) -> None:
    """A person is a member of an organisation from a day on. InvalidInput when he or she is already."""
    name = act.connection.execute(select(person.c.full_name).where(person.c.id == person_id)).scalar()
    if name is None:
        raise NotPossibleNow("Người này không còn trong sổ.", "Tìm lại rồi chọn lần nữa.")
    names = dict(organisations(act.connection))
    if organisation not in names:
        raise InvalidInput("Chưa chọn đoàn thể.", "Chọn đoàn thể trong danh sách.")
    there = act.connection.execute(
        select(organisation_membership.c.id).where(
            organisation_membership.c.person_id == person_id,
            organisation_membership.c.organisation == organisation,
            organisation_membership.c.valid_to.is_(None),
        )
    ).first()
    if there is not None:
        raise InvalidInput(f"{name} đã là hội viên, đoàn viên của {names[organisation]}.")
    act.describe(f"Ghi {name} là hội viên, đoàn viên {names[organisation]}", "organisation_membership")
    act.insert(
        organisation_membership,
        {"person_id": person_id, "organisation": organisation, "valid_from": since},
    )


def leave(act: Act, one: OrganisationFamily, on: date) -> None:
    """The family leaves the organisation's list: its help ends, its members' membership ends."""
    act.describe(f"Đưa hộ {one.family.head_name} ra khỏi danh sách của đoàn thể", "household", one.family.uid)
    if one.help_id is not None:
        row: Any = act.connection.execute(
            select(organisation_help).where(organisation_help.c.id == one.help_id)
        ).first()
        if row is not None and row.valid_from is not None and row.valid_from >= on:
            act.delete(organisation_help, one.help_id)
        elif row is not None:
            act.update(organisation_help, one.help_id, {"valid_to": _day_before(on)})
    for row in act.connection.execute(
        select(organisation_membership.c.id)
        .join(membership, membership.c.person_id == organisation_membership.c.person_id)
        .where(membership.c.household_id == one.family.id, membership.c.valid_to.is_(None))
        .where(organisation_membership.c.organisation == one.organisation)
        .where(organisation_membership.c.valid_to.is_(None) | (organisation_membership.c.valid_to >= on))
    ).all():
        act.update(organisation_membership, row.id, {"valid_to": _day_before(on)})


def _day_before(day: date) -> date:
    """The last day that counts when something ends on `day`."""
    return date.fromordinal(day.toordinal() - 1)


def _members(connection: Connection, day: date) -> Mapping[tuple[int, str], tuple[str, ...]]:
    found: dict[tuple[int, str], list[str]] = {}
    for row in connection.execute(
        select(membership.c.household_id, organisation_membership.c.organisation, person.c.full_name)
        .join(person, person.c.id == organisation_membership.c.person_id)
        .join(membership, membership.c.person_id == person.c.id)
        .join(household, household.c.id == membership.c.household_id)
        .where(person.c.deleted_at.is_(None), household.c.deleted_at.is_(None))
        .where(membership.c.valid_from.is_(None) | (membership.c.valid_from <= day))
        .where(membership.c.valid_to.is_(None) | (membership.c.valid_to > day))
        .where(organisation_membership.c.valid_from.is_(None) | (organisation_membership.c.valid_from <= day))
        .where(organisation_membership.c.valid_to.is_(None) | (organisation_membership.c.valid_to >= day))
        .order_by(membership.c.position, person.c.id)
    ):
        names = found.setdefault((row.household_id, row.organisation), [])
        if row.full_name not in names:
            names.append(row.full_name)
    return {key: tuple(names) for key, names in found.items()}


def _family(family: Family, organisation: str, members: Sequence[str], row: Any) -> OrganisationFamily:
    if row is None:
        return OrganisationFamily(family, organisation, tuple(members))
    return OrganisationFamily(
        family,
        organisation,
        tuple(members),
        row.valid_from,
        row.valid_to,
        row.content,
        row.result,
        row.id,
    )
