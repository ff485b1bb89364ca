"""Gathers what the public notice of resources (D28) and the reminding letter (D25) say."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk.domain.catalogues import name_of
from povdesk.domain.commune import identity_on
from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.programme import Source
from povdesk.domain.programme_papers import UNNAMED, PaperFacts, ReceivedHelp, ReminderFacts, ResourcesFacts
from povdesk.domain.task_report import TaskReport, overdue, reminders
from povdesk.domain.vietnamese import format_number, full_date, name_sort_key, short_date
from povdesk.storage import catalogue_edits, commune, donations, paper_wording, plans, settings, task_reports
from povdesk.storage.tables import hamlet, household, membership, person, support_event

WORDING = "programme.toml"
NOTICE, REMINDER = "D28", "D25"
_STATES = {"approved": "Đã duyệt", "started": "Đang thực hiện", "finished": ""}
_BLANK_DAY = "trước ngày …… tháng …… năm "


def resources(connection: Connection, year: int, day: date, hamlet_id: int | None = None) -> ResourcesFacts:
    """Help given since the year began, by hamlet and name; gifts only for the whole commune."""
    name = ""
    if hamlet_id is not None:
        chosen = select(hamlet.c.kind, hamlet.c.name).where(hamlet.c.id == hamlet_id)
        name = "".join(hamlet_words(row.kind, row.name) for row in connection.execute(chosen))
    gifts = (
        ()
        if hamlet_id
        else tuple(
            gift for gift in reversed(donations.all_donations(connection, year)) if gift.received_on <= day
        )
    )
    return ResourcesFacts(
        _shared(connection, NOTICE, year, day), _helps(connection, year, day, hamlet_id), gifts, name
    )


def reminder(
    connection: Connection,
    year: int,
    day: date,
    *,
    chosen: Sequence[TaskReport] | None = None,
    reply_by: date | None = None,
    wording: Mapping[str, Sequence[str]] | None = None,
) -> ReminderFacts:
    """What is overdue on the day, or the lines chosen; wording: lines typed for this letter only."""
    rows = overdue(task_reports.all_reports(connection, year), day) if chosen is None else chosen
    by = f"trước {full_date(reply_by)}" if reply_by else f"{_BLANK_DAY}{day.year}"
    shared = _shared(connection, REMINDER, year, day, {"han": by}, wording)
    return ReminderFacts(shared, reminders(rows))


def _shared(
    connection: Connection,
    code: str,
    year: int,
    day: date,
    more: Mapping[str, str] | None = None,
    wording: Mapping[str, Sequence[str]] | None = None,
) -> PaperFacts:
    identity = identity_on(commune.identities(connection), day)
    words = {
        "uy_ban": identity.committee,
        "xa": identity.full_name,
        "nam": str(year),
        "ngay": short_date(day),
        "ke_hoach": _plan_words(connection, year, identity.committee),
        **(more or {}),
    }
    text = paper_wording.lines(connection, WORDING, code) | {
        part: tuple(found) for part, found in (wording or {}).items()
    }
    return PaperFacts(
        year,
        day,
        identity,
        commune.default_signer(connection, day),
        paper_wording.filled(text, words),
        settings.is_sample(connection),
    )


def _plan_words(connection: Connection, year: int, committee: str) -> str:
    """The year's plan as later citations name it."""
    key = plans.find(connection, year)
    kept = plans.load(connection, key) if key is not None else None
    if kept is None or not kept.number or kept.signed_on is None:
        return f"kế hoạch giảm nghèo năm {year} của {committee}"
    number = kept.number.zfill(2) if kept.number.isdigit() else kept.number
    return f"Kế hoạch số {number}/{kept.symbol} {full_date(kept.signed_on)} của {committee}"


def _helps(connection: Connection, year: int, day: date, hamlet_id: int | None) -> tuple[ReceivedHelp, ...]:
    left_out = paper_wording.shipped(WORDING, "lists")["left_out"]
    kinds = {item.code: item for item in catalogue_edits.load(connection, "support_kinds")}
    stay = membership.alias()
    present = (
        select(func.max(stay.c.id))
        .where(
            stay.c.person_id == support_event.c.person_id,
            stay.c.valid_from.is_(None) | (stay.c.valid_from <= support_event.c.happened_on),
        )
        .correlate(support_event)
        .scalar_subquery()
    )
    given_on = func.coalesce(support_event.c.finished_on, support_event.c.happened_on)
    home = func.coalesce(support_event.c.household_id, membership.c.household_id)
    place = func.coalesce(support_event.c.hamlet_id, household.c.hamlet_id)
    query = (
        select(
            support_event,
            given_on.label("given_on"),
            person.c.full_name,
            household.c.id.label("home_id"),
            household.c.head_name,
            hamlet.c.kind.label("hamlet_kind"),
            hamlet.c.name.label("hamlet_name"),
            hamlet.c.position,
        )
        .select_from(support_event)
        .join(membership, membership.c.id == present, isouter=True)
        .join(person, person.c.id == support_event.c.person_id, isouter=True)
        .join(household, household.c.id == home, isouter=True)
        .join(hamlet, hamlet.c.id == place, isouter=True)
        .where(
            support_event.c.deleted_at.is_(None),
            support_event.c.subject.in_(["household", "person", "hamlet"]),
            support_event.c.kind.not_in(left_out),
            given_on.between(date(year, 1, 1), day),
        )
    )
    if hamlet_id is not None:
        query = query.where(place == hamlet_id)
    rows = sorted(
        connection.execute(query),
        key=lambda row: (
            row.position if row.position is not None else 10**6,
            row.hamlet_name or "",
            name_sort_key(row.head_name or row.full_name or ""),
            row.home_id or 0,
            row.given_on,
            row.id,
        ),
    )
    return tuple(_help(row, kinds) for row in rows)


def _help(row: Any, kinds: Mapping[str, Any]) -> ReceivedHelp:
    kind = kinds.get(row.kind)
    policy = row.policy or (kind.extra.get("policy", "") if kind else "")
    if policy == "health":
        content = paper_wording.shipped(WORDING, "lists")["health"][0]
    else:
        content = kind.name if kind else name_of("support_kinds", row.kind)
    quantity = "" if row.quantity is None else f"{format_number(row.quantity, at_most=2)} {row.unit}".strip()
    place = hamlet_words(row.hamlet_kind or "", row.hamlet_name or "")
    who = row.full_name or row.head_name or f"Toàn {place or 'thôn'}"
    return ReceivedHelp(
        receiver=who,
        head=row.head_name if row.full_name and row.head_name != row.full_name else "",
        hamlet=place,
        content=content,
        quantity=quantity,
        amount=row.amount,
        source=_source(row.source),
        given_on=row.given_on,
        state=_STATES.get(row.state, ""),
        household=row.home_id,
    )


def _source(kept: str) -> str:
    if kept in set(Source):
        return Source(kept).label
    return kept or UNNAMED
