"""A file takes its name only when it is complete on the disk."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from povdesk import renaming
from povdesk.domain.errors import NotPossibleNow


def save(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write beside the path, flush to the disk, then rename; on failure the old file stays."""
    if path.exists() and not path.is_file():
        # A folder or a device: renaming over it fails, or takes the device's place.
        raise NotPossibleNow(f"“{path}” không phải một tệp.", "Hãy chọn tên tệp khác để lưu.")
    try:
        handle, name = tempfile.mkstemp(prefix=".povdesk-", suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise NotPossibleNow(
            f"Không ghi được vào thư mục {path.parent}.", "Hãy chọn thư mục khác để lưu."
        ) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        renaming.put_in_place(temporary, path)
    except PermissionError as error:
        raise NotPossibleNow(
            f"Không thay được tệp {path.name} vì tệp đang mở ở chương trình khác hoặc chỉ cho đọc.",
            "Hãy đóng tệp đó rồi lưu lại, hoặc lưu với tên khác.",
        ) from error
    except OSError as error:
        raise NotPossibleNow(
            f"Chưa ghi được tệp {path.name} vào {path.parent}.",
            "Hãy kiểm tra ổ đĩa còn chỗ trống rồi lưu lại.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _flush_name(path)


def _flush_name(path: Path) -> None:
    # The rename itself is safe only when the folder is flushed; Windows does it with the file.
    with contextlib.suppress(OSError):
        for place in (path, path.parent) if os.name == "posix" else (path,):
            descriptor = os.open(place, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
