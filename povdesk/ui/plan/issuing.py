"""Ban hành: draw the paper with its number, date and signer, keep that very file, and fix the text."""

import dataclasses
import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.documents.blocks import Document
from povdesk.domain.plan import AnnualPlan
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.plan_numbers import numbers_in

from ..desk import Desk
from .reading import PlanState


def issue(
    owner: QWidget,
    desk: Desk,
    state: PlanState,
    number: str,
    signed_on: date,
    signer: str,
    write: Callable[[Callable[[Any], None]], None],
) -> None:
    """Three jobs in a row: read as of the signing, draw the file, and write all of it as one act."""
    assert state.plan is not None
    signed = dataclasses.replace(
        state.plan,
        number=number,
        signed_on=signed_on,
        signer=signer,
        progress_on=state.plan.progress_day(state.today, signed_on),
    )

    def read(connection: Any) -> tuple[PlanFacts, Document]:
        from povdesk import papers, papers_plan
        from povdesk.storage import issued_papers, plan_facts

        # Said before the file is drawn; said again when it is kept.
        issued_papers.refuse_used(connection, number, signed.symbol, signed_on)
        facts = plan_facts.gather(connection, signed, state.today)
        if signed.version > 1:
            # What is signed of a later version is what it changes, not the whole plan again.
            return facts, papers_plan.adjustment(connection, signed, facts)
        return facts, papers.plan_document(signed, facts, sample=state.is_sample)

    def draw(found: tuple[PlanFacts, Document]) -> None:
        facts, document = found
        desk.worker.run(
            owner,
            lambda _p, _c: _pdf(document),
            lambda pdf: write(_keeping(signed, facts, pdf)),
            text="Dựng bản ban hành",
        )

    desk.worker.read(owner, read, draw)


def _keeping(signed: AnnualPlan, facts: PlanFacts, pdf: bytes) -> Callable[[Any], None]:
    def work(act: Any) -> None:
        from povdesk.storage import plan_edits

        assert signed.signed_on is not None
        plan_edits.issue(
            act,
            signed.id,
            number=signed.number,
            signed_on=signed.signed_on,
            signer_uid=signed.signer,
            current=facts.values,
            pdf=pdf,
            sha256=hashlib.sha256(pdf).hexdigest(),
            figures=numbers_in(signed, facts),
        )

    return work


def _pdf(document: Document) -> bytes:
    from povdesk.documents import pdf

    return pdf.drawn(document)
