"""Cập nhật từ USB through the window: found, checked, refused in words; started when all is safe."""

import hashlib
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from povdesk import paths
from povdesk.domain.errors import InvalidInput
from povdesk.domain.officer import Officer, Role
from povdesk.domain.update import Version
from povdesk.storage import updates
from povdesk.storage.backup import copies, places
from povdesk.storage.backup.header import Reason
from povdesk.storage.database import open_database
from povdesk.ui.backup import stick_watch
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.main_window import MainWindow
from povdesk.ui.navigation import PageEntry
from povdesk.ui.settings.page import create
from povdesk.ui.sign_in.role_buttons import RoleButtons
from povdesk.ui.update import jobs
from povdesk.ui.update.dialog import UpdateDialog
from povdesk.ui.widgets.page import Page
from povdesk.ui.worker import Worker
from tests.storage.backup.samples import a_database

from .settings_window import press_button

pytestmark = pytest.mark.gui

CONTENT = b"MZ" + bytes(range(256)) * 3000


@pytest.fixture
def stick(tmp_path):
    made = tmp_path / "USB"
    made.mkdir()
    return made


@pytest.fixture
def local(tmp_path, monkeypatch):
    """Where updates pass through; nothing of this computer's real folder is touched."""
    folder = tmp_path / "máy" / "updates"
    monkeypatch.setattr(updates, "folder", lambda: folder)
    monkeypatch.setattr(jobs, "ours", lambda: Version(1, 0, 0))
    return folder


@pytest.fixture
def desk(qtbot, data_folder, local):
    database = a_database(data_folder / "povdesk.db")
    database.close()
    worker = Worker()
    made = Desk(worker, Habits(data_folder), data_folder)
    made.ended_with = []
    made.close_then = made.ended_with.append
    worker.open(worker, lambda: open_database(database.path), lambda _database: None)
    yield made
    worker.close()


@pytest.fixture
def dialog(qtbot, desk, stick, monkeypatch):
    monkeypatch.setattr(stick_watch, "EVERY_SECONDS", 0.05)
    behind = Page(desk, "Trang")
    qtbot.addWidget(behind)
    behind.resize(1093, 558)
    behind.show()
    made = UpdateDialog(behind, desk, lambda: updates.found([stick]))
    made.open()
    yield made
    made._watch.stop()


def put(stick, version="1.0.1", content=CONTENT, *, hashed=None):
    path = stick / f"PovDesk-Setup-{version}.exe"
    path.write_bytes(content)
    said = hashlib.sha256(hashed or content).hexdigest()
    (stick / f"{path.name}.sha256").write_text(f"{said}  {path.name}\n", encoding="ascii")
    return path


def settle(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.worker.is_busy(), timeout=10_000)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not desk.worker.is_busy(), timeout=10_000)


def shown(widget):
    return [made.text() for made in widget.findChildren(QPushButton) if made.isVisible()]


@pytest.fixture
def installed(monkeypatch):
    """Played: this is the installed program on Windows."""
    monkeypatch.setattr(updates, "refuse_where_it_cannot_be_started", lambda: None)


def test_a_stick_without_a_setup_is_said_and_nothing_can_be_pressed(qtbot, dialog):
    qtbot.waitUntil(lambda: "Chưa thấy tệp cập nhật" in dialog._none.text())

    assert not dialog._check.isEnabled()
    assert "Cập nhật" not in shown(dialog)


def test_setups_are_listed_with_how_they_compare_to_this_computer(qtbot, dialog, stick):
    for version in ("0.9.0", "1.0.0", "1.0.1"):
        put(stick, version)
    qtbot.waitUntil(lambda: len(dialog._model.rows()) == 3, timeout=9000)

    said = [dialog._model.index(row, 1).data() for row in range(3)]
    assert said == ["mới hơn", "bản đang dùng", "cũ hơn"]


def test_enter_checks_the_newest_and_enter_again_is_the_update(qtbot, dialog, desk, stick, local):
    put(stick)
    qtbot.waitUntil(lambda: dialog._list.current_row() is not None, timeout=9000)

    qtbot.keyClick(dialog._list, Qt.Key.Key_Return)
    settle(qtbot, desk)

    assert "PovDesk 1.0.1 dùng được. Mã kiểm SHA-256 khớp." in dialog.result()
    assert dialog.focusWidget().text() == "Cập nhật"
    assert [each.name for each in local.iterdir()] == ["PovDesk-Setup-1.0.1.exe"]


@pytest.mark.parametrize(
    ("version", "hashed", "said"),
    [
        ("1.0.1", b"other", "Tệp cập nhật khác với mã kiểm"),
        ("1.0.0", None, "Máy đang dùng đúng phiên bản 1.0.0."),
        ("0.9.0", None, "cũ hơn phiên bản 1.0.0 đang dùng"),
    ],
)
def test_what_is_refused_is_said_and_offers_no_update(
    qtbot, dialog, desk, stick, local, version, hashed, said
):
    dialog.check(put(stick, version, hashed=hashed))
    settle(qtbot, desk)

    assert said in dialog.result()
    assert "Cập nhật" not in shown(dialog)
    assert not local.exists() or not list(local.iterdir())


