"""The dashboard as an officer uses it: years, hamlets, keys, lists, small screens, print in grey."""

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QScrollArea, QStackedWidget

from povdesk.domain.dashboard import YearPoint, kpi_text
from povdesk.domain.indicator import Status
from povdesk.domain.marks import Mark
from povdesk.ui import icons, theme
from povdesk.ui.dashboard import marks
from povdesk.ui.dashboard.kpi import statuses
from povdesk.ui.dashboard.page import create
from povdesk.ui.indicators.looks import STATUS_LOOKS
from povdesk.ui.indicators.subjects_dialog import Behind, Printed, SubjectsDialog
from tests.ui.laying_out import stands
from tests.ui.plan_pages import database, desk, small_commune

__all__ = ["database", "desk", "small_commune"]

# The page beside the navigation, below the strip of sample data, in windows of 1366×697, 1093×558, 1024×540.
SIZES = [(1158, 649), (1041, 510), (972, 492)]


@pytest.fixture
def shown(qtbot, desk):
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
    qtbot.waitUntil(lambda: page.shown() is not None and not page.desk.worker.is_busy(), timeout=20_000)


def listed(qtbot, dialog):
    qtbot.waitUntil(lambda: not dialog._desk.worker.is_busy(), timeout=20_000)
    return dialog.lists()


def box(page, name):
    return next(one for one in page.findChildren(QComboBox) if one.accessibleName() == name)


def choose(qtbot, page, name, value):
    chosen = box(page, name)
    place = chosen.findData(value) if value is not None else 0
    chosen.setCurrentIndex(place)
    chosen.activated.emit(place)
    read(qtbot, page)


def test_the_indicators_stand_in_the_order_and_lettering_of_the_plan(shown):
    rows = shown.table.rows()
    assert [row.code for row in rows] == [f"IND-{number:02d}" for number in range(1, 27)]
    assert [row.definition.letter for row in rows[:5]] == ["a", "a", "b", "c", "d"]


def test_twelve_rows_are_visible_on_the_officers_screen(shown):
    view = shown.table.view()
    assert view.viewport().height() >= 12 * theme.px(32)


def test_enter_on_an_indicator_opens_its_lists_and_their_sizes_are_the_number(qtbot, shown, desk):
    shown.table.view().choose(lambda row: row.code == "IND-16")
    QTest.keyClick(shown.table.view(), Qt.Key.Key_Return)
    dialog = next(one for one in shown.window().findChildren(SubjectsDialog))
    lists = listed(qtbot, dialog)
    figure = next(row.figure for row in shown.table.rows() if row.code == "IND-16")
    assert len(lists["Đạt"]) == figure.shown.numerator
    assert len(lists["Chưa đạt"]) == figure.shown.denominator - figure.shown.numerator
    assert len(lists["Thiếu số liệu"]) == figure.shown.unknown
    household = dialog.view().current_row().household_id
    QTest.keyClick(dialog.view(), Qt.Key.Key_Return)
    assert desk.opened[-1] == ("household", {"household_id": household})


@pytest.mark.parametrize(("key", "word"), [("poor", "Hộ nghèo"), ("near_poor", "Hộ cận nghèo")])
def test_enter_on_a_big_number_opens_as_many_households(qtbot, shown, key, word):
    card = shown.kpi(key)
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    dialog = next(one for one in shown.window().findChildren(SubjectsDialog))
    assert len(listed(qtbot, dialog)[word]) == card.kpi().value
    dialog.reject()


def test_the_forms_and_the_money_open_what_they_are_made_of(qtbot, shown):
    dialog = shown.open_kpi("forms")
    lists = listed(qtbot, dialog)
    kpi = shown.kpi("forms").kpi()
    assert (len(lists["Đã chốt"]), sum(len(rows) for rows in lists.values())) == (kpi.value, kpi.of)
    dialog.reject()
    money = shown.open_kpi("money")
    read(qtbot, shown)
    kpi = shown.kpi("money").kpi()
    assert sum(line.disbursed for line in money.lines()) == kpi.value
    assert sum(line.planned or 0 for line in money.lines()) == kpi.of
    money.reject()


def test_a_cell_of_a_hamlet_opens_its_own_households(qtbot, shown):
    table = shown.hamlets.table()
    table.setFocus()
    table.setCurrentCell(1, 3)
    line = shown.hamlets.lines()[1]
    QTest.keyClick(table, Qt.Key.Key_Return)
    dialog = next(one for one in shown.window().findChildren(SubjectsDialog))
    lists = listed(qtbot, dialog)
    assert len(lists["Chưa có thẻ"]) == line.cells[2].count
    assert {row.hamlet for row in lists["Chưa có thẻ"]} <= {line.name}
    dialog.reject()


