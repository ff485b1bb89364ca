"""CHK-07: all projects and indicators are led, all who have tasks get the paper, the Front is asked."""

import re
from collections.abc import Iterator

from povdesk.domain.plan import AnnualPlan, resolve_links
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.plan_findings import Finding, FindingLevel

_REPORTS_TO = re.compile(r"\bbáo cáo (UBND|Ủy ban nhân dân) (huyện|tỉnh)")
_ORDERS = re.compile(r"\b(giao|yêu cầu)\b[^.;]*(Mặt trận|tổ chức chính trị - xã hội)", re.IGNORECASE)


def find_problems(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    yield from _projects(plan, facts)
    yield from _indicators(plan, facts)
    yield from _recipients(plan, facts)
    yield from _the_front(plan, facts)


def _projects(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    leads = tuple(code for role in plan.roles for code in role.leads)
    parents = {project.parent for project in facts.projects if project.parent}
    for project in facts.projects:
        if project.code in parents or facts.is_led_by(leads, project.code):
            continue
        helpers = [role.name for role in plan.roles if project.code in role.coordinates]
        if helpers:
            message = f"{project.called} chỉ được giao phối hợp ({'; '.join(helpers)}), chưa ai chủ trì ở xã."
        else:
            message = f"{project.called} ({project.name}) chưa giao cho ai trong phần tổ chức thực hiện."
            measured = [
                one.definition.name for one in facts.figures if project.code in one.definition.projects
            ]
            if measured:
                message += f" Kế hoạch có chỉ tiêu “{measured[0]}”."
        yield Finding(
            "CHK-07", FindingLevel.DOUBTFUL, message, _roles_section(plan), advice="Giao một vai chủ trì."
        )


def _indicators(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    leads = {code for role in plan.roles for code in role.leads}
    for place, figure in enumerate(facts.figures, start=1):
        if figure.code not in leads:
            message = f"Chỉ tiêu {place} “{figure.definition.name}” chưa có vai nào chủ trì."
            yield Finding(
                "CHK-07", FindingLevel.DOUBTFUL, message, figure.code, advice="Giao một vai chủ trì."
            )


def _recipients(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    values = plan.values(facts.values)
    lines = [resolve_links(recipient.text, values).casefold() for recipient in plan.recipients]
    reached = {code for recipient in plan.recipients for code in recipient.roles}
    for role in plan.roles:
        if role.code not in reached and not any(role.name.casefold() in line for line in lines):
            yield Finding(
                "CHK-07",
                FindingLevel.DOUBTFUL,
                f"{role.name} có nhiệm vụ ở phần tổ chức thực hiện nhưng không có trong nơi nhận.",
                "recipients",
                fix="add_recipient",
                subject=role.code,
            )
    for role in plan.roles:
        if found := _REPORTS_TO.search(resolve_links(role.body, values)):
            level = found[2]
            if not any(f"ubnd {level}" in line or f"ủy ban nhân dân {level}" in line for line in lines):
                yield Finding(
                    "CHK-07",
                    FindingLevel.DOUBTFUL,
                    f"Phần tổ chức thực hiện yêu cầu báo cáo UBND {level} "
                    f"nhưng UBND {level} không có trong nơi nhận.",
                    "recipients",
                    fix="add_recipient",
                    subject=f"UBND {level} (b/c)",
                )
                return


def _the_front(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    for role in plan.roles:
        if "Mặt trận" in role.name and role.verb.casefold() != "đề nghị":
            message = f"{role.name} không thuộc quyền giao việc của UBND; lời văn phải là “Đề nghị”."
            yield Finding("CHK-07", FindingLevel.WRONG, message, role.code)
    if _ORDERS.search(resolve_links(plan.closing, plan.values(facts.values))):
        message = "Đoạn kết giao việc hoặc yêu cầu Mặt trận, tổ chức chính trị - xã hội; phải là “đề nghị”."
        yield Finding("CHK-07", FindingLevel.WRONG, message, "closing")


def _roles_section(plan: AnnualPlan) -> str:
    return next((section.code for section in plan.walk() if section.kind == "roles"), "")
