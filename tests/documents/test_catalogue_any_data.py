"""Whatever the register holds, a paper prints it as it stands, says there is nothing, or refuses in words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from povdesk.documents import docx, pdf
from povdesk.documents.blocks import Document
from povdesk.domain.errors import PovDeskError
from povdesk.domain.review import RoundKind
from povdesk.storage import plans, round_steps, seeds
from povdesk.storage.database import Database
from povdesk.storage.tables import household
from tests.documents import catalogue
from tests.documents.words import docx_words, pdf_words
from tests.storage.people import make_commune as bare_commune

NAME = "Ông <Tư> & Bé"
LONG = ("Tổ 4, xóm Gò Đá bên kia suối, cách trụ sở xã “mười hai” cây số đường đất; " * 3)[:200].strip()

NAMED = {
    "person": ("full_name",),
    "household": ("head_name",),
    "cadre": ("full_name",),
    "signer": ("full_name",),
    "complaint": ("complainant",),
    "review_request": ("applicant",),
    "inspection": ("members", "chair", "secretary"),
    "payment_line": ("received_by",),
    "round_outcome": ("head_name",),
}
WRITTEN = {
    "household": ("address", "note"),
    "support_event": ("place", "result", "follow_up", "note"),
    "inspection": ("place", "conclusion"),
    "inspection_finding": ("finding", "responsible", "result"),
    "complaint": ("content", "result"),
    "posting": ("places", "note"),
    "meeting": ("place", "content", "disagreements"),
    "review": ("note", "difference_reason", "main_reason", "livelihood_option"),
    "review_request": ("reason", "result", "refusal_reason"),
    "exit_registration": ("solution", "note"),
    "land_option": ("option", "leader", "note"),
    "assignment": ("goal", "content", "result"),
    "task_report": ("title", "owner", "note"),
    "payment_list": ("title", "period", "note"),
    "payment_line": ("in_kind",),
    "donation": ("donor", "purpose", "note"),
    "membership": ("reason",),
}
CODED = {("review", "main_reason"), ("support_event", "result"), ("review_request", "result")}
"""Columns whose words are checked as codes when they are read."""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The invented commune in which everybody is called by one odd name and every remark is long."""
    opened = catalogue.make_commune(tmp_path_factory.mktemp("Tên lạ"), households=40)
    with opened.writing() as act:
        act.describe("Thử tên lạ")
        for columns, words in ((NAMED, NAME), (WRITTEN, LONG)):
            for table, names in columns.items():
                for name in names:
                    if (table, name) not in CODED:
                        act.connection.execute(text(f"UPDATE {table} SET {name} = :words"), {"words": words})
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A commune that has begun: its plan, this year's round and last year's, and not one household."""
    opened = bare_commune(tmp_path_factory.mktemp("Xã trống"))
    with opened.writing() as act:
        act.describe("Lập danh mục")
        seeds.seed(act)
        for year in (2023, 2024):
            round_steps.open_round(act, year, RoundKind.PERIODIC, date(year, 9, 1))
        plans.create_plan(act, 2024)
    catalogue.keep_periods(opened)
    catalogue.keep_payments(opened)
    with opened.reading() as connection:
        assert connection.execute(select(func.count()).select_from(household)).scalar() == 0
    yield opened
    opened.close()


def printed(connection: Any, folder: Path) -> dict[str, Document]:
    """All that prints; the rest refuses in words, and no other exception passes."""
    found = {}
    for case in catalogue.cases(connection):
        document = catalogue.build(connection, case)
        if isinstance(document, PovDeskError):
            assert str(document).endswith((".", "”")), case.name
            continue
        pdf.write(document, folder / "văn bản.pdf")
        docx.write(document, folder / "văn bản.docx")
        words = pdf_words(folder / "văn bản.pdf", document)
        assert words == docx_words(folder / "văn bản.docx"), case.name
        found[case.name] = document
    return found


def test_odd_names_and_long_remarks_print_as_they_stand(odd: Database, tmp_path: Path) -> None:
    with odd.reading() as connection:
        documents = printed(connection, tmp_path)

    def says(words: str) -> set[str]:
        return {name.split()[0] for name, one in documents.items() if words in said(one)}

    assert {"D01", "D06", "D12", "D16", "D18", "D19", "D30", "T14"} <= says(NAME)
    assert {"D15-PT", "D29-BB", "D30"} <= says(LONG)
    assert not says("&amp;") | says("&lt;")


def said(document: Document) -> str:
    from povdesk.documents.checks import texts

    return " ".join(words for part in document.sections for block in part.blocks for words in texts(block))


def test_a_commune_without_a_household_prints_or_refuses_in_words(empty: Database, tmp_path: Path) -> None:
    with empty.reading() as connection:
        documents = printed(connection, tmp_path)
        wanted = {case.paper.code for case in catalogue.cases(connection)}

    codes = {name.split()[0] for name in documents}
    assert {"D01", "D06", "D08", "D16", "D18", "D20", "D24", "D28", "D30", "T1", "T10"} <= codes
    assert wanted - codes <= {"D14", "D19", "D33", "D34", "D27", "D10"}
