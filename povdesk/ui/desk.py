"""What every page is given: the worker, the habits of this computer, and ways to other places."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.linked_figure import LinkedFigure
from povdesk.domain.officer import Officer

from .habits import Habits
from .worker import Worker


def _nowhere(key: str, **target: Any) -> None:
    """Used where no main window is there (tests of one page)."""


def _no_folder(folder: Path) -> None:
    """Used where no program is around the page."""


def _at_once(go: Callable[[], object]) -> None:
    """Used where no main window is there: nothing is to be saved first."""
    go()


def _not_closed(last: Callable[[], object]) -> None:
    """Used where no program is around the page: what should come after it does not come."""


def _silent(text: str, *, late: bool = False) -> None:
    """Used where no status bar is there."""


def _uncounted(key: str, count: int) -> None:
    """Used where no navigation is there."""


@dataclass
class Desk:
    """open(key, **target): go to another place, which gets `show_target(**target)`.

    say(text): a quiet sentence at the left of the status bar ("Đã lưu 14:31"). say_unasked(text): the same
    of what the program does by itself (drafts, copies); it never covers an answer still being read.
    say_more(text): the remark after it (age of the last backup). show_count(key, count): the red number at
    a place.
    open_folder(folder): work with the database of another folder (sample data, a restored one); with the
    folder in use, everything is read anew.
    when_ready_to_close(go): call `go` when the page in front has saved or asked and no job with files runs.
    close_then(last): close PovDesk in order, then do this as its last act.
    last_household: whose form was in front last, until its list was come back to.
    officer: who signed in; None while nobody is asked.
    work_done(widget, text, undo): a bar at the bottom for 10 seconds, with "Hoàn tác" if undo is given.
    """

    worker: Worker
    habits: Habits = field(default_factory=lambda: Habits(None))
    folder: Path = field(default_factory=Path)
    is_sample: bool = False
    open: Callable[..., None] = _nowhere
    say: Callable[[str], None] = _silent
    say_unasked: Callable[[str], None] = _silent
    say_more: Callable[..., None] = _silent
    show_count: Callable[[str, int], None] = _uncounted
    open_folder: Callable[[Path], None] = _no_folder
    when_ready_to_close: Callable[[Callable[[], object]], None] = _at_once
    close_then: Callable[[Callable[[], object]], None] = _not_closed
    officer: Officer | None = None
    last_household: int | None = None

    def open_figure(self, parent: QWidget, figure: LinkedFigure) -> None:
        """The people behind a number of a paper, as they are on its day."""
        from .periods.opening import open_live

        open_live(self, parent, figure)

    def work_done(self, widget: QWidget, text: str, undo: Callable[[], None] | None = None) -> None:
        from . import messages

        messages.toast(widget, text, undo)
