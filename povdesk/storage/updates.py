"""A newer PovDesk from a stick: found, brought onto this computer's disk, checked there, started at the end.

Whatever is started is the local copy that was checked; the stick may be pulled, and what lies on it may
change, without harm.
"""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from povdesk import paths
from povdesk.domain import update
from povdesk.domain.errors import InvalidInput, NotPossibleNow, StorageUnavailable
from povdesk.domain.officer import Role
from povdesk.domain.update import UNSIGNED, Candidate, CheckedUpdate, Signature, Version
from povdesk.storage import signed_files, update_folder
from povdesk.storage.backup import disk, places, rotation
from povdesk.storage.backup.header import Reason
from povdesk.storage.backup.making import Receipt, make
from povdesk.storage.backup.verifying import verify
from povdesk.storage.database import Database

ROOM_TO_INSTALL = 500_000_000
"""What the setup asks for: the new program twice, unpacked and in place, and the copy of the data."""

LARGEST, LONGEST_TEXT = 500_000_000, 64 * 1024
_PIECE = 1 << 20
_MOST_FOLDERS, _MOST_FILES = 300, 5000

Progress = Callable[[int, str], None]


def folder() -> Path:
    """Where updates pass through: beside log and data, never on a stick."""
    return update_folder.beside(paths.log_folder())


def found(roots: Iterable[Path]) -> tuple[Candidate, ...]:
    """Setups on these disks, in the root and one folder deep, the newest first; nothing is opened."""
    seen = [Candidate(path, version) for root in roots for path, version in _setups_below(root)]
    return tuple(sorted(seen, key=lambda each: (each.version, str(each.path)), reverse=True))


def bring(
    source: Path,
    ours: Version,
    into: Path | None = None,
    *,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
    signature: Callable[[Path], Signature] = signed_files.signature,
) -> CheckedUpdate:
    """Copy a setup to this computer and check the copy; what fails a check is removed again.

    Raises InvalidInput when it is refused, StorageUnavailable when the stick or the disk fails,
    NotPossibleNow when it was stopped. signature: asks who signed a file; replaced in tests.
    """
    version = update.named_version(source)
    update.refuse_unless_newer(version, ours)
    into = into or folder()
    local = into / source.name
    part = into / f"~{source.name}.part"

    def step(percent: int, words: str) -> None:
        if cancelled():
            raise NotPossibleNow("Đã dừng. Chưa cập nhật gì.", "")
        progress(percent, words)

    try:
        step(0, "Xem tệp trên USB")
        told, news = _beside(source)
        _copy(source, part, step)
        step(60, "Kiểm tra mã SHA-256")
        sha256 = _sha256(part, lambda share: step(60 + int(30 * share), "Kiểm tra mã SHA-256"))
        step(90, "Kiểm tra chữ ký số")
        # Its own name first: Windows tells what a file is by its ending.
        _take_name(part, local)
        checked = _judged(local, version, sha256, told, news, signature)
        step(100, "Đã kiểm tra")
    except BaseException:
        for left in (part, local):
            disk.remove(left)
        raise
    return checked


