"""Types as an officer does: posted key events that carry text (QTest.keyClicks aborts on "ồ")."""

import unicodedata

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_MARKS = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None, text: str = "") -> None:
    """One key down and up, delivered to the widget or, as Qt does, to an open popup list."""
    held = modifiers or Qt.KeyboardModifier.NoModifier
    popup = QApplication.activePopupWidget()
    target = (popup.focusWidget() or popup) if popup else (widget.focusProxy() or widget)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.postEvent(target, QKeyEvent(kind, key, held, text))
    QApplication.processEvents()


def type_vi(widget: QWidget, text: str) -> None:
    """Post the finished letters one by one."""
    for letter in text:
        press(widget, _key_of(letter), text=letter)


def type_unikey(widget: QWidget, text: str) -> None:
    """Type as UniKey does: the plain letters first, then Backspace and the composed letter.

    "Ân" arrives as A, Backspace, Â, n; "ồ" as o, Backspace, ô, Backspace, ồ.
    """
    for letter in text:
        grown = stages(letter)
        for place, stage in enumerate(grown):
            if place:
                press(widget, Qt.Key.Key_Backspace)
            press(widget, _key_of(stage), text=stage)


def stages(letter: str) -> list[str]:
    """How a composed letter grows: o, ô, ồ."""
    if letter in "đĐ":
        return ["d" if letter == "đ" else "D", letter]
    parts = unicodedata.normalize("NFD", letter)
    if len(parts) == 1:
        return [letter]
    shapes = [part for part in parts[1:] if part not in _MARKS]
    tones = [part for part in parts[1:] if part in _MARKS]
    grown = [parts[0]]
    for mark in shapes + tones:
        grown.append(unicodedata.normalize("NFC", grown[-1] + mark))
    return grown


def _key_of(letter: str) -> Qt.Key:
    plain = unicodedata.normalize("NFD", letter.upper())[0]
    if plain.isascii() and plain.isalnum():
        return Qt.Key(ord(plain))
    if letter == " ":
        return Qt.Key.Key_Space
    return Qt.Key.Key_unknown
