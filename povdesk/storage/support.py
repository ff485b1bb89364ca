"""Support events kept, changed and taken away: one act each, however many there are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.problem import Level, Problem
from povdesk.domain.support import Known, Loan, Subject, Support, SupportKind, SupportState, problems
from povdesk.domain.vietnamese import clean_lines, clean_text, format_count, short_date
from povdesk.storage import catalogue_edits, visits
from povdesk.storage.act import Act
from povdesk.storage.records import key_of
from povdesk.storage.tables import cadre, hamlet, household, loan, membership, person, support_event

_AT_ONCE = 400
"""How many keys one question names; SQLite allows some more."""


class Refused(InvalidInput):
    """Nothing was kept. found: (place in the list, what is wrong)."""

    def __init__(self, found: Sequence[tuple[int, Problem]], count: int) -> None:
        place, first = found[0]
        where = f"Dòng {place + 1}: " if count > 1 else ""
        lines = len({place for place, _problem in found})
        more = f" Có {format_count(lines)} dòng cần sửa." if lines > 1 else ""
        super().__init__(f"{where}{first.message}{more}", "")
        self.found = tuple(found)


class Doubtful(Refused):
    """Unlikely, not impossible: keep again with `sure=True` when the papers say so."""


def kinds(connection: Connection) -> tuple[SupportKind, ...]:
    """All kinds of the catalogue with the officer's edits, in its order."""
    return tuple(_kind(item) for item in catalogue_edits.load(connection, "support_kinds"))


def check(connection: Connection, wanted: Sequence[Support], today: date) -> list[tuple[int, Problem]]:
    """What is wrong or unlikely with each, by its place; nothing is written."""
    by_code = {kind.code: kind for kind in kinds(connection)}
    known = _known(connection, wanted)
    found = []
    for place, one in enumerate(wanted):
        about = known[place]
        found += [(place, problem) for problem in problems(one, by_code.get(one.kind), about, today)]
    return found


def save(act: Act, wanted: Support, *, sure: bool = False) -> str:
    """Add or change one; returns its uid. Refused: impossible. Doubtful: unlikely and not `sure`."""
    return save_many(act, [wanted], sure=sure)[0]


def save_many(act: Act, wanted: Sequence[Support], *, sure: bool = False) -> list[str]:
    """All of them as one act, or none; returns their uids."""
    if not wanted:
        raise InvalidInput("Chưa có dòng nào để ghi.", "Nhập ít nhất một dòng.")
    found = check(act.connection, wanted, act.today)
    wrong = [pair for pair in found if pair[1].level is Level.IMPOSSIBLE]
    if wrong:
        raise Refused(wrong, len(wanted))
    if found and not sure:
        raise Doubtful(found, len(wanted))
    words = {kind.code: kind for kind in kinds(act.connection)}
    homes = homes_of(act.connection, wanted)
    act.describe(_called(act.connection, wanted, words), "support_event", wanted[0].uid)
    return [_keep(act, one, words[one.kind], home) for one, home in zip(wanted, homes, strict=True)]


def get(connection: Connection, uid: str) -> Support:
    """One with its loan. Raises NotPossibleNow when it is gone."""
    row = (
        connection.execute(
            select(support_event).where(support_event.c.uid == uid, support_event.c.deleted_at.is_(None))
        )
        .mappings()
        .first()
    )
    if row is None:
        raise NotPossibleNow("Lượt hỗ trợ này không còn nữa.", "Mở lại danh sách rồi thử lại.")
    lent = connection.execute(select(loan).where(loan.c.support_event_id == row["id"])).mappings().first()
    return support_of(row, lent)


def delete(act: Act, uids: Sequence[str]) -> None:
    """Take support away; undo brings it back. Its loan goes with it."""
    keys = [key_of(act.connection, support_event, uid) for uid in uids]
    if not keys:
        raise InvalidInput("Chưa chọn lượt hỗ trợ nào.", "Chọn dòng trong danh sách rồi thử lại.")
    if len(keys) == 1:
        one = get(act.connection, uids[0])
        names = {kind.code: kind for kind in kinds(act.connection)}
        what = _called(act.connection, [one], names).removeprefix("Ghi hỗ trợ: ")
        act.describe(f"Xóa hỗ trợ: {what}", "support_event", uids[0])
    else:
        act.describe(f"Xóa {format_count(len(keys))} lượt hỗ trợ", "support_event")
    moment = act.now.isoformat(timespec="seconds")
    for key in keys:
        act.update(support_event, key, {"deleted_at": moment})


