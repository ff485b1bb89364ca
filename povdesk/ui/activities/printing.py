"""The page on paper: any of its lists as shown, and the papers of the catalogue that belong to it."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk
from ..widgets.table import ListModel
from .loading import Loaded

if TYPE_CHECKING:
    from ..widgets.preview_dialog import PreviewDialog

_NO_NUMBERS = "Bản in gồm đúng các dòng đang xem, không có số định danh."


def preview_list(
    parent: QWidget, desk: Desk, title: str, model: ListModel, loaded: Loaded, widths: Mapping[str, int]
) -> "PreviewDialog":
    """Exactly the rows and columns shown. widths: millimetres by column."""
    columns = tuple(model.columns)
    texts = [tuple(column.show(row) for column in columns) for row in model.rows()]
    sample, typed = desk.is_sample, model.query().strip()

    def document() -> Any:
        from povdesk.documents.blocks import Align
        from povdesk.documents.lists import ListColumn, screen_list

        aligns = {"right": Align.RIGHT, "centre": Align.CENTRE}
        return screen_list(
            title,
            f"Năm {loaded.year}" + (f"; Tìm: “{typed}”" if typed else ""),
            [ListColumn(c.title, widths.get(c.key, 26), aligns.get(c.align, Align.LEFT)) for c in columns],
            texts,
            agency=loaded.heading.agency,
            printed_on=date.today(),
            sample=sample,
            place=loaded.heading.place,
        )

    return _show(parent, desk, title, document, f"{title.lower()} {loaded.year}", _NO_NUMBERS)


def preview_paper(parent: QWidget, desk: Desk, code: str, file_name: str, **answers: Any) -> None:
    """A paper of the catalogue: read first, then drawn. answers: of papers_catalogue.Answers."""

    def read(connection: Any) -> tuple[str, Any]:
        from povdesk import papers_catalogue

        answered = papers_catalogue.Answers(**answers)
        return papers_catalogue.find(code).title, papers_catalogue.build(connection, code, answered)

    def show(found: tuple[str, Any]) -> None:
        _show(parent, desk, found[0], lambda: found[1], file_name, "")

    desk.worker.read(parent, read, show)


def _show(
    parent: QWidget, desk: Desk, title: str, document: Any, file_name: str, note: str
) -> "PreviewDialog":
    from ..widgets.preview_dialog import preview_document

    return preview_document(parent, desk, title, document, file_name=file_name, note=note)
