"""What is impossible, unlikely or missing in one form; the same checks for form, list and import."""

from collections.abc import Iterable, Iterator
from datetime import date

from povdesk.domain.classification import classify, summed_income_points
from povdesk.domain.household import Category, Household
from povdesk.domain.identity import phone_doubts
from povdesk.domain.problem import Level, Problem
from povdesk.domain.review import Lacking, Review
from povdesk.domain.roster import roster_problems
from povdesk.domain.standard import QuestionKind, Standard
from povdesk.domain.vietnamese import format_dong, short_date

__all__ = ["Level", "Problem", "find_problems", "of_level", "open_problems"]

B1_STEP = 5
LARGEST_HOUSE = 1000
UNUSUAL_INCOME = (10_000, 100_000_000)


def find_problems(
    standard: Standard, household: Household, review: Review, today: date | None = None
) -> list[Problem]:
    """Every problem in the order of the form. today: nothing may be dated after it, when given."""
    return [
        *_household_problems(household),
        *roster_problems(household, review.reviewed_on or today),
        *_date_problems(standard, review, today),
        *_income_problems(standard, review),
        *_house_problems(review),
        *_answer_problems(standard, review),
        *_reason_problems(standard, review),
    ]


def open_problems(problems: Iterable[Problem], review: Review) -> list[Problem]:
    """Without the warnings that the officer accepted with a reason."""
    return [
        problem
        for problem in problems
        if problem.level is not Level.UNLIKELY or not review.accepted_warnings.get(problem.key)
    ]


def of_level(problems: Iterable[Problem], level: Level) -> list[Problem]:
    """The problems of one level."""
    return [problem for problem in problems if problem.level is level]


def _household_problems(household: Household) -> Iterator[Problem]:
    if household.hamlet_id is None:
        yield Problem("hamlet_id", Level.MISSING, "Chưa chọn thôn.")
    for doubt in phone_doubts(household.phone):
        yield Problem("phone", Level.UNLIKELY, doubt)


def _date_problems(standard: Standard, review: Review, today: date | None) -> Iterator[Problem]:
    day = review.reviewed_on
    if day is None:
        yield Problem("reviewed_on", Level.MISSING, "Chưa có ngày rà soát.")
        return
    if today is not None and day > today:
        yield Problem(
            "reviewed_on",
            Level.IMPOSSIBLE,
            f"Ngày rà soát {short_date(day)} ở sau hôm nay {short_date(today)}.",
        )
    if not standard.is_valid_on(day):
        yield Problem(
            "reviewed_on",
            Level.UNLIKELY,
            f"Ngày rà soát {short_date(day)} nằm ngoài thời gian áp dụng của {standard.title}.",
        )


def _income_problems(standard: Standard, review: Review) -> Iterator[Problem]:
    points, income = review.income_points, review.income_per_person
    if points is None:
        yield Problem("income_points", Level.MISSING, "Chưa có tổng điểm B1 theo phiếu giấy.")
    elif points < 0 or points != int(points):
        yield Problem("income_points", Level.IMPOSSIBLE, "Điểm B1 phải là số nguyên không âm, ví dụ 140.")
    elif points % B1_STEP:
        yield Problem("income_points", Level.UNLIKELY, f"Điểm B1 {points} không phải bội số của 5.")
    summed = summed_income_points(standard, review.area, review.inputs)
    if points is not None and summed is not None and summed != points:
        yield Problem(
            "income_points",
            Level.UNLIKELY,
            f"Điểm B1 trên phiếu là {points}, cộng từ câu trả lời là {summed}.",
        )
    yield from _input_problems(standard, review)
    if income is None:
        return
    if income < 0:
        yield Problem("income_per_person", Level.IMPOSSIBLE, "Thu nhập không được âm.")
    elif not UNUSUAL_INCOME[0] <= income <= UNUSUAL_INCOME[1]:
        yield Problem(
            "income_per_person",
            Level.UNLIKELY,
            f"Thu nhập {format_dong(income)}/người/tháng: kiểm tra đơn vị đồng.",
        )
    yield from _income_against_points(standard, review)


