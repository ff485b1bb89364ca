"""T1 to T3: the summary and who became poor, escaped or fell back."""

from collections.abc import Callable, Mapping

from povdesk.domain.household import Category
from povdesk.domain.movement import COLUMNS, MovementTable
from povdesk.domain.result_tables import Results, ResultUnit, people_in, share

from .blocks import HeaderCell, Table
from .result_tables_grid import (
    HOUSEHOLDS,
    PEOPLE,
    by_unit,
    by_unit_twice,
    corner,
    count,
    grid,
    numbered,
    percent,
)

_SUMMARY_FORMULA = (
    "1", "2", "3", "4=3/1 *100", "5", "6=5/1 *100", "7", "8=7/1 *100",
    "9", "10=9/2 *100", "11", "12=11/2 *100", "13", "14=13/2 *100",
)  # fmt: skip
_AVERAGE = "Hộ làm nông, lâm, ngư, diêm nghiệp có mức sống trung bình"


def _summary(results: Results, _code: str) -> Table:
    kinds = ("Hộ nghèo", "Hộ cận nghèo", _AVERAGE)
    header = (
        (
            *corner(3),
            HeaderCell("Tổng số hộ dân cư", rows=3),
            HeaderCell("Tổng số nhân khẩu", rows=3),
            HeaderCell("Số hộ", 6),
            HeaderCell("Số nhân khẩu", 6),
        ),
        tuple(HeaderCell(kind, 2) for kind in (*kinds, *kinds)),
        tuple(HeaderCell(words) for _kind in range(6) for words in ("Số lượng", "Tỷ lệ (%)")),
    )
    return grid(header, (9, 28), _SUMMARY_FORMULA, by_unit(results, _summary_cells), 1)


def _summary_cells(unit: ResultUnit) -> list[str]:
    poor, near = unit.of(Category.POOR), unit.of(Category.NEAR_POOR)
    cells = [count(unit.households), count(unit.people)]
    for number in (len(poor), len(near), unit.average[0]):
        cells += [count(number), percent(share(number, unit.households))]
    for number in (people_in(poor), people_in(near), unit.average[1]):
        cells += [count(number), percent(share(number, unit.people))]
    return cells


def _movement(results: Results, code: str) -> Table:
    words = results.rules.headings[code]
    header = (
        (
            *corner(3, "Chỉ tiêu"),
            HeaderCell(words[0], rows=3),
            HeaderCell("Diễn biến trong kỳ", 7),
            HeaderCell(words[8], rows=3),
        ),
        (HeaderCell("Giảm trong kỳ", 3), HeaderCell("Tăng trong kỳ", 4)),
        tuple(HeaderCell(one) for one in words[1:8]),
    )
    poor = code == "T2"

    def cells(unit: ResultUnit) -> list[tuple[str, list[str]]]:
        found: MovementTable = unit.movements.poor if poor else unit.movements.near_poor
        return [
            (HOUSEHOLDS, [count(found.households.column(number)) for number in COLUMNS]),
            (PEOPLE, [count(found.people.column(number)) for number in COLUMNS]),
        ]

    formula = (*numbered(1, 8), "9=1-2-3-4 +5+6+7+8")
    return grid(header, (9, 34, 22), formula, by_unit_twice(results, cells), 2)


TABLES: Mapping[str, Callable[[Results, str], Table]] = {
    "T1": _summary,
    "T2": _movement,
    "T3": _movement,
}
