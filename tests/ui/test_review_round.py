"""The review page: a round led from list to decision with keys, its numbers opened, its lists printed."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import select

from povdesk.domain.household import Category
from povdesk.domain.review import RoundState
from povdesk.storage import demo, movements, rounds
from povdesk.storage.tables import commune_identity
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.review.meeting_dialog import MeetingDialog
from povdesk.ui.review.page import TABS, ReviewPage, create
from povdesk.ui.widgets.pdf_view import PdfView
from povdesk.ui.widgets.preview_dialog import PreviewDialog
from povdesk.ui.worker import Worker
from tests.storage import round_run
from tests.storage.people import classed, keep, make_commune, make_household

from .settings_window import dialog_of, press_button, said_in, settled, take_back, type_into
from .typing_vi import press, type_vi

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier
NOW = datetime(2024, 12, 20, 9, tzinfo=timezone(timedelta(hours=7)))
BEGINNING = date(2022, 1, 1)


def _page(qtbot, database, folder: Path) -> ReviewPage:  # type: ignore[no-untyped-def]
    worker = Worker(database)
    made = create(Desk(worker, Habits(folder), folder))
    made.opened = []  # type: ignore[attr-defined]
    made.desk.open = lambda key, **target: made.opened.append((key, target))  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    made.resize(1041, 480)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settled(qtbot, made)
    return made


@pytest.fixture
def database(data_folder: Path):  # type: ignore[no-untyped-def]
    opened = make_commune(data_folder, now=NOW)
    yield opened
    opened.close()


@pytest.fixture
def families(database):  # type: ignore[no-untyped-def]
    """Two poor families in Trà Lạc, a near-poor one in Trà Hoa."""
    kept = {}
    for name, hamlet_id, category in (
        ("Hồ Văn Đào", 1, Category.POOR),
        ("Hồ Văn Ích", 1, Category.POOR),
        ("Đinh Văn Hoà", 2, Category.NEAR_POOR),
    ):
        family = keep(database, make_household(name, hamlet_id=hamlet_id), BEGINNING)
        classed(database, family, category, 2023)
        kept[name] = family.id
    return kept


@pytest.fixture
def page(qtbot, qapp, database, families, data_folder: Path):  # type: ignore[no-untyped-def]
    made = _page(qtbot, database, data_folder)
    yield made
    made.desk.worker.close()


def _tab(qtbot, page: ReviewPage, key: str):  # type: ignore[no-untyped-def]
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    number = list(TABS).index(key) + 1
    qtbot.keyClick(page, Qt.Key(int(Qt.Key.Key_0) + number), Qt.KeyboardModifier.AltModifier)
    settled(qtbot, page)
    return page.part()


def _save(qtbot, page: ReviewPage) -> None:  # type: ignore[no-untyped-def]
    qtbot.keyClick(dialog_of(page), Qt.Key.Key_S, CTRL)
    settled(qtbot, page)


def _finish_step(qtbot, page: ReviewPage, day: str) -> None:  # type: ignore[no-untyped-def]
    part = _tab(qtbot, page, "progress")
    part.steps.choose(page.loaded().step_now.step)
    part.steps.setFocus()
    qtbot.keyClick(part.steps, Qt.Key.Key_Return, CTRL)
    type_into(dialog_of(page), "on", day)
    _save(qtbot, page)


def _open_round(qtbot, page: ReviewPage) -> int:  # type: ignore[no-untyped-def]
    press_button(page, "Mở kỳ rà soát")
    type_into(dialog_of(page), "started_on", "3/9/2024")
    _save(qtbot, page)
    assert page.loaded().this is not None, said_in(dialog_of(page))
    return page.loaded().this.id


def test_without_a_round_the_page_says_what_opening_one_carries_over(qtbot, page):
    assert "Chưa mở kỳ rà soát năm 2024." in said_in(page)
    assert "3 hộ nghèo, cận nghèo" in said_in(page)

    _open_round(qtbot, page)

    loaded = page.loaded()
    assert loaded.this.name == "Rà soát định kỳ năm 2024"
    assert [row.name for row in loaded.board] == ["Trà Lạc", "Trà Hoa", "Toàn xã"]
    assert [len(row.listed) for row in loaded.board] == [2, 1, 3]


def test_a_year_before_the_units_name_says_on_the_page_where_to_add_the_name(qtbot, page, database):
    _open_round(qtbot, page)
    with database.writing() as act:
        act.describe("Tên đơn vị dùng từ sau")
        for row in act.connection.execute(select(commune_identity.c.id)).all():
            act.update(commune_identity, row.id, {"valid_from": date(2199, 7, 1)})
    page.reload()
    qtbot.waitUntil(lambda: not page.desk.worker.is_busy(), timeout=10_000)
    qtbot.wait(50)

    said = " ".join(one.text() for one in page._places.currentWidget().findChildren(QLabel))
    assert "Chưa có tên đơn vị cho ngày" in said and "Cài đặt" in said


def test_a_round_is_led_from_its_list_to_the_decision_with_keys(qtbot, page, database, families):
    key = _open_round(qtbot, page)
    _finish_step(qtbot, page, "10/9/2024")
    round_run.close_forms(database, key, {families["Hồ Văn Ích"]: Category.NOT_POOR})
    page.reload()
    settled(qtbot, page)
    _finish_step(qtbot, page, "31/10/2024")

    part = _tab(qtbot, page, "meetings")
    for _hamlet in range(2):
        qtbot.keyClick(part.hamlets, Qt.Key.Key_Return)
        settled(qtbot, page)
        minutes = dialog_of(page)
        assert isinstance(minutes, MeetingDialog)
        for code, text in (
            ("held_on", "18/11/2024"),
            ("place", "Nhà văn hóa thôn"),
            ("chair", "Hồ Văn Lễ"),
            ("secretary", "Đinh Thị Ngát"),
            ("households_listed", "60"),
            ("households_present", "45"),
        ):
            type_into(minutes, code, text)
        press_button(minutes, "Điền số hộ dự họp")
        _save(qtbot, page)
        qtbot.keyClick(part.hamlets, Qt.Key.Key_Down)
    _finish_step(qtbot, page, "19/11/2024")

    part = _tab(qtbot, page, "meetings")
    qtbot.keyClick(part.hamlets, Qt.Key.Key_L, CTRL)
    type_into(dialog_of(page), "posted_from", "20/11/2024")
    qtbot.keyClick(dialog_of(page).field("posted_from").line(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog_of(page).field("posted_to").is_empty())
    assert str(dialog_of(page).field("posted_to").value()).endswith("2024"), "not of a year half typed"
    type_into(dialog_of(page), "posted_to", "25/11/2024")
    dialog_of(page).field("hamlet").set_value("all")
    _save(qtbot, page)
    _finish_step(qtbot, page, "26/11/2024")
    _finish_step(qtbot, page, "2/12/2024")

    part = _tab(qtbot, page, "progress")
    part.steps.choose(RoundState.RECOGNISED)
    qtbot.keyClick(part.steps, Qt.Key.Key_Return, CTRL)
    settled(qtbot, page)
    assert "1 hộ thoát nghèo" in said_in(dialog_of(page))
    type_into(dialog_of(page), "number", "87/QĐ-UBND")
    type_into(dialog_of(page), "signed_on", "12/12/2024")
    _save(qtbot, page)

    part = _tab(qtbot, page, "recognition")
    press_button(part, "Xác nhận giấy")
    type_into(dialog_of(page), "on", "19/12/2024")
    _save(qtbot, page)
    loaded = page.loaded()
    assert loaded.this.state is RoundState.RECOGNISED and loaded.decision.number == "87/QĐ-UBND"
    assert loaded.report.is_frozen and loaded.report.agrees
    assert len(loaded.certificates) == 2 and all(one.is_confirmed for one in loaded.certificates)

    take_back(qtbot, page)
    assert not any(one.is_confirmed for one in page.loaded().certificates)


def test_a_step_with_something_missing_is_refused_and_enter_jumps_there(qtbot, page, families):
    _open_round(qtbot, page)
    _finish_step(qtbot, page, "10/9/2024")
    part = _tab(qtbot, page, "progress")
    part.steps.choose(RoundState.SURVEYING)

    qtbot.keyClick(part.steps, Qt.Key.Key_Return, CTRL)
    type_into(dialog_of(page), "on", "31/10/2024")
    _save(qtbot, page)

    assert "còn 3 việc" in said_in(dialog_of(page))
    dialog_of(page)._on_drop()
    part.lacks.choose(lambda row: row.household_id == families["Hồ Văn Ích"])
    qtbot.keyClick(part.lacks, Qt.Key.Key_Return)
    assert page.opened[-1] == ("household", {"household_id": families["Hồ Văn Ích"]})


def test_enter_on_a_number_of_the_board_opens_its_households(qtbot, page, families):
    _open_round(qtbot, page)
    part = _tab(qtbot, page, "progress")
    part.board.setFocus()
    part.board.setCurrentIndex(part.board.model().index(0, 1))

    qtbot.keyClick(part.board, Qt.Key.Key_Return)

    key, target = page.opened[-1]
    assert key == "households" and set(target["ids"]) == {families["Hồ Văn Đào"], families["Hồ Văn Ích"]}
    assert target["words"] == "Hộ trong danh sách rà soát, Trà Lạc"


def test_the_names_behind_a_number_of_the_movement_table_are_shown(qtbot, qapp, data_folder):
    database = demo.create(data_folder / "povdesk.db", households=60)
    page = _page(qtbot, database, data_folder)
    with database.reading() as connection:
        before = rounds.of_kind(connection, 2023, rounds.RoundKind.PERIODIC)
        report = movements.report(connection, 2023)
    page.show_target(round_id=before.id, tab="movement")
    settled(qtbot, page)
    part = page.part()

    press(part, Qt.Key.Key_2, text="2")
    QApplication.processEvents()
    table = part.tables[Category.POOR]
    last = table.model().rowCount() - 2
    table.setCurrentIndex(table.model().index(last, 3))

    shown = {row.line.household_id for row in part.names.list_model().rows()}
    assert shown == {line.household_id for line, _people in report.named(Category.POOR, 2)}
    assert "Khớp" in part._state.text()
    page.desk.worker.close()
    database.close()


def test_the_public_list_has_no_scores_and_no_identity_numbers(qtbot, page, database, families):
    key = _open_round(qtbot, page)
    round_run.close_forms(database, key)
    page.reload()
    settled(qtbot, page)
    part = _tab(qtbot, page, "recognition")

    printed = part.printed()
    assert printed is not None
    words = " ".join(title for title, _width, _align in printed.columns)
    assert "B1" not in words and "định danh" not in words.lower()
    assert [row[1] for row in printed.rows] == ["Hồ Văn Đào", "Hồ Văn Ích", "Đinh Văn Hoà"]

    page.print_page()
    preview = next(one for one in page.window().findChildren(PreviewDialog) if one.isVisible())
    qtbot.waitUntil(lambda: preview.findChild(PdfView).isVisible(), timeout=20_000)
    preview.reject()


def test_too_few_votes_are_marked_in_the_minutes_while_they_are_typed(qtbot, page, database):
    key = _open_round(qtbot, page)
    round_run.close_forms(database, key)
    page.reload()
    settled(qtbot, page)
    part = _tab(qtbot, page, "meetings")
    qtbot.keyClick(part.hamlets, Qt.Key.Key_Return)
    settled(qtbot, page)
    minutes = dialog_of(page)
    minutes.grid.go_to(0, "for")

    type_vi(minutes.grid, "19")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    type_vi(QApplication.focusWidget(), "21")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()

    _level, words = minutes._model.problem(0, "for")
    assert "Dưới một nửa đồng ý" in words
