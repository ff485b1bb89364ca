"""Every paper of the catalogue on the invented commune, with the answers an officer may give."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from povdesk import papers, papers_catalogue
from povdesk.documents import docx, pdf
from povdesk.documents.blocks import Document
from povdesk.domain.commune import Signer
from povdesk.domain.errors import PovDeskError
from povdesk.domain.payment import Basis, PaymentList
from povdesk.domain.period import Period, PeriodKind
from povdesk.domain.plan import PlanStatus
from povdesk.domain.review import RoundKind
from povdesk.papers_catalogue import Answers, Ask, Paper
from povdesk.storage import (
    commune,
    meetings,
    payments,
    period_freezing,
    periods,
    plan_edits,
    plan_versions,
    plans,
    rounds,
)
from povdesk.storage.database import Database
from povdesk.storage.tables import class_history, household, membership, person, review_member
from tests.storage import made_once

YEAR = 2024
TODAY = date(2024, 11, 25)
HOUSEHOLDS = 120

FIELD = papers_catalogue._FIELD


@dataclass(frozen=True)
class Case:
    """One paper with one set of answers; its name is also a file name."""

    name: str
    paper: Paper
    answers: Answers


def make_commune(folder: Path, households: int = HOUSEHOLDS) -> Database:
    """The invented commune with something behind every kind of paper."""
    path = folder / "povdesk.db"
    database = made_once.sample_commune(path, households=households)
    keep_periods(database)
    keep_objection(database)
    keep_payments(database)
    issue_plan(database)
    return database


def keep_periods(database: Database) -> None:
    """Half a year, frozen."""
    with database.writing() as act:
        key = periods.save(act, Period("6 tháng đầu năm 2024", YEAR, PeriodKind.HALF, date(2024, 6, 15)))
        period_freezing.freeze(act, key)


def keep_objection(database: Database) -> None:
    """A list put up in the round that is open, and a family's objection to it."""
    with database.writing() as act:
        this = rounds.current(act.connection, YEAR)
        assert this is not None
        up = meetings.save_posting(
            act,
            this.id,
            meetings.Posting(None, date(2024, 11, 4), date(2024, 11, 8), "Trụ sở Ủy ban nhân dân xã"),
        )
        key = act.connection.execute(select(household.c.id)).scalars().first()
        meetings.save_complaint(
            act,
            meetings.Complaint(
                up,
                date(2024, 11, 6),
                "Hồ Văn Bưởi",
                "Đề nghị xem lại điểm nhà ở",
                key,
                date(2024, 11, 7),
                "Giữ nguyên kết quả",
            ),
        )


def keep_payments(database: Database) -> None:
    """A list of gifts, from the class of the day."""
    with database.writing() as act:
        lines = payments.proposed(act.connection, Basis.POOR, TODAY, amount=300_000)
        wanted = PaymentList(
            "Danh sách nhận quà Tết", period="Tết năm 2024", made_on=date(2024, 1, 25), lines=lines
        )
        payments.save(act, wanted)


def issue_plan(database: Database) -> None:
    """The year's plan signed, and a later version begun after it."""
    with database.writing() as act:
        key = plans.find(act.connection, YEAR)
        assert key is not None
        signing = commune.default_signer(act.connection, date(2024, 3, 5))
        if signing is None:
            commune.save_signer(act, Signer("Đinh Thị Sim", valid_from=date(2020, 1, 1)))
            signing = commune.default_signer(act.connection, date(2024, 3, 5))
        assert signing is not None
        plan, facts = papers.plan_with_facts(act.connection, YEAR, date(2024, 3, 5))
    for status in (PlanStatus.CHECKING, PlanStatus.SUBMITTED):
        with database.writing() as act:
            plan_edits.set_status(act, key, status)
    with database.writing() as act:
        plan_edits.issue(
            act,
            plan.id,
            number="21",
            signed_on=date(2024, 3, 5),
            signer_uid=signing.uid,
            current=facts.values,
        )
    with database.writing() as act:
        plan_versions.new_version(act, key, "Cấp trên giao thêm chỉ tiêu")


def cases(connection: Any, year: int = YEAR, today: date = TODAY) -> Iterator[Case]:
    """Each paper: with its answers for each round, for one hamlet and for all, blank and filled."""
    for paper in papers_catalogue.papers():
        for name, answers in _answers(connection, paper, year, today):
            yield Case(f"{paper.code} {name}".strip(), paper, answers)


