"""Puts the plan's later papers together: the adjusting plan (D33)."""

import tomllib
from datetime import date

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.plan import AnnualPlan
from povdesk.domain.plan_changes import PlanChange, changes
from povdesk.domain.plan_facts import PlanFacts
from povdesk.papers import plan_with_facts
from povdesk.papers_catalogue import Answers, Frame, Paper, Receiver
from povdesk.paths import RESOURCES
from povdesk.storage import plan_versions, settings

WORDING = RESOURCES / "papers" / "annual_plan" / "adjustment.toml"


def plan_changes(connection: Connection, plan: AnnualPlan, facts: PlanFacts) -> tuple[PlanChange, ...]:
    """What a version changes against the issued one before it; empty for a first version."""
    issued = plan_versions.before(connection, plan.id)
    if issued is None:
        return ()
    return changes(issued, plan_versions.values_when_issued(connection, issued.id), plan, facts.values)


def adjustment(connection: Connection, plan: AnnualPlan, facts: PlanFacts) -> Document:
    """D33 of a version that was read before. Raises NotPossibleNow for a first version."""
    from povdesk.documents.plan_adjustment import build

    issued = plan_versions.before(connection, plan.id)
    if issued is None:
        raise NotPossibleNow(
            f"Kế hoạch năm {plan.year} chưa có bản điều chỉnh, bổ sung.",
            "Ban hành kế hoạch trước, rồi chọn “Điều chỉnh, bổ sung…” trên trang Kế hoạch, văn bản.",
        )
    wording = tomllib.loads(WORDING.read_text(encoding="utf-8"))
    found = plan_changes(connection, plan, facts)
    return build(issued, plan, facts, found, wording, sample=settings.is_sample(connection))


def newest_adjustment(connection: Connection, year: int, today: date) -> Document:
    """D33 of the newest version of a year's plan."""
    plan, facts = plan_with_facts(connection, year, today)
    return adjustment(connection, plan, facts)


def _adjustment(connection: Connection, answers: Answers) -> Document:
    return newest_adjustment(connection, answers.year, answers.today)


PAPERS = (Paper("D33", "Kế hoạch điều chỉnh, bổ sung", Receiver.COMMUNE, Frame.DECREE, _adjustment),)
