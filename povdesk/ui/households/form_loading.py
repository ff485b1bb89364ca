"""Everything a form page needs, read in one job: the form, its standard, the hamlets, the log."""

from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.household import Household
from povdesk.domain.own_items import Lists
from povdesk.domain.standard import DeprivationIndicator, Standard
from povdesk.storage.history import Entry
from povdesk.storage.reviews import Form


@dataclass(frozen=True)
class Loaded:
    """hamlets: id and name, those of the working year. reference: a standard to compare with.

    form_a: the officer's list of phiếu A. lists: the code lists that the officer changed.
    """

    form: Form
    standard: Standard
    hamlets: tuple[tuple[int, str], ...]
    round_name: str
    log: tuple[Entry, ...]
    reference: Standard | None = None
    form_a: tuple[CatalogueItem, ...] = ()
    lists: Lists = field(default_factory=dict)

    @property
    def extra(self) -> tuple[DeprivationIndicator, ...]:
        """Indicators that only the standard for comparison has."""
        own = {indicator.code for indicator in self.standard.indicators}
        other = self.reference.indicators if self.reference else ()
        return tuple(indicator for indicator in other if indicator.code not in own)

    def gone(self, household: Household) -> tuple[tuple[int, str], ...]:
        """Id and name of persons who were in the roster when it was read and are not in it now."""
        staying = {member.person.id for member in household.members}
        return tuple(
            (member.person.id, member.person.full_name)
            for member in self.form.household.members
            if member.person.id is not None and member.person.id not in staying
        )


@dataclass(frozen=True)
class Wanted:
    """Which form to show: a household's, or a new one, in a hamlet and with a head's name when known.

    round_id: None means the working year's round over all listed households. person_id: who is looked for.
    """

    household_id: int | None = None
    hamlet_id: int | None = None
    head_name: str = ""
    round_id: int | None = None
    person_id: int | None = None

    @classmethod
    def of(cls, target: dict[str, Any]) -> "Wanted":
        """What another page asked for."""
        return cls(**{f.name: target[f.name] for f in fields(cls) if f.name in target})

    def read(self, connection: Any) -> Loaded | None:
        """The form in its round; None when no round is open."""
        if self.household_id is not None:
            return load(connection, self.household_id, self.round_id)
        return load_new(connection, self.hamlet_id, self.head_name, self.round_id)


def load(connection: Any, household_id: int, round_id: int | None = None) -> Loaded | None:
    """The household's form in a round, the working year's if none is named; None when no round is open."""
    from povdesk.storage import reviews

    this = _round(connection, round_id)
    if this is None:
        return None
    return _loaded(connection, reviews.open_form(connection, household_id, this.id))


def load_new(
    connection: Any, hamlet_id: int | None, head_name: str = "", round_id: int | None = None
) -> Loaded | None:
    """An empty form for a household that is not in the register."""
    from povdesk.storage import reviews

    this = _round(connection, round_id)
    if this is None:
        return None
    form = reviews.new_form(connection, this.id, hamlet_id)
    if head_name:
        head = form.household.members[0]
        named = replace(head, person=replace(head.person, full_name=head_name))
        form = replace(form, household=replace(form.household, members=(named,)))
    return _loaded(connection, form)


def open_round(act: Any) -> None:
    """Open the working year's periodic round, with the procedure's steps and their days."""
    from povdesk.domain.review import RoundKind
    from povdesk.storage import round_steps

    year = working_year(act.connection)
    round_steps.open_round(act, year, RoundKind.PERIODIC, date(year, 9, 1))


def working_year(connection: Any) -> int:
    """The year the officer works in."""
    from povdesk.storage import settings

    return int(settings.get(connection, "working_year", date.today().year))


def _round(connection: Any, round_id: int | None) -> Any:
    from povdesk.storage import rounds

    if round_id is not None:
        return rounds.get(connection, round_id)
    return rounds.current(connection, working_year(connection))


def _loaded(connection: Any, form: Form) -> Loaded:
    from povdesk.domain import catalogues
    from povdesk.storage import catalogue_items, commune, form_a, history, rule_edits

    for name in catalogues.names():
        # Read here once, so that the window need not wait for the files when it makes the fields.
        catalogues.catalogue(name)
    uid, other = form.household.uid, form.round.reference_standard_id
    return Loaded(
        form,
        rule_edits.standard(connection, form.round.standard_id),
        commune.hamlet_names(connection, form.round.last_day),
        form.round.name or f"Rà soát năm {form.round.year}",
        history.entries(connection, uid) if uid else (),
        rule_edits.standard(connection, other) if other else None,
        form_a.items(connection),
        catalogue_items.for_forms(connection, min(date.today(), form.round.last_day)),
    )
