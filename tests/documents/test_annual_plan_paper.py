"""The plan as a file: what the officer must find on the printed pages, and the same words in Word."""

import dataclasses
import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povdesk.documents import annual_plan, docx, pdf
from povdesk.documents.blocks import AppendixTitle, GroupRow, Heading, Orientation, Table
from povdesk.domain.indicator import Measured, Status
from povdesk.domain.plan_facts import BudgetAmount
from povdesk.domain.vietnamese import parse_number
from tests.documents.words import docx_words, pdf_pages, pdf_words
from tests.plan_sample import BUDGET, IDENTITY, PROJECTS, counted, make_facts, make_figures, make_plan


def build(**facts):
    plan = make_plan()
    return annual_plan.build(plan, make_facts(plan, **facts), sample=True)


@pytest.fixture(scope="module")
def document():
    return build()


@pytest.fixture(scope="module")
def files(document, tmp_path_factory):
    folder = tmp_path_factory.mktemp("văn bản")
    pdf.write(document, folder / "kế hoạch.pdf")
    docx.write(document, folder / "kế hoạch.docx")
    return folder / "kế hoạch.pdf", folder / "kế hoạch.docx"


@pytest.fixture(scope="module")
def pages(files):
    return pdf_pages(files[0])


@pytest.fixture(scope="module")
def text(pages):
    return " ".join(" ".join(pages).split())


def test_all_text_of_the_pdf_is_in_composed_letters(text):
    assert unicodedata.is_normalized("NFC", text)


def test_word_holds_the_same_words_as_the_pdf(files, document):
    assert docx_words(files[1]) == pdf_words(files[0], document)


def test_no_decimal_point_is_printed(text):
    assert re.findall(r"\d\.\d{1,2}(?!\d)", text) == []


def test_parts_stand_in_order_from_one_to_five(text):
    titles = (
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. MỤC TIÊU",
        "III. NỘI DUNG VÀ KINH PHÍ THỰC HIỆN",
        "IV. NHIỆM VỤ VÀ GIẢI PHÁP THỰC HIỆN",
        "V. TỔ CHỨC THỰC HIỆN",
    )

    places = [text.find(title) for title in titles]

    assert -1 not in places and places == sorted(places)


def test_all_targets_of_the_plan_are_in_its_sentences(text):
    for words in (
        "từ 0,82% xuống còn 0,79%",
        "xuống dưới 2% vào cuối năm 2024",
        "giảm 45 hộ cận nghèo",
        "dân tộc thiểu số giảm trên 2%",
        "hỗ trợ 05 hộ nghèo cải thiện sinh kế",
        "thu nhập bình quân đầu người của hộ nghèo tăng lên",
        "80% người có khả năng lao động",
        "ít nhất một thành viên trong độ tuổi lao động có việc làm bền vững",
        "100% cán bộ, công chức làm công tác giảm nghèo",
        "100% người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo có nhu cầu được hỗ trợ kết nối",
        "Tối thiểu 20 người lao động",
        "Tối thiểu 05 người lao động được hỗ trợ đào tạo",
        "khoảng 02 lao động đi làm việc ở nước ngoài",
        "ít nhất 80% hộ gia đình có người đi làm việc ở nước ngoài",
        "khoảng 02 người lao động tham gia các khóa đào tạo",
        "100% người thuộc hộ nghèo, hộ cận nghèo được hỗ trợ tham gia bảo hiểm y tế",
        "xuống còn 49,2%",
        "đi học đúng độ tuổi đạt 96%",
        "qua đào tạo đạt 50%",
        "bằng cấp, chứng chỉ đạt 11,7%",
        "100% người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo, người lao động có thu nhập",
        "Tối thiểu 27 hộ nghèo, hộ cận nghèo",
        "75% hộ nghèo, hộ cận nghèo sử dụng nước sinh hoạt",
        "36% hộ nghèo, hộ cận nghèo sử dụng nhà tiêu",
        "82,34% hộ nghèo, hộ cận nghèo có nhu cầu",
        "90% các hộ gia đình sinh sống",
    ):
        assert words in text


