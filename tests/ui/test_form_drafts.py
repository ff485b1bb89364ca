"""The household form keeps what is typed as a draft; a power cut costs at most the field being typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from povdesk.storage import drafts
from tests.storage.people import make_household

from .form_driver import registered

pytestmark = pytest.mark.gui
Key = Qt.Key


def test_leaving_a_field_keeps_a_draft_and_says_so(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    driver.field("address").setFocus()
    driver.type("Tổ 5")
    driver.press(Key.Key_Return)
    driver.settle()

    household, _review = drafts.form_from_json(driver.draft(driver.stored(key).household.uid).payload)
    assert household.address == "Tổ 5"
    assert any(words.startswith("Đã lưu nháp") and "mất điện vẫn còn" in words for words in driver.said)


def test_reopening_offers_the_draft_quietly_and_takes_it(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    first = make_driver()
    first.open(key)
    first.field("address").setFocus()
    first.type("Tổ 5")
    first.press(Key.Key_Return)
    first.settle()

    second = make_driver()
    second.open(key)
    assert second.banner().isVisible()
    assert second.field("address").value() == ""
    second.button("Tiếp tục").click()
    assert second.field("address").value() == "Tổ 5"
    second.save()
    assert second.draft(second.stored(key).household.uid) is None
    assert not second.banner().isVisible()


def test_a_draft_that_is_not_wanted_is_forgotten(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    first = make_driver()
    first.open(key)
    first.field("address").setFocus()
    first.type("Tổ 5")
    first.press(Key.Key_Return)
    first.settle()

    second = make_driver()
    second.open(key)
    second.button("Bỏ").click()
    second.settle()
    assert second.draft(second.stored(key).household.uid) is None


def test_after_a_normal_save_there_is_no_banner(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    driver.field("address").setFocus()
    driver.type("Tổ 5")
    driver.save()
    QTest.qWait(50)
    driver.settle()
    again = make_driver()
    again.open(key)

    assert not again.banner().isVisible()


def test_escape_goes_back_to_the_list_and_keeps_the_draft(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    driver.field("address").setFocus()
    driver.type("Tổ 7")
    driver.key(Key.Key_Escape)
    driver.page.may_leave(lambda: None)
    driver.settle()

    assert driver.opened == ["households"]
    assert driver.draft(driver.stored(key).household.uid) is not None
