"""Waiting as long as the slowest machine needs; what comes at once costs nothing by it."""

from typing import Any

from pytestqt.qtbot import QtBot

LONGEST = 90_000


class PatientBot(QtBot):
    """Waits for a condition or a signal at least LONGEST ms; a shorter time asked for is no promise."""

    def waitUntil(self, callback: Any, *, timeout: int = LONGEST) -> None:
        super().waitUntil(callback, timeout=max(timeout, LONGEST))

    def waitSignal(self, signal: Any, *, timeout: int = LONGEST, **more: Any) -> Any:
        # Without `raising` the time is what is tried: nothing may come within it.
        patient = timeout if more.get("raising") is False else max(timeout, LONGEST)
        return super().waitSignal(signal, timeout=patient, **more)
