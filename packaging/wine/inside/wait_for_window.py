"""Waits until a dialog whose title begins so is on the screen.

wait_for_window TITLE SECONDS      no longer than so many seconds
"""

import sys

import dialogs

for _ in dialogs.until(float(sys.argv[2])):
    if dialogs.shown(sys.argv[1]):
        sys.exit(0)
sys.exit(1)
