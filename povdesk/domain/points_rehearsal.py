"""A filled points sheet against the standard: which points would change, which rows are refused and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from povdesk.domain.household import Area
from povdesk.domain.standard import AnswerChoice, Question, QuestionKind, Standard
from povdesk.domain.vietnamese import format_number

Cell = int | str | None
"""A number; nothing; or words that are no whole number, kept to be shown."""


@dataclass(frozen=True)
class PointsLine:
    """One row of a filled sheet. row: its number in the file, for messages."""

    row: int
    question: str
    answer: str
    at_least: Cell
    rural: Cell
    urban: Cell

    def points(self) -> dict[Area, Cell]:
        return {Area.RURAL: self.rural, Area.URBAN: self.urban}


@dataclass(frozen=True)
class FilledSheet:
    """A sheet as it was read. standard_id: the standard it was written for."""

    standard_id: str
    lines: tuple[PointsLine, ...]


@dataclass(frozen=True)
class PointChange:
    """One number that would be different. before: None = not known until now."""

    row: int
    question: str
    answer: str
    area: Area
    before: int | None
    after: int


@dataclass(frozen=True)
class RefusedRow:
    """A row that is left out. why: a finished sentence."""

    row: int
    question: str
    why: str


@dataclass(frozen=True)
class Rehearsal:
    """What taking in the sheet would do. payload: the changes in the shape of rule data.

    left_empty: points known here whose cell in the sheet is empty; they stay.
    """

    changes: tuple[PointChange, ...]
    refused: tuple[RefusedRow, ...]
    payload: Mapping[str, Any]
    left_empty: int


def rehearse(standard: Standard, sheet: FilledSheet) -> Rehearsal:
    """Compare row by row; nothing is changed. An empty cell never takes a known point away."""
    run = _Run(standard)
    for line in sheet.lines:
        why = run.take(line)
        if why:
            run.refused.append(RefusedRow(line.row, run.words_of(line), why))
    payload = {"question": list(run.rows())} if run.changes else {}
    return Rehearsal(tuple(run.changes), tuple(run.refused), payload, run.left_empty)


def range_words(at_least: int, unit: str) -> str:
    """The name of an answer that is a range of numbers."""
    return f"Từ {format_number(at_least)} {unit}".strip()


class _Run:
    """Collects while the rows are gone through."""

    def __init__(self, standard: Standard) -> None:
        self.changes: list[PointChange] = []
        self.refused: list[RefusedRow] = []
        self.left_empty = 0
        self._questions = {question.code: question for question in standard.questions}
        self._seen: set[tuple[str, str]] = set()
        self._answers: dict[str, dict[str, dict[str, Any]]] = {}

    def words_of(self, line: PointsLine) -> str:
        question = self._questions.get(line.question)
        return question.text if question else line.question

    def take(self, line: PointsLine) -> str:
        """Note the changes of one row; the reason when it is refused."""
        points = line.points()
        wrong = next((value for value in points.values() if isinstance(value, str)), None)
        wrong = wrong if wrong is not None else line.at_least if isinstance(line.at_least, str) else None
        if wrong is not None:
            return f"“{wrong}” không phải số nguyên từ 0 trở lên."
        question = self._questions.get(line.question)
        if question is None:
            return f"Bộ chuẩn này không có câu hỏi mã “{line.question}”."
        if question.kind is QuestionKind.NUMBER:
            return self._take_range(question, line)
        answer = next((one for one in question.answers if one.code == line.answer), None)
        if answer is None:
            return f"Câu hỏi này không có câu trả lời mã “{line.answer}”."
        return self._note(question, line, answer.code, answer.text, answer)

    def rows(self) -> Sequence[dict[str, Any]]:
        """The changes as edits of the standard."""
        return [{"code": code, "answer": list(rows.values())} for code, rows in self._answers.items()]

    def _take_range(self, question: Question, line: PointsLine) -> str:
        least = line.at_least
        assert not isinstance(least, str)
        if least is None:
            given = any(value is not None for value in line.points().values())
            return "Có điểm nhưng ô “Từ” trống: gõ số nhỏ nhất của khoảng, ví dụ 0." if given else ""
        answer = next((one for one in question.answers if one.at_least == least), None)
        code = answer.code if answer else f"from_{least}"
        return self._note(question, line, code, range_words(least, question.unit), answer, least)

    def _note(
        self,
        question: Question,
        line: PointsLine,
        code: str,
        words: str,
        answer: AnswerChoice | None,
        at_least: int | None = None,
    ) -> str:
        if (question.code, code) in self._seen:
            return "Câu trả lời này đã có ở một dòng trước."
        self._seen.add((question.code, code))
        for area, after in line.points().items():
            before = answer.points[area] if answer else None
            if after is None:
                self.left_empty += before is not None
            elif after != before:
                assert isinstance(after, int)
                self.changes.append(PointChange(line.row, question.text, words, area, before, after))
                row = self._answers.setdefault(question.code, {}).setdefault(code, {"code": code})
                if answer is None:
                    row |= {"text": words, "at_least": at_least}
                row.setdefault("points", {})[area.value] = after
        return ""
