"""A hamlet's forms as a workbook to be filled on another computer: drop-down lists out, answers in."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from povdesk.domain.errors import InvalidInput
from povdesk.domain.forms_columns import FormColumn, Kind
from povdesk.domain.forms_exchange import (
    FORMAT,
    HOUSEHOLD,
    MEMBER,
    SHEETS,
    FilledRow,
    FormsIn,
    FormsOut,
    OutRow,
)
from povdesk.domain.importing.workbook import RawCell, ReadSheet, column_letters, is_empty

from . import reading
from .workbook import clean

KEPT_SHEET = "PovDesk"
"""Very hidden: which forms these are, and what stood in them when they went out."""
_LISTS = "Danh mục"
_GUIDE = "Hướng dẫn"
_GROUPS_ROW, _TITLES_ROW, _KEYS_ROW, _FIRST_ROW = 2, 3, 4, 5
_FIXED = {
    HOUSEHOLD: (("Mã hộ", 13), ("Chủ hộ", 24), ("Địa chỉ", 18)),
    MEMBER: (
        ("Mã hộ", 13),
        ("Chủ hộ", 22),
        ("Họ và tên", 24),
        ("Quan hệ", 12),
        ("Ngày sinh", 12),
        ("Số định danh", 16),
    ),
}
_STAYS = {HOUSEHOLD: 3, MEMBER: 4}
_PIECE = 30_000
_UID = "uid"


def write(forms: FormsOut, file: IO[bytes]) -> None:
    """The workbook. Text is never a formula; only the answers' cells are open for typing."""
    import xlsxwriter

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    title = f"Phiếu rà soát {forms.hamlet}"
    book.set_properties({"title": clean(title), "comments": FORMAT})
    look = _looks(book)
    _write_guide(book.add_worksheet(_GUIDE), forms, look)
    lists = _Lists()
    for kind, columns, rows in (
        (HOUSEHOLD, forms.columns.households, forms.households),
        (MEMBER, forms.columns.members, forms.members),
    ):
        _write_sheet(book.add_worksheet(SHEETS[kind]), forms, kind, columns, rows, look, lists)
    lists.write(book.add_worksheet(_LISTS), look["plain"])
    _write_kept(book.add_worksheet(KEPT_SHEET), forms, look["plain"])
    book.close()


