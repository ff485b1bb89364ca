"""Files on sticks and disks: flushed, read back, renamed with patience, failures in words."""

import errno
import os
import time
from pathlib import Path
from typing import BinaryIO

from povdesk.domain.errors import PovDeskError, StorageUnavailable
from povdesk.storage.database import sync_renamed

_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""An antivirus may hold a fresh file for a moment (Windows errors 5, 32, 33)."""


def flush(file: BinaryIO) -> None:
    """On the disk itself, as far as the system can make it."""
    file.flush()
    os.fsync(file.fileno())


def flush_path(path: Path) -> None:
    with path.open("rb+") as file:
        flush(file)


def forget_cached(file: BinaryIO) -> None:
    """Ask that the next read comes from the device and not from memory."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def give_new_name(source: Path, target: Path) -> None:
    """Rename to a name that nobody has; never replaces a file."""
    if target.exists():
        raise StorageUnavailable(f"Đã có tệp {target.name}.", "Chờ một phút rồi sao lưu lại.")
    _patiently(source, target)


def put_in_place_of(source: Path, target: Path) -> None:
    """Take the name of `target`, which is replaced in one step: wholly the old file or wholly the new."""
    _patiently(source, target)


def remove(path: Path) -> None:
    """Remove one of our own unfinished files; one that cannot be removed is left for the next start."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def in_words(error: OSError, doing: str) -> PovDeskError:
    """Why a copy could not be made, and at which step. doing: the step, as "ghi ra USB"."""
    code = error.errno
    if code in {errno.ENOSPC, errno.EDQUOT}:
        why, advice = "nơi lưu đã đầy", "Xóa bớt tệp khác trên đó, hoặc chọn USB khác."
    elif code == errno.EFBIG:
        why, advice = "nơi lưu không nhận tệp lớn như vậy", "Chọn USB khác (định dạng exFAT hoặc NTFS)."
    elif code in {errno.EROFS, errno.EACCES, errno.EPERM}:
        why, advice = "nơi lưu đang chống ghi", "Gạt nút khóa trên USB, hoặc chọn thư mục khác."
    elif code in {errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ENOENT, errno.ENOTDIR}:
        why, advice = "không còn thấy nơi lưu, hoặc nơi lưu bị lỗi", "Cắm lại USB rồi sao lưu lại."
    else:
        why, advice = "nơi lưu báo lỗi", "Cắm lại USB, hoặc chọn thư mục khác rồi sao lưu lại."
    return StorageUnavailable(f"Chưa sao lưu được ở bước {doing}: {why}.", advice)


def _patiently(source: Path, target: Path) -> None:
    for pause in (*_PAUSES, None):
        try:
            os.replace(source, target)
        except PermissionError:
            if pause is None:
                raise
            time.sleep(pause)
        else:
            sync_renamed(target)
            return
