"""The two background lanes: short database jobs in order, and longer jobs with files."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from povdesk.domain.errors import DiskFull

T = TypeVar("T")

Failed = Callable[[Exception], None]


class Progress(Protocol):
    """Tells how far a job is: 0 to 100, and a short sentence."""

    def __call__(self, percent: int, text: str = "") -> None: ...


FileJob = Callable[[Progress, Callable[[], bool]], T]


class Job(QObject):
    """One job of the files lane.

    progressed: percent and a short sentence. ended: done, failed or stopped; nothing more comes.
    """

    progressed = Signal(int, str)
    ended = Signal()

    def __init__(self, text: str, parent: QObject) -> None:
        super().__init__(parent)
        self.text = text
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at the next place where it can; its result is dropped."""
        self._stop.set()

    def cancelled(self) -> bool:
        return self._stop.is_set()


@dataclass(frozen=True)
class _Outcome:
    owner: QObject
    done: Callable[[Any], None] | None
    failed: Failed | None
    wrote: bool = False
    job: Job | None = None
    result: Any = None
    error: Exception | None = None
    is_draft: bool = False


class Worker(QObject):
    """Runs jobs that touch the database or files, one at a time in each of two lanes.

    Jobs must not touch widgets. Results arrive on the UI thread, and only if their owner still exists.
    A failure goes to `messages.show_error` unless the caller gave `failed`.

    data_changed: a write has been committed. job_started: a job of the files lane has begun to wait or run.
    disk_full_changed: a write failed because the disk is full; or, after that, one has worked again.
    """

    data_changed = Signal()
    job_started = Signal(object)
    disk_full_changed = Signal(bool)
    _arrived = Signal(object)
    _reported = Signal(object, int, str)

    def __init__(self, database: Any = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._opening: Callable[[], Any] | None = None
        self._database_lane = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._files_lane = ThreadPoolExecutor(1, thread_name_prefix="files")
        self._jobs: list[Job] = []
        self._waiting = 0
        self._closed = False
        self._disk_is_full = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    def open(
        self,
        owner: QObject,
        opening: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Failed | None = None,
    ) -> None:
        """Open the database on its lane (heavy imports happen there); jobs asked later wait for it."""

        def opened() -> Any:
            self._let_go()
            self._database = opening()
            self._opening = opening
            return self._database

        self._submit(_Outcome(owner, done, failed), opened)

    def check(self, owner: QObject, done: Callable[[], None], failed: Failed) -> None:
        """Look for damage in the whole file on the database lane, behind what was asked before."""

        def checking() -> None:
            if not self._closed:
                self._database.check()

        self._submit(_Outcome(owner, lambda _nothing: done(), failed), checking)

    def alone(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """`work()` on the database lane while the database is closed, which is then opened again.

        For work that replaces the database file, as a restore does.
        """

        def working() -> T:
            self._let_go()
            try:
                return work()
            finally:
                if self._opening is not None:
                    self._database = self._opening()

        self._submit(_Outcome(owner, done, failed, wrote=True), working)

    def read(
        self,
        owner: QObject,
        work: Callable[[Any], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """`work(connection)` on the database lane, then `done(result)` here."""

        def reading() -> T | None:
            if self._closed:
                return None
            with self._database.reading() as connection:
                return work(connection)

        self._submit(_Outcome(owner, done, failed), reading)

    def write(
        self,
        owner: QObject,
        work: Callable[[Any], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """`work(act)` as one act, all of it or nothing; then `done(result)`, then data_changed."""
        self._submit(_Outcome(owner, done, failed, wrote=True), self._writing(work))

    def drafts(
        self,
        owner: QObject,
        work: Callable[[Any], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Like `write`, but nobody needs to read again."""
        self._submit(_Outcome(owner, done, failed, is_draft=True), self._writing(work))

    def typed(
        self, owner: QObject, work: Callable[[Any], T], done: Callable[[T], None] | None = None
    ) -> None:
        """Like `drafts`, asked at every field: a full disk is told once, by `disk_full_changed`."""

        def failed(error: Exception) -> None:
            if not isinstance(error, DiskFull):
                _say_failure(owner, error)

        self.drafts(owner, work, done, failed)

    def run(
        self,
        owner: QObject,
        job: FileJob[T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        text: str = "Đang làm việc với tệp",
    ) -> Job:
        """`job(progress, cancelled)` on the files lane, without the database. text: shown while it runs."""
        ticket = Job(text, self)

        def progress(percent: int, words: str = "") -> None:
            self._reported.emit(ticket, percent, words)

        def running() -> T | None:
            return None if ticket.cancelled() else job(progress, ticket.cancelled)

        if self._closed:
            ticket.cancel()
            return ticket
        self._jobs.append(ticket)
        future = self._files_lane.submit(running)
        self._deliver(future, _Outcome(owner, done, failed, job=ticket))
        self.job_started.emit(ticket)
        return ticket

    def is_busy(self) -> bool:
        """A job is waiting or running in one of the lanes."""
        return self._waiting > 0 or bool(self._jobs)

    @property
    def disk_is_full(self) -> bool:
        """The last write failed because the disk is full."""
        return self._disk_is_full

    def jobs(self) -> list[Job]:
        """Jobs of the files lane that are waiting or running."""
        return list(self._jobs)

    def close(self) -> None:
        """Stop file jobs, finish every write that was asked, and let the database go."""
        if self._closed:
            return
        self._closed = True
        for job in self._jobs:
            job.cancel()
        self._database_lane.shutdown(wait=True)
        self._files_lane.shutdown(wait=True)
        self._let_go()

    def _let_go(self) -> None:
        if self._database is not None and hasattr(self._database, "close"):
            self._database.close()
        self._database = None

    def _writing(self, work: Callable[[Any], T]) -> Callable[[], T]:
        def writing() -> T:
            with self._database.writing() as act:
                return work(act)

        return writing

    def _submit(self, outcome: _Outcome, work: Callable[[], Any]) -> None:
        if self._closed:
            return
        self._waiting += 1
        self._deliver(self._database_lane.submit(work), outcome)

    def _deliver(self, future: "Future[Any]", outcome: _Outcome) -> None:
        def finished(ready: "Future[Any]") -> None:
            error = ready.exception()
            result = None if error else ready.result()
            made = _Outcome(
                outcome.owner,
                outcome.done,
                outcome.failed,
                outcome.wrote,
                outcome.job,
                result,
                error if isinstance(error, Exception) else None,
                outcome.is_draft,
            )
            if shiboken6.isValid(self):
                self._arrived.emit(made)

        future.add_done_callback(finished)

    def _on_arrived(self, outcome: _Outcome) -> None:
        job = outcome.job
        if job is None:
            self._waiting -= 1
        elif job in self._jobs:
            self._jobs.remove(job)
        if (outcome.wrote or outcome.is_draft) and not self._closed:
            self._note_disk(outcome.error)
        try:
            dropped = self._closed or (job is not None and job.cancelled())
            if not dropped:
                _hand_over(outcome)
        finally:
            if job is not None:
                job.ended.emit()
                job.deleteLater()
            if outcome.wrote and outcome.error is None and not self._closed:
                self.data_changed.emit()

    def _note_disk(self, error: Exception | None) -> None:
        is_full = isinstance(error, DiskFull)
        if is_full == self._disk_is_full or (error is not None and not is_full):
            return
        self._disk_is_full = is_full
        self.disk_full_changed.emit(is_full)

    def _on_reported(self, job: Job, percent: int, text: str) -> None:
        if shiboken6.isValid(job):
            job.progressed.emit(percent, text)


def _hand_over(outcome: _Outcome) -> None:
    alive = shiboken6.isValid(outcome.owner)
    if outcome.error is None:
        if alive and outcome.done is not None:
            outcome.done(outcome.result)
    elif alive and outcome.failed is not None:
        outcome.failed(outcome.error)
    else:
        _say_failure(outcome.owner if alive else None, outcome.error)


def _say_failure(owner: QObject | None, error: Exception) -> None:
    from . import messages

    messages.show_error(owner, error)
