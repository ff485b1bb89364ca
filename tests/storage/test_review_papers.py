"""Papers of a round: numbers blank until given, four lists, nothing private on what hangs in public."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from povdesk import papers_review
from povdesk.documents import docx, pdf
from povdesk.documents.blocks import (
    Document,
    Letterhead,
    ListItem,
    Paragraph,
    PlainSignatures,
    Signature,
    Table,
    plain,
)
from povdesk.domain.household import Category
from povdesk.storage import certificates, households, recognition, rounds
from tests.storage import made_once, round_run

NOW = datetime(2024, 12, 20, 9, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def sample(data_folder: Path):
    opened = made_once.sample_commune(data_folder / "povdesk.db", households=50, clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def this(sample):
    with sample.reading() as connection:
        found = rounds.current(connection, 2024)
    assert found is not None
    return found


def _blocks(document: Document, kind: type) -> list:
    return [block for section in document.sections for block in section.blocks if isinstance(block, kind)]


def _words(document: Document) -> str:
    texts = [plain(block.text) for block in _blocks(document, Paragraph) + _blocks(document, ListItem)]
    for table in _blocks(document, Table):
        texts += [cell for row in table.rows for cell in row]
    return " | ".join(texts)


def test_the_decision_has_blanks_until_it_is_signed_then_its_number_and_date(sample, this) -> None:
    with sample.reading() as connection:
        before = papers_review.decision(connection, this.id)
    head = _blocks(before, Letterhead)[0]
    assert head.number is None and head.signed_on is None and before.sample

    round_run.run(sample, this.id, 2024)

    with sample.reading() as connection:
        after = papers_review.decision(connection, this.id)
        proposal = recognition.proposal(connection, this.id)
    head = _blocks(after, Letterhead)[0]
    assert (head.number, head.symbol, head.signed_on) == ("87", "QĐ-UBND", date(2024, 12, 12))
    assert _blocks(after, Signature)[0].authority[0] in ("CHỦ TỊCH", "KT. CHỦ TỊCH")
    poor = sum(one.category is Category.POOR for one in proposal)
    escaped = sum(one.escapes for one in proposal)
    words = _words(after)
    assert f"Hộ nghèo: {poor} hộ" in words
    assert f"Hộ thoát nghèo: {escaped:02d} hộ" in words
    assert len(after.sections) == 5


def test_the_closed_rounds_decision_reads_the_same_after_a_name_changed(sample, this) -> None:
    round_run.run(sample, this.id, 2024)
    with sample.reading() as connection:
        before = papers_review.decision(connection, this.id)
        poor = [one for one in recognition.proposal(connection, this.id) if one.category is Category.POOR]
    with sample.writing() as act:
        households.remove(act, poor[0].household_id)

    with sample.reading() as connection:
        after = papers_review.decision(connection, this.id)

    assert after == before


def test_the_posting_notice_names_no_scores_and_no_identity_numbers(sample, this) -> None:
    round_run.close_forms(sample, this.id)
    round_run.post(sample, this.id, date(2024, 11, 20), date(2024, 11, 26))

    with sample.reading() as connection:
        notice = papers_review.posting(connection, this.id)

    heads = {cell.text for table in _blocks(notice, Table) for row in table.header for cell in row}
    assert heads == {"TT", "Chủ hộ", "Thôn", "Nhân khẩu", "Ghi chú"}
    assert "từ ngày 20 tháng 11 năm 2024 đến hết ngày 26 tháng 11 năm 2024" in _words(notice)
    assert _blocks(notice, Signature)[0].authority[0] == "TM. ỦY BAN NHÂN DÂN"
    assert _blocks(notice, Letterhead)[0].number is None


def test_the_minutes_give_votes_and_leave_dots_for_what_is_not_known(sample, this) -> None:
    round_run.close_forms(sample, this.id)
    hamlet_id = round_run.hamlets_of(sample, this.id)[0]
    with sample.reading() as connection:
        empty = papers_review.minutes(connection, this.id, hamlet_id)
    assert "……/…… hộ trong danh sách" in _words(empty)

    round_run.hold_meetings(sample, this.id, date(2024, 11, 18), (40, 2))

    with sample.reading() as connection:
        held = papers_review.minutes(connection, this.id, hamlet_id)
    words = _words(held)
    assert "45/60 hộ trong danh sách, đạt 75%" in words and "| 40 | 2 |" in words
    posts = [one.post[0] for one in _blocks(held, PlainSignatures)[0].signatories]
    assert posts == ["THƯ KÝ", "ĐẠI DIỆN HỘ DÂN", "CHỦ TRÌ"]


def test_a_certificate_has_its_years_box_and_a_blank_number_until_it_is_given(sample, this) -> None:
    round_run.run(sample, this.id, 2024)
    with sample.writing() as act:
        certificates.confirm(act, this.id, date(2024, 12, 20))
    with sample.reading() as connection:
        given = certificates.of_round(connection, this.id)
    new = given[0]
    with sample.writing() as act:
        certificates.set_number(act, new.certificate_id or 0, "", None)
    with sample.reading() as connection:
        made = papers_review.certificates(connection, this.id, new.household_id)
        everyone = papers_review.certificates(connection, this.id)

    assert _blocks(made, Letterhead)[0].number is None
    assert _blocks(made, Letterhead)[0].symbol == "GCN-HN.HCN"
    boxes = _blocks(made, Table)[1].rows
    assert ("2025", f"{new.category.label}, xác nhận ngày 20/12/2024", "") in boxes
    assert len(boxes) == 4
    assert len(everyone.sections) == 2 * len(given)


def test_a_text_younger_than_the_paper_is_not_cited(sample, this) -> None:
    with sample.reading() as connection:
        made = papers_review.decision(connection, this.id)

    assert "Nghị định số 07/2021/NĐ-CP" in _words(made)
    assert "351/2025" not in _words(made)


def test_all_three_papers_are_drawn_as_pdf_and_word(sample, this, tmp_path) -> None:
    round_run.close_forms(sample, this.id)
    hamlet_id = round_run.hamlets_of(sample, this.id)[0]
    with sample.reading() as connection:
        made = [
            papers_review.decision(connection, this.id),
            papers_review.posting(connection, this.id),
            papers_review.minutes(connection, this.id, hamlet_id),
        ]
    for place, document in enumerate(made):
        pdf.write(document, tmp_path / f"{place}.pdf")
        docx.write(document, tmp_path / f"{place}.docx")
        assert (tmp_path / f"{place}.pdf").read_bytes().startswith(b"%PDF")


def test_what_hangs_in_a_hamlet_lists_its_own_households_only(sample, this) -> None:
    with sample.reading() as connection:
        every = papers_review.posting(connection, this.id)
        counts = []
        for hamlet_id in round_run.hamlets_of(sample, this.id):
            notice = papers_review.posting(connection, this.id, hamlet_id)
            tables = [block for part in notice.sections for block in part.blocks if isinstance(block, Table)]
            assert len({plain(row[2]) for table in tables for row in table.rows}) <= 1
            counts.append(sum(len(table.rows) for table in tables))

    tables = [block for part in every.sections for block in part.blocks if isinstance(block, Table)]
    assert sum(counts) == sum(len(table.rows) for table in tables) > 0
