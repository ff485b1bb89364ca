"""Changes of a plan: texts, order, roles, recipients, frozen numbers, and the steps to the archive."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Table, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.linked_figure import LinkedFigure
from povdesk.domain.paper_number import number_of
from povdesk.domain.plan import (
    AnnualPlan,
    LegalBasis,
    PlanRole,
    PlanSection,
    PlanStatus,
    Recipient,
    link_uses,
    resolve_links,
)
from povdesk.domain.vietnamese import clean_lines, clean_text
from povdesk.storage import issued_papers, number_sources
from povdesk.storage.act import Act
from povdesk.storage.plans import (
    insert_recipient,
    insert_role,
    insert_sections,
    insert_shares,
    load,
    role_values,
)
from povdesk.storage.records import key_of, key_or_none
from povdesk.storage.tables import (
    incoming_paper,
    issued_paper,
    plan,
    plan_basis,
    plan_link,
    plan_recipient,
    plan_role,
    plan_role_lead,
    plan_section,
    signer,
)

_Part = TypeVar("_Part", PlanRole, Recipient, LegalBasis)


def save_details(act: Act, wanted: AnnualPlan) -> None:
    """Save title, subject, opening, closing, money, signer and the like; parts have their own functions."""
    _begin(act, wanted.id, "Lưu kế hoạch năm {year}")
    values: dict[str, Any] = {
        "title": clean_text(wanted.title),
        "subject": clean_lines(wanted.subject),
        "opening": clean_lines(wanted.opening),
        "closing": clean_lines(wanted.closing),
        "symbol": clean_text(wanted.symbol),
        "authority": wanted.authority,
        "drafter_mark": clean_text(wanted.drafter_mark),
        "budget_total": wanted.budget_total,
        "progress_on": wanted.progress_on,
        "signer_id": key_or_none(act.connection, signer, wanted.signer),
        "note": clean_lines(wanted.note),
    }
    if not values["title"] or not values["subject"]:
        raise InvalidInput("Kế hoạch phải có tên loại và trích yếu.", "Gõ lại phần còn trống.")
    if wanted.budget_total is not None and wanted.budget_total < 0:
        raise InvalidInput("Tổng kinh phí không được âm.", "Kiểm tra và gõ lại.")
    act.update(plan, wanted.id, values)


def save_section(act: Act, plan_id: int, uid: str, *, heading: str, body: str) -> None:
    """Save the officer's words in one section."""
    _begin(act, plan_id, "Sửa lời văn kế hoạch năm {year}")
    key = _own(act, plan_section, plan_id, uid)
    act.update(plan_section, key, {"heading": clean_text(heading), "body": clean_lines(body)})


def add_section(act: Act, plan_id: int, section: PlanSection, *, parent: str = "", after: str = "") -> None:
    """Add a section below a parent (empty: at the top level), after a sibling (empty: at the end)."""
    _begin(act, plan_id, "Thêm mục vào kế hoạch năm {year}")
    parent_id = _own(act, plan_section, plan_id, parent) if parent else None
    siblings = _siblings(act, plan_id, parent_id)
    place = len(siblings)
    if after:
        place = siblings.index(_own(act, plan_section, plan_id, after)) + 1
    for position, key in enumerate(siblings[place:], start=place + 1):
        act.update(plan_section, key, {"position": position})
    insert_sections(act, plan_id, parent_id, (section,), first=place)
    for position, key in enumerate(siblings[:place]):
        act.update(plan_section, key, {"position": position})


def move_section(act: Act, plan_id: int, uid: str, steps: int) -> bool:
    """Move a section up (negative) or down among its siblings; False when it is at the end already."""
    _begin(act, plan_id, "Đổi thứ tự mục trong kế hoạch năm {year}")
    key = _own(act, plan_section, plan_id, uid)
    parent_id = act.connection.execute(
        select(plan_section.c.parent_id).where(plan_section.c.id == key)
    ).scalar()
    siblings = _siblings(act, plan_id, parent_id)
    before = siblings.index(key)
    place = max(0, min(len(siblings) - 1, before + steps))
    siblings.insert(place, siblings.pop(before))
    for position, sibling in enumerate(siblings):
        act.update(plan_section, sibling, {"position": position})
    return place != before


