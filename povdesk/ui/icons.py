"""Icons from resources/icons (Fluent System Icons), coloured when they are loaded."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from povdesk import paths

from . import theme


def icon(name: str, color: str = theme.INK2, *, checked: str = "") -> QIcon:
    """An icon for a button or a list; `checked`: its colour when the button is checked."""
    made = QIcon(pixmap(name, color))
    made.addPixmap(pixmap(name, theme.BORDER), QIcon.Mode.Disabled)
    if checked:
        made.addPixmap(pixmap(name, checked), QIcon.Mode.Normal, QIcon.State.On)
    return made


def pixmap(name: str, color: str = theme.INK2, size: int = 20) -> QPixmap:
    """One icon as a picture of `size` logical pixels, grown with the text size, sharp on this screen."""
    screen = QGuiApplication.primaryScreen()
    return _drawn(name, color, theme.px(size), screen.devicePixelRatio() if screen else 1.0)


@lru_cache(maxsize=512)
def _drawn(name: str, color: str, size: int, ratio: float) -> QPixmap:
    shape, is_coloured = _shape(name, round(size * ratio))
    drawn = QPixmap(shape)
    if not is_coloured:
        painter = QPainter(drawn)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(drawn.rect(), theme.color(color))
        painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=512)
def _shape(name: str, side: int) -> tuple[QPixmap, bool]:
    """The picture as it is in the file, which is read once for all colours; and whether it has its own."""
    source = (paths.RESOURCES / "icons" / f"{name}.svg").read_bytes()
    shape = QPixmap(side, side)
    shape.fill(Qt.GlobalColor.transparent)
    painter = QPainter(shape)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(shape.rect()))
    painter.end()
    return shape, b'fill="' in source
