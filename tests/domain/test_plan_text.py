"""An office starts from its own last plan: what the reader finds in its text, and what it reports."""

from decimal import Decimal
from pathlib import Path

import pytest

from povdesk.domain.indicator import IndicatorDefinition
from povdesk.domain.plan_text.lines import SourceLine, joined, source_lines
from povdesk.domain.plan_text.markers import MarkerKind, marker_of
from povdesk.domain.plan_text.quantities import quantities
from povdesk.domain.plan_text.reader import read_plan
from povdesk.domain.plan_text.reading import ReadPlan
from povdesk.domain.plan_text.segments import segments
from povdesk.domain.plan_text.units import in_unit
from povdesk.storage import plan_wordings, plans
from povdesk.storage.targets import shipped

REFERENCE = Path(__file__).parent.parent / "data" / "ke_hoach_mau.txt"
TARGETS = Path(__file__).parent.parent / "data" / "plan_indicators.tsv"


def known() -> list[IndicatorDefinition]:
    names = ("code", "name", "letter", "short_name", "group", "unit", "kind", "direction")
    return [
        IndicatorDefinition(**{name: row[name] for name in names if name in row})
        for row in shipped()["indicator"]
    ]


@pytest.fixture(scope="module")
def read() -> ReadPlan:
    text = REFERENCE.read_text(encoding="utf-8")
    return read_plan(
        source_lines(text), known(), plan_wordings.template().plan.roles, plans.dated_names(), text
    )


def wanted() -> list[dict[str, str]]:
    head, *rows = TARGETS.read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), row.split("\t"), strict=False)) for row in rows]


def test_the_reference_plan_gives_its_26_targets_24_of_them_with_a_value(read: ReadPlan) -> None:
    assert [target.code for target in read.targets] == [row["code"] for row in wanted()]
    assert sum(target.value is not None for target in read.targets) == 24
    assert [target.code for target in read.targets if target.value is None] == ["IND-06", "IND-08"]


@pytest.mark.parametrize("row", wanted(), ids=lambda row: row["code"])
def test_each_target_of_the_reference_plan_has_its_value_unit_operator_and_letter(
    read: ReadPlan, row: dict[str, str]
) -> None:
    target = next(target for target in read.targets if target.code == row["code"])

    assert target.letter == row["letter"]
    assert target.value == (Decimal(row["target"]) if row["target"] else None)
    assert target.baseline == (Decimal(row["baseline"]) if row["baseline"] else None)
    if row["target"]:
        assert (target.unit, target.operator) == (row["unit"], row["operator"])


def test_parts_roles_recipients_and_money_of_the_reference_plan_are_found(read: ReadPlan) -> None:
    assert [section.sign for section in read.sections] == ["I", "II", "II", "III", "V"]
    assert len(read.roles) == 9
    assert [role.code for role in read.roles if role.code] == [
        "R1",
        "R2",
        "R3",
        "R4",
        "R5",
        "R6",
        "R7",
        "R8",
        "R9",
    ]
    assert [role.verb for role in read.roles] == [""] * 8 + ["Đề nghị"]
    assert len(read.recipients) == 9
    assert read.budget == 3_230_000_000
    assert read.year == 2024
    assert read.bases[0][0].startswith("Thực hiện Kế hoạch số 21/KH-UBND ngày 29/02/2024")
    assert read.closing.startswith("Trên đây là Kế hoạch")


def test_the_irregularities_of_the_reference_plan_are_reported(read: ReadPlan) -> None:
    said = "\n".join(finding.message for finding in read.findings)

    for words in (
        "hai mục đánh số II",
        "nhảy từ III sang V",
        "0.82%",
        "../.",
        "LưuSương",
        "TM. ỦY BAN NHÂN DÂN",
    ):
        assert words in said


def test_every_number_of_the_text_is_listed_with_its_line_and_what_became_of_it(read: ReadPlan) -> None:
    used = [number.text for number in read.numbers if number.use.startswith("Chỉ tiêu")]

    assert {"0.82%", "0.79%", "45 hộ", "49,2%", "82,34%", "27 hộ"} <= set(used)
    assert any(number.text == "3.230 triệu đồng" and number.use == "Tổng kinh phí" for number in read.numbers)
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    budget = next(number for number in read.numbers if number.use == "Tổng kinh phí")
    assert lines[budget.line - 1].startswith("2. Kinh phí thực hiện")


def test_years_dates_paper_numbers_and_ages_are_no_targets() -> None:
    text = (
        "Đến cuối năm 2025, theo Quyết định số 90/QĐ-TTg ngày 18/01/2022, giai đoạn 2021-2025, Dự án 3,"
        " 12% trẻ em dưới 16 tuổi được hỗ trợ"
    )
    assert [(one.text, one.unit) for one in quantities(text)] == [("12%", "%"), ("16 tuổi", "tuổi")]


