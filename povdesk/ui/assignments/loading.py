"""What all tabs of the page show, read in one job."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from povdesk.domain.assignment import (
    Body,
    CadreRow,
    ExitFamily,
    Family,
    HamletCharge,
    Help,
    LandFamily,
    OrganisationFamily,
)

from ..special_lists.loading import Heading


class HelpRow(NamedTuple):
    """A family with one of those who help it; nobody: help is None."""

    family: Family
    help: Help | None

    @property
    def key(self) -> tuple[int, int]:
        return self.family.id, self.help.id if self.help else 0


@dataclass(frozen=True)
class Loaded:
    """day: the working day. unanswered: families whose form says nothing about land."""

    year: int
    day: date
    families: tuple[Family, ...]
    cadres: tuple[CadreRow, ...]
    bodies: tuple[Body, ...]
    charges: tuple[HamletCharge, ...]
    exits: tuple[ExitFamily, ...]
    land: tuple[LandFamily, ...]
    unanswered: int
    organisations: tuple[tuple[str, str], ...]
    organisation_families: tuple[OrganisationFamily, ...]
    hamlets: tuple[tuple[int, str], ...]
    heading: Heading

    @property
    def serving(self) -> tuple[CadreRow, ...]:
        """Cadres of the day."""
        return tuple(one for one in self.cadres if one.serves_on(self.day))

    @property
    def listed(self) -> tuple[Family, ...]:
        """Poor and near-poor families."""
        return tuple(one for one in self.families if one.is_listed)

    def help_rows(self) -> list[HelpRow]:
        """Families with each help of the day; then those that ended in the year."""
        rows, ended = [], []
        first = date(self.year, 1, 1)
        for family in self.families:
            there = family.helpers_on(self.day)
            rows += [HelpRow(family, one) for one in there] or [HelpRow(family, None)]
            ended += [
                HelpRow(family, one)
                for one in family.helps
                if one not in there and one.until is not None and first <= one.until <= self.day
            ]
        return rows + ended


def load(connection: Any, today: date) -> Loaded:
    """Everything, on the working day."""
    from povdesk.storage import (
        assignment_lists,
        assignments,
        cadres,
        commune,
        exit_registrations,
        households,
        land_list,
        office,
        organisation_families,
    )

    day = households.working_day(connection, today)
    families = assignment_lists.families(connection, day)
    return Loaded(
        day.year,
        day,
        families,
        cadres.cadres(connection, day),
        cadres.bodies(connection),
        assignments.charges(connection, day),
        exit_registrations.families(connection, day.year, day, families),
        land_list.families(connection, day.year, day, families),
        land_list.unanswered(connection, day),
        organisation_families.organisations(connection),
        organisation_families.families(connection, day, families),
        commune.hamlet_names(connection, day),
        Heading(*office.heading(connection, today)),
    )
