"""Shown when a folder has no database: try the invented commune, bring a copy back, or set up one's own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from povdesk import paths
from povdesk.domain.errors import PovDeskError

from .. import messages, theme
from ..backup.jobs import SECOND_HABIT
from ..desk import Desk
from ..habits import Habits
from ..widgets.card import Card
from ..widgets.fields import Field
from ..widgets.labels import button, label
from ..worker import Worker
from . import writing
from .backup_step import BackupStep
from .data_step import DataStep
from .folder_part import FolderPart
from .step import Step
from .steps import HamletStep, PeopleStep, UnitStep
from .summary_step import SummaryStep
from .writing import Made, NewCommune, Source

_INTRO = (
    "Máy này chưa có dữ liệu. Đã có bản sao lưu trên USB (máy cũ hỏng, thay máy) thì bấm Phục hồi từ bản sao"
    " lưu. Xem thử với xã mẫu trước cũng được: dữ liệu mẫu để ở thư mục riêng, không lẫn với dữ liệu của xã."
)


class FirstRunPage(QWidget):
    """finished: the data is ready; carries what was `Made`.

    restore_wanted: the officer has a copy; carries the folder to bring it into.
    """

    finished = Signal(object)
    restore_wanted = Signal(object)

    def __init__(
        self,
        worker: Worker,
        folder: Path,
        habits: Habits | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._folder = folder
        self._habits = habits or Habits(None)
        # Whether data cannot lie in the folder; None until that is known.
        self._is_bad: bool | None = None
        self._refused: PovDeskError | None = None
        self._job: Any = None
        self._places = QStackedWidget(self)
        self._data = DataStep(worker, self)
        self._backup = BackupStep(Desk(worker, self._habits, folder), lambda: self._folder, self)
        self._summary = SummaryStep(self)
        self._steps: list[Step] = [
            *(UnitStep(self), HamletStep(self), PeopleStep(self)),
            *(self._data, self._backup, self._summary),
        ]
        self._choice_folder = FolderPart(self, always_offers=False)
        self._choice = self._choice_card()
        self._title = label("", "title", self)
        self._counter = label("", "caption", self, wrap=True)
        # Made in this order: Enter in the last field goes on to "Tiếp tục", not back.
        self._next = button("Tiếp tục", self._on_next, kind="primary", parent=self)
        self._back = button("Quay lại", self._on_back, key="Alt+←", parent=self)
        self._bar = QProgressBar(self)
        self._doing = label("", "caption", self)
        self._stack = QStackedWidget(self)
        self._wizard = self._wizard_card()
        self._lay_out()
        back = QShortcut(QKeySequence("Alt+Left"), self)
        back.activated.connect(self._on_back)
        for part in (self._choice_folder, self._data.folder):
            part.wanted.connect(self._on_folder_wanted)
        self._show_folder()
        # Not before the start has tidied up: that removes the files of a trial, too.
        QTimer.singleShot(0, self, lambda: self._try_folder(folder))

    def folder(self) -> Path:
        """Where the data will lie."""
        return self._folder

    def is_busy(self) -> bool:
        return self._job is not None

    # ---- folder

    def _on_folder_wanted(self, chosen: Path) -> None:
        known = writing.known_in(chosen)
        if known is None:
            self._try_folder(writing.folder_in(chosen))
            return
        messages.choose(
            self,
            "Thư mục này đã có dữ liệu PovDesk.",
            [("Mở dữ liệu này", "primary", lambda: self.finished.emit(Made(known)))],
            "Đóng, chọn thư mục khác",
            more=str(known),
        )

    def _try_folder(self, folder: Path) -> None:
        self._worker.run(
            self,
            lambda progress, cancelled: writing.check_folder(folder),
            self._on_folder_good,
            lambda error: self._on_folder_refused(folder, error),
            text="Thử ghi",
        )

    def _on_folder_good(self, folder: Path) -> None:
        self._folder, self._is_bad, self._refused = folder, False, None
        self._show_folder()

    def _on_folder_refused(self, folder: Path, error: Exception) -> None:
        if not isinstance(error, PovDeskError):
            messages.show_error(self, error)
            return
        # One that was asked for and refused leaves the folder as it was, good or bad.
        self._is_bad = bool(self._is_bad) or folder == self._folder
        self._refused = error
        self._show_folder()

    def _show_folder(self) -> None:
        self._summary.show_folder(self._folder)
        for part in (self._choice_folder, self._data.folder):
            part.show_folder(None if self._is_bad else self._folder, self._refused)

    # ---- looks

    def _choice_card(self) -> QWidget:
        card = Card("", self)
        card.setFixedWidth(theme.px(640))
        card.body.addWidget(label("Bắt đầu với PovDesk", "title", card))
        card.body.addWidget(label(_INTRO, "", card, wrap=True))
        self._own = button(
            "Bắt đầu với xã của tôi", self._on_own, kind="primary", icon="home-person", parent=card
        )
        self._sample = button("Xem thử với xã mẫu", self._on_sample, icon="book", parent=card)
        self._restore = button("Phục hồi từ bản sao lưu…", self._on_restore, icon="usb-stick", parent=card)
        for choice in (self._own, self._sample, self._restore):
            card.body.addWidget(choice)
        card.body.addWidget(self._choice_folder)
        return card

    def _wizard_card(self) -> QWidget:
        card = Card("", self)
        card.setMinimumWidth(theme.px(720))
        card.body.addWidget(self._title)
        card.body.addWidget(self._counter)
        for step in self._steps:
            # At a large text size on a low screen a step is higher than the card.
            holder = QScrollArea(self._stack)
            holder.setFrameShape(QFrame.Shape.NoFrame)
            holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            holder.setWidgetResizable(True)
            holder.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            holder.setWidget(step)
            step.setAutoFillBackground(False)
            holder.viewport().setAutoFillBackground(False)
            self._stack.addWidget(holder)
            step.onward_changed.connect(self._show_onward)
            step.answered.connect(self._next.setFocus)
        card.body.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(self._next)
        card.body.addLayout(row)
        return card

    def _lay_out(self) -> None:
        for place in (self._choice, self._wizard):
            holder = QWidget(self)
            row = QHBoxLayout(holder)
            row.addStretch(1)
            row.addWidget(place, 0 if place is self._choice else 8)
            row.addStretch(1)
            row.setAlignment(place, Qt.AlignmentFlag.AlignVCenter)
            self._places.addWidget(holder)
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(theme.px(240))
        running = QHBoxLayout()
        running.setContentsMargins(theme.PAGE_MARGIN, 0, theme.PAGE_MARGIN, 0)
        running.addStretch(1)
        running.addWidget(self._bar)
        running.addWidget(self._doing)
        running.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self._places, 1)
        column.addLayout(running)
        self._bar.hide()
        self._doing.hide()
        self.setFocusProxy(self._own)

    # ---- going on and back

    def _on_own(self) -> None:
        self._places.setCurrentIndex(1)
        self._show_step(0)

    def _on_sample(self) -> None:
        folder = paths.sample_folder()
        if (folder / paths.DATABASE_NAME).exists():
            self.finished.emit(Made(folder))
            return
        self._run(lambda progress, cancelled: writing.create_sample(folder, progress), "Đang tạo xã mẫu…")

    def _on_restore(self) -> None:
        if self._is_bad:
            # Not into a folder that cannot hold the data; why stands beside it, unless that has changed.
            self._try_folder(self._folder)
        else:
            self.restore_wanted.emit(self._folder)

    def _show_step(self, place: int) -> None:
        step = self._steps[place]
        self._stack.setCurrentIndex(place)
        self._title.setText(step.title)
        self._counter.setText(f"Bước {place + 1}/{len(self._steps)}. {step.words}")
        self._show_onward()
        step.start(self._wanted(place))
        if step is self._summary:
            self._next.setFocus()

    def _show_onward(self) -> None:
        self._next.setText(self._steps[self._stack.currentIndex()].onward())

    def _wanted(self, before: int) -> NewCommune:
        """The answers of the steps before one."""
        wanted = NewCommune()
        for step in self._steps[:before]:
            wanted = step.apply(wanted)
        return wanted

    def _on_back(self) -> None:
        if self._places.currentIndex() == 0 or self.is_busy():
            return
        place = self._stack.currentIndex()
        if place == 0:
            self._places.setCurrentIndex(0)
            self._own.setFocus()
        else:
            self._show_step(place - 1)

    def _on_next(self) -> None:
        place = self._stack.currentIndex()
        step = self._steps[place]
        if not step.is_ready(self._wanted(place)):
            QTimer.singleShot(0, self, self._reveal)
            return
        if step is self._data and self._data.source() is Source.COPY:
            self._on_restore()
        elif step is self._data and self._data.source() is Source.SAMPLE:
            self._on_sample()
        elif step is self._data and self._is_bad:
            # What is wrong with the folder stands beside it; the block may be lifted by now.
            self._try_folder(self._folder)
        elif step is not self._summary:
            self._show_step(place + 1)
        else:
            self._create()

    def _reveal(self) -> None:
        """What is still needed stands below the field: the whole field must be seen."""
        focused: QWidget | None = self.window().focusWidget()
        while focused is not None and not isinstance(focused, Field):
            focused = focused.parentWidget()
        holder = self._stack.currentWidget()
        if focused is not None and isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(focused, 0, theme.px(4))

    def _create(self) -> None:
        wanted, folder = self._wanted(len(self._steps)), self._folder

        def make(progress: Any, cancelled: Any) -> Made:
            return writing.create_empty(folder, wanted, progress, cancelled)

        if not wanted.second:
            for habits in (self._habits, Habits(folder)):
                habits.put(SECOND_HABIT, False)
        self._run(make, "Đang tạo sổ của xã…")

    def _run(self, job: Callable[[Any, Any], Made], words: str) -> None:
        self._bar.setRange(0, 0)
        self._doing.setText(words)
        self._job = self._worker.run(self, job, self.finished.emit, self._on_failed, text=words.rstrip("…"))
        self._job.progressed.connect(self._on_progress)
        self._job.ended.connect(lambda: self._show_busy(False))
        self._show_busy(True)

    def _on_progress(self, percent: int, words: str) -> None:
        self._bar.setRange(0, 100)
        self._bar.setValue(percent)
        self._doing.setText(words)

    def _on_failed(self, error: Exception) -> None:
        messages.show_error(self, error)

    def _show_busy(self, busy: bool) -> None:
        if not busy:
            self._job = None
        self._bar.setVisible(busy)
        self._doing.setVisible(busy)
        for widget in (self._choice, self._stack, self._back, self._next):
            widget.setEnabled(not busy)
        if not busy:
            (self._own if self._places.currentIndex() == 0 else self._next).setFocus()


def create(worker: Worker, folder: Path, habits: Habits | None = None) -> FirstRunPage:
    """The page for a folder without a database."""
    return FirstRunPage(worker, folder, habits)
