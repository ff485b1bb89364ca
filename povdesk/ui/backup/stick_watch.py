"""Looks every few seconds, off the UI thread, whether something has changed: sticks, copies on them."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

EVERY_SECONDS = 4.0


class Watch(QObject):
    """changed: what `look` found, when it is not what it found before."""

    changed = Signal(object)

    def __init__(self, parent: QObject, look: Callable[[], Any]) -> None:
        super().__init__(parent)
        self._look = look
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="sticks", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Nothing comes any more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(2.0)

    def _watch(self) -> None:
        seen: Any = None
        while not self._stop.is_set():
            found = self._look()
            if found != seen and not self._stop.is_set():
                seen = found
                self.changed.emit(found)
            self._stop.wait(EVERY_SECONDS)


class PluggedIn:
    """A look at marked sticks, folder by number; a stick itself is only touched when it has just appeared."""

    def __init__(self) -> None:
        self._roots: tuple[Path, ...] = ()
        self._found: dict[str, Path] = {}

    def __call__(self) -> dict[str, Path]:
        from povdesk.storage import places
        from povdesk.storage.backup import sticks

        roots = places.sticks()
        if roots != self._roots:
            self._roots, self._found = roots, sticks.plugged_in(roots)
        return self._found
