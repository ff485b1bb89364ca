"""The official lists as a workbook in the layout that the level above takes, one line a person."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from povdesk.domain import catalogues
from povdesk.domain.household import Category
from povdesk.domain.official_list import (
    YES_MARK,
    Field,
    Layout,
    LayoutSheet,
    ListKind,
    OfficialHousehold,
    OfficialLists,
    OfficialMember,
    layout_on,
)

from . import people_cells, workbook
from .sheet import Cell, Column, HeadCell, Kind, Line, LineLook, Row, Sheet, Side

_PLAIN = {Field.ORDINAL, Field.AGE, Field.SIZE, Field.INCOME_POINTS, Field.DEPRIVATION_POINTS}
_DATES = {Field.BORN, Field.DECISION_DATE}
_CENTRED = {Field.MINORITY, Field.NO_LABOUR, Field.MERIT, Field.SEX}

_LINES_TO_FILL = 500

Value = Callable[[OfficialHousehold, OfficialMember], Cell]


def write(
    path: Path,
    found: OfficialLists,
    *,
    progress: workbook.Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write the three sheets in the layout of the review's day."""
    title = f"Danh sách chính thức năm {found.year} {found.commune}"
    workbook.write(
        path, sheets(found), title=title, author=found.agency, progress=progress, cancelled=cancelled
    )


def sheets(found: OfficialLists) -> tuple[Sheet, ...]:
    layout = layout_on(found.day)
    return tuple(_sheet(layout, one, found) for one in layout.sheets)


def write_template(path: Path, day: date, *, sample: bool = False) -> None:
    """The empty sheets of the layout in use on a day, with drop-down lists, to be filled and read back."""
    empty = OfficialLists(
        day.year, day, "", "", "", "", "", "", "", None, {kind: () for kind in ListKind}, False, sample
    )
    layout = layout_on(day)
    found = tuple(
        replace(
            _sheet(layout, one, empty),
            lines=(
                Line(one.title, LineLook.TITLE),
                Line("Mỗi người một dòng; người cùng hộ ghi cùng số thứ tự hộ. Số CCCD gõ đủ 12 chữ số."),
            ),
            filtered=False,
            to_fill=_LINES_TO_FILL,
        )
        for one in layout.sheets
    )
    workbook.write(path, found, title="Mẫu danh sách chính thức")


def _choices(field: Field) -> tuple[str, ...]:
    """The words that the drop-down list of a column offers."""
    match field:
        case Field.SEX:
            return ("Nam", "Nữ")
        case Field.CATEGORY:
            return (Category.POOR.label, Category.NEAR_POOR.label)
        case Field.MINORITY | Field.NO_LABOUR | Field.MERIT:
            return (YES_MARK,)
        case Field.RELATION:
            return tuple(item.name for item in catalogues.load("relations"))
        case Field.ETHNIC_GROUP:
            return tuple(item.name for item in catalogues.load("ethnic_groups"))
        case _:
            return ()


def _sheet(layout: Layout, one: LayoutSheet, found: OfficialLists) -> Sheet:
    first = one.columns[0].place
    last = one.columns[-1].place
    by_place = {column.place: column for column in one.columns}
    columns, head = [], []
    for place in range(first, last + 1):
        column = by_place.get(place)
        if column is None:
            columns.append(Column(3))
            head.append(HeadCell(""))
            continue
        kind = Kind.PLAIN if column.field in _PLAIN else Kind.TEXT
        side = Side.CENTRE if column.field in _CENTRED | _PLAIN else None
        if column.field in _DATES:
            kind, side = Kind.DATE, Side.CENTRE
        columns.append(Column(column.width, kind, side=side, choices=_choices(column.field)))
        head.append(HeadCell(column.title))
    state = (
        f"Quyết định số {found.decision_number}" if found.decision_number else "Dự kiến, chưa có quyết định"
    )
    if found.decision_date:
        state += f" ngày {found.decision_date:%d/%m/%Y}"
    return Sheet(
        one.name,
        tuple(columns),
        (tuple(head),),
        list(_lines(layout, one, found)),
        (
            Line(found.agency, LineLook.OFFICE),
            Line(one.title, LineLook.TITLE),
            Line(f"{found.round_name}. {state}"),
        ),
        sample=found.sample,
        turned=True,
        filtered=True,
        head_at=one.first_row - 2,
        first_column=first,
        frozen_columns=3,
    )


def _lines(layout: Layout, one: LayoutSheet, found: OfficialLists) -> Iterator[Row]:
    first, last = one.columns[0].place, one.columns[-1].place
    values = _values(found, layout.has_district(found.day))
    wanted: list[Value | None] = [None] * (last - first + 1)
    for column in one.columns:
        if column.field is not Field.ORDINAL:
            wanted[column.place - first] = values[column.field]
    ordinal = one.column(Field.ORDINAL)
    for number, household in enumerate(found.lists[ListKind(one.kind)], start=1):
        for member in household.members or (OfficialMember(household.head, "Chủ hộ"),):
            cells: list[Cell] = [None if value is None else value(household, member) for value in wanted]
            if ordinal is not None:
                cells[ordinal.place - first] = number
            yield tuple(cells)


def _values(found: OfficialLists, has_district: bool) -> dict[Field, Value]:
    district = found.district if has_district else ""
    day: date | None = found.decision_date

    def marked(has: bool) -> str:
        return YES_MARK if has else ""

    def address(household: OfficialHousehold, _member: OfficialMember) -> Cell:
        return ", ".join(part for part in (household.address, household.hamlet, found.commune) if part)

    return {
        Field.HEAD: lambda household, _: household.head,
        Field.MEMBER: lambda _, member: member.name,
        Field.RELATION: lambda _, member: member.relation,
        Field.BORN: lambda _, member: people_cells.birth(member.born),
        Field.SEX: lambda _, member: people_cells.sex(member.sex),
        Field.ID_NUMBER: lambda _, member: member.id_number,
        Field.PROVINCE: lambda _, __: found.province,
        Field.DISTRICT: lambda _, __: district,
        Field.DISTRICT_CODE: lambda _, __: "",
        Field.COMMUNE: lambda _, __: found.commune,
        Field.COMMUNE_CODE: lambda _, __: found.commune_code,
        Field.HAMLET: lambda household, _: household.hamlet,
        Field.ADDRESS: address,
        Field.ETHNIC_GROUP: lambda _, member: member.ethnic_group,
        Field.CATEGORY: lambda household, _: household.category.label,
        Field.DECISION_NUMBER: lambda _, __: found.decision_number,
        Field.DECISION_DATE: lambda _, __: day,
        Field.INCOME_POINTS: lambda household, _: household.income_points,
        Field.DEPRIVATION_POINTS: lambda household, _: household.deprivation_points,
        Field.MINORITY: lambda household, _: marked(household.minority),
        Field.NO_LABOUR: lambda household, _: marked(household.no_labour),
        Field.MERIT: lambda household, _: marked(household.merit),
        Field.REASONS: lambda household, _: "; ".join(household.reasons),
        Field.NOTE: lambda household, _: household.note,
        Field.AGE: lambda _, member: member.age,
        Field.SIZE: lambda household, _: household.size,
    }
