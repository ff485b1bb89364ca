"""The program proposes priority groups from the roster, names the person, and says when it cannot know."""

from datetime import date

import pytest

from povdesk.domain import catalogues
from povdesk.domain.household import Household, Sex, YesNo
from povdesk.domain.review import Lacking
from povdesk.domain.suggestions_groups import GROUP_RULES, suggest_groups

from .families import REVIEW_DAY, make_head, make_household, make_member

YES, NO, UNKNOWN = Lacking.YES, Lacking.NO, Lacking.UNKNOWN


def proposed(code: str, *members: object, day: date = REVIEW_DAY) -> Lacking:
    return suggest_groups(Household(members=members), day)[code].lacking  # type: ignore[arg-type]


def test_every_rule_belongs_to_a_group_of_the_list() -> None:
    assert set(GROUP_RULES) <= {item.code for item in catalogues.load("priority_groups")}


def test_a_group_that_depends_on_the_province_has_no_rule() -> None:
    assert "local_ethnic_group" not in GROUP_RULES


@pytest.mark.parametrize("code", GROUP_RULES)
def test_nothing_is_proposed_for_a_household_without_members(code: str) -> None:
    assert proposed(code) is UNKNOWN


@pytest.mark.parametrize("found", suggest_groups(make_household(), REVIEW_DAY).values())
def test_each_proposal_has_a_whole_sentence(found: object) -> None:
    assert found.reason.endswith(".")  # type: ignore[attr-defined]


@pytest.mark.parametrize(("group", "belongs"), [("30", YES), ("01", NO), ("", UNKNOWN)])
def test_an_ethnic_minority_household_goes_by_its_head(group: str, belongs: Lacking) -> None:
    other = make_member(ethnic_group="01" if group == "30" else "30")

    assert proposed("ethnic_minority", make_head(ethnic_group=group), other) is belongs


@pytest.mark.parametrize(("sex", "belongs"), [(Sex.FEMALE, YES), (Sex.MALE, NO), (None, UNKNOWN)])
def test_a_household_headed_by_a_woman(sex: Sex | None, belongs: Lacking) -> None:
    assert proposed("female_head", make_head(sex=sex)) is belongs


@pytest.mark.parametrize(
    ("member", "belongs"),
    [
        (make_member(work_status="working"), NO),
        (make_member(work_status="jobless"), NO),
        (make_member(work_status="unable"), YES),
        (make_member(able_to_work=YesNo.NO), YES),
        (make_member(able_to_work=YesNo.YES), NO),
        (make_member(), UNKNOWN),
        (make_member(born=""), UNKNOWN),
        (make_member(born="1940"), YES),
        (make_member(born="1940", work_status="working"), NO),
        (make_member(born="2015"), YES),
    ],
)
def test_a_household_without_labour_has_nobody_able_to_work(member: object, belongs: Lacking) -> None:
    child = make_member(born="16/10/2009")

    assert proposed("no_labour", member, child) is belongs


def test_one_person_able_to_work_decides_whatever_is_unknown_of_the_others() -> None:
    assert proposed("no_labour", make_member(), make_member(work_status="working")) is NO


@pytest.mark.parametrize(
    ("first", "second", "belongs"),
    [("elderly", "", YES), ("none", "none", NO), ("none", "", UNKNOWN), ("orphan", "none", YES)],
)
def test_social_protection_needs_one_monthly_allowance(first: str, second: str, belongs: Lacking) -> None:
    members = [make_member(social_allowance=code) for code in (first, second)]

    assert proposed("social_protection", *members) is belongs


@pytest.mark.parametrize(
    ("first", "second", "belongs"),
    [
        (YesNo.YES, YesNo.UNKNOWN, YES),
        (YesNo.NO, YesNo.NO, NO),
        (YesNo.NO, YesNo.UNKNOWN, UNKNOWN),
    ],
)
def test_a_household_of_merit_has_one_such_member(first: YesNo, second: YesNo, belongs: Lacking) -> None:
    assert proposed("merit", make_member(merit=first), make_member(merit=second)) is belongs
