"""Reads what the papers about helping families say (D06, D07, D36)."""

from collections.abc import Mapping
from datetime import date

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
from povdesk.storage import (
    assignment_lists,
    commune,
    exit_registrations,
    land_list,
    paper_wording,
    plans,
    settings,
)

WORDING = "assignment_plan.toml"


def plan(connection: Connection, year: int, day: date, today: date) -> AssignmentFacts:
    """D06 as of a day."""
    office = _office(connection, year, day, today)
    exits = exit_registrations.families(connection, year, day)
    return AssignmentFacts(
        office,
        _plan_wording(_words(connection, "D06", office)),
        assignment_lists.families(connection, day),
        frozenset(one.family.id for one in exits),
    )


def exits(connection: Connection, year: int, day: date, today: date) -> ExitFacts:
    """D07 as of a day."""
    office = _office(connection, year, day, today)
    title = _words(connection, "D07", office)["title"]
    return ExitFacts(office, "\n".join(title), exit_registrations.families(connection, year, day))


def land(connection: Connection, year: int, day: date, today: date) -> LandFacts:
    """D36 as of a day."""
    office = _office(connection, year, day, today)
    words = _words(connection, "D36", office)
    return LandFacts(
        office,
        "\n".join(words["title"]),
        " ".join(words["note"]),
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


def _plan_wording(words: Mapping[str, tuple[str, ...]]) -> PlanWording:
    def points(name: str) -> tuple[str, ...]:
        return tuple(f"- {line}" for line in words[name])

    return PlanWording(
        words["subject"][0],
        words["opening"],
        words["closing"],
        words["recipients"],
        (
            WordingPart(
                "MỤC ĐÍCH, YÊU CẦU",
                parts=(
                    WordingPart("Mục đích", points("purpose")),
                    WordingPart("Yêu cầu", points("requirements")),
                ),
            ),
            WordingPart("NỘI DUNG PHÂN CÔNG", with_facts=True),
            WordingPart("NHIỆM VỤ CỦA NGƯỜI ĐƯỢC PHÂN CÔNG", points("tasks")),
            WordingPart("THỜI GIAN THỰC HIỆN", words["period"]),
            WordingPart("TỔ CHỨC THỰC HIỆN", points("roles")),
        ),
    )


def _words(connection: Connection, code: str, office: Office) -> dict[str, tuple[str, ...]]:
    return paper_wording.filled(paper_wording.lines(connection, WORDING, code), _places(office))
