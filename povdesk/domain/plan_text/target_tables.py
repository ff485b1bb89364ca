"""Targets that stand in a table; its head says which column is the indicator, the unit, the plan."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from povdesk.domain.plan_text.lines import SourceLine
from povdesk.domain.plan_text.quantities import quantities
from povdesk.domain.plan_text.reading import ReadTarget
from povdesk.domain.vietnamese import fold

_NAME = re.compile(r"^(?:ten )?(?:chi tieu|noi dung|muc tieu|danh muc)")
_UNIT = re.compile(r"\b(?:dvt|don vi)\b")
_BEFORE = re.compile(r"nam truoc|dau nam|hien trang|thuc hien|ket qua|uoc|hien nay")
_PLAN = re.compile(r"ke hoach|muc tieu|phan dau|chi tieu|cuoi nam|giao|den nam")
_ORDER = re.compile(r"^(?:tt|stt|so tt)$")


@dataclass(frozen=True)
class _Head:
    name: int
    plan: int
    unit: int | None
    before: int | None


def table_targets(rows: Sequence[SourceLine]) -> Iterator[ReadTarget]:
    """Targets of every table whose head names the indicator and the plan's value.

    A bare number has no operator yet: what it is depends on the indicator.
    """
    head: _Head | None = None
    group = ""
    last = 0
    for row in rows:
        found = _head(row.cells)
        other_table = row.number > last + 1 and _is_head(row.cells)
        last = row.number
        if found is not None or other_table:
            head, group = found, ""
            continue
        if head is None or len(row.cells) <= max(head.name, head.plan):
            continue
        name = row.cells[head.name].strip()
        written = row.cells[head.plan].strip()
        if not name:
            continue
        if not written or written == name:
            group = name
            continue
        yield _target(row, head, name, written, group)


def _is_head(cells: Sequence[str]) -> bool:
    """Whether a row names columns: several cells with words, none with a number of its own."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and not any(re.match(r"^[\d.,]+\s*%?$", cell.strip()) for cell in filled)


def _target(row: SourceLine, head: _Head, name: str, written: str, group: str) -> ReadTarget:
    unit_words = row.cells[head.unit].strip() if head.unit is not None and head.unit < len(row.cells) else ""
    value, unit, operator, pointed = _value(written, unit_words)
    baseline = None
    if head.before is not None and head.before < len(row.cells):
        baseline = _value(row.cells[head.before], unit_words)[0]
    doubts = []
    if value is None:
        doubts.append(f"Ô kế hoạch ghi “{written}”, không đọc được thành số.")
    if not unit:
        doubts.append("Bảng không ghi đơn vị tính.")
    if pointed:
        doubts.append(f"“{written}” viết dấu chấm thập phân.")
    return ReadTarget(
        name,
        row.number,
        "",
        group,
        operator=operator,
        value=value,
        unit=unit,
        baseline=baseline,
        doubts=tuple(doubts),
    )


def _value(written: str, unit_words: str) -> tuple[Decimal | None, str, str, bool]:
    found = list(quantities(written))
    unit = _unit(unit_words) or (found[0].unit if found else "")
    if len(found) != 1:
        return None, unit, "", False
    words = fold(written)
    if re.search(r"\bduoi\b|<", words):
        operator = "<"
    elif re.search(r"\btren\b|>(?!=)", words):
        operator = ">"
    elif re.search(r"\bcon\b|khong qua|toi da|≤", written.casefold()):
        operator = "<="
    elif re.search(r"≥|>=|it nhat|toi thieu|tro len", f"{written} {words}"):
        operator = ">="
    else:
        operator = ""
    return found[0].value, unit, operator, found[0].with_point


def _unit(words: str) -> str:
    folded = fold(words)
    if "diem" in folded and ("%" in words or "phan tram" in folded):
        return "điểm %"
    if "%" in words or "phan tram" in folded or "ty le" in folded:
        return "%"
    if "luot" in folded:
        return "lượt người"
    written = words.casefold()
    for unit, sign in (("triệu đồng", r"triệu|tr\.? ?đồng|trđ"), ("tỷ đồng", "t[ỷỉ] đồng"), ("đồng", "đồng")):
        if re.search(rf"\b(?:{sign})\b", written):
            per = re.search(r"(?:\s*/\s*\w+)+$", written)
            return unit + (re.sub(r"\s+", "", per[0]) if per else "")
    for unit, sign in (("người", "nguoi|lao dong|tre|khau|chau|hoc vien"), ("nhà", "nha|can"), ("hộ", "ho")):
        if re.search(rf"\b(?:{sign})\b", folded):
            return unit
    return words.strip().casefold()


def _head(cells: Sequence[str]) -> _Head | None:
    folded = [fold(cell).strip() for cell in cells]
    name = next((place for place, words in enumerate(folded) if _NAME.match(words)), None)
    if name is None or len(cells) < 2:
        return None
    others = [place for place in range(len(cells)) if place != name and not _ORDER.match(folded[place])]
    unit = next((place for place in others if _UNIT.search(folded[place])), None)
    before = next((place for place in others if place != unit and _BEFORE.search(folded[place])), None)
    plan = next(
        (place for place in others if place not in (unit, before) and _PLAN.search(folded[place])), None
    )
    if plan is None:
        return None
    return _Head(name, plan, unit, before)
