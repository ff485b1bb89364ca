"""The same measures within one population group, for targets that a plan sets for a part of the people.

Being of the group is one more condition of a measure's own expression, so number and lists stay one.
Where it is not known, the row is "thiếu số liệu": unknown is not no (indicators.md G2).
"""

from povdesk.domain.population_group import POPULATION_GROUPS
from povdesk.storage.indicators.bases import latest_form, minority_home
from povdesk.storage.indicators.measures import Measure
from povdesk.storage.indicators.rules import CountingRules, quoted

_BY_CLASS_OF_THE_DAY = (
    "production_support", "job_advice", "health_insurance", "schooling", "worker_trained",
    "worker_certificate", "skills_training", "clean_water", "hygienic_latrine", "telecom_use", "lasting_work",
)  # fmt: skip
"""Their population is drawn by the class on the day; all others count by that on the approval date (G5)."""

_OF_LISTED = ("poor_rate", "poor_and_near_poor_rate")
_MINORITY_CUT = "minority_rate_cut"
_HOUSEHOLDS = ("homes", "workplaces", "closings")

_UNKNOWN = {
    "ethnic_minority": "Chưa rõ dân tộc",
    "women": "Chưa rõ giới tính",
    "children": "Chưa rõ năm sinh",
    "disabled": "Chưa rõ có khuyết tật hay không",
    "female_head": "Chưa rõ giới tính chủ hộ",
    "merit": "Chưa rõ có người có công hay không",
}


def within(measure: Measure, group: str, rules: CountingRules) -> Measure | None:
    """The measure counted among the members of a group only; None where the register has no rule for it."""
    if measure.name == _MINORITY_CUT:
        return measure if group == "ethnic_minority" else None
    if measure.name in _OF_LISTED and group != "ethnic_minority":
        # All residents' totals are known for all households and for those of minorities only.
        return None
    member = _member(measure, group, rules)
    if not member:
        return None
    unknown = quoted_words(_UNKNOWN.get(group, ""))
    return Measure(
        f"{measure.name} {group}",
        measure.base,
        f"""CASE {member} WHEN 'yes' THEN ({measure.verdict})
          WHEN 'unknown' THEN CASE WHEN ({measure.verdict}) IS NOT NULL THEN 'unknown' END END""",
        f"CASE {member} WHEN 'unknown' THEN {unknown} ELSE ({measure.note}) END",
    )


def quoted_words(words: str) -> str:
    """Words of this program as SQL text."""
    return "'" + words.replace("'", "''") + "'"


def _member(measure: Measure, group: str, rules: CountingRules) -> str:
    """'yes', 'no' or 'unknown' for a row of the measure's base; empty where there is no rule."""
    if group not in POPULATION_GROUPS or measure.base == "staff":
        return ""
    base, is_household = measure.base, measure.base in _HOUSEHOLDS
    home, day = f"{base}.household_id", f"(SELECT d.day FROM moment d WHERE d.id = {base}.moment)"
    person = "" if is_household else f"{base}.id"
    match group:
        case "poor" | "near_poor" if measure.name in _BY_CLASS_OF_THE_DAY:
            return f"CASE {base}.grp WHEN '{'P' if group == 'poor' else 'N'}' THEN 'yes' ELSE 'no' END"
        case "ethnic_minority" if "ethnic_groups" in rules.broken:
            return ""
        case "ethnic_minority" if is_household:
            return minority_home(home, day, rules)
        case "ethnic_minority":
            majority = ", ".join(quoted(code) for code in rules.majority) or "''"
            return _of_person(
                person,
                f"CASE WHEN p.ethnic_group = '' THEN 'unknown' WHEN p.ethnic_group IN ({majority}) THEN 'no'"
                " ELSE 'yes' END",
            )
        case "women" if person:
            return _of_person(person, "CASE p.sex WHEN 'female' THEN 'yes' WHEN 'male' THEN 'no' END")
        case "children" if person:
            born = (
                "printf('%04d-%02d-%02d', p.birth_year, coalesce(p.birth_month, 1), coalesce(p.birth_day, 1))"
            )
            return _of_person(
                person,
                f"CASE WHEN p.birth_year IS NULL THEN 'unknown' WHEN {born} > date({day}, '-16 years')"
                " THEN 'yes' ELSE 'no' END",
            )
        case "disabled" if person:
            form = latest_form(home, day)
            return f"""coalesce((SELECT f.disabled FROM review_member f
                WHERE f.person_id = {person} AND f.review_id = {form}), 'unknown')"""
        case "female_head":
            return f"""CASE WHEN {home} IS NULL THEN 'no' ELSE coalesce(
                (SELECT CASE p.sex WHEN 'female' THEN 'yes' WHEN 'male' THEN 'no' END
                  FROM membership ms JOIN person p ON p.id = ms.person_id
                  WHERE ms.household_id = {home} AND ms.relation = 'head'
                  ORDER BY ms.valid_to IS NULL DESC, ms.id DESC LIMIT 1),
                {_answered(group, home, day)}, 'unknown') END"""
        case "merit":
            return f"""CASE WHEN {home} IS NULL THEN 'no'
                ELSE coalesce({_answered(group, home, day)}, 'unknown') END"""
        case _:
            return ""


def _of_person(person: str, value: str) -> str:
    return f"coalesce((SELECT {value} FROM person p WHERE p.id = {person}), 'unknown')"


def _answered(group: str, home: str, day: str) -> str:
    """What the latest confirmed form says of a priority group."""
    return f"""(SELECT nullif(q.answer, 'unknown') FROM review_group q
        WHERE q."group" = {quoted(group)} AND q.review_id = {latest_form(home, day)})"""
