"""The page of indicators, driven by keys as an officer does."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from povdesk.documents.blocks import GroupRow, ListTitle, Table
from povdesk.domain.indicator import Part, Target, value_text
from povdesk.storage import plan_facts, plans, targets
from povdesk.storage.database import Database
from povdesk.storage.indicators import figures
from povdesk.ui.indicators.columns import COLUMNS, TreePaper
from povdesk.ui.indicators.page import IndicatorsPage, create
from povdesk.ui.indicators.subjects_dialog import SubjectsDialog

from .settings_window import (
    CTRL,
    database,
    dialog_of,
    open_page,
    press_button,
    save,
    settled,
    small_commune,
    take_back,
    type_into,
)

__all__ = ["database", "open_page", "small_commune"]
pytestmark = pytest.mark.gui
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot, open_page) -> IndicatorsPage:  # type: ignore[no-untyped-def]
    made = open_page(create, 1158, 620)
    made.show_target(year=2024)
    settled(qtbot, made)
    return made


def go_to(qtbot, page: IndicatorsPage, code: str) -> None:  # type: ignore[no-untyped-def]
    assert page.view.choose(lambda row: row.key == code)
    page.view.setFocus()


def order(database: Database) -> list[str]:
    """As the plan's page and papers have them."""
    with database.reading() as connection:
        return [figure.code for figure in figures(connection, 2024, date(2024, 12, 31))]


def plan_order(database: Database) -> list[str]:
    with database.reading() as connection:
        key = plans.find(connection, 2024)
        assert key is not None
        plan = plans.load(connection, key)
        return [one.code for one in plan_facts.gather(connection, plan, date(2024, 12, 31)).figures]


def words_of(document: object) -> list[str]:
    """Every cell and head of a list on paper."""
    found = []
    for block in document.sections[0].blocks:  # type: ignore[attr-defined]
        if isinstance(block, ListTitle):
            found += [*block.filter_text.split(". "), block.title]
        if isinstance(block, Table):
            found += [
                cell for row in block.rows for cell in (row.cells if isinstance(row, GroupRow) else row)
            ]
    return found


def test_the_tree_is_in_the_letters_of_the_plan_and_each_letter_stands_once(page: IndicatorsPage) -> None:
    rows = page.view.list_model().rows()
    assert len(rows) == 26
    shown = [row.definition.letter for row in rows if row.is_first]
    assert shown[:5] == ["a", "b", "c", "d", "đ"]
    assert rows[0].is_first and not rows[1].is_first


def test_ctrl_n_adds_an_indicator_that_the_plan_follows_and_undo_takes_it_away(
    qtbot, page: IndicatorsPage, database: Database
) -> None:  # type: ignore[no-untyped-def]
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    dialog = dialog_of(page)
    type_into(dialog, "indicator-name", "Số hộ có thẻ bảo hiểm y tế")
    dialog.field("indicator-measure").set_value("health_insurance")
    dialog.field("indicator-measure").changed.emit()
    assert "Mọi người của hộ nghèo, cận nghèo" in dialog.explained()
    assert "Thiếu số liệu: chưa rõ có thẻ" in dialog.explained()
    assert dialog.field("indicator-kind").value() == "rate"
    save(qtbot, page)
    assert order(database)[-1] == plan_order(database)[-1] == "XA-01"
    assert page.view.current_row().key == "XA-01"

    take_back(qtbot, page)
    assert order(database) == plan_order(database) and len(order(database)) == 26


def test_an_indicator_without_a_name_is_refused_beside_the_field(qtbot, page: IndicatorsPage) -> None:  # type: ignore[no-untyped-def]
    page.add()
    dialog = dialog_of(page)
    dialog.save()
    settled(qtbot, page)
    assert dialog.field("indicator-name").problem()[1] == "Gõ tên chỉ tiêu."


def test_a_way_of_counting_changes_a_kind_that_it_cannot_give(qtbot, page: IndicatorsPage) -> None:  # type: ignore[no-untyped-def]
    go_to(qtbot, page, "IND-16")
    page.edit_current()
    dialog = dialog_of(page)
    dialog.field("indicator-measure").set_value("house_support")
    dialog.field("indicator-measure").changed.emit()
    assert dialog.field("indicator-kind").value() == "count"
    assert dialog.field("indicator-unit").value() == "hộ"


