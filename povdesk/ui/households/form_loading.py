"""Everything a form page needs, read in one job: the form, its standard, the hamlets, the log."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from povdesk.domain.household import Household
from povdesk.domain.standard import Standard
from povdesk.storage.history import Entry
from povdesk.storage.reviews import Form


@dataclass(frozen=True)
class Loaded:
    """hamlets: id and name, those of the working year."""

    form: Form
    standard: Standard
    hamlets: tuple[tuple[int, str], ...]
    round_name: str
    log: tuple[Entry, ...]

    def gone(self, household: Household) -> tuple[tuple[int, str], ...]:
        """Id and name of persons who were in the roster when it was read and are not in it now."""
        staying = {member.person.id for member in household.members}
        return tuple(
            (member.person.id, member.person.full_name)
            for member in self.form.household.members
            if member.person.id is not None and member.person.id not in staying
        )


def load(connection: Any, household_id: int) -> Loaded | None:
    """The household's form in the working year's round; None when no round is open."""
    from povdesk.storage import reviews

    this = _round(connection)
    if this is None:
        return None
    return _loaded(connection, reviews.open_form(connection, household_id, this.id))


def load_new(connection: Any, hamlet_id: int | None) -> Loaded | None:
    """An empty form for a household that is not in the register."""
    from povdesk.storage import reviews

    this = _round(connection)
    if this is None:
        return None
    return _loaded(connection, reviews.new_form(connection, this.id, hamlet_id))


def _round(connection: Any) -> Any:
    from povdesk.storage import rounds, settings

    year = settings.get(connection, "working_year", date.today().year)
    return rounds.current(connection, year)


def _loaded(connection: Any, form: Form) -> Loaded:
    from povdesk.storage import commune, history, rule_edits

    uid = form.household.uid
    return Loaded(
        form,
        rule_edits.standard(connection, form.round.standard_id),
        commune.hamlet_names(connection, form.round.last_day),
        form.round.name or f"Rà soát năm {form.round.year}",
        history.entries(connection, uid) if uid else (),
    )
