"""Adding, moving and deleting sections and roles: what the officer asked for, as Works."""

import dataclasses
from typing import Any

from povdesk.domain.plan import AnnualPlan, PlanRole, PlanSection, SectionKind

from .block_editor import Work


def new_code(plan: AnnualPlan, prefix: str) -> str:
    """A code that nothing in the plan has yet."""
    taken = {section.code for section in plan.walk()} | {role.code for role in plan.roles}
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def adding_section(plan: AnnualPlan, kind: SectionKind, beside: str, place: str) -> tuple[str, Work]:
    """A new empty section after the section `beside`, or as the last one inside it; its code and the Work."""
    code = new_code(plan, "N")
    section = PlanSection(code, kind, heading="Mục mới" if kind is SectionKind.HEADING else "")
    near = plan.section(beside)
    parent = near if place == "inside" else _parent(plan, beside)
    after = near.uid if near is not None and place == "after" else ""

    def work(act: Any) -> None:
        from povdesk.storage import plan_edits

        plan_edits.add_section(
            act, plan.id, section, parent=parent.uid if parent is not None else "", after=after
        )

    return code, work


def moving_section(plan: AnnualPlan, code: str, steps: int) -> Work | None:
    section = plan.section(code)
    if section is None:
        return None

    def work(act: Any) -> None:
        from povdesk.storage import plan_edits

        plan_edits.move_section(act, plan.id, section.uid, steps)

    return work


def deleting_section(plan: AnnualPlan, code: str) -> Work | None:
    section = plan.section(code)
    if section is None:
        return None

    def work(act: Any) -> None:
        from povdesk.storage import plan_edits

        plan_edits.delete_section(act, plan.id, section.uid)

    return work


def adding_role(plan: AnnualPlan, beside: str) -> tuple[str, Work]:
    """A new role after the role `beside`, at the end without one."""
    code = new_code(plan, "R")
    roles = list(plan.roles)
    place = next((number for number, role in enumerate(roles, start=1) if role.code == beside), len(roles))
    roles.insert(place, PlanRole(code, "Đơn vị mới"))
    return code, _saving(plan, roles)


def moving_role(plan: AnnualPlan, code: str, steps: int) -> Work | None:
    roles = list(plan.roles)
    place = next((number for number, role in enumerate(roles) if role.code == code), -1)
    target = place + steps
    if place < 0 or not 0 <= target < len(roles):
        return None
    roles.insert(target, roles.pop(place))
    return _saving(plan, roles)


def deleting_role(plan: AnnualPlan, code: str) -> Work | None:
    role = plan.role(code)
    if role is None:
        return None
    recipients = tuple(
        dataclasses.replace(one, roles=tuple(known for known in one.roles if known != code))
        for one in plan.recipients
    )

    def work(act: Any) -> None:
        from povdesk.storage import plan_edits

        plan_edits.save_roles(act, plan.id, [one for one in plan.roles if one.code != code])
        if recipients != plan.recipients:
            plan_edits.save_recipients(act, plan.id, recipients)

    return work


def _saving(plan: AnnualPlan, roles: list[PlanRole]) -> Work:
    def work(act: Any) -> None:
        from povdesk.storage import plan_edits

        plan_edits.save_roles(act, plan.id, roles)

    return work


def _parent(plan: AnnualPlan, code: str) -> PlanSection | None:
    return next((one for one in plan.walk() if any(part.code == code for part in one.parts)), None)