def test_another_file_chosen_by_hand_is_refused_by_its_name(qtbot, dialog, desk, stick):
    path = stick / "game.exe"
    path.write_bytes(CONTENT)
    dialog.check(path)
    settle(qtbot, desk)

    assert "Tệp game.exe không phải bộ cài PovDesk." in dialog.result()


def test_esc_stops_the_check_and_leaves_nothing(qtbot, dialog, desk, stick, local, monkeypatch):
    monkeypatch.setattr(updates, "_PIECE", 64)
    dialog.check(put(stick))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle(qtbot, desk)

    assert not local.exists() or not list(local.iterdir())
    assert not desk.ended_with


def test_the_data_are_kept_before_the_program_closes_for_the_setup(
    qtbot, dialog, desk, stick, local, installed, monkeypatch
):
    started = []
    monkeypatch.setattr(updates, "start", started.append)
    dialog.check(put(stick))
    settle(qtbot, desk)

    press_button(dialog, "Cập nhật")
    qtbot.waitUntil(lambda: bool(desk.ended_with), timeout=20_000)

    (copy,) = copies.in_folder(places.local_folder(desk.folder / "povdesk.db"))
    assert copy.header.reason == Reason.BEFORE_UPGRADE
    assert not started
    desk.ended_with[0]()
    assert [each.path for each in started] == [local / "PovDesk-Setup-1.0.1.exe"]


def test_the_stick_may_be_pulled_once_the_file_is_checked(qtbot, dialog, desk, stick):
    path = put(stick)
    qtbot.waitUntil(lambda: dialog._list.current_row() is not None)
    dialog.check(path)
    settle(qtbot, desk)

    path.unlink()
    qtbot.waitUntil(lambda: not dialog._model.rows())

    assert "PovDesk 1.0.1 dùng được" in dialog.result()
    assert dialog._go.isEnabled()


def test_another_row_takes_back_what_was_said(qtbot, dialog, desk, stick):
    put(stick, "1.0.2")
    path = put(stick)
    qtbot.waitUntil(lambda: len(dialog._model.rows()) == 2)
    dialog.check(path)
    settle(qtbot, desk)

    qtbot.keyClick(dialog._list, Qt.Key.Key_Down)

    assert dialog.result() == ""
    assert "Cập nhật" not in shown(dialog)


def test_what_is_half_typed_comes_first(qtbot, dialog, desk, stick, installed):
    asked = []
    desk.when_ready_to_close = asked.append
    dialog.check(put(stick))
    settle(qtbot, desk)

    press_button(dialog, "Cập nhật")
    settle(qtbot, desk)

    assert len(asked) == 1
    assert not desk.ended_with
    asked[0]()
    qtbot.waitUntil(lambda: bool(desk.ended_with), timeout=20_000)


def test_a_dialog_closed_while_the_page_asks_updates_nothing(qtbot, dialog, desk, stick, installed):
    asked = []
    desk.when_ready_to_close = asked.append
    dialog.check(put(stick))
    settle(qtbot, desk)
    press_button(dialog, "Cập nhật")

    dialog.reject()
    asked[0]()
    settle(qtbot, desk)

    assert not desk.ended_with
    assert not copies.in_folder(places.local_folder(desk.folder / "povdesk.db"))


def test_pictures_named_in_the_news_are_not_fetched(qtbot, dialog, desk, stick):
    """Windows would sign in at the computer that a picture's address names; anybody may write the news."""
    path = put(stick)
    news = "- Mới: !![ảnh](file:////may-la/x.png) <img src='//may-la/y.png'> sửa lỗi.".encode()
    path.with_suffix(".txt").write_bytes(news)
    with path.with_name(f"{path.name}.sha256").open("a", encoding="ascii") as hashes:
        hashes.write(f"{hashlib.sha256(news).hexdigest()}  {path.stem}.txt\n")

    dialog.check(path)
    settle(qtbot, desk)

    assert "sửa lỗi" in dialog._news.toPlainText()
    assert "<img" not in dialog._news.toHtml()


def test_when_the_copy_of_the_data_fails_nothing_is_started(
    qtbot, dialog, desk, stick, installed, monkeypatch
):
    def fails(*_told):
        raise InvalidInput("Ổ đĩa hỏng.", "Nhờ kiểm tra ổ đĩa.")

    monkeypatch.setattr(updates, "secure", fails)
    dialog.check(put(stick))
    settle(qtbot, desk)

    press_button(dialog, "Cập nhật")
    settle(qtbot, desk)

    assert dialog.result() == "Ổ đĩa hỏng. Nhờ kiểm tra ổ đĩa."
    assert not desk.ended_with
    assert dialog.isVisible()


