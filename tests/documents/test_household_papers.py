"""Papers of the counter: their words, one sheet, and an identity number only where it belongs."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from povdesk.documents import confirmation, docx, pdf, request_papers, why_household
from povdesk.documents.blocks import Document
from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.confirmation import ConfirmationFacts, Standing, Wording
from povdesk.domain.household import HEAD, Area, Category, Member, Person, Sex
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.requests import Request, RequestKind, RequestResult, clock
from povdesk.domain.why_household import ClassInForce, Counted, Lack, Received, Right, WhyHousehold
from povdesk.storage import paper_wording
from tests.documents.words import docx_words, pdf_pages, pdf_words

NUMBER = "051080001234"
COMMUNE = CommuneIdentity("Trà Thử", district="huyện Thử", province="tỉnh Thử", drafting_unit="VHXH")
CHAIR = Signer("Đinh Thị Suối", uid="1")
DEPUTY = Signer("Hồ Văn Tre", "Phó Chủ tịch", "KT.", uid="2")
POOR = ClassInForce(Category.POOR, date(2024, 1, 1), "62/QĐ-UBND", date(2023, 12, 12))
LACK = Lack("Bảo hiểm y tế", "Có người từ 6 tuổi không có thẻ.", "Đinh Thị Ương không có thẻ BHYT.")


def counted(lacks: int = 3) -> Counted:
    return Counted(
        reviewed_on=date(2024, 9, 20),
        round_name="Rà soát định kỳ năm 2024",
        standard_title="Chuẩn nghèo đa chiều giai đoạn 2022-2025",
        area=Area.RURAL,
        income_points=100,
        cutoff=140,
        deprivation_points=10 * lacks,
        needed=3,
        computed=Category.POOR,
        lacks=(LACK,) * lacks,
        changes=("Nếu bớt một chỉ số thiếu hụt bất kỳ thì tính ra hộ cận nghèo.",),
    )


def why(**more: object) -> WhyHousehold:
    made = WhyHousehold(
        household_id=1,
        household_uid="u",
        day=date(2024, 10, 15),
        year=2024,
        identity=COMMUNE,
        signer=CHAIR,
        is_sample=False,
        code="TL-001",
        head_name="Hồ Văn Đào",
        address="Tổ 2",
        hamlet="thôn Trà Lạc",
        size=2,
        in_force=POOR,
        counted=counted(),
        remark="",
        received=(Received("Hỗ trợ tiền điện", 2, date(2024, 4, 20), 330_000),),
        rights=(),
        hamlet_chief="Đinh Văn Nương",
        posting="",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def facts(*, standing: str = "hộ nghèo", found: ClassInForce = POOR) -> ConfirmationFacts:
    head = Person("Hồ Văn Đào", Sex.MALE, PartialDate(1980), NUMBER, date(2021, 5, 9), "30", id=1)
    wife = Person("Đinh Thị Ương", Sex.FEMALE, PartialDate(1985, 3, 2), "", None, "30", id=2)
    return ConfirmationFacts(
        1,
        "u",
        date(2024, 10, 15),
        COMMUNE,
        (CHAIR, DEPUTY),
        False,
        "TL-001",
        "Hồ Văn Đào",
        "Tổ 2, thôn Trà Lạc, xã Trà Thử, huyện Thử, tỉnh Thử",
        (Member(head, HEAD), Member(wife, "wife")),
        Standing(standing, found),
        lines=paper_wording.shipped("confirmation.toml", "D27"),
    )


def text_of(document: Document, folder: Path) -> str:
    path = folder / "giấy.pdf"
    pdf.write(document, path)
    return " ".join(" ".join(pdf_pages(path)).split())


def test_the_sheet_says_why_in_plain_words(tmp_path: Path) -> None:
    words = text_of(why_household.build(why()), tmp_path)

    for sentence in (
        "Hộ nghèo, áp dụng từ 01/01/2024 theo Quyết định số 62/QĐ-UBND ngày 12 tháng 12 năm 2023.",
        "Điểm B1 (tài sản, thu nhập): 100, không quá giới hạn 140 của khu vực nông thôn.",
        "Điểm B2 (thiếu hụt): 30, tức 03 chỉ số, đủ mức 03 chỉ số của hộ nghèo.",
        "Đinh Thị Ương không có thẻ BHYT.",
        "Nếu bớt một chỉ số thiếu hụt bất kỳ thì tính ra hộ cận nghèo.",
        "Hỗ trợ tiền điện: 02 lần, gần nhất ngày 20/04/2024, 330.000 đồng.",
        "Danh mục chính sách của xã chưa ghi quyền lợi theo diện",
        "báo trưởng thôn (Đinh Văn Nương) hoặc gửi ý kiến tới Ủy ban nhân dân xã Trà Thử",
        "ĐẠI DIỆN HỘ GIA ĐÌNH",
    ):
        assert sentence in words, sentence


@pytest.mark.parametrize("lacks", [0, 7, 8, 12])
def test_the_sheet_stays_one_sheet(tmp_path: Path, lacks: int) -> None:
    support = tuple(Received(f"Hỗ trợ loại {n}", 2, date(2024, 4, 20), 1_000_000) for n in range(7))
    remark = "Phiếu rà soát định kỳ năm 2024 chưa chốt nên chưa tính; dưới đây theo phiếu ngày 20/09/2023."
    path = tmp_path / "vì sao.pdf"
    pdf.write(why_household.build(why(counted=counted(lacks), received=support, remark=remark)), path)

    assert len(pdf_pages(path)) == 1


def test_rights_are_printed_as_the_commune_wrote_them() -> None:
    told = why_household.rights_words(why(rights=(Right("Y tế", "Cấp thẻ BHYT theo danh sách"),)))

    assert told == ("Y tế: Cấp thẻ BHYT theo danh sách",)


def test_a_household_without_a_counted_form_gets_a_sheet_that_says_so(tmp_path: Path) -> None:
    remark = "Hộ chưa có phiếu rà soát nào được chốt nên chưa có điểm để giải thích."
    words = text_of(why_household.build(why(counted=None, in_force=None, remark=remark)), tmp_path)

    assert remark in words and "Hộ chưa có trong danh sách công nhận nào." in words


def test_the_confirmation_is_for_one_person_and_carries_his_number(tmp_path: Path) -> None:
    wording = Wording(1, "Vay vốn tín dụng", date(2024, 12, 31), CHAIR)
    words = text_of(confirmation.build(facts(), wording), tmp_path)

    for sentence in (
        "Số: /GXN-UBND",
        "Trà Thử, ngày tháng năm 2024",
        "GIẤY XÁC NHẬN Hộ nghèo năm 2024",
        f"Số định danh cá nhân (căn cước): {NUMBER}, cấp ngày 09/05/2021.",
        "Năm sinh: 1980. Dân tộc: Co.",
        "Là chủ hộ, mã hộ TL-001.",
        "theo Quyết định số 62/QĐ-UBND ngày 12 tháng 12 năm 2023 của Chủ tịch Ủy ban nhân dân xã Trà Thử.",
        "Mục đích xác nhận: Vay vốn tín dụng.",
        "có giá trị đến hết ngày 31 tháng 12 năm 2024./.",
        "Lưu: VT, VHXH.",
    ):
        assert sentence in words, sentence
    assert "TM." not in words and words.endswith("Đinh Thị Suối")


def test_another_member_gets_a_paper_without_the_heads_number(tmp_path: Path) -> None:
    words = text_of(confirmation.build(facts(), Wording(2, signer=DEPUTY)), tmp_path)

    assert NUMBER not in words
    assert "Là vợ trong hộ ông (bà) Hồ Văn Đào" in words and "Ngày sinh: 02/03/1985." in words
    assert "KT. CHỦ TỊCH" in words and "PHÓ CHỦ TỊCH" in words


def test_a_number_is_printed_only_when_it_was_given_and_a_missing_decision_leaves_a_gap(
    tmp_path: Path,
) -> None:
    unknown = replace(POOR, number="", signed_on=None)
    wording = Wording(1, number="7", signed_on=date(2024, 10, 16), signer=CHAIR)
    words = text_of(confirmation.build(facts(found=unknown), wording), tmp_path)

    assert "Số: 07/GXN-UBND" in words and "ngày 16 tháng 10 năm 2024" in words
    assert "Quyết định số …" in words


def refused(**more: object) -> request_papers.Refusal:
    request = Request(
        date(2024, 8, 12),
        RequestKind.RECOGNISE,
        "Hồ Văn Đào",
        hamlet="thôn Trà Lạc",
        number="12/GĐN",
        result=RequestResult.REFUSED,
        refusal_reason="Thu nhập trên mức chuẩn.",
        answered_on=date(2024, 8, 30),
    )
    lines = paper_wording.shipped("refusal.toml", "D32")
    return request_papers.Refusal(request, COMMUNE, CHAIR, why(**more), False, lines)


def test_the_refusal_names_facts_points_and_reason(tmp_path: Path) -> None:
    words = text_of(request_papers.refusal(refused()), tmp_path)

    for sentence in (
        "/UBND-VHXH",
        "V/v trả lời giấy đề nghị công nhận hộ nghèo, hộ cận nghèo",
        "Kính gửi: Ông (bà) Hồ Văn Đào, thôn Trà Lạc, xã Trà Thử",
        "nhận được giấy đề nghị số 12/GĐN của ông (bà) ngày 12 tháng 8 năm 2024",
        "Điểm B1 (tài sản, thu nhập): 100, không quá giới hạn 140",
        "Đinh Thị Ương không có thẻ BHYT",
        "Lý do: Thu nhập trên mức chuẩn.",
        "TM. ỦY BAN NHÂN DÂN",
    ):
        assert sentence in words, sentence


def test_without_a_form_the_refusal_still_names_the_reason(tmp_path: Path) -> None:
    words = text_of(request_papers.refusal(refused(counted=None)), tmp_path)
    assert "Vì vậy" not in words and "Hộ ông (bà) chưa đủ điều kiện" in words

    assert "Lý do: Thu nhập trên mức chuẩn." in words and "Điểm B1" not in words


def test_the_book_marks_what_is_overdue_in_words(tmp_path: Path) -> None:
    waiting = replace(refused().request, result=None, answered_on=None, due_on=date(2024, 9, 3))
    book = request_papers.book(
        [(waiting, clock(waiting, date(2024, 9, 6)))],
        "Năm 2024",
        agency="ỦY BAN NHÂN DÂN XÃ TRÀ THỬ",
        place="Trà Thử",
        printed_on=date(2024, 9, 6),
        sample=True,
    )
    words = text_of(book, tmp_path)

    assert "Quá hạn 3" in words and "03/09/2024" in words and "DỮ LIỆU MẪU" in words


@pytest.mark.parametrize(
    "document",
    [
        why_household.build(why()),
        confirmation.build(facts(), Wording(1, "Vay vốn", date(2024, 12, 31), CHAIR)),
        request_papers.refusal(refused()),
    ],
    ids=["why", "confirmation", "refusal"],
)
def test_pdf_and_word_say_the_same(tmp_path: Path, document: Document) -> None:
    pdf.write(document, tmp_path / "a.pdf")
    docx.write(document, tmp_path / "a.docx")

    assert pdf_words(tmp_path / "a.pdf", document) == docx_words(tmp_path / "a.docx")


def test_the_offices_own_answer_is_printed_with_the_names_filled_in(tmp_path: Path) -> None:
    shipped = paper_wording.shipped("refusal.toml", "D32")
    own = {
        **shipped,
        "content": ("Đề nghị công nhận {de_nghi} chưa được vì {ly_do}.", "Dòng {la}."),
    }
    words = text_of(request_papers.refusal(replace(refused(), lines=own)), tmp_path)

    reason = refused().request.refusal_reason.rstrip(".")
    assert f"Đề nghị công nhận hộ nghèo, hộ cận nghèo chưa được vì {reason}." in words
    assert "Dòng {la}." in words
    assert "chưa đủ điều kiện" not in words
