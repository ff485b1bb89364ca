"""The money grid's columns, its rows as budget lines, and the sums made from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from povdesk.domain.programme import (
    BudgetLine,
    Capital,
    Project,
    Source,
    Sums,
    summed,
    sums_by_project,
    sums_by_source,
    warning,
)
from povdesk.domain.vietnamese import format_number, format_percent, parse_dong

from ..theme import Tone
from ..widgets.fields import Choice
from ..widgets.grid import GridColumn, Unread
from ..widgets.grid_model import Row
from ..widgets.table import ListColumn

_MILLIMETRES = {"project": 58, "name": 80, "capital": 36, "source": 50, "state": 44, "note": 20}
"""Widths on paper."""

SPARE = ("note", "share", "left")
"""Columns that a narrow window leaves out, the first one first."""


@dataclass(frozen=True)
class SumRow:
    """A line of the sums: a project, a source, or the commune (last)."""

    key: str
    name: str
    sums: Sums
    is_part: bool = False

    @property
    def warning(self) -> str:
        return warning(self.sums.planned, self.sums.allocated, self.sums.disbursed)


@dataclass(frozen=True)
class Sheet:
    """A printed table. columns: title, millimetres, alignment."""

    columns: tuple[tuple[str, int, str], ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...]


def millions(amount: int | None) -> str:
    """In triệu đồng without the unit, nothing rounded away."""
    return "" if amount is None else format_number(Decimal(amount).scaleb(-6))


def read_millions(text: str) -> int:
    """Typed in triệu đồng, kept in đồng."""
    return parse_dong(text, unit="triệu đồng")


def columns(
    projects: Sequence[Project], sources: dict[Capital, tuple[Source, ...]]
) -> tuple[GridColumn, ...]:
    """What is typed is white, what is counted is grey."""
    offered = dict.fromkeys(source for found in sources.values() for source in found)
    return (
        GridColumn(
            "project",
            "Dự án, tiểu dự án",
            172,
            choices=[Choice(one.code, one.called) for one in projects],
            stretch=True,
        ),
        GridColumn("capital", "Loại vốn", 108, choices=[Choice(str(one), one.label) for one in Capital]),
        GridColumn("source", "Nguồn", 150, choices=[Choice(str(one), one.label) for one in offered]),
        _money("planned", "Kế hoạch"),
        _money("allocated", "Đã giao"),
        _counted("paid", "Đã chi", 82, lambda row: millions(row.get("disbursed", 0))),
        _counted("left", "Còn lại", 82, lambda row: _left(row)),
        _counted("share", "Tỷ lệ", 66, lambda row: _share(row)),
        GridColumn("state", "Tình hình", 150, computed=row_warning),
        GridColumn("note", "Ghi chú", 90),
    )


def row_warning(row: Row) -> str:
    """What goes beyond what was given; the grid puts a sign beside it, paper gets one in front."""
    return warning(_amount(row, "planned"), _amount(row, "allocated"), row.get("disbursed", 0))


def row_of(line: BudgetLine) -> Row:
    """A kept line as the grid's row."""
    return {
        "id": line.id,
        "uid": line.uid,
        "project": line.project,
        "capital": str(line.capital),
        "source": str(line.source),
        "planned": line.planned,
        "allocated": line.allocated,
        "disbursed": line.disbursed,
        "note": line.note,
    }


def line_of(row: Row, year: int) -> BudgetLine | None:
    """The grid's row as a line; None while project, capital or source is missing or cannot be read."""
    texts = [row.get(name) for name in ("project", "capital", "source")]
    if not all(isinstance(text, str) and text for text in texts):
        return None
    return BudgetLine(
        year=year,
        project=row["project"],
        capital=Capital(row["capital"]),
        source=Source(row["source"]),
        planned=_amount(row, "planned"),
        allocated=_amount(row, "allocated"),
        disbursed=row.get("disbursed", 0),
        note=row.get("note") or "",
        id=row.get("id"),
        uid=row.get("uid", ""),
    )


def by_project(projects: Sequence[Project], lines: Sequence[BudgetLine]) -> list[SumRow]:
    """Projects with money, sub-projects below them, the commune last."""
    sums = sums_by_project(projects, lines)
    used = {line.project for line in lines}
    used |= {one.parent for one in projects if one.code in used and one.parent}
    rows = [
        SumRow(one.code, one.called, sums[one.code], bool(one.parent)) for one in projects if one.code in used
    ]
    return [*rows, _whole(lines)]


