"""Closing a year: what it needs, since when it is closed, opening it again for a reason."""

from datetime import date

from sqlalchemy import Connection, func, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.period import ClosedYear, PeriodKind
from povdesk.domain.review import RoundState
from povdesk.domain.vietnamese import clean_text
from povdesk.storage import period_lock, periods, rounds
from povdesk.storage.act import Act
from povdesk.storage.tables import closed_year, officer, plan, review_round, support_event

_MANAGE = "manage"


def closing_of(connection: Connection, year: int) -> ClosedYear | None:
    """Since when a year is closed; None while it is open."""
    row = connection.execute(
        select(closed_year, officer.c.full_name)
        .outerjoin(officer, officer.c.id == closed_year.c.officer_id)
        .where(closed_year.c.year == year, closed_year.c.reopened_at.is_(None))
    ).first()
    return ClosedYear(year, row.closed_at, row.full_name or "") if row else None


def before_closing(connection: Connection, year: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What keeps a year from being closed, and what is only worth a look before."""
    needed, remarks = [], []
    known = periods.periods(connection, year)
    if not any(one.kind is PeriodKind.YEAR and one.is_frozen for one in known):
        needed.append(f"Chưa chốt kỳ cả năm {year}: vào Kỳ báo cáo, chọn kỳ cả năm, bấm “Chốt số liệu…”.")
    this = rounds.current(connection, year)
    if this is None or this.state is not RoundState.RECOGNISED:
        needed.append(f"Kỳ rà soát năm {year} chưa công nhận: vào Rà soát năm, làm đến bước Công nhận.")
    opened = [one.name for one in known if not one.is_frozen]
    if opened:
        remarks.append(f"Kỳ chưa chốt: {', '.join(opened)}.")
    status = connection.execute(
        select(plan.c.status).where(plan.c.year == year).order_by(plan.c.version.desc()).limit(1)
    ).scalar()
    if status is not None and status not in ("issued", "archived"):
        remarks.append(f"Kế hoạch năm {year} chưa ban hành.")
    waiting = connection.execute(
        select(func.count())
        .select_from(support_event)
        .where(
            support_event.c.deleted_at.is_(None),
            support_event.c.state != "finished",
            support_event.c.happened_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
    ).scalar_one()
    if waiting:
        remarks.append(f"Còn {waiting} khoản hỗ trợ của năm chưa ghi xong.")
    open_rounds = connection.execute(
        select(func.count())
        .select_from(review_round)
        .where(review_round.c.year == year, review_round.c.state != str(RoundState.RECOGNISED))
    ).scalar_one()
    if open_rounds and not needed:
        remarks.append("Còn kỳ rà soát thường xuyên chưa công nhận.")
    return tuple(needed), tuple(remarks)


def close_year(act: Act, year: int) -> None:
    """Khóa năm: from now on nothing dated in the year is written."""
    if closing_of(act.connection, year) is not None:
        raise NotPossibleNow(f"Năm {year} đã khóa rồi.", "")
    needed, _remarks = before_closing(act.connection, year)
    if needed:
        raise NotPossibleNow(f"Chưa khóa được năm {year}: {' '.join(needed)}", "Làm xong rồi khóa lại.")
    need_manager(act)
    act.describe(f"Khóa năm {year}", "closed_year", str(year))
    at = act.now.isoformat(timespec="seconds")
    act.insert(closed_year, {"year": year, "closed_at": at, "officer_id": act.officer_id or None})


def reopen_year(act: Act, year: int, reason: str) -> None:
    """Mở lại năm, for a reason that stays in the history."""
    reason = clean_text(reason)
    if not reason:
        raise InvalidInput("Chưa ghi lý do mở lại năm.", "Gõ lý do, ví dụ: kiểm toán yêu cầu sửa.")
    key = act.connection.execute(
        select(closed_year.c.id).where(closed_year.c.year == year, closed_year.c.reopened_at.is_(None))
    ).scalar()
    if key is None:
        raise NotPossibleNow(f"Năm {year} đang mở.", "")
    need_manager(act)
    act.describe(f"Mở lại năm {year}", "closed_year", str(year), reason)
    at = act.now.isoformat(timespec="seconds")
    act.update(closed_year, key, {"reopened_at": at, "reopen_reason": reason})


def closed_years(connection: Connection) -> frozenset[int]:
    """The years that only can be looked at."""
    return period_lock.closed_years(connection)


def need_manager(act: Act) -> None:
    """Raise NotPossibleNow unless the officer may manage."""
    role = act.connection.execute(select(officer.c.role).where(officer.c.id == act.officer_id)).scalar()
    if role != _MANAGE:
        raise NotPossibleNow("Việc này cần quyền quản lý.", "Nhờ người có quyền quản lý làm.")
