"""Named rules that propose “lacking or not” from members and house, with a reason; the officer decides."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from povdesk.domain import ages, catalogues
from povdesk.domain.household import Household, Member, YesNo
from povdesk.domain.review import Lacking, Review
from povdesk.domain.standard import Standard
from povdesk.domain.vietnamese import format_count, format_number

CHILD_BELOW = 16
INSURED_FROM = 6
ADULT_SCHOOLING_FROM, ADULT_SCHOOLING_TO = 16, 30
CERTIFICATE_FROM = 18
SMALL_AREA = 8

_INEXACT = "Năm sinh không đủ ngày nên tuổi tính từ 01/01."
_DEVICES = {"A002": "ti vi", "A008": "máy vi tính, máy tính bảng", "A012": "điện thoại"}


@dataclass(frozen=True)
class Suggestion:
    """A proposal with its reason as whole sentences. is_exact: False when a birth was not complete."""

    lacking: Lacking
    reason: str
    is_exact: bool = True


def suggest(standard: Standard, household: Household, review: Review, day: date) -> dict[str, Suggestion]:
    """A proposal for every indicator that has a rule, by indicator code. day: of the review."""
    return {
        indicator.code: RULES[indicator.suggested_by](household, review, day)
        for indicator in standard.indicators
        if indicator.suggested_by
    }


# --- Work ---------------------------------------------------------------------------------------


def a_member_has_no_work(household: Household, review: Review, day: date) -> Suggestion:
    """Somebody of working age, able and willing, has no job; or somebody waged has no contract."""
    found = _Tally(household, day)
    for member in household.members:
        facts, name = member.facts, member.person.full_name
        if facts.work_status == "working":
            if facts.contract == "no":
                found.yes(f"{name} làm công ăn lương không có hợp đồng lao động")
            elif not facts.contract:
                found.unknown(f"{name} chưa rõ hợp đồng lao động")
            continue
        studies = facts.studying is YesNo.YES and not facts.work_status
        if studies or facts.work_status not in ("", "jobless") or facts.able_to_work is YesNo.NO:
            continue
        of_age = ages.working_age(member.person, day)
        if member.person.born and not ages.working_age_is_exact(member.person, day):
            found.inexact()
        if of_age is YesNo.YES and facts.work_status == "jobless":
            found.yes(f"{name} trong độ tuổi lao động không có việc làm")
        elif of_age is not YesNo.NO:
            found.unknown(
                f"{name} chưa rõ việc làm" if of_age is YesNo.YES else f"{name} chưa rõ tuổi lao động"
            )
    return found.suggestion("Không có người trong độ tuổi lao động nào thiếu việc làm, hợp đồng lao động.")


def more_than_half_are_dependants(household: Household, review: Review, day: date) -> Suggestion:
    """Children below 16, and elderly or disabled people on a monthly allowance, are over half."""
    certain = open_cases = 0
    is_exact = True
    for member in household.members:
        dependent = _is_dependant(member, day)
        certain += dependent is YesNo.YES
        open_cases += dependent is YesNo.UNKNOWN
        is_exact = is_exact and not _is_near(member, CHILD_BELOW, day)
    size = household.size
    counted = f"{format_count(certain)} người phụ thuộc trong {format_count(size)} nhân khẩu"
    if certain * 2 > size:
        return _made(Lacking.YES, f"Có {counted}, trên 50%.", is_exact)
    if size and (certain + open_cases) * 2 <= size:
        return _made(Lacking.NO, f"Có {counted}, không quá 50%.", is_exact)
    return _made(
        Lacking.UNKNOWN,
        f"Có {counted}, {format_count(open_cases)} người chưa rõ tuổi hoặc trợ cấp.",
        is_exact,
    )


# --- Health -------------------------------------------------------------------------------------


def a_child_is_malnourished(household: Household, review: Review, day: date) -> Suggestion:
    """Only the health post's confirmation counts, never height and weight."""
    found = _Tally(household, day)
    for member in household.members:
        child = _is_below(member, CHILD_BELOW, day)
        if child is YesNo.NO:
            continue
        found.note_age(member, CHILD_BELOW)
        name = member.person.full_name
        if member.facts.malnourished is YesNo.YES and child is YesNo.YES:
            found.yes(f"Trạm Y tế xác nhận {name} suy dinh dưỡng")
        elif member.facts.malnourished is not YesNo.NO:
            found.unknown(f"{name} chưa có xác nhận của Trạm Y tế" if child is YesNo.YES else _no_birth(name))
    return found.suggestion("Không có trẻ em dưới 16 tuổi nào suy dinh dưỡng theo xác nhận của Trạm Y tế.")


