"""What both lists apart share: the table, searching, adding, changing and taking out a line."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from povdesk.domain.vietnamese import format_number

from .. import messages, theme
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..undoing import offer_undo
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView

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


class ListTab(QWidget):
    """Override `read`, `show_read`, `open_dialog`, `remove_words`, `delete`, `print_list`.

    spare: columns that a narrow window leaves out, the first one first; paper has them all.
    """

    name = ""
    spare: tuple[str, ...] = ()
    adding = ""
    nothing = ""
    rule = ""

    def __init__(self, desk: Desk, columns: Sequence[ListColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.loaded: Any = None
        self.view = ListView(ListModel(columns, self), desk.habits, f"special-{self.name}", self)
        self.bar = QHBoxLayout()
        self.count = label("", "caption", self)
        self._places = QStackedWidget(self)
        self._card = Card(parent=self, flush=True)
        self._nobody = EmptyState(self.nothing, "people", self)
        self._no_hit = EmptyState("Không thấy dòng nào.", "search", self)
        self._edit = button("Sửa", lambda: self._with_row(self.open_dialog), icon="edit", parent=self)
        self._remove = button(
            "Đưa ra khỏi danh sách", lambda: self._with_row(self.ask_remove), icon="delete", parent=self
        )
        self._lay_out()
        self.view.opened.connect(self.open_dialog)
        self.view.chosen.connect(self._on_chosen)
        self._on_chosen(None)

    # ---- what each list provides

    def read(self, connection: Any) -> Any:
        """Read the list; no widgets here."""
        raise NotImplementedError

    def show_read(self, loaded: Any) -> None:
        """Fill what stands above the table."""

    def open_dialog(self, row: Any) -> None:
        """Change a line; None: a new one."""
        raise NotImplementedError

    def remove_words(self, row: Any) -> tuple[str, str]:
        """The question before a line is taken out, and what is said afterwards."""
        raise NotImplementedError

    def delete(self, act: Any, row: Any) -> None:
        raise NotImplementedError

    def print_list(self) -> None:
        raise NotImplementedError

    # ---- shared

    def reload(self) -> None:
        self.desk.worker.read(self, self.read, self._on_read)

    def add(self) -> None:
        if self.loaded is not None:
            self.open_dialog(None)

    def remove_current(self) -> None:
        self._with_row(self.ask_remove)

    def ask_remove(self, row: Any) -> None:
        """Ask, take the line out, offer to take that back."""
        question, done = self.remove_words(row)
        messages.confirm(
            self,
            question,
            "Đưa ra",
            "Giữ lại",
            lambda: self.desk.worker.write(
                self, lambda act: self.delete(act, row), lambda _n: offer_undo(self.desk, self, done)
            ),
            more="Hộ và người vẫn còn trong sổ. Hoàn tác được.",
        )

    def search(self, text: str) -> None:
        self.view.search(text)
        self._show_state()

    def narrow(self, wanted: Callable[[Any], bool] | None) -> None:
        """A filter of the tab's own."""
        self.view.list_model().keep_only(wanted)
        self._show_state()

    def start(self) -> None:
        self.view.setFocus()
        if self.view.current_row() is None:
            self.view.choose_first()

    def write(
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

        def saved(_uid: object) -> None:
            self.desk.say(f"Đã lưu {datetime.now():%H:%M}")
            offer_undo(self.desk, self, words)
            done()

        def refused(error: Exception) -> None:
            if isinstance(error, Doubtful):
                dialog.ask_tick()
            failed(error)

        self.desk.worker.write(self, lambda act: work(act, sure), saved, refused)

    def today(self) -> date:
        return date.today()

    def _on_read(self, loaded: Any) -> None:
        had_focus = self.view.hasFocus()
        self.loaded = loaded
        self.show_read(loaded)
        self.view.set_rows(list(loaded.rows))
        self._show_state()
        if self.view.current_row() is None:
            self.view.choose(lambda _row: True)
        if had_focus:
            self.view.setFocus()

    def _show_state(self) -> None:
        model = self.view.list_model()
        shown, total = model.rowCount(), model.total()
        self.count.setText(
            f"{format_number(shown)} / {format_number(total)}" if shown != total else format_number(total)
        )
        self._places.setCurrentWidget(self._card if shown else self._no_hit if total else self._nobody)
        typed = model.query().strip()
        self._no_hit.say(f"Không thấy «{typed}»." if typed else "Không có dòng nào khớp bộ lọc.")

    def _with_row(self, act: Callable[[Any], None]) -> None:
        row = self.view.current_row()
        if row is not None:
            act(row)

    def _on_chosen(self, row: Any) -> None:
        for made in (self._edit, self._remove):
            made.setEnabled(row is not None)

    def _fit_columns(self) -> None:
        """Nothing scrolls sideways."""
        columns = self.view.list_model().columns
        wanted = sum(theme.px(column.width) for column in columns)
        room = self.width() - 2 * theme.PAGE_MARGIN - theme.px(24)
        for key in self.spare:
            place = next(number for number, column in enumerate(columns) if column.key == key)
            self.view.setColumnHidden(place, wanted > room)
            wanted -= theme.px(columns[place].width) if wanted > room else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.spare:
            self._fit_columns()

    def _lay_out(self) -> None:
        self.view.setAccessibleName(self.adding.removeprefix("Thêm ").capitalize())
        self._nobody.add_button(self.adding, self.add, kind="primary", icon="add")
        self.bar.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(theme.CARD_PADDING, 8, theme.CARD_PADDING, 6)
        head.addWidget(label(self.rule, "caption", self, wrap=True))
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 2, 12, 6)
        foot.setSpacing(8)
        foot.addWidget(KeyStrip(_KEYS, self), 1)
        foot.addWidget(self._edit)
        foot.addWidget(self._remove)
        self._card.body.setSpacing(0)
        self._card.body.addLayout(head)
        self._card.body.addWidget(self.view, 1)
        self._card.body.addLayout(foot)
        for place in (self._card, self._nobody, self._no_hit):
            self._places.addWidget(place)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN, 8, theme.PAGE_MARGIN, theme.CARD_GAP))
        column.setSpacing(8)
        column.addLayout(self.bar)
        column.addWidget(self._places, 1)
