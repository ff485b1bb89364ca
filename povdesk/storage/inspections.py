"""Kiểm tra, giám sát: kept with what was found and how it was put right."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.inspection import Finding, Inspection, fault
from povdesk.domain.vietnamese import clean_lines, clean_text, short_date
from povdesk.storage.act import Act
from povdesk.storage.records import keep, key_of
from povdesk.storage.tables import hamlet, inspection, inspection_finding

_LINES = ("content", "conclusion")
_TEXTS = ("members", "place", "chair", "secretary", "paper_number")


def of_year(connection: Connection, year: int) -> tuple[Inspection, ...]:
    """The year's inspections, held or planned, in the order of their days."""
    return _read(
        connection,
        inspection.c.held_on.between(date(year, 1, 1), date(year, 12, 31)),
    )


def get(connection: Connection, inspection_id: int) -> Inspection:
    """One inspection; NotPossibleNow when it is gone."""
    found = _read(connection, inspection.c.id == inspection_id)
    if not found:
        raise NotPossibleNow("Cuộc kiểm tra này không còn nữa.", "Mở lại danh sách rồi thử lại.")
    return found[0]


def save(act: Act, wanted: Inspection) -> str:
    """Add or change an inspection with its findings; returns its uid."""
    cleaned = replace(
        wanted,
        content=clean_lines(wanted.content),
        conclusion=clean_lines(wanted.conclusion),
        members=clean_text(wanted.members),
        place=clean_text(wanted.place),
        chair=clean_text(wanted.chair),
        secretary=clean_text(wanted.secretary),
        paper_number=clean_text(wanted.paper_number),
        findings=tuple(_cleaned(one) for one in wanted.findings),
    )
    wrong = fault(cleaned)
    if wrong:
        raise InvalidInput(wrong, "Sửa lại rồi lưu.")
    act.describe(f"Lưu cuộc kiểm tra ngày {short_date(wanted.held_on)}", "inspection", wanted.uid)
    values: dict[str, Any] = {
        "held_on": cleaned.held_on,
        "hamlet_id": cleaned.hamlet_id,
        **{name: getattr(cleaned, name) for name in (*_LINES, *_TEXTS)},
    }
    uid, key = keep(act, inspection, wanted.uid, values)
    _keep_findings(act, key, cleaned.findings)
    return uid


def delete(act: Act, uid: str) -> None:
    """Remove an inspection with its findings."""
    key = key_of(act.connection, inspection, uid)
    held = act.connection.execute(select(inspection.c.held_on).where(inspection.c.id == key)).scalar_one()
    act.describe(f"Xóa cuộc kiểm tra ngày {short_date(held)}", "inspection", uid)
    _keep_findings(act, key, ())
    act.delete(inspection, key)


def _read(connection: Connection, condition: Any) -> tuple[Inspection, ...]:
    rows = connection.execute(
        select(inspection, hamlet.c.kind.label("hamlet_kind"), hamlet.c.name.label("hamlet_name"))
        .outerjoin(hamlet, hamlet.c.id == inspection.c.hamlet_id)
        .where(condition)
        .order_by(inspection.c.held_on, inspection.c.id)
    ).all()
    findings: dict[int, list[Finding]] = {}
    for row in connection.execute(
        select(inspection_finding)
        .where(inspection_finding.c.inspection_id.in_([row.id for row in rows]))
        .order_by(inspection_finding.c.id)
    ):
        findings.setdefault(row.inspection_id, []).append(
            Finding(row.finding, row.responsible, row.due_on, row.settled_on, row.result, row.id)
        )
    return tuple(
        Inspection(
            held_on=row.held_on,
            hamlet_id=row.hamlet_id,
            **{name: getattr(row, name) for name in (*_LINES, *_TEXTS)},
            findings=tuple(findings.get(row.id, ())),
            hamlet=hamlet_words(row.hamlet_kind, row.hamlet_name or ""),
            uid=row.uid,
            id=row.id,
        )
        for row in rows
    )


def _cleaned(one: Finding) -> Finding:
    return replace(
        one,
        finding=clean_text(one.finding),
        responsible=clean_text(one.responsible),
        result=clean_text(one.result),
    )


def _keep_findings(act: Act, inspection_id: int, wanted: Iterable[Finding]) -> None:
    known = set(
        act.connection.execute(
            select(inspection_finding.c.id).where(inspection_finding.c.inspection_id == inspection_id)
        ).scalars()
    )
    for one in wanted:
        values = {
            name: getattr(one, name) for name in ("finding", "responsible", "due_on", "settled_on", "result")
        }
        if one.id is not None and one.id in known:
            known.discard(one.id)
            act.update(inspection_finding, one.id, values)
        else:
            act.insert(inspection_finding, {"inspection_id": inspection_id, **values})
    for key in sorted(known):
        act.delete(inspection_finding, key)
