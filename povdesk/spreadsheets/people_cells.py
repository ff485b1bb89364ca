"""How a person's sex and birth stand in a cell, the same in every workbook."""

from povdesk.domain.household import Sex
from povdesk.domain.partial_date import PartialDate

from .sheet import Cell

_SEX_WORDS = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ", None: ""}


def sex(value: Sex | None) -> str:
    return _SEX_WORDS[value]


def birth(born: PartialDate | None) -> Cell:
    """A date where the whole day is known, else the year or the month as text."""
    if born is None:
        return ""
    whole = born.as_date()
    if whole is not None:
        return whole
    return f"{born.month:02d}/{born.year}" if born.month else str(born.year)
