"""Shows the pages of a PDF: zoom, small pages at the left, PageUp and PageDown."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from .. import theme
from .labels import button, label
from .pdf_pages import PdfPages

_GAP = 16
_GROUND = "#DCE1E8"
_STEPS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_KEPT_PICTURES = 8
_SCREEN_INCH = 96 / 72


class _Canvas(QWidget):
    """All pages below each other; only what is on the screen is rendered."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: PdfPages | None = None
        self.scale = 1.0
        self._pictures: dict[int, QPixmap] = {}

    def show_pages(self, pages: PdfPages | None) -> None:
        self.pages = pages
        self.set_scale(self.scale)

    def set_scale(self, scale: float) -> None:
        self.scale = scale
        self._pictures.clear()
        if self.pages is not None:
            rects = [self.rect_of(number) for number in range(self.pages.count())]
            width = max((rect.width() for rect in rects), default=0) + 2 * _GAP
            self.setMinimumSize(width, rects[-1].bottom() + _GAP if rects else 0)
        self.update()

    def rect_of(self, number: int) -> QRect:
        """Where a page lies on the canvas."""
        assert self.pages is not None
        top = _GAP
        for before in range(number):
            top += self._size_of(before).height() + _GAP
        size = self._size_of(number)
        return QRect(QPoint(max((self.width() - size.width()) // 2, _GAP), top), size)

    def _size_of(self, number: int) -> QSize:
        assert self.pages is not None
        size = self.pages.size(number) * self.scale * _SCREEN_INCH
        return QSize(round(size.width()), round(size.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.color(_GROUND))
        if self.pages is None:
            return
        for number in range(self.pages.count()):
            rect = self.rect_of(number)
            if rect.intersects(event.rect()):
                painter.drawPixmap(rect, self._picture(number))
                painter.setPen(theme.color(theme.LINE))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _picture(self, number: int) -> QPixmap:
        if number not in self._pictures:
            if len(self._pictures) >= _KEPT_PICTURES:
                self._pictures.pop(next(iter(self._pictures)))
            assert self.pages is not None
            ratio = self.devicePixelRatioF()
            image = self.pages.image(number, self.scale * _SCREEN_INCH * ratio)
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
        self._canvas = _Canvas()
        self._area = QScrollArea(self)
        self._thumbs = QListWidget(self)
        self._position = label("", "", self)
        self._zoom = label("", "caption", self)
        self._thumb_timer = QTimer(self)
        self._thumb_timer.setInterval(0)
        self._lay_out(thumbs)
        self._thumb_timer.timeout.connect(self._make_next_thumb)
        self._area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._thumbs.currentRowChanged.connect(self.go_to)

    def show_pdf(self, data: bytes) -> None:
        """Show a PDF's pages; raises PovDeskError when the bytes are not one."""
        pages = PdfPages(data)
        if self._pages is not None:
            self._pages.close()
        self._pages = pages
        self._thumbs.clear()
        for number in range(pages.count()):
            self._thumbs.addItem(QListWidgetItem(str(number + 1)))
        self._canvas.show_pages(pages)
        self._fit()
        self._show_position(0)
        if self._thumbs.isVisibleTo(self):
            self._thumb_timer.start()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits_width:
            self._fit()

    def _fit(self) -> None:
        if self._pages is None or not self._pages.count():
            return
        widest = max(self._pages.size(number).width() for number in range(self._pages.count()))
        room = self._area.viewport().width() - 2 * _GAP
        self._set_scale(max(min(room / (widest * _SCREEN_INCH), 2.0), 0.3))

    def _set_scale(self, scale: float) -> None:
        if self._pages is None:
            return
        kept = self._number
        self._canvas.set_scale(scale)
        words = "Vừa bề ngang · " if self._fits_width else ""
        self._zoom.setText(f"{words}{round(scale * 100)}%")
        self.go_to(kept)

    def _on_scrolled(self, value: int) -> None:
        if self._pages is None:
            return
        middle = value + self._area.viewport().height() // 3
        for number in range(self._pages.count()):
            if self._canvas.rect_of(number).bottom() >= middle:
                self._show_position(number)
                return

    def _show_position(self, number: int) -> None:
        total = self._pages.count() if self._pages else 0
        self._position.setText(f"Trang {number + 1} / {total}")
        if number != self._number:
            self._number = number
            self.page_changed.emit(number + 1)
        self._thumbs.blockSignals(True)
        self._thumbs.setCurrentRow(number)
        self._thumbs.blockSignals(False)

    def _make_next_thumb(self) -> None:
        for number in range(self._thumbs.count()):
            item = self._thumbs.item(number)
            if item.icon().isNull() and self._pages is not None:
                scale = theme.px(84) / self._pages.size(number).width()
                item.setIcon(QIcon(QPixmap.fromImage(self._pages.image(number, scale))))
                return
        self._thumb_timer.stop()

    def _lay_out(self, thumbs: bool) -> None:
        self._area.setWidget(self._canvas)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._thumbs.setProperty("bare", True)
        self._thumbs.setFixedWidth(theme.px(128))
        self._thumbs.setIconSize(QSize(theme.px(84), theme.px(119)))
        self._thumbs.setViewMode(QListWidget.ViewMode.IconMode)
        self._thumbs.setFlow(QListWidget.Flow.TopToBottom)
        self._thumbs.setWrapping(False)
        self._thumbs.setMovement(QListWidget.Movement.Static)
        self._thumbs.setAccessibleName("Các trang")
        self._thumbs.setVisible(thumbs)
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
        row.addWidget(self._thumbs)
        row.addWidget(self._area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(row, 1)