def support_of(row: Any, lent: Any) -> Support:
    """From the columns of the two tables."""
    details = None
    if lent is not None:
        details = Loan(
            lent["lender"], lent["programme"], lent["due_on"], lent["rate"], lent["repaid_on"], lent["note"]
        )
    names = (
        "kind", "happened_on", "household_id", "person_id", "cadre_id", "hamlet_id", "attendee_id",
        "project_id", "policy", "approved_on", "finished_on", "amount", "source", "counterpart",
        "quantity", "unit", "result", "evidence_number", "place", "note", "uid",
    )  # fmt: skip
    values = {name: row[name] for name in names}
    return Support(subject=Subject(row["subject"]), state=SupportState(row["state"]), loan=details, **values)


def inside(column: ColumnElement[Any], keys: Sequence[Any]) -> Iterator[ColumnElement[bool]]:
    """Conditions that together name all keys, each within what one question may hold."""
    for start in range(0, len(keys), _AT_ONCE):
        yield column.in_(keys[start : start + _AT_ONCE])


def _kind(item: CatalogueItem) -> SupportKind:
    known = {subject.value: subject for subject in Subject}
    named = [known[code] for code in item.extra.get("subjects", ()) if code in known]
    subjects = tuple(named) or (Subject.HOUSEHOLD, Subject.PERSON)
    return SupportKind(item.code, item.name, subjects, item.extra.get("policy", ""), item.active)


def _called(connection: Connection, wanted: Sequence[Support], names: Mapping[str, SupportKind]) -> str:
    """What the act is called: the kind, and whom it is for or how many there are."""
    titles = {names[one.kind].name if one.kind in names else one.kind for one in wanted}
    what = titles.pop() if len(titles) == 1 else "nhiều loại"
    if len(wanted) > 1:
        return f"Ghi hỗ trợ: {what}, {format_count(len(wanted))} lượt"
    one, known = wanted[0], _known(connection, wanted)[0]
    who = f", {known.name}" if known is not None and known.name else ""
    day = f" ngày {short_date(one.happened_on)}" if one.happened_on else ""
    return f"Ghi hỗ trợ: {what}{who}{day}"


# --- Writing ------------------------------------------------------------------------------------


def row_of(one: Support, kind: SupportKind) -> dict[str, Any]:
    """The columns of a support event. one: with the household where its person lives."""
    subject, home = one.subject, one.household_id
    ends = one.finished_on or (one.happened_on if one.state is SupportState.FINISHED else None)
    return {
        "kind": one.kind,
        "subject": str(subject),
        "household_id": home if subject in (Subject.HOUSEHOLD, Subject.PERSON) else None,
        "person_id": one.person_id if subject is Subject.PERSON else None,
        "cadre_id": one.cadre_id if subject is Subject.CADRE else None,
        "hamlet_id": one.hamlet_id if subject is Subject.HAMLET else None,
        "attendee_id": one.attendee_id if subject is Subject.HOUSEHOLD else None,
        "project_id": one.project_id,
        "policy": one.policy or kind.policy,
        "happened_on": one.happened_on,
        "approved_on": one.approved_on,
        "finished_on": ends,
        "state": str(one.state),
        "amount": one.amount,
        "source": clean_text(one.source),
        "counterpart": one.counterpart,
        "quantity": one.quantity,
        "unit": clean_text(one.unit),
        "result": clean_text(one.result),
        "evidence_number": clean_text(one.evidence_number),
        "place": clean_text(one.place),
        "note": clean_lines(one.note),
    }


def _keep(act: Act, wanted: Support, kind: SupportKind, home: int | None) -> str:
    one = replace(wanted, household_id=home)
    values = row_of(one, kind)
    uid = one.uid
    if uid:
        get(act.connection, uid)
        key = key_of(act.connection, support_event, uid)
        if one.kind == visits.KIND:
            # The visitor of a household, who is not its subject.
            del values["cadre_id"]
        act.update(support_event, key, values)
    else:
        uid = act.new_uid()
        key = act.insert(support_event, {"uid": uid, **values})
    _keep_loan(act, one, kind, key)
    return uid


def _keep_loan(act: Act, one: Support, kind: SupportKind, key: int) -> None:
    found = act.connection.execute(select(loan.c.id).where(loan.c.support_event_id == key)).scalar()
    if not kind.is_loan or one.household_id is None:
        if found is not None:
            act.delete(loan, int(found))
        return
    details = one.loan or Loan()
    values = {
        "household_id": one.household_id,
        "lender": clean_text(details.lender),
        "programme": clean_text(details.programme),
        "principal": one.amount,
        "lent_on": one.happened_on,
        "due_on": details.due_on,
        "rate": details.rate,
        "repaid_on": details.repaid_on,
        "note": clean_text(details.note),
    }
    if found is None:
        act.insert(loan, {"support_event_id": key, **values})
    else:
        act.update(loan, int(found), values)


# --- What the register knows --------------------------------------------------------------------


