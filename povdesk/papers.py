"""Puts a paper together: reads what it needs and builds the document; window and commands do it alike."""

from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from povdesk.documents.blocks import Document, Letterhead, Signature
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.plan import AnnualPlan
from povdesk.domain.plan_checks import find_problems
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.plan_findings import Finding
from povdesk.papers_catalogue import Answers, Frame, Paper, Receiver
from povdesk.storage import plan_facts, plans, settings


def plan_with_facts(connection: Connection, year: int, today: date) -> tuple[AnnualPlan, PlanFacts]:
    """The year's plan in its newest version, with the facts behind it as they stand on a day.

    Raises NotPossibleNow when the year has no plan.
    """
    plan_id = plans.find(connection, year)
    if plan_id is None:
        raise NotPossibleNow(
            f"Chưa có kế hoạch năm {year}.", "Mở trang Kế hoạch, văn bản và tạo kế hoạch của năm này."
        )
    plan = plans.load(connection, plan_id)
    return plan, plan_facts.gather(connection, plan, today)


def annual_plan(connection: Connection, year: int, today: date, *, annexes: bool = True) -> Document:
    """The year's plan with its annexes, ready to be drawn as PDF or Word."""
    plan, facts = plan_with_facts(connection, year, today)
    return plan_document(plan, facts, sample=settings.is_sample(connection), annexes=annexes)


def plan_document(plan: AnnualPlan, facts: PlanFacts, *, sample: bool, annexes: bool = True) -> Document:
    """The document of a plan that was read before."""
    from povdesk.documents.annual_plan import build

    return build(plan, facts, sample=sample, annexes=annexes)


def plan_findings(connection: Connection, today: date) -> dict[int, tuple[Finding, ...]]:
    """What contradicts what in the newest version of each year's plan, by year."""
    found = {}
    for year in sorted({summary.year for summary in plans.list_plans(connection)}):
        plan, facts = plan_with_facts(connection, year, today)
        found[year] = find_problems(plan, facts)
    return found


def write_pdf(document: Document, path: Path) -> None:
    """Draw the PDF: under another name, checked, then given its name."""
    from povdesk.documents import pdf

    pdf.write(document, path)


def write_docx(document: Document, path: Path, *, locked: bool = True) -> None:
    """Write the Word file of the same document; locked: head and signature cannot be typed over."""
    from povdesk.documents import docx

    docx.write(document, path, locked=locked)


def form_findings(document: Document) -> tuple[str, ...]:
    """What to look at before a paper is printed: faults of form, acts out of their time, short forms."""
    from povdesk.documents.checks import check, unexplained_abbreviations

    head = next(
        (block for part in document.sections for block in part.blocks if isinstance(block, Letterhead)), None
    )
    day = (head.signed_on or date(head.year, 12, 31)) if head is not None else None
    found = check(document, on=day, acts=plans.legal_acts())
    if head is not None:
        found += unexplained_abbreviations(document)
    return tuple(dict.fromkeys(finding.message for finding in found))


def has_locked_parts(document: Document) -> bool:
    """Whether its Word file has a head or a signature that can be locked."""
    kinds = (Letterhead, Signature)
    return any(isinstance(block, kinds) for part in document.sections for block in part.blocks)


def _plan(connection: Connection, answers: Answers) -> Document:
    return annual_plan(connection, answers.year, answers.today)


PAPERS = (Paper("D01", "Kế hoạch giảm nghèo năm và các phụ lục", Receiver.COMMUNE, Frame.DECREE, _plan),)
