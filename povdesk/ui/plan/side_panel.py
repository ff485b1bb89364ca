"""At the right: the linked numbers of the text, and what the checks say, each with a way to its place."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from povdesk.documents.checks import Finding as FormFinding
from povdesk.domain.plan import MISSING_VALUE, LinkUse
from povdesk.domain.plan_findings import Finding, FindingLevel
from povdesk.domain.plan_fixes import LABELS as FIXES

from ..theme import Tone
from ..widgets.card import Card
from ..widgets.labels import button
from .link_words import link_words, source_words
from .notes import Note, NoteList
from .reading import PlanState

_LOOKS = {
    FindingLevel.WRONG: ("error-circle", Tone.DANGER),
    FindingLevel.DOUBTFUL: ("warning", Tone.WARN),
    FindingLevel.OPEN: ("question-circle", Tone.INFO),
}


class SidePanel(QWidget):
    """link_opened: a LinkUse. place_wanted: a Finding to go to. fix_wanted: a Finding to mend."""

    link_opened = Signal(object)
    place_wanted = Signal(object)
    fix_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links_card = Card("Số liệu trong văn bản", self, flush=True)
        self._checks_card = Card("Kiểm tra", self, flush=True)
        self._links = NoteList("Số liệu trong văn bản", self)
        self._checks = NoteList("Kiểm tra", self)
        self._fix = button("Sửa giúp", self._on_fix, parent=self)
        self._findings: tuple[Finding, ...] = ()
        self._form: tuple[FormFinding, ...] = ()
        self._lay_out()
        self._links.opened.connect(self.link_opened)
        self._checks.opened.connect(self.place_wanted)
        self._checks.chosen.connect(self._on_chosen)

    def show_state(self, state: PlanState) -> None:
        """The numbers and findings of the plan as it is now."""
        assert state.facts is not None
        drifted = [use for use in state.uses if use.has_drifted]
        missing = [use for use in state.uses if use.is_missing]
        kept = [use for use in state.uses if use.frozen is not None and not use.has_drifted]
        told = {use.code for use in (*drifted, *missing, *kept)}
        others = sorted(
            (use for use in state.uses if use.code not in told),
            key=lambda use: not use.code.startswith("IND-"),
        )
        self._links.show_notes([_link_note(use, state) for use in (*drifted, *missing, *kept, *others)])
        off = len(drifted) + len(missing)
        self._links_card.set_remark(
            f"{off} cần xem / {len(state.uses)}" if off else f"{len(state.uses)} khớp sổ"
        )
        self._findings = state.findings
        self._show_findings()

    def show_form(self, findings: tuple[FormFinding, ...]) -> None:
        """What is wrong with the form of the finished paper."""
        if findings != self._form:
            self._form = findings
            self._show_findings()

    def count(self) -> int:
        """How many findings there are."""
        return len(self._findings) + len(self._form)

    def links(self) -> NoteList:
        return self._links

    def checks(self) -> NoteList:
        return self._checks

    def step(self, by: int) -> None:
        """F6: the next finding, and its place."""
        finding = self._checks.step(by)
        if finding is not None:
            self.place_wanted.emit(finding)

    def _show_findings(self) -> None:
        notes = [_finding_note(finding) for finding in self._findings]
        notes += [
            Note(one.message, "Thể thức theo NĐ 30/2020", "warning", Tone.WARN, one) for one in self._form
        ]
        if not notes:
            notes = [Note("Không thấy chỗ nào mâu thuẫn.", "", "checkmark-circle", Tone.OK)]
        elif not self._form:
            notes.append(Note("Thể thức theo NĐ 30/2020: đạt.", "", "checkmark-circle", Tone.OK))
        self._checks.show_notes(notes)
        self._checks_card.set_remark(f"{self.count()} điều" if self.count() else "")
        self._on_chosen(self._current())

    def _current(self) -> Any:
        notes, place = self._checks.notes(), self._checks.currentRow()
        return notes[place].about if 0 <= place < len(notes) else None

    def _on_chosen(self, about: Any) -> None:
        words = FIXES.get(about.fix, "") if isinstance(about, Finding) else ""
        self._fix.setText(words or "Sửa giúp")
        self._fix.setEnabled(bool(words))

    def _on_fix(self) -> None:
        about = self._current()
        if isinstance(about, Finding) and about.fix:
            self.fix_wanted.emit(about)

    def _lay_out(self) -> None:
        self._fix.setEnabled(False)
        self._fix.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._links_card.body.addWidget(self._links)
        self._checks_card.body.addWidget(self._checks, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 4, 14, 8)
        foot.addWidget(self._fix, 0, Qt.AlignmentFlag.AlignLeft)
        self._checks_card.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._links_card, 2)
        column.addWidget(self._checks_card, 3)


def _link_note(use: LinkUse, state: PlanState) -> Note:
    assert state.facts is not None
    words = f"{link_words(use.code, state.facts)}: {use.shown or MISSING_VALUE}"
    source = source_words(use.code, state.facts)
    if use.is_missing:
        return Note(words, f"chưa có số ({source})", "warning", Tone.WARN, use)
    if use.has_drifted:
        return Note(
            words, f"trong văn bản {use.shown} – sổ nay {use.current or 'trống'}", "warning", Tone.WARN, use
        )
    if use.frozen is not None:
        return Note(words, f"đang giữ: {use.frozen.reason}", "lock-closed", Tone.NEUTRAL, use)
    return Note(words, f"khớp, {source}", "checkmark-circle", Tone.OK, use)


def _finding_note(finding: Finding) -> Note:
    icon, tone = _LOOKS[finding.level]
    more = " · ".join(part for part in (finding.level.label, finding.advice) if part)
    return Note(finding.message, more, icon, tone, finding)
