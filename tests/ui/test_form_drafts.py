"""The household form keeps what is typed as a draft; a power cut costs at most the field being typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from povdesk.domain.officer import Officer, Role
from povdesk.storage import drafts, officers
from tests.storage.people import make_household

from .form_driver import registered

pytestmark = pytest.mark.gui
Key = Qt.Key
ROOT = Path(__file__).resolve().parents[2]


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
    assert any(words.startswith("Đã lưu nháp") and "mất điện vẫn còn" in words for words in driver.kept)


def test_who_may_only_look_is_not_told_that_a_draft_was_kept(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    with form_commune.writing() as act:
        looking = officers.save(act, Officer("Phạm Thị Na", "CT", Role.VIEW))
    form_commune.sign_in(looking)
    driver = make_driver()
    driver.open(key)
    driver.field("address").setFocus()
    driver.type("Tổ 5")
    driver.press(Key.Key_Return)
    driver.settle()
    form_commune.sign_in(None)

    assert driver.draft(driver.stored(key).household.uid) is None
    assert driver.kept == []


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


def test_saving_before_the_offer_is_answered_loses_nothing(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    first = make_driver()
    first.open(key)
    first.field("address").setFocus()
    first.type("Tổ 5")
    first.press(Key.Key_Return)
    first.settle()

    second = make_driver()
    second.open(key)
    second.save()
    assert second.banner().isVisible()
    assert not second.field("address").isEnabled()
    assert second.draft(second.stored(key).household.uid) is not None
    second.button("Tiếp tục").click()
    assert second.field("address").isEnabled()
    second.save()
    assert second.stored(key).household.address == "Tổ 5"


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


# ---- a power cut


@pytest.fixture
def killed(data_folder, form_commune):
    """Types in another process and kills it the moment it has typed."""

    def run(*arguments: object) -> None:
        command = [sys.executable, "-m", "tests.ui.typing_process", str(data_folder), *map(str, arguments)]
        surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(
            command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            try:
                assert process.stdout is not None and process.stdout.readline().strip() == b"typed"
            finally:
                process.kill()

    return run


def test_killed_while_typing_reopening_offers_all_but_the_last_field(form_commune, make_driver, killed):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    killed(key)

    driver = make_driver()
    driver.open(key)
    assert driver.banner().isVisible()
    driver.button("Tiếp tục").click()
    assert driver.field("address").value() == "Tổ 4, xóm Nước"
    # The field being typed in is kept only when the typing stopped for two seconds, as a busy machine may.
    assert "091234".startswith(driver.field("phone").value())


def test_killed_after_a_save_there_is_nothing_to_offer(form_commune, make_driver, killed):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    killed(key, "save")

    driver = make_driver()
    driver.open(key)
    assert not driver.banner().isVisible()
    assert driver.field("address").value() == "Tổ 4, xóm Nước"


def test_only_looking_at_a_form_leaves_no_draft(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    driver.field("hamlet_id").setFocus()
    for _ in range(8):
        driver.press(Key.Key_Return)
    driver.page.may_leave(lambda: None)
    driver.settle()

    assert driver.draft(driver.stored(key).household.uid) is None
