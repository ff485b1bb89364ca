"""The yearly plans in the database: made from a template or last year's plan, read whole, listed."""

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.legal_acts import LegalAct, read_acts
from povdesk.domain.plan import (
    AnnualPlan,
    FrozenLink,
    LegalBasis,
    PlanRole,
    PlanSection,
    PlanStatus,
    Recipient,
    SectionKind,
)
from povdesk.domain.plan_rewording import reworded
from povdesk.domain.plan_template import DatedName, read_names
from povdesk.paths import RESOURCES
from povdesk.storage import plan_wordings
from povdesk.storage.act import Act
from povdesk.storage.tables import (
    incoming_paper,
    indicator_definition,
    plan,
    plan_basis,
    plan_link,
    plan_recipient,
    plan_role,
    plan_role_lead,
    plan_section,
    signer,
)


@dataclass(frozen=True)
class PlanSummary:
    """A line of the list of plans."""

    id: int
    uid: str
    year: int
    version: int
    status: PlanStatus
    number: str
    signed_on: date | None


@cache
def dated_names() -> tuple[DatedName, ...]:
    """Names in the plan's wording that are right only for a time."""
    return read_names(
        (plan_wordings.TEMPLATES / "names.toml").read_text(encoding="utf-8"), "annual_plan/names"
    )


@cache
def legal_acts() -> tuple[LegalAct, ...]:
    """Acts that papers cite, with the dates that are known of them."""
    return read_acts((RESOURCES / "papers" / "acts.toml").read_text(encoding="utf-8"), "papers/acts")


def list_plans(connection: Connection) -> tuple[PlanSummary, ...]:
    """All plans, the newest year and version first."""
    rows = connection.execute(select(plan).order_by(plan.c.year.desc(), plan.c.version.desc())).mappings()
    return tuple(
        PlanSummary(
            row["id"],
            row["uid"],
            row["year"],
            row["version"],
            PlanStatus(row["status"]),
            row["number"],
            row["signed_on"],
        )
        for row in rows
    )


def find(connection: Connection, year: int) -> int | None:
    """The id of the newest version of a year's plan."""
    return connection.execute(
        select(plan.c.id).where(plan.c.year == year).order_by(plan.c.version.desc()).limit(1)
    ).scalar()


def create_plan(act: Act, year: int, wording: int | None = None) -> int:
    """A new plan in the wording of the year; returns its id. The budget is for its own year only."""
    wording = wording or plan_wordings.wording_year(act.connection, year)
    shipped = plan_wordings.wording(act.connection, wording).plan
    budget = shipped.budget_total if year == shipped.year else None
    act.describe(f"Soạn kế hoạch năm {year} từ mẫu {wording}", "plan")
    return insert(act, dataclasses.replace(shipped, year=year, budget_total=budget))


def new_from_last_year(act: Act, year: int) -> int:
    """A new plan in the wording of the year before; returns its id.

    Years written out in the text are moved on by one; the legal basis is not, since it cites papers of
    their own date. Where the shipped wording has changed since (no district, departments), passages that
    the officer left as shipped take the newer words. Number, date, money and frozen numbers are not taken
    over.
    """
    before = find(act.connection, year - 1)
    if before is None:
        raise NotPossibleNow(f"Chưa có kế hoạch năm {year - 1}.", "Soạn từ mẫu.")
    last = _in_newer_wording(act.connection, load(act.connection, before), year)
    act.describe(f"Soạn kế hoạch năm {year} từ kế hoạch năm {year - 1}", "plan")
    return insert(
        act,
        dataclasses.replace(
            last,
            year=year,
            version=1,
            status=PlanStatus.DRAFTING,
            number="",
            signed_on=None,
            budget_total=None,
            progress_on=None,
            subject=_moved_on(last.subject, last.year),
            opening=_moved_on(last.opening, last.year),
            closing=_moved_on(last.closing, last.year),
            sections=tuple(_section_moved_on(section, last.year) for section in last.sections),
            roles=tuple(
                dataclasses.replace(role, body=_moved_on(role.body, last.year)) for role in last.roles
            ),
            frozen=(),
            note="",
        ),
    )