def test_alt_and_an_arrow_move_an_indicator_in_the_plan_too(
    qtbot, page: IndicatorsPage, database: Database
) -> None:  # type: ignore[no-untyped-def]
    go_to(qtbot, page, "IND-02")
    qtbot.keyClick(page.view, Qt.Key.Key_Up, ALT)
    settled(qtbot, page)
    assert order(database)[:3] == plan_order(database)[:3] == ["IND-02", "IND-01", "IND-03"]
    assert page.view.current_row().key == "IND-02"
    qtbot.keyClick(page.view, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(page.view, Qt.Key.Key_Down, ALT)
    settled(qtbot, page)
    assert order(database)[:3] == ["IND-01", "IND-03", "IND-02"]
    take_back(qtbot, page)
    assert order(database)[:3] == ["IND-01", "IND-02", "IND-03"]


@pytest.mark.parametrize("words", ["Xuống", "Chép", "Ngừng dùng"])
def test_a_verb_keeps_the_keys_so_that_the_next_press_reaches_no_other(
    qtbot, page: IndicatorsPage, words: str
) -> None:  # type: ignore[no-untyped-def]
    verb = next(one for one in page.findChildren(QPushButton) if one.text() == words)
    verb.setFocus()
    qtbot.keyClick(verb, Qt.Key.Key_Space)
    settled(qtbot, page)
    assert page.window().focusWidget() is verb


def test_ctrl_delete_retires_and_a_retired_indicator_comes_back(
    qtbot, page: IndicatorsPage, database: Database
) -> None:  # type: ignore[no-untyped-def]
    go_to(qtbot, page, "IND-22")
    qtbot.keyClick(page.view, Qt.Key.Key_Delete, CTRL)
    settled(qtbot, page)
    assert "IND-22" not in order(database) and "IND-22" not in plan_order(database)
    with database.reading() as connection:
        before = [one.code for one in figures(connection, 2023, date(2023, 12, 31))]
    assert "IND-22" in before

    page._all.setChecked(True)
    go_to(qtbot, page, "IND-22")
    assert "Không dùng trong năm 2024" in page.detail.words()
    page.retire_current()
    settled(qtbot, page)
    assert "IND-22" in order(database)


def test_a_copy_stands_below_its_original_with_the_same_target_and_number(
    qtbot, page: IndicatorsPage, database: Database
) -> None:  # type: ignore[no-untyped-def]
    go_to(qtbot, page, "IND-16")
    page.copy_current()
    settled(qtbot, page)
    codes = order(database)
    assert codes.index("XA-01") == codes.index("IND-16") + 1
    with database.reading() as connection:
        found = {one.code: one for one in figures(connection, 2024, date(2024, 12, 31))}
    assert found["XA-01"].measured == found["IND-16"].measured
    assert found["XA-01"].target is not None and found["IND-16"].target is not None
    assert found["XA-01"].target.value == found["IND-16"].target.value
    assert found["XA-01"].status == found["IND-16"].status


def test_targets_of_hamlets_and_groups_are_typed_in_one_grid_and_undone_at_once(
    qtbot, page: IndicatorsPage, database: Database
) -> None:  # type: ignore[no-untyped-def]
    go_to(qtbot, page, "IND-16")
    dialog = page.edit_targets()
    assert dialog is not None
    names = [line["name"] for line in dialog.model.rows()]
    assert names[0] == "Toàn xã" and "Dân tộc thiểu số" in names
    for place in (1, names.index("Dân tộc thiểu số")):
        dialog.model.set_value(place, 1, ">=")
        dialog.model.set_value(place, 2, 95.5)
    dialog.save()
    settled(qtbot, page)
    with database.reading() as connection:
        kept = targets.targets(connection, "IND-16", 2024)
    assert [(one.hamlet_id is None, one.population_group, one.value) for one in kept] == [
        (True, "", 100),
        (True, "ethnic_minority", 95.5),
        (False, "", 95.5),
    ]
    assert "Dân tộc thiểu số: 95,5%. Thực hiện " in page.detail.words()

    take_back(qtbot, page)
    with database.reading() as connection:
        assert len(targets.targets(connection, "IND-16", 2024)) == 1


def test_a_number_without_a_sign_is_not_saved(qtbot, page: IndicatorsPage) -> None:  # type: ignore[no-untyped-def]
    go_to(qtbot, page, "IND-16")
    dialog = page.edit_targets()
    assert dialog is not None
    dialog.model.set_value(1, 2, 90.0)
    dialog.save()
    assert "chọn cách so sánh" in dialog._message.text()

    # What was mended is not red until the next save.
    dialog.model.set_value(1, 1, ">=")
    assert dialog._message.isHidden()


def test_last_years_targets_are_taken_over_once(qtbot, page: IndicatorsPage, database: Database) -> None:  # type: ignore[no-untyped-def]
    page.show_target(year=2025)
    settled(qtbot, page)
    press_button(page, "Lấy mục tiêu 2024")
    settled(qtbot, page)
    with database.reading() as connection:
        found = {one.code: wanted for one, wanted in targets.with_targets(connection, 2025)}
    assert found["IND-16"] is not None and (found["IND-16"].value, found["IND-16"].baseline) == (100, None)
    take_back(qtbot, page)
    with database.reading() as connection:
        assert all(wanted is None for _, wanted in targets.with_targets(connection, 2025))


def test_every_number_is_a_door_to_its_list(qtbot, page: IndicatorsPage) -> None:  # type: ignore[no-untyped-def]
    go_to(qtbot, page, "IND-16")
    door = page.detail.door(Part.NOT_REACHED)
    number = int(door.text().removeprefix("Chưa đạt: "))
    dialog = page.open_door(Part.NOT_REACHED)
    assert dialog is not None
    settled(qtbot, page)
    assert (dialog.part(), len(dialog.rows())) == ("Chưa đạt", number)
    dialog.reject()


def test_the_number_of_a_group_is_a_door_to_its_list_and_stands_on_paper(
    qtbot, page: IndicatorsPage, database: Database
) -> None:  # type: ignore[no-untyped-def]
    with database.writing() as act:
        for code, group in (("IND-16", "women"), ("IND-23", "women"), ("IND-16", "children")):
            targets.save_target(act, code, Target(2024, ">=", 90, population_group=group))
    page.reload()
    settled(qtbot, page)
    go_to(qtbot, page, "IND-23")
    assert "Phụ nữ, trẻ em gái: ≥ 90%. Chưa đếm được theo nhóm này" in page.detail.words()
    assert not page.detail.group_doors()

    go_to(qtbot, page, "IND-16")
    figure = page.view.current_row().groups["women"]
    assert list(page.detail.group_doors()) == ["women", "children"]
    qtbot.keyClick(page.detail.group_doors()["women"], Qt.Key.Key_Space)
    (dialog,) = page.findChildren(SubjectsDialog)
    settled(qtbot, page)
    sizes = {words: len(rows) for words, rows in dialog.lists().items()}
    assert sizes["Đạt"] == figure.measured.numerator > 0
    assert sizes["Đạt"] + sizes["Chưa đạt"] == figure.measured.denominator
    assert len(dialog.paper().rows) == len(dialog.rows())
    assert "Phụ nữ, trẻ em gái" in words_of(dialog.paper().document())
    dialog.reject()

    on_paper = words_of(
        TreePaper(tuple(page.view.list_model().rows()), page.loaded, date.today(), True).document()
    )
    assert "Trong đó: Phụ nữ, trẻ em gái" in on_paper and "Trong đó: Trẻ em dưới 16 tuổi" in on_paper
    assert value_text(figure.definition, figure.measured) in on_paper
    assert on_paper.count("Chưa đếm được theo nhóm này") == 1


def test_a_typed_number_shows_who_when_and_from_which_paper(
    qtbot, page: IndicatorsPage, database: Database
) -> None:  # type: ignore[no-untyped-def]
    go_to(qtbot, page, "IND-17")
    before = page.detail.words()
    dialog = page.measure()
    assert dialog is not None
    settled(qtbot, page)
    dialog.fill(Decimal("48.5"), date(2024, 12, 1), "Trạm Y tế xã")
    dialog.save()
    settled(qtbot, page)
    assert "01/12/2024: 48,5 % – Trạm Y tế xã" in page.detail.words()
    take_back(qtbot, page)
    assert page.detail.words() == before


def test_a_measure_that_this_program_does_not_have_says_so_in_its_row(
    qtbot, page: IndicatorsPage, database: Database
) -> None:  # type: ignore[no-untyped-def]
    from dataclasses import replace

    with database.writing() as act:
        known = next(one for one in targets.definitions(act.connection) if one.code == "IND-16")
        targets.save_definition(act, replace(known, measure="phep_dem_la"))
    page.reload()
    settled(qtbot, page)
    go_to(qtbot, page, "IND-16")
    assert "Không có cách đếm “phep_dem_la”" in page.detail.words()
    rows = {row.key: row for row in page.view.list_model().rows()}
    assert rows["IND-19"].figure.measured.value is not None


def test_a_small_window_keeps_the_column_of_the_target(page: IndicatorsPage) -> None:
    page.resize(1040, 480)

    hidden = [one.title for place, one in enumerate(COLUMNS) if page.view.isColumnHidden(place)]
    assert hidden == ["TT", "Nhóm"]
