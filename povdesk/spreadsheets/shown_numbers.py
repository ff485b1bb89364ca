"""Numbers and dates as our screens and papers show them, read back into numbers; anything else stays text."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from .sheet import Cell, Shown

# Dots only where they belong, no zero in front: an identity number, a code or "1.5" is not one of these.
_NUMBER = re.compile(r"([+\-−]?)(0|[1-9]\d{0,3}|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d{1,6}))?(\s?%)?")
_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29/02/1900 that never was; earlier days stay text."""


def number(text: str) -> Shown | None:
    """“1.234,5” → 1234.5 with one decimal, “45,59%” → 0.4559; None when it is not a number of ours."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    sign, whole, fraction, percent = found.groups()
    value = Decimal(f"{whole.replace('.', '')}.{fraction or '0'}")
    if sign in ("-", "−"):
        value = -value
    if percent:
        value = value.scaleb(-2)
    grouped = "." in whole or len(whole) < 4
    return Shown(value, len(fraction or ""), grouped, bool(percent), sign == "+")


def day(text: str) -> date | None:
    """“05/09/2006” as a date; None for anything else, also for days Excel cannot hold."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    try:
        read = date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
    return read if can_be_date(read) else None


def can_be_date(wanted: date) -> bool:
    return wanted >= _FIRST_DAY


def cell(text: str) -> Cell:
    """A text of a column of numbers: the number it shows, else the text."""
    return text if (read := number(text)) is None else read


def holds_only_numbers(texts: Iterable[str]) -> bool:
    """Every text that is there is a number of ours."""
    found = [text for text in texts if text]
    return bool(found) and all(number(text) is not None for text in found)


def holds_only_days(texts: Iterable[str]) -> bool:
    """Every text that is there is a whole date."""
    found = [text for text in texts if text]
    return bool(found) and all(day(text) is not None for text in found)


def typed(texts: Sequence[str], *, right: bool, centred: bool) -> tuple[bool, Sequence[Cell]]:
    """A column's cells as days or numbers where it holds such, else its texts; and whether all are days.

    A right column's texts that are no numbers stay; a centred one is numbers only as a whole. Columns at
    the left are words: a code that looks like a number stays as it is written.
    """
    if holds_only_days(texts):
        return True, [day(text) if text else None for text in texts]
    if right or (centred and holds_only_numbers(texts)):
        return False, [cell(text) for text in texts]
    return False, texts
