"""What a round is bound by: the version of the procedure, the holidays, whose opinion it needs."""

import json
from datetime import date
from types import MappingProxyType

from sqlalchemy import Connection, select

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.commune import identity_on
from povdesk.domain.legal_acts import in_force_on, in_full
from povdesk.domain.procedure import Procedure, ProcedureStep, procedure_for
from povdesk.domain.review import RoundState
from povdesk.domain.working_days import after_working_days
from povdesk.storage import commune, plans, rule_edits
from povdesk.storage.rounds import Round
from povdesk.storage.tables import catalogue_item


def procedure_of(connection: Connection, procedure_id: str, day: date) -> Procedure:
    """A round's version of the procedure with the officer's edits; by its day when it names none."""
    known = rule_edits.procedures(connection)
    return next((one for one in known if one.id == procedure_id), None) or procedure_for(day, known)


def rules_of(connection: Connection, this: Round) -> Procedure:
    """The version of the procedure that a round follows."""
    return procedure_of(connection, this.procedure_id, this.started_on or date(this.year, 9, 1))


def law(connection: Connection, this: Round, day: date) -> tuple[str, ...]:
    """The acts that a round's papers of the day rest on, in the words of a first citation as far as known."""
    standard = rule_edits.standard(connection, this.standard_id)
    bases = (*standard.legal_basis, *rules_of(connection, this).legal_basis)
    return tuple(in_full(basis, plans.legal_acts()) for basis in in_force_on(bases, day))


def posting_ends(connection: Connection, this: Round, posted_from: date) -> date:
    """The last day of a posting that begins on a day, by the procedure's working days."""
    rule = step_rule(connection, this, RoundState.POSTING)
    days = rule.working_days if rule and rule.working_days is not None else 0
    return after_working_days(posted_from, days, holidays(connection))


def addressee(connection: Connection, day: date) -> str:
    """Whose opinion the results need; empty when it is not known (after 01/7/2025 until it is set)."""
    known = commune.identities(connection)
    return identity_on(known, day).review_opinion_addressee if known else ""


def holidays(connection: Connection) -> tuple[CatalogueItem, ...]:
    """The officer's holidays, on top of those that are shipped."""
    rows = connection.execute(
        select(catalogue_item).where(catalogue_item.c.catalogue == "public_holidays", catalogue_item.c.active)
    )
    return tuple(
        CatalogueItem(
            row.code,
            row.name,
            row.valid_from,
            row.valid_to,
            extra=MappingProxyType(json.loads(row.extra or "{}")),
        )
        for row in rows
    )


def step_rule(connection: Connection, this: Round, step: RoundState) -> ProcedureStep | None:
    """What the procedure says of one step."""
    return next((one for one in rules_of(connection, this).steps if one.step is step), None)
