"""A poverty standard: one legal text as data; the program knows how to count, never what counts."""

import enum
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import Area, Category
from povdesk.domain.rule_data import RESOURCES, Fields, Mistakes, in_force, read_toml

FOLDER = RESOURCES / "standards"

SUGGESTION_RULES = frozenset(
    {
        "a_member_has_no_work",
        "more_than_half_are_dependants",
        "a_child_is_malnourished",
        "a_member_has_no_insurance",
        "an_adult_lacks_schooling",
        "a_child_is_not_at_school",
        "two_structures_are_not_durable",
        "floor_area_is_small",
        "water_is_not_hygienic",
        "latrine_is_not_hygienic",
        "nobody_uses_internet",
        "no_information_device",
    }
)
"""Names that an indicator's `suggested_by` may carry; each is a function in suggestions.py."""


class StandardStatus(enum.StrEnum):
    """COMPLETE: can classify. INCOMPLETE: limits are missing; nothing is classified."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"


class QuestionKind(enum.StrEnum):
    """How a question of phiếu B1 is answered."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    NUMBER = "number"


@dataclass(frozen=True)
class DeprivationIndicator:
    """One thing a household may lack. text: when it lacks it. suggested_by: empty = no suggestion."""

    code: str
    number: int
    service: str
    name: str
    text: str
    suggested_by: str = ""
    certainty: str = ""


@dataclass(frozen=True)
class AnswerChoice:
    """One answer. points: None = not known. at_least: of a NUMBER question, from this value on."""

    code: str
    text: str
    points: Mapping[Area, int | None]
    at_least: int | None = None


@dataclass(frozen=True)
class Question:
    """One item of phiếu B1. catalogue: the list whose codes the answers share, may be empty."""

    code: str
    group: str
    text: str
    kind: QuestionKind
    unit: str = ""
    catalogue: str = ""
    answers: tuple[AnswerChoice, ...] = ()

    def answer_for(self, given: str) -> AnswerChoice | None:
        """The answer row that a recorded input falls into."""
        if self.kind is not QuestionKind.NUMBER:
            return next((answer for answer in self.answers if answer.code == given), None)
        try:
            value = float(given)
        except ValueError:
            return None
        reached = [a for a in self.answers if a.at_least is not None and a.at_least <= value]
        return max(reached, key=lambda answer: answer.at_least or 0, default=None)


@dataclass(frozen=True)
class CategoryRule:
    """The first row that fits decides. within_cutoff: B1 at most the area's cut-off."""

    category: Category
    within_cutoff: bool = False
    min_deprivations: int = 0

    def fits(self, income_points: int, cutoff: int, deprivations: int) -> bool:
        if self.within_cutoff and income_points > cutoff:
            return False
        return deprivations >= self.min_deprivations


