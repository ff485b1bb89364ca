"""Saves one household after the other while the disk is recorded; a mark after each acknowledged save.

worker_saves DATABASE LOG SAVES [SETTING=VALUE ...]
"""

import sys
from pathlib import Path

from povdesk.storage import database as module
from povdesk.storage.database import open_database

from .saving import save
from .tools import Disk


def main(path: str, log: str, count: str, *changed: str) -> None:
    for setting in changed:
        name, _, value = setting.partition("=")
        module._PRAGMAS[name] = int(value) if value.isdigit() else value
    database = open_database(Path(path))
    disk = Disk()
    disk.record(Path(path).parent, Path(log))
    for number in range(int(count)):
        save(database, number)
        disk.mark("saved")
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
