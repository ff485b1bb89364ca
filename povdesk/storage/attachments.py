"""Files kept with a record: the signed scan of a plan or paper, copied in with its SHA-256."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.vietnamese import clean_text
from povdesk.storage.act import Act
from povdesk.storage.tables import attachment

LARGEST = 30 * 1024 * 1024
"""Bytes of one file; the database goes onto the stick with every copy."""

_KINDS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


@dataclass(frozen=True)
class Attachment:
    """One file without its content. pages: of a PDF, 1 for a picture."""

    id: int
    file_name: str
    media_type: str
    size: int
    pages: int
    sha256: str
    added_at: datetime
    note: str = ""


def media_type(content: bytes) -> str:
    """What a file is by its first bytes, whatever its name says. Raises InvalidInput for other kinds."""
    for begin, kind in _KINDS:
        if content.startswith(begin):
            return kind
    raise InvalidInput("Tệp này không phải PDF, JPG hay PNG.", "Quét lại bản ký thành PDF hoặc ảnh JPG, PNG.")


def add(act: Act, object_type: str, uid: str, file_name: str, content: bytes, pages: int = 1) -> int:
    """Keep a file with a record; returns its id. The same file twice on one record is refused."""
    if not content:
        raise InvalidInput(f"Tệp {file_name} rỗng.", "Chọn tệp khác.")
    if len(content) > LARGEST:
        limit = LARGEST // (1024 * 1024)
        raise InvalidInput(
            f"Tệp {file_name} lớn hơn {limit} MB.", "Quét lại ở mức 200-300 dpi, đen trắng, rồi chọn lại."
        )
    kind = media_type(content)
    digest = hashlib.sha256(content).hexdigest()
    if any(one.sha256 == digest for one in of(act.connection, object_type, uid)):
        raise InvalidInput(f"Tệp {file_name} đã đính vào đây rồi.")
    name = clean_text(file_name) or "ban-ky"
    act.describe(f"Đính tệp {name}", object_type, uid)
    return act.insert(
        attachment,
        {
            "object_type": object_type,
            "object_uid": uid,
            "file_name": name,
            "media_type": kind,
            "size": len(content),
            "pages": pages,
            "sha256": digest,
            "content": content,
            "added_at": act.now.isoformat(timespec="seconds"),
        },
    )


def remove(act: Act, key: int) -> None:
    """Take a file off its record; it can be put back by undoing the act."""
    row = act.connection.execute(
        select(attachment.c.object_type, attachment.c.object_uid, attachment.c.file_name).where(
            attachment.c.id == key, attachment.c.removed_at.is_(None)
        )
    ).first()
    if row is None:
        raise NotPossibleNow("Tệp này không còn đính ở đây.", "Mở lại danh sách tệp.")
    act.describe(f"Gỡ tệp {row.file_name}", row.object_type, row.object_uid)
    act.update(attachment, key, {"removed_at": act.now.isoformat(timespec="seconds")})


def of(connection: Connection, object_type: str, uid: str) -> tuple[Attachment, ...]:
    """The files of one record, the first one added first."""
    rows = connection.execute(
        select(
            *(
                attachment.c[name]
                for name in ("id", "file_name", "media_type", "size", "pages", "sha256", "added_at", "note")
            )
        )
        .where(
            attachment.c.object_type == object_type,
            attachment.c.object_uid == uid,
            attachment.c.removed_at.is_(None),
        )
        .order_by(attachment.c.id)
    )
    return tuple(
        Attachment(
            row.id,
            row.file_name,
            row.media_type,
            row.size,
            row.pages,
            row.sha256,
            datetime.fromisoformat(row.added_at),
            row.note,
        )
        for row in rows
    )


def content(connection: Connection, key: int) -> bytes:
    """The file itself. Raises NotPossibleNow when it no longer is what was put in."""
    row = connection.execute(
        select(attachment.c.content, attachment.c.sha256, attachment.c.file_name).where(
            attachment.c.id == key
        )
    ).first()
    if row is None:
        raise NotPossibleNow("Tệp này không còn trong dữ liệu.", "Mở lại danh sách tệp.")
    if hashlib.sha256(row.content).hexdigest() != row.sha256:
        raise NotPossibleNow(
            f"Tệp {row.file_name} không còn đúng như khi đính vào.", "Phục hồi từ bản sao lưu gần nhất."
        )
    return bytes(row.content)
