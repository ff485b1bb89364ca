"""Giving a finished file its name: on Windows an antivirus may hold a fresh file for a moment."""

import os
import sys
import time
from pathlib import Path

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between the tries; who still holds the file after that is another program that has it open."""


def put_in_place(source: Path, target: Path) -> None:
    """Take the name of `target`, which is replaced in one step. Raises what the last try raised."""
    for pause in PAUSES if sys.platform == "win32" else ():
        try:
            os.replace(source, target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.replace(source, target)
