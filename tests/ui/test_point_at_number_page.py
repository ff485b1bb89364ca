"""From a number of the plan to its households in two actions, before and after it is issued."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from povdesk.storage.tables import household
from povdesk.ui.indicators.subjects_dialog import SubjectsDialog
from povdesk.ui.periods.moves_dialog import MovesDialog
from povdesk.ui.periods.page import create as create_periods
from povdesk.ui.widgets.preview_dialog import PreviewDialog
from tests.ui.plan_pages import YEAR, database, desk, plan_in, settled, shown, small_commune

__all__ = ["database", "desk", "shown", "small_commune"]


def front(qtbot, kind, desk):
    def found():
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()) and not desk.worker.is_busy(), timeout=20_000)
    return found()[-1]


def close(kind) -> None:
    for one in QApplication.topLevelWidgets():
        if isinstance(one, kind):
            one.reject()


def pick(preview, words: str):
    """Put the cursor on a number of the list beside the paper and press Enter."""
    view = preview.figures.view()
    assert view.choose(lambda figure: figure.words == words), words
    figure = view.current_row()
    QTest.keyClick(view, Qt.Key.Key_Return)
    return figure


def test_the_preview_of_a_plan_leads_from_a_hamlets_number_to_its_households(qtbot, shown, desk):
    shown.print_page()
    shown.layout_of().preview(shown.state())
    preview = front(qtbot, PreviewDialog, desk)
    rows = preview.figures.view().list_model().rows()
    hamlet = next(row for row in rows if row.code == "poor" and int(row.value) > 0)
    pick(preview, hamlet.words)
    lists = front(qtbot, SubjectsDialog, desk)
    assert len(lists.lists()["Được tính"]) == int(hamlet.value)
    assert {row.hamlet for row in lists.lists()["Được tính"]} == {hamlet.hamlet}
    close(SubjectsDialog)
    close(PreviewDialog)


def test_an_issued_plan_opens_from_the_register_with_the_households_of_then(qtbot, shown, desk, database):
    dialog = shown.acts().ask_to_issue()
    dialog.fill("21", date(YEAR, 3, 5))
    dialog.issue()
    qtbot.waitUntil(lambda: plan_in(database).number == "21", timeout=20_000)
    settled(qtbot, shown)
    with database.writing() as act:
        act.describe("Xóa hết hộ")
        for home in act.connection.execute(household.select()).all():
            act.update(household, home.id, {"deleted_at": "2024-09-01T08:00:00", "head_name": "Khác"})
    page = create_periods(desk)
    qtbot.addWidget(page)
    page.show_target(tab="papers")
    page.show()
    qtbot.waitUntil(lambda: page.loaded() is not None and not desk.worker.is_busy(), timeout=20_000)
    page.papers.view.choose(lambda row: row.number == "21")
    QTest.keyClick(page.papers.view, Qt.Key.Key_Return)
    preview = front(qtbot, PreviewDialog, desk)
    rows = preview.figures.view().list_model().rows()
    hamlet = next(row for row in rows if row.code == "near_poor" and int(row.value) > 0)
    pick(preview, hamlet.words)
    lists = front(qtbot, SubjectsDialog, desk)
    kept = lists.lists()["Được tính"]
    assert len(kept) == int(hamlet.value)
    assert all(row.name != "Khác" for row in kept)
    next(one for one in lists.findChildren(QPushButton) if one.text().startswith("So với nay")).click()
    moves = front(qtbot, MovesDialog, desk)
    assert {one.subject.name for one in moves.lists()["Ra"]} == {row.name for row in kept}
    assert all(one.why == "Hộ đã đưa ra khỏi sổ ngày 01/09/2024" for one in moves.lists()["Ra"])
    for kind in (MovesDialog, SubjectsDialog, PreviewDialog):
        close(kind)
    page.close()
