"""Puts the progress report together, from a frozen period alone; an open period gives a draft."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.documents.progress_report import Signing
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.paper_number import number_of
from povdesk.domain.period import Period, PeriodContent
from povdesk.papers_catalogue import Answers, Ask, Frame, Paper, Receiver
from povdesk.storage import issued_papers, number_sources, period_freezing, periods
from povdesk.storage.act import Act

KIND = "bao-cao-tien-do"


def content_of(connection: Connection, period_id: int) -> tuple[Period, PeriodContent]:
    """A period with what it says: as frozen, or as the register stands while it is open."""
    period = periods.get(connection, period_id)
    if period.is_frozen:
        return period, period_freezing.content(connection, period_id)
    return period, period_freezing.gather(connection, period)


def progress_report(connection: Connection, period_id: int) -> Document:
    """D21 of a period, without number and date."""
    return document(*content_of(connection, period_id))


def document(period: Period, content: PeriodContent, signing: Signing | None = None) -> Document:
    """The report of a period that was read before."""
    from povdesk.documents.progress_report import build

    kept = period.id if period.is_frozen else None
    figures = [replace(one, period_id=kept) for one in period_freezing.linked_figures(content.dashboard)]
    return build(period, content, figures=figures, signing=signing)


def refuse_second(connection: Connection, period_id: int) -> None:
    """A period has one report: raises NotPossibleNow when it was issued and still counts."""
    reported = issued_papers.report_of_period(connection, period_id)
    if reported:
        raise NotPossibleNow(
            f"Kỳ này đã ban hành báo cáo số {reported}.",
            "Mỗi kỳ ban hành một báo cáo. Nếu báo cáo đó sai hoặc chưa gửi: ghi hủy ở thẻ "
            "Văn bản đã ban hành, rồi ban hành lại với số mới.",
        )


def refuse_used(connection: Connection, number: str, signed_on: date) -> None:
    """InvalidInput: another report has that number."""
    from povdesk.documents.progress_report import SYMBOL

    issued_papers.refuse_used(connection, number, SYMBOL, signed_on)


def record(act: Act, period: Period, content: PeriodContent, signing: Signing, pdf: bytes) -> int:
    """Enter the signed report in the register of issued papers, with the lists behind its numbers."""
    from povdesk.documents.progress_report import SYMBOL

    assert period.id is not None
    if not period.is_frozen:
        raise NotPossibleNow("Kỳ này chưa chốt nên chưa ban hành báo cáo được.", "Chốt số liệu trước.")
    refuse_second(act.connection, period.id)
    number = number_of(signing.number)
    signed_on = signing.signed_on
    if signed_on is None:
        raise InvalidInput("Chưa nhập ngày ký.", "Gõ ngày ký, ví dụ 05/07/2024.")
    refuse_used(act.connection, number, signed_on)
    act.describe(f"Ban hành báo cáo {period.called}", "reporting_period", period.uid)
    issued_papers.note_on_cancelled(act, period.id, f"thay bằng số {number}/{SYMBOL}")
    figures = period_freezing.linked_figures(content.dashboard)
    kept = period_freezing.kept_lists(act.connection, period.id)
    signer = signing.signer or content.signer
    return issued_papers.record(
        act,
        {
            "kind": KIND,
            "year": signed_on.year,
            "number": number,
            "symbol": SYMBOL,
            "signed_on": signed_on,
            "signer_name": signer.full_name if signer else "",
            "signer_post": f"{signer.acting_for} {signer.post}".strip() if signer else "",
            "subject": content.wording["subject"][0].replace("\n", " "),
            "period_id": period.id,
            "pdf": pdf,
            **number_sources.kept_lists(figures, {one.key: kept.get(one.code, {}) for one in figures}),
        },
    )


def _report(connection: Connection, answers: Answers) -> Document:
    assert answers.period_id is not None
    return progress_report(connection, answers.period_id)


PAPERS = (
    Paper(
        "D21",
        "Báo cáo tiến độ 6 tháng, 9 tháng, năm",
        Receiver.ABOVE,
        Frame.DECREE,
        _report,
        asks=(Ask.PERIOD,),
    ),
)
