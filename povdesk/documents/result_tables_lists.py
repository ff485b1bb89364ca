"""T14 and T15: every member of the poor and of the near-poor households, hamlet by hamlet."""

from collections.abc import Callable, Mapping

from povdesk.domain.catalogues import name_of
from povdesk.domain.hamlet_names import at_start
from povdesk.domain.household import Category
from povdesk.domain.result_tables import (
    LOCAL_PEOPLE,
    MERIT,
    NO_LABOUR,
    ResultHousehold,
    ResultMember,
    Results,
    status_mark,
)
from povdesk.domain.vietnamese import format_count

from .blocks import Align, Column, GroupRow, HeaderCell, Row, Table

_NEEDS = (
    ("Y tế", ()),
    ("Giáo dục", ()),
    ("Sản xuất", ("livelihood",)),
    ("Vay vốn", ("loan",)),
    ("Nhà ở", ("house",)),
    ("Khác", ("water", "latrine", "telecom")),
)
"""Columns of support with the needs of the form that mark them; health and schooling are not asked for."""

_WIDTHS = (10, 10, 44, 13, 13, 16, 20, 10, 10, 10, 11, 11, 14, 10, 10, 12, 10, 10, 10)


def has_rows(results: Results, code: str) -> bool:
    return bool(results.total.of(_class_of(code)))


def _detailed(results: Results, code: str) -> Table:
    category = _class_of(code)
    poor = "nghèo" if category is Category.POOR else "cận nghèo"
    header = (
        (
            HeaderCell("STT chủ hộ", rows=2),
            HeaderCell("STT thành viên", rows=2),
            HeaderCell("Họ và tên", rows=2),
            HeaderCell("Năm sinh", 2),
            HeaderCell("Dân tộc", rows=2),
            HeaderCell("Quan hệ với chủ hộ", rows=2),
            HeaderCell("Tình trạng", 3),
            HeaderCell("Có công", rows=2),
            HeaderCell("Dân tộc tại chỗ", rows=2),
            HeaderCell("Không có khả năng lao động", rows=2),
            HeaderCell("Nhu cầu hỗ trợ", 6),
        ),
        (
            HeaderCell("Nam"),
            HeaderCell("Nữ"),
            *(
                HeaderCell(words)
                for words in (f"{poor.capitalize()} mới", f"Tái {poor}", f"{poor.capitalize()} cũ")
            ),
            *(HeaderCell(words) for words, _codes in _NEEDS),
        ),
    )
    rows: list[Row] = []
    number = people = 0
    for unit in results.units:
        there = unit.of(category)
        if there:
            rows.append(GroupRow((f"{at_start(unit.words or unit.name)}: {format_count(len(there))} hộ",)))
        for household in there:
            number += 1
            lines = _lines(number, people, household)
            people += len(household.members)
            rows += lines
    total = ("Cộng", str(people), f"{number} hộ", *([""] * 16))
    aligns = (
        *((Align.CENTRE,) * 2), Align.LEFT, *((Align.CENTRE,) * 2), *((Align.LEFT,) * 2),
        *((Align.CENTRE,) * 12),
    )  # fmt: skip
    return Table(
        columns=tuple(Column(width, align) for width, align in zip(_WIDTHS, aligns, strict=True)),
        header=header,
        rows=tuple(rows),
        totals=(total,),
        formula=tuple(str(place) for place in range(1, 20)),
        font_size=9.0,
    )


def _lines(number: int, people: int, household: ResultHousehold) -> list[Row]:
    """The household on its first member's line."""
    state = status_mark(household)
    marks = [
        *("x" if state == one else "" for one in ("Mới", "Tái", "Cũ")),
        *("x" if household.belongs(group) else "" for group in (MERIT, LOCAL_PEOPLE, NO_LABOUR)),
        *("x" if household.needs.intersection(codes) else "" for _words, codes in _NEEDS),
    ]
    members = household.members or (ResultMember(household.head_name),)
    rows: list[Row] = []
    for place, one in enumerate(members, start=1):
        first = place == 1
        year = one.born.rpartition("/")[2]
        rows.append(
            (
                str(number) if first else "",
                str(people + place) if household.members else "",
                one.name,
                year if one.sex != "female" else "",
                year if one.sex == "female" else "",
                name_of("ethnic_groups", one.ethnic_group) if one.ethnic_group else "",
                name_of("relations", one.relation) if one.relation else "",
                *(marks if first else [""] * len(marks)),
            )
        )
    return rows


def _class_of(code: str) -> Category:
    return Category.NEAR_POOR if code == "T15" else Category.POOR


TABLES: Mapping[str, Callable[[Results, str], Table]] = {"T14": _detailed, "T15": _detailed}
