"""What happens to copies by itself: ages in the status bar, one question for a known stick, wrong clocks."""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from povdesk.domain.errors import DatabaseDamaged, StorageUnavailable
from povdesk.storage import drafts
from povdesk.storage import places as disks
from povdesk.storage.backup import copies, keys, places, sticks
from povdesk.storage.backup.making import make
from povdesk.storage.database import open_database
from povdesk.storage.tables import hamlet, household
from povdesk.ui.backup import ages, jobs, keeping
from povdesk.ui.backup.find_copy_dialog import FindCopyDialog
from povdesk.ui.desk import Desk
from povdesk.ui.fault_screen import FaultScreen
from povdesk.ui.habits import Habits
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.table import ListView
from povdesk.ui.widgets.toast import Toast
from povdesk.ui.worker import Worker
from tests.storage.backup.samples import a_database, a_key

pytestmark = pytest.mark.gui


NOW = datetime.now().astimezone()


class Today(date):
    """The day on which these tests began, although midnight may come meanwhile."""

    @classmethod
    def today(cls) -> date:
        return NOW.date()


def days_ago(days: int) -> datetime:
    """By the calendar, also where the clock was put on or back since."""
    return (NOW.replace(tzinfo=None) - timedelta(days=days)).astimezone()


@pytest.fixture
def path(data_folder: Path) -> Path:
    database = a_database(data_folder / "povdesk.db")
    office, _code = a_key()
    with database.writing() as act:
        keys.save_office_key(act, office)
    database.close()
    return database.path


@pytest.fixture
def office(qtbot, path, monkeypatch):
    """A window with its keeper; the sticks a test plugs in are handed to it."""
    monkeypatch.setattr(disks, "sticks", lambda *_disks: ())
    monkeypatch.setattr(disks, "second_disk", lambda *_asked: None)
    monkeypatch.setattr(keeping, "date", Today)
    roomy = shutil.disk_usage(path.parent)._replace(free=1 << 40)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: roomy)
    window, worker = QWidget(), Worker()
    qtbot.addWidget(window)
    window.resize(1000, 600)
    window.show()
    desk = Desk(worker, Habits(path.parent), path.parent)
    desk.said = []
    desk.say_more = lambda text, late=False: desk.said.append((text, late))
    worker.open(worker, lambda: open_database(path), lambda _database: None)
    made = []

    def begin(**known):
        made.append(keeping.begin(window, desk, **{"was_cut": False, **known}))
        settle(qtbot, worker)
        return made[-1]

    yield begin, window, desk
    for keeper in made:
        keeper.stop()
    worker.close()
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, Dialog):
            dialog.reject()


def settle(qtbot, worker):
    for _ in range(3):
        qtbot.waitUntil(lambda: not worker.is_busy(), timeout=10_000)
        qtbot.wait(30)


def stick_copy(path: Path, stick: Path, at: datetime) -> str:
    database = open_database(path, lambda: at)
    with database.reading() as connection:
        key = keys.office_key(connection)
    copy = make(database, sticks.folder_on(stick), key=key)
    database.close()
    return copy.stick


def toasts(window):
    return [made for made in window.findChildren(Toast) if made.isVisible()]


def press(widget, words):
    next(made for made in widget.findChildren(QPushButton) if made.text().startswith(words)).click()


def texts(widget):
    return " ".join(made.text() for made in widget.findChildren(QLabel))


def dialogs():
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()]


def test_the_status_bar_tells_the_age_of_each_place_and_turns_red_after_a_week(office, path, tmp_path):
    stick_copy(path, tmp_path / "một", days_ago(9))
    stick_copy(path, tmp_path / "hai", days_ago(8))
    begin, _window, desk = office
    begin()

    words, late = desk.said[-1]
    assert words == "Sao lưu: trong máy chưa có, USB A 9 ngày trước, USB B 8 ngày trước"
    assert late


@pytest.mark.parametrize(("days", "red"), [(0, False), (6, False), (7, True)])
def test_a_new_register_is_calm_and_turns_red_a_week_after_the_first_household(office, path, days, red):
    database = open_database(path, lambda: days_ago(days))
    with database.writing() as act:
        act.describe("Thêm hộ mới", "household")
        act.insert(household, {"code": "TL-01-002", "hamlet_id": 1})
    database.close()
    begin, _window, desk = office
    begin()

    assert desk.said[-1] == ("Sao lưu: trong máy chưa có, USB chưa có", red)


def test_a_known_stick_is_asked_for_once_and_copied_to_with_one_click(qtbot, office, path, tmp_path):
    uid = stick_copy(path, tmp_path / "usb", days_ago(14))
    begin, window, desk = office
    keeper = begin()
    keeper.sticks_changed({uid: tmp_path / "usb" / "PovDesk"})
    settle(qtbot, desk.worker)
    (bar,) = toasts(window)
    assert "Đã cắm USB A" in bar.text() and "14 ngày trước" in bar.text()
    press(bar, "Sao lưu ra USB A")
    settle(qtbot, desk.worker)

    assert "Rút an toàn" in texts(dialogs()[-1])
    assert len(copies.in_folder(tmp_path / "usb" / "PovDesk")) == 2
    keeper.sticks_changed({})
    keeper.sticks_changed({uid: tmp_path / "usb" / "PovDesk"})
    settle(qtbot, desk.worker)
    assert not toasts(window)


