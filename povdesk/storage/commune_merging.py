"""Communes merged: the register of another commune is rehearsed, then taken into this one as one act.

What is written is one transaction. It is far too much to be taken back line by line: the way back is the
copy made just before, and the other register stays whole in an archive file of its own.
"""

import json
import shutil
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk.domain.change_words import table_name
from povdesk.domain.commune import CommuneIdentity, identity_on
from povdesk.domain.commune_merging import Rehearsal, Wishes, mark_of
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.vietnamese import fold, format_number
from povdesk.storage import commune, old_registers
from povdesk.storage.act import Act
from povdesk.storage.backup import places
from povdesk.storage.backup.header import Reason
from povdesk.storage.backup.making import make, write_copy
from povdesk.storage.commune_merging_look import look
from povdesk.storage.commune_merging_rows import Copied, Copier, tables
from povdesk.storage.commune_source import Source, opened
from povdesk.storage.database import Database, sync_folder
from povdesk.storage.tables import class_history, hamlet, history, household, issued_paper, merged_commune

Progress = Callable[[int, str], None]


@dataclass(frozen=True)
class Merged:
    """What was done. safety: the copy of what was here before. archive: the other register as it came."""

    name: str
    households: int
    people: int
    safety: Path
    archive: Path


@dataclass(frozen=True)
class MergedCommune:
    """One register that was taken in earlier. safety: while the copy made before still lies there."""

    name: str
    valid_from: date
    merged_at: str
    archive: str
    safety: str


def merged(connection: Connection) -> tuple[MergedCommune, ...]:
    """The registers taken in so far, the latest first."""
    rows = connection.execute(select(merged_commune).order_by(merged_commune.c.id.desc()))
    return tuple(
        MergedCommune(row.name, row.valid_from, row.merged_at, row.archive_name, row.safety_name)
        for row in rows
    )


def name_of(connection: Connection, day: date) -> str:
    """“xã Trà Hiệp”: the commune whose register this is, by its names of a day."""
    known = commune.identities(connection)
    try:
        return identity_on(known, day).full_name
    except NotPossibleNow:
        return known[-1].full_name if known else "xã chưa đặt tên"


def propose(connection: Connection, source: Source, today: date) -> Wishes:
    """Names of the joint commune: those already entered from a later day, else the shipped default."""
    known = commune.identities(connection)
    shipped = commune.default_identities()[-1]
    last = known[-1] if len(known) > 1 else None
    identity = last or CommuneIdentity(**{**vars(shipped), "uid": ""})
    there = name_of(source.connection, identity.valid_from - timedelta(days=1))
    return Wishes(identity, mark_of(there.partition(" ")[2] or there))


def rehearse(connection: Connection, source: Source, wishes: Wishes) -> Rehearsal:
    """What taking the other register in would do, and what stands in its way; nothing is written."""
    there = name_of(source.connection, wishes.identity.valid_from - timedelta(days=1))
    return look(connection, source, wishes, there)


def merge(
    act: Act,
    source: Source,
    wishes: Wishes,
    *,
    archive: str = "",
    safety: str = "",
    step: Callable[[int, str], None] = lambda _percent, _words: None,
) -> Rehearsal:
    """Take the other register in, in this act. Raises NotPossibleNow while something stands in its way."""
    there = name_of(source.connection, wishes.identity.valid_from - timedelta(days=1))
    rehearsal = look(act.connection, source, wishes, there)
    if rehearsal.obstacles:
        raise NotPossibleNow(" ".join(rehearsal.obstacles), "Xử lý các mục này rồi gộp lại.")
    seq, digest = _end_of_history(source.connection)
    act.describe(
        f"Gộp dữ liệu {there}", "merged_commune", source.header.db_uuid, f"Nhật ký cũ: {seq} {digest}"
    )
    act.for_all_years()
    # Rows of one table may point to later ones; all links are looked at when the act is committed.
    act.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    before = _sums(act.connection), _sums(source.connection)
    _mark_ours(act, wishes.identity)
    _keep_identity(act, wishes.identity)
    named = Wishes(
        wishes.identity,
        wishes.mark,
        {**{one.uid: one.new_name for one in rehearsal.clashes}, **wishes.hamlet_names},
        wishes.theirs,
        wishes.without_drafts,
    )
    copier = Copier(act, source.connection, named, there, step)
    copier.copy(table_name)
    _refuse_loss(act.connection, before, copier.copied)
    act.insert_block(
        merged_commune,
        [
            {
                "database_uuid": source.header.db_uuid,
                "name": there,
                "mark": wishes.mark,
                "valid_from": wishes.identity.valid_from,
                "merged_at": act.now.isoformat(timespec="seconds"),
                "identities": _identities(source.connection),
                "counts": json.dumps(vars(copier.copied), sort_keys=True),
                "history_seq": seq,
                "history_hash": digest,
                "archive_name": archive,
                "safety_name": safety,
                "kept": copier.left_rows(),
            }
        ],
    )
    return rehearsal


