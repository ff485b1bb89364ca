"""First run: an empty folder offers the invented commune or one's own, and both lead to a working window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from povdesk import cli, paths
from povdesk.storage import places
from povdesk.ui import theme
from povdesk.ui.first_run.writing import Source
from povdesk.ui.widgets.field import Field
from tests.spreadsheets.awkward import TIA, UT, table
from tests.storage.backup.samples import a_database, a_key

from .first_run_driver import FirstRunDriver, dialog
from .typing_vi import type_vi

pytestmark = pytest.mark.gui


@pytest.fixture
def first(qapp, qtbot, data_folder):
    driver = FirstRunDriver(qapp, qtbot, data_folder)
    yield driver
    driver.close()


def choose_excel(first, monkeypatch, path):
    """Arrow down to "Nhập … từ Excel", Enter to the button, Enter, a file."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    first.key(Qt.Key.Key_Down)
    assert first.page._data.source() is Source.EXCEL
    first.enter(2)
    first.settle()


def test_with_nothing_but_keys_and_nothing_optional_there_is_a_register(first, qtlog):
    first.begin()
    first.unit()
    first.hamlets("Thôn Đinh", "Trà Lạc")
    first.people()
    first.go_on()
    first.skip_backup()
    said = first.page._summary.lines()
    assert "Thôn: thôn Đinh, thôn Trà Lạc" in said
    assert f"Thư mục: {first.own}" in said
    first.go_on()
    first.wait_for_work()

    assert first.rows("SELECT name FROM commune_identity") == [("Suối Đá",)]
    assert first.rows("SELECT name FROM hamlet ORDER BY position") == [("Đinh",), ("Trà Lạc",)]
    procedures = first.rows("SELECT procedure_id FROM review_round")
    assert len(procedures) == 1 and procedures[0][0], "the year's round follows a procedure"
    if procedures[0][0] == "QD24-2021":  # Of the one from 2027 no days are known.
        assert first.rows("SELECT count(due_on) FROM round_step")[0][0] > 3
    assert first.window.current_key() == "dashboard"
    # What the plugin without a screen says of itself.
    known = ("propagateSizeHints", "Cannot find font directory")
    assert [each.message for each in qtlog.records if not any(word in each.message for word in known)] == []


def test_an_excel_list_waits_in_the_import_when_the_register_is_made(first, monkeypatch, data_folder):
    first.to_data()
    choose_excel(first, monkeypatch, table(data_folder / "danh sách hộ 2025.xlsx", [TIA, UT]))
    assert "danh sách hộ 2025.xlsx: trang Danh sách" in first.words()
    first.go_on()
    first.skip_backup()
    first.go_on()
    first.wait_for_work()

    page = first.window.page()
    assert first.window.current_key() == "exchange"
    assert page.step == 1 and page.sheet.table() is not None
    assert first.rows("SELECT count(*) FROM household") == [(0,)], "nothing is written before the preview"


def test_the_list_alone_is_enough_and_brings_its_hamlets(first, monkeypatch, data_folder):
    """The officer's first day: no hamlet typed, last year's list in Excel, everything by keys."""
    first.begin()
    first.unit()
    first.hamlets()
    first.hamlets()
    first.people()
    choose_excel(first, monkeypatch, table(data_folder / "năm trước.xlsx", [TIA, UT]))
    first.go_on()
    first.skip_backup()
    first.go_on()
    first.wait_for_work()
    page = first.window.page()
    for step in (2, 3):
        first.enter() if first.focus() is page.next else page.go_on()
        first.settle()
        assert page.step == step
    page.check.add_hamlets.setFocus()
    first.enter()
    first.settle()
    first._qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    first.settle()

    assert first.rows("SELECT name FROM hamlet") == [("Trà Hoa",)]
    assert first.rows("SELECT count(*) FROM household") == [(1,)]
    assert list(first.own.rglob("*.pvbak")), "a copy was made before"


def test_from_the_data_step_a_copy_can_be_brought_back_instead(first):
    first.to_data()
    for _ in range(2):
        first.key(Qt.Key.Key_Down)
    assert first.page._next.text() == "Phục hồi từ bản sao lưu…"
    first.enter(2)
    finding = dialog()
    assert finding.windowTitle() == "Chọn bản sao lưu để phục hồi"
    finding.reject()


def test_a_file_that_cannot_be_read_says_so_and_the_steps_go_on(first, monkeypatch, data_folder):
    broken = data_folder / "hỏng.xlsx"
    broken.write_bytes(b"not a workbook")
    first.to_data()
    choose_excel(first, monkeypatch, broken)
    assert "Tệp hỏng.xlsx không phải bảng tính Excel" in first.words()
    first.key(Qt.Key.Key_Tab)
    first.key(Qt.Key.Key_Tab)
    first.enter()
    first.skip_backup()
    assert "Dữ liệu: nhập từ Excel, chọn tệp sau" in first.page._summary.lines()
    first.go_on()
    first.wait_for_work()
    assert first.window.current_key() == "exchange" and first.window.page().step == 0


