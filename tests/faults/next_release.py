"""A release that does not exist yet: one schema further, so that an upgrade of today's data can be tried."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from povdesk.storage import migration
from povdesk.storage.tables import SCHEMA_NUMBER

NUMBER = SCHEMA_NUMBER + 1

_REVISION = f'''
"""Rewrites every household and adds a column and a table."""

from alembic import op

revision = "{NUMBER:04d}"
down_revision = "{SCHEMA_NUMBER:04d}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE household ADD COLUMN next_release TEXT NOT NULL DEFAULT ''")
    run("CREATE TABLE next_release (id INTEGER PRIMARY KEY, words TEXT)")
    run("UPDATE household SET next_release = code")
    run("INSERT INTO next_release (words) SELECT full_name FROM person")
'''


@contextmanager
def installed(folder: Path) -> Iterator[None]:
    """Within the block the program is that release; its steps lie in `folder`."""
    steps = folder / "migrations"
    if not steps.exists():
        shutil.copytree(migration.MIGRATIONS, steps)
        (steps / "versions" / "r9999_next_release.py").write_text(_REVISION, encoding="utf-8")
    kept = migration.MIGRATIONS
    knowing = [
        module
        for name, module in sys.modules.items()
        if name.startswith("povdesk.storage") and getattr(module, "SCHEMA_NUMBER", None) == SCHEMA_NUMBER
    ]
    migration.MIGRATIONS = steps
    for module in knowing:
        module.SCHEMA_NUMBER = NUMBER  # type: ignore[attr-defined]
    try:
        yield
    finally:
        migration.MIGRATIONS = kept
        for module in knowing:
            module.SCHEMA_NUMBER = SCHEMA_NUMBER  # type: ignore[attr-defined]
