"""What the checks say about the reference plan: contradictions in numbers and words, no reading chosen."""

import dataclasses
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.plan import FrozenLink, LegalBasis, Recipient, SectionKind
from povdesk.domain.plan_checks import check_imported_text, find_problems, open_decisions
from povdesk.domain.plan_facts import BudgetAmount, HamletRow
from povdesk.domain.plan_findings import FindingLevel
from tests.plan_sample import HAMLETS, IDENTITY, NAMES, counted, make_facts, make_figures, make_plan

IMPORTED = Path(__file__).parent.parent / "data" / "ke_hoach_mau.txt"


def messages(plan=None, *, code="", **facts):
    plan = plan or make_plan()
    found = find_problems(plan, make_facts(plan, **facts))
    return [one.message for one in found if not code or one.code == code]


def one_message(words, plan=None, **facts):
    return next((message for message in messages(plan, **facts) if words in message), "")


def changed(plan, code, **changes):
    """The plan with one section changed."""

    def visit(section):
        parts = tuple(visit(part) for part in section.parts)
        section = dataclasses.replace(section, parts=parts)
        return dataclasses.replace(section, **changes) if section.code == code else section

    return dataclasses.replace(plan, sections=tuple(visit(section) for section in plan.sections))


# --- The reference plan as it is ------------------------------------------------------------------


def test_nothing_in_the_shipped_wording_goes_against_the_rules_of_papers():
    plan = make_plan()

    assert [one for one in find_problems(plan, make_facts(plan)) if one.level is FindingLevel.WRONG] == []


def test_a_cut_of_less_than_one_household_is_shown_in_households():
    message = one_message("chưa tới một hộ")

    # 915 × 0,03 % = 0,2745; 915 × 0,82 % = 7,503; 915 × 0,79 % = 7,2285
    assert "Từ 0,82% xuống 0,79%" in message
    assert "với 915 hộ chỉ là 0,27 hộ" in message
    assert "0,82% là 7,5 hộ, 0,79% là 7,23 hộ" in message


def test_the_opening_rate_of_the_plan_does_not_follow_from_the_register():
    assert one_message("không suy ra được từ sổ hộ") == (
        "Số đầu kỳ 0,82% không suy ra được từ sổ hộ: sổ ghi 118/915 hộ = 12,9%."
    )


def test_all_readings_of_the_unclear_target_are_shown_and_none_is_chosen():
    plan = make_plan()
    found = [one for one in find_problems(plan, make_facts(plan)) if one.level is FindingLevel.OPEN]

    readings = next(one for one in found if one.where == "IND-01")
    assert "(1) đúng như in" in readings.message
    assert "(2) số phần của bảng tính" in readings.message
    assert "(3) rớt chữ số" in readings.message
    assert readings.fix == ""


def test_both_readings_of_the_multidimensional_rate_are_counted_from_the_register():
    message = one_message("có hai cách hiểu")

    # 118 + 112 = 230; 230 : 915 = 25,14 %
    assert "hộ nghèo và hộ cận nghèo 230/915 hộ = 25,14%" in message
    assert "chỉ hộ nghèo 118/915 hộ = 12,9%" in message
    assert "đã đạt sẵn" in message


def test_a_cut_larger_than_the_rate_itself_cannot_be():
    message = one_message("không thể giảm nhiều hơn số đang có")

    assert "giảm trên 2 điểm phần trăm" in message
    assert "0,82%" in message
    assert "115/892 = 12,89%" in message


def test_projects_and_indicators_without_a_leader_are_named():
    found = messages(code="CHK-07")

    assert any("Tiểu dự án 2 - Dự án 3" in message and "suy dinh dưỡng" in message for message in found)
    assert any("Tiểu dự án 1 - Dự án 3 chỉ được giao phối hợp" in message for message in found)
    assert any("đi học đúng độ tuổi" in message for message in found)


