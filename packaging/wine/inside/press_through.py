"""Goes through the pages of a setup whose title begins so, and prints what each says as it is left.

press_through TITLE SECONDS      no longer than so many seconds; 0 when the window was there and is gone
"""

import ctypes
import sys
import unicodedata
from ctypes import wintypes

import dialogs

COMMAND, NEXT = 0x0111, 1
CALM = 5
"""So many looks in a row must find the same."""

user32 = dialogs.user32
_Visitor = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)


def texts(window: int) -> str:
    """All that can be read in a window."""
    found: list[str] = []

    def visit(handle: int, _: int) -> bool:
        text = ctypes.create_unicode_buffer(2000)
        user32.GetWindowTextW(handle, text, 2000)
        if text.value and user32.IsWindowVisible(handle):
            found.append(" ".join(unicodedata.normalize("NFC", text.value).split()))
        return True

    user32.EnumChildWindows(window, _Visitor(visit), 0)
    return " | ".join(found)


def main(title: str, seconds: float) -> int:
    """A page is left once, and only when all of it stands there: its parts come one after the other."""
    seen, left, looks = "", "", 0
    for _ in dialogs.until(seconds):
        shown = dialogs.shown(title)
        if not shown:
            if seen:
                return 0
            continue
        window = shown[0][0]
        said = texts(window)
        looks = looks + 1 if said == seen else 0
        seen = said
        onward = user32.GetDlgItem(window, NEXT)
        ready = onward and user32.IsWindowEnabled(onward) and user32.IsWindowVisible(onward)
        if ready and looks >= CALM and said != left:
            left = said
            print(said, flush=True)
            user32.PostMessageW(window, COMMAND, NEXT, 0)
    print(f"still there: {seen}", flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
