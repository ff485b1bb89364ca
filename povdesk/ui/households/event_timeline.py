"""A household's course in words: lines for the preview, and a card for the form's last tab."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from povdesk.domain.household_events import TITLES
from povdesk.domain.vietnamese import short_date
from povdesk.storage.household_links import EventLine

from ..desk import Desk

if TYPE_CHECKING:
    from ..widgets.card import Card
    from ..widgets.page import Page

_NOTHING = "Chưa ghi biến động nào. Bấm Ctrl+B khi hộ có thay đổi."


def event_words(line: EventLine) -> str:
    """06/05/2024 · Tách hộ (5 → 2 khẩu), với hộ Hồ Văn Ánh (TL-002): Lập gia đình, ra ở riêng."""
    words = f"{short_date(line.happened_on)} · {TITLES[line.kind]}"
    words += f": {line.person}" if line.person else ""
    if line.size_before is not None and line.size_after is not None and line.size_before != line.size_after:
        words += f" ({line.size_before} → {line.size_after} khẩu)"
    words += f", với hộ {line.other}" if line.other else ""
    more = "; ".join(part for part in (line.reason, line.note) if part)
    return f"{words}. {more}." if more else f"{words}."


class EventTimeline(QObject):
    """Reads the course of the household the form has in front and shows it in the tab with the log."""

    def __init__(self, page: "Page", desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self._card: Card | None = None
        self._text: Any = None

    def read(self) -> None:
        """The form shows another household, or the same one again."""
        key = self._page.household_in_front()
        if key is None:
            self._show(())
            return

        def read(connection: Any) -> Any:
            from povdesk.storage import household_links

            return household_links.timeline(connection, key)

        self._desk.worker.read(self, read, self._show, lambda _error: None)

    def text(self) -> str:
        """The lines as shown."""
        return self._text.text() if self._text is not None else ""

    def _show(self, lines: Sequence[EventLine]) -> None:
        import shiboken6

        from ..widgets.card import Card
        from ..widgets.labels import label
        from .form_notes import NotesPart

        part = self._page.findChild(NotesPart)
        if part is None:
            return
        if self._card is None or not shiboken6.isValid(self._card) or self._card.parent() is not part:
            self._card = Card("Biến động của hộ", part)
            self._text = label("", "", self._card, wrap=True)
            self._card.body.addWidget(self._text)
            part.layout().insertWidget(1, self._card)
        self._text.setText("\n".join(event_words(line) for line in lines) or _NOTHING)
