"""A refused entry: the reason stands in the dialog; nothing is swallowed when the dialog is gone."""

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget

from povdesk.domain.errors import InvalidInput
from povdesk.ui import messages
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.labels import label
from povdesk.ui.widgets.refusal import refuse

pytestmark = pytest.mark.gui

NO = InvalidInput("Trùng mã hộ.", "Chọn mã khác.")


@pytest.fixture
def asked(qtbot):
    """A page, and in a dialog over it whose verb was pressed the label for the reason, and the verb."""
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    dialog = Dialog("Nhập gói quy định", page)
    said = label("", "", dialog)
    said.hide()
    verb = dialog.add_button("Nhập", lambda: None, kind="primary")
    dialog.open()
    verb.setEnabled(False)
    return page, said, verb


def test_the_reason_is_shown_and_the_verb_is_free_again(asked):
    page, said, verb = asked

    refuse(said, verb, NO)

    assert said.isVisible() and said.text() == "Trùng mã hộ. Chọn mã khác."
    assert verb.isEnabled() and page.findChildren(Dialog) == [said.window()]


def test_a_reason_that_comes_after_the_dialog_was_closed_is_still_told(asked, monkeypatch):
    _page, said, verb = asked
    told = []
    monkeypatch.setattr(messages, "show_error", lambda owner, error: told.append((owner, error)))
    shiboken6.delete(said.window())

    refuse(said, verb, NO)

    assert told == [(None, NO)]
