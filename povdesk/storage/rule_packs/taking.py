"""Taking a rule pack in: looked at item by item, then one act that leaves what the officer did not choose."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, or_, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.officer import Role
from povdesk.domain.rule_data import WHOLE, merged
from povdesk.domain.rule_pack import OFFICER, Pack, PackHead, PackItem, Part, Standing
from povdesk.storage import form_a, rule_edits
from povdesk.storage.act import Act
from povdesk.storage.indicators import rules as counting
from povdesk.storage.tables import project, review_round, rule_pack

from .here import LAID_OVER, WHOLE_PARTS, Here, Row, place_of, row_at


@dataclass(frozen=True)
class Offered:
    """One item beside what is in force here. remark: what to know before taking it."""

    item: PackItem
    standing: Standing
    here: Mapping[str, Any] | None
    remark: str = ""

    @property
    def key(self) -> str:
        return self.item.key


def look(connection: Connection, pack: Pack) -> tuple[Offered, ...]:
    """Every item of a pack with what it would do here; nothing is changed."""
    here = Here(connection)
    return tuple(
        Offered(item, here.standing(item), here.value(item), _remark(connection, item)) for item in pack.items
    )


def take_in(act: Act, pack: Pack, chosen: Mapping[str, Standing]) -> str:
    """Take the chosen items in, with the standing under which they were shown. Returns the pack's uid."""
    act.needs(Role.MANAGE)
    here = Here(act.connection)
    wanted = [item for item in pack.items if item.key in chosen]
    for item in wanted:
        if here.standing(item) is not chosen[item.key]:
            raise NotPossibleNow(
                f"“{item.title}” vừa được sửa trong lúc xem gói.", "Đóng rồi nhập lại gói để xem lại."
            )
    if all(here.standing(item) is Standing.SAME for item in pack.items):
        raise NotPossibleNow("Mọi quy định trong gói này đã có sẵn, giống hệt.", "Không cần nhập lại.")
    wanted = [item for item in wanted if here.standing(item) is not Standing.SAME]
    if not wanted:
        raise InvalidInput("Chưa chọn mục nào để nhận.", "Đánh dấu ít nhất một mục.")
    uid = act.new_uid()
    act.describe(f"Nhập gói quy định {pack.head.called}", "rule_pack", uid)
    contents = []
    for item in wanted:
        was = here.value(item)
        before, after = _write(act, item, f"pack:{pack.head.called}")
        about = {"key": item.key, "part": str(item.part), "group": item.group, "code": item.code}
        about |= {"title": item.title}
        contents.append({**about, "was": was, "now": item.data, "before": before, "after": after})
    refuse_broken(act.connection)
    _keep(act, uid, pack, contents)
    return uid


def refuse_broken(connection: Connection) -> None:
    """The rules as they are now must hold together; the act is undone whole when they do not."""
    rule_edits.standards(connection)
    rule_edits.procedures(connection)
    counting.load(connection)
    rows = connection.execute(select(project.c.code, project.c.parent_code))
    parents = {row.code: row.parent_code for row in rows}
    for code, parent in parents.items():
        if parent and (parent not in parents or parents[parent]):
            raise InvalidInput(
                f"Tiểu dự án “{code}” không có dự án cấp trên ở đây.", "Nhận cả dự án cấp trên trong gói."
            )


def _keep(act: Act, uid: str, pack: Pack, contents: list[dict[str, Any]]) -> None:
    head: PackHead = pack.head
    act.insert(
        rule_pack,
        {
            "uid": uid,
            "name": head.name,
            "number": head.number,
            "author": head.author,
            "legal_basis": "\n".join(head.legal_basis),
            "made_on": head.made_on,
            "sha256": pack.sha256,
            "taken_at": act.now.isoformat(timespec="seconds"),
            "officer_id": act.officer_id or None,
            "contents": json.dumps(contents, ensure_ascii=False, separators=(",", ":")),
        },
    )


def _write(act: Act, item: PackItem, origin: str) -> tuple[Row | None, Row]:
    """Put the item where it is kept; what the row said before, and what it says now."""
    place = place_of(item.part, item.group, item.code)
    known = row_at(act.connection, place)
    values = _values(act, item, known[1] if known else None, origin)
    if known is None:
        act.insert(place.table, {**place.names, **values})
    else:
        act.update(place.table, known[0], values)
    now = row_at(act.connection, place)
    assert now is not None
    return (known[1] if known else None), now[1]


def _values(act: Act, item: PackItem, before: Row | None, origin: str) -> dict[str, Any]:
    data = item.data
    if item.part is Part.CATALOGUE:
        return {
            "name": data["name"],
            "valid_from": _day(data.get("valid_from")),
            "valid_to": _day(data.get("valid_to")),
            "active": int(data["active"]),
            "extra": json.dumps(data["extra"], ensure_ascii=False, sort_keys=True),
        }
    if item.part is Part.PROJECT:
        last = act.connection.execute(select(func.max(project.c.position))).scalar() or 0
        kept = before["position"] if before else last + 1
        return {
            "name": data["name"],
            "short_name": data["short_name"],
            "parent_code": data["parent"],
            "programme": data["programme"],
            "position": data.get("position", kept),
            "valid_from": _day(data.get("valid_from")),
            "valid_to": _day(data.get("valid_to")),
        }
    payload: Mapping[str, Any] = data
    if item.part in WHOLE_PARTS:
        payload = {WHOLE: True, **data}
    elif item.part is Part.FORM_A:
        payload = form_a.payload_for(act.connection, data["item"])
    elif item.part in LAID_OVER and before is not None:
        earlier = json.loads(before["payload"])
        payload = merged(earlier, data)
        if before["origin"] == OFFICER and payload != data:
            # Something of the officer's stays in this row: a later pack has to ask before it changes it.
            origin = OFFICER
    return {
        "payload": json.dumps(payload, ensure_ascii=False, sort_keys=True),
        "origin": origin,
        "changed_at": act.now.isoformat(timespec="seconds"),
        "officer_id": act.officer_id or None,
    }


def _remark(connection: Connection, item: PackItem) -> str:
    """Two finished sets for the same days, and rounds that count by what would change."""
    if item.part is Part.STANDARD:
        known: tuple[Any, ...] = rule_edits.standards(connection)
    elif item.part is Part.PROCEDURE:
        known = rule_edits.procedures(connection)
    else:
        return ""
    begins, ends = _day(item.data.get("effective_from")), _day(item.data.get("effective_to"))
    for one in known:
        meets = begins is not None and (one.effective_to is None or begins <= one.effective_to)
        if one.id != item.code and one.is_complete and meets and (ends is None or one.effective_from <= ends):
            return f"Trùng thời gian áp dụng với “{one.title}”: sửa ngày hết hiệu lực của bộ không dùng nữa."
    count = rounds_under(connection, item.part, item.code)
    return f"{count} kỳ rà soát ở đây dùng bộ này; kết quả đã công nhận không đổi." if count else ""


def rounds_under(connection: Connection, part: Part, code: str) -> int:
    """How many rounds are held under a standard or a procedure."""
    c = review_round.c
    if part is Part.STANDARD:
        wanted = or_(c.standard_id == code, c.reference_standard_id == code)
    else:
        wanted = c.procedure_id == code
    return int(connection.execute(select(func.count()).select_from(review_round).where(wanted)).scalar_one())


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
