"""What the page shows, fetched in one job; and the acts that write it back."""

import dataclasses
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from povdesk.domain.commune import Signer
from povdesk.domain.plan import AnnualPlan, LinkUse, link_uses
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.plan_findings import Finding


@dataclass(frozen=True)
class PlanLine:
    """A line of the year box."""

    year: int
    version: int = 0
    """0: there is no plan of that year yet."""


@dataclass(frozen=True)
class TextDraft:
    """A half-typed block that was never saved."""

    heading: str
    body: str
    saved_at: datetime


@dataclass(frozen=True)
class PlanState:
    """Everything on the page. plan None: the year has none; has_year_before: it can be made from that one."""

    year: int
    today: date
    years: tuple[PlanLine, ...]
    plan: AnnualPlan | None = None
    facts: PlanFacts | None = None
    findings: tuple[Finding, ...] = ()
    uses: tuple[LinkUse, ...] = ()
    signers: tuple[Signer, ...] = ()
    drafts: dict[str, TextDraft] = field(default_factory=dict)
    has_year_before: bool = False
    template_year: int = 2024
    is_sample: bool = False
    issued_pdf: bytes | None = None
    scans: int = 0

    @property
    def values(self) -> dict[str, str]:
        """What each linked number shows in the text."""
        assert self.plan is not None and self.facts is not None
        return self.plan.values(self.facts.values)

    @property
    def is_frozen(self) -> bool:
        return self.plan is not None and self.plan.status.is_frozen


def read(connection: Any, wanted: int | None, today: date) -> PlanState:
    """The plan of the wanted year, else of the working year; on the database lane."""
    from povdesk.storage import plan_wordings, plans, settings

    summaries = plans.list_plans(connection)
    working = int(settings.get(connection, "working_year", today.year))
    year = wanted or working
    known = {summary.year: summary.version for summary in reversed(summaries)}
    years = sorted({*known, working, year, *([max(known) + 1] if known else [])}, reverse=True)
    bare = PlanState(
        year,
        today,
        tuple(PlanLine(one, known.get(one, 0)) for one in years),
        has_year_before=year - 1 in known,
        template_year=plan_wordings.wording_year(connection, year),
        is_sample=settings.is_sample(connection),
    )
    return _with_plan(connection, bare) if year in known else bare


def _with_plan(connection: Any, bare: PlanState) -> PlanState:
    from povdesk import papers
    from povdesk.domain import plan_checks
    from povdesk.storage import attachments, commune, issued_papers

    plan, facts = papers.plan_with_facts(connection, bare.year, bare.today)
    return dataclasses.replace(
        bare,
        plan=plan,
        facts=facts,
        findings=plan_checks.find_problems(plan, facts),
        uses=link_uses(plan, facts.values),
        signers=commune.signers(connection),
        drafts=_drafts(connection, plan),
        issued_pdf=issued_papers.pdf_of_plan(connection, plan.id) if plan.status.is_frozen else None,
        scans=len(attachments.of(connection, "plan", plan.uid)),
    )


def _drafts(connection: Any, plan: AnnualPlan) -> dict[str, TextDraft]:
    import json

    from povdesk.storage import drafts

    found = {}
    for kept in drafts.kept(connection, drafts.PLAN_TEXT):
        uid, _, code = kept.object_uid.partition("/")
        if uid == plan.uid:
            words = json.loads(kept.payload)
            found[code] = TextDraft(words.get("heading", ""), words.get("body", ""), kept.saved_at)
    return found


def keep_draft(act: Any, plan: AnnualPlan, code: str, heading: str, body: str) -> datetime | None:
    """What is being typed in a block, so that a power cut costs seconds at most; when it was kept."""
    import json

    from povdesk.storage import drafts

    payload = json.dumps({"heading": heading, "body": body}, ensure_ascii=False)
    return drafts.put(act, drafts.PLAN_TEXT, f"{plan.uid}/{code}", payload, title=code)


def drop_draft(act: Any, plan: AnnualPlan, code: str) -> None:
    """The block was saved, or the officer gave the half-typed words up."""
    from povdesk.storage import drafts

    drafts.drop(act, drafts.PLAN_TEXT, f"{plan.uid}/{code}")


def save_details(act: Any, plan_id: int, **changes: Any) -> None:
    """Save some details over what is kept now, so that two screens do not overwrite each other."""
    from povdesk.storage import plan_edits, plans

    kept = plans.load(act.connection, plan_id)
    plan_edits.save_details(act, dataclasses.replace(kept, **changes))
