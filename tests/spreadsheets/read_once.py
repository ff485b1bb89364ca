"""Reads one file as the program does and prints what came of it, with the memory and time its reader took.

Run as a module in a process of its own: on Linux a started program begins with the memory peak of the one
that started it, and the test run itself is large.
"""

import json
import os
import sys
from pathlib import Path

from povdesk.domain.errors import PovDeskError
from povdesk.spreadsheets import reading


def main(path: str) -> None:
    found: dict[str, object] = {"error": "", "unread": [], "kept": 0}
    try:
        read = reading.read(Path(path))
    except PovDeskError as error:
        found["error"] = error.message
    else:
        found["unread"] = [sheet.refused for sheet in read.sheets if sheet.refused]
        found["kept"] = sum(len(sheet.rows) for sheet in read.sheets)
    found["kib"] = _most_memory_of_children()
    used = os.times()
    found["seconds"] = used.user + used.system + used.children_user + used.children_system
    print(json.dumps(found))


def _most_memory_of_children() -> int:
    """In KiB; on Windows nobody is told, and the reader's own job object holds it to its limit."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


if __name__ == "__main__":
    main(sys.argv[1])
