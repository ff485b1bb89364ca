"""What the dialog of a household event needs, read in one job."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from povdesk.domain.household import Person
from povdesk.domain.household_events import Family


@dataclass(frozen=True)
class Loaded:
    """family: None for a household that moves in. others: id and words of households to merge into.

    former: people who have left the household and may return. day: proposed for the event.
    """

    family: Family | None
    hamlets: tuple[tuple[int, str], ...]
    others: tuple[tuple[int, str], ...]
    former: tuple[Person, ...]
    day: date


def load(connection: Any, household_id: int | None, today: date) -> Loaded:
    """Everything for one dialog; others are those of the same hamlet first."""
    from povdesk.storage import commune, household_events, households

    day = households.working_day(connection, today)
    hamlets = commune.hamlet_names(connection, day)
    if household_id is None:
        return Loaded(None, hamlets, (), (), day)
    family = household_events.family_of(connection, household_id, day)
    others = household_events.to_merge_into(connection, family.hamlet_id)
    return Loaded(
        family,
        hamlets,
        tuple((key, words) for key, words in others if key != household_id),
        household_events.former_members(connection, household_id),
        day,
    )
