"""One number everywhere: all papers of a round print the same households and people, signed ones for ever."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from povdesk import papers_results
from povdesk.documents import docx, pdf
from povdesk.documents.blocks import Document, Letterhead, ListItem, Paragraph, Table, plain
from povdesk.documents.figure_check import verdict
from povdesk.domain.errors import InvalidInput
from povdesk.domain.figure_check import ESCAPED, FIGURES, HOUSEHOLDS, NEAR, PEOPLE, POOR, FigureCheck
from povdesk.storage import certificates, households, recognition, rounds
from povdesk.storage.database import Database
from tests.documents.words import pdf_pages
from tests.storage import made_once, round_run
from tests.storage.round_run import NOW

CLOSED = 3
"""The periodic round of 2023 in the sample commune."""

ALL_FOUR = {key for key in FIGURES if key[0] in (POOR, NEAR)}


@pytest.fixture
def sample(data_folder: Path) -> Iterator[Database]:
    opened = made_once.sample_commune(data_folder / "povdesk.db", households=120, clock=lambda: NOW)
    yield opened
    opened.close()


def _checked(database: Database, round_id: int) -> FigureCheck:
    with database.reading() as connection:
        return papers_results.checked(connection, round_id)


def _by_name(check: FigureCheck) -> dict[str, dict[tuple[str, str], int]]:
    return {paper.name: dict(paper.values) for paper in check.papers}


def _paper_words(document: Document) -> str:
    return " | ".join(
        plain(block.text)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, (Paragraph, ListItem))
    )


def test_every_paper_of_the_closed_sample_round_prints_the_registers_numbers(sample: Database) -> None:
    check = _checked(sample, CLOSED)
    printed = _by_name(check)

    assert check.register[POOR, HOUSEHOLDS] > 10 and check.register[ESCAPED, HOUSEHOLDS] > 0
    assert not check.off and not check.outdated and not any(paper.missing for paper in check.papers)
    for name in ("Biên bản họp dân", "Thông báo niêm yết", "Danh sách niêm yết", "Quyết định, Điều 1",
                 "Danh sách kèm quyết định", "Giấy chứng nhận", "Báo cáo kết quả", "Biểu số 1", "Biểu số 8",
                 "Biểu số 9", "Danh sách Excel", "Đầu kỳ năm 2024"):  # fmt: skip
        assert set(printed[name]) >= ALL_FOUR, name
    assert set(printed["Biểu số 2"]) >= {(POOR, HOUSEHOLDS), (POOR, PEOPLE), (ESCAPED, HOUSEHOLDS)}
    assert set(printed["Biểu số 4"]) == {(POOR, HOUSEHOLDS)}


def test_a_round_taken_through_all_its_steps_prints_one_number_everywhere(sample: Database) -> None:
    with sample.reading() as connection:
        this = rounds.current(connection, 2024)
    assert this is not None
    round_run.run(sample, this.id, 2024)
    with sample.writing() as act:
        certificates.confirm(act, this.id, date(2024, 12, 20))

    check = _checked(sample, this.id)

    assert not check.off and not check.outdated
    assert not any(paper.missing for paper in check.papers)


def test_after_a_change_in_the_register_unsigned_papers_are_off_and_signed_ones_stand(
    sample: Database,
) -> None:
    with sample.writing() as act:
        papers_results.keep_signed(act, CLOSED, "D16", number="15", signed_on=date(2023, 11, 20))
    before = _checked(sample, CLOSED)
    with sample.reading() as connection:
        poor = [o for o in recognition.proposal(connection, CLOSED) if o.category.value == POOR]
    gone = next(one for one in poor if one.size > 1)
    with sample.writing() as act:
        households.remove(act, gone.household_id)

    after = _checked(sample, CLOSED)

    assert after.register[POOR, HOUSEHOLDS] == before.register[POOR, HOUSEHOLDS] - 1
    assert after.register[POOR, PEOPLE] == before.register[POOR, PEOPLE] - gone.size
    signed = {paper.name for paper in after.papers if paper.is_signed}
    assert signed == {
        "Thông báo niêm yết", "Danh sách niêm yết", "Quyết định, Điều 1", "Danh sách kèm quyết định",
    }  # fmt: skip
    for old, new in zip(before.papers, after.papers, strict=True):
        if new.is_signed:
            assert new == old, new.name
            assert verdict(after, new) == "đã ký, sổ đã đổi"
        elif (POOR, HOUSEHOLDS) in new.values:
            assert verdict(after, new) == "lệch", new.name
    paper = _sheet(sample)
    assert "Kết luận: lệch ở" in _paper_words(paper)
    cells = [c for s in paper.sections for b in s.blocks if isinstance(b, Table) for r in b.rows for c in r]
    assert any("≠ lệch +1" in cell for cell in cells) and any("▲" in cell for cell in cells)


def test_a_signed_report_takes_its_tables_with_it_and_has_its_number(sample: Database) -> None:
    with sample.writing() as act:
        papers_results.keep_signed(act, CLOSED, "D20", number="80", signed_on=date(2023, 12, 15))
    with sample.reading() as connection:
        paper = papers_results.signed_document(connection, CLOSED, "D20", "80", date(2023, 12, 15))

    check = _checked(sample, CLOSED)

    head = next(block for block in paper.sections[0].blocks if isinstance(block, Letterhead))
    assert (head.number, head.signed_on) == ("80", date(2023, 12, 15))
    signed = {one.name: one.signed for one in check.papers if one.is_signed}
    assert signed["Báo cáo kết quả"] == signed["Biểu số 1"] == signed["Biểu số 9"] == "80/BC-UBND"
    with pytest.raises(InvalidInput, match="đã ghi cho văn bản khác"), sample.writing() as act:
        papers_results.keep_signed(act, CLOSED, "D20", number="80", signed_on=date(2023, 12, 16))


def _sheet(database: Database) -> Document:
    with database.reading() as connection:
        return papers_results.figure_check(connection, CLOSED, date(2024, 12, 20))


def test_the_proof_is_drawn_as_pdf_and_word(sample: Database, tmp_path: Path) -> None:
    paper = _sheet(sample)

    pdf.write(paper, tmp_path / "D35.pdf")
    docx.write(paper, tmp_path / "D35.docx")

    assert len(pdf_pages(tmp_path / "D35.pdf")) == 1
    tables = [block for block in paper.sections[0].blocks if isinstance(block, Table)]
    assert [len(table.columns) for table in tables] == [2 + 16]
    assert "các văn bản đã lập đều khớp" in _paper_words(paper)


def test_a_paper_that_prints_another_number_is_found_by_reading_it(sample: Database) -> None:
    """The proof reads what is printed: a wrong figure in the text is seen though the lists are right."""
    from povdesk.documents.figure_reading import of_text

    with sample.reading() as connection:
        paper = papers_results.report(connection, CLOSED)
    main = paper.sections[0]
    wrong = tuple(
        replace(block, text="Hộ nghèo: 999 hộ, 1.999 nhân khẩu")
        if isinstance(block, ListItem) and re.match(r"Hộ nghèo: \d+ hộ, ", plain(block.text))
        else block
        for block in main.blocks
    )  # fmt: skip

    found = of_text(replace(paper, sections=(replace(main, blocks=wrong), *paper.sections[1:])))

    assert (found[POOR, HOUSEHOLDS], found[POOR, PEOPLE]) == (999, 1999)
