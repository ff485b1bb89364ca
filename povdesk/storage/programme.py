"""Projects of the programme and budget lines with what was paid: read, kept, taken from the shipped list."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain, count
from typing import Any

from sqlalchemy import Connection, and_, func, select

from povdesk import paths
from povdesk.domain.errors import InvalidInput
from povdesk.domain.programme import BudgetLine, Capital, Project, Source, projects_from
from povdesk.domain.vietnamese import clean_text, fold
from povdesk.storage.act import Act
from povdesk.storage.tables import budget_line, disbursement, project


def projects(connection: Connection, day: date | None = None) -> tuple[Project, ...]:
    """All projects in the programme's order, or those that exist on a day."""
    rows = connection.execute(select(project).order_by(project.c.position, project.c.code))
    found = (
        Project(
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            parent=row.parent_code,
            programme=row.programme,
            position=row.position,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            id=row.id,
            uid=row.uid,
        )
        for row in rows
    )
    return tuple(one for one in found if day is None or _is_valid(one, day))


def save_project(act: Act, wanted: Project) -> int:
    """Keep a project, by its id or else by its code; returns its id. A new one without a code gets one."""
    code, name = clean_text(wanted.code), clean_text(wanted.name)
    if not name:
        raise InvalidInput("Dự án chưa có tên.", "Nhập tên dự án rồi lưu lại.")
    if wanted.valid_from and wanted.valid_to and wanted.valid_to < wanted.valid_from:
        raise InvalidInput("Ngày kết thúc ở trước ngày bắt đầu.", "Xem lại hai ngày.")
    known = wanted.id
    if known is None and code:
        known = act.connection.execute(select(project.c.id).where(project.c.code == code)).scalar()
    code = code or _new_code(act.connection, wanted)
    _refuse_wrong_parent(act.connection, code, wanted.parent)
    act.describe(f"Lưu {wanted.short_name or name}", "project", wanted.uid)
    values = {
        "code": code,
        "name": name,
        "short_name": clean_text(wanted.short_name),
        "parent_code": wanted.parent,
        "programme": wanted.programme,
        "position": wanted.position,
        "valid_from": wanted.valid_from,
        "valid_to": wanted.valid_to,
    }
    if known is None:
        return act.insert(project, values)
    act.update(project, known, values)
    return int(known)


def budget(connection: Connection, year: int, as_of: date | None = None) -> tuple[BudgetLine, ...]:
    """The year's lines in the programme's order, with what was paid up to the day."""
    paid = and_(
        disbursement.c.budget_line_id == budget_line.c.id,
        disbursement.c.paid_on <= (as_of or date.max),
    )
    rows = connection.execute(
        select(
            budget_line,
            project.c.code,
            func.coalesce(func.sum(disbursement.c.amount), 0).label("disbursed"),
        )
        .join_from(budget_line, project, budget_line.c.project_id == project.c.id, isouter=True)
        .join(disbursement, paid, isouter=True)
        .where(budget_line.c.year == year)
        .group_by(budget_line.c.id)
        .order_by(project.c.position, budget_line.c.id)
    )
    return tuple(
        BudgetLine(
            year=row.year,
            project=row.code or "",
            capital=Capital(row.capital),
            source=Source(row.source),
            planned=row.planned,
            allocated=row.allocated,
            disbursed=row.disbursed,
            note=row.note,
            id=row.id,
            uid=row.uid,
        )
        for row in rows
    )


def seed_projects(act: Act) -> int:
    """The projects of the shipped programmes, those not yet there; returns how many were added."""
    known = {one.code for one in projects(act.connection)}
    added = 0
    for position, one in enumerate(shipped_projects(), start=1):
        if one.code not in known:
            act.insert(
                project,
                {
                    "code": one.code,
                    "name": one.name,
                    "short_name": one.short_name,
                    "parent_code": one.parent,
                    "programme": one.programme,
                    "position": position,
                    "valid_from": one.valid_from,
                    "valid_to": one.valid_to,
                },
            )
            added += 1
    return added


def shipped_projects() -> Iterator[Project]:
    """All projects in the shipped files, in order."""
    for programme in shipped_programmes():
        yield from projects_from(programme, programme["code"])


@cache
def shipped_programmes() -> tuple[dict[str, Any], ...]:
    """The shipped programmes by period; one without projects says in its note that they are not known yet."""
    files = sorted((paths.RESOURCES / "programmes").glob("*.toml"))
    return tuple(tomllib.loads(file.read_text(encoding="utf-8")) for file in files)


def _new_code(connection: Connection, wanted: Project) -> str:
    """Never printed and never typed: made from the name and the first year, so that it stays the only one."""
    words = re.findall(r"[a-z0-9]+", fold(wanted.short_name or wanted.name))
    year = f"-{wanted.valid_from.year}" if wanted.valid_from else ""
    base = "-".join(words[:8]).upper() + year
    taken = set(connection.execute(select(project.c.code)).scalars())
    numbers = (f"{base}-{number}" for number in count(2))
    return next(code for code in chain([base], numbers) if code not in taken)


def _refuse_wrong_parent(connection: Connection, code: str, parent: str) -> None:
    if not parent:
        return
    above = connection.execute(select(project.c.parent_code).where(project.c.code == parent)).first()
    has_parts = connection.execute(select(project.c.id).where(project.c.parent_code == code)).first()
    if above is None or above.parent_code or parent == code or has_parts:
        raise InvalidInput(
            "Tiểu dự án phải nằm trong một dự án, không nằm trong tiểu dự án.", "Chọn lại dự án cấp trên."
        )


def _is_valid(one: Project, day: date) -> bool:
    return (one.valid_from is None or one.valid_from <= day) and (one.valid_to is None or day <= one.valid_to)
