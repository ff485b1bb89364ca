"""The register of incoming papers."""

from datetime import date

from sqlalchemy import Connection, func, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.incoming_paper import IncomingPaper
from povdesk.domain.vietnamese import clean_text, fold, format_count, short_date
from povdesk.storage.act import Act
from povdesk.storage.records import keep, key_of
from povdesk.storage.tables import incoming_paper, plan_basis


def all_papers(connection: Connection) -> tuple[IncomingPaper, ...]:
    """The register, the latest received first."""
    day = func.coalesce(incoming_paper.c.received_on, incoming_paper.c.signed_on)
    rows = connection.execute(
        select(incoming_paper).order_by(day.is_(None), day.desc(), incoming_paper.c.id.desc())
    )
    return tuple(
        IncomingPaper(
            row.kind,
            row.number,
            row.signed_on,
            row.issuer,
            row.subject,
            row.received_on,
            row.valid_to,
            row.note,
            row.uid,
        )
        for row in rows
    )


def in_force(connection: Connection, day: date) -> tuple[IncomingPaper, ...]:
    """Those that a paper of the day can rest on."""
    return tuple(one for one in all_papers(connection) if one.is_in_force(day))


def save(act: Act, wanted: IncomingPaper) -> str:
    """Add or change a paper; returns its uid. The same number, day and issuer twice is refused."""
    number, subject = clean_text(wanted.number), clean_text(wanted.subject)
    if not number and not subject:
        raise InvalidInput("Chưa nhập số, ký hiệu hoặc trích yếu.", "Gõ ít nhất một trong hai ô.")
    if wanted.signed_on and wanted.received_on and wanted.received_on < wanted.signed_on:
        raise InvalidInput("Ngày nhận ở trước ngày ký.", "Xem lại hai ngày.")
    if wanted.signed_on and wanted.valid_to and wanted.valid_to < wanted.signed_on:
        raise InvalidInput("Ngày hết hiệu lực ở trước ngày ký.", "Xem lại hai ngày.")
    if wanted.received_on and wanted.received_on > act.today:
        raise InvalidInput(
            f"Ngày nhận {short_date(wanted.received_on)} ở sau hôm nay.", "Kiểm tra ngày nhận."
        )
    _refuse_twin(act.connection, wanted, number)
    act.describe(f"Lưu văn bản đến {number or subject[:60]}", "incoming_paper", wanted.uid)
    values = {
        "kind": clean_text(wanted.kind),
        "number": number,
        "signed_on": wanted.signed_on,
        "issuer": clean_text(wanted.issuer),
        "subject": subject,
        "received_on": wanted.received_on,
        "valid_to": wanted.valid_to,
        "note": clean_text(wanted.note),
    }
    return keep(act, incoming_paper, wanted.uid, values)[0]


def delete(act: Act, uid: str) -> None:
    """Remove a paper that no plan rests on."""
    key = key_of(act.connection, incoming_paper, uid)
    row = act.connection.execute(select(incoming_paper).where(incoming_paper.c.id == key)).one()
    used = len(
        act.connection.execute(select(plan_basis.c.id).where(plan_basis.c.incoming_paper_id == key)).all()
    )
    if used:
        raise NotPossibleNow(
            f"Văn bản {row.number or row.subject} đang là căn cứ ở {format_count(used)} chỗ trong kế hoạch.",
            "Bỏ căn cứ đó trong kế hoạch trước.",
        )
    act.describe(f"Xóa văn bản đến {row.number or row.subject[:60]}", "incoming_paper", uid)
    act.delete(incoming_paper, key)


def _refuse_twin(connection: Connection, wanted: IncomingPaper, number: str) -> None:
    if not number:
        return
    for row in connection.execute(select(incoming_paper).where(incoming_paper.c.uid != wanted.uid)):
        same = fold(row.number) == fold(number) and fold(row.issuer) == fold(clean_text(wanted.issuer))
        if same and row.signed_on == wanted.signed_on:
            raise InvalidInput(f"Văn bản {number} đã có trong sổ.", "Mở dòng đã có (Enter) để sửa.")
