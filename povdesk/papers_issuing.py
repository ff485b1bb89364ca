"""Issuing a paper: the number the clerk gave is put in, the very file is kept, its numbers with it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from povdesk import papers_catalogue, papers_results
from povdesk.documents.blocks import Document
from povdesk.domain.commune import Signer
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.paper_number import number_of
from povdesk.domain.vietnamese import short_date
from povdesk.papers_catalogue import Answers, Frame, Paper
from povdesk.storage import commune, issued_papers, number_sources, recognition
from povdesk.storage.act import Act
from povdesk.storage.tables import decision, issued_paper

ELSEWHERE = {
    "D01": "Kế hoạch ban hành ở trang Kế hoạch, văn bản.",
    "D33": "Kế hoạch điều chỉnh ban hành ở trang Kế hoạch, văn bản.",
    "D21": "Báo cáo tiến độ ban hành ở trang Kỳ báo cáo.",
    "D27": "Giấy xác nhận ghi số ở trang Tiếp nhận đề nghị.",
}
"""Papers of the decree's frame that have a way of their own into the register."""

DECISION = "D18"


@dataclass(frozen=True)
class Prepared:
    """A paper with its number, ready to be drawn and kept."""

    code: str
    answers: Answers
    document: Document
    number: str
    symbol: str
    signed_on: date
    signer: Signer | None


def may_be_issued(paper: Paper) -> bool:
    """Only papers of the decree's frame have a number; some are issued on a page of their own."""
    return paper.frame is Frame.DECREE and paper.code not in ELSEWHERE


def known_number(connection: Connection, code: str, answers: Answers) -> tuple[str, date | None]:
    """The number and date that were entered elsewhere: of a round's decision at its recognition."""
    if code != DECISION or answers.round_id is None:
        return "", None
    given = recognition.of_round(connection, answers.round_id)
    return (given.number.partition("/")[0], given.signed_on) if given else ("", None)


def prepare(
    connection: Connection,
    code: str,
    answers: Answers,
    *,
    number: str,
    signed_on: date,
    signer_uid: str = "",
) -> Prepared:
    """The paper as it was signed. InvalidInput: no number, a later day, a number that is used already."""
    from povdesk.documents import signed

    paper = papers_catalogue.find(code)
    if not may_be_issued(paper):
        raise NotPossibleNow(
            f"“{paper.title}” không ghi số ở đây.",
            ELSEWHERE.get(paper.code, "Văn bản này không có số, ký hiệu."),
        )
    if answers.blank:
        raise NotPossibleNow("Mẫu trống không ghi số.", "Bỏ dấu “Mẫu trống để điền tay”.")
    number = number_of(number)
    if signed_on > answers.today:
        raise InvalidInput(f"Ngày {short_date(signed_on)} ở sau hôm nay.", "Ghi khi văn bản đã ký.")
    document = papers_catalogue.build(connection, paper.code, answers)
    head = signed.letterhead(document)
    if head is None:
        raise NotPossibleNow(f"“{paper.title}” không có số, ký hiệu.")
    _agrees_with_decision(connection, paper.code, answers, number, signed_on)
    _refuse_used(connection, paper.code, answers, number, head.symbol, signed_on)
    found = _signer(connection, signer_uid, signed_on)
    if paper.code in papers_results.SYMBOLS and answers.round_id is not None:
        document = papers_results.signed_document(connection, answers.round_id, paper.code, number, signed_on)
    document = signed.with_number(
        document, number, signed_on, found.full_name if found else "", deputy=bool(found and found.is_deputy)
    )
    return Prepared(paper.code, answers, document, number, head.symbol, signed_on, found)


def draw(prepared: Prepared) -> bytes:
    """The PDF that is kept; away from the database."""
    from povdesk.documents import pdf

    return pdf.drawn(prepared.document)


def keep(act: Act, prepared: Prepared, pdf: bytes) -> int:
    """Enter it in the register; the file and the numbers in it stay as they are from then on."""
    code, answers = prepared.code, prepared.answers
    signer = prepared.signer
    named = {
        "signer_name": signer.full_name if signer else "",
        "signer_post": f"{signer.acting_for} {signer.post}".strip() if signer else "",
    }
    if code in papers_results.SYMBOLS and answers.round_id is not None:
        key = papers_results.keep_signed(
            act,
            answers.round_id,
            code,
            number=prepared.number,
            signed_on=prepared.signed_on,
            pdf=pdf,
        )
        act.update(issued_paper, key, named)
        return key
    _refuse_used(act.connection, code, answers, prepared.number, prepared.symbol, prepared.signed_on)
    act.describe(f"Ghi văn bản {prepared.number}/{prepared.symbol} đã ký", "issued_paper")
    figures = prepared.document.figures
    values: dict[str, Any] = {
        "kind": code,
        "year": prepared.signed_on.year,
        "number": prepared.number,
        "symbol": prepared.symbol,
        "signed_on": prepared.signed_on,
        "subject": prepared.document.title,
        "pdf": pdf,
        "period_id": answers.period_id,
        **named,
        **(number_sources.kept_with(act.connection, figures) if figures else {}),
    }
    key = issued_papers.record(act, values)
    if code == DECISION:
        given = recognition.of_round(act.connection, answers.round_id or 0)
        if given is not None:
            act.update(decision, given.id, {"issued_paper_id": key})
    return key


def issue(
    act: Act, code: str, answers: Answers, *, number: str, signed_on: date, signer_uid: str = ""
) -> int:
    """All of it in one go, where nobody waits for the drawing. Returns the key in the register."""
    prepared = prepare(
        act.connection, code, answers, number=number, signed_on=signed_on, signer_uid=signer_uid
    )
    return keep(act, prepared, draw(prepared))


def _signer(connection: Connection, uid: str, day: date) -> Signer | None:
    if not uid:
        return commune.default_signer(connection, day)
    found = next((one for one in commune.signers(connection) if one.uid == uid), None)
    if found is None:
        raise NotPossibleNow("Người ký này không còn trong danh sách.", "Chọn người khác.")
    return found


def _agrees_with_decision(
    connection: Connection, code: str, answers: Answers, number: str, signed_on: date
) -> None:
    """The decision has its number from the recognition; another one would be a second truth."""
    if code != DECISION:
        return
    known, day = known_number(connection, code, answers)
    if not known or day is None:
        raise NotPossibleNow(
            "Kỳ này chưa ghi số, ngày quyết định công nhận.",
            "Công nhận kỳ rà soát ở trang Rà soát năm trước.",
        )
    if (known.lstrip("0"), day) != (number.lstrip("0"), signed_on):
        raise InvalidInput(
            f"Quyết định công nhận đã ghi số {known}, ngày {short_date(day)}.",
            "Ghi đúng số, ngày đó; nếu sai thì hoàn tác việc công nhận rồi ghi lại.",
        )


def _refuse_used(
    connection: Connection, code: str, answers: Answers, number: str, symbol: str, day: date
) -> None:
    issued_papers.refuse_used(connection, number, symbol, day)
    own = answers.round_id if code == DECISION else None
    issued_papers.refuse_used_by_decision(connection, number, symbol, day, own_round=own)