def test_any_two_years_are_compared_and_the_year_box_changes_all(qtbot, shown):
    before = [row.figure.shown.value for row in shown.table.rows()]
    choose(qtbot, shown, "Năm so sánh", 2022)
    assert shown.shown().compared_year == 2022
    assert "so với 2022" in shown.kpi("poor").words() or "năm 2022" in shown.kpi("poor").words()
    choose(qtbot, shown, "Năm xem", 2023)
    assert shown.shown().year == 2023
    assert "dự kiến" not in shown.kpi("poor").words()
    assert [row.figure.shown.value for row in shown._loaded.shown.rows] != before


def test_a_closed_year_says_that_it_is_only_looked_at(qtbot, shown):
    assert shown._closed.isHidden()
    choose(qtbot, shown, "Năm xem", 2023)
    assert not shown._closed.isHidden()
    assert "chỉ xem" in shown._closed.text()
    assert shown.table.isVisible(), "its numbers are shown, nothing is offered to be added"


def test_a_hamlet_narrows_numbers_and_lists(qtbot, shown):
    hamlet = box(shown, "Thôn").itemData(2)
    choose(qtbot, shown, "Thôn", hamlet)
    assert len(shown.hamlets.lines()) == 2
    dialog = shown.open_kpi("poor")
    assert len(listed(qtbot, dialog)["Hộ nghèo"]) == shown.kpi("poor").kpi().value
    dialog.reject()
    row = next(row for row in shown.table.rows() if row.code == "IND-23")
    dialog = shown.open_figure(row.figure)
    assert len(listed(qtbot, dialog)["Đạt"]) == row.figure.shown.numerator
    dialog.reject()


def test_a_list_without_anybody_names_no_keys_that_do_nothing(qtbot, shown):
    nobody = Behind("Hộ nghèo", "Hộ nghèo", "Toàn xã: 0", lambda _connection: {}, shown.shown().day)
    dialog = SubjectsDialog(
        shown.desk, nobody, Printed("UBND XÃ SUỐI MẪU", "Suối Mẫu", shown.shown().day), shown
    )

    assert listed(qtbot, dialog) == {}
    assert dialog._keys.accessibleName() == "Esc: đóng"
    dialog.reject()


def test_a_year_without_targets_offers_to_take_them(qtbot, shown):
    shown.show_target(year=2025)
    qtbot.waitUntil(lambda: shown.shown().year == 2025)
    words = [one.text() for one in shown.findChildren(QLabel) if one.isVisible()]
    assert "Năm 2025 chưa có chỉ tiêu." in words
    bars = [area.verticalScrollBar() for area in shown.findChildren(QScrollArea)]
    qtbot.waitUntil(lambda: all(bar.value() == 0 for bar in bars))
    take = next(one for one in shown.findChildren(QPushButton) if one.text() == "Lấy mục tiêu mẫu 2024")
    take.click()
    read(qtbot, shown)
    qtbot.waitUntil(lambda: shown.shown().has_targets)
    assert shown.table.isVisible()


def test_the_current_row_says_where_its_number_comes_from(shown):
    shown.table.view().choose(lambda row: row.code == "IND-17")
    words = shown.table._origin.toolTip()
    assert "ập tay" in words
    shown.table.view().choose(lambda row: row.code == "IND-23")
    assert "đếm từ sổ" in shown.table._origin.toolTip()


def test_the_to_do_beside_it_leads_to_its_cases(qtbot, shown, desk):
    qtbot.waitUntil(lambda: bool(shown.todo.lines()))
    first = shown.todo.lines()[0]
    first.click()
    assert desk.opened[-1] == ("todo", {"rule": first.item.code})
    assert len(shown.todo.lines()) <= 5


def test_tab_goes_through_the_things_to_do_as_they_stand(qtbot, shown):
    qtbot.waitUntil(lambda: len(shown.todo.lines()) > 1)
    before = next(one for one in shown.todo.findChildren(QPushButton) if one.text().startswith("Xem tất cả"))
    for line in shown.todo.lines():
        assert before.nextInFocusChain() is line
        before = line


