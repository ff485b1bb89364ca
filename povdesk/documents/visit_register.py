"""D24: the internal registers of each hamlet: followed households, support given, visits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from povdesk.domain.activity_papers import FollowedHousehold, FollowedSupport, Office
from povdesk.domain.vietnamese import format_number, short_date

from .blocks import Align, Document, GroupRow, Row
from .lists import ListColumn, screen_list

_Line = TypeVar("_Line")
_INTERNAL = "Sổ nội bộ, không niêm yết."


@dataclass(frozen=True)
class VisitLine:
    """One visit as the register prints it."""

    hamlet: str
    visited_on: date
    code: str
    head_name: str
    visitor: str
    content: str
    follow_up: str
    done_on: date | None


def households(office: Office, hamlet: str, lines: Sequence[FollowedHousehold]) -> Document:
    """Sổ theo dõi hộ nghèo. hamlet: empty for the whole commune."""
    columns = (
        ListColumn("Mã hộ", 18),
        ListColumn("Chủ hộ", 34),
        ListColumn("Năm sinh", 14, Align.CENTRE),
        ListColumn("Khẩu", 12, Align.RIGHT),
        ListColumn("Diện, từ ngày", 28),
        ListColumn("Chỉ số thiếu hụt", 46),
        ListColumn("Nguyên nhân chính", 34),
        ListColumn("Người giúp đỡ", 30),
        ListColumn("Lượt hỗ trợ", 14, Align.RIGHT),
        ListColumn("Thăm gần nhất", 20, Align.CENTRE),
        ListColumn("Ghi chú", 24),
    )

    def cells(one: FollowedHousehold) -> tuple[str, ...]:
        since = f", {short_date(one.since)}" if one.since else ""
        return (
            one.code,
            one.head_name,
            str(one.birth_year or ""),
            str(one.size),
            f"{one.group}{since}",
            one.lacks,
            one.reason,
            one.cadre,
            str(one.supports),
            _day(one.last_visit),
            "",
        )

    rows = _by_hamlet(lines, lambda one: one.hamlet, cells)
    return _register(office, f"Sổ theo dõi hộ nghèo năm {office.year}", hamlet, columns, rows)


def support(office: Office, hamlet: str, lines: Sequence[FollowedSupport]) -> Document:
    """Sổ theo dõi hỗ trợ."""
    columns = (
        ListColumn("Ngày", 20, Align.CENTRE),
        ListColumn("Chủ hộ", 36),
        ListColumn("Người được hỗ trợ", 34),
        ListColumn("Loại hỗ trợ", 40),
        ListColumn("Kết quả", 44),
        ListColumn("Số lượng", 20, Align.RIGHT),
        ListColumn("Số tiền (đồng)", 24, Align.RIGHT),
        ListColumn("Nguồn", 28),
        ListColumn("Chứng từ", 22),
    )

    def cells(one: FollowedSupport) -> tuple[str, ...]:
        amount = "" if one.amount is None else format_number(one.amount)
        return (
            _day(one.happened_on),
            f"{one.head_name} ({one.code})",
            one.person,
            one.kind,
            one.result,
            one.quantity,
            amount,
            one.source,
            one.evidence_number,
        )

    money = sum(one.amount or 0 for one in lines)
    total = ("Cộng", f"{format_number(len(lines))} lượt", "", "", "", "", format_number(money), "", "")
    rows = _by_hamlet(lines, lambda one: one.hamlet, cells)
    return _register(office, f"Sổ theo dõi hỗ trợ năm {office.year}", hamlet, columns, rows, (total,))


def visits(office: Office, hamlet: str, lines: Sequence[VisitLine]) -> Document:
    """Nhật ký thăm hộ, the earliest first."""
    columns = (
        ListColumn("Ngày", 20, Align.CENTRE),
        ListColumn("Chủ hộ", 40),
        ListColumn("Người thăm", 38),
        ListColumn("Nội dung, tình hình", 70),
        ListColumn("Việc cần làm tiếp", 54),
        ListColumn("Làm xong", 20, Align.CENTRE),
    )

    def cells(one: VisitLine) -> tuple[str, ...]:
        where = f"{one.head_name} ({one.code})"
        return (_day(one.visited_on), where, one.visitor, one.content, one.follow_up, _day(one.done_on))

    rows = _by_hamlet(lines, lambda one: one.hamlet, cells)
    return _register(office, f"Nhật ký thăm hộ năm {office.year}", hamlet, columns, rows)


def _register(
    office: Office,
    title: str,
    hamlet: str,
    columns: Sequence[ListColumn],
    rows: Sequence[Row],
    totals: Sequence[tuple[str, ...]] = (),
) -> Document:
    where = hamlet[:1].upper() + hamlet[1:] if hamlet else "Toàn xã"
    return screen_list(
        title,
        f"{where}; số liệu đến ngày {short_date(office.day)}",
        columns,
        rows,
        agency=office.identity.committee,
        printed_on=office.printed_on or office.day,
        sample=office.is_sample,
        place=office.identity.place,
        totals=totals,
        note=_INTERNAL,
    )


def _by_hamlet(
    lines: Sequence[_Line], hamlet_of: Callable[[_Line], str], cells: Callable[[_Line], tuple[str, ...]]
) -> list[Row]:
    rows: list[Row] = []
    for name, group in groupby(lines, key=hamlet_of):
        rows.append(GroupRow((f"{name[:1].upper()}{name[1:]}",)))
        rows += [cells(one) for one in group]
    return rows


def _day(day: date | None) -> str:
    return short_date(day) if day else ""
