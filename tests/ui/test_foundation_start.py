"""Start-up: the window first, one program per folder, a damaged file is never replaced by an empty one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from povdesk import app, paths
from povdesk.storage.creation import create_database
from povdesk.storage.folder_lock import FolderLock
from povdesk.ui import messages
from povdesk.ui.fault_screen import FaultScreen
from povdesk.ui.habits import Habits
from povdesk.ui.navigation import PageEntry
from povdesk.ui.one_instance import Doorbell, ring
from povdesk.ui.widgets.page import Page

pytestmark = pytest.mark.gui

HEAVY = ("reportlab", "docx", "lxml", "alembic", "xlsxwriter", "pypdfium2", "cryptography", "sqlalchemy")


@pytest.fixture
def start(qapp, data_folder, qtbot):
    started = []
    handlers = list(messages.log.handlers)

    def begin(folder=data_folder):
        entries = [PageEntry("first", "Dữ liệu", "Trang đầu", "table", lambda desk: Page(desk, "Trang đầu"))]
        log = data_folder / "log"
        program = app.Program(qapp, folder, Habits(folder), log_folder=log, entries=entries)
        started.append(program)
        assert program.begin()
        return program

    yield begin
    for program in started:
        program._on_closed()
        program.window.deleteLater()
        program.deleteLater()
    for handler in set(messages.log.handlers) - set(handlers):
        messages.log.removeHandler(handler)
        handler.close()


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_the_window_is_painted_before_any_slow_library_is_loaded(tmp_path):
    code = f"""
import sys, os, json
import povdesk.ui
from povdesk.ui import main_window
class Watched(main_window.MainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]), flush=True)
        os._exit(0)
from povdesk import app
app.MainWindow = Watched
app.main(["--data", {str(tmp_path)!r}])
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(paths.RESOURCES.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, env=environment
    )

    assert json.loads(done.stdout) == [], done.stderr


def test_importing_the_window_leaves_pythons_own_import_in_place():
    code = (
        "import builtins; before = builtins.__import__; import povdesk.app;"
        "print(before is builtins.__import__)"
    )
    environment = {**os.environ, "PYTHONPATH": str(paths.RESOURCES.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, env=environment
    )

    assert done.stdout.strip() == "True", done.stderr


def test_the_data_is_opened_behind_the_window_and_sample_data_says_so(start, data_folder, qtbot):
    create_database(data_folder / paths.DATABASE_NAME, is_sample=True).close()
    program = start()
    assert program.window.isVisible()

    qtbot.waitUntil(lambda: program.window.navigation.isEnabled(), timeout=20_000)
    assert any("DỮ LIỆU MẪU" in text for text in words(program.window))
    assert program.window.page().title == "Trang đầu"


def test_a_damaged_file_is_told_kept_and_never_replaced(start, data_folder, qtbot):
    path = data_folder / paths.DATABASE_NAME
    path.write_bytes(b"day khong phai du lieu" * 50)
    program = start()
    qtbot.waitUntil(lambda: program.window.findChild(FaultScreen) is not None, timeout=20_000)
    screen = program.window.findChild(FaultScreen)

    assert any("bị hỏng" in text and "giữ nguyên" in text for text in words(screen))
    choices = [button.text() for button in screen.findChildren(QPushButton)]
    assert choices == [
        "Phục hồi từ bản sao lưu…",
        "Thử lại",
        "Mở dữ liệu ở thư mục khác…",
        "Đóng PovDesk",
    ]
    screen.retry_wanted.emit()
    qtbot.waitUntil(lambda: program.window.findChild(FaultScreen) is not screen, timeout=20_000)
    assert path.read_bytes() == b"day khong phai du lieu" * 50


def test_damage_that_the_first_page_did_not_meet_is_told_behind_it(start, data_folder, qtbot):
    path = data_folder / paths.DATABASE_NAME
    create_database(path).close()
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 3 + 200] = b"\xff" * 200
    path.write_bytes(content)
    program = start()
    qtbot.waitUntil(lambda: program.window.findChild(FaultScreen) is not None, timeout=20_000)

    screen = program.window.findChild(FaultScreen)
    assert any("bị hỏng" in text and "giữ nguyên" in text for text in words(screen))
    assert not program.window.navigation.isEnabled()
    assert path.read_bytes() == bytes(content)


def test_a_program_that_is_open_hears_a_second_start(start, data_folder, qtbot):
    create_database(data_folder / paths.DATABASE_NAME).close()
    start()
    qtbot.waitUntil(lambda: ring(data_folder), timeout=20_000)


def test_another_folder_can_be_opened_without_starting_again(start, data_folder, qtbot):
    other = data_folder / "xã mẫu"
    create_database(data_folder / paths.DATABASE_NAME).close()
    create_database(other / paths.DATABASE_NAME, is_sample=True).close()
    program = start()
    qtbot.waitUntil(lambda: program.window.navigation.isEnabled(), timeout=20_000)
    assert not any("DỮ LIỆU MẪU" in text for text in words(program.window))

    program.open_folder(other)
    qtbot.waitUntil(lambda: program.window.navigation.isEnabled(), timeout=20_000)
    assert any("DỮ LIỆU MẪU" in text for text in words(program.window))


def test_a_folder_is_open_in_one_program_only(data_folder):
    first, second = FolderLock(data_folder), FolderLock(data_folder)

    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_a_second_start_calls_the_first_window(qapp, qtbot, data_folder):
    bell = Doorbell(data_folder)
    bell.listen()
    with qtbot.waitSignal(bell.rung):
        assert ring(data_folder)


def test_nobody_answers_where_no_program_runs(qapp, data_folder):
    assert not ring(data_folder / "khác")


def test_habits_are_kept_beside_the_data_and_a_broken_file_does_no_harm(data_folder):
    Habits(data_folder).put("text_size", "large")
    assert Habits(data_folder).get("text_size", "normal") == "large"
    (data_folder / "settings.json").write_text("{hỏng", encoding="utf-8")
    assert Habits(data_folder).get("text_size", "normal") == "normal"
    (data_folder / "settings.json").write_text('{"text_size": 7}', encoding="utf-8")
    assert Habits(data_folder).get("text_size", "normal") == "normal"


def test_the_data_folder_can_be_said_on_the_command_line_or_in_the_environment(monkeypatch):
    monkeypatch.setenv(paths.DATA_VARIABLE, "/tmp/môi trường")
    assert app._asked_folder([]) == Path("/tmp/môi trường").absolute()
    assert app._asked_folder(["--data", "/tmp/dòng lệnh"]) == Path("/tmp/dòng lệnh").absolute()
