"""Sao lưu, phục hồi through the window: a key with its sheet, a copy on a stick, and the way back."""

import re
import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton

from povdesk.storage import places as disks
from povdesk.storage.backup import keys, places, reminder
from povdesk.storage.backup.making import make
from povdesk.storage.backup.verifying import verify
from povdesk.storage.database import open_database
from povdesk.storage.tables import commune_identity, hamlet, merged_commune
from povdesk.ui.backup import jobs, without_data
from povdesk.ui.backup.page import create
from povdesk.ui.desk import Desk
from povdesk.ui.first_run.page import FirstRunPage
from povdesk.ui.habits import Habits
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.table import ListView
from povdesk.ui.worker import Worker
from tests.storage.backup.samples import a_database, a_key

from .typing_vi import type_vi

pytestmark = pytest.mark.gui


@pytest.fixture
def path(data_folder: Path) -> Path:
    database = a_database(data_folder / "povdesk.db")
    with database.writing() as act:
        act.describe("Đặt tên xã")
        act.insert(commune_identity, {"name": "Suối Mẫu", "valid_from": act.today})
    database.close()
    return database.path


@pytest.fixture
def page(qtbot, path):
    worker = Worker()
    desk = Desk(worker, Habits(path.parent), path.parent)
    desk.reopened = []
    desk.open_folder = desk.reopened.append
    worker.open(worker, lambda: open_database(path), lambda _database: None)
    made = create(desk)
    qtbot.addWidget(made)
    made.resize(1158, 640)
    made.show()
    qtbot.waitUntil(lambda: made.is_loaded() and not worker.is_busy())
    yield made
    worker.close()


@pytest.fixture
def with_key(qtbot, page):
    office, code = a_key()
    page.desk.worker.write(page, lambda act: keys.save_office_key(act, office))
    settle(qtbot, page)
    return code


def settle(qtbot, page):
    qtbot.waitUntil(lambda: not page.desk.worker.is_busy(), timeout=10_000)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not page.desk.worker.is_busy(), timeout=10_000)


def rows(page):
    return page.findChild(ListView).list_model().rows()


def dialog():
    return next(
        made
        for made in reversed(QApplication.topLevelWidgets())
        if isinstance(made, Dialog) and made.isVisible()
    )


def press(widget, words):
    found = next(made for made in widget.findChildren(QPushButton) if made.text().startswith(words))
    assert found.isEnabled(), words
    found.click()


def texts(widget):
    return " ".join(made.text() for made in widget.findChildren(QLabel) if made.isVisibleTo(widget))


def close(widget):
    widget.reject()


def test_a_copy_that_is_being_made_can_be_stopped(qtbot, page, monkeypatch):
    """“Dừng” stood in the card that is switched off while a copy is made: it could not be pressed."""

    def until_stopped(_progress, cancelled):
        while not cancelled():
            threading.Event().wait(0.01)

    monkeypatch.setattr(jobs, "making", lambda *_asked: until_stopped)
    press(page, "Sao lưu trong máy")

    press(page, "Dừng")

    settle(qtbot, page)
    assert not rows(page)
    press(page, "Sao lưu trong máy")
    press(page, "Dừng")
    settle(qtbot, page)


def test_the_register_of_a_merged_commune_is_said_to_be_in_no_copy(qtbot, page, path):
    assert "xa-cu" not in texts(page)
    archive = path.parent / "xa-cu" / "tra-hiep" / "TH-7.pvbak"
    archive.parent.mkdir(parents=True)
    archive.write_bytes(b"PVBAK")
    row = {
        "database_uuid": "0" * 32,
        "name": "xã Trà Hiệp",
        "valid_from": date(2025, 7, 1),
        "merged_at": "2025-07-02T08:00:00+07:00",
        "archive_name": "tra-hiep/TH-7.pvbak",
    }
    page.desk.worker.write(page, lambda act: (act.describe("Gộp"), act.insert(merged_commune, row)))
    settle(qtbot, page)
    page.reload()
    settle(qtbot, page)

    assert "Sổ gốc của xã Trà Hiệp (thư mục xa-cu cạnh dữ liệu) không nằm trong bản sao lưu nào" in texts(
        page
    )


def test_one_click_makes_a_checked_copy_on_this_computer(qtbot, page, path):
    assert "Trong máy này: chưa có bản nào." in texts(page)
    press(page, "Sao lưu trong máy")
    settle(qtbot, page)

    assert "đã kiểm tra" in texts(dialog())
    close(dialog())
    assert [(row.header.seq, row.checked, row.place) for row in rows(page)] == [(1, True, "Trong máy này")]
    assert verify(rows(page)[0].path).opened
    # Midnight may come between the copy and the look at it.
    assert re.search(r"\((hôm nay|1 ngày trước)\), đã kiểm tra", texts(page))


