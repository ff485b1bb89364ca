"""A standard is data: read strictly, chosen by date, edited without touching the file."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from povdesk.domain import suggestions
from povdesk.domain.errors import NotPossibleNow, RuleDataUnreadable
from povdesk.domain.household import Area
from povdesk.domain.standard import (
    FOLDER,
    SUGGESTION_RULES,
    QuestionKind,
    from_data,
    read_standard,
    shipped_standards,
    standard_by_id,
    standard_for,
    standard_with_overrides,
    standards_with_overrides,
)

OLD = standard_by_id("2022-2026")
NEW = standard_by_id("2027-2030")


def shipped_data(standard_id: str = "2022-2026") -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{standard_id}.toml").read_text(encoding="utf-8"))


def mistakes_of(data: dict[str, Any]) -> str:
    with pytest.raises(RuleDataUnreadable) as refusal:
        from_data(data, "thử")
    return refusal.value.message


@pytest.mark.parametrize(
    ("day", "standard_id"),
    [
        (date(2022, 1, 1), "2022-2026"),
        (date(2025, 12, 31), "2022-2026"),
        (date(2026, 12, 31), "2022-2026"),
        (date(2027, 1, 1), "2027-2030"),
        (date(2030, 12, 31), "2027-2030"),
    ],
)
def test_the_date_of_the_round_chooses_the_standard(day: date, standard_id: str) -> None:
    assert standard_for(day).id == standard_id


def test_a_date_without_a_standard_is_refused() -> None:
    with pytest.raises(NotPossibleNow, match="31/12/2021"):
        standard_for(date(2021, 12, 31))
    with pytest.raises(NotPossibleNow, match="2016-2020"):
        standard_by_id("2016-2020")
    with pytest.raises(NotPossibleNow):
        standard_for(date(2024, 1, 1), [NEW])


def test_the_standard_in_force_has_the_confirmed_limits() -> None:
    assert OLD.income_lines == {Area.RURAL: 1_500_000, Area.URBAN: 2_000_000}
    assert OLD.average_lines == {Area.RURAL: 2_250_000, Area.URBAN: 3_000_000}
    assert OLD.cutoffs == {Area.RURAL: 140, Area.URBAN: 175}
    assert OLD.min_deprivations == 3
    assert OLD.points_per_deprivation == 10
    assert [indicator.number for indicator in OLD.indicators] == list(range(1, 13))
    assert OLD.is_complete and "351/2025" in OLD.note


def test_the_next_standard_knows_its_income_lines_and_nothing_that_is_unknown() -> None:
    assert NEW.income_lines == {Area.RURAL: 2_200_000, Area.URBAN: 2_800_000}
    assert NEW.cutoffs == {Area.RURAL: None, Area.URBAN: None}
    assert not NEW.is_complete
    codes = [indicator.code for indicator in NEW.indicators]
    assert len(codes) == 12 and "waste_treatment" in codes and "information_device" not in codes


def test_no_answer_of_the_income_form_has_invented_points() -> None:
    points = [
        value
        for standard in shipped_standards()
        for question in standard.questions
        for answer in question.answers
        for value in answer.points.values()
    ]

    assert points and set(points) == {None}


def test_the_program_has_every_rule_that_a_standard_may_name() -> None:
    assert set(suggestions.RULES) == SUGGESTION_RULES


def test_all_mistakes_are_told_at_once() -> None:
    data = shipped_data()
    data["colour"] = "xanh"
    data["cutoffs"] = {"rural": -1}
    data["points_per_deprivation"] = "mười"
    data["effective_to"] = date(2021, 1, 1)
    data["indicator"][0]["suggested_by"] = "a_guess"
    data["indicator"][1]["code"] = "employment"
    data["indicator"][2]["number"] = True
    data["question"][0]["kind"] = "drawing"
    data["question"][1]["answer"] = [{"code": "yes", "text": "Có"}, {"code": "yes", "text": "Có"}]
    data["question"][2]["answer"][0]["points"] = {"hills": 5}
    data["category"][0]["code"] = "undecided"
    data["category"][0]["within_cutoff"] = 1
    data["category"].append({"code": "poor", "within_cutoff": True})
    del data["title"]
    data["legal_basis"] = "một nghị định"

    told = mistakes_of(data)

    for word in (
        "không biết mục “colour”",
        "cutoffs: “rural” phải là số nguyên không âm",
        "“points_per_deprivation” phải là số nguyên",
        "ngày hết hiệu lực ở trước",
        "a_guess",
        "chỉ số “employment” có hai lần",
        "“number” phải là số nguyên",
        "“kind” không nhận giá trị “drawing”",
        "mã trả lời “yes” có hai lần",
        "hills",
        "phân loại phải là",
        "“within_cutoff” phải là true hoặc false",
        "dòng phân loại cuối phải không có điều kiện",
        "thiếu “title”",
        "“legal_basis” phải là danh sách",
        "thiếu điểm giới hạn B1 khu vực thành thị",
    ):
        assert word in told


def test_wrong_shapes_are_told_and_not_guessed() -> None:
    told = mistakes_of(
        {
            "id": " ",
            "title": 5,
            "effective_from": "hôm qua",
            "status": 1,
            "points_per_deprivation": True,
            "cutoffs": "140",
            "indicator": "mười hai",
            "category": [5],
        }
    )

    for word in (
        "“id”",
        "“title”",
        "“effective_from” phải là ngày",
        "“status”",
        "“cutoffs” phải là một bảng",
    ):
        assert word in told
    assert "“indicator” phải là danh sách các bảng" in told
    assert "chưa có chỉ số thiếu hụt nào" in told and "chưa có dòng phân loại nào" in told


def test_required_numbers_and_dates_are_missed() -> None:
    told = mistakes_of({})

    for key in ("id", "title", "effective_from", "status", "points_per_deprivation"):
        assert f"thiếu “{key}”" in told


def test_a_file_that_is_missing_or_not_toml_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.toml"
    broken.write_text("id = ", encoding="utf-8")

    with pytest.raises(RuleDataUnreadable, match=r"hỏng\.toml"):
        read_standard(broken)
    with pytest.raises(RuleDataUnreadable, match="Không thấy"):
        read_standard(tmp_path / "không có.toml")


def test_an_officer_completes_the_next_standard_without_touching_the_file() -> None:
    completed = standard_with_overrides(
        NEW,
        {
            "cutoffs": {"rural": 150, "urban": 180},
            "status": "complete",
            "effective_from": "2027-02-01",
            "indicator": [
                {"code": "waste_treatment", "text": "Hộ không thu gom rác thải"},
                {"code": "telecom", "removed": True},
                {
                    "code": "own",
                    "number": 13,
                    "service": "Thông tin",
                    "name": "Chỉ số thử",
                    "text": "Khi thử",
                },
            ],
        },
    )

    assert completed.is_complete and completed.cutoffs[Area.URBAN] == 180
    assert completed.effective_from == date(2027, 2, 1)
    assert completed.indicator("waste_treatment").text == "Hộ không thu gom rác thải"
    assert [indicator.code for indicator in completed.indicators][-1] == "own"
    assert "telecom" not in [indicator.code for indicator in completed.indicators]
    assert not standard_by_id("2027-2030").is_complete


def test_limits_alone_do_not_make_a_standard_complete_until_the_officer_says_so() -> None:
    half = standard_with_overrides(NEW, {"cutoffs": {"rural": 150, "urban": 180}})

    assert half.missing == ["xác nhận rằng bộ chuẩn đã đủ"]


def test_an_edit_is_checked_like_a_file_and_null_takes_a_value_away() -> None:
    with pytest.raises(RuleDataUnreadable, match="thiếu điểm giới hạn B1 khu vực nông thôn"):
        standard_with_overrides(OLD, {"cutoffs": {"rural": None}})
    assert standard_with_overrides(OLD, {}) is OLD


def test_a_local_standard_is_simply_one_more() -> None:
    local = {**shipped_data(), "title": "Chuẩn của tỉnh"}
    local.pop("id")

    found = standards_with_overrides({"tinh-2024": local, "2022-2026": {"note": "Sửa"}})

    assert {standard.id for standard in found} == {"2022-2026", "2027-2030", "tinh-2024"}
    assert standard_by_id("2022-2026", found).note == "Sửa"


def test_points_keyed_for_bands_of_a_number_are_found_by_the_band() -> None:
    keyed = standard_with_overrides(
        OLD,
        {
            "question": [
                {
                    "code": "AN001",
                    "answer": [
                        {"code": "few", "text": "Từ 1 con", "at_least": 1, "points": {"rural": 5}},
                        {"code": "many", "text": "Từ 5 con", "at_least": 5, "points": {"rural": 10}},
                    ],
                }
            ]
        },
    )
    cattle = next(question for question in keyed.questions if question.code == "AN001")

    assert cattle.kind is QuestionKind.NUMBER
    found = [cattle.answer_for(given) for given in ("0", "1", "4", "5", "50", "nhiều")]
    assert [answer.code if answer else None for answer in found] == [None, "few", "few", "many", "many", None]