@dataclass(frozen=True)
class Printed:
    """One paper in both files."""

    paper: Paper
    document: Document
    pdf: Path
    docx: Path


def print_all(database: Database, folder: Path) -> dict[str, Printed]:
    """Everything that prints, in both files, by the name of the case."""
    with database.reading() as connection:
        built = documents(connection)
    found = {}
    for name, (paper, document) in built.items():
        printed = Printed(paper, document, folder / f"{name}.pdf", folder / f"{name}.docx")
        pdf.write(document, printed.pdf)
        docx.write(document, printed.docx)
        found[name] = printed
    return found


def build(connection: Any, case: Case) -> Document | PovDeskError:
    """The document, or the refusal that the officer reads."""
    try:
        return papers_catalogue.build(connection, case.paper.code, case.answers)
    except PovDeskError as refusal:
        return refusal


def documents(connection: Any, year: int = YEAR, today: date = TODAY) -> dict[str, tuple[Paper, Document]]:
    """All that print, by the name of the case."""
    found = {}
    for case in cases(connection, year, today):
        document = build(connection, case)
        if isinstance(document, Document):
            found[case.name] = (case.paper, document)
    return found


def _answers(connection: Any, paper: Paper, year: int, today: date) -> Iterator[tuple[str, Answers]]:
    """Each choice of what must be chosen; then each of these with one thing more that may be."""

    def chosen(ask: Ask, before: list[tuple[str, Answers]]) -> list[tuple[str, Answers]]:
        return [
            (f"{name} {words}".strip(), replace(one, **{FIELD[ask]: value}))
            for name, one in before
            for words, value in _values(connection, paper, ask, year, today)
        ]

    must = [("", Answers(year, today))]
    for ask in paper.asks:
        must = chosen(ask, must)
    yield from must
    for ask in paper.may_ask:
        yield from chosen(ask, must)
    together = [ask for ask in paper.may_ask if ask is not Ask.BLANK]
    if len(together) > 1:
        for ask in together:
            must = chosen(ask, must)
        yield from must


def _values(connection: Any, paper: Paper, ask: Ask, year: int, today: date) -> list[tuple[str, Any]]:
    match ask:
        case Ask.ROUND:
            return [
                (f"kỳ {one.year}", one.id)
                for one in rounds.all_rounds(connection)
                if one.kind is RoundKind.PERIODIC and one.year in (year, year - 1)
            ]
        case Ask.HAMLET:
            return [("một thôn", key) for key, _name in commune.hamlet_names(connection, today)[:1]]
        case Ask.HOUSEHOLD:
            return [("một hộ", key) for key in _families(connection)]
        case Ask.PERSON:
            return [("một người", key) for key in _people(connection)]
        case Ask.MONTH:
            return [("tháng 5", 5)]
        case Ask.PERIOD:
            return [("một kỳ", one.id) for one in periods.periods(connection, year)]
        case Ask.RECORD:
            chosen = paper.records(connection, year) if paper.records else ()
            return [("một việc", key) for key, _words in chosen[:1]]
        case Ask.AS_OF:
            return [("giữa năm", date(year, 6, 30))]
        case Ask.BLANK:
            return [("mẫu trống", True)]
        case Ask.IDENTITY:
            return [("có định danh", True)]


def _families(connection: Any) -> list[int]:
    """A poor family, whose papers say most; else the first."""
    poor = select(class_history.c.household_id).where(class_history.c.category == "poor")
    here = (household.c.ended_on.is_(None), household.c.deleted_at.is_(None), household.c.head_name != "")
    query = select(household.c.id).where(*here)
    query = query.order_by(household.c.id.in_(poor).desc(), household.c.id)
    return list(connection.execute(query.limit(1)).scalars())


def _people(connection: Any) -> list[int]:
    query = select(membership.c.person_id).where(membership.c.household_id.in_(_families(connection)))
    return list(connection.execute(query.order_by(membership.c.id).limit(1)).scalars())


def register_numbers(connection: Any) -> set[str]:
    """Every identity number, insurance number and telephone that the register holds."""
    found: set[str] = set()
    for column in (person.c.id_number, review_member.c.insurance_number, person.c.phone, household.c.phone):
        found |= {value for value in connection.execute(select(column)).scalars() if value}
    return found