def read(
    path: Path,
    *,
    progress: Callable[[int, str], object] = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> FormsIn:
    """What a filled workbook says; InvalidInput when it is not one of ours or its hidden parts are gone."""
    book = reading.read(path, progress=progress, cancelled=cancelled)
    kept = book.sheet(KEPT_SHEET)
    head = [str(cell or "") for cell in kept.rows[0]] if kept is not None and kept.rows else []
    if kept is None or len(head) < 5 or head[0] != FORMAT:
        raise InvalidInput(
            f"Tệp {path.name} không phải phiếu của thôn xuất từ phần mềm.",
            "Bấm “Xuất phiếu của thôn ra Excel…”, điền vào tệp đó rồi nhập lại.",
        )
    base = _read_kept(kept, path.name)
    found: dict[str, tuple[FilledRow, ...]] = {}
    strange: list[tuple[str, int]] = []
    for kind, name in SHEETS.items():
        sheet = book.sheet(name)
        if sheet is None:
            raise InvalidInput(
                f"Trong tệp {path.name} không còn trang tính “{name}”.", "Xuất lại tệp rồi điền."
            )
        if sheet.refused:
            raise InvalidInput(sheet.refused)
        found[kind] = tuple(_read_rows(sheet, base, strange, path.name))
    return FormsIn(
        path.name,
        book.sha256,
        head[1],
        head[2],
        head[3],
        int(head[4]) if head[4].isdecimal() else 0,
        found[HOUSEHOLD],
        found[MEMBER],
        tuple(strange),
    )


class _Lists:
    """The words of the drop-down lists, each list in a column of the hidden sheet."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, ...], int] = {}

    def source(self, words: tuple[str, ...]) -> str:
        place = self._places.setdefault(words, len(self._places))
        letters = column_letters(place)
        return f"='{_LISTS}'!${letters}$1:${letters}${len(words)}"

    def write(self, sheet: Any, form: Any) -> None:
        for words, place in self._places.items():
            for row, word in enumerate(words):
                sheet.write_string(row, place, clean(word), form)
        sheet.hide()


def _write_sheet(
    sheet: Any,
    forms: FormsOut,
    kind: str,
    columns: Sequence[FormColumn],
    rows: Sequence[OutRow],
    look: dict[str, Any],
    lists: _Lists,
) -> None:
    fixed = _FIXED[kind]
    sheet.write_string(0, 1, clean(f"PHIẾU RÀ SOÁT: {SHEETS[kind].upper()}, {forms.hamlet}"), look["title"])
    sample = "DỮ LIỆU MẪU. " if forms.sample else ""
    words = f"{sample}{forms.round_name}, xuất ngày {forms.day}. Chỉ điền các ô nền vàng."
    sheet.write_string(1, 1, clean(words), look["plain"])
    sheet.write_string(_KEYS_ROW, 0, _UID, look["plain"])
    sheet.set_column(0, 0, 4, None, {"hidden": True})
    for place, (title, width) in enumerate(fixed, start=1):
        sheet.set_column(place, place, width)
        sheet.write_string(_GROUPS_ROW, place, "", look["head"])
        sheet.write_string(_TITLES_ROW, place, title, look["head"])
    first, group = len(fixed) + 1, ""
    for place, column in enumerate(columns, start=first):
        sheet.set_column(place, place, _width(column), look["open"])
        sheet.write_string(_GROUPS_ROW, place, column.group if column.group != group else "", look["head"])
        group = column.group
        sheet.write_string(_TITLES_ROW, place, clean(column.title), look["head"])
        sheet.write_string(_KEYS_ROW, place, column.key, look["plain"])
        if rows:
            area = (_FIRST_ROW, place, _FIRST_ROW + len(rows) - 1, place)
            sheet.data_validation(*area, _validation(column, lists))
    sheet.set_row(_TITLES_ROW, 62)
    sheet.set_row(_KEYS_ROW, None, None, {"hidden": True})
    for number, row in enumerate(rows, start=_FIRST_ROW):
        sheet.write_string(number, 0, row.uid, look["plain"])
        for place, text in enumerate(row.fixed, start=1):
            sheet.write_string(number, place, clean(text), look["shut"])
        for place, column in enumerate(columns, start=first):
            _write_value(sheet, number, place, column, row.values.get(column.key, ""), look)
    sheet.freeze_panes(_FIRST_ROW, _STAYS[kind] + 1)
    sheet.set_paper(8)
    sheet.set_landscape()
    sheet.repeat_rows(_GROUPS_ROW, _TITLES_ROW)
    sheet.repeat_columns(1, _STAYS[kind])
    sheet.set_footer("&C&P/&N")
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": False})


def _write_value(
    sheet: Any, row: int, place: int, column: FormColumn, value: str, look: dict[str, Any]
) -> None:
    if not value:
        sheet.write_blank(row, place, None, look[column.kind])
    elif column.kind is Kind.DAY:
        from datetime import date

        sheet.write_datetime(row, place, date.fromisoformat(value), look[column.kind])
    elif column.kind in (Kind.NUMBER, Kind.WHOLE):
        sheet.write_number(row, place, float(value), look[column.kind])
    else:
        sheet.write_string(row, place, clean(column.shown(value)), look[column.kind])


def _validation(column: FormColumn, lists: _Lists) -> dict[str, Any]:
    from datetime import date

    told = {"error_title": "Phiếu rà soát", "error_type": "stop"}
    match column.kind:
        case Kind.CHOICE:
            words = tuple(words for _code, words in column.choices)
            say = "Chọn một dòng trong danh sách, hoặc để trống khi chưa rõ."
            return {**told, "validate": "list", "source": lists.source(words), "error_message": say}
        case Kind.DAY:
            say = "Gõ ngày đủ ngày, tháng, năm, ví dụ 15/10/2024."
            days = {"minimum": date(2000, 1, 1), "maximum": date(2100, 12, 31)}
            return {**told, "validate": "date", "criteria": "between", **days, "error_message": say}
        case Kind.WHOLE | Kind.NUMBER:
            whole = column.kind is Kind.WHOLE
            say = f"Gõ {'số nguyên' if whole else 'số'} từ 0 trở lên."
            kind = "integer" if whole else "decimal"
            return {**told, "validate": kind, "criteria": ">=", "value": 0, "error_message": say}
    say = "Ghi chú dài quá 2000 chữ."
    return {**told, "validate": "length", "criteria": "<=", "value": 2000, "error_message": say}


def _write_guide(sheet: Any, forms: FormsOut, look: dict[str, Any]) -> None:
    lines = (
        f"Phiếu rà soát của {forms.hamlet}, {forms.round_name}, xuất ngày {forms.day}.",
        f"Có {len(forms.households)} hộ và {len(forms.members)} người. Trang “Hộ”: mỗi hộ một dòng."
        " Trang “Nhân khẩu”: mỗi người một dòng.",
        "Chỉ điền các ô nền vàng. Ô có mũi tên thì chọn trong danh sách. Chưa rõ thì để trống.",
        "Không thêm dòng. Người, hộ mới và biến động ghi trong phần mềm.",
        "Ô để trống không xóa điều đã có trong phần mềm.",
        "Trả lời thiếu hụt của năm trước không ghi sẵn ở đây: hỏi lại từng hộ.",
        "Điền xong: mở Rà soát năm, tab Tiến độ, bấm “Nhập phiếu đã điền…”. Phần mềm cho xem trước từng ô.",
        "Phiếu nhập từ tệp là bản nháp; chốt phiếu trong phần mềm.",
        "Tệp có thông tin của hộ dân: không gửi qua mạng công cộng, nhập xong thì xóa.",
    )
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, "HƯỚNG DẪN ĐIỀN PHIẾU", look["title"])
    for row, words in enumerate(lines, start=1):
        sheet.write_string(row, 0, clean(words), look["guide"])
    if forms.sample:
        sheet.write_string(len(lines) + 1, 0, "DỮ LIỆU MẪU", look["title"])
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("")


def _write_kept(sheet: Any, forms: FormsOut, form: Any) -> None:
    head = (FORMAT, forms.database_uuid, forms.round_uid, forms.hamlet_uid, str(forms.stamp))
    for place, text in enumerate(head):
        sheet.write_string(0, place, text, form)
    for number, row in enumerate((*forms.households, *forms.members), start=1):
        kept = json.dumps({key: value for key, value in row.values.items() if value}, ensure_ascii=True)
        sheet.write_string(number, 0, row.uid, form)
        for piece, start in enumerate(range(0, len(kept), _PIECE), start=1):
            sheet.write_string(number, piece, kept[start : start + _PIECE], form)
    sheet.very_hidden()


def _read_kept(sheet: ReadSheet, name: str) -> dict[str, dict[str, str]]:
    found = {}
    try:
        for cells in sheet.rows[1:]:
            texts = [str(cell) for cell in cells if not is_empty(cell)]
            if texts:
                kept = json.loads("".join(texts[1:]) or "{}")
                found[texts[0]] = {str(key): str(value) for key, value in kept.items()}
    except (ValueError, AttributeError) as error:
        raise InvalidInput(
            f"Phần ẩn của tệp {name} đã bị sửa nên không so được với lúc xuất.", "Xuất lại tệp rồi điền."
        ) from error
    return found


def _read_rows(
    sheet: ReadSheet, base: dict[str, dict[str, str]], strange: list[tuple[str, int]], name: str
) -> list[FilledRow]:
    at = next((n for n, cells in enumerate(sheet.rows[:20]) if cells and cells[0] == _UID), None)
    if at is None:
        raise InvalidInput(
            f"Trang “{sheet.name}” của {name} không còn dòng mã cột (dòng ẩn).", "Xuất lại tệp rồi điền."
        )
    keys = {place: str(cell) for place, cell in enumerate(sheet.rows[at]) if place and not is_empty(cell)}
    letters = {key: column_letters(place) for place, key in keys.items()}
    found, seen = [], set[str]()
    for number, cells in enumerate(sheet.rows[at + 1 :], start=at + 1):
        uid = str(cells[0]).strip() if cells and not is_empty(cells[0]) else ""
        values: dict[str, RawCell] = {key: cells[place] for place, key in keys.items() if place < len(cells)}
        formulas = frozenset(key for place, key in keys.items() if (number, place) in sheet.formulas)
        if uid not in base or uid in seen:
            if not all(is_empty(cell) for cell in cells):
                strange.append((sheet.name, number + 1))
            continue
        seen.add(uid)
        found.append(FilledRow(uid, number + 1, values, base[uid], formulas, letters))
    return found


def _width(column: FormColumn) -> float:
    longest = max((len(words) for _code, words in column.choices), default=10)
    return min(max(longest + 3, 12), 26)


def _looks(book: Any) -> dict[str, Any]:
    text = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
    marked = {**text, "quote_prefix": True}
    boxed = {**text, "border": 1, "text_wrap": True}
    typed = {**boxed, "locked": False, "bg_color": "#FFFBE6"}
    return {
        "title": book.add_format({**marked, "bold": True, "font_size": 14}),
        "plain": book.add_format(marked),
        "guide": book.add_format({**marked, "text_wrap": True}),
        "head": book.add_format(
            {**boxed, "quote_prefix": True, "bold": True, "align": "center", "bg_color": "#E8EEF6"}
        ),
        "shut": book.add_format({**boxed, "quote_prefix": True, "bg_color": "#F3F4F6"}),
        "open": book.add_format(text),
        Kind.CHOICE: book.add_format({**typed, "num_format": "@"}),
        Kind.TEXT: book.add_format({**typed, "num_format": "@", "quote_prefix": True}),
        Kind.NUMBER: book.add_format({**typed, "num_format": "0.##", "align": "right"}),
        Kind.WHOLE: book.add_format({**typed, "num_format": "#,##0", "align": "right"}),
        Kind.DAY: book.add_format({**typed, "num_format": "dd/mm/yyyy", "align": "center"}),
    }
