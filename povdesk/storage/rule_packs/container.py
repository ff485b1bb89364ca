"""The file of a rule pack: a small zip that is only ever read in memory, and refused at the first doubt."""

import hashlib
import io
import re
import struct
import tomllib
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from povdesk.domain import toml_text
from povdesk.domain.errors import NotPossibleNow, RuleDataUnreadable
from povdesk.domain.rule_pack import Pack, PackHead, Part, cleaned, head_from, manifest_of

from . import files

MANIFEST = "manifest.toml"
LARGEST_FILE = 4 * 1024 * 1024
LARGEST_MEMBER = 1024 * 1024
LARGEST_ALL = 8 * 1024 * 1024
MOST_MEMBERS = 64
MOST_ITEMS = 3000

_NAME = re.compile(r"(?:[a-z_]{1,40}/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,80}\.toml")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    OSError,
)
"""All that `zipfile` raises over bytes that are no good zip."""


def read(path: Path) -> Pack:
    """The pack in a file, every rule in it checked; nothing is changed anywhere."""
    try:
        if not path.is_file():
            raise NotPossibleNow(f"Không thấy tệp {path.name}.", "Cắm lại USB rồi chọn lại tệp.")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise NotPossibleNow(f"Không đọc được tệp {path.name}.", "Cắm lại USB rồi thử lại.") from error
    return from_bytes(data)


def from_bytes(data: bytes) -> Pack:
    """The pack in these bytes. RuleDataUnreadable says what is wrong, NotPossibleNow that it is newer."""
    if len(data) > LARGEST_FILE:
        raise _refused(f"tệp lớn quá {LARGEST_FILE // 1024 // 1024} MB")
    try:
        members = _unpacked(data)
    except _DAMAGED as error:
        raise _refused("tệp bị hỏng hoặc không phải gói quy định") from error
    if MANIFEST not in members:
        raise _refused("thiếu tờ kê của gói (manifest.toml)")
    head, hashes = head_from(_toml(MANIFEST, members.pop(MANIFEST)), MANIFEST)
    if set(hashes) != set(members):
        odd = min(set(hashes) ^ set(members))
        raise _refused(f"tờ kê và nội dung không khớp ở “{odd}”")
    for name, content in members.items():
        if hashlib.sha256(content).hexdigest() != hashes[name]:
            raise _refused(f"“{name}” đã bị sửa hoặc hỏng sau khi gói được làm")
    items = tuple(
        item for name in sorted(members) for item in files.items_from(name, _toml(name, members[name]))
    )
    if len(items) > MOST_ITEMS:
        raise _refused(f"gói có quá {MOST_ITEMS} mục")
    # A project is one row of the register, whatever programme's file brings it.
    keys = [f"{item.part}:{item.code}" if item.part is Part.PROJECT else item.key for item in items]
    twice = (
        next((item for item, key in zip(items, keys, strict=True) if keys.count(key) > 1), None)
        if len(set(keys)) < len(keys)
        else None
    )
    if twice is not None:
        raise _refused(f"“{twice.title}” có hai lần")
    if not items:
        raise _refused("gói không có quy định nào")
    order = list(Part)
    items = tuple(sorted(items, key=lambda item: order.index(item.part)))
    return Pack(head, items, hashlib.sha256(data).hexdigest())


def to_bytes(head: PackHead, contents: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The file for these TOML files by path; the same contents give the same bytes."""
    texts = {path: toml_text.dumped(contents[path]).encode() for path in sorted(contents)}
    hashes = {path: hashlib.sha256(text).hexdigest() for path, text in texts.items()}
    manifest = toml_text.dumped(manifest_of(head, hashes)).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, text in {MANIFEST: manifest, **texts}.items():
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, text)
    return made.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    """All members in memory; no name is ever a path on the disk."""
    found: dict[str, bytes] = {}
    room = LARGEST_ALL
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise _refused(f"gói có quá {MOST_MEMBERS} tệp")
        for info in members:
            if not _NAME.fullmatch(info.filename) or ".." in info.filename:
                raise _refused(f"tên tệp lạ trong gói: “{info.filename[:60]}”")
            if info.filename in found:
                raise _refused(f"“{info.filename}” có hai lần trong gói")
            if info.flag_bits & 1:
                raise _refused("gói có mật khẩu")
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise _refused(f"“{info.filename}” nén kiểu lạ")
            most = min(LARGEST_MEMBER, room)
            with archive.open(info) as member:
                # What the zip says of its sizes is not believed: reading stops at the limit.
                content = member.read(most + 1)
            if len(content) > most:
                raise _refused(f"“{info.filename}” quá lớn")
            room -= len(content)
            found[info.filename] = content
    return found


def _toml(name: str, content: bytes) -> dict[str, Any]:
    try:
        data = tomllib.loads(content.decode("utf-8"))
        made: dict[str, Any] = cleaned(data, name)
    except (ValueError, RecursionError) as error:
        raise _refused(f"không đọc được “{name}”: {_where(error)}") from error
    return made


def _where(error: Exception) -> str:
    """The place of a mistake, which tomllib says in English only."""
    if not isinstance(error, tomllib.TOMLDecodeError):
        return "chữ không đọc được"
    place = re.search(r"at line (\d+), column (\d+)", str(error))
    return f"sai cách viết ở dòng {place[1]}, chữ thứ {place[2]}" if place else "sai cách viết ở cuối tệp"


def _refused(why: str) -> RuleDataUnreadable:
    return RuleDataUnreadable(
        f"Không nhận gói này: {why}.", "Không có gì thay đổi. Xin lại tệp từ nơi làm gói."
    )