def test_a_sentence_with_two_rates_gives_two_pieces_and_a_range_stays_one() -> None:
    two = "75% hộ dùng nước hợp vệ sinh, ít nhất 36,5% hộ dùng nhà tiêu hợp vệ sinh"
    assert [piece.text for piece in segments(two)] == [
        "75% hộ dùng nước hợp vệ sinh",
        "ít nhất 36,5% hộ dùng nhà tiêu hợp vệ sinh",
    ]
    span = "Giảm tỷ lệ hộ nghèo từ 5,2% xuống còn 3,5%"
    assert [piece.text for piece in segments(span)] == [span]


@pytest.mark.parametrize(
    ("text", "kind", "sign"),
    [
        ("Phần thứ nhất", MarkerKind.PART, "Phần thứ nhất"),
        ("PHẦN II. MỤC TIÊU", MarkerKind.PART, "PHẦN II"),
        ("A. ĐÁNH GIÁ", MarkerKind.CAPITAL, "A"),
        ("IV. TỔ CHỨC THỰC HIỆN", MarkerKind.ROMAN, "IV"),
        ("1.Đẩy mạnh tuyên truyền", MarkerKind.NUMBER, "1"),
        ("2.1. Mục tiêu cụ thể", MarkerKind.SUBNUMBER, "2.1"),
        ("đ) Phấn đấu", MarkerKind.LETTER, "đ"),
        ("- Về y tế", MarkerKind.DASH, "-"),
        ("+ 100% người", MarkerKind.PLUS, "+"),
    ],
)
def test_signs_in_front_of_lines_are_known(text: str, kind: MarkerKind, sign: str) -> None:
    marker = marker_of(text)
    assert marker is not None
    assert (marker.kind, marker.sign) == (kind, sign)


@pytest.mark.parametrize("text", ["49,2%.", "18/8/2022 của UBND huyện", "trên địa bàn xã", "1.358 hộ nghèo"])
def test_a_line_that_goes_on_is_no_new_item(text: str) -> None:
    assert marker_of(text) is None


def test_lines_broken_by_the_page_are_joined_and_whole_paragraphs_are_left_alone() -> None:
    broken = source_lines(
        "1. Mục tiêu\nGiảm tỷ lệ hộ nghèo toàn xã xuống\ncòn 3,5% vào cuối năm, bảo đảm\n"
        "đời sống của nhân dân."
    )
    assert [line.text for line in joined(broken)] == [
        "1. Mục tiêu",
        "Giảm tỷ lệ hộ nghèo toàn xã xuống còn 3,5% vào cuối năm, bảo đảm đời sống của nhân dân.",
    ]
    whole = (SourceLine(1, "1. Mục tiêu"), SourceLine(2, "Giảm nghèo."), SourceLine(3, "Không tái nghèo."))
    assert joined(whole) == whole


def test_a_target_that_fits_no_known_indicator_is_marked_and_never_given_one() -> None:
    text = "II. CHỈ TIÊU\na) Trồng mới 15 mô hình vườn mẫu ven suối;\nb) Phấn đấu giảm 12 hộ cận nghèo;"
    read = read_plan(source_lines(text), known())

    assert [(target.code, target.value) for target in read.targets] == [("", 15), ("IND-03", 12)]
    assert "Chưa có trong bộ chỉ tiêu" in read.targets[0].doubts[-1]


@pytest.mark.parametrize("text", ["", "\n\n", "Không có gì ở đây cả", "I.\nII.\n-\n+\n%"])
def test_a_text_that_is_no_plan_gives_an_empty_reading_and_no_error(text: str) -> None:
    read = read_plan(source_lines(text), known())
    assert read.targets == ()
    assert read.roles == ()


def targets_of(*sentences: str) -> list[tuple[Decimal | None, str, str, str]]:
    lines = "\n".join(["II. CHỈ TIÊU CỤ THỂ", *(f"- {sentence}." for sentence in sentences)])
    found = read_plan(source_lines(lines), known()).targets
    return [(one.value, one.unit, one.operator, one.code) for one in found]


def doubts_of(sentence: str) -> str:
    read = read_plan(source_lines(f"II. CHỈ TIÊU CỤ THỂ\n- {sentence}."), known())
    return " ".join(read.targets[0].doubts)


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "operator"),
    [
        ("Tỷ lệ hộ nghèo dân tộc thiểu số giảm 4 – 5%/năm", 4, "điểm %", ">="),
        ("Tỷ lệ hộ nghèo dân tộc thiểu số giảm 4-5%", 4, "điểm %", ">="),
        ("Tỷ lệ hộ nghèo dân tộc thiểu số giảm từ 3% đến 4%", 3, "điểm %", ">="),
        ("Có từ 03 đến 05 lao động đi làm việc ở nước ngoài theo hợp đồng", 3, "người", ">="),
    ],
)
def test_a_range_gives_its_lower_end_with_a_mark(sentence: str, value: int, unit: str, operator: str) -> None:
    assert targets_of(sentence)[0][:3] == (value, unit, operator)
    assert "khoảng hai số" in doubts_of(sentence)