def test_the_paper_has_the_numbers_of_the_screen(qtbot, shown, data_folder):
    import pypdfium2

    from povdesk import papers, papers_dashboard

    path = data_folder / "bảng.pdf"
    papers.write_pdf(papers_dashboard.document(shown.shown(), shown.shown().day), path)
    document = pypdfium2.PdfDocument(path)
    words = " ".join(document[place].get_textpage().get_text_range() for place in range(len(document)))
    assert document[0].get_width() > document[0].get_height()
    document.close()
    for kpi in shown.shown().kpis:
        assert kpi_text(kpi) in words
    for part in (
        "90%",
        "NGƯỜI LẬP BẢNG",
        "DỮ LIỆU MẪU",
        *(row.figure.status.label for row in shown.table.rows()),
    ):
        assert part in words, part


@pytest.mark.parametrize(
    ("closed", "of", "status"), [(0, 0, None), (3, 5, Status.ATTENTION), (5, 5, Status.REACHED)]
)
def test_no_form_to_fill_is_nothing_reached(shown, closed, of, status):
    board = shown.shown()
    kpis = tuple(replace(kpi, value=closed, of=of) if kpi.key == "forms" else kpi for kpi in board.kpis)
    assert statuses(replace(board, kpis=kpis))["forms"] is status


@pytest.mark.parametrize(("size", "text"), list(itertools.product(SIZES, theme.TextSize)))
def test_everything_fits_on_small_screens_in_all_text_sizes(qtbot, qapp, shown, size, text):
    try:
        theme.set_text_size(qapp, text)
        # The navigation grows with the text and takes from the page.
        taken = round((208 if size[0] == 1158 else 52) * (text.scale - 1))
        shown.window().resize(size[0] - taken, size[1])

        def fits():
            area = shown.findChild(QScrollArea)
            assert area.widget().width() <= area.viewport().width(), "nothing lies beyond the right edge"
            for made in shown.findChildren(QPushButton):
                if made.isVisible() and made.text():
                    assert made.width() >= made.sizeHint().width() - 1, made.text()
            for made in shown.findChildren(QLabel):
                if made.isVisible() and made.text() and not made.wordWrap():
                    assert made.width() >= made.sizeHint().width() - 1, made.text()
            assert shown.is_wide() == (size[0] == 1158 and text is theme.TextSize.NORMAL)

        stands(qtbot, fits)
    finally:
        theme.set_text_size(qapp, theme.TextSize.NORMAL)


def grey(draw):
    """What is painted, in grey, as bytes; blackness only where ink is."""
    image = QImage(120, 32, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def test_the_five_states_differ_in_grey_by_shape_and_by_word():
    states = (Status.REACHED, Status.ON_TRACK, Status.ATTENTION, Status.LATE, Status.NO_DATA)
    shapes, words = [], []
    for status in states:
        sign = STATUS_LOOKS[status][0]
        # One and the same ink: only the shape can differ.
        picture = grey(lambda painter, sign=sign: painter.drawPixmap(4, 4, icons.pixmap(sign, theme.INK, 16)))
        dark = {(x, y) for x in range(24) for y in range(24) if QColor(picture.pixel(x, y)).value() < 140}
        shapes.append(dark)
        words.append(status.label)
    assert len(set(words)) == 5
    for one, other in itertools.combinations(shapes, 2):
        assert len(one ^ other) >= 20, "shapes differ in many points"


def test_a_late_bar_is_hatched_so_that_it_differs_without_colour():
    mark = Mark(True, 0.6, 0.8, None, 0.8, 1.0)

    def line(status):
        picture = grey(lambda painter: marks.paint_mark(painter, QRectF(0, 0, 120, 32), mark, status))
        return [QColor(picture.pixel(x, 16)).value() for x in range(6, 60)]

    assert max(line(Status.ON_TRACK)) - min(line(Status.ON_TRACK)) < 10
    assert max(line(Status.LATE)) - min(line(Status.LATE)) > 80


def test_the_line_of_years_breaks_where_the_standard_changes():
    def painted(breaks):
        years = [YearPoint(2020 + place, float(place), breaks and place == 2) for place in range(5)]
        return grey(lambda painter: marks.paint_years(painter, QRectF(0, 0, 120, 32), years))

    whole, broken = painted(False), painted(True)
    ink = [
        sum(QColor(picture.pixel(x, y)).value() < 200 for x in range(31, 56) for y in range(32))
        for picture in (whole, broken)
    ]
    assert ink[1] < ink[0] / 2, "between the second and the third year nothing is drawn"