def load(connection: Connection, plan_id: int) -> AnnualPlan:
    """The whole plan. Raises NotPossibleNow when it is gone."""
    row = (
        connection.execute(
            select(plan, signer.c.uid.label("signer"))
            .join(signer, plan.c.signer_id == signer.c.id, isouter=True)
            .where(plan.c.id == plan_id)
        )
        .mappings()
        .first()
    )
    if row is None:
        raise NotPossibleNow("Kế hoạch này không còn nữa.", "Mở lại danh sách kế hoạch.")
    names = (
        "year", "version", "title", "subject", "opening", "closing", "number", "symbol", "signed_on",
        "authority", "drafter_mark", "budget_total", "progress_on", "note", "uid", "id",
    )  # fmt: skip
    return AnnualPlan(
        **{name: row[name] for name in names},
        status=PlanStatus(row["status"]),
        signer=row["signer"] or "",
        bases=_bases(connection, plan_id),
        sections=_sections(connection, plan_id),
        roles=_roles(connection, plan_id),
        recipients=_recipients(connection, plan_id),
        frozen=_frozen(connection, plan_id),
    )


# --- Reading the parts --------------------------------------------------------------------------


def _bases(connection: Connection, plan_id: int) -> tuple[LegalBasis, ...]:
    rows = connection.execute(
        select(plan_basis, incoming_paper.c.uid.label("incoming_paper"))
        .join(incoming_paper, plan_basis.c.incoming_paper_id == incoming_paper.c.id, isouter=True)
        .where(plan_basis.c.plan_id == plan_id)
        .order_by(plan_basis.c.position, plan_basis.c.id)
    ).mappings()
    return tuple(LegalBasis(row["text"], row["incoming_paper"] or "", row["uid"]) for row in rows)


def _sections(connection: Connection, plan_id: int) -> tuple[PlanSection, ...]:
    rows = connection.execute(
        select(plan_section, indicator_definition.c.code.label("indicator"))
        .join(indicator_definition, plan_section.c.indicator_id == indicator_definition.c.id, isouter=True)
        .where(plan_section.c.plan_id == plan_id)
        .order_by(plan_section.c.position, plan_section.c.id)
    ).mappings()
    below: dict[int | None, list[RowMapping]] = {}
    for row in rows:
        below.setdefault(row["parent_id"], []).append(row)
    return tuple(_section(row, below) for row in below.get(None, []))


def _section(row: RowMapping, below: dict[int | None, list[RowMapping]]) -> PlanSection:
    return PlanSection(
        code=row["code"],
        kind=SectionKind(row["kind"]),
        heading=row["heading"],
        body=row["body"],
        parts=tuple(_section(part, below) for part in below.get(row["id"], [])),
        indicator=row["indicator"] or "",
        source=row["source"],
        uid=row["uid"],
    )


def _roles(connection: Connection, plan_id: int) -> tuple[PlanRole, ...]:
    shares: dict[tuple[int, str], list[str]] = {}
    for share in connection.execute(
        select(plan_role_lead)
        .join(plan_role, plan_role_lead.c.role_id == plan_role.c.id)
        .where(plan_role.c.plan_id == plan_id)
        .order_by(plan_role_lead.c.id)
    ).mappings():
        shares.setdefault((share["role_id"], share["part"]), []).append(share["code"])
    rows = connection.execute(
        select(plan_role).where(plan_role.c.plan_id == plan_id).order_by(plan_role.c.position, plan_role.c.id)
    ).mappings()
    return tuple(
        PlanRole(
            **{name: row[name] for name in ("code", "name", "short_name", "verb", "body", "uid")},
            leads=tuple(shares.get((row["id"], "lead"), ())),
            coordinates=tuple(shares.get((row["id"], "coordinate"), ())),
        )
        for row in rows
    )


def _recipients(connection: Connection, plan_id: int) -> tuple[Recipient, ...]:
    rows = connection.execute(
        select(plan_recipient)
        .where(plan_recipient.c.plan_id == plan_id)
        .order_by(plan_recipient.c.position, plan_recipient.c.id)
    ).mappings()
    return tuple(
        Recipient(row["text"], tuple(code for code in row["role_code"].split(",") if code), row["uid"])
        for row in rows
    )


def _frozen(connection: Connection, plan_id: int) -> tuple[FrozenLink, ...]:
    rows = connection.execute(
        select(plan_link).where(plan_link.c.plan_id == plan_id).order_by(plan_link.c.code)
    ).mappings()
    return tuple(
        FrozenLink(row["code"], row["frozen_value"], row["frozen_reason"], row["frozen_at"] or "")
        for row in rows
    )


# --- Writing a new plan -------------------------------------------------------------------------


