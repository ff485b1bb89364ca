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
    source = (paths.RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    if 'fill="' not in source:
        source = source.replace("<svg ", f'<svg fill="{color}" ', 1)
    renderer = QSvgRenderer(QByteArray(source.encode("utf-8")))
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
