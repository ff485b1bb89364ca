"""Registers that many tests begin from: each kind is built once in a run, every test gets a copy of its file.

Copies of one kind have the same `database_uuid`; a test that needs two registers makes the second itself.
"""

import tempfile
from collections.abc import Callable, Hashable
from datetime import datetime
from pathlib import Path

from povdesk.storage import demo
from povdesk.storage.act import Act
from povdesk.storage.creation import DEFAULT_OFFICER, create_database
from povdesk.storage.database import Database, refuse_existing

_built: dict[Hashable, bytes] = {}


def copy_of(
    kind: Hashable,
    path: Path,
    build: Callable[[Path], Database],
    clock: Callable[[], datetime] | None = None,
) -> Database:
    """A register at `path` as `build` makes it. kind: the same for all that are built alike."""
    refuse_existing(path)
    if kind not in _built:
        with tempfile.TemporaryDirectory(prefix="povdesk-made-once-") as folder:
            made = Path(folder) / "povdesk.db"
            build(made).close()
            _built[kind] = made.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_built[kind])
    return Database(path, clock)


def register(
    path: Path,
    fill: Callable[[Act], None] | None = None,
    *,
    officer_name: str = DEFAULT_OFFICER,
    clock: Callable[[], datetime] | None = None,
) -> Database:
    """As `create_database`. fill: a function of a module, which does the same every time."""
    assert fill is None or "<locals>" not in fill.__qualname__, "what a local function fills in may differ"

    def build(made: Path) -> Database:
        return create_database(made, officer_name=officer_name, fill=fill, clock=clock)

    return copy_of((fill, officer_name, clock and clock()), path, build, clock)


def sample_commune(
    path: Path,
    households: int = demo.DEFAULT_HOUSEHOLDS,
    seed: int = 2024,
    clock: Callable[[], datetime] | None = None,
) -> Database:
    """As `demo.create`."""

    def build(made: Path) -> Database:
        return demo.create(made, households, seed, clock)

    return copy_of(("demo", households, seed, clock and clock()), path, build, clock)
