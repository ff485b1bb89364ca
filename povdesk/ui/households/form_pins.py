"""Pinned fields: what stays the same through a batch of paper forms is put into each form not begun."""

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from .. import icons, theme
from ..habits import Habits

ETHNIC_GROUP = "ethnic_group"
PINNABLE = ("hamlet_id", "reviewed_on", "reviewer", "area", ETHNIC_GROUP)
_HABIT = "form_pins"
_AT_FIRST = ["hamlet_id", "reviewed_on", "reviewer", ETHNIC_GROUP]


class Pins(QObject):
    """Which fields are pinned is a habit of this computer; their values live as long as the window.

    changed: another field is pinned or let go.
    """

    changed = Signal()

    def __init__(self, habits: Habits, parent: QObject) -> None:
        super().__init__(parent)
        self._habits = habits
        self._pinned = {code for code in habits.get(_HABIT, _AT_FIRST) if code in PINNABLE}
        self._values: dict[str, Any] = {}

    def is_pinned(self, code: str) -> bool:
        return code in self._pinned

    def set_pinned(self, code: str, pinned: bool) -> None:
        """Pin a field or let it go."""
        if code not in PINNABLE or pinned == self.is_pinned(code):
            return
        self._pinned = self._pinned | {code} if pinned else self._pinned - {code}
        self._habits.put(_HABIT, sorted(self._pinned))
        self.changed.emit()

    def keep(self, values: dict[str, Any]) -> None:
        """What the form in front says; empty values pin nothing."""
        self._values.update({code: value for code, value in values.items() if value not in ("", None)})

    def values(self) -> dict[str, Any]:
        """The pinned fields that have a value."""
        return {code: value for code, value in self._values.items() if code in self._pinned}


class PinButton(QPushButton):
    """A small pin beside a field's label; the key is Ctrl+L, so Tab passes over it."""

    def __init__(self, pins: Pins, code: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pins, self._code = pins, code
        self.setProperty("kind", "pin")
        self.setObjectName(f"pin-{code}")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setIcon(icons.icon("pin", theme.INK3, checked=theme.ACCENT))
        self.setFixedSize(theme.px(22), theme.px(18))
        self.setAccessibleName(f"Ghim {title}")
        self.toggled.connect(lambda on: pins.set_pinned(code, on))
        pins.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        pinned = self._pins.is_pinned(self._code)
        self.setChecked(pinned)
        self.setToolTip(
            "Đã ghim: phiếu chưa nhập lấy sẵn giá trị này. Bấm hoặc Ctrl+L để bỏ ghim."
            if pinned
            else "Ghim để phiếu sau lấy sẵn giá trị này (Ctrl+L)."
        )
