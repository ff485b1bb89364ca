"""Danh sách chi trả, cấp phát: built from a class or from support, kept by line, marked when received."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.payment import Basis, Line, Measure, PaymentList, fault
from povdesk.domain.vietnamese import clean_lines, clean_text
from povdesk.storage.act import Act
from povdesk.storage.indicators import rules
from povdesk.storage.indicators.bases import group_on
from povdesk.storage.records import keep, key_of
from povdesk.storage.tables import hamlet, household, payment_line, payment_list, person

_GROUPS = {Basis.POOR: "P", Basis.NEAR_POOR: "N", Basis.BOTH: "PN", Basis.ESCAPED: "E"}
_TEXTS = ("title", "policy", "period")

_PEOPLE = f"""
SELECT h.id, h.code, h.head_name, t.kind, t.name, ms.person_id, p.full_name
FROM household h JOIN hamlet t ON t.id = h.hamlet_id
LEFT JOIN membership ms ON ms.household_id = h.id AND (ms.valid_from IS NULL OR ms.valid_from <= :day)
  AND (ms.valid_to IS NULL OR ms.valid_to > :day)
LEFT JOIN person p ON p.id = ms.person_id AND p.deleted_at IS NULL AND (p.died_on IS NULL OR p.died_on > :day)
WHERE h.deleted_at IS NULL AND (h.ended_on IS NULL OR h.ended_on > :day)
  AND (:hamlet IS NULL OR h.hamlet_id = :hamlet)
  AND EXISTS (SELECT 1 FROM class_history c WHERE c.household_id = h.id AND c.entitled_from <= :day)
  AND instr(:groups, nullif({group_on("h.id", ":day")}, '')) > 0
ORDER BY t.position, h.name_sort_key, h.code, h.id, ms.position, ms.id
"""

_SUPPORT = """
SELECT h.id, h.code, h.head_name, t.kind, t.name, e.person_id, p.full_name,
  sum(e.amount), group_concat(nullif(CASE WHEN e.quantity IS NULL OR e.unit = '' THEN ''
    ELSE printf('%g', e.quantity) || ' ' || e.unit END, ''), '; ')
FROM support_event e LEFT JOIN person p ON p.id = e.person_id
JOIN household h ON h.id = coalesce(e.household_id, (SELECT ms.household_id FROM membership ms
    WHERE ms.person_id = e.person_id AND (ms.valid_from IS NULL OR ms.valid_from <= e.happened_on)
      AND (ms.valid_to IS NULL OR ms.valid_to > e.happened_on) ORDER BY ms.id LIMIT 1))
  AND h.deleted_at IS NULL
JOIN hamlet t ON t.id = h.hamlet_id
WHERE e.deleted_at IS NULL AND e.kind = :kind AND e.happened_on BETWEEN :first AND :last
  AND (:hamlet IS NULL OR h.hamlet_id = :hamlet)
GROUP BY h.id, e.person_id ORDER BY t.position, h.name_sort_key, h.code, h.id, e.person_id
"""


def of_year(connection: Connection, year: int) -> tuple[PaymentList, ...]:
    """The lists made in a year, or without a day; the latest first."""
    made = payment_list.c.made_on
    return _read(connection, made.is_(None) | made.between(date(year, 1, 1), date(year, 12, 31)))


def get(connection: Connection, list_id: int) -> PaymentList:
    """One list; NotPossibleNow when it is gone."""
    found = _read(connection, payment_list.c.id == list_id)
    if not found:
        raise NotPossibleNow("Danh sách này không còn nữa.", "Mở lại trang rồi thử lại.")
    return found[0]


def proposed(
    connection: Connection,
    basis: Basis,
    day: date,
    *,
    measure: Measure = Measure.HOUSEHOLD,
    amount: int | None = None,
    in_kind: str = "",
    hamlet_id: int | None = None,
    kind: str = "",
) -> tuple[Line, ...]:
    """Lines from the register on a day: of a class, or of the year's support of one kind up to the day."""
    if basis is Basis.NONE:
        return ()
    if basis is Basis.SUPPORT:
        return _from_support(connection, kind, day, hamlet_id)
    counting, _status = rules.load(connection)
    rows = connection.exec_driver_sql(
        _PEOPLE,
        {
            "day": day.isoformat(),
            "hamlet": hamlet_id,
            "groups": _GROUPS[basis],
            "exit_months": f"+{counting.exit_months} months",
        },
    ).all()
    goods = clean_text(in_kind)
    if measure is Measure.EACH:
        return tuple(
            Line(row[0], row[6], hamlet_words(row[3], row[4]), row[1], row[5], amount, goods)
            for row in rows
            if row[6] is not None
        )
    homes: dict[int, tuple[Any, int]] = {}
    for row in rows:
        homes[row[0]] = (row, homes.get(row[0], (row, 0))[1] + (row[6] is not None))
    return tuple(
        Line(
            row[0],
            row[2],
            hamlet_words(row[3], row[4]),
            row[1],
            None,
            amount * size if amount is not None and measure is Measure.PERSON else amount,
            goods,
        )
        for row, size in homes.values()
    )


