"""What a copy says of itself without a password: when, which, how much. No name, no number, no address."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any


class Reason(StrEnum):
    """Why a copy was made."""

    AUTOMATIC = "auto"
    MANUAL = "manual"
    BEFORE_RESTORE = "before_restore"
    BEFORE_UPGRADE = "before_upgrade"
    BEFORE_IMPORT = "before_import"
    BEFORE_DELETE = "before_delete"
    PLAN_ISSUED = "plan_issued"

    @property
    def words(self) -> str:
        return {
            Reason.AUTOMATIC: "tự động",
            Reason.MANUAL: "tự bấm sao lưu",
            Reason.BEFORE_RESTORE: "trước khi phục hồi",
            Reason.BEFORE_UPGRADE: "trước khi nâng cấp",
            Reason.BEFORE_IMPORT: "trước khi nhập",
            Reason.BEFORE_DELETE: "trước khi xóa hàng loạt",
            Reason.PLAN_ISSUED: "chốt kế hoạch",
        }[self]


@dataclass(frozen=True)
class Header:
    """The header's facts. counts: rows by table. audit_*: the last line of the history in the copy.

    links_whole: no record pointed to a missing one when the copy was made.
    audit_whole: the chain of the history held when the copy was made.
    enc: None, or the salt, nonce prefix and wrapped keys of an encrypted copy.
    """

    app_version: str
    schema: int
    db_uuid: str
    commune_code: str
    seq: int
    created_utc: str
    created_local: str
    clock_suspect: bool
    reason: str
    sample: bool
    sqlite_version: str
    page_count: int
    plain_size: int
    plain_sha256: str
    audit_seq: int
    audit_hash: str
    audit_at: str
    links_whole: bool
    counts: Mapping[str, int]
    enc: Mapping[str, Any] | None = None
    audit_whole: bool = True
    app: str = "PovDesk"
    codec: str = "zstd"
    format: int = field(default=1)

    @property
    def created(self) -> datetime:
        return datetime.fromisoformat(self.created_local)

    @property
    def households(self) -> int:
        return self.counts.get("household", 0)

    def as_json(self) -> bytes:
        """Canonical: sorted keys, no spaces, so that the same facts are the same bytes."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


_KINDS: dict[str, type | tuple[type, ...]] = {"enc": (dict, type(None)), "counts": dict}


def from_json(text: bytes) -> Header:
    """Read a header that may be anything at all; ValueError (or a relative) when it is not one.

    Keys we do not know are left aside.
    """
    found = json.loads(text.decode("utf-8"))
    if not isinstance(found, dict):
        raise ValueError("not an object")
    known: dict[str, Any] = {}
    for each in fields(Header):
        if each.name == "audit_whole" and each.name not in found:
            continue
        value = found[each.name]
        wanted = _KINDS.get(each.name) or {"str": str, "int": int, "bool": bool}[_type_name(each.type)]
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise ValueError(each.name)
        known[each.name] = value
    header = Header(**known)
    Reason(header.reason)
    if header.created.tzinfo is None or datetime.fromisoformat(header.created_utc).tzinfo is None:
        raise ValueError("time without its zone")
    whole = [header.schema, header.seq, header.page_count, header.plain_size, *header.counts.values()]
    if any(not isinstance(number, int) or not 0 <= number < 1 << 53 for number in whole):
        raise ValueError("number out of range")
    if header.app != "PovDesk" or header.codec != "zstd" or header.format != 1:
        raise ValueError("not ours")
    return header


def _type_name(kind: Any) -> str:
    return kind if isinstance(kind, str) else str(kind.__name__)
