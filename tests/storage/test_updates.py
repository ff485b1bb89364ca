"""A setup from a stick: brought onto this disk, checked there, and only that very file is ever started."""

import errno
import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from povdesk.domain.errors import InvalidInput, NotPossibleNow, StorageUnavailable
from povdesk.domain.update import UNSIGNED, CheckedUpdate, Signature, SignatureState, Version
from povdesk.storage import update_folder, updates
from povdesk.storage.backup import copies, places
from povdesk.storage.backup.header import Reason
from povdesk.storage.database import Database, sign_in
from povdesk.storage.tables import history, officer

from .backup.samples import a_database

OURS, NEW = Version(1, 0, 0), Version(1, 0, 1)
NAME = "PovDesk-Setup-1.0.1.exe"
CONTENT = b"MZ" + bytes(range(256)) * 9000
NEWS = "- Cập nhật từ USB: bấm một nút.\n"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "USB Ảnh"
    made.mkdir()
    return made


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "Nguyễn Văn Ánh" / "updates"


def put(stick: Path, content: bytes = CONTENT, *, hashed: bytes | None = None, news: str = "") -> Path:
    """A setup with its hash file. hashed: what the hash file was made of, when that is something else."""
    path = stick / NAME
    path.write_bytes(content)
    lines = [f"{hashlib.sha256(hashed or content).hexdigest()}  {NAME}"]
    if news:
        path.with_suffix(".txt").write_text(news, encoding="utf-8")
        lines.append(f"{hashlib.sha256(news.encode()).hexdigest()}  {path.stem}.txt")
    (stick / f"{NAME}.sha256").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_setups_are_found_on_the_stick_and_one_folder_deep_the_newest_first(stick: Path) -> None:
    (stick / "Phần mềm" / "cũ").mkdir(parents=True)
    for place in (
        "PovDesk-Setup-1.0.1.exe",
        "Phần mềm/povdesk-setup-1.10.0.EXE",
        "Phần mềm/cũ/PovDesk-Setup-9.9.9.exe",
        "ảnh.jpg",
        "PovDesk-Setup-1.0.1.exe.sha256",
    ):
        (stick / place).write_bytes(b"MZ")
    (stick / "PovDesk-Setup-3.0.0.exe").mkdir()
    (stick / "PovDesk-Setup-4.0.0.exe").symlink_to(stick / NAME)

    found = updates.found([stick, stick / "không có"])

    assert [str(each.version) for each in found] == ["1.10.0", "1.0.1"]


def test_a_good_setup_lies_on_this_disk_afterwards_and_says_what_vouches_for_it(
    stick: Path, into: Path
) -> None:
    told: list[int] = []

    checked = updates.bring(
        put(stick, news=NEWS), OURS, into, progress=lambda percent, _words: told.append(percent)
    )

    assert checked.path == into / NAME
    assert checked.path.read_bytes() == CONTENT
    assert checked.version == NEW
    assert checked.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert checked.proof.startswith("Mã kiểm SHA-256 khớp. Tệp không có chữ ký số")
    assert checked.news == NEWS.strip()
    assert told == sorted(told)
    assert told[-1] == 100
    assert [each.name for each in into.iterdir()] == [NAME]


def test_a_list_of_news_that_the_hash_file_does_not_name_is_not_shown(stick: Path, into: Path) -> None:
    path = put(stick, news=NEWS)
    path.with_suffix(".txt").write_text("Lời của người lạ", encoding="utf-8")

    assert updates.bring(path, OURS, into).news == ""


def test_a_valid_signature_is_enough_without_a_hash_file(stick: Path, into: Path) -> None:
    path = put(stick)
    path.with_name(f"{NAME}.sha256").unlink()

    checked = updates.bring(
        path, OURS, into, signature=lambda _path: Signature(SignatureState.VALID, "Hãng Mẫu")
    )

    assert checked.proof == "Chữ ký số hợp lệ của Hãng Mẫu."


def test_the_signature_is_asked_of_the_local_file_under_its_own_name(stick: Path, into: Path) -> None:
    asked: list[tuple[Path, bytes]] = []

    def signature(path: Path) -> Signature:
        asked.append((path, path.read_bytes()))
        return UNSIGNED

    updates.bring(put(stick), OURS, into, signature=signature)

    assert asked == [(into / NAME, CONTENT)]


def _no_hash_file(stick: Path) -> Path:
    path = put(stick)
    path.with_name(f"{NAME}.sha256").unlink()
    return path


