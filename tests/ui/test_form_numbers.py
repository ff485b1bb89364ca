"""Identity numbers in the household form: masked until they are needed, and who looked is written down."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from povdesk.domain.household import HEAD, Household, Member, MemberFacts, YesNo
from povdesk.storage import history, households, privacy
from povdesk.storage.tables import review, review_member
from povdesk.ui.households.form_roster import RosterPart
from tests.storage.people import STANDARD, keep, make_person

pytestmark = pytest.mark.gui

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
NUMBER = "051080004321"
CARD = "DK2515112345678"


@pytest.fixture
def form(make_driver, form_commune):
    facts = MemberFacts(health_insurance=YesNo.YES, insurance_number=CARD)
    head = Member(replace(make_person("Hồ Văn Đào"), id_number=NUMBER), HEAD, facts=facts)
    child = Member(replace(make_person("Hồ Thị Mận", born="2005"), id_number="051305000777"), "child")
    family = keep(form_commune, Household(hamlet_id=1, members=(head, child)))
    with form_commune.writing() as act:
        act.insert(review, {"round_id": 1, "household_id": family.id, "standard_id": STANDARD})
        card = {"review_id": 1, "person_id": family.members[0].person.id, "insurance_number": CARD}
        act.insert(review_member, {**card, "health_insurance": "yes"})
        act.describe("Ghi phiếu", "household")
    driver = make_driver()
    driver.page.show_target(household_id=family.id)
    driver.settle()
    driver.family = family
    return driver


def roster(form):
    return form.page.findChild(RosterPart)


def shown(form, key="id_number"):
    model = roster(form)._model
    place = [column.key for column in model.columns].index(key)
    return [model.index(row, place).data() for row in range(model.count())]


def looks(form):
    with form.database.reading() as connection:
        return [one.action for one in history.entries(connection) if one.action.startswith(privacy.VIEWED)]


def test_only_the_last_four_digits_are_seen_and_nothing_is_noted(form):
    assert shown(form) == ["•••4321", "•••0777"]
    assert looks(form) == []


def test_a_card_number_is_masked_alike_in_the_table_and_below_it(form):
    assert shown(form, "insurance_number") == ["•••5678", ""]
    card = form.detail("insurance_number")
    assert (card.line().text(), card.value()) == ("•••5678", CARD)
    seen = [made.text() for kind in (QLabel, QLineEdit) for made in form.page.findChildren(kind)]
    assert not [words for words in seen if CARD in words or NUMBER in words]


def test_passing_through_the_card_number_shows_nothing_and_a_click_shows_and_notes_it(form):
    card = form.detail("insurance_number")
    card.line().setFocus()
    QTest.keyClick(card.line(), Qt.Key.Key_Return)
    form.settle()
    assert card.line().text() == "•••5678" and looks(form) == []

    QTest.mouseClick(card.line(), Qt.MouseButton.LeftButton)
    form.settle()
    assert card.line().text() == CARD and looks(form) == [privacy.VIEWED]


def test_a_card_number_typed_over_a_masked_one_is_the_one_that_is_kept(form):
    card = form.detail("insurance_number")
    card.line().setFocus()
    card.line().selectAll()
    QTest.keyClicks(card.line(), "HN1234567890123")
    QTest.keyClick(card.line(), Qt.Key.Key_Return)
    form.settle()
    assert card.line().text() == "HN1234567890123", "what is just typed stays readable"
    form.save()
    assert form.stored(form.family.id).household.members[0].facts.insurance_number == "HN1234567890123"


def test_saving_without_a_look_keeps_the_whole_card_number(form):
    form.field("address").setFocus()
    form.type("Tổ 5")
    form.save()
    assert form.stored(form.family.id).household.members[0].facts.insurance_number == CARD
    assert looks(form) == []


def test_ctrl_shift_h_shows_all_numbers_and_leaves_one_line(form):
    part = roster(form)
    part._view.setFocus()
    QTest.keyClick(part._view, Qt.Key.Key_H, CTRL_SHIFT)
    form.settle()
    assert shown(form) == ["051 080 004321", "051 305 000777"]
    assert shown(form, "insurance_number")[0] == form.detail("insurance_number").line().text() == CARD
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
