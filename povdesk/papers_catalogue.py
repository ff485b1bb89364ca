"""Every paper the office prints, in one list: the reports page, the command line and the tests walk it.

A module `papers_<subject>.py` that puts papers together names them in its tuple `PAPERS`; the modules
are listed here and imported when the list is first asked for.
"""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.errors import InvalidInput

MODULES = (
    "papers",
    "papers_plan",
    "papers_activities",
    "papers_assignments",
    "papers_household",
    "papers_periods",
    "papers_review",
    "papers_results",
    "papers_round",
    "papers_forms",
    "papers_requests",
    "papers_programme",
)


class Receiver(enum.StrEnum):
    """For whom a paper is; the groups of the reports page, in this order."""

    ABOVE = "above"
    COMMUNE = "commune"
    HAMLET = "hamlet"
    HOUSEHOLD = "household"
    INTERNAL = "internal"


class Frame(enum.StrEnum):
    """How a paper is laid out (domain/documents.md §4): the decree's frame, a prescribed form, a list."""

    DECREE = "decree"
    PRESCRIBED = "prescribed"
    LIST = "list"


class Ask(enum.StrEnum):
    """What a paper must be told beside the year and the day it is printed."""

    AS_OF = "as_of"
    ROUND = "round"
    HAMLET = "hamlet"
    HOUSEHOLD = "household"
    PERSON = "person"
    MONTH = "month"
    PERIOD = "period"
    RECORD = "record"
    BLANK = "blank"
    IDENTITY = "identity"


@dataclass(frozen=True)
class Answers:
    """What the officer chose. today: the day of printing; record_id: one record of the paper's own kind.

    hamlet_id None means the whole commune where the paper allows it. blank: the empty form.
    identity: full identity numbers, only on internal papers and only when asked for.
    """

    year: int
    today: date
    as_of: date | None = None
    round_id: int | None = None
    hamlet_id: int | None = None
    household_id: int | None = None
    person_id: int | None = None
    month: int | None = None
    period_id: int | None = None
    record_id: int | None = None
    blank: bool = False
    identity: bool = False

    @property
    def day(self) -> date:
        """The day that the facts are of: as_of, else today or the year's last day."""
        return self.as_of or min(self.today, date(self.year, 12, 31))


@dataclass(frozen=True)
class Paper:
    """One entry. code: of domain/documents.md §4 (D20, T4). asks: what must be chosen; may_ask: what may.

    records: the (id, words) from which RECORD is chosen. public: posted or read aloud, so without
    identity numbers, phones, health and scores. annex_of: code of the paper it goes with.
    """

    code: str
    title: str
    receiver: Receiver
    frame: Frame
    build: Callable[[Connection, Answers], Document]
    asks: tuple[Ask, ...] = ()
    may_ask: tuple[Ask, ...] = ()
    public: bool = False
    annex_of: str = ""
    records: Callable[[Connection, int], tuple[tuple[int, str], ...]] | None = None


@cache
def papers() -> tuple[Paper, ...]:
    """All papers in the order of the modules; codes are unique."""
    found = tuple(paper for name in MODULES for paper in import_module(f"povdesk.{name}").PAPERS)
    codes = [paper.code for paper in found]
    if len(set(codes)) != len(codes):
        raise ValueError(f"two papers with one code: {sorted(codes)}")
    return found


def find(code: str) -> Paper:
    """One paper by its code, whatever the case of its letters."""
    for paper in papers():
        if paper.code.casefold() == code.strip().casefold():
            return paper
    known = ", ".join(paper.code for paper in papers())
    raise InvalidInput(f"Không có văn bản mang mã “{code}”.", f"Các mã đang có: {known}.")


def build(connection: Connection, code: str, answers: Answers) -> Document:
    """The document of one paper. Raises InvalidInput when something it asks for was not chosen."""
    paper = find(code)
    for ask in paper.asks:
        if getattr(answers, _FIELD[ask]) is None:
            raise InvalidInput(f"Chưa chọn {_WORDS[ask]} cho “{paper.title}”.")
    return paper.build(connection, answers)


_FIELD = {
    Ask.AS_OF: "as_of",
    Ask.ROUND: "round_id",
    Ask.HAMLET: "hamlet_id",
    Ask.HOUSEHOLD: "household_id",
    Ask.PERSON: "person_id",
    Ask.MONTH: "month",
    Ask.PERIOD: "period_id",
    Ask.RECORD: "record_id",
    Ask.BLANK: "blank",
    Ask.IDENTITY: "identity",
}

_WORDS = {
    Ask.AS_OF: "ngày số liệu",
    Ask.ROUND: "kỳ rà soát",
    Ask.HAMLET: "thôn",
    Ask.HOUSEHOLD: "hộ",
    Ask.PERSON: "người",
    Ask.MONTH: "tháng",
    Ask.PERIOD: "kỳ báo cáo",
    Ask.RECORD: "việc cần in",
    Ask.BLANK: "mẫu trống hay đã điền",
    Ask.IDENTITY: "có in số định danh hay không",
}