def insert(act: Act, wanted: AnnualPlan, previous: int | None = None) -> int:
    """Keep a whole new plan; returns its id. previous: the issued version that it changes.

    Raises InvalidInput when the year has a plan and this is no later version of it.
    """
    if previous is None and find(act.connection, wanted.year) is not None:
        raise InvalidInput(f"Đã có kế hoạch năm {wanted.year}.", "Mở kế hoạch đang có để sửa.")
    if not 2021 <= wanted.year <= 2100:
        raise InvalidInput(f"Năm {wanted.year} không hợp lệ.", "Gõ năm của kế hoạch, ví dụ 2024.")
    names = (
        "year", "title", "subject", "opening", "closing", "symbol", "authority", "budget_total",
        "drafter_mark", "version", "note",
    )  # fmt: skip
    values = {name: getattr(wanted, name) for name in names}
    plan_id = act.insert(plan, {**values, "previous_version_id": previous})
    for place, basis in enumerate(wanted.bases):
        act.insert(plan_basis, {"plan_id": plan_id, "position": place, "text": basis.text})
    insert_sections(act, plan_id, None, wanted.sections)
    for place, role in enumerate(wanted.roles):
        insert_role(act, plan_id, place, role)
    for place, recipient in enumerate(wanted.recipients):
        insert_recipient(act, plan_id, place, recipient)
    return plan_id


def insert_sections(
    act: Act, plan_id: int, parent_id: int | None, sections: Iterable[PlanSection], first: int = 0
) -> None:
    """Add sections with all their parts below a parent; positions count from `first`."""
    for place, section in enumerate(sections, start=first):
        key = act.insert(
            plan_section,
            {
                "plan_id": plan_id,
                "parent_id": parent_id,
                "position": place,
                "kind": section.kind.value,
                "code": section.code,
                "heading": section.heading,
                "body": section.body,
                "source": section.source,
                "indicator_id": _indicator_key(act.connection, section.indicator),
            },
        )
        insert_sections(act, plan_id, key, section.parts)


def insert_role(act: Act, plan_id: int, place: int, role: PlanRole) -> None:
    key = act.insert(plan_role, {"plan_id": plan_id, "position": place, **role_values(role)})
    insert_shares(act, key, role)


def insert_shares(act: Act, role_id: int, role: PlanRole) -> None:
    """What a role leads and where it helps; an IND code is an indicator, the others are projects."""
    for part, codes in (("lead", role.leads), ("coordinate", role.coordinates)):
        for code in codes:
            kind = "indicator" if code.startswith("IND-") else "project"
            act.insert(plan_role_lead, {"role_id": role_id, "kind": kind, "code": code, "part": part})


def role_values(role: PlanRole) -> dict[str, Any]:
    return {name: getattr(role, name) for name in ("code", "name", "short_name", "verb", "body")}


def insert_recipient(act: Act, plan_id: int, place: int, recipient: Recipient) -> None:
    values = {"text": recipient.text, "role_code": ",".join(recipient.roles)}
    act.insert(plan_recipient, {"plan_id": plan_id, "position": place, **values})


def _indicator_key(connection: Connection, code: str) -> int | None:
    if not code:
        return None
    return connection.execute(
        select(indicator_definition.c.id).where(indicator_definition.c.code == code)
    ).scalar()


def _in_newer_wording(connection: Connection, last: AnnualPlan, year: int) -> AnnualPlan:
    source = next((section.source for section in last.walk() if section.source), "")
    written = source.partition("/")[2].partition(":")[0]
    newer = plan_wordings.wording_year(connection, year)
    if not written.isdigit() or int(written) >= newer or plan_wordings.data(connection, int(written)) is None:
        return last
    older = plan_wordings.wording(connection, int(written))
    return reworded(last, older.plan, plan_wordings.wording(connection, newer).plan)


# --- Moving the years on ------------------------------------------------------------------------


def _moved_on(text: str, year: int) -> str:
    """ "năm 2024" -> "năm 2025"; dates (18/8/2022) and periods (2021-2025) stay."""
    return re.sub(rf"\bnăm {year}\b(?!\s*[-–]\s*\d)", f"năm {year + 1}", text)


def _section_moved_on(section: PlanSection, year: int) -> PlanSection:
    return dataclasses.replace(
        section,
        heading=_moved_on(section.heading, year),
        body=_moved_on(section.body, year),
        parts=tuple(_section_moved_on(part, year) for part in section.parts),
    )
