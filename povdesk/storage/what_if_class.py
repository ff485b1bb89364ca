"""What the forms say of households: their lacks and class, and the class when some lacks are taken away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from povdesk.domain.classification import classify, deprivations, unknown_indicators
from povdesk.domain.household import Area, Category
from povdesk.domain.review import Lacking
from povdesk.domain.standard import Standard
from povdesk.domain.vietnamese import format_count
from povdesk.domain.what_if import Leaver
from povdesk.storage import rule_edits
from povdesk.storage.in_force import LISTED

_FORMS = f"""
WITH {LISTED}
SELECT l.id, h.code, l.head_name, l.hamlet, l.hamlet_id, l.category, l.review_id, r.income_points, r.area,
  r.standard_id
FROM listed l JOIN household h ON h.id = l.id LEFT JOIN review r ON r.id = l.review_id
ORDER BY l.position, l.hamlet_id, l.name_sort_key, h.code
"""
_ANSWERS = f"""
WITH {LISTED}
SELECT a.review_id, a.indicator, CASE WHEN a.carried_over THEN 'unknown' ELSE a.lacking END AS lacking
FROM review_answer a WHERE a.review_id IN (SELECT review_id FROM listed)
"""
_UNINSURED = f"""
WITH {LISTED}
SELECT l.id, f.person_id FROM listed l JOIN review_member f ON f.review_id = l.review_id
WHERE f.health_insurance = 'no'
"""


@dataclass(frozen=True)
class Form:
    """A listed household with its latest counted form. standard None: it has no form."""

    household_id: int
    code: str
    name: str
    hamlet: str
    hamlet_id: int
    category: Category
    standard: Standard | None
    area: Area
    income_points: int | None
    lacking: Mapping[str, Lacking]

    def lacks(self) -> frozenset[str]:
        """Codes of the lacks answered with yes."""
        return frozenset(code for code, answer in self.lacking.items() if answer is Lacking.YES)

    def without(self, removed: Iterable[str]) -> Category:
        """The class by this form when these lacks are gone."""
        if self.standard is None:
            return Category.UNDECIDED
        gone = set(removed)
        lacking = {code: Lacking.NO if code in gone else answer for code, answer in self.lacking.items()}
        return classify(self.standard, self.area, self.income_points, lacking)


def forms(connection: Connection, day: date) -> dict[int, Form]:
    """Every poor and near-poor household of the day, by hamlet and name."""
    parameters = {"day": day.isoformat()}
    standards = {one.id: one for one in rule_edits.standards(connection)}
    answers: dict[int, dict[str, Lacking]] = {}
    for row in connection.execute(text(_ANSWERS), parameters):
        answers.setdefault(row.review_id, {})[row.indicator] = Lacking(row.lacking)
    return {
        row.id: Form(
            row.id,
            row.code,
            row.head_name,
            row.hamlet,
            row.hamlet_id,
            Category(row.category),
            standards.get(row.standard_id),
            Area(row.area) if row.area else Area.RURAL,
            row.income_points,
            answers.get(row.review_id, {}),
        )
        for row in connection.execute(text(_FORMS), parameters)
    }


def uninsured(connection: Connection, day: date) -> dict[int, frozenset[int]]:
    """Who has no card by the latest counted form, by household."""
    found: dict[int, set[int]] = {}
    for row in connection.execute(text(_UNINSURED), {"day": day.isoformat()}):
        found.setdefault(row.id, set()).add(row.person_id)
    return {key: frozenset(people) for key, people in found.items()}


def leavers(
    known: Mapping[int, Form], removed: Mapping[int, frozenset[str]], day: date
) -> tuple[Leaver, ...]:
    """Listed households of whom a lack would go; whether the class could turn at the next review."""
    found = []
    for form in known.values():
        gone = removed.get(form.household_id, frozenset()) & form.lacks()
        if not gone:
            continue
        standard = form.standard
        before = deprivations(standard, form.lacking) if standard else len(form.lacks())
        names = tuple(one.name for one in standard.indicators if one.code in gone) if standard else ()
        found.append(
            Leaver(
                form.household_id,
                form.name,
                form.code,
                form.hamlet,
                form.category,
                form.without(()),
                form.without(gone),
                before,
                before - len(gone),
                names,
                _why_not(form, gone, day),
            )
        )
    return tuple(found)


def _why_not(form: Form, gone: frozenset[str], day: date) -> str:
    """Why nothing can be said of the class; empty when it can."""
    standard = form.standard
    if standard is None:
        return "Chưa có phiếu đã chốt"
    if not standard.is_valid_on(day):
        return f"Phiếu theo {standard.title}, không còn dùng ở lần rà soát tới"
    if form.income_points is None:
        return "Phiếu chưa có điểm B1"
    open_answers = set(unknown_indicators(standard, form.lacking)) - gone
    if open_answers:
        return f"Phiếu còn {format_count(len(open_answers))} chỉ số chưa rõ"
    return "" if form.without(gone) is not Category.UNDECIDED else "Chuẩn nghèo chưa đủ dữ liệu để xếp loại"
