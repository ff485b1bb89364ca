"""An old disk: run with every flush slowed down; prints the seconds of each piece of work.

slow_disk FOLDER     makes 3,000 households there first
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HOUSEHOLDS = 3_000
SAVES = 40


def main(folder: str) -> int:
    from povdesk.storage import demo
    from povdesk.storage.backup import places
    from povdesk.storage.backup.making import make
    from povdesk.storage.backup.restoring import restore
    from povdesk.storage.backup.verifying import verify
    from povdesk.storage.database import open_database
    from tests.bench.saving import _save

    path = Path(folder) / "povdesk.db"
    demo.create(path, households=HOUSEHOLDS).close()
    found: dict[str, float] = {}
    database = _timed(found, "start", lambda: open_database(path))
    saves = []
    for _ in range(SAVES):
        begun = time.perf_counter()
        _save(database)
        saves.append(time.perf_counter() - begun)
    found["save"] = sorted(saves)[int(SAVES * 0.95) - 1]
    receipt = _timed(found, "backup", lambda: make(database, places.local_folder(path)))
    database.close()
    _timed(found, "verify", lambda: verify(receipt.path, passing=Path(folder) / "tmp"))
    _timed(found, "restore", lambda: restore(receipt.path, path))
    print(json.dumps(found))
    return 0


def _timed(found: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    begun = time.perf_counter()
    result = work()
    found[name] = time.perf_counter() - begun
    return result


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
