"""The commands backup, verify and restore. Secrets come from the environment or stdin only."""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TextIO

from povdesk.domain.errors import InvalidInput, NotPossibleNow, PovDeskError
from povdesk.storage.backup.keys import OfficeKey, SecretNeeded
from povdesk.storage.database import Database

SECRET_VARIABLE = "POVDESK_SECRET"
_HOW = f"Đặt biến {SECRET_VARIABLE}, hoặc thêm --secret-stdin rồi gõ vào một dòng."

Clock = Callable[[], datetime]


def backup(asked: argparse.Namespace, path: Path, out: TextIO, clock: Clock) -> None:
    """Write a verified copy into a folder, encrypted unless --plain or --before-upgrade was said."""
    from povdesk.storage import places as live_places
    from povdesk.storage.backup.header import Reason
    from povdesk.storage.backup.making import make, write_copy
    from povdesk.storage.database import open_database, schema_of
    from povdesk.storage.tables import SCHEMA_NUMBER

    if asked.plain and live_places.is_outside(asked.folder):
        raise InvalidInput(
            "Thư mục này ở trên USB hoặc trên mạng: bản sao lưu ra khỏi máy phải mã hóa.",
            "Bỏ --plain rồi làm lại.",
        )
    if asked.before_upgrade and schema_of(path) < SCHEMA_NUMBER:
        # The old data are only read: the upgrade itself comes with the next start.
        receipt = write_copy(path, asked.folder, clock, reason=Reason.BEFORE_UPGRADE)
        print(receipt.line, file=out)
        print(f"Đã ghi {receipt.path}", file=out)
        return
    database = open_database(path, clock)
    try:
        plain = asked.plain or asked.before_upgrade
        key = None if plain else _key_to_seal(database, _secret(asked), out)
        reason = Reason.BEFORE_UPGRADE if asked.before_upgrade else Reason.MANUAL
        receipt = make(database, asked.folder, reason=reason, key=key)
    finally:
        database.close()
    print(receipt.line, file=out)
    print(f"Đã ghi {receipt.path}", file=out)


def verify(asked: argparse.Namespace, path: Path, out: TextIO) -> None:
    """Say what a copy is and how far it could be checked."""
    from povdesk.storage.backup import places
    from povdesk.storage.backup.header import Reason
    from povdesk.storage.backup.verifying import verify

    passing = places.passing_folder(path) if path.exists() else None
    contents = verify(asked.file, _secret(asked), office=_key_here(path), passing=passing)
    header = contents.header
    form = "đã mã hóa" if contents.encrypted else "không mã hóa"
    print(
        f"Bản sao lưu số {header.seq}, {header.created:%H:%M %d/%m/%Y} ({Reason(header.reason).words}),"
        f" {header.households} hộ, {form}" + (", dữ liệu mẫu." if header.sample else "."),
        file=out,
    )
    print("Từng byte đúng như lúc ghi.", file=out)
    if contents.opened:
        print("Đã mở: dữ liệu bên trong lành lặn và đủ số dòng.", file=out)
        for words in contents.odd:
            print(f"Chỗ khác thường: {words}.", file=out)
    else:
        print(f"Chưa mở dữ liệu bên trong vì chưa có mật khẩu. {_HOW}", file=out)


def restore(asked: argparse.Namespace, path: Path, out: TextIO, clock: Clock) -> None:
    """Bring a copy back into the data folder while nobody else has it open."""
    from povdesk.storage.backup import places
    from povdesk.storage.backup.restoring import restore
    from povdesk.storage.folder_lock import FolderLock

    lock = FolderLock(path.parent)
    if not lock.take():
        raise NotPossibleNow("Dữ liệu này đang mở trong cửa sổ PovDesk.", "Đóng cửa sổ đó rồi phục hồi.")
    try:
        places.tidy(path)
        restored = restore(asked.file, path, _secret(asked), clock=clock)
    except SecretNeeded as error:
        raise SecretNeeded(error.message, _HOW) from error
    finally:
        lock.release()
    header = restored.contents.header
    print(
        f"Đã phục hồi bản sao lưu số {header.seq} ngày {header.created:%d/%m/%Y}"
        f" ({header.households} hộ) vào {path}",
        file=out,
    )
    if restored.safety is not None:
        state = "bị hỏng" if restored.was_damaged else "trước đó"
        print(f"Dữ liệu {state} được giữ ở {restored.safety}", file=out)


def _key_to_seal(database: Database, secret: str | None, out: TextIO) -> OfficeKey:
    """The office key; the first passphrase ever given makes one, and its recovery code is shown once."""
    from povdesk.storage.backup import keys

    with database.reading() as connection:
        key = keys.office_key(connection)
    if key is not None:
        return key
    if not secret:
        raise InvalidInput(
            "Chưa đặt mật khẩu cho bản sao lưu mang ra ngoài.",
            f"{_HOW} Trong máy này có thể dùng --plain.",
        )
    key, code = keys.new_office_key(secret, database.clock().date().isoformat())
    with database.writing() as act:
        keys.save_office_key(act, key)
    print(f"Mã phục hồi (chỉ hiện một lần, hãy chép ra giấy và cất ở trụ sở): {code}", file=out)
    return key


def _key_here(path: Path) -> OfficeKey | None:
    """This computer's own key; none when its data cannot be read."""
    from povdesk.storage.backup import keys
    from povdesk.storage.database import open_database

    if not path.exists():
        return None
    try:
        database = open_database(path, check=False)
    except PovDeskError:
        return None
    try:
        with database.reading() as connection:
            return keys.office_key(connection)
    except PovDeskError:
        return None
    finally:
        database.close()


def _secret(asked: argparse.Namespace) -> str | None:
    if asked.secret_stdin:
        return sys.stdin.readline().rstrip("\r\n") if sys.stdin else None
    return os.environ.get(SECRET_VARIABLE) or None
