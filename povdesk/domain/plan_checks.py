"""The checks CHK-01…12 on a plan: what contradicts what, in words; no reading is ever chosen here."""

from povdesk.domain import plan_check_figures, plan_check_roles, plan_check_wording
from povdesk.domain.plan import AnnualPlan, contains, link_uses
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.plan_findings import Finding, FindingLevel
from povdesk.domain.plan_imported import check_imported_text
from povdesk.domain.plan_links import link_label
from povdesk.domain.plan_template import KeptWording

__all__ = ["check_imported_text", "find_problems", "open_decisions"]

_ORDER = {level: place for place, level in enumerate(FindingLevel)}


def find_problems(plan: AnnualPlan, facts: PlanFacts) -> tuple[Finding, ...]:
    """Everything to look at before the plan is signed, the gravest first, then by check."""
    findings = [
        *plan_check_wording.find_problems(plan, facts),
        *plan_check_figures.find_problems(plan, facts),
        *plan_check_roles.find_problems(plan, facts),
        *_linked_numbers(plan, facts),
        *(
            Finding(kept.code, FindingLevel.OPEN, kept.message, kept.where, advice=kept.decision)
            for kept in open_decisions(plan, facts)
        ),
    ]
    return tuple(sorted(findings, key=lambda finding: (_ORDER[finding.level], finding.code)))


def open_decisions(plan: AnnualPlan, facts: PlanFacts) -> tuple[KeptWording, ...]:
    """Doubtful passages of the shipped wording that still stand in the plan."""
    return tuple(kept for kept in facts.kept if contains(plan, kept.where, kept.still_there))


def _linked_numbers(plan: AnnualPlan, facts: PlanFacts) -> list[Finding]:
    findings = []
    for use in link_uses(plan, facts.values):
        where = use.places[0]
        if use.is_missing:
            message = f"{link_label(use.code)} chưa có, lời văn đang in dấu “…”."
            findings.append(Finding("SO-LIEU", FindingLevel.WRONG, message, where))
        elif use.has_drifted:
            now = use.current or "trống"
            reason = use.frozen.reason if use.frozen else ""
            message = (
                f"{link_label(use.code)}: lời văn giữ {use.shown}, sổ nay là {now}. Lý do giữ: {reason}."
            )
            findings.append(
                Finding(
                    "SO-LIEU", FindingLevel.DOUBTFUL, message, where, fix="refresh_link", subject=use.code
                )
            )
    return findings
