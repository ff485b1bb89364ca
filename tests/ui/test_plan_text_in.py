"""An office begins with its own last plan: paste, look at both sides, confirm, one act, one undo."""

from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from povdesk.domain.errors import InvalidInput
from povdesk.storage import plans, targets
from povdesk.ui.plan.text_confirm_dialog import TextConfirmDialog
from povdesk.ui.plan.text_source_dialog import TextSourceDialog
from tests.ui.plan_pages import database, desk, settled, shown, small_commune  # noqa: F401

REFERENCE = Path(__file__).parent.parent / "data" / "ke_hoach_mau.txt"


def dialog_of(kind):
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found[-1] if found else None


def confirmation(qtbot, shown, text):  # type: ignore[no-untyped-def]  # noqa: F811
    shown.take_in_text()
    asked = dialog_of(TextSourceDialog)
    asked.text.setPlainText(text)
    qtbot.waitUntil(asked.isActiveWindow)
    qtbot.keyClick(asked.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog_of(TextConfirmDialog) is not None, timeout=10_000)
    opened = dialog_of(TextConfirmDialog)
    qtbot.waitUntil(opened.isActiveWindow)
    return opened


def test_the_pasted_reference_plan_is_shown_beside_its_text_and_kept_after_confirmation(
    qtbot,
    shown,  # noqa: F811
    database,  # noqa: F811
):
    text = REFERENCE.read_text(encoding="utf-8").replace("năm 2024", "năm 2026")
    asked = confirmation(qtbot, shown, text)

    assert asked.targets.count() == 26
    assert asked.year.value() == "2026"
    asked.grid.go_to(21)
    assert "Tối thiểu 27 hộ nghèo" in asked.text.textCursor().block().text()
    asked.targets.set_text(2, 5, "40")
    with qtbot.waitSignal(asked.accepted, timeout=10_000):
        qtbot.keyClick(asked, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, shown)

    qtbot.waitUntil(lambda: shown.state().plan is not None and shown.state().plan.year == 2026)
    with database.reading() as connection:
        kept = {definition.code: target for definition, target in targets.with_targets(connection, 2026)}
    assert kept["IND-03"].value == 40
    assert kept["IND-25"].value == 82.34


def test_nothing_is_kept_while_two_lines_name_one_indicator(qtbot, shown, database):  # noqa: F811
    asked = confirmation(qtbot, shown, REFERENCE.read_text(encoding="utf-8").replace("năm 2024", "năm 2026"))
    asked.targets.set_value(3, 3, "IND-03")

    qtbot.keyClick(asked, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: asked._message.isVisible(), timeout=10_000)

    assert "Hai dòng cùng nhận chỉ tiêu" in asked._message.text()
    with database.reading() as connection:
        assert plans.find(connection, 2026) is None
    asked.reject()


TWO_MEASURES = (
    "I. CHỈ TIÊU CỤ THỂ\n1. Chỉ tiêu năm 2026\n- Giảm 12 hộ cận nghèo; có từ 03 đến 05 lao động đi làm việc ở"
    " nước ngoài theo hợp đồng.\n- Kéo giảm tỷ lệ hộ nghèo từ 9,5% xuống còn 8% (tương đương giảm 21 hộ).\n"
    "- 99% hộ dân sử dụng nước sinh hoạt hợp vệ sinh."
)


def test_f6_goes_from_one_doubtful_target_to_the_next_and_says_why_with_its_words_marked(
    qtbot,
    shown,  # noqa: F811
):
    asked = confirmation(qtbot, shown, TWO_MEASURES)
    assert asked.targets.count() == 4

    def after(key, *, shift=False):  # type: ignore[no-untyped-def]
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(asked, key, held)
        return asked.grid.currentIndex().row()

    assert after(Qt.Key.Key_F6) == 1
    assert asked._count.text().startswith("Cần xem: “từ 03 đến 05 lao động” là khoảng hai số")
    marked = [one.cursor.selectedText() for one in asked.text.extraSelections()]
    assert marked[-1] == "có từ 03 đến 05 lao động đi làm việc ở nước ngoài theo hợp đồng"
    assert after(Qt.Key.Key_F6) == 3
    assert "không riêng hộ nghèo" in asked._count.text()
    assert after(Qt.Key.Key_F6) == 1
    assert after(Qt.Key.Key_F6, shift=True) == 3
    asked.grid.go_to(2)
    assert asked._count.text() == "Văn bản ghi thêm: tương đương giảm 21 hộ."
    asked.tabs.choose(2)
    assert asked._count.text().startswith("Nhận 4/4 chỉ tiêu")
    asked.reject()


