"""A copy is called done only when it has been read back, opened and checked; it never replaces another."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from povdesk.domain.errors import DatabaseDamaged, NotPossibleNow, PovDeskError, StorageUnavailable
from povdesk.storage.act import last_act
from povdesk.storage.backup import container, copies, disk, keys, places
from povdesk.storage.backup.describing import clock_suspect
from povdesk.storage.backup.header import Reason
from povdesk.storage.backup.making import make
from povdesk.storage.backup.verifying import verify
from povdesk.storage.database import Database
from povdesk.storage.tables import backup_log, hamlet, history

from .samples import NAMES, NOON, PASSPHRASE, a_database, a_key


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    made = a_database(data_folder / "povdesk.db")
    yield made
    made.close()


def _left_over(folder: Path) -> list[str]:
    return [
        path.name for path in folder.rglob("*") if ".part" in path.name or path.name.startswith("povdesk-")
    ]


def test_a_copy_says_when_which_and_how_much(database: Database, tmp_path: Path) -> None:
    receipt = make(database, tmp_path / "usb")
    contents = verify(receipt.path)

    assert receipt.path.name == "PovDesk_xa_000001_20241120-1200.pvbak"
    assert contents.opened and not contents.encrypted
    assert (contents.header.seq, contents.header.households, contents.header.reason) == (1, 1, "manual")
    assert contents.header.counts["person"] == 3
    assert receipt.line.startswith("Bản sao lưu số 1, 12:00 20/11/2024, 1 hộ, không mã hóa, đã kiểm tra.")
    assert not _left_over(tmp_path)


def test_each_copy_has_a_higher_number_and_leaves_the_others_alone(
    database: Database, tmp_path: Path
) -> None:
    first = make(database, tmp_path / "usb")
    before = first.path.read_bytes()
    second = make(database, tmp_path / "usb", reason=Reason.AUTOMATIC)

    assert (first.sequence, second.sequence) == (1, 2)
    assert first.path.read_bytes() == before
    with database.reading() as connection:
        rows = connection.execute(backup_log.select().order_by(backup_log.c.sequence)).all()
    assert [(row.sequence, row.result, row.encrypted, row.sha256) for row in rows] == [
        (1, "ok", 0, first.sha256),
        (2, "ok", 0, second.sha256),
    ]


def test_a_copy_of_an_older_state_lying_on_the_stick_keeps_its_number(
    database: Database, tmp_path: Path
) -> None:
    make(database, tmp_path / "usb")
    with database.writing() as act:
        act.describe("Về số cũ")
        act.connection.exec_driver_sql("UPDATE setting SET value = '0' WHERE key = 'backup_sequence'")
        act.connection.exec_driver_sql("DELETE FROM backup_log")

    assert make(database, tmp_path / "usb").sequence == 2


def test_a_copy_is_in_the_history_but_undo_still_means_the_officers_last_act(
    database: Database, tmp_path: Path
) -> None:
    with database.writing() as act:
        act.describe("Sửa tên thôn")
        act.update(hamlet, 1, {"name": "Trà Biếc"})
    make(database, tmp_path / "usb")

    with database.reading() as connection:
        actions = [row.action for row in connection.execute(history.select().order_by(history.c.seq))]
        undoable = last_act(connection)
    assert actions[-2:] == ["Sửa tên thôn", "Sao lưu số 1 (tự bấm sao lưu)"]
    assert undoable is not None and undoable[1] == "Sửa tên thôn"


def test_the_raw_bytes_of_a_stick_copy_name_nobody(database: Database, tmp_path: Path) -> None:
    office, code = a_key()
    with database.writing() as act:
        keys.save_office_key(act, office)
    receipt = make(database, tmp_path / "usb", key=office)
    raw = receipt.path.read_bytes()

    for name in (*NAMES, "05100000000", "TL-01-001", "Trà Xanh", PASSPHRASE, code, office.key.hex()):
        assert name.encode() not in raw
    assert not verify(receipt.path).opened
    assert verify(receipt.path, code).opened
    assert verify(receipt.path, office=office).header.counts["person"] == 3


def test_the_history_never_holds_the_key(database: Database) -> None:
    office, _code = a_key()
    with database.writing() as act:
        keys.save_office_key(act, office)

    with database.reading() as connection:
        assert keys.office_key(connection) == office
        kept = [str(tuple(row)) for row in connection.execute(history.select())]
    assert not [line for line in kept if office.key.hex() in line]


def test_people_deleted_long_ago_are_not_in_the_copy(database: Database, tmp_path: Path) -> None:
    for action, statement in (
        (
            "Nhập",
            "INSERT INTO person (uid, full_name, id_number) VALUES ('u', 'Lê Văn Khuất', '051999888777')",
        ),
        ("Xóa hẳn", "DELETE FROM person WHERE uid = 'u'"),
    ):
        with database.writing() as act:
            act.describe(action)
            act.connection.exec_driver_sql(statement)
    receipt = make(database, tmp_path / "usb")
    pieces: list[bytes] = []
    with receipt.path.open("rb") as file:
        container.unpack(file, container.check(file), None, pieces.append)

    assert b"051999888777" not in b"".join(pieces)
    assert "Lê Văn Khuất".encode() not in b"".join(pieces)


def test_a_damaged_live_file_is_not_copied_over_good_copies(database: Database, tmp_path: Path) -> None:
    good = make(database, tmp_path / "usb")
    database.close()
    with database.path.open("rb+") as file:
        for page in range(4, 40):
            file.seek(page * 4096 + 8)
            file.write(b"\xff" * 300)

    with pytest.raises(DatabaseDamaged, match="bị hỏng"):
        make(Database(database.path, database.clock), tmp_path / "usb")
    assert [copy.path for copy in copies.in_folder(tmp_path / "usb")] == [good.path]
    assert verify(good.path).opened


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "đầy"),
        (errno.EROFS, "chống ghi"),
        (errno.ENOTCONN, "không còn thấy"),
        (errno.EFBIG, "tệp lớn"),
    ],
)
@pytest.mark.parametrize("step", ["flush", "give_new_name"])
def test_a_failing_stick_is_named_and_leaves_nothing_behind(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, words: str
) -> None:
    def fails(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(disk, step, fails)
    with pytest.raises(StorageUnavailable, match=words):
        make(database, tmp_path / "usb")
    assert list((tmp_path / "usb").iterdir()) == []
    assert not _left_over(database.path.parent)
    with database.reading() as connection:
        assert connection.execute(backup_log.select()).first() is None


def test_a_stick_that_gives_back_other_bytes_is_found_out(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lies(file: object) -> None:
        path = next((tmp_path / "usb").glob("~*.part"))
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(bytes(data))

    monkeypatch.setattr(disk, "forget_cached", lies)
    with pytest.raises(PovDeskError):
        make(database, tmp_path / "usb")
    assert list((tmp_path / "usb").iterdir()) == []


def test_too_little_room_is_said_before_anything_is_written(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 9, 1))  # type: ignore[attr-defined]

    with pytest.raises(StorageUnavailable, match="không đủ chỗ"):
        make(database, tmp_path / "usb")
    assert list((tmp_path / "usb").iterdir()) == []


@pytest.mark.parametrize("at", range(6))
def test_stopping_at_any_step_leaves_nothing_behind(database: Database, tmp_path: Path, at: int) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > at

    with pytest.raises(NotPossibleNow, match="Đã dừng"):
        make(database, tmp_path / "usb", cancelled=cancelled)
    assert not copies.in_folder(tmp_path / "usb")
    assert not _left_over(tmp_path)


def test_a_list_shows_only_files_that_are_ours(database: Database, tmp_path: Path) -> None:
    ours = make(database, tmp_path / "usb").path
    for name in ("autorun.inf", "PovDesk.lnk", "PovDesk_xa_000009_20241120-1200.pvbak.exe", "hình.pvbak"):
        (tmp_path / "usb" / name).write_bytes(b"MZ")
    (tmp_path / "usb" / "PovDesk_xa_000008_20241120-1200.pvbak").write_bytes(b"not one of ours")

    assert [copy.path for copy in copies.in_folder(tmp_path / "usb")] == [ours]


def test_what_a_cut_left_is_removed_and_nothing_else(database: Database) -> None:
    folder = database.path.parent
    kept = make(database, places.local_folder(database.path)).path
    notes = folder / "ghi chú.txt"
    notes.write_text("của cán bộ", encoding="utf-8")
    places.passing_folder(database.path).mkdir(exist_ok=True)
    left = [
        places.passing_folder(database.path) / "povdesk-1a2b.db",
        places.local_folder(database.path) / "~PovDesk_xa_000002_20241120-1200.pvbak.part",
        folder / "povdesk.db.restoring",
        folder / "povdesk.db.restoring-journal",
    ]
    for path in left:
        path.write_bytes(b"half")
    places.tidy(database.path)

    assert not [path for path in left if path.exists()]
    assert kept.exists() and notes.exists() and database.path.exists()


def test_a_clock_before_the_last_act_or_out_of_its_years_is_suspect() -> None:
    assert clock_suspect(NOON - timedelta(days=1), "2024-11-20T12:00:00.000+00:00")
    assert clock_suspect(NOON.replace(year=2009), "")
    assert clock_suspect(NOON.replace(year=2099), "")
    assert not clock_suspect(NOON, "2024-11-20T12:00:00.000+00:00")


def test_the_live_file_is_only_read_by_a_copy_until_its_line_is_written(
    database: Database, tmp_path: Path
) -> None:
    before = database.path.read_bytes()
    with pytest.raises(NotPossibleNow):
        make(database, tmp_path / "usb", cancelled=iter([False, False, True]).__next__)
    assert database.path.read_bytes() == before
    with sqlite3.connect(database.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
