"""The office's papers of a round and the forms of households: who signs, what is dated, blank and filled."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk import papers_catalogue, papers_forms
from povdesk.documents import docx, pdf, review_form_b
from povdesk.documents.blocks import (
    Addressees,
    Column,
    Document,
    Letterhead,
    ListItem,
    Paragraph,
    PlainSignatures,
    Signature,
    Style,
    Table,
    Title,
    plain,
)
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import Area, Category, Household
from povdesk.domain.review import Answer, Lacking
from povdesk.domain.standard import AnswerChoice
from povdesk.papers_catalogue import Answers, Ask
from povdesk.storage import households, meetings, review_forms, reviews, rule_edits
from povdesk.storage.meetings import Complaint
from povdesk.storage.tables import commune_identity, history, incoming_paper
from tests.documents.words import docx_words, pdf_words
from tests.storage import round_run
from tests.storage.people import make_commune, make_household
from tests.storage.round_run import database, families

__all__ = ["database", "families"]

TODAY = date(2024, 12, 20)
HOSTILE = "Ông <Tư> & Bé"
LONG = "Nhà số 7 <sau> chợ & trạm, " * 8
OF_ROUND = ("D08", "D09", "D12", "D15", "D15-NY", "D17")


@pytest.fixture
def this(database, families):
    return round_run.open_round(database)


def paper(database, code: str, round_id: int | None = None, **more) -> Document:
    with database.reading() as connection:
        answers = Answers(2024, TODAY, round_id=round_id, **more)
        return papers_catalogue.build(connection, code, answers)


def blocks(document: Document, kind: type) -> list:
    return [block for section in document.sections for block in section.blocks if isinstance(block, kind)]


def words(document: Document) -> str:
    texts = [plain(block.text) for block in blocks(document, Paragraph) + blocks(document, ListItem)]
    for table in blocks(document, Table):
        texts += [cell for row in (*table.rows, *table.totals) for cell in getattr(row, "cells", row)]
    return " | ".join(texts)


def test_every_paper_that_the_office_prints_over_the_year_is_in_the_catalogue() -> None:
    codes = {one.code for one in papers_catalogue.papers()}
    assert {f"D{number:02}" for number in range(1, 37)} <= codes


@pytest.mark.parametrize(
    "code, symbol, authority",
    [
        ("D08", "KH-UBND", "TM. ỦY BAN NHÂN DÂN"),
        ("D09", "QĐ-UBND", "CHỦ TỊCH"),
        ("D10", "GM-UBND", "TM. ỦY BAN NHÂN DÂN"),
        ("D17", "TTr-UBND", "TM. ỦY BAN NHÂN DÂN"),
        ("D22", "BC-UBND", "TM. ỦY BAN NHÂN DÂN"),
    ],
)
def test_the_committee_signs_with_tm_and_the_chairman_alone(database, this, code, symbol, authority) -> None:
    document = paper(database, code, this, hamlet_id=1)

    assert blocks(document, Letterhead)[0].symbol == symbol
    assert blocks(document, Signature)[0].authority[0] == authority


def test_the_decision_names_the_chairman_above_its_legal_basis(database, this) -> None:
    lines = [block.text for block in blocks(paper(database, "D09", this), Paragraph)]

    assert lines[0] == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TRÀ THỬ"
    assert "QUYẾT ĐỊNH:" in lines


@pytest.mark.parametrize("code", ["D15", "D15-PT", "D15-NY"])
def test_minutes_have_no_place_and_date_and_two_signatures(database, this, code) -> None:
    document = paper(database, code, this)

    assert blocks(document, Letterhead)[0].place == ""
    assert len(blocks(document, PlainSignatures)[0].signatories) == 2


def test_a_paper_rests_on_what_was_in_force_and_on_what_came_in_about_the_review(database, this) -> None:
    with database.writing() as act:
        act.describe("Ghi văn bản đến")
        for number, subject, on in (
            ("259/KH-UBND", "Rà soát hộ nghèo, hộ cận nghèo năm 2024", date(2024, 8, 31)),
            ("260/KH-UBND", "Trồng rừng năm 2024", date(2024, 8, 31)),
        ):
            values = {"kind": "Kế hoạch", "number": number, "subject": subject, "signed_on": on}
            act.insert(incoming_paper, {**values, "issuer": "Ủy ban nhân dân huyện Thử"})

    document = paper(database, "D08", this)
    bases = [one.text for one in blocks(document, Paragraph) if one.style is Style.LEGAL_BASIS]

    assert any("07/2021/NĐ-CP" in line for line in bases)
    assert any("259/KH-UBND" in line for line in bases)
    assert not any("351/2025" in line or "260/KH" in line for line in bases)


def test_the_plan_gives_each_hamlet_its_calendar_and_the_households_to_review(database, this) -> None:
    calendar = blocks(paper(database, "D08", this), Table)[-1]

    assert [row[1:3] for row in calendar.rows] == [("Trà Lạc", "2"), ("Trà Hoa", "2")]
    assert calendar.rows[0][5] == "trước 30/11/2024"
    assert calendar.totals[0][2] == "4"


def test_the_submission_is_for_the_level_above_of_that_time_or_left_to_fill_in(database, this) -> None:
    with database.writing() as act:
        act.describe("Đổi đơn vị")
        act.update(commune_identity, 1, {"district": "huyện Thử", "valid_to": date(2025, 6, 30)})
        act.insert(commune_identity, {"valid_from": date(2025, 7, 1), "kind": "xã", "name": "Thử Mới"})

    before = paper(database, "D17", this)
    with database.writing() as act:
        later = round_run.rounds.open_round(
            act, 2026, standard_id=round_run.STANDARD, started_on=date(2026, 9, 1)
        )
    after = paper(database, "D17", later)

    assert blocks(before, Addressees)[0].names == ("Chủ tịch Ủy ban nhân dân huyện Thử",)
    assert set(blocks(after, Addressees)[0].names[0]) == {"…"}
    assert blocks(after, Letterhead)[0].agency == ("ỦY BAN NHÂN DÂN", "XÃ THỬ MỚI")


def test_the_list_says_why_a_household_is_on_it(database, this) -> None:
    found = words(paper(database, "D12", this, hamlet_id=2))

    assert "Hộ có giấy đề nghị | Đề nghị ngày 20/08/2024" in found
    assert "Hộ cận nghèo" in found
    assert "Hồ Văn Đào" not in found


def test_minutes_of_the_committee_and_submission_count_as_the_lists_do(database, this) -> None:
    round_run.run(database, this, 2024)

    for code in ("D15", "D17"):
        table = blocks(paper(database, code, this), Table)[-1]
        assert table.totals[0][2:4] == ("4", "5")
        assert [row[2] for row in table.rows] == ["2", "2"]


def test_an_objection_stands_in_both_minutes(database, this, families) -> None:
    round_run.close_forms(database, this)
    up = round_run.post(database, this, date(2024, 11, 20), date(2024, 11, 26))
    told = Complaint(
        up, date(2024, 11, 21), HOSTILE, "Đề nghị xem lại", families["near"], date(2024, 11, 25), "Giữ nguyên"
    )
    with database.writing() as act:
        key = meetings.save_complaint(act, told)
    with database.reading() as connection:
        chosen = papers_catalogue.find("D15-PT").records(connection, 2024)

    assert chosen == ((key, f"21/11/2024, {HOSTILE}: Đề nghị xem lại"),)
    recheck = words(paper(database, "D15-PT", record_id=key))
    assert f"Người có ý kiến: {HOSTILE}" in recheck and "Hộ được phúc tra: Đinh Văn Hoà" in recheck
    assert f"{HOSTILE} | Đề nghị xem lại | 25/11/2024 | Giữ nguyên" in words(paper(database, "D15-NY", this))
    assert "Không có" in words(paper(database, "D15-NY", this, hamlet_id=1))


# --- Forms ---------------------------------------------------------------------------------------


def close_form(database, household_id: int, round_id: int) -> None:
    """All deprivations answered: health insurance lacking."""
    with database.writing() as act:
        opened = reviews.open_form(act.connection, household_id, round_id)
        standard = rule_edits.standard(act.connection, round_run.STANDARD)
        answers = {one.code: Answer(Lacking.NO) for one in standard.indicators}
        answers["health_insurance"] = Answer(Lacking.YES)
        form = replace(
            opened.review,
            answers=answers,
            income_points=120,
            inputs={"A001": "yes", "AN002": "3"},
            reviewed_on=date(round_run.rounds.get(act.connection, round_id).year, 10, 1),
        )
        saved = reviews.save(act, standard, opened.household, form)
        act.connection.exec_driver_sql("UPDATE review SET state='closed' WHERE id=?", (saved.review_id,))


def test_a_filled_form_ticks_what_was_answered_and_adds_the_points(database, this, families) -> None:
    close_form(database, families["poor"], this)

    found = words(paper(database, "D13", this, household_id=families["poor"]))

    assert "Ô tô | ■\xa0Có   □\xa0Không" in found
    assert "Lợn, dê, cừu | 3 con" in found
    assert "■\xa0Thiếu\xa0hụt\n□\xa0Không\xa0thiếu\xa0hụt | 10" in found
    assert "Tổng điểm B1: 120 (giới hạn nông thôn 140)" in found
    assert "Tổng điểm B2: 10 (1 chỉ số)" in found


def test_a_blank_form_ticks_nothing_and_has_last_years_answers_small_beside(database, this, families) -> None:
    close_form(database, families["poor"], this)
    with database.writing() as act:
        following = round_run.rounds.open_round(
            act, 2025, standard_id=round_run.STANDARD, started_on=date(2025, 9, 1)
        )

    document = paper(database, "D13", following, household_id=families["poor"], blank=True)
    tables = blocks(document, Table)

    assert "■" not in words(document)
    assert [table.columns[-1].small for table in tables[:3]] == [True, True, True]
    assert [table.header[0][-1].text for table in tables[:3]] == ["Năm 2024"] * 3
    insurance = next(
        row for row in tables[2].rows if isinstance(row, tuple) and row[1].startswith("Bảo hiểm y tế")
    )
    assert insurance[-1] == "Thiếu"


def test_points_are_printed_only_where_the_standard_has_them(database, this, families) -> None:
    with database.reading() as connection:
        form = review_forms.empty_form(connection, this)
    assert "Điểm" not in [cell.text for cell in blocks(review_form_b.build((form,)), Table)[1].header[0]]

    first, *others = form.standard.questions
    pointed = replace(first, answers=(AnswerChoice("yes", "Có", {Area.RURAL: 15, Area.URBAN: 20}),))
    known = replace(form, standard=replace(form.standard, questions=(pointed, *others)))
    document = review_form_b.build((known,))

    assert "Điểm" in [cell.text for cell in blocks(document, Table)[1].header[0]]
    assert "□\xa0Có\xa0(15)" in words(document)


def test_forms_say_that_their_layout_is_ours(database, this, families) -> None:
    for code in ("D13", "D13-A"):
        assert "Bố cục của phần mềm" in words(paper(database, code, this, blank=True))
    assert "đối chiếu mẫu ban hành" in words(paper(database, "D11", blank=True))
    assert "bố cục của phần mềm" in words(paper(database, "D12", this))


def test_phieu_a_of_a_hamlet_is_for_those_who_asked(database, this, families) -> None:
    document = paper(database, "D13-A", this, hamlet_id=2, blank=True)

    assert "Họ và tên chủ hộ: Hồ Thị Dung" in words(document)
    assert len(document.sections) == 1
    nobody = paper(database, "D13-A", this, hamlet_id=1, blank=True)
    assert len(nobody.sections) == 1 and "Họ và tên chủ hộ: ……" in words(nobody)
    with pytest.raises(NotPossibleNow, match="Chưa có phiếu nào"):
        paper(database, "D13-A", this, hamlet_id=1)


def test_forms_of_a_hamlet_come_as_one_paper_each_on_a_sheet_of_its_own(database, this, families) -> None:
    document = paper(database, "D13", this, hamlet_id=1, blank=True)

    assert len(document.sections) == 2 and all(section.is_appendix for section in document.sections)
    with pytest.raises(NotPossibleNow, match="Chưa có phiếu nào"):
        paper(database, "D13", this, hamlet_id=1)


def test_a_request_is_filled_from_the_register_with_the_reason_of_the_year(database, this, families) -> None:
    document = paper(database, "D11", household_id=families["asking"])

    assert [title.kind for title in blocks(document, Title)][1] == "GIẤY ĐỀ NGHỊ"
    assert "Họ và tên: Hồ Thị Dung" in words(document)
    assert "hộ thoát nghèo hoặc hộ thoát cận nghèo" in words(
        paper(database, "D11-04", household_id=families["poor"])
    )
    with pytest.raises(InvalidInput, match="Chưa chọn hộ"):
        paper(database, "D11")


def test_identity_numbers_stand_on_the_sheet_only_when_asked_for_and_the_purpose_is_noted(
    database, families
) -> None:
    with database.writing() as act:
        found = households.get(act.connection, families["poor"])
        head = replace(found.members[0], person=replace(found.members[0].person, id_number="051080001234"))
        households.save(act, replace(found, members=(head, *found.members[1:])))
    without = paper(database, "D23", household_id=families["poor"])
    asked = paper(database, "D23", household_id=families["poor"], identity=True)

    assert "051080001234" not in words(without) and "051080001234" in words(asked)
    with database.writing() as act:
        papers_forms.note_identity(act, "Phiếu thông tin hộ", families["poor"], "Lập hồ sơ vay vốn")
    with database.reading() as connection:
        entry = connection.execute(select(history).order_by(history.c.seq.desc())).first()
    assert entry.action == "Xem số định danh: Phiếu thông tin hộ, hộ Hồ Văn Đào"
    assert (entry.object_uid, entry.purpose) == (found.uid, "Lập hồ sơ vay vốn")
    with pytest.raises(InvalidInput), database.writing() as act:
        papers_forms.note_identity(act, "Phiếu thông tin hộ", families["poor"], "  ")


def test_the_sheet_holds_classes_forms_and_what_happened(database, this, families) -> None:
    close_form(database, families["poor"], this)

    found = words(paper(database, "D23", household_id=families["poor"]))

    assert "Hộ nghèo, từ 01/01/2024" in found
    assert "Rà soát định kỳ năm 2024 | 01/10/2024 | 120 | 1" in found
    assert "Bảo hiểm y tế | Thiếu" in found
    assert "Không có" in found


# --- Any data ------------------------------------------------------------------------------------


def variants(paper) -> list[dict]:
    """Blank where it can be, else as it asks."""
    return [{"blank": True}] if Ask.BLANK in paper.may_ask else [{}]


def mine() -> list:
    codes = (*OF_ROUND, "D10", "D11", "D11-04", "D13", "D13-A", "D15-PT", "D22", "D23", "D26")
    return [papers_catalogue.find(code) for code in codes]


def test_an_empty_commune_prints_every_paper_with_nothing_in_it(data_folder: Path) -> None:
    empty = make_commune(data_folder, now=round_run.NOW)
    round_id = round_run.open_round(empty)
    nothing = {"D12", "D15-NY", "D22"}
    for one in mine():
        for more in variants(one):
            document = paper(empty, one.code, round_id, hamlet_id=1, **more)
            assert document.sections, one.code
            if one.code in nothing:
                assert "Không có" in words(document), one.code
    empty.close()


def test_hostile_names_and_long_addresses_are_printed_as_they_are_in_both_files(
    database, families, tmp_path: Path
) -> None:
    hostile = make_household(HOSTILE, (HOSTILE, "wife"), address=LONG[:200])
    with database.writing() as act:
        kept: Household = households.save(act, hostile, on=round_run.BEGINNING)
        act.insert(
            round_run.review_request,
            {
                "household_id": kept.id,
                "kind": "recognise",
                "received_on": date(2024, 8, 1),
                "reason": HOSTILE,
            },
        )
    round_id = round_run.open_round(database)
    close_form(database, kept.id or 0, round_id)
    for code in ("D11", "D12", "D13", "D13-A", "D23", "D15", "D09"):
        document = paper(database, code, round_id, hamlet_id=1, household_id=kept.id)
        pdf.write(document, tmp_path / f"{code}.pdf")
        docx.write(document, tmp_path / f"{code}.docx")
        read = pdf_words(tmp_path / f"{code}.pdf", document)

        assert read == docx_words(tmp_path / f"{code}.docx"), code
        if code not in ("D15", "D09"):
            assert HOSTILE in " ".join(read), code


def test_a_small_column_is_smaller_in_both_files(tmp_path: Path) -> None:
    from povdesk.documents.blocks import HeaderCell, Section

    table = Table(
        (Column(40), Column(40, small=True)),
        ((HeaderCell("Nay"), HeaderCell("Trước")),),
        (("Lớn", "Nhỏ"),),
        font_size=10.0,
    )
    document = Document("Thử", (Section((table,)),), sample=False)
    docx.write(document, tmp_path / "a.docx")

    from zipfile import ZipFile

    xml = ZipFile(tmp_path / "a.docx").read("word/document.xml").decode()
    assert '<w:sz w:val="16"/>' in xml and '<w:sz w:val="20"/>' in xml


def test_the_classes_of_the_list_are_those_before_the_round(database, this) -> None:
    round_run.run(database, this, 2024, usual=Category.NOT_POOR)

    assert "Hộ nghèo" in words(paper(database, "D12", this, hamlet_id=1))
