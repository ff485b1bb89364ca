"""A paper that is issued: its number is the clerk's, its file and numbers stay, whatever changes later."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from povdesk import papers, papers_catalogue, papers_issuing, papers_results
from povdesk.documents import signed
from povdesk.documents.blocks import AppendixTitle, Letterhead, Signature
from povdesk.domain.commune import Signer
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.papers_catalogue import Answers
from povdesk.storage import commune, households, issued_papers, recognition, rule_edits
from povdesk.storage.tables import commune_identity, decision, history, issued_paper
from tests.documents.papers import decision as some_decision
from tests.documents.papers import plan as some_plan
from tests.documents.words import pdf_pages
from tests.storage import round_run
from tests.storage.round_run import database, families

__all__ = ["database", "families"]

TODAY = date(2024, 12, 20)


@pytest.fixture
def this(database, families):
    with database.writing() as act:
        commune.save_signer(act, Signer("Hồ Thị Lá", valid_from=date(2020, 1, 1), is_default=True))
        commune.save_signer(
            act, Signer("Đinh Văn Suối", "Phó Chủ tịch", "KT. CHỦ TỊCH", valid_from=date(2020, 1, 1))
        )
    return round_run.open_round(database)


def answers(round_id: int, **more) -> Answers:
    return Answers(2024, TODAY, round_id=round_id, **more)


def issue(database, code: str, round_id: int, number: str, on: date, **more) -> int:
    with database.writing() as act:
        return papers_issuing.issue(act, code, answers(round_id), number=number, signed_on=on, **more)


def test_an_issued_paper_reprints_byte_for_byte_after_everything_has_changed(database, this) -> None:
    keys = {
        "D08": issue(database, "D08", this, "84", date(2024, 9, 11)),
        "D09": issue(database, "D09", this, "110", date(2024, 9, 11)),
    }
    round_run.run(database, this, 2024)
    keys |= {
        "D17": issue(database, "D17", this, "31", date(2024, 12, 3)),
        "D16": issue(database, "D16", this, "40", date(2024, 11, 20)),
        "D20": issue(database, "D20", this, "55", date(2024, 12, 13)),
        "D18": issue(database, "D18", this, "87", date(2024, 12, 12)),
    }
    with database.reading() as connection:
        before = {code: issued_papers.pdf(connection, key) for code, key in keys.items()}
        row = connection.execute(select(issued_paper).where(issued_paper.c.id == keys["D18"])).one()
        assert connection.execute(select(decision.c.issued_paper_id)).scalar() == keys["D18"]

    with database.writing() as act:
        act.describe("Đổi tên đơn vị")
        act.update(commune_identity, 1, {"name": "Tên Khác", "place_name": "Nơi Khác"})
    with database.writing() as act:
        changes = {"legal_basis": ["Nghị định khác"]}
        rule_edits.put(act, "standard", round_run.STANDARD, changes, "Sửa chuẩn nghèo")
    with database.writing() as act:
        found = households.get(act.connection, 1)
        head = replace(found.members[0], person=replace(found.members[0].person, full_name="Người Khác"))
        households.save(act, replace(found, members=(head, *found.members[1:])))

    with database.reading() as connection:
        after = {code: issued_papers.pdf(connection, key) for code, key in keys.items()}
        drawn_now = papers_catalogue.build(connection, "D08", answers(this))
    assert after == before and all(before.values())
    assert (row.number, row.symbol, row.signed_on) == ("87", "QĐ-UBND", date(2024, 12, 12))
    assert len(row.sha256) == 64
    head = next(b for b in drawn_now.sections[0].blocks if isinstance(b, Letterhead))
    assert head.agency[1] == "XÃ TÊN KHÁC"


def test_number_date_and_signer_stand_on_the_file_and_on_its_appendix(database, this, tmp_path: Path) -> None:
    with database.reading() as connection:
        deputy = next(one for one in commune.signers(connection) if one.is_deputy)
    key = issue(database, "D09", this, "5/QĐ-UBND", date(2024, 9, 3), signer_uid=deputy.uid)

    with database.reading() as connection:
        (tmp_path / "a.pdf").write_bytes(issued_papers.pdf(connection, key) or b"")
        row = next(one for one in issued_papers.rows(connection) if one.id == key)
    text = " ".join(" ".join(pdf_pages(tmp_path / "a.pdf")).split())
    assert "Số: 05/QĐ-UBND" in text and "Trà Thử, ngày 03 tháng 9 năm 2024" in text
    assert "(Kèm theo Quyết định số 05/QĐ-UBND ngày 03 tháng 9 năm 2024 của Chủ tịch" in text
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text and "Đinh Văn Suối" in text
    assert (row.number, row.signer_name) == ("5", "Đinh Văn Suối")


def test_a_used_number_is_refused_for_its_symbol_and_year_only(database, this) -> None:
    issue(database, "D08", this, "84", date(2024, 9, 11))

    with pytest.raises(InvalidInput, match="Số 084/KH-UBND năm 2024 đã ghi cho văn bản khác"):
        issue(database, "D08", this, "084", date(2024, 9, 12))
    issue(database, "D09", this, "84", date(2024, 9, 11))


def test_the_number_of_the_recognition_is_nobody_elses(database, this) -> None:
    with pytest.raises(NotPossibleNow, match="chưa ghi số, ngày quyết định công nhận"):
        issue(database, "D18", this, "87", date(2024, 12, 12))
    round_run.run(database, this, 2024)

    with pytest.raises(InvalidInput, match="là số của quyết định công nhận"):
        issue(database, "D09", this, "87", date(2024, 9, 11))
    with pytest.raises(InvalidInput, match="Quyết định công nhận đã ghi số 87"):
        issue(database, "D18", this, "88", date(2024, 12, 12))
    with database.reading() as connection:
        assert papers_issuing.known_number(connection, "D18", answers(this)) == ("87", date(2024, 12, 12))


@pytest.mark.parametrize("code", ["D01", "D14", "D19", "D21", "D27", "T2"])
def test_papers_with_a_way_of_their_own_or_without_a_number_are_not_issued_here(database, this, code) -> None:
    with pytest.raises(NotPossibleNow):
        issue(database, code, this, "1", TODAY)


def test_no_number_a_later_day_and_a_blank_form_are_refused(database, this) -> None:
    for number, on in (("", TODAY), ("  /KH-UBND", TODAY), ("9", date(2024, 12, 21))):
        with pytest.raises(InvalidInput):
            issue(database, "D08", this, number, on)
    with pytest.raises(NotPossibleNow, match="Mẫu trống"), database.writing() as act:
        papers_issuing.issue(act, "D15-PT", answers(this, blank=True), number="1", signed_on=TODAY)


@given(number=st.integers(1, 9999), on=st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_every_number_and_date_fill_head_and_appendix_alike(number: int, on: date) -> None:
    for document in (some_plan(paragraphs=1), some_decision()):
        given_ = signed.with_number(document, str(number), on, "Hồ Thị Lá", deputy=False)
        heads = [b for s in given_.sections for b in s.blocks if isinstance(b, Letterhead)]
        signatures = [b for s in given_.sections for b in s.blocks if isinstance(b, Signature)]
        appendices = [b for s in given_.sections for b in s.blocks if isinstance(b, AppendixTitle)]
        assert {(one.number, one.signed_on) for one in heads} == {(str(number), on)}
        assert signatures[0].name == "Hồ Thị Lá"
        assert (signatures[0].authority[0] == "TM. ỦY BAN NHÂN DÂN") == (
            document.title.startswith("Kế hoạch")
        )
        assert all(f"năm {on.year} của" in one.reference for one in appendices)
        assert all(f"số {number:02}/" in one.reference for one in appendices)


def test_the_draft_itself_does_not_change_by_being_issued(database, this, tmp_path: Path) -> None:
    with database.reading() as connection:
        before = papers_catalogue.build(connection, "D08", answers(this))
    issue(database, "D08", this, "84", date(2024, 9, 11))
    with database.reading() as connection:
        after = papers_catalogue.build(connection, "D08", answers(this))
    assert before == after
    papers.write_pdf(after, tmp_path / "a.pdf")
    assert "Số: /KH-UBND" in " ".join(pdf_pages(tmp_path / "a.pdf")[0].split())


def cancel(database, key: int, reason: str) -> None:
    with database.writing() as act:
        issued_papers.cancel(act, key, reason)


def line(database, key: int):
    with database.reading() as connection:
        return next(one for one in issued_papers.rows(connection) if one.id == key)


def test_a_cancelled_paper_stays_with_its_reason_and_its_number_stays_used(database, this) -> None:
    key = issue(database, "D08", this, "84", date(2024, 9, 11))
    before = line(database, key)

    cancel(database, key, "  ghi nhầm số.\n")

    after = line(database, key)
    assert after.is_cancelled and not before.is_cancelled
    assert after.subject == f"Đã hủy (ghi nhầm số) – {before.subject}"
    assert (after.number, after.symbol, after.signed_on) == ("84", "KH-UBND", date(2024, 9, 11))
    with pytest.raises(InvalidInput, match="Số 84/KH-UBND năm 2024 đã ghi"):
        issue(database, "D08", this, "84", date(2024, 9, 11))
    issue(database, "D08", this, "85", date(2024, 9, 11))
    with pytest.raises(NotPossibleNow, match="đã ghi hủy"):
        cancel(database, key, "lần nữa")
    with pytest.raises(NotPossibleNow, match="đã ghi hủy"), database.writing() as act:
        issued_papers.give_number(act, key, "86", date(2024, 9, 11))


@pytest.mark.parametrize(
    "reason", ["ghi nhầm số", "ghi nhầm (số 85) – gửi sai nơi", "đúng ra là (84) – 85", "nhầm (84) – – 85"]
)
def test_cancelling_is_taken_back_by_its_verb_and_by_undo(database, this, reason: str) -> None:
    key = issue(database, "D08", this, "84", date(2024, 9, 11))
    before = line(database, key)

    cancel(database, key, reason)
    with database.writing() as act:
        issued_papers.take_back_cancelling(act, key)
    assert line(database, key) == before
    with pytest.raises(NotPossibleNow, match="không bị hủy"), database.writing() as act:
        issued_papers.take_back_cancelling(act, key)

    cancel(database, key, reason)
    with database.reading() as connection:
        last = connection.execute(select(history.c.seq).order_by(history.c.seq.desc()).limit(1)).scalar_one()
    with database.writing() as act:
        act.undo(last)
    assert line(database, key) == before


def test_a_cancelled_report_no_longer_counts_as_signed(database, this) -> None:
    round_run.run(database, this, 2024)
    key = issue(database, "D20", this, "55", date(2024, 12, 13))

    def signed_papers() -> set[str]:
        with database.reading() as connection:
            check = papers_results.checked(connection, this)
        return {one.name for one in check.papers if one.signed and one.signed.startswith("55/")}

    assert "Báo cáo kết quả" in signed_papers()
    cancel(database, key, "chưa gửi")
    assert signed_papers() == set()


def test_what_something_rests_on_is_not_cancelled_in_the_register(database, this) -> None:
    round_run.run(database, this, 2024)
    key = issue(database, "D18", this, "87", date(2024, 12, 12))
    with pytest.raises(NotPossibleNow, match="Kỳ rà soát đang dùng"):
        cancel(database, key, "nhầm")

    values = {"kind": "D21", "year": 2024, "number": "3", "symbol": "BC-UBND", "subject": "Báo cáo"}
    with database.writing() as act:
        act.describe("Ghi báo cáo của xã cũ")
        old = issued_papers.record(act, {**values, "former_office": "xã Trà Cũ"})
    with pytest.raises(NotPossibleNow, match="sổ của xã Trà Cũ"):
        cancel(database, old, "nhầm")
    with database.writing() as act:
        act.describe("Ghi báo cáo mà xã cũ đã hủy")
        act.update(issued_paper, old, {"subject": "Đã hủy (chưa gửi) – Báo cáo"})
    with pytest.raises(NotPossibleNow, match="sổ của xã Trà Cũ"), database.writing() as act:
        issued_papers.take_back_cancelling(act, old)
    with pytest.raises(InvalidInput, match="Chưa nhập lý do hủy"):
        cancel(database, issue(database, "D09", this, "5", date(2024, 9, 3)), "  ")


def test_a_number_is_used_once_in_a_year_in_every_way_of_issuing(database, this) -> None:
    issue(database, "D08", this, "84", date(2024, 9, 11))
    issue(database, "D09", this, "110/QĐ-UBND", date(2024, 9, 11))
    for code, number in (("D08", "084"), ("D08", "1/1/2030"), ("D08", "không số")):
        with pytest.raises(InvalidInput):
            issue(database, code, this, number, date(2024, 9, 12))
    with database.reading() as connection:
        assert {row.number for row in issued_papers.rows(connection)} == {"84", "110"}
    round_run.run(database, this, 2024)
    with pytest.raises(InvalidInput, match="Số 110/QĐ-UBND năm 2024 đã ghi"), database.writing() as act:
        recognition.correct_decision(act, this, "110/QĐ-UBND", date(2024, 12, 12))
    with database.writing() as act:
        recognition.correct_decision(act, this, "88/QĐ-UBND", date(2024, 12, 12))


def test_a_commune_made_anew_within_the_year_counts_its_papers_anew(database, this) -> None:
    issue(database, "D08", this, "84", date(2024, 6, 11))
    with database.writing() as act:
        old = commune.identities(act.connection)[-1]
        commune.save_identity(act, replace(old, valid_to=date(2024, 6, 30)))
        commune.save_identity(act, replace(old, uid="", name="Trà Mới", valid_from=date(2024, 7, 1)))
    issue(database, "D08", this, "84", date(2024, 9, 11))
    with pytest.raises(InvalidInput, match="đã ghi"):
        issue(database, "D08", this, "84", date(2024, 9, 12))
