"""What the program says: verbs on buttons, nothing in English, no personal data in the log."""

import logging
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from povdesk import paths, program_log
from povdesk.domain.errors import InvalidInput, StorageUnavailable
from povdesk.ui import messages
from povdesk.ui.help.about import show_about
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.fields import TextField
from povdesk.ui.widgets.labels import button

from .typing_vi import press

pytestmark = pytest.mark.gui

ENGLISH = {
    "ok", "cancel", "yes", "no", "save", "open", "close", "apply", "reset", "help", "undo", "redo", "cut",
    "copy", "paste", "delete", "select", "all", "print", "printer", "name", "location", "type", "options",
    "range", "pages", "copies", "collate", "reverse", "color", "duplex", "file", "look", "files", "of",
    "directory", "back", "forward", "create", "new", "folder", "list", "view", "detail", "details", "show",
    "discard", "retry", "ignore", "abort", "restore", "defaults", "output", "selection", "properties",
    "preview", "size", "date", "modified", "computer", "choose", "step", "up", "down", "from", "current",
}  # fmt: skip


def english_in(text):
    words = text.replace("&", "").replace(":", " ").replace("(", " ").replace(")", " ").lower().split()
    return ENGLISH & set(words)


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def buttons(dialog):
    return [made.text() for made in dialog.findChildren(QPushButton)]


def words(dialog):
    return [made.text() for made in dialog.findChildren(QLabel)]


def test_all_standard_buttons_speak_vietnamese(window):
    box = QDialogButtonBox(window)
    for which in QDialogButtonBox.StandardButton:
        if which is not QDialogButtonBox.StandardButton.NoButton:
            made = box.addButton(which)
            if made is not None:
                assert made.text() and not english_in(made.text()), made.text()
    message = QMessageBox(window)
    message.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
    assert [made.text() for made in message.buttons()] == ["Đồng ý", "Hủy"]


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_text_field_speaks_vietnamese(window, kind):
    field = kind(window)
    menu = field.createStandardContextMenu()
    found = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert "Sao chép" in found and "Chọn tất cả" in found
    assert not any(english_in(text) for text in found)
    menu.deleteLater()


def test_qts_own_file_and_print_dialogs_speak_vietnamese(window):
    files = QFileDialog(window)
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    files.setLabelText(QFileDialog.DialogLabel.LookIn, files.labelText(QFileDialog.DialogLabel.LookIn))
    # For printing, Windows shows its own dialog in its own language.
    own = [files] if sys.platform == "win32" else [files, QPrintDialog(QPrinter(), window)]
    for dialog in own:
        shown = dialog.findChildren(QAbstractButton) + dialog.findChildren(QLabel)
        texts = [f"{made.text()} {made.toolTip()}" for made in shown]
        texts += [group.title() for group in dialog.findChildren(QGroupBox)]
        assert len(texts) > 5
        assert not [text for text in texts if english_in(text)]


def test_a_failure_the_officer_can_mend_has_a_sentence_and_advice(window):
    dialog = messages.show_error(window, StorageUnavailable("Không mở được tệp.", "Kiểm tra ổ đĩa."))

    assert words(dialog) == ["Không mở được tệp.", "Kiểm tra ổ đĩa."]
    assert buttons(dialog) == ["Đóng"]


def test_what_was_done_is_told_beside_the_buttons_of_a_list_and_can_be_closed(window):
    verbs = QPushButton("Xóa", window)
    verbs.setGeometry(780, 520, 100, 40)
    verbs.show()
    told = messages.toast(window, "Đã ghi tập huấn cho 3 cán bộ.", lambda: None)
    assert told.isVisible() and not told.geometry().intersects(verbs.geometry())

    told.findChild(QToolButton).click()

    assert not told.isVisible()


def test_the_bar_lies_above_a_row_of_buttons_that_it_would_cover(window):
    window.resize(700, 500)
    low = button("Mở hộ", parent=window)
    low.setGeometry(20, 420, 160, 30)
    low.show()
    told = messages.toast(window, "Đã xóa 1 dòng.", lambda: None)
    assert told.geometry().bottom() < low.y() and told.x() == messages.toast(window, "Đã lưu.").x()

    low.hide()
    assert messages.toast(window, "Đã xóa 1 dòng.", lambda: None).geometry().bottom() > low.y()


def test_the_buttons_of_a_dialog_do_not_move_the_bar_of_the_window_behind(window):
    window.resize(700, 500)
    place = messages.toast(window, "Đã lưu.").geometry()
    dialog = QDialog(window)
    button("Đóng", parent=dialog).setGeometry(0, 0, 400, 300)
    dialog.setGeometry(window.geometry())
    dialog.move(place.topLeft())
    dialog.show()

    assert messages.toast(window, "Đã lưu.").geometry() == place


def test_a_page_full_of_buttons_leaves_the_bar_at_the_bottom(window):
    window.resize(700, 500)
    at_the_bottom = messages.toast(window, "Đã lưu.").y()
    for place in range(0, 500, 30):
        made = button("Có", parent=window)
        made.setGeometry(0, place, 700, 28)
        made.show()
    assert messages.toast(window, "Đã lưu.").y() == at_the_bottom


