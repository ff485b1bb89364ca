"""Around an update: closed in order before the setup runs, tidied up after it, the news at the next start."""

import pytest
from PySide6.QtWidgets import QApplication

from povdesk import __version__, app
from povdesk.domain.errors import StorageUnavailable
from povdesk.storage.folder_lock import FolderLock
from povdesk.ui.habits import Habits
from povdesk.ui.help.news import SEEN, NewsDialog
from povdesk.ui.navigation import PageEntry
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.page import Page
from tests.storage.backup.samples import a_database

pytestmark = pytest.mark.gui


@pytest.fixture
def start(qapp, data_folder, qtbot):
    started = []

    def begin():
        entries = [PageEntry("first", "Dữ liệu", "Trang", "table", lambda desk: Page(desk, "Trang"))]
        log = data_folder.parent / "log"
        program = app.Program(qapp, data_folder, Habits(data_folder), log_folder=log, entries=entries)
        started.append(program)
        assert program.begin()
        qtbot.waitUntil(lambda: program._keeper is not None, timeout=10_000)
        return program

    a_database(data_folder / "povdesk.db").close()
    yield begin
    for program in started:
        program._on_closed()
        program.window.deleteLater()
        program.deleteLater()


def dialogs(kind=Dialog):
    return [made for made in QApplication.topLevelWidgets() if isinstance(made, kind) and made.isVisible()]


def test_the_setup_is_started_when_the_data_are_let_go_and_not_before(start, data_folder, qtbot):
    program = start()
    seen = []

    def last():
        other = FolderLock(data_folder)
        seen.append((other.take(), program.window.isVisible(), program._worker._database))
        other.release()

    program.window.desk.close_then(last)

    assert seen == [(True, False, None)]


def test_an_ordinary_end_starts_nothing(start, qtbot):
    program = start()
    qtbot.waitUntil(lambda: not program._worker.is_busy(), timeout=10_000)
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible())

    assert program._last is None


@pytest.mark.parametrize(
    "failure",
    [StorageUnavailable("Windows không cho chạy trình cài đặt.", "Nhờ người phụ trách máy."), KeyError("x")],
)
def test_a_setup_that_cannot_be_started_is_said_before_the_program_ends(start, monkeypatch, qtbot, failure):
    program, quits = start(), []
    monkeypatch.setattr(
        program, "_application", type("Played", (), {"quit": lambda self=None: quits.append(1)})()
    )

    def last():
        raise failure

    program.window.desk.close_then(last)

    (dialog,) = dialogs()
    assert not quits
    dialog.accept()
    assert quits


def test_an_earlier_update_is_removed_at_the_next_start(start, data_folder):
    folder = data_folder.parent / "updates"
    folder.mkdir()
    (folder / "PovDesk-Setup-1.0.1.exe").write_bytes(b"MZ")

    start()

    assert not list(folder.iterdir())


def test_an_update_brought_while_the_start_still_works_is_not_taken_for_an_earlier_one(
    start, data_folder, monkeypatch
):
    """A large database is looked through for seconds; the officer may be at the update by then."""
    brought = data_folder.parent / "updates" / "PovDesk-Setup-1.0.2.exe"
    signed_in = app.Program._on_signed_in

    def bring(program, officer):
        brought.parent.mkdir()
        brought.write_bytes(b"MZ")
        signed_in(program, officer)

    monkeypatch.setattr(app.Program, "_on_signed_in", bring)

    assert start()._keeps_log and brought.exists()


def test_after_an_upgrade_the_first_start_shows_what_is_new(start, data_folder):
    Habits(data_folder).put(SEEN, "0.0.9")

    start()

    (dialog,) = dialogs(NewsDialog)
    dialog.accept()
    assert Habits(data_folder).get(SEEN) == __version__


def test_the_very_first_start_shows_none(start, data_folder):
    start()

    assert not dialogs(NewsDialog)
    assert Habits(data_folder).get(SEEN) == __version__
