"""What stands behind the big numbers and the hamlets' cells, for the dialog of lists."""

from typing import Any

from povdesk.domain.dashboard import Dashboard, HamletLine
from povdesk.domain.indicator import Part
from povdesk.domain.vietnamese import format_number, short_date

from ..indicators.subjects_dialog import Behind, Lists
from .kpi import TITLES

_WORDS = {
    "poor": {Part.REACHED: "Hộ nghèo", Part.MISSING: "Phiếu chưa đủ câu trả lời"},
    "near_poor": {Part.REACHED: "Hộ cận nghèo", Part.MISSING: "Phiếu chưa đủ câu trả lời"},
    "uninsured": {Part.NOT_REACHED: "Chưa có thẻ", Part.REACHED: "Có thẻ", Part.MISSING: "Chưa rõ"},
    "water": {Part.NOT_REACHED: "Thiếu nước", Part.REACHED: "Đủ nước", Part.MISSING: "Chưa rõ"},
    "latrine": {Part.NOT_REACHED: "Thiếu nhà tiêu", Part.REACHED: "Có nhà tiêu", Part.MISSING: "Chưa rõ"},
}
_TITLES = {
    "poor": "Hộ nghèo",
    "near_poor": "Hộ cận nghèo",
    "uninsured": "Người thuộc hộ nghèo, cận nghèo chưa có thẻ BHYT",
    "water": "Hộ nghèo, cận nghèo dùng nước hợp vệ sinh",
    "latrine": "Hộ nghèo, cận nghèo có nhà tiêu hợp vệ sinh",
}


def of_key(shown: Dashboard, key: str, line: HamletLine) -> Behind:
    """The lists behind a cell of the hamlets' table, or behind the number of poor households."""
    from povdesk.domain.dashboard import HAMLET_COLUMNS

    place = [column.key for column in HAMLET_COLUMNS].index(key)
    cell = line.cells[place]
    year, day, hamlet_id = shown.year, shown.day, line.hamlet_id

    def read(connection: Any) -> Lists:
        from povdesk.storage import dashboard

        found = dashboard.part_subjects(connection, key, year, day, hamlet_id)
        words = _WORDS[key]
        first = next(iter(words))
        return {words[part]: found[part] for part in words if found[part] or part is first}

    forecast = "" if shown.is_closed or key not in ("poor", "near_poor") else "Dự kiến, "
    return Behind(
        _TITLES[key],
        _TITLES[key],
        f"{forecast}{line.name} đến {short_date(day)}: {cell.full}",
        read,
        day,
        where=line.name,
    )


def of_forms(shown: Dashboard) -> Behind:
    """Households of the round by how far their form is."""
    kpi = next(one for one in shown.kpis if one.key == "forms")
    year, hamlet_id = shown.year, shown.hamlet_id

    def read(connection: Any) -> Lists:
        from povdesk.storage import dashboard

        return dashboard.form_subjects(connection, year, hamlet_id)

    where = shown.hamlet or "Toàn xã"
    count = (
        f"{format_number(kpi.value)}/{format_number(kpi.of or 0)}" if kpi.value is not None else kpi.reason
    )
    return Behind(
        f"{TITLES['forms']} năm {year}",
        TITLES["forms"],
        f"{where}: {count}",
        read,
        shown.day,
        first="Chưa nhập",
        empty=kpi.reason or Behind.empty,
        where=where,
    )
