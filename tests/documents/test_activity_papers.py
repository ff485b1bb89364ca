"""Papers of the year's activities: registers, inspections, payment lists, the monthly BHYT list."""

from datetime import date
from pathlib import Path

import pytest

from povdesk.documents import docx, inspection_papers, insurance_changes, payment_list, pdf, visit_register
from povdesk.documents.blocks import Document, Table
from povdesk.documents.insurance_changes import InsuranceLine
from povdesk.documents.visit_register import VisitLine
from povdesk.domain.activity_papers import FollowedHousehold, FollowedSupport, Office
from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.inspection import Finding, Inspection
from povdesk.domain.insurance_changes import Cause, Change, ChangeKind
from povdesk.domain.payment import Line, PaymentList
from povdesk.storage import activity_papers
from tests.documents.words import docx_words, pdf_pages, pdf_words
from tests.storage.people import make_commune

DAY = date(2024, 10, 5)
FULL = Inspection(
    date(2024, 8, 14),
    "Kiểm tra việc hỗ trợ nhà ở\nKiểm tra nhà tiêu",
    members="Ông <Tư> & Bé",
    place="Nhà văn hóa thôn",
    chair="Đinh Thị Nga",
    secretary="Hồ Văn Khê",
    conclusion="Nhắc trưởng thôn đôn đốc.",
    findings=(
        Finding("Hai hộ chưa khởi công", "Công chức Địa chính", date(2024, 9, 30)),
        Finding("Thiếu biên bản", "Trưởng thôn", None, date(2024, 9, 2), "Đã bổ sung"),
    ),
    hamlet="thôn Trà Hoa",
)
PAID = PaymentList(
    "Danh sách cấp gạo dịp Tết",
    made_on=DAY,
    period="Tết năm 2025",
    lines=(
        Line(1, "Hồ Văn Đào", "thôn Trà Lạc", "TL-001", None, 1_200_000, "15 kg gạo"),
        Line(2, "Ông <Tư> & Bé", "thôn Trà Lạc", "TL-002", None, 305_000),
        Line(3, "Đinh Thị Ké", "thôn Trà Hoa", "TH-001", None, 21_000, "", DAY, "Đinh Văn Ất"),
    ),
)


@pytest.fixture
def office(data_folder: Path) -> Office:
    """As the database gives it, with a signer."""
    opened = make_commune(data_folder)
    with opened.reading() as connection:
        wording = activity_papers.office(connection, 2024, DAY).wording
    opened.close()
    identity = CommuneIdentity("Trà Thử", drafting_unit="VHXH")
    return Office(DAY, 2024, identity, Signer("Hồ Thị Trinh"), False, wording)


def insured(kind: ChangeKind, cause: Cause) -> InsuranceLine:
    change = Change(kind, cause, date(2024, 5, 3), "poor", "Đi làm ăn xa" if cause is Cause.MOVED_OUT else "")
    place = ("TL-001", "Hồ Văn Đào", "thôn Trà Lạc")
    return InsuranceLine(
        "Hồ Thị Sương", "03/05/2024", "female", *place, change, "051324000123", "HN1234567890"
    )


def every(office: Office) -> dict[str, Document]:
    """Filled and empty."""
    lines = [insured(ChangeKind.ADDED, Cause.BORN), insured(ChangeKind.REMOVED, Cause.MOVED_OUT)]
    followed = FollowedHousehold(
        *("thôn Trà Hoa", "TH-001", "Đinh Văn Ất", 1980, 4, "Hộ nghèo", date(2024, 1, 1)),
        *("Nhà tiêu hợp vệ sinh", "Không có đất sản xuất", "Đinh Thị Nga", 2, date(2024, 9, 3)),
    )
    given = FollowedSupport(
        *("thôn Trà Hoa", DAY, "Đinh Văn Ất", "TH-001", "", "Hỗ trợ nhà ở", "Làm mới", "1 nhà", 40_000_000),
        *("Ngân sách trung ương", "05/PC"),
    )
    visit = VisitLine(
        "thôn Trà Hoa", DAY, "TH-001", "Đinh Văn Ất", "Đinh Thị Nga", "Mái dột", "Lợp lại", None
    )
    month = date(2024, 5, 1)
    return {
        "plan": inspection_papers.plan(office, [FULL]),
        "plan-empty": inspection_papers.plan(office, []),
        "minutes": inspection_papers.minutes(office, FULL),
        "minutes-empty": inspection_papers.minutes(office, Inspection(DAY, "Kiểm tra")),
        "payment": payment_list.build(office, PAID),
        "payment-empty": payment_list.build(office, PaymentList("Danh sách trống")),
        "insurance": insurance_changes.build(office, month, lines, identity=True),
        "insurance-empty": insurance_changes.build(office, month, []),
        "households": visit_register.households(office, "thôn Trà Hoa", [followed]),
        "households-empty": visit_register.households(office, "", []),
        "support": visit_register.support(office, "", [given]),
        "visits": visit_register.visits(office, "", [visit]),
    }


