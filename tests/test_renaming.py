"""A fresh file may be held for a moment by an antivirus: that is waited for, a file that is open is not."""

import os
import sys
import time
from pathlib import Path

import pytest

from povdesk import renaming


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Windows, where each wait is written down instead of waited."""
    waited: list[float] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(time, "sleep", waited.append)
    return waited


def _held(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    given = os.replace
    left = [times]

    def replace(source: Path, target: Path) -> None:
        if left[0]:
            left[0] -= 1
            raise PermissionError(13, "held")
        given(source, target)

    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize("times", [0, 1, len(renaming.PAUSES)])
def test_a_file_that_is_held_for_a_moment_takes_its_name(
    tmp_path: Path, tries: list[float], monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    (tmp_path / "mới").write_text("mới", encoding="utf-8")
    (tmp_path / "Kế hoạch.pdf").write_text("cũ", encoding="utf-8")
    _held(monkeypatch, times)

    renaming.put_in_place(tmp_path / "mới", tmp_path / "Kế hoạch.pdf")
    assert (tmp_path / "Kế hoạch.pdf").read_text(encoding="utf-8") == "mới" and len(tries) == times


def test_a_file_that_stays_open_elsewhere_is_told_within_two_seconds(
    tmp_path: Path, tries: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    _held(monkeypatch, 99)

    with pytest.raises(PermissionError):
        renaming.put_in_place(tmp_path / "mới", tmp_path / "cũ")
    assert 1 < sum(tries) < 2
