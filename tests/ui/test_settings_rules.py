"""Settings: yearly totals in a grid, and dated rules that the officer completes and takes back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from povdesk.domain.classification import classify, refusal, summed_income_points
from povdesk.domain.household import Area, Category
from povdesk.domain.procedure import procedure_for
from povdesk.domain.review import Lacking
from povdesk.storage import commune, rule_edits
from povdesk.storage.history import entries
from povdesk.ui.widgets.grid_paste import PastePreview

from .settings_window import (
    CTRL,
    choose_rules,
    chosen,
    database,
    dialog_of,
    go_to,
    open_page,
    page,
    press_button,
    said_in,
    save,
    settled,
    small_commune,
    take_back,
    tick,
    type_into,
)
from .typing_vi import press, type_vi

__all__ = ["database", "open_page", "page", "small_commune"]
pytestmark = pytest.mark.gui
CLOSING = 2023


def totals(database) -> dict[str, tuple]:
    with database.reading() as connection:
        names = {one.uid: one.name for one in commune.hamlets(connection)}
        return {
            names[row.hamlet]: (
                row.households,
                row.people,
                row.minority_households,
                row.children_under_16,
                row.source,
            )
            for row in commune.totals(connection, CLOSING)
        }


def acts(database) -> list[str]:
    with database.reading() as connection:
        return [entry.action for entry in entries(connection)]


def type_in_cell(qtbot, grid, text: str) -> None:
    """Type over the cell under the cursor and go on with Enter."""
    press(grid, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    editor.selectAll()
    type_vi(editor, text)
    press(editor, Qt.Key.Key_Return)


def choose_2027(qtbot, page):
    return choose_rules(qtbot, page, "standards", "2027-2030")


def everything_lacking(standard):
    return {indicator.code: Lacking.YES for indicator in standard.indicators}


def class_2027(database, points: int) -> Category:
    with database.reading() as connection:
        standard = rule_edits.standard(connection, "2027-2030")
    return classify(standard, Area.RURAL, points, everything_lacking(standard))


# --- Totals -------------------------------------------------------------------------------------


def test_the_totals_open_at_the_closing_that_the_plan_counts_from(qtbot, page):
    part = go_to(qtbot, page, "totals")

    assert part._years.currentText() == "Cuối năm 2023"


def test_typed_totals_are_one_act_and_are_taken_back_with_one_press(qtbot, page, database):
    before, acts_before = totals(database), len(acts(database))
    part = go_to(qtbot, page, "totals")
    part.grid.go_to(0, "households")
    for number in ("120", "480", "110", "150"):
        type_in_cell(qtbot, part.grid, number)
    type_in_cell(qtbot, part.grid, "Báo cáo cuối năm của thôn")
    qtbot.keyClick(part.grid, Qt.Key.Key_S, CTRL)
    settled(qtbot, page)

    first = next(iter(before))
    assert totals(database)[first] == (120, 480, 110, 150, "Báo cáo cuối năm của thôn")
    assert len(acts(database)) == acts_before + 1
    assert not part.is_dirty()

    take_back(qtbot, page)
    assert totals(database) == before
    assert part.model.rows()[0]["households"] == before[first][0]


def test_the_last_line_adds_up_and_says_what_is_missing(qtbot, page, database):
    part = go_to(qtbot, page, "totals")
    known = totals(database)
    last = part.model.rowCount() - 1
    assert part.model.index(last, 1).data() == str(sum(row[0] for row in known.values()))

    part.grid.go_to(0, "households")
    press(part.grid, Qt.Key.Key_Delete)
    assert part.model.index(last, 1).data() == "chưa đủ"
    assert "thiếu số hộ của 1 thôn." in said_in(part)
    part.drop()


def test_a_part_larger_than_its_whole_is_refused_with_the_hamlets_name(qtbot, page, database):
    before, acts_before = totals(database), acts(database)
    part = go_to(qtbot, page, "totals")
    part.grid.go_to(1, "households")
    type_in_cell(qtbot, part.grid, "20")
    part.grid.go_to(1, "minority_households")
    type_in_cell(qtbot, part.grid, "30")
    qtbot.keyClick(part.grid, Qt.Key.Key_S, CTRL)
    settled(qtbot, page)

    assert "thôn Trà Hoa: Số hộ dân tộc thiểu số lớn hơn tổng số hộ (30 và 20)." in said_in(part)
    assert part.model.problem(1, "name") is not None
    assert totals(database) == before and acts(database) == acts_before
    assert part.model.rows()[1]["minority_households"] == 30


def test_words_in_place_of_a_number_are_kept_and_pointed_at(qtbot, page, database):
    before = totals(database)
    part = go_to(qtbot, page, "totals")
    part.grid.go_to(0, "people")
    type_in_cell(qtbot, part.grid, "nhiều")
    qtbot.keyClick(part.grid, Qt.Key.Key_S, CTRL)
    settled(qtbot, page)

    assert "Chưa lưu. thôn Trà Xanh:" in said_in(part)
    assert totals(database) == before


def test_a_block_from_excel_never_reaches_beyond_the_hamlets(qtbot, page):
    part = go_to(qtbot, page, "totals")
    count = part.model.count()
    QApplication.clipboard().setText("\n".join(f"{100 + line}\t{400 + line}" for line in range(count + 3)))
    part.grid.go_to(0, "households")
    part.grid.paste()
    preview = next(one for one in page.findChildren(PastePreview) if one.isVisible())
    press_button(preview, "Nhận")

    assert part.model.count() == count
    assert [row["households"] for row in part.model.rows()] == [100 + line for line in range(count)]
    part.drop()


def test_leaving_with_unsaved_totals_asks_and_saves(qtbot, page, database):
    part = go_to(qtbot, page, "totals")
    part.grid.go_to(0, "households")
    type_in_cell(qtbot, part.grid, "99")
    gone = []

    page.may_leave(lambda: gone.append(True))
    assert not gone
    press_button(dialog_of(page), "Lưu")
    settled(qtbot, page)

    assert gone and next(iter(totals(database).values()))[0] == 99


# --- Procedure ----------------------------------------------------------------------------------


def test_a_changed_step_is_kept_apart_from_the_shipped_one(qtbot, page, database):
    part = choose_rules(qtbot, page, "procedure", "QD24-2021")
    chosen(part, lambda row: row.key == "posting")
    type_into(dialog_of(page), "working_days", "5")
    type_into(dialog_of(page), "suggested", "25/11")
    save(qtbot, page)

    with database.reading() as connection:
        mine = procedure_for(date(2024, 10, 1), rule_edits.procedures(connection))
        edit = rule_edits.edits(connection, rule_edits.PROCEDURE)["QD24-2021"]
    shipped = procedure_for(date(2024, 10, 1))
    assert (mine.steps[3].working_days, mine.steps[3].suggested) == (5, (11, 25))
    assert (shipped.steps[3].working_days, shipped.steps[3].suggested) == (3, (11, 30))
    assert edit.origin == "officer" and edit.payload["step"][0]["code"] == "posting"
    assert "bản gốc vẫn được giữ" in said_in(part)


def test_a_step_that_does_not_apply_is_left_out_and_the_original_comes_back(qtbot, page, database):
    part = choose_rules(qtbot, page, "procedure", "QD24-2021")
    chosen(part, lambda row: row.key == "opinion")
    tick(dialog_of(page), "applies")
    save(qtbot, page)
    assert {row.key: row.state for row in part.view.list_model().rows()}["opinion"] == "Không áp dụng"

    press_button(part, "Trở lại bản gốc")
    press_button(dialog_of(page), "Trở lại bản gốc")
    settled(qtbot, page)
    with database.reading() as connection:
        assert len(procedure_for(date(2024, 10, 1), rule_edits.procedures(connection)).steps) == 6


def test_an_impossible_day_is_refused_beside_the_field(qtbot, page, database):
    before = acts(database)
    part = choose_rules(qtbot, page, "procedure", "QD24-2021")
    chosen(part, lambda row: row.key == "listing")
    type_into(dialog_of(page), "suggested", "31/2")
    save(qtbot, page)

    assert "“31/2” không phải ngày trong năm." in said_in(dialog_of(page))
    assert acts(database) == before


def test_the_missing_addressee_of_step_5_is_said_and_leads_to_its_field(qtbot, page, database):
    part = choose_rules(qtbot, page, "procedure", "QD24-2021")
    assert "xã Thanh Bồng, từ 01/07/2025: chưa đặt nơi xin ý kiến" in said_in(part)

    press_button(part, "Đặt nơi xin ý kiến")
    settled(qtbot, page)
    assert dialog_of(page).field("name").value() == "Thanh Bồng"
    type_into(dialog_of(page), "review_opinion_addressee", "Sở Nông nghiệp và Môi trường")
    save(qtbot, page)

    part = choose_rules(qtbot, page, "procedure", "QD24-2021")
    assert "chưa đặt nơi xin ý kiến" not in said_in(part)


# --- Standards ----------------------------------------------------------------------------------


def test_2027_classifies_only_when_the_officer_completed_it_and_refuses_again_with_the_original(
    qtbot, page, database
):
    part = choose_2027(qtbot, page)
    assert "điểm giới hạn B1 khu vực nông thôn" in said_in(part)
    assert class_2027(database, 100) is Category.UNDECIDED

    press_button(part, "Sửa mức, điểm giới hạn")
    tick(dialog_of(page), "complete")
    save(qtbot, page)
    assert "Chuẩn đủ để phân loại thì phải có điểm này." in said_in(dialog_of(page))

    # Invented limits: the real ones are not known.
    type_into(dialog_of(page), "cutoffs.rural", "150")
    type_into(dialog_of(page), "cutoffs.urban", "180")
    save(qtbot, page)
    assert class_2027(database, 150) is Category.POOR
    assert class_2027(database, 151) is Category.NOT_POOR
    assert "150  (bản gốc: chưa rõ)" in said_in(part)
    assert "12 chỉ số chưa có ngưỡng" in said_in(part)

    press_button(part, "Trở lại bản gốc")
    press_button(dialog_of(page), "Trở lại bản gốc")
    settled(qtbot, page)
    assert class_2027(database, 150) is Category.UNDECIDED
    with database.reading() as connection:
        assert "còn thiếu" in refusal(rule_edits.standard(connection, "2027-2030"))

    take_back(qtbot, page)
    assert class_2027(database, 150) is Category.POOR


def test_limits_without_confirmation_do_not_classify(qtbot, page, database):
    part = choose_2027(qtbot, page)
    press_button(part, "Sửa mức, điểm giới hạn")
    type_into(dialog_of(page), "cutoffs.rural", "150")
    type_into(dialog_of(page), "cutoffs.urban", "180")
    save(qtbot, page)

    assert class_2027(database, 100) is Category.UNDECIDED
    assert "xác nhận rằng bộ chuẩn đã đủ" in said_in(part)


def test_an_indicators_wording_is_typed_from_the_text(qtbot, page, database):
    part = choose_2027(qtbot, page)
    chosen(part, lambda row: row.code == "nutrition")
    dialog_of(page).field("text").set_value("Theo văn bản sẽ ban hành")
    tick(dialog_of(page), "confirmed")
    save(qtbot, page)

    with database.reading() as connection:
        mine = rule_edits.standard(connection, "2027-2030").indicator("nutrition")
    assert (mine.text, mine.certainty) == ("Theo văn bản sẽ ban hành", "")
    assert "11 chỉ số chưa có ngưỡng" in said_in(part)


def test_points_of_form_b1_are_summed_once_they_are_typed(qtbot, page, database):
    part = choose_rules(qtbot, page, "standards", "2022-2026")
    press_button(part, "Bảng điểm B1")
    dialog = dialog_of(page)
    lines = dialog.model.rows()
    yes = next(i for i, row in enumerate(lines) if (row["code"], row["answer_code"]) == ("A001", "yes"))
    cattle = next(i for i, row in enumerate(lines) if row["code"] == "AN001")
    dialog.grid.go_to(yes, "rural")
    type_in_cell(qtbot, dialog.grid, "12")
    for place, (least, points) in enumerate((("0", "0"), ("2", "5"))):
        dialog.grid.go_to(cattle + place, "at_least")
        type_in_cell(qtbot, dialog.grid, least)
        dialog.grid.go_to(cattle + place, "rural")
        type_in_cell(qtbot, dialog.grid, points)
    save(qtbot, page)

    with database.reading() as connection:
        standard = rule_edits.standard(connection, "2022-2026")
    assert summed_income_points(standard, Area.RURAL, {"A001": "yes", "AN001": "3"}) == 17
    assert summed_income_points(standard, Area.RURAL, {"A001": "yes", "AN001": "1"}) == 12
    assert summed_income_points(standard, Area.URBAN, {"A001": "yes"}) is None

    press_button(part, "Bảng điểm B1")
    again = dialog_of(page)
    place = next(i for i, row in enumerate(again.model.rows()) if row["at_least"] == 2)
    again.grid.go_to(place, "at_least")
    press(again.grid, Qt.Key.Key_Delete)
    again.grid.go_to(place, "rural")
    press(again.grid, Qt.Key.Key_Delete)
    save(qtbot, page)
    with database.reading() as connection:
        standard = rule_edits.standard(connection, "2022-2026")
    assert summed_income_points(standard, Area.RURAL, {"A001": "yes", "AN001": "3"}) == 12


def test_a_range_without_a_beginning_is_refused(qtbot, page, database):
    before = acts(database)
    part = choose_rules(qtbot, page, "standards", "2022-2026")
    press_button(part, "Bảng điểm B1")
    dialog = dialog_of(page)
    cattle = next(i for i, row in enumerate(dialog.model.rows()) if row["code"] == "AN001")
    dialog.grid.go_to(cattle, "rural")
    type_in_cell(qtbot, dialog.grid, "5")
    save(qtbot, page)

    assert "Gõ số nhỏ nhất của khoảng" in said_in(dialog)
    assert acts(database) == before
