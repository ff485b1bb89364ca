"""A list apart on paper: the rows and columns on the screen, without identity numbers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ..desk import Desk
from ..widgets.table import ListColumn
from .loading import Heading

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ..widgets.preview_dialog import PreviewDialog

NOTE = "Bản in gồm đúng các dòng đang xem, không có số định danh."


def preview(
    parent: "QWidget",
    desk: Desk,
    title: str,
    columns: Sequence[ListColumn],
    rows: Sequence[Any],
    filter_text: str,
    *,
    widths: Mapping[str, int],
    heading: Heading,
    today: date,
    file_name: str,
) -> "PreviewDialog":
    """Show the paper before it is printed. widths: millimetres by column."""
    from ..widgets.preview_dialog import preview_document

    texts = [tuple(column.show(row) for column in columns) for row in rows]
    sample = desk.is_sample

    def document() -> Any:
        from povdesk.documents.blocks import Align
        from povdesk.documents.lists import ListColumn as PaperColumn
        from povdesk.documents.lists import screen_list

        aligns = {"right": Align.RIGHT, "centre": Align.CENTRE}
        return screen_list(
            title,
            filter_text,
            [PaperColumn(c.title, widths.get(c.key, 24), aligns.get(c.align, Align.LEFT)) for c in columns],
            texts,
            agency=heading.agency,
            printed_on=today,
            sample=sample,
            place=heading.place,
        )

    return preview_document(parent, desk, title, document, file_name=file_name, note=NOTE)