def a_member_has_no_insurance(household: Household, review: Review, day: date) -> Suggestion:
    """Somebody aged 6 or more has no valid card."""
    found = _Tally(household, day)
    for member in household.members:
        facts, name = member.facts, member.person.full_name
        small = _is_below(member, INSURED_FROM, day)
        expired = facts.insured_until is not None and facts.insured_until < day
        if small is YesNo.YES or (facts.health_insurance is YesNo.YES and not expired):
            continue
        found.note_age(member, INSURED_FROM)
        if small is YesNo.UNKNOWN:
            found.unknown(_no_birth(name))
        elif facts.health_insurance is YesNo.UNKNOWN:
            found.unknown(f"{name} chưa rõ thẻ BHYT")
        else:
            found.yes(f"Thẻ BHYT của {name} đã hết hạn" if expired else f"{name} không có thẻ BHYT")
    return found.suggestion("Mọi người từ 6 tuổi trở lên đều có thẻ BHYT.")


# --- Education ----------------------------------------------------------------------------------


def an_adult_lacks_schooling(household: Household, review: Review, day: date) -> Suggestion:
    """Somebody aged 16 to 30 neither studies nor holds the certificate for the age."""
    found = _Tally(household, day)
    for member in household.members:
        name, born = member.person.full_name, member.person.born
        if member.facts.studying is YesNo.YES:
            continue
        if born is None:
            found.unknown(_no_birth(name))
            continue
        age = born.age_on(day)
        for limit in (ADULT_SCHOOLING_FROM, CERTIFICATE_FROM, ADULT_SCHOOLING_TO + 1):
            found.note_age(member, limit)
        if not ADULT_SCHOOLING_FROM <= age <= ADULT_SCHOOLING_TO:
            continue
        schooled = _is_schooled(member, age)
        if schooled is YesNo.NO and member.facts.studying is YesNo.NO:
            needed = "trung học cơ sở" if age < CERTIFICATE_FROM else "trung học phổ thông hoặc bằng nghề"
            found.yes(f"{name} ({age} tuổi) không đi học, chưa có bằng {needed}")
        elif schooled is not YesNo.YES:
            found.unknown(f"{name} ({age} tuổi) chưa rõ việc học hoặc bằng cấp")
    return found.suggestion("Mọi người từ 16 đến 30 tuổi đang đi học hoặc có bằng cấp phù hợp.")


def a_child_is_not_at_school(household: Household, review: Review, day: date) -> Suggestion:
    """A child of 3 to below 16 is not at the level for the age or a higher one; age by school year."""
    found = _Tally(household, day)
    for member in household.members:
        facts, name, born = member.facts, member.person.full_name, member.person.born
        if born is None:
            if member.facts.studying is not YesNo.YES:
                found.unknown(_no_birth(name))
            continue
        needed = ages.level_for_age(ages.school_age(born, day), "decree")
        if not needed:
            continue
        words = catalogues.name_of("school_ages", needed).lower()
        if facts.studying is YesNo.NO:
            found.yes(f"{name} (sinh {born}) không đi học, bậc phù hợp là {words}")
        elif facts.studying is YesNo.UNKNOWN or not facts.school_level:
            found.unknown(f"{name} (sinh {born}) chưa rõ việc đi học")
        elif not ages.is_at_least(facts.school_level, needed):
            found.yes(f"{name} (sinh {born}) học thấp hơn bậc phù hợp là {words}")
    return found.suggestion("Mọi trẻ em từ 3 đến dưới 16 tuổi học đúng bậc phù hợp hoặc cao hơn.")


