"""The help drawer at the right edge of the window; a second F1 shows the key card."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from povdesk import paths

from .. import theme
from ..widgets.labels import button, label

if TYPE_CHECKING:
    from ..desk import Desk

KEY_CARD, FIRST_TOPIC = "phim-tat", "bat-dau"


def show_help(window: QWidget, topic: str) -> "HelpDrawer":
    """Open the help of this screen; when it is open already, the key card; after that, close."""
    drawer = window.findChild(HelpDrawer)
    if drawer is None:
        drawer = HelpDrawer(window)
    if drawer.isHidden():
        drawer.open_topic(topic)
        drawer.appear()
    elif drawer.topic() != KEY_CARD:
        drawer.open_topic(KEY_CARD)
    else:
        drawer.hide()
    return drawer


def topic_text(topic: str) -> str:
    """The Markdown of a topic; the first topic when there is no page of that name."""
    folder = paths.RESOURCES / "help"
    for name in (topic, FIRST_TOPIC, KEY_CARD):
        file = folder / f"{name}.md"
        if name and file.is_file():
            return file.read_text(encoding="utf-8")
    return "Chưa có trang trợ giúp cho màn hình này."


class HelpDrawer(QFrame):
    """Lies over the right third of the window; Esc closes it and gives the focus back."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("card")
        self._topic = ""
        self._back_to: QWidget | None = None
        self._text = QTextBrowser(self)
        self._text.setProperty("bare", True)
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._on_link)
        self._print = button("In", self._on_print, kind="link", parent=self)
        self._print.setToolTip("In trang trợ giúp này ra giấy A4")
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 8, 0)
        head.addWidget(label("Trợ giúp", "cardTitle", self))
        head.addStretch(1)
        head.addWidget(self._print)
        head.addWidget(button("Đóng", self.hide, kind="link", parent=self))
        more = QHBoxLayout()
        more.setContentsMargins(8, 0, 8, 6)
        for words, act in (
            ("Phím tắt", lambda: self.open_topic(KEY_CARD)),
            ("Có gì mới", self._on_news),
            ("Giới thiệu", self._on_about),
        ):
            more.addWidget(button(words, act, kind="link", parent=self))
        more.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(more)
        column.addWidget(self._text, 1)
        window.installEventFilter(self)
        self.hide()

    def topic(self) -> str:
        return self._topic

    def open_topic(self, topic: str) -> None:
        self._topic = topic
        # Margins and colours of Markdown pages; QTextBrowser knows this small part of CSS.
        self._text.document().setDefaultStyleSheet(f"a {{ color: {theme.ACCENT}; }}")
        self._text.document().setDocumentMargin(16)
        self._text.setMarkdown(topic_text(topic))

    def appear(self) -> None:
        self._back_to = self.window().focusWidget()
        self._place()
        # Showing and printing pages needs the desk, which is there only while data are open.
        self._print.setVisible(self._desk() is not None)
        self.show()
        self.raise_()
        self._text.setFocus()

    def _on_link(self, link: QUrl) -> None:
        name = link.path().removesuffix(".md")
        if not link.scheme() and name:
            self.open_topic(name)

    def _desk(self) -> "Desk | None":
        return getattr(self.window(), "desk", None)

    def _on_print(self) -> None:
        from .printing import print_topic

        desk = self._desk()
        if desk is not None:
            print_topic(self.window(), desk, self._topic, topic_text(self._topic))

    def _on_news(self) -> None:
        from .news import show_all

        show_all(self.window())

    def _on_about(self) -> None:
        from .about import show_about

        show_about(self.window())

    def _place(self) -> None:
        window = self.parentWidget()
        width = min(max(window.width() // 3, theme.px(380)), window.width() - 80)
        height = window.height() - theme.px(theme.STATUS_BAR)
        self.setGeometry(window.width() - width, 0, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            if self._back_to is not None:
                self._back_to.setFocus()
            return
        super().keyPressEvent(event)