def test_alt_left_goes_back_and_forgets_nothing(first):
    first.to_data()
    for title in ("Người dùng, người ký", "Thôn, tổ dân phố", "Đơn vị"):
        first.back()
        assert first.title() == title
    assert first.page._steps[0]._name.value() == "Suối Đá"
    first.back()
    assert first.focus() is first.page._own
    first.enter()
    first.go_on()
    first.go_on()
    assert first.page._steps[2]._officer.value() == "Hồ Văn Đào"
    first.go_on()
    assert first.title() == "Dữ liệu"


def test_a_year_before_the_units_name_is_told_at_once_beside_the_year(first):
    first.begin()
    first.unit()
    first.hamlets("Đinh")
    people = first.page._steps[2]
    people._year.set_value("2024")
    first.people()

    assert first.title() == "Người dùng, người ký" and people._year.has_cursor()
    said = people._year.problem()[1]
    assert "dùng từ 01/07/2025" in said and "Gõ từ năm 2025" in said
    first.type("2025")
    first.go_on()
    assert first.title() == "Dữ liệu"


def test_a_name_that_begins_later_than_today_is_pointed_out_while_it_is_typed(first):
    first.begin()
    begins = first.page._steps[0]._from
    assert "Làm việc được từ năm 2025" in first.words()
    begins.setFocus()
    first.type("01/01/2099")
    assert "Ngày này chưa đến" in first.words()


def test_two_hamlets_of_one_name_are_told_while_they_can_be_changed(first):
    first.begin()
    first.unit()
    first.hamlets("Đinh", "Ba", "thôn Đinh")
    assert first.title() == "Thôn, tổ dân phố" and "có hai dòng" in first.words()
    step = first.page._steps[1]
    assert step._view.currentIndex().row() == 2

    # What was mended is not red until the next click.
    step._model.remove_rows([2])
    assert "có hai dòng" not in first.words()


def test_two_hamlets_of_one_code_are_told_while_it_can_be_changed(first):
    first.begin()
    first.unit()
    step = first.page._steps[1]
    step._model.set_rows([{"name": "Đinh", "kind": "thôn", "code": "T2"}, {"name": "Ba", "kind": "thôn"}])
    first.go_on()

    assert first.title() == "Thôn, tổ dân phố" and "hai thôn cùng mã T2" in first.words()


def test_without_hamlets_only_a_list_from_excel_goes_on(first):
    first.begin()
    first.unit()
    first.hamlets()
    assert "Chưa có thôn nào" in first.words()
    first.hamlets()
    first.people()
    first.go_on()
    assert first.title() == "Dữ liệu" and "cần ít nhất một thôn" in first.words()


def test_a_pin_chosen_here_opens_the_register(first):
    first.begin()
    first.unit()
    first.hamlets("Đinh")
    people = first.page._steps[2]
    people._pin.set_value("1234")
    people._again.set_value("1234")
    first.people()
    assert "quá dễ đoán" in people._pin.problem()[1]
    people._pin.set_value("280415")
    people._again.set_value("280451")
    first.go_on()
    assert "khác nhau" in people._again.problem()[1]
    people._again.set_value("280415")
    first.go_on()
    first.go_on()
    first.skip_backup()
    assert any("quên mã PIN không có mã phục hồi" in line for line in first.page._summary.lines())
    first.go_on()
    first._qtbot.waitUntil(lambda: hasattr(first.window._instead, "box"), timeout=30_000)
    box = first.window._instead.box
    type_vi(box.pin, "280415")
    first._qtbot.keyClick(box.pin, Qt.Key.Key_Return)
    first.wait_for_work()
    assert first.window.current_key() == "dashboard"


def test_a_key_and_a_stick_chosen_here_carry_the_first_copy(first, monkeypatch, data_folder):
    stick = data_folder / "USB của xã"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(stick))
    first.to_data()
    first.go_on()
    first.enter()
    wizard = dialog()
    type_vi(wizard.passphrase, "suoi trong nui xanh")
    wizard._on_next()
    first._qtbot.waitUntil(lambda: bool(wizard.recovery_code()), timeout=20_000)
    groups = wizard.recovery_code().split("-")
    for place, box in zip(wizard._asked, wizard.groups, strict=True):
        box.setText(groups[place])
    wizard._on_next()
    assert "Đã đặt khóa" in first.words()
    first.button("Thư mục khác…")
    first.page._backup._other.click()
    first.page._backup._remind.set_value("3")
    first.page._backup._remind.setFocus()
    first.go_on()
    assert any("bản đầu tiên ra" in line for line in first.page._summary.lines())
    first.go_on()
    first.wait_for_work()

    (copy,) = (stick / "PovDesk").glob("*.pvbak")
    assert b'"enc":null' not in copy.read_bytes()[:4000]
    assert first.rows("SELECT result, encrypted FROM backup_log") == [("ok", 1)]
    assert first.rows("SELECT value FROM setting WHERE key = 'backup_reminder_days'") == [("3",)]


