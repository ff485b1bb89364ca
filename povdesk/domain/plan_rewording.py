"""A plan in newer shipped words where it still has the older ones; what the officer wrote stays."""

import dataclasses

from povdesk.domain.plan import AnnualPlan, PlanRole, PlanSection, Recipient


def reworded(plan: AnnualPlan, old: AnnualPlan, new: AnnualPlan) -> AnnualPlan:
    """The plan as if begun from `new` instead of `old`; passages and roles are matched by their codes."""
    texts = {
        name: getattr(new, name)
        for name in ("title", "subject", "opening", "closing")
        if getattr(plan, name) == getattr(old, name)
    }
    as_shipped = {_bare(role) for role in old.roles}
    own = {role.code: role for role in plan.roles if _bare(role) not in as_shipped}
    roles = [own.pop(role.code, role) for role in new.roles]
    return dataclasses.replace(
        plan,
        **texts,
        bases=new.bases if _texts(plan) == _texts(old) else plan.bases,
        sections=tuple(_section(section, old, new) for section in plan.sections),
        roles=(*roles, *own.values()),
        recipients=new.recipients if _lines(plan) == _lines(old) else plan.recipients,
    )


def _section(section: PlanSection, old: AnnualPlan, new: AnnualPlan) -> PlanSection:
    section = dataclasses.replace(section, parts=tuple(_section(part, old, new) for part in section.parts))
    before, after = old.section(section.code), new.section(section.code)
    if before is None or after is None or (section.heading, section.body) != (before.heading, before.body):
        return section
    return dataclasses.replace(
        section, heading=after.heading, body=after.body, indicator=after.indicator, source=after.source
    )


def _bare(role: PlanRole) -> PlanRole:
    return dataclasses.replace(role, uid="")


def _texts(plan: AnnualPlan) -> list[str]:
    return [basis.text for basis in plan.bases]


def _lines(plan: AnnualPlan) -> list[Recipient]:
    return [Recipient(one.text, one.roles) for one in plan.recipients]