def delete_section(act: Act, plan_id: int, uid: str) -> None:
    """Delete a section with all below it."""
    _begin(act, plan_id, "Xóa mục khỏi kế hoạch năm {year}")
    _delete_tree(act, plan_id, _own(act, plan_section, plan_id, uid))


def save_roles(act: Act, plan_id: int, roles: Iterable[PlanRole]) -> None:
    """Save the whole list of roles in this order, with what each leads and helps with."""
    roles = tuple(roles)
    codes = [role.code for role in roles]
    if len(set(codes)) != len(codes):
        raise InvalidInput("Hai vai trùng mã.", "Đặt mã khác cho một vai.")
    _begin(act, plan_id, "Sửa phân công trong kế hoạch năm {year}")

    def put(place: int, role: PlanRole, key: int | None) -> None:
        if key is None:
            insert_role(act, plan_id, place, role)
            return
        act.update(plan_role, key, {"position": place, **role_values(role)})
        _save_shares(act, key, role)

    _save_list(act, plan_role, plan_id, [(role.uid, role) for role in roles], put)


def save_recipients(act: Act, plan_id: int, recipients: Iterable[Recipient]) -> None:
    """Save the whole list of Nơi nhận in this order, without the Lưu line."""
    _begin(act, plan_id, "Sửa nơi nhận của kế hoạch năm {year}")

    def put(place: int, recipient: Recipient, key: int | None) -> None:
        if key is None:
            insert_recipient(act, plan_id, place, recipient)
            return
        values = {"text": clean_text(recipient.text), "role_code": ",".join(recipient.roles)}
        act.update(plan_recipient, key, {"position": place, **values})

    _save_list(act, plan_recipient, plan_id, [(one.uid, one) for one in recipients], put)


def save_bases(act: Act, plan_id: int, bases: Iterable[LegalBasis]) -> None:
    """Save the whole list of legal bases in this order."""
    _begin(act, plan_id, "Sửa căn cứ của kế hoạch năm {year}")

    def put(place: int, basis: LegalBasis, key: int | None) -> None:
        values = {
            "position": place,
            "text": clean_text(basis.text),
            "incoming_paper_id": key_or_none(act.connection, incoming_paper, basis.incoming_paper),
        }
        if key is None:
            act.insert(plan_basis, {"plan_id": plan_id, **values})
        else:
            act.update(plan_basis, key, values)

    _save_list(act, plan_basis, plan_id, [(one.uid, one) for one in bases], put)


def freeze_link(act: Act, plan_id: int, code: str, value: str, reason: str) -> None:
    """Keep a linked number as it is; the reason is needed and shown."""
    if not clean_text(reason):
        raise InvalidInput("Chưa ghi lý do giữ số liệu.", "Gõ lý do, ví dụ: theo số huyện giao.")
    if not clean_text(value):
        raise InvalidInput("Chưa có số liệu để giữ.", "Gõ số liệu cần in.")
    _begin(act, plan_id, "Giữ số liệu trong kế hoạch năm {year}")
    _put_link(act, plan_id, code, clean_text(value), clean_text(reason))


def refresh_link(act: Act, plan_id: int, code: str, reason: str = "") -> None:
    """Let a linked number follow its source again; the reason goes into the history."""
    _begin(act, plan_id, "Lấy lại số liệu từ sổ cho kế hoạch năm {year}", clean_text(reason))
    key = act.connection.execute(
        select(plan_link.c.id).where(plan_link.c.plan_id == plan_id, plan_link.c.code == code)
    ).scalar()
    if key is not None:
        act.delete(plan_link, key)


