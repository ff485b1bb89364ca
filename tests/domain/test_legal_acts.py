"""An act cited before it existed, or after it stopped applying, is named with its dates."""

import dataclasses
from datetime import date

import pytest

from povdesk.domain.errors import RuleDataUnreadable
from povdesk.domain.legal_acts import LegalAct, citation_time_problems, in_force_on, in_full, read_acts
from povdesk.domain.plan import LegalBasis
from povdesk.domain.plan_checks import find_problems
from povdesk.domain.plan_findings import FindingLevel
from povdesk.paths import RESOURCES
from tests.plan_sample import make_facts, make_plan

ACTS = read_acts((RESOURCES / "papers" / "acts.toml").read_text(encoding="utf-8"), "acts")


def said(text: str, day: date) -> list[str]:
    return list(citation_time_problems(text, ACTS, day))


def test_an_act_that_no_longer_applies_is_named_with_its_last_day_and_what_came_after() -> None:
    text = "Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ quy định chuẩn nghèo đa chiều"

    assert said(text, date(2026, 12, 31)) == []
    assert said(text, date(2027, 1, 1)) == [
        "Nghị định số 07/2021/NĐ-CP chỉ áp dụng đến 31/12/2026, trước ngày của văn bản. "
        "Nay là Nghị định số 351/2025/NĐ-CP."
    ]


def test_an_act_not_yet_issued_or_not_yet_in_force_is_named() -> None:
    assert said("theo Nghị định số 351/2025/NĐ-CP", date(2024, 3, 5)) == [
        "Nghị định số 351/2025/NĐ-CP ban hành ngày 30/12/2025, sau ngày của văn bản (05/03/2024)."
    ]
    assert said("theo Quyết định số 24/2021/QĐ-TTg", date(2021, 8, 1)) == [
        "Quyết định số 24/2021/QĐ-TTg có hiệu lực từ 01/09/2021, sau ngày của văn bản (01/08/2021)."
    ]


def test_an_act_that_nobody_listed_is_judged_by_the_date_it_is_cited_with() -> None:
    text = "Thực hiện Kế hoạch số 21/KH-UBND ngày 29/02/2024 của UBND huyện Trà Bồng về giảm nghèo"

    assert said(text, date(2024, 3, 5)) == []
    assert said(text, date(2024, 2, 1)) == [
        "Kế hoạch số 21/KH-UBND ban hành ngày 29/02/2024, sau ngày của văn bản (01/02/2024)."
    ]
    assert said(text.replace("29/02/2024", "30/02/2024"), date(2024, 2, 1)) == []


def test_no_act_is_listed_twice_and_all_dates_go_forwards() -> None:
    assert len({act.name for act in ACTS}) == len(ACTS)
    for act in ACTS:
        days = [day for day in (act.issued, act.valid_from, act.valid_to) if day is not None]
        assert days and days == sorted(days), act.name


@pytest.mark.parametrize("text", ["[[act", "x = 1", '[[act]]\nname = "A"\nwhat = 1'])
def test_a_broken_file_is_refused_in_words(text: str) -> None:
    with pytest.raises(RuleDataUnreadable, match="acts"):
        read_acts(text, "acts")


def test_the_plan_says_where_an_expired_act_is_cited() -> None:
    plan = dataclasses.replace(
        make_plan(),
        bases=(LegalBasis("Căn cứ Quyết định số 59/2015/QĐ-TTg của Thủ tướng Chính phủ"),),
    )
    facts = make_facts(plan, acts=(LegalAct("Quyết định số 59/2015/QĐ-TTg", valid_to=date(2021, 12, 31)),))

    (found,) = [one for one in find_problems(plan, facts) if "chỉ áp dụng đến" in one.message]

    assert (found.code, found.level, found.where) == ("CHK-08", FindingLevel.WRONG, "basis")


def test_dots_left_in_the_wording_are_named_with_their_places() -> None:
    plan = dataclasses.replace(make_plan(), bases=(LegalBasis("Thực hiện Kế hoạch số … của UBND tỉnh"),))

    (found,) = [one for one in find_problems(plan, make_facts(plan)) if "chưa điền" in one.message]

    assert found.message == "Còn chỗ “…” chưa điền trong lời văn ở: căn cứ."
    assert found.where == "basis"


def test_an_act_given_by_number_and_date_is_cited_with_issuer_and_subject() -> None:
    assert in_full("Nghị định số 07/2021/NĐ-CP ngày 27/01/2021", ACTS) == (
        "Nghị định số 07/2021/NĐ-CP ngày 27 tháng 01 năm 2021 của Chính phủ "
        "quy định chuẩn nghèo đa chiều giai đoạn 2021 - 2025"
    )
    remark = " (áp dụng chuẩn này đến hết ngày 31/12/2026)"
    assert in_full(f"Nghị định số 351/2025/NĐ-CP ngày 30/12/2025{remark}", ACTS) == (
        "Nghị định số 351/2025/NĐ-CP ngày 30 tháng 12 năm 2025 của Chính phủ"
    )


@pytest.mark.parametrize(
    "basis",
    [
        "Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ về chuẩn nghèo",
        "Quyết định số 15/QĐ-UBND ngày 05/01/2024",
        "Luật Tổ chức chính quyền địa phương",
    ],
)
def test_what_is_written_out_or_not_known_stays_as_it_is(basis: str) -> None:
    assert in_full(basis, ACTS) == basis


def test_a_basis_in_full_words_is_still_judged_by_its_own_day() -> None:
    bases = [
        in_full(one, ACTS)
        for one in (
            "Thông tư số 02/2022/TT-BLĐTBXH ngày 30/3/2022",
            "Nghị định số 07/2021/NĐ-CP ngày 27/01/2021",
        )
    ]
    assert len(in_force_on(bases, date(2022, 3, 30))) == 2
    assert in_force_on(bases, date(2022, 3, 29)) == (bases[1],)
