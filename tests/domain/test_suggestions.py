"""The program proposes each of the twelve answers with a reason, and says when it cannot know."""

from datetime import date
from typing import Any

import pytest

from povdesk.domain import ages
from povdesk.domain.household import Household, Member, Person, Sex, YesNo
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.review import House, Lacking, Review
from povdesk.domain.standard import standard_by_id
from povdesk.domain.suggestions import RULES, Suggestion, suggest

from .families import REVIEW_DAY, make_head, make_household, make_member, make_review

YES, NO, UNKNOWN = Lacking.YES, Lacking.NO, Lacking.UNKNOWN
STANDARD = standard_by_id("2022-2026")


def proposed(rule: str, *members: Member, house: House | None = None, **told: Any) -> Suggestion:
    review = Review(house=house or House(), **told)
    return RULES[rule](Household(members=members), review, REVIEW_DAY)


def test_every_indicator_of_the_standard_in_force_gets_a_proposal() -> None:
    found = suggest(STANDARD, make_household(), make_review(STANDARD), REVIEW_DAY)

    assert list(found) == [indicator.code for indicator in STANDARD.indicators]
    assert all(suggestion.reason.endswith(".") for suggestion in found.values())


def test_the_next_standard_has_no_rules_because_its_limits_are_unknown() -> None:
    assert suggest(standard_by_id("2027-2030"), make_household(), Review(), REVIEW_DAY) == {}


@pytest.mark.parametrize("rule", RULES)
def test_nothing_is_proposed_for_a_household_without_facts(rule: str) -> None:
    assert proposed(rule).lacking is UNKNOWN


@pytest.mark.parametrize(
    ("facts", "lacking"),
    [
        ({"work_status": "working", "contract": "yes"}, NO),
        ({"work_status": "working", "contract": "not_waged"}, NO),
        ({"work_status": "working", "contract": "no"}, YES),
        ({"work_status": "working"}, UNKNOWN),
        ({"work_status": "jobless"}, YES),
        ({"work_status": "jobless", "able_to_work": YesNo.NO}, NO),
        ({"work_status": "unwilling"}, NO),
        ({"work_status": "unable"}, NO),
        ({"work_status": "studying"}, NO),
        ({"studying": YesNo.YES}, NO),
        ({"work_status": ""}, UNKNOWN),
        ({"work_status": "jobless", "born": "15/10/1963"}, NO),
        ({"work_status": "jobless", "born": "16/10/1963"}, YES),
        ({"work_status": "jobless", "born": "15/10/2009"}, YES),
        ({"work_status": "jobless", "born": "16/10/2009"}, NO),
        ({"work_status": "jobless", "born": ""}, UNKNOWN),
    ],
)
def test_work(facts: dict[str, Any], lacking: Lacking) -> None:
    assert proposed("a_member_has_no_work", make_member(**facts)).lacking is lacking


def test_who_has_no_work_is_named() -> None:
    found = proposed(
        "a_member_has_no_work",
        make_member("Hồ Văn Một", work_status="jobless"),
        make_member("Hồ Thị Hai", work_status="working", contract="no"),
        make_member("Hồ Thị Ba"),
    )

    assert found.reason == (
        "Hồ Văn Một trong độ tuổi lao động không có việc làm;"
        " Hồ Thị Hai làm công ăn lương không có hợp đồng lao động."
    )


def _people(children: int, elderly: int, others: int, blank: int = 0) -> list[Member]:
    return [
        *(make_member(born="2015") for _ in range(children)),
        *(make_member(born="1940", social_allowance="elderly") for _ in range(elderly)),
        *(make_member(social_allowance="none") for _ in range(others)),
        *(make_member(social_allowance="") for _ in range(blank)),
    ]


@pytest.mark.parametrize(
    ("members", "lacking"),
    [
        (_people(2, 0, 2), NO),
        (_people(3, 0, 2), YES),
        (_people(1, 1, 2), NO),
        (_people(1, 2, 2), YES),
        (_people(2, 0, 1, blank=1), UNKNOWN),
        (_people(1, 0, 2, blank=1), NO),
        (_people(3, 0, 1, blank=1), YES),
        ([make_member(born="15/10/2008", social_allowance="none")], NO),
        ([make_member(born="16/10/2008", social_allowance="none")], YES),
        ([make_member(born="1950", social_allowance="none")], NO),
        ([make_member(social_allowance="disabled")], YES),
        ([make_member(born="2006", social_allowance="orphan")], NO),
        ([make_member(born="", social_allowance="none")], UNKNOWN),
        ([make_member(born="", social_allowance="disabled")], YES),
    ],
)
def test_dependants_are_more_than_half(members: list[Member], lacking: Lacking) -> None:
    assert proposed("more_than_half_are_dependants", *members).lacking is lacking


