"""Settings, rule packs: looked at, decided item by item with the keyboard, taken in, out again, and made."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from povdesk.domain.rule_pack import Standing
from povdesk.storage import rule_edits
from povdesk.storage.rule_packs import container, removing
from povdesk.ui.settings.pack_dialog import PackDialog
from tests.storage.rule_packs import HEAD, contents, new_standard

from .settings_window import (
    CTRL,
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
    type_into,
)
from .typing_vi import press

__all__ = ["database", "open_page", "page", "small_commune"]


@pytest.fixture
def stick(data_folder: Path) -> Path:
    """A file as the province would bring it."""
    folder = data_folder / "USB của tỉnh"
    folder.mkdir()
    file = folder / "quy định 2027.pvrules"
    file.write_bytes(container.to_bytes(HEAD, contents()))
    return file


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args, **_kw: (str(path), ""))


def look_at(qtbot, page, monkeypatch: pytest.MonkeyPatch, path: Path) -> Any:  # type: ignore[no-untyped-def]
    """Ctrl+Insert, the file chosen."""
    choose_file(monkeypatch, path)
    part = go_to(qtbot, page, "packs")
    part.view.setFocus()
    qtbot.keyClick(part.view, Qt.Key.Key_Insert, CTRL)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PackDialog)), timeout=10_000)
    settled(qtbot, page)
    return dialog_of(page)


def to_front(qtbot, page) -> None:  # type: ignore[no-untyped-def]
    """Without a window system nothing else gives the window back after a dialog."""
    page.window().activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def test_a_pack_is_looked_at_taken_in_with_the_keyboard_and_undone(
    qtbot, page, database, stick, monkeypatch
) -> None:
    dialog = look_at(qtbot, page, monkeypatch, stick)
    words = said_in(dialog)
    assert "Quy định giai đoạn 2027-2030, số 01/2026" in words and "Mã kiểm tra" in words
    assert all(one.standing is not Standing.OWN for one in (row.offered for row in dialog._lines))

    save(qtbot, page)

    with database.reading() as connection:
        assert rule_edits.standard(connection, "2027-2030").is_complete
    part = page.part()
    assert [row.head.called for row in part.view.list_model().rows()] == [HEAD.called]
    places = [row[1].place for row in part.changes.list_model().rows()]
    assert "Điểm giới hạn B1: nông thôn" in places

    take_back(qtbot, page)
    with database.reading() as connection:
        assert not rule_edits.standard(connection, "2027-2030").is_complete
        assert removing.packs(connection) == ()


def test_the_officers_own_edit_is_shown_first_and_kept_until_space_is_pressed(
    qtbot, page, database, stick, monkeypatch
) -> None:
    own = {"cutoffs": {"rural": 141, "urban": 171}, "status": "complete"}
    with database.writing() as act:
        rule_edits.change(act, "standard", "2027-2030", own, "Sửa chuẩn nghèo")

    dialog = look_at(qtbot, page, monkeypatch, stick)
    row = dialog.items.current_row()
    assert row.offered.standing is Standing.OWN and not row.taken
    beside = {one.place: (one.before, one.after) for one in dialog.values.list_model().rows()}
    assert beside["Điểm giới hạn B1: nông thôn"] == ("141", "150")
    assert "Cán bộ xã đã sửa mục này" in said_in(dialog)

    press(dialog.items, Qt.Key.Key_Space, text=" ")
    assert dialog.items.current_row().taken
    press(dialog.items, Qt.Key.Key_Space, text=" ")
    assert not dialog.items.current_row().taken
    save(qtbot, page)
    with database.reading() as connection:
        assert rule_edits.standard(connection, "2027-2030").cutoffs["rural"] == 141


def test_a_damaged_file_is_refused_in_a_sentence(qtbot, page, database, stick, monkeypatch) -> None:
    stick.write_bytes(stick.read_bytes()[:-200])
    choose_file(monkeypatch, stick)
    part = go_to(qtbot, page, "packs")
    part.ask_file()
    settled(qtbot, page)
    assert "Không nhận gói này: tệp bị hỏng" in said_in(dialog_of(page))
    with database.reading() as connection:
        assert removing.packs(connection) == ()


def test_a_pack_is_taken_out_or_what_stands_in_the_way_is_named(
    qtbot, page, database, stick, monkeypatch
) -> None:
    look_at(qtbot, page, monkeypatch, stick)
    save(qtbot, page)
    with database.writing() as act:
        rule_edits.change(act, "standard", "2027-2030", {"note": "Xã ghi thêm"}, "Sửa chuẩn nghèo")
    part = page.part()
    to_front(qtbot, page)
    part.view.setFocus()
    qtbot.keyClick(part.view, Qt.Key.Key_Delete, CTRL)
    settled(qtbot, page)
    assert "đã được sửa ở đây sau khi nhập gói" in said_in(dialog_of(page))
    press_button(dialog_of(page), "Đóng")

    with database.writing() as act:
        act.undo(act.connection.exec_driver_sql("SELECT max(seq) FROM history").scalar())
    to_front(qtbot, page)
    part.view.setFocus()
    qtbot.keyClick(part.view, Qt.Key.Key_Delete, CTRL)
    settled(qtbot, page)
    press_button(dialog_of(page), "Gỡ gói")
    settled(qtbot, page)
    with database.reading() as connection:
        assert not rule_edits.standard(connection, "2027-2030").is_complete
    (row,) = part.view.list_model().rows()
    assert row.removed_at is not None


def test_what_was_typed_here_goes_out_as_a_file_that_others_can_take_in(
    qtbot, page, database, data_folder, monkeypatch
) -> None:
    with database.writing() as act:
        changes = {"cutoffs": {"rural": 150, "urban": 180}, "status": "complete"}
        rule_edits.change(act, "standard", "2027-2030", changes, "Sửa chuẩn nghèo")
    part = go_to(qtbot, page, "packs")
    press_button(part, "Xuất gói quy định")
    settled(qtbot, page)
    dialog = dialog_of(page)
    assert "Chuẩn nghèo đa chiều giai đoạn 2027-2030" in dialog.list.item(0).text()
    type_into(dialog, "name", "Chuẩn nghèo mới")
    target = data_folder / "USB" / "chuẩn mới.pvrules"
    target.parent.mkdir()
    choose_file(monkeypatch, target)
    save(qtbot, page)
    settled(qtbot, page)

    pack = container.read(target)
    assert pack.head.name == "Chuẩn nghèo mới"
    assert f"Mã kiểm tra {pack.check_words}" in said_in(page.window())
    assert "standard:2027-2030" in {one.key for one in pack.items}


def test_the_standards_tab_says_with_which_pack_a_standard_came(
    qtbot, page, database, stick, monkeypatch
) -> None:
    stick.write_bytes(
        container.to_bytes(HEAD, {"standards/x.toml": new_standard(id="tinh-2027", title="Chuẩn bịa")})
    )
    look_at(qtbot, page, monkeypatch, stick)
    save(qtbot, page)
    to_front(qtbot, page)
    part = go_to(qtbot, page, "standards")
    page.show_target(tab="standards", version="tinh-2027")
    settled(qtbot, page)
    assert "theo gói quy định “Quy định giai đoạn 2027-2030, số 01/2026”" in said_in(part)
    part.view.setFocus()
    part.view.choose_first()
    press(part.view, Qt.Key.Key_Return)
    assert "Chỉ số 1" in dialog_of(page).windowTitle()


def test_somebody_who_may_not_edit_rules_is_told_so(qtbot, page, database, stick, monkeypatch) -> None:
    from povdesk.domain.officer import Officer, Role
    from povdesk.storage import officers

    with database.writing() as act:
        key = officers.save(act, Officer("Đinh Thị Thu", role=Role.ENTER))
    database.sign_in(key)
    try:
        dialog = look_at(qtbot, page, monkeypatch, stick)
        dialog.save()
        settled(qtbot, page)
        assert "quản trị" in said_in(dialog).lower()
    finally:
        database.sign_in(None)
    with database.reading() as connection:
        assert removing.packs(connection) == ()
