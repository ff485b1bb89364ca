"""The bar at the left: places in groups, as words or, where the window is narrow, as icons."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from . import icons, theme
from .widgets.labels import label

if TYPE_CHECKING:
    from .desk import Desk
    from .widgets.page import Page


@dataclass(frozen=True)
class PageEntry:
    """One place. group: its heading in the navigation; "" = no line of its own.

    under: for places without a line, the key of the place that is marked while they are shown.
    """

    key: str
    group: str
    title: str
    icon: str
    factory: "Callable[[Desk], Page]"
    under: str = ""


class PlaceButton(QPushButton):
    """A place with its icon, words and an optional red count."""

    def __init__(self, entry: PageEntry, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = entry.title
        self._tip = f"{entry.title} (Ctrl+{number})" if number <= 9 else entry.title
        self._count = 0
        self._icon_name = entry.icon
        self.setObjectName(f"place-{entry.key}")
        self.setProperty("kind", "place")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setAccessibleName(entry.title)
        self.refresh_icon()

    def refresh_icon(self) -> None:
        """Draw the icon again in the present text size."""
        self.setIcon(icons.icon(self._icon_name, theme.INK2, checked=theme.ACCENT_DARK))
        self.setIconSize(QSize(theme.px(20), theme.px(20)))

    def show_as_icon(self, only_icon: bool) -> None:
        self.setText("" if only_icon else f"  {self._title}")
        self.setToolTip(self._tip if only_icon or self._tip != self._title else "")

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self._title}: {count}" if count else self._title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = str(self._count) if self._count < 100 else "99+"
        painter.setFont(theme.font(11, semibold=True))
        width = max(painter.fontMetrics().horizontalAdvance(text) + theme.px(12), theme.px(22))
        height = theme.px(18)
        left = self.width() - width - (2 if not self.text() else 12)
        top = 1 if not self.text() else (self.height() - height) // 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(theme.DANGER))
        painter.drawRoundedRect(left, top, width, height, height / 2, height / 2)
        painter.setPen(theme.color(theme.SURFACE))
        painter.drawText(left, top, width, height, Qt.AlignmentFlag.AlignCenter, text)


class GroupHeading(QWidget):
    """The words above a group of places; only a line between groups where the window is low."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label(text.upper(), "group", self)
        self._words.setContentsMargins(16, theme.px(10), 0, theme.px(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)

    def whole_height(self) -> int:
        """How high the heading is with its words."""
        return self._words.sizeHint().height()

    def show_as_line(self, line: bool) -> None:
        self._words.setVisible(not line)
        self.setFixedHeight(_LINE if line else self.whole_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._words.isVisibleTo(self):
            painter = QPainter(self)
            painter.setPen(theme.color(theme.BORDER))
            painter.drawLine(12, self.height() // 2, self.width() - 12, self.height() // 2)


_LINE, _COMFORTABLE_ROW, _LOWEST_ROW = 7, 28, 26
"""Pixels: the line between groups; below the second headings give way; below the third the bar scrolls."""


class Navigation(QFrame):
    """wanted: the officer chose a place; help_wanted: the last line was pressed."""

    wanted = Signal(str)
    help_wanted = Signal()

    def __init__(self, entries: list[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self._places: dict[str, PlaceButton] = {}
        self._under = {entry.key: entry.under or entry.key for entry in entries}
        self._groups: list[GroupHeading] = []
        self._compact = False
        self._office = label("", "caption", self)
        self._help = QPushButton(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(0)
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._add_brand()
        self._area = QScrollArea(self)
        self._list = QVBoxLayout()
        self._add_places(entries)
        self._add_help()
        self._arrange()

    def keys(self) -> list[str]:
        """Places with a line, from top to bottom."""
        return list(self._places)

    def set_office(self, text: str) -> None:
        """The office's name under the program's name."""
        self._office.setText(text)

    def set_count(self, key: str, count: int) -> None:
        """The red number at a place; 0 = none."""
        if key in self._places:
            self._places[key].set_count(count)

    def show_current(self, key: str) -> None:
        place = self._places.get(self._under.get(key, key))
        if place is not None:
            place.setChecked(True)
            self._area.ensureWidgetVisible(place, 0, theme.px(_LOWEST_ROW))

    def is_compact(self) -> bool:
        return self._compact

    def set_compact(self, compact: bool) -> None:
        """Icons only, or icons with words."""
        if compact != self._compact:
            self._compact = compact
            self._arrange()

    def _arrange(self) -> None:
        compact = self._compact
        self.setFixedWidth(theme.px(theme.NAVIGATION_ICONS if compact else theme.NAVIGATION_WIDTH))
        for group in self._groups:
            group.setVisible(not compact)
        self._brand_words.setVisible(not compact)
        for place in self._places.values():
            place.show_as_icon(compact)
        self._help.setText("" if compact else "  Trợ giúp  F1")
        self._fit_rows()

    def refresh(self) -> None:
        """The text size changed."""
        for place in self._places.values():
            place.refresh_icon()
        self._draw_help_icon()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Lower rows where the window is low; then lines instead of headings; then the bar scrolls."""
        places = [*self._places.values()]
        headings = [] if self._compact else self._groups
        rows = len(places) + 1
        room = self.height() - theme.px(48) - 16
        with_words = (room - sum(heading.whole_height() for heading in headings)) // rows
        lines = with_words < theme.px(_COMFORTABLE_ROW)
        fitting = (room - _LINE * len(headings)) // rows if lines else with_words
        height = min(max(fitting, theme.px(_LOWEST_ROW)), theme.px(theme.NAVIGATION_ROW))
        for heading in headings:
            heading.show_as_line(lines)
        for row in (*places, self._help):
            row.setFixedHeight(height)

    def _add_brand(self) -> None:
        picture = QLabel(self)
        picture.setPixmap(icons.pixmap("povdesk", size=24))
        self._brand_words = QWidget(self)
        words = QVBoxLayout(self._brand_words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(label("PovDesk", "cardTitle", self._brand_words))
        words.addWidget(self._office)
        row = QHBoxLayout()
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(picture)
        row.addWidget(self._brand_words, 1)
        self._column.addLayout(row)

    def _add_places(self, entries: list[PageEntry]) -> None:
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        content = QWidget(self._area)
        content.setObjectName("scrollBody")
        content.setLayout(self._list)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(content)
        self._column.addWidget(self._area, 1)
        group = None
        for entry in entries:
            if not entry.group:
                continue
            if entry.group != group:
                group = entry.group
                heading = GroupHeading(group, content)
                self._groups.append(heading)
                self._list.addWidget(heading)
            place = PlaceButton(entry, len(self._places) + 1, content)
            place.clicked.connect(lambda _on=False, key=entry.key: self.wanted.emit(key))
            self._places[entry.key] = place
            self._list.addWidget(place)
        self._list.addStretch(1)

    def _add_help(self) -> None:
        self._help.setProperty("kind", "place")
        self._help.setAutoDefault(False)
        self._draw_help_icon()
        self._help.setAccessibleName("Trợ giúp")
        self._help.setToolTip("Trợ giúp cho màn hình này (F1)")
        self._help.clicked.connect(self.help_wanted)
        self._column.addWidget(self._help)

    def _draw_help_icon(self) -> None:
        self._help.setIcon(icons.icon("question-circle"))
        self._help.setIconSize(QSize(theme.px(20), theme.px(20)))
