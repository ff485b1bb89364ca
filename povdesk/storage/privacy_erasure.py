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
from povdesk.storage import households, privacy_archives
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
        privacy_archives.naming(connection, person_id, homes),
        sum(len(keys) for keys in _linked(connection, person_id, homes).values()),
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
    left = privacy_archives.naming(connection, person_id, homes)
    acts = acts_about(connection, person_id, row["uid"], homes, words)
    alone = not has_namesakes(connection, person_id, words)
    touched: dict[str, set[int]] = defaultdict(set)
    _blank(act, person_id, touched)
    _replace_words(act, _linked(connection, person_id, homes), words, touched)
    _rename_households(act, homes, words, touched)
    _drop_leftovers(act, homes, words, touched)
    erase_acts(act, acts, touched)
    act.needs(Role.MANAGE)
    act.describe(ACTION, "person", row["uid"], words.without(reason))
    records = sum(len(keys) for keys in touched.values())
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


def _blank(act: Act, person_id: int, touched: dict[str, set[int]]) -> None:
    values = {**_BLANK_PERSON, "deleted_at": act.now.isoformat(timespec="seconds")}
    act.connection.execute(person.update().where(person.c.id == person_id).values(values))
    touched["person"].add(person_id)
    keys = act.connection.execute(
        select(review_member.c.id).where(review_member.c.person_id == person_id)
    ).scalars()
    touched["review_member"].update(keys)
    act.connection.execute(
        review_member.update().where(review_member.c.person_id == person_id).values(_BLANK_FORM)
    )


def _replace_words(
    act: Act, linked: Mapping[str, list[int]], words: Words, touched: dict[str, set[int]]
) -> None:
    """Names in linked rows, numbers in every row of the register."""
    for table in metadata.sorted_tables:
        if table.name in _ARCHIVES or "id" not in table.c:
            continue
        own = set(linked.get(table.name, ()))
        columns = _texts(table)
        for row in _rows_with(act.connection, table, columns, words):
            changed = {
                column: text
                for column in columns
                if row[column] and (text := words.without(row[column], names=row["id"] in own)) != row[column]
            }
            if changed:
                act.connection.execute(table.update().where(table.c.id == row["id"]).values(changed))
                touched[table.name].add(row["id"])


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


def _rename_households(act: Act, homes: list[int], words: Words, touched: dict[str, set[int]]) -> None:
    """The shadows for searching hold folded names: made anew from who is in the household now."""
    for key in homes:
        row = act.connection.execute(select(household).where(household.c.id == key)).mappings().one()
        names = act.connection.execute(
            select(person.c.full_name)
            .join(membership, membership.c.person_id == person.c.id)
            .where(membership.c.household_id == key, membership.c.valid_to.is_(None))
            .order_by(membership.c.position)
        ).scalars()
        head = row["head_name"]
        parts = [head, *(name for name in names if name != head)]
        parts += [row["code"], row["former_code"], row["address"]]
        values = {
            "search_key": households.search_key([part for part in parts if part != ERASED_NAME]),
            "name_sort_key": name_sort_key(head),
        }
        act.connection.execute(household.update().where(household.c.id == key).values(values))
        touched["household"].add(key)


def _drop_leftovers(act: Act, homes: list[int], words: Words, touched: dict[str, set[int]]) -> None:
    uids = list(act.connection.execute(select(household.c.uid).where(household.c.id.in_(homes))).scalars())
    for table in _LEFTOVERS:
        for row in act.connection.execute(select(table)).mappings().all():
            text = " ".join(str(value) for value in row.values())
            of_home = table is draft and any(uid in row["object_uid"] for uid in uids)
            if words.named_in(text) or words.numbered_in(text) or of_home:
                act.connection.execute(table.delete().where(table.c.id == row["id"]))
                touched[table.name].add(row["id"])


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
