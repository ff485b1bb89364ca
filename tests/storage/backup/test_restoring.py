"""Restoring: checked first, present data kept, one rename; on a new computer from a stick and a secret."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from povdesk.domain.errors import (
    DatabaseTooNew,
    InvalidInput,
    NotPossibleNow,
    PovDeskError,
    StorageUnavailable,
)
from povdesk.storage import settings
from povdesk.storage.act import broken_links
from povdesk.storage.backup import keys, places
from povdesk.storage.backup.making import make
from povdesk.storage.backup.restoring import restore
from povdesk.storage.backup.verifying import verify
from povdesk.storage.database import Database, open_database
from povdesk.storage.tables import backup_log, hamlet, history

from .samples import NOON, PASSPHRASE, a_database, a_key


def later():
    return NOON + timedelta(days=1)


@dataclass
class Office:
    """An office with a stick copy, whose data changed since."""

    path: Path
    stick: Path
    code: str


@pytest.fixture
def office(data_folder: Path, tmp_path: Path) -> Iterator[Office]:
    database = a_database(data_folder / "povdesk.db")
    key, code = a_key()
    with database.writing() as act:
        keys.save_office_key(act, key)
    stick = make(database, tmp_path / "usb", key=key).path
    with database.writing() as act:
        act.describe("Sửa tên thôn")
        act.update(hamlet, 1, {"name": "Trà Biếc"})
    database.close()
    yield Office(database.path, stick, code)


def _first_hamlet(path: Path) -> str:
    database = open_database(path)
    try:
        with database.reading() as connection:
            return str(connection.execute(hamlet.select().order_by(hamlet.c.id)).first().name)
    finally:
        database.close()


def test_on_the_same_computer_no_secret_is_needed_and_the_present_data_are_kept(office: Office) -> None:
    restored = restore(office.stick, office.path, clock=later)

    assert _first_hamlet(office.path) == "Trà Xanh"
    assert restored.safety is not None and restored.safety.parent == places.local_folder(office.path)
    assert verify(restored.safety).opened
    assert list(places.passing_folder(office.path).iterdir()) == []


def test_a_restore_can_be_taken_back_with_the_safety_copy(office: Office) -> None:
    restored = restore(office.stick, office.path, clock=later)
    assert restored.safety is not None
    restore(restored.safety, office.path, clock=later)

    assert _first_hamlet(office.path) == "Trà Biếc"


def test_the_restored_data_know_of_the_restore_and_of_the_copies_made_since(office: Office) -> None:
    restored = restore(office.stick, office.path, clock=later)
    database = open_database(office.path, later)
    with database.reading() as connection:
        last = connection.execute(history.select().order_by(history.c.seq.desc())).first()
        logged = [row.sequence for row in connection.execute(backup_log.select())]
        assert settings.get(connection, "backup_sequence") == 2
        assert not broken_links(connection)
    following = make(database, office.stick.parent)
    database.close()

    assert last.action == "Phục hồi từ bản sao lưu số 1 ngày 20/11/2024"
    assert restored.contents.sha256 in last.purpose
    assert logged == [1, 2]
    assert following.sequence == 3


@pytest.mark.parametrize("secret", ["passphrase", "code"])
def test_on_a_new_computer_the_stick_and_one_secret_are_enough(
    office: Office, tmp_path: Path, secret: str
) -> None:
    new = tmp_path / "máy mới" / "povdesk.db"
    restored = restore(office.stick, new, PASSPHRASE if secret == "passphrase" else office.code)

    assert _first_hamlet(new) == "Trà Xanh"
    assert restored.safety is None
    database = Database(new)
    with database.reading() as connection:
        assert keys.office_key(connection) is not None
    database.close()


@pytest.mark.parametrize(("secret", "kind"), [(None, keys.SecretNeeded), ("suoi trong nui do", InvalidInput)])
def test_without_the_secret_nothing_happens(
    office: Office, tmp_path: Path, secret: str | None, kind: type[Exception]
) -> None:
    new = tmp_path / "máy mới" / "povdesk.db"
    with pytest.raises(kind):
        restore(office.stick, new, secret)

    assert [path.name for path in new.parent.rglob("*")] == ["tmp"]


def test_a_key_that_was_changed_since_stays_changed(office: Office) -> None:
    newer, _code = keys.new_office_key("mot khoa hoan toan moi", cost=10)
    database = Database(office.path, lambda: NOON)
    with database.writing() as act:
        keys.save_office_key(act, newer)
    database.close()
    restore(office.stick, office.path, PASSPHRASE, clock=later)

    database = Database(office.path)
    with database.reading() as connection:
        assert keys.office_key(connection) == newer
    database.close()


def test_damaged_data_are_set_aside_whole_and_never_thrown_away(office: Office) -> None:
    with office.path.open("rb+") as file:
        for page in range(4, 40):
            file.seek(page * 4096 + 8)
            file.write(b"\xff" * 300)
    damaged = office.path.read_bytes()
    restored = restore(office.stick, office.path, office.code, clock=later)

    assert restored.was_damaged and restored.safety is not None
    assert (restored.safety / "povdesk.db").read_bytes() == damaged
    assert _first_hamlet(office.path) == "Trà Xanh"


def test_a_file_that_is_no_database_at_all_is_set_aside_too(office: Office) -> None:
    office.path.write_bytes(b"\0" * 5000)
    (office.path.parent / "povdesk.db-journal").write_bytes(b"left over" * 100)
    restored = restore(office.stick, office.path, office.code, clock=later)

    assert restored.was_damaged and restored.safety is not None
    assert sorted(path.name for path in restored.safety.iterdir()) == ["povdesk.db", "povdesk.db-journal"]
    assert _first_hamlet(office.path) == "Trà Xanh"
    assert not (office.path.parent / "povdesk.db-journal").exists()


def test_data_of_a_newer_program_are_not_replaced(office: Office) -> None:
    data = bytearray(office.path.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    office.path.write_bytes(bytes(data))

    with pytest.raises(DatabaseTooNew):
        restore(office.stick, office.path, office.code, clock=later)
    assert office.path.read_bytes() == bytes(data)


@pytest.mark.parametrize("at", range(7))
def test_stopping_before_the_last_step_leaves_the_present_data(office: Office, at: int) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > at

    with pytest.raises(NotPossibleNow):
        restore(office.stick, office.path, clock=later, cancelled=cancelled)
    assert _first_hamlet(office.path) == "Trà Biếc"
    assert not list(office.path.parent.glob("*.restoring*"))


def test_a_missing_file_or_a_folder_is_one_sentence(office: Office, tmp_path: Path) -> None:
    for wrong in (tmp_path / "không có.pvbak", tmp_path):
        with pytest.raises((StorageUnavailable, PovDeskError)):
            restore(wrong, office.path, clock=later)
    assert _first_hamlet(office.path) == "Trà Biếc"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each kill is a fork; Windows has none")
def test_killed_at_any_touch_of_a_file_the_data_are_wholly_old_or_wholly_new(
    office: Office, tmp_path: Path
) -> None:
    """kill -9 at every opening, removing and renaming of a file while a copy is restored."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.storage.backup.killed_restore",
            office.stick,
            office.path,
            tmp_path / "k",
        ],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rounds = [json.loads(line) for line in done.stdout.splitlines()]

    assert len(rounds) > 25
    assert {each["hamlet"] for each in rounds} == {"Trà Biếc", "Trà Xanh"}
    assert not [each for each in rounds if not each["whole"]]
    assert not [
        each for each in rounds if each["hamlet"] == "Trà Xanh" and not (each["safety"] and each["noted"])
    ]
    assert not [each for each in rounds if each["left_over"]]
    assert not rounds[-1]["killed"]
