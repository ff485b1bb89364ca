"""Where a windowed program prints: Windows gives it no stream unless it was started with a pipe."""

import contextlib
import os
import sys
from typing import TextIO

QUIET_VARIABLE = "POVDESK_QUIET"
"""Set where nobody sits before the screen who could close a box."""

_NOT_STARTED = (
    "PovDesk chưa mở được trên máy này. Dữ liệu của xã vẫn còn nguyên.\n\n"
    "Hãy cài đặt lại PovDesk, hoặc mở bằng lối tắt PovDesk (dự phòng). Nếu vẫn không được, gửi tệp nhật ký"
    " trong thư mục PovDesk\\log cho người hỗ trợ."
)


def borrow(*, loud: bool) -> None:
    """Give stdout and stderr something to write to where there is nothing.

    loud: the command prompt that started the program, if there is one; else it is printed to nobody.
    """
    missing = [name for name in ("stdout", "stderr") if getattr(sys, name) is None]
    if not missing:
        return
    screen = _prompt() if loud and sys.platform == "win32" else None
    for name in missing:
        setattr(sys, name, screen or _nobody())


def _prompt() -> TextIO | None:
    """The window of the command prompt; None when the program was started from elsewhere."""
    import ctypes

    attached = ctypes.WinDLL("kernel32").AttachConsole(-1)  # type: ignore[attr-defined,unused-ignore]
    if not attached:
        return None
    with contextlib.suppress(OSError):
        return open("CONOUT$", "w", encoding="utf-8", errors="replace", buffering=1)
    return None


def _nobody() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8", errors="replace")


def say_not_started() -> None:
    """Where no window of ours can open, Windows' own box says so: no double click is without an answer."""
    if sys.platform == "win32" and not os.environ.get(QUIET_VARIABLE):
        import ctypes

        user32 = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
        stop_sign = 0x10
        user32.MessageBoxW(None, _NOT_STARTED, "PovDesk", stop_sign)