@pytest.mark.parametrize(
    ("born", "malnourished", "lacking"),
    [
        ("2018", YesNo.YES, YES),
        ("2018", YesNo.NO, NO),
        ("2018", YesNo.UNKNOWN, UNKNOWN),
        ("1990", YesNo.YES, NO),
        ("15/10/2008", YesNo.YES, NO),
        ("16/10/2008", YesNo.YES, YES),
        ("", YesNo.YES, UNKNOWN),
        ("", YesNo.NO, NO),
    ],
)
def test_only_the_health_post_says_who_is_malnourished(
    born: str, malnourished: YesNo, lacking: Lacking
) -> None:
    child = make_member(born=born, malnourished=malnourished, height_cm=60.0, weight_kg=5.0)

    assert proposed("a_child_is_malnourished", child).lacking is lacking


@pytest.mark.parametrize(
    ("born", "facts", "lacking"),
    [
        ("1990", {"health_insurance": YesNo.YES}, NO),
        ("1990", {"health_insurance": YesNo.NO}, YES),
        ("1990", {}, UNKNOWN),
        ("1990", {"health_insurance": YesNo.YES, "insured_until": date(2024, 10, 15)}, NO),
        ("1990", {"health_insurance": YesNo.YES, "insured_until": date(2024, 10, 14)}, YES),
        ("16/10/2018", {"health_insurance": YesNo.NO}, NO),
        ("15/10/2018", {"health_insurance": YesNo.NO}, YES),
        ("", {"health_insurance": YesNo.NO}, UNKNOWN),
        ("", {"health_insurance": YesNo.YES}, NO),
    ],
)
def test_insurance_counts_from_six_years(born: str, facts: dict[str, Any], lacking: Lacking) -> None:
    assert proposed("a_member_has_no_insurance", make_member(born=born, **facts)).lacking is lacking


@pytest.mark.parametrize(
    ("born", "facts", "lacking"),
    [
        ("2007", {"studying": YesNo.YES}, NO),
        ("2007", {"studying": YesNo.NO, "education": "lower_secondary"}, NO),
        ("2007", {"studying": YesNo.NO, "education": "primary"}, YES),
        ("2007", {"studying": YesNo.NO}, UNKNOWN),
        ("2007", {"education": "primary"}, UNKNOWN),
        ("2000", {"studying": YesNo.NO, "education": "upper_secondary"}, NO),
        (
            "2000",
            {
                "studying": YesNo.NO,
                "education": "lower_secondary",
                "training": "none",
                "certificate": YesNo.NO,
            },
            YES,
        ),
        ("2000", {"studying": YesNo.NO, "education": "lower_secondary", "training": "elementary"}, NO),
        ("2000", {"studying": YesNo.NO, "education": "primary", "certificate": YesNo.YES}, NO),
        ("2000", {"studying": YesNo.NO, "education": "lower_secondary", "training": "none"}, UNKNOWN),
        ("16/10/2008", {"studying": YesNo.NO, "education": "primary"}, NO),
        ("15/10/2008", {"studying": YesNo.NO, "education": "primary"}, YES),
        (
            "16/10/1993",
            {"studying": YesNo.NO, "education": "primary", "training": "none", "certificate": YesNo.NO},
            YES,
        ),
        (
            "15/10/1993",
            {"studying": YesNo.NO, "education": "primary", "training": "none", "certificate": YesNo.NO},
            NO,
        ),
        ("", {"studying": YesNo.NO}, UNKNOWN),
        ("", {"studying": YesNo.YES}, NO),
    ],
)
def test_adults_study_or_hold_the_certificate(born: str, facts: dict[str, Any], lacking: Lacking) -> None:
    assert proposed("an_adult_lacks_schooling", make_member(born=born, **facts)).lacking is lacking


