"""Buổi truyền thông, tuyên truyền: when, in which form, where, how many people and households."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput
from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.vietnamese import clean_lines, clean_text, short_date
from povdesk.storage.act import Act
from povdesk.storage.records import keep, key_of
from povdesk.storage.tables import communication_session, hamlet

FORMS = ("Họp thôn", "Loa truyền thanh", "Tờ rơi, tài liệu", "Nói chuyện chuyên đề", "Đến từng hộ")
"""Offered first; the officer may write another form."""


@dataclass(frozen=True)
class Session:
    """turns: people reached. households_reached: as counted there. hamlet_id None: the whole commune."""

    held_on: date
    form: str = ""
    hamlet_id: int | None = None
    turns: int | None = None
    households_reached: int | None = None
    content: str = ""
    hamlet: str = ""
    uid: str = ""


def of_year(connection: Connection, year: int) -> tuple[Session, ...]:
    """The year's sessions, the latest first."""
    rows = connection.execute(
        select(communication_session, hamlet.c.kind.label("hamlet_kind"), hamlet.c.name.label("hamlet_name"))
        .outerjoin(hamlet, hamlet.c.id == communication_session.c.hamlet_id)
        .where(communication_session.c.held_on.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(communication_session.c.held_on.desc(), communication_session.c.id.desc())
    )
    return tuple(
        Session(
            row.held_on,
            row.form,
            row.hamlet_id,
            row.turns,
            row.households_reached,
            row.content,
            hamlet_words(row.hamlet_kind, row.hamlet_name or ""),
            row.uid,
        )
        for row in rows
    )


def save(act: Act, wanted: Session) -> str:
    """Add or change a session; returns its uid."""
    if not clean_text(wanted.content):
        raise InvalidInput("Chưa nhập nội dung.", "Gõ chủ đề của buổi truyền thông.")
    for count in (wanted.turns, wanted.households_reached):
        if count is not None and count < 0:
            raise InvalidInput("Số lượt, số hộ không thể nhỏ hơn 0.", "Xem lại số đã gõ.")
    values: dict[str, Any] = {
        "held_on": wanted.held_on,
        "form": clean_text(wanted.form),
        "hamlet_id": wanted.hamlet_id,
        "turns": wanted.turns,
        "households_reached": wanted.households_reached,
        "content": clean_lines(wanted.content),
    }
    act.describe(
        f"Lưu buổi truyền thông ngày {short_date(wanted.held_on)}", "communication_session", wanted.uid
    )
    return keep(act, communication_session, wanted.uid, values)[0]


def delete(act: Act, uid: str) -> None:
    """Remove a session that was entered by mistake."""
    key = key_of(act.connection, communication_session, uid)
    act.describe("Xóa buổi truyền thông", "communication_session", uid)
    act.delete(communication_session, key)