# --- House and services -------------------------------------------------------------------------


def two_structures_are_not_durable(household: Household, review: Review, day: date) -> Suggestion:
    """At least two of wall, column and roof are of material that does not last."""
    house = review.house
    parts = (
        ("tường", "house_walls", house.wall),
        ("cột", "house_columns", house.column),
        ("mái", "house_roofs", house.roof),
    )
    durable = {words: _flag(name, code, "durable") for words, name, code in parts}
    weak = [words for words, answer in durable.items() if answer is False]
    sound = [words for words, answer in durable.items() if answer]
    if len(weak) >= 2:
        return _made(Lacking.YES, f"{', '.join(weak).capitalize()} làm bằng vật liệu không bền chắc.")
    if len(sound) >= 2:
        return _made(Lacking.NO, f"{', '.join(sound).capitalize()} làm bằng vật liệu bền chắc.")
    return _made(Lacking.UNKNOWN, "Chưa đủ vật liệu tường, cột, mái.")


def floor_area_is_small(household: Household, review: Review, day: date) -> Suggestion:
    """Less than 8 m² per person."""
    area, size = review.house.floor_area, household.size
    if area is None or not size:
        return _made(Lacking.UNKNOWN, "Chưa có diện tích nhà ở hoặc chưa có nhân khẩu.")
    each = (
        f"{format_number(area)} m² cho {format_count(size)} người,"
        f" bình quân {format_number(area / size, at_most=2)} m²"
    )
    if area < SMALL_AREA * size:
        return _made(Lacking.YES, f"{each}, nhỏ hơn {SMALL_AREA} m².")
    return _made(Lacking.NO, f"{each}, từ {SMALL_AREA} m² trở lên.")


def water_is_not_hygienic(household: Household, review: Review, day: date) -> Suggestion:
    """The source is none of the hygienic ones."""
    return _by_catalogue("water_sources", review.house.water, "Nguồn nước")


def latrine_is_not_hygienic(household: Household, review: Review, day: date) -> Suggestion:
    """The latrine is none of the hygienic ones."""
    return _by_catalogue("latrines", review.house.latrine, "Nhà tiêu")


def nobody_uses_internet(household: Household, review: Review, day: date) -> Suggestion:
    """No member uses an internet service."""
    match review.house.uses_internet:
        case YesNo.YES:
            return _made(Lacking.NO, "Có người dùng dịch vụ internet.")
        case YesNo.NO:
            return _made(Lacking.YES, "Không ai dùng dịch vụ internet.")
        case _:
            return _made(Lacking.UNKNOWN, "Chưa rõ có ai dùng internet không.")


def no_information_device(household: Household, review: Review, day: date) -> Suggestion:
    """The household owns no device for information; the assets of phiếu B1 count as well."""
    owned = [words for code, words in _DEVICES.items() if review.inputs.get(code) == "yes"]
    if owned:
        return _made(Lacking.NO, f"Phiếu B1 ghi có {', '.join(owned)}.")
    match review.house.has_information_device:
        case YesNo.YES:
            return _made(Lacking.NO, "Có phương tiện tiếp cận thông tin.")
        case YesNo.NO:
            return _made(Lacking.YES, "Không có phương tiện tiếp cận thông tin nào.")
        case _:
            return _made(Lacking.UNKNOWN, "Chưa rõ phương tiện tiếp cận thông tin.")


Rule = Callable[[Household, Review, date], Suggestion]

RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        a_member_has_no_work,
        more_than_half_are_dependants,
        a_child_is_malnourished,
        a_member_has_no_insurance,
        an_adult_lacks_schooling,
        a_child_is_not_at_school,
        two_structures_are_not_durable,
        floor_area_is_small,
        water_is_not_hygienic,
        latrine_is_not_hygienic,
        nobody_uses_internet,
        no_information_device,
    )
}
"""By the name that a standard's `suggested_by` carries."""


