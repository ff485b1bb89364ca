"""Looking at a copy: are its bytes what was written, and does a whole PovDesk database come out."""

import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from povdesk.domain.errors import StorageUnavailable

from . import container, disk, gate
from .container import Checked
from .header import Header
from .keys import OfficeKey, SecretNeeded, opening_key


@dataclass(frozen=True)
class Contents:
    """What a checked copy holds. opened: the database inside was taken out and passed every check.

    Without the secret of an encrypted copy only the bytes were checked. odd: what is strange in its rows.
    """

    path: Path
    header: Header
    size: int
    sha256: str
    opened: bool
    odd: tuple[str, ...] = ()

    @property
    def encrypted(self) -> bool:
        return self.header.enc is not None


def verify(
    path: Path, secret: str | None = None, *, office: OfficeKey | None = None, passing: Path | None = None
) -> Contents:
    """Check a copy as far as the secret (or this computer's own key) allows; the file is only read.

    passing: folder for the database while it is being checked. Raises BackupDamaged, DatabaseTooNew,
    InvalidInput for a wrong secret, StorageUnavailable when the file cannot be read.
    """
    with container.refusing(), path.open("rb") as file:
        checked = container.check(file)
        try:
            key = opening_key(checked.header.enc, secret, office)
        except SecretNeeded:
            return Contents(path, checked.header, checked.size, checked.sha256, opened=False)
        folder = passing or Path(tempfile.gettempdir())
        folder.mkdir(parents=True, exist_ok=True)
        taken_out = folder / f"povdesk-{secrets.token_hex(8)}.db"
        try:
            take_out(file, checked, key, taken_out)
            odd = gate.check(taken_out, checked.header)
        finally:
            disk.remove(taken_out)
    return Contents(path, checked.header, checked.size, checked.sha256, opened=True, odd=odd)


def take_out(file: BinaryIO, checked: Checked, key: bytes | None, target: Path) -> None:
    """Write the database that is in a copy to a new file of our own, flushed."""
    # A forged size is no reason to fill the disk: the pieces are counted while they come.
    if shutil.disk_usage(target.parent).free < min(checked.header.plain_size, container.LARGEST_PLAIN):
        raise StorageUnavailable(
            "Ổ đĩa không đủ chỗ trống để mở bản sao lưu.", "Xóa bớt tệp khác rồi thử lại."
        )
    with target.open("xb") as out:
        container.unpack(file, checked, key, out.write)
        disk.flush(out)