def _hash_of_another(stick: Path) -> Path:
    path = put(stick)
    other = path.with_name(f"{NAME}.sha256")
    other.write_text(other.read_text(encoding="utf-8").replace("1.0.1", "1.0.2"), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (_no_hash_file, "cũng không có tệp mã kiểm"),
        (_hash_of_another, "khác với mã kiểm"),
        (lambda stick: put(stick, hashed=b"MZ khac"), "khác với mã kiểm"),
        (lambda stick: put(stick, CONTENT[:-1], hashed=CONTENT), "khác với mã kiểm"),
        (lambda stick: put(stick, b"PK\x03\x04 zip"), "không phải bộ cài"),
        (lambda stick: put(stick, b""), "không phải bộ cài"),
    ],
)
def test_what_is_not_the_published_file_is_refused_and_not_kept(
    stick: Path, into: Path, make: Callable[[Path], Path], why: str
) -> None:
    with pytest.raises(InvalidInput, match=why) as refused:
        updates.bring(make(stick), OURS, into)

    assert refused.value.advice
    assert not into.exists() or not list(into.iterdir())


def test_an_altered_signature_is_refused_though_the_hash_fits(stick: Path, into: Path) -> None:
    broken = Signature(SignatureState.BROKEN, "Hãng Mẫu")

    with pytest.raises(InvalidInput, match="không còn đúng"):
        updates.bring(put(stick), OURS, into, signature=lambda _path: broken)

    assert not list(into.iterdir())


def test_a_renamed_setup_is_found_out_by_the_version_inside(
    stick: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates.signed_files, "file_version", lambda _path: Version(0, 9, 0))

    with pytest.raises(InvalidInput, match=r"ghi phiên bản 1\.0\.1 nhưng bên trong là 0\.9\.0"):
        updates.bring(put(stick), OURS, into)


@pytest.mark.parametrize("ours", [NEW, Version(1, 1, 0)])
def test_the_same_or_an_older_version_is_not_even_copied(stick: Path, into: Path, ours: Version) -> None:
    with pytest.raises(InvalidInput, match=r"phiên bản 1\.(0\.1|1\.0)"):
        updates.bring(put(stick), ours, into)

    assert not into.exists()


class PulledStick:
    """A file whose stick is pulled after the first piece."""

    def __init__(self, file: Any) -> None:
        self._file, self._reads = file, 0

    def close(self) -> None:
        self._file.close()
        raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")

    def read(self, size: int) -> bytes:
        self._reads += 1
        if self._reads > 1:
            raise OSError(errno.EIO, "Input/output error")
        return bytes(self._file.read(size))


