"""Who helps which household and who is in charge of which hamlet: given, handed over, ended."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, select, text

from povdesk.domain.assignment import HamletCharge, Help
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.vietnamese import clean_lines, clean_text, format_count, name_sort_key, short_date
from povdesk.storage import commune
from povdesk.storage.act import Act
from povdesk.storage.in_force import LISTED
from povdesk.storage.tables import assignment, cadre, hamlet, hamlet_assignment, household


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


def assign_spread(
    act: Act, spread: Mapping[int, int], since: date, *, goal: str = "", content: str = ""
) -> int:
    """Give each household of a proposal to its cadre, all as one act; returns how many were added.

    A household that somebody began to help in the meantime is left as it is.
    """
    wanted = _known(act.connection, list(spread))
    helped = set(act.connection.execute(select(assignment.c.household_id).where(_runs(since))).scalars())
    serving = {one.id for one in cadres(act.connection, since)}
    if not set(spread.values()) <= serving:
        raise NotPossibleNow(
            "Có cán bộ không còn công tác vào ngày bắt đầu.", "Đóng lại rồi phân công nhanh lần nữa."
        )
    added = [key for key in wanted if key not in helped]
    act.describe(f"Phân công nhanh {format_count(len(added))} hộ chưa có người giúp", "assignment")
    for key in added:
        values = {"household_id": key, "cadre_id": spread[key], "valid_from": since}
        act.insert(assignment, {**values, "goal": clean_text(goal), "content": clean_text(content)})
    return len(added)


def change(act: Act, wanted: Help) -> None:
    """Change the days, goal, content and result of one assignment; who helps whom stays."""
    row = act.connection.execute(
        select(assignment.c.household_id, household.c.uid, household.c.head_name)
        .join(household, household.c.id == assignment.c.household_id)
        .where(assignment.c.id == wanted.id)
    ).first()
    if row is None:
        raise NotPossibleNow("Phân công này không còn nữa.", "Mở lại danh sách rồi chọn lại.")
    if wanted.since and wanted.until and wanted.until <= wanted.since:
        raise InvalidInput(
            "Ngày thôi giúp phải sau ngày bắt đầu.", "Xem lại hai ngày; ghi nhầm thì xóa phân công."
        )
    act.describe(f"Sửa phân công {wanted.cadre} giúp hộ {row.head_name}", "household", row.uid)
    values = {"valid_from": wanted.since, "valid_to": wanted.until, "goal": clean_text(wanted.goal)}
    values |= {"content": clean_lines(wanted.content), "result": clean_lines(wanted.result)}
    act.update(assignment, wanted.id, values)


def end_some(act: Act, ids: Sequence[int], on: date) -> int:
    """End single assignments on a day; returns how many."""
    rows = act.connection.execute(
        select(assignment.c.id, assignment.c.valid_from)
        .where(assignment.c.id.in_(list(ids)))
        .where(assignment.c.valid_to.is_(None) | (assignment.c.valid_to > on))
    ).all()
    act.describe(f"Thôi {format_count(len(rows))} phân công giúp hộ", "assignment")
    for row in rows:
        end(act, row.id, row.valid_from, on)
    return len(rows)


def drop(act: Act, ids: Sequence[int]) -> int:
    """Remove assignments that were entered by mistake, as if they had never been; returns how many."""
    known = set(act.connection.execute(select(assignment.c.id).where(assignment.c.id.in_(ids))).scalars())
    act.describe(f"Xóa {format_count(len(known))} phân công ghi nhầm", "assignment")
    for key in dict.fromkeys(ids):
        if key in known:
            act.delete(assignment, key)
    return len(known)


def hand_over(act: Act, cadre_id: int, successor_id: int, on: date) -> int:
    """Let another cadre help, from a day on, all households that one helps then; returns how many.

    Goal and content go on; those that the other helps already are only ended for the first.
    """
    if cadre_id == successor_id:
        raise InvalidInput("Người giao và người nhận là một.", "Chọn người nhận khác.")
    names = {row.id: row.full_name for row in act.connection.execute(select(cadre.c.id, cadre.c.full_name))}
    if cadre_id not in names or successor_id not in names:
        raise NotPossibleNow("Cán bộ này không còn trong danh sách.", "Mở lại danh sách rồi chọn lại.")
    if successor_id not in {one.id for one in cadres(act.connection, on)}:
        raise NotPossibleNow(
            f"{names[successor_id]} không công tác vào ngày {short_date(on)}.", "Chọn người nhận khác."
        )
    rows = act.connection.execute(
        select(assignment).where(assignment.c.cadre_id == cadre_id, _runs(on))
    ).all()
    if not rows:
        raise NotPossibleNow(f"{names[cadre_id]} không giúp hộ nào vào ngày {short_date(on)}.")
    has = set(
        act.connection.execute(
            select(assignment.c.household_id).where(assignment.c.cadre_id == successor_id, _runs(on))
        ).scalars()
    )
    words = f"Bàn giao {format_count(len(rows))} hộ của {names[cadre_id]} cho {names[successor_id]}"
    act.describe(words, "cadre")
    for row in rows:
        end(act, row.id, row.valid_from, on)
        if row.household_id not in has:
            values = {"household_id": row.household_id, "cadre_id": successor_id, "valid_from": on}
            act.insert(assignment, {**values, "goal": row.goal, "content": row.content})
    return len(rows)


def end(act: Act, key: int, since: date | None, on: date) -> None:
    """End one assignment on a day; one that begins then or later never took place and is removed."""
    if since is not None and since >= on:
        act.delete(assignment, key)
    else:
        act.update(assignment, key, {"valid_to": on})


# --- Hamlets -------------------------------------------------------------------------------------


_Line = tuple[int | None, int | None, str, str, date | None, date | None]


def charges(connection: Connection, day: date) -> tuple[HamletCharge, ...]:
    """Each hamlet of the day with those in charge of it, by the hamlets' order; one without anybody too."""
    counts = {
        (row.hamlet_id, row.category): row.households
        for row in connection.execute(
            text(
                f"WITH {LISTED} SELECT hamlet_id, category, count(*) AS households FROM listed"
                " GROUP BY hamlet_id, category"
            ),
            {"day": day.isoformat()},
        )
    }
    people: dict[int, list[_Line]] = {}
    for row in connection.execute(
        select(hamlet_assignment, cadre.c.full_name, cadre.c.post)
        .join(cadre, cadre.c.id == hamlet_assignment.c.cadre_id)
        .where(hamlet_assignment.c.valid_from.is_(None) | (hamlet_assignment.c.valid_from <= day))
        .where(hamlet_assignment.c.valid_to.is_(None) | (hamlet_assignment.c.valid_to >= day))
        .order_by(hamlet_assignment.c.id)
    ):
        line: _Line = (row.id, row.cadre_id, row.full_name, row.post, row.valid_from, row.valid_to)
        people.setdefault(row.hamlet_id, []).append(line)
    found = []
    for key, name in commune.hamlet_names(connection, day):
        poor, near_poor = counts.get((key, "poor"), 0), counts.get((key, "near_poor"), 0)
        lines: list[_Line] = people.get(key) or [(None, None, "", "", None, None)]
        found += [HamletCharge(key, name, *line, poor, near_poor) for line in lines]
    return tuple(found)


