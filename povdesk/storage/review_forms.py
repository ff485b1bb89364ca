"""What the forms of a household are made of, read from the register."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select

from povdesk.domain.commune import identity_on
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import EventKind, Household
from povdesk.domain.household_events import TITLES
from povdesk.domain.points_sheet import inputs_with_house
from povdesk.domain.programme import Source
from povdesk.domain.requests import RequestKind
from povdesk.domain.review import Review, ReviewState
from povdesk.domain.review_forms import (
    FormOffice,
    Happened,
    Helper,
    HouseholdSheet,
    ReceivedSupport,
    RequestForm,
    ReviewForm,
)
from povdesk.storage import (
    catalogue_edits,
    commune,
    form_a,
    households,
    review_rows,
    reviews,
    round_office,
    rounds,
    rule_edits,
    settings,
    support_reading,
    why_household,
)
from povdesk.storage.tables import (
    assignment,
    cadre,
    household_event,
    person,
    review,
    review_request,
    review_round,
)

CATALOGUES = (
    "relations", "ethnic_groups", "reasons", "needs", "priority_groups", "work_statuses", "school_levels",
    "education_levels", "training_levels", "social_allowances", "pensions", "house_columns", "house_roofs",
    "house_walls", "latrines", "lightings", "water_sources",
)  # fmt: skip

_COUNTED = (str(ReviewState.CLOSED), str(ReviewState.RECOGNISED))


def office(connection: Connection, year: int, day: date) -> FormOffice:
    """The commune's names on a day with the code lists in use."""
    return FormOffice(
        year,
        day,
        identity_on(commune.identities(connection), day),
        settings.is_sample(connection),
        {name: catalogue_edits.names(connection, name) for name in CATALOGUES},
    )


