"""The plan as a PDF or Word file where the officer wants it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from .. import messages
from ..desk import Desk
from .paper_view import write_docx, write_pdf
from .reading import PlanState

_KINDS = {
    "pdf": ("Xuất PDF", "Tệp PDF (*.pdf)", write_pdf),
    "docx": ("Xuất Word", "Tệp Word (*.docx)", write_docx),
}


def file_name(state: PlanState) -> str:
    """Proposed name without ending."""
    return f"ke-hoach-giam-ngheo-{state.year}"


def ask_and_save(owner: QWidget, desk: Desk, state: PlanState, ending: str) -> None:
    """Ask for a place, then write there."""
    title, kinds, _ = _KINDS[ending]
    default = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = desk.habits.get("last_folder", default)
    chosen, _ = QFileDialog.getSaveFileName(owner, title, f"{folder}/{file_name(state)}.{ending}", kinds)
    if chosen:
        path = Path(chosen)
        desk.habits.put("last_folder", str(path.parent))
        save(
            owner,
            desk,
            state,
            path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}"),
        )


def save(
    owner: QWidget, desk: Desk, state: PlanState, path: Path, done: Callable[[], None] | None = None
) -> None:
    """Write the file away from the window; then offer to open it."""
    title, _, write = _KINDS[path.suffix.lower().lstrip(".")]

    def saved(_nothing: object) -> None:
        url = QUrl.fromLocalFile(str(path))
        messages.toast(owner, f"Đã lưu {path.name}.", lambda: _open(url), "Mở tệp")
        if done is not None:
            done()

    desk.worker.run(owner, lambda _p, _c: write(state, path), saved, text=title)


def _open(url: QUrl) -> None:
    QDesktopServices.openUrl(url)
