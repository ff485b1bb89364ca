"""The to-do by keyboard: rules, cases, a cadre for many households, putting off, paper."""

import itertools
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget

from povdesk import papers
from povdesk.ui import theme
from povdesk.ui.dashboard.page import create as create_dashboard
from povdesk.ui.settings.form_dialog import FormDialog
from povdesk.ui.todo.page import create
from tests.ui.laying_out import stands
from tests.ui.plan_pages import database, desk, small_commune

__all__ = ["database", "desk", "small_commune"]

SIZES = [(1158, 645), (1041, 506), (972, 488)]


@pytest.fixture
def shown(qtbot, desk):
    counts = []
    desk.show_count = lambda key, count: counts.append((key, count))
    desk.counts = counts
    window = QStackedWidget()
    qtbot.addWidget(window)
    page = create(desk)
    window.addWidget(page)
    window.resize(*SIZES[0])
    window.show()
    read(qtbot, page)
    yield page
    window.close()


def read(qtbot, page):
    qtbot.waitUntil(lambda: page.todo() is not None and not page.desk.worker.is_busy(), timeout=20_000)


def item(page, code):
    return next(one for one in page.todo().items if one.code == code)


def dialog_of(qtbot, page):
    found = []

    def is_there():
        found[:] = [one for one in page.window().findChildren(FormDialog) if one.isVisible()]
        return bool(found)

    qtbot.waitUntil(is_there)
    return found[0]


def test_the_red_number_is_how_many_rules_have_something_to_do(shown, desk):
    assert desk.counts[-1] == ("todo", len(shown.todo().due))


def test_the_number_of_a_rule_is_the_length_of_its_list(shown):
    for one in shown.todo().items:
        shown.rules.choose(lambda row, code=one.code: row.code == code)
        cases = [case for case in shown.cases.cases() if case.snooze is None]
        assert len(cases) == one.count
        if one.is_due:
            assert any(str(one.count) in label.text() for label in shown.cases.findChildren(QLabel))


def test_down_and_enter_lead_from_a_rule_to_a_household(shown, desk):
    shown.rules.setFocus()
    shown.rules.choose(lambda row: row.code == "no_insurance")
    QTest.keyClick(shown.rules, Qt.Key.Key_Return)
    assert shown.cases.view().hasFocus()
    case = shown.cases.view().current_row()
    QTest.keyClick(shown.cases.view(), Qt.Key.Key_Return)
    assert desk.opened[-1] == ("household", {"household_id": case.household_id})


def test_the_dashboard_can_ask_for_one_rule(shown):
    shown.show_target(rule="water_unhelped")
    assert shown.cases.item().code == "water_unhelped"


def test_a_cadre_is_given_to_all_marked_households_at_once(qtbot, shown):
    shown.rules.choose(lambda row: row.code == "no_cadre")
    before = item(shown, "no_cadre").count
    assert before > 1
    shown.cases.view().selectAll()
    shown.assign(shown.cases.marked())
    dialog = dialog_of(qtbot, shown)
    field = dialog.field("cadre")
    field.set_value(field.choices()[0].code)
    dialog.save()
    qtbot.waitUntil(lambda: item(shown, "no_cadre").count == 0, timeout=20_000)


def test_a_case_is_put_off_with_a_reason_and_woken_again(qtbot, shown):
    shown.rules.choose(lambda row: row.code == "no_cadre")
    before = item(shown, "no_cadre").count
    uid = shown.cases.cases()[0].uid
    shown.cases.view().setCurrentIndex(shown.cases.view().list_model().index(0, 0))
    shown.snooze(shown.cases.marked())
    dialog = dialog_of(qtbot, shown)
    dialog.save()
    assert dialog.isVisible(), "without a reason nothing is put off"
    dialog.field("reason").set_value("Chờ xã họp phân công")
    dialog.field("until").set_value(date.today() + timedelta(days=3))
    dialog.save()
    qtbot.waitUntil(lambda: item(shown, "no_cadre").count == before - 1, timeout=20_000)
    last = shown.cases.cases()[-1]
    assert (last.uid, last.snooze.reason) == (uid, "Chờ xã họp phân công")
    shown.wake([last])
    qtbot.waitUntil(lambda: item(shown, "no_cadre").count == before, timeout=20_000)


def test_the_list_is_printed_with_source_and_advice(shown, data_folder):
    shown.rules.choose(lambda row: row.code == "no_insurance")
    paper = shown.paper()
    papers.write_pdf(paper.document(), data_folder / "việc.pdf")
    papers.write_docx(paper.document(), data_folder / "việc.docx")
    assert (data_folder / "việc.pdf").read_bytes().startswith(b"%PDF")
    assert len(paper.cases) == item(shown, "no_insurance").count


def test_a_save_elsewhere_renews_the_red_number_while_the_dashboard_is_hidden(qtbot, shown, desk):
    from povdesk.storage import assignments

    window = QStackedWidget()
    qtbot.addWidget(window)
    dashboard = create_dashboard(desk)
    window.addWidget(dashboard)
    ids = [case.household_id for case in item(shown, "no_cadre").cases]
    shown.window().hide()
    day = shown.todo().day
    due = len(shown.todo().due)
    desk.worker.write(
        shown, lambda act: assignments.assign(act, ids, assignments.cadres(act.connection, day)[0].id, day)
    )
    qtbot.waitUntil(lambda: desk.counts[-1] == ("todo", due - 1), timeout=20_000)


@pytest.mark.parametrize(("size", "text"), list(itertools.product(SIZES, theme.TextSize)))
def test_everything_fits_on_small_screens_in_all_text_sizes(qtbot, qapp, shown, size, text):
    try:
        theme.set_text_size(qapp, text)
        taken = round((208 if size[0] == 1158 else 52) * (text.scale - 1))
        shown.window().resize(size[0] - taken, size[1])

        def fits():
            assert shown.cases.geometry().right() <= shown.width()
            for made in shown.findChildren(QPushButton):
                if made.isVisible() and made.text():
                    assert made.width() >= made.sizeHint().width() - 1, made.text()

        stands(qtbot, fits)
    finally:
        theme.set_text_size(qapp, theme.TextSize.NORMAL)
