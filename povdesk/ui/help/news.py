"""Có gì mới: the list of changes, whole or since the version that was used before."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from povdesk import __version__, paths
from povdesk.domain import changelog

from .. import theme
from ..widgets.dialog import Dialog
from ..widgets.labels import label

if TYPE_CHECKING:
    from ..habits import Habits

SEEN = "seen_version"


class NewsDialog(Dialog):
    """Arrows and PageDown scroll; Esc and Enter close."""

    def __init__(self, parent: QWidget, title: str, markdown: str) -> None:
        super().__init__("Có gì mới", parent)
        self._text = QTextBrowser(self)
        self._text.setOpenLinks(False)
        self._text.document().setDocumentMargin(8)
        self._text.setMarkdown(markdown)
        self._text.setAccessibleName(title)
        self._text.setMinimumSize(theme.px(420), theme.px(200))
        self.body.addWidget(label(title, "cardTitle", self, wrap=True))
        self.body.addWidget(self._text, 1)
        self.add_button("Đóng", kind="primary")
        room = parent.window().size()
        self.resize(min(theme.px(680), room.width() - 60), min(theme.px(500), room.height() - 50))
        self._text.setFocus()

    def text(self) -> str:
        """What is shown, without marks."""
        return self._text.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Only to be read: there is nothing that Enter could do by accident.
            self.accept()
            return
        super().keyPressEvent(event)


def show_all(parent: QWidget) -> NewsDialog:
    """The whole list, the newest version on top."""
    shown = changelog.together(changelog.sections(_list()))
    dialog = NewsDialog(parent, f"Có gì mới, đến phiên bản {__version__}", shown)
    dialog.open()
    return dialog


def after_upgrade(window: QWidget, habits: "Habits", version: str = __version__) -> NewsDialog | None:
    """What came since the version this computer used last; once, and never on the first start.

    It counts as seen when it is closed.
    """
    seen = habits.get(SEEN, "")
    if seen == version:
        return None
    shown = changelog.since(_list(), seen, version)
    if not shown:
        habits.put(SEEN, version)
        return None
    dialog = NewsDialog(
        window, f"PovDesk đã được cập nhật lên phiên bản {version}", changelog.together(shown)
    )
    dialog.finished.connect(lambda _result: habits.put(SEEN, version))
    dialog.open()
    return dialog


def _list() -> str:
    return (paths.RESOURCES / "changelog.md").read_text(encoding="utf-8")