def _known(connection: Connection, wanted: Sequence[Support]) -> list[Known | None]:
    """For each what the register knows of its subject, None when it is not there."""
    homes = _rows(connection, household, [one.household_id for one in wanted])
    people = _rows(connection, person, [key for one in wanted for key in (one.person_id, one.attendee_id)])
    cadres = _rows(connection, cadre, [one.cadre_id for one in wanted])
    hamlets = _rows(connection, hamlet, [one.hamlet_id for one in wanted])
    stays = _stays(connection, [one.attendee_id for one in wanted])
    taken = _taken(connection, wanted)
    found: list[Known | None] = []
    within: set[tuple[Any, ...]] = set()
    for one in wanted:
        mark = (one.kind, one.subject, one.subject_id, one.happened_on)
        same = bool(taken.get(mark, set()) - {one.uid}) or mark in within
        if one.subject is not Subject.NONE:
            within.add(mark)
        known: Known | None = None
        if one.subject is Subject.NONE:
            known = Known()
        elif one.subject is Subject.HOUSEHOLD and one.household_id in homes:
            known = _of_household(one, homes[one.household_id], people, stays)
        elif one.subject is Subject.PERSON and one.person_id in people:
            known = _of_person(people[one.person_id])
        elif one.subject is Subject.CADRE and one.cadre_id in cadres:
            row = cadres[one.cadre_id]
            known = Known(f"Cán bộ {row['full_name']}", row["valid_from"], row["valid_to"])
        elif one.subject is Subject.HAMLET and one.hamlet_id in hamlets:
            known = Known(hamlets[one.hamlet_id]["name"])
        found.append(replace(known, has_same=same) if known is not None else None)
    return found


def _of_household(one: Support, row: Any, people: Mapping[int, Any], stays: Mapping[int, Any]) -> Known:
    name, there = "", True
    if one.attendee_id is not None:
        name = people[one.attendee_id]["full_name"] if one.attendee_id in people else ""
        day = one.happened_on
        there = any(
            stay["household_id"] == row["id"] and (day is None or _runs(stay, day))
            for stay in stays.get(one.attendee_id, ())
        )
    return Known(
        f"Hộ {row['head_name']} ({row['code']})",
        row["registered_on"],
        row["ended_on"],
        attendee=name,
        attendee_lives_there=there,
    )


def _of_person(row: Any) -> Known:
    born = PartialDate(row["birth_year"], row["birth_month"], row["birth_day"]) if row["birth_year"] else None
    return Known(row["full_name"], born=born, died_on=row["died_on"])


def _runs(stay: Any, day: date) -> bool:
    begun = stay["valid_from"] is None or stay["valid_from"] <= day
    return begun and (stay["valid_to"] is None or stay["valid_to"] > day)


def _rows(connection: Connection, table: Table, keys: Sequence[int | None]) -> dict[int, Any]:
    """Records in use, by key."""
    asked = sorted({key for key in keys if key is not None})
    found = {}
    for condition in inside(table.c.id, asked):
        for row in connection.execute(select(table).where(condition)).mappings():
            if row.get("deleted_at") is None:
                found[row["id"]] = row
    return found


def _stays(connection: Connection, keys: Sequence[int | None]) -> dict[int, list[Any]]:
    """Where each person lives and lived, the newest first."""
    found: dict[int, list[Any]] = {}
    asked = sorted({key for key in keys if key is not None})
    for condition in inside(membership.c.person_id, asked):
        rows = connection.execute(select(membership).where(condition).order_by(membership.c.id.desc()))
        for row in rows.mappings():
            found.setdefault(row["person_id"], []).append(row)
    return found


def _taken(connection: Connection, wanted: Sequence[Support]) -> dict[tuple[Any, ...], set[str]]:
    """Uids of what is kept already, by kind, subject and day."""
    found: dict[tuple[Any, ...], set[str]] = {}
    days = sorted({one.happened_on for one in wanted if one.happened_on is not None})
    for condition in inside(support_event.c.happened_on, days):
        rows = connection.execute(
            select(support_event).where(
                condition,
                support_event.c.kind.in_(sorted({one.kind for one in wanted})),
                support_event.c.deleted_at.is_(None),
            )
        ).mappings()
        for row in rows:
            one = support_of(row, None)
            found.setdefault((one.kind, one.subject, one.subject_id, one.happened_on), set()).add(one.uid)
    return found


def homes_of(connection: Connection, wanted: Sequence[Support]) -> list[int | None]:
    """The household of each: chosen, or where the person lived on the day."""
    stays = _stays(connection, [one.person_id for one in wanted if one.subject is Subject.PERSON])
    found = []
    for one in wanted:
        home = one.household_id
        if one.subject is Subject.PERSON and one.happened_on is not None:
            own = stays.get(one.person_id or 0, [])
            there = [stay["household_id"] for stay in own if _runs(stay, one.happened_on)]
            now = [stay["household_id"] for stay in own if stay["valid_to"] is None]
            home = next(iter([*there, *now]), None)
        found.append(home)
    return found
