"""What one cell says: read honestly, with a remark where it was guessed and a doubt where it cannot be."""

import enum
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from povdesk.domain.errors import InvalidInput
from povdesk.domain.household import Sex
from povdesk.domain.identity import clean_number, show_id_number
from povdesk.domain.importing.words import Words
from povdesk.domain.importing.workbook import RawCell, as_date
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.vietnamese import parse_number, short_date

_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(1_000, 80_000)
"""Days that Excel counts: 1902 to 2119. Smaller whole numbers are years or nonsense."""
_YEARS = range(1900, 2101)
_NO_NUMBER = {"", "khong", "chua co", "chua", "khongco", "chuaco", "chuacap", "khong co", "0", "x"}


class Level(enum.IntEnum):
    """How bad a remark is."""

    NOTE = 0
    WARNING = 1
    DOUBT = 2
    REFUSED = 3

    @property
    def label(self) -> str:
        return ("Ghi chú", "Cảnh báo", "Chờ quyết định", "Lỗi")[self]


class Remark(NamedTuple):
    """About one cell; value: what stood there when it could not be taken.

    may_accept: a doubt about who somebody is, which the officer may set aside for this line.
    """

    level: Level
    words: str
    value: str = ""
    may_accept: bool = False


class Read(NamedTuple):
    """What was understood (None: nothing) and what is to be said about it."""

    value: Any
    remark: Remark | None = None


Reader = Callable[[RawCell, str], Read]
"""Gets the cell as it was read, and its words in clean Unicode."""

_NOTHING = Read(None)


def readers(words: Words, today: date) -> dict[str, Reader]:
    """A reader for each kind of cell. today: births and decisions lie before its end."""

    def sex(raw: RawCell, text: str) -> Read:
        found = words.sex(text)
        return Read(Sex(found)) if found else _unknown(text, "giới tính", "ghi Nam hoặc Nữ")

    def relation(raw: RawCell, text: str) -> Read:
        found = words.relation(text)
        return Read(found) if found else _unknown(text, "quan hệ", "có trong danh mục Quan hệ với chủ hộ")

    def ethnic_group(raw: RawCell, text: str) -> Read:
        found = words.ethnic_group(text)
        return Read(found) if found else _unknown(text, "dân tộc", "có trong danh mục Dân tộc")

    def category(raw: RawCell, text: str) -> Read:
        found = words.category(text)
        if found:
            return Read(found)
        doubt = f"phân loại “{text}” chưa hiểu; ghi Hộ nghèo hoặc Hộ cận nghèo"
        return Read(None, Remark(Level.DOUBT, doubt, text))

    def mark(raw: RawCell, text: str) -> Read:
        found = words.mark(text)
        return Read(found) if found is not None else _unknown(text, "dấu", "ghi x hoặc để trống")

    def born(raw: RawCell, text: str) -> Read:
        return read_birth(raw, text, today)

    def day(raw: RawCell, text: str) -> Read:
        found = read_birth(raw, text, date.max)
        whole = found.value.as_date() if found.value is not None else None
        if whole is None and found.value is not None:
            return _unknown(text, "ngày", "ghi đủ ngày, tháng, năm")
        return Read(whole, found.remark)

    return {
        "sex": sex,
        "relation": relation,
        "ethnic_group": ethnic_group,
        "category": category,
        "mark": mark,
        "born": born,
        "day": day,
        "id_number": read_id_number,
        "whole": read_whole,
        "text": lambda raw, text: Read(_plain_text(raw, text)),
    }


