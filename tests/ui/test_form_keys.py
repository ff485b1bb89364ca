"""Entering without the mouse: a whole household, every field with UniKey, jumps, suggestions, undo."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit

from povdesk.domain.household import Category, YesNo
from povdesk.domain.review import Lacking, ReviewState
from povdesk.ui.households.form_check_panel import Line
from povdesk.ui.widgets.fields import (
    ChoiceField,
    LongTextField,
    ProblemLevel,
    TextField,
)

from .form_driver import ALT, SHIFT, full_family, full_review, registered

pytestmark = pytest.mark.gui
Key = Qt.Key
NAME = "Hồ Thị Nghiễm Đoàn Ẩn Ước"


class MouseWatch(QObject):
    """Counts mouse buttons."""

    def __init__(self):
        super().__init__()
        self.seen = 0

    def eventFilter(self, watched, event):
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self.seen += 1
        return False


@pytest.fixture
def mouse(qapp):
    watch = MouseWatch()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


def begin_batch(driver):
    """The first household of a pile of paper forms; what is pinned holds for the following ones."""
    driver.open(hamlet_id=1, head_name="Đinh Văn Bảy")
    driver.field("reviewed_on").setFocus()
    driver.type("10/10/2024")
    driver.field("reviewer").setFocus()
    driver.unikey("Đinh Văn Hoà")
    driver.go_to_cell(0, "ethnic_group")
    driver.type("co")
    driver.press(Key.Key_Return)
    driver.key(Key.Key_F8)
    driver.settle()


def test_the_second_line_of_the_very_first_household_begins_with_the_heads_ethnic_group(make_driver):
    driver = make_driver()
    driver.open(hamlet_id=1, head_name="Đinh Văn Bảy")
    driver.go_to_cell(0, "ethnic_group")
    driver.type("co")
    driver.press(Key.Key_Return)
    driver.go_to_cell(1, "full_name")
    driver.unikey("Hồ Thị Ánh")
    driver.press(Key.Key_Return)

    assert driver.cell(1, "ethnic_group") == "Co"


def enter_person(driver, name, relation, sex, born, number, schooling, work):
    """One line of the roster, cell by cell; "" leaves what is there."""
    driver.unikey(name)
    driver.press(Key.Key_Return)
    for text in (relation, sex, born, "", number, "1", "", schooling, work):
        driver.type(text)
        driver.press(Key.Key_Return)


PEOPLE = (
    ("Hồ Văn Đào", "", "1", "1984", "051084000123", "thcs", "dang l"),
    ("Đinh Thị Ương", "vo", "2", "3/7/1986", "051186000124", "tieu", "dang l"),
    ("Hồ Thị Thuỷ", "con", "2", "20/11/2012", "", "tieu", "dang d"),
    ("Hồ Minh Ngữ", "con", "1", "2015", "", "", ""),
    ("Hồ Thị Ánh", "con", "2", "2/2019", "", "", ""),
)


def test_a_whole_household_is_entered_closed_and_the_next_begun_with_keys_only(
    form_commune, make_driver, mouse
):
    driver = make_driver()
    begin_batch(driver)
    driver.presses = 0

    for person in PEOPLE:
        enter_person(driver, *person)
    driver.key(Key.Key_2, ALT)
    driver.type("120")
    driver.key(Key.Key_3, ALT)
    # Three of five are children; cards and schooling as the roster says; the rest from the paper form.
    driver.type("010000101100")
    driver.key(Key.Key_4, ALT)
    driver.type("12")
    driver.press(Key.Key_Return)
    driver.type("khong co dat")
    driver.press(Key.Key_Return)
    driver.type("1101001")
    driver.key(Key.Key_F9)
    driver.settle()
    assert driver.dialog() is None
    driver.key(Key.Key_F8)
    driver.settle()

    kept = driver.stored(2)
    assert [m.person.full_name for m in kept.household.members] == [person[0] for person in PEOPLE]
    assert [str(m.person.born) for m in kept.household.members] == [
        "1984",
        "03/07/1986",
        "20/11/2012",
        "2015",
        "02/2019",
    ]
    assert {m.person.ethnic_group for m in kept.household.members} == {"30"}
    assert all(m.facts.health_insurance is YesNo.YES for m in kept.household.members)
    review = kept.review
    assert (review.state, review.income_points) == (ReviewState.CLOSED, 120)
    lacking = [code for code, answer in review.answers.items() if answer.lacking is Lacking.YES]
    assert lacking == ["dependants", "housing_quality", "water", "latrine"]
    assert review.computed is Category.POOR
    assert review.reasons == ("no_land", "no_capital") and review.main_reason == "no_land"
    assert review.registered_to_escape is YesNo.YES
    assert [code for code, answer in review.needs.items() if answer is YesNo.YES] == [
        "livelihood",
        "house",
        "telecom",
    ]
    assert driver.page.title.startswith("Hộ mới") and driver.focused_field() == "grid"
    assert mouse.seen == 0
    assert driver.presses < 400, driver.presses


def test_enter_at_the_end_of_a_tab_goes_on_to_the_next_one(form_commune, make_driver):
    key = registered(form_commune, full_family())
    driver = make_driver()
    driver.open(key)
    driver.key(Key.Key_3, ALT)
    assert driver.focused_field() == "lacking.employment"
    driver.type("0" * 12)
    assert driver.focused().objectName() == "reason.no_land"
    driver.key(Key.Key_Backtab, SHIFT)
    assert driver.focused_field().startswith("lacking.")


def test_unikey_is_intact_in_every_text_field_of_the_form(form_commune, make_driver):
    key = registered(form_commune, full_family(), review=full_review)
    driver = make_driver()
    driver.open(key)
    fields = [*driver.page.sheet().parts(), driver.page.sheet().roster._details]
    texts = [
        field
        for part in fields
        for field in (part.fields().values() if isinstance(part.fields(), dict) else part.fields())
        if isinstance(field, TextField | LongTextField) and not field.isHidden()
    ]
    assert {field.code for field in texts} == {
        "address",
        "phone",
        "reviewer",
        "livelihood_option",
        "note",
        "insurance_number",
    }
    for field in texts:
        driver.page.sheet().go_to(field.code, 0 if driver.page.sheet().roster.is_detail(field) else None)
        field.setFocus()
        field.set_value("")
        driver.unikey(NAME)
        typed = field.focusProxy()
        shown = typed.text() if isinstance(typed, QLineEdit) else typed.toPlainText()
        assert shown == NAME, field.code


def test_unikey_is_intact_in_every_combo_of_the_form(form_commune, make_driver):
    key = registered(form_commune, full_family(), review=full_review)
    driver = make_driver()
    driver.open(key)
    combos = [
        field
        for part in driver.page.sheet().parts()
        for field in part.fields()
        if isinstance(field, ChoiceField)
    ]
    assert len(combos) >= 9
    for field in combos:
        driver.page.sheet().go_to(field.code)
        field.set_value("")
        driver.unikey("Bê tông, gỗ ẩm Đước")
        assert field.box().currentText() == "Bê tông, gỗ ẩm Đước", field.code
        field.set_value("")


def test_unikey_is_intact_in_every_cell_of_the_roster(form_commune, make_driver):
    key = registered(form_commune, full_family(), review=full_review)
    driver = make_driver()
    driver.open(key)
    for column in driver.grid().grid_model().columns:
        if not column.editable:
            continue
        driver.go_to_cell(1, column.key)
        driver.unikey(NAME)
        editor = driver.focused()
        assert isinstance(editor, QLineEdit) and editor.text() == NAME, column.key
        driver.press(Key.Key_Escape)


# ---- jumps


JUMPS = [
    (Line(ProblemLevel.ERROR, "", "phone"), 0, "phone"),
    (Line(ProblemLevel.ERROR, "", "born", 2), 0, "grid"),
    (Line(ProblemLevel.ERROR, "", "school_level", 2), 0, "school_level"),
    (Line(ProblemLevel.ERROR, "", "measured_on", 1), 0, "measured_on"),
    (Line(ProblemLevel.ERROR, "", "members"), 0, "grid"),
    (Line(ProblemLevel.ERROR, "", "income_points"), 1, "income_points"),
    (Line(ProblemLevel.ERROR, "", "question.AN001"), 1, "question.AN001"),
    (Line(ProblemLevel.ERROR, "", "lacking.water"), 2, "lacking.water"),
    (Line(ProblemLevel.ERROR, "", "main_reason"), 3, "main_reason"),
    (Line(ProblemLevel.ERROR, "", "reasons"), 3, ""),
    (Line(ProblemLevel.ERROR, "", "note"), 4, "note"),
]


@pytest.mark.parametrize("width", [1314, 1041])
def test_a_problem_leads_to_its_field_wherever_it_is(form_commune, make_driver, width):
    key = registered(form_commune, full_family(), review=full_review)
    driver = make_driver(width=width)
    driver.open(key)
    for line, tab, focused in JUMPS:
        driver.evaluated().wanted.emit(line)

        assert (driver.page._tabs.place(), driver.focused_field()) == (tab, focused), line.field
        if line.row is not None:
            assert driver.page.sheet().roster.shown_row() == line.row
        if line.field == "reasons":
            assert driver.focused().objectName() == "reason.no_land"


def test_f6_walks_over_the_problems_of_members_too(form_commune, make_driver):
    family = full_family()
    child = replace(
        family.members[2], facts=replace(family.members[2].facts, school_level="", malnourished=YesNo.NO)
    )
    family = replace(family, members=(*family.members[:2], child))
    key = registered(form_commune, family, review=full_review)
    driver = make_driver()
    driver.open(key)
    lines = driver.evaluated().problems()
    assert [(line.field, line.row, line.place) for line in lines] == [("school_level", 2, "Hồ Thị Thuỷ")]
    driver.key(Key.Key_F6)

    assert driver.focused_field() == "school_level"
    assert driver.said[-1] == lines[0].text


def test_no_key_of_the_form_has_another_meaning_in_the_window(form_commune, make_driver, qtbot):
    from PySide6.QtGui import QShortcut

    from povdesk.ui.habits import Habits
    from povdesk.ui.main_window import MainWindow

    window = MainWindow((), Habits(None))
    qtbot.addWidget(window)
    everywhere = {made.key().toString() for made in window.findChildren(QShortcut)}
    of_the_form = [made.key().toString() for made in make_driver().page.findChildren(QShortcut)]

    assert everywhere and len(of_the_form) >= 20
    assert len(set(of_the_form)) == len(of_the_form)
    assert not everywhere & set(of_the_form)
