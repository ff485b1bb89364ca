"""Who works from the start of the window to its end: signing in, locking when idle, changing the user."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from povdesk.domain.officer import Officer

from ..worker import Worker
from .role_buttons import RoleButtons

if TYPE_CHECKING:
    from ..desk import Desk
    from ..main_window import MainWindow

KEYS = "Ctrl+Shift+L"

_LOOK_EVERY = 15_000
_WORK = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Session(QObject):
    """One for each open database. `begin` asks who works where somebody has a PIN, and calls `go(officer)`.

    clock: seconds that only go forward.
    """

    def __init__(
        self,
        window: "MainWindow",
        worker: Worker,
        path: Path,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._worker = worker
        self._path = path
        self._clock = clock
        self._officer: Officer | None = None
        self._desk: Desk | None = None
        self._cover: QObject | None = None
        self._minutes = 0
        self._last_work = clock()
        self._buttons = RoleButtons(self)
        self._looking = QTimer(self, interval=_LOOK_EVERY)
        self._looking.timeout.connect(self.look)
        self._shortcut = QShortcut(QKeySequence(KEYS), window)
        self._shortcut.activated.connect(self.change)

    @property
    def officer(self) -> Officer | None:
        """Who signed in; None while nobody is asked."""
        return self._officer

    def begin(self, asked: tuple[Sequence[Officer], int], go: Callable[[Officer | None], None]) -> None:
        """Ask when anybody has a PIN; else go on at once. asked: who may sign in, minutes until the lock."""
        officers, self._minutes = asked
        if not officers:
            self._signed_in(None)
            go(None)
            return
        from .screens import SignInScreen

        screen = SignInScreen(self._worker, officers)
        screen.signed_in.connect(lambda one: (self._signed_in(one), go(one)))
        self._window.show_instead(screen)
        screen.box.start()

    def watch(self, desk: "Desk") -> None:
        """The pages are there: look for idleness, let the buttons follow the role."""
        self._desk = desk
        desk.officer = self._officer
        application = QApplication.instance()
        assert application is not None
        self._buttons.follow(self._officer)
        if self._officer is not None:
            application.installEventFilter(self)
            self._last_work = self._clock()
            self._looking.start()

    def look(self) -> None:
        """Lock when nobody has worked for too long."""
        if self._minutes and self._clock() - self._last_work >= self._minutes * 60:
            self.lock()

    def lock(self) -> None:
        """Cover the window; what is typed stays below."""
        if self._officer is None or self._cover is not None:
            return
        one = self._officer

        def work(act: Any) -> None:
            from povdesk.storage import officers

            officers.sign_out(act, one.id or 0, officers.LOCKED)

        self._worker.drafts(self, work)
        self._ask("Màn hình đã khóa", may_go_back=False)

    def change(self) -> None:
        """Somebody else sits down (Ctrl+Shift+L); without PINs it leads to where they are set."""
        if self._cover is not None:
            return
        self._ask("Đổi người dùng", may_go_back=True)

    def end(self) -> None:
        """The window or the database closes: written down, nothing watched any more."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._looking.stop()
        self._buttons.follow(None)
        self._shortcut.setEnabled(False)
        self._act_for(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _WORK:
            self._last_work = self._clock()
        return False

    def _ask(self, words: str, *, may_go_back: bool) -> None:
        def read(connection: Any) -> tuple[Sequence[Officer], int]:
            from povdesk.storage import officers

            return officers.asks_who(connection), officers.lock_minutes(connection)

        self._cover = self
        self._worker.read(self, read, partial(self._show_cover, words, may_go_back))

    def _show_cover(self, words: str, may_go_back: bool, found: tuple[Sequence[Officer], int]) -> None:
        from .screens import LockCover

        officers, self._minutes = found
        if not officers:
            # Nobody has a PIN, or the last one was taken away meanwhile: nobody is asked.
            self._cover = None
            if self._officer is None:
                self._window.open_place("privacy")
            self._signed_in(None)
            return
        chosen = self._officer.id if self._officer else None
        back = self._uncovered if may_go_back else None
        cover = LockCover(self._window, self._worker, officers, chosen, words, back)
        cover.signed_in.connect(self._on_signed_in)
        self._cover = cover
        cover.appear()

    def _uncovered(self) -> None:
        self._cover = None
        self._last_work = self._clock()

    def _on_signed_in(self, one: Officer) -> None:
        before = self._officer
        self._uncovered()
        self._signed_in(one)
        if self._desk is not None:
            self._desk.officer = one
            if before is None:
                self.watch(self._desk)
            elif before.role != one.role:
                self._buttons.follow(one)
            self._desk.say(f"{one.full_name} đang làm việc.")
        self._window.set_officer(one.full_name)

    def _signed_in(self, one: Officer | None) -> None:
        self._officer = one
        self._act_for(one.id if one else None)

    def _act_for(self, officer_id: int | None) -> None:
        from povdesk.storage.database import sign_in

        sign_in(self._path, officer_id)
