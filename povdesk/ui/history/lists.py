"""Columns of the two lists of the page, and the log on paper."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from povdesk.domain import vietnamese

from ..desk import Desk
from ..theme import Tone
from ..widgets.table import ListColumn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ..widgets.preview_dialog import PreviewDialog

TITLE = "Nhật ký thay đổi"
NOTE = "Bản in gồm đúng các việc đang xem; không có số định danh, số thẻ, điện thoại."

LOG = (
    ListColumn("at", "Lúc", 120, lambda row: f"{row.at:%d/%m/%Y %H:%M}", lambda row: row.seq),
    ListColumn("action", "Việc", 180, lambda row: row.action, bold=True, stretch=True),
    ListColumn("who", "Người làm", 110, lambda row: row.who),
    ListColumn(
        "size",
        "Bản ghi",
        66,
        lambda row: vietnamese.format_number(row.size),
        lambda row: row.size,
        align="right",
        searched=False,
    ),
    ListColumn(
        "state",
        "Trạng thái",
        100,
        lambda row: row.state,
        tone=lambda row: Tone.WARN if row.undone else None,
        searched=False,
    ),
)

REMOVED = (
    ListColumn("code", "Mã hộ", 90, lambda row: row.code),
    ListColumn(
        "head_name",
        "Chủ hộ",
        200,
        lambda row: row.head_name,
        lambda row: vietnamese.name_sort_key(row.head_name),
        bold=True,
        stretch=True,
    ),
    ListColumn("hamlet", "Thôn", 140, lambda row: row.hamlet),
    ListColumn("deleted_at", "Xóa lúc", 140, lambda row: _moment(row.deleted_at), lambda row: row.deleted_at),
)

_MILLIMETRES = {"at": 30, "action": 80, "who": 34, "size": 14, "state": 22}


def preview(
    parent: "QWidget",
    desk: Desk,
    rows: Sequence[Any],
    filter_text: str,
    *,
    agency: str,
    place: str,
    today: date,
) -> "PreviewDialog":
    """Show the log on paper before it is printed."""
    from ..widgets.preview_dialog import preview_document

    texts = [tuple(column.show(row) for column in LOG) for row in rows]
    sample = desk.is_sample

    def document():  # type: ignore[no-untyped-def]
        from povdesk.documents.blocks import Align
        from povdesk.documents.lists import ListColumn as PaperColumn
        from povdesk.documents.lists import screen_list

        columns = [
            PaperColumn(
                column.title,
                _MILLIMETRES[column.key],
                Align.RIGHT if column.align == "right" else Align.LEFT,
            )
            for column in LOG
        ]
        return screen_list(
            TITLE, filter_text, columns, texts, agency=agency, printed_on=today, sample=sample, place=place
        )

    return preview_document(parent, desk, TITLE, document, file_name="nhat-ky", note=NOTE)


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text):%d/%m/%Y %H:%M}"