def set_status(act: Act, plan_id: int, status: PlanStatus) -> None:
    """Move between drafting, checking and submitted; an issued plan only goes to the archive."""
    current = PlanStatus(
        act.connection.execute(select(plan.c.status).where(plan.c.id == plan_id)).scalar_one()
    )
    if status is PlanStatus.ISSUED:
        raise NotPossibleNow("Ban hành cần số, ngày và người ký.", "Chọn “Ban hành” và nhập đủ ba điều.")
    if current is PlanStatus.ARCHIVED or (current is PlanStatus.ISSUED) != (status is PlanStatus.ARCHIVED):
        raise NotPossibleNow(f"Kế hoạch đang ở bước {current.label}, không chuyển sang {status.label} được.")
    act.describe(f"Chuyển kế hoạch sang bước {status.label}", "plan", _uid(act, plan_id))
    act.update(plan, plan_id, {"status": status.value})


def issue(
    act: Act,
    plan_id: int,
    *,
    number: str,
    signed_on: date,
    signer_uid: str,
    current: Mapping[str, str],
    pdf: bytes | None = None,
    sha256: str = "",
    figures: Sequence[LinkedFigure] = (),
) -> None:
    """Record number, date and signer given after signing; text and numbers are fixed from then on.

    figures: the numbers in the paper; the people behind each are kept as they are now.
    """
    _begin(act, plan_id, "Ban hành kế hoạch năm {year}")
    number = number_of(number)
    key = key_of(act.connection, signer, signer_uid)
    who = act.connection.execute(select(signer).where(signer.c.id == key)).mappings().one()
    wanted = load(act.connection, plan_id)
    if signed_on.year != wanted.year:
        raise InvalidInput(
            f"Ngày ký thuộc năm {signed_on.year}, kế hoạch của năm {wanted.year}.", "Kiểm tra ngày ký."
        )
    issued_papers.refuse_used(act.connection, number, wanted.symbol, signed_on)
    values = wanted.values(current)
    for use in link_uses(wanted, current):
        if use.frozen is None and use.shown:
            _put_link(act, plan_id, use.code, use.shown, "Ban hành")
    act.update(
        plan,
        plan_id,
        {
            "status": PlanStatus.ISSUED.value,
            "number": number,
            "signed_on": signed_on,
            "signer_id": key,
            "progress_on": wanted.progress_day(act.today, signed_on),
        },
    )
    issued_papers.record(
        act,
        {
            "kind": "ke-hoach",
            "year": wanted.year,
            "number": number,
            "symbol": wanted.symbol,
            "signed_on": signed_on,
            "signer_name": who["full_name"],
            "signer_post": f"{who['acting_for']} {who['post']}".strip(),
            "subject": resolve_links(wanted.subject, values).replace("\n", " "),
            "plan_id": plan_id,
            "previous_version_id": _issued_before(act, plan_id),
            "pdf": pdf,
            "sha256": sha256,
            "figures": json.dumps(values, ensure_ascii=False, sort_keys=True),
            **(number_sources.kept_with(act.connection, figures) if figures else {}),
        },
    )


def save_changes(act: Act, wanted: AnnualPlan) -> None:
    """Save what differs in the texts, lists and frozen numbers of a plan; its sections stay the same ones."""
    before = load(act.connection, wanted.id)
    save_details(act, wanted)
    known = {section.uid: section for section in before.walk()}
    for section in wanted.walk():
        old = known.get(section.uid)
        if old is not None and (old.heading, old.body) != (section.heading, section.body):
            save_section(act, wanted.id, section.uid, heading=section.heading, body=section.body)
    if before.roles != wanted.roles:
        save_roles(act, wanted.id, wanted.roles)
    if before.recipients != wanted.recipients:
        save_recipients(act, wanted.id, wanted.recipients)
    if before.bases != wanted.bases:
        save_bases(act, wanted.id, wanted.bases)
    for link in before.frozen:
        if link not in wanted.frozen:
            refresh_link(act, wanted.id, link.code)


# --- Private ------------------------------------------------------------------------------------


