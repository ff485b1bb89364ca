"""A paper's file is either the whole new one or still the old one."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from povdesk.documents import docx, pdf, saving
from povdesk.domain.errors import NotPossibleNow
from tests.documents import papers


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.pdf"
    path.write_bytes(b"ban cu")

    def full(file: IO[bytes]) -> None:
        file.write(b"nua chung")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(NotPossibleNow, match=r"kế hoạch\.pdf"):
        saving.save(path, full)

    assert path.read_bytes() == b"ban cu"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotPossibleNow, match="Không ghi được vào thư mục"):
        pdf.write(papers.decision(), tmp_path / "không có" / "a.pdf")


def test_a_file_open_elsewhere_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "đang mở")

    monkeypatch.setattr(saving.os, "replace", refused)

    with pytest.raises(NotPossibleNow, match="đang mở ở chương trình khác"):
        docx.write(papers.decision(), tmp_path / "a.docx")

    assert list(tmp_path.iterdir()) == []


def test_paths_with_vietnamese_letters_and_odd_signs_work(tmp_path: Path) -> None:
    odd = "" if sys.platform == "win32" else "?"
    folder = tmp_path / f"Hồ sơ #1 100% 'xã'{odd}"
    folder.mkdir()

    pdf.write(papers.decision(), folder / f"Quyết định 05{odd}.pdf")
    docx.write(papers.decision(), folder / f"Quyết định 05{odd}.docx")

    assert sorted(path.suffix for path in folder.iterdir()) == [".docx", ".pdf"]


def test_importing_the_writers_loads_no_heavy_library() -> None:
    code = (
        "import sys; import povdesk.documents.pdf, povdesk.documents.docx, povdesk.documents.lists, "
        "povdesk.documents.checks, povdesk.documents.numbering; "
        "print([name for name in ('reportlab', 'docx', 'lxml', 'pypdfium2') if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=True
    )

    assert done.stdout.strip() == "[]"


def test_a_folder_or_a_device_is_not_taken_for_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "kế hoạch.pdf"
    folder.mkdir()
    with pytest.raises(NotPossibleNow) as refused:
        saving.save(folder, lambda file: None)

    assert refused.value.message == f"“{folder}” không phải một tệp."
    assert folder.is_dir() and not list(folder.iterdir())
