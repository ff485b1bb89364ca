"""Lists from Excel into the register: what the register knows, and one act that takes a rehearsal in."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import Category, Sex
from povdesk.domain.importing.register import KnownClass, KnownHousehold, KnownPerson, Register
from povdesk.domain.importing.verdicts import Rehearsal, Verdict
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.vietnamese import fold
from povdesk.storage import catalogue_edits, commune, imports_parked, imports_writing, rounds, settings
from povdesk.storage.act import Act
from povdesk.storage.database import Database
from povdesk.storage.tables import column_mapping, hamlet, history, import_batch

Progress = Callable[[int, str], object]

_PERSONS = """
SELECT p.id, p.full_name, p.search_key, p.sex, p.birth_year, p.birth_month, p.birth_day, p.id_number,
  p.ethnic_group, p.died_on, m.household_id, m.relation
FROM person AS p LEFT JOIN membership AS m ON m.person_id = p.id AND m.valid_to IS NULL
WHERE p.deleted_at IS NULL ORDER BY m.household_id, m.position, m.id
"""
_FORMER = """
SELECT household_id, person_id, max(valid_to) FROM membership WHERE valid_to IS NOT NULL
GROUP BY household_id, person_id ORDER BY household_id, min(position), min(id)
"""
_OWN_WORDS = ("relations", "ethnic_groups", "reasons")


@dataclass(frozen=True)
class Imported:
    """seq: the act, to be taken back; None when there was nothing to write. counts: lines by verdict."""

    seq: int | None
    new_households: int
    counts: dict[Verdict, int]
    parked: int


def register(connection: Connection, today: Any) -> Register:
    """The register as a list is compared with it."""
    households = _households(connection)
    persons: dict[int, KnownPerson] = {}
    for row in connection.exec_driver_sql(_PERSONS):
        born = PartialDate(row[4], row[5], row[6]) if row[4] else None
        person = KnownPerson(
            row[0],
            row[1],
            row[2] or fold(row[1]),
            Sex(row[3]) if row[3] else None,
            born,
            row[7],
            row[8],
            _day(row[9]),
            row[10],
            row[11] or "",
        )
        persons[person.id] = person
        home = households.get(person.household_id or 0)
        if home is not None:
            home.members.append(person)
    for home_id, person_id, left_on in connection.exec_driver_sql(_FORMER):
        if home_id in households and person_id in persons:
            households[home_id].former.append(persons[person_id])
            persons[person_id].left += ((home_id, _day(left_on)),)
    names = [identity.full_name for identity in commune.identities(connection)]
    names += [identity.name for identity in commune.identities(connection)]
    year = settings.get(connection, "working_year")
    return Register(
        int(connection.execute(select(func.max(history.c.seq))).scalar() or 0),
        households,
        persons,
        tuple(
            (row.id, row.name, row.code)
            for row in connection.execute(select(hamlet).order_by(hamlet.c.position, hamlet.c.name))
            if row.valid_to is None or row.valid_to >= today
        ),
        frozenset(" ".join(fold(name).split()) for name in names),
        today,
        year if isinstance(year, int) else today.year,
        {
            one.year: (one.id, str(one.state))
            for one in reversed(rounds.all_rounds(connection))
            if str(one.kind) == "periodic"
        },
        {name: catalogue_edits.load(connection, name) for name in _OWN_WORDS},
        imports_parked.waiting_keys(connection),
        mappings(connection),
    )


def mappings(connection: Connection) -> dict[str, dict[str, str]]:
    """The columns as the officer matched them, by the signature of their headings."""
    rows = connection.execute(select(column_mapping.c.signature, column_mapping.c.mapping))
    return {row.signature: json.loads(row.mapping) for row in rows}


def take_in(
    database: Database,
    rehearsal: Rehearsal,
    *,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Imported:
    """A verified copy first, then all of the list as one act. Nothing to do: nothing is written."""
    if not rehearsal.has_work:
        return Imported(None, 0, dict(rehearsal.counts), 0)
    from povdesk.storage.backup import places
    from povdesk.storage.backup.header import Reason
    from povdesk.storage.backup.making import make

    with database.reading() as connection:
        _refuse_stale(connection, rehearsal)
    progress(0, "Sao lưu trước khi nhập")

    def copying(percent: int, words: str) -> None:
        progress(percent * 4 // 10, words)

    make(
        database,
        places.local_folder(database.path),
        reason=Reason.BEFORE_IMPORT,
        progress=copying,
        cancelled=cancelled,
    )
    with database.writing() as act:
        # The copy noted itself in the history.
        _refuse_stale(act.connection, rehearsal, copies=1)
        imported = write(act, rehearsal, progress=progress, cancelled=cancelled)
    progress(100, "Đã nhập xong")
    return imported


def write(
    act: Act,
    rehearsal: Rehearsal,
    *,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Imported:
    """Everything the rehearsal plans, within the caller's act."""
    act.describe(f"Nhập từ Excel: {rehearsal.file_name}", "import", rehearsal.sha256[:32])
    seq = int(act.connection.execute(select(func.max(history.c.seq))).scalar() or 0) + 1
    imports_writing.write(act, rehearsal, progress=progress, cancelled=cancelled)
    counts = rehearsal.counts
    batch = act.insert(
        import_batch,
        {
            "at_utc": act.now.isoformat(timespec="seconds"),
            "file_name": rehearsal.file_name,
            "sha256": rehearsal.sha256,
            "kind": str(rehearsal.year),
            "rows_new": counts[Verdict.NEW],
            "rows_changed": counts[Verdict.CHANGED],
            "rows_refused": counts[Verdict.REFUSED],
            "history_seq": seq,
        },
    )
    parked = imports_parked.park(act, batch, rehearsal)
    _remember_columns(act, rehearsal)
    if cancelled():
        raise NotPossibleNow("Đã dừng nhập, sổ hộ giữ như cũ.")
    return Imported(seq, rehearsal.new_households, dict(counts), parked)


