"""Who uses the program: the list, PINs, signing in and out. Every try leaves a line in the history."""

import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from povdesk.domain import officer as rules
from povdesk.domain.errors import DatabaseDamaged, InvalidInput, NotPossibleNow, StorageUnavailable
from povdesk.domain.officer import LOCK_MINUTES, Officer, Role
from povdesk.domain.vietnamese import clean_text
from povdesk.storage import settings
from povdesk.storage.act import Act
from povdesk.storage.tables import history, officer

SIGNED_IN, SIGNED_OUT = "Đăng nhập", "Đăng xuất"
LOCKED = "Khóa màn hình"
FAILED = "Đăng nhập không thành công"
PIN_SET, PIN_TAKEN = "Đặt mã PIN", "Bỏ mã PIN"

_COST = 15
"""Logarithm of scrypt's n: 32 MiB and about a tenth of a second for each guess."""

_VERSION = "pin1"
_LOCK = "lock_minutes"


class SignIn(NamedTuple):
    """How a try ended. wait: seconds until another one is listened to."""

    right: bool
    wait: int = 0
    message: str = ""


def everyone(connection: Connection) -> tuple[Officer, ...]:
    """All users, those no longer at work last."""
    rows = connection.execute(select(officer).order_by(officer.c.active.desc(), officer.c.id)).mappings()
    return tuple(_officer(row) for row in rows)


def get(connection: Connection, officer_id: int) -> Officer:
    row = connection.execute(select(officer).where(officer.c.id == officer_id)).mappings().first()
    if row is None:
        raise NotPossibleNow("Người dùng này không còn trong danh sách.", "Mở lại danh sách.")
    return _officer(row)


def asks_who(connection: Connection) -> tuple[Officer, ...]:
    """Who may sign in; empty while nobody has a PIN, then nothing is asked.

    Nor while no manager has one (an act taken back may leave it so): nobody is ever locked out.
    """
    known = tuple(one for one in everyone(connection) if one.active and one.has_pin)
    return known if any(one.role is Role.MANAGE for one in known) else ()


def default(connection: Connection) -> Officer | None:
    """For whom acts are written while sign-in is off."""
    return next((one for one in everyone(connection) if one.active), None)


def save(act: Act, wanted: Officer) -> int:
    """Add or change a user: name, post, role, at work or not. PINs have functions of their own."""
    name, post = clean_text(wanted.full_name), clean_text(wanted.post)
    if not name:
        raise InvalidInput("Chưa nhập họ tên người dùng phần mềm.", "Gõ họ và tên.")
    others = [one for one in everyone(act.connection) if one.id != wanted.id]
    if any(one.full_name == name and one.active for one in others) and wanted.active:
        raise InvalidInput(f"Đã có người dùng tên {name}.", "Thêm chữ để phân biệt, ví dụ tên đệm.")
    known = get(act.connection, wanted.id) if wanted.id is not None else None
    has_pin = bool(known and known.has_pin)
    rules.check_officers([*others, Officer(name, post, wanted.role, has_pin, wanted.active)])
    values = {"full_name": name, "post": post, "role": str(wanted.role), "active": int(wanted.active)}
    if wanted.id is None:
        uid = act.new_uid()
        act.describe(f"Thêm người dùng {name}", "officer", uid)
        return act.insert(officer, {"uid": uid, **values})
    assert known is not None
    act.describe(f"Sửa người dùng {name}", "officer", known.uid)
    act.update(officer, wanted.id, values)
    return wanted.id


def set_pin(act: Act, officer_id: int, pin: str) -> None:
    """Give a user a PIN; own one: anybody, another's: who may manage. The history never holds it."""
    rules.check_pin(pin)
    one = get(act.connection, officer_id)
    _own_or_managed(act, officer_id)
    others = [other for other in everyone(act.connection) if other.id != officer_id]
    rules.check_officers([*others, Officer(one.full_name, one.post, one.role, True, one.active)])
    _write_pin(act, one, hashed(pin), PIN_SET)


def change_pin(act: Act, officer_id: int, old: str, new: str) -> None:
    """The user's own change; the old PIN must be right."""
    if not matches(_kept(act.connection, officer_id), old):
        raise InvalidInput("Mã PIN cũ chưa đúng.", "Gõ lại, hoặc nhờ người quản trị đặt mã mới.")
    set_pin(act, officer_id, new)


def take_pin(act: Act, officer_id: int) -> None:
    """Take a user's PIN away; when nobody has one left, nobody is asked who they are."""
    one = get(act.connection, officer_id)
    act.needs(Role.MANAGE)
    others = [other for other in everyone(act.connection) if other.id != officer_id]
    rules.check_officers([*others, Officer(one.full_name, one.post, one.role, False, one.active)])
    _write_pin(act, one, None, PIN_TAKEN)


def sign_in(act: Act, officer_id: int, pin: str) -> SignIn:
    """Try a PIN. Right or wrong, the try stands in the history, so it is told and never raised."""
    one = get(act.connection, officer_id)
    act.needs(Role.VIEW)
    left = waiting(act.connection, one.uid, act.now)
    if left > 0:
        # Not listened to: what was typed is not even looked at.
        return SignIn(False, left, f"Nhập sai nhiều lần. Đợi {left} giây rồi thử lại.")
    act.by(officer_id)
    right = one.active and matches(_kept(act.connection, officer_id), pin)
    act.describe(SIGNED_IN if right else FAILED, "officer", one.uid)
    if right:
        return SignIn(True)
    wait = rules.wait_after(_failures(act.connection, one.uid)[0] + 1)
    more = f" Đợi {wait} giây rồi thử lại." if wait else " Gõ lại, hoặc bấm Quên mã PIN."
    return SignIn(False, wait, f"Mã PIN chưa đúng.{more}")


