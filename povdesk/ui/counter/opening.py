"""Ways to the counter's two screens, from a household of the list, the form or the search."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk

if TYPE_CHECKING:
    from povdesk.domain.why_household import WhyHousehold

    from ..widgets.page import Page
    from ..widgets.preview_dialog import PreviewDialog
    from .confirmation_dialog import ConfirmationDialog
    from .why_dialog import WhyDialog

WHY_KEY, CONFIRM_KEY = "Ctrl+I", "Ctrl+G"


def show_why(parent: QWidget, desk: Desk, household_id: int) -> "WhyDialog":
    """“Vì sao hộ này?” on the screen."""
    from .why_dialog import WhyDialog

    dialog = WhyDialog(parent, desk, household_id)
    dialog.open()
    return dialog


def show_confirmation(
    parent: QWidget, desk: Desk, household_id: int, person_id: int | None = None
) -> "ConfirmationDialog":
    """The Giấy xác nhận for one person of the household, the head unless somebody is named."""
    from .confirmation_dialog import ConfirmationDialog

    dialog = ConfirmationDialog(parent, desk, household_id, person_id)
    dialog.open()
    return dialog


def preview_why(parent: QWidget, desk: Desk, why: "WhyHousehold") -> "PreviewDialog":
    """The sheet for the family, before it is printed."""
    from ..widgets.preview_dialog import PreviewDialog

    dialog = PreviewDialog(
        parent,
        desk,
        f"Vì sao hộ này? {why.head_name}",
        partial(_write, why, "write_pdf"),
        partial(_write, why, "write_docx"),
        file_name=f"vi-sao-{why.code.lower()}",
        note="Một tờ cho gia đình, không có số định danh.",
    )
    dialog.open()
    return dialog


def for_page(page: "Page | None", desk: Desk | None, *, confirm: bool) -> bool:
    """The household that a page has in front; False when it has none."""
    household_id = page.household_in_front() if page is not None else None
    if page is None or desk is None or household_id is None:
        return False
    (show_confirmation if confirm else show_why)(page, desk, household_id)
    return True


def for_page_around(widget: QWidget) -> None:
    """Vì sao hộ này, for the household in front of the page that a button stands on."""
    from ..widgets.page import Page

    around: QWidget | None = widget
    while around is not None and not isinstance(around, Page):
        around = around.parentWidget()
    if around is not None and not for_page(around, around.desk, confirm=False):
        around.desk.say("Lưu phiếu trước, rồi xem vì sao.")


def _write(why: "WhyHousehold", how: str, path: Path) -> None:
    from povdesk import papers, papers_household

    write: Any = getattr(papers, how)
    write(papers_household.why_document(why), path)