def test_money_roles_and_recipients_are_printed(text):
    for words in (
        "3.230 triệu đồng",
        "1. Công chức Văn hóa - Xã hội (phụ trách lĩnh vực Lao động - Thương binh và Xã hội)",
        "2. Công chức Tài chính - Kế toán",
        "3. Trạm Y tế xã",
        "4. Công chức Địa chính - Nông nghiệp",
        "5. Công chức Địa chính - Xây dựng",
        "6. Công chức Văn hóa - Xã hội (phụ trách lĩnh vực Văn hóa - Thông tin)",
        "7. Các ban, ngành, hội, đoàn thể",
        "8. Cán bộ Đài Truyền thanh xã",
        "9. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã và các tổ chức chính trị - xã hội",
        "- Trưởng 04 thôn;",
        "- Lưu: VT, VHXH.",
        "TM. ỦY BAN NHÂN DÂN",
    ):
        assert words in text


def test_number_and_date_stay_blank_until_the_plan_is_issued(pages):
    first = " ".join(pages[0].split())

    assert "Số: /KH-UBND" in first
    assert "Trà Lâm, ngày tháng năm 2024" in first


def test_number_and_date_are_filled_in_after_issue():
    plan = make_plan(number="5", signed_on=date(2024, 3, 5))

    document = annual_plan.build(plan, make_facts(plan), sample=False)

    head = document.sections[0].blocks[0]
    assert (head.number, head.signed_on) == ("5", date(2024, 3, 5))
    assert "số 05/KH-UBND ngày 05 tháng 3 năm 2024" in _annex(document, 1).blocks[0].reference


def test_the_signature_shares_its_page_with_text(pages):
    signing = next(page for page in pages if "TM. ỦY BAN NHÂN DÂN" in page)

    before = " ".join(signing.split("Nơi nhận")[0].split())

    assert len(before) > 150
    assert before.endswith("./.") or "./." in before


def test_the_text_refers_to_every_annex(document, text):
    body = text[: text.find("Nơi nhận")]

    for label in ("Phụ lục I,", "Phụ lục II kèm", "Phụ lục III kèm", "Phụ lục IV kèm"):
        assert label in body
    assert [section.blocks[0].label for section in document.sections[1:]] == [
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục III",
        "Phụ lục IV",
    ]


def test_without_annexes_the_text_refers_to_none():
    plan = make_plan()

    document = annual_plan.build(plan, make_facts(plan), sample=True, annexes=False)

    assert len(document.sections) == 1
    assert "Phụ lục" not in str(document.sections[0].blocks)


def test_annexes_are_landscape_and_number_their_own_pages(document):
    assert all(
        section.orientation is Orientation.LANDSCAPE and section.is_appendix
        for section in document.sections[1:]
    )
    assert all(isinstance(section.blocks[0], AppendixTitle) for section in document.sections[1:])


def test_the_hamlet_annex_sums_to_the_commune(document):
    table = _table(document, 1)

    assert table.totals[0][1:9] == ("Toàn xã", "915", "892", "118", "12,9", "112", "12,24", "")
    assert table.totals[0][9] == "45"
    assert table.totals[0][12:14] == ("67", "7,32")


def test_a_hamlet_figure_that_is_not_known_leaves_its_cells_and_the_total_blank(document):
    table = _table(document, 1)

    assert [row[8] for row in table.rows] == ["", "", "", ""]
    assert [row[10:12] for row in (*table.rows, *table.totals)] == [("", "")] * 5


def test_the_indicator_annex_has_all_26_rows_in_eight_groups(document):
    rows = _table(document, 2).rows

    assert [row[0] for row in rows if not isinstance(row, GroupRow)] == [str(n) for n in range(1, 27)]
    assert [row.cells[1] for row in rows if isinstance(row, GroupRow)] == [
        "Giảm nghèo chung",
        "Cán bộ",
        "Việc làm",
        "Y tế",
        "Giáo dục, đào tạo",
        "Nhà ở",
        "Nước sinh hoạt và vệ sinh",
        "Thông tin",
    ]


@pytest.mark.parametrize(
    "place, printed",
    [
        (1, "0,79"),
        (2, "dưới 2"),
        (4, "trên 2"),
        (6, "Tăng"),
        (8, "Phấn đấu"),
        (13, "khoảng 2"),
        (25, "82,34"),
    ],
)
def test_a_target_is_printed_as_the_plan_means_it(document, place, printed):
    row = next(
        row for row in _table(document, 2).rows if not isinstance(row, GroupRow) and row[0] == str(place)
    )

    assert row[4] == printed


