"""Who helps which household: given, ended, and how many each cadre has."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.vietnamese import clean_text, format_count, name_sort_key
from povdesk.storage.act import Act
from povdesk.storage.tables import assignment, cadre, household


class CadreLoad(NamedTuple):
    """A cadre who can be given households. households: how many he or she helps on the day."""

    id: int
    uid: str
    full_name: str
    post: str
    households: int


def cadres(connection: Connection, day: date) -> tuple[CadreLoad, ...]:
    """Cadres of the day by given name, each with the number of households in his or her care."""
    loads: dict[int, set[int]] = {}
    for row in connection.execute(select(assignment.c.cadre_id, assignment.c.household_id).where(_runs(day))):
        loads.setdefault(row.cadre_id, set()).add(row.household_id)
    rows = connection.execute(
        select(cadre.c.id, cadre.c.uid, cadre.c.full_name, cadre.c.post)
        .where(cadre.c.valid_from.is_(None) | (cadre.c.valid_from <= day))
        .where(cadre.c.valid_to.is_(None) | (cadre.c.valid_to >= day))
    ).all()
    found = (CadreLoad(*row, households=len(loads.get(row.id, ()))) for row in rows)
    return tuple(sorted(found, key=lambda one: name_sort_key(one.full_name)))


def assign(
    act: Act, household_ids: Sequence[int], cadre_id: int, since: date, *, goal: str = "", content: str = ""
) -> int:
    """Give households to a cadre from a day on; those in his or her care already stay as they are.

    Returns how many were added.
    """
    name = act.connection.execute(select(cadre.c.full_name).where(cadre.c.id == cadre_id)).scalar()
    if name is None:
        raise NotPossibleNow("Cán bộ này không còn trong danh sách.", "Mở lại danh sách rồi chọn lại.")
    wanted = _known(act.connection, household_ids)
    has = set(
        act.connection.execute(
            select(assignment.c.household_id).where(assignment.c.cadre_id == cadre_id, _runs(since))
        ).scalars()
    )
    added = [key for key in wanted if key not in has]
    act.describe(f"Phân công {name} giúp {format_count(len(added))} hộ", "cadre")
    for key in added:
        values = {"household_id": key, "cadre_id": cadre_id, "valid_from": since}
        act.insert(assignment, {**values, "goal": clean_text(goal), "content": clean_text(content)})
    return len(added)


def unassign(act: Act, household_ids: Sequence[int], on: date, *, cadre_id: int | None = None) -> int:
    """End the care for households on a day, of one cadre or of all; returns how many were ended.

    One that begins on that day or later never took place and is removed.
    """
    wanted = _known(act.connection, household_ids)
    act.describe(f"Thôi phân công {format_count(len(wanted))} hộ", "assignment")
    query = select(assignment.c.id, assignment.c.valid_from).where(
        assignment.c.household_id.in_(wanted),
        assignment.c.valid_to.is_(None) | (assignment.c.valid_to > on),
    )
    if cadre_id is not None:
        query = query.where(assignment.c.cadre_id == cadre_id)
    rows = act.connection.execute(query).all()
    for row in rows:
        if row.valid_from is not None and row.valid_from >= on:
            act.delete(assignment, row.id)
        else:
            act.update(assignment, row.id, {"valid_to": on})
    return len(rows)


def _known(connection: Connection, household_ids: Sequence[int]) -> list[int]:
    if not household_ids:
        raise InvalidInput("Chưa chọn hộ nào.", "Chọn hộ trong danh sách rồi làm lại.")
    known = set(
        connection.execute(
            select(household.c.id).where(
                household.c.id.in_(list(household_ids)), household.c.deleted_at.is_(None)
            )
        ).scalars()
    )
    if len(known) < len(set(household_ids)):
        raise NotPossibleNow("Có hộ không còn trong sổ.", "Mở lại danh sách rồi chọn lại.")
    return list(dict.fromkeys(household_ids))


def _runs(day: date) -> ColumnElement[bool]:
    """In force on a day."""
    begun = assignment.c.valid_from.is_(None) | (assignment.c.valid_from <= day)
    return begun & (assignment.c.valid_to.is_(None) | (assignment.c.valid_to > day))
