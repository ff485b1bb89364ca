"""Counts rows of a database file from outside, with nothing of the program."""

import shutil
import sqlite3
import tempfile
from pathlib import Path


def rows(database: Path) -> dict[str, int]:
    """Every table with its number of rows; read from a copy, so that the file stays as it is."""
    with tempfile.TemporaryDirectory() as scratch:
        for path in database.parent.glob(f"{database.name}*"):
            if path.is_file():
                shutil.copy(path, scratch)
        connection = sqlite3.connect(Path(scratch) / database.name)
        try:
            names = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            )
            return {
                name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                for (name,) in names.fetchall()
            }
        finally:
            connection.close()