def test_a_new_figure_changes_only_the_column_of_the_day():
    before = build()
    changed = make_figures(IND_16={"measured": counted(24, 25, 1)})
    after = build(figures=changed)

    was, now = _row(before, "16"), _row(after, "16")

    assert now[5] == "96\n(24/25)\nchưa rõ 1"
    assert [cell for place, cell in enumerate(now) if place != 5] == [
        cell for place, cell in enumerate(was) if place != 5
    ]


def test_a_missing_figure_is_blank_and_never_zero():
    document = build(figures=make_figures(IND_17={"previous": None, "measured": Measured(date(2024, 3, 5))}))

    assert (_row(document, "17")[3], _row(document, "17")[5]) == ("", "")


def test_words_stand_in_place_of_a_figure_that_waits_for_the_review():
    document = build(figures=make_figures(IND_01={"status": Status.AWAITING}))

    assert _row(document, "1")[5] == "Chờ rà soát"


def test_readings_of_an_unclear_target_are_noted_and_none_is_chosen(document):
    notes = [block.text for block in _annex(document, 2).blocks[2:]]

    assert any("82% xuống 79%" in note and "đúng như in" in note for note in notes)
    assert _row(document, "1")[7] == "Điểm a (1)"


def test_the_funding_annex_adds_up_to_the_text(document):
    assert _table(document, 3).totals[0][1:3] == ("Tổng cộng", "3.230")


def test_empty_money_cells_stay_blank(document):
    row = next(row for row in _table(document, 3).rows if "Dự án 2:" in str(row))

    assert row[2:] == ("1.200", "", "", "", "", "1.200", "", "", "", "", "", "", "", "")


def test_an_undivided_budget_prints_its_total_only():
    table = _table(build(budget=()), 3)

    assert table.totals[0][2] == "3.230"
    assert {cell for cell in table.totals[0][3:]} == {""}
    assert {row.cells[2] if isinstance(row, GroupRow) else row[2] for row in table.rows} == {""}


def test_after_the_district_is_gone_its_money_column_is_gone():
    later = dataclasses.replace(IDENTITY, name="Thanh Bồng", district="")
    table = _table(build(identity=later, budget=BUDGET), 3)

    assert "NSH" not in {cell.text for cell in table.header[1]}


def test_project_codes_are_never_printed(text):
    assert re.search(r"\bDA\d", text) is None
    assert re.search(r"\bIND-\d", text) is None


def test_the_role_annex_leaves_the_leader_of_an_unassigned_project_blank(document):
    row = next(
        row for row in _table(document, 4).rows if "Cải thiện dinh dưỡng" in str(row) and len(row) == 6
    )

    assert row[2] == "" and row[1].startswith("Tiểu dự án 2 - Dự án 3")


_MONEY = st.lists(
    st.builds(
        BudgetAmount,
        st.sampled_from([project.code for project in PROJECTS] + [""]),
        st.sampled_from(["investment", "recurrent", "other"]),
        st.sampled_from(["central", "province", "commune", "credit", "fund"]),
        st.integers(0, 10**12),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(_MONEY)
def test_however_money_is_divided_the_rows_add_up_to_the_total(lines):
    table = _table(build(budget=tuple(lines)), 3)
    rows = [row.cells if isinstance(row, GroupRow) else row for row in table.rows]

    printed = [parse_number(row[2]) for row in rows if row[0].isdigit() and row[2]]

    if lines:
        assert sum(printed) * 10**6 == sum(line.planned for line in lines)
        assert parse_number(table.totals[0][2]) * 10**6 == sum(line.planned for line in lines)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_whatever_the_officer_types_the_plan_can_be_laid_out(typed):
    plan = make_plan()
    part = dataclasses.replace(plan.sections[3].parts[0], body=typed)
    section = dataclasses.replace(plan.sections[3], parts=(part, *plan.sections[3].parts[1:]))
    plan = dataclasses.replace(plan, sections=(*plan.sections[:3], section, plan.sections[4]))

    document = annual_plan.build(plan, make_facts(plan), sample=True)

    headings = [
        block for block in document.sections[0].blocks if isinstance(block, Heading) and block.level == 1
    ]
    assert [heading.number for heading in headings] == ["I.", "II.", "III.", "IV.", "V."]


def _annex(document, number):
    return document.sections[number]


def _table(document, number):
    return next(block for block in _annex(document, number).blocks if isinstance(block, Table))


def _row(document, place):
    return next(row for row in _table(document, 2).rows if not isinstance(row, GroupRow) and row[0] == place)
