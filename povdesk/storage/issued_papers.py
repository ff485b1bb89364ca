"""The register of issued papers: what was printed for whom, with the very file; the clerk gives numbers."""

import hashlib
import re
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.vietnamese import clean_text
from povdesk.storage.act import Act
from povdesk.storage.tables import decision, history, household, issued_paper, person

_CANCELLED, _THEN = "Đã hủy (", ") – "
"""How a cancelled line begins, and what stands between the reason and the subject."""


class IssuedRow(NamedTuple):
    """One line of the register. number, signed_on: empty until the clerk has given them."""

    id: int
    uid: str
    kind: str
    year: int
    number: str
    symbol: str
    signed_on: date | None
    signer_name: str
    signer_post: str
    subject: str
    household_id: int | None
    code: str
    person_name: str
    issued_at: str

    @property
    def is_cancelled(self) -> bool:
        """Its number stays used; the line says why it does not count."""
        return self.subject.startswith(_CANCELLED)


def pdf_of_plan(connection: Connection, plan_id: int) -> bytes | None:
    """The PDF kept when the plan was issued; None before that, or when none was kept."""
    return connection.execute(
        select(issued_paper.c.pdf)
        .where(issued_paper.c.plan_id == plan_id)
        .order_by(issued_paper.c.id.desc())
        .limit(1)
    ).scalar()


def pdf(connection: Connection, paper_id: int) -> bytes | None:
    """The file kept with one line of the register."""
    return connection.execute(select(issued_paper.c.pdf).where(issued_paper.c.id == paper_id)).scalar()


def rows(connection: Connection, year: int | None = None, kind: str = "") -> tuple[IssuedRow, ...]:
    """The register, the latest first."""
    query = (
        select(
            *(issued_paper.c[name] for name in IssuedRow._fields[:11]),
            household.c.code,
            person.c.full_name,
            issued_paper.c.issued_at,
        )
        .outerjoin(household, household.c.id == issued_paper.c.household_id)
        .outerjoin(person, person.c.id == issued_paper.c.person_id)
        .add_columns(issued_paper.c.former_office)
        .order_by(issued_paper.c.issued_at.desc(), issued_paper.c.id.desc())
    )
    if year is not None:
        query = query.where(issued_paper.c.year == year)
    if kind:
        query = query.where(issued_paper.c.kind == kind)
    return tuple(
        IssuedRow._make((*row[:9], _subject(row), row[10], row[11] or "", row[12] or "", row[13]))
        for row in connection.execute(query)
    )


def _subject(row: Any) -> str:
    """Papers of a commune that was merged into this one stand in that commune's own register."""
    return f"{row.subject} (sổ của {row.former_office})" if row.former_office else str(row.subject)


def record(act: Act, values: dict[str, Any]) -> int:
    """Enter a paper that has been drawn; values are columns of the register. The caller describes the act.

    Keeps the hash of the file and where the history stood, so that a later change of either shows.
    """
    last = act.connection.execute(select(history.c.hash).order_by(history.c.seq.desc()).limit(1)).scalar()
    kept = {"history_anchor": last or "", "issued_at": act.now.isoformat(timespec="seconds"), **values}
    if kept.get("pdf") and not kept.get("sha256"):
        kept["sha256"] = hashlib.sha256(kept["pdf"]).hexdigest()
    return act.insert(issued_paper, kept)


def not_cancelled() -> ColumnElement[bool]:
    """Only lines that still count."""
    return issued_paper.c.subject.not_like(f"{_CANCELLED}%")


def cancel(act: Act, paper_id: int, reason: str) -> None:
    """A wrong number, or a paper that was never sent: the line and its number stay, marked with the reason.

    Not for a paper on which something else rests: plan, report of a period, decision of a round.
    """
    row = _line(act.connection, paper_id)
    reason = re.sub(r"\)(?: –)+", ")", clean_text(reason)).rstrip(".")
    if not reason:
        raise InvalidInput("Chưa nhập lý do hủy.", "Gõ lý do, ví dụ: ghi nhầm số.")
    if row.subject.startswith(_CANCELLED):
        raise NotPossibleNow("Văn bản này đã ghi hủy.", "Mở lại sổ để xem.")
    _refuse_while_needed(act.connection, row)
    act.describe(f"Ghi hủy văn bản {_called(row)}", "issued_paper", row.uid, reason)
    act.update(issued_paper, paper_id, {"subject": f"{_CANCELLED}{reason}{_THEN}{row.subject}"})