@pytest.mark.parametrize("has_data", [True, False])
def test_while_the_sample_is_open_the_data_of_the_officer_are_what_is_kept(
    qtbot, dialog, desk, stick, installed, tmp_path, monkeypatch, has_data
):
    home = tmp_path / "Nguyễn Văn Đức" / "PovDesk"
    monkeypatch.setattr(paths, "home", lambda: home)
    monkeypatch.delenv(paths.DATA_VARIABLE, raising=False)
    chosen = tmp_path / "ổ D" / "Sổ hộ nghèo"
    if has_data:
        a_database(chosen / "povdesk.db").close()
        paths.choose_folder(chosen)
    desk.is_sample = True
    dialog.check(put(stick))
    settle(qtbot, desk)

    press_button(dialog, "Cập nhật")
    qtbot.waitUntil(lambda: bool(desk.ended_with), timeout=20_000)

    kept = copies.in_folder(places.local_folder(chosen / "povdesk.db"))
    assert [copy.header.reason for copy in kept] == [Reason.BEFORE_UPGRADE] * has_data
    assert not copies.in_folder(places.local_folder(desk.folder / "povdesk.db"))
    assert not (home / "data").exists()


def test_a_sample_that_lies_where_the_data_of_the_officer_belong_is_kept_like_them(
    qtbot, dialog, desk, stick, installed, monkeypatch
):
    monkeypatch.setenv(paths.DATA_VARIABLE, str(desk.folder))
    desk.is_sample = True
    dialog.check(put(stick))
    settle(qtbot, desk)

    press_button(dialog, "Cập nhật")
    qtbot.waitUntil(lambda: bool(desk.ended_with), timeout=20_000)

    assert len(copies.in_folder(places.local_folder(desk.folder / "povdesk.db"))) == 1


def test_data_of_the_officer_that_cannot_be_kept_stop_an_update_from_the_sample(
    qtbot, dialog, desk, stick, installed, tmp_path, monkeypatch
):
    home = tmp_path / "Nguyễn Văn Đức" / "PovDesk"
    monkeypatch.setattr(paths, "home", lambda: home)
    monkeypatch.delenv(paths.DATA_VARIABLE, raising=False)
    paths.choose_folder(tmp_path / "ổ D đã rút")
    desk.is_sample = True
    dialog.check(put(stick))
    settle(qtbot, desk)

    press_button(dialog, "Cập nhật")
    settle(qtbot, desk)

    assert "Không thấy dữ liệu của xã ở thư mục đã chọn" in dialog.result()
    assert not desk.ended_with


@pytest.mark.skipif(sys.platform == "win32", reason="here is Windows")
def test_without_windows_the_check_works_and_the_start_is_refused(qtbot, dialog, desk, stick):
    dialog.check(put(stick))
    settle(qtbot, desk)

    press_button(dialog, "Cập nhật")
    settle(qtbot, desk)

    assert "không chạy Windows" in dialog.result()
    assert not desk.ended_with
    assert not copies.in_folder(places.local_folder(desk.folder / "povdesk.db"))


@pytest.mark.parametrize("role", [Role.VIEW, Role.ENTER])
def test_who_may_not_manage_finds_the_button_switched_off(qtbot, dialog, desk, stick, role, installed):
    one = Officer("Đinh Thị Rừng", role=role, id=2)
    desk.officer = one
    follows = RoleButtons(dialog)
    follows.follow(one)
    try:
        dialog.check(put(stick))
        settle(qtbot, desk)
        assert not dialog._go.isEnabled()
        dialog._on_go()
    finally:
        follows.follow(None)

    assert "Ctrl+Shift+L" in dialog.result()
    assert not desk.ended_with


def test_the_settings_lead_there(qtbot, desk, monkeypatch):
    page = create(desk)
    qtbot.addWidget(page)
    page.resize(1041, 500)
    page.show()
    page.show_target(tab="software")
    settle(qtbot, desk)

    assert any(str(desk.folder) == made.toolTip() for made in page.part().findChildren(QLabel))
    opened = []
    monkeypatch.setattr("povdesk.ui.update.dialog.show_update", lambda *told: opened.append(told))
    press_button(page.part(), "Cập nhật từ USB…")
    page.show_target(tab="software", update=True)
    assert len(opened) == 2


class Typing(Page):
    """A page where something is half typed."""

    def may_leave(self, go):
        self.asked = go


def test_the_window_asks_the_page_in_front_before_it_may_close(qtbot, desk, tmp_path):
    entries = [PageEntry("first", "Dữ liệu", "Trang", "table", lambda desk: Typing(desk, "Trang"))]
    window = MainWindow(entries, Habits(tmp_path))
    qtbot.addWidget(window)
    opened = window.start(desk.worker, Path(tmp_path), is_sample=False)
    done = []

    assert window.desk is opened
    opened.when_ready_to_close(lambda: done.append("go"))
    assert not done
    window.page().asked()
    assert done == ["go"]