def test_bodies_with_tasks_that_do_not_get_the_paper_are_named():
    found = " ".join(messages(code="CHK-07"))

    assert "Trạm Y tế xã có nhiệm vụ" in found
    assert "Đài Truyền thanh xã có nhiệm vụ" in found
    assert "UBND huyện không có trong nơi nhận" in found
    assert "Địa chính - Xây dựng có nhiệm vụ" not in found


def test_targets_without_a_number_are_left_to_the_officer():
    found = [one for one in messages(code="CHI-TIEU") if "không có con số phải đạt" in one]

    assert len(found) == 2


@pytest.mark.parametrize("code", ["IRR-05", "IRR-07", "IRR-10", "IRR-11", "IRR-12", "IRR-13", "IRR-16"])
def test_irregularities_that_were_kept_wait_for_a_decision(code):
    assert len(messages(code=code)) == 1


def test_a_decision_is_settled_when_the_officer_rewrites_the_passage():
    plan = changed(make_plan(), "S2.1", body="Giảm nghèo đa chiều, bao trùm, bền vững trên địa bàn xã.")

    assert "IRR-16" not in {kept.code for kept in open_decisions(plan, make_facts(plan))}


def test_the_gravest_findings_come_first():
    plan = make_plan(closing="")
    levels = [one.level for one in find_problems(plan, make_facts(plan))]

    assert levels[0] is FindingLevel.WRONG
    assert levels == sorted(levels, key=list(FindingLevel).index)


# --- Numbers --------------------------------------------------------------------------------------


def test_without_household_totals_the_check_says_what_is_missing():
    empty = tuple(dataclasses.replace(row, households=None) for row in HAMLETS)

    assert "chưa có tổng số hộ của các thôn" in one_message("chưa đối chiếu được", hamlets=empty)


def test_a_rate_that_fits_whole_households_is_not_questioned():
    fitting = make_figures(IND_01={"target": {"baseline": 12.0, "value": 10.0, "readings": ()}})
    hamlets = (HamletRow("Trà Hoa", 100, 90, 12, 50, 2, 45),)

    assert messages(code="CHK-03", figures=fitting, hamlets=hamlets) == []


def test_a_target_below_that_is_reached_at_the_start_is_questioned():
    low = make_figures(IND_02={"previous": counted(3, 200)})

    assert "phải xuống dưới 2% nhưng số đầu kỳ đã là 1,5%" in one_message("số đầu kỳ đã là", figures=low)


def test_hamlet_cuts_that_do_not_add_up_to_the_text_are_named():
    less = (dataclasses.replace(HAMLETS[0], near_poor_cut=13), *HAMLETS[1:])

    assert one_message("Các thôn giảm tổng cộng", hamlets=less) == (
        "Các thôn giảm tổng cộng 44 hộ cận nghèo, lời văn ghi 45 hộ."
    )


def test_a_hamlet_cannot_lose_more_households_than_it_has():
    less = (dataclasses.replace(HAMLETS[0], near_poor_cut=36), *HAMLETS[1:])

    assert "giảm 36 hộ cận nghèo nhưng đầu năm chỉ có 35 hộ" in one_message("đầu năm chỉ có", hamlets=less)


def test_a_budget_table_that_differs_from_the_text_is_named_with_the_difference():
    lines = (BudgetAmount("DA5", "investment", "central", 3_000_000_000),)

    assert one_message("Bảng kinh phí cộng được", budget=lines) == (
        "Bảng kinh phí cộng được 3.000 triệu đồng, lời văn ghi 3.230 triệu đồng; lệch 230 triệu đồng."
    )


def test_a_budget_that_is_not_divided_is_reported():
    assert "chưa chia theo dự án và nguồn vốn" in one_message("3.230 triệu đồng chưa chia", budget=())


def test_a_frozen_number_that_differs_from_the_register_is_reported_with_its_reason():
    plan = make_plan(frozen=(FrozenLink("IND-22.target", "30", "theo số huyện giao"),))

    assert one_message("lời văn giữ 30", plan) == (
        "Chỉ tiêu IND-22: kế hoạch năm: lời văn giữ 30, sổ nay là 27. Lý do giữ: theo số huyện giao."
    )


