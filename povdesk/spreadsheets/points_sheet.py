"""The points sheet of form B1 as a workbook: written from a standard, read back when it is filled."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from povdesk.domain.errors import InvalidInput
from povdesk.domain.household import Area
from povdesk.domain.points_rehearsal import Cell, FilledSheet, PointsLine
from povdesk.domain.standard import AnswerChoice, Question, QuestionKind, Standard
from povdesk.domain.vietnamese import clean_text

from . import limits

MARK = "PovDesk-B1"
"""In A3 of our own template; the standard's id stands beside it."""

_HEAD = ("Mã câu", "Nhóm", "Câu hỏi", "Mã trả lời", "Trả lời", "Từ", "Nông thôn", "Thành thị")
_WIDTHS = (8, 15, 34, 10, 28, 8, 11, 11)
_HEAD_ROW = 5
_FREE_RANGES = 6
_MOST_BYTES = 5 * 1024 * 1024
_MOST_ROWS = 3000
_MOST_COLUMNS = 40


def write(standard: Standard, file: IO[bytes]) -> None:
    """The sheet with the points known now; unknown ones are empty cells to be typed in.

    Only the cells for points and ranges are open for typing. Text is never a formula.
    """
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(file, options)
    workbook.set_properties({"title": "Bảng điểm phiếu B1", "comments": f"{MARK} {standard.id}"})
    sheet = workbook.add_worksheet("Bảng điểm B1")
    look = _looks(workbook)
    _write_head(sheet, standard, look)
    row = _HEAD_ROW
    for question in standard.questions:
        for answer in _answers(question):
            _write_line(sheet, row, question, answer, look)
            row += 1
    _set_page(sheet, row)
    workbook.close()


def read(path: Path) -> FilledSheet:
    """What a filled sheet says; InvalidInput when the file is not one of ours."""
    limits.check(path, most_bytes=_MOST_BYTES, most_rows=_MOST_ROWS, most_columns=_MOST_COLUMNS)
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise InvalidInput(
            f"Không đọc được bảng tính {path.name}.", "Mở tệp bằng Excel, lưu lại dạng .xlsx rồi thử lại."
        ) from error
    mark = rows[2] if len(rows) > 2 else []
    if len(mark) < 2 or _text(mark[0]) != MARK or len(rows) <= _HEAD_ROW - 1:
        raise InvalidInput(
            f"Tệp {path.name} không phải bảng điểm B1 xuất từ phần mềm.",
            "Bấm “Xuất ra Excel…”, điền điểm vào tệp đó rồi nhập lại.",
        )
    head = tuple(_text(value) for value in rows[_HEAD_ROW - 1][: len(_HEAD)])
    if head != _HEAD:
        raise InvalidInput(
            "Các cột của bảng điểm đã bị đổi chỗ hoặc đổi tên.", "Xuất lại tệp rồi chỉ điền các ô điểm."
        )
    return FilledSheet(_text(mark[1]), tuple(_lines(rows)))


def _lines(rows: list[list[Any]]) -> Iterator[PointsLine]:
    for number, values in enumerate(rows[_HEAD_ROW:], start=_HEAD_ROW + 1):
        cells = [*values, *[""] * (len(_HEAD) - len(values))]
        question, answer = _text(cells[0]), _text(cells[3])
        points = [_whole(value) for value in cells[5:8]]
        if question or any(value is not None for value in points):
            yield PointsLine(number, question, answer, *points)


def _text(value: Any) -> str:
    """A cell's words; a code of digits that Excel made a number comes back without its comma."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean_text("" if value is None else str(value))


def _whole(value: Any) -> Cell:
    """A whole number from 0 on; None when empty; anything else as its words."""
    if isinstance(value, bool):
        return _text(value)
    if isinstance(value, int | float) and value >= 0 and float(value).is_integer():
        return int(value)
    text = _text(value)
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else text


def _answers(question: Question) -> list[AnswerChoice | None]:
    """The answers; a question answered with a number has free lines for further ranges."""
    if question.kind is QuestionKind.NUMBER:
        return [*question.answers, *[None] * _FREE_RANGES]
    return list(question.answers)


def _looks(workbook: Any) -> dict[str, Any]:
    text = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter", "quote_prefix": True}
    boxed = {**text, "border": 1, "text_wrap": True}
    number = {**boxed, "quote_prefix": False, "num_format": "0", "align": "right", "locked": False}
    return {
        "title": workbook.add_format({**text, "bold": True, "font_size": 14}),
        "text": workbook.add_format(text),
        "quiet": workbook.add_format({**text, "font_color": "#6B7280", "font_size": 9}),
        "head": workbook.add_format({**boxed, "bold": True, "align": "center", "bg_color": "#E8EEF6"}),
        "cell": workbook.add_format(boxed),
        "code": workbook.add_format({**boxed, "font_color": "#6B7280"}),
        "shut": workbook.add_format({**boxed, "bg_color": "#F3F4F6"}),
        "number": workbook.add_format({**number, "bg_color": "#FFFBE6"}),
    }


def _write_head(sheet: Any, standard: Standard, look: dict[str, Any]) -> None:
    sheet.write_string(0, 0, "BẢNG ĐIỂM PHIẾU B1", look["title"])
    sheet.write_string(1, 0, standard.title, look["text"])
    sheet.write_string(2, 0, MARK, look["quiet"])
    sheet.write_string(2, 1, standard.id, look["quiet"])
    sheet.write_string(
        3,
        0,
        "Chỉ điền các ô nền vàng, số nguyên, theo Thông tư hướng dẫn. Chưa rõ thì để trống. "
        "Câu trả lời bằng số: ô “Từ” là số nhỏ nhất của khoảng.",
        look["text"],
    )
    for column, words in enumerate(_HEAD):
        sheet.write_string(_HEAD_ROW - 1, column, words, look["head"])
        sheet.set_column(column, column, _WIDTHS[column])


def _write_line(
    sheet: Any, row: int, question: Question, answer: AnswerChoice | None, look: dict[str, Any]
) -> None:
    is_number = question.kind is QuestionKind.NUMBER
    words = "" if answer is None or is_number else answer.text
    if is_number:
        words = f"khoảng, tính bằng {question.unit}" if question.unit else "khoảng"
    texts = (question.code, question.group, question.text, answer.code if answer else "", words)
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, look["code" if column in (0, 3) else "cell"])
    least = answer.at_least if answer else None
    if is_number:
        _write_number(sheet, row, 5, least, look["number"])
    else:
        sheet.write_blank(row, 5, None, look["shut"])
    for column, area in ((6, Area.RURAL), (7, Area.URBAN)):
        _write_number(sheet, row, column, answer.points[area] if answer else None, look["number"])


def _write_number(sheet: Any, row: int, column: int, value: int | None, form: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, form)
    else:
        sheet.write_number(row, column, value, form)


def _set_page(sheet: Any, rows: int) -> None:
    """A4 upright, one page wide, the head on each page; only the yellow cells can be typed in."""
    sheet.set_paper(9)
    sheet.set_portrait()
    sheet.set_margins(left=0.8, right=0.5, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW - 1)
    sheet.print_area(0, 0, rows - 1, len(_HEAD) - 1)
    sheet.set_footer("&C&P/&N")
    sheet.freeze_panes(_HEAD_ROW, 3)
    sheet.data_validation(
        _HEAD_ROW,
        5,
        max(rows - 1, _HEAD_ROW),
        7,
        {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": "Điểm",
            "error_message": "Gõ số nguyên từ 0 trở lên, hoặc để trống.",
        },
    )
    sheet.protect("", {"format_columns": True, "format_rows": True})
