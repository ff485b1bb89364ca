"""What the list does to a household: put it into "Đã xóa", or record what happened to it (biến động)."""

from PySide6.QtWidgets import QWidget

from povdesk.domain.household import Category
from povdesk.storage.household_list import HouseholdRow

from .. import messages
from ..desk import Desk
from ..undoing import offer_undo
from ..widgets.table import ListView
from . import event_entry

KEYS = [
    ("Enter", "mở phiếu"),
    ("Ctrl+F", "tìm"),
    ("Ctrl+N", "thêm hộ"),
    ("Ctrl+B", "biến động"),
    ("Ctrl+I", "vì sao hộ này"),
    ("Ctrl+P", "in danh sách"),
    ("Ctrl+Delete", "xóa hộ"),
    ("F1", "trợ giúp"),
]
"""What the strip under the list names."""


def remove(page: QWidget, desk: Desk, row: HouseholdRow) -> None:
    """Remove and offer "Hoàn tác"; a household that is poor or near-poor is asked about first."""
    if row.class_now not in (Category.POOR, Category.NEAR_POOR):
        _remove(page, desk, row)
        return
    messages.confirm(
        page,
        f"Xóa hộ {row.head_name} ({row.code})?",
        "Xóa",
        "Giữ lại",
        lambda: _remove(page, desk, row),
        more=f"Hộ này đang là {row.class_now.label.lower()}. Xóa rồi thì hộ không còn trong số liệu các năm."
        " Nếu hộ chuyển đi, nhập hộ hoặc không còn ai, hãy ghi biến động thay vì xóa.",
    )


def change(page: QWidget, desk: Desk, row: HouseholdRow) -> None:
    """Ask what happened to the household and record it (biến động)."""
    event_entry.record(page, desk, row.id)


def come_back(desk: Desk, view: ListView) -> None:
    """From a form: the cursor on that household, if the list shows it; once."""
    last = desk.last_household
    if last is not None and view.choose(lambda row: row.id == last):
        desk.last_household = None


def _remove(page: QWidget, desk: Desk, row: HouseholdRow) -> None:
    from povdesk.storage import households

    words = f"Đã xóa hộ {row.head_name}. Hộ còn trong mục Đã xóa, nhật ký."
    desk.worker.write(
        page, lambda act: households.remove(act, row.id), lambda _nothing: offer_undo(desk, page, words)
    )
