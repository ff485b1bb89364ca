"""What must be true at the moment when the officer first sees the window."""

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.start import heavy_modules
from tests.source_tree import ROOT


def test_no_slow_library_is_loaded_when_the_window_is_first_painted(data_folder: Path) -> None:
    """A count, not a time: drawing papers and reading workbooks wait until somebody asks."""
    assert heavy_modules(str(data_folder)) == []


def test_the_window_leaves_pythons_own_import_function_in_place() -> None:
    """PySide6 replaces it by one that reads the source of every later module: a third slower."""
    program = (
        "import builtins; own = builtins.__import__; import povdesk.app; print(own is builtins.__import__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=300,
    )

    assert done.stdout.strip() == "True"
