"""Reads what the papers about helping families say (D06, D07, D36)."""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from povdesk.domain.assignment_papers import (
    AssignmentFacts,
    ExitFacts,
    LandFacts,
    Office,
    PlanWording,
    WordingPart,
)
from povdesk.domain.commune import identity_on
from povdesk.domain.vietnamese import full_date
from povdesk.paths import RESOURCES
from povdesk.storage import assignment_lists, commune, exit_registrations, land_list, plans, settings

WORDING = RESOURCES / "papers" / "assignment_plan.toml"


def plan(connection: Connection, year: int, day: date, today: date) -> AssignmentFacts:
    """D06 as of a day."""
    office = _office(connection, year, day, today)
    exits = exit_registrations.families(connection, year, day)
    return AssignmentFacts(
        office,
        _plan_wording(office),
        assignment_lists.families(connection, day),
        frozenset(one.family.id for one in exits),
    )


def exits(connection: Connection, year: int, day: date, today: date) -> ExitFacts:
    """D07 as of a day."""
    office = _office(connection, year, day, today)
    title = _words()["exits"]["title"].format(**_places(office))
    return ExitFacts(office, title, exit_registrations.families(connection, year, day))


def land(connection: Connection, year: int, day: date, today: date) -> LandFacts:
    """D36 as of a day."""
    office = _office(connection, year, day, today)
    words = _words()["land"]
    return LandFacts(
        office,
        words["title"].format(**_places(office)),
        words["note"],
        land_list.families(connection, year, day),
        land_list.unanswered(connection, day),
    )


def _office(connection: Connection, year: int, day: date, today: date) -> Office:
    key = plans.find(connection, year)
    kept = plans.load(connection, key) if key is not None else None
    return Office(
        year,
        day,
        today,
        identity_on(commune.identities(connection), day),
        commune.default_signer(connection, day),
        settings.is_sample(connection),
        kept.symbol if kept else "KH-UBND",
        kept.number if kept else "",
        kept.signed_on if kept else None,
    )


def _places(office: Office) -> Mapping[str, str]:
    number = ""
    if office.plan_number and office.plan_signed_on:
        given = office.plan_number.zfill(2) if office.plan_number.isdigit() else office.plan_number
        symbol = "" if "/" in given else f"/{office.plan_symbol}"
        number = f"số {given}{symbol} {full_date(office.plan_signed_on)} "
    commune_name = office.identity.full_name
    basis = (
        f"Kế hoạch {number}của Ủy ban nhân dân (UBND) {commune_name} về thực hiện Chương trình"
        f" mục tiêu quốc gia giảm nghèo bền vững trên địa bàn {commune_name} năm {office.year}"
    )
    return {"xa": commune_name, "nam": str(office.year), "can_cu": basis}


def _plan_wording(office: Office) -> PlanWording:
    words, places = _words()["plan"], _places(office)
    return PlanWording(
        words["subject"].format(**places),
        words["opening"].format(**places),
        words["closing"].format(**places),
        tuple(line.format(**places) for line in words["recipients"]),
        tuple(_part(entry, places) for entry in words["section"]),
    )


def _part(entry: Mapping[str, Any], places: Mapping[str, str]) -> WordingPart:
    body = entry.get("body", "").format(**places)
    return WordingPart(
        entry["heading"],
        tuple(line.strip() for line in body.splitlines() if line.strip()),
        tuple(_part(part, places) for part in entry.get("part", ())),
        bool(entry.get("facts", False)),
    )


def _words() -> dict[str, Any]:
    return tomllib.loads(WORDING.read_text(encoding="utf-8"))