def test_a_number_that_is_missing_in_the_text_is_reported():
    plan = make_plan(budget_total=None)

    assert one_message("đang in dấu “…”", plan) == "Tổng kinh phí chưa có, lời văn đang in dấu “…”."


def test_a_year_without_targets_is_reported_once():
    none = tuple(dataclasses.replace(figure, target=None) for figure in make_figures())

    assert messages(code="SO-LIEU", figures=none) == [
        "24 số liệu của các chỉ tiêu năm 2024 chưa có; lời văn đang in dấu “…” ở đó."
    ]
    assert "26 chỉ tiêu chưa có mục tiêu năm 2024." in messages(code="CHI-TIEU", figures=none)


# --- Words ----------------------------------------------------------------------------------------


def test_a_number_typed_before_a_heading_is_reported():
    plan = changed(make_plan(), "S2", heading="II. MỤC TIÊU")

    assert messages(plan, code="CHK-01") == [
        "“II.” được gõ vào đầu đoạn; số mục và chữ cái do phần mềm đánh."
    ]


def test_a_count_at_the_head_of_a_paragraph_is_not_a_typed_number():
    plan = changed(make_plan(), "S2.2.b", body="45.000 cây giống cho 27 hộ")

    assert messages(plan, code="CHK-01") == []


def test_a_decimal_point_typed_by_hand_is_reported():
    plan = changed(make_plan(), "S2.2.b", body="Phấn đấu giảm 0.5% hộ cận nghèo")

    assert messages(plan, code="CHK-02") == ["“0.5%” dùng dấu chấm thập phân; in “0,5%”."]


def test_a_paper_cited_first_without_date_and_issuer_is_reported():
    plan = changed(make_plan(), "S3.1", body="Thực hiện theo Quyết định số 3219/QĐ-UBND.")

    assert messages(plan, code="CHK-08") == [
        "Quyết định số 3219/QĐ-UBND được dẫn lần đầu mà thiếu ngày, nơi ban hành."
    ]


def test_a_paper_cited_again_in_full_is_reported():
    again = "Theo Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ về phê duyệt Chương trình."
    plan = changed(make_plan(), "S4.2", body=again)

    assert messages(plan, code="CHK-08") == [
        "Quyết định số 90/QĐ-TTg đã dẫn ở trên; lần sau chỉ ghi loại và số."
    ]


def test_end_marks_and_the_filing_line_are_not_typed():
    plan = make_plan()
    plan = dataclasses.replace(
        plan, closing=f"{plan.closing}./.", recipients=(*plan.recipients, Recipient("Lưu: VT"))
    )

    found = messages(plan, code="CHK-09")

    assert any("./." in message for message in found)
    assert any("Dòng Lưu" in message for message in found)


def test_a_plan_of_the_committee_is_signed_on_its_behalf():
    assert messages(make_plan(authority=""), code="CHK-09") == [
        "Kế hoạch của Ủy ban nhân dân phải ký TM. ỦY BAN NHÂN DÂN."
    ]


def test_an_annex_the_text_has_no_place_for_is_reported():
    plan = changed(make_plan(), "S3.2", kind=SectionKind.POINT)

    assert messages(plan, code="CHK-10") == [
        "Có phụ lục kinh phí kèm theo nhưng lời văn không có chỗ nào dẫn tới."
    ]


@pytest.mark.parametrize(
    "old, right",
    [
        ("Quỹ “Ngày vì người nghèo”", "Quỹ “Vì người nghèo”"),
        ("cả nước chung tay vì người nghèo", "Không để ai bị bỏ lại phía sau"),
        ("hố xí hợp vệ sinh", "nhà tiêu hợp vệ sinh"),
        ("tiếp cận các dịch vụ y tế", "“dinh dưỡng” và “bảo hiểm y tế”"),
    ],
)
def test_an_outdated_name_is_reported_with_the_right_one(old, right):
    plan = changed(make_plan(), "S4.3", body=f"Vận động {old}.")

    assert right in messages(plan, code="CHK-11")[0]