@pytest.mark.parametrize(
    ("born", "studying", "level", "lacking"),
    [
        ("31/12/2021", YesNo.NO, "", YES),
        ("01/01/2022", YesNo.NO, "", NO),
        ("2021", YesNo.YES, "preschool", NO),
        ("2019", YesNo.YES, "preschool", NO),
        ("2018", YesNo.YES, "preschool", YES),
        ("2018", YesNo.YES, "primary", NO),
        ("2013", YesNo.YES, "primary", NO),
        ("2013", YesNo.YES, "lower_secondary", NO),
        ("2012", YesNo.YES, "primary", YES),
        ("2009", YesNo.YES, "lower_secondary", NO),
        ("2009", YesNo.YES, "upper_secondary", NO),
        ("2009", YesNo.YES, "primary", YES),
        ("2009", YesNo.NO, "", YES),
        ("2008", YesNo.NO, "", NO),
        ("2015", YesNo.YES, "", UNKNOWN),
        ("2015", YesNo.UNKNOWN, "primary", UNKNOWN),
        ("", YesNo.UNKNOWN, "", UNKNOWN),
        ("", YesNo.YES, "primary", NO),
    ],
)
def test_children_are_at_the_level_for_the_school_year_or_higher(
    born: str, studying: YesNo, level: str, lacking: Lacking
) -> None:
    child = make_member(born=born, studying=studying, school_level=level)

    assert proposed("a_child_is_not_at_school", child).lacking is lacking


@pytest.mark.parametrize(
    ("wall", "column", "roof", "lacking"),
    [
        ("other", "other", "tile", YES),
        ("other", "other", "other", YES),
        ("other", "other", "", YES),
        ("other", "brick", "tile", NO),
        ("brick", "solid", "", NO),
        ("other", "brick", "", UNKNOWN),
        ("", "", "", UNKNOWN),
    ],
)
def test_two_of_three_structures_decide(wall: str, column: str, roof: str, lacking: Lacking) -> None:
    house = House(wall=wall, column=column, roof=roof)

    assert proposed("two_structures_are_not_durable", make_head(), house=house).lacking is lacking


@pytest.mark.parametrize(("area", "lacking"), [(15.9, YES), (16.0, NO), (16.1, NO), (None, UNKNOWN)])
def test_floor_area_below_eight_square_metres_a_person(area: float | None, lacking: Lacking) -> None:
    found = proposed("floor_area_is_small", make_head(), make_member(), house=House(floor_area=area))

    assert found.lacking is lacking


def test_the_reason_for_a_small_house_shows_the_sum() -> None:
    found = proposed("floor_area_is_small", make_head(), make_member(), house=House(floor_area=15.5))

    assert found.reason == "15,5 m² cho 02 người, bình quân 7,75 m², nhỏ hơn 8 m²."


@pytest.mark.parametrize(
    ("rule", "house", "lacking"),
    [
        ("water_is_not_hygienic", House(water="other"), YES),
        ("water_is_not_hygienic", House(water="rain"), NO),
        ("water_is_not_hygienic", House(water="protected_spring"), NO),
        ("latrine_is_not_hygienic", House(latrine="other"), YES),
        ("latrine_is_not_hygienic", House(latrine="two_compartment"), NO),
        ("nobody_uses_internet", House(uses_internet=YesNo.NO), YES),
        ("nobody_uses_internet", House(uses_internet=YesNo.YES), NO),
        ("no_information_device", House(has_information_device=YesNo.NO), YES),
        ("no_information_device", House(has_information_device=YesNo.YES), NO),
    ],
)
def test_services_of_the_house(rule: str, house: House, lacking: Lacking) -> None:
    assert proposed(rule, make_head(), house=house).lacking is lacking


def test_a_television_on_the_income_form_is_a_device() -> None:
    found = proposed(
        "no_information_device", house=House(has_information_device=YesNo.NO), inputs={"A002": "yes"}
    )

    assert found.lacking is NO and found.reason == "Phiếu B1 ghi có ti vi."


