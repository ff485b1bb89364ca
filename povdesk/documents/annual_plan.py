"""D01: the commune's yearly poverty plan, as its People's Committee signs it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from povdesk.domain.plan import AnnualPlan, PlanRole, PlanSection, SectionKind, resolve_links
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.plan_numbers import numbers_in

from . import administrative, numbering, plan_annexes
from .blocks import (
    Block,
    Clause,
    Document,
    Heading,
    Letterhead,
    ListItem,
    Paragraph,
    Point,
    Section,
    Signature,
    Style,
    Title,
)

_END_MARKS = re.compile(r"[\s.;,:/]+$")


def build(plan: AnnualPlan, facts: PlanFacts, *, sample: bool, annexes: bool = True) -> Document:
    """The plan with its annexes; number and date stay blank until it is issued."""
    head = letterhead(plan, facts)
    attached = plan_annexes.attached(plan, facts, head) if annexes else ()
    paper = _Paper(plan, facts, {annex.kind: annex.label for annex in attached})
    main = Section(
        (
            head,
            Title(plan.title, paper.words(plan.subject)),
            *(Paragraph(paper.words(basis.text), Style.LEGAL_BASIS) for basis in plan.bases),
            Paragraph(paper.words(plan.opening)),
            *(block for section in plan.sections for block in paper.blocks(section, depth=0)),
            Paragraph(paper.words(plan.closing)),
            signature(plan, facts),
        )
    )
    return numbering.number(
        Document(
            title=f"Kế hoạch giảm nghèo năm {plan.year} của {facts.identity.full_name}",
            sections=(main, *(annex.section for annex in attached)),
            sample=sample,
            author=facts.identity.committee,
            figures=numbers_in(plan, facts),
        )
    )


def letterhead(plan: AnnualPlan, facts: PlanFacts) -> Letterhead:
    """Ô 1-4 with the commune's names on the paper's date."""
    return Letterhead(
        agency=facts.identity.agency_lines,
        symbol=plan.symbol,
        place=facts.identity.place,
        year=plan.year,
        number=plan.number or None,
        signed_on=plan.signed_on,
    )


def signature(plan: AnnualPlan, facts: PlanFacts) -> Signature:
    """Nơi nhận and signature: on behalf of the committee, or the chairman's own power without TM."""
    values = plan.values(facts.values)
    signer = facts.signer
    deputy = signer is not None and signer.is_deputy
    name = signer.full_name if signer else ""
    unit = facts.identity.drafting_unit
    if plan.authority == "TM.":
        authority = administrative.committee_authority(deputy=deputy)
    else:
        authority = administrative.chairman_authority(deputy=deputy)
    return Signature(
        authority,
        name,
        recipients=tuple(resolve_links(recipient.text, values) for recipient in plan.recipients),
        filed=f"VT, {unit}" if unit else "VT",
        drafter_mark=plan.drafter_mark,
    )


@dataclass(frozen=True)
class _Paper:
    """The plan on its way to blocks; annexes: printed label by kind."""

    plan: AnnualPlan
    facts: PlanFacts
    annexes: dict[str, str]

    def words(self, text: str) -> str:
        return resolve_links(text, self.plan.values(self.facts.values))

    def blocks(self, section: PlanSection, depth: int) -> Iterator[Block]:
        """A section and its parts; the numbers come later, from the depth."""
        heading, lines = self.words(section.heading), self.words(section.body).splitlines()
        match section.kind:
            case SectionKind.HEADING:
                yield _titled(heading, depth)
                yield from _body(lines)
            case SectionKind.TARGETS:
                yield _titled(heading, depth)
                yield from self._targets_reference()
                yield from _body(lines)
            case SectionKind.ROLES:
                yield _titled(heading, depth)
                yield from self._roles_reference()
                yield from _body(lines)
                for role in self.plan.roles:
                    yield from self._role(role)
            case SectionKind.FUNDING:
                yield from _numbered(heading, self._with_funding_reference(lines), depth)
            case SectionKind.POINT:
                yield from _numbered(heading, lines, depth)
            case SectionKind.TEXT:
                yield from _body(lines)
        inner = depth if section.kind is SectionKind.TEXT else depth + 1
        for part in section.parts:
            yield from self.blocks(part, inner)

    def _role(self, role: PlanRole) -> Iterator[Block]:
        lines = self.words(role.body).splitlines()
        name = f"{role.verb} {role.name}".strip()
        if role.is_one_sentence:
            yield Clause(f"{name} {lines[0]}")
            yield from _body(lines[1:])
            return
        explained = f", sau đây viết tắt là {role.short_name}" if role.short_name else ""
        yield Heading(2, f"{name}{explained}")
        yield from _body(lines)

    def _targets_reference(self) -> Iterator[Block]:
        hamlets, table = self.annexes.get(plan_annexes.HAMLETS), self.annexes.get(plan_annexes.INDICATORS)
        parts = []
        if hamlets:
            parts.append(f"chỉ tiêu giao cho từng thôn tại {hamlets}")
        if table:
            parts.append(f"bảng tổng hợp các chỉ tiêu tại {table}")
        if parts:
            sentence = ", ".join(parts)
            yield Paragraph(f"{sentence[:1].upper()}{sentence[1:]} kèm theo Kế hoạch này; cụ thể như sau:")

    def _roles_reference(self) -> Iterator[Block]:
        if label := self.annexes.get(plan_annexes.ROLES):
            yield Paragraph(
                f"Phân công chủ trì, phối hợp thực hiện các dự án và chỉ tiêu tại {label} "
                "kèm theo Kế hoạch này; nhiệm vụ cụ thể như sau:"
            )

    def _with_funding_reference(self, lines: list[str]) -> list[str]:
        label = self.annexes.get(plan_annexes.FUNDING)
        if not label or not lines:
            return lines
        first = _END_MARKS.sub("", lines[0])
        return [f"{first} (chi tiết tại {label} kèm theo Kế hoạch này)", *lines[1:]]


def _titled(heading: str, depth: int) -> Heading:
    return Heading(depth + 1, heading.upper() if depth == 0 else heading)


def _numbered(heading: str, lines: list[str], depth: int) -> Iterator[Block]:
    """An entry with a number but no title line; its heading leads the first line."""
    first, rest = (lines[0], lines[1:]) if lines else ("", [])
    text = f"{heading}: {first}" if heading and first else heading or first
    if depth == 0:
        yield _titled(text, depth)
    elif depth == 1:
        yield Clause(text)
    else:
        yield Point(text)
    yield from _body(rest)


def _body(lines: list[str]) -> Iterator[Block]:
    for line in lines:
        text = line.strip()
        if text.startswith("- "):
            yield ListItem(1, text[2:].strip())
        elif text.startswith("+ "):
            yield ListItem(2, text[2:].strip())
        elif text:
            yield Paragraph(text)
