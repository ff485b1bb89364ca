"""The plan as a PDF or Word file where the officer wants it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from .. import messages
from ..desk import Desk
from ..widgets import file_saving
from .paper_view import write_docx, write_pdf, write_unlocked_docx
from .reading import PlanState

UNLOCKED = "docx unlocked"
"""A Word file whose head and signature can be changed."""

_KINDS = {
    "pdf": ("Xuất PDF", file_saving.PDF, write_pdf),
    "docx": ("Xuất Word", file_saving.WORD, write_docx),
    UNLOCKED: ("Xuất Word không khóa", file_saving.WORD, write_unlocked_docx),
}


def file_name(state: PlanState) -> str:
    """Proposed name without ending."""
    return f"ke-hoach-giam-ngheo-{state.year}"


def ask_and_save(owner: QWidget, desk: Desk, state: PlanState, kind: str) -> None:
    """Ask for a place, then write there."""
    title, ending, _ = _KINDS[kind]
    path = file_saving.ask_path(owner, desk, title, file_name(state), ending)
    if path is not None:
        save(owner, desk, state, path, kind=kind)


def save(
    owner: QWidget,
    desk: Desk,
    state: PlanState,
    path: Path,
    done: Callable[[], None] | None = None,
    *,
    kind: str = "",
) -> None:
    """Write the file away from the window; then offer to open it."""
    title, _, write = _KINDS[kind or path.suffix.lower().lstrip(".")]

    def saved(_nothing: object) -> None:
        url = QUrl.fromLocalFile(str(path))
        messages.toast(owner, f"Đã lưu {path.name}.", lambda: _open(url), "Mở tệp")
        if done is not None:
            done()

    desk.worker.run(owner, lambda _p, _c: write(state, path), saved, text=title)


def _open(url: QUrl) -> None:
    QDesktopServices.openUrl(url)


def preview_changes(owner: QWidget, desk: Desk, state: PlanState) -> None:
    """The adjusting paper of a later version: what it changes against the signed one."""
    from ..widgets.preview_dialog import preview_document

    plan, facts = state.plan, state.facts
    assert plan is not None and facts is not None

    def read(connection: Any) -> Any:
        from povdesk import papers_plan

        return papers_plan.adjustment(connection, plan, facts)

    def show(document: Any) -> None:
        preview_document(
            owner,
            desk,
            f"Kế hoạch điều chỉnh, bổ sung năm {plan.year}",
            lambda: document,
            file_name=f"ke-hoach-dieu-chinh-{plan.year}",
        )

    desk.worker.read(owner, read, show)
