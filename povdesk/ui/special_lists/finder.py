"""A field that finds someone in the register while a name is typed; a name not found is a new one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QStringListModel, QTimer, Signal
from PySide6.QtWidgets import QCompleter

from povdesk.storage.search import Found

from .. import theme
from ..desk import Desk
from ..widgets.fields import TextField
from ..widgets.list_keys import ListKeys, list_below

_DELAY = 120
_MOST = 12


class FinderField(TextField):
    """found(): who was chosen in the list, None when the text is a new name. picked: one was chosen."""

    picked = Signal(object)

    def __init__(
        self,
        code: str,
        title: str,
        desk: Desk,
        new_hint: str,
        *,
        heads: bool = False,
        required: bool = True,
    ) -> None:
        """new_hint: what happens with a name that is not chosen. heads: households are wanted, not people."""
        super().__init__(code, title, None, required=required)
        self._desk, self._new_hint, self._heads = desk, new_hint, heads
        self._hits: list[Found] = []
        self._chosen: Found | None = None
        self._chosen_text = ""
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        list_below(self._completer, _MOST)
        self._list_keys = ListKeys(self._completer, self, self._on_list_left)
        self._completer.setWidget(self.line())
        self._delay = QTimer(self, singleShot=True, interval=_DELAY)
        self._delay.timeout.connect(self.ask_now)
        self.line().textEdited.connect(self._on_typed)
        self._completer.activated[str].connect(self._on_completed)

    def found(self) -> Found | None:
        """Who stands in the register, as chosen."""
        return self._chosen if self._chosen is not None and self.value() == self._chosen_text else None

    def take(self, hit: Found) -> None:
        """Show someone of the register."""
        self._chosen, self._chosen_text = hit, hit.title
        self._delay.stop()
        self.set_value(hit.title)
        self.set_hint(f"Trong sổ: {hit.place}.")
        self.changed.emit()
        self.picked.emit(hit)

    def hits(self) -> list[str]:
        """The lines of the list below the field."""
        return self._model.stringList()

    def ask_now(self) -> None:
        """Search for what is typed."""
        self._delay.stop()
        typed = self.value()
        if len(typed) < 2:
            self._show([])
            return

        def read(connection: Any) -> Sequence[Found]:
            from povdesk.storage import search

            found = search.find(connection, typed, _MOST * 3)
            if self._heads:
                return list({one.household_id: one for one in reversed(found)}.values())[::-1][:_MOST]
            return [one for one in found if one.person_id is not None][:_MOST]

        self._desk.worker.read(self, read, lambda hits: self._show(hits, typed))

    def _show(self, hits: Sequence[Found], typed: str = "") -> None:
        if typed and typed != self.value():
            return
        self._hits = list(hits)
        self._model.setStringList([self._words(hit) for hit in hits])
        if hits and self.has_cursor():
            self._completer.complete(self._below())
        else:
            self._completer.popup().hide()

    def _below(self) -> QRect:
        """As wide as the longest line of the list, so that nobody's household is cut."""
        below = self.line().rect()
        popup = self._completer.popup()
        longest = max(popup.fontMetrics().horizontalAdvance(line) for line in self.hits())
        below.setWidth(max(below.width(), min(longest + theme.px(40), theme.px(640))))
        return below

    def _words(self, hit: Found) -> str:
        born = f", sinh {hit.birth_year}" if hit.birth_year and not self._heads else ""
        return f"{hit.title}{born}, {hit.place}"

    def _on_typed(self, _text: str) -> None:
        if self.found() is None:
            self.set_hint(self._new_hint)
        self._delay.start()

    def _on_completed(self, text: str) -> None:
        hit = next((hit for hit in self._hits if self._words(hit) == text), None)
        if hit is not None:
            # A click. The completer writes its own text after this signal; set ours when it has done so.
            QTimer.singleShot(0, self, lambda: self._take_and_go_on(hit))

    def _on_list_left(self, text: str, step: int) -> None:
        """Only a marked line is somebody of the register; a name alone stays a new one."""
        hit = next((hit for hit in self._hits if self._words(hit) == text), None)
        if hit is not None:
            self.take(hit)
        self.line().focusNextChild() if step > 0 else self.line().focusPreviousChild()

    def _take_and_go_on(self, hit: Found) -> None:
        self.take(hit)
        self.focusNextChild()
