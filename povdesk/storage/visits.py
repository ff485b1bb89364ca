"""Thăm hộ: visits are support events of the kind THAM_HO, so that each is kept once, with its follow-up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.vietnamese import clean_lines, clean_text, short_date
from povdesk.storage.act import Act
from povdesk.storage.records import key_of
from povdesk.storage.tables import cadre, hamlet, household, support_event

KIND = "THAM_HO"


@dataclass(frozen=True)
class Visit:
    """One visit. content: what was seen. follow_up: what is left to do, done on follow_up_done_on."""

    household_id: int
    visited_on: date
    cadre_id: int | None = None
    content: str = ""
    follow_up: str = ""
    follow_up_done_on: date | None = None
    code: str = ""
    head_name: str = ""
    hamlet: str = ""
    cadre: str = ""
    uid: str = ""

    @property
    def is_waiting(self) -> bool:
        """Something is left to do."""
        return bool(self.follow_up) and self.follow_up_done_on is None


def of_year(connection: Connection, year: int, hamlet_id: int | None = None) -> tuple[Visit, ...]:
    """The year's visits, the latest first; of one hamlet when one is given."""
    query = (
        select(
            support_event,
            household.c.code,
            household.c.head_name,
            hamlet.c.kind.label("hamlet_kind"),
            hamlet.c.name.label("hamlet_name"),
            cadre.c.full_name.label("visitor"),
        )
        .join(household, household.c.id == support_event.c.household_id)
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .outerjoin(cadre, cadre.c.id == support_event.c.cadre_id)
        .where(
            support_event.c.kind == KIND,
            support_event.c.deleted_at.is_(None),
            household.c.deleted_at.is_(None),
            support_event.c.happened_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(support_event.c.happened_on.desc(), household.c.name_sort_key, support_event.c.id)
    )
    if hamlet_id is not None:
        query = query.where(household.c.hamlet_id == hamlet_id)
    return tuple(
        Visit(
            row.household_id,
            row.happened_on,
            row.cadre_id,
            row.result,
            row.follow_up,
            row.follow_up_done_on,
            row.code,
            row.head_name,
            hamlet_words(row.hamlet_kind, row.hamlet_name),
            row.visitor or "",
            row.uid,
        )
        for row in connection.execute(query)
    )


def save(act: Act, wanted: Visit) -> str:
    """Add or change a visit; returns its uid."""
    row = act.connection.execute(
        select(household.c.head_name, household.c.deleted_at).where(household.c.id == wanted.household_id)
    ).first()
    if row is None or row.deleted_at is not None:
        raise NotPossibleNow("Hộ này không còn trong sổ.", "Tìm lại hộ rồi thử lại.")
    if wanted.visited_on > act.today:
        raise InvalidInput(f"Ngày thăm {short_date(wanted.visited_on)} ở sau hôm nay.", "Xem lại ngày thăm.")
    done = wanted.follow_up_done_on
    if done is not None and not clean_text(wanted.follow_up):
        raise InvalidInput("Có ngày làm xong nhưng chưa ghi việc cần làm.", "Ghi việc, hoặc xóa ngày.")
    if done is not None and done < wanted.visited_on:
        raise InvalidInput("Ngày làm xong ở trước ngày thăm.", "Xem lại hai ngày.")
    values: dict[str, Any] = {
        "household_id": wanted.household_id,
        "happened_on": wanted.visited_on,
        "finished_on": wanted.visited_on,
        "cadre_id": wanted.cadre_id,
        "result": clean_lines(wanted.content),
        "follow_up": clean_lines(wanted.follow_up),
        "follow_up_done_on": done,
    }
    act.describe(
        f"Lưu lần thăm hộ {row.head_name} ngày {short_date(wanted.visited_on)}", "support_event", wanted.uid
    )
    if wanted.uid:
        act.update(support_event, key_of(act.connection, support_event, wanted.uid), values)
        return wanted.uid
    made = act.new_uid()
    fixed = {"uid": made, "kind": KIND, "subject": "household", "state": "finished"}
    act.insert(support_event, {**fixed, **values})
    return made


def finish_follow_up(act: Act, uid: str, on: date) -> None:
    """What was left to do after a visit is done."""
    key = key_of(act.connection, support_event, uid)
    row = act.connection.execute(
        select(support_event.c.happened_on, support_event.c.follow_up).where(support_event.c.id == key)
    ).one()
    if not row.follow_up:
        raise NotPossibleNow("Lần thăm này không ghi việc cần làm tiếp.")
    if on < row.happened_on:
        raise InvalidInput("Ngày làm xong ở trước ngày thăm.", "Xem lại hai ngày.")
    act.describe("Đã làm xong việc sau lần thăm hộ", "support_event", uid)
    act.update(support_event, key, {"follow_up_done_on": on})


def delete(act: Act, uid: str) -> None:
    """Remove a visit that was entered by mistake."""
    key = key_of(act.connection, support_event, uid)
    act.describe("Xóa lần thăm hộ", "support_event", uid)
    act.update(support_event, key, {"deleted_at": act.now.isoformat(timespec="seconds")})


def visitors(connection: Connection, day: date) -> tuple[tuple[int, str], ...]:
    """Cadres who may be chosen as the visitor: key and name with the post."""
    rows = connection.execute(
        select(cadre.c.id, cadre.c.full_name, cadre.c.post)
        .where(
            cadre.c.valid_from.is_(None) | (cadre.c.valid_from <= day),
            cadre.c.valid_to.is_(None) | (cadre.c.valid_to >= day),
        )
        .order_by(cadre.c.search_key, cadre.c.id)
    )
    return tuple((row.id, f"{row.full_name}, {row.post}" if row.post else row.full_name) for row in rows)
