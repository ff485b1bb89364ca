"""What is kept about one person, as values to show and print; what an erasure will do and leave."""

from dataclasses import dataclass
from datetime import date

ERASED_NAME = "(đã xóa theo yêu cầu)"
"""Stands where the name of somebody stood whose data were erased."""


@dataclass(frozen=True)
class Section:
    """One kind of record about the person: a table with finished texts."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PersonExtract:
    """Everything kept about one person on a day. household: where they live now, empty when nowhere."""

    person_id: int
    uid: str
    full_name: str
    made_on: date
    agency: str
    place: str
    household: str
    sections: tuple[Section, ...]
    officer: str = ""
    sample: bool = False

    def as_record(self) -> dict[str, object]:
        """The same for a file that other programs read."""
        return {
            "nguoi": self.full_name,
            "ho": self.household,
            "don_vi": self.agency,
            "ngay_trich": self.made_on.isoformat(),
            "du_lieu_mau": self.sample,
            "cac_phan": [
                {
                    "ten": one.title,
                    "dong": [dict(zip(one.columns, row, strict=True)) for row in one.rows],
                }
                for one in self.sections
            ],
        }


@dataclass(frozen=True)
class ErasurePlan:
    """What erasing a person will do. refusal: why it cannot be now, else empty.

    archives: issued papers, frozen periods and closed rounds that name the person; they stay as they are.
    Registers of merged communes are among them. records, acts: how many rows of the register and how many
    lines of the history lose what they say; `Erased` counts the same.
    copies: backups made so far; they age out and are not rewritten.
    """

    person_id: int
    full_name: str
    refusal: str = ""
    archives: tuple[str, ...] = ()
    records: int = 0
    acts: int = 0
    copies: int = 0


@dataclass(frozen=True)
class Erased:
    """What an erasure did. left: archives that still name the person. elsewhere: more such texts."""

    full_name: str
    records: int
    acts: int
    left: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True)
class KeepingRule:
    """How long records of one subject are kept. keep_years None: no end is set. source: what says so."""

    subject: str
    title: str
    counted_from: str
    keep_years: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Due:
    """One record whose time is over. words: what it is; since: the day from which it was counted."""

    subject: str
    key: int
    words: str
    since: date
    over_on: date
