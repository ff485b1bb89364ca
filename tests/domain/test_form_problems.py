"""Every problem of a form is found, with its level, its place and a sentence that says what to do."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from povdesk.domain.household import Category, Household, Member, Sex, YesNo
from povdesk.domain.review import Answer, House, Lacking, Review
from povdesk.domain.standard import standard_by_id, standard_with_overrides
from povdesk.domain.validation import Level, Problem, find_problems, of_level, open_problems

from .families import REVIEW_DAY, make_head, make_household, make_member, make_review

STANDARD = standard_by_id("2022-2026")
IMPOSSIBLE, UNLIKELY, MISSING = Level.IMPOSSIBLE, Level.UNLIKELY, Level.MISSING


def problems_of(household: Household | None = None, **review: Any) -> list[Problem]:
    return find_problems(STANDARD, household or make_household(), make_review(STANDARD, **review))


def told(problems: list[Problem]) -> list[tuple[str, Level, int | None]]:
    return [(problem.field, problem.level, problem.row) for problem in problems]


def of_member(**facts: Any) -> list[tuple[str, Level, int | None]]:
    complete = {"born": "2015", "studying": YesNo.YES, "school_level": "primary", **facts}
    return told(problems_of(make_household(make_head(), make_member(**complete))))


def test_a_complete_form_has_no_problem() -> None:
    assert problems_of() == []


def test_an_empty_form_is_incomplete_but_not_impossible() -> None:
    problems = find_problems(STANDARD, Household(), Review())

    assert {problem.level for problem in problems} == {MISSING}
    fields = [problem.field for problem in problems]
    assert fields[:4] == ["hamlet_id", "members", "reviewed_on", "income_points"]
    assert len([field for field in fields if field.startswith("lacking.")]) == 12


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"full_name": ""}, ("full_name", MISSING)),
        ({"full_name": "Thử"}, ("full_name", UNLIKELY)),
        ({"full_name": "Hồ Văn 2"}, ("full_name", UNLIKELY)),
        ({"sex": None}, ("sex", MISSING)),
        ({"ethnic_group": ""}, ("ethnic_group", MISSING)),
        ({"born": ""}, ("born", MISSING)),
        ({"born": "16/10/2024"}, ("born", IMPOSSIBLE)),
        ({"id_number": "123"}, ("id_number", UNLIKELY)),
        ({"phone": "0912"}, ("phone", UNLIKELY)),
        ({"died_on": date(2024, 10, 15)}, ("died_on", IMPOSSIBLE)),
        ({"relation": ""}, ("relation", MISSING)),
        ({"relation": "head"}, ("relation", IMPOSSIBLE)),
        ({"relation": "daughter_in_law"}, ("relation", UNLIKELY)),
        ({"insurance_number": "X"}, ("insurance_number", UNLIKELY)),
        (
            {"insurance_number": "1234567890", "health_insurance": YesNo.NO},
            ("health_insurance", UNLIKELY),
        ),
        ({"studying": YesNo.NO}, ("studying", UNLIKELY)),
        ({"school_level": ""}, ("school_level", MISSING)),
        ({"work_status": "working"}, ("work_status", UNLIKELY)),
        ({"height_cm": 0.0}, ("height_cm", IMPOSSIBLE)),
        ({"height_cm": 1.2}, ("height_cm", UNLIKELY)),
        ({"height_cm": 221.0}, ("height_cm", UNLIKELY)),
        ({"weight_kg": -1.0}, ("weight_kg", IMPOSSIBLE)),
        ({"weight_kg": 250.0}, ("weight_kg", UNLIKELY)),
        ({"measured_on": date(2024, 10, 16)}, ("measured_on", IMPOSSIBLE)),
    ],
)
def test_one_wrong_fact_of_a_member_is_told_with_its_line(
    facts: dict[str, Any], problem: tuple[str, Level]
) -> None:
    assert (*problem, 1) in of_member(**facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"born": "15/10/2024", "studying": YesNo.UNKNOWN, "school_level": ""},
        {"died_on": date(2024, 10, 16)},
        {"height_cm": 30.0, "weight_kg": 200.0, "measured_on": date(2024, 10, 15)},
        {"relation": "grandchild", "sex": Sex.FEMALE},
        {"insurance_number": "1234567890", "health_insurance": YesNo.YES},
        {"born": "", "relation": "other", "work_status": "working"},
    ],
)
def test_facts_at_the_edge_are_accepted(facts: dict[str, Any]) -> None:
    assert [problem for problem in of_member(**facts) if problem[0] != "born"] == []


def test_the_sentence_names_the_line_as_printed() -> None:
    household = make_household(make_head(), make_member(born="16/10/2024"))
    (problem,) = of_level(problems_of(household), IMPOSSIBLE)

    assert problem.message == "Dòng 2: ngày sinh 16/10/2024 ở sau ngày rà soát 15/10/2024."
    assert problem.key == "born[2]"


def test_exactly_one_head() -> None:
    nobody = problems_of(make_household(make_member(id_number="051084000001")))
    two = problems_of(
        make_household(make_head(), make_head("Hồ Thị Hai", id_number="051084000999", sex=Sex.MALE))
    )

    assert ("members", MISSING, None) in told(nobody)
    assert told(two) == [("relation", IMPOSSIBLE, 1)]


@pytest.mark.parametrize(
    ("member", "is_doubtful"),
    [
        (make_member(born="1996", id_number="051096000001"), False),
        (make_member(born="1995", id_number="051095000001"), True),
        (make_member(born="1972", relation="father", id_number="051072000001"), False),
        (make_member(born="1973", relation="father", id_number="051073000001"), True),
        (make_member(born="1973", relation="mother", sex=Sex.FEMALE, id_number="051173000001"), True),
        (make_member(born="1983", relation="older_brother", id_number="051083000001"), False),
    ],
)
def test_generations_are_years_apart(member: Member, is_doubtful: bool) -> None:
    problems = told(problems_of(make_household(make_head(), member)))

    assert problems == ([("born", UNLIKELY, 1)] if is_doubtful else [])


def test_a_head_without_a_birth_or_very_young_or_very_old() -> None:
    unknown = make_household(make_head(born=""), make_member(born="2015"))
    young = make_household(make_head(born="2010", id_number=""))
    old = make_household(make_head(born="1910", id_number="051010000001"))

    assert told(problems_of(unknown)) == [("born", MISSING, 0)]
    assert ("relation", UNLIKELY, 0) in told(problems_of(young))
    assert ("born", UNLIKELY, 0) in told(problems_of(old))


def test_an_adult_without_an_identity_number_is_doubted_and_a_child_is_not() -> None:
    assert told(problems_of(make_household(make_head(id_number="")))) == [("id_number", UNLIKELY, 0)]
    assert of_member() == []


def test_the_same_person_twice_in_one_roster() -> None:
    twin = make_member(
        "hồ văn  CHỦ".replace("  ", " "),
        born="12/05/1984",
        relation="other",
        id_number="051084000123",
        insurance_number="1234567890",
    )
    household = make_household(make_head(insurance_number="1234567890"), twin)

    assert told(problems_of(household)) == [
        ("id_number", UNLIKELY, 1),
        ("insurance_number", UNLIKELY, 1),
        ("full_name", UNLIKELY, 1),
    ]


def test_births_wait_for_the_review_date_or_take_today() -> None:
    household = make_household(make_head(), make_member(born="2030", work_status="working"))
    undated = make_review(STANDARD, reviewed_on=None)

    assert (
        told(find_problems(STANDARD, household, undated))
        == [
            ("born", UNLIKELY, 1),
            ("reviewed_on", MISSING, None),
        ][1:]
    )
    assert ("born", IMPOSSIBLE, 1) in told(find_problems(STANDARD, household, undated, REVIEW_DAY))


@pytest.mark.parametrize(
    ("day", "today", "expected"),
    [
        (date(2024, 10, 15), date(2024, 10, 15), []),
        (date(2024, 10, 16), date(2024, 10, 15), [("reviewed_on", IMPOSSIBLE, None)]),
        (date(2024, 10, 16), None, []),
        (date(2021, 12, 31), None, [("reviewed_on", UNLIKELY, None)]),
        (date(2027, 1, 1), None, [("reviewed_on", UNLIKELY, None)]),
    ],
)
def test_the_review_date_lies_in_the_standards_time_and_not_in_the_future(
    day: date, today: date | None, expected: list[Any]
) -> None:
    review = make_review(STANDARD, reviewed_on=day)

    assert told(find_problems(STANDARD, make_household(), review, today)) == expected


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        ({"income_points": None}, ("income_points", MISSING)),
        ({"income_points": -5}, ("income_points", IMPOSSIBLE)),
        ({"income_points": 120.5}, ("income_points", IMPOSSIBLE)),
        ({"income_points": 121}, ("income_points", UNLIKELY)),
        ({"income_per_person": -1}, ("income_per_person", IMPOSSIBLE)),
        ({"income_per_person": 1_400}, ("income_per_person", UNLIKELY)),
        ({"income_per_person": 1_400_000_000}, ("income_per_person", UNLIKELY)),
        ({"income_per_person": 1_600_000}, ("income_per_person", UNLIKELY)),
        ({"income_per_person": 1_400_000, "income_points": 145}, ("income_per_person", UNLIKELY)),
        ({"inputs": {"Z999": "yes"}}, ("input.Z999", IMPOSSIBLE)),
        ({"inputs": {"A001": "maybe"}}, ("input.A001", IMPOSSIBLE)),
        ({"inputs": {"AN001": "hai"}}, ("input.AN001", IMPOSSIBLE)),
        ({"inputs": {"AN001": "-2"}}, ("input.AN001", IMPOSSIBLE)),
        ({"inputs": {"AN001": "nan"}}, ("input.AN001", IMPOSSIBLE)),
        ({"house": House(floor_area=-1)}, ("floor_area", IMPOSSIBLE)),
        ({"house": House(floor_area=4800)}, ("floor_area", UNLIKELY)),
        ({"reasons": ()}, ("reasons", UNLIKELY)),
        ({"main_reason": "illness"}, ("main_reason", IMPOSSIBLE)),
        ({"recognised": Category.NEAR_POOR}, ("difference_reason", MISSING)),
    ],
)
def test_one_wrong_answer_is_told(review: dict[str, Any], expected: tuple[str, Level]) -> None:
    assert (*expected, None) in told(problems_of(**review))


@pytest.mark.parametrize(
    "review",
    [
        {"income_points": 0},
        {"income_points": 140, "income_per_person": 1_500_000},
        {"income_points": 145, "income_per_person": 1_500_001, "reasons": ()},
        {"income_per_person": 10_000},
        {"inputs": {"A001": "yes", "A002": "", "AN001": "2", "AN002": "", "L001": "120.5"}},
        {"house": House()},
        {"house": House(floor_area=1000)},
        {"main_reason": "no_land"},
        {"recognised": Category.POOR},
        {"recognised": Category.NEAR_POOR, "difference_reason": "Họp dân thống nhất"},
    ],
)
def test_answers_at_the_edge_are_accepted(review: dict[str, Any]) -> None:
    assert problems_of(**review) == []


def test_an_undecided_form_asks_for_no_reason_of_a_difference() -> None:
    problems = problems_of(income_points=None, recognised=Category.POOR)

    assert told(problems) == [("income_points", MISSING, None)]


def test_a_keyed_total_that_differs_from_the_sum_is_shown_with_both() -> None:
    keyed = standard_with_overrides(
        STANDARD, {"question": [{"code": "A001", "answer": [{"code": "yes", "points": {"rural": 30}}]}]}
    )
    review = make_review(keyed, income_points=120, inputs={"A001": "yes"})
    (problem,) = find_problems(keyed, make_household(), review)

    assert problem.message == "Điểm B1 trên phiếu là 120, cộng từ câu trả lời là 30."
    assert find_problems(keyed, make_household(), replace(review, income_points=30)) == []


def test_income_is_not_compared_where_the_standard_has_no_limit() -> None:
    following = standard_by_id("2027-2030")
    review = make_review(following, income_per_person=5_000_000, reviewed_on=date(2027, 10, 1))

    assert find_problems(following, make_household(), review) == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(Lacking.YES), []),
        (Answer(Lacking.UNKNOWN), [MISSING]),
        (Answer(Lacking.YES, carried_over=True), [MISSING]),
        (Answer(Lacking.YES, suggested=Lacking.YES), []),
        (Answer(Lacking.YES, suggested=Lacking.UNKNOWN), []),
        (Answer(Lacking.YES, suggested=Lacking.NO), [UNLIKELY]),
        (Answer(Lacking.YES, suggested=Lacking.NO, note="Trạm Y tế báo"), []),
    ],
)
def test_an_answer_is_given_confirmed_and_explained(answer: Answer, expected: list[Level]) -> None:
    answers = {**make_review(STANDARD).answers, "employment": answer}

    assert told(problems_of(answers=answers)) == [("lacking.employment", level, None) for level in expected]


def test_an_answer_to_an_indicator_of_another_standard_is_impossible() -> None:
    answers = {**make_review(STANDARD).answers, "waste_treatment": Answer(Lacking.YES)}

    assert told(problems_of(answers=answers)) == [("lacking.waste_treatment", IMPOSSIBLE, None)]


def test_a_warning_accepted_with_a_reason_is_no_longer_open() -> None:
    review = make_review(STANDARD, income_points=121, accepted_warnings={"income_points": "Đúng phiếu giấy"})
    problems = find_problems(STANDARD, make_household(phone="0912"), review)

    assert [problem.key for problem in problems] == ["phone", "income_points"]
    assert [problem.key for problem in open_problems(problems, review)] == ["phone"]


def test_an_impossible_value_cannot_be_accepted() -> None:
    review = make_review(STANDARD, income_points=-5, accepted_warnings={"income_points": "Cứ để vậy"})
    problems = find_problems(STANDARD, make_household(), review)

    assert open_problems(problems, review) == problems


def test_every_message_is_a_whole_sentence() -> None:
    household = make_household(make_head("Thử", sex=None, born="", id_number="1", phone="2"), make_member(""))
    problems = problems_of(household, income_points=-1, answers={}, reasons=())

    assert problems and all(problem.message.endswith(".") for problem in problems)
