"""What the page needs to know: the papers of the catalogue and what they can be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..widgets.fields import Choice

RECEIVERS = {
    "above": "Cấp trên",
    "commune": "Ủy ban xã",
    "hamlet": "Thôn",
    "household": "Hộ gia đình",
    "internal": "Nội bộ",
}
"""Groups of the page, in this order."""

WHOLE_COMMUNE = "0"


@dataclass(frozen=True)
class ReportRow:
    """One paper. asks: what it must be told; may_ask: what it may be told. place: in the catalogue.

    issuable: its number and date are entered on this page once it is signed. worded: its text can be
    changed there and then; the words of D20 belong to one round and have a dialog of their own.
    """

    code: str
    title: str
    receiver: str
    asks: frozenset[str]
    may_ask: frozenset[str]
    public: bool
    annex_of: str
    place: int
    issuable: bool = False
    worded: bool = False

    @property
    def asked(self) -> frozenset[str]:
        return self.asks | self.may_ask

    @property
    def receiver_words(self) -> str:
        return RECEIVERS[self.receiver]

    @property
    def remark(self) -> str:
        """What the officer should know before choosing it."""
        words = []
        if self.annex_of:
            words.append("kèm theo văn bản khác")
        if self.public:
            words.append("niêm yết được, không có số định danh")
        text = "; ".join(words)
        return f"{text[0].upper()}{text[1:]}." if text else ""


@dataclass(frozen=True)
class Loaded:
    """rounds, periods by year: (year, choice)."""

    year: int
    today: date
    rows: tuple[ReportRow, ...]
    years: tuple[int, ...]
    rounds: tuple[tuple[int, Choice], ...]
    hamlets: tuple[Choice, ...]
    periods: tuple[tuple[int, Choice], ...]
    agency: str
    place: str


def load(connection: Any, today: date) -> Loaded:
    """The catalogue with the choices of this database."""
    from povdesk import papers_catalogue, papers_issuing
    from povdesk.storage import commune, households, office, paper_wording, periods, rounds, settings

    order = list(RECEIVERS)
    rows = [
        ReportRow(
            paper.code,
            paper.title,
            str(paper.receiver),
            frozenset(map(str, paper.asks)),
            frozenset(map(str, paper.may_ask)),
            paper.public,
            paper.annex_of,
            place,
            papers_issuing.may_be_issued(paper),
            bool(paper_wording.file_of(paper.code)) and paper.code != "D20",
        )
        for place, paper in enumerate(papers_catalogue.papers())
    ]
    working = int(settings.get(connection, "working_year", today.year))
    known = rounds.all_rounds(connection)
    years = {one.year for one in known} | {working - 1, working, working + 1}
    day = households.working_day(connection, today)
    agency, place_name = office.heading(connection, today)
    return Loaded(
        working,
        today,
        tuple(sorted(rows, key=lambda row: (order.index(row.receiver), row.place))),
        tuple(sorted(years, reverse=True)),
        tuple((one.year, Choice(str(one.id), one.name)) for one in known),
        tuple(Choice(str(key), name) for key, name in commune.hamlet_names(connection, day)),
        tuple(
            (year, Choice(str(one.id), one.name))
            for year in sorted(periods.years(connection), reverse=True)
            for one in reversed(periods.periods(connection, year))
        ),
        agency,
        place_name,
    )


def records(connection: Any, code: str, year: int) -> tuple[Choice, ...]:
    """The records one paper can be made of in a year."""
    from povdesk import papers_catalogue

    paper = papers_catalogue.find(code)
    found = paper.records(connection, year) if paper.records else ()
    return tuple(Choice(str(key), words) for key, words in found)


def build(connection: Any, code: str, answers: Mapping[str, Any]) -> Any:
    """The paper's document."""
    from povdesk import papers_catalogue

    return papers_catalogue.build(connection, code, papers_catalogue.Answers(**answers))


def file_name(row: ReportRow) -> str:
    """From the title, in plain letters."""
    from povdesk.domain.vietnamese import fold

    letters = "".join(one if one.isalnum() else " " for one in fold(row.title))
    return "-".join(letters.split())[:60]