def test_the_first_copy_for_a_stick_asks_for_a_key_and_has_the_sheet_read_back(qtbot, page):
    press(page, "Sao lưu ra USB")
    wizard = dialog()
    type_vi(wizard.passphrase, "suoi trong nui xanh")
    press(wizard, "Tạo khóa")
    settle(qtbot, page)
    code = wizard.recovery_code().split("-")
    press(wizard, "Lưu khóa")
    assert "chưa đúng" in texts(wizard)
    for box in wizard.groups:
        type_vi(box, code[int(box.accessibleName().split()[-1]) - 1].lower())
    press(wizard, "Lưu khóa")
    settle(qtbot, page)

    assert "Bản ra USB được mã hóa bằng khóa đặt ngày" in texts(page)


@pytest.mark.parametrize("typed", ["ngắn quá", "suối trong núi xanh"])
def test_a_passphrase_that_could_not_be_typed_elsewhere_is_refused_with_its_reason(qtbot, page, typed):
    press(page, "Đặt khóa")
    wizard = dialog()
    wizard.passphrase.setText(typed)
    press(wizard, "Tạo khóa")
    settle(qtbot, page)

    assert "Mật khẩu sao lưu" in texts(wizard) and wizard.recovery_code() == ""
    close(wizard)


def test_a_stick_copy_is_encrypted_checked_and_brought_back_after_the_name_is_typed(
    qtbot, page, with_key, path, tmp_path
):
    page.back_up_to(tmp_path / "usb")
    settle(qtbot, page)
    assert "Rút an toàn" in texts(dialog())
    close(dialog())
    (copy,) = (tmp_path / "usb" / "PovDesk").glob("*.pvbak")

    def rename(act):
        act.describe("Sửa tên thôn")
        act.update(hamlet, 1, {"name": "Trà Biếc"})

    page.desk.worker.write(page, rename)
    settle(qtbot, page)
    restoring = page.restore_from(copy)
    settle(qtbot, page)
    assert "lành lặn" in texts(restoring) and "Trong bản sao lưu" in texts(restoring)
    qtbot.keyClick(restoring.name, Qt.Key.Key_Return)
    assert "Chưa gõ tên xã" in texts(restoring)
    type_vi(restoring.name, "nham")
    press(restoring, "Phục hồi")
    assert "Tên xã chưa đúng" in texts(restoring)
    restoring.name.clear()
    type_vi(restoring.name, "suoi mau")
    # Enter after the name is the button.
    qtbot.keyClick(restoring.name, Qt.Key.Key_Return)
    settle(qtbot, page)

    assert page.desk.reopened == [path.parent]
    database = open_database(path)
    with database.reading() as connection:
        assert connection.execute(hamlet.select().order_by(hamlet.c.id)).first().name == "Trà Xanh"
    database.close()
    assert list(places.local_folder(path).glob("*.pvbak"))


def test_a_stick_that_was_used_before_is_one_click_away_and_its_age_is_shown(
    qtbot, page, with_key, tmp_path, monkeypatch
):
    monkeypatch.setattr(disks, "sticks", lambda *_disks: (tmp_path / "usb",))
    page.back_up_to(tmp_path / "usb")
    settle(qtbot, page)
    close(dialog())
    assert "USB A:" in texts(page) and "hai USB thay nhau" in texts(page)
    press(page, "Sao lưu ra USB A")
    settle(qtbot, page)
    assert "Rút an toàn" in texts(dialog())
    close(dialog())

    assert [(row.header.seq, row.place) for row in rows(page)] == [(2, "USB A"), (1, "USB A")]


def test_the_first_stick_is_chosen_from_those_plugged_in(qtbot, page, with_key, tmp_path, monkeypatch):
    monkeypatch.setattr(disks, "sticks", lambda *_disks: ())
    press(page, "Sao lưu ra USB")
    assert "Chưa thấy USB nào" in texts(dialog())
    close(dialog())
    (tmp_path / "usb").mkdir()
    monkeypatch.setattr(disks, "sticks", lambda *_disks: (tmp_path / "usb",))
    press(page, "Sao lưu ra USB")
    press(dialog(), str(tmp_path / "usb"))
    settle(qtbot, page)

    assert "đã mã hóa" in texts(dialog())
    close(dialog())


def test_a_restore_by_mistake_is_taken_back_with_one_button(qtbot, page, path):
    press(page, "Sao lưu trong máy")
    settle(qtbot, page)
    close(dialog())

    def rename(act):
        act.describe("Sửa tên thôn")
        act.update(hamlet, 1, {"name": "Trà Biếc"})

    page.desk.worker.write(page, rename)
    settle(qtbot, page)
    restoring = page.restore_from(rows(page)[0].path)
    settle(qtbot, page)
    type_vi(restoring.name, "suoi mau")
    press(restoring, "Phục hồi")
    settle(qtbot, page)
    page.reload()
    settle(qtbot, page)
    press(page, "Hoàn tác phục hồi")
    press(dialog(), "Hoàn tác phục hồi")
    settle(qtbot, page)

    database = open_database(path)
    with database.reading() as connection:
        assert connection.execute(hamlet.select().order_by(hamlet.c.id)).first().name == "Trà Biếc"
    database.close()