def _begin(act: Act, plan_id: int, words: str, purpose: str = "") -> None:
    row = act.connection.execute(
        select(plan.c.year, plan.c.status, plan.c.uid).where(plan.c.id == plan_id)
    ).first()
    if row is None:
        raise NotPossibleNow("Kế hoạch này không còn nữa.", "Mở lại danh sách kế hoạch.")
    if PlanStatus(row.status).is_frozen:
        raise NotPossibleNow(
            "Kế hoạch đã ban hành nên không sửa được.", "Soạn kế hoạch điều chỉnh, bổ sung nếu cần."
        )
    act.describe(words.format(year=row.year), "plan", row.uid, purpose)


def _issued_before(act: Act, plan_id: int) -> int | None:
    """The line of the register that an adjusting plan follows."""
    return act.connection.execute(
        select(issued_paper.c.id)
        .join(plan, plan.c.previous_version_id == issued_paper.c.plan_id)
        .where(plan.c.id == plan_id)
        .order_by(issued_paper.c.id.desc())
        .limit(1)
    ).scalar()


def _uid(act: Act, plan_id: int) -> str:
    return str(act.connection.execute(select(plan.c.uid).where(plan.c.id == plan_id)).scalar_one())


def _own(act: Act, table: Table, plan_id: int, uid: str) -> int:
    """The key of a part, which must belong to the plan."""
    key = act.connection.execute(
        select(table.c.id).where(table.c.uid == uid, table.c.plan_id == plan_id)
    ).scalar()
    if key is None:
        raise NotPossibleNow("Phần này không còn trong kế hoạch.", "Mở lại kế hoạch rồi thử lại.")
    return int(key)


def _siblings(act: Act, plan_id: int, parent_id: int | None) -> list[int]:
    return list(
        act.connection.execute(
            select(plan_section.c.id)
            .where(
                plan_section.c.plan_id == plan_id, plan_section.c.parent_id.is_not_distinct_from(parent_id)
            )
            .order_by(plan_section.c.position, plan_section.c.id)
        ).scalars()
    )


def _delete_tree(act: Act, plan_id: int, key: int) -> None:
    for below in _siblings(act, plan_id, key):
        _delete_tree(act, plan_id, below)
    act.delete(plan_section, key)


def _save_list(
    act: Act,
    table: Table,
    plan_id: int,
    wanted: list[tuple[str, _Part]],
    put: Callable[[int, _Part, int | None], None],
) -> None:
    rows = act.connection.execute(select(table.c.uid, table.c.id).where(table.c.plan_id == plan_id))
    known = {str(row.uid): int(row.id) for row in rows}
    kept = {uid for uid, _ in wanted}
    for uid, key in known.items():
        if uid not in kept:
            _delete_shares(act, table, key)
            act.delete(table, key)
    for place, (uid, value) in enumerate(wanted):
        put(place, value, known.get(uid))


def _delete_shares(act: Act, table: Table, key: int) -> None:
    if table is plan_role:
        rows = act.connection.execute(select(plan_role_lead.c.id).where(plan_role_lead.c.role_id == key))
        for share in list(rows.scalars()):
            act.delete(plan_role_lead, share)


def _save_shares(act: Act, role_id: int, role: PlanRole) -> None:
    rows = act.connection.execute(
        select(plan_role_lead).where(plan_role_lead.c.role_id == role_id).order_by(plan_role_lead.c.id)
    ).mappings()
    there = [(row["part"], row["code"]) for row in rows]
    wanted = [("lead", code) for code in role.leads] + [("coordinate", code) for code in role.coordinates]
    if there != wanted:
        _delete_shares(act, plan_role, role_id)
        insert_shares(act, role_id, role)


def _put_link(act: Act, plan_id: int, code: str, value: str, reason: str) -> None:
    values = {
        "frozen_value": value,
        "frozen_reason": reason,
        "frozen_at": act.now.isoformat(timespec="seconds"),
    }
    key = act.connection.execute(
        select(plan_link.c.id).where(plan_link.c.plan_id == plan_id, plan_link.c.code == code)
    ).scalar()
    if key is None:
        act.insert(plan_link, {"plan_id": plan_id, "code": code, **values})
    else:
        act.update(plan_link, key, values)