def test_from_and_to_is_no_range_when_the_measure_goes_from_one_to_the_other() -> None:
    text = "II. CHỈ TIÊU\n- Nâng tỷ lệ hộ nghèo, hộ cận nghèo có nhà tiêu hợp vệ sinh từ 60% đến 66%."
    target = read_plan(source_lines(text), known()).targets[0]

    assert (target.baseline, target.value, target.operator) == (60, 66, ">=")
    assert not target.doubts


@pytest.mark.parametrize(
    ("words", "operator"),
    [
        ("không dưới", ">="),
        ("không thấp hơn", ">="),
        ("dưới", "<"),
        ("không quá", "<="),
        ("không trên", "<="),
        ("trên", ">"),
        ("không vượt quá", "<="),
    ],
)
def test_not_less_and_not_more_turn_the_sign(words: str, operator: str) -> None:
    assert targets_of(f"Số hộ tái nghèo {words} 12 hộ")[0][2] == operator


@pytest.mark.parametrize("word", ["hội nghị", "hội thảo", "lớp", "buổi"])
def test_meetings_and_courses_are_no_households(word: str) -> None:
    assert targets_of(f"Tổ chức 02 {word} về giảm nghèo bền vững")[0][:2] == (2, word)


def test_short_forms_are_read_like_the_words_they_stand_for() -> None:
    assert targets_of("100% người thuộc HN, HCN có thẻ BHYT", "Giảm ít nhất 30 HCN trong năm") == [
        (100, "%", ">=", "IND-16"),
        (30, "hộ", ">=", "IND-03"),
    ]


def test_a_measure_of_everybody_is_never_taken_for_one_of_the_poor() -> None:
    assert targets_of("99,2% hộ dân sử dụng nước sinh hoạt hợp vệ sinh")[0][3] == ""
    assert "không riêng hộ nghèo" in doubts_of("99,2% hộ dân sử dụng nước sinh hoạt hợp vệ sinh")
    both = targets_of("Tỷ lệ lao động qua đào tạo toàn xã đạt 65%, trong đó có bằng cấp, chứng chỉ đạt 28%")
    assert [code for *_, code in both] == ["", ""]


def test_a_sentence_with_a_course_and_its_learners_gives_two_targets() -> None:
    found = targets_of("Mở 03 lớp dạy nghề với 75 học viên thuộc hộ nghèo, hộ cận nghèo")
    assert found == [(3, "lớp", ">=", ""), (75, "người", ">=", "IND-12")]


def test_a_number_of_the_general_aim_is_offered_but_not_taken_by_itself() -> None:
    text = "I. MỤC TIÊU CHUNG\nHạ tỷ lệ hộ nghèo còn dưới 5%.\nII. CHỈ TIÊU\n- Giảm 12 hộ cận nghèo."
    aim, target = read_plan(source_lines(text), known()).targets

    assert (aim.value, aim.general, aim.code) == (5, True, "")
    assert (target.code, target.general) == ("IND-03", False)


def test_a_table_of_money_after_the_table_of_targets_gives_no_targets() -> None:
    text = (
        "I. CHỈ TIÊU\nTT\tChỉ tiêu\tĐVT\tKế hoạch 2025\n1\tTỷ lệ hộ nghèo\t%\t9,5\n"
        "II. KINH PHÍ\nTT\tNội dung\tNgân sách tỉnh\tNgân sách huyện\n1\tNhà ở\t120\t30"
    )
    assert [one.wording for one in read_plan(source_lines(text), known()).targets] == ["Tỷ lệ hộ nghèo"]


