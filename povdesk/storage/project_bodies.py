"""Who leads and who helps with a project; ending a project, and deleting one that nothing uses."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.vietnamese import format_count, short_date
from povdesk.storage import record_uses
from povdesk.storage.act import Act
from povdesk.storage.records import key_of
from povdesk.storage.tables import (
    body,
    indicator_definition,
    plan,
    plan_role,
    plan_role_lead,
    project,
    project_body,
)

LEAD, COORDINATE = "lead", "coordinate"


@dataclass(frozen=True)
class ProjectBody:
    """A body with its part in a project."""

    body_id: int
    name: str
    part: str


def bodies(connection: Connection, day: date | None = None) -> tuple[tuple[int, str], ...]:
    """Id and name of the bodies of a day, by name."""
    query = select(body.c.id, body.c.name).order_by(body.c.name)
    if day is not None:
        query = query.where(
            body.c.valid_from.is_(None) | (body.c.valid_from <= day),
            body.c.valid_to.is_(None) | (body.c.valid_to >= day),
        )
    return tuple((row.id, row.name) for row in connection.execute(query))


def of_projects(connection: Connection) -> dict[int, tuple[ProjectBody, ...]]:
    """The bodies of every project that has some, those that lead first."""
    rows = connection.execute(
        select(project_body.c.project_id, body.c.id, body.c.name, project_body.c.part)
        .join(body, body.c.id == project_body.c.body_id)
        .order_by(project_body.c.part.desc(), body.c.name)
    )
    found: dict[int, tuple[ProjectBody, ...]] = {}
    for row in rows:
        found[row.project_id] = (*found.get(row.project_id, ()), ProjectBody(row.id, row.name, row.part))
    return found


def leads_in_plan(connection: Connection, year: int) -> dict[str, str]:
    """By project code, the roles that lead it in the year's latest plan."""
    latest = select(plan.c.id).where(plan.c.year == year).order_by(plan.c.version.desc()).limit(1)
    rows = connection.execute(
        select(plan_role_lead.c.code, plan_role.c.name)
        .join(plan_role, plan_role.c.id == plan_role_lead.c.role_id)
        .where(
            plan_role.c.plan_id == latest.scalar_subquery(),
            plan_role_lead.c.kind == "project",
            plan_role_lead.c.part == LEAD,
        )
        .order_by(plan_role.c.position)
    )
    found: dict[str, str] = {}
    for row in rows:
        found[row.code] = "; ".join(filter(None, [found.get(row.code, ""), row.name]))
    return found


def set_bodies(act: Act, project_id: int, leads: Collection[int], coordinates: Collection[int]) -> None:
    """Exactly these bodies; one that leads does not also coordinate."""
    act.describe("Lưu cơ quan thực hiện dự án", "project_body")
    wanted = dict.fromkeys(coordinates, COORDINATE) | dict.fromkeys(leads, LEAD)
    rows = act.connection.execute(select(project_body).where(project_body.c.project_id == project_id)).all()
    for row in rows:
        if row.body_id not in wanted:
            act.delete(project_body, row.id)
        elif wanted[row.body_id] != row.part:
            act.update(project_body, row.id, {"part": wanted[row.body_id]})
    known = {row.body_id for row in rows}
    for key, part in wanted.items():
        if key not in known:
            act.insert(project_body, {"project_id": project_id, "body_id": key, "part": part})


def end(act: Act, uid: str, day: date) -> None:
    """The project's last day; what was noted for it stays."""
    key = key_of(act.connection, project, uid)
    row = act.connection.execute(select(project).where(project.c.id == key)).one()
    if row.valid_from and day < row.valid_from:
        raise NotPossibleNow(
            f"Dự án bắt đầu ngày {short_date(row.valid_from)}, không kết thúc trước ngày đó được.",
            "Chọn ngày khác.",
        )
    act.describe(f"Kết thúc {row.short_name or row.name} ngày {short_date(day)}", "project", uid)
    act.update(project, key, {"valid_to": day})


def delete(act: Act, uid: str) -> None:
    """Remove a project that nothing refers to; one in use can only be ended."""
    key = key_of(act.connection, project, uid)
    row = act.connection.execute(select(project).where(project.c.id == key)).one()
    used = _uses(act.connection, row.code, uid)
    name = row.short_name or row.name
    if used:
        raise NotPossibleNow(
            f"{name} đang dùng ở {used} nên không xóa được.", "Đặt ngày kết thúc thay cho xóa."
        )
    act.describe(f"Xóa {name}", "project", uid)
    for one in act.connection.execute(
        select(project_body.c.id).where(project_body.c.project_id == key)
    ).scalars():
        act.delete(project_body, one)
    act.delete(project, key)


def _uses(connection: Connection, code: str, uid: str) -> str:
    """Where a project is used, in words; its bodies do not count."""
    found = [
        pair for pair in record_uses.uses(connection, "project", uid) if pair[0] != "cơ quan thực hiện dự án"
    ]
    parts = len(connection.execute(select(project.c.id).where(project.c.parent_code == code)).all())
    roles = connection.execute(
        select(plan_role_lead.c.id).where(plan_role_lead.c.kind == "project", plan_role_lead.c.code == code)
    ).all()
    named = connection.execute(select(indicator_definition.c.projects)).scalars()
    indicators = sum(code in [part.strip() for part in codes.split(",")] for codes in named)
    more = (("tiểu dự án", parts), ("vai trong kế hoạch", len(roles)), ("chỉ tiêu", indicators))
    found += [pair for pair in more if pair[1]]
    return ", ".join(f"{format_count(number)} {words}" for words, number in found)
