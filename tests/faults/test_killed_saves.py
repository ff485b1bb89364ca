"""A program killed while it saves keeps every save that it acknowledged."""

import json
from pathlib import Path

from .tools import run_module


def test_a_hundred_kills_lose_no_acknowledged_save(tmp_path: Path) -> None:
    found = json.loads(run_module("worker_kills", tmp_path, 100, 1)[-1])

    assert (found["cycles"], found["lost"], found["half"], found["damaged"]) == (100, 0, 0, 0)
    assert found["acknowledged"] >= 80