@dataclass(frozen=True)
class Standard:
    """The rules of one period. cutoffs: greatest B1 at or below the income line; None = not known."""

    id: str
    title: str
    legal_basis: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    status: StandardStatus
    note: str
    income_lines: Mapping[Area, int | None]
    average_lines: Mapping[Area, int | None]
    cutoffs: Mapping[Area, int | None]
    points_per_deprivation: int
    indicators: tuple[DeprivationIndicator, ...]
    questions: tuple[Question, ...]
    categories: tuple[CategoryRule, ...]
    data: Mapping[str, Any] = field(repr=False, compare=False, default_factory=dict)

    @property
    def min_deprivations(self) -> int:
        """Fewest deprivations of a poor household."""
        return max((rule.min_deprivations for rule in self.categories), default=0)

    @property
    def missing(self) -> list[str]:
        """What keeps it from classifying, in words."""
        missing = [f"điểm giới hạn B1 khu vực {_AREAS[area]}" for area in Area if self.cutoffs[area] is None]
        if self.status is StandardStatus.INCOMPLETE and not missing:
            missing.append("xác nhận rằng bộ chuẩn đã đủ")
        return missing

    @property
    def is_complete(self) -> bool:
        return not self.missing

    def is_valid_on(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    def indicators_beyond(self, other: "Standard") -> tuple[DeprivationIndicator, ...]:
        """What this standard asks for and the other one does not."""
        known = {indicator.code for indicator in other.indicators}
        return tuple(indicator for indicator in self.indicators if indicator.code not in known)

    def indicator(self, code: str) -> DeprivationIndicator:
        return next(indicator for indicator in self.indicators if indicator.code == code)


def standard_for(day: date, standards: Sequence[Standard] | None = None) -> Standard:
    """The standard in force on a day (of the round, never of the clock); a finished one before a sketch."""
    known = shipped_standards() if standards is None else standards
    valid = [standard for standard in known if standard.is_valid_on(day)]
    if valid:
        return next((standard for standard in valid if standard.is_complete), valid[0])
    raise NotPossibleNow(
        f"Chưa có chuẩn nghèo nào áp dụng cho ngày {day:%d/%m/%Y}.",
        "Nhập bộ chuẩn nghèo của thời kỳ này ở Cài đặt, mục Chuẩn nghèo.",
    )


def standard_by_id(standard_id: str, standards: Sequence[Standard] | None = None) -> Standard:
    """The standard a review was made under."""
    for standard in shipped_standards() if standards is None else standards:
        if standard.id == standard_id:
            return standard
    raise NotPossibleNow(f"Máy không có bộ chuẩn nghèo “{standard_id}”.", "Nhập bộ chuẩn này ở Cài đặt.")


@functools.cache
def shipped_standards() -> tuple[Standard, ...]:
    """The standards that come with the program, oldest first."""
    found = [read_standard(path) for path in FOLDER.glob("*.toml")]
    return tuple(sorted(found, key=lambda standard: standard.effective_from))


def standards_with_overrides(overrides: Mapping[str, Mapping[str, Any]]) -> tuple[Standard, ...]:
    """The shipped standards with the officer's edits, by standard id; an unknown id is one of his own."""
    shipped = {standard.id: standard for standard in shipped_standards()}
    made = [standard_with_overrides(shipped[id_], overrides.get(id_, {})) for id_ in shipped]
    made += [
        from_data({"id": id_, **in_force({}, own)}, id_)
        for id_, own in overrides.items()
        if id_ not in shipped
    ]
    return tuple(sorted(made, key=lambda standard: standard.effective_from))


def standard_with_overrides(standard: Standard, payload: Mapping[str, Any]) -> Standard:
    """The standard with an officer's edits laid over (see rule_data.in_force); checked like a file."""
    return from_data(in_force(standard.data, payload), standard.id) if payload else standard


def read_standard(path: Path) -> Standard:
    """A standard from one file; RuleDataUnreadable names all its mistakes."""
    return from_data(read_toml(path), path.name)


def from_data(data: Mapping[str, Any], source: str) -> Standard:
    """A standard from plain data, checked as a whole."""
    mistakes = Mistakes(source)
    fields = Fields(data, "", mistakes)
    standard = Standard(
        id=fields.text("id"),
        title=fields.text("title"),
        legal_basis=fields.texts("legal_basis"),
        effective_from=fields.day("effective_from", required=True) or date.min,
        effective_to=fields.day("effective_to"),
        status=_one_of(fields, "status", StandardStatus, StandardStatus.INCOMPLETE),
        note=fields.text("note", ""),
        income_lines=_by_area(fields.table("income_lines")),
        average_lines=_by_area(fields.table("average_lines")),
        cutoffs=_by_area(fields.table("cutoffs")),
        points_per_deprivation=fields.whole("points_per_deprivation", 0, required=True) or 0,
        indicators=tuple(_indicator(row) for row in fields.tables("indicator")),
        questions=tuple(_question(row) for row in fields.tables("question")),
        categories=tuple(_category(row) for row in fields.tables("category")),
        data=data,
    )
    fields.finish()
    _check(standard, fields)
    mistakes.raise_if_any()
    return standard


_Choice = TypeVar("_Choice", bound=enum.StrEnum)
_AREAS = {Area.RURAL: "nông thôn", Area.URBAN: "thành thị"}


def _indicator(row: Fields) -> DeprivationIndicator:
    made = DeprivationIndicator(
        code=row.text("code"),
        number=row.whole("number", 0, required=True) or 0,
        service=row.text("service"),
        name=row.text("name"),
        text=row.text("text"),
        suggested_by=row.text("suggested_by", ""),
        certainty=row.text("certainty", ""),
    )
    if made.suggested_by and made.suggested_by not in SUGGESTION_RULES:
        row.wrong(f"phần mềm không có quy tắc gợi ý “{made.suggested_by}”")
    row.finish()
    return made


def _question(row: Fields) -> Question:
    made = Question(
        code=row.text("code"),
        group=row.text("group"),
        text=row.text("text"),
        kind=_one_of(row, "kind", QuestionKind, QuestionKind.CHOICE),
        unit=row.text("unit", ""),
        catalogue=row.text("catalogue", ""),
        answers=tuple(_answer(answer) for answer in row.tables("answer")),
    )
    for code in _repeated([answer.code for answer in made.answers]):
        row.wrong(f"mã trả lời “{code}” có hai lần")
    row.finish()
    return made


def _answer(row: Fields) -> AnswerChoice:
    made = AnswerChoice(
        code=row.text("code"),
        text=row.text("text"),
        points=_by_area(row.table("points")),
        at_least=row.whole("at_least"),
    )
    row.finish()
    return made


def _category(row: Fields) -> CategoryRule:
    made = CategoryRule(
        category=_one_of(row, "code", Category, Category.UNDECIDED),
        within_cutoff=row.flag("within_cutoff"),
        min_deprivations=row.whole("min_deprivations", 0) or 0,
    )
    if made.category is Category.UNDECIDED:
        row.wrong("phân loại phải là poor, near_poor hoặc not_poor")
    row.finish()
    return made


def _by_area(fields: Fields) -> dict[Area, int | None]:
    made = {area: fields.whole(area.value) for area in Area}
    fields.finish()
    return made


def _one_of(fields: Fields, key: str, kind: type[_Choice], default: _Choice) -> _Choice:
    text = fields.text(key)
    if text in set(kind):
        return kind(text)
    if text:
        fields.wrong(f"“{key}” không nhận giá trị “{text}”")
    return default


def _check(standard: Standard, fields: Fields) -> None:
    for kind, codes in (
        ("chỉ số", [indicator.code for indicator in standard.indicators]),
        ("số thứ tự chỉ số", [str(indicator.number) for indicator in standard.indicators]),
        ("câu hỏi", [question.code for question in standard.questions]),
        ("phân loại", [str(rule.category) for rule in standard.categories]),
    ):
        for code in _repeated(codes):
            fields.wrong(f"{kind} “{code}” có hai lần")
    if not standard.indicators:
        fields.wrong("chưa có chỉ số thiếu hụt nào")
    if standard.effective_to is not None and standard.effective_to < standard.effective_from:
        fields.wrong("ngày hết hiệu lực ở trước ngày có hiệu lực")
    if standard.status is StandardStatus.COMPLETE:
        for area in Area:
            if standard.cutoffs[area] is None:
                fields.wrong(f"bộ chuẩn ghi là đủ nhưng thiếu điểm giới hạn B1 khu vực {_AREAS[area]}")
    if not standard.categories:
        fields.wrong("chưa có dòng phân loại nào")
    elif standard.categories[-1] != CategoryRule(standard.categories[-1].category):
        fields.wrong("dòng phân loại cuối phải không có điều kiện")


def _repeated(codes: Sequence[str]) -> list[str]:
    return sorted({code for code in codes if code and codes.count(code) > 1})