def test_a_stick_pulled_in_the_middle_leaves_nothing_and_is_said(
    stick: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = put(stick), Path.open

    def pulled(self: Path, mode: str = "r", *more: Any, **options: Any) -> Any:
        file = real(self, mode, *more, **options)
        return PulledStick(file) if self == path else file

    monkeypatch.setattr(Path, "open", pulled)
    with pytest.raises(StorageUnavailable, match="USB đã bị rút"):
        updates.bring(path, OURS, into)
    monkeypatch.undo()

    assert not list(into.iterdir())


def test_a_file_that_is_no_longer_there_is_said(stick: Path, into: Path) -> None:
    path = put(stick)
    path.unlink()

    with pytest.raises(StorageUnavailable, match="USB đã bị rút, hoặc tệp không còn"):
        updates.bring(path, OURS, into)


def test_a_disk_without_room_is_said_before_anything_is_copied(
    stick: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates.shutil, "disk_usage", lambda _path: SimpleNamespace(free=200_000_000))

    with pytest.raises(StorageUnavailable, match="không đủ chỗ trống") as refused:
        updates.bring(put(stick), OURS, into)

    assert "còn 200 MB" in refused.value.advice
    assert not list(into.iterdir())


def test_a_disk_that_fills_up_meanwhile_is_said(
    stick: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(updates.disk, "flush", full)

    with pytest.raises(StorageUnavailable, match="Ổ đĩa trong máy đã đầy"):
        updates.bring(put(stick), OURS, into)
    assert not list(into.iterdir())


def test_a_copy_taken_away_by_an_antivirus_before_the_check_is_said(
    stick: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "_take_name", lambda part, _local: part.unlink())

    with pytest.raises(StorageUnavailable, match="Không ghi hoặc không đọc được bản cập nhật"):
        updates.bring(put(stick), OURS, into)


@pytest.mark.parametrize("percent", [0, 20, 60, 90])
def test_stopped_at_any_step_nothing_is_left(stick: Path, into: Path, percent: int) -> None:
    at = 0

    def progress(now: int, _words: str) -> None:
        nonlocal at
        at = now

    with pytest.raises(NotPossibleNow, match="Đã dừng"):
        updates.bring(put(stick), OURS, into, progress=progress, cancelled=lambda: at >= percent)

    assert not into.exists() or not list(into.iterdir())


def test_old_updates_are_removed_at_the_next_start_and_nothing_else_is(into: Path) -> None:
    into.mkdir(parents=True)
    for name in (NAME, f"~{NAME}.part", "ghi chú.txt"):
        (into / name).write_bytes(b"x")

    update_folder.tidy(into)
    update_folder.tidy(into / "không có")

    assert [each.name for each in into.iterdir()] == ["ghi chú.txt"]


def test_the_folder_of_updates_lies_beside_the_log() -> None:
    from povdesk import paths

    assert updates.folder() == paths.log_folder().with_name("updates")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was started, where an installed program is played."""
    calls: list[Any] = []
    monkeypatch.setattr(updates, "refuse_where_it_cannot_be_started", lambda: None)
    monkeypatch.setattr(subprocess, "Popen", lambda words, **more: calls.append((words, more)))
    return calls


def test_the_checked_local_copy_is_started_and_not_what_lies_on_the_stick(
    stick: Path, into: Path, started: list[Any]
) -> None:
    source = put(stick)
    checked = updates.bring(source, OURS, into)
    source.write_bytes(b"MZ something else")

    updates.start(checked)

    ((words, more),) = started
    assert words == [str(into / NAME)]
    assert more["cwd"] == into


@pytest.mark.parametrize("change", ["altered", "removed"])
def test_a_local_copy_that_was_touched_after_the_check_is_not_started(
    stick: Path, into: Path, started: list[Any], change: str
) -> None:
    checked = updates.bring(put(stick), OURS, into)
    if change == "altered":
        checked.path.write_bytes(CONTENT + b"\x90")
    else:
        checked.path.unlink()

    with pytest.raises(InvalidInput, match="bị thay đổi hoặc bị xóa"):
        updates.start(checked)

    assert not started


def test_a_refusal_of_windows_to_start_is_said(
    stick: Path, into: Path, started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_words: Any, **_more: Any) -> None:
        raise OSError(1260, "blocked by group policy")

    checked = updates.bring(put(stick), OURS, into)
    monkeypatch.setattr(subprocess, "Popen", refused)

    with pytest.raises(StorageUnavailable, match="Windows không cho chạy"):
        updates.start(checked)


@pytest.mark.skipif(sys.platform == "win32", reason="says what happens elsewhere")
def test_on_another_system_the_file_is_checked_and_the_start_is_refused(stick: Path, into: Path) -> None:
    checked = updates.bring(put(stick), OURS, into)

    with pytest.raises(NotPossibleNow, match="không chạy Windows"):
        updates.start(checked)


def test_from_source_the_start_is_refused_on_windows_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    with pytest.raises(NotPossibleNow, match="từ mã nguồn"):
        updates.refuse_where_it_cannot_be_started()
    monkeypatch.setattr(sys, "executable", str(Path(updates.__file__).parents[2] / "PovDesk.exe"))
    updates.refuse_where_it_cannot_be_started()


CHECKED = CheckedUpdate(Path("x"), NEW, "ab" * 32, UNSIGNED, "")


@pytest.fixture
def database(data_folder: Path) -> Any:
    made = a_database(data_folder / "povdesk.db")
    yield made
    sign_in(made.path, None)
    made.close()


def secure(database: Database) -> Any:
    return updates.secure(database, CHECKED, OURS, lambda _percent, _words: None, lambda: False)


def test_before_the_update_the_data_are_kept_and_the_history_says_so(database: Database) -> None:
    receipt = secure(database)

    (copy,) = copies.in_folder(places.local_folder(database.path))
    assert copy.path == receipt.path
    assert copy.header.reason == Reason.BEFORE_UPGRADE
    assert not copy.encrypted
    with database.reading() as connection:
        said = connection.execute(select(history.c.action)).scalars().all()
    assert "Bắt đầu cập nhật phần mềm từ 1.0.0 lên 1.0.1" in said


@pytest.mark.parametrize(("role", "allowed"), [("view", False), ("enter", False), ("manage", True)])
def test_only_who_may_manage_may_update(database: Database, role: str, allowed: bool) -> None:
    with database.writing() as act:
        act.describe("Thêm người dùng")
        key = act.insert(officer, {"full_name": "Đinh Thị Rừng", "role": role})
    sign_in(database.path, key)

    if allowed:
        secure(database)
    else:
        with pytest.raises(NotPossibleNow):
            secure(database)

    assert bool(copies.in_folder(places.local_folder(database.path))) is allowed
