"""The register of issued papers: what was printed for whom, with the very file; the clerk gives numbers."""

import hashlib
import re
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from povdesk.domain.commune import is_valid_on
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.paper_number import number_of
from povdesk.domain.vietnamese import clean_text
from povdesk.storage import commune
from povdesk.storage.act import Act
from povdesk.storage.tables import decision, history, household, issued_paper, person, reporting_period

DECISION_SYMBOL = "QĐ-UBND"

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

    Not for a paper on which something else rests: plan, decision of a round. The period of a cancelled
    report may be reported anew or thawed.
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


def note_on_cancelled(act: Act, period_id: int, words: str) -> None:
    """Beside the reason of a period's cancelled report: what came after; it is not undone from then on."""
    row = act.connection.execute(
        select(issued_paper.c.id, issued_paper.c.subject)
        .where(issued_paper.c.period_id == period_id, ~not_cancelled())
        .order_by(issued_paper.c.id.desc())
        .limit(1)
    ).first()
    if row is not None:
        head, then, rest = row.subject.partition(_THEN)
        act.update(issued_paper, row.id, {"subject": f"{head}; {words}{then}{rest}"})


def take_back_cancelling(act: Act, paper_id: int) -> None:
    """The line counts again as it did before."""
    row = _line(act.connection, paper_id)
    if not row.subject.startswith(_CANCELLED):
        raise NotPossibleNow("Văn bản này không bị hủy.", "Mở lại sổ để xem.")
    _refuse_of_another_office(row)
    _refuse_second_report(act.connection, row)
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


def refuse_cancelling(connection: Connection, paper_id: int) -> None:
    """Raises what `cancel` would, so that nobody is asked for a reason in vain."""
    _refuse_while_needed(connection, _line(connection, paper_id))


def is_of_period(connection: Connection, paper_id: int) -> bool:
    """The paper was issued from a frozen period."""
    return _line(connection, paper_id).period_id is not None


def report_of_period(connection: Connection, period_id: int) -> str:
    """Number and symbol of what was issued from a period and still counts; empty before."""
    row = connection.execute(
        select(issued_paper.c.number, issued_paper.c.symbol)
        .where(issued_paper.c.period_id == period_id, not_cancelled())
        .order_by(issued_paper.c.id.desc())
        .limit(1)
    ).first()
    return f"{row.number}/{row.symbol}" if row else ""


def _refuse_second_report(connection: Connection, row: Any) -> None:
    """A cancelled report does not come back beside a later one of its period, or without its numbers."""
    if row.period_id is None:
        return
    later = report_of_period(connection, row.period_id)
    if later:
        raise NotPossibleNow(
            f"Kỳ báo cáo này đã ban hành lại, số {later}.", "Ghi hủy báo cáo đó trước nếu nó mới là bản sai."
        )
    frozen = select(reporting_period.c.frozen_at).where(reporting_period.c.id == row.period_id)
    if not connection.execute(frozen).scalar():
        raise NotPossibleNow("Kỳ báo cáo này đã bỏ chốt.", "Chốt số liệu rồi ban hành báo cáo mới.")


def _refuse_while_needed(connection: Connection, row: Any) -> None:
    _refuse_of_another_office(row)
    if row.plan_id is not None:
        raise NotPossibleNow(
            "Kế hoạch đã ban hành không ghi hủy ở sổ.",
            "Soạn kế hoạch điều chỉnh, bổ sung ở trang Kế hoạch, văn bản.",
        )
    if connection.execute(select(decision.c.id).where(decision.c.issued_paper_id == row.id)).first():
        raise NotPossibleNow(
            "Kỳ rà soát đang dùng quyết định này nên không ghi hủy được.",
            "Nếu sai số thì hoàn tác việc công nhận ở trang Rà soát năm.",
        )


def refuse_used(
    connection: Connection, number: str, symbol: str, day: date, *, own: int = 0, but_kind: str = ""
) -> None:
    """A number is given once in a year for a symbol; 05 and 5 are one number.

    own: a line that is not compared. but_kind: neither are lines of this kind. A commune that was made anew
    within the year counts its papers anew.
    """
    first, last = _numbering(connection, day)
    rows = connection.execute(
        select(issued_paper.c.number).where(
            issued_paper.c.symbol == symbol,
            issued_paper.c.year == day.year,
            issued_paper.c.signed_on.is_(None) | issued_paper.c.signed_on.between(first, last),
            issued_paper.c.former_office == "",
            issued_paper.c.id != own,
            issued_paper.c.kind != but_kind,
        )
    ).scalars()
    if _bare(number) in {_bare(kept) for kept in rows if kept}:
        raise InvalidInput(
            f"Số {number}/{symbol} năm {day.year} đã ghi cho văn bản khác.", "Hỏi lại văn thư."
        )


def refuse_used_by_decision(
    connection: Connection, number: str, symbol: str, day: date, *, own_round: int | None = None
) -> None:
    """The same for the numbers of decisions that were entered with a recognition."""
    first, last = _numbering(connection, day)
    rows = connection.execute(
        select(decision.c.round_id, decision.c.number).where(decision.c.signed_on.between(first, last))
    )
    for row in rows:
        given, _, its_symbol = row.number.partition("/")
        same = (its_symbol or DECISION_SYMBOL) == symbol and _bare(given) == _bare(number)
        if given and same and row.round_id != own_round:
            raise InvalidInput(
                f"Số {number}/{symbol} năm {day.year} là số của quyết định công nhận.", "Hỏi lại văn thư."
            )


def _numbering(connection: Connection, day: date) -> tuple[date, date]:
    """The days of the year within which numbers run on."""
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    for one in commune.identities(connection):
        if is_valid_on(day, one.valid_from, one.valid_to):
            return max(first, one.valid_from), min(last, one.valid_to or last)
    return first, last


def _bare(number: str) -> str:
    return number.strip().lstrip("0").casefold()


def give_number(act: Act, paper_id: int, number: str, signed_on: date) -> None:
    """Write down the number and date that the clerk gave after signing; the register never invents one."""
    row = act.connection.execute(select(issued_paper).where(issued_paper.c.id == paper_id)).first()
    if row is None:
        raise NotPossibleNow("Giấy này không còn trong sổ.", "Mở lại sổ rồi thử lại.")
    if row.subject.startswith(_CANCELLED):
        raise NotPossibleNow("Giấy này đã ghi hủy.", "Thôi hủy trước, rồi ghi số.")
    number = number_of(number)
    if signed_on.year != row.year:
        raise InvalidInput(
            f"Ngày ký thuộc năm {signed_on.year}, giấy của năm {row.year}.", "Kiểm tra ngày ký."
        )
    if not row.former_office:
        refuse_used(act.connection, number, row.symbol, signed_on, own=paper_id)
    act.describe(f"Ghi số {number}/{row.symbol}", "issued_paper", row.uid)
    act.update(issued_paper, paper_id, {"number": number, "signed_on": signed_on})
