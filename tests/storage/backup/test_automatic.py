"""Copies made by themselves: before large work, at a plan's issue, on a second disk; rehearsed."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from povdesk.domain.errors import DatabaseDamaged, PovDeskError, StorageUnavailable
from povdesk.storage.backup import copies, places, rehearsal, rotation, second_disk, standing
from povdesk.storage.backup.header import Reason
from povdesk.storage.backup.making import make
from povdesk.storage.backup.verifying import verify
from povdesk.storage.database import Database
from povdesk.storage.tables import hamlet, history

from .samples import NOON, a_database


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    made = a_database(data_folder / "povdesk.db")
    yield made
    made.close()


def _save(database: Database, name: str) -> None:
    with database.writing() as act:
        act.describe("Sửa tên thôn")
        act.update(hamlet, 1, {"name": name})


def _here(database: Database) -> list[str]:
    return [copy.header.reason for copy in copies.in_folder(places.local_folder(database.path))]


def test_before_an_import_a_copy_is_made_once_and_says_why(database: Database) -> None:
    first = rotation.before(database.path, Reason.BEFORE_IMPORT, lambda: NOON)
    again = rotation.before(database.path, Reason.BEFORE_DELETE, lambda: NOON)

    assert first is not None and verify(first.path).opened and again is None
    assert first.header.reason == "before_import"
    assert Reason.BEFORE_DELETE.words == "trước khi xóa hàng loạt"


def test_large_work_is_refused_while_there_is_room_to_say_so(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 9, 50_000_000))  # type: ignore[attr-defined]
    with pytest.raises(StorageUnavailable, match="chưa làm gì"):
        rotation.before(database.path, Reason.BEFORE_IMPORT, lambda: NOON)


def test_a_copy_at_the_issue_of_a_plan_is_made_although_nothing_changed_since_and_stays(
    database: Database,
) -> None:
    rotation.automatic(database)
    pinned = rotation.automatic(database, Reason.PLAN_ISSUED)

    assert pinned is not None
    for day in range(1, 40):
        database.clock = lambda day=day: NOON + timedelta(days=day)
        _save(database, f"Thôn {day}")
        rotation.automatic(database)
    assert pinned.path.exists()
    assert len(_here(database)) < 30


def test_the_second_disk_follows_with_the_same_bytes(database: Database, tmp_path: Path) -> None:
    second = tmp_path / "D" / "PovDesk"
    made = rotation.automatic(database, second=second)
    rotation.automatic(database, second=second)

    assert made is not None
    (there,) = copies.in_folder(second)
    assert there.path.read_bytes() == made.path.read_bytes()
    assert [path.name for path in second.iterdir()] == [made.path.name]


def test_a_second_disk_that_fails_costs_no_copy_beside_the_data(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lies(file: object) -> None:
        part = next((tmp_path / "D").glob("~*.part"))
        data = bytearray(part.read_bytes())
        data[len(data) // 2] ^= 1
        part.write_bytes(bytes(data))

    made = make(database, places.local_folder(database.path))
    monkeypatch.setattr(second_disk.disk, "forget_cached", lies)
    with pytest.raises(PovDeskError):
        second_disk.follow(made.path.parent, tmp_path / "D", made.header.db_uuid)
    assert list((tmp_path / "D").iterdir()) == []
    assert made.path.exists()


def _rehearsed(database: Database) -> rehearsal.Rehearsal | None:
    with database.reading() as connection:
        return rehearsal.last(connection)


def test_once_a_week_the_newest_copy_is_taken_out_as_a_restore_would(database: Database) -> None:
    assert rehearsal.rehearse(database) is None
    rotation.automatic(database)
    done = rehearsal.rehearse(database)

    assert done is not None and done.passed and done.sequence == 1 and _rehearsed(database) == done
    with database.reading() as connection:
        assert not rehearsal.is_due(connection, NOON + timedelta(days=6))
        assert rehearsal.is_due(connection, NOON + timedelta(days=7))
        assert rehearsal.is_due(connection, NOON - timedelta(days=1))
    assert list(places.passing_folder(database.path).iterdir()) == []
    assert rotation.automatic(database) is None


def test_a_rehearsal_that_fails_is_kept_and_done_again(database: Database) -> None:
    made = rotation.automatic(database)
    assert made is not None
    data = bytearray(made.path.read_bytes())
    data[len(data) // 2] ^= 1
    made.path.write_bytes(bytes(data))
    done = rehearsal.rehearse(database)

    assert done is not None and "không lấy gì" in done.problem
    with database.reading() as connection:
        assert rehearsal.is_due(connection, NOON)
        assert standing.read(connection, database.path, NOON).rehearsal_failed


def test_damage_stops_copies_and_thinning(database: Database) -> None:
    for day in range(30):
        database.clock = lambda day=day: NOON + timedelta(days=day)
        _save(database, f"Thôn {day}")
        make(database, places.local_folder(database.path), reason=Reason.AUTOMATIC)
    before = _here(database)
    database.close()
    with database.path.open("rb+") as file:
        for page in range(4, 40):
            file.seek(page * 4096 + 8)
            file.write(b"\xff" * 300)

    with pytest.raises(DatabaseDamaged):
        rotation.automatic(Database(database.path, database.clock))
    assert _here(database) == before


@pytest.fixture(scope="module")
def forty_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which there was a save and a copy on each of forty days; every test gets its own."""
    folder = tmp_path_factory.mktemp("bốn mươi ngày")
    database = a_database(folder / "povdesk.db")
    for day in range(1, 41):
        database.clock = lambda day=day: NOON + timedelta(days=day)
        _save(database, f"Thôn {day}")
        make(database, places.local_folder(database.path), reason=Reason.AUTOMATIC)
    database.close()
    return folder


