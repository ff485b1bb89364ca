"""How long records are kept: one rule for each subject, empty until the office sets it, and what is due.

Nothing is ever purged by itself; the officer confirms a list that lies open, after a verified copy.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.officer import Role
from povdesk.domain.privacy import ERASED_NAME, Due, KeepingRule
from povdesk.domain.vietnamese import clean_text
from povdesk.storage import privacy_erasure
from povdesk.storage.act import Act
from povdesk.storage.tables import (
    attachment,
    backup_log,
    draft,
    history,
    household,
    import_batch,
    import_row,
    membership,
    person,
    retention_rule,
)

PEOPLE, FILES, DRAFTS, IMPORTS, HISTORY = "people", "files", "drafts", "imports", "history"

SUBJECTS: Mapping[str, tuple[str, str]] = {
    PEOPLE: ("Người đã rời mọi hộ (chuyển đi, mất)", "ngày rời hộ cuối cùng"),
    FILES: ("Tệp đính kèm đã gỡ", "ngày gỡ"),
    DRAFTS: ("Bản nháp bỏ dở", "lần gõ cuối"),
    IMPORTS: ("Dòng của các lần nhập từ tệp", "ngày nhập"),
    HISTORY: ("Nội dung nhật ký (trước → sau)", "ngày ghi"),
}
"""What is kept for a time, and from when the time counts."""


def rules(connection: Connection) -> tuple[KeepingRule, ...]:
    """One line a subject; years are empty until the office sets them."""
    kept = {row.subject: row for row in connection.execute(select(retention_rule))}
    return tuple(
        KeepingRule(
            subject,
            title,
            since,
            kept[subject].keep_years if subject in kept else None,
            kept[subject].source if subject in kept else "",
        )
        for subject, (title, since) in SUBJECTS.items()
    )


def save(act: Act, subject: str, keep_years: int | None, source: str) -> None:
    """Set or empty the time of one subject; a time needs the paper that sets it."""
    if subject not in SUBJECTS:
        raise NotPossibleNow("Không có mục này trong bảng thời hạn lưu.")
    source = clean_text(source)
    if keep_years is not None:
        if not 1 <= keep_years <= 100:
            raise InvalidInput("Số năm lưu từ 1 đến 100.", "Để trống nếu chưa có quy định.")
        if not source:
            raise InvalidInput("Chưa ghi căn cứ của thời hạn.", "Ghi số, ngày của văn bản quy định.")
    act.describe(f"Đặt thời hạn lưu: {SUBJECTS[subject][0]}", "retention_rule", subject)
    values = {"keep_years": keep_years, "source": source}
    key = act.connection.execute(
        select(retention_rule.c.id).where(retention_rule.c.subject == subject)
    ).scalar()
    if key is None:
        act.insert(retention_rule, {"subject": subject, **values})
    else:
        act.update(retention_rule, key, values)


def due(connection: Connection, today: date) -> tuple[Due, ...]:
    """Records whose time is over, the oldest first; nothing of subjects without a time."""
    found: list[Due] = []
    for rule in rules(connection):
        if rule.keep_years is not None:
            for key, words, since in _READERS[rule.subject](connection):
                over = _years_after(since, rule.keep_years)
                if over <= today:
                    found.append(Due(rule.subject, key, words, since, over))
    return tuple(sorted(found, key=lambda one: (one.over_on, one.subject, one.key)))


def purge(act: Act, wanted: Sequence[Due], today: date) -> int:
    """Take away what the officer confirmed; refused without a verified copy of today. Returns how many."""
    if not wanted:
        return 0
    if not has_copy_of(act.connection, today):
        raise NotPossibleNow(
            "Hôm nay chưa có bản sao lưu đã kiểm tra nên chưa xóa gì.", "Sao lưu trước rồi xóa lại."
        )
    still = {(one.subject, one.key) for one in due(act.connection, today)}
    chosen = [one for one in wanted if (one.subject, one.key) in still]
    act.needs(Role.MANAGE)
    act.describe(f"Xóa {len(chosen)} bản ghi hết thời hạn lưu", "retention_rule", "", _reasons(act, chosen))
    by_subject: dict[str, list[int]] = defaultdict(list)
    for one in chosen:
        by_subject[one.subject].append(one.key)
    for subject, keys in by_subject.items():
        _PURGES[subject](act, keys)
    return len(chosen)


def has_copy_of(connection: Connection, day: date) -> bool:
    """A copy of the day that was read back and found good."""
    rows = connection.execute(
        select(backup_log.c.verified_at).where(backup_log.c.result == "ok", backup_log.c.verified_at != "")
    ).scalars()
    return any(at[:10] == day.isoformat() for at in rows)


def _reasons(act: Act, chosen: Sequence[Due]) -> str:
    subjects = {one.subject for one in chosen}
    return "; ".join(
        f"{rule.title}: {rule.keep_years} năm, {rule.source}"
        for rule in rules(act.connection)
        if rule.subject in subjects
    )


Found = Iterator[tuple[int, str, date]]


def _people(connection: Connection) -> Found:
    last = (
        select(
            membership.c.person_id,
            func.max(membership.c.valid_to).label("left"),
            func.sum(membership.c.valid_to.is_(None) & household.c.deleted_at.is_(None)).label("open"),
        )
        .join(household, household.c.id == membership.c.household_id)
        .group_by(membership.c.person_id)
        .subquery()
    )
    rows = connection.execute(
        select(person.c.id, person.c.full_name, last.c.left)
        .join(last, last.c.person_id == person.c.id)
        .where(last.c.open == 0, last.c.left.is_not(None), person.c.full_name != ERASED_NAME)
    )
    for row in rows:
        yield row.id, str(row.full_name), _day(row.left)


def _files(connection: Connection) -> Found:
    rows = connection.execute(
        select(attachment.c.id, attachment.c.file_name, attachment.c.removed_at).where(
            attachment.c.removed_at.is_not(None)
        )
    )
    for row in rows:
        yield row.id, str(row.file_name), _day(row.removed_at)


def _drafts(connection: Connection) -> Found:
    for row in connection.execute(select(draft.c.id, draft.c.title, draft.c.saved_at)):
        yield row.id, str(row.title or "Bản nháp không tên"), _day(row.saved_at)


def _imports(connection: Connection) -> Found:
    rows = connection.execute(
        select(import_batch.c.id, import_batch.c.file_name, import_batch.c.at_utc)
        .join(import_row, import_row.c.batch_id == import_batch.c.id)
        .distinct()
    )
    for row in rows:
        yield row.id, str(row.file_name or "Tệp không tên"), _day(row.at_utc)


def _history(connection: Connection) -> Found:
    rows = connection.execute(
        select(history.c.seq, history.c.action, history.c.at_local).where(
            history.c.payload.is_not(None), history.c.payload != "[]", history.c.seq > 1
        )
    )
    for row in rows:
        yield row.seq, str(row.action), _day(row.at_local)


def _purge_people(act: Act, keys: Sequence[int]) -> None:
    for key in keys:
        privacy_erasure.erase(act, key, "Hết thời hạn lưu")


def _purge_files(act: Act, keys: Sequence[int]) -> None:
    act.connection.execute(attachment.delete().where(attachment.c.id.in_(keys)))
    act.note_rows("attachment", len(keys), removed=True, keys=list(keys))


def _purge_drafts(act: Act, keys: Sequence[int]) -> None:
    act.connection.execute(draft.delete().where(draft.c.id.in_(keys)))
    act.note_rows("draft", len(keys), removed=True, keys=list(keys))


def _purge_imports(act: Act, keys: Sequence[int]) -> None:
    rows = act.connection.execute(select(import_row.c.id).where(import_row.c.batch_id.in_(keys)))
    gone = list(rows.scalars())
    act.connection.execute(import_row.delete().where(import_row.c.batch_id.in_(keys)))
    act.note_rows("import_row", len(gone), removed=True, keys=gone)


def _purge_history(act: Act, keys: Sequence[int]) -> None:
    touched: dict[str, set[int]] = defaultdict(set)
    privacy_erasure.erase_acts(act, keys, touched)
    unchecked = {name: sorted(found) for name, found in touched.items()}
    act.note_rows("history", len(keys), erased=sorted(keys), unchecked=unchecked)


_READERS: Mapping[str, Callable[[Connection], Found]] = {
    PEOPLE: _people,
    FILES: _files,
    DRAFTS: _drafts,
    IMPORTS: _imports,
    HISTORY: _history,
}
_PURGES: Mapping[str, Callable[[Act, Sequence[int]], None]] = {
    PEOPLE: _purge_people,
    FILES: _purge_files,
    DRAFTS: _purge_drafts,
    IMPORTS: _purge_imports,
    HISTORY: _purge_history,
}


def _day(kept: Any) -> date:
    return kept if isinstance(kept, date) else datetime.fromisoformat(str(kept)).date()


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