def save(act: Act, wanted: PaymentList) -> str:
    """Add or change a list with its lines; returns its uid."""
    cleaned = replace(
        wanted,
        title=clean_text(wanted.title),
        period=clean_text(wanted.period),
        note=clean_lines(wanted.note),
        lines=tuple(
            replace(line, in_kind=clean_text(line.in_kind), received_by=clean_text(line.received_by))
            for line in wanted.lines
        ),
    )
    wrong = fault(cleaned)
    if wrong:
        raise InvalidInput(wrong, "Sửa lại rồi lưu.")
    act.describe(f"Lưu danh sách chi trả {cleaned.title}", "payment_list", wanted.uid)
    values: dict[str, Any] = {
        "made_on": cleaned.made_on,
        "note": cleaned.note,
        **{name: getattr(cleaned, name) for name in _TEXTS},
    }
    uid, key = keep(act, payment_list, wanted.uid, values)
    _keep_lines(act, key, cleaned.lines)
    return uid


def delete(act: Act, uid: str) -> None:
    """Remove a list of which nothing has been handed over."""
    key = key_of(act.connection, payment_list, uid)
    found = get(act.connection, key)
    if found.paid:
        raise NotPossibleNow(
            f"Danh sách này đã có {found.paid} dòng ký nhận nên không xóa được.",
            "Bỏ đánh dấu đã nhận trước, nếu đánh dấu nhầm.",
        )
    act.describe(f"Xóa danh sách chi trả {found.title}", "payment_list", uid)
    _keep_lines(act, key, ())
    act.delete(payment_list, key)


def _from_support(connection: Connection, kind: str, day: date, hamlet_id: int | None) -> tuple[Line, ...]:
    if not kind:
        raise InvalidInput("Chưa chọn loại hỗ trợ.", "Chọn loại hỗ trợ để lấy danh sách.")
    rows = connection.exec_driver_sql(
        _SUPPORT,
        {
            "kind": kind,
            "first": date(day.year, 1, 1).isoformat(),
            "last": day.isoformat(),
            "hamlet": hamlet_id,
        },
    )
    return tuple(
        Line(row[0], row[6] or row[2], hamlet_words(row[3], row[4]), row[1], row[5], row[7], row[8] or "")
        for row in rows
    )


def _read(connection: Connection, condition: Any) -> tuple[PaymentList, ...]:
    rows = connection.execute(
        select(payment_list)
        .where(condition)
        .order_by(payment_list.c.made_on.desc(), payment_list.c.id.desc())
    ).all()
    lines: dict[int, list[Line]] = {}
    query = (
        select(
            payment_line,
            household.c.code,
            household.c.head_name,
            person.c.full_name,
            hamlet.c.kind.label("hamlet_kind"),
            hamlet.c.name.label("hamlet_name"),
        )
        .join(household, household.c.id == payment_line.c.household_id)
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .outerjoin(person, person.c.id == payment_line.c.person_id)
        .where(payment_line.c.list_id.in_([row.id for row in rows]))
        .order_by(
            hamlet.c.position, hamlet.c.id, household.c.name_sort_key, household.c.code, payment_line.c.id
        )
    )
    for line in connection.execute(query):
        lines.setdefault(line.list_id, []).append(
            Line(
                line.household_id,
                line.full_name or line.head_name,
                hamlet_words(line.hamlet_kind, line.hamlet_name),
                line.code,
                line.person_id,
                line.amount,
                line.in_kind,
                line.paid_on,
                line.received_by,
                line.id,
            )
        )
    return tuple(
        PaymentList(
            row.title,
            row.policy,
            row.made_on,
            row.period,
            row.note,
            tuple(lines.get(row.id, ())),
            row.uid,
            row.id,
        )
        for row in rows
    )


def _keep_lines(act: Act, list_id: int, wanted: Iterable[Line]) -> None:
    known = set(
        act.connection.execute(select(payment_line.c.id).where(payment_line.c.list_id == list_id)).scalars()
    )
    names = ("household_id", "person_id", "amount", "in_kind", "paid_on", "received_by")
    for line in wanted:
        values = {name: getattr(line, name) for name in names}
        if line.id is not None and line.id in known:
            known.discard(line.id)
            act.update(payment_line, line.id, values)
        else:
            act.insert(payment_line, {"list_id": list_id, **values})
    for key in sorted(known):
        act.delete(payment_line, key)