def test_names_of_a_past_period_are_reported_in_a_later_plan():
    plan = make_plan(year=2026)
    later = dataclasses.replace(IDENTITY, district="", valid_from=date(2025, 7, 1), valid_to=None)

    found = messages(plan, code="CHK-11", identity=later, day=date(2026, 3, 1))

    assert any("phong trào thi đua" in message and "không còn hiệu lực" in message for message in found)
    assert any("không còn cấp huyện" in message and "Công chức LĐTBXH" in message for message in found)
    assert any("Tài chính - Kế toán” không còn là tên vai" in message for message in found)
    assert any("Căn cứ nói về năm 2024" in message for message in found)


def test_text_in_decomposed_letters_is_reported():
    plan = make_plan(bases=(LegalBasis(unicodedata.normalize("NFD", "Căn cứ nghị quyết")),))

    assert len(messages(plan, code="CHK-12")) == 1


def test_an_abbreviation_must_be_explained_where_it_first_stands():
    plan = changed(make_plan(), "S4.3", body="Tập huấn theo chương trình MTQG.")

    assert messages(plan, code="VIET-TAT") == [
        "“MTQG” chưa được giải thích ở lần dùng đầu; viết “mục tiêu quốc gia (MTQG)”."
    ]


def test_the_front_may_not_be_ordered():
    plan = make_plan()
    roles = tuple(
        dataclasses.replace(role, verb="Yêu cầu") if role.code == "R9" else role for role in plan.roles
    )
    plan = dataclasses.replace(plan, roles=roles, closing="Yêu cầu Mặt trận Tổ quốc Việt Nam xã thực hiện.")

    found = messages(plan, code="CHK-07")

    assert any("phải là “Đề nghị”" in message for message in found)
    assert any("Đoạn kết" in message for message in found)


# --- Text from elsewhere --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def imported():
    return [one.message for one in check_imported_text(IMPORTED.read_text(encoding="utf-8"), NAMES)]


@pytest.mark.parametrize(
    "words",
    [
        "Có hai mục đánh số II: MỤC TIÊU; NỘI DUNG VÀ KINH PHÍ THỰC HIỆN.",
        "Số mục nhảy từ III sang V.",
        "“0.82%”, “0.79%” dùng dấu chấm thập phân trong khi chỗ khác viết “49,2%”, “11,7%”, “82,34%”",
        "Văn bản kết thúc bằng “../.”; đúng là “./.”.",
        "Dòng cuối nơi nhận là “LưuSương.”; đúng là “Lưu: VT, …”",
        "“hố xí” là cách gọi cũ",
        "“Ngày vì người nghèo” là cách gọi cũ",
        "“tiếp cận các dịch vụ y tế” là cách gọi cũ",
        "Chữ ký là “CHỦ TỊCH”; kế hoạch của Ủy ban nhân dân ký “TM. ỦY BAN NHÂN DÂN”.",
    ],
)
def test_the_reference_text_is_reported_as_typed(imported, words):
    assert any(words in message for message in imported)


def test_the_citations_of_the_reference_text_are_in_order(imported):
    assert not [message for message in imported if "dẫn" in message]


def test_a_text_in_good_form_has_nothing_to_report():
    text = (
        "I. MỤC ĐÍCH\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\nđ) Năm.\nII. MỤC TIÊU\nGiảm 0,5% hộ nghèo./.\n"
        "Nơi nhận:\n- Trưởng các thôn;\n- Lưu: VT, VHXH.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"
    )

    assert check_imported_text(text) == ()


def test_letters_outside_the_vietnamese_order_are_reported():
    found = check_imported_text("a) Một\nb) Hai\nd) Ba./.\nNơi nhận:\n- Lưu: VT.\n")

    assert [one.message for one in found] == ["Điểm d) đứng sau điểm b); đúng thứ tự phải là c)."]


def test_no_text_makes_the_checks_fail():
    for text in ("", "\n", "Nơi nhận", "I. \nII.", "- Lưu", "CHỦ TỊCH", "\ud800"):
        check_imported_text(text)