def sign_out(act: Act, officer_id: int, words: str = SIGNED_OUT) -> None:
    """The line of leaving or locking."""
    act.needs(Role.VIEW)
    act.by(officer_id)
    act.describe(words, "officer", get(act.connection, officer_id).uid)


def reset_pin(act: Act, officer_id: int, new: str, secret: str) -> None:
    """A forgotten PIN: the recovery code of the copies (or their passphrase) lets a manager set a new one."""
    from povdesk.storage.backup import keys

    office = keys.office_key(act.connection)
    if office is None:
        raise NotPossibleNow(
            "Chưa có mã phục hồi vì chưa đặt khóa sao lưu.",
            "Nhờ người quản trị khác đặt mã PIN mới, hoặc phục hồi từ bản sao lưu trước khi có mã PIN.",
        )
    keys.unwrap(office.wraps, secret)
    rules.check_pin(new)
    one = get(act.connection, officer_id)
    act.needs(Role.VIEW)
    act.by(officer_id)
    _write_pin(act, one, hashed(new), "Đặt lại mã PIN bằng mã phục hồi")


def refuse_restore(path: Path) -> None:
    """Putting other data in the place of these needs quản trị, while somebody has signed in."""
    from povdesk.storage import database

    signed_in = database.signed_in(path)
    if signed_in is None:
        return
    live = database.Database(path)
    try:
        with live.reading() as connection:
            role = get(connection, signed_in).role
    except (DatabaseDamaged, StorageUnavailable):
        # Nobody can be asked any more: the way back must not be barred.
        return
    finally:
        live.close()
    rules.refuse(role, Role.MANAGE)


def waiting(connection: Connection, officer_uid: str, now: datetime) -> int:
    """Seconds until another try is listened to; a clock put back makes it no longer than the wait."""
    failures, last = _failures(connection, officer_uid)
    wait = rules.wait_after(failures)
    if not wait or last is None:
        return 0
    return max(0, min(wait, round(wait - (now - last).total_seconds())))


def lock_minutes(connection: Connection) -> int:
    """Minutes without work until the window locks; 0 = never."""
    return int(settings.get(connection, _LOCK, LOCK_MINUTES))


def set_lock_minutes(act: Act, minutes: int) -> None:
    if not 0 <= minutes <= 240:
        raise InvalidInput("Số phút tự khóa từ 0 (không khóa) đến 240.", "Gõ một số, ví dụ 10.")
    act.describe("Đặt số phút tự khóa màn hình", "setting", _LOCK)
    settings.put(act, _LOCK, minutes)


def hashed(pin: str, cost: int = _COST) -> str:
    """What is kept of a PIN: version, cost, salt and hash."""
    salt = secrets.token_bytes(16)
    return f"{_VERSION}${cost}${salt.hex()}${_stretched(pin, salt, cost).hex()}"


def matches(kept: str | None, pin: str) -> bool:
    """Compared in the same time whether the first or the last byte differs."""
    parts = (kept or "").split("$")
    if len(parts) != 4 or parts[0] != _VERSION or not pin.isascii():
        return False
    cost, salt = int(parts[1]), bytes.fromhex(parts[2])
    if not 10 <= cost <= 18:
        return False
    return hmac.compare_digest(_stretched(pin, salt, cost), bytes.fromhex(parts[3]))


def _stretched(pin: str, salt: bytes, cost: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=1 << cost, r=8, p=1).derive(pin.encode())


def _own_or_managed(act: Act, officer_id: int) -> None:
    act.needs(Role.VIEW if act.officer_id == officer_id else Role.MANAGE)


def _write_pin(act: Act, one: Officer, kept: str | None, words: str) -> None:
    act.describe(f"{words} của {one.full_name}", "officer", one.uid)
    act.connection.execute(officer.update().where(officer.c.id == one.id).values(pin_hash=kept))


def _kept(connection: Connection, officer_id: int) -> str | None:
    return connection.execute(select(officer.c.pin_hash).where(officer.c.id == officer_id)).scalar()


def _failures(connection: Connection, officer_uid: str) -> tuple[int, datetime | None]:
    """How often in a row it went wrong, and when the last time was."""
    rows: Sequence[Any] = connection.execute(
        select(history.c.action, history.c.at_utc)
        .where(history.c.object_uid == officer_uid, history.c.object_type == "officer")
        .order_by(history.c.seq.desc())
        .limit(40)
    ).all()
    failed = []
    for row in rows:
        if row.action != FAILED:
            break
        failed.append(row)
    return len(failed), datetime.fromisoformat(failed[0].at_utc) if failed else None


def _officer(row: Any) -> Officer:
    role = Role(row["role"]) if row["role"] in set(Role) else Role.VIEW
    return Officer(
        row["full_name"],
        row["post"],
        role,
        bool(row["pin_hash"]),
        bool(row["active"]),
        row["id"],
        row["uid"],
    )
