"""Shows the pages of a PDF: zoom, small pages at the left, PageUp and PageDown."""

from bisect import bisect_right

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from .. import theme
from .labels import button, label
from .pdf_pages import PdfPages

_GAP = 16
_GROUND = "#DCE1E8"
_STEPS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_KEPT_PICTURES, _KEPT_THUMBS = 8, 80
_THUMB_WIDTH = 112
_SCREEN_INCH = 96 / 72


class _Canvas(QWidget):
    """All pages below each other; only what is on the screen is rendered.

    picked: a page was clicked; the first one is 0.
    """

    picked = Signal(int)

    def __init__(self, kept_pictures: int) -> None:
        super().__init__()
        self.pages: PdfPages | None = None
        self.scale = 1.0
        self._limit = 0
        self._current = -1
        self._tops: list[int] = []
        self._kept_pictures = kept_pictures
        self._pictures: dict[int, QPixmap] = {}

    def show_pages(self, pages: PdfPages | None) -> None:
        self.pages = pages
        self.set_scale(self.scale)

    def set_scale(self, scale: float, widest: int = 0) -> None:
        """widest: pages that would be wider are shrunk to it; 0: none is."""
        self.scale, self._limit = scale, widest
        self._pictures.clear()
        self._tops = []
        top, width = _GAP, 0
        for number in range(self.pages.count() if self.pages else 0):
            self._tops.append(top)
            size = self._size_of(number)
            top += size.height() + _GAP
            width = max(width, size.width())
        self.setMinimumSize(width + 2 * _GAP, top)
        self.update()

    def mark(self, number: int) -> None:
        """Ring the page in front (used by the small pages)."""
        self._current = number
        self.update()

    def rect_of(self, number: int) -> QRect:
        """Where a page lies on the canvas."""
        size = self._size_of(number)
        return QRect(QPoint(max((self.width() - size.width()) // 2, _GAP), self._tops[number]), size)

    def page_at(self, height: int) -> int:
        """The page whose lower edge is below this height."""
        found = bisect_right(self._tops, height) - 1
        if 0 <= found < len(self._tops) - 1 and self.rect_of(found).bottom() < height:
            found += 1
        return max(found, 0)

    def _size_of(self, number: int) -> QSize:
        assert self.pages is not None
        size = self.pages.size(number) * self._scale_of(number) * _SCREEN_INCH
        return QSize(round(size.width()), round(size.height()))

    def _scale_of(self, number: int) -> float:
        assert self.pages is not None
        limit = self._limit / (self.pages.size(number).width() * _SCREEN_INCH)
        return min(self.scale, limit) if self._limit else self.scale

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.color(_GROUND))
        if self.pages is None:
            return
        for number in range(self.page_at(event.rect().top()), self.pages.count()):
            rect = self.rect_of(number)
            if rect.top() > event.rect().bottom():
                break
            painter.drawPixmap(rect, self._picture(number))
            is_current = number == self._current
            ring = QPen(theme.color(theme.ACCENT), 2) if is_current else QPen(theme.color(theme.LINE), 1)
            painter.setPen(ring)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.pages is not None:
            self.picked.emit(self.page_at(event.position().toPoint().y()))

    def _picture(self, number: int) -> QPixmap:
        if number not in self._pictures:
            if len(self._pictures) >= self._kept_pictures:
                self._pictures.pop(next(iter(self._pictures)))
            assert self.pages is not None
            ratio = self.devicePixelRatioF()
            image = self.pages.image(number, self._scale_of(number) * _SCREEN_INCH * ratio)
            image.setDevicePixelRatio(ratio)
            self._pictures[number] = QPixmap.fromImage(image)
        return self._pictures[number]


class PdfView(QWidget):
    """Pages of a PDF. page_changed: number of the page in front, from 1."""

    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, thumbs: bool = True) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._fits_width = True
        self._number = 0
        self._canvas = _Canvas(_KEPT_PICTURES)
        self._area = QScrollArea(self)
        self._thumbs = _Canvas(_KEPT_THUMBS)
        self._thumb_area = QScrollArea(self)
        self._position = label("", "", self)
        self._zoom = label("", "caption", self)
        self._lay_out(thumbs)
        self._area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._thumbs.picked.connect(self.go_to)

    def show_pdf(self, data: bytes) -> None:
        """Show a PDF's pages; raises PovDeskError when the bytes are not one."""
        pages = PdfPages(data)
        self._pages = pages
        self._canvas.show_pages(pages)
        self._thumbs.show_pages(pages)
        self._thumbs.set_scale(theme.px(_THUMB_WIDTH) / (self._widest() * _SCREEN_INCH))
        self._fit()
        self._show_position(0)

    def forget(self) -> None:
        """Let the PDF go; a printing job keeps its own hold."""
        self._pages = None
        self._canvas.show_pages(None)
        self._thumbs.show_pages(None)

    def pages(self) -> PdfPages | None:
        """The PDF on the screen, for printing."""
        return self._pages

    def go_to(self, number: int) -> None:
        """Bring a page to the top; the first page is 0."""
        if self._pages is not None and 0 <= number < self._pages.count():
            self._area.verticalScrollBar().setValue(self._canvas.rect_of(number).top() - _GAP // 2)
            self._show_position(number)

    def current(self) -> int:
        """The page in front, from 0."""
        return self._number

    def zoom_by(self, steps: int) -> None:
        """The next larger (+1) or smaller (-1) zoom."""
        scale = self._canvas.scale
        larger = [step for step in _STEPS if step > scale + 0.01]
        smaller = [step for step in _STEPS if step < scale - 0.01]
        wanted = (larger[:1] if steps > 0 else smaller[-1:]) or [scale]
        self._fits_width = False
        self._set_scale(wanted[0])

    def fit_width(self) -> None:
        self._fits_width = True
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if event.key() in steps:
            self.go_to(self._number + steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End and self._pages is not None:
            self.go_to(self._pages.count() - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._fits_width:
            self._fit()
        return False

    def _fit(self) -> None:
        if self._pages is None or not self._pages.count():
            return
        # Upright pages decide: wide annexes, shrunk to the same width, must not make them too small to read.
        width = min(self._pages.size(number).width() for number in range(self._pages.count()))
        room = self._area.viewport().width() - 2 * _GAP
        self._set_scale(max(min(room / (width * _SCREEN_INCH), 2.0), 0.3), room)

    def _widest(self) -> float:
        """Width of the widest page in points."""
        assert self._pages is not None
        return max((self._pages.size(number).width() for number in range(self._pages.count())), default=595)

    def _set_scale(self, scale: float, widest: int = 0) -> None:
        if self._pages is None:
            return
        kept = self._number
        self._canvas.set_scale(scale, widest)
        self._zoom.setText(f"{round(scale * 100)}%")
        self.go_to(kept)

    def _on_scrolled(self, value: int) -> None:
        if self._pages is None:
            return
        self._show_position(self._canvas.page_at(value + self._area.viewport().height() // 3))

    def _show_position(self, number: int) -> None:
        total = self._pages.count() if self._pages else 0
        self._position.setText(f"Trang {number + 1} / {total}")
        if number != self._number:
            self._number = number
            self.page_changed.emit(number + 1)
        self._thumbs.mark(number)
        if total:
            middle = self._thumbs.rect_of(number).center()
            self._thumb_area.ensureVisible(middle.x(), middle.y(), 0, self._thumb_area.height() // 3)

    def _lay_out(self, thumbs: bool) -> None:
        self._area.setWidget(self._canvas)
        self._area.setWidgetResizable(True)
        self._area.viewport().installEventFilter(self)
        # Always there, so that fitting the width cannot make it come and go.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._thumb_area.setWidget(self._thumbs)
        self._thumb_area.setWidgetResizable(True)
        self._thumb_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._thumb_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._thumb_area.setFixedWidth(theme.px(_THUMB_WIDTH) + 2 * _GAP + 12)
        self._thumb_area.setVisible(thumbs)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 12, 4)
        for icon, tip, act in (
            ("zoom-out", "Thu nhỏ", lambda: self.zoom_by(-1)),
            ("zoom-in", "Phóng to", lambda: self.zoom_by(1)),
        ):
            made = button("", act, icon=icon, kind="link", parent=self)
            made.setToolTip(tip)
            made.setAccessibleName(tip)
            bar.addWidget(made)
        bar.addWidget(button("Vừa bề ngang", self.fit_width, kind="link", parent=self))
        bar.addWidget(self._zoom)
        bar.addStretch(1)
        bar.addWidget(self._position)
        bar.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._thumb_area)
        row.addWidget(self._area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(row, 1)