def _refuse_stale(connection: Connection, rehearsal: Rehearsal, copies: int = 0) -> None:
    """What was rehearsed against an older register is not written into this one."""
    now = int(connection.execute(select(func.max(history.c.seq))).scalar() or 0)
    if now > rehearsal.seq + copies:
        raise NotPossibleNow(
            "Sổ hộ đã đổi sau khi xem trước tệp này.", "Xem lại kết quả kiểm tra từng dòng rồi nhập."
        )


def _remember_columns(act: Act, rehearsal: Rehearsal) -> None:
    known = {
        row.signature: row
        for row in act.connection.execute(select(column_mapping).order_by(column_mapping.c.id))
    }
    for signature, mapping in rehearsal.mappings.items():
        text = json.dumps(mapping, ensure_ascii=False, sort_keys=True)
        values = {"mapping": text, "last_used": act.today.isoformat(), "kind": "people"}
        if signature not in known:
            act.insert(column_mapping, {"signature": signature, **values})
        elif known[signature].mapping != text:
            act.update(column_mapping, known[signature].id, values)


def _households(connection: Connection) -> dict[int, KnownHousehold]:
    found = {
        row[0]: KnownHousehold(
            *(row[0], row[1], row[2], row[3], fold(row[3]), row[4], row[5]),
            removed=row[6] is not None,
            ended_on=_day(row[7]),
        )
        for row in connection.exec_driver_sql(
            "SELECT id, code, hamlet_id, head_name, address, phone, deleted_at, ended_on FROM household"
        )
    }
    for row in connection.exec_driver_sql(
        "SELECT id, household_id, category, counted_from, round_id FROM class_history"
        " ORDER BY counted_from, id"
    ):
        day = _day(row[3])
        if row[1] in found and day is not None:
            found[row[1]].classes.append(KnownClass(row[0], Category(row[2]), day, row[4]))
    return found


def _day(text: str | None) -> Any:
    from datetime import date

    return date.fromisoformat(text) if text else None
