"""Forms of a hamlet go out from the review page and come back, with a look at every cell before."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from povdesk.storage import demo, reviews, rounds
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.review import forms_files
from povdesk.ui.review.page import create
from povdesk.ui.worker import Worker
from tests.spreadsheets.filled_book import FIRST, fill_book, place_of

from .settings_window import dialog_of, settled

pytestmark = pytest.mark.gui
NOW = datetime(2024, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def page(qtbot, qapp, data_folder: Path):  # type: ignore[no-untyped-def]
    database = demo.create(data_folder / "povdesk.db", 60, 5, clock=lambda: NOW)
    worker = Worker(database)
    made = create(Desk(worker, Habits(data_folder), data_folder))
    qtbot.addWidget(made)
    made.resize(1041, 480)
    made.show()
    settled(qtbot, made)
    qtbot.waitUntil(lambda: made.loaded() is not None)
    yield made
    worker.close()


def test_the_forms_of_a_hamlet_go_out_and_the_filled_ones_come_back(
    qtbot, page, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = data_folder / "phiếu thôn.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    part = page.part("progress")
    part._on_out()
    out = dialog_of(page)
    assert out.hamlet.value()
    with page.desk.worker._database.reading() as connection:
        this = rounds.current(connection, 2024)
        still = [one.hamlet_id for one in rounds.listed(connection, this.id) if one.state is None]
    out.hamlet.set_value(str(still[0]))
    out.read()
    qtbot.waitUntil(path.exists, timeout=10_000)
    settled(qtbot, page)
    filled = []

    def fill(book) -> None:  # type: ignore[no-untyped-def]
        sheet = book["Hộ"]
        for row in range(FIRST, sheet.last_row + 1):
            if sheet.value(row, 1):
                sheet.put(row, place_of(sheet, "income_per_person"), 777000)
                filled.append(sheet.value(row, 1))

    fill_book(path, fill)
    part._on_in()
    qtbot.waitUntil(lambda: isinstance(dialog_of(page), forms_files.FormsDialog), timeout=20_000)
    dialog = dialog_of(page)
    found = dialog._found
    assert len(found.cells) == len(filled)
    dialog.save()
    settled(qtbot, page)
    with page.desk.worker._database.reading() as connection:
        this = rounds.current(connection, 2024)
        kept = {}
        for row in rounds.listed(connection, this.id):
            form = reviews.open_form(connection, row.household_id, this.id)
            kept[form.household.uid] = form.review.income_per_person
    assert found.households
    assert {kept[uid] for uid in found.households} == {777000}


def test_a_file_of_another_kind_is_told_in_words(qtbot, page, data_folder: Path) -> None:
    path = data_folder / "lạ.xlsx"
    path.write_bytes(b"khong phai")
    told: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("povdesk.ui.messages.show_error", lambda _where, error: told.append(str(error)))
        forms_files.rehearse_file(page, page, path)
        qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "lạ.xlsx" in told[0]
