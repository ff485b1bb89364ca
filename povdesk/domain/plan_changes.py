"""What a new version of a plan changes against the one that was issued, passage by passage."""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from povdesk.domain.plan import AnnualPlan, PlanSection, place_label, resolve_links


class ChangeKind(enum.StrEnum):
    """What happened to a passage."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        return {"changed": "Sửa đổi", "added": "Bổ sung", "removed": "Bãi bỏ"}[self.value]


@dataclass(frozen=True)
class PlanChange:
    """One passage. where: code of a section or role, or the name of a block; place: the same in words.

    before, after: the whole text with its numbers in place; empty where the passage was not there.
    """

    kind: ChangeKind
    where: str
    place: str
    before: str
    after: str


def changes(
    before: AnnualPlan,
    before_values: Mapping[str, str],
    after: AnnualPlan,
    after_values: Mapping[str, str],
) -> tuple[PlanChange, ...]:
    """All differences in reading order of the new version, removed passages last.

    The values are those that each version shows, so that a new number in the same words is a change too.
    """
    old = dict(_passages(before, before_values))
    new = dict(_passages(after, after_values))
    found = []
    for where, text in new.items():
        if where not in old:
            found.append(PlanChange(ChangeKind.ADDED, where, place_label(after, where), "", text))
        elif old[where] != text:
            found.append(PlanChange(ChangeKind.CHANGED, where, place_label(after, where), old[where], text))
    for where, text in old.items():
        if where not in new:
            found.append(PlanChange(ChangeKind.REMOVED, where, place_label(before, where), text, ""))
    return tuple(found)


def _passages(plan: AnnualPlan, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    shown = plan.values(values)

    def words(*texts: str) -> str:
        return "\n".join(resolve_links(text, shown).strip() for text in texts if text.strip())

    yield "title", words(plan.title, plan.subject)
    yield "basis", words(*(basis.text for basis in plan.bases))
    yield "opening", words(plan.opening)
    for section in plan.walk():
        if text := words(section.heading, section.body):
            yield section.code, text
    for role in plan.roles:
        yield role.code, words(f"{role.verb} {role.name}", role.body)
    yield "closing", words(plan.closing)
    yield "recipients", words(*(recipient.text for recipient in plan.recipients))
    if plan.budget_total is not None:
        yield "funding", f"{plan.budget_total:,} đồng".replace(",", ".")


def heading_above(plan: AnnualPlan, code: str) -> str:
    """The title of the part that a passage stands in; "" for a part itself and for blocks."""

    def look(sections: tuple[PlanSection, ...], above: str) -> str | None:
        for section in sections:
            if section.code == code:
                return above
            if (found := look(section.parts, section.heading or above)) is not None:
                return found
        return None

    return look(plan.sections, "") or ""