def table_of(document: Document) -> Table:
    return next(block for part in document.sections for block in part.blocks if isinstance(block, Table))


def test_word_holds_the_same_words_as_the_pdf_for_each_of_them(office: Office, tmp_path: Path) -> None:
    for name, document in every(office).items():
        pdf.write(document, tmp_path / f"{name}.pdf")
        docx.write(document, tmp_path / f"{name}.docx")
        assert pdf_words(tmp_path / f"{name}.pdf", document) == docx_words(tmp_path / f"{name}.docx"), name


def text_of(document: Document, folder: Path) -> str:
    pdf.write(document, folder / "paper.pdf")
    return " ".join(" ".join(page.split()) for page in pdf_pages(folder / "paper.pdf"))


def test_a_payment_list_adds_up_by_hamlet_in_figures_and_in_words(office: Office, tmp_path: Path) -> None:
    words = text_of(every(office)["payment"], tmp_path)

    # 1.200.000 + 305.000 in Trà Lạc, 21.000 in Trà Hoa: 1.526.000 together.
    assert "Thôn Trà Lạc (2 người nhận) 1.505.000" in words
    assert "Thôn Trà Hoa (1 người nhận) 21.000" in words
    assert "Tổng cộng: 3 người nhận 1.526.000" in words
    assert "Tổng số tiền bằng chữ: Một triệu năm trăm hai mươi sáu nghìn đồng." in words
    assert "Ký nhận" in words and "Đinh Văn Ất nhận thay" in words and "Đã nhận 05/10/2024" in words
    for post in ("NGƯỜI LẬP BIỂU", "KẾ TOÁN", "CHỦ TỊCH"):
        assert post in words
    assert "TM." not in words


def test_minutes_have_no_place_and_date_and_the_secretary_signs_at_the_left(
    office: Office, tmp_path: Path
) -> None:
    words = text_of(every(office)["minutes"], tmp_path)
    assert "Trà Thử, ngày" not in words
    assert words.index("THƯ KÝ") < words.index("CHỦ TỌA") < words.index("Nơi nhận:")
    assert "Xong ngày 02/09/2024. Đã bổ sung" in words and "Ông <Tư> & Bé" in words


def test_the_plan_of_inspections_is_signed_for_the_committee(office: Office, tmp_path: Path) -> None:
    words = text_of(every(office)["plan"], tmp_path)
    assert "/KH-UBND" in words and "TM. ỦY BAN NHÂN DÂN" in words and "Lưu: VT, VHXH." in words
    assert "14/08/2024 Thôn Trà Hoa" in words and words.count("./.") == 1
    assert "Chưa có cuộc kiểm tra nào" in text_of(every(office)["plan-empty"], tmp_path)


def test_identity_numbers_stand_on_the_bhyt_list_only_where_asked_for(office: Office) -> None:
    lines = [insured(ChangeKind.ADDED, Cause.BORN)]
    plain = insurance_changes.build(office, date(2024, 5, 1), lines)
    full = insurance_changes.build(office, date(2024, 5, 1), lines, identity=True)
    assert not any("051324000123" in row for row in table_of(plain).rows if isinstance(row, tuple))
    assert any("051324000123" in row for row in table_of(full).rows if isinstance(row, tuple))


def test_each_part_of_the_bhyt_list_tells_its_count(office: Office, tmp_path: Path) -> None:
    words = text_of(every(office)["insurance"], tmp_path)
    assert "I. TĂNG: 1 người" in words and "II. GIẢM: 1 người" in words and "Chuyển đi (Đi làm" in words
    empty = text_of(every(office)["insurance-empty"], tmp_path)
    assert "I. TĂNG: không có" in empty and "II. GIẢM: không có" in empty


def test_a_payment_list_says_what_kind_of_list_it_is(office: Office) -> None:
    def head(title: str) -> tuple[str, str]:
        made = payment_list.build(office, PaymentList(title, period="Tết 2025")).sections[0].blocks[0]
        return made.title, made.filter_text  # type: ignore[union-attr]

    assert head("Quà Tết cho hộ nghèo") == (
        "Danh sách chi trả, cấp phát",
        "Quà Tết cho hộ nghèo; kỳ: Tết 2025",
    )
    assert head("Danh sách cấp gạo") == ("Danh sách cấp gạo", "Kỳ: Tết 2025")
