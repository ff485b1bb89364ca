"""D20: the report on a round, with the committee's signature and the tables behind it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from povdesk import papers_catalogue, papers_results
from povdesk.documents import docx, pdf
from povdesk.documents.blocks import (
    Addressees,
    AppendixTitle,
    Document,
    Letterhead,
    ListItem,
    Paragraph,
    Signature,
    plain,
)
from povdesk.storage import result_table_rules
from povdesk.storage.database import Database
from tests.documents.words import docx_words, pdf_words
from tests.storage import made_once
from tests.storage.round_run import NOW

CLOSED, OPEN = 3, 5


@pytest.fixture
def sample(data_folder: Path) -> Iterator[Database]:
    opened = made_once.sample_commune(data_folder / "povdesk.db", households=60, clock=lambda: NOW)
    yield opened
    opened.close()


def _report(database: Database, round_id: int = CLOSED) -> Document:
    with database.reading() as connection:
        return papers_results.report(connection, round_id)


def _blocks(document: Document, kind: type) -> list:  # type: ignore[type-arg]
    return [block for section in document.sections for block in section.blocks if isinstance(block, kind)]


def _words(document: Document) -> str:
    return " | ".join(plain(b.text) for b in _blocks(document, Paragraph) + _blocks(document, ListItem))


def test_the_report_goes_to_the_body_above_and_is_signed_for_the_committee(sample: Database) -> None:
    paper = _report(sample)
    head, signature = _blocks(paper, Letterhead)[0], _blocks(paper, Signature)[0]

    assert (head.symbol, head.number, head.signed_on) == ("BC-UBND", None, None)
    assert _blocks(paper, Addressees)[0].names == ("Ủy ban nhân dân huyện Trà Bồng",)
    assert signature.authority[0] == "TM. ỦY BAN NHÂN DÂN" and signature.filed == "VT, VHXH"
    assert not paper.draft and paper.sample


def test_ten_tables_go_with_it_and_more_where_the_province_wants_them(sample: Database) -> None:
    labels = [head.label for head in _blocks(_report(sample), AppendixTitle)]
    assert labels == [f"Biểu số {number}" for number in range(1, 11)]

    with sample.writing() as act:
        result_table_rules.set_options(act, {"extras": ["T11", "T14"]})

    labels = [head.label for head in _blocks(_report(sample), AppendixTitle)]
    assert labels[10:] == ["Biểu số 11", "Biểu số 14"]


def test_the_process_names_its_steps_meetings_posting_and_decision(sample: Database) -> None:
    words = _words(_report(sample))

    assert "Họp dân thống nhất kết quả tại 04/04 thôn" in words
    assert "Niêm yết công khai từ ngày" in words
    assert "Quyết định công nhận số 62/QĐ-UBND ngày 12/12/2023" in words


def test_the_officers_words_replace_the_usual_ones_for_this_round_only(sample: Database) -> None:
    written = "Rà soát đúng quy định; hộ <A> & B đã phúc tra."
    with sample.writing() as act:
        result_table_rules.save_texts(act, CLOSED, {"evaluation": written, "proposal": " "})

    assert written in _words(_report(sample))
    assert written not in _words(_report(sample, OPEN))
    assert "Kính đề nghị cấp trên" in _words(_report(sample))


def test_before_recognition_the_report_is_a_draft_with_forecast_numbers(sample: Database) -> None:
    paper = _report(sample, OPEN)

    assert paper.draft
    assert "hộ chưa chốt phiếu" in _words(paper)
    assert "(DỰ KIẾN)" in _blocks(paper, AppendixTitle)[0].title


def test_pdf_and_word_say_the_same_for_the_report_and_every_table(sample: Database, tmp_path: Path) -> None:
    codes = ["D20", "T11", "T12", "T13", "T14", "T15", "D35"]
    for code in codes:
        answers = papers_catalogue.Answers(2023, date(2024, 12, 20), round_id=CLOSED)
        with sample.reading() as connection:
            paper = papers_catalogue.build(connection, code, answers)
        pdf.write(paper, tmp_path / f"{code}.pdf")
        docx.write(paper, tmp_path / f"{code}.docx")

        assert pdf_words(tmp_path / f"{code}.pdf", paper) == docx_words(tmp_path / f"{code}.docx"), code
