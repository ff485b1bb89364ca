"""The list of households: found without diacritics, filtered, printed as shown, removed with a way back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from povdesk import paths
from povdesk.domain.household import HEAD, Category, Household, Member
from povdesk.storage import households
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.households.list_filters import NO_CADRE, Filters
from povdesk.ui.households.list_page import ListPage
from povdesk.ui.households.list_preview import PreviewPanel
from povdesk.ui.pages import places
from povdesk.ui.widgets.chips import Chip
from povdesk.ui.widgets.search_box import SearchBox
from povdesk.ui.widgets.table import ListView
from povdesk.ui.widgets.toast import Toast
from povdesk.ui.worker import Worker
from tests.storage.people import classed, keep, make_commune, make_household, make_person, open_year

from .typing_vi import press, type_unikey, type_vi

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier
BEGINNING = date(2022, 1, 1)


@pytest.fixture
def database(data_folder: Path):
    opened = make_commune(data_folder)
    yield opened
    opened.close()


@pytest.fixture
def commune(database):
    """Two hamlets, five families; Đào's is poor, Hoà's has left poverty."""
    families = [
        make_household("Hồ Văn Đào", ("Đinh Thị Ương", "wife")),
        make_household("Đinh Văn Hoà", ("Hồ Thị Thuỷ", "wife"), hamlet_id=2),
        make_household("Hồ Thị Dung"),
        make_household("Hồ Văn An", hamlet_id=2),
        Household(hamlet_id=1, members=(Member(replace(make_person("Võ Văn Ê"), ethnic_group="01"), HEAD),)),
    ]
    kept = {family.head_name: keep(database, family, BEGINNING) for family in families}
    classed(database, kept["Hồ Văn Đào"], Category.POOR, 2023)
    classed(database, kept["Đinh Văn Hoà"], Category.NEAR_POOR, 2022)
    classed(database, kept["Đinh Văn Hoà"], Category.NOT_POOR, 2023)
    open_year(database)
    return kept


@pytest.fixture
def make_page(qtbot, database, data_folder, monkeypatch):
    """A page over the database, in a window of the given size, with everything read."""
    worker = Worker(database)

    def make(width: int = 1158, height: int = 640) -> ListPage:
        page = ListPage(Desk(worker, Habits(data_folder), data_folder))
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        qtbot.waitUntil(lambda: page.is_loaded() and not worker.is_busy())
        return page

    yield make
    worker.close()


def box_of(page):
    return page.findChild(SearchBox)


def list_of(page):
    return page.findChild(ListView)


def preview_of(page):
    return page.findChild(PreviewPanel)


def shown(page):
    return [row.head_name for row in list_of(page).list_model().rows()]


def count_of(page):
    return page.findChild(QLabel, "household-count").text()


def search(qtbot, page, text):
    box_of(page).setFocus()
    box_of(page).selectAll()
    type_vi(box_of(page), text)
    qtbot.waitUntil(lambda: list_of(page).list_model().query() == text.strip())


def texts(page):
    return [widget.text() for widget in page.findChildren(QPushButton) if widget.isVisible()]


def text_of_preview(page):
    parts = [*preview_of(page).findChildren(QLabel), *preview_of(page).findChildren(Chip)]
    return "\n".join(part.text() for part in parts if part.isVisible())


def test_all_households_are_there_by_given_name(commune, make_page):
    page = make_page()

    assert shown(page) == ["Hồ Văn An", "Hồ Thị Dung", "Hồ Văn Đào", "Võ Văn Ê", "Đinh Văn Hoà"]
    assert count_of(page) == "5 hộ"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dao", ["Hồ Văn Đào"]),
        ("uong", ["Hồ Văn Đào"]),
        ("đào hồ", ["Hồ Văn Đào"]),
        ("hoa", ["Hồ Văn An", "Đinh Văn Hoà"]),
        ("th-001", ["Đinh Văn Hoà"]),
        ("ho tra lac", ["Hồ Thị Dung", "Hồ Văn Đào"]),
        ("dinh thi", ["Hồ Văn Đào"]),
        ("dao hoa", []),
    ],
)
def test_typing_finds_without_marks_and_in_any_order(qtbot, commune, make_page, typed, found):
    page = make_page()

    search(qtbot, page, typed)

    assert shown(page) == found
    assert count_of(page) == f"{len(found)} / 5 hộ"


def test_typing_with_unikey_leaves_the_text_as_typed(qtbot, commune, make_page):
    page = make_page()
    box_of(page).setFocus()

    type_unikey(box_of(page), "Hồ Văn Đào")

    assert box_of(page).text() == "Hồ Văn Đào"
    qtbot.waitUntil(lambda: shown(page) == ["Hồ Văn Đào"])


def test_escape_clears_the_search_and_then_the_chips(qtbot, commune, make_page):
    page = make_page()
    page.findChild(Filters).choose("hamlet", ["Trà Lạc"])
    search(qtbot, page, "dao")

    press(box_of(page), Qt.Key.Key_Escape)
    assert shown(page) == ["Hồ Thị Dung", "Hồ Văn Đào", "Võ Văn Ê"]

    list_of(page).setFocus()
    press(list_of(page), Qt.Key.Key_Escape)
    assert len(shown(page)) == 5


@pytest.mark.parametrize(
    ("key", "values", "found"),
    [
        ("hamlet", ["Trà Hoa"], ["Hồ Văn An", "Đinh Văn Hoà"]),
        ("category", ["poor"], ["Hồ Văn Đào"]),
        ("category", ["poor", "not_poor"], ["Hồ Văn Đào", "Đinh Văn Hoà"]),
        ("form", ["waiting"], ["Hồ Văn Đào"]),
        ("ethnic_group", ["01"], ["Võ Văn Ê"]),
        ("cadre", [""], ["Hồ Văn An", "Hồ Thị Dung", "Hồ Văn Đào", "Võ Văn Ê", "Đinh Văn Hoà"]),
    ],
)
def test_chips_leave_what_they_say(commune, make_page, key, values, found):
    page = make_page()

    page.findChild(Filters).choose(key, values)

    assert shown(page) == found


def test_a_chip_opens_a_menu_with_the_number_of_households(commune, make_page):
    page = make_page()
    chip = page.findChild(QPushButton, "filter-cadre")

    chip.menu().aboutToShow.emit()

    words = [action.text() for action in chip.menu().actions() if action.text()]
    assert words == ["Tất cả", f"{NO_CADRE} (5)"]

    chip.menu().actions()[-1].trigger()
    assert chip.text() == f"Cán bộ: {NO_CADRE}"
    assert "Bỏ lọc" in texts(page)


def test_the_class_column_says_what_happened_since_last_year(commune, make_page):
    page = make_page()
    model = list_of(page).list_model()
    place = [column.key for column in model.columns].index("class")

    words = {model.row(row).head_name: model.index(row, place).data() for row in range(model.rowCount())}

    assert model.columns[place].title == "Diện 2023 → 2024"
    assert words["Hồ Văn Đào"] == "Vào diện nghèo"
    assert words["Đinh Văn Hoà"] == "Thoát cận nghèo"
    assert words["Hồ Văn An"] == ""


def test_enter_opens_the_form_from_the_search_box_on(qtbot, commune, make_page):
    page = make_page()
    search(qtbot, page, "uong")
    press(box_of(page), Qt.Key.Key_Return)

    with qtbot.waitSignal(page.open_household) as opened:
        press(list_of(page), Qt.Key.Key_Return)

    assert opened.args == [commune["Hồ Văn Đào"].id]


def test_the_preview_shows_the_people_and_the_classes(qtbot, commune, make_page):
    page = make_page()
    list_of(page).choose(lambda row: row.head_name == "Đinh Văn Hoà")

    qtbot.waitUntil(lambda: "Hồ Thị Thuỷ" in text_of_preview(page))

    text = text_of_preview(page)
    for words in ("Đinh Văn Hoà", "Vợ", "Hộ cận nghèo", "từ 01/01/2024", "Không nghèo"):
        assert words in text, words


def test_nothing_found_says_what_was_typed_and_offers_to_add_it(qtbot, commune, make_page):
    page = make_page()
    search(qtbot, page, "dinh thi an")

    assert "Thêm hộ mới tên «dinh thi an»" in texts(page)
    with qtbot.waitSignal(page.new_household) as wanted:
        next(b for b in page.findChildren(QPushButton) if b.text().startswith("Thêm hộ mới tên")).click()
    assert wanted.args == ["dinh thi an"]

    press_button(page, "Xóa bộ lọc")
    assert len(shown(page)) == 5


def test_an_empty_register_offers_a_new_household_and_excel_where_there_is_a_page_for_it(qtbot, make_page):
    page = make_page()

    assert "Thêm hộ" in texts(page)
    assert ("Nhập từ Excel" in texts(page)) is any(place.key == "exchange" for place in places())
    with qtbot.waitSignal(page.new_household):
        press(page, Qt.Key.Key_N, CTRL)


def test_removing_offers_the_way_back(qtbot, commune, database, make_page):
    page = make_page()
    list_of(page).setFocus()
    list_of(page).choose(lambda row: row.head_name == "Hồ Thị Dung")

    press(list_of(page), Qt.Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: "Hồ Thị Dung" not in shown(page))
    qtbot.waitUntil(lambda: page.window().findChild(Toast) is not None)
    with database.reading() as connection:
        assert [row.head_name for row in households.removed(connection)] == ["Hồ Thị Dung"]

    press_button(page.window().findChild(Toast), "Hoàn tác")

    qtbot.waitUntil(lambda: "Hồ Thị Dung" in shown(page))


def test_a_poor_household_is_asked_about_before_it_is_removed(qtbot, commune, make_page):
    page = make_page()
    list_of(page).setFocus()
    list_of(page).choose(lambda row: row.head_name == "Hồ Văn Đào")

    press(list_of(page), Qt.Key.Key_Delete, CTRL)

    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert {"Xóa", "Giữ lại"} == {b.text() for b in dialog.findChildren(QPushButton)}
    dialog.reject()
    assert "Hồ Văn Đào" in shown(page)


def test_another_page_can_show_a_part_of_the_list(commune, make_page):
    page = make_page()
    wanted = [commune["Hồ Văn An"].id, commune["Hồ Văn Đào"].id]

    page.show_target(ids=wanted, words="hộ chưa có thẻ bảo hiểm y tế")

    assert shown(page) == ["Hồ Văn An", "Hồ Văn Đào"]
    assert page.filter_words() == "Năm 2024; hộ chưa có thẻ bảo hiểm y tế"
    page.show_target(hamlet="Trà Hoa", search="hoa")
    assert shown(page) == ["Hồ Văn An", "Đinh Văn Hoà"]
    assert page.filter_words() == "Năm 2024; Thôn: Trà Hoa; Tìm: “hoa”"


def test_the_printed_list_has_the_rows_and_columns_of_the_screen(qtbot, commune, make_page, monkeypatch):
    from povdesk.ui.households import list_printing

    page = make_page()
    page.findChild(Filters).choose("hamlet", ["Trà Hoa"])
    asked = {}
    monkeypatch.setattr(
        list_printing, "preview", lambda *given, **named: asked.update(given=given, named=named)
    )

    page.print_page()

    columns, rows, words = asked["given"][2:]
    assert [column.title for column in columns][:3] == ["Mã hộ", "Chủ hộ", "Thôn"]
    assert [row.head_name for row in rows] == ["Hồ Văn An", "Đinh Văn Hoà"]
    assert words == "Năm 2024; Thôn: Trà Hoa"


def test_the_printed_list_reads_like_the_screen_and_has_no_identity_numbers(
    qtbot, commune, database, make_page
):
    import pypdfium2

    someone = replace(make_person("Hồ Văn Số"), id_number="051080000001")
    keep(database, Household(hamlet_id=1, members=(Member(someone, HEAD),)), BEGINNING)
    page = make_page()

    dialog = page.print_page()
    qtbot.waitUntil(lambda: dialog.view().pages() is not None, timeout=15_000)

    document = pypdfium2.PdfDocument(dialog._data)
    text = "\n".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    document.close()
    dialog.reject()
    for words in ("Danh sách hộ gia đình".upper(), "Hồ Văn Số", "Vào diện nghèo", "Diện 2023"):
        assert words.casefold() in text.casefold(), words
    assert "051080000001" not in text


@pytest.mark.parametrize(("width", "drawer"), [(1158, False), (1041, True), (972, True)])
def test_nothing_scrolls_sideways_and_the_preview_becomes_a_drawer(qtbot, commune, make_page, width, drawer):
    page = make_page(width, 480)
    QApplication.processEvents()

    assert list_of(page).horizontalScrollBar().maximum() == 0
    assert preview_of(page).isVisible() is not drawer
    if drawer:
        press_button(page, "Xem nhanh")
        assert preview_of(page).isVisible()
        press(page, Qt.Key.Key_Escape)
        assert not preview_of(page).isVisible()


def test_every_key_of_the_strip_is_in_the_help():
    text = (paths.RESOURCES / "help" / "ho-gia-dinh.md").read_text(encoding="utf-8")
    for key in ("Enter", "Ctrl+F", "Ctrl+N", "Ctrl+P", "Ctrl+Delete", "Esc"):
        assert f"**{key}**" in text, key


def press_button(widget, words):
    next(found for found in widget.findChildren(QPushButton) if found.text() == words).click()