def request(
    connection: Connection, kind: RequestKind, household_id: int | None, year: int, day: date
) -> RequestForm:
    """Mẫu 01 or 04 for a household, with the reason of its request of the year; empty without a household."""
    shared = office(connection, year, day)
    if household_id is None:
        return RequestForm(shared, kind)
    found = _with_newest_facts(connection, households.get(connection, household_id, day))
    asked = connection.execute(
        select(review_request.c.reason)
        .where(
            review_request.c.household_id == household_id,
            review_request.c.kind == str(kind),
            review_request.c.received_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(review_request.c.received_on.desc())
        .limit(1)
    ).scalar()
    return RequestForm(shared, kind, found, _hamlet(connection, found), asked or "")


def empty_form(connection: Connection, round_id: int, hamlet_id: int | None = None) -> ReviewForm:
    """A form for a household that is not in the register."""
    this = rounds.get(connection, round_id)
    standard = rule_edits.standard(connection, this.standard_id)
    shared = office(connection, this.year, round_office.start_of(this))
    where = round_office.hamlet_name(connection, hamlet_id) if hamlet_id is not None else ""
    return ReviewForm(shared, standard, this.name, hamlet=where, items=form_a.items(connection))


def review_form(
    connection: Connection, round_id: int, household_id: int, *, blank: bool, shared: FormOffice | None = None
) -> ReviewForm:
    """One household's form. blank: not filled in, with last year's answers beside; else as it was saved."""
    opened = reviews.open_form(connection, household_id, round_id)
    this, form = opened.round, opened.review
    if not blank and form.id is None:
        raise NotPossibleNow(
            f"Hộ {households.spoken_name(opened.household)} chưa có phiếu trong {_begin(this.name)}.",
            "Đánh dấu “Mẫu trống để điền tay”, hoặc nhập phiếu của hộ trước.",
        )
    standard = rule_edits.standard(connection, form.standard_id or this.standard_id)
    family, last = opened.household, opened.last_review
    return ReviewForm(
        shared or office(connection, this.year, round_office.start_of(this)),
        standard,
        this.name,
        family,
        _hamlet(connection, family),
        None if blank else form,
        {} if blank else inputs_with_house(standard, family, form.house, form.inputs),
        last,
        opened.last_round_year if last else None,
        inputs_with_house(standard, family, last.house, last.inputs) if last else {},
        opened.last_facts,
        opened.last_category,
        opened.asked,
        form_a.items(connection),
    )


def review_forms(
    connection: Connection, round_id: int, hamlet_id: int | None, *, blank: bool, asked_only: bool
) -> tuple[ReviewForm, ...]:
    """The forms of a hamlet's listed households in order; filled ones only where they are saved."""
    this = rounds.get(connection, round_id)
    shared = office(connection, this.year, round_office.start_of(this))
    listed = [
        one
        for one in rounds.listed(connection, round_id, hamlet_id)
        if (blank or one.review_id is not None) and (not asked_only or one.source == rounds.REQUEST)
    ]
    return tuple(
        review_form(connection, round_id, one.household_id, blank=blank, shared=shared) for one in listed
    )


def sheet(connection: Connection, household_id: int | None, day: date, *, identity: bool) -> HouseholdSheet:
    """D23 as of a day; the empty sheet without a household."""
    shared = office(connection, day.year, day)
    if household_id is None:
        return HouseholdSheet(shared)
    found = _with_newest_facts(connection, households.get(connection, household_id, day))
    forms = tuple(_forms(connection, household_id, day))
    latest = forms[0][1] if forms else None
    standard = rule_edits.standard(connection, latest.standard_id) if latest else None
    return HouseholdSheet(
        shared,
        found,
        _hamlet(connection, found),
        identity,
        standard,
        latest,
        inputs_with_house(standard, found, latest.house, latest.inputs) if latest and standard else {},
        why_household.classes_until(connection, household_id, day),
        forms,
        tuple(_events(connection, household_id, day)),
        tuple(_supports(connection, household_id, day)),
        tuple(_helpers(connection, household_id, day)),
    )


def _forms(connection: Connection, household_id: int, day: date) -> Iterable[tuple[str, Review]]:
    rows = connection.execute(
        select(review.c.id, review_round.c.name)
        .join(review_round, review_round.c.id == review.c.round_id)
        .where(
            review.c.household_id == household_id,
            review.c.state.in_(_COUNTED),
            review.c.reviewed_on.is_(None) | (review.c.reviewed_on <= day),
            review_round.c.year <= day.year,
        )
        .order_by(review_round.c.year.desc(), review.c.reviewed_on.desc(), review.c.id.desc())
    ).all()
    for row in rows:
        yield row.name, review_rows.read(connection, row.id)


def _events(connection: Connection, household_id: int, day: date) -> Iterable[Happened]:
    rows = connection.execute(
        select(household_event, person.c.full_name)
        .outerjoin(person, person.c.id == household_event.c.person_id)
        .where(household_event.c.household_id == household_id, household_event.c.happened_on <= day)
        .order_by(household_event.c.happened_on.desc(), household_event.c.id.desc())
    )
    for row in rows:
        parts = (TITLES[EventKind(row.kind)], row.full_name, row.reason, row.note)
        yield Happened(row.happened_on, ": ".join(part for part in parts if part))


def _supports(connection: Connection, household_id: int, day: date) -> Iterable[ReceivedSupport]:
    for row in support_reading.of_household(connection, household_id):
        one = row.support
        if one.happened_on is not None and one.happened_on > day:
            continue
        source = Source(one.source).label if one.source in set(Source) else one.source
        yield ReceivedSupport(
            one.happened_on, row.kind, row.who, one.result, one.amount, source, one.state.label
        )


def _helpers(connection: Connection, household_id: int, day: date) -> Iterable[Helper]:
    rows = connection.execute(
        select(assignment, cadre.c.full_name, cadre.c.post)
        .join(cadre, cadre.c.id == assignment.c.cadre_id)
        .where(
            assignment.c.household_id == household_id,
            assignment.c.valid_from.is_(None) | (assignment.c.valid_from <= day),
        )
        .order_by(assignment.c.valid_from.desc(), assignment.c.id.desc())
    )
    for row in rows:
        yield Helper(row.full_name, row.post, row.valid_from, row.valid_to)


def _with_newest_facts(connection: Connection, found: Household) -> Household:
    keys = [one.person.id for one in found.members if one.person.id is not None]
    facts = review_rows.latest_facts(connection, keys, but=None)
    members = tuple(
        replace(one, facts=facts[one.person.id or 0][0]) if one.person.id in facts else one
        for one in found.members
    )
    return replace(found, members=members)


def _hamlet(connection: Connection, found: Household) -> str:
    return round_office.hamlet_name(connection, found.hamlet_id) if found.hamlet_id is not None else ""


def _begin(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"