def read_id_number(raw: RawCell, text: str) -> Read:
    """As text with its zeros. A numeric cell that lost zeros is given them back, with a warning."""
    if isinstance(raw, str) and len(text) == 12 and text.isdecimal() and text.isascii():
        return Read(text)
    if isinstance(raw, float) or (isinstance(raw, str) and re.search(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+", raw)):
        lost = f"số định danh “{text}” đã mất chữ số vì ô có dạng số; gõ lại đủ 12 chữ số dạng chữ"
        return Read("", Remark(Level.WARNING, lost, text))
    number = clean_number(text.strip("'’`"))
    if not any(letter.isdigit() for letter in number) or text.lower() in _NO_NUMBER:
        return Read("", Remark(Level.NOTE, f"“{text}” không phải số định danh, để trống", text))
    if isinstance(raw, int) and not isinstance(raw, bool):
        return _restored(number)
    if not number.isdecimal():
        return Read("", Remark(Level.WARNING, f"số định danh “{text}” có chữ lạ nên không nhập", text))
    if len(number) in (9, 12):
        return Read(number)
    if len(number) == 11:
        return _restored(number)
    return Read(
        number, Remark(Level.WARNING, f"số định danh “{text}” có {len(number)} chữ số, phải có 12 (CMND 9)")
    )


def _restored(number: str) -> Read:
    """An Excel number has no zeros in front: 12 digits of a CCCD (three for the province), 9 of a CMND."""
    if len(number) in (10, 11):
        made = number.zfill(12)
    elif len(number) == 8:
        made = number.zfill(9)
    elif len(number) in (9, 12):
        return Read(number)
    else:
        lost = f"số định danh {number} có {len(number)} chữ số nên không nhập; gõ lại đủ 12 chữ số dạng chữ"
        return Read("", Remark(Level.WARNING, lost, number))
    words = f"số định danh {number} đã mất số 0 ở đầu, đọc là {show_id_number(made)}; kiểm tra lại"
    return Read(made, Remark(Level.WARNING, words))


def read_birth(raw: RawCell, text: str, today: date) -> Read:
    """Day first; Excel's dates and serial numbers; a year or a month alone. Not after today."""
    found: PartialDate | None = None
    remark: Remark | None = None
    whole = as_date(raw)
    if whole is not None:
        found = PartialDate.of(whole) if whole.year >= 1900 else None
    elif isinstance(raw, int) and not isinstance(raw, bool):
        if raw in _YEARS:
            found = PartialDate(raw)
        elif raw in _SERIALS:
            found = PartialDate.of(_EXCEL_ZERO + timedelta(days=raw))
            remark = Remark(Level.NOTE, f"số {raw} của Excel đọc là ngày {found}")
        elif 1_011_900 <= raw <= 31_122_100:
            found, remark = _parsed(f"{raw:08d}", text)
    elif isinstance(raw, float):
        if int(raw) in _SERIALS:
            found = PartialDate.of(_EXCEL_ZERO + timedelta(days=int(raw)))
        elif 0 < raw < 13 and round(raw * 10_000) % 10_000 in _YEARS:
            # Excel made a number of "9.2006"; its last zeros are gone.
            found, remark = _parsed(f"{raw:.4f}", text)
    else:
        found, remark = _parsed(re.sub(r"\s+00:00:00$", "", text), text)
    if found is None:
        return Read(None, remark or _not_a_day(text))
    if found.earliest() > today:
        words = f"ngày {found} ở sau ngày {short_date(today)} nên không nhập"
        return Read(None, Remark(Level.WARNING, words, text))
    return Read(found, remark)


def _parsed(text: str, shown: str) -> tuple[PartialDate | None, Remark | None]:
    cleaned = text.replace("\\", "/").replace("//", "/").strip(" .,'")
    try:
        return PartialDate.parse(cleaned), None
    except InvalidInput as error:
        month_first = re.fullmatch(r"(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4})", cleaned)
        if month_first and int(month_first[2]) > 12 >= int(month_first[1]):
            try:
                found = PartialDate.parse(f"{month_first[2]}/{month_first[1]}/{month_first[3]}")
            except InvalidInput:
                return None, _not_a_day(shown)
            words = f"“{shown}” ghi tháng trước ngày, đọc là {found}; kiểm tra lại"
            return found, Remark(Level.WARNING, words)
        # It stands within a row of remarks, not as a sentence of its own.
        reason = f"{error.message[:1].lower()}{error.message[1:].rstrip('.')}"
        return None, Remark(Level.WARNING, f"ngày “{shown}” chưa đọc được: {reason}", shown)


def _not_a_day(text: str) -> Remark:
    return Remark(Level.WARNING, f"“{text}” không phải ngày hay năm sinh, để trống", text)


def read_whole(raw: RawCell, text: str) -> Read:
    """A count or points, in both notations."""
    if isinstance(raw, bool):
        return _unknown(text, "số", "ghi số nguyên")
    if isinstance(raw, int):
        return Read(raw) if 0 <= raw < 1_000_000 else _unknown(text, "số", "ghi số nguyên từ 0 trở lên")
    try:
        number = parse_number(repr(raw) if isinstance(raw, float) else text, smallest=0, largest=999_999)
    except InvalidInput:
        return _unknown(text, "số", "ghi số nguyên từ 0 trở lên")
    if number != number.to_integral_value():
        return _unknown(text, "số", "ghi số nguyên, không có phần lẻ")
    return Read(int(number))


def _plain_text(raw: RawCell, text: str) -> str:
    whole = as_date(raw)
    return short_date(whole) if whole is not None else text


def _unknown(text: str, what: str, right: str) -> Read:
    return Read(None, Remark(Level.WARNING, f"{what} “{text}” chưa hiểu nên để trống; {right}", text))
