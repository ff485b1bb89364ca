"""Invented families for tests: each function has defaults, so a test names only what it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from povdesk.domain.household import HEAD, Household, Member, MemberFacts, Person, Sex, YesNo
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.review import Answer, House, Lacking, Review
from povdesk.domain.standard import Standard

REVIEW_DAY = date(2024, 10, 15)


def make_member(
    name: str = "Hồ Văn Thử", *, born: str = "12/05/1984", relation: str = "child", **told: Any
) -> Member:
    """A member; person's facts and review facts by their names."""
    personal = {key: told.pop(key) for key in list(told) if key in Person.__dataclass_fields__}
    person = Person(
        **{
            "full_name": name,
            "sex": Sex.MALE,
            "born": PartialDate.parse(born) if born else None,
            "ethnic_group": "30",
            **personal,
        }
    )
    return Member(person, relation, facts=MemberFacts(**told))


def make_head(name: str = "Hồ Văn Chủ", **told: Any) -> Member:
    """A head of 1984, sound in every field."""
    facts: dict[str, Any] = {
        "id_number": "051084000123",
        "health_insurance": YesNo.YES,
        "work_status": "working",
        "contract": "not_waged",
    }
    return make_member(name, relation=HEAD, **{**facts, **told})


def make_household(*members: Member, **told: Any) -> Household:
    """A household of the given members, or of one sound head."""
    return Household(**{"hamlet_id": 1, "members": members or (make_head(),), **told})


def make_review(standard: Standard, *, lacking: int = 3, **told: Any) -> Review:
    """A complete form: the first `lacking` indicators lack, the rest do not."""
    answers = {
        indicator.code: Answer(Lacking.YES if place < lacking else Lacking.NO)
        for place, indicator in enumerate(standard.indicators)
    }
    complete = Review(
        standard_id=standard.id,
        reviewed_on=REVIEW_DAY,
        income_points=120,
        answers=answers,
        reasons=("no_land",),
        house=House(floor_area=48),
    )
    return replace(complete, **told)


def lacking_first(standard: Standard, count: int) -> dict[str, Lacking]:
    """Answers with the first `count` indicators lacking."""
    return {
        indicator.code: Lacking.YES if place < count else Lacking.NO
        for place, indicator in enumerate(standard.indicators)
    }
