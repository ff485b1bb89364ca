"""The database file: what was acknowledged is there, and a bad file is never replaced."""

import hashlib
import sqlite3
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from povdesk.domain.errors import DatabaseDamaged, DatabaseTooNew, NotPossibleNow, StorageUnavailable
from povdesk.storage import settings
from povdesk.storage.act import broken_links, last_act
from povdesk.storage.creation import create_database
from povdesk.storage.database import Database, checked_connection, open_database
from povdesk.storage.migration import migrate
from povdesk.storage.tables import hamlet, history, household, metadata


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Nguyễn Văn Ánh" / "hồ sơ % # '" / "povdesk.db"


@pytest.fixture
def database(path: Path):
    opened = create_database(path)
    yield opened
    opened.close()


def _hamlet_names(database: Database) -> list[str]:
    with database.reading() as connection:
        return [row.name for row in connection.execute(hamlet.select().order_by(hamlet.c.id))]


def test_every_connection_writes_the_durable_way(database: Database) -> None:
    with database.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema")
        }
    assert found == {
        "journal_mode": "truncate",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
    plain = checked_connection(database.path)
    assert plain.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
    plain.close()


def test_a_new_database_never_takes_the_place_of_a_file(database: Database) -> None:
    before = database.path.read_bytes()

    with pytest.raises(StorageUnavailable, match="đã có tệp dữ liệu"):
        create_database(database.path)

    assert database.path.read_bytes() == before


def test_a_failure_while_filling_leaves_no_file(path: Path) -> None:
    def fill(act: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        create_database(path, fill=fill)

    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"khong phai du lieu", b"PK\x03\x04" * 100, b"SQLite format 3\x00" + bytes(300)],
    ids=["rỗng", "chữ", "tệp nén", "SQLite của chương trình khác"],
)
def test_a_foreign_file_gets_a_sentence_and_stays_untouched(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)

    with pytest.raises(DatabaseDamaged, match="giữ nguyên"):
        open_database(path)

    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_missing_file_is_said_not_made(path: Path) -> None:
    path.parent.mkdir(parents=True)

    with pytest.raises(StorageUnavailable, match="Không thấy tệp dữ liệu"):
        open_database(path)

    assert list(path.parent.iterdir()) == []


def test_a_damaged_page_is_found_on_opening_and_the_file_stays(database: Database) -> None:
    database.close()
    content = bytearray(database.path.read_bytes())
    content[4096 * 3 : 4096 * 3 + 200] = b"\xff" * 200
    database.path.write_bytes(content)

    with pytest.raises(DatabaseDamaged):
        open_database(database.path)

    assert database.path.read_bytes() == bytes(content)


def test_nothing_is_written_into_a_file_whose_damage_has_not_been_met_yet(database: Database) -> None:
    database.close()
    content = bytearray(database.path.read_bytes())
    content[4096 * 3 : 4096 * 3 + 200] = b"\xff" * 200
    database.path.write_bytes(content)
    opened = open_database(database.path, check=False)

    with pytest.raises(DatabaseDamaged, match="giữ nguyên"), opened.writing() as act:
        act.describe("Thêm thôn Trà Xanh")
        act.insert(hamlet, {"name": "Trà Xanh", "code": "01"})
    with pytest.raises(DatabaseDamaged):
        opened.check()

    opened.close()
    assert database.path.read_bytes() == bytes(content)


