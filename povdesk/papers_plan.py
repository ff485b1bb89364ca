"""Puts the plan's annexes (D02-D05) and its later papers together: the adjusting plan (D33)."""

from dataclasses import replace
from datetime import date
from functools import partial

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.plan import AnnualPlan
from povdesk.domain.plan_changes import PlanChange, changes
from povdesk.domain.plan_facts import PlanFacts
from povdesk.papers import plan_document, plan_with_facts
from povdesk.papers_catalogue import Answers, Frame, Paper, Receiver
from povdesk.storage import paper_wording, plan_versions, settings


def plan_changes(connection: Connection, plan: AnnualPlan, facts: PlanFacts) -> tuple[PlanChange, ...]:
    """What a version changes against the issued one before it; empty for a first version."""
    issued = plan_versions.before(connection, plan.id)
    if issued is None:
        return ()
    return changes(issued, plan_versions.values_when_issued(connection, issued.id), plan, facts.values)


def adjustment(connection: Connection, plan: AnnualPlan, facts: PlanFacts) -> Document:
    """D33 of a version that was read before. Raises NotPossibleNow for a first version."""
    from povdesk.documents.plan_adjustment import build

    issued = plan_versions.before(connection, plan.id)
    if issued is None:
        raise NotPossibleNow(
            f"Kế hoạch năm {plan.year} chưa có bản điều chỉnh, bổ sung.",
            "Ban hành kế hoạch trước, rồi chọn “Điều chỉnh, bổ sung…” trên trang Kế hoạch, văn bản.",
        )
    wording = paper_wording.lines(connection, paper_wording.file_of("D33"), "D33")
    found = plan_changes(connection, plan, facts)
    return build(issued, plan, facts, found, wording, sample=settings.is_sample(connection))


def newest_adjustment(connection: Connection, year: int, today: date) -> Document:
    """D33 of the newest version of a year's plan."""
    plan, facts = plan_with_facts(connection, year, today)
    return adjustment(connection, plan, facts)


def _adjustment(connection: Connection, answers: Answers) -> Document:
    return newest_adjustment(connection, answers.year, answers.today)


def annex(connection: Connection, year: int, today: date, kind: str) -> Document:
    """D02 to D05: one annex of the year's plan as it stands in it, with its label."""
    from povdesk.documents import plan_annexes, signed

    plan, facts = plan_with_facts(connection, year, today)
    whole = plan_document(plan, facts, sample=settings.is_sample(connection))
    head = signed.letterhead(whole)
    attached = plan_annexes.attached(plan, facts, head) if head else ()
    place = next((number for number, one in enumerate(attached) if one.kind == kind), None)
    if place is None:
        raise NotPossibleNow(
            f"Kế hoạch năm {year} chưa có số liệu cho phụ lục này.", "Mở trang Kế hoạch, văn bản để bổ sung."
        )
    section = whole.sections[len(whole.sections) - len(attached) + place]
    return replace(whole, title=f"{attached[place].label} của {whole.title}", sections=(section,), figures=())


def _annex(kind: str, connection: Connection, answers: Answers) -> Document:
    return annex(connection, answers.year, answers.today, kind)


_ANNEXES = {
    "D02": ("hamlets", "Phụ lục kế hoạch: chỉ tiêu theo thôn"),
    "D03": ("indicators", "Phụ lục kế hoạch: bảng chỉ tiêu"),
    "D04": ("funding", "Phụ lục kế hoạch: kinh phí theo dự án và nguồn"),
    "D05": ("roles", "Phụ lục kế hoạch: phân công nhiệm vụ"),
}

PAPERS = (
    *(
        Paper(code, words, Receiver.COMMUNE, Frame.LIST, partial(_annex, kind), annex_of="D01")
        for code, (kind, words) in _ANNEXES.items()
    ),
    Paper("D33", "Kế hoạch điều chỉnh, bổ sung", Receiver.COMMUNE, Frame.DECREE, _adjustment),
)
