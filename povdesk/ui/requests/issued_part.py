"""Sổ giấy xác nhận đã cấp: what was printed for whom; number and date follow when the clerk gave them."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.storage.issued_papers import IssuedRow

from .. import messages
from ..desk import Desk
from ..periods import cancelling
from ..undoing import offer_undo
from ..widgets.empty_state import EmptyState
from . import columns
from .list_part import ListPart
from .number_dialog import NumberDialog
from .printing import preview_list
from .reading import Loaded

_KEYS = [("Enter", "ghi số, ngày ký"), ("Ctrl+P", "in sổ"), ("F1", "trợ giúp")]


class IssuedPart(ListPart):
    """The latest first. Nothing here is deleted: the register is an archive, a line is at most cancelled."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        nothing = EmptyState("Chưa cấp giấy xác nhận nào.", "document-text")
        nothing.say("Chưa cấp giấy xác nhận nào.", "Tìm người bằng Ctrl+K rồi bấm Ctrl+G.")
        super().__init__(desk, "requests-issued", columns.issued(), nothing, _KEYS, parent)
        self._loaded: Loaded | None = None
        self.add_action("Ghi số, ngày ký…", self.on_open, lambda row: not row.is_cancelled, icon="edit")
        self.add_action("Ghi hủy…", self.on_cancel, lambda row: not row.is_cancelled)
        self.add_action("Thôi hủy", self.on_take_back, lambda row: row.is_cancelled)
        self.add_action("Xem giấy", self._on_look, lambda _row: True, icon="print")
        self.actions.addStretch(1)

    def show_loaded(self, loaded: Loaded) -> None:
        """Other data; cursor and search stay."""
        self._loaded = loaded
        self.set_rows(loaded.issued)

    def choose(self, paper_id: int) -> None:
        """Put the cursor on one paper."""
        self.list.choose(lambda row: row.id == paper_id)

    def print_list(self) -> Any:
        """The register as it is shown; no identity number is in it."""
        if self._loaded is None:
            return None
        return preview_list(
            self, self.desk, "Sổ giấy xác nhận đã cấp", self.model, self._loaded, "so-giay-xac-nhan"
        )

    def on_open(self, row: IssuedRow) -> None:
        if row.is_cancelled:
            messages.tell(self, "Giấy này đã ghi hủy. Thôi hủy trước, rồi ghi số.")
            return
        dialog = NumberDialog(self, row)

        def given(number: str, day: date) -> None:
            def give(act: Any) -> None:
                from povdesk.storage import issued_papers

                issued_papers.give_number(act, row.id, number, day)

            words = f"Đã ghi số {number} cho giấy của {row.person_name}."
            self.desk.worker.write(self, give, lambda _n: offer_undo(self.desk, self, words))

        dialog.given.connect(given)
        dialog.open()

    def on_cancel(self, row: IssuedRow) -> None:
        """A wrong number, or a paper that was never handed out."""
        cancelling.ask(self, self.desk, row)

    def on_take_back(self, row: IssuedRow) -> None:
        cancelling.take_back(self, self.desk, row)

    def _on_look(self, row: IssuedRow) -> None:
        def read(connection: Any) -> bytes | None:
            from povdesk.storage import issued_papers

            return issued_papers.pdf(connection, row.id)

        def show(pdf: bytes | None) -> None:
            from ..widgets.preview_dialog import PreviewDialog

            if pdf is None:
                messages.tell(self, "Sổ không giữ bản in của giấy này.")
                return
            PreviewDialog(
                self,
                self.desk,
                f"Giấy xác nhận – {row.person_name}",
                lambda path: path.write_bytes(pdf),
                file_name="giay-xac-nhan",
                note="Đúng bản đã in; số và ngày ghi sau nằm trong sổ.",
            ).open()

        self.desk.worker.read(self, read, show)
