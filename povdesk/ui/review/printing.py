"""A tab on paper, through the one preview of all lists."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from ..desk import Desk
from .part import Printed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ..widgets.preview_dialog import PreviewDialog


def preview(
    parent: "QWidget", desk: Desk, wanted: Printed, *, agency: str, place: str, today: date
) -> "PreviewDialog":
    """Show the paper before it is printed."""
    from ..widgets.preview_dialog import preview_document

    sample = desk.is_sample

    def document():  # type: ignore[no-untyped-def]
        from povdesk.documents.blocks import Align
        from povdesk.documents.lists import ListColumn, screen_list

        aligns = {"right": Align.RIGHT, "centre": Align.CENTRE}
        return screen_list(
            wanted.title,
            wanted.words,
            [
                ListColumn(title, width, aligns.get(align, Align.LEFT))
                for title, width, align in wanted.columns
            ],
            list(wanted.rows),
            agency=agency,
            printed_on=today,
            sample=sample,
            place=place,
            totals=list(wanted.totals),
            note=wanted.note,
            numbered=wanted.numbered,
        )

    return preview_document(parent, desk, wanted.title, document, file_name=wanted.file_name)


def paper(parent: "QWidget", desk: Desk, title: str, read: Callable[[Any], Any], file_name: str) -> None:
    """Read a paper of the round and show it before it is printed. read: connection → Document."""

    def show(document: Any) -> None:
        from ..widgets.preview_dialog import preview_document

        preview_document(parent, desk, title, lambda: document, file_name=file_name)

    desk.worker.read(parent, read, show)