def test_the_whole_file_is_looked_at_once_however_much_is_written(database: Database) -> None:
    opened = open_database(database.path, check=False)
    looks: list[str] = []

    @event.listens_for(opened.engine, "before_cursor_execute")
    def _asked(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        looks.extend([statement] if "quick_check" in statement else [])

    for name in ("Trà Xanh", "Trà Hoa"):
        with opened.writing() as act:
            act.describe(f"Thêm thôn {name}")
            act.insert(hamlet, {"name": name, "code": name})
    opened.check()

    opened.close()
    assert len(looks) == 1


def test_a_database_of_a_newer_program_is_refused_unchanged(database: Database) -> None:
    database.close()
    connection = sqlite3.connect(database.path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = hashlib.sha256(database.path.read_bytes()).hexdigest()

    with pytest.raises(DatabaseTooNew, match="bản PovDesk mới hơn"):
        open_database(database.path)

    assert hashlib.sha256(database.path.read_bytes()).hexdigest() == before


def test_one_act_is_one_line_of_history_with_what_changed_only(database: Database) -> None:
    with database.writing() as act:
        act.describe("Thêm thôn Trà Xanh")
        key = act.insert(hamlet, {"name": "Trà Xanh", "code": "01"})
    with database.writing() as act:
        act.describe("Đổi tên thôn")
        act.update(hamlet, key, {"name": "Trà Xuân", "code": "01"})

    with database.reading() as connection:
        rows = connection.execute(history.select().order_by(history.c.seq)).all()
        assert broken_links(connection) == []
    assert [row.action for row in rows] == ["Tạo dữ liệu mới", "Thêm thôn Trà Xanh", "Đổi tên thôn"]
    assert '"after":{"name":"Trà Xuân"},"before":{"name":"Trà Xanh"}' in rows[2].payload


def test_an_act_that_fails_changes_nothing_and_writes_no_history(database: Database) -> None:
    with pytest.raises(RuntimeError, match="mất điện"), database.writing() as act:
        act.describe("Thêm thôn")
        act.insert(hamlet, {"name": "Trà Xanh"})
        raise RuntimeError("mất điện")

    assert _hamlet_names(database) == []
    with database.reading() as connection:
        assert connection.execute(history.select()).all()[-1].action == "Tạo dữ liệu mới"


def test_undo_puts_back_a_deleted_record_with_its_dates(database: Database) -> None:
    with database.writing() as act:
        act.describe("Thêm thôn")
        key = act.insert(hamlet, {"name": "Trà Xanh", "valid_from": date(2020, 1, 1)})
    with database.writing() as act:
        act.describe("Xóa thôn")
        act.delete(hamlet, key)
    with database.reading() as connection:
        seq, action = last_act(connection) or (0, "")
    assert action == "Xóa thôn"

    with database.writing() as act:
        act.undo(seq)

    with database.reading() as connection:
        row = connection.execute(hamlet.select()).one()
        assert last_act(connection) == (seq - 1, "Thêm thôn")
    assert (row.id, row.name, row.valid_from) == (key, "Trà Xanh", date(2020, 1, 1))


def test_undo_is_refused_when_the_record_was_changed_since(database: Database) -> None:
    with database.writing() as act:
        act.describe("Thêm thôn")
        key = act.insert(hamlet, {"name": "Trà Xanh"})
    with database.writing() as act:
        act.describe("Đổi tên")
        act.update(hamlet, key, {"name": "Trà Hoa"})
    with database.writing() as act:
        act.describe("Đổi tên lần nữa")
        act.update(hamlet, key, {"name": "Trà Lạc"})

    with pytest.raises(NotPossibleNow, match="sửa sau đó"), database.writing() as act:
        act.undo(3)

    assert _hamlet_names(database) == ["Trà Lạc"]


@pytest.mark.parametrize("statement", ["UPDATE history SET action = 'x'", "DELETE FROM history"])
def test_nobody_rewrites_the_history(database: Database, statement: str) -> None:
    plain = checked_connection(database.path)
    with pytest.raises(sqlite3.IntegrityError, match="history only grows"):
        plain.execute(statement)
    plain.close()


def test_a_wrong_clock_still_saves_and_is_marked(path: Path) -> None:
    now = datetime(2026, 1, 5, 9, 0).astimezone()
    database = create_database(path, clock=lambda: now)
    now = now - timedelta(days=6000)
    with database.writing() as act:
        act.describe("Thêm thôn")
        act.insert(hamlet, {"name": "Trà Xanh"})

    with database.reading() as connection:
        rows = connection.execute(history.select().order_by(history.c.seq)).all()
        assert broken_links(connection) == []
    assert [row.clock_suspect for row in rows] == [0, 1]
    database.close()


def test_settings_survive_and_are_undone_like_records(database: Database) -> None:
    with database.writing() as act:
        act.describe("Chọn năm làm việc")
        settings.put(act, "working_year", 2024)
    with database.reading() as connection:
        assert settings.get(connection, "working_year") == 2024
        assert settings.is_sample(connection) is False


def test_a_disk_that_is_read_only_gets_a_sentence(database: Database) -> None:
    def readonly(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA query_only = 1")

    with pytest.raises(StorageUnavailable, match="chỉ cho đọc"), database.writing() as act:
        readonly(act.connection.connection.driver_connection)
        act.describe("Thêm thôn")
        act.insert(hamlet, {"name": "Trà Xanh"})


def test_a_killed_program_loses_no_acknowledged_save(database: Database) -> None:
    with database.writing() as act:
        act.describe("Thêm thôn")
        act.insert(hamlet, {"name": "Trà Xanh"})
    database.close()
    saver = (
        "import sys\n"
        "from pathlib import Path\n"
        "from povdesk.storage.database import open_database\n"
        "from povdesk.storage.tables import household\n"
        "database = open_database(Path(sys.argv[1]))\n"
        "for number in range(10_000):\n"
        "    with database.writing() as act:\n"
        "        act.describe('Lưu phiếu hộ')\n"
        "        act.insert(household, {'code': f'TL-{number}', 'hamlet_id': 1})\n"
        "    print(number, flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", saver, str(database.path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(100)]
    process.kill()
    acknowledged += [int(line) for line in process.stdout.read().split()]
    process.stdout.close()
    process.wait()

    reopened = open_database(database.path)
    with reopened.reading() as connection:
        kept = {row.code for row in connection.execute(household.select())}
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert broken_links(connection) == []
    reopened.close()
    assert {f"TL-{number}" for number in acknowledged} <= kept


def test_migrating_from_nothing_gives_the_same_tables_as_a_new_database(path: Path) -> None:
    created = create_database(path)
    created.close()
    migrated_path = path.with_name("migrated.db")
    connection = sqlite3.connect(migrated_path)
    connection.execute("PRAGMA application_id = 0x50564442")
    connection.execute("CREATE TABLE passing (id INTEGER)")
    connection.execute("DROP TABLE passing")
    connection.close()

    assert migrate(migrated_path, 0) is None

    def schema(file: Path) -> set[str]:
        connection = sqlite3.connect(file)
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        connection.close()
        return {"".join(row[0].split()) for row in rows if "alembic_version" not in row[0]}

    assert schema(migrated_path) == schema(path)
    assert {name for name in metadata.tables} >= {"household", "person", "history"}
    opened = open_database(migrated_path)
    opened.close()
