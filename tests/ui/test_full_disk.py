"""A full disk: said once and as long as it lasts; nothing typed is lost, work goes on with room again."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from povdesk.domain.errors import DiskFull
from povdesk.domain.officer import Officer
from povdesk.storage import drafts
from povdesk.storage.database import Database
from povdesk.ui.habits import Habits
from povdesk.ui.main_window import MainWindow
from povdesk.ui.navigation import PageEntry
from povdesk.ui.sign_in.box import SignInBox
from povdesk.ui.widgets.disk_strip import DiskStrip, words_for
from povdesk.ui.widgets.page import Page
from povdesk.ui.worker import Worker
from tests.storage.people import make_household

from .form_driver import registered

pytestmark = pytest.mark.gui
Key = Qt.Key


class Disk:
    """Refuses every act while it is full, as SQLite does on a disk without room (tests/faults)."""

    def __init__(self) -> None:
        self.is_full = False
        self.refused = 0


@pytest.fixture
def disk(monkeypatch):
    made, really = Disk(), Database.writing

    @contextmanager
    def writing(self):
        if made.is_full:
            made.refused += 1
            raise DiskFull("Ổ đĩa đã đầy nên chưa lưu được.", "Xóa bớt tệp khác rồi lưu lại.")
        with really(self) as act:
            yield act

    monkeypatch.setattr(Database, "writing", writing)
    return made


def type_address(driver, words):
    driver.field("address").setFocus()
    driver.type(words)
    driver.press(Key.Key_Return)
    driver.settle()


def test_typing_on_a_full_disk_raises_no_box_at_every_field(disk, form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    disk.is_full = True
    type_address(driver, "Tổ 5")
    driver.field("reviewer").setFocus()
    driver.type("Hồ Thị Nguồn")
    driver.press(Key.Key_Return)
    driver.settle()

    assert disk.refused >= 2 and driver.worker.disk_is_full
    assert driver.dialog() is None
    assert driver.field("address").value() == "Tổ 5"
    assert not any(words.startswith("Đã lưu nháp") for words in driver.kept)


def test_what_was_typed_is_offered_again_after_a_visit_to_another_household(disk, form_commune, make_driver):
    first = registered(form_commune, make_household("Hồ Văn Đào"))
    second = registered(form_commune, make_household("Hồ Thị Nguồn"))
    driver = make_driver()
    driver.open(first)
    disk.is_full = True
    type_address(driver, "Tổ 5")
    driver.open(second)
    assert not driver.banner().isVisible()
    driver.open(first)
    assert driver.banner().isVisible()
    driver.button("Tiếp tục").click()
    assert driver.field("address").value() == "Tổ 5"


def test_with_room_again_the_kept_text_is_written_by_itself(disk, form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    uid = driver.stored(key).household.uid
    disk.is_full = True
    type_address(driver, "Tổ 5")
    assert driver.draft(uid) is None
    disk.is_full = False
    driver.page._keeper._again.timeout.emit()
    driver.settle()

    household, _review = drafts.form_from_json(driver.draft(uid).payload)
    assert household.address == "Tổ 5"
    assert not driver.worker.disk_is_full
    driver.page._keeper._again.timeout.emit()
    assert not driver.page._keeper._again.isActive(), "nothing is left to be tried"


def test_with_room_again_an_older_text_is_not_written_over_the_newer_one(disk, form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    disk.is_full = True
    type_address(driver, "Tổ 5")
    disk.is_full = False
    driver.field("reviewer").setFocus()
    driver.type("Hồ Thị Nguồn")
    driver.press(Key.Key_Return)
    driver.settle()

    kept = driver.draft(driver.stored(key).household.uid)
    household, review = drafts.form_from_json(kept.payload)
    assert (household.address, review.reviewer) == ("Tổ 5", "Hồ Thị Nguồn")


def test_a_refused_save_says_why_once_and_succeeds_when_there_is_room(disk, form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    disk.is_full = True
    type_address(driver, "Tổ 5")
    driver.save()
    driver.dismiss()
    assert driver.dialog() is None
    assert driver.field("address").value() == "Tổ 5"
    disk.is_full = False
    driver.save()

    assert driver.stored(key).household.address == "Tổ 5"
    assert not driver.banner().isVisible(), "what was saved is not offered as half typed"
    assert not driver.worker.disk_is_full


@pytest.fixture
def window(qtbot, form_commune, data_folder):
    """The main window with one place, over a commune whose disk can be full."""
    worker = Worker(form_commune)
    made = MainWindow([PageEntry("one", "Sổ", "Một", "book", lambda desk: Page(desk, "Một"))], Habits(None))
    qtbot.addWidget(made)
    made.resize(1093, 558)
    made.show()
    made.start(worker, data_folder, is_sample=False)
    yield made
    worker.close()


def write(qtbot, window):
    """Some act that is saved or told."""
    worker = window.desk.worker
    worker.write(window, lambda act: act.describe("Thử"), None, lambda _error: None)
    qtbot.waitUntil(lambda: not worker.is_busy())


def test_the_strip_stays_until_a_write_works_again(qtbot, disk, window):
    strip = window.findChild(DiskStrip)
    assert not strip.isVisible()
    disk.is_full = True
    write(qtbot, window)
    assert strip.isVisible()
    window.desk.worker.read(window, lambda _connection: None, lambda _nothing: None)
    qtbot.waitUntil(lambda: not window.desk.worker.is_busy())
    assert strip.isVisible(), "reading proves nothing"
    disk.is_full = False
    write(qtbot, window)
    assert not strip.isVisible()


def test_half_typed_text_of_other_places_raises_no_box_either(qtbot, disk, window):
    disk.is_full = True
    window.desk.worker.typed(window, lambda _act: None)
    qtbot.waitUntil(lambda: not window.desk.worker.is_busy())
    assert window.findChild(DiskStrip).isVisible()
    assert QApplication.activeModalWidget() is None


def test_closing_on_a_full_disk_asks_first_and_never_without_need(qtbot, disk, window):
    gone = []
    window.when_ready_to_close(lambda: gone.append("at once"))
    assert gone == ["at once"]
    disk.is_full = True
    write(qtbot, window)
    window.when_ready_to_close(lambda: gone.append("asked"))
    assert gone == ["at once"]
    disk.is_full = False
    write(qtbot, window)
    window.when_ready_to_close(lambda: gone.append("saved"))
    assert gone == ["at once", "saved"]


def test_the_strip_names_the_disk_and_what_to_do():
    words = words_for(Path("/data"))
    assert words.startswith("Đĩa đầy") and "ổ đĩa chứa dữ liệu" in words and "lưu lại" in words


def test_who_cannot_sign_in_on_a_full_disk_may_try_again(qtbot, disk, form_commune):
    worker = Worker(form_commune)
    box = SignInBox(worker, [Officer("Hồ Thị Nguồn", id=1)])
    qtbot.addWidget(box)
    box.show()
    disk.is_full = True
    box.pin.setText("1234")
    box._on_go()
    qtbot.waitUntil(lambda: not worker.is_busy())

    assert box._go.isEnabled()
    assert any("đã đầy" in words for words in told(box))
    worker.close()


def told(box):
    """The sentences of the box in front, which is closed."""
    dialog = QApplication.activeModalWidget()
    words = [made.text() for made in dialog.findChildren(QLabel)]
    dialog.reject()
    return words