def put_in_charge(act: Act, wanted: HamletCharge) -> int:
    """Add or change who is in charge of a hamlet; returns the record's key."""
    if wanted.cadre_id is None:
        raise InvalidInput("Chưa chọn cán bộ.", "Chọn cán bộ phụ trách thôn.")
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise InvalidInput("Ngày kết thúc ở trước ngày bắt đầu.", "Xem lại hai ngày.")
    name = act.connection.execute(select(cadre.c.full_name).where(cadre.c.id == wanted.cadre_id)).scalar()
    place = act.connection.execute(select(hamlet.c.name).where(hamlet.c.id == wanted.hamlet_id)).scalar()
    if name is None or place is None:
        raise NotPossibleNow("Cán bộ hoặc thôn này không còn trong danh sách.", "Mở lại rồi chọn lại.")
    for row in act.connection.execute(
        select(hamlet_assignment).where(
            hamlet_assignment.c.hamlet_id == wanted.hamlet_id,
            hamlet_assignment.c.cadre_id == wanted.cadre_id,
            hamlet_assignment.c.id != (wanted.id or 0),
        )
    ):
        begins, ends = wanted.since or date.min, wanted.until or date.max
        if (row.valid_from or date.min) <= ends and begins <= (row.valid_to or date.max):
            raise InvalidInput(f"{name} đã phụ trách thôn {place} trong thời gian này.", "Sửa dòng đã có.")
    act.describe(f"Phân công {name} phụ trách thôn {place}", "hamlet_assignment")
    values = {
        "hamlet_id": wanted.hamlet_id,
        "cadre_id": wanted.cadre_id,
        "valid_from": wanted.since,
        "valid_to": wanted.until,
    }
    if wanted.id is None:
        return act.insert(hamlet_assignment, values)
    act.update(hamlet_assignment, wanted.id, values)
    return wanted.id


def drop_charge(act: Act, key: int) -> None:
    """Remove a record of who is in charge of a hamlet."""
    act.describe("Xóa phân công phụ trách thôn", "hamlet_assignment")
    act.delete(hamlet_assignment, key)


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
