"""What helps typing: last year's answers, the previous form, the machine's suggestions."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from povdesk.domain.household import YesNo
from povdesk.domain.review import Lacking
from povdesk.storage import reviews, rounds
from povdesk.ui.widgets.fields import Mark, TriStateField
from tests.storage.people import STANDARD, keep, make_household

from .form_driver import ALT, CTRL, RULES, SHIFT, full_family, full_review, registered, with_facts

pytestmark = pytest.mark.gui
Key = Qt.Key


def last_year(form_commune, family):
    """The family with a counted form of 2023, and this year's not begun."""
    kept = keep(form_commune, family)
    with form_commune.writing() as act:
        before = rounds.open_round(act, 2023, standard_id=STANDARD, started_on=date(2023, 9, 1))
    with form_commune.writing() as act:
        form = reviews.open_form(act.connection, kept.id, before)
        household = replace(form.household, members=with_facts(form.household.members, family.members))
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
