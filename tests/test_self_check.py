"""The program tries itself: for the installer's checks, and for the officer whose computer behaves oddly."""

import io
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from povdesk import cli, paths, program_log, self_check

NOON = datetime(2024, 11, 21, 12, tzinfo=UTC)


def test_every_part_is_tried_and_the_report_says_so(tmp_path: Path) -> None:
    report = tmp_path / "kết quả.txt"
    child = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(paths.RESOURCES.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "povdesk", "self-check", "--report", str(report)],
        env=child,
        timeout=600,
        capture_output=True,
    )
    lines = report.read_text(encoding="utf-8").splitlines()

    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("utf-8").split() == " ".join(lines).split()
    assert lines[-1] == "Đạt tất cả." and lines[0].startswith("PovDesk ")
    assert sum(line.startswith("đạt – ") for line in lines) == len(lines) - 2
    tried = " ".join(lines)
    for part in ("phông chữ", "phân loại", "cơ sở dữ liệu", "phục hồi", "PDF", "Word", "Excel", "biểu tượng"):
        assert part in tried


def test_a_part_that_does_not_load_is_told_and_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "home", lambda: tmp_path / "PovDesk")
    monkeypatch.setitem(sys.modules, "povdesk.documents.fonts", None)
    monkeypatch.delattr("povdesk.documents.fonts", raising=False)
    report, out = tmp_path / "kết quả.txt", io.StringIO()

    assert cli.main(["self-check", "--report", str(report)], out=out, clock=lambda: NOON) == 2
    assert "KHÔNG ĐẠT – phông chữ" in out.getvalue() and out.getvalue() == report.read_text(encoding="utf-8")
    assert "ModuleNotFoundError" in (tmp_path / "PovDesk" / "log" / program_log.FILE_NAME).read_text(
        encoding="utf-8"
    )


def test_a_window_that_would_stay_empty_is_found_out() -> None:
    from PySide6.QtGui import QImage

    blank = QImage(40, 40, QImage.Format.Format_RGB32)
    blank.fill(0)
    assert not self_check._has_ink(blank)
    blank.setPixel(20, 20, 1)
    assert self_check._has_ink(blank)