def test_a_stick_with_todays_copy_and_a_strange_stick_ask_nothing(qtbot, office, path, tmp_path):
    uid = stick_copy(path, tmp_path / "usb", NOW)
    begin, window, desk = office
    keeper = begin()
    keeper.sticks_changed({uid: tmp_path / "usb" / "PovDesk", "f" * 32: tmp_path / "lạ"})
    settle(qtbot, desk.worker)

    assert not toasts(window) and not dialogs()


def test_a_stick_whose_newest_copy_reads_back_wrong_is_named(qtbot, office, path, tmp_path):
    uid = stick_copy(path, tmp_path / "usb", NOW)
    (copy,) = (tmp_path / "usb" / "PovDesk").glob("*.pvbak")
    data = bytearray(copy.read_bytes())
    data[len(data) // 2] ^= 1
    copy.write_bytes(bytes(data))
    begin, _window, desk = office
    keeper = begin()
    keeper.sticks_changed({uid: copy.parent})
    settle(qtbot, desk.worker)

    assert "đọc lại không đúng" in texts(dialogs()[-1])


def test_every_half_hour_only_what_changed_is_copied(qtbot, office, path):
    begin, _window, desk = office
    keeper = begin()
    for name in ("Trà Biếc", "", "Trà Mây"):
        if name:

            def rename(act, name=name):
                act.describe("Sửa tên thôn")
                act.update(hamlet, 1, {"name": name})

            desk.worker.write(keeper, rename)
            settle(qtbot, desk.worker)
        keeper.copy_now()
        settle(qtbot, desk.worker)

    assert len(copies.in_folder(places.local_folder(path))) == 2


def test_a_wrong_clock_is_said_once_at_the_start(office, path):
    ahead = open_database(path, lambda: NOW + timedelta(days=2))
    with ahead.writing() as act:
        act.describe("Sửa tên thôn")
        act.update(hamlet, 1, {"name": "Trà Mai"})
    ahead.close()
    begin, _window, _desk = office
    begin()

    assert "Đồng hồ của máy có thể sai" in texts(dialogs()[-1])


def test_after_a_cut_the_officer_hears_that_nothing_was_lost(office):
    begin, window, _desk = office
    begin(was_cut=True)

    assert "tắt không đúng cách" in toasts(window)[-1].text()
    assert "dữ liệu lành lặn" in toasts(window)[-1].text()


def test_after_a_cut_what_was_being_typed_is_one_press_away(office, path):
    database = open_database(path)
    with database.writing() as act:
        act.describe("Gõ dở")
        drafts.put(act, drafts.FORM, drafts.form_key(None, ""), "{}", title="Hồ Thị Mận")
    database.close()
    begin, window, desk = office
    opened = []
    desk.open = lambda place, **target: opened.append((place, target))
    begin(was_cut=True)

    press(toasts(window)[-1], "Mở phần đang nhập dở")
    assert opened == [("household", {"head_name": ""})]


def test_at_the_end_the_days_work_is_copied(path):
    keeping.at_exit(path.parent, is_sample=False)

    assert len(copies.in_folder(places.local_folder(path))) == 1


def test_the_copy_to_restore_is_chosen_from_what_is_plugged_in(qtbot, path, tmp_path, monkeypatch):
    stick_copy(path, tmp_path / "usb", NOW)
    database = open_database(path)
    make(database, places.local_folder(path))
    database.close()
    roots: list[Path] = []
    monkeypatch.setattr(disks, "sticks", lambda *_disks: tuple(roots))
    monkeypatch.setattr(disks, "second_disk", lambda *_asked: None)
    assert [found.place for found in jobs.finding(path.parent)] == ["Trong máy này"]
    roots.append(tmp_path / "usb")
    parent, chosen = QWidget(), []
    qtbot.addWidget(parent)
    dialog = FindCopyDialog(parent, path.parent, chosen.append)
    dialog.open()
    rows = dialog.findChild(ListView).list_model().rows
    qtbot.waitUntil(lambda: len(rows()) == 2, timeout=5_000)
    assert {row.place for row in rows()} == {"Trong máy này", f"USB ({tmp_path / 'usb'})"}
    press(dialog, "Tiếp tục")

    assert len(chosen) == 1 and chosen[0].suffix == ".pvbak"


@pytest.mark.parametrize(
    ("error", "first"),
    [
        (DatabaseDamaged("Tệp dữ liệu bị hỏng."), "Phục hồi từ bản sao lưu…"),
        (StorageUnavailable("Không thấy tệp dữ liệu."), "Phục hồi từ bản sao lưu…"),
        (disks.RefusedPlace("Thư mục này ở trên mạng."), "Mở dữ liệu ở thư mục khác…"),
    ],
)
def test_damaged_or_missing_data_lead_to_the_copies_and_never_to_an_empty_register(
    qtbot, tmp_path, error, first
):
    screen = FaultScreen(error, tmp_path)
    qtbot.addWidget(screen)
    words = [made.text() for made in screen.findChildren(QPushButton)]
    screen.show_set_aside(tmp_path / "du-lieu-hong-1")

    assert words[0] == first and not [each for each in words if "Bắt đầu" in each or "Tạo" in each]
    assert "du-lieu-hong-1" in texts(screen)


def test_the_room_on_a_stick_is_said_as_windows_says_it():
    assert ages.room(55_062_000_000) == "51,3 GB"
    assert ages.room(640 * 1024 * 1024) == "640 MB"
