"""The program finds faults of form in a finished paper, and none in its own."""

import dataclasses
import unicodedata

import pytest

from povdesk.documents import administrative, numbering, styles
from povdesk.documents.blocks import (
    AppendixTitle,
    Column,
    Document,
    HeaderCell,
    Letterhead,
    Paragraph,
    Section,
    Signature,
    Table,
)
from povdesk.documents.checks import check
from povdesk.domain.errors import RuleDataUnreadable
from tests.documents import papers
from tests.documents.papers import LETTERHEAD


def codes(document: Document) -> set[str]:
    return {finding.code for finding in check(document)}


def paper(*texts: str) -> Document:
    blocks = (
        LETTERHEAD,
        *(Paragraph(text) for text in texts),
        Signature(("CHỦ TỊCH",), "Hồ Thị Lá", ("Như trên",), "VT, VHXH"),
    )
    return numbering.number(Document("Thử", (Section(blocks),), sample=False))


@pytest.mark.parametrize("make", [papers.plan, papers.decision, papers.letter, papers.minutes])
def test_our_own_papers_have_no_fault(make: object) -> None:
    assert callable(make)
    assert check(make()) == ()


@pytest.mark.parametrize("text", ["giảm từ 0.82% xuống", "đạt 49.2%", "từ 12,89 xuống 10.27"])
def test_a_decimal_point_is_found(text: str) -> None:
    assert codes(paper(text)) == {"decimal_point"}


@pytest.mark.parametrize(
    "text",
    ["kinh phí 3.230 triệu đồng", "ngày 29/02/2024", "giảm 0,03%", "1.234.567 đồng", "mục 1. Mục tiêu"],
)
def test_thousands_and_dates_are_no_decimal_points(text: str) -> None:
    assert codes(paper(text)) == set()


def test_a_second_or_missing_closing_is_found() -> None:
    assert "closing" in codes(paper("Đoạn một./.", "Đoạn hai"))
    bare = Document("Thử", (Section((LETTERHEAD, Paragraph("Không có dấu"))),), sample=False)
    assert codes(bare) == {"closing"}


def test_a_wrongly_typed_end_is_found() -> None:
    assert "typed_end" in codes(paper("Đoạn một../.", "Đoạn hai"))


def test_the_last_recipient_line_is_the_filing_line() -> None:
    document = Document(
        "", (Section((LETTERHEAD, Paragraph("Hết./."), Signature((), "", ("LưuMẫn",)))),), sample=False
    )

    assert codes(document) == {"filing"}


def test_letters_typed_with_loose_marks_are_found() -> None:
    assert codes(paper(unicodedata.normalize("NFD", "Hộ nghèo"), "Hết")) == {"composed"}


def test_signs_the_font_lacks_are_named() -> None:
    (finding,) = check(paper("Đánh dấu ☑ vào ô", "Hết"))

    assert finding.code == "letters" and "☑" in finding.message


def test_an_annex_nobody_refers_to_is_found() -> None:
    annexes = [
        Section((AppendixTitle("CHỈ TIÊU", ""), Paragraph("Nội dung")), is_appendix=True) for _ in range(2)
    ]
    main = Section((LETTERHEAD, Paragraph("Chi tiết tại Phụ lục II")))
    findings = check(numbering.number(Document("", (main, *annexes), sample=False)))

    assert [finding.message for finding in findings] == ["Phần chính chưa nhắc đến Phụ lục I (CHỈ TIÊU)."]


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (None, "Số:        /KH-UBND"),
        ("5", "Số: 05/KH-UBND"),
        ("12", "Số: 12/KH-UBND"),
        ("05a", "Số: 05a/KH-UBND"),
    ],
)
def test_the_number_line(number: str | None, line: str) -> None:
    assert administrative.number_line(dataclasses.replace(LETTERHEAD, number=number)) == line


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ((2024, 3, 5), "Trà Lâm, ngày 05 tháng 3 năm 2024"),
        ((2024, 2, 29), "Trà Lâm, ngày 29 tháng 02 năm 2024"),
        ((2024, 12, 10), "Trà Lâm, ngày 10 tháng 12 năm 2024"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_zero(day: tuple[int, int, int], words: str) -> None:
    from datetime import date

    head = dataclasses.replace(LETTERHEAD, signed_on=date(*day))

    assert administrative.place_and_date(head) == words


def test_an_unsigned_paper_leaves_room_for_day_and_month() -> None:
    assert administrative.place_and_date(LETTERHEAD) == "Trà Lâm, ngày      tháng      năm 2024"


def test_the_committee_signs_on_behalf_and_the_chairman_does_not() -> None:
    assert administrative.committee_authority(deputy=False) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert administrative.committee_authority(deputy=True) == (
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    )
    assert administrative.chairman_authority(deputy=False) == ("CHỦ TỊCH",)


def test_recipient_lines_end_with_semicolons_and_the_filing_line_with_a_full_stop() -> None:
    assert Signature((), "", ("Đảng ủy xã", "Các thôn"), "VT, VHXH").recipient_lines == (
        "Đảng ủy xã;",
        "Các thôn;",
        "Lưu: VT, VHXH.",
    )


def test_a_reference_line_names_the_plan_it_belongs_to() -> None:
    assert administrative.appendix_reference("Kế hoạch", "Ủy ban nhân dân xã Trà Lâm", LETTERHEAD) == (
        "(Kèm theo Kế hoạch số        /KH-UBND ngày      tháng      năm 2024 của Ủy ban nhân dân xã Trà Lâm)"
    )


def test_tables_that_do_not_fill_their_grid_are_refused() -> None:
    columns = (Column(10), Column(10))
    with pytest.raises(ValueError, match="3 cells"):
        Table(columns, ((HeaderCell("A"), HeaderCell("B")),), (("1", "2", "3"),))
    with pytest.raises(ValueError, match="covers 1 of 2"):
        Table(columns, ((HeaderCell("A"),),), ())
    with pytest.raises(ValueError, match="does not fit"):
        Table(columns, ((HeaderCell("A", columns=3),),), ())


def test_the_layout_keeps_within_what_the_decree_allows() -> None:
    page, body = styles.layout().page, styles.layout().body

    assert 20 <= page.top <= 25 and 20 <= page.bottom <= 25
    assert 30 <= page.left <= 35 and 15 <= page.right <= 20
    assert body.size in (13, 14) and body.after >= 6
    assert body.size * 1.1 <= body.leading <= body.size * 1.15 * 1.5
    assert body.indent in (10, 12.7)


def test_all_mistakes_in_the_layout_file_are_named_at_once() -> None:
    text = styles.LAYOUT_FILE.read_text(encoding="utf-8")
    wrong = text.replace("top = 20.0", "topp = 20.0", 1).replace("indent = 12.7", 'indent = "rộng"')

    with pytest.raises(RuleDataUnreadable) as raised:
        styles.read_layout(wrong)

    for part in ("thiếu page.top", "mục lạ page.topp", "body.indent không phải là số"):
        assert part in raised.value.message


def test_a_letterhead_without_symbol_has_no_number_line() -> None:
    head = Letterhead(("ỦY BAN NHÂN DÂN",), "", "", 2024)

    assert administrative.number_line(head) == "" and administrative.place_and_date(head) == ""