def test_a_lost_stick_is_reported_with_what_it_held(qtbot, page, with_key, tmp_path):
    page.back_up_to(tmp_path / "usb")
    settle(qtbot, page)
    close(dialog())
    press(page, "Báo cáo sự cố")
    settle(qtbot, page)
    lost = dialog()
    assert "không ai đọc được" in texts(lost) and "1 bản sao lưu" in texts(lost)
    lost.lost.setCurrentIndex(1)
    settle(qtbot, page)
    assert "ai mở được máy thì đọc được" in texts(lost)
    close(lost)


def test_a_slip_in_the_recovery_code_is_shown_on_its_group(qtbot, page, tmp_path):
    other = a_database(tmp_path / "máy khác" / "povdesk.db")
    office, code = a_key()
    copy = make(other, tmp_path / "usb", key=office).path
    other.close()
    restoring = page.restore_from(copy)
    settle(qtbot, page)
    groups = code.split("-")
    wrong = groups[2][:4] + ("0" if groups[2][4] != "0" else "1")
    restoring.secret.setText("-".join([*groups[:2], wrong]))
    assert "Nhóm thứ 3 chưa đúng" in texts(restoring)
    restoring.secret.setText("-".join(groups[:3]).lower())
    assert "chưa đúng" not in texts(restoring)
    close(restoring)


def test_a_copy_of_another_computer_asks_for_its_secret(qtbot, page, tmp_path):
    other = a_database(tmp_path / "máy khác" / "povdesk.db")
    office, code = a_key()
    copy = make(other, tmp_path / "usb", key=office).path
    other.close()
    restoring = page.restore_from(copy)
    settle(qtbot, page)
    assert "Gõ mật khẩu hoặc mã phục hồi" in texts(restoring)
    type_vi(restoring.secret, "khong phai mat khau")
    press(restoring, "Mở bản sao lưu")
    settle(qtbot, page)
    assert "không đúng" in texts(restoring)
    restoring.secret.setText(code)
    press(restoring, "Mở bản sao lưu")
    settle(qtbot, page)

    assert restoring.contents().opened and restoring.name.isVisible()
    close(restoring)


def test_a_damaged_copy_is_said_and_cannot_be_brought_back(qtbot, page, tmp_path):
    bad = tmp_path / "PovDesk_xa_000001_20241120-1200.pvbak"
    bad.write_bytes(b"not a copy at all")
    restoring = page.restore_from(bad)
    settle(qtbot, page)

    assert "không lấy gì từ tệp này" in texts(restoring)
    go = next(made for made in restoring.findChildren(QPushButton) if made.text() == "Phục hồi")
    assert not go.isEnabled()
    close(restoring)


def test_a_copy_in_the_list_can_be_checked_again_with_the_keyboard_in_reach(qtbot, page):
    press(page, "Sao lưu trong máy")
    settle(qtbot, page)
    close(dialog())
    press(page, "Kiểm tra lại")
    settle(qtbot, page)

    assert "đúng từng byte như lúc ghi" in texts(dialog())
    close(dialog())
    qtbot.keyClick(page.findChild(ListView), Qt.Key.Key_Return)
    settle(qtbot, page)
    assert dialog().windowTitle() == "Phục hồi dữ liệu"
    close(dialog())


def test_on_a_new_computer_the_first_screen_restores_from_a_stick_and_the_printed_code(qtbot, tmp_path):
    other = a_database(tmp_path / "máy khác" / "povdesk.db")
    office, code = a_key()
    copy = make(other, tmp_path / "usb", key=office).path
    other.close()
    new, worker, done = tmp_path / "máy mới", Worker(), []
    first = FirstRunPage(worker, new)
    qtbot.addWidget(first)
    first.restore_wanted.connect(
        lambda: without_data.restore_from(first, worker, new, copy, lambda: done.append(new))
    )
    press(first, "Phục hồi từ bản sao lưu")
    restoring = dialog()
    qtbot.waitUntil(lambda: not worker.is_busy())
    restoring.secret.setText(code)
    press(restoring, "Mở bản sao lưu")
    qtbot.waitUntil(lambda: restoring.contents() is not None and restoring.contents().opened)
    assert not restoring.name.isVisible() and "Đang dùng" not in texts(restoring)
    press(restoring, "Phục hồi")
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    worker.close()

    database = open_database(new / "povdesk.db")
    database.close()


def test_the_days_until_one_is_reminded_of_a_stick_can_be_changed(qtbot, page, path):
    box = next(made for made in page.findChildren(QComboBox) if "Nhắc" in made.accessibleName())
    assert box.currentText() == "mỗi ngày làm việc"
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    settle(qtbot, page)

    database = open_database(path)
    with database.reading() as connection:
        assert reminder.working_days(connection) == 3
    database.close()
