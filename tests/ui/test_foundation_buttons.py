"""Buttons: Enter presses the one that has the focus, and no other."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from povdesk.ui.widgets.labels import button

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_with_the_focus_on_any_page(qtbot, key):
    pressed = []
    page = QWidget()
    row = QHBoxLayout(page)
    field = QLineEdit(page)
    go_on = button("Tiếp tục", lambda: pressed.append("Tiếp tục"), kind="primary", parent=page)
    back = button("Quay lại", lambda: pressed.append("Quay lại"), parent=page)
    for widget in (field, go_on, back):
        row.addWidget(widget)
    qtbot.addWidget(page)
    page.show()

    qtbot.keyClick(field, key)
    assert pressed == []
    go_on.setFocus()
    qtbot.keyClick(go_on, key)
    assert pressed == ["Tiếp tục"]
