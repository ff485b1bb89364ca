"""What the form says about itself: problems with their places, running result, suggestions, differences."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from povdesk.domain import classification, suggestions, validation
from povdesk.domain.household import Category, Household
from povdesk.domain.review import Lacking, Review
from povdesk.domain.validation import Level, Problem

from ..theme import Tone
from ..widgets.fields import ProblemLevel
from .form_check_panel import Line, Result
from .form_lacks import Proposal
from .form_loading import Loaded
from .form_part import Shown

_MEMBER = re.compile(r"members\[(\d+)\]\.(\w+)")
_LEVELS = {
    Level.IMPOSSIBLE: ProblemLevel.ERROR,
    Level.MISSING: ProblemLevel.NOTE,
    Level.UNLIKELY: ProblemLevel.WARNING,
}
_TONES = {
    Category.POOR: Tone.DANGER,
    Category.NEAR_POOR: Tone.WARN,
    Category.NOT_POOR: Tone.OK,
    Category.UNDECIDED: Tone.INFO,
}


@dataclass(frozen=True)
class Reading:
    """by_field, by_member: what to say beside each field, and beside (row, field) of the roster."""

    lines: tuple[Line, ...]
    result: Result
    proposals: Mapping[str, Proposal]
    differences: tuple[str, ...] = ()
    last_year: int | None = None
    by_field: Mapping[str, Shown] = field(default_factory=dict)
    by_member: Mapping[tuple[int, str], Shown] = field(default_factory=dict)


def member_place(code: str) -> tuple[int, str] | None:
    """Row and field of a problem in the roster, None for a field of the form."""
    found = _MEMBER.fullmatch(code)
    if found is not None:
        return int(found[1]), found[2]
    return (0, "full_name") if code == "members" else None


def reading_of(loaded: Loaded, household: Household, review: Review, today: date) -> Reading:
    """All of it from plain values: no rule is decided here."""
    standard, form = loaded.standard, loaded.form
    day = review.reviewed_on or today
    problems = validation.find_problems(standard, household, review, today=today)
    open_problems = [p for p in problems if not _is_accepted(p, review)]
    by_field: dict[str, Shown] = {}
    by_member: dict[tuple[int, str], Shown] = {}
    lines = []
    for problem in open_problems:
        level = _LEVELS[problem.level]
        place = member_place(problem.field)
        lines.append(Line(level, problem.message, problem.field, _where(place, household)))
        if problem.level is Level.MISSING:
            # A star says already that it is needed; red words wait until the form is closed.
            continue
        shown = Shown(level, problem.message)
        if place is None:
            by_field.setdefault(problem.field, shown)
        else:
            by_member.setdefault(place, shown)
    proposals = {
        code: Proposal(found.lacking, found.reason)
        for code, found in suggestions.suggest(standard, household, review, day).items()
    }
    return Reading(
        tuple(lines),
        _result(loaded, review),
        proposals,
        tuple(_differences(loaded, household, review)),
        form.last_round_year,
        by_field,
        by_member,
    )


def _is_accepted(problem: Problem, review: Review) -> bool:
    return problem.level is Level.UNLIKELY and bool(review.accepted_warnings.get(problem.field, "").strip())


def _where(place: tuple[int, str] | None, household: Household) -> str:
    if place is None or place[0] >= len(household.members):
        return ""
    return f"Dòng {place[0] + 1} – {household.members[place[0]].person.full_name}"


def _result(loaded: Loaded, review: Review) -> Result:
    standard = loaded.standard
    category = classification.classify(standard, review.area, review.income_points, review.lacking)
    answered = sum(answer is not Lacking.UNKNOWN for answer in review.lacking.values())
    questions = len(standard.indicators)
    if not standard.is_complete:
        verdict, remark = "Chưa kết luận", classification.refusal(standard)
    elif category is Category.UNDECIDED:
        left = ["điểm B1"] if review.income_points is None else []
        if answered < questions:
            left.append(f"{questions - answered} chỉ số B2")
        verdict, remark = "Chưa kết luận", f"Còn thiếu {' và '.join(left)}."
    else:
        verdict, remark = category.label, "Kết quả tạm tính, chưa phải kết quả công nhận."
    return Result(
        verdict,
        _TONES[category],
        remark,
        review.income_points,
        standard.cutoffs[review.area],
        classification.deprivation_points(standard, review.lacking),
        standard.points_per_deprivation * standard.min_deprivations,
        answered,
        questions,
    )


def _differences(loaded: Loaded, household: Household, review: Review) -> list[str]:
    """Short lines: what changed since the last form."""
    form = loaded.form
    last = form.last_review
    if last is None:
        return []
    lines = []
    before = len(form.last_facts)
    if before and before != household.size:
        lines.append(f"Nhân khẩu: {before} → {household.size}")
    points = (last.income_points, review.income_points)
    if None not in points and points[0] != points[1]:
        lines.append(f"Điểm B1: {points[0]} → {points[1]}")
    words = {Lacking.YES: "thiếu", Lacking.NO: "không thiếu"}
    for indicator in loaded.standard.indicators:
        old, new = last.lacking.get(indicator.code), review.lacking.get(indicator.code)
        if old in words and new in words and old is not new:
            lines.append(f"{indicator.name}: {words[old]} → {words[new]}")
    return lines
