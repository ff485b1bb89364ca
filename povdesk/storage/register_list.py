"""The whole register on a day: every household, and everybody who lives in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain import catalogues
from povdesk.domain.household import Category, Sex
from povdesk.domain.partial_date import PartialDate
from povdesk.storage import household_list, office, settings
from povdesk.storage.tables import household, membership, person


@dataclass(frozen=True)
class RegisterMember:
    """One line of a roster. code, hamlet: of the household."""

    code: str
    head: str
    hamlet: str
    name: str
    relation: str
    sex: Sex | None
    born: PartialDate | None
    id_number: str
    ethnic_group: str


@dataclass(frozen=True)
class RegisterHousehold:
    """category: in force on the day; None = never recognised."""

    code: str
    head: str
    hamlet: str
    address: str
    size: int
    ethnic_group: str
    category: Category | None
    cadre: str


@dataclass(frozen=True)
class Register:
    """day: what the register says on it. agency: the office's name, empty while it is not entered."""

    day: date
    agency: str
    households: tuple[RegisterHousehold, ...]
    members: tuple[RegisterMember, ...]
    sample: bool


def gather(connection: Connection, day: date) -> Register:
    """Households in the order of the list on the screen, members in the order of their rosters."""
    rows = household_list.rows(connection, day.year, day)
    addresses: dict[int, str] = {
        row.id: row.address for row in connection.execute(select(household.c.id, household.c.address))
    }
    households = tuple(
        RegisterHousehold(
            row.code,
            row.head_name,
            row.hamlet,
            addresses.get(row.id, ""),
            row.size,
            catalogues.name_of("ethnic_groups", row.ethnic_group),
            row.class_now,
            row.cadre,
        )
        for row in rows
    )
    place = {row.id: number for number, row in enumerate(rows)}
    found = [
        (place[row.household_id], _member(rows[place[row.household_id]], row))
        for row in _people(connection, day)
        if row.household_id in place
    ]
    found.sort(key=lambda pair: pair[0])
    return Register(
        day,
        office.heading(connection, day)[0],
        households,
        tuple(member for _place, member in found),
        settings.is_sample(connection),
    )


def _people(connection: Connection, day: date) -> Any:
    return connection.execute(
        select(
            membership.c.household_id,
            membership.c.relation,
            person.c.full_name,
            person.c.sex,
            person.c.birth_year,
            person.c.birth_month,
            person.c.birth_day,
            person.c.id_number,
            person.c.ethnic_group,
        )
        .join(person, person.c.id == membership.c.person_id)
        .where(
            membership.c.valid_from.is_(None) | (membership.c.valid_from <= day),
            membership.c.valid_to.is_(None) | (membership.c.valid_to > day),
        )
        .order_by(membership.c.household_id, membership.c.position, membership.c.id)
    )


def _member(home: household_list.HouseholdRow, row: Any) -> RegisterMember:
    return RegisterMember(
        home.code,
        home.head_name,
        home.hamlet,
        row.full_name,
        catalogues.name_of("relations", row.relation),
        Sex(row.sex) if row.sex else None,
        PartialDate(row.birth_year, row.birth_month, row.birth_day) if row.birth_year else None,
        row.id_number,
        catalogues.name_of("ethnic_groups", row.ethnic_group),
    )