CLOCKS = {
    "a dead battery": [datetime(2009, 1, 1, 0, 5, tzinfo=UTC)] * 3,
    "a far future": [datetime(2099, 6, 1, tzinfo=UTC)] * 3,
    "a day back": [NOON + timedelta(days=39, hours=turn) for turn in range(3)],
    "400 days on": [NOON + timedelta(days=440, hours=turn) for turn in range(3)],
    "a leap in the middle": [NOON + timedelta(days=days) for days in (441, 41, 42)],
}


@pytest.mark.parametrize("name", CLOCKS)
def test_with_a_wrong_clock_every_save_is_kept_in_order_and_no_copy_goes(
    forty_days: Path, data_folder: Path, name: str
) -> None:
    shutil.copytree(forty_days, data_folder, dirs_exist_ok=True)
    database = Database(data_folder / "povdesk.db")
    before = {copy.path for copy in copies.in_folder(places.local_folder(database.path))}
    for turn, at in enumerate(CLOCKS[name]):
        database.clock = lambda at=at: at
        _save(database, f"Sai giờ {turn}")
        assert rotation.automatic(database) is not None

    after = copies.in_folder(places.local_folder(database.path))
    assert before <= {copy.path for copy in after} and len(after) == len(before) + 3
    assert [copy.header.seq for copy in after] == sorted((c.header.seq for c in after), reverse=True)
    with database.reading() as connection:
        assert connection.execute(hamlet.select().order_by(hamlet.c.id)).first().name == "Sai giờ 2"
        numbers = [row.seq for row in connection.execute(history.select().order_by(history.c.seq))]
    database.close()
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("at", [datetime(2009, 1, 1, tzinfo=UTC), NOON - timedelta(days=1)])
def test_a_clock_that_cannot_be_right_is_warned_of(database: Database, at: datetime) -> None:
    with database.reading() as connection:
        assert standing.read(connection, database.path, at).clock_suspect
        assert not standing.read(connection, database.path, NOON + timedelta(days=1)).clock_suspect