def test_our_own_mistake_is_logged_without_the_values_and_offers_to_go_on(window, caplog):
    def fail(name):
        raise ValueError(f"không hiểu {name}")

    try:
        fail("Hồ Thị Suối, 051081000001")
    except ValueError as error:
        with caplog.at_level(logging.ERROR, "povdesk"):
            dialog = messages.show_error(window, error)

    assert dialog.windowTitle() == "Có lỗi xảy ra"
    assert any("Dữ liệu đã lưu vẫn còn nguyên" in text for text in words(dialog))
    assert {"Tiếp tục", "Sao chép chi tiết", "Lưu nhật ký lỗi…"} <= set(buttons(dialog))
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Sao chép chi tiết").click()
    copied = QGuiApplication.clipboard().text()
    for text in (caplog.text, copied):
        assert "ValueError" in text and "test_foundation_messages.py" in text
        assert "Suối" not in text and "051081000001" not in text
    caplog.clear()


def test_a_question_names_its_verbs_and_enter_keeps(window):
    done = []
    dialog = messages.confirm(
        window, "Xóa ông Hồ Văn Suối khỏi hộ này?", "Xóa", "Giữ lại", lambda: done.append(1)
    )
    assert buttons(dialog) == ["Giữ lại", "Xóa"]
    press(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    assert not done


def test_the_verb_does_it_once_and_esc_does_nothing(window):
    done = []
    dialog = messages.confirm(window, "Xóa?", "Xóa", "Giữ lại", lambda: done.append(1))
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden() and not done
    dialog = messages.confirm(window, "Xóa?", "Xóa", "Giữ lại", lambda: done.append(1))
    dialog.findChildren(QPushButton)[1].click()
    assert done == [1] and dialog.isHidden()


def test_enter_in_the_first_field_of_a_dialog_does_not_accept(window):
    dialog = Dialog("Thêm thôn", window)
    field = TextField("name", "Tên thôn", dialog)
    dialog.body.addWidget(field)
    save = dialog.add_button("Lưu", dialog.accept, kind="primary")
    dialog.open()
    field.setFocus()
    press(field, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert not save.isDefault() and not save.autoDefault()
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_the_bar_below_offers_to_undo_and_goes_away(window):
    undone = []
    toast = messages.toast(window, "Đã xóa 1 dòng.", lambda: undone.append(1))
    assert toast.isVisible() and buttons(toast) == ["Hoàn tác"]
    another = messages.toast(window, "Đã lưu.")
    assert toast.isHidden() and another.isVisible()
    toast = messages.toast(window, "Đã xóa 1 dòng.", lambda: undone.append(1))
    toast.findChildren(QPushButton)[0].click()
    assert undone == [1] and toast.isHidden()


def test_control_z_takes_back_what_the_bar_tells_but_never_what_is_being_typed(window, qtbot):
    undone: list[int] = []
    edit, plain = QLineEdit(window), QPushButton("Khác", window)
    edit.show()
    plain.show()
    toast = messages.toast(window, "Đã xóa 1 dòng.", lambda: undone.append(1))
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_A)
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [] and edit.text() == "" and toast.isVisible()

    qtbot.keyClick(plain, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(plain, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert undone == [1] and toast.isHidden()


def test_the_log_rotates_in_a_folder_with_vietnamese_letters(data_folder):
    program_log.start(data_folder / "nhật ký")
    handler = messages.log.handlers[-1]
    try:
        messages.log.info("mở dữ liệu")
        assert "mở dữ liệu" in (data_folder / "nhật ký" / "povdesk.log").read_text(encoding="utf-8")
    finally:
        messages.log.removeHandler(handler)
        handler.close()


def test_a_mistake_before_the_log_is_kept_is_written_down_too(window, monkeypatch, data_folder):
    monkeypatch.setattr(paths, "home", lambda: data_folder)
    monkeypatch.setattr(messages.log, "handlers", [])
    messages.show_error(window, ValueError("Hồ Thị Bí Mật")).reject()

    kept = (data_folder / "log" / program_log.FILE_NAME).read_text(encoding="utf-8")
    assert "ValueError" in kept and "Bí Mật" not in kept


def test_the_about_dialog_names_the_licences(window):
    dialog = show_about(window)

    assert any(text.startswith("PovDesk ") for text in words(dialog))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in dialog.licence_text()
    dialog.reject()


def test_a_button_that_takes_away_but_cannot_be_pressed_now_looks_so(window):
    made = button("Xóa", lambda: None, kind="danger", parent=window)
    made.show()

    def red() -> bool:
        picture = made.grab().toImage()
        dots = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
        return any(dot.red() > dot.green() + 60 for dot in dots)

    assert red()
    made.setEnabled(False)
    assert not red()


def test_a_hundred_mistakes_stay_on_the_screen_with_the_button(qtbot, window):
    lines = "\n".join(f"- dòng {number}: không dùng được" for number in range(100))
    dialog = messages.show_error(window, InvalidInput(f"Gói có 100 lỗi:\n{lines}", "Xin lại gói."))
    qtbot.waitUntil(lambda: dialog.isVisible())

    assert dialog.height() <= window.height()
    (close,) = (one for one in dialog.findChildren(QPushButton) if one.text() == "Đóng")
    assert dialog.focusWidget() is close
    assert dialog.rect().contains(close.mapTo(dialog, close.rect().center()))
    assert any("dòng 99" in one.text() for one in dialog.findChildren(QLabel))
