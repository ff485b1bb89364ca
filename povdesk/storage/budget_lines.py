"""The year's money as the officer types it: whole grids kept as one act, payments, the plan's sentence."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk import paths
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.programme import SOURCES, BudgetLine, Capital, Disbursement, Source
from povdesk.domain.vietnamese import clean_text, format_count
from povdesk.storage import plans, programme
from povdesk.storage.act import Act
from povdesk.storage.tables import budget_line, disbursement, plan, plan_section, project


@dataclass(frozen=True)
class PlanSum:
    """What the year's plan says. in_text None: it names no sum. section: the code of its khoản on money."""

    plan_id: int
    in_text: int | None
    section: str = ""


class LineRefused(InvalidInput):
    """A line that cannot be kept; place: its row, from 0."""

    def __init__(self, message: str, advice: str, place: int) -> None:
        super().__init__(message, advice)
        self.place = place


def sources(year: int) -> dict[Capital, tuple[Source, ...]]:
    """Which sources each kind of capital has in a year; the district's ended with the district."""
    ended = {row["code"] for row in _shipped() if row.get("valid_to", date.max) < date(year, 1, 1)}
    return {capital: tuple(one for one in found if one not in ended) for capital, found in SOURCES.items()}


def years(connection: Connection) -> tuple[int, ...]:
    """Years with lines, the newest first."""
    found = connection.execute(select(budget_line.c.year).distinct()).scalars()
    return tuple(sorted(found, reverse=True))


def plan_sum(connection: Connection, year: int) -> PlanSum | None:
    """The sum in the plan's text; None when the year has no plan."""
    key = plans.find(connection, year)
    if key is None:
        return None
    total = connection.execute(select(plan.c.budget_total).where(plan.c.id == key)).scalar()
    section = connection.execute(
        select(plan_section.c.code)
        .where(plan_section.c.plan_id == key, plan_section.c.kind == "funding")
        .order_by(plan_section.c.id)
        .limit(1)
    ).scalar()
    return PlanSum(key, total, section or "")


def keep_lines(act: Act, year: int, wanted: Sequence[BudgetLine]) -> int:
    """The year's lines as they stand in the grid, as one act; lines no longer there go.

    Returns how many lines were added, changed or taken away. LineRefused names the row that cannot be kept.
    """
    act.describe(f"Lưu kinh phí năm {year}", "budget_line")
    before = {line.id: line for line in programme.budget(act.connection, year)}
    keys = _checked(act.connection, year, wanted)
    touched = _take_away(act, before, {line.id for line in wanted})
    moved = [line.id for line in wanted if line.id in before and _place(line) != _place(before[line.id])]
    for key in moved:
        # Two lines may change places; without a project a line is in nobody's way meanwhile.
        act.update(budget_line, _id(key), {"project_id": None})
    for line, project_id in zip(wanted, keys, strict=True):
        known = before.get(line.id)
        if known is not None and replace(line, disbursed=known.disbursed, uid=known.uid) == known:
            continue
        values: dict[str, Any] = {
            "year": year,
            "project_id": project_id,
            "capital": str(line.capital),
            "source": str(line.source),
            "planned": line.planned,
            "allocated": line.allocated,
            "note": clean_text(line.note),
        }
        touched += 1
        if known is None:
            act.insert(budget_line, values)
        else:
            act.update(budget_line, _id(known.id), values)
    return touched


def disbursements(connection: Connection, line_id: int) -> tuple[Disbursement, ...]:
    """The payments of a line by day."""
    rows = connection.execute(
        select(disbursement)
        .where(disbursement.c.budget_line_id == line_id)
        .order_by(disbursement.c.paid_on, disbursement.c.id)
    )
    return tuple(Disbursement(row.paid_on, row.amount, row.evidence_number, row.note, row.id) for row in rows)