def test_a_copy_that_fails_is_told_and_the_register_stays(first, monkeypatch, data_folder):
    (data_folder / "USB").write_text("a stick that cannot be written")
    first.to_data()
    first.go_on()
    first.page._backup._keep(a_key()[0])
    first.page._backup._on_kept()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(data_folder / "USB"))
    first.page._backup._other.click()
    first.page._backup._remind.setFocus()
    first.go_on()
    first.go_on()
    first.wait_for_work()

    said = " ".join(made.text() for made in dialog().findChildren(QLabel))
    assert "Đã tạo sổ của xã Suối Đá." in said
    dialog().reject()
    assert first.window.current_key() == "dashboard"


def test_a_folder_with_data_already_is_opened_instead_of_begun_anew(first, monkeypatch, data_folder):
    known = data_folder / "ổ D" / "PovDesk" / "data"
    a_database(known / paths.DATABASE_NAME).close()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(data_folder / "ổ D"))
    first.to_data()
    first.page._data.folder._other.click()
    asked = dialog()
    assert str(known) in " ".join(made.text() for made in asked.findChildren(QLabel))
    next(made for made in asked.findChildren(QPushButton) if made.text() == "Mở dữ liệu này").click()
    first.wait_for_work()
    assert not (first.own / paths.DATABASE_NAME).exists()


def test_a_folder_that_cannot_be_written_is_named_and_documents_take_its_place(
    qapp, qtbot, data_folder, monkeypatch
):
    root = data_folder / "máy hỏng"
    root.write_text("a file where a folder should be")
    documents = data_folder / "Tài liệu"
    monkeypatch.setattr("povdesk.ui.first_run.folder_part.documents", lambda: documents)
    first = FirstRunDriver(qapp, qtbot, root)
    try:
        assert f"Không ghi được vào thư mục dữ liệu {first.own}" in first.words()
        wanted = []
        first.page.restore_wanted.connect(wanted.append)
        first.page._restore.click()
        first.settle()
        assert not wanted and f"Không ghi được vào thư mục dữ liệu {first.own}" in first.words()
        first.page._own.setFocus()
        first.to_data()
        first.go_on()
        assert first.title() == "Dữ liệu", "nothing can be made where nothing can be written"
        monkeypatch.setenv("OneDrive", str(documents))
        first.page._data.folder._documents.click()
        first.settle()
        assert "OneDrive đồng bộ" in first.words() and "Chưa có nơi để dữ liệu" in first.words()
        monkeypatch.delenv("OneDrive")
        first.page._data.folder._documents.click()
        first.settle()
        first.own = documents / "PovDesk" / "data"
        assert f"Dữ liệu của xã nằm ở: {first.own}" in first.words()
        first.page._next.setFocus()
        first.go_on()
        first.skip_backup()
        first.go_on()
        first.wait_for_work()
        assert first.rows("SELECT count(*) FROM hamlet") == [(1,)]
    finally:
        first.close()


def test_a_stick_is_refused_for_live_data_and_the_folder_stays(first, monkeypatch, data_folder):
    stick = data_folder / "USB"
    first.to_data()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(stick))
    kind = places.system_disks.kind
    monkeypatch.setattr(
        places.system_disks,
        "kind",
        lambda path: places.Kind.REMOVABLE if path.is_relative_to(stick) else kind(path),
    )
    first.page._data.folder._other.click()
    first.settle()
    assert "ở trên USB hoặc thẻ nhớ" in first.words() and str(first.own) in first.words()
    assert not stick.exists()


@pytest.fixture
def home(tmp_path, monkeypatch):
    """%LOCALAPPDATA%\\PovDesk; the data of these tests will lie elsewhere."""
    folder = tmp_path / "PovDesk"
    monkeypatch.setattr(paths, "home", lambda: folder)
    return folder


def test_the_invented_commune_lies_in_one_place_wherever_the_data_will_lie(first, home):
    first.key(Qt.Key.Key_Tab)
    first.enter()
    first.wait_for_work()

    assert (home / "sample" / paths.DATABASE_NAME).exists()
    assert not (first.own.parent / "sample").exists() and not (first.own / paths.DATABASE_NAME).exists()


def test_the_commune_that_the_command_line_has_made_is_opened_and_not_made_again(first, home):
    assert cli.main(["demo", "--households", "100"]) == 0
    made = (home / "sample" / paths.DATABASE_NAME).stat().st_ino

    first.key(Qt.Key.Key_Tab)
    first.enter()
    first.wait_for_work()

    assert first.program._folder == home / "sample"
    assert (home / "sample" / paths.DATABASE_NAME).stat().st_ino == made


@pytest.mark.parametrize("size", [theme.TextSize.LARGE, theme.TextSize.VERY_LARGE])
def test_no_words_are_cut_at_a_larger_text_size(first, qapp, size):
    """1093 × 558: what is higher than the window is scrolled to, never cut."""
    first.window.set_text_size(size)
    try:
        first.to_data()
        for place, step in enumerate(first.page._steps[:3]):
            first.page._show_step(place)
            qapp.processEvents()
            assert step.width() <= first.page._stack.width()
            for field in step.findChildren(Field):
                message = field._message
                assert message.height() >= message.heightForWidth(message.width()), field.code
    finally:
        first.window.set_text_size(theme.TextSize.NORMAL)
