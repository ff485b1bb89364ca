"""Where live data may lie: a disk inside this computer, no stick, network share or synchronised folder.

What a disk is, is asked of the system through `Disks`, which tests replace. A wrong answer costs a sentence
or a copy, never data: what leaves the computer is encrypted whatever the answer was.
"""

import contextlib
import enum
import os
import secrets
import unicodedata
from pathlib import Path, PureWindowsPath
from typing import Protocol

from povdesk import renaming
from povdesk.domain.errors import StorageUnavailable
from povdesk.storage import system_disks

LEAST_FREE = 500_000_000
"""Below this the officer is told that the disk is filling up."""


class Kind(enum.StrEnum):
    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"
    UNKNOWN = "unknown"


class RefusedPlace(StorageUnavailable):
    """Live data must not lie in this folder, whatever is in it now."""


class Disks(Protocol):
    """What the system says of its disks."""

    def kind(self, path: Path) -> str:
        """A value of Kind for the disk that holds `path`."""

    def inside(self, path: Path) -> bool:
        """Certainly a disk inside the computer, not one on a cable."""

    def roots(self) -> tuple[Path, ...]:
        """Where disks can be reached now."""


_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "drive cua toi": "Google Drive",
    "icloud": "iCloud",
    "zalo": "Zalo",
}
_SYNC_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_HOW = "Chọn một thư mục trên ổ đĩa trong máy, ví dụ để nguyên nơi PovDesk đề nghị."


def refuse_for_live_data(folder: Path, disks: Disks = system_disks) -> None:
    """RefusedPlace, with what to do, when the folder is no safe place for the data in use."""
    if str(folder).startswith(("\\\\", "//")) or disks.kind(folder) == Kind.NETWORK:
        raise RefusedPlace(
            "Thư mục này ở trên mạng nên không để dữ liệu đang dùng được: mất mạng giữa chừng là hỏng tệp.",
            f"{_HOW} Muốn đưa sang máy khác thì sao lưu rồi phục hồi ở máy đó.",
        )
    if service := synchronised_by(folder):
        raise RefusedPlace(
            f"Thư mục này do {service} đồng bộ nên không để dữ liệu đang dùng được: tệp có thể bị thay giữa"
            " chừng, và dữ liệu cá nhân bị đưa lên mạng.",
            _HOW,
        )
    if disks.kind(folder) == Kind.REMOVABLE:
        raise RefusedPlace(
            "Thư mục này ở trên USB hoặc thẻ nhớ nên không để dữ liệu đang dùng được: rút ra là hỏng tệp.",
            f"{_HOW} USB dùng để sao lưu.",
        )


def synchronised_by(folder: Path) -> str:
    """The service that carries this folder's files away; empty when none is known."""
    for variable in _SYNC_VARIABLES:
        root = os.environ.get(variable, "")
        if root and PureWindowsPath(_folded(str(folder))).is_relative_to(PureWindowsPath(_folded(root))):
            return "OneDrive"
    for part in PureWindowsPath(folder).parts:
        for begin, service in _SYNCED.items():
            if _folded(part).startswith(begin):
                return service
    return ""


def try_writing(folder: Path) -> None:
    """Write, flush, rename and remove a small file; StorageUnavailable when the folder cannot do that."""
    beside = folder / f"povdesk-thu-{secrets.token_hex(4)}"
    renamed = beside.with_suffix(".xong")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with beside.open("xb") as file:
            file.write(b"PovDesk")
            file.flush()
            os.fsync(file.fileno())
        renaming.put_in_place(beside, renamed)
        renamed.unlink()
    except OSError as error:
        for left in (beside, renamed):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
        raise StorageUnavailable(
            f"Không ghi được vào thư mục dữ liệu {folder}.",
            "Kiểm tra ổ đĩa có đầy không, phần mềm diệt vi-rút hoặc Windows có chặn PovDesk ghi không.",
        ) from error


def second_disk(database_path: Path, disks: Disks = system_disks) -> Path | None:
    """Another disk inside the computer, for a second automatic copy; None when there is none for certain."""
    for root in disks.roots():
        if not _holds(root, database_path, disks) and disks.kind(root) == Kind.FIXED and disks.inside(root):
            return root
    return None


def sticks(disks: Disks = system_disks) -> tuple[Path, ...]:
    """Removable disks that are plugged in."""
    return tuple(root for root in disks.roots() if disks.kind(root) == Kind.REMOVABLE)


def is_outside(folder: Path, disks: Disks = system_disks) -> bool:
    """Certainly not on this computer's own disks: what is not encrypted must not go there."""
    return disks.kind(folder) in {Kind.REMOVABLE, Kind.NETWORK}


def _holds(root: Path, path: Path, disks: Disks) -> bool:
    """Whether `path` lies on the disk whose root this is: the longest root that begins it."""
    path = path.absolute()
    holding = [each for each in disks.roots() if path.is_relative_to(each)]
    return bool(holding) and max(holding, key=lambda each: len(each.parts)) == root


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
