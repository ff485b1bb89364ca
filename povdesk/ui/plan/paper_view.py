"""The plan as the paper it will be: the very PDF that is printed and saved, and the check of its form."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain.errors import PovDeskError

from .. import messages
from ..desk import Desk
from ..widgets.labels import label, set_tone
from ..widgets.pdf_pages import PdfPages
from ..widgets.pdf_view import PdfView
from .outline import entries, pages_of
from .reading import PlanState

_PAUSE = 250
"""Milliseconds; several changes in a row are drawn once."""


class PaperView(QWidget):
    """form_checked: findings about the form of the paper."""

    form_checked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._state: PlanState | None = None
        self._job: Any = None
        self._stale = True
        self._places: dict[str, int] = {}
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._words = label("", "strong", self, wrap=True)
        self._view = PdfView(self, thumbs=False)
        self._words.setContentsMargins(16, 8, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._words)
        column.addWidget(self._view, 1)
        self._timer.timeout.connect(self._make)
        self._words.hide()

    def show_state(self, state: PlanState) -> None:
        """The plan changed: check its form now, draw the pages when they are looked at."""
        self._state, self._stale = state, True
        self._timer.start()

    def view(self) -> PdfView:
        return self._view

    def is_current(self) -> bool:
        """What is on the screen is the plan as it is now."""
        return not self._stale and self._view.pages() is not None

    def show_place(self, code: str) -> None:
        """Turn to the page where a line of the outline begins."""
        if code in self._places:
            self._view.go_to(self._places[code])

    def is_waiting(self) -> bool:
        """A drawing is about to begin or running."""
        return self._timer.isActive() or self._job is not None

    def forget(self) -> None:
        """There is no plan to show."""
        self._timer.stop()
        self._state = None

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._stale and self._state is not None:
            self._timer.stop()
            self._make()

    def _make(self) -> None:
        state = self._state
        if state is None:
            return
        if self._job is not None:
            self._job.cancel()
        wanted = self.isVisible()
        if wanted and self._view.pages() is None:
            self._say("Đang dựng trang in…", failed=False)

        def done(made: tuple[Any, bytes, dict[str, int]]) -> None:
            self._on_made(state, *made)

        def ended() -> None:
            if self._job is job:
                self._job = None

        words = "Dựng trang in" if wanted else "Kiểm tra thể thức"
        job = self._desk.worker.run(
            self, lambda _p, stopped: _made(state, wanted, stopped), done, self._on_failed, text=words
        )
        self._job = job
        job.ended.connect(ended)

    def _on_made(self, state: PlanState, findings: Any, data: bytes, places: dict[str, int]) -> None:
        self.form_checked.emit(findings)
        if not data or state is not self._state:
            return
        page = self._view.current()
        again = self._view.pages() is not None
        self._view.show_pdf(data)
        if again:
            self._view.go_to(min(page, self._view.pages().count() - 1))  # type: ignore[union-attr]
        self._words.hide()
        self._places, self._stale = places, False

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PovDeskError):
            messages.show_error(self, error)
            return
        self._say(f"Chưa dựng được trang in. {error.message} {error.advice}".strip(), failed=True)

    def _say(self, words: str, *, failed: bool) -> None:
        from ..theme import Tone

        self._words.setText(words)
        set_tone(self._words, Tone.DANGER if failed else None)
        self._words.show()


def document(state: PlanState) -> Any:
    """The plan's document, built the same way for screen, printer, PDF and Word."""
    from povdesk import papers

    assert state.plan is not None and state.facts is not None
    return papers.plan_document(state.plan, state.facts, sample=state.is_sample)


def write_pdf(state: PlanState, path: Path) -> None:
    """The signed file when the plan is issued, else the paper as it is now."""
    from povdesk import papers

    if state.issued_pdf:
        from povdesk.documents import saving

        issued = state.issued_pdf
        saving.save(path, lambda file: file.write(issued))
    else:
        papers.write_pdf(document(state), path)


def write_docx(state: PlanState, path: Path, *, locked: bool = True) -> None:
    from povdesk import papers

    papers.write_docx(document(state), path, locked=locked)


def write_unlocked_docx(state: PlanState, path: Path) -> None:
    write_docx(state, path, locked=False)


def _made(state: PlanState, with_pages: bool, stopped: Any) -> tuple[Any, bytes, dict[str, int]]:
    from povdesk.documents import checks, pdf

    made = document(state)
    findings = checks.check(made)
    if not with_pages or stopped():
        return findings, b"", {}
    if state.issued_pdf:
        return findings, state.issued_pdf, _places(state, state.issued_pdf)
    data = pdf.drawn(made)
    return findings, data, _places(state, data)


def _places(state: PlanState, data: bytes) -> dict[str, int]:
    """The page of each line of the outline, found by its first words."""
    assert state.plan is not None and state.facts is not None
    pages = PdfPages(data)
    texts = [pages.text(number) for number in range(pages.count())]
    return pages_of(entries(state.plan, state.facts), texts)
