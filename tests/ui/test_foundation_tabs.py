"""A row of tabs: buttons at its right end belong to the page, not to the tabs."""

import pytest

from povdesk.ui.widgets.labels import button
from povdesk.ui.widgets.tabs import Tabs

pytestmark = pytest.mark.gui


def test_buttons_at_the_right_end_are_not_counted_as_tabs(qtbot):
    tabs = Tabs(["Hộ và nhân khẩu", "Phiếu B1"])
    qtbot.addWidget(tabs)
    tabs.add_action(button("Hoàn tác", parent=tabs))

    assert tabs.count() == 2
