"""Runs the trial of a proposal: the copy on the lane of the database, the counting on the files lane."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from povdesk.domain.what_if import Proposal, Trial

from ..desk import Desk
from ..worker import Job


class Trying(QObject):
    """begun: a trial is on its way. tried: its result, None when there is nothing to try. stopped: by hand.

    A newer trial stops the older one, whose result never arrives.
    """

    begun = Signal()
    tried = Signal(object)
    stopped = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._asked = 0

    def try_out(self, found: Proposal | None, as_of: date) -> None:
        """Ask for the result of a proposal."""
        self._stop()
        self._asked += 1
        if found is None or not found.lines:
            self.tried.emit(None)
            return
        asked, now = self._asked, datetime.now().astimezone()
        self.begun.emit()

        def copy(connection: Any) -> Any:
            from povdesk.storage import what_if_trial

            return what_if_trial.copy(connection, now)

        def copied(made: Any) -> None:
            if asked == self._asked:
                self._count(made, found, as_of)
            else:
                made.close()

        self._desk.worker.read(self, copy, copied)

    def _count(self, made: Any, found: Proposal, as_of: date) -> None:
        def job(_progress: Any, cancelled: Callable[[], bool]) -> Trial | None:
            from povdesk.storage import what_if_trial

            try:
                return what_if_trial.run(made, found, as_of, cancelled)
            except what_if_trial.Stopped:
                return None
            finally:
                made.close()

        done = partial(self._on_tried, self._asked)
        self._job = made_job = self._desk.worker.run(self, job, done, text="Đang thử phương án")
        made_job.ended.connect(partial(self._on_ended, made_job))

    def _on_tried(self, asked: int, trial: Trial | None) -> None:
        if asked == self._asked:
            self._job = None
            self.tried.emit(trial)

    def _on_ended(self, job: Job) -> None:
        """Stopped in the status bar: nothing else arrives."""
        if job is self._job and job.cancelled():
            self._job = None
            self.stopped.emit()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
