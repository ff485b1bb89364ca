"""The form fits its window: nothing is cut, nothing scrolls sideways, the panel becomes a drawer."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QScrollArea

from povdesk.storage import rounds
from povdesk.ui import theme
from povdesk.ui.households.form_dialogs import FormADialog
from povdesk.ui.widgets.fields import Field
from tests.storage.people import make_household

from .form_driver import full_family, full_review, registered
from .laying_out import stands

pytestmark = pytest.mark.gui
Key = Qt.Key
# The page beside the narrow navigation in windows of 1366×697, 1093×558 and 1024×540.
SIZES = ((1314, 643), (1041, 504), (972, 486))


@pytest.fixture(params=list(theme.TextSize), ids=lambda size: size.value)
def text_size(qapp, request):
    theme.set_text_size(qapp, request.param)
    yield request.param
    theme.set_text_size(qapp, theme.TextSize.NORMAL)


@pytest.fixture
def driver(form_commune, make_driver):
    key = registered(form_commune, full_family(), review=full_review)
    made = make_driver()
    made.open(key)
    return made


def cut_words(page):
    """Words that do not fit where they stand."""
    for widget in page.findChildren(QLabel) + page.findChildren(QPushButton) + page.findChildren(QCheckBox):
        if not widget.isVisible() or not widget.text() or isinstance(widget.parent(), Field):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            continue
        needed = min(widget.sizeHint().width(), widget.minimumSizeHint().width())
        if widget.width() < needed:
            yield f"{widget.text()!r}: {widget.width()} of {needed}"


def test_no_tab_is_wider_than_its_window_and_no_word_is_cut(driver, text_size):
    for width, height in SIZES:
        driver.page.resize(width, height)
        for place in range(5):
            driver.page._on_tab(place)

            def fits(tab=f"tab {place + 1}, {width}"):
                area = driver.page.sheet()._stack.currentWidget()
                assert isinstance(area, QScrollArea)
                assert area.widget().width() <= area.viewport().width(), tab
                assert not driver.grid().horizontalScrollBar().isVisible(), tab
                assert list(cut_words(driver.page)) == [], tab

            stands(driver.qtbot, fits)


def test_only_the_tab_in_front_is_shown_whatever_leads_there(driver):
    for place in (2, 0, 4, 1, 3, 0):
        driver.page._on_tab(place)
        stack = driver.page.sheet()._stack
        shown = [each for each in range(stack.count()) if stack.widget(each).isVisible()]
        assert shown == [place] == [driver.page._tabs.place()]


def test_in_a_narrow_window_the_panel_is_a_drawer_that_escape_closes(driver):
    panel = driver.page.sheet().panel
    assert panel.isVisible()
    driver.page.resize(1041, 504)
    assert not panel.isVisible()
    driver.button_called("Kiểm tra phiếu").click()
    assert panel.isVisible()
    assert panel.geometry().right() <= driver.page.sheet().width()
    driver.key(Key.Key_Escape)
    assert not panel.isVisible() and driver.opened == []
    driver.key(Key.Key_Escape)
    assert driver.opened == ["households"]


def test_the_roster_is_as_high_as_its_people_up_to_nine(form_commune, make_driver):
    others = [(f"Hồ Văn {name}", "child") for name in "ABCDEFGHIJ"]
    small = registered(form_commune, make_household("Hồ Văn An", *others[:4]))
    large = registered(form_commune, make_household("Hồ Văn Đào", *others))
    driver = make_driver()

    def lines():
        return (driver.grid().height() - theme.px(theme.TABLE_HEADER)) // theme.px(theme.ROSTER_ROW)

    driver.open(small)
    assert lines() == 6, "five people and the empty line"
    driver.open(large)
    assert lines() == 9


def test_phieu_a_is_shown_only_to_those_who_asked_and_its_list_is_the_officers(form_commune, make_driver):
    managed = registered(form_commune, full_family(), review=full_review)
    driver = make_driver()
    driver.open(managed)
    assert driver.page.sheet()._form_a.isHidden()

    driver.open(hamlet_id=1, head_name="Hồ Thị Ánh")
    driver.page._on_form_a()
    assert isinstance(driver.dialog(), FormADialog)
    driver.dialog()._text.set_value("Có ô tô\nCó người hưởng lương")
    driver.answer("Lưu danh mục")
    driver.qtbot.waitUntil(lambda: len(driver.page.sheet().form_a) == 2)
    driver.settle()
    driver.field("form_a.A2").answer(True)
    driver.field("form_a_passed").answer(False)
    driver.save()

    with form_commune.reading() as connection:
        listed = rounds.listed(connection, 1)
    key = next(row.household_id for row in listed if row.head_name == "Hồ Thị Ánh")
    kept = driver.stored(key)
    assert kept.asked
    assert {code: str(answer) for code, answer in kept.review.form_a.items()} == {"A2": "yes"}
    assert str(kept.review.form_a_passed) == "no"


def test_help_of_the_form_exists(driver):
    from povdesk import paths

    assert (Path(paths.RESOURCES) / "help" / f"{driver.page.help_topic}.md").is_file()


def test_the_first_letter_of_the_window_goes_where_entering_begins(driver):
    assert driver.focused_field() == "grid"
    assert QApplication.focusWidget() is driver.grid()


def test_the_standard_for_comparison_is_counted_beside_and_asks_what_only_it_has(form_commune, make_driver):
    from povdesk.storage.tables import review_round

    with form_commune.writing() as act:
        act.describe("Đặt chuẩn đối chiếu")
        act.update(review_round, 1, {"reference_standard_id": "2027-2030"})
    key = registered(form_commune, full_family(), review=full_review)
    driver = make_driver()
    driver.open(key)

    words = driver.evaluated()._more.text()
    assert words.startswith("Đối chiếu ") and "chưa kết luận" in words and "chưa đủ dữ liệu" in words
    assert driver.evaluated()._verdict.text() == "Hộ nghèo"
    driver.page.sheet().go_to("reference.waste_treatment")
    driver.type("1")
    driver.save()
    kept = driver.stored(key).review
    assert {code: str(answer) for code, answer in kept.reference_answers.items()} == {
        "waste_treatment": "yes"
    }


@pytest.mark.parametrize("size", [(1314, 643), (972, 486)])
def test_a_jump_brings_its_field_into_sight(driver, size):
    driver.page.resize(*size)
    for code, row in (("measured_on", 2), ("hamlet_id", None), ("question.L005", None), ("note", None)):
        driver.page.sheet().go_to(code, row)

        def in_sight(code=code):
            area = driver.page.sheet()._stack.currentWidget()
            focused = driver.focused()
            top = focused.mapTo(area.viewport(), focused.rect().topLeft()).y()
            assert top >= 0 and top + focused.height() <= area.viewport().height(), code

        stands(driver.qtbot, in_sight)
