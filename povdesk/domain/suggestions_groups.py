"""Named rules that propose a household's priority groups from its roster, with a reason."""

from collections.abc import Callable, Mapping
from datetime import date

from povdesk.domain import ages, catalogues
from povdesk.domain.household import Household, Member, Sex, YesNo
from povdesk.domain.review import Lacking
from povdesk.domain.suggestions import Suggestion

_NO_HEAD = "Chưa chọn chủ hộ."


def suggest_groups(household: Household, day: date) -> dict[str, Suggestion]:
    """A proposal for every group that has a rule, by its code in the catalogue `priority_groups`.

    In a proposal, `lacking` says whether the household belongs to the group. day: of the review.
    """
    return {code: rule(household, day) for code, rule in GROUP_RULES.items()}


def ethnic_minority(household: Household, day: date) -> Suggestion:
    """By the head's ethnic group."""
    head = household.head
    if head is None:
        return Suggestion(Lacking.UNKNOWN, _NO_HEAD)
    group = catalogues.item_of("ethnic_groups", head.person.ethnic_group)
    if group is None:
        return Suggestion(Lacking.UNKNOWN, f"{_name(head)} chưa rõ dân tộc.")
    is_minority = bool(group.extra.get("minority"))
    return Suggestion(
        Lacking.YES if is_minority else Lacking.NO, f"Chủ hộ {_name(head)} là người dân tộc {group.name}."
    )


def female_head(household: Household, day: date) -> Suggestion:
    """By the head's sex."""
    head = household.head
    if head is None:
        return Suggestion(Lacking.UNKNOWN, _NO_HEAD)
    if head.person.sex is None:
        return Suggestion(Lacking.UNKNOWN, f"{_name(head)} chưa rõ giới tính.")
    is_female = head.person.sex is Sex.FEMALE
    words = "nữ" if is_female else "nam"
    return Suggestion(Lacking.YES if is_female else Lacking.NO, f"Chủ hộ {_name(head)} là {words}.")


def no_labour(household: Household, day: date) -> Suggestion:
    """Nobody of working age is able to work; somebody who works outside that age counts as labour."""
    unclear: list[str] = []
    for member in household.members:
        able = _able_to_work(member, day)
        if able is YesNo.YES:
            return Suggestion(Lacking.NO, f"{_name(member)} có khả năng lao động.")
        if able is YesNo.UNKNOWN:
            unclear.append(f"{_name(member)} chưa rõ khả năng lao động")
    if unclear or not household.members:
        return Suggestion(Lacking.UNKNOWN, "; ".join(unclear or ["Chưa có nhân khẩu"]) + ".")
    return Suggestion(Lacking.YES, "Không có người nào trong độ tuổi lao động có khả năng lao động.")


def social_protection(household: Household, day: date) -> Suggestion:
    """Somebody draws a monthly social allowance."""
    unclear = []
    for member in household.members:
        code = member.facts.social_allowance
        if code and code != "none":
            kind = catalogues.name_of("social_allowances", code)
            return Suggestion(
                Lacking.YES, f"{_name(member)} hưởng trợ cấp xã hội hằng tháng ({kind.lower()})."
            )
        if not code:
            unclear.append(f"{_name(member)} chưa rõ trợ cấp xã hội")
    return _nobody(household, unclear, "Không có ai hưởng trợ cấp xã hội hằng tháng.")


def merit(household: Household, day: date) -> Suggestion:
    """Somebody is recognised for merit in the revolution."""
    unclear = []
    for member in household.members:
        if member.facts.merit is YesNo.YES:
            return Suggestion(Lacking.YES, f"{_name(member)} là người có công.")
        if member.facts.merit is YesNo.UNKNOWN:
            unclear.append(f"{_name(member)} chưa rõ là người có công hay không")
    return _nobody(household, unclear, "Không có ai là người có công.")


Rule = Callable[[Household, date], Suggestion]

GROUP_RULES: Mapping[str, Rule] = {
    rule.__name__: rule for rule in (ethnic_minority, no_labour, merit, social_protection, female_head)
}
"""By the group's code. A group that depends on the province has no rule."""


def _nobody(household: Household, unclear: list[str], otherwise: str) -> Suggestion:
    if unclear or not household.members:
        return Suggestion(Lacking.UNKNOWN, "; ".join(unclear or ["Chưa có nhân khẩu"]) + ".")
    return Suggestion(Lacking.NO, otherwise)


def _able_to_work(member: Member, day: date) -> YesNo:
    facts = member.facts
    if facts.able_to_work is YesNo.NO or facts.work_status == "unable":
        return YesNo.NO
    if facts.work_status == "working":
        return YesNo.YES
    of_age = ages.working_age(member.person, day)
    if of_age is YesNo.NO:
        return YesNo.NO
    if of_age is YesNo.YES and (facts.able_to_work is YesNo.YES or facts.work_status):
        return YesNo.YES
    return YesNo.UNKNOWN


def _name(member: Member) -> str:
    return member.person.full_name or "Người chưa có tên"
