"""Refuses writes dated in a closed year: one place for all tables, asked by every act.

What belongs to a year is said by the tables below; a table in none of them belongs to no year.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, select

from povdesk.domain.errors import NotPossibleNow
from povdesk.storage.tables import closed_year, metadata

DATED: Mapping[str, tuple[str, ...]] = {
    "average_living_household": ("year",),
    "budget_line": ("year",),
    "class_history": ("counted_from", "entitled_from"),
    "communication_session": ("held_on",),
    "disbursement": ("paid_on",),
    "donation": ("received_on",),
    "exit_registration": ("year",),
    "hamlet_total": ("year",),
    "household_event": ("happened_on",),
    "inspection": ("held_on",),
    "insurance_change": ("month",),
    "land_option": ("year",),
    "measurement": ("as_of",),
    "payment_list": ("made_on",),
    "plan": ("year",),
    "reporting_period": ("year",),
    "review": ("reviewed_on",),
    "review_round": ("year",),
    "support_event": ("happened_on", "approved_on", "finished_on"),
    "support_proposal": ("year",),
    "target": ("year",),
}
"""Rows that are of the years of these dates: nothing in them changes when one is closed."""

SPANS: Mapping[str, tuple[str, ...]] = {
    "assignment": ("valid_from", "valid_to"),
    "hamlet_assignment": ("valid_from", "valid_to"),
    "household": ("registered_on", "ended_on"),
    "inspection_finding": ("settled_on",),
    "livelihood_member": ("joined_on", "left_on"),
    "livelihood_model": ("started_on", "ended_on"),
    "loan": ("lent_on", "repaid_on"),
    "low_income_worker": ("recognised_on", "valid_to"),
    "membership": ("valid_from", "valid_to"),
    "organisation_help": ("valid_from", "valid_to"),
    "organisation_membership": ("valid_from", "valid_to"),
    "person": ("died_on",),
    "review_request": ("received_on", "answered_on"),
    "task_report": ("received_on",),
}
"""Rows that go on through years: no date in a closed year is set, moved or removed, the rest is free."""

PARTS: Mapping[str, tuple[str, str]] = {
    "complaint": ("posting_id", "posting"),
    "decision": ("round_id", "review_round"),
    "frozen_figure": ("period_id", "reporting_period"),
    "meeting": ("round_id", "review_round"),
    "meeting_vote": ("meeting_id", "meeting"),
    "payment_line": ("list_id", "payment_list"),
    "plan_basis": ("plan_id", "plan"),
    "plan_link": ("plan_id", "plan"),
    "plan_recipient": ("plan_id", "plan"),
    "plan_role": ("plan_id", "plan"),
    "plan_role_lead": ("role_id", "plan_role"),
    "plan_section": ("plan_id", "plan"),
    "posting": ("round_id", "review_round"),
    "review": ("round_id", "review_round"),
    "review_answer": ("review_id", "review"),
    "review_form_a": ("review_id", "review"),
    "review_group": ("review_id", "review"),
    "review_input": ("review_id", "review"),
    "review_member": ("review_id", "review"),
    "review_need": ("review_id", "review"),
    "review_reason": ("review_id", "review"),
    "review_reference_answer": ("review_id", "review"),
    "round_outcome": ("round_id", "review_round"),
    "round_step": ("round_id", "review_round"),
    "support_proposal_line": ("proposal_id", "support_proposal"),
    "support_proposal_subject": ("line_id", "support_proposal_line"),
}
"""Rows that are of the same years as what they belong to."""

FREE: Mapping[str, frozenset[str]] = {"plan": frozenset({"status"})}
"""Fields that stay open: an issued plan still goes to the archive."""


def closed_years(connection: Connection) -> frozenset[int]:
    """The years that are closed now."""
    query = select(closed_year.c.year).where(closed_year.c.reopened_at.is_(None))
    return frozenset(connection.execute(query).scalars())


def concerns(table: Table) -> bool:
    """Whether rows of the table belong to a year at all."""
    return table.name in DATED or table.name in SPANS or table.name in PARTS


def refuse(
    connection: Connection,
    closed: frozenset[int],
    table: Table,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> None:
    """Raise NotPossibleNow when a row of a closed year would be added, changed or taken away.

    before: the whole row as it was, None for a new one. after: the fields that are set, None for a removal.
    """
    if before is not None and after is not None and set(after) <= FREE.get(table.name, frozenset()):
        return
    touched = {*_years(connection, table, before, after, was=True), *_years(connection, table, before, after)}
    shut = sorted(touched & closed)
    if shut:
        year = shut[0]
        raise NotPossibleNow(
            f"Năm {year} đã khóa nên việc của năm này chỉ xem được.",
            f"Nếu cần sửa: mở Kỳ báo cáo, chọn năm {year}, bấm “Mở lại năm” và ghi lý do.",
        )


def refuse_many(
    connection: Connection, closed: frozenset[int], table: Table, rows: Iterable[Mapping[str, Any]]
) -> None:
    """As `refuse`, for new rows: what many of them belong to is asked for once."""
    if table.name not in PARTS:
        for row in rows:
            refuse(connection, closed, table, None, row)
        return
    names = (PARTS[table.name][0], *DATED.get(table.name, ()), *SPANS.get(table.name, ()))
    looked_at = set()
    for row in rows:
        own = tuple(row.get(name) for name in names)
        if own not in looked_at:
            looked_at.add(own)
            refuse(connection, closed, table, None, row)


def _years(
    connection: Connection,
    table: Table,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    *,
    was: bool = False,
) -> Iterable[int]:
    """The years a row is of, as it was or as it will be."""
    row = before if was else ({**(before or {}), **after} if after is not None else None)
    if row is None:
        return
    for column in DATED.get(table.name, ()):
        yield from _year(row.get(column))
    for column in SPANS.get(table.name, ()):
        # Only a date that is set, moved or removed counts; a row that began earlier may end now.
        if before is None or after is None or (column in after and after[column] != before[column]):
            yield from _year(row.get(column))
    if table.name in PARTS:
        column, parent = PARTS[table.name]
        yield from _years_of_parent(connection, metadata.tables[parent], row.get(column))


def _years_of_parent(connection: Connection, table: Table, key: Any) -> Iterable[int]:
    row = connection.execute(select(table).where(table.c.id == key)).mappings().first()
    if row is not None:
        yield from _years(connection, table, dict(row), None, was=True)


def _year(value: Any) -> Iterable[int]:
    if isinstance(value, date):
        yield value.year
    elif isinstance(value, int):
        yield value
    elif isinstance(value, str) and value[:4].isdigit():
        yield int(value[:4])
