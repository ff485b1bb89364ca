"""What is inside a copy: forged contents are refused, oddities of honest data are told and never lost."""

import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from povdesk.domain.errors import BackupDamaged
from povdesk.storage.backup import container, gate
from povdesk.storage.backup.making import make
from povdesk.storage.backup.verifying import verify
from povdesk.storage.database import Database, open_database

from .samples import NOON, a_database, repacked

Change = Callable[[sqlite3.Connection], object]


@pytest.fixture
def database(data_folder: Path) -> Database:
    return a_database(data_folder / "povdesk.db")


def _forged(database: Database, tmp_path: Path, statement: str, **header: object) -> Path:
    copy = make(database, tmp_path / "usb").path
    database.close()
    forged = tmp_path / "forged.pvbak"
    forged.write_bytes(
        repacked(copy, tmp_path / "w.db", lambda connection: connection.execute(statement), **header)
    )
    return forged


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET full_name = CAST(x'ff41' AS TEXT) WHERE id = 1",
        "UPDATE person SET sex = 'x' WHERE id = 1",
    ],
)
def test_a_refused_file_is_let_go_of_while_the_refusal_is_still_told(
    database: Database, tmp_path: Path, statement: str
) -> None:
    """Windows removes no file that somebody holds, and what was taken out of a copy must not stay."""
    forged = _forged(database, tmp_path, statement)
    with pytest.raises(BackupDamaged):
        # The refusal is alive, with all that led to it, when the passing file is removed.
        verify(forged, passing=tmp_path / "tạm")
    taken_out, header = tmp_path / "lấy ra.db", container.peek(forged)
    with forged.open("rb") as file:
        container.unpack(file, container.check(file), None, _writer(taken_out))
    with pytest.raises(BackupDamaged) as refused:
        gate.check(taken_out, header)
    held = _held(taken_out)

    assert refused.value and not held and not list((tmp_path / "tạm").iterdir())


def _writer(path: Path) -> Callable[[bytes], object]:
    def write(piece: bytes) -> None:
        with path.open("ab") as out:
            out.write(piece)

    return write


def _held(path: Path) -> bool:
    """This process still has the file open."""
    if sys.platform == "win32":
        try:
            path.unlink()
        except PermissionError:
            return True
        return False
    return any(os.path.realpath(each) == str(path.resolve()) for each in Path("/proc/self/fd").iterdir())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET sex = 'x' WHERE id = 1",
        "INSERT INTO history (seq, at_utc, at_local, officer_id, action, payload_hash, prev_hash, hash)"
        " SELECT seq + 1, at_utc, at_local, officer_id, 'Xóa dấu', payload_hash, hash, hash FROM history",
    ],
)
def test_codes_and_history_the_program_never_wrote_are_refused(
    database: Database, tmp_path: Path, statement: str
) -> None:
    with pytest.raises(BackupDamaged):
        verify(_forged(database, tmp_path, statement))


@pytest.mark.parametrize(
    "header", [{"audit_hash": "1" * 64}, {"audit_seq": 99}, {"audit_seq": 0, "audit_hash": ""}]
)
def test_a_history_that_ends_elsewhere_than_the_header_says_is_refused(
    database: Database, tmp_path: Path, header: dict[str, object]
) -> None:
    with pytest.raises(BackupDamaged):
        verify(_forged(database, tmp_path, "SELECT 1", **header))


def test_an_altered_act_inside_the_chain_is_refused(database: Database, tmp_path: Path) -> None:
    with database.writing() as act:
        act.describe("Việc thứ hai")
        act.connection.exec_driver_sql("UPDATE hamlet SET code = code")
    copy = make(database, tmp_path / "usb").path
    database.close()

    def alter(connection: sqlite3.Connection) -> None:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'history'"
        ).fetchall()
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE history SET object_uid = 'x' WHERE seq = 1")
        for _name, sql in guards:
            connection.execute(sql)

    forged = tmp_path / "forged.pvbak"
    forged.write_bytes(repacked(copy, tmp_path / "w.db", alter))
    with pytest.raises(BackupDamaged):
        verify(forged)


def test_odd_numbers_and_letters_of_honest_data_are_told_and_the_copy_stays_good(
    database: Database, tmp_path: Path
) -> None:
    with database.writing() as act:
        act.describe("Nhập lạ")
        act.connection.exec_driver_sql(
            "UPDATE person SET id_number = '05-12', full_name = 'Hồ' || char(7) || ' Văn Suối' WHERE id = 1"
        )
    odd = verify(make(database, tmp_path / "usb").path).odd
    database.close()

    assert odd == ("1 dòng có ký tự lạ", "1 số định danh không phải 9 hoặc 12 chữ số")


def test_data_edited_with_another_tool_can_still_be_copied_and_brought_back(
    database: Database, tmp_path: Path
) -> None:
    database.close()
    connection = sqlite3.connect(database.path)
    guards = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'history'"
    ).fetchall()
    for name, _sql in guards:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE history SET object_uid = 'x' WHERE seq = 1")
    for _name, sql in guards:
        connection.execute(sql)
    connection.commit()
    connection.close()
    opened = open_database(database.path, lambda: NOON)
    receipt = make(opened, tmp_path / "usb")
    opened.close()

    assert not receipt.header.audit_whole
    assert any("nhật ký" in words for words in verify(receipt.path).odd)
