"""Settings: names, signers and hamlets are dated, every save is one act that can be taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPushButton

from povdesk import papers, paths
from povdesk.storage import commune, settings
from povdesk.storage.history import entries
from povdesk.ui import theme
from povdesk.ui.settings.page import TABS
from povdesk.ui.widgets.dialog import Dialog

from .settings_window import (
    CTRL,
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
from .typing_vi import press

__all__ = ["database", "open_page", "page", "small_commune"]
pytestmark = pytest.mark.gui


def filed_line(database) -> str:
    with database.reading() as connection:
        document = papers.annual_plan(connection, 2024, date(2024, 3, 1))
    signed = [block for section in document.sections for block in section.blocks if hasattr(block, "filed")]
    return signed[0].recipient_lines[-1]


def acts(database) -> int:
    with database.reading() as connection:
        return len(entries(connection))


def test_another_drafting_unit_stands_in_the_plans_line_luu(qtbot, page, database):
    before = acts(database)

    chosen(page.part(), lambda row: row.item.name == "Trà Lâm")
    type_into(dialog_of(page), "drafting_unit", "KT")
    save(qtbot, page)

    assert filed_line(database) == "Lưu: VT, KT."
    assert acts(database) == before + 1
    assert "Lưu: VT, KT." in said_in(page)

    take_back(qtbot, page)
    assert filed_line(database) == "Lưu: VT, VHXH."


def test_the_default_name_after_july_2025_is_marked_until_somebody_confirms_it(qtbot, page, database):
    part = page.part()
    state = {row.item.name: row.state for row in part.view.list_model().rows()}
    assert state == {"Trà Lâm": "Đã xác nhận", "Thanh Bồng": "Mặc định, cần xác nhận"}

    chosen(part, lambda row: row.item.name == "Thanh Bồng")
    tick(dialog_of(page), "confirmed")
    save(qtbot, page)

    state = {row.item.name: row.state for row in part.view.list_model().rows()}
    assert state["Thanh Bồng"] == "Đã xác nhận"


def test_a_name_without_words_is_refused_beside_the_field(qtbot, page, database):
    before = acts(database)
    chosen(page.part(), lambda row: row.item.name == "Trà Lâm")
    type_into(dialog_of(page), "name", " ")
    save(qtbot, page)

    assert "Gõ tên riêng, ví dụ Trà Lâm." in said_in(dialog_of(page))
    assert acts(database) == before


def test_a_name_that_overlaps_another_is_refused_in_the_dialog_and_nothing_is_lost(qtbot, page, database):
    before = acts(database)
    chosen(page.part(), lambda row: row.item.name == "Trà Lâm")
    type_into(dialog_of(page), "valid_to", "31/12/2025")
    save(qtbot, page)

    assert "Thời gian trùng với xã Thanh Bồng" in said_in(dialog_of(page))
    assert dialog_of(page).field("valid_to").text() == "31/12/2025"
    assert acts(database) == before


def test_esc_asks_once_before_typed_words_are_dropped(qtbot, page):
    chosen(page.part(), lambda row: row.item.name == "Trà Lâm")
    dialog = dialog_of(page)
    type_into(dialog, "drafting_unit", "KT")

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and "Có thay đổi chưa lưu" in said_in(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not [one for one in page.findChildren(Dialog) if one.isVisible()]


def test_the_working_year_and_the_officer_are_saved_together(qtbot, page, database):
    press_button(page, "Sửa năm, cán bộ")
    type_into(dialog_of(page), "working_year", "2025")
    type_into(dialog_of(page), "officer_name", "Đinh Thị Ước")
    save(qtbot, page)

    with database.reading() as connection:
        assert settings.get(connection, "working_year") == 2025
        assert settings.officer_name(connection)[0] == "Đinh Thị Ước"

    press_button(page, "Sửa năm, cán bộ")
    type_into(dialog_of(page), "working_year", "năm nay")
    save(qtbot, page)
    assert "Gõ năm bằng bốn chữ số" in said_in(dialog_of(page))


def test_a_signer_is_added_with_keys_only(qtbot, page, database):
    part = go_to(qtbot, page, "signers")
    qtbot.keyClick(part.view, Qt.Key.Key_Insert, CTRL)
    type_into(dialog_of(page), "full_name", "Hồ Thị Ượng")
    type_into(dialog_of(page), "post", "Phó Chủ tịch")
    save(qtbot, page)

    assert "Hồ Thị Ượng" in [row.item.full_name for row in part.view.list_model().rows()]


def test_a_retired_signer_is_not_proposed_for_later_papers(qtbot, page, database):
    part = go_to(qtbot, page, "signers")
    part.view.choose(lambda row: row.item.is_default)
    name = part.view.current_row().item.full_name
    press_button(part, "Ngừng dùng")
    type_into(dialog_of(page), "last_day", "30/6/2024")
    save(qtbot, page)

    with database.reading() as connection:
        assert name in [one.full_name for one in commune.signers(connection, date(2024, 6, 30))]
        assert name not in [one.full_name for one in commune.signers(connection, date(2024, 7, 1))]
    take_back(qtbot, page)
    with database.reading() as connection:
        assert commune.default_signer(connection, date(2024, 7, 1)).full_name == name


def test_a_signer_of_a_plan_is_not_deleted_and_the_officer_reads_where_he_is_used(qtbot, page, database):
    part = go_to(qtbot, page, "signers")
    part.view.choose(lambda row: row.item.is_default)
    qtbot.keyClick(part.view, Qt.Key.Key_Delete, CTRL)
    settled(qtbot, page)

    assert "đang được dùng ở 1 kế hoạch" in said_in(dialog_of(page))
    press_button(dialog_of(page), "Ngừng dùng")
    assert "Ngày cuối cùng còn dùng" in said_in(dialog_of(page))


def test_an_unused_hamlet_is_deleted_and_brought_back(qtbot, page, database):
    part = go_to(qtbot, page, "hamlets")
    press_button(part, "Thêm thôn")
    dialog_of(page).field("kind").set_value("thôn")
    type_into(dialog_of(page), "name", "Trà Ổi")
    save(qtbot, page)
    part.view.choose(lambda row: row.item.name == "Trà Ổi")
    press_button(part, "Xóa")
    settled(qtbot, page)
    press_button(dialog_of(page), "Xóa")
    settled(qtbot, page)
    assert "Trà Ổi" not in [row.item.name for row in part.view.list_model().rows()]

    take_back(qtbot, page)
    assert "Trà Ổi" in [row.item.name for row in part.view.list_model().rows()]


def test_a_hamlet_with_households_says_how_many(qtbot, page):
    part = go_to(qtbot, page, "hamlets")
    part.view.choose(lambda row: row.item.name == "Trà Hoa")
    press_button(part, "Xóa")
    settled(qtbot, page)

    assert "hộ trong sổ" in said_in(dialog_of(page))


@pytest.mark.parametrize("size", list(theme.TextSize))
def test_every_tab_fits_a_small_screen_in_every_text_size(qtbot, qapp, page, size):
    theme.set_text_size(qapp, size)
    try:
        for tab in TABS:
            part = go_to(qtbot, page, tab)
            assert page.width() == 1041
            for area in part.findChildren(QAbstractScrollArea):
                if area.isVisible():
                    bar = area.horizontalScrollBar()
                    assert bar.maximum() == 0, (tab, area.objectName())
            for made in part.findChildren(QPushButton):
                if made.isVisible():
                    right = made.mapTo(page, made.rect().topRight()).x()
                    assert right <= page.width(), (tab, made.text())
    finally:
        theme.set_text_size(qapp, theme.TextSize.NORMAL)


def test_the_page_has_help_of_its_own(page):
    assert (paths.RESOURCES / "help" / f"{page.help_topic}.md").is_file()


def test_the_code_lists_show_source_and_what_to_compare(qtbot, page):
    part = go_to(qtbot, page, "catalogues")
    part.lists.choose(lambda row: row.title == "Dân tộc")
    QApplication.processEvents()

    words = said_in(part)
    assert "Quyết định 121-TCTK/PPCĐ" in words and "minority" not in words
    part.lists.setFocus()
    press(part.lists, Qt.Key.Key_Return)
    assert part.items.hasFocus()


def test_an_empty_register_says_in_each_tab_what_to_do_first(qtbot, qapp, data_folder):
    from povdesk.storage.creation import create_database
    from povdesk.ui.desk import Desk
    from povdesk.ui.habits import Habits
    from povdesk.ui.settings.page import create
    from povdesk.ui.worker import Worker

    opened = create_database(data_folder / "povdesk.db", officer_name="Hồ Văn Ổn")
    worker = Worker(opened)
    made = create(Desk(worker, Habits(None)))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settled(qtbot, made)
    words = {tab: said_in(go_to(qtbot, made, tab)) for tab in TABS}
    worker.close()
    opened.close()

    assert "Chưa có tên đơn vị" in words["unit"]
    assert "Chưa có người ký" in words["signers"]
    assert "Chưa có thôn nào" in words["hamlets"]
    assert "Năm này chưa có thôn nào" in words["totals"]
    assert "Quy trình rà soát" in words["procedure"]
