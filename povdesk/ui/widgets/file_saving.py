"""Where a file goes and what is said when it is there: one way for PDF, Word and Excel."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from povdesk.domain import vietnamese

from .. import messages
from ..desk import Desk
from .file_choosing import last_folder, remember

EXCEL = ("xlsx", "Tệp Excel (*.xlsx)")
WORD = ("docx", "Tệp Word (*.docx)")
CSV = ("csv", "Văn bản phân cách, cho phần mềm khác (*.csv)")
PDF = ("pdf", "Tệp PDF (*.pdf)")

Job = Callable[[Any, Callable[[], bool]], object]
"""`job(progress, cancelled)`, away from the window."""


def ask_path(
    parent: QWidget, desk: Desk, title: str, file_name: str, kind: tuple[str, str], *others: tuple[str, str]
) -> Path | None:
    """Ask for place and name; the folder is remembered. None: the officer changed their mind.

    others: further kinds of file to choose from; the name's ending says which one was meant.
    """
    kinds = (kind, *others)
    words = ";;".join(one[1] for one in kinds)
    begin = f"{last_folder(desk)}/{file_name}.{kind[0]}"
    chosen, meant = QFileDialog.getSaveFileName(parent, title, begin, words)
    if not chosen:
        return None
    path = Path(chosen)
    remember(desk, path)
    ending = next((one[0] for one in kinds if one[1] == meant), kind[0])
    if ending != kind[0] and path.suffix.lower() == f".{kind[0]}":
        # The kind was changed and the name kept its first ending.
        return path.with_suffix(f".{ending}")
    if path.suffix.lower() in {f".{one[0]}" for one in kinds}:
        return path
    return path.with_name(f"{path.name}.{ending}")


def write(owner: QWidget, desk: Desk, path: Path, job: Job, text: str) -> None:
    """Write on the files lane, where it can be stopped; then say so and offer the folder."""

    def written(_nothing: object) -> None:
        say_written(owner, path)

    desk.worker.run(owner, job, written, text=text)


def note_export(owner: QWidget, desk: Desk, title: str, path: Path) -> None:
    """A line in the history: who took which list out."""

    def work(act: Any) -> None:
        from povdesk.storage import privacy

        privacy.note_export(act, title, path.name)

    desk.worker.drafts(owner, work)


def say_written(owner: QWidget, path: Path) -> None:
    messages.toast(owner, f"Đã ghi tệp {path.name}.", lambda: open_folder(path), verb="Mở thư mục")


def open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def file_name_of(title: str) -> str:
    """“Hộ gia đình” → ho-gia-dinh."""
    folded = vietnamese.fold(title)
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in folded).split()
    return "-".join(words)[:60].strip("-") or "danh-sach"