def keep_disbursements(act: Act, line_id: int, wanted: Sequence[Disbursement]) -> int:
    """The payments of a line as they stand in the list, as one act; returns how many were touched."""
    name = act.connection.execute(
        select(func.coalesce(project.c.short_name, project.c.name, ""))
        .select_from(budget_line)
        .join(project, project.c.id == budget_line.c.project_id, isouter=True)
        .where(budget_line.c.id == line_id)
    ).first()
    if name is None:
        raise NotPossibleNow("Dòng kinh phí này không còn nữa.", "Mở lại bảng kinh phí rồi thử lại.")
    act.describe(f"Lưu giải ngân {name[0]}".strip(), "disbursement")
    for place, one in enumerate(wanted):
        if one.amount == 0:
            raise LineRefused(f"Dòng {place + 1}: số tiền chưa nhập.", "Nhập số tiền đã chi.", place)
        if one.paid_on > act.today:
            raise LineRefused(f"Dòng {place + 1}: ngày chi ở sau hôm nay.", "Kiểm tra ngày chi.", place)
    before = {one.id: one for one in disbursements(act.connection, line_id)}
    kept = {one.id for one in wanted}
    touched = 0
    for key in before:
        if key not in kept:
            act.delete(disbursement, _id(key))
            touched += 1
    for one in wanted:
        if one.id in before and one == before[one.id]:
            continue
        values = {
            "budget_line_id": line_id,
            "paid_on": one.paid_on,
            "amount": one.amount,
            "evidence_number": clean_text(one.evidence_number),
            "note": clean_text(one.note),
        }
        touched += 1
        if one.id in before:
            act.update(disbursement, _id(one.id), values)
        else:
            act.insert(disbursement, values)
    return touched


def _checked(connection: Connection, year: int, wanted: Sequence[BudgetLine]) -> list[int]:
    """The project of every line; refuses the first line that cannot be."""
    known = {row.code: row.id for row in connection.execute(select(project.c.code, project.c.id))}
    offered = sources(year)
    seen: dict[tuple[str, Capital, Source], int] = {}
    keys = []
    for place, line in enumerate(wanted):
        row = f"Dòng {place + 1}"
        if line.project not in known:
            raise LineRefused(f"{row} chưa chọn dự án.", "Chọn dự án trong danh sách (F4).", place)
        if line.source not in offered[line.capital]:
            raise LineRefused(
                f"{row}: {line.capital.label.lower()} năm {year} không có nguồn {line.source.label.lower()}.",
                "Chọn lại loại vốn hoặc nguồn.",
                place,
            )
        if (line.planned or 0) < 0 or (line.allocated or 0) < 0:
            raise LineRefused(f"{row}: số tiền không được âm.", "Nhập lại số tiền.", place)
        if _place(line) in seen:
            raise LineRefused(
                f"{row} trùng dự án, loại vốn và nguồn với dòng {seen[_place(line)] + 1}.",
                "Gộp hai dòng hoặc chọn lại nguồn.",
                place,
            )
        seen[_place(line)] = place
        keys.append(int(known[line.project]))
    return keys


def _take_away(act: Act, before: dict[int | None, BudgetLine], kept: set[int | None]) -> int:
    gone = [key for key in before if key not in kept]
    for key in gone:
        paid = len(disbursements(act.connection, _id(key)))
        if paid:
            raise NotPossibleNow(
                f"Dòng kinh phí đã có {format_count(paid)} lần giải ngân nên chưa xóa được.",
                "Xóa các lần giải ngân của dòng đó trước, hoặc hoàn tác việc xóa dòng (Ctrl+Z).",
            )
        act.delete(budget_line, _id(key))
    return len(gone)


def _place(line: BudgetLine) -> tuple[str, Capital, Source]:
    return line.project, line.capital, line.source


def _id(key: int | None) -> int:
    if key is None:
        raise ValueError("a kept line has an id")
    return key


@cache
def _shipped() -> tuple[dict[str, Any], ...]:
    file = paths.RESOURCES / "budget" / "sources.toml"
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))["source"])
