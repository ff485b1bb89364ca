"""What both lists apart share: the table, searching, adding, changing and taking out a line."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..widgets.listing import Listing
from ..widgets.table import ListColumn

_KEYS = [
    ("Enter", "sửa"),
    ("Ctrl+F", "tìm"),
    ("Ctrl+N", "thêm"),
    ("Ctrl+P", "in danh sách"),
    ("Ctrl+Delete", "đưa ra khỏi danh sách"),
    ("F1", "trợ giúp"),
]
SURE = "sure"


class SureDialog(FormDialog):
    """A form whose save may be doubted; the tick appears then and goes when something is changed."""

    def offer_tick(self) -> None:
        """Call once, before `start`."""
        self._sure = self.add_box(SURE, "Đúng như vậy theo hồ sơ, vẫn lưu", False)
        self._sure.hide()
        for field in self._fields.values():
            field.changed.connect(lambda: self._sure.setChecked(False))

    def ask_tick(self) -> None:
        """What was typed is doubtful."""
        self._sure.show()
        self._sure.setFocus()


class ListTab(Listing):
    """Override `read`, `show_read`, `print_list` and what a `Listing` asks for."""

    page = "special"
    icon = "people"
    removing = "Đưa ra"
    after_removing = "Hộ và người vẫn còn trong sổ. Hoàn tác được."

    def __init__(self, desk: Desk, columns: Sequence[ListColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.loaded: Any = None
        self.make_list(columns)
        self.row_button("Sửa", self.open_dialog, "edit")
        self.row_button("Đưa ra khỏi danh sách", self.ask_remove, "delete")

    # ---- what each list provides

    def read(self, connection: Any) -> Any:
        """Read the list; no widgets here."""
        raise NotImplementedError

    def show_read(self, loaded: Any) -> None:
        """Fill what stands above the table."""

    def print_list(self) -> None:
        raise NotImplementedError

    # ---- shared

    def strip_keys(self) -> list[tuple[str, str]]:
        return _KEYS

    def reload(self) -> None:
        self.desk.worker.read(self, self.read, self._on_read)

    def keep(
        self,
        dialog: SureDialog,
        work: Callable[[Any, bool], Any],
        words: str,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """`work(act, sure)` as one act; what is doubtful asks for a tick in the dialog."""
        from povdesk.storage.special_lists import Doubtful

        sure = dialog.ticked(SURE)

        def refused(error: Exception) -> None:
            if isinstance(error, Doubtful):
                dialog.ask_tick()
            failed(error)

        self.write(lambda act: work(act, sure), words, done, refused)

    def today(self) -> date:
        return date.today()

    def _on_read(self, loaded: Any) -> None:
        self.loaded = loaded
        self.show_read(loaded)
        self.put_rows(loaded.rows)
