"""Phiếu B1: the typed total leads; the officer's points sheet is summed beside it and never overwrites."""

import pytest
from PySide6.QtCore import Qt

from povdesk.domain.review import ReviewState
from povdesk.storage import rule_edits
from tests.storage.people import STANDARD

from .form_driver import full_family, full_review, registered

pytestmark = pytest.mark.gui
Key = Qt.Key


def points_for_every_answer_used(database):
    """The officer fills in what this family's paper form uses: the house and a television."""

    def points(rural):
        return {"rural": rural, "urban": rural}

    sheet = {
        "question": [
            {"code": "B1S01", "answer": [{"code": "other", "points": points(0)}]},
            {"code": "B1S02", "answer": [{"code": "sheet", "points": points(10)}]},
            {"code": "B1S03", "answer": [{"code": "other", "points": points(0)}]},
            {"code": "B1S05", "answer": [{"code": "other", "points": points(0)}]},
            {"code": "B1S06", "answer": [{"code": "grid", "points": points(20)}]},
            {"code": "B1S07", "answer": [{"code": "other", "points": points(0)}]},
            {"code": "S04", "answer": [{"code": "A", "text": "từ 8", "at_least": 8, "points": points(15)}]},
            {"code": "A002", "answer": [{"code": "yes", "points": points(5)}]},
        ]
    }
    with database.writing() as act:
        rule_edits.put(act, rule_edits.STANDARD, STANDARD, sheet, "Nhập bảng điểm B1")


def words(driver):
    driver.evaluated()
    return driver.page.sheet()._income._sum.text()


def test_without_points_the_machine_says_that_it_does_not_sum(form_commune, make_driver):
    key = registered(form_commune, full_family(), review=full_review)
    driver = make_driver()
    driver.open(key)

    assert "Cộng điểm trên phiếu giấy rồi gõ tổng vào đây" in words(driver)


def test_with_points_the_sum_stands_beside_the_typed_total(form_commune, make_driver):
    points_for_every_answer_used(form_commune)
    key = registered(form_commune, full_family(), review=full_review)
    driver = make_driver()
    driver.open(key)
    driver.page.sheet().go_to("question.A002")
    driver.type("1")

    assert words(driver) == "Máy cộng từ các câu trả lời: 50, phiếu giấy ghi 120. Xem lại."
    assert driver.field("income_points").value() == 120
    assert [line.field for line in driver.evaluated().problems()] == ["income_points"]

    driver.page.sheet().go_to("income_points")
    driver.type("50")
    assert words(driver) == "Máy cộng từ các câu trả lời: 50, khớp với phiếu giấy."
    driver.key(Key.Key_F9)
    driver.settle()
    kept = driver.stored(key).review
    assert (kept.state, kept.income_points) == (ReviewState.CLOSED, 50)


def test_an_answer_without_points_stops_the_sum(form_commune, make_driver):
    points_for_every_answer_used(form_commune)
    key = registered(form_commune, full_family(), review=full_review)
    driver = make_driver()
    driver.open(key)
    driver.page.sheet().go_to("question.A001")
    driver.type("1")

    assert "Máy tự cộng để đối chiếu khi mọi câu đã trả lời có điểm" in words(driver)
