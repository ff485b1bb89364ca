"""D33: the plan that adjusts an issued one: why, what stood there, what stands there now."""

from collections.abc import Sequence

from povdesk.domain.plan import AnnualPlan, resolve_links
from povdesk.domain.plan_changes import ChangeKind, PlanChange, heading_above
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.vietnamese import short_date
from povdesk.domain.wording import Lines, filled

from . import numbering, plan_annexes
from .annual_plan import letterhead, signature
from .blocks import (
    Align,
    Block,
    Column,
    Document,
    HeaderCell,
    Heading,
    ListItem,
    Paragraph,
    Section,
    Style,
    Table,
    Title,
)

_COLUMNS = (
    ("TT", 10, Align.CENTRE),
    ("Nội dung", 35, Align.LEFT),
    ("Kế hoạch đã ban hành", 60, Align.LEFT),
    ("Điều chỉnh, bổ sung thành", 60, Align.LEFT),
)


def build(
    issued: AnnualPlan,
    plan: AnnualPlan,
    facts: PlanFacts,
    found: Sequence[PlanChange],
    wording: Lines,
    *,
    sample: bool,
) -> Document:
    """The adjusting paper with the annexes of the new version. found: what differs, in reading order."""
    named = {
        "xa": facts.identity.full_name,
        "nam": str(plan.year),
        "so": _called(issued),
    }
    head = letterhead(plan, facts)
    values = plan.values(facts.values)
    says = filled(wording, named)
    annexes = plan_annexes.attached(plan, facts, head)
    blocks: list[Block] = [
        head,
        Title("KẾ HOẠCH", says["subject"][0]),
        *(Paragraph(resolve_links(basis.text, values), Style.LEGAL_BASIS) for basis in plan.bases),
        *(Paragraph(line) for line in says["opening"]),
        Heading(1, says["heading_reason"][0].upper()),
        *(Paragraph(line) for line in plan.note.splitlines()),
        Heading(1, says["heading_content"][0].upper()),
        *_content(issued, plan, found),
        *_attached(annexes),
        Heading(1, says["heading_execution"][0].upper()),
        *(Paragraph(line) for line in (*says["unchanged"], *says["closing"])),
        signature(plan, facts),
    ]
    return numbering.number(
        Document(
            title=f"Kế hoạch điều chỉnh, bổ sung năm {plan.year} của {facts.identity.full_name}",
            sections=(Section(tuple(blocks)), *(annex.section for annex in annexes)),
            sample=sample,
            author=facts.identity.committee,
        )
    )


def _called(issued: AnnualPlan) -> str:
    number = issued.number.zfill(2) if issued.number.isdigit() else issued.number or "…"
    day = f" ngày {short_date(issued.signed_on)}" if issued.signed_on else ""
    return f"{number}/{issued.symbol}{day}"


def _content(issued: AnnualPlan, plan: AnnualPlan, found: Sequence[PlanChange]) -> list[Block]:
    if not found:
        return [Paragraph("Không có nội dung nào thay đổi so với Kế hoạch đã ban hành.")]
    rows = tuple(
        (str(place), _where(issued, plan, one), one.before or "(chưa có)", one.after or "(bãi bỏ)")
        for place, one in enumerate(found, start=1)
    )
    return [
        Paragraph("Các nội dung điều chỉnh, bổ sung nêu trong bảng sau:"),
        Table(
            columns=tuple(Column(width, align) for _title, width, align in _COLUMNS),
            header=(tuple(HeaderCell(title) for title, _width, _align in _COLUMNS),),
            rows=rows,
        ),
    ]


def _where(issued: AnnualPlan, plan: AnnualPlan, one: PlanChange) -> str:
    holder = issued if one.kind is ChangeKind.REMOVED else plan
    above = heading_above(holder, one.where)
    place = one.place[:1].upper() + one.place[1:]
    return f"{one.kind.label}: {place}" + (f" (mục {above})" if above and above not in place else "")


def _attached(annexes: Sequence[plan_annexes.Annex]) -> list[Block]:
    if not annexes:
        return []
    labels = ", ".join(annex.label for annex in annexes)
    return [ListItem(1, f"Các phụ lục kèm theo thay cho phụ lục của Kế hoạch đã ban hành: {labels}")]
