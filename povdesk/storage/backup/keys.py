"""The office key: made once, kept in the live database, carried in every encrypted copy under two secrets.

A copy needs no password when it is made. Away from this computer the passphrase or the recovery code opens
it. AES-256-GCM, scrypt and HKDF from `cryptography`; nothing of our own.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.errors import BackupDamaged, InvalidInput
from povdesk.storage import settings
from povdesk.storage.act import Act
from povdesk.storage.tables import setting

from . import codes

PASSPHRASE, RECOVERY = "pass", "recovery"

SCRYPT_COST = 17
"""Logarithm of scrypt's n: 128 MiB and about a third of a second for each guess."""

_COSTS = range(10, 19)
_SETTING = "backup_key"


class SecretNeeded(InvalidInput):
    """The copy is encrypted and this computer does not have its key."""


@dataclass(frozen=True)
class OfficeKey:
    """key: 32 random bytes. wraps: the key under each secret, as the header of a copy carries them."""

    key: bytes
    wraps: tuple[Mapping[str, Any], ...]
    made_on: str = ""


def new_office_key(passphrase: str, made_on: str = "", cost: int = SCRYPT_COST) -> tuple[OfficeKey, str]:
    """A new key under the passphrase, and the recovery code to print; the code is kept nowhere."""
    codes.check_passphrase(passphrase)
    key, code = secrets.token_bytes(32), codes.new_recovery_code()
    wraps = (
        _wrap(key, PASSPHRASE, codes.as_passphrase(passphrase), cost),
        _wrap(key, RECOVERY, code.replace("-", ""), cost),
    )
    return OfficeKey(key, wraps, made_on), code


def office_key(connection: Connection) -> OfficeKey | None:
    """The key of this database, None when copies have not been given one yet."""
    kept = settings.get(connection, _SETTING)
    if not kept:
        return None
    return OfficeKey(bytes.fromhex(kept["key"]), tuple(kept["wraps"]), str(kept.get("made_on", "")))


def save_office_key(act: Act, office: OfficeKey) -> None:
    """Keep the key for the copies to come. The history names the act and never holds the key itself."""
    act.describe("Đặt khóa cho bản sao lưu", "setting", _SETTING)
    kept = {"key": office.key.hex(), "wraps": list(office.wraps), "made_on": office.made_on}
    values = {"key": _SETTING, "value": json.dumps(kept)}
    known = act.connection.execute(select(setting.c.id).where(setting.c.key == _SETTING)).scalar()
    if known is None:
        act.connection.execute(setting.insert().values(uid=act.new_uid(), **values))
    else:
        act.connection.execute(setting.update().where(setting.c.id == known).values(values))


def unwrap(wraps: Iterable[Mapping[str, Any]], secret: str) -> bytes:
    """The office key from a copy's header and one of the two secrets; InvalidInput when none fits."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    code = codes.as_recovery_code(secret)
    typed = {PASSPHRASE: codes.as_passphrase(secret), RECOVERY: code}
    known = [wrap for wrap in list(wraps)[:4] if typed.get(str(wrap["kind"])) is not None]
    # What looks like a recovery code most likely is one.
    for wrap in sorted(known, key=lambda wrap: (wrap["kind"] == RECOVERY) != (code is not None)):
        kind = str(wrap["kind"])
        secret_key = _stretched(str(typed[kind]), wrap)
        nonce, sealed = bytes.fromhex(wrap["nonce"]), bytes.fromhex(wrap["key"])
        try:
            return AESGCM(secret_key).decrypt(nonce, sealed, _bound_to(kind))
        except InvalidTag:
            continue
    raise InvalidInput(
        "Mật khẩu hoặc mã phục hồi không đúng với bản sao lưu này.",
        "Gõ lại, hoặc lấy tờ mã phục hồi cất ở trụ sở.",
    )


def file_key(key: bytes, salt: bytes) -> bytes:
    """The key of one file."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt, b"PVB1 file").derive(key)


def key_id(key: bytes) -> str:
    """Tells whether a copy was made with a key one has; says nothing about the key."""
    return hashlib.sha256(b"PVB1 id" + key).hexdigest()[:16]


def opening_key(enc: Mapping[str, Any] | None, secret: str | None, office: OfficeKey | None) -> bytes | None:
    """The key that opens a copy: none for a plain one, the office's own, or by the secret typed.

    Raises SecretNeeded when a secret must be asked for, InvalidInput when the one given is wrong.
    """
    if enc is None:
        return None
    if office is not None and enc.get("key_id") == key_id(office.key):
        return office.key
    if not secret:
        raise SecretNeeded(
            "Bản sao lưu này đã mã hóa.", "Gõ mật khẩu sao lưu, hoặc mã phục hồi trên tờ giấy cất ở trụ sở."
        )
    return unwrap(enc["wraps"], secret)


def _wrap(key: bytes, kind: str, secret: str, cost: int) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrap: dict[str, Any] = {"kind": kind, "kdf": "scrypt", "n": 1 << cost, "r": 8, "p": 1}
    nonce = secrets.token_bytes(12)
    wrap |= {"salt": secrets.token_bytes(16).hex(), "nonce": nonce.hex()}
    sealed = AESGCM(_stretched(secret, wrap)).encrypt(nonce, key, _bound_to(kind))
    return {**wrap, "key": sealed.hex()}


def _stretched(secret: str, wrap: Mapping[str, Any]) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    salt = bytes.fromhex(wrap["salt"])
    plausible = wrap["kdf"] == "scrypt" and wrap["r"] == 8 and wrap["p"] == 1 and 8 <= len(salt) <= 64
    if not plausible or wrap["n"] not in [1 << cost for cost in _COSTS]:
        raise BackupDamaged("Phần khóa của bản sao lưu này đã bị sửa; không mở.", "Chọn bản sao lưu khác.")
    return Scrypt(salt=salt, length=32, n=int(wrap["n"]), r=8, p=1).derive(secret.encode())


def _bound_to(kind: str) -> bytes:
    return f"PVB1 {kind}".encode()
