"""The data may lie in another folder of this computer: it is remembered, and never silently begun anew."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from povdesk import app, paths
from povdesk.storage.creation import create_database
from povdesk.storage.folder_lock import FolderLock
from povdesk.ui.fault_screen import FaultScreen
from povdesk.ui.habits import Habits
from povdesk.ui.navigation import PageEntry
from povdesk.ui.widgets.page import Page

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "Nguyễn Văn Đức" / "PovDesk"
    monkeypatch.setattr(paths, "home", lambda: folder)
    monkeypatch.delenv(paths.DATA_VARIABLE, raising=False)
    return folder


@pytest.fixture
def other(tmp_path):
    folder = tmp_path / "ổ D" / "Sổ hộ nghèo"
    create_database(folder / paths.DATABASE_NAME).close()
    return folder


@pytest.fixture
def start(qapp, qtbot, home):
    started = []

    def begin(*, remembers=True):
        folder = paths.data_folder()
        entries = [PageEntry("first", "Dữ liệu", "Trang đầu", "table", lambda desk: Page(desk, "Trang đầu"))]
        program = app.Program(
            qapp, folder, Habits(None), log_folder=home / "log", entries=entries, remembers=remembers
        )
        started.append(program)
        assert program.begin()
        return program

    yield begin
    for program in started:
        program._on_closed()
        program.window.deleteLater()
        program.deleteLater()


def opened(qtbot, program):
    qtbot.waitUntil(lambda: program.window.navigation.isEnabled(), timeout=20_000)


def faulty(qtbot, program, before=None):
    found = program.window.findChild
    qtbot.waitUntil(lambda: found(FaultScreen) not in (None, before), timeout=20_000)
    return program.window.findChild(FaultScreen)


def words(screen):
    return " ".join(label.text() for label in screen.findChildren(QLabel))


def choices(screen):
    return [button.text() for button in screen.findChildren(QPushButton)]


def test_the_usual_place_is_the_default_and_a_choice_is_kept_in_a_file_beside_it(home, other):
    assert paths.data_folder() == home / "data" and paths.chosen_folder() is None

    paths.choose_folder(other)
    assert paths.data_folder() == paths.chosen_folder() == other
    assert json.loads((home / "place.json").read_text(encoding="utf-8")) == {"data": str(other)}

    paths.choose_folder(home / "data")
    assert paths.data_folder() == home / "data" and not (home / "place.json").exists()


@pytest.mark.parametrize(
    "damage", ["", "{hỏng", "[]", "{}", '{"data": 7}', '{"data": "nửa đường"}', "\x00" * 30]
)
def test_a_file_that_chooses_nothing_is_known_to_be_lost(home, damage):
    assert not paths.choice_is_lost()
    home.mkdir(parents=True)
    (home / "place.json").write_text(damage, encoding="utf-8")

    assert paths.choice_is_lost() and paths.data_folder() == home / "data"


def test_the_place_said_for_one_start_wins_and_demo_and_log_stay_where_they_are(home, other, monkeypatch):
    paths.choose_folder(other)
    monkeypatch.setenv(paths.DATA_VARIABLE, str(home / "lần này"))

    assert paths.data_folder() == home / "lần này"
    assert (paths.sample_folder(), paths.log_folder()) == (home / "sample", home / "log")


def test_a_folder_that_was_opened_is_where_the_next_start_begins(start, qtbot, home, other):
    create_database(home / "data" / paths.DATABASE_NAME).close()
    program = start()
    opened(qtbot, program)
    assert paths.chosen_folder() is None

    program.open_folder(other)
    qtbot.waitUntil(lambda: paths.chosen_folder() == other, timeout=20_000)
    opened(qtbot, program)

    program.open_folder(home / "data")
    qtbot.waitUntil(lambda: paths.chosen_folder() is None, timeout=20_000)


def test_the_sample_is_not_remembered(start, qtbot, home, other):
    sample = home / "sample"
    create_database(sample / paths.DATABASE_NAME, is_sample=True).close()
    create_database(home / "data" / paths.DATABASE_NAME).close()
    program = start()
    opened(qtbot, program)
    program.open_folder(sample)
    qtbot.waitUntil(lambda: "DỮ LIỆU MẪU" in words(program.window), timeout=20_000)
    assert paths.chosen_folder() is None


def test_a_start_told_a_folder_remembers_none(start, qtbot, home, other):
    create_database(home / "data" / paths.DATABASE_NAME).close()
    program = start(remembers=False)
    opened(qtbot, program)
    program.open_folder(other)
    qtbot.waitUntil(
        lambda: program._folder == other and program.window.navigation.isEnabled(), timeout=20_000
    )

    assert paths.chosen_folder() is None


def test_a_chosen_folder_that_is_gone_is_told_and_nothing_new_is_begun(start, qtbot, home, other):
    paths.choose_folder(other)
    away = other.with_name("chuyển chỗ")
    other.rename(away)
    program = start()
    screen = faulty(qtbot, program)

    assert "Không thấy thư mục dữ liệu đã chọn" in words(screen) and str(other) in words(screen)
    assert choices(screen) == [
        "Thử lại",
        "Mở dữ liệu ở thư mục khác…",
        "Dùng thư mục thường dùng",
        "Đóng PovDesk",
    ]
    screen.retry_wanted.emit()
    again = faulty(qtbot, program, before=screen)
    assert not other.exists() and not (home / "data").exists() and paths.chosen_folder() == other

    away.rename(other)
    again.retry_wanted.emit()
    opened(qtbot, program)
    assert not FolderLock(other).take()


def test_a_chosen_folder_without_its_database_is_no_first_start(start, qtbot, home, other):
    paths.choose_folder(other)
    (other / paths.DATABASE_NAME).unlink()
    screen = faulty(qtbot, start())

    assert "Không thấy tệp dữ liệu" in words(screen)
    assert choices(screen)[0] == "Phục hồi từ bản sao lưu…" and "Dùng thư mục thường dùng" in choices(screen)
    assert not (other / paths.DATABASE_NAME).exists()


def test_the_way_back_to_the_usual_folder_is_one_press(start, qtbot, home, other):
    create_database(home / "data" / paths.DATABASE_NAME).close()
    paths.choose_folder(other)
    other.rename(other.with_name("mất"))
    program = start()
    faulty(qtbot, program).usual_wanted.emit()
    opened(qtbot, program)

    assert paths.chosen_folder() is None and paths.data_folder() == home / "data"


def test_a_choice_that_cannot_be_read_opens_nothing_by_itself(start, qtbot, home):
    create_database(home / "data" / paths.DATABASE_NAME).close()
    (home / "place.json").write_text("{hỏng", encoding="utf-8")
    program = start()
    screen = faulty(qtbot, program)

    assert "Không đọc được nơi để dữ liệu đã chọn" in words(screen)
    assert not program.window.navigation.isEnabled()
    screen.usual_wanted.emit()
    opened(qtbot, program)
    assert not paths.choice_is_lost() and not (home / "place.json").exists()


def test_a_start_told_a_folder_does_not_ask_the_kept_choice(tmp_path: Path, home, monkeypatch):
    home.mkdir(parents=True)
    (home / "place.json").write_text("{hỏng", encoding="utf-8")

    assert app._asked_folder(["--data", str(tmp_path)]) == tmp_path
