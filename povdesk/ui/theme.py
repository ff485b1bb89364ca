"""Colours, type sizes and measures of the design system; one light look on every computer."""

import enum
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from povdesk import paths

INK, INK2, INK3 = "#1B2430", "#4A5667", "#5F6B7C"
BORDER, LINE = "#7C8A9C", "#DDE3EA"
APP, SURFACE, NAVIGATION, NAVIGATION_INK = "#F3F5F8", "#FFFFFF", "#EAEEF3", "#2B3646"
ACCENT, ACCENT_DARK, ACCENT_TINT = "#0F5CA6", "#0B4780", "#E7F0FA"
OK, OK_TINT = "#12704A", "#E5F4EC"
WARN, WARN_TINT = "#8A5200", "#FFF3DB"
DANGER, DANGER_TINT = "#B3261E", "#FCE9E7"
NEUTRAL_TINT = "#E3E8EE"
BAR_OK, BAR_COURSE, BAR_ATTENTION, BAR_LATE, BAR_TRACK = "#1E7F57", "#2F6FB0", "#B36B00", "#B3261E", "#E3E8EE"
HEAT = "#F0B46A"
READ_ONLY = "#EEF1F5"

PAGE_MARGIN, CARD_GAP, CARD_PADDING = 16, 12, 16
HEADER, HEADER_SHORT, ROSTER_ROW, TABLE_HEADER = 52, 40, 32, 28
NAVIGATION_ROW, NAVIGATION_WIDTH, NAVIGATION_ICONS, STATUS_BAR, MESSAGE_LINE = 34, 208, 52, 26, 20
NARROW, SHORT = 1200, 640
"""Below this width the navigation shows icons only; below this height headers shrink."""

BODY_FAMILY, BUNDLED_FAMILY = "Segoe UI", "Open Sans"


class TextSize(enum.Enum):
    """The officer's choice, kept with the window's habits; the value is what is written in the file."""

    NORMAL = "normal"
    LARGE = "large"
    VERY_LARGE = "very_large"

    @property
    def scale(self) -> float:
        return {TextSize.NORMAL: 1.0, TextSize.LARGE: 1.15, TextSize.VERY_LARGE: 1.3}[self]

    @property
    def words(self) -> str:
        return {TextSize.NORMAL: "Vừa", TextSize.LARGE: "Lớn", TextSize.VERY_LARGE: "Rất lớn"}[self]

    def step(self, by: int) -> "TextSize":
        """The next larger or smaller size; stays at the ends."""
        sizes = list(TextSize)
        return sizes[min(max(sizes.index(self) + by, 0), len(sizes) - 1)]


class Tone(enum.Enum):
    """What a chip, a message or a number says; colour only repeats the word and the sign."""

    NEUTRAL = "neutral"
    INFO = "info"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"

    @property
    def ink(self) -> str:
        return {
            Tone.NEUTRAL: INK2,
            Tone.INFO: ACCENT_DARK,
            Tone.OK: OK,
            Tone.WARN: WARN,
            Tone.DANGER: DANGER,
        }[self]

    @property
    def tint(self) -> str:
        return {
            Tone.NEUTRAL: NEUTRAL_TINT,
            Tone.INFO: ACCENT_TINT,
            Tone.OK: OK_TINT,
            Tone.WARN: WARN_TINT,
            Tone.DANGER: DANGER_TINT,
        }[self]


_size = TextSize.NORMAL


def text_size() -> TextSize:
    """The size in use."""
    return _size


def px(pixels: float) -> int:
    """A measure that grows with the text size."""
    return round(pixels * _size.scale)


@cache
def color(value: str) -> QColor:
    """A token as QColor; shared, never changed."""
    return QColor(value)


def font(pixels: float = 13, *, semibold: bool = False) -> QFont:
    """A font for painting, in the present text size."""
    made = QFont(QApplication.font())
    made.setPixelSize(px(pixels))
    if semibold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def apply(application: QApplication, size: TextSize = TextSize.NORMAL) -> None:
    """Give the program its one look, before any window is made."""
    application.setStyle(QStyleFactory.create("Fusion"))
    application.styleHints().setColorScheme(Qt.ColorScheme.Light)
    application.setPalette(_palette())
    set_text_size(application, size)


def set_text_size(application: QApplication, size: TextSize) -> None:
    """Change the text size of all windows at once."""
    from .stylesheet import stylesheet

    global _size
    _size = size
    body = QFont(_family())
    body.setPixelSize(px(13))
    application.setFont(body)
    application.setStyleSheet(stylesheet(px))


def mark(widget, name: str, value: object) -> None:  # type: ignore[no-untyped-def]
    """Set a property the style sheet looks at, and let the widget take its new look."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


@cache
def _family() -> str:
    """Segoe UI where Windows has it, else the bundled Open Sans; the font files are read only then."""
    if QFontDatabase.hasFamily(BODY_FAMILY):
        return BODY_FAMILY
    for file in sorted((paths.RESOURCES / "fonts" / "open-sans").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    return BUNDLED_FAMILY


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, token in {
        role.Window: APP,
        role.WindowText: INK,
        role.Base: SURFACE,
        role.AlternateBase: APP,
        role.Text: INK,
        role.Button: SURFACE,
        role.ButtonText: INK,
        role.BrightText: SURFACE,
        role.ToolTipBase: INK,
        role.ToolTipText: SURFACE,
        role.PlaceholderText: INK3,
        role.Highlight: ACCENT_TINT,
        role.HighlightedText: INK,
        role.Link: ACCENT,
        role.LinkVisited: ACCENT,
        role.Accent: ACCENT,
        role.Light: SURFACE,
        role.Midlight: LINE,
        role.Mid: LINE,
        role.Dark: BORDER,
        role.Shadow: BORDER,
    }.items():
        palette.setColor(which, QColor(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(INK3))
    return palette
