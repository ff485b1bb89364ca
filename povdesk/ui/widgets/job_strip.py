"""The line that shows a job with files: how far it is, what it does, and "Dừng"."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from .. import messages, theme
from ..worker import Failed, FileJob, Job, Worker
from .labels import button, label

T = TypeVar("T")


class JobStrip(QWidget):
    """One job at a time; seen only while it runs.

    began: buttons are locked. ended: they are free again; True when the job was stopped, so that neither
    its result nor its failure was told. Not sent when what was told began the next job.
    """

    began = Signal()
    ended = Signal(bool)

    def __init__(self, worker: Worker, parent: QWidget) -> None:
        super().__init__(parent)
        self._worker = worker
        self._job: Job | None = None
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(theme.px(240))
        self._step = label("", "caption", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._bar)
        row.addWidget(self._step, 1)
        row.addWidget(button("Dừng", self.stop, parent=self))
        self.hide()

    def run(
        self, job: FileJob[T], done: Callable[[T], None], failed: Failed | None = None, *, text: str
    ) -> None:
        """`job(progress, cancelled)` away from the window, then `done(result)` or `failed(error)`.

        text: what is done, also for the status bar. Without `failed` a failure is shown as a message.
        """

        def free_then(told: Callable[[T], None]) -> Callable[[T], None]:
            def told_when_free(outcome: T) -> None:
                self._free()
                told(outcome)

            return told_when_free

        self._job = self._worker.run(
            self, job, free_then(done), free_then(failed or self._show_failure), text=text
        )
        self._job.progressed.connect(self._on_progress)
        self._job.ended.connect(self._on_ended)
        self._bar.setValue(0)
        self._step.setText(f"{text}…")
        self.show()
        self.began.emit()

    def is_busy(self) -> bool:
        return self._job is not None

    def stop(self) -> None:
        """The job ends at the next place where it can."""
        if self._job is not None:
            self._job.cancel()
            self._step.setText("Đang dừng…")

    def _on_progress(self, percent: int, words: str) -> None:
        self._bar.setValue(percent)
        self._step.setText(words)

    def _on_ended(self) -> None:
        was_stopped = self._job is not None and self._job.cancelled()
        if was_stopped:
            self._free()
        if self._job is None:
            self.ended.emit(was_stopped)

    def _free(self) -> None:
        self._job = None
        self.hide()

    def _show_failure(self, error: Exception) -> None:
        messages.show_error(self, error)
