"""The newest copies a second time, on another disk inside the computer: technicians empty the first one."""

import shutil
from pathlib import Path

from povdesk.domain.errors import PovDeskError, StorageUnavailable

from . import container, copies, disk

MOST_AT_ONCE = 3


def follow(local: Path, second: Path, db_uuid: str) -> tuple[Path, ...]:
    """Bring the copies over that the second folder lacks, the newest few; each is read back before its name.

    Raises StorageUnavailable when the second disk fails; the copies beside the data are not touched.
    """
    there = {copy.path.name for copy in copies.in_folder(second)}
    newest = [copy for copy in copies.in_folder(local) if copy.header.db_uuid == db_uuid][:MOST_AT_ONCE]
    brought = []
    for copy in reversed(newest):
        if copy.path.name not in there:
            try:
                brought.append(_bring(copy.path, second))
            except OSError as error:
                raise disk.in_words(error, "chép sang ổ đĩa thứ hai") from error
    return tuple(brought)


def _bring(source: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"~{source.name}.part"
    try:
        with source.open("rb") as file:
            wanted = container.check(file).sha256
            file.seek(0)
            with part.open("wb") as out:
                shutil.copyfileobj(file, out, 1 << 20)
                disk.flush(out)
        with part.open("rb") as file:
            disk.forget_cached(file)
            found = container.check(file).sha256
        if found != wanted:
            raise StorageUnavailable("Ổ đĩa thứ hai đọc lại khác với lúc ghi.", "Nhờ kiểm tra ổ đĩa đó.")
        disk.give_new_name(part, folder / source.name)
    except (OSError, PovDeskError):
        disk.remove(part)
        raise
    return folder / source.name
