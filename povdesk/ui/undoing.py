"""The offer to take back what was just saved; one place for all pages."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from .desk import Desk


def offer_undo(
    desk: Desk, widget: QWidget, words: str, before_undo: Callable[[], object] | None = None
) -> None:
    """Say that it is done, with "Hoàn tác" for ten seconds. Call it right after the write that it takes back.

    before_undo: something to forget first, such as what is half typed on the page.
    """
    from povdesk.storage.act import last_act

    def undo(seq: int) -> None:
        if before_undo is not None:
            before_undo()
        desk.worker.write(widget, partial(put_back, seq=seq), lambda words: desk.say(f"Đã hoàn tác: {words}"))

    def offer(found: tuple[int, str] | None) -> None:
        if found is not None:
            desk.work_done(widget, words, partial(undo, found[0]))

    desk.worker.read(widget, last_act, offer)


def write_with_undo(
    desk: Desk,
    widget: QWidget,
    work: Callable[[Any], Any],
    words: str | Callable[[Any], str],
    done: Callable[[], object] = lambda: None,
    failed: Callable[[Exception], None] | None = None,
) -> None:
    """Write as one act, say so, offer to take it back; `words` may look at what the act returned."""

    def written(result: Any) -> None:
        desk.say(f"Đã lưu {datetime.now():%H:%M}")
        offer_undo(desk, widget, words if isinstance(words, str) else words(result))
        done()

    desk.worker.write(widget, work, written, failed)


def put_back(act: Any, seq: int) -> str:
    """Take act `seq` back; refused in words when later acts build on it."""
    from povdesk.storage.history_reading import take_back

    return take_back(act, seq)
