"""A number that stands in a paper and can be opened: what it is called, what it says, whom it counts."""

from dataclasses import dataclass
from datetime import date

from povdesk.domain.indicator import Part


@dataclass(frozen=True)
class LinkedFigure:
    """code: of an indicator ("IND-16"), of a count of the dashboard ("poor"), or of a value without people.

    words: what the number is. value: as printed. day: the day it is of. part: the list that is the number.
    source: where a number without a list comes from, in words. hamlet_id: of one hamlet only.
    period_id: its people are those of a frozen period.
    """

    code: str
    words: str
    value: str
    year: int
    day: date
    part: Part = Part.REACHED
    hamlet_id: int | None = None
    hamlet: str = ""
    source: str = ""
    period_id: int | None = None

    @property
    def key(self) -> str:
        """The same for numbers that have the same lists."""
        return f"{self.code}@{self.day.isoformat()}" + (f"/{self.hamlet}" if self.hamlet else "")
