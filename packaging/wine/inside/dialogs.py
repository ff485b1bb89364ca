"""The dialogs on the screen, for programs that look for one."""

import ctypes
import time
import unicodedata
from collections.abc import Iterator
from ctypes import wintypes

_DIALOG = "#32770"

user32 = ctypes.windll.user32
_Visitor = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)


def shown(title: str) -> list[tuple[int, str]]:
    """Handle and title of every visible dialog whose title begins so."""
    found: list[tuple[int, str]] = []

    def visit(handle: int, _: int) -> bool:
        name, kind = ctypes.create_unicode_buffer(300), ctypes.create_unicode_buffer(300)
        user32.GetWindowTextW(handle, name, 300)
        user32.GetClassNameW(handle, kind, 300)
        whole = unicodedata.normalize("NFC", name.value)
        if kind.value == _DIALOG and user32.IsWindowVisible(handle) and whole.startswith(title):
            found.append((handle, whole))
        return True

    user32.EnumWindows(_Visitor(visit), 0)
    return found


def until(seconds: float) -> Iterator[None]:
    """Again and again until the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(0.1)
