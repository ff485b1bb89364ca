"""Proposals of supports not done yet: kept, taken away, accepted as the proposal of the year's plan."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.indicator import Target
from povdesk.domain.programme import Capital, Source
from povdesk.domain.support import Subject
from povdesk.domain.vietnamese import clean_text
from povdesk.domain.what_if import Money, Proposal, ProposalLine, ProposalState
from povdesk.storage import targets
from povdesk.storage.act import Act
from povdesk.storage.records import key_of
from povdesk.storage.support import inside
from povdesk.storage.tables import support_proposal, support_proposal_line, support_proposal_subject

_COLUMNS = {Subject.HOUSEHOLD: "household_id", Subject.PERSON: "person_id"}


def proposals(connection: Connection, year: int) -> tuple[Proposal, ...]:
    """Those of a year: the accepted one first, then by name."""
    rows = connection.execute(
        select(support_proposal)
        .where(support_proposal.c.year == year)
        .order_by(support_proposal.c.state, support_proposal.c.name, support_proposal.c.id)
    ).mappings()
    heads = [dict(row) for row in rows]
    lines = _lines(connection, [head["id"] for head in heads])
    return tuple(_proposal(head, lines.get(head["id"], [])) for head in heads)


def get(connection: Connection, uid: str) -> Proposal:
    """One with its lines. NotPossibleNow when it is gone."""
    key = key_of(connection, support_proposal, uid)
    row = connection.execute(select(support_proposal).where(support_proposal.c.id == key)).mappings().one()
    return _proposal(dict(row), _lines(connection, [key]).get(key, []))


def save(act: Act, wanted: Proposal) -> str:
    """Keep a proposal with exactly these lines, as one act; returns its uid.

    InvalidInput: without a name, or a line that says too little. NotPossibleNow: it is accepted.
    """
    name = clean_text(wanted.name)
    if not name:
        raise InvalidInput("Phương án chưa có tên.", "Gõ tên, ví dụ: Phương án 1.")
    for place, line in enumerate(wanted.lines, start=1):
        _check(line, place, wanted.year)
    act.describe(f"Lưu phương án “{name}” năm {wanted.year}", "support_proposal", wanted.uid)
    values = {"year": wanted.year, "name": name, "note": clean_text(wanted.note)}
    if wanted.uid:
        _refuse_accepted(act.connection, wanted.uid)
        uid = wanted.uid
        key = key_of(act.connection, support_proposal, uid)
        act.update(support_proposal, key, values)
    else:
        uid = act.new_uid()
        key = act.insert(support_proposal, {"uid": uid, **values, "state": str(ProposalState.DRAFT)})
    _keep_lines(act, key, wanted.lines)
    return uid


def delete(act: Act, uid: str) -> None:
    """Take a proposal away with all its lines; undo brings it back."""
    found = get(act.connection, uid)
    act.describe(f"Xóa phương án “{found.name}” năm {found.year}", "support_proposal", uid)
    key = key_of(act.connection, support_proposal, uid)
    for line_id in _line_keys(act.connection, key).values():
        _drop_line(act, line_id)
    act.delete(support_proposal, key)


def accept(act: Act, uid: str, wanted: Mapping[str, Target] | None = None) -> None:
    """The proposal of the year's plan from now on, with the targets that the officer takes over; one act.

    wanted: by code of the indicator. Another accepted one of the year becomes a draft again.
    """
    found = get(act.connection, uid)
    if not found.lines:
        raise NotPossibleNow("Phương án chưa có dòng nào.", "Thêm ít nhất một dòng hỗ trợ.")
    act.describe(
        f"Nhận phương án “{found.name}” làm đề xuất của kế hoạch năm {found.year}", "support_proposal", uid
    )
    for other in proposals(act.connection, found.year):
        if other.is_accepted and other.uid != uid:
            _set_state(act, other.uid, ProposalState.DRAFT)
    _set_state(act, uid, ProposalState.ACCEPTED)
    for code, target in (wanted or {}).items():
        targets.save_target(act, code, replace(target, year=found.year))


def let_go(act: Act, uid: str) -> None:
    """No longer the plan's proposal; targets taken over stay."""
    found = get(act.connection, uid)
    act.describe(f"Thôi nhận phương án “{found.name}” năm {found.year}", "support_proposal", uid)
    _set_state(act, uid, ProposalState.DRAFT)


def _set_state(act: Act, uid: str, state: ProposalState) -> None:
    key = key_of(act.connection, support_proposal, uid)
    day = act.today if state is ProposalState.ACCEPTED else None
    act.update(support_proposal, key, {"state": str(state), "accepted_on": day})


def _refuse_accepted(connection: Connection, uid: str) -> None:
    if get(connection, uid).is_accepted:
        raise NotPossibleNow(
            "Phương án này đã nhận làm đề xuất của kế hoạch nên không sửa được.",
            "Bấm “Thôi nhận” rồi sửa, hoặc chép thành phương án mới.",
        )


