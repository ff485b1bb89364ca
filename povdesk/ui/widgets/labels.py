"""Labels and buttons in the roles of the design system."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from .. import icons, theme


def label(text: str = "", role: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """A label; role: title, formTitle, cardTitle, strong, kpi, caption, hint, group or nothing for body."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the whole text is its tip."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)

    def whole(self) -> str:
        """The text without the dots."""
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = text
        self.setToolTip(text)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width() - 2, 0)
        )
        super().setText(shown)


def set_tone(widget: QLabel, tone: theme.Tone | None) -> None:
    """Colour a label's text; the words must say the same."""
    theme.mark(widget, "tone", tone.value if tone else "")


class _Button(QPushButton):
    """Qt presses a focused button with Enter only where a default button may be; here everywhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


def button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    icon: str = "",
    kind: str = "",
    key: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A button. kind: primary, danger, link, filter or nothing. key: shown after the text ("F8").

    Never a default button: Enter presses it only when it has the focus.
    """
    made = _Button(f"{text}  {key}" if key else text, parent)
    made.setAutoDefault(False)
    made.setDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        color = {"primary": theme.SURFACE, "link": theme.ACCENT, "danger": theme.DANGER}.get(kind, theme.INK2)
        made.setIcon(icons.icon(icon, color))
        made.setIconSize(QSize(theme.px(18), theme.px(18)))
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made
