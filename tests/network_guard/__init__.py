"""No internet socket in any test, nor in any Python that a test starts.

Python tells its audit hooks of every socket before it is made, however it is made; a hook cannot be taken
away again. Children get the same hook through `sitecustomize` in this folder. Whatever is met is also
written down, so that an attempt that somebody swallowed still fails the run.
"""

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
NOTES = "POVDESK_NETWORK_NOTES"
"""Environment variable: the file that attempts are written to."""


def watch_children(notes: Path) -> None:
    """From now on every Python started from here is watched too, and notes what it does."""
    os.environ[NOTES] = str(notes)
    known = os.environ.get("PYTHONPATH", "")
    if str(FOLDER) not in known.split(os.pathsep):
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(FOLDER), known)))