# --- Private ------------------------------------------------------------------------------------


class _Tally:
    """Collects who makes the household lack something and who is not clear; YES wins over UNKNOWN."""

    def __init__(self, household: Household, day: date) -> None:
        self._day = day
        self._lacking: list[str] = []
        self._open: list[str] = [] if household.members else ["Chưa có nhân khẩu"]
        self._exact = True

    def yes(self, sentence: str) -> None:
        self._lacking.append(sentence)

    def unknown(self, sentence: str) -> None:
        self._open.append(sentence)

    def inexact(self) -> None:
        self._exact = False

    def note_age(self, member: Member, limit: int) -> None:
        """Remember that this member's age stands on an incomplete birth near the limit."""
        if _is_near(member, limit, self._day):
            self.inexact()

    def suggestion(self, otherwise: str) -> Suggestion:
        if self._lacking:
            return _made(Lacking.YES, _sentence(self._lacking), self._exact)
        if self._open:
            return _made(Lacking.UNKNOWN, _sentence(self._open), self._exact)
        return _made(Lacking.NO, otherwise, self._exact)


def _made(lacking: Lacking, reason: str, is_exact: bool = True) -> Suggestion:
    return Suggestion(lacking, reason if is_exact else f"{reason} {_INEXACT}", is_exact)


def _sentence(parts: Iterable[str]) -> str:
    return "; ".join(parts) + "."


def _no_birth(name: str) -> str:
    return f"{name} chưa có năm sinh"


def _is_below(member: Member, limit: int, day: date) -> YesNo:
    born = member.person.born
    if born is None:
        return YesNo.UNKNOWN
    return YesNo.YES if born.age_on(day) < limit else YesNo.NO


def _is_near(member: Member, limit: int, day: date) -> bool:
    """Could the unknown part of the birth put the member on the other side of the limit?"""
    born = member.person.born
    if born is None:
        return False
    youngest, oldest = born.age_range_on(day)
    return youngest < limit <= oldest


def _is_dependant(member: Member, day: date) -> YesNo:
    child = _is_below(member, CHILD_BELOW, day)
    if child is YesNo.YES:
        return YesNo.YES
    allowance = catalogues.item_of("social_allowances", member.facts.social_allowance)
    if allowance is None:
        return YesNo.UNKNOWN
    if allowance.extra["dependant"]:
        return YesNo.YES
    return child


def _is_schooled(member: Member, age: int) -> YesNo:
    """Holds the certificate that the age asks for; a lower one is NO only when all three facts are known."""
    facts = member.facts
    needed = "lower_secondary" if age < CERTIFICATE_FROM else "upper_secondary"
    school = _rank("education_levels", facts.education)
    training = _rank("training_levels", facts.training)
    if school is not None and school >= (_rank("education_levels", needed) or 0):
        return YesNo.YES
    if age < CERTIFICATE_FROM:
        return YesNo.UNKNOWN if school is None else YesNo.NO
    if (training or 0) > 0 or facts.certificate is YesNo.YES:
        return YesNo.YES
    if school is None or training is None or facts.certificate is YesNo.UNKNOWN:
        return YesNo.UNKNOWN
    return YesNo.NO


def _rank(name: str, code: str) -> int | None:
    item = catalogues.item_of(name, code)
    return int(item.extra["rank"]) if item else None


def _flag(name: str, code: str, flag: str) -> bool | None:
    item = catalogues.item_of(name, code)
    return bool(item.extra[flag]) if item else None


def _by_catalogue(name: str, code: str, subject: str) -> Suggestion:
    hygienic = _flag(name, code, "hygienic")
    if hygienic is None:
        return _made(Lacking.UNKNOWN, f"{subject}: chưa trả lời.")
    words = f"{subject}: {catalogues.name_of(name, code).lower()}"
    if hygienic:
        return _made(Lacking.NO, f"{words}, hợp vệ sinh.")
    return _made(Lacking.YES, f"{words}, không hợp vệ sinh.")