def merge_into(
    database: Database,
    path: Path,
    secret: str,
    wishes: Wishes,
    *,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Merged:
    """The whole way: the other register checked, a verified copy of ours, its archive, then the one act.

    Stopped at any moment, our data are as they were. Raises as `commune_source.opened` and `merge` do.
    """

    def step(percent: int, words: str) -> None:
        if cancelled():
            raise NotPossibleNow("Đã dừng, chưa gộp gì.", "Dữ liệu đang dùng còn nguyên.")
        if words:
            progress(percent, words)

    def part(first: int, last: int) -> Progress:
        return lambda percent, words: step(first + (last - first) * max(percent, 0) // 100, words)

    with opened(path, database, secret, progress=part(0, 20), cancelled=cancelled) as source:
        with database.reading() as connection:
            found = rehearse(connection, source, wishes)
        if found.obstacles:
            raise NotPossibleNow(" ".join(found.obstacles), "Xử lý các mục này rồi gộp lại.")
        receipt = make(
            database,
            places.local_folder(database.path),
            reason=Reason.BEFORE_IMPORT,
            progress=part(20, 45),
            cancelled=cancelled,
        )
        archive = _archive(database, source, found.name, part(45, 60), cancelled)
        try:
            with database.writing() as act:
                merge(
                    act,
                    source,
                    wishes,
                    archive=f"{archive.parent.name}/{archive.name}",
                    safety=receipt.path.name,
                    step=part(60, 95),
                )
                step(96, "Ghi vào sổ")
        except BaseException:
            shutil.rmtree(archive.parent, ignore_errors=True)
            raise
    progress(100, f"Đã gộp {found.name}")
    return Merged(found.name, found.count("household"), found.count("person"), receipt.path, archive)


def _archive(
    database: Database, source: Source, name: str, progress: Progress, cancelled: Callable[[], bool]
) -> Path:
    """The other register as it came, in a folder of its own; of a bare database file, a checked copy."""
    words = "-".join(fold(name).split()) or "xa"
    folder, number = old_registers.folder(database.path) / words, 2
    while folder.exists():
        folder, number = folder.with_name(f"{words}-{number}"), number + 1
    folder.mkdir(parents=True)
    try:
        if source.path.suffix.lower() == places.SUFFIX:
            progress(50, "Cất sổ gốc của xã kia")
            shutil.copyfile(source.path, folder / source.path.name)
            sync_folder(folder)
            return folder / source.path.name
        return write_copy(
            source.copy, folder, database.clock, reason=Reason.MANUAL, progress=progress, cancelled=cancelled
        ).path
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _mark_ours(act: Act, identity: CommuneIdentity) -> None:
    """Our own hamlets and papers remember the commune they are of, as those that come do."""
    ours = name_of(act.connection, identity.valid_from - timedelta(days=1))
    rows = act.connection.execute(
        select(hamlet.c.id, hamlet.c.name).where(hamlet.c.former_commune == "")
    ).all()
    for row in rows:
        act.update(hamlet, row.id, {"former_commune": ours, "former_name": row.name})
    first = identity.valid_from.isoformat()
    day = func.coalesce(issued_paper.c.signed_on, func.substr(issued_paper.c.issued_at, 1, 10))
    papers = select(issued_paper.c.id).where(issued_paper.c.former_office == "", day < first)
    for key in act.connection.execute(papers).scalars().all():
        act.update(issued_paper, key, {"former_office": ours})


def _keep_identity(act: Act, identity: CommuneIdentity) -> None:
    same = [one for one in commune.identities(act.connection) if one.valid_from == identity.valid_from]
    uid = same[0].uid if same else ""
    commune.save_identity(act, CommuneIdentity(**{**vars(identity), "uid": uid}))


def _identities(other: Connection) -> str:
    names = [vars(one) for one in commune.identities(other)]
    return json.dumps(names, ensure_ascii=False, default=str)


def _end_of_history(connection: Connection) -> tuple[int, str]:
    row = connection.execute(
        select(history.c.seq, history.c.hash).order_by(history.c.seq.desc()).limit(1)
    ).first()
    return (row.seq, row.hash) if row else (0, "")


def _sums(connection: Connection) -> dict[str, Any]:
    """Rows by table, and households by closing and class."""
    counts: dict[str, Any] = {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in tables()
    }
    classes: dict[tuple[date, str], int] = defaultdict(int)
    for row in connection.execute(
        select(class_history.c.counted_from, class_history.c.category, func.count())
        .join(household, household.c.id == class_history.c.household_id)
        .group_by(class_history.c.counted_from, class_history.c.category)
    ):
        classes[row[0], row[1]] = row[2]
    return {"rows": counts, "classes": classes}


def _refuse_loss(connection: Connection, before: tuple[Any, Any], copied: Copied) -> None:
    """Sums before are sums after; anything else is a mistake of ours, and nothing is kept."""
    ours, theirs = before
    after = _sums(connection)
    for name, count in copied.taken.items():
        if after["rows"][name] != ours["rows"][name] + count:
            raise RuntimeError(f"rows of {name} do not add up")
        if theirs["rows"][name] != count + copied.same[name]:
            raise RuntimeError(f"rows of {name} were lost")
    for key in {*ours["classes"], *theirs["classes"]}:
        if after["classes"][key] != ours["classes"][key] + theirs["classes"][key]:
            raise RuntimeError(f"classes of {key} do not add up")
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise RuntimeError("a link leads nowhere")


def in_words(merged_now: Merged) -> str:
    """One line for the screen."""
    return (
        f"Đã gộp {merged_now.name}: {format_number(merged_now.households)} hộ,"
        f" {format_number(merged_now.people)} người."
    )
