"""Identity numbers in the household form: masked until they are needed, and who looked is written down."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from povdesk.domain.household import HEAD, Household, Member
from povdesk.storage import history, households, privacy
from povdesk.ui.households.form_roster import RosterPart
from tests.storage.people import keep, make_person

pytestmark = pytest.mark.gui

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
NUMBER = "051080004321"


@pytest.fixture
def form(make_driver, form_commune):
    head = Member(replace(make_person("Hồ Văn Đào"), id_number=NUMBER), HEAD)
    child = Member(replace(make_person("Hồ Thị Mận", born="2005"), id_number="051305000777"), "child")
    family = keep(form_commune, Household(hamlet_id=1, members=(head, child)))
    driver = make_driver()
    driver.page.show_target(household_id=family.id)
    driver.settle()
    driver.family = family
    return driver


def roster(form):
    return form.page.findChild(RosterPart)


def shown(form):
    model = roster(form)._model
    place = [column.key for column in model.columns].index("id_number")
    return [model.index(row, place).data() for row in range(model.count())]


def looks(form):
    with form.database.reading() as connection:
        return [one.action for one in history.entries(connection) if one.action.startswith(privacy.VIEWED)]


def test_only_the_last_four_digits_are_seen_and_nothing_is_noted(form):
    assert shown(form) == ["•••4321", "•••0777"]
    assert looks(form) == []


def test_ctrl_shift_h_shows_all_numbers_and_leaves_one_line(form):
    part = roster(form)
    part._view.setFocus()
    QTest.keyClick(part._view, Qt.Key.Key_H, CTRL_SHIFT)
    form.settle()
    assert shown(form) == ["051 080 004321", "051 305 000777"]
    QTest.keyClick(part._view, Qt.Key.Key_H, CTRL_SHIFT)
    QTest.keyClick(part._view, Qt.Key.Key_H, CTRL_SHIFT)
    form.settle()

    assert looks(form) == [f"{privacy.VIEWED} của 2 người"]


def test_editing_a_number_shows_it_and_what_is_typed_stays_readable(form):
    part = roster(form)
    part.go_to(0, "id_number")
    QTest.keyClick(part._view, Qt.Key.Key_F2)
    editor = part._view.indexWidget(part._view.currentIndex())
    assert editor.text() == "051 080 004321"
    editor.selectAll()
    QTest.keyClicks(editor, "051080009999")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    form.settle()

    assert shown(form) == ["051 080 009999", "•••0777"]
    assert looks(form) == [privacy.VIEWED]
    QTest.keyClick(form.page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    form.settle()
    with form.database.reading() as connection:
        kept = households.get(connection, form.family.id)
    assert kept.members[0].person.id_number == "051080009999"
