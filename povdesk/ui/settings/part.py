"""What every tab of the settings shares: reading, writing as one act with undo, asking before leaving."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from .. import messages, theme
from ..desk import Desk
from ..widgets.page import scrolled


class SettingsPart(QWidget):
    """One tab. `load` runs on the worker, `show_loaded` here; put widgets into `body`."""

    help_topic = "cai-dat"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.body = QVBoxLayout()
        self.body.setContentsMargins(*(theme.PAGE_MARGIN, theme.CARD_GAP, theme.PAGE_MARGIN, theme.CARD_GAP))
        self.body.setSpacing(theme.CARD_GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(self.body, self))

    def load(self, connection: Any) -> Any:
        """Read what this tab shows; no widgets here."""
        raise NotImplementedError

    def show_loaded(self, loaded: Any) -> None:
        raise NotImplementedError

    def reload(self) -> None:
        """Read again; what is being typed stays as it is."""
        if not self.is_dirty():
            self.desk.worker.read(self, self.load, self.show_loaded)

    def start(self) -> None:
        """Put the cursor where the tab begins."""

    def show_target(self, **target: Any) -> None:
        """What another place asked to see in this tab."""

    def is_dirty(self) -> bool:
        """Something was typed and not saved."""
        return False

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save what was typed; `then` only after it is saved."""

    def drop(self) -> None:
        """Forget what was typed."""

    def write(
        self,
        work: Callable[[Any], Any],
        words: str,
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """`work(act)` as one act; then a bar with these words that takes it back."""

        def saved(_result: Any) -> None:
            self.desk.say(f"Đã lưu {datetime.now():%H:%M}")
            self._offer_undo(words)
            if done is not None:
                done()

        def refused(error: Exception) -> None:
            if failed is None:
                messages.show_error(self, error)
            else:
                failed(error)

        self.desk.worker.write(self, work, saved, refused)

    def _offer_undo(self, words: str) -> None:
        from povdesk.storage.act import last_act

        def offer(found: tuple[int, str] | None) -> None:
            if found is None:
                self.desk.work_done(self, words)
                return
            seq = found[0]
            self.desk.work_done(self, words, lambda: self.desk.worker.write(self, lambda act: act.undo(seq)))

        self.desk.worker.read(self, last_act, offer)
