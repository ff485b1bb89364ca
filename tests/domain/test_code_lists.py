"""Code lists and the review procedure are dated data with stable codes."""

from datetime import date
from pathlib import Path

import pytest

from povdesk.domain import catalogues
from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.errors import NotPossibleNow, RuleDataUnreadable
from povdesk.domain.procedure import (
    from_data,
    procedure_for,
    procedure_with_overrides,
    shipped_procedures,
)
from povdesk.domain.review import RoundState
from povdesk.domain.standard import shipped_standards


@pytest.mark.parametrize("name", catalogues.names())
def test_every_list_is_sound_and_says_where_it_comes_from(name: str) -> None:
    found = catalogues.catalogue(name)

    assert found.title and found.source
    assert found.items or found.note, "an empty list says what the officer writes into it"


def test_there_are_54_peoples_and_foreigners_and_five_doubtful_codes() -> None:
    peoples = catalogues.load("ethnic_groups")

    assert [item.code for item in peoples] == [f"{number:02d}" for number in range(1, 56)]
    assert {item.code for item in peoples if item.certainty} == {"20", "21", "52", "53", "54"}
    assert {item.name for item in peoples if item.extra.get("quick")} == {"Kinh", "Co", "Hrê", "Xơ-đăng"}
    assert {item.code for item in peoples if not item.extra["minority"]} == {"01", "55"}
    assert catalogues.name_of("ethnic_groups", "30") == "Co"


def test_reasons_stand_in_the_order_of_the_report() -> None:
    reasons = catalogues.load("reasons")

    assert [item.extra["column"] for item in reasons] == list(range(1, 9))
    assert [item.extra["database_code"] for item in reasons][:3] == ["HR001", "HR004", "HR006"]


def test_kinds_of_support_name_their_subjects_and_policies() -> None:
    policies = {item.code for item in catalogues.load("policies")}
    kinds = catalogues.load("support_kinds")

    assert len(kinds) == 25
    for kind in kinds:
        assert kind.extra["policy"] in policies
        assert set(kind.extra["subjects"]) <= {"household", "person", "cadre", "hamlet", "none"}
    known = {kind.code for kind in kinds}
    assert all(set(need.extra["kinds"]) <= known for need in catalogues.load("needs"))


def test_only_holidays_with_a_fixed_date_are_shipped() -> None:
    days = {(item.extra["day"], item.extra["month"]) for item in catalogues.load("public_holidays")}

    assert days == {(1, 1), (30, 4), (1, 5), (2, 9)}


def test_answers_of_the_income_form_share_the_codes_of_the_lists() -> None:
    for standard in shipped_standards():
        for question in standard.questions:
            if question.catalogue:
                codes = [item.code for item in catalogues.load(question.catalogue)]
                assert [answer.code for answer in question.answers] == codes


def test_the_officers_items_replace_and_extend_the_shipped_ones() -> None:
    edits = [
        CatalogueItem("no_land", "Thiếu đất sản xuất"),
        CatalogueItem("flood", "Bị lũ cuốn trôi", valid_from=date(2024, 1, 1), valid_to=date(2024, 12, 31)),
        CatalogueItem("other", "Khác", active=False),
    ]
    found = {item.code: item for item in catalogues.load("reasons", edits)}

    assert found["no_land"].name == "Thiếu đất sản xuất" and len(found) == 9
    assert found["flood"].is_valid_on(date(2024, 6, 1))
    assert not found["flood"].is_valid_on(date(2023, 12, 31))
    assert not found["flood"].is_valid_on(date(2025, 1, 1))
    assert not found["other"].is_valid_on(date(2024, 6, 1))
    assert found["illness"].is_valid_on(date(2024, 6, 1))


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert catalogues.name_of("relations", "cousin") == "cousin"
    assert catalogues.item_of("relations", "cousin") is None


def test_a_list_with_mistakes_is_refused_with_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "thử.toml"
    path.write_text(
        'title = "Thử"\nextra = 1\n[[item]]\ncode = "a"\nname = "A"\n[[item]]\ncode = "a"\n', encoding="utf-8"
    )

    with pytest.raises(RuleDataUnreadable) as refusal:
        catalogues.read_catalogue(path)

    for word in ("thiếu “name”", "mã “a” có hai lần", "không biết mục “extra”"):
        assert word in refusal.value.message


def test_the_procedure_has_six_steps_and_no_addressee_of_its_own_for_the_fifth() -> None:
    procedure = procedure_for(date(2024, 10, 1))

    assert [step.step for step in procedure.steps] == list(RoundState)
    assert procedure.periodic_in(2024) == (date(2024, 9, 1), date(2024, 12, 14))
    assert procedure.steps[3].working_days == 3
    assert procedure.steps[4].may_be_skipped and procedure.steps[4].certainty
    assert procedure.steps[4].suggested_on(2024) is None
    assert procedure.steps[5].suggested_on(2024) == date(2024, 12, 14)
    assert procedure.continuous.from_day == 15 and procedure.continuous.answer_working_days == 15
    assert procedure.continuous.report_months == (2, 9)
    assert "1.011606" in procedure.codes


def test_the_procedure_after_2026_is_an_empty_shell() -> None:
    shell = procedure_for(date(2027, 1, 1))

    assert not shell.is_complete and shell.steps == () and shell.periodic_in(2027) is None
    with pytest.raises(NotPossibleNow):
        procedure_for(date(2020, 1, 1))


def test_the_officer_edits_steps_and_days() -> None:
    old = shipped_procedures()[0]
    edited = procedure_with_overrides(old, {"step": [{"code": "posting", "working_days": 5}]})

    assert edited.steps[3].working_days == 5 and edited.steps[3].name == old.steps[3].name
    assert procedure_with_overrides(old, {}) is old


def test_a_procedure_with_mistakes_is_refused_with_all_of_them() -> None:
    with pytest.raises(RuleDataUnreadable) as refusal:
        from_data(
            {
                "id": "thử",
                "title": "Thử",
                "status": "complete",
                "effective_from": date(2024, 1, 1),
                "periodic": {"start_month": 2, "start_day": 30},
                "step": [{"code": "dancing", "name": "Bước lạ"}],
            },
            "thử",
        )
    assert "không có ngày 30 tháng 2" in refusal.value.message
    assert "không có bước “dancing”" in refusal.value.message
    with pytest.raises(RuleDataUnreadable, match="chưa có bước nào"):
        from_data({"id": "thử", "title": "Thử", "status": "complete", "effective_from": "2024-01-01"}, "thử")
