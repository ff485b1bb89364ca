"""A date of which perhaps only the year or the month is known, as old papers give births."""

import calendar
import functools
import re
from dataclasses import dataclass
from datetime import date

from povdesk.domain.errors import InvalidInput

_EXAMPLE = "Gõ lại, ví dụ 22/12/2012 hoặc chỉ năm 2012."
_IN_WORDS = re.compile(r"(?:ngày\s+(\d{1,2})\s+)?(?:tháng\s+(\d{1,2})\s+)?năm\s+(\d{4})", re.IGNORECASE)
# Without a reference day, two-digit years up to this one are read as 20xx, later ones as 19xx.
_LAST_YEAR_READ_AS_20XX = 29


@functools.total_ordering
@dataclass(frozen=True)
class PartialDate:
    """Year, and month and day when known; never a day without its month."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str, *, today: date | None = None, past_only: bool = False) -> "PartialDate":
        """Read 05/09/2006, 5/9/2006, 5-9-06, 05092006, 9/2006 or 2006; two-digit years lie in the past.

        today: what counts as the past. past_only: also refuse a day after today.
        Raises InvalidInput with a sentence that names the mistake and gives an example.
        """
        cleaned = " ".join(text.split())
        day, month, year = _parts(cleaned)
        found = cls(_year(year, today), int(month) if month else None, int(day) if day else None)
        found._refuse_impossible()
        if past_only and today is not None and found.earliest() > today:
            raise InvalidInput(f"“{cleaned}” ở sau ngày {today:%d/%m/%Y}.", _EXAMPLE)
        return found

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> "PartialDate":
        """Read back what `iso` wrote: 2012, 2012-12 or 2012-12-22."""
        return cls(*(int(part) for part in text.split("-")))

    @property
    def iso(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    @property
    def is_whole(self) -> bool:
        return self.day is not None

    def as_date(self) -> date | None:
        """The calendar date when day and month are known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def earliest(self) -> date:
        """The first day it can be: 1 January when only the year is known."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day it can be: 31 December when only the year is known."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def age_on(self, day: date) -> int:
        """Full years on `day`; with the year alone, counted from 1 January (see `is_whole`)."""
        return _full_years(self.earliest(), day)

    def age_range_on(self, day: date) -> tuple[int, int]:
        """The youngest and the oldest age that the known parts allow."""
        return _full_years(self.latest(), day), _full_years(self.earliest(), day)

    def age_text(self, day: date) -> str:
        """The age as shown on screen; ~ before an age that is not exact."""
        youngest, oldest = self.age_range_on(day)
        return f"{oldest}" if youngest == oldest else f"~{oldest}"

    def __lt__(self, other: "PartialDate") -> bool:
        return _order(self) < _order(other)

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year}"
        if self.day is None:
            return f"{self.month:02d}/{self.year}"
        return f"{self.day:02d}/{self.month:02d}/{self.year}"

    def _refuse_impossible(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12:
            raise InvalidInput(f"Tháng {self.month} không có.", _EXAMPLE)
        if not 1900 <= self.year <= 2100:
            raise InvalidInput(f"Năm {self.year} không hợp lệ.", _EXAMPLE)
        if self.month is not None and self.day is not None:
            last = calendar.monthrange(self.year, self.month)[1]
            if not 1 <= self.day <= last:
                raise InvalidInput(f"Tháng {self.month} năm {self.year} không có ngày {self.day}.", _EXAMPLE)


def _parts(text: str) -> tuple[str, str, str]:
    """Day, month and year as typed; empty when not given."""
    if in_words := _IN_WORDS.fullmatch(text):
        day, month, year = in_words.groups(default="")
        if not day or month:
            return day, month, year
    if re.fullmatch(r"[0-9]{8}", text):
        return text[:2], text[2:4], text[4:]
    parts = [part for part in re.split(r"[/\-. ]+", text) if part]
    if not 1 <= len(parts) <= 3 or not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
        if not text:
            raise InvalidInput("Chưa nhập ngày.", _EXAMPLE)
        raise InvalidInput(f"“{text}” không phải ngày.", _EXAMPLE)
    if len(parts) > 1 and len(parts[0]) == 4:
        parts.reverse()
    day, month, year = ["", "", *parts][-3:]
    return day, month, year


def _year(text: str, today: date | None) -> int:
    if len(text) == 4:
        return int(text)
    if len(text) == 2:
        latest = _LAST_YEAR_READ_AS_20XX if today is None else today.year - 2000
        return (2000 if int(text) <= latest else 1900) + int(text)
    raise InvalidInput(f"Năm “{text}” chưa đủ chữ số.", _EXAMPLE)


def _full_years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _order(value: PartialDate) -> tuple[int, int, int]:
    return value.year, value.month or 0, value.day or 0
