"""The list on paper: exactly the rows and columns on the screen, without identity numbers."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from povdesk.storage.household_list import HouseholdRow

from ..desk import Desk
from ..widgets.table import ListColumn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ..widgets.preview_dialog import PreviewDialog

TITLE = "Danh sách hộ gia đình"
NOTE = "Bản in gồm đúng các dòng và cột đang xem, không có số định danh, thẻ bảo hiểm, điện thoại."

_MILLIMETRES = {"code": 20, "head_name": 44, "hamlet": 28, "size": 14, "class": 46, "form": 28, "cadre": 40}


def preview(
    parent: "QWidget",
    desk: Desk,
    columns: Sequence[ListColumn],
    rows: Sequence[HouseholdRow],
    filter_text: str,
    *,
    agency: str,
    place: str,
    today: date,
) -> "PreviewDialog":
    """Show the paper before it is printed."""
    from ..widgets.preview_dialog import preview_document

    texts = [tuple(column.show(row) for column in columns) for row in rows]
    sample = desk.is_sample

    def document():  # type: ignore[no-untyped-def]
        from povdesk.documents.blocks import Align
        from povdesk.documents.lists import ListColumn as PaperColumn
        from povdesk.documents.lists import screen_list

        aligns = {"right": Align.RIGHT, "centre": Align.CENTRE}
        return screen_list(
            TITLE,
            filter_text,
            [
                PaperColumn(c.title, _MILLIMETRES.get(c.key, 20), aligns.get(c.align, Align.LEFT))
                for c in columns
            ],
            texts,
            agency=agency,
            printed_on=today,
            sample=sample,
            place=place,
        )

    return preview_document(parent, desk, TITLE, document, file_name="danh-sach-ho", note=NOTE)
