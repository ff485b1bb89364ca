"""The base of every page: header, body, and how a page hears that the data changed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from .. import icons, theme
from ..desk import Desk
from .labels import ElidedLabel, label


class PageHeader(QFrame):
    """Title with an optional second line, chips and boxes after it, actions at the right.

    back_wanted: the arrow at the left was pressed.
    """

    back_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageHeader")
        self._title = label(title, "title", self)
        # In a narrow window the small line gives way, never a button.
        self._context = ElidedLabel("caption", self)
        self._back = QPushButton(self)
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        self._lay_out()
        self._back.clicked.connect(self.back_wanted)
        self.set_short(False)

    def title(self) -> str:
        return self._title.text()

    def set_title(self, text: str) -> None:
        self._title.setText(text)

    def set_context(self, text: str) -> None:
        """The small second line; the title is then a little smaller."""
        self._context.setText(text)
        self._context.setVisible(bool(text))
        theme.mark(self._title, "role", "formTitle" if text else "title")

    def add_left(self, widget: QWidget) -> None:
        """A chip, a year box, a search box after the title."""
        self._left.addWidget(widget)

    def add_action(self, widget: QWidget) -> None:
        """A button at the right; the primary one last."""
        self._right.addWidget(widget)

    def add_first_action(self, widget: QWidget) -> None:
        """A small button before all others at the right."""
        self._right.insertWidget(0, widget)

    def show_back(self, tip: str) -> None:
        """Show the arrow that leads back."""
        self._back.setToolTip(tip)
        self._back.setAccessibleName(tip)
        self._back.show()

    def set_short(self, short: bool) -> None:
        """A lower header where the screen is low."""
        self.setFixedHeight(theme.px(theme.HEADER_SHORT if short else theme.HEADER))
        self._context.setVisible(bool(self._context.whole()) and not short)

    def _lay_out(self) -> None:
        self._context.hide()
        self._back.hide()
        self._back.setIcon(icons.icon("arrow-left"))
        self._back.setFixedWidth(theme.px(34))
        self._back.setAutoDefault(False)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(self._title)
        texts.addWidget(self._context)
        texts.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PAGE_MARGIN, 0, theme.PAGE_MARGIN, 0)
        row.setSpacing(12)
        for part in (self._left, self._right):
            part.setSpacing(8)
        row.addWidget(self._back)
        row.addLayout(texts)
        row.addLayout(self._left)
        row.addStretch(1)
        row.addLayout(self._right)


class Page(QWidget):
    """One place of the program. Fill `self.body` (a vertical layout) and override what you need.

    `help_topic`: name of a file in resources/help without .md. `compact_navigation`: icons only at the left,
    for pages that need the width. `scrolls`: the body gets a vertical scroll bar when it is too low.
    `print_page` may be defined by a page that can print or preview what it shows (Ctrl+P).
    `excel_page` likewise for Excel (Ctrl+E); without it the list in front is written.

    title_changed: the window's title should follow.
    """

    title_changed = Signal()

    help_topic = ""
    compact_navigation = False
    scrolls = True
    print_page: Callable[[], None] | None = None
    excel_page: Callable[[], None] | None = None
    front_household: int | None = None

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.header = PageHeader(title, self)
        self.body = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._stale = True
        self.body.setContentsMargins(*(theme.PAGE_MARGIN, theme.CARD_GAP, theme.PAGE_MARGIN, theme.CARD_GAP))
        self.body.setSpacing(theme.CARD_GAP)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.header)
        if self.scrolls:
            self._column.addWidget(scrolled(self.body, self), 1)
        else:
            self._column.addLayout(self.body, 1)
        desk.worker.data_changed.connect(self._on_data_changed)

    @property
    def title(self) -> str:
        return self.header.title()

    def set_title(self, title: str, context: str = "") -> None:
        """New words in the header, also in the window's title."""
        self.header.set_title(title)
        self.header.set_context(context)
        self.title_changed.emit()

    def under_header(self, widget: QWidget) -> None:
        """Put a bar of tabs or steps between header and body; it does not scroll."""
        self._column.insertWidget(1, widget)

    def reload(self) -> None:
        """Read again what this page shows; called when it is shown first, when data changed, and by F5."""

    def show_target(self, **target: Any) -> None:
        """Show what another page asked for (`desk.open(key, **target)`)."""

    def focus_first(self) -> None:
        """Take the focus when the page comes to the front: the first control below the header, if any."""
        later = None
        candidate = self.header.nextInFocusChain()
        while candidate is not None and candidate is not self.header:
            fits = candidate.focusPolicy() & Qt.FocusPolicy.TabFocus and candidate.isEnabled()
            if fits and self.isAncestorOf(candidate) and candidate.isVisibleTo(self):
                if not self.header.isAncestorOf(candidate):
                    candidate.setFocus(Qt.FocusReason.TabFocusReason)
                    return
                later = later or candidate
            candidate = candidate.nextInFocusChain()
        (later or self).setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab, and what Qt does when the control with the focus is hidden: that stays on the page."""
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused) or focused.isVisibleTo(self):
            return super().focusNextPrevChild(forward)
        self.setFocus()
        # What takes its place may come a moment later.
        QTimer.singleShot(0, self, self._focus_instead)
        return True

    def _focus_instead(self) -> None:
        if not self.hasFocus():
            return
        self.focus_first()
        focused = QApplication.focusWidget()
        for area in self.findChildren(QScrollArea):
            if focused is not None and area.isAncestorOf(focused):
                area.ensureWidgetVisible(focused)

    def filter_words(self) -> str:
        """What the list in front is filtered by, in words, for its printed and written heads."""
        return ""

    def household_in_front(self) -> int | None:
        """The household that Ctrl+I and Ctrl+G are about; None when the page has none in front."""
        return self.front_household

    def may_leave(self, go: Callable[[], None]) -> None:
        """Call `go` when the officer may leave: at once, or after saving or asking."""
        go()

    def set_short(self, short: bool) -> None:
        """The window is lower than 640: use less height where possible."""
        self.header.set_short(short)

    def minimumSizeHint(self) -> QSize:
        # A page never forces the window wider or higher; what does not fit scrolls.
        return QSize(0, 0)

    def _on_data_changed(self) -> None:
        if self.isVisible():
            self._stale = False
            self.reload()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reload()


def scrolled(body: QVBoxLayout, parent: QWidget) -> QScrollArea:
    """`body` inside an area with a vertical scroll bar only."""
    content = QWidget()
    content.setObjectName("scrollBody")
    content.setLayout(body)
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
