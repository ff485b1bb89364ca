"""What the monitoring report (D22) and the minutes of a copy (D26) are made of."""

from datetime import date, datetime

from sqlalchemy import Connection, select

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.office_records import CopyMade, Monitoring
from povdesk.domain.programme import summed
from povdesk.domain.vietnamese import short_date
from povdesk.storage import (
    commune,
    inspections,
    programme,
    result_table_rules,
    round_office,
    settings,
)
from povdesk.storage.tables import backup_log, known_stick


def monitoring(connection: Connection, year: int, day: date) -> Monitoring:
    """Inspections held and money paid from the year's beginning up to the day."""
    shared = round_office.paper(connection, "D22", year, day)
    lines = programme.budget(connection, year, day)
    names = {one.code: one.called for one in programme.projects(connection)}
    codes = dict.fromkeys(one.project for one in lines)
    names_of_place = {"huyen": shared.identity.district, "tinh": shared.identity.province}
    to = (line.format(**names_of_place) for line in result_table_rules.addressees(connection, day))
    return Monitoring(
        shared,
        tuple(one for one in inspections.of_year(connection, year) if one.held_on <= day),
        tuple(
            (names.get(code, "Chưa ghi dự án"), summed(one for one in lines if one.project == code))
            for code in codes
        ),
        summed(lines),
        tuple(name for _key, name in commune.hamlet_names(connection, day)),
        tuple(line for line in to if not line.endswith(" ")),
    )


def copies(connection: Connection, year: int) -> tuple[tuple[int, str], ...]:
    """The year's copies to choose one from, the newest first: key and words."""
    rows = connection.execute(
        select(backup_log).where(backup_log.c.result == "ok").order_by(backup_log.c.at_utc.desc())
    )
    found = []
    for row in rows:
        at = _local(row.at_utc)
        if at is not None and at.year == year:
            found.append((row.id, f"{at:%H:%M} {short_date(at.date())}, {row.file_name}"))
    return tuple(found)


def copy_made(connection: Connection, log_id: int | None, year: int, today: date) -> CopyMade:
    """D26 of one line of the log; the empty form without one."""
    officer, _post = settings.officer_name(connection)
    if log_id is None:
        day = min(today, date(year, 12, 31))
        return CopyMade(round_office.paper(connection, "D26", year, day), officer=officer)
    row = connection.execute(
        select(backup_log, known_stick.c.label)
        .outerjoin(known_stick, known_stick.c.id == backup_log.c.stick_id)
        .where(backup_log.c.id == log_id)
    ).first()
    if row is None:
        raise NotPossibleNow("Lần sao lưu này không còn trong sổ.", "Chọn lần khác.")
    at = _local(row.at_utc)
    day = at.date() if at else today
    return CopyMade(
        round_office.paper(connection, "D26", day.year, day),
        at,
        row.file_name,
        row.size,
        row.sha256,
        row.place,
        row.label or "",
        bool(row.encrypted),
        _local(row.verified_at),
        row.sequence,
        officer,
    )


def _local(kept: str) -> datetime | None:
    """As the office's clock showed it."""
    return datetime.fromisoformat(kept).astimezone() if kept else None
