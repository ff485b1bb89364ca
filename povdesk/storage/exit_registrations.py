"""Families that registered to leave poverty in a year: by their form, or noted here."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select, text

from povdesk.domain.assignment import ExitFamily, Family
from povdesk.domain.errors import InvalidInput
from povdesk.domain.vietnamese import clean_lines, clean_text, format_count, short_date
from povdesk.storage import assignment_lists
from povdesk.storage.act import Act
from povdesk.storage.in_force import LISTED, REGISTERED
from povdesk.storage.tables import exit_registration, household

_STATEMENT = f"WITH {LISTED}, {REGISTERED} SELECT id FROM registered"


def families(
    connection: Connection, year: int, day: date, among: Sequence[Family] | None = None
) -> tuple[ExitFamily, ...]:
    """The families registered for the year on the day, by hamlet and name; as the to-do counts them.

    among: all families of the day, where they have been read already.
    """
    parameters = {"day": day.isoformat(), "year": year}
    wanted = set(connection.execute(text(_STATEMENT), parameters).scalars())
    kept = {
        row.household_id: row
        for row in connection.execute(select(exit_registration).where(exit_registration.c.year == year))
    }
    found = []
    for one in assignment_lists.families(connection, day) if among is None else among:
        if one.id not in wanted:
            continue
        row = kept.get(one.id)
        if row is None:
            found.append(ExitFamily(one))
        else:
            found.append(ExitFamily(one, row.registered_on, row.solution, row.result, row.note, True))
    return tuple(found)


def save(
    act: Act,
    household_ids: Sequence[int],
    year: int,
    registered_on: date | None,
    solution: str,
    *,
    result: str = "",
    note: str = "",
) -> int:
    """Register families for a year, or change what is noted of them; returns how many."""
    if registered_on is not None and registered_on > date(year, 12, 31):
        raise InvalidInput(
            f"Ngày đăng ký {short_date(registered_on)} ở sau năm {year}.",
            "Xem lại ngày, hoặc đổi năm làm việc.",
        )
    heads = _heads(act.connection, household_ids)
    if len(heads) == 1:
        (one,) = heads.values()
        act.describe(f"Ghi hộ {one[1]} đăng ký thoát nghèo năm {year}", "household", one[0])
    else:
        words = f"Ghi {format_count(len(heads))} hộ đăng ký thoát nghèo năm {year}"
        act.describe(words, "exit_registration")
    values = {
        "registered_on": registered_on,
        "withdrawn_on": None,
        "solution": clean_lines(solution),
        "result": clean_lines(result),
        "note": clean_text(note),
    }
    kept = _kept(act.connection, year)
    for key in heads:
        if key in kept:
            act.update(exit_registration, kept[key], values)
        else:
            act.insert(exit_registration, {"household_id": key, "year": year, **values})
    return len(heads)


def withdraw(act: Act, household_ids: Sequence[int], year: int, on: date) -> int:
    """From a day on the families are no longer registered, also when their form says so."""
    heads = _heads(act.connection, household_ids)
    act.describe(
        f"Đưa {format_count(len(heads))} hộ ra khỏi danh sách đăng ký thoát nghèo", "exit_registration"
    )
    kept = _kept(act.connection, year)
    for key in heads:
        if key in kept:
            act.update(exit_registration, kept[key], {"withdrawn_on": on})
        else:
            act.insert(exit_registration, {"household_id": key, "year": year, "withdrawn_on": on})
    return len(heads)


def _heads(connection: Connection, household_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    if not household_ids:
        raise InvalidInput("Chưa chọn hộ nào.", "Chọn hộ trong danh sách rồi làm lại.")
    return {
        row.id: (row.uid, row.head_name)
        for row in connection.execute(
            select(household.c.id, household.c.uid, household.c.head_name).where(
                household.c.id.in_(list(household_ids)), household.c.deleted_at.is_(None)
            )
        )
    }


def _kept(connection: Connection, year: int) -> dict[int, int]:
    rows = connection.execute(
        select(exit_registration.c.household_id, exit_registration.c.id).where(
            exit_registration.c.year == year
        )
    )
    return {row.household_id: row.id for row in rows}
