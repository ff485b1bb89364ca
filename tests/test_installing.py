"""What the installer asks of a new program: it answers by its exit code alone, and the data are only read."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from povdesk import console, installing, paths, program_log
from povdesk.domain.errors import BackupDamaged
from povdesk.storage.backup import before_upgrade, copies, describing, gate, places
from povdesk.storage.backup.verifying import verify
from povdesk.storage.database import open_database
from povdesk.storage.folder_lock import FolderLock
from povdesk.storage.tables import SCHEMA_NUMBER
from tests.storage.backup.samples import a_database

NOON = datetime(2024, 11, 21, 12, tzinfo=UTC)
COPY = ["upgrade-copy", "--version", "1.2.0"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """%LOCALAPPDATA%\\PovDesk of an officer."""
    folder = tmp_path / "Nguyễn Văn Đức" / "PovDesk"
    monkeypatch.setattr(paths, "home", lambda: folder)
    monkeypatch.delenv(paths.DATA_VARIABLE, raising=False)
    return folder


@pytest.fixture
def data(home: Path) -> Path:
    a_database(home / "data" / "povdesk.db").close()
    return home / "data"


def run(*arguments: str, after: int = 0) -> int:
    return installing.main(arguments or COPY, lambda: NOON + timedelta(minutes=after))


def kept(folder: Path) -> list[copies.Copy]:
    return list(copies.in_folder(places.local_folder(folder / "povdesk.db")))


def content(folder: Path) -> str:
    return hashlib.sha256((folder / "povdesk.db").read_bytes()).hexdigest()


def logged(home: Path) -> str:
    return (home / "log" / program_log.FILE_NAME).read_text(encoding="utf-8")


def save_something(folder: Path, words: str) -> None:
    database = open_database(folder / "povdesk.db", lambda: NOON)
    with database.writing() as act:
        act.describe(words)
        act.connection.exec_driver_sql("UPDATE household SET note = ?", (words,))
    database.close()


def test_where_there_are_no_data_nothing_is_made(home: Path) -> None:
    assert run() == 0
    assert not (home / "data").exists()


def test_the_data_are_copied_plain_pinned_and_proven_and_themselves_only_read(data: Path) -> None:
    before = content(data)

    assert run() == 0
    (copy,) = kept(data)
    assert copy.header.reason == "before_upgrade" and not copy.encrypted
    assert verify(copy.path).opened
    assert content(data) == before
    assert sorted(path.name for path in data.iterdir()) == ["povdesk.db", "povdesk.lock", "sao-luu", "tmp"]
    assert not list((data / "tmp").iterdir())


def test_trying_again_and_again_does_not_fill_the_disk(data: Path) -> None:
    for attempt in range(4):
        assert run(after=attempt) == 0
    assert len(kept(data)) == 1

    for attempt in range(5):
        save_something(data, f"Sửa lần {attempt}")
        assert run(after=10 + attempt) == 0
    assert len(kept(data)) == before_upgrade.MOST_COPIES
    assert kept(data)[0].header.audit_seq > kept(data)[-1].header.audit_seq


def test_two_attempts_in_one_minute_are_two_names(data: Path) -> None:
    assert run() == run() == 0
    assert len(kept(data)) == 1


def test_copies_of_other_kinds_and_of_earlier_versions_stay(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from povdesk.storage.backup.header import Reason
    from povdesk.storage.backup.making import make

    database = open_database(data / "povdesk.db", lambda: NOON)
    by_hand = make(database, places.local_folder(database.path), reason=Reason.MANUAL)
    database.close()
    monkeypatch.setattr(describing, "__version__", "0.9.0")
    run()
    earlier = kept(data)[0].path
    monkeypatch.undo()
    monkeypatch.setattr(paths, "home", lambda: data.parent)
    for attempt in range(5):
        save_something(data, f"Sửa lần {attempt}")
        run(after=1 + attempt)

    assert by_hand.path.exists() and earlier.exists()
    assert len(kept(data)) == 2 + before_upgrade.MOST_COPIES


def test_data_of_an_older_schema_are_copied_as_they_are(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(data)
    for module in (describing, gate):
        monkeypatch.setattr(module, "SCHEMA_NUMBER", SCHEMA_NUMBER + 1)

    assert run() == 0
    assert content(data) == before
    assert kept(data)[0].header.schema == SCHEMA_NUMBER


def test_a_running_program_is_not_possible_now(data: Path) -> None:
    lock = FolderLock(data)
    assert lock.take()
    try:
        assert run() == 1
    finally:
        lock.release()
    assert not kept(data) and run() == 0


def test_an_upgrade_after_a_power_cut_leaves_the_word_about_half_typed_work_to_the_window(data: Path) -> None:
    (data / "povdesk.lock").write_text("văn phòng\n16:20 25/11/2026\n4242\n", encoding="utf-8")

    assert run() == 0

    window = FolderLock(data)
    assert window.take() and window.was_cut
    window.release()
    assert window.take() and not window.was_cut
    window.release()


def test_data_that_another_program_holds_are_not_possible_now(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from povdesk.storage import database

    monkeypatch.setitem(database._PRAGMAS, "busy_timeout", 50)
    with closing(sqlite3.connect(data / "povdesk.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert run() == 1
    assert not kept(data)


@pytest.mark.parametrize("broken", ["not ours at all", "one page"])
def test_damaged_data_are_told_apart_and_left_alone(data: Path, broken: str) -> None:
    path = data / "povdesk.db"
    bytes_of = bytearray(path.read_bytes())
    if broken == "one page":
        bytes_of[4096 * 3 : 4096 * 3 + 200] = b"\xff" * 200
    else:
        bytes_of = bytearray("đây không phải dữ liệu".encode() * 50)
    path.write_bytes(bytes_of)

    assert run() == 2
    assert path.read_bytes() == bytes_of and not kept(data)


def test_a_copy_that_does_not_prove_itself_does_not_stay(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_anything: object) -> None:
        raise BackupDamaged("hỏng")

    monkeypatch.setattr(gate, "check", refuse)

    assert run() == 2
    assert not kept(data)


def test_a_chosen_folder_is_followed_and_one_that_is_gone_stops_the_upgrade(
    home: Path, tmp_path: Path
) -> None:
    other = tmp_path / "ổ D" / "hồ sơ"
    a_database(other / "povdesk.db").close()
    paths.choose_folder(other)

    assert run() == 0
    assert len(kept(other)) == 1 and not (home / "data").exists()

    (other / "povdesk.db").rename(other / "khác.db")
    assert run() == 1
    (home / "place.json").write_text("{", encoding="utf-8")
    assert run() == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("upgrade-copy",),
        ("upgrade-copy", "--version"),
        ("upgrade-copy", "--version", "một"),
        ("upgrade-copy", "--version", "1.0.0", "thừa"),
        ("start-check", "thừa"),
    ],
)
def test_a_call_that_was_not_agreed_does_nothing(data: Path, arguments: tuple[str, ...]) -> None:
    assert run(*arguments) == 1
    assert not kept(data)


def test_the_log_says_what_was_done_and_nothing_of_the_officer(data: Path, home: Path) -> None:
    run()
    (data / "povdesk.db").write_bytes(b"khong phai du lieu" * 20)
    run()

    assert "upgrade-copy" in logged(home) and "for 1.2.0: copied" in logged(home)
    assert "DatabaseDamaged" in logged(home)
    assert "Đức" not in logged(home) and str(home) not in logged(home)


def test_a_full_disk_or_a_log_that_cannot_be_written_does_not_hide_the_answer(data: Path, home: Path) -> None:
    (home / "log").write_text("một tệp, không phải thư mục", encoding="utf-8")

    assert run() == 0


@pytest.fixture
def child(home: Path) -> Iterator[dict[str, str]]:
    """The environment of a start in a process of its own."""
    found = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(paths.RESOURCES.parent)}
    found |= {"XDG_DATA_HOME": str(home.parent), "LOCALAPPDATA": str(home.parent)}
    yield found


_WITHOUT_STREAMS = """
import sys
sys.stdin = sys.stdout = sys.stderr = None
sys.argv = ["povdesk", *{arguments!r}]
from povdesk.__main__ import main
raise SystemExit(main())
"""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("start-check",), 0),
        (("upgrade-copy", "--version", "1.2.0"), 0),
        (("--version",), 0),
        (("--help",), 0),
        (("check",), 1),
        (("không có lệnh này",), 1),
    ],
)
def test_everything_works_where_windows_gives_no_streams(
    child: dict[str, str], arguments: tuple[str, ...], code: int
) -> None:
    text = _WITHOUT_STREAMS.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", text], env=child, timeout=300, capture_output=True)

    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")


def test_the_check_of_a_start_needs_no_data_and_leaves_a_line(child: dict[str, str], home: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "povdesk", "start-check"], env=child, timeout=300)

    assert done.returncode == 0
    assert "start-check" in logged(home) and not (home / "data").exists()


def test_a_failure_before_the_window_is_in_the_log(child: dict[str, str], home: Path) -> None:
    child["POVDESK_QUIET"] = "1"
    text = (
        "import sys; sys.modules['povdesk.app'] = None; sys.argv = ['povdesk'];"
        "from povdesk.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", text], env=child, timeout=300, capture_output=True)

    assert done.returncode == 1
    assert "__main__.py" in logged(home) and "ModuleNotFoundError" in logged(home)


def test_a_stream_that_is_there_is_left_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    before = sys.stdout, sys.stderr
    console.borrow(loud=True)

    assert (sys.stdout, sys.stderr) == before


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has a cmd.exe to ask")
def test_asking_which_windows_this_is_starts_no_other_program(monkeypatch: pytest.MonkeyPatch) -> None:
    import platform

    def started(*command: object, **_named: object) -> None:
        raise AssertionError(f"started {command}")

    monkeypatch.setattr(platform, "_uname_cache", None)
    monkeypatch.setattr(subprocess, "Popen", started)

    assert platform.uname().version.startswith("10.") and platform.machine() and platform.platform()
