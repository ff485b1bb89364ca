"""The roster grid follows Excel's keys, and every change can be taken back by name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from povdesk.domain.partial_date import PartialDate
from povdesk.ui import messages
from povdesk.ui.widgets.fields import Choice, ProblemLevel
from povdesk.ui.widgets.grid import GridColumn, GridModel, GridView, Unread
from povdesk.ui.widgets.grid_cells import CellEditor
from povdesk.ui.widgets.grid_paste import PastePreview

from .typing_vi import press, type_unikey, type_vi

pytestmark = pytest.mark.gui

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RELATIONS = [
    Choice("head", "Chủ hộ", "01"),
    Choice("spouse", "Vợ, chồng", "02"),
    Choice("child", "Con", "03"),
]
COLUMNS = [
    GridColumn("name", "Họ và tên", 160),
    GridColumn("relation", "Quan hệ", 100, choices=RELATIONS),
    GridColumn("born", "Ngày sinh", 100, read=PartialDate.parse, empty=None, is_date=True),
    GridColumn("age", "Tuổi", 50, computed=lambda row: str(2024 - row["born"].year) if _known(row) else ""),
    GridColumn("note", "Ghi chú", 120, stretch=True),
]


def _known(row):
    return isinstance(row.get("born"), PartialDate)


@pytest.fixture
def grid(qtbot):
    window = QWidget()
    layout = QHBoxLayout(window)
    model = GridModel(COLUMNS)
    model.set_rows(
        [
            {"name": "Hồ Văn Suối", "relation": "head", "born": PartialDate(1981, 3, 12), "note": ""},
            {"name": "Hồ Thị Đá", "relation": "spouse", "born": PartialDate(1984), "note": ""},
        ]
    )
    view = GridView(model)
    layout.addWidget(view)
    after = QLineEdit(window)
    after.setObjectName("after")
    layout.addWidget(after)
    window.resize(900, 400)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view.go_to(0, "name")
    yield view


def focused():
    return QApplication.focusWidget()


def cell(view):
    index = view.currentIndex()
    return index.row(), view.grid_model().columns[index.column()].key


def type_cell(view, text):
    """The first letter opens the editor, the others go into it."""
    for letter in text:
        target = view.findChild(CellEditor) or view
        type_vi(target, letter)


def test_typing_replaces_the_cell_and_keeps_the_first_letter(grid):
    type_cell(grid, "5 Hồ Bến")
    press(grid.findChild(CellEditor), Qt.Key.Key_Return)

    assert grid.grid_model().rows()[0]["name"] == "5 Hồ Bến"
    assert cell(grid) == (0, "relation")


def test_unikey_letters_arrive_whole_in_a_cell(grid):
    press(grid, Qt.Key.Key_F2)
    editor = grid.findChild(CellEditor)
    editor.clear()
    type_unikey(editor, "Hồ Thị Nghiệm")
    press(editor, Qt.Key.Key_Return)

    assert grid.grid_model().rows()[0]["name"] == "Hồ Thị Nghiệm"


def test_f2_edits_what_is_there_and_esc_restores_it(grid):
    press(grid, Qt.Key.Key_F2)
    editor = grid.findChild(CellEditor)
    assert editor.text() == "Hồ Văn Suối"
    type_vi(editor, "x")
    press(editor, Qt.Key.Key_Escape)

    assert grid.grid_model().rows()[0]["name"] == "Hồ Văn Suối"


def test_enter_goes_through_the_row_over_the_computed_cell_and_on_to_the_next(grid):
    seen = []
    for _ in range(4):
        press(grid, Qt.Key.Key_Return)
        seen.append(cell(grid))
    assert seen == [(0, "relation"), (0, "born"), (0, "note"), (1, "name")]
    press(grid, Qt.Key.Key_Return, SHIFT)
    assert cell(grid) == (0, "note")


def test_enter_on_the_empty_line_leaves_the_grid(grid):
    grid.go_to(2, "name")
    press(grid, Qt.Key.Key_Return)

    assert focused().objectName() == "after"


def test_typing_a_name_into_the_empty_line_adds_a_person(grid):
    grid.add_row()
    type_cell(grid, "Hồ Văn Bến")
    press(grid.findChild(CellEditor), Qt.Key.Key_Return)

    assert [row["name"] for row in grid.grid_model().rows()][-1] == "Hồ Văn Bến"
    assert cell(grid) == (2, "relation")


@pytest.mark.parametrize("typed", ["vo", "02", "vợ"])
def test_a_closed_list_in_a_cell_takes_parts_and_codes(grid, typed):
    grid.go_to(0, "relation")
    type_cell(grid, typed)
    press(grid.findChild(CellEditor), Qt.Key.Key_Return)

    assert grid.grid_model().rows()[0]["relation"] == "spouse"


def test_a_wrong_date_stays_as_typed_and_is_marked(grid):
    grid.go_to(0, "born")
    type_cell(grid, "22/13/2012")
    press(grid.findChild(CellEditor), Qt.Key.Key_Return)

    model = grid.grid_model()
    assert isinstance(model.rows()[0]["born"], Unread)
    assert model.problem(0, "born")[0] is ProblemLevel.ERROR
    assert model.index(0, 2).data() == "22/13/2012"


def test_ctrl_d_copies_the_cell_above(grid):
    grid.go_to(1, "born")
    press(grid, Qt.Key.Key_D, CTRL)

    assert grid.grid_model().rows()[1]["born"] == PartialDate(1981, 3, 12)


def test_rows_are_added_and_removed_with_the_accounting_keys(grid, qtbot):
    press(grid, Qt.Key.Key_Insert, CTRL)
    assert grid.grid_model().count() == 3 and cell(grid) == (1, "name")
    with qtbot.waitSignal(grid.rows_removed):
        press(grid, Qt.Key.Key_Delete, CTRL)
    assert [row["name"] for row in grid.grid_model().rows()] == ["Hồ Văn Suối", "Hồ Thị Đá"]


def test_every_step_has_a_name_and_can_be_taken_back(grid):
    model = grid.grid_model()
    model.set_text(1, 4, "Khuyết tật")
    assert model.undo.undoText() == "sửa Ghi chú, dòng 2"
    press(grid, Qt.Key.Key_Z, CTRL)
    assert model.rows()[1]["note"] == ""
    press(grid, Qt.Key.Key_Y, CTRL)
    assert model.rows()[1]["note"] == "Khuyết tật"


def test_a_block_from_excel_is_shown_first_and_is_one_step(grid):
    """20 rows with 3 bad cells: the preview marks 3, accepting writes 20, one Ctrl+Z takes all back."""
    rows = [f"Hồ Văn {n}\tCon\t{'x' if n in (3, 7, 11) else '2010'}" for n in range(20)]
    QGuiApplication.clipboard().setText("\r\n".join(rows) + "\r\n")
    grid.add_row()
    press(grid, Qt.Key.Key_V, CTRL)
    preview = grid.window().findChild(PastePreview)

    assert preview.unread_count() == 3
    assert grid.grid_model().count() == 2
    preview._take()
    assert grid.grid_model().count() == 22
    assert grid.grid_model().rows()[5]["born"] == Unread("x", grid.grid_model().problem(5, "born")[1])
    press(grid, Qt.Key.Key_Z, CTRL)
    assert grid.grid_model().count() == 2


def test_copied_cells_can_be_pasted_into_excel(grid):
    for _ in range(4):
        press(grid, Qt.Key.Key_Right, SHIFT)
    press(grid, Qt.Key.Key_C, CTRL)

    assert QGuiApplication.clipboard().text() == "Hồ Văn Suối\tChủ hộ\t12/03/1981\t43\t"


def test_a_read_only_grid_has_no_empty_line_and_takes_no_keys(grid):
    model = grid.grid_model()
    model.set_read_only(True)
    grid.go_to(0, "name")
    type_cell(grid, "abc")
    press(grid, Qt.Key.Key_Delete, CTRL)

    assert model.rowCount() == 2
    assert model.rows()[0]["name"] == "Hồ Văn Suối"


def test_the_grid_model_keeps_qts_rules(grid, qtmodeltester):
    qtmodeltester.check(grid.grid_model(), force_py=True)


def test_with_nothing_left_to_take_back_ctrl_z_is_left_to_the_window(grid):
    undone: list[int] = []
    bar = messages.toast(grid, "Đã lưu bảng.", lambda: undone.append(1))
    type_cell(grid, "Hồ Bến")
    press(grid.findChild(CellEditor), Qt.Key.Key_Return)

    press(grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [] and bar.isVisible() and not grid.grid_model().undo.canUndo()

    press(grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]
