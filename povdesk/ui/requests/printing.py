"""The page on paper: the book, a refusal, and any of its lists as they are shown."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.requests import Request

from ..desk import Desk
from ..widgets.table import ListModel
from .reading import BookRow, Loaded

if TYPE_CHECKING:
    from ..widgets.preview_dialog import PreviewDialog

_NO_NUMBERS = "Bản in không có số định danh."


def preview_book(
    parent: QWidget, desk: Desk, rows: Sequence[BookRow], filter_text: str, loaded: Loaded
) -> "PreviewDialog":
    """Sổ tiếp nhận: the rows shown, the earliest first as on paper."""
    pairs = [(row.request, row.clock) for row in sorted(rows, key=lambda row: row.request.received_on)]
    sample = desk.is_sample

    def document() -> Any:
        from povdesk.documents.request_papers import book

        return book(
            pairs,
            filter_text,
            agency=loaded.agency,
            place=loaded.place,
            printed_on=date.today(),
            sample=sample,
            note=loaded.remark,
        )

    return _preview(parent, desk, "Sổ tiếp nhận giấy đề nghị", document, "so-tiep-nhan", _NO_NUMBERS)


def preview_refusal(parent: QWidget, desk: Desk, request: Request) -> None:
    """Văn bản trả lời không công nhận: read first, then drawn."""

    def read(connection: Any) -> Any:
        from povdesk import papers_requests

        assert request.id is not None
        return papers_requests.refusal(connection, request.id)

    def show(document: Any) -> None:
        _preview(
            parent,
            desk,
            f"Văn bản trả lời – {request.applicant}",
            lambda: document,
            "tra-loi-de-nghi",
            "Số và ngày để trống cho đến khi văn thư cấp.",
        )

    desk.worker.read(parent, read, show)


def preview_list(
    parent: QWidget, desk: Desk, title: str, model: ListModel, loaded: Loaded, file_name: str
) -> "PreviewDialog | None":
    """Exactly the rows and columns shown."""
    if not model.rowCount():
        desk.say("Danh sách đang trống nên không có gì để in.")
        return None
    columns = tuple(model.columns)
    texts = [tuple(column.show(row) for column in columns) for row in model.rows()]
    sample = desk.is_sample

    def document() -> Any:
        from povdesk.documents.blocks import Align
        from povdesk.documents.lists import ListColumn, screen_list

        aligns = {"right": Align.RIGHT, "centre": Align.CENTRE}
        return screen_list(
            title,
            f"Năm {loaded.year}",
            [ListColumn(c.title, c.width / 4, aligns.get(c.align, Align.LEFT)) for c in columns],
            texts,
            agency=loaded.agency,
            printed_on=date.today(),
            sample=sample,
            place=loaded.place,
        )

    return _preview(parent, desk, title, document, file_name, _NO_NUMBERS)


def _preview(
    parent: QWidget, desk: Desk, title: str, document: Any, file_name: str, note: str
) -> "PreviewDialog":
    from ..widgets.preview_dialog import preview_document

    return preview_document(parent, desk, title, document, file_name=file_name, note=note)