def test_a_chosen_role_says_which_known_role_it_is_taken_for(qtbot, shown):  # noqa: F811
    text = (
        f"{TWO_MEASURES}\nII. TỔ CHỨC THỰC HIỆN\n1. Công chức Văn hóa - Xã hội: tham mưu kế hoạch.\n"
        "2. Trưởng các thôn: vận động nhân dân."
    )
    asked = confirmation(qtbot, shown, text)
    qtbot.keyClick(asked, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    roles = asked._stack.currentWidget()

    assert "phụ trách lĩnh vực Lao động - Thương binh và Xã hội" in asked._count.text()
    qtbot.keyClick(roles, Qt.Key.Key_Down)
    assert "chưa có trong mẫu" in asked._count.text()
    asked.reject()


def test_a_target_that_a_page_broke_is_marked_on_both_lines(qtbot, shown):  # noqa: F811
    broken = (
        "I. CHỈ TIÊU CỤ THỂ\n1. Chỉ tiêu năm 2026\n- Tối thiểu 20 người lao động thuộc hộ nghèo được\n"
        "kết nối việc làm thành công trong năm, góp phần\ntăng thu nhập cho hộ."
    )
    asked = confirmation(qtbot, shown, broken)
    asked.grid.go_to(0)

    marked = [one.cursor.selectedText() for one in asked.text.extraSelections()]
    assert marked[1:3] == [
        "Tối thiểu 20 người lao động thuộc hộ nghèo được",
        "kết nối việc làm thành công trong năm, góp phần",
    ]
    asked.reject()


def test_the_year_is_reached_from_the_table_without_the_mouse(qtbot, shown):  # noqa: F811
    asked = confirmation(qtbot, shown, TWO_MEASURES)
    qtbot.keyClick(asked, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)

    qtbot.waitUntil(
        asked.year.hasFocus if asked.year.focusProxy() is None else asked.year.focusProxy().hasFocus
    )
    asked.reject()


def test_a_text_without_parts_is_refused_in_words_and_stays_in_the_box(qtbot, shown):  # noqa: F811
    shown.take_in_text()
    asked = dialog_of(TextSourceDialog)
    asked.text.setPlainText("Chào bạn")
    asked.read_pasted()
    qtbot.waitUntil(lambda: asked._message.isVisible(), timeout=10_000)

    assert "Không thấy mục nào" in asked._message.text()
    assert asked.text.toPlainText() == "Chào bạn"
    asked.reject()


def test_a_word_file_gives_its_lists_numbers_and_table_targets(tmp_path):
    from povdesk.documents.plan_file import read_lines
    from povdesk.domain.plan_text.reader import read_plan

    made = Document()
    made.add_paragraph("KẾ HOẠCH")
    made.add_paragraph("Giảm nghèo năm 2025")
    made.add_paragraph("I. CHỈ TIÊU CỤ THỂ")
    table = made.add_table(rows=2, cols=4)
    for place, words in enumerate(("TT", "Chỉ tiêu", "ĐVT", "Kế hoạch 2025")):
        table.rows[0].cells[place].text = words
    for place, words in enumerate(("1", "Tỷ lệ hộ nghèo", "%", "3,5")):
        table.rows[1].cells[place].text = words
    made.add_paragraph("Mô hình mới", style="List Bullet")
    path = tmp_path / "Kế hoạch cũ.docx"
    made.save(str(path))

    lines, _text = read_lines(path)
    read = read_plan(lines)

    assert lines[-1].text == "- Mô hình mới"
    assert [(one.wording, one.value, one.unit) for one in read.targets][-1] == (
        "Tỷ lệ hộ nghèo",
        Decimal("3.5"),
        "%",
    )


@pytest.mark.parametrize(
    ("name", "content"), [("cũ.doc", b"x"), ("hỏng.docx", b"PK\x03\x04hong"), ("a.txt", b"\xb5\xff")]
)
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path, name, content):
    from povdesk.documents.plan_file import read_lines

    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InvalidInput) as refused:
        read_lines(path)
    assert refused.value.advice
