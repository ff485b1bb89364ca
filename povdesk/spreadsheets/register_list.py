"""The register as a workbook: a sheet of households and a sheet of everybody in them.

The rows come as plain values, so that this package need not know how they are kept.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from povdesk.domain.household import Category, Sex
from povdesk.domain.partial_date import PartialDate

from . import people_cells, workbook
from .sheet import Column, HeadCell, Kind, Line, LineLook, Row, Sheet, Side

_OF_HOUSEHOLD = (
    ("Mã hộ", Column(11)),
    ("Chủ hộ", Column(24)),
    ("Thôn", Column(16)),
)
_HOUSEHOLDS = (
    *_OF_HOUSEHOLD,
    ("Địa chỉ", Column(24)),
    ("Nhân khẩu", Column(8, Kind.WHOLE)),
    ("Dân tộc chủ hộ", Column(12)),
    ("Diện", Column(16)),
    ("Cán bộ giúp đỡ", Column(24)),
)
_MEMBERS = (
    *_OF_HOUSEHOLD,
    ("Họ và tên", Column(24)),
    ("Quan hệ với chủ hộ", Column(12)),
    ("Ngày sinh", Column(12, Kind.DATE, side=Side.CENTRE)),
    ("Giới tính", Column(8, side=Side.CENTRE)),
    ("Số CCCD", Column(15)),
    ("Dân tộc", Column(11)),
)


class _OfHousehold(Protocol):
    """What both sheets begin with."""

    @property
    def code(self) -> str: ...
    @property
    def head(self) -> str: ...
    @property
    def hamlet(self) -> str: ...
    @property
    def ethnic_group(self) -> str: ...


class HouseholdLine(_OfHousehold, Protocol):
    """One household of the register."""

    @property
    def address(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def category(self) -> Category | None: ...
    @property
    def cadre(self) -> str: ...


class MemberLine(_OfHousehold, Protocol):
    """One person of a roster."""

    @property
    def name(self) -> str: ...
    @property
    def relation(self) -> str: ...
    @property
    def sex(self) -> Sex | None: ...
    @property
    def born(self) -> PartialDate | None: ...
    @property
    def id_number(self) -> str: ...


def write(
    path: Path,
    households: Sequence[HouseholdLine],
    members: Sequence[MemberLine],
    *,
    day: date,
    agency: str,
    sample: bool,
    progress: workbook.Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write both sheets as the register stands on a day."""
    lines = (
        *((Line(agency, LineLook.OFFICE),) if agency else ()),
        Line("Danh sách hộ gia đình", LineLook.TITLE),
        Line(f"Tính đến ngày {day:%d/%m/%Y}"),
    )
    people_lines = tuple(
        Line("Danh sách nhân khẩu", LineLook.TITLE) if one.look is LineLook.TITLE else one for one in lines
    )
    homes: list[Row] = [
        (
            one.code,
            one.head,
            one.hamlet,
            one.address,
            one.size,
            one.ethnic_group,
            one.category.label if one.category else "Chưa xét",
            one.cadre,
        )
        for one in households
    ]
    people: list[Row] = [
        (
            one.code,
            one.head,
            one.hamlet,
            one.name,
            one.relation,
            people_cells.birth(one.born),
            people_cells.sex(one.sex),
            one.id_number,
            one.ethnic_group,
        )
        for one in members
    ]
    found = (
        _sheet("Hộ gia đình", _HOUSEHOLDS, homes, lines, sample),
        _sheet("Nhân khẩu", _MEMBERS, people, people_lines, sample),
    )
    workbook.write(
        path,
        found,
        title="Danh sách hộ gia đình",
        author=agency,
        progress=progress,
        cancelled=cancelled,
    )


def _sheet(
    name: str,
    columns: Sequence[tuple[str, Column]],
    rows: list[Row],
    lines: tuple[Line, ...],
    sample: bool,
) -> Sheet:
    return Sheet(
        name,
        tuple(column for _title, column in columns),
        (tuple(HeadCell(title) for title, _column in columns),),
        rows,
        lines,
        sample=sample,
        turned=True,
        filtered=True,
        frozen_columns=2,
    )