@pytest.mark.parametrize(
    ("rule", "member", "is_exact"),
    [
        ("more_than_half_are_dependants", make_member(born="2008", social_allowance="none"), False),
        ("more_than_half_are_dependants", make_member(born="2007", social_allowance="none"), True),
        ("a_child_is_malnourished", make_member(born="11/2008", malnourished=YesNo.NO), True),
        ("a_child_is_malnourished", make_member(born="10/2008", malnourished=YesNo.NO), True),
        ("a_member_has_no_insurance", make_member(born="2018", health_insurance=YesNo.NO), False),
        ("a_member_has_no_insurance", make_member(born="2010", health_insurance=YesNo.NO), True),
        ("an_adult_lacks_schooling", make_member(born="2008", education="primary"), False),
        ("a_member_has_no_work", make_member(born="1963", work_status="jobless"), False),
        ("a_member_has_no_work", make_member(born="2009", work_status="jobless"), False),
        ("a_member_has_no_work", make_member(born="1990", work_status="jobless"), True),
        ("a_child_is_not_at_school", make_member(born="2018", studying=YesNo.NO), True),
    ],
)
def test_a_birth_without_its_day_is_mentioned_when_it_matters(
    rule: str, member: Member, is_exact: bool
) -> None:
    found = proposed(rule, member)

    assert found.is_exact is is_exact
    assert ("Năm sinh không đủ ngày" in found.reason) is not is_exact


@pytest.mark.parametrize(
    ("sex", "born", "day", "answer"),
    [
        (Sex.MALE, "01/06/2009", date(2024, 5, 31), YesNo.NO),
        (Sex.MALE, "01/06/2009", date(2024, 6, 1), YesNo.YES),
        (Sex.MALE, "15/10/1963", date(2024, 10, 14), YesNo.YES),
        (Sex.MALE, "15/10/1963", date(2024, 10, 15), YesNo.NO),
        (Sex.FEMALE, "15/06/1968", date(2024, 10, 14), YesNo.YES),
        (Sex.FEMALE, "15/06/1968", date(2024, 10, 15), YesNo.NO),
        (Sex.MALE, "01/01/1963", date(2025, 3, 31), YesNo.NO),
        (Sex.MALE, "01/01/1964", date(2025, 3, 31), YesNo.YES),
        (Sex.MALE, "01/01/1968", date(2029, 12, 31), YesNo.YES),
        (Sex.MALE, "01/01/1968", date(2030, 1, 1), YesNo.NO),
        (None, "1990", date(2024, 10, 15), YesNo.YES),
        (None, "1965", date(2024, 10, 15), YesNo.UNKNOWN),
        (None, "1950", date(2024, 10, 15), YesNo.NO),
        (Sex.MALE, "", date(2024, 10, 15), YesNo.UNKNOWN),
    ],
)
def test_working_age_runs_from_15_to_the_retirement_age_of_the_year(
    sex: Sex | None, born: str, day: date, answer: YesNo
) -> None:
    person = Person("Hồ Văn Thử", sex, PartialDate.parse(born) if born else None)

    assert ages.working_age(person, day) is answer


def test_a_year_alone_is_exact_unless_the_limit_lies_in_it() -> None:
    day = date(2024, 10, 15)
    exact = [
        born
        for born in ("1963", "1964", "10/1963", "9/1963", "2009", "2008", "")
        if ages.working_age_is_exact(
            Person("Hồ Văn Thử", Sex.MALE, PartialDate.parse(born) if born else None), day
        )
    ]

    assert exact == ["1964", "9/1963", "2008"]


@pytest.mark.parametrize(
    ("day", "age"), [(date(2024, 8, 31), 6), (date(2024, 9, 1), 7), (date(2025, 5, 31), 7)]
)
def test_the_school_age_changes_with_the_school_year(day: date, age: int) -> None:
    assert ages.school_age(PartialDate(2017, 12, 31), day) == age


def test_the_plan_indicator_asks_for_the_level_of_the_year() -> None:
    levels = {age: ages.level_for_age(age, "statistics") for age in (2, 3, 5, 6, 10, 11, 14, 15, 17, 18)}

    assert levels == {
        2: "",
        3: "preschool",
        5: "preschool",
        6: "primary",
        10: "primary",
        11: "lower_secondary",
        14: "lower_secondary",
        15: "upper_secondary",
        17: "upper_secondary",
        18: "",
    }
    assert ages.is_at_least("upper_secondary", "lower_secondary")
    assert not ages.is_at_least("", "preschool")