def _check(line: ProposalLine, place: int, year: int) -> None:
    where = f"Dòng {place}"
    if not line.kind:
        raise InvalidInput(f"{where} chưa chọn loại hỗ trợ.", "Chọn trong danh sách (F4).")
    if line.subject not in _COLUMNS:
        raise InvalidInput(f"{where}: phương án chỉ ghi cho hộ hoặc cho người.", "Chọn loại hỗ trợ khác.")
    if not line.subjects:
        raise InvalidInput(f"{where} chưa có hộ hoặc người nào.", "Bấm “Chọn đối tượng…”.")
    if any(value is not None and value < 0 for value in (line.unit_cost, line.amount)):
        raise InvalidInput(f"{where}: số tiền không được âm.", "Nhập lại số tiền.")
    if line.day is not None and line.day.year != year:
        raise InvalidInput(f"{where}: ngày dự kiến không ở trong năm {year}.", "Xem lại ngày.")


def _keep_lines(act: Act, proposal_id: int, wanted: Sequence[ProposalLine]) -> None:
    known = _line_keys(act.connection, proposal_id)
    kept = {line.uid for line in wanted}
    for uid, line_id in known.items():
        if uid not in kept:
            _drop_line(act, line_id)
    for place, line in enumerate(wanted):
        values = {
            "proposal_id": proposal_id,
            "position": place,
            "kind": line.kind,
            "subject": str(line.subject),
            "project_id": line.money.project_id,
            "capital": str(line.money.capital or ""),
            "source": str(line.money.source or ""),
            "unit_cost": line.unit_cost,
            "amount": line.amount,
            "planned_on": line.day,
            "note": clean_text(line.note),
        }
        if line.uid in known:
            line_id = known[line.uid]
            act.update(support_proposal_line, line_id, values)
        else:
            line_id = act.insert(support_proposal_line, values)
        _keep_subjects(act, line_id, line)


def _keep_subjects(act: Act, line_id: int, line: ProposalLine) -> None:
    column = _COLUMNS[line.subject]
    rows = act.connection.execute(
        select(support_proposal_subject).where(support_proposal_subject.c.line_id == line_id)
    ).mappings()
    wanted = set(line.subjects)
    known = set()
    for row in list(rows):
        if row[column] in wanted:
            known.add(row[column])
        else:
            act.delete(support_proposal_subject, row["id"])
    for key in dict.fromkeys(line.subjects):
        if key not in known:
            act.insert(support_proposal_subject, {"line_id": line_id, column: key})


def _drop_line(act: Act, line_id: int) -> None:
    rows = act.connection.execute(
        select(support_proposal_subject.c.id).where(support_proposal_subject.c.line_id == line_id)
    ).scalars()
    for key in list(rows):
        act.delete(support_proposal_subject, key)
    act.delete(support_proposal_line, line_id)


def _line_keys(connection: Connection, proposal_id: int) -> dict[str, int]:
    rows = connection.execute(
        select(support_proposal_line.c.uid, support_proposal_line.c.id).where(
            support_proposal_line.c.proposal_id == proposal_id
        )
    )
    return {row.uid: row.id for row in rows}


def _lines(connection: Connection, proposal_ids: Sequence[int]) -> dict[int, list[ProposalLine]]:
    rows: list[Any] = []
    for condition in inside(support_proposal_line.c.proposal_id, proposal_ids):
        rows += connection.execute(
            select(support_proposal_line)
            .where(condition)
            .order_by(support_proposal_line.c.proposal_id, support_proposal_line.c.position)
        ).mappings()
    members: dict[int, list[int]] = {}
    for condition in inside(support_proposal_subject.c.line_id, [row["id"] for row in rows]):
        for one in connection.execute(
            select(support_proposal_subject).where(condition).order_by(support_proposal_subject.c.id)
        ):
            # Two people that were merged into one stand here twice.
            key = one.household_id if one.person_id is None else one.person_id
            known = members.setdefault(one.line_id, [])
            if key not in known:
                known.append(key)
    found: dict[int, list[ProposalLine]] = {}
    for row in rows:
        found.setdefault(row["proposal_id"], []).append(
            ProposalLine(
                row["kind"],
                Subject(row["subject"]),
                tuple(members.get(row["id"], ())),
                Money(
                    row["project_id"],
                    Capital(row["capital"]) if row["capital"] else None,
                    Source(row["source"]) if row["source"] else None,
                ),
                row["unit_cost"],
                row["amount"],
                row["planned_on"],
                row["note"],
                row["uid"],
            )
        )
    return found


def _proposal(head: Mapping[str, Any], lines: Sequence[ProposalLine]) -> Proposal:
    return Proposal(
        head["year"],
        head["name"],
        tuple(lines),
        ProposalState(head["state"]),
        head["accepted_on"],
        head["note"],
        head["uid"],
    )
