"""Dates that cannot be: each is one query, one sentence, and the households where to look."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection


class Found(NamedTuple):
    """One kind of impossible date with everybody it concerns."""

    code: str
    message: str
    advice: str
    household_ids: tuple[int, ...]


_HOME = """(SELECT m.household_id FROM membership m JOIN household h ON h.id = m.household_id
  WHERE m.person_id = p.id AND h.deleted_at IS NULL ORDER BY m.valid_to IS NOT NULL, m.id DESC LIMIT 1)"""
_BORN = (
    "printf('%04d-%02d-%02d', p.birth_year, coalesce(p.birth_month, 1),"
    " CASE WHEN p.birth_month IS NULL THEN 1 ELSE coalesce(p.birth_day, 1) END)"
)

_QUERIES = (
    (
        "born_later",
        "{count} người có ngày sinh ở sau hôm nay: {names}.",
        f"SELECT p.full_name, {_HOME} FROM person p WHERE p.deleted_at IS NULL AND p.birth_year IS NOT NULL"
        f" AND {_BORN} > :today",
    ),
    (
        "very_old",
        "{count} người còn sống hơn 115 tuổi: {names}.",
        f"SELECT p.full_name, {_HOME} FROM person p WHERE p.deleted_at IS NULL AND p.died_on IS NULL"
        " AND p.birth_year < :oldest",
    ),
    (
        "died_before_birth",
        "{count} người có ngày mất ở trước ngày sinh: {names}.",
        f"SELECT p.full_name, {_HOME} FROM person p WHERE p.died_on IS NOT NULL"
        f" AND p.birth_year IS NOT NULL AND p.died_on < {_BORN}",
    ),
    (
        "dead_in_roster",
        "{count} người đã mất vẫn còn tên trong hộ: {names}.",
        "SELECT p.full_name, m.household_id FROM person p JOIN membership m ON m.person_id = p.id"
        " JOIN household h ON h.id = m.household_id WHERE m.valid_to IS NULL AND h.deleted_at IS NULL"
        " AND p.died_on IS NOT NULL AND p.died_on <= :today",
    ),
    (
        "left_before_joined",
        "{count} người rời hộ trước ngày vào hộ: {names}.",
        "SELECT p.full_name, m.household_id FROM membership m JOIN person p ON p.id = m.person_id"
        " WHERE m.valid_to < m.valid_from",
    ),
    (
        "household_ended_early",
        "{count} hộ kết thúc trước ngày lập: {names}.",
        "SELECT h.head_name, h.id FROM household h WHERE h.ended_on < h.registered_on",
    ),
    (
        "reviewed_later",
        "{count} phiếu đã chốt có ngày rà soát ở sau hôm nay: {names}.",
        "SELECT h.head_name, h.id FROM review r JOIN household h ON h.id = r.household_id"
        " WHERE r.state <> 'draft' AND r.reviewed_on > :today",
    ),
    (
        "reviewed_other_year",
        "{count} phiếu có ngày rà soát không thuộc năm của kỳ rà soát: {names}.",
        "SELECT h.head_name, h.id FROM review r JOIN household h ON h.id = r.household_id"
        " JOIN review_round o ON o.id = r.round_id WHERE r.reviewed_on IS NOT NULL"
        " AND abs(CAST(substr(r.reviewed_on, 1, 4) AS INTEGER) - o.year) > 1",
    ),
    (
        "support_ended_early",
        "{count} khoản hỗ trợ xong trước ngày duyệt: {names}.",
        "SELECT coalesce(h.head_name, s.kind), s.household_id FROM support_event s"
        " LEFT JOIN household h ON h.id = s.household_id WHERE s.finished_on < s.approved_on"
        " AND s.deleted_at IS NULL",
    ),
    (
        "loan_repaid_early",
        "{count} khoản vay trả xong trước ngày vay: {names}.",
        "SELECT h.head_name, h.id FROM loan l JOIN household h ON h.id = l.household_id"
        " WHERE l.repaid_on < l.lent_on",
    ),
)


def find(connection: Connection, today: date) -> tuple[Found, ...]:
    """Everything impossible on the day of looking."""
    return tuple(_found(connection, today))


def _found(connection: Connection, today: date) -> Iterator[Found]:
    values: dict[str, Any] = {"today": today.isoformat(), "oldest": today.year - 115}
    for code, sentence, query in _QUERIES:
        used = {name: value for name, value in values.items() if f":{name}" in query}
        rows = connection.exec_driver_sql(query, used).all()
        if rows:
            names = ", ".join(dict.fromkeys(str(row[0]) for row in rows[:5]))
            more = f" và {len(rows) - 5} nơi khác" if len(rows) > 5 else ""
            homes = tuple(dict.fromkeys(int(row[1]) for row in rows if row[1] is not None))
            message = sentence.format(count=len(rows), names=names + more)
            yield Found(code, message, "Mở phiếu, đối chiếu giấy tờ rồi sửa ngày.", homes)
