"""The copy of the officer's data before another version of the program takes over; the data are only read."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from povdesk import paths
from povdesk.domain.errors import DataPlaceMissing, NotPossibleNow, PovDeskError
from povdesk.storage.folder_lock import FolderLock

from . import copies, disk, places, verifying
from .header import Reason
from .making import write_copy

MOST_COPIES = 3
"""Of one version's repeated attempts at most so many copies stay."""


def keep(folder: Path, clock: Callable[[], datetime]) -> Path | None:
    """A pinned, plain, verified copy in the data's own place of copies; None where there are no data.

    An earlier attempt's copy of the very same data gives way. Raises DataPlaceMissing when a chosen folder
    cannot be found, NotPossibleNow when its data are open in another window, and as copying does.
    """
    path = folder / paths.DATABASE_NAME
    if paths.choice_is_lost() or (folder == paths.chosen_folder() and not path.exists()):
        raise DataPlaceMissing(
            "Không thấy dữ liệu của xã ở thư mục đã chọn nên chưa sao lưu được.",
            "Nếu thư mục ở ổ đĩa khác, gắn lại ổ đĩa đó rồi làm lại.",
        )
    if not path.exists():
        return None
    lock = FolderLock(folder)
    if not lock.take():
        raise NotPossibleNow(
            "Dữ liệu của xã đang mở trong một cửa sổ PovDesk khác nên chưa sao lưu được.",
            "Đóng cửa sổ đó rồi làm lại.",
        )
    try:
        places.tidy(path)
        return _copy(path, clock)
    finally:
        lock.release(as_found=True)


def _copy(path: Path, clock: Callable[[], datetime]) -> Path:
    folder = places.local_folder(path)
    before = [copy for copy in copies.in_folder(folder) if copy.header.reason == Reason.BEFORE_UPGRADE]
    receipt = write_copy(path, folder, clock, reason=Reason.BEFORE_UPGRADE)
    try:
        verifying.verify(receipt.path, passing=places.passing_folder(path))
    except PovDeskError:
        disk.remove(receipt.path)
        raise
    made = receipt.header
    mine = [copy for copy in before if copy.header.db_uuid == made.db_uuid]
    same = [copy for copy in mine if copy.header.plain_sha256 == made.plain_sha256]
    # The new one has been proven; an earlier attempt's copy of the very same data is of no more use.
    spare = [copy for copy in mine if copy.header.app_version == made.app_version][MOST_COPIES - 1 :]
    for copy in {copy.path: copy for copy in (*same, *spare)}.values():
        disk.remove(copy.path)
    return receipt.path
