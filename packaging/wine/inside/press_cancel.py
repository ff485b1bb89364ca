"""Presses Cancel in a window whose title begins so, says Yes to the question that follows, and reports.

press_cancel TITLE SECONDS      no longer than so many seconds
"""

import sys

import dialogs

COMMAND, CANCEL, YES = 0x0111, 2, 6


def main(title: str, seconds: float) -> int:
    """Returns 0 when the window is gone afterwards."""
    first = 0
    for _ in dialogs.until(seconds):
        shown = dialogs.shown(title)
        if not first and shown:
            first = shown[0][0]
            print(f"window: {shown[0][1]}", flush=True)
            dialogs.user32.PostMessageW(first, COMMAND, CANCEL, 0)
        elif first and not shown:
            return 0
        for handle, name in shown:
            if first and handle != first:
                print(f"question: {name}", flush=True)
                dialogs.user32.PostMessageW(handle, COMMAND, YES, 0)
    print(f"still there: {dialogs.shown(title)}", flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
