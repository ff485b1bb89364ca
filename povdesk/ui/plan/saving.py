"""Writes the officer's changes one after the other and keeps the way back: Ctrl+Z and "Hoàn tác"."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from .. import messages
from ..desk import Desk
from .block_editor import Work

Found = tuple[int, str] | None


class PlanSaver:
    """undo() takes back the newest act of this page that was not taken back yet."""

    def __init__(self, owner: QWidget, desk: Desk, failed: Callable[[], None]) -> None:
        self._owner, self._desk, self._failed = owner, desk, failed
        self._acts: list[int] = []

    def write(
        self,
        work: Work,
        words: str = "",
        done: Callable[[], None] | None = None,
        refused: Callable[[], object] = lambda: None,
    ) -> None:
        """Write one act. words: shown for ten seconds with "Hoàn tác". refused: before it is read again."""
        before: list[Found] = []

        def job(act: Any) -> Found:
            from povdesk.storage.act import last_act

            known = last_act(act.connection)
            work(act)
            return known

        def written(known: Found) -> None:
            before.append(known)
            self._desk.say(f"Đã lưu {datetime.now():%H:%M}")
            if done is not None:
                done()

        def after(found: Found) -> None:
            if not before or found is None or found == before[0]:
                return
            self._acts.append(found[0])
            if words:
                self._desk.work_done(self._owner, words, lambda: self.undo(found[0]))

        def failed(error: Exception) -> None:
            refused()
            self._on_failed(error)

        self._desk.worker.write(self._owner, job, written, failed)
        # The database lane keeps its order: this read sees the act just written and no later one.
        self._desk.worker.read(self._owner, _last_act, after)

    def undo(self, seq: int | None = None) -> None:
        """Take back an act, the newest of this page when none is named."""
        if seq is None:
            if not self._acts:
                self._desk.say("Không có thay đổi nào để hoàn tác.")
                return
            seq = self._acts[-1]
        if seq in self._acts:
            self._acts.remove(seq)

        def done(name: str) -> None:
            self._desk.say(f"Đã hoàn tác: {name}")

        self._desk.worker.write(self._owner, lambda act: act.undo(seq), done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        messages.show_error(self._owner, error)
        self._failed()


def _last_act(connection: Any) -> Found:
    from povdesk.storage.act import last_act

    return last_act(connection)
