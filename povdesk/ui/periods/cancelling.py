"""Marking a line of the register of issued papers as cancelled, with its reason, and taking that back."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk
from ..undoing import offer_undo
from .dialogs import ReasonDialog

if TYPE_CHECKING:
    from povdesk.storage.issued_papers import IssuedRow

_WORDS = (
    "Dòng này và số của nó vẫn ở trong sổ, có ghi “Đã hủy” và lý do; số đã dùng không cấp cho văn bản khác."
)
_OF_PERIOD = "Kỳ báo cáo của văn bản này sau đó ban hành lại được với số khác, hoặc bỏ chốt được."


def ask(parent: QWidget, desk: Desk, row: "IssuedRow") -> None:
    """Refuse at once what cannot be cancelled; else ask for the reason, then mark the line."""

    def read(connection: Any) -> bool:
        from povdesk.storage import issued_papers

        issued_papers.refuse_cancelling(connection, row.id)
        return issued_papers.is_of_period(connection, row.id)

    desk.worker.read(parent, read, lambda of_period: _ask(parent, desk, row, of_period=of_period))


def _ask(parent: QWidget, desk: Desk, row: "IssuedRow", *, of_period: bool) -> None:
    called = _called(row)
    words = f"{_WORDS} {_OF_PERIOD}" if of_period else _WORDS
    dialog = ReasonDialog(f"Ghi hủy văn bản {called}", words, parent)

    def save(done: Any, failed: Any) -> None:
        desk.worker.write(
            parent,
            partial(_cancel, row_id=row.id, reason=dialog.reason()),
            lambda _n: (done(), offer_undo(desk, parent, f"Đã ghi hủy văn bản {called}.")),
            failed,
        )

    dialog.start(save)


def take_back(parent: QWidget, desk: Desk, row: "IssuedRow") -> None:
    """The line counts again."""
    desk.worker.write(
        parent,
        partial(_take_back, row_id=row.id),
        lambda _n: offer_undo(desk, parent, f"Đã thôi hủy văn bản {_called(row)}."),
    )


def _called(row: "IssuedRow") -> str:
    return f"{row.number}/{row.symbol}" if row.number else "chưa có số"


def _cancel(act: Any, *, row_id: int, reason: str) -> None:
    from povdesk.storage import issued_papers

    issued_papers.cancel(act, row_id, reason)


def _take_back(act: Any, *, row_id: int) -> None:
    from povdesk.storage import issued_papers

    issued_papers.take_back_cancelling(act, row_id)