def by_source(lines: Sequence[BudgetLine]) -> list[SumRow]:
    """Kinds of capital with their sources, the commune last."""
    rows: list[SumRow] = []
    last: Capital | None = None
    for (capital, source), sums in sums_by_source(lines).items():
        if capital is not last:
            last = capital
            whole = summed(line for line in lines if line.capital is capital)
            rows.append(SumRow(str(capital), capital.label, whole))
        rows.append(SumRow(f"{capital}/{source}", source.label, sums, True))
    return [*rows, _whole(lines)]


def sentence(lines: Sequence[BudgetLine]) -> str:
    """The commune in one line."""
    sums = summed(lines)
    share = f" ({format_percent(round(sums.share_paid, 1))})" if sums.share_paid is not None else ""
    return (
        f"Toàn xã: kế hoạch {millions(sums.planned)}, đã giao {millions(sums.allocated)}, "
        f"đã chi {millions(sums.disbursed)}{share}, còn lại {millions(sums.remaining)} triệu đồng."
    )


def sum_columns(first: str) -> tuple[ListColumn, ...]:
    """For the sums by project and by source."""

    def money(title: str, name: str, width: int = 104) -> ListColumn:
        return ListColumn(
            name,
            title,
            width,
            lambda row: millions(getattr(row.sums, name)),
            lambda row: getattr(row.sums, name),
            align="right",
        )

    return (
        ListColumn(
            "name",
            first,
            240,
            lambda row: f"    {row.name}" if row.is_part else row.name,
            lambda row: row.key,
            stretch=True,
        ),
        money("Kế hoạch", "planned"),
        money("Đã giao", "allocated"),
        money("Đã chi", "disbursed"),
        money("Còn lại", "remaining"),
        ListColumn(
            "share",
            "Tỷ lệ",
            76,
            lambda row: "" if row.sums.share_paid is None else format_percent(round(row.sums.share_paid, 1)),
            lambda row: row.sums.share_paid or 0,
            align="right",
        ),
        ListColumn(
            "state",
            "Tình hình",
            150,
            lambda row: f"▲ {row.warning}" if row.warning else "",
            tone=lambda row: Tone.WARN if row.warning else None,
        ),
    )


def lines_sheet(columns: Sequence[GridColumn], rows: Sequence[Row], lines: Sequence[BudgetLine]) -> Sheet:
    """The grid on paper, all its columns."""
    whole = _whole(lines).sums
    share = "" if whole.share_paid is None else format_percent(round(whole.share_paid, 1))
    amounts = (whole.planned, whole.allocated, whole.disbursed, whole.remaining)
    return Sheet(
        tuple((one.title, _MILLIMETRES.get(one.key, 24), one.align) for one in columns),
        tuple(tuple(_on_paper(one, row) for one in columns) for row in rows),
        (("Toàn xã", "", "", *(millions(one) for one in amounts), share, "", ""),),
    )


def _on_paper(column: GridColumn, row: Row) -> str:
    text = column.text_of(row)
    return f"▲ {text}" if column.key == "state" and text else text


def sums_sheet(columns: Sequence[ListColumn], rows: Sequence[SumRow]) -> Sheet:
    """The sums on paper, the commune as the total."""
    texts = tuple(tuple(one.show(row) for one in columns) for row in rows)
    return Sheet(
        tuple((one.title, _MILLIMETRES.get(one.key, 30), one.align) for one in columns),
        texts[:-1],
        texts[-1:],
    )


def _whole(lines: Sequence[BudgetLine]) -> SumRow:
    return SumRow("~", "Toàn xã", summed(lines))


def _money(key: str, title: str) -> GridColumn:
    return GridColumn(key, title, 88, read=read_millions, show=millions, empty=None, align="right")


def _counted(key: str, title: str, width: int, made: Any) -> GridColumn:
    return GridColumn(key, title, width, computed=made, align="right")


def _amount(row: Row, key: str) -> int | None:
    value = row.get(key)
    return None if value is None or isinstance(value, Unread) or value == "" else int(value)


def _left(row: Row) -> str:
    planned = _amount(row, "planned")
    return "" if planned is None else millions(planned - row.get("disbursed", 0))


def _share(row: Row) -> str:
    planned = _amount(row, "planned")
    return format_percent(round(100 * row.get("disbursed", 0) / planned, 1)) if planned else ""
