"""Old → new before anything is taken over: every number can be changed or left out, then one act."""

from collections.abc import Callable, Sequence
from typing import Any

import shiboken6
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from povdesk.domain import vietnamese
from povdesk.domain.errors import PovDeskError

from .. import messages, theme
from ..theme import Tone
from ..widgets.dialog import Dialog
from ..widgets.fixed_grid import KEYS, FixedGridModel
from ..widgets.grid import GridColumn, GridView, Unread
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label, set_tone

Row = dict[str, Any]
Save = Callable[[Sequence[Row], Callable[[], None], Callable[[Exception], None]], None]


class TakeDialog(Dialog):
    """rows: key, name, old words and the numbers to be saved; an empty number is left as it is.

    may_be_empty: the act makes sense without any number.
    """

    def __init__(
        self,
        title: str,
        words: str,
        columns: Sequence[GridColumn],
        rows: Sequence[Row],
        save: Save,
        parent: QWidget,
        *,
        verb: str = "Lưu",
        may_be_empty: bool = False,
    ) -> None:
        super().__init__(title, parent)
        self._save, self._may_be_empty = save, may_be_empty
        self.model = FixedGridModel(columns, self)
        self.grid = GridView(self.model, self)
        self.grid.setAccessibleName(title)
        self._message = label("", "", self, wrap=True)
        self._message.hide()
        set_tone(self._message, Tone.DANGER)
        self.body.addWidget(label(words, "caption", self, wrap=True))
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self._message)
        self.body.addWidget(KeyStrip(KEYS, self))
        self.model.set_rows(rows)
        self.grid.setVisible(bool(rows))
        self.add_button("Bỏ qua")
        self._button = self.add_button(f"{verb}  Ctrl+S", self.save, kind="primary")
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        window = parent.window()
        wanted = theme.px(230) + theme.px(32) * max(len(rows), 2)
        self.resize(
            min(theme.px(900), window.width() - 48),
            min(max(wanted, theme.px(260)), theme.px(520), window.height() - 32),
        )
        first = next((one for one in columns if one.computed is None), None)
        if rows and first is not None:
            self.grid.go_to(0, first.key)
        else:
            self._button.setFocus()

    def save(self) -> None:
        """Ctrl+S."""
        if not self._button.isEnabled():
            return
        if self.grid.isVisible():
            self.grid.setFocus()
        typed = [column.key for column in self.model.columns if column.computed is None]
        wanted = []
        for place, row in enumerate(self.model.rows()):
            for key in typed:
                if isinstance(row.get(key), Unread):
                    self._say("Có ô chưa đọc được. Sửa ô có dấu đỏ rồi lưu lại.")
                    self.grid.go_to(place, key)
                    return
            if any(row.get(key) is not None for key in typed):
                wanted.append(row)
        if not wanted and not self._may_be_empty:
            self._say("Không còn con số nào để lưu. Gõ ít nhất một số, hoặc bấm Bỏ qua.")
            return
        self._button.setEnabled(False)
        self._save(wanted, self._done, self._refused)

    def _done(self) -> None:
        if shiboken6.isValid(self):
            self.accept()

    def _refused(self, error: Exception) -> None:
        if not shiboken6.isValid(self):
            return
        self._button.setEnabled(True)
        if isinstance(error, PovDeskError):
            self._say(f"Chưa lưu. {error.message} {error.advice}".strip())
        else:
            messages.show_error(self, error)

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.show()


def words_column(
    key: str, title: str, width: int, *, stretch: bool = False, right: bool = False
) -> GridColumn:
    """Read-only text of the row."""
    return GridColumn(
        key, title, width, computed=lambda row: row[key], stretch=stretch, align="right" if right else "left"
    )


def number_column(key: str, title: str, width: int = 100, *, whole: bool = False) -> GridColumn:
    """A number to be saved; empty: leave what is there."""
    return GridColumn(
        key,
        title,
        width,
        read=_whole if whole else _number,
        show=_shown,
        empty=None,
        align="right",
    )


def _number(text: str) -> float:
    return float(vietnamese.parse_number(text))


def _whole(text: str) -> int:
    return vietnamese.parse_whole(text)


def _shown(value: Any) -> str:
    return "" if value is None else vietnamese.format_number(value, at_most=2)
