"""What an invented form says of each member: fits the household's lacks and the person's lasting traits."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from povdesk.storage.demo import codes
from povdesk.storage.demo.families import Family, Someone, Stay
from povdesk.storage.demo.lacks import (
    allowance,
    can_work,
    is_disabled,
    is_working_age,
    school_age,
    studies_after_school,
)

YES, NO, UNKNOWN = "yes", "no", "unknown"


def member_facts(
    family: Family,
    roster: Sequence[Stay],
    day: date,
    lacks: frozenset[str],
    mark: str,
    *,
    school_unknown: bool = False,
) -> list[dict[str, Any]]:
    """One row of facts per member, in roster order."""
    people = [stay.person for stay in roster]
    uninsured = _first(people, lambda p: p.age_on(day) >= 6, codes.INSURANCE in lacks, last=True)
    unschooled = _first(people, lambda p: _is_pupil(p, day), codes.SCHOOLING in lacks)
    unlettered = _first(people, lambda p: _is_young_adult(p, day), codes.ADULT_EDUCATION in lacks)
    jobless = _first(
        people,
        lambda p: is_working_age(p, day) and can_work(p, day) and p.age_on(day) >= 19 and p is not unlettered,
        codes.WORK in lacks,
        last=True,
    ) or _first(
        people,
        lambda p: is_working_age(p, day) and can_work(p, day) and p.age_on(day) >= 19,
        codes.WORK in lacks,
    )
    not_asked = _first(people, lambda p: _is_pupil(p, day), school_unknown, last=True)
    thin = _first(people, lambda p: p.age_on(day) < 16, codes.NUTRITION in lacks, last=True)
    rows = []
    for position, stay in enumerate(roster):
        person = stay.person
        studies = (person is not unschooled and _is_pupil(person, day)) or (
            person is not unlettered and person is not jobless and studies_after_school(person, day)
        )
        rows.append(
            {
                "person_id": person.id,
                "position": position,
                "relation": stay.relation,
                **_insurance(family, person, day, person is uninsured, codes.INSURANCE in lacks, mark),
                **_schooling(person, day, studies, person is unlettered),
                **({"studying": UNKNOWN, "school_level": ""} if person is not_asked else {}),
                **_work(person, day, studies, person is jobless),
                **_body(person, day, person is thin),
                **_wishes(person, day, studies),
            }
        )
    return rows


def _first(people: Sequence[Someone], fits: Any, wanted: bool, last: bool = False) -> Someone | None:
    if not wanted:
        return None
    return next((person for person in (reversed(people) if last else people) if fits(person)), None)


def _is_pupil(person: Someone, day: date) -> bool:
    return 3 <= school_age(person, day) <= 15


def _is_young_adult(person: Someone, day: date) -> bool:
    return 18 <= person.age_on(day) <= 30 and not is_disabled(person)


def _insurance(
    family: Family, person: Someone, day: date, uninsured: bool, lacks: bool, mark: str
) -> dict[str, Any]:
    answer = NO if uninsured else YES
    # Not asked: only where the household's answer stands without it.
    if not uninsured and person.luck[6] < 0.06 and (lacks or person.age_on(day) < 6):
        answer = UNKNOWN
    has = answer == YES
    return {
        "health_insurance": answer,
        "insurance_number": "",
        "insured_until": _card_end(person, day) if has else None,
        "insurance_paid_by_budget": (YES if mark != "X" or person.luck[6] < 0.5 else NO) if has else UNKNOWN,
    }


def _card_end(person: Someone, day: date) -> date | None:
    """Most cards name their last day; the new year's are often handed out before the review."""
    if person.luck[3] > 0.88:
        return None
    return date(day.year + (person.luck[3] < 0.8), 12, 31)


def _schooling(person: Someone, day: date, studies: bool, unlettered: bool) -> dict[str, Any]:
    age, school_year = person.age_on(day), school_age(person, day)
    level, training, education = "", "", ""
    if studies:
        bounds = ((6, 0), (11, 1), (15, 2), (19, 3))
        place = next((level for below, level in bounds if school_year < below), None)
        level = codes.COLLEGE if place is None else codes.SCHOOL_LEVELS[place]
    if age >= 6:
        education = codes.EDUCATION[_attained(person, age, school_year, studies, unlettered)]
    adult = age >= 15
    if adult:
        training = _training(person, age, studies, unlettered, education)
    certified = adult and training not in ("", codes.UNTRAINED)
    trained = YES if certified or (adult and not studies and person.luck[1] > 0.62) else NO
    # A few forms leave it open whether somebody was trained.
    if not certified and not unlettered and adult and 0.20 <= person.luck[1] < 0.26:
        trained = UNKNOWN
    certificate = YES if certified else (UNKNOWN if trained == UNKNOWN else NO)
    answer = YES if studies else (NO if school_year >= 3 else UNKNOWN)
    return {
        "studying": answer,
        "school_level": level,
        "education": education,
        "training": training,
        "trained": trained if adult else UNKNOWN,
        "certificate": certificate if adult else UNKNOWN,
    }


