"""Ghi biến động in four steps: what happened, who, when and why, what will change."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from povdesk.domain.household import EventKind
from povdesk.domain.household_events import TITLES, Happening

from .. import theme
from ..desk import Desk
from ..widgets.dialog import Dialog
from ..widgets.labels import label
from ..widgets.page import scrolled
from .event_reading import Loaded
from .event_steps import KindStep, ReviewStep, WhenStep, problem_line
from .event_who import Told, WhoPart, who_part

_WHAT, _WHO, _WHEN, _REVIEW = range(4)
_NAMES = ("Chuyện gì xảy ra", "Ai", "Ngày và lý do", "Xem lại")
_OF_WHEN = frozenset({"day", "reason"})


class EventDialog(Dialog):
    """One event of one household. Nothing is written before "Ghi biến động".

    done: gets what was recorded, after the write. kind: begin with this kind, at step 2.
    elsewhere_wanted: it is about a household that is not in the register yet; the dialog closes.
    """

    elsewhere_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        loaded: Loaded,
        done: Callable[[Any], None],
        parent: QWidget | None = None,
        *,
        kind: EventKind | None = None,
    ) -> None:
        family = loaded.family
        super().__init__(f"Biến động: {family.words}" if family else "Hộ chuyển đến", parent)
        self._desk, self._loaded, self._done = desk, loaded, done
        self._kind: EventKind | None = None
        self._told: Told | None = None
        self._busy = False
        self._title = label("", "cardTitle", self)
        self._kinds = KindStep(self)
        self._who: WhoPart | None = None
        self._when: WhenStep | None = None
        self._review = ReviewStep(self)
        self._problem = problem_line(self)
        self._steps = QStackedWidget(self)
        self._lay_out()
        self._kinds.chosen.connect(self._go_on)
        for keys, act in (("Alt+Left", self._go_back), ("Ctrl+Return", self._go_on)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        if kind is not None or family is None:
            self._begin(kind or EventKind.MOVED_IN)
        else:
            self._show(_WHAT)

    def step(self) -> int:
        """The step in front, from 0."""
        return self._steps.currentIndex()

    def sentences(self) -> list[str]:
        """What the last step says will change."""
        return self._review.sentences()

    def problem(self) -> str:
        """Why the step in front cannot be left yet."""
        return self._problem.text()

    # ---- going through the steps

    def _begin(self, kind: EventKind) -> None:
        """Make steps 2 and 3 for this kind; what was told for the same kind stays."""
        if kind is not self._kind:
            self._kind = kind
            self._kinds.choose(kind)
            for place, made in ((_WHO, self._make_who(kind)), (_WHEN, self._make_when(kind))):
                old = self._steps.widget(place)
                self._steps.removeWidget(old)
                old.deleteLater()
                self._steps.insertWidget(place, made)
        self._show(_WHO)

    def _go_on(self) -> None:
        if self._busy:
            return
        step = self.step()
        if step == _WHAT:
            self._begin(self._kinds.kind())
        elif step == _REVIEW:
            self._write()
        else:
            unreadable = self._when.unreadable() if step == _WHEN and self._when else ""
            if unreadable:
                self._say(unreadable)
            else:
                self._look()

    def _go_back(self) -> None:
        first = _WHO if self._loaded.family is None else _WHAT
        if self.step() > first:
            self._show(self.step() - 1)

    def _look(self) -> None:
        """Ask what stands in the way of what has been told so far."""
        told = self._tell()
        self._busy = True
        step = self.step()

        def read(connection: Any) -> Any:
            from povdesk.storage import household_events

            return household_events.preview(
                connection, self._key(), told.event, today=date.today(), **_arguments(told)
            )

        self._desk.worker.read(self, read, partial(self._on_looked, step), self._on_failed)

    def _on_looked(self, step: int, found: Any) -> None:
        self._busy = False
        if step == _WHO:
            mine = [problem for problem in found.problems if problem.field not in _OF_WHEN]
        else:
            mine = list(found.problems)
        if mine:
            self._say(" ".join(dict.fromkeys(problem.message for problem in mine)))
            return
        if step == _WHEN:
            self._review.show_lines(found.sentences)
        self._show(step + 1)

    def _write(self) -> None:
        told = self._tell()
        self._busy = True
        self._write_button.setEnabled(False)

        def work(act: Any) -> Any:
            from povdesk.storage import household_events

            return household_events.apply(act, self._key(), told.event, **_arguments(told))

        self._desk.worker.write(self, work, self._on_written, self._on_failed)

    def _on_written(self, recorded: Any) -> None:
        self.accept()
        self._done(recorded)

    def _on_failed(self, error: Exception) -> None:
        from .. import messages

        self._busy = False
        self._write_button.setEnabled(True)
        messages.show_error(self, error)

    def _tell(self) -> Told:
        assert self._kind is not None and self._who is not None and self._when is not None
        told = self._who.add_to(Told(Happening(self._kind)))
        return self._when.add_to(told)

    def _key(self) -> int | None:
        return self._loaded.family.household_id if self._loaded.family else None

    # ---- showing

    def _show(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self._say("")
        kind = f"{TITLES[self._kind]}: " if self._kind is not None and step != _WHAT else ""
        self._title.setText(f"Bước {step + 1}/4. {kind}{_NAMES[step].lower() if kind else _NAMES[step]}")
        first = _WHO if self._loaded.family is None else _WHAT
        self._back_button.setEnabled(step > first)
        self._elsewhere.setVisible(step == _WHAT)
        self._on_button.setVisible(step != _REVIEW)
        self._write_button.setVisible(step == _REVIEW)
        if step == _WHAT:
            self._kinds.setFocus()
        elif step == _WHO and self._who is not None:
            self._who.start()
        elif step == _WHEN and self._when is not None:
            self._when.start()
        else:
            self._write_button.setFocus()

    def _on_elsewhere(self) -> None:
        self.accept()
        self.elsewhere_wanted.emit()

    def _say(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _make_who(self, kind: EventKind) -> QWidget:
        self._who = who_part(kind, self._loaded, self._desk, self)
        self._who.entered.connect(self._go_on)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 4, 0)
        column.addWidget(self._who)
        column.addStretch(1)
        return scrolled(column, self)

    def _make_when(self, kind: EventKind) -> QWidget:
        self._when = WhenStep(kind, self._loaded, self)
        return self._when

    def _lay_out(self) -> None:
        self.body.addWidget(self._title)
        for widget in (self._kinds, QWidget(self), QWidget(self), self._review):
            self._steps.addWidget(widget)
        self._steps.setMinimumSize(theme.px(560), theme.px(300))
        self.body.addWidget(self._steps, 1)
        self.body.addWidget(self._problem)
        self._elsewhere = self.add_button(
            "Hộ chuyển đến chưa có trong sổ…", self._on_elsewhere, kind="link", left=True
        )
        self.add_button("Đóng", left=True)
        self._back_button = self.add_button("Quay lại", self._go_back)
        self._back_button.setToolTip("Alt+Mũi tên trái")
        self._on_button = self.add_button("Tiếp", self._go_on, kind="primary")
        self._on_button.setToolTip("Ctrl+Enter")
        self._write_button = self.add_button("Ghi biến động", self._go_on, kind="primary")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go_on()
            return
        super().keyPressEvent(event)


def _arguments(told: Told) -> dict[str, Any]:
    from povdesk.storage.household_events import Newcomer

    return {
        "other_id": told.other_id,
        "newcomers": tuple(Newcomer(person, relation) for person, relation in told.coming),
    }
