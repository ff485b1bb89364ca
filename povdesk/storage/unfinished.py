"""What was typed and never saved: after a crash or a power cut the officer need not find it by chance."""

from sqlalchemy import Connection, select

from povdesk.domain.todo import TodoCase
from povdesk.storage import drafts
from povdesk.storage.drafts import Draft
from povdesk.storage.tables import hamlet, household, plan


def cases(connection: Connection) -> tuple[TodoCase, ...]:
    """Everything that waits half typed, the newest first, each with the way to where it is taken up again."""
    kept = [
        draft
        for kind in (drafts.FORM, drafts.PLAN_TEXT, drafts.SUPPORT_TABLE)
        for draft in drafts.kept(connection, kind)
    ]
    found = [_case(connection, draft) for draft in sorted(kept, key=lambda one: one.saved_at, reverse=True)]
    return tuple(case for case in found if case is not None)


def _case(connection: Connection, draft: Draft) -> TodoCase | None:
    uid = f"{draft.kind}/{draft.object_uid}"
    typed_at = f"lúc {draft.saved_at:%H:%M} ngày {draft.saved_at:%d/%m/%Y}"
    if draft.kind == drafts.SUPPORT_TABLE:
        note = f"Bảng hỗ trợ cho nhiều hộ, nhập dở {typed_at}"
        return TodoCase(uid, draft.title or "Bảng hỗ trợ", note=note, place="support", target={"table": True})
    if draft.kind == drafts.PLAN_TEXT:
        return _of_plan(connection, draft, uid, f"Lời văn nhập dở {typed_at}")
    return _of_form(connection, draft, uid, f"Phiếu nhập dở {typed_at}")


def _of_plan(connection: Connection, draft: Draft, uid: str, note: str) -> TodoCase | None:
    plan_uid, _, code = draft.object_uid.partition("/")
    year = connection.execute(select(plan.c.year).where(plan.c.uid == plan_uid)).scalar()
    if year is None:
        return None
    target = {"year": year, "code": code}
    return TodoCase(uid, f"Kế hoạch năm {year}", note=note, place="plan", target=target)


def _of_form(connection: Connection, draft: Draft, uid: str, note: str) -> TodoCase | None:
    round_id, _, household_uid = draft.object_uid.partition("/")
    target: dict[str, object] = {"round_id": int(round_id)} if int(round_id) else {}
    if not household_uid:
        name = draft.title or "Hộ mới chưa có tên"
        return TodoCase(uid, name, note=note, place="household", target={"head_name": "", **target})
    row = connection.execute(
        select(household.c.id, household.c.head_name, hamlet.c.name)
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .where(household.c.uid == household_uid, household.c.deleted_at.is_(None))
    ).first()
    if row is None:
        return None
    return TodoCase(
        uid,
        draft.title or row.head_name,
        kind="household",
        hamlet=row.name,
        note=note,
        household_id=row.id,
        place="household",
        target={"household_id": row.id, **target},
    )
