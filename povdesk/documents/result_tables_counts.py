"""T4 to T13: lacks, groups, ethnic groups, reasons, children, and the combined tables."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from povdesk.domain.household import Category
from povdesk.domain.result_tables import (
    FEMALE_HEAD,
    LOCAL_PEOPLE,
    MAJORITY,
    MERIT,
    NO_LABOUR,
    ResultHousehold,
    Results,
    ResultUnit,
    by_group,
    by_people,
    by_reason,
    children,
    deprivations,
    households_in,
    people_in,
    share,
)
from povdesk.domain.vietnamese import format_count

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

_CLASSES = (Category.POOR, Category.NEAR_POOR)


def _class_of(code: str) -> Category:
    return Category.NEAR_POOR if code in ("T6", "T7", "T13", "T15") else Category.POOR


def _lacks(results: Results, code: str) -> Table:
    rates = code in ("T5", "T7")
    category = _class_of(code)
    kind = category.label.lower()
    codes = [one for one, _service, _name in results.indicators]
    services: list[tuple[str, int]] = []
    for _code, service, _name in results.indicators:
        if services and services[-1][0] == service:
            services[-1] = (service, services[-1][1] + 1)
        else:
            services.append((service, 1))
    every = "Tỷ lệ thiếu hụt (%) các chỉ số" if rates else "Số hộ thiếu hụt các chỉ số"
    header = (
        (
            *corner(3),
            HeaderCell(f"Tổng số {kind}", rows=3),
            HeaderCell("Tổng số chỉ số thiếu hụt", rows=3),
            HeaderCell(every, len(codes)),
        ),
        tuple(HeaderCell(service, width) for service, width in services),
        tuple(HeaderCell(name) for _code, _service, name in results.indicators),
    )

    def cells(unit: ResultUnit) -> list[str]:
        households, total, counts = deprivations(unit, category, codes)
        if not rates:
            return [count(households), count(total), *(count(one) for one in counts)]
        return [count(households), count(total), *(percent(share(one, households)) for one in counts)]

    last = len(codes) + 2
    formula = numbered(1, last) if rates else ["1", f"2=3 +...+{last}", *numbered(3, last)]
    return grid(header, (8, 24), formula, by_unit(results, cells), 1)


def _groups(results: Results, code: str) -> Table:
    words = results.rules.headings[code]
    header = (
        (*corner(2, "Chỉ tiêu"), *(HeaderCell(one.label, 5) for one in _CLASSES)),
        tuple(HeaderCell(one) for _class in _CLASSES for one in words),
    )

    def cells(unit: ResultUnit) -> list[tuple[str, list[str]]]:
        return [
            (
                words,
                [count(n) for one in _CLASSES for n in by_group(unit, one, amount, results.rules)],
            )
            for words, amount in ((HOUSEHOLDS, households_in), (PEOPLE, people_in))
        ]

    formula = numbered(1, 10)
    if results.rules.count_once:
        formula[4], formula[9] = "5=1-2-3-4", "10=6-7-8-9"
    return grid(header, (9, 34, 22), formula, by_unit_twice(results, cells), 2)


def _ethnic(results: Results, _code: str) -> Table:
    chosen = results.rules.ethnic_groups
    codes = [code for code, _name in chosen]
    width = 4 + len(chosen)
    leaves = [
        HeaderCell("Tổng", rows=2),
        HeaderCell("Kinh", rows=2),
        HeaderCell("Dân tộc thiểu số", 2 + len(chosen)),
    ]
    last = [HeaderCell("Tổng"), *(HeaderCell(name) for _code, name in chosen), HeaderCell("Khác")]
    header = (
        (*corner(3, "Chỉ tiêu"), *(HeaderCell(one.label, width) for one in _CLASSES)),
        (*leaves, *leaves),
        (*last, *last),
    )

    def cells(unit: ResultUnit) -> list[tuple[str, list[str]]]:
        return [
            (words, [count(n) for one in _CLASSES for n in by_people(unit, one, amount, codes)])
            for words, amount in ((HOUSEHOLDS, households_in), (PEOPLE, people_in))
        ]

    each = (1.0, 0.9, 1.0, *(1.3 for _one in chosen), 1.0)
    rows = by_unit_twice(results, cells)
    return grid(header, (8, 26, 20), numbered(1, 2 * width), rows, 2, (*each, *each))


def _reasons(results: Results, _code: str) -> Table:
    codes = [code for code, _name in results.reasons]
    header = (
        (*corner(2, "Loại hộ"), HeaderCell("Tổng số hộ", rows=2), HeaderCell("Nguyên nhân", len(codes))),
        tuple(HeaderCell(name) for _code, name in results.reasons),
    )

    def cells(unit: ResultUnit) -> list[tuple[str, list[str]]]:
        return [(one.label, [count(n) for n in by_reason(unit, one, codes)]) for one in _CLASSES]

    return grid(header, (9, 32, 26), numbered(1, len(codes) + 1), by_unit_twice(results, cells), 2)


def _children(results: Results, code: str) -> Table:
    words = results.rules.headings[code]
    each = (
        HeaderCell(words[0], rows=2),
        HeaderCell("Y tế", 3),
        HeaderCell("Giáo dục"),
    )
    header = (
        (*corner(3), *(HeaderCell(f"Trẻ em trong {one.label.lower()}", 5) for one in _CLASSES)),
        (*each, *each),
        tuple(HeaderCell(one) for _class in _CLASSES for one in words[1:]),
    )

    def cells(unit: ResultUnit) -> list[str]:
        return [count(n) for one in _CLASSES for n in children(unit, one, results.day)]

    return grid(header, (9, 40), numbered(1, 10), by_unit(results, cells), 1)


_COMBINED_FORMULA = (*(str(number) for number in range(1, 20)), "20=9/1 *100", "21=11/3 *100", "22=12/4 *100")
_COMBINED_WEIGHTS = (*((0.85,) * 16), *((1.3,) * 3), *((1.4,) * 3))
_PEOPLES = ("Tổng", "Kinh", "Dân tộc thiểu số", "Dân tộc tại chỗ")


def _combined(results: Results, code: str) -> Table:
    category = _class_of(code)
    kind = category.label
    header = (
        (
            *corner(2),
            HeaderCell("Hộ dân cư", 4),
            HeaderCell("Nhân khẩu", 4),
            HeaderCell(kind, 4),
            HeaderCell(f"Nhân khẩu {kind.lower()}", 4),
            HeaderCell("Chính sách, có công", rows=2),
            HeaderCell("Không có khả năng lao động", rows=2),
            HeaderCell("Chủ hộ là nữ", rows=2),
            HeaderCell("Tỷ lệ (%)", 3),
        ),
        (
            *(HeaderCell(words) for _block in range(4) for words in _PEOPLES),
            *(HeaderCell(words) for words in ("Chung", "Dân tộc thiểu số", "Dân tộc tại chỗ")),
        ),
    )

    def cells(unit: ResultUnit) -> list[str]:
        rows = unit.of(category)
        households, minority = unit.households, unit.minority
        majority = None if households is None or minority is None else households - minority
        kept: list[int | None] = [households, majority, minority, None, unit.people, None, None, None]
        parts = (rows, *_peoples(rows))
        kept += [len(part) for part in parts]
        kept += [people_in(part) for part in parts]
        kept += [sum(row.belongs(group) for row in rows) for group in (MERIT, NO_LABOUR, FEMALE_HEAD)]
        rates: list[Decimal | None] = [share(len(rows), households), share(len(parts[2]), minority), None]
        return [*(count(one) for one in kept), *(percent(one) for one in rates)]

    return grid(header, (6, 20), _COMBINED_FORMULA, by_unit(results, cells), 1, _COMBINED_WEIGHTS)


def _peoples(rows: tuple[ResultHousehold, ...]) -> tuple[tuple[ResultHousehold, ...], ...]:
    return (
        tuple(row for row in rows if row.ethnic_group == MAJORITY),
        tuple(row for row in rows if row.is_minority),
        tuple(row for row in rows if row.belongs(LOCAL_PEOPLE)),
    )


def notes(results: Results, code: str) -> list[str]:
    """How the table was counted."""
    if code in ("T4", "T5", "T6", "T7"):
        rows = results.total.of(_class_of(code))
        unknown = sum(row.unknown for row in rows)
        before = sum(not row.has_form for row in rows)
        found = []
        if unknown:
            found.append(f"Còn {format_count(unknown)} câu trả lời chưa rõ, không tính là thiếu hụt.")
        if before:
            found.append(f"Có {format_count(before)} hộ chưa có phiếu của kỳ này, lấy theo phiếu gần nhất.")
        return found
    if code == "T8":
        if results.rules.count_once:
            return ["Đếm không trùng: mỗi hộ chỉ ở một nhóm."]
        return ["Một hộ có thể thuộc nhiều nhóm; cột Khác là hộ không thuộc nhóm nào."]
    if code == "T9":
        return ["Tính theo dân tộc của chủ hộ."]
    if code == "T10":
        return ["Một hộ có thể có nhiều nguyên nhân nên các cột không cộng thành tổng số hộ."]
    if code == "T11":
        ages = "Trẻ em: dưới 16 tuổi vào ngày cuối kỳ rà soát."
        return [f"{ages} Không đi học: từ 3 tuổi đến dưới 16 tuổi, theo phiếu rà soát."]
    if code in ("T12", "T13"):
        return ["Cột để trống là số chưa có trong phần mềm. Dân tộc tính theo chủ hộ."]
    return []


TABLES: Mapping[str, Callable[[Results, str], Table]] = {
    **{code: _lacks for code in ("T4", "T5", "T6", "T7")},
    "T8": _groups,
    "T9": _ethnic,
    "T10": _reasons,
    "T11": _children,
    "T12": _combined,
    "T13": _combined,
}