def test_a_letterhead_and_a_signature_set_with_tabs_are_no_table() -> None:
    text = "UBND HUYỆN\tCỘNG HÒA XÃ HỘI\nXÃ HÒA\tĐộc lập\n\t\tCHỦ TỊCH\n- Lưu\t\t\tNguyễn Văn Sáu"
    assert all(not line.cells for line in source_lines(text))


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "result"),
    [
        ("1.85", "triệu đồng/người/tháng", "đồng/người/tháng", "1850000"),
        ("24", "triệu đồng/người/năm", "đồng/người/tháng", None),
        ("118", "hộ", "%", None),
        ("12", "nhà", "hộ", "12"),
        ("2", "%", "điểm %", "2"),
        ("5", "triệu đồng", "người", None),
    ],
)
def test_a_value_passes_into_another_unit_only_where_that_says_the_same(
    value: str, unit: str, wanted: str, result: str | None
) -> None:
    assert in_unit(Decimal(value), unit, wanted) == (Decimal(result) if result else None)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Giảm tỷ lệ hộ nghèo DTTS từ 20,4% xuống còn 16%", "ghi mức đạt, không phải mức giảm"),
        ("Tỷ lệ hộ sử dụng nhà tiêu hợp vệ sinh đạt 90%", "không ghi của hộ nghèo"),
        ("Tỷ lệ lao động qua đào tạo đạt 60%", "không ghi của hộ nghèo"),
        ("Tỷ lệ hộ nghèo có người khuyết tật còn 3%", "chỉ tính cho người khuyết tật"),
        ("Chỉ số thiếu hụt BHYT của hộ nghèo, hộ cận nghèo còn dưới 1%", "chiều ngược lại"),
        ("Tối thiểu 2 lao động/thôn đi làm việc ở nước ngoài theo hợp đồng", "cho từng thôn"),
        ("Đào tạo nghề cho 90 lao động nông thôn được hỗ trợ đào tạo", "nói về cả xã"),
        ("Tỷ lệ lao động thuộc hộ nghèo, hộ cận nghèo qua đào tạo tăng 2%", "tính bằng điểm %"),
        ("Thu nhập bình quân đầu người của hộ nghèo tăng 10%", "chỉ tiêu này tính bằng đồng"),
    ],
)
def test_a_near_miss_is_marked_with_what_is_different(sentence: str, said: str) -> None:
    assert said in doubts_of(sentence)


def test_where_a_measure_stood_is_read_from_a_bracket() -> None:
    text = "II. CHỈ TIÊU\n- Tỷ lệ suy dinh dưỡng thấp còi trẻ em dưới 16 tuổi còn 21,3% (năm 2025: 23%)."
    target = read_plan(source_lines(text), known()).targets[0]

    assert (target.value, target.baseline, target.code) == (Decimal("21.3"), 23, "IND-17")


def test_ages_are_no_range_and_no_value() -> None:
    assert targets_of("Trẻ em từ 3 đến 16 tuổi thuộc hộ nghèo đi học đạt 99,5%")[0][:2] == (
        Decimal("99.5"),
        "%",
    )


def test_a_long_and_broken_text_is_read_to_its_end() -> None:
    line = "- Phấn đấu từ 12 đến 15 hộ nghèo, hộ cận nghèo; giảm 4 – 5%/năm (tương đương 30 hộ), đạt 100%."
    text = "\n".join(["II. CHỈ TIÊU", *[line] * 60, "9" * 500, "- " + "từ " * 300, "- " + "( " * 500, line])
    assert read_plan(source_lines(text), known()).targets[-1].line == 65


def test_a_basis_that_leads_to_the_plan_is_read_once_as_the_opening() -> None:
    first = "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;"
    last = "Căn cứ Kế hoạch số 15/KH-UBND của tỉnh, Ủy ban nhân dân xã {} như sau:"
    for verb in ("xây dựng Kế hoạch giảm nghèo năm 2026", "triển khai công tác giảm nghèo"):
        text = "\n".join(["KẾ HOẠCH", "Giảm nghèo năm 2026", first, last.format(verb), "I. MỤC TIÊU"])
        read = read_plan(source_lines(text), known())

        assert [words for words, _line in read.bases] == [first.rstrip(";")]
        assert read.opening == last.format(verb)


@pytest.mark.parametrize(
    "sentence", ["Hỗ trợ nhà ở: xây mới 7 nhà, sửa chữa 3 nhà.", "Xây mới 7 nhà và sửa chữa 3 nhà."]
)
def test_a_second_number_beside_the_target_is_marked(sentence: str) -> None:
    text = f"I. CHỈ TIÊU CỤ THỂ\n1. Chỉ tiêu\n- {sentence}"
    (target,) = read_plan(source_lines(text), known()).targets

    assert target.value == 7
    assert any("còn số 3 nhà" in doubt for doubt in target.doubts)


def test_a_part_of_the_target_in_front_is_marked_as_a_part() -> None:
    sentence = "Giảm 45 hộ nghèo, trong đó hộ dân tộc thiểu số giảm 40 hộ."
    read = read_plan(source_lines(f"I. CHỈ TIÊU CỤ THỂ\n1. Chỉ tiêu\n- {sentence}"), known())

    assert [target.value for target in read.targets] == [45, 40]
    assert "“trong đó” của chỉ tiêu ngay trước" in read.targets[1].doubts[0]
