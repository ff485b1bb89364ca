"""The points sheet of form B1: empty as shipped, typed from the circular, by area."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from povdesk.domain.household import Area
from povdesk.domain.standard import AnswerChoice, Question, QuestionKind, Standard

from .. import theme
from ..theme import Tone
from ..widgets.dialog import Dialog
from ..widgets.fixed_grid import KEYS, LOCKED, FixedGridModel, shown_number, whole_number
from ..widgets.grid import GridColumn, GridView, Unread
from ..widgets.grid_model import Row
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label, set_tone
from ..widgets.refusal import refuse

_FREE_RANGES = 3
"""Empty lines offered for the ranges of a question that is answered with a number."""

Save = Callable[[Mapping[str, Any], Callable[[], None], Callable[[Exception], None]], None]


def points_known(standard: Standard) -> tuple[int, int]:
    """Of how many answers the points are known for at least one area, and how many answers there are."""
    answers = [answer for question in standard.questions for answer in question.answers]
    known = sum(any(value is not None for value in answer.points.values()) for answer in answers)
    return known, len(answers)


class PointsDialog(Dialog):
    """One line an answer; a question answered with a number gets lines "from … on"."""

    def __init__(self, standard: Standard, save: Save, parent: QWidget) -> None:
        super().__init__("Bảng điểm phiếu B1", parent)
        self._standard, self._save = standard, save
        self._warned = False
        number = {"read": whole_number, "show": shown_number, "empty": None, "align": "right"}
        self.model = FixedGridModel(
            [
                GridColumn("group", "Nhóm", 96, computed=lambda row: row["group"]),
                GridColumn("question", "Câu hỏi", 190, computed=lambda row: row["question"], stretch=True),
                GridColumn("answer", "Trả lời", 160, computed=_answer_words),
                GridColumn("at_least", "Từ", 62, **number),
                GridColumn("rural", "Nông thôn", 84, **number),
                GridColumn("urban", "Thành thị", 84, **number),
            ],
            self,
        )
        self.model.set_rows(_lines(standard))
        self.grid = GridView(self.model, self)
        self.grid.setAccessibleName("Bảng điểm B1")
        self._message = label("", "", self, wrap=True)
        set_tone(self._message, Tone.DANGER)
        self._message.hide()
        self.body.addWidget(
            label(
                "Nhập điểm theo Thông tư hướng dẫn, riêng từng khu vực. "
                "Câu trả lời bằng số: mỗi dòng là một khoảng, "
                "“Từ” là số nhỏ nhất của khoảng. Máy chỉ cộng điểm khi mọi câu đã trả lời đều có điểm.",
                "caption",
                self,
                wrap=True,
            )
        )
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(KeyStrip(KEYS, self))
        self.body.addWidget(self._message)
        self.add_button("Đóng, không lưu", self._on_drop)
        self._button = self.add_button("Lưu  Ctrl+S", self.save, kind="primary")
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        # Qt would take two thirds of the screen at most.
        self.resize(self.sizeHint())
        self.grid.go_to(0, "rural")

    def save(self) -> None:
        """Write what differs, as one act."""
        self.grid.setFocus()
        wrong = self._first_wrong()
        if wrong is not None:
            place, key, why = wrong
            self._say(f"Dòng {place + 1}: {why}")
            self.grid.go_to(place, key)
            return
        if self._button.isEnabled():
            self._button.setEnabled(False)
            self._save(self.changes(), self._done, partial(refuse, self._message, self._button))

    def changes(self) -> dict[str, Any]:
        """The answers whose points are different now, in the shape of rule data."""
        questions = []
        for question in self._standard.questions:
            rows = [row for row in self.model.rows() if row["code"] == question.code]
            changed = _number_changes(question, rows) if _is_number(question) else _changes(question, rows)
            if changed:
                questions.append({"code": question.code, "answer": changed})
        return {"question": questions} if questions else {}

    def sizeHint(self) -> QSize:
        """Nearly the window behind."""
        window = self.parentWidget()
        if window is None:
            return QSize(theme.px(900), theme.px(600))
        return QSize(min(window.width() - 48, theme.px(1000)), window.height() - 32)

    def reject(self) -> None:
        """Esc: once more when something was typed."""
        if self.model.undo.canUndo() and not self._warned:
            self._warned = True
            self._say("Có thay đổi chưa lưu. Bấm Esc lần nữa để bỏ, hoặc Ctrl+S để lưu.")
            return
        super().reject()

    def _on_drop(self) -> None:
        self._warned = True
        self.reject()

    def _done(self) -> None:
        if shiboken6.isValid(self):
            self.accept()

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.show()

    def _first_wrong(self) -> tuple[int, str, str] | None:
        begun: set[tuple[str, int]] = set()
        for place, row in enumerate(self.model.rows()):
            for column in self.model.columns:
                value = row.get(column.key)
                if isinstance(value, Unread):
                    return place, column.key, value.why
            if LOCKED in row and "at_least" in row[LOCKED]:
                continue
            least = row["at_least"]
            if least is None and (row["rural"] is not None or row["urban"] is not None):
                return place, "at_least", "Gõ số nhỏ nhất của khoảng, ví dụ 0."
            if least is not None and (row["code"], least) in begun:
                return place, "at_least", "Hai khoảng của một câu bắt đầu từ cùng một số."
            begun.add((row["code"], least))
        return None


def _is_number(question: Question) -> bool:
    return question.kind is QuestionKind.NUMBER


def _lines(standard: Standard) -> list[Row]:
    rows = []
    for question in standard.questions:
        answers: list[AnswerChoice | None] = list(question.answers)
        if _is_number(question):
            answers += [None] * _FREE_RANGES
        rows += [_line(question, answer) for answer in answers]
    return rows


def _line(question: Question, answer: AnswerChoice | None) -> Row:
    row: Row = {
        "code": question.code,
        "group": question.group,
        "question": question.text,
        "unit": question.unit,
        "answer_code": answer.code if answer else "",
        "text": answer.text if answer else "",
        "at_least": answer.at_least if answer else None,
    }
    row |= {area.value: answer.points[area] if answer else None for area in Area}
    if not _is_number(question):
        row[LOCKED] = ("at_least",)
    return row


def _answer_words(row: Row) -> str:
    if LOCKED in row:
        return str(row["text"])
    least = row["at_least"]
    return f"từ {shown_number(least)} {row['unit']}" if isinstance(least, int) else "khoảng chưa nhập"


def _points(row: Row, answer: AnswerChoice | None) -> dict[str, int | None]:
    return {
        area.value: row[area.value]
        for area in Area
        if row[area.value] != (answer.points[area] if answer else None)
    }


def _changes(question: Question, rows: list[Row]) -> list[dict[str, Any]]:
    changed = []
    for row, answer in zip(rows, question.answers, strict=True):
        points = _points(row, answer)
        if points:
            changed.append({"code": answer.code, "points": points})
    return changed


def _number_changes(question: Question, rows: list[Row]) -> list[dict[str, Any]]:
    """Ranges are named by where they begin; one that was emptied is removed."""
    answers = {answer.code: answer for answer in question.answers}
    kept: dict[str, dict[str, Any]] = {}
    for row in rows:
        least = row["at_least"]
        if least is None:
            continue
        code = next((code for code, one in answers.items() if one.at_least == least), f"from_{least}")
        points = _points(row, answers.get(code))
        if code not in answers:
            words = f"Từ {shown_number(least)} {question.unit}".strip()
            kept[code] = {"code": code, "text": words, "at_least": least}
        elif points:
            kept[code] = {"code": code}
        if code in kept and points:
            kept[code]["points"] = points
    begun = {row["at_least"] for row in rows}
    removed = [{"code": code, "removed": True} for code, one in answers.items() if one.at_least not in begun]
    return [*kept.values(), *removed]
