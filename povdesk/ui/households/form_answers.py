"""Three-state answers in rows, each beside what the program proposes and why; the officer decides."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from povdesk.domain.review import Lacking

from .. import theme
from ..widgets.fields import ProblemLevel, TriStateField
from ..widgets.labels import button, label
from .form_part import FormPart, Shown

STATES = {Lacking.YES: True, Lacking.NO: False, Lacking.UNKNOWN: None}


@dataclass(frozen=True)
class Proposal:
    """What the program suggests for one answer, with its reason as a whole sentence."""

    lacking: Lacking
    reason: str


class AnswerRows(QWidget):
    """One line for each answer: heading where it changes, title, answer, words, "Lấy"."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(3, 1)
        self._words: dict[str, QLabel] = {}
        self._takes: dict[str, QPushButton] = {}
        self._titles: list[QLabel] = []
        self._headings: list[QLabel] = []

    def add(self, code: str, field: TriStateField, heading: str = "") -> None:
        """One more line; code names it in `show_words`."""
        row = self._grid.rowCount()
        field.set_frame(label=False, message=False)
        if heading:
            above = label(heading, "group", self, wrap=True)
            self._headings.append(above)
            self._grid.addWidget(above, row, 0)
        star = f' <span style="color:{theme.DANGER}">*</span>' if field.required else ""
        title = label("", "", self, wrap=True)
        title.setTextFormat(Qt.TextFormat.RichText)
        title.setText(f"{field.title}{star}")
        title.setBuddy(field)
        words = label("", "hint", self, wrap=True)
        take = button("Lấy", lambda: self.taken.emit(code), kind="link", parent=self)
        take.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        take.setToolTip("Lấy gợi ý của máy (Shift+F7)")
        kept = take.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        take.setSizePolicy(kept)
        for column, widget in enumerate((title, field, words, take), start=1):
            self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignVCenter)
        self._titles.append(title)
        self._words[code] = words
        self._takes[code] = take
        self._set_widths()

    def show_words(self, code: str, words: str, *, tone: str = "", can_take: bool = False) -> None:
        """What stands beside the answer."""
        found = self._words[code]
        if found.text() != words:
            found.setText(words)
        theme.mark(found, "tone", tone)
        self._takes[code].setVisible(can_take)

    def _set_widths(self) -> None:
        for title in self._titles:
            title.setFixedWidth(theme.px(196))
        for heading in self._headings:
            heading.setFixedWidth(theme.px(84))


class ProposedPart(FormPart):
    """A part whose answers have proposals. Field codes begin with `prefix` and end with the answer's code."""

    prefix = ""
    words: Mapping[Lacking, str] = {}

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = AnswerRows(self)
        self.rows.taken.connect(self.take)
        self._proposals: dict[str, Proposal] = {}
        self._problems: dict[str, Shown] = {}
        self._last: dict[str, str] = {}

    def answers(self) -> dict[str, TriStateField]:
        """The fields by the answer's code."""
        return {
            code.removeprefix(self.prefix): field
            for code, field in self._fields.items()
            if code.startswith(self.prefix) and isinstance(field, TriStateField)
        }

    def show_proposals(self, proposals: Mapping[str, Proposal]) -> None:
        """New suggestions, after anything in the form changed."""
        self._proposals = dict(proposals)
        for code, field in self.answers().items():
            proposal = proposals.get(code)
            known = proposal is not None and proposal.lacking is not Lacking.UNKNOWN
            problem = self._problems.get(self.prefix + code)
            parts = [problem.text] if problem else []
            if proposal is not None:
                start = f"Gợi ý: {self.words[proposal.lacking]}. " if known else ""
                parts.append(start + proposal.reason)
            parts += [self._last[code]] if self._last.get(code) else []
            self.rows.show_words(
                code,
                "  ".join(parts),
                tone="warn" if problem else "",
                can_take=known
                and field.isEnabled()
                and proposal is not None
                and field.value() is not STATES[proposal.lacking],
            )

    def show_problems(self, problems: Mapping[str, Shown]) -> None:
        self._problems = {
            code: shown for code, shown in problems.items() if shown.level is not ProblemLevel.NOTE
        }
        super().show_problems(problems)

    def take(self, code: str) -> bool:
        """Take the proposal for one answer; False when there is none."""
        proposal = self._proposals.get(code)
        if proposal is None or proposal.lacking is Lacking.UNKNOWN:
            return False
        self.answers()[code].answer(STATES[proposal.lacking])
        return True

    def take_all(self) -> bool:
        """Take the proposals where nothing is answered yet, as one step."""
        empty = [
            code
            for code, field in self.answers().items()
            if field.is_empty()
            and code in self._proposals
            and self._proposals[code].lacking is not Lacking.UNKNOWN
        ]
        if empty and self._steps is not None:
            self._steps.beginMacro("lấy gợi ý của máy")
            for code in empty:
                self.take(code)
            self._steps.endMacro()
        return bool(empty)
