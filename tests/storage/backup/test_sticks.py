"""Two sticks in turns: known again by their mark, aged apart, thinned without risking the last copies."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from povdesk.storage.backup import copies, incident, keys, places, rotation, sticks
from povdesk.storage.backup.header import Header
from povdesk.storage.backup.making import make
from povdesk.storage.backup.restoring import restore
from povdesk.storage.database import Database, open_database

from .samples import NOON, a_database, a_header, a_key, packed

HANOI = timezone(timedelta(hours=7))
BEGIN = datetime(2024, 1, 1, 9, tzinfo=HANOI)
OURS = "0" * 32


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    made = a_database(data_folder / "povdesk.db")
    office, _code = a_key()
    with made.writing() as act:
        keys.save_office_key(act, office)
    yield made
    made.close()


def _to(database: Database, stick: Path, at: datetime = NOON) -> Path:
    database.clock = lambda: at
    with database.reading() as connection:
        office = keys.office_key(connection)
    return make(database, sticks.folder_on(stick), key=office).path


def _known(database: Database) -> tuple[sticks.Stick, ...]:
    with database.reading() as connection:
        return sticks.known(connection)


def test_sticks_get_letters_and_each_has_its_own_age(database: Database, tmp_path: Path) -> None:
    _to(database, tmp_path / "usb một")
    _to(database, tmp_path / "usb hai", NOON + timedelta(days=3))
    _to(database, tmp_path / "usb một", NOON + timedelta(days=5))

    first, second = _known(database)
    assert (first.name, first.copies, second.name, second.copies) == ("USB A", 2, "USB B", 1)
    assert first.last == NOON + timedelta(days=5) and second.last == NOON + timedelta(days=3)


def test_a_stick_is_known_again_wherever_it_is_plugged_in(database: Database, tmp_path: Path) -> None:
    _to(database, tmp_path / "E")
    (tmp_path / "E").rename(tmp_path / "F")
    (stick,) = _known(database)

    assert sticks.plugged_in([tmp_path / "E", tmp_path / "F"]) == {stick.uid: tmp_path / "F" / "PovDesk"}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[" * 5000, b'{"stick": 7}', b'{"stick": "../../x"}', b"\xff\xfe", b'["stick"]']
)
def test_a_strange_mark_is_no_mark(tmp_path: Path, content: bytes) -> None:
    (tmp_path / sticks.MARK).write_bytes(content)

    assert sticks.read_mark(tmp_path) == ""


def test_a_plain_copy_on_this_computer_marks_nothing(database: Database) -> None:
    folder = places.local_folder(database.path)
    make(database, folder)

    assert not (folder / sticks.MARK).exists() and _known(database) == ()


def test_a_restore_keeps_the_sticks_that_are_known_now(database: Database, tmp_path: Path) -> None:
    first = _to(database, tmp_path / "một")
    _to(database, tmp_path / "hai", NOON + timedelta(days=1))
    database.close()
    restore(first, database.path, clock=lambda: NOON + timedelta(days=2))
    opened = open_database(database.path)
    known = _known(opened)
    opened.close()

    assert [(stick.name, stick.copies) for stick in known] == [("USB A", 1), ("USB B", 1)]


def test_a_new_computer_knows_the_stick_it_began_from(database: Database, tmp_path: Path) -> None:
    office, code = a_key()
    with database.writing() as act:
        keys.save_office_key(act, office)
    copy = _to(database, tmp_path / "usb")
    new = tmp_path / "máy mới" / "povdesk.db"
    restore(copy, new, code, clock=lambda: NOON + timedelta(days=1))
    opened = open_database(new)
    (stick,) = _known(opened)
    opened.close()

    assert stick.name == "USB A" and stick.last == NOON and stick.uid == sticks.read_mark(copy.parent)


def test_what_a_lost_stick_held_is_told_from_the_log(database: Database, tmp_path: Path) -> None:
    _to(database, tmp_path / "usb")
    (stick,) = _known(database)
    with database.reading() as connection:
        lost = incident.of_stick(connection, stick.uid, stick.name)
        computer = incident.of_computer(connection)

    assert [(copy.sequence, copy.encrypted, copy.households, copy.people) for copy in lost.copies] == [
        (1, True, 1, 3)
    ]
    assert (lost.households, lost.people) == (1, 3)
    assert computer.is_computer and computer.people == 3


def _header(seq: int, at: datetime, rows: int = 100) -> Header:
    header = a_header(b"x", seq=seq, counts={"household": rows})
    return replace(header, created_local=at.isoformat(), created_utc=at.isoformat())


def _fill(folder: Path, headers: list[Header]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for header in headers:
        path = folder / copies.file_name(header)
        names = ("seq", "created_local", "created_utc", "counts")
        path.write_bytes(packed(b"x", None, **{name: getattr(header, name) for name in names}))
        made.append(path)
    return made


def _one_day(count: int) -> list[Header]:
    """Copies of one morning long ago, then a few of today: the rule of days keeps few of the old ones."""
    old = [_header(number, BEGIN + timedelta(minutes=number)) for number in range(1, count + 1)]
    new = [_header(count + number, BEGIN + timedelta(days=30, minutes=number)) for number in range(1, 5)]
    return [*old, *new]


NOW = BEGIN + timedelta(days=31)


def test_a_stick_keeps_at_least_ten_and_loses_only_old_copies_of_this_database(tmp_path: Path) -> None:
    paths = _fill(tmp_path, _one_day(30))
    stranger = tmp_path / "PovDesk_xa_000001_20230101-0900.pvbak"
    stranger.write_bytes(packed(b"x", None, db_uuid="f" * 32, seq=1))
    notes = tmp_path / "ghi chú.docx"
    notes.write_bytes(b"x")
    removed = rotation.thin_stick(tmp_path, OURS, NOW)

    left = [path for path in paths if path.exists()]
    assert removed and left[-10:] == paths[-10:]
    assert stranger.exists() and notes.exists()


def test_ten_copies_on_a_stick_are_never_thinned(tmp_path: Path) -> None:
    paths = _fill(tmp_path, _one_day(6))

    assert rotation.thin_stick(tmp_path, OURS, NOW) == ()
    assert all(path.exists() for path in paths)


def test_nothing_goes_from_a_stick_whose_newest_copies_cannot_be_read(tmp_path: Path) -> None:
    paths = _fill(tmp_path, _one_day(30))
    data = bytearray(paths[-2].read_bytes())
    data[len(data) // 2] ^= 1
    paths[-2].write_bytes(bytes(data))

    assert rotation.thin_stick(tmp_path, OURS, NOW) == ()


@pytest.mark.parametrize("last", [_header(99, BEGIN.replace(year=2009)), _header(99, NOW, rows=79)])
def test_nothing_goes_from_a_stick_while_clock_or_contents_are_in_doubt(tmp_path: Path, last: Header) -> None:
    _fill(tmp_path, [*_one_day(30), last])

    assert rotation.thin_stick(tmp_path, OURS, NOW) == ()


def test_what_a_pulled_out_stick_has_half_of_is_removed_when_it_is_back(tmp_path: Path) -> None:
    kept = _fill(tmp_path, _one_day(1))
    half = tmp_path / "~PovDesk_xa_000009_20240101-0900.pvbak.part"
    half.write_bytes(b"half")
    own = tmp_path / "~của tôi.part"
    own.write_bytes(b"x")
    places.tidy_stick(tmp_path)

    assert not half.exists() and own.exists() and all(path.exists() for path in kept)
