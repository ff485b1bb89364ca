"""The page on paper: any of its lists as shown, and the papers that belong to it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk
from .loading import Frame

if TYPE_CHECKING:
    from ..widgets.preview_dialog import PreviewDialog


def preview_list(
    parent: QWidget,
    desk: Desk,
    title: str,
    filter_text: str,
    columns: Sequence[tuple[str, int, str]],
    rows: Sequence[tuple[str, ...]],
    *,
    frame: Frame,
    file_name: str,
    totals: Sequence[tuple[str, ...]] = (),
    note: str = "",
) -> "PreviewDialog":
    """Exactly the rows given. columns: title, millimetres, alignment."""
    sample = desk.is_sample

    def document() -> Any:
        from povdesk.documents.blocks import Align
        from povdesk.documents.lists import ListColumn, screen_list

        aligns: Mapping[str, Align] = {"right": Align.RIGHT, "centre": Align.CENTRE}
        return screen_list(
            title,
            filter_text,
            [ListColumn(words, width, aligns.get(align, Align.LEFT)) for words, width, align in columns],
            rows,
            agency=frame.agency,
            printed_on=date.today(),
            sample=sample,
            place=frame.place,
            totals=totals,
            note=note,
        )

    return preview(parent, desk, title, document, file_name, "Bản in gồm đúng các dòng đang xem.")


def preview_paper(
    parent: QWidget,
    desk: Desk,
    title: str,
    read: Callable[[Any], Any],
    file_name: str,
    note: str = "Số và ngày để trống cho đến khi văn thư cấp.",
) -> None:
    """A paper put together from the database first, then shown."""
    desk.worker.read(
        parent, read, lambda document: preview(parent, desk, title, lambda: document, file_name, note)
    )


def preview(
    parent: QWidget, desk: Desk, title: str, document: Callable[[], Any], file_name: str, note: str
) -> "PreviewDialog":
    """Show a document before it is printed or kept."""
    from ..widgets.preview_dialog import preview_document

    return preview_document(parent, desk, title, document, file_name=file_name, note=note)
