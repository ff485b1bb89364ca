"""The review page: one round under two standards, chosen, counted, listed, printed, taken back."""

import pytest
from PySide6.QtCore import Qt

from povdesk.storage import round_reference, rounds, rule_edits
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.review.page import create
from povdesk.ui.worker import Worker

from .settings_window import (
    CTRL,
    database,
    dialog_of,
    press_button,
    said_in,
    settled,
    small_commune,
    take_back,
)
from .typing_vi import press

__all__ = ["database", "small_commune"]
pytestmark = pytest.mark.gui
OTHER = "2027-2030"


@pytest.fixture
def page(qtbot, qapp, database, data_folder):  # type: ignore[no-untyped-def]
    worker = Worker(database)
    opened: list[dict[str, object]] = []
    made = create(Desk(worker, Habits(data_folder), data_folder, open=lambda key, **t: opened.append(t)))
    made.opened = opened
    qtbot.addWidget(made)
    made.resize(1041, 480)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settled(qtbot, made)
    yield made
    worker.close()


def complete_the_other(database) -> None:
    """Invented limits, and the indicators of the first standard only."""
    changes = {
        "cutoffs": {"rural": 100, "urban": 120},
        "status": "complete",
        "indicator": [{"code": "waste_treatment", "removed": True}],
    }
    with database.writing() as act:
        rule_edits.change(act, rule_edits.STANDARD, OTHER, changes, "Sửa chuẩn nghèo")


def comparison(database):
    with database.reading() as connection:
        this = rounds.current(connection, 2024)
        return round_reference.comparison(connection, this.id)


def open_dialog(qtbot, page):
    press_button(page, "So sánh chuẩn")
    settled(qtbot, page)
    return dialog_of(page)


def choose(qtbot, dialog) -> None:
    dialog.choice.set_value(OTHER)
    dialog.choice.changed.emit()


def test_a_standard_without_limits_cannot_be_counted_by(qtbot, page):
    dialog = open_dialog(qtbot, page)
    choose(qtbot, dialog)

    assert "chưa đủ dữ liệu để phân loại" in said_in(dialog)
    assert not dialog._count.isEnabled()


def test_the_second_standard_is_counted_listed_and_taken_back(qtbot, page, database):
    complete_the_other(database)
    dialog = open_dialog(qtbot, page)
    choose(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    settled(qtbot, page)

    found = comparison(database)
    assert found.other is not None and found.other.id == OTHER
    assert found.rows
    assert dialog.view.list_model().rowCount() == len(found.rows)
    assert f"{len(found.rows)} hộ" in said_in(dialog)

    row = dialog.view.list_model().row(0)
    dialog.view.setFocus()
    dialog.view.choose(lambda one: one is row)
    press(dialog.view, Qt.Key.Key_Return)
    assert page.opened == [{"household_id": row.household_id}]

    take_back(qtbot, page)
    assert comparison(database).other is None


def test_the_list_of_differences_is_printed(qtbot, page, database):
    complete_the_other(database)
    dialog = open_dialog(qtbot, page)
    choose(qtbot, dialog)
    dialog.count()
    settled(qtbot, page)
    dialog.print_list()

    preview = dialog_of(page)
    qtbot.waitUntil(lambda: preview.view().pages() is not None, timeout=20_000)
    assert preview.windowTitle() == "So sánh kết quả rà soát theo hai chuẩn nghèo"
    preview.reject()
    settled(qtbot, page)
