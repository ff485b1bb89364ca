"""The wizard that takes another commune in: file, decisions, result, and the way back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import func, select

from povdesk.storage import commune, demo
from povdesk.storage.tables import household
from povdesk.ui.backup.restore_dialog import RestoreDialog
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.merging.dialog import MergeDialog
from povdesk.ui.settings.page import create
from povdesk.ui.worker import Worker

from .settings_window import dialog_of, said_in, settled

pytestmark = pytest.mark.gui
NOW = datetime(2025, 7, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register of the other commune."""
    path = tmp_path_factory.mktemp("xã kia") / "povdesk.db"
    demo.create(path, 30, 8, clock=lambda: NOW).close()
    return path


@pytest.fixture
def dialog(qtbot, qapp, data_folder: Path):  # type: ignore[no-untyped-def]
    database = demo.create(data_folder / "povdesk.db", 30, 7, clock=lambda: NOW)
    worker = Worker(database)
    page = create(Desk(worker, Habits(data_folder), data_folder, is_sample=True))
    qtbot.addWidget(page)
    page.resize(1041, 520)
    page.show()
    settled(qtbot, page)
    page.part()._on_merge()
    made = dialog_of(page)
    assert isinstance(made, MergeDialog)
    made.page = page  # type: ignore[attr-defined]
    made.database = database  # type: ignore[attr-defined]
    yield made
    worker.close()


def _looked(qtbot, dialog: MergeDialog) -> None:  # type: ignore[no-untyped-def]
    qtbot.waitUntil(lambda: not dialog.is_busy(), timeout=20_000)


def _households(dialog) -> int:  # type: ignore[no-untyped-def]
    with dialog.database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(household)).scalar_one())


def test_what_comes_is_shown_before_anything_is_written_and_then_merged(qtbot, dialog, other: Path) -> None:
    before = _households(dialog)
    dialog.take(other)
    _looked(qtbot, dialog)
    told = said_in(dialog.decisions)
    assert "sẽ vào sổ này" in told and "thôn đổi tên vì trùng tên" in told
    assert _households(dialog) == before
    first = next(iter(dialog.decisions._hamlets.values()))
    first.set_value("Suối Cà")
    dialog.decisions.changed.emit()
    dialog.go_on()
    _looked(qtbot, dialog)
    assert dialog.decisions.wishes().hamlet_names[first.code.removeprefix("hamlet-")] == "Suối Cà"
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    _looked(qtbot, dialog)
    assert "Đã gộp" in dialog._result.text()
    assert _households(dialog) > before
    with dialog.database.reading() as connection:
        assert "Suối Cà" in [one.name for one in commune.hamlets(connection)]
    page = dialog.page
    dialog._on_undo()
    settled(qtbot, page)
    assert isinstance(dialog_of(page), RestoreDialog)


def test_what_stands_in_the_way_is_said_and_the_button_is_off(qtbot, dialog, data_folder: Path) -> None:
    dialog.take(data_folder / "povdesk.db")
    _looked(qtbot, dialog)
    assert "chính sổ đang mở" in said_in(dialog.decisions)
    assert not dialog._go.isEnabled()


def test_a_file_that_is_no_register_is_refused_in_words(qtbot, dialog, tmp_path: Path) -> None:
    path = tmp_path / "lạ.pvbak"
    path.write_bytes(b"khong phai")
    dialog.take(path)
    _looked(qtbot, dialog)
    assert "không phải bản sao lưu của PovDesk" in dialog._message.text()
    assert dialog.step == 0
