"""The checks CHK-01…12 on a plan: what contradicts what, in words; no reading is ever chosen here."""

from collections.abc import Iterator

from povdesk.domain import plan_check_figures, plan_check_roles, plan_check_wording
from povdesk.domain.plan import AnnualPlan, contains, link_uses
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.plan_findings import Finding, FindingLevel
from povdesk.domain.plan_imported import check_imported_text
from povdesk.domain.plan_links import link_label
from povdesk.domain.plan_template import KeptWording

__all__ = ["check_imported_text", "find_problems", "open_decisions"]

_MANY = 5
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


def _linked_numbers(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    uses = link_uses(plan, facts.values)
    missing = [use for use in uses if use.is_missing]
    targets = [use for use in missing if use.code.startswith("IND-")]
    if len(targets) > _MANY:
        yield Finding(
            "SO-LIEU",
            FindingLevel.WRONG,
            f"{len(targets)} số liệu của các chỉ tiêu năm {plan.year} chưa có; lời văn đang in dấu “…” ở đó.",
            targets[0].places[0],
            advice="Lấy bộ chỉ tiêu mẫu, hoặc nhập mục tiêu của năm.",
        )
        missing = [use for use in missing if use not in targets]
    for use in missing:
        message = f"{link_label(use.code)} chưa có, lời văn đang in dấu “…”."
        yield Finding("SO-LIEU", FindingLevel.WRONG, message, use.places[0])
    for use in uses:
        if use.has_drifted and not use.is_missing:
            now = use.current or "trống"
            reason = use.frozen.reason if use.frozen else ""
            yield Finding(
                "SO-LIEU",
                FindingLevel.DOUBTFUL,
                f"{link_label(use.code)}: lời văn giữ {use.shown}, sổ nay là {now}. Lý do giữ: {reason}.",
                use.places[0],
                fix="refresh_link",
                subject=use.code,
            )