def _attained(person: Someone, age: int, school_year: int, studies: bool, unlettered: bool) -> int:
    """Place in codes.EDUCATION: what is finished by now."""
    if age < 16 or studies:
        return (school_year >= 12) + (school_year >= 16) + (school_year >= 19)
    if unlettered:
        return 1 if person.luck[0] < 0.4 else 2
    if age < 18:
        return 2
    if age <= 30:
        return 3 if person.luck[0] > 0.25 or is_disabled(person) else 2
    return (person.luck[0] > 0.22) + (person.luck[0] > 0.6) + (person.luck[0] > 0.9)


def _training(person: Someone, age: int, studies: bool, unlettered: bool, education: str) -> str:
    if unlettered or studies or age < 18:
        return codes.UNTRAINED
    if age <= 30 and education != codes.EDUCATION[3]:
        return codes.ELEMENTARY
    if person.luck[1] > 0.97 and education == codes.EDUCATION[3]:
        return codes.TRAINED_COLLEGE
    if person.luck[1] > 0.93 and education in codes.EDUCATION[2:]:
        return codes.INTERMEDIATE
    return codes.ELEMENTARY if person.luck[1] > 0.87 else codes.UNTRAINED


def _work(person: Someone, day: date, studies: bool, jobless: bool) -> dict[str, Any]:
    age, able = person.age_on(day), can_work(person, day)
    if age < 15:
        return {
            "work_status": "", "work_kind": "", "contract": "",
            "lasting_work": UNKNOWN, "able_to_work": UNKNOWN,
        }  # fmt: skip
    kind = contract = ""
    lasting = NO
    if studies:
        status = codes.STUDYING
    elif jobless:
        status = codes.JOBLESS
    elif not able:
        status = codes.UNABLE
    elif not is_working_age(person, day) and person.luck[2] < 0.5:
        status = codes.AT_HOME
    else:
        status, kind, contract = codes.WORKING, codes.OWN_WORK, codes.NOT_WAGED
        if person.luck[2] > 0.9:
            kind, contract, lasting = codes.ENTERPRISE, codes.CONTRACT, YES
        elif person.luck[2] > 0.72:
            lasting = YES
        elif person.luck[2] > 0.66:
            lasting = UNKNOWN
    return {
        "work_status": status,
        "work_kind": kind,
        "contract": contract,
        "lasting_work": lasting,
        "able_to_work": UNKNOWN if able and 0.5 < person.luck[7] < 0.52 else (YES if able else NO),
    }


def _body(person: Someone, day: date, thin: bool) -> dict[str, Any]:
    age = person.age_on(day)
    child = age < 16
    height = weight = None
    if child and person.luck[7] < 0.8:
        height = round(
            52 + 24 * min(age, 1) + 5.6 * max(age - 1, 0) - (7 if thin else 0) + 4 * person.luck[0], 1
        )
        weight = round(4 + 2.4 * age + 0.05 * age * age - (2 if thin and age > 1 else 0) + person.luck[0], 1)
    return {
        "social_allowance": allowance(person, day) or codes.NO_ALLOWANCE,
        "pension": codes.NO_PENSION,
        "disabled": YES if is_disabled(person) else NO,
        "merit": YES if age >= 66 and person.luck[3] > 0.85 else NO,
        "height_cm": height,
        "weight_kg": weight,
        "measured_on": min(date(day.year, 6, 1), day) if height else None,
        "malnourished": (YES if thin else NO) if child else UNKNOWN,
    }


def _wishes(person: Someone, day: date, studies: bool) -> dict[str, Any]:
    """Needs of those able to work; a few were not asked."""
    if studies or not can_work(person, day):
        answer = NO if studies and person.age_on(day) >= 15 else UNKNOWN
        return {"need_job": answer, "need_training": answer, "need_production": answer}
    return {
        "need_job": _wish(person.luck[5], 0.22),
        "need_training": _wish(person.luck[2], 0.18),
        "need_production": _wish(person.luck[6], 0.45),
    }


def _wish(draw: float, share: float) -> str:
    if draw < share:
        return YES
    return UNKNOWN if draw > 0.96 else NO
