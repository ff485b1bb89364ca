"""Cadres and their bodies: entered, ended, never deleted while something refers to them; their training."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk.domain.assignment import BODY_KINDS, Body, Cadre, CadreRow
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.vietnamese import clean_text, fold, format_count, name_sort_key, short_date
from povdesk.storage import assignments
from povdesk.storage.act import Act
from povdesk.storage.indicators import rules as indicator_rules
from povdesk.storage.tables import (
    assignment,
    body,
    cadre,
    hamlet,
    hamlet_assignment,
    metadata,
    project,
    support_event,
)

TRAINING_KIND = "TAP_HUAN_CAN_BO"
_TRAINING_PROJECT = "DA7.1"
_USES = {
    "assignment": "phân công giúp hộ",
    "hamlet_assignment": "phân công phụ trách thôn",
    "support_event": "lượt hỗ trợ, tập huấn",
    "cadre": "cán bộ",
    "task_report": "báo cáo phải gửi",
}


# --- Reading ------------------------------------------------------------------------------------


def cadres(connection: Connection, day: date) -> tuple[CadreRow, ...]:
    """All cadres, those who left at the end, each with what the list shows on the day."""
    care = {one.id: one.households for one in assignments.cadres(connection, day)}
    hamlets = _hamlets(connection, day)
    trained = _trainings(connection, day)
    rows = []
    for row in connection.execute(
        select(cadre, body.c.name.label("body_name")).outerjoin(body, body.c.id == cadre.c.body_id)
    ):
        courses = tuple(trained.get(row.id, ()))
        kept = Cadre(
            row.full_name,
            row.post,
            row.body_id,
            row.phone,
            bool(row.on_poverty_list),
            row.valid_from,
            row.valid_to,
            row.id,
        )
        latest = courses[0][0] if courses else None
        rows.append(
            CadreRow(
                kept,
                row.body_name or "",
                care.get(row.id, 0),
                tuple(hamlets.get(row.id, ())),
                latest if latest is not None and latest.year == day.year else None,
                courses,
            )
        )
    return tuple(
        sorted(rows, key=lambda one: (not one.serves_on(day), name_sort_key(one.cadre.full_name), one.id))
    )


def bodies(connection: Connection) -> tuple[Body, ...]:
    """All bodies by kind and name, each with how many cadres it has."""
    counts: dict[int, int] = {
        row.body_id: row.people
        for row in connection.execute(
            select(cadre.c.body_id, func.count().label("people")).group_by(cadre.c.body_id)
        )
    }
    order = list(BODY_KINDS)
    found = [
        Body(row.name, row.short_name, row.kind, row.valid_from, row.valid_to, counts.get(row.id, 0), row.id)
        for row in connection.execute(select(body))
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (order.index(one.kind) if one.kind in order else len(order), fold(one.name)),
        )
    )


def uses(connection: Connection, table: str, key: int) -> tuple[tuple[str, int], ...]:
    """Where a cadre or a body is used and how often, in words; empty: it may be deleted."""
    wanted = metadata.tables[table]
    counts: dict[str, int] = defaultdict(int)
    for other in metadata.sorted_tables:
        for column in other.c:
            if any(link.column.table is wanted for link in column.foreign_keys):
                found = connection.execute(
                    select(func.count()).select_from(other).where(column == key)
                ).scalar_one()
                counts[_USES.get(other.name, "bản ghi khác")] += int(found)
    return tuple((words, count) for words, count in counts.items() if count)


# --- Writing ------------------------------------------------------------------------------------


def save(act: Act, wanted: Cadre) -> int:
    """Add or change a cadre; returns the key."""
    name = clean_text(wanted.full_name)
    if not name:
        raise InvalidInput("Chưa nhập họ tên cán bộ.", "Gõ họ và tên.")
    _refuse_backwards(wanted.valid_from, wanted.valid_to)
    _refuse_end_in_care(act.connection, wanted, name)
    act.describe(f"Lưu cán bộ {name}", "cadre")
    values = {
        "full_name": name,
        "search_key": fold(name),
        "post": clean_text(wanted.post),
        "body_id": wanted.body_id,
        "phone": clean_text(wanted.phone),
        "on_poverty_list": int(wanted.on_poverty_list),
        "valid_from": wanted.valid_from,
        "valid_to": wanted.valid_to,
    }
    return _put(act, cadre, wanted.id, values)


def end_service(act: Act, cadre_id: int, last_day: date, successor_id: int | None = None) -> int:
    """The last day of a cadre's service; hamlets and households end with it or go to a successor.

    Returns how many households were in care.
    """
    row: Any = act.connection.execute(select(cadre).where(cadre.c.id == cadre_id)).first()
    if row is None:
        raise NotPossibleNow("Cán bộ này không còn trong danh sách.", "Mở lại danh sách rồi chọn lại.")
    _refuse_backwards(row.valid_from, last_day)
    act.describe(f"Ngừng cán bộ {row.full_name} từ sau ngày {short_date(last_day)}", "cadre", row.uid)
    after = last_day + timedelta(days=1)
    open_ = act.connection.execute(
        select(assignment.c.id, assignment.c.valid_from)
        .where(assignment.c.cadre_id == cadre_id)
        .where(assignment.c.valid_to.is_(None) | (assignment.c.valid_to > after))
    ).all()
    if successor_id is not None and any(one.valid_from is None or one.valid_from <= after for one in open_):
        assignments.hand_over(act, cadre_id, successor_id, after)
    for one in act.connection.execute(
        select(assignment.c.id, assignment.c.valid_from)
        .where(assignment.c.cadre_id == cadre_id)
        .where(assignment.c.valid_to.is_(None) | (assignment.c.valid_to > after))
    ).all():
        assignments.end(act, one.id, one.valid_from, after)
    for charge in act.connection.execute(
        select(hamlet_assignment)
        .where(hamlet_assignment.c.cadre_id == cadre_id)
        .where(hamlet_assignment.c.valid_to.is_(None) | (hamlet_assignment.c.valid_to > last_day))
    ).all():
        if charge.valid_from is not None and charge.valid_from > last_day:
            act.delete(hamlet_assignment, charge.id)
            continue
        act.update(hamlet_assignment, charge.id, {"valid_to": last_day})
        if successor_id is not None:
            values = {"hamlet_id": charge.hamlet_id, "cadre_id": successor_id, "valid_from": after}
            act.insert(hamlet_assignment, values)
    act.update(cadre, cadre_id, {"valid_to": last_day})
    return len(open_)


def delete(act: Act, cadre_id: int) -> None:
    """Remove a cadre whom nothing refers to; else InvalidInput says where he or she is used."""
    row: Any = act.connection.execute(select(cadre).where(cadre.c.id == cadre_id)).first()
    if row is None:
        raise NotPossibleNow("Cán bộ này không còn trong danh sách.", "Mở lại danh sách rồi chọn lại.")
    _refuse_used(act.connection, "cadre", cadre_id, row.full_name, "Ghi ngày ngừng công tác thay vì xóa.")
    act.describe(f"Xóa cán bộ {row.full_name}", "cadre", row.uid)
    act.delete(cadre, cadre_id)


def save_body(act: Act, wanted: Body) -> int:
    """Add or change a body; returns the key."""
    name = clean_text(wanted.name)
    if not name:
        raise InvalidInput("Chưa nhập tên cơ quan.", "Gõ tên đầy đủ, ví dụ Hội Nông dân xã.")
    _refuse_backwards(wanted.valid_from, wanted.valid_to)
    for other in bodies(act.connection):
        if other.id != wanted.id and fold(other.name) == fold(name):
            raise InvalidInput(f"Đã có {other.name}.", "Mở dòng đã có để sửa.")
    act.describe(f"Lưu cơ quan {name}", "body")
    values = {
        "name": name,
        "short_name": clean_text(wanted.short_name),
        "kind": wanted.kind,
        "valid_from": wanted.valid_from,
        "valid_to": wanted.valid_to,
    }
    return _put(act, body, wanted.id, values)


def delete_body(act: Act, body_id: int) -> None:
    """Remove a body that nothing refers to; else InvalidInput says where it is used."""
    row: Any = act.connection.execute(select(body).where(body.c.id == body_id)).first()
    if row is None:
        raise NotPossibleNow("Cơ quan này không còn trong danh sách.", "Mở lại danh sách rồi chọn lại.")
    _refuse_used(act.connection, "body", body_id, row.name, "Ghi ngày ngừng hoạt động thay vì xóa.")
    act.describe(f"Xóa cơ quan {row.name}", "body", row.uid)
    act.delete(body, body_id)


def record_training(
    act: Act, cadre_ids: Sequence[int], on: date, course: str, evidence_number: str = ""
) -> int:
    """Note a course for several cadres as one act; who has that day's course already stays as is.

    Returns how many were noted. It is a support event of the programme's training kind, so IND-09 counts it.
    """
    if not cadre_ids:
        raise InvalidInput("Chưa chọn cán bộ nào.", "Chọn cán bộ trong danh sách rồi ghi tập huấn.")
    words = clean_text(course)
    if not words:
        raise InvalidInput("Chưa ghi tên lớp tập huấn.", "Gõ tên lớp hoặc nội dung.")
    there = _trainings(act.connection, on)
    added = [key for key in dict.fromkeys(cadre_ids) if on not in {day for day, _w in there.get(key, ())}]
    act.describe(f"Ghi tập huấn ngày {short_date(on)} cho {format_count(len(added))} cán bộ", "support_event")
    project_id = act.connection.execute(
        select(project.c.id).where(project.c.code == _TRAINING_PROJECT)
    ).scalar()
    for key in added:
        act.insert(
            support_event,
            {
                "kind": TRAINING_KIND,
                "subject": "cadre",
                "cadre_id": key,
                "project_id": project_id,
                "happened_on": on,
                "finished_on": on,
                "state": "finished",
                "result": words,
                "evidence_number": clean_text(evidence_number),
            },
        )
    return len(added)


# --- Shared -------------------------------------------------------------------------------------


def _put(act: Act, table: Any, key: int | None, values: dict[str, Any]) -> int:
    if key is None:
        return act.insert(table, values)
    if act.connection.execute(select(table.c.id).where(table.c.id == key)).first() is None:
        raise NotPossibleNow("Bản ghi này không còn nữa.", "Mở lại danh sách rồi thử lại.")
    act.update(table, key, values)
    return key


def _hamlets(connection: Connection, day: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row in connection.execute(
        select(hamlet_assignment.c.cadre_id, hamlet.c.name)
        .join(hamlet, hamlet.c.id == hamlet_assignment.c.hamlet_id)
        .where(hamlet_assignment.c.valid_from.is_(None) | (hamlet_assignment.c.valid_from <= day))
        .where(hamlet_assignment.c.valid_to.is_(None) | (hamlet_assignment.c.valid_to >= day))
        .order_by(hamlet.c.position, hamlet.c.name)
    ):
        found.setdefault(row.cadre_id, []).append(row.name)
    return found


def _trainings(connection: Connection, day: date) -> dict[int, list[tuple[date, str]]]:
    kinds = list(indicator_rules.load(connection)[0].kinds.get("cadre_course", (TRAINING_KIND,)))
    found: dict[int, list[tuple[date, str]]] = {}
    for row in connection.execute(
        select(support_event)
        .where(support_event.c.cadre_id.is_not(None), support_event.c.kind.in_(kinds))
        .where(support_event.c.deleted_at.is_(None), support_event.c.state == "finished")
        .where(func.coalesce(support_event.c.finished_on, support_event.c.happened_on) <= day)
        .order_by(support_event.c.happened_on.desc(), support_event.c.id.desc())
    ):
        held = row.finished_on or row.happened_on
        found.setdefault(row.cadre_id, []).append((held, row.result or row.note))
    return found


def _refuse_backwards(begins: date | None, ends: date | None) -> None:
    if begins and ends and ends < begins:
        raise InvalidInput("Ngày kết thúc ở trước ngày bắt đầu.", "Xem lại hai ngày.")


def _refuse_used(connection: Connection, table: str, key: int, name: str, advice: str) -> None:
    found = uses(connection, table, key)
    if found:
        where = ", ".join(f"{format_count(count)} {words}" for words, count in found)
        raise InvalidInput(f"{name} đang có trong {where} nên không xóa được.", advice)


def _refuse_end_in_care(connection: Connection, wanted: Cadre, name: str) -> None:
    """An end typed in the form would leave households with somebody who is gone."""
    if wanted.id is None or wanted.valid_to is None:
        return
    open_ = connection.execute(
        select(func.count())
        .select_from(assignment)
        .where(assignment.c.cadre_id == wanted.id)
        .where(
            assignment.c.valid_to.is_(None) | (assignment.c.valid_to > wanted.valid_to + timedelta(days=1))
        )
    ).scalar_one()
    if open_:
        raise InvalidInput(
            f"{name} còn giúp {format_count(open_)} hộ sau ngày {short_date(wanted.valid_to)}.",
            "Dùng nút Ngừng công tác để kết thúc hoặc bàn giao các hộ cùng lúc.",
        )
