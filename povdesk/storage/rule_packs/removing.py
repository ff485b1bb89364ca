"""Packs that were taken in, what each changed, and taking one out again."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain import standard as standards
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.officer import Role
from povdesk.domain.rule_pack import PackHead, Part
from povdesk.storage import catalogue_items, plan_wordings, record_uses
from povdesk.storage.act import Act
from povdesk.storage.tables import officer, project, rule_pack

from .here import Row, place_of, row_at
from .taking import refuse_broken, rounds_under


@dataclass(frozen=True)
class TakenItem:
    """One rule that a pack brought. was, now: what was in force before and with the pack."""

    key: str
    part: Part
    group: str
    code: str
    title: str
    was: Mapping[str, Any] | None = field(repr=False)
    now: Mapping[str, Any] = field(repr=False)
    before: Row | None = field(repr=False)
    after: Row = field(repr=False)


@dataclass(frozen=True)
class TakenPack:
    """A pack in the list. removed_at: since when it is out again."""

    uid: str
    head: PackHead
    taken_at: datetime
    who: str
    items: tuple[TakenItem, ...]
    removed_at: datetime | None = None
    sha256: str = ""


def packs(connection: Connection) -> tuple[TakenPack, ...]:
    """All packs ever taken in, the newest first."""
    query = (
        select(rule_pack, officer.c.full_name)
        .outerjoin(officer, officer.c.id == rule_pack.c.officer_id)
        .order_by(rule_pack.c.id.desc())
    )
    return tuple(
        TakenPack(
            row.uid,
            PackHead(
                row.name,
                row.number,
                row.author,
                tuple(line for line in row.legal_basis.split("\n") if line),
                row.made_on,
            ),
            datetime.fromisoformat(row.taken_at),
            row.full_name or "",
            tuple(
                TakenItem(**{**one, "part": Part(one["part"])})  # as taking.take_in wrote it
                for one in json.loads(row.contents)
            ),
            datetime.fromisoformat(row.removed_at) if row.removed_at else None,
            row.sha256,
        )
        for row in connection.execute(query)
    )


def in_the_way(connection: Connection, uid: str) -> tuple[str, ...]:
    """What keeps a pack from being taken out, one sentence for each; empty when nothing does."""
    return tuple(_obstacles(connection, _pack(connection, uid)))


def remove(act: Act, uid: str) -> None:
    """Gỡ gói: every rule goes back to what it was before the pack."""
    act.needs(Role.MANAGE)
    pack = _pack(act.connection, uid)
    if pack.removed_at is not None:
        raise NotPossibleNow("Gói này đã được gỡ.", "")
    why = in_the_way(act.connection, uid)
    if why:
        raise NotPossibleNow(f"Chưa gỡ được gói: {' '.join(why)}", "Không có gì thay đổi.")
    act.describe(f"Gỡ gói quy định {pack.head.called}", "rule_pack", uid)
    for one in reversed(pack.items):
        place = place_of(one.part, one.group, one.code)
        known = row_at(act.connection, place)
        assert known is not None
        if one.before is None:
            act.delete(place.table, known[0])
        else:
            act.update(place.table, known[0], _stored(one.before))
    refuse_broken(act.connection)
    key = act.connection.execute(select(rule_pack.c.id).where(rule_pack.c.uid == uid)).scalar_one()
    act.update(rule_pack, key, {"removed_at": act.now.isoformat(timespec="seconds")})


def _pack(connection: Connection, uid: str) -> TakenPack:
    found = next((one for one in packs(connection) if one.uid == uid), None)
    if found is None:
        raise NotPossibleNow("Gói này không còn trong danh sách.", "Mở lại trang Cài đặt.")
    return found


def _obstacles(connection: Connection, pack: TakenPack) -> Iterator[str]:
    newer = takewhile(lambda other: other.uid != pack.uid, packs(connection))
    later = {one.key: other.head.called for other in newer if other.removed_at is None for one in other.items}
    for one in pack.items:
        known = row_at(connection, place_of(one.part, one.group, one.code))
        if known is None or known[1] != one.after:
            if one.key in later:
                yield f"“{one.title}” đã được gói “{later[one.key]}” thay; gỡ gói đó trước."
            else:
                yield f"“{one.title}” đã được sửa ở đây sau khi nhập gói."
            continue
        uses = _uses(connection, one)
        if uses:
            yield f"“{one.title}” đang được dùng ở {uses}."


def _uses(connection: Connection, one: TakenItem) -> str:
    """Where records stand on what the pack brought and would lose it; empty when nowhere."""
    if one.part is Part.CATALOGUE and one.before is None and catalogue_items.is_own(one.group, one.code):
        found = catalogue_items.uses(connection, one.group, one.code)
        return "; ".join(f"{count} {words}" for words, count in found)
    if one.part is Part.PROJECT and one.before is None:
        uid = connection.execute(select(project.c.uid).where(project.c.code == one.code)).scalar_one()
        return "; ".join(f"{count} {words}" for words, count in record_uses.uses(connection, "project", uid))
    if one.part is Part.PLAN and one.was is None:
        count = plan_wordings.uses(connection, int(one.code))
        return f"{count} kế hoạch" if count else ""
    lost = one.part is Part.STANDARD and not _classifies(one.was)
    if lost or (one.part is Part.PROCEDURE and one.was is None):
        count = rounds_under(connection, one.part, one.code)
        return f"{count} kỳ rà soát" if count else ""
    return ""


def _classifies(data: Mapping[str, Any] | None) -> bool:
    return data is not None and standards.from_data(data, str(data.get("id", ""))).is_complete


def _stored(row: Row) -> dict[str, Any]:
    """A row that was kept as JSON, as the register has it."""
    days = ("valid_from", "valid_to")
    return {
        name: date.fromisoformat(value) if name in days and value else value for name, value in row.items()
    }
