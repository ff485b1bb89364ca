"""How old the copies are, in the words of the status bar and the page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from povdesk.domain.vietnamese import format_number
from povdesk.domain.working_days import working_days_left

URGENT_DAYS = 7


@dataclass(frozen=True)
class Age:
    """place: in words. at: the newest good copy there."""

    place: str
    at: datetime | None

    def days(self, today: date) -> int | None:
        return None if self.at is None else max(0, (today - self.at.astimezone().date()).days)

    def words(self, today: date) -> str:
        days = self.days(today)
        if days is None:
            return "chưa có"
        return "hôm nay" if days == 0 else f"{days} ngày trước"


def is_owed(at: datetime | None, today: date, after: int = 1) -> bool:
    """So many working days have passed since the copy."""
    return at is None or working_days_left(at.astimezone().date(), today) >= after


def remind_words(days: int) -> str:
    """When the officer is reminded, as it stands in lists to choose from."""
    return "mỗi ngày làm việc" if days == 1 else f"sau {days} ngày làm việc"


def room(free: int) -> str:
    """Bytes as Windows writes them beside a disk: 51,3 GB, below one of these 640 MB."""
    if free < 1 << 30:
        return f"{format_number(free >> 20)} MB"
    return f"{format_number(free / (1 << 30), at_most=1)} GB"


def summary(here: datetime | None, sticks: tuple[Any, ...], today: date) -> str:
    """One line: this computer and each stick."""
    ages = [Age("trong máy", here), *(Age(stick.name, stick.last) for stick in sticks)]
    if not sticks:
        ages.append(Age("USB", None))
    return "Sao lưu: " + ", ".join(f"{age.place} {age.words(today)}" for age in ages)


def is_urgent(owed_since: datetime | None, today: date) -> bool:
    """A week without a copy outside this computer; never while there is nothing to lose."""
    days = Age("", owed_since).days(today)
    return days is not None and days >= URGENT_DAYS
