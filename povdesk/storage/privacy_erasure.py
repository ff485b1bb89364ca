"""Erasing a person: names and numbers leave the register and the history; counts and archives stay.

The person's row stays without a name, so that no number of an earlier day changes. What the history says
about the person is erased there; its chain stays whole. `clean_file` then leaves no old byte in the file.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, LargeBinary, String, Table, or_, select

from povdesk.domain.change_words import table_name
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.officer import Role
from povdesk.domain.privacy import ERASED_NAME, Erased, ErasurePlan
from povdesk.domain.vietnamese import clean_text, name_sort_key
from povdesk.storage import households, old_registers, privacy_archives
from povdesk.storage.act import ERASED, Act
from povdesk.storage.privacy import pointing_columns
from povdesk.storage.privacy_words import Words, acts_about, has_namesakes, of_person
from povdesk.storage.tables import (
    attachment,
    backup_log,
    draft,
    history,
    household,
    import_row,
    membership,
    metadata,
    person,
    review,
    review_member,
)

ACTION = "Xóa dữ liệu của một người"

_ARCHIVES = frozenset({"issued_paper", "round_outcome", "frozen_figure", "reporting_period", "history"})
_LEFTOVERS = (draft, import_row)
"""Half-typed forms and rows of taken-in files: of no further use once they name somebody erased."""

Changes = dict[str, dict[int, dict[str, Any] | None]]
"""By table and row the new values, None where the row goes."""

_BLANK_PERSON = {
    "full_name": ERASED_NAME,
    "search_key": "",
    "birth_month": None,
    "birth_day": None,
    "id_number": "",
    "id_issued_on": None,
    "phone": "",
}
_BLANK_FORM = {
    "insurance_number": "",
    "height_cm": None,
    "weight_kg": None,
    "measured_on": None,
    "note": "",
}


def plan(connection: Connection, person_id: int) -> ErasurePlan:
    """What `erase` would do, without doing it."""
    row = _person(connection, person_id)
    homes = _households(connection, person_id)
    words = of_person(connection, person_id, row)
    return ErasurePlan(
        person_id,
        row["full_name"],
        _refusal(connection, person_id, row),
        _archives(connection, person_id, homes),
        _count(_changes(connection, person_id, homes, words)),
        len(acts_about(connection, person_id, row["uid"], homes, words)),
        len(connection.execute(select(backup_log.c.id).where(backup_log.c.result == "ok")).all()),
    )


def erase(act: Act, person_id: int, reason: str) -> Erased:
    """Do it. reason: whose request or which rule; a name in it is left out. Needs quản trị."""
    reason = clean_text(reason)
    if not reason:
        raise InvalidInput("Chưa ghi căn cứ xóa.", "Ghi yêu cầu của ai, ngày nào, hoặc quy định nào.")
    connection = act.connection
    row = _person(connection, person_id)
    refusal = _refusal(connection, person_id, row)
    if refusal:
        raise NotPossibleNow(refusal)
    homes = _households(connection, person_id)
    words = of_person(connection, person_id, row)
    left = _archives(connection, person_id, homes)
    acts = acts_about(connection, person_id, row["uid"], homes, words)
    alone = not has_namesakes(connection, person_id, words)
    changes = _changes(connection, person_id, homes, words)
    records = _count(changes)
    _apply(act, changes)
    marked = {"deleted_at": act.now.isoformat(timespec="seconds")}
    connection.execute(person.update().where(person.c.id == person_id).values(marked))
    touched: dict[str, set[int]] = defaultdict(set, {name: set(rows) for name, rows in changes.items()})
    erase_acts(act, acts, touched)
    act.needs(Role.MANAGE)
    act.describe(ACTION, "person", row["uid"], words.without(reason))
    act.note_rows(
        "person",
        records,
        erased=sorted(acts),
        unchecked={name: sorted(keys) for name, keys in touched.items()},
    )
    elsewhere = _elsewhere(connection, homes, words if alone else Words((), words.numbers))
    return Erased(row["full_name"], records, len(acts), left, elsewhere)


def erase_acts(act: Act, seqs: Iterable[int], touched: dict[str, set[int]]) -> None:
    """The guarded path: words, purpose, content and salt of history rows go, their place in the chain stays.

    touched: learns which records can no longer be compared with the history.
    """
    for seq in seqs:
        payload = act.connection.execute(select(history.c.payload).where(history.c.seq == seq)).scalar()
        for change in json.loads(payload or "[]"):
            if "rows" not in change and isinstance(change.get("id"), int):
                touched[change["table"]].add(change["id"])
        act.connection.execute(
            history.update()
            .where(history.c.seq == seq)
            .values(action=ERASED, purpose="", payload=None, salt=None)
        )


def clean_file(path: Path) -> None:
    """Write the file anew, so that nothing of what was erased is left in free or half-used pages."""
    from povdesk.storage.database import checked_connection

    with closing(checked_connection(path)) as connection:
        connection.execute("VACUUM")


def _person(connection: Connection, person_id: int) -> Mapping[str, Any]:
    row = connection.execute(select(person).where(person.c.id == person_id)).mappings().first()
    if row is None:
        raise NotPossibleNow("Người này không còn trong dữ liệu.", "Tìm lại trong danh sách.")
    return dict(row)


def _refusal(connection: Connection, person_id: int, row: Mapping[str, Any]) -> str:
    if row["full_name"] == ERASED_NAME:
        return "Dữ liệu của người này đã xóa rồi."
    home = connection.execute(
        select(household.c.code, household.c.head_name)
        .join(membership, membership.c.household_id == household.c.id)
        .where(membership.c.person_id == person_id, membership.c.valid_to.is_(None))
        .where(household.c.deleted_at.is_(None), household.c.ended_on.is_(None))
    ).first()
    if home is None:
        return ""
    return (
        f"{row['full_name']} đang có tên trong hộ {home.code} ({home.head_name}). Mở phiếu hộ, cho rời hộ"
        " trước rồi mới xóa được; khi còn trong sổ thì chỉ sửa chỗ sai."
    )


def _households(connection: Connection, person_id: int) -> list[int]:
    query = select(membership.c.household_id).where(membership.c.person_id == person_id).distinct()
    return list(connection.execute(query).scalars())


def _linked(connection: Connection, person_id: int, homes: list[int]) -> dict[str, list[int]]:
    """Rows that belong to the person, to a household they lived in or to one of its forms; by table."""
    forms = select(review.c.id).where(review.c.household_id.in_(homes))
    uids = [
        *connection.execute(select(household.c.uid).where(household.c.id.in_(homes))).scalars(),
        *connection.execute(select(person.c.uid).where(person.c.id == person_id)).scalars(),
    ]
    found: dict[str, list[int]] = {}
    for table in metadata.sorted_tables:
        if table.name in _ARCHIVES or "id" not in table.c:
            continue
        conditions = [column == person_id for column in pointing_columns(table)]
        for column in table.c:
            targets = {key.column.table.name for key in column.foreign_keys}
            if "household" in targets:
                conditions.append(column.in_(homes))
            if "review" in targets:
                conditions.append(column.in_(forms))
        if table is household:
            conditions.append(table.c.id.in_(homes))
        if table is person:
            conditions.append(table.c.id == person_id)
        if "object_uid" in table.c:
            conditions.append(table.c.object_uid.in_(uids))
        if conditions:
            keys = list(connection.execute(select(table.c.id).where(or_(*conditions))).scalars())
            if keys:
                found[table.name] = keys
    return found


def _archives(connection: Connection, person_id: int, homes: list[int]) -> tuple[str, ...]:
    """What keeps the name: registers of merged communes, which nobody looks into here, then our archives."""
    kept = [
        f"Sổ gốc của {one.name} (tệp {one.file}), nếu người này từng ở xã đó"
        for one in old_registers.kept(connection)
    ]
    return (*kept, *privacy_archives.naming(connection, person_id, homes))


def _changes(connection: Connection, person_id: int, homes: list[int], words: Words) -> Changes:
    """Every row of the register that an erasure changes, with its new values; nothing is written."""
    found: Changes = defaultdict(dict)
    _blank(connection, person_id, found)
    _replace_words(connection, _linked(connection, person_id, homes), words, found)
    _rename_households(connection, person_id, homes, found)
    _drop_leftovers(connection, homes, words, found)
    return {name: rows for name, rows in found.items() if rows}


def _count(changes: Changes) -> int:
    return sum(len(rows) for rows in changes.values())


def _apply(act: Act, changes: Changes) -> None:
    for name, rows in changes.items():
        table = metadata.tables[name]
        for key, values in rows.items():
            if values is None:
                act.connection.execute(table.delete().where(table.c.id == key))
            else:
                act.connection.execute(table.update().where(table.c.id == key).values(values))


def _blank(connection: Connection, person_id: int, found: Changes) -> None:
    for table, mine, blank in (
        (person, person.c.id == person_id, _BLANK_PERSON),
        (review_member, review_member.c.person_id == person_id, _BLANK_FORM),
    ):
        for row in connection.execute(select(table).where(mine)).mappings().all():
            if any(row[column] != value for column, value in blank.items()):
                found[table.name][row["id"]] = dict(blank)


def _replace_words(
    connection: Connection, linked: Mapping[str, list[int]], words: Words, found: Changes
) -> None:
    """Names in linked rows, numbers in every row of the register."""
    for table in metadata.sorted_tables:
        if table.name in _ARCHIVES or "id" not in table.c:
            continue
        own = set(linked.get(table.name, ()))
        columns = _texts(table)
        for row in _rows_with(connection, table, columns, words):
            blank = found[table.name].get(row["id"]) or {}
            changed = {
                column: text
                for column in columns
                if column not in blank
                and row[column]
                and (text := words.without(row[column], names=row["id"] in own)) != row[column]
            }
            if changed:
                found[table.name][row["id"]] = {**blank, **changed}


def _texts(table: Table) -> list[str]:
    kept = {"uid", "object_uid", "first_uid", "second_uid", "sha256", "content_hash"}
    return [
        column.name
        for column in table.c
        if isinstance(column.type, String)
        and not isinstance(column.type, LargeBinary)
        and column.name not in kept
    ]


def _rows_with(
    connection: Connection, table: Table, columns: list[str], words: Words
) -> list[Mapping[str, Any]]:
    conditions = [
        table.c[column].contains(word, autoescape=True)
        for column in columns
        for word in (*words.names, *words.numbers)
    ]
    if not conditions:
        return []
    query = select(table.c.id, *(table.c[column] for column in columns)).where(or_(*conditions))
    return [dict(row) for row in connection.execute(query).mappings()]


def _rename_households(connection: Connection, person_id: int, homes: list[int], found: Changes) -> None:
    """The shadows for searching hold folded names: made anew from who else is in the household now."""
    for key in homes:
        kept = connection.execute(select(household).where(household.c.id == key)).mappings().one()
        changed = found["household"].get(key) or {}
        row = {**kept, **changed}
        names = connection.execute(
            select(person.c.full_name)
            .join(membership, membership.c.person_id == person.c.id)
            .where(membership.c.household_id == key, membership.c.valid_to.is_(None))
            .where(person.c.id != person_id)
            .order_by(membership.c.position)
        ).scalars()
        head = row["head_name"]
        parts = [head, *(name for name in names if name != head)]
        parts += [row["code"], row["former_code"], row["address"]]
        values = {
            "search_key": households.search_key([part for part in parts if part != ERASED_NAME]),
            "name_sort_key": name_sort_key(head),
        }
        if any(kept[column] != value for column, value in values.items()) or changed:
            found["household"][key] = {**changed, **values}


def _drop_leftovers(connection: Connection, homes: list[int], words: Words, found: Changes) -> None:
    uids = list(connection.execute(select(household.c.uid).where(household.c.id.in_(homes))).scalars())
    for table in _LEFTOVERS:
        for row in connection.execute(select(table)).mappings().all():
            text = " ".join(str(value) for value in row.values())
            of_home = table is draft and any(uid in row["object_uid"] for uid in uids)
            if words.named_in(text) or words.numbered_in(text) or of_home:
                found[table.name][row["id"]] = None


def _elsewhere(connection: Connection, homes: list[int], words: Words) -> tuple[str, ...]:
    """Texts outside the person's records that still have the words, and scans that only eyes can judge."""
    found = []
    for table in metadata.sorted_tables:
        if table.name in _ARCHIVES or "id" not in table.c:
            continue
        rows = _rows_with(connection, table, _texts(table), words)
        if rows:
            found.append(f"{table_name(table.name)}: {len(rows)} dòng có cùng họ tên")
    uids = connection.execute(select(household.c.uid).where(household.c.id.in_(homes))).scalars().all()
    scans = connection.execute(select(attachment.c.id).where(attachment.c.object_uid.in_(uids))).all()
    if scans:
        found.append(f"Tệp đính kèm của hộ: {len(scans)} tệp, cần xem bằng mắt")
    return tuple(found)
