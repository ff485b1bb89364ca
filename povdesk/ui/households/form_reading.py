"""What the form says about itself: problems with their places, running result, suggestions, differences."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from povdesk.domain import classification, own_items, suggestions, suggestions_groups, validation
from povdesk.domain.household import Category, Household
from povdesk.domain.review import Lacking, Review
from povdesk.domain.validation import Level, Problem

from ..theme import Tone
from ..widgets.fields import ProblemLevel
from .form_answers import Proposal
from .form_check_panel import Line, Result
from .form_loading import Loaded
from .form_part import Shown

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
    """by_field, by_member: what to say beside each field, and beside (row, field) of the roster.

    proposals: by indicator. groups: by priority group.
    """

    lines: tuple[Line, ...]
    result: Result
    proposals: Mapping[str, Proposal]
    groups: Mapping[str, Proposal]
    differences: tuple[str, ...] = ()
    last_year: int | None = None
    by_field: Mapping[str, Shown] = field(default_factory=dict)
    by_member: Mapping[tuple[int, str], Shown] = field(default_factory=dict)


def reading_of(loaded: Loaded, household: Household, review: Review, today: date) -> Reading:
    """All of it from plain values: no rule is decided here."""
    standard, form = loaded.standard, loaded.form
    day = review.reviewed_on or today
    home, seen = own_items.counted_as(household, review, loaded.lists)
    found = suggestions.suggest(standard, home, seen, day)
    review = _beside(review, found)
    by_field: dict[str, Shown] = {}
    by_member: dict[tuple[int, str], Shown] = {}
    lines = []
    for problem in validation.find_problems(standard, household, review, today=today):
        line = _line(problem, household, review)
        lines.append(line)
        if problem.level is Level.MISSING or line.accepted:
            # A star says already that it is needed; red words wait until the form is closed.
            continue
        shown = Shown(line.level, problem.message)
        if line.row is None:
            by_field.setdefault(line.field, shown)
        else:
            by_member.setdefault((line.row, line.field), shown)
    return Reading(
        tuple(lines),
        _result(loaded, review),
        _proposals(found),
        _proposals(suggestions_groups.suggest_groups(home, day)),
        tuple(_differences(loaded, household, review)),
        form.last_round_year,
        by_field,
        by_member,
    )


def _beside(review: Review, found: Mapping[str, suggestions.Suggestion]) -> Review:
    """The answers beside what is suggested now: what the fields knew may be of the household before."""
    answers = {
        code: replace(answer, suggested=found[code].lacking if code in found else Lacking.UNKNOWN)
        for code, answer in review.answers.items()
    }
    return replace(review, answers=answers)


def _line(problem: Problem, household: Household, review: Review) -> Line:
    reason = review.accepted_warnings.get(problem.key, "") if problem.level is Level.UNLIKELY else ""
    row = 0 if problem.field == "members" else problem.row
    return Line(
        _LEVELS[problem.level],
        problem.message,
        # A question of phiếu B1 has one name in the rules and another one among the form's fields.
        problem.field.replace("input.", "question.", 1)
        if problem.field.startswith("input.")
        else problem.field,
        row,
        _place(problem.row, household),
        problem.key,
        reason.strip(),
    )


def _proposals(found: Mapping[str, suggestions.Suggestion]) -> dict[str, Proposal]:
    return {code: Proposal(each.lacking, each.reason) for code, each in found.items()}


def _place(row: int | None, household: Household) -> str:
    return "" if row is None or row >= len(household.members) else household.members[row].person.full_name


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
        review.recognised.label if review.recognised else "",
        _TONES[review.recognised] if review.recognised else Tone.NEUTRAL,
        tuple(_compared(loaded, review)),
    )


def _compared(loaded: Loaded, review: Review) -> list[str]:
    """The class by the standard that the round compares with."""
    other = loaded.reference
    if other is None:
        return []
    refused = classification.refusal(other)
    found = classification.classify(other, review.area, review.income_points, review.lacking_by_reference)
    verdict = "chưa kết luận" if found is Category.UNDECIDED else found.label.lower()
    return [f"Đối chiếu {other.title}: {verdict}.{' ' + refused if refused else ''}"]


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
