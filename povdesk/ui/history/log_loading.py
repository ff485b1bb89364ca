"""What the page "Đã xóa, nhật ký" shows, read in one job."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from povdesk.domain.errors import InvalidInput
from povdesk.domain.partial_date import PartialDate
from povdesk.storage.households import Removed


@dataclass(frozen=True)
class Wanted:
    """The filter as the officer set it. day: a day, a month or a year as typed. who: empty = everyone."""

    words: str = ""
    day: str = ""
    who: str = ""
    household_uid: str = ""
    household: str = ""

    def in_words(self) -> str:
        """The filter as a printed list says it."""
        parts = [f"Tìm: “{self.words}”"] if self.words else []
        parts += [f"Thời gian: {self.day}"] if self.day else []
        parts += [f"Người làm: {self.who}"] if self.who else []
        parts += [f"Hộ: {self.household}"] if self.household else []
        return "; ".join(parts) or "Tất cả"


@dataclass(frozen=True)
class Loaded:
    """entries: acts that fit. agency, place: names for the printed list."""

    entries: tuple[Any, ...]
    officers: tuple[str, ...]
    removed: tuple[Removed, ...]
    agency: str
    place: str


def period(typed: str, today: date) -> tuple[date | None, date | None]:
    """First and last day of a day, a month or a year; InvalidInput when it cannot be read."""
    if not typed.strip():
        return None, None
    known = PartialDate.parse(typed, today=today)
    return known.earliest(), known.latest()


def unreadable(typed: str, today: date) -> str:
    """Why the day cannot be read; empty when it can."""
    try:
        period(typed, today)
    except InvalidInput as error:
        return str(error)
    return ""


def load(connection: Any, wanted: Wanted, today: date) -> Loaded:
    """The acts that fit, who has worked here, and what lies in "Đã xóa"."""
    from povdesk.storage import history_reading, households, office

    since, until = period(wanted.day, today)
    filtered = history_reading.LogFilter(wanted.words, since, until, wanted.who, wanted.household_uid)
    agency, place = office.heading(connection, today)
    return Loaded(
        history_reading.entries(connection, filtered),
        history_reading.officers(connection),
        households.removed(connection),
        agency,
        place,
    )