def _income_against_points(standard: Standard, review: Review) -> Iterator[Problem]:
    line, cutoff = standard.income_lines[review.area], standard.cutoffs[review.area]
    points, income = review.income_points, review.income_per_person
    if line is None or cutoff is None or points is None or income is None:
        return
    if (income <= line) != (points <= cutoff):
        side = "không quá" if income <= line else "trên"
        other = "không quá" if points <= cutoff else "trên"
        yield Problem(
            "income_per_person",
            Level.UNLIKELY,
            f"Thu nhập {side} mức chuẩn {format_dong(line)} nhưng điểm B1 {other} {cutoff}.",
        )


def _input_problems(standard: Standard, review: Review) -> Iterator[Problem]:
    questions = {question.code: question for question in standard.questions}
    for code, given in review.inputs.items():
        question = questions.get(code)
        if question is None:
            yield Problem(f"input.{code}", Level.IMPOSSIBLE, f"Phiếu B1 không có câu “{code}”.")
        elif question.kind is QuestionKind.NUMBER:
            if not _is_amount(given):
                message = f"{question.text}: “{given}” không phải số không âm."
                yield Problem(f"input.{code}", Level.IMPOSSIBLE, message)
        elif given and question.answer_for(given) is None:
            message = f"{question.text}: không có câu trả lời “{given}”."
            yield Problem(f"input.{code}", Level.IMPOSSIBLE, message)


def _is_amount(given: str) -> bool:
    try:
        return not given or 0 <= float(given) < float("inf")
    except ValueError:
        return False


def _house_problems(review: Review) -> Iterator[Problem]:
    area = review.house.floor_area
    if area is None:
        return
    if area < 0:
        yield Problem("floor_area", Level.IMPOSSIBLE, "Diện tích nhà ở không được âm.")
    elif area > LARGEST_HOUSE:
        yield Problem("floor_area", Level.UNLIKELY, f"Diện tích nhà ở {area:g} m²: kiểm tra lại.")


def _answer_problems(standard: Standard, review: Review) -> Iterator[Problem]:
    known = {indicator.code for indicator in standard.indicators}
    for code in review.answers:
        if code not in known:
            yield Problem(f"lacking.{code}", Level.IMPOSSIBLE, f"Chuẩn nghèo không có chỉ số “{code}”.")
    for indicator in standard.indicators:
        field, name = f"lacking.{indicator.code}", f"{indicator.number}. {indicator.name}"
        answer = review.answers.get(indicator.code)
        if answer is None or answer.lacking is Lacking.UNKNOWN:
            yield Problem(field, Level.MISSING, f"Chưa trả lời chỉ số {name}.")
        elif answer.carried_over:
            yield Problem(field, Level.MISSING, f"Chưa xác nhận câu trả lời năm trước của chỉ số {name}.")
        elif answer.suggested not in (Lacking.UNKNOWN, answer.lacking) and not answer.note:
            yield Problem(field, Level.UNLIKELY, f"Chỉ số {name}: trả lời khác gợi ý, ghi lý do.")


def _reason_problems(standard: Standard, review: Review) -> Iterator[Problem]:
    if review.main_reason and review.main_reason not in review.reasons:
        yield Problem(
            "main_reason", Level.IMPOSSIBLE, "Nguyên nhân chính phải nằm trong các nguyên nhân đã chọn."
        )
    computed = classify(standard, review.area, review.income_points, review.lacking)
    if computed in (Category.POOR, Category.NEAR_POOR) and not review.reasons:
        yield Problem("reasons", Level.UNLIKELY, f"{computed.label} nhưng chưa chọn nguyên nhân nghèo.")
    if review.recognised is None or computed is Category.UNDECIDED or review.difference_reason:
        return
    if review.recognised is not computed:
        yield Problem(
            "difference_reason",
            Level.MISSING,
            f"Kết quả công nhận là {review.recognised.label.lower()},"
            f" máy tính là {computed.label.lower()}: ghi lý do khác nhau.",
        )
