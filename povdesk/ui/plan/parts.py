"""Adding, moving and deleting sections and roles: what the officer asked for, as Works."""

import dataclasses
from collections.abc import Callable
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

    def added(roles: list[PlanRole]) -> list[PlanRole]:
        place = next(
            (number for number, role in enumerate(roles, start=1) if role.code == beside), len(roles)
        )
        return [*roles[:place], PlanRole(code, "Đơn vị mới"), *roles[place:]]

    return code, _changing_roles(plan, added)


def moving_role(plan: AnnualPlan, code: str, steps: int) -> Work | None:
    if plan.role(code) is None:
        return None

    def moved(roles: list[PlanRole]) -> list[PlanRole]:
        place = next(number for number, role in enumerate(roles) if role.code == code)
        target = max(0, min(len(roles) - 1, place + steps))
        rest = [role for role in roles if role.code != code]
        return [*rest[:target], roles[place], *rest[target:]]

    return _changing_roles(plan, moved)


def deleting_role(plan: AnnualPlan, code: str) -> Work | None:
    if plan.role(code) is None:
        return None

    def work(act: Any) -> None:
        from povdesk.storage import plan_edits, plans

        kept = plans.load(act.connection, plan.id)
        plan_edits.save_roles(act, plan.id, [one for one in kept.roles if one.code != code])
        recipients = tuple(
            dataclasses.replace(one, roles=tuple(known for known in one.roles if known != code))
            for one in kept.recipients
        )
        if recipients != kept.recipients:
            plan_edits.save_recipients(act, plan.id, recipients)

    return work


def _changing_roles(plan: AnnualPlan, change: Callable[[list[PlanRole]], list[PlanRole]]) -> Work:
    """The list as it is kept when the act runs: words that were saved a moment ago stay."""

    def work(act: Any) -> None:
        from povdesk.storage import plan_edits, plans

        kept = plans.load(act.connection, plan.id)
        plan_edits.save_roles(act, plan.id, change(list(kept.roles)))

    return work


def _parent(plan: AnnualPlan, code: str) -> PlanSection | None:
    return next((one for one in plan.walk() if any(part.code == code for part in one.parts)), None)
