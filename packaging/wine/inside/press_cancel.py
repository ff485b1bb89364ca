"""Presses Cancel in a window whose title begins so, says Yes to the question that follows, and reports.

press_cancel TITLE SECONDS      no longer than so many seconds
"""

import ctypes
import sys
import time
import unicodedata
from collections.abc import Iterator
from ctypes import wintypes

COMMAND, CANCEL, YES = 0x0111, 2, 6
DIALOG = "#32770"

user32 = ctypes.windll.user32
Visitor = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)


def windows() -> list[tuple[int, str]]:
    """Handle and title of every visible dialog."""
    found: list[tuple[int, str]] = []

    def visit(handle: int, _: int) -> bool:
        title, kind = ctypes.create_unicode_buffer(300), ctypes.create_unicode_buffer(300)
        user32.GetWindowTextW(handle, title, 300)
        user32.GetClassNameW(handle, kind, 300)
        if kind.value == DIALOG and user32.IsWindowVisible(handle):
            found.append((handle, unicodedata.normalize("NFC", title.value)))
        return True

    user32.EnumWindows(Visitor(visit), 0)
    return found


def until(seconds: float) -> Iterator[None]:
    """Again and again until the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(0.2)


def main(title: str, seconds: float) -> int:
    """Returns 0 when the window is gone afterwards."""
    first = 0
    for _ in until(seconds):
        shown = [(handle, name) for handle, name in windows() if name.startswith(title)]
        if not first and shown:
            first = shown[0][0]
            print(f"window: {shown[0][1]}", flush=True)
            user32.PostMessageW(first, COMMAND, CANCEL, 0)
        elif first and not shown:
            print("gone", flush=True)
            return 0
        for handle, name in shown:
            if first and handle != first:
                print(f"question: {name}", flush=True)
                user32.PostMessageW(handle, COMMAND, YES, 0)
    print(f"still there: {windows()}", flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
