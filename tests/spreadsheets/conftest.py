"""A demo commune to write, made once."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from povdesk.storage.database import Database
from tests.storage import made_once

NOW = datetime(2024, 11, 25, 9, 0, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture(scope="session")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The demo commune, small; tests here only read it."""
    folder = tmp_path_factory.mktemp("Xã mẫu Trà Lâm")
    made = made_once.sample_commune(Path(folder) / "povdesk.db", clock=lambda: NOW, households=240)
    yield made
    made.close()
