"""The columns of what was read from a plan's text."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from povdesk.domain import vietnamese
from povdesk.domain.indicator import IndicatorDefinition
from povdesk.domain.plan_text.reading import ReadTarget
from povdesk.domain.plan_text.taking import TakenTarget

from ..widgets.choice_field import Choice
from ..widgets.grid import GridColumn
from ..widgets.table import ListColumn

TAKE, LEAVE, OWN = "take", "leave", ""
_TAKING = (Choice(TAKE, "Nhận", "1"), Choice(LEAVE, "Bỏ", "0"))
_OPERATORS = (Choice("", ""), Choice(">=", "≥"), Choice(">", ">"), Choice("<=", "≤"), Choice("<", "<"))
_NEW = "Chỉ tiêu mới, nhập tay"


def target_columns(known: Sequence[IndicatorDefinition]) -> tuple[GridColumn, ...]:
    """A grid in which the officer confirms the targets."""
    indicators = (
        Choice(OWN, _NEW),
        *(Choice(one.code, one.short_name or one.name, one.code) for one in known),
    )
    return (
        GridColumn("take", "Nhận?", 62, choices=_TAKING, empty=TAKE),
        GridColumn("line", "Dòng", 48, computed=lambda row: str(row["line"]), align="right"),
        GridColumn("wording", "Lời văn", 110, computed=lambda row: str(row["wording"]), stretch=True),
        GridColumn("code", "Chỉ tiêu", 160, choices=indicators, empty=OWN),
        GridColumn("operator", "Dấu", 42, choices=_OPERATORS),
        GridColumn("value", "Mục tiêu", 72, _number, _shown, empty=None, align="right"),
        GridColumn("unit", "Đơn vị", 64),
        GridColumn("baseline", "Đầu năm", 72, _number, _shown, empty=None, align="right"),
    )


def target_row(one: ReadTarget) -> dict[str, Any]:
    """A target that was read, as a row; what is not sure of being a target at all begins as left out."""
    return {
        "take": TAKE if not one.general and (one.value is not None or not one.doubts) else LEAVE,
        "line": one.line,
        "wording": one.wording,
        "code": one.code,
        "operator": one.operator,
        "value": one.value,
        "unit": one.unit,
        "baseline": one.baseline,
        "letter": one.letter,
        "group": one.group,
        "also": one.also,
        "doubts": one.doubts,
    }


def taken(rows: Sequence[dict[str, Any]]) -> list[TakenTarget]:
    """The rows the officer takes."""
    return [
        TakenTarget(
            row["line"],
            row["wording"],
            row["code"],
            row["operator"],
            row["value"],
            row["unit"],
            row["baseline"],
            row["wording"],
            row["letter"],
            row["group"],
        )
        for row in rows
        if row["take"] == TAKE
    ]


PARTS = (
    ListColumn("line", "Dòng", 52, lambda row: str(row[0]), lambda row: row[0], align="right"),
    ListColumn("sign", "Số đã in", 70, lambda row: row[1]),
    ListColumn("words", "Mục", 300, lambda row: row[2], stretch=True, tip=lambda row: row[2]),
)
ROLES = (
    ListColumn("line", "Dòng", 52, lambda row: str(row.line), lambda row: row.line, align="right"),
    ListColumn("name", "Vai", 240, lambda row: f"{row.verb} {row.name}".strip(), bold=True),
    ListColumn("body", "Việc", 300, lambda row: row.body, stretch=True, tip=lambda row: row.body),
)
RECIPIENTS = (
    ListColumn("line", "Dòng", 52, lambda row: str(row.line), lambda row: row.line, align="right"),
    ListColumn("text", "Nơi nhận", 300, lambda row: row.text, stretch=True),
)
NUMBERS = (
    ListColumn("line", "Dòng", 52, lambda row: str(row.line), lambda row: row.line, align="right"),
    ListColumn("text", "Con số", 130, lambda row: row.text, bold=True),
    ListColumn("use", "Dùng làm", 300, lambda row: row.use, stretch=True, tip=lambda row: row.use),
)
FINDINGS = (
    ListColumn("level", "Mức", 110, lambda row: row.level.label),
    ListColumn(
        "message", "Điều cần xem", 300, lambda row: row.message, stretch=True, tip=lambda row: row.message
    ),
)


def _number(text: str) -> Decimal:
    return vietnamese.parse_number(text)


def _shown(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
