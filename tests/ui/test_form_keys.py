"""Entering without the mouse: a whole household, every field with UniKey, jumps, suggestions, undo."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from povdesk.domain.household import Category, YesNo
from povdesk.domain.review import Lacking, ReviewState
from povdesk.ui.households.form_check_panel import Line
from povdesk.ui.widgets.fields import (
    ChoiceField,
    LongTextField,
    Mark,
    ProblemLevel,
    TextField,
    TriStateField,
)
from tests.storage.people import make_household

from .form_driver import ALT, CTRL, SHIFT, full_family, full_review, registered

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


@pytest.mark.parametrize(
    ("line", "tab", "focused"),
    [
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
    ],
)
@pytest.mark.parametrize("width", [1314, 1041])
def test_a_problem_leads_to_its_field_wherever_it_is(form_commune, make_driver, width, line, tab, focused):
    key = registered(form_commune, full_family(), review=full_review)
    driver = make_driver(width=width)
    driver.open(key)
    driver.evaluated().wanted.emit(line)

    assert driver.page._tabs.place() == tab
    assert driver.focused_field() == focused
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


# ---- what the machine and the last forms know


def last_year(form_commune, family):
    """The family with a counted form of 2023, and this year's not begun."""
    from povdesk.storage import reviews, rounds
    from tests.storage.people import STANDARD, keep

    from .form_driver import RULES, _with_facts

    kept = keep(form_commune, family)
    with form_commune.writing() as act:
        from datetime import date

        before = rounds.open_round(act, 2023, standard_id=STANDARD, started_on=date(2023, 9, 1))
    with form_commune.writing() as act:
        form = reviews.open_form(act.connection, kept.id, before)
        household = replace(form.household, members=_with_facts(form.household.members, family.members))
        filled = replace(full_review(form.review), reviewed_on=date(2023, 10, 10), income_points=135)
        reviews.close(act, RULES, household, filled)
    return kept.id


def test_last_years_answers_look_different_and_do_not_count_until_confirmed_with_one_key(
    form_commune, make_driver
):
    key = last_year(form_commune, full_family())
    driver = make_driver()
    driver.open(key)
    fields = [driver.field(f"lacking.{code}") for code in ("water", "employment", "telecom")]
    assert {field.mark() for field in fields} == {Mark.CARRIED}
    checked = fields[0]._segments.buttons[True]
    assert checked.isChecked() and checked.property("carried") is True
    driver.field("income_points").set_value(120)
    assert driver.evaluated()._lacks.text() == "Điểm B2: 0 (0 chỉ số thiếu hụt)"
    assert "chưa xác nhận" in " ".join(line.text.lower() for line in driver.evaluated().problems())

    driver.key(Key.Key_3, ALT)
    driver.key(Key.Key_Return, CTRL)
    assert {field.mark() for field in fields} == {Mark.CONFIRMED}
    assert driver.evaluated()._lacks.text() == "Điểm B2: 30 (3 chỉ số thiếu hụt)"

    driver.key(Key.Key_Z, CTRL)
    assert {field.mark() for field in fields} == {Mark.CARRIED}
    driver.key(Key.Key_Y, CTRL)
    driver.save()
    assert driver.stored(key).review.lacking["water"] is Lacking.YES


def test_enter_confirms_one_answer_of_last_year(form_commune, make_driver):
    key = last_year(form_commune, full_family())
    driver = make_driver()
    driver.open(key)
    driver.key(Key.Key_3, ALT)
    driver.press(Key.Key_Return)

    assert driver.field("lacking.employment").mark() is Mark.CONFIRMED
    assert driver.focused_field() == "lacking.dependants"
    assert driver.page.sheet().steps().undoText() == "xác nhận 1. Việc làm"


def test_f7_puts_last_years_value(form_commune, make_driver):
    key = last_year(form_commune, full_family())
    driver = make_driver()
    driver.open(key)
    driver.field("income_points").setFocus()
    driver.key(Key.Key_F7)
    assert driver.field("income_points").value() == 135

    driver.go_to_cell(0, "health_insurance")
    driver.press(Key.Key_Delete)
    driver.key(Key.Key_F7)
    assert driver.cell(0, "health_insurance") == "Có"

    driver.go_to_cell(2, "full_name")
    driver.detail("school_level").setFocus()
    driver.detail("school_level").set_value("")
    driver.key(Key.Key_F7)
    assert driver.detail("school_level").value() == "lower_secondary"

    driver.field("note").setFocus()
    driver.key(Key.Key_F7)
    assert driver.said[-1] == "Năm trước không có giá trị cho ô này."


def test_ctrl_d_takes_the_previous_forms_value_and_in_the_roster_the_cell_above(form_commune, make_driver):
    first = registered(form_commune, make_household("Hồ Văn An", ("Hồ Thị Bê", "wife")))
    second = registered(form_commune, make_household("Hồ Văn Đào", ("Đinh Thị Ương", "wife")))
    driver = make_driver()
    driver.open(first)
    driver.field("address").setFocus()
    driver.key(Key.Key_D, CTRL)
    assert "Chưa có phiếu nào" in driver.said[-1]
    driver.type("Tổ 3")
    driver.save()
    driver.open(second)
    driver.field("address").setFocus()
    driver.key(Key.Key_D, CTRL)
    assert driver.field("address").value() == "Tổ 3"

    driver.go_to_cell(1, "born")
    driver.key(Key.Key_D, CTRL)
    assert driver.cell(1, "born") == "1980"


def test_suggestions_are_taken_one_by_one_or_all_at_once_and_undone_as_one(form_commune, make_driver):
    key = registered(form_commune, full_family())
    driver = make_driver()
    driver.open(key)
    for row, member in enumerate(full_family().members):
        driver.go_to_cell(row, "health_insurance")
        driver.type("1")
        driver.press(Key.Key_Return)
        assert member.facts.health_insurance is YesNo.YES
    driver.evaluated()
    driver.page.sheet().go_to("lacking.health_insurance")
    driver.key(Key.Key_F7, SHIFT)
    assert driver.field("lacking.health_insurance").value() is False

    driver.key(Key.Key_F7, CTRL)
    answered = [field for field in answers(driver) if field.value() is not None]
    assert len(answered) >= 2
    driver.key(Key.Key_Z, CTRL)
    assert len([field for field in answers(driver) if field.value() is not None]) == 1
    assert any("lấy gợi ý của máy" in words for words in driver.said)


def answers(driver):
    return [field for field in QApplication.instance().allWidgets() if is_answer(driver, field)]


def is_answer(driver, field):
    return (
        isinstance(field, TriStateField)
        and field.code.startswith("lacking.")
        and driver.page.sheet().isAncestorOf(field)
    )


def test_groups_are_suggested_from_the_roster_with_the_persons_name(form_commune, make_driver):
    key = registered(form_commune, full_family())
    driver = make_driver()
    driver.open(key)
    driver.evaluated()
    part = driver.page.sheet()._groups

    assert "Chủ hộ Hồ Văn Đào là người dân tộc Co" in part.rows._words["ethnic_minority"].text()
    driver.key(Key.Key_4, ALT)
    driver.key(Key.Key_F7, CTRL)
    assert driver.field("group.ethnic_minority").value() is True
    assert driver.field("group.female_head").value() is False
    assert driver.field("group.local_ethnic_group").value() is None


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
