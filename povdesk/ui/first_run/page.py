"""Shown when a folder has no database: try the invented commune, or set up one's own in three steps."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from povdesk import paths

from .. import messages, theme
from ..widgets.card import Card
from ..widgets.labels import button, label
from ..worker import Worker
from .steps import HamletStep, PeopleStep, Step, UnitStep
from .writing import NewCommune, create_empty, create_sample


class FirstRunPage(QWidget):
    """finished: the data is ready; carries its folder. restore_wanted: there is a copy on a stick."""

    finished = Signal(object)
    restore_wanted = Signal()

    def __init__(self, worker: Worker, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._folder = folder
        self._places = QStackedWidget(self)
        self._steps: list[Step] = [UnitStep(self), HamletStep(self), PeopleStep(self)]
        self._choice = self._choice_card()
        self._title = label("", "title", self)
        self._counter = label("", "caption", self)
        # Made in this order: Enter in the last field goes on to "Tiếp tục", not back.
        self._next = button("Tiếp tục", self._on_next, kind="primary", parent=self)
        self._back = button("Quay lại", self._on_back, parent=self)
        self._busy = QProgressBar(self)
        self._wizard = self._wizard_card()
        self._lay_out()

    def sample_folder(self) -> Path:
        """The invented commune has a folder of its own, never the officer's."""
        return self._folder.parent / "sample"

    def _choice_card(self) -> QWidget:
        card = Card("", self)
        card.setFixedWidth(theme.px(640))
        card.body.addWidget(label("Bắt đầu với PovDesk", "title", card))
        card.body.addWidget(
            label(
                "Máy này chưa có dữ liệu. Đã có bản sao lưu trên USB (máy cũ hỏng, thay máy) thì bấm Phục hồi"
                " từ bản sao lưu. Xem thử với xã mẫu trước cũng được: dữ liệu mẫu để ở thư mục riêng,"
                " không lẫn với dữ liệu của xã.",
                "",
                card,
                wrap=True,
            )
        )
        self._own = button(
            "Bắt đầu với xã của tôi", self._on_own, kind="primary", icon="home-person", parent=card
        )
        self._sample = button("Xem thử với xã mẫu", self._on_sample, icon="book", parent=card)
        restore = button("Phục hồi từ bản sao lưu…", self.restore_wanted.emit, icon="usb-stick", parent=card)
        for choice in (self._own, self._sample, restore):
            card.body.addWidget(choice)
        card.body.addWidget(label(f"Dữ liệu của xã sẽ nằm ở: {self._folder}", "hint", card, wrap=True))
        return card

    def _wizard_card(self) -> QWidget:
        card = Card("", self)
        card.setMinimumWidth(theme.px(720))
        card.body.addWidget(self._title)
        card.body.addWidget(self._counter)
        self._stack = QStackedWidget(card)
        for step in self._steps:
            self._stack.addWidget(step)
        card.body.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.addWidget(self._busy)
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(self._next)
        card.body.addLayout(row)
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.hide()
        return card

    def _lay_out(self) -> None:
        for place in (self._choice, self._wizard):
            holder = QWidget(self)
            row = QHBoxLayout(holder)
            row.addStretch(1)
            row.addWidget(place, 0 if place is self._choice else 4)
            row.addStretch(1)
            row.setAlignment(place, Qt.AlignmentFlag.AlignVCenter)
            self._places.addWidget(holder)
        column = QVBoxLayout(self)
        column.addWidget(self._places, 1)
        self.setFocusProxy(self._own)

    def _on_own(self) -> None:
        self._places.setCurrentIndex(1)
        self._show_step(0)

    def _on_sample(self) -> None:
        folder = self.sample_folder()
        if (folder / paths.DATABASE_NAME).exists():
            self.finished.emit(folder)
            return
        self._run(lambda progress, cancelled: create_sample(folder), "Đang tạo xã mẫu")

    def _show_step(self, place: int) -> None:
        step = self._steps[place]
        self._stack.setCurrentWidget(step)
        self._title.setText(step.title)
        self._counter.setText(f"Bước {place + 1}/{len(self._steps)}. {step.words}")
        last = place == len(self._steps) - 1
        self._next.setText("Tạo sổ của xã" if last else "Tiếp tục")
        step.start()

    def _on_back(self) -> None:
        place = self._stack.currentIndex()
        if place == 0:
            self._places.setCurrentIndex(0)
            self._own.setFocus()
        else:
            self._show_step(place - 1)

    def _on_next(self) -> None:
        place = self._stack.currentIndex()
        if not self._steps[place].is_ready():
            return
        if place + 1 < len(self._steps):
            self._show_step(place + 1)
            return
        wanted = NewCommune()
        for step in self._steps:
            wanted = step.apply(wanted)
        folder = self._folder
        self._run(lambda progress, cancelled: create_empty(folder, wanted), "Đang tạo sổ của xã")

    def _run(self, job: Callable[[Any, Any], Path], words: str) -> None:
        self._set_busy(True)
        self._worker.run(self, job, self._on_made, self._on_failed, text=words)

    def _on_made(self, folder: Path) -> None:
        self._set_busy(False)
        self.finished.emit(folder)

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        messages.show_error(self, error)

    def _set_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        for widget in (self._own, self._sample, self._back, self._next):
            widget.setEnabled(not busy)
        if busy:
            self._sample.setText("Đang tạo, chờ một lát…")
        else:
            self._sample.setText("Xem thử với xã mẫu")


def create(worker: Worker, folder: Path) -> FirstRunPage:
    """The page for a folder without a database."""
    return FirstRunPage(worker, folder)