def take_back_cancelling(act: Act, paper_id: int) -> None:
    """The line counts again as it did before."""
    row = _line(act.connection, paper_id)
    if not row.subject.startswith(_CANCELLED):
        raise NotPossibleNow("Văn bản này không bị hủy.", "Mở lại sổ để xem.")
    _refuse_of_another_office(row)
    act.describe(f"Thôi hủy văn bản {_called(row)}", "issued_paper", row.uid)
    act.update(issued_paper, paper_id, {"subject": row.subject.partition(_THEN)[2]})


def _line(connection: Connection, paper_id: int) -> Any:
    row = connection.execute(select(issued_paper).where(issued_paper.c.id == paper_id)).first()
    if row is None:
        raise NotPossibleNow("Văn bản này không còn trong sổ.", "Mở lại sổ rồi thử lại.")
    return row


def _called(row: Any) -> str:
    return f"số {row.number}/{row.symbol}" if row.number else f"chưa có số: {row.subject}"


def _refuse_of_another_office(row: Any) -> None:
    if row.former_office:
        raise NotPossibleNow(f"Văn bản này nằm trong sổ của {row.former_office}.")


def _refuse_while_needed(connection: Connection, row: Any) -> None:
    _refuse_of_another_office(row)
    if row.plan_id is not None:
        raise NotPossibleNow(
            "Kế hoạch đã ban hành không ghi hủy ở sổ.",
            "Soạn kế hoạch điều chỉnh, bổ sung ở trang Kế hoạch, văn bản.",
        )
    if row.period_id is not None:
        raise NotPossibleNow("Kỳ báo cáo đang dùng số của văn bản này nên không ghi hủy được.")
    if connection.execute(select(decision.c.id).where(decision.c.issued_paper_id == row.id)).first():
        raise NotPossibleNow(
            "Kỳ rà soát đang dùng quyết định này nên không ghi hủy được.",
            "Nếu sai số thì hoàn tác việc công nhận ở trang Rà soát năm.",
        )


def refuse_used(connection: Connection, number: str, symbol: str, year: int) -> None:
    """A number is given once in a year for a symbol; 05 and 5 are one number."""
    rows = connection.execute(
        select(issued_paper.c.number).where(
            issued_paper.c.symbol == symbol, issued_paper.c.year == year, issued_paper.c.former_office == ""
        )
    ).scalars()
    if _bare(number) in {_bare(kept) for kept in rows if kept}:
        raise InvalidInput(f"Số {number}/{symbol} năm {year} đã ghi cho văn bản khác.", "Hỏi lại văn thư.")


def _bare(number: str) -> str:
    return number.strip().lstrip("0").casefold()


def give_number(act: Act, paper_id: int, number: str, signed_on: date) -> None:
    """Write down the number and date that the clerk gave after signing; the register never invents one."""
    row = act.connection.execute(select(issued_paper).where(issued_paper.c.id == paper_id)).first()
    if row is None:
        raise NotPossibleNow("Giấy này không còn trong sổ.", "Mở lại sổ rồi thử lại.")
    if row.subject.startswith(_CANCELLED):
        raise NotPossibleNow("Giấy này đã ghi hủy.", "Thôi hủy trước, rồi ghi số.")
    number = clean_text(number)
    if not number:
        raise InvalidInput("Chưa nhập số của giấy.", "Gõ số do văn thư cấp, ví dụ 21.")
    if signed_on.year != row.year:
        raise InvalidInput(
            f"Ngày ký thuộc năm {signed_on.year}, giấy của năm {row.year}.", "Kiểm tra ngày ký."
        )
    twin = act.connection.execute(
        select(issued_paper.c.id).where(
            issued_paper.c.number == number,
            issued_paper.c.symbol == row.symbol,
            issued_paper.c.year == row.year,
            issued_paper.c.id != paper_id,
            issued_paper.c.former_office == row.former_office,
        )
    ).scalar()
    if twin is not None:
        raise InvalidInput(
            f"Số {number}/{row.symbol} năm {row.year} đã ghi cho giấy khác.", "Hỏi lại văn thư."
        )
    act.describe(f"Ghi số {number}/{row.symbol}", "issued_paper", row.uid)
    act.update(issued_paper, paper_id, {"number": number, "signed_on": signed_on})
