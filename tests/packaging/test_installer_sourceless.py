"""The installed program has compiled files only: bringing an old database up to date works there too."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from installer import compiling

from tests.source_tree import PROGRAM, ROOT

UPGRADE = """
import sqlite3, sys
from pathlib import Path
from povdesk.storage import migration
from povdesk.storage.tables import SCHEMA_NUMBER, metadata
assert migration.__file__.endswith(".pyc"), migration.__file__
path = Path(sys.argv[1])
sqlite3.connect(path).close()
migration.upgrade(path, 0)
with sqlite3.connect(path) as connection:
    made = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    number = connection.execute("PRAGMA user_version").fetchone()[0]
print(sorted(set(metadata.tables) - made), number == SCHEMA_NUMBER)
"""


def test_a_database_is_upgraded_by_compiled_revisions_alone(tmp_path: Path) -> None:
    app = tmp_path / "Phần mềm" / "app"
    for part in ("domain", "storage"):
        unwanted = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(PROGRAM / part, app / "povdesk" / part, ignore=unwanted)
    for name in ("__init__.py", "paths.py"):
        shutil.copy(PROGRAM / name, app / "povdesk" / name)
    shutil.copytree(ROOT / "resources", app / "resources")
    compiling.compile_all((path, path.relative_to(app).as_posix()) for path in app.rglob("*.py"))
    assert not list((app / "povdesk").rglob("*.py"))

    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-P", "-c", UPGRADE, str(tmp_path / "cũ.db")],
        env=os.environ | {"PYTHONPATH": str(app)},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )

    assert (done.stdout, done.stderr) == ("[] True\n", "")