def secure(
    database: Database,
    checked: CheckedUpdate,
    ours: Version,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Receipt:
    """Before the program closes: noted in the history, and a pinned copy of the data that was opened again.

    Raises NotPossibleNow for somebody who may not do it, and as `making.make` does.
    """
    with database.writing() as act:
        act.needs(Role.MANAGE)
        act.describe(
            f"Bắt đầu cập nhật phần mềm từ {ours} lên {checked.version}",
            "program",
            "",
            f"SHA-256 {checked.sha256}",
        )
    receipt = make(
        database,
        places.local_folder(database.path),
        reason=Reason.BEFORE_UPGRADE,
        progress=lambda percent, words: progress(percent * 8 // 10, words),
        cancelled=cancelled,
    )
    progress(80, "Mở thử bản sao lưu")
    verify(receipt.path, passing=places.passing_folder(database.path))
    rotation.thin(receipt.path.parent, receipt.header.db_uuid, database.clock())
    return receipt


def refuse_where_it_cannot_be_started() -> None:
    """Only the installed program on Windows is replaced by its setup."""
    if sys.platform != "win32":
        raise NotPossibleNow(
            "Máy này không chạy Windows nên không chạy được trình cài đặt.",
            "Tệp cập nhật đã được kiểm tra; đem USB đến máy Windows có cài PovDesk.",
        )
    if not Path(__file__).is_relative_to(Path(sys.executable).parent):
        raise NotPossibleNow(
            "PovDesk đang chạy từ mã nguồn, không phải bản đã cài, nên không cập nhật theo cách này.",
            "Bấm đúp tệp PovDesk-Setup để cài đặt.",
        )


def start(checked: CheckedUpdate) -> None:
    """Start the setup that was checked, if it is still the very same file; the last thing this program does.

    Raises InvalidInput when the file was changed meanwhile, StorageUnavailable when it cannot be started.
    """
    refuse_where_it_cannot_be_started()
    try:
        same = _sha256(checked.path, lambda _share: None) == checked.sha256
    except StorageUnavailable:
        same = False
    if not same:
        raise InvalidInput(
            "Bản cập nhật trong máy vừa bị thay đổi hoặc bị xóa nên không chạy.",
            "Phần mềm diệt vi-rút có thể đã giữ tệp lại. Mở PovDesk, làm lại, hoặc nhờ người phụ trách máy.",
        )
    try:
        # Not in the program's own folder, which the setup is going to rename.
        subprocess.Popen([str(checked.path)], cwd=checked.path.parent, close_fds=True)
    except OSError as error:
        raise StorageUnavailable(
            "Windows không cho chạy trình cài đặt.",
            f"Nhờ người phụ trách máy chạy tệp {checked.path}.",
        ) from error


def installed_signature() -> Signature:
    """Who signed the program in use; nobody when it is not an installed one."""
    program = Path(sys.executable).with_name("PovDesk.exe")
    return signed_files.signature(program) if program.is_file() else UNSIGNED


def _setups_below(root: Path) -> list[tuple[Path, Version]]:
    seen = []
    for where in (root, *_folders(root)):
        with suppress(OSError), os.scandir(where) as entries:
            for _count, entry in zip(range(_MOST_FILES), entries, strict=False):
                version = update.version_in_name(entry.name)
                if version is not None and entry.is_file(follow_symlinks=False):
                    seen.append((Path(entry.path), version))
    return seen


def _folders(root: Path) -> list[Path]:
    found: list[Path] = []
    with suppress(OSError), os.scandir(root) as entries:
        for _count, entry in zip(range(_MOST_FILES), entries, strict=False):
            if entry.is_dir(follow_symlinks=False) and len(found) < _MOST_FOLDERS:
                found.append(Path(entry.path))
    return found


def _beside(source: Path) -> tuple[dict[str, str] | None, tuple[str, bytes]]:
    """The hash file's lines (None: there is no such file), and the name and bytes of the list of news."""
    said = _short(source.with_name(source.name + update.HASH_ENDING))
    news = source.with_suffix(update.NEWS_ENDING)
    told = None if said is None else update.fingerprints(said.decode("utf-8", errors="replace"))
    return told, (news.name, _short(news) or b"")


def _short(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_TEXT)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _lost_source(error, path) from error


def _copy(source: Path, part: Path, step: Progress) -> None:
    try:
        size = source.stat().st_size
        file = source.open("rb")
    except OSError as error:
        raise _lost_source(error, source) from error
    try:
        if not 0 < size <= LARGEST:
            raise InvalidInput(
                f"Tệp {source.name} không phải bộ cài PovDesk.", "Xin nơi cấp phần mềm chép lại."
            )
        _write_from(file, source, part, size, step)
    finally:
        # Closing a file of a stick that is gone may fail as well, and says nothing new.
        with suppress(OSError):
            file.close()


def _write_from(file: BinaryIO, source: Path, part: Path, size: int, step: Progress) -> None:
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(part.parent).free
        _refuse_without_room(free, size)
        with part.open("wb") as out:
            done = 0
            while piece := _piece_of(file, source):
                out.write(piece)
                done += len(piece)
                step(60 * min(done, size) // size, "Chép từ USB vào máy")
            disk.flush(out)
    except OSError as error:
        raise _no_local(error, part.parent) from error


def _piece_of(file: BinaryIO, source: Path) -> bytes:
    try:
        return file.read(_PIECE)
    except OSError as error:
        raise _lost_source(error, source) from error


def _refuse_without_room(free: int, size: int) -> None:
    needed = size + ROOM_TO_INSTALL
    if free < needed:
        raise StorageUnavailable(
            "Ổ đĩa trong máy không đủ chỗ trống để cập nhật.",
            f"Cần khoảng {needed // 1_000_000} MB, còn {free // 1_000_000} MB. Xóa bớt tệp khác rồi làm lại.",
        )


def _sha256(path: Path, share: Callable[[float], None]) -> str:
    total = hashlib.sha256()
    try:
        size = max(path.stat().st_size, 1)
        done = 0
        with path.open("rb") as file:
            disk.forget_cached(file)
            while piece := file.read(_PIECE):
                total.update(piece)
                done += len(piece)
                share(done / size)
    except OSError as error:
        raise _no_local(error, path.parent) from error
    return total.hexdigest()


def _take_name(part: Path, local: Path) -> None:
    try:
        disk.put_in_place_of(part, local)
    except OSError as error:
        raise _no_local(error, local.parent) from error


def _judged(
    local: Path,
    version: Version,
    sha256: str,
    told: dict[str, str] | None,
    news: tuple[str, bytes],
    signature: Callable[[Path], Signature],
) -> CheckedUpdate:
    if _beginning(local) != b"MZ":
        raise InvalidInput(f"Tệp {local.name} không phải bộ cài PovDesk.", "Xin nơi cấp phần mềm chép lại.")
    # A hash file that does not name this file vouches for another one.
    fits = None if told is None else told.get(local.name.lower()) == sha256
    signed = signature(local)
    proof = update.proof(signed, fits, installed_signature())
    inside = signed_files.file_version(local)
    if inside is not None and inside != version:
        raise InvalidInput(
            f"Tên tệp ghi phiên bản {version} nhưng bên trong là {inside}.",
            "Tệp đã bị đổi tên. Xin nơi cấp phần mềm chép lại.",
        )
    name, text = news
    known = told is not None and told.get(name.lower()) == hashlib.sha256(text).hexdigest()
    return CheckedUpdate(
        local, version, sha256, signed, proof, text.decode("utf-8", errors="replace").strip() if known else ""
    )


def _beginning(local: Path) -> bytes:
    try:
        with local.open("rb") as file:
            return file.read(2)
    except OSError as error:
        raise _no_local(error, local.parent) from error


def _lost_source(error: OSError, source: Path) -> StorageUnavailable:
    # Windows says "access denied" of a stick that is not there any more: what is asked is whether it is.
    if error.errno in {errno.EIO, errno.ENODEV, errno.ENXIO} or not os.path.exists(source):
        why = "USB đã bị rút, hoặc tệp không còn trên đó."
    elif isinstance(error, PermissionError):
        why = "Máy không cho đọc tệp này, có thể do phần mềm diệt vi-rút."
    else:
        why = "Không đọc được tệp trên USB."
    return StorageUnavailable(why, "Chưa cập nhật gì. Cắm lại USB rồi làm lại.")


def _no_local(error: OSError, where: Path) -> StorageUnavailable:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StorageUnavailable(
            "Ổ đĩa trong máy đã đầy nên chưa chép được bản cập nhật.", "Xóa bớt tệp khác rồi làm lại."
        )
    return StorageUnavailable(
        f"Không ghi hoặc không đọc được bản cập nhật ở {where}.",
        "Phần mềm diệt vi-rút có thể đã giữ tệp lại. Làm lại, hoặc nhờ người phụ trách máy.",
    )
