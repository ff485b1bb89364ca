"""What the next officer gets to read: registers as plain lists, files kept, where the history stands."""

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk.domain.change_words import value_words
from povdesk.domain.household import Category
from povdesk.domain.identity import show_id_number
from povdesk.domain.officer import Role
from povdesk.domain.vietnamese import format_number, short_date
from povdesk.storage import (
    handover_settings,
    issued_papers,
    officers,
    register_list,
    support_reading,
)
from povdesk.storage.act import Act
from povdesk.storage.backup import places
from povdesk.storage.database import Database, checked_connection
from povdesk.storage.handover_settings import Listing, day_words
from povdesk.storage.tables import (
    attachment,
    backup_log,
    class_history,
    decision,
    hamlet,
    history,
    household,
    issued_paper,
    person,
    plan,
)

ACTION = "Lập hồ sơ bàn giao"


@dataclass(frozen=True)
class Facts:
    """For the cover letter."""

    counts: tuple[tuple[str, int], ...]
    last_copy: str
    history_seq: int
    history_hash: str
    officer: str


@contextmanager
def snapshot(database_path: Path) -> Iterator[Connection]:
    """A copy of the data as they are now, read while the officer goes on working; gone afterwards."""
    folder = places.passing_folder(database_path)
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"povdesk-{secrets.token_hex(8)}{places.SUFFIX}"
    try:
        with closing(checked_connection(database_path)) as live:
            live.execute("VACUUM INTO ?", (str(copy),))
        database = Database(copy)
        try:
            with database.reading() as connection:
                yield connection
        finally:
            database.close()
    finally:
        for left in (copy, copy.with_name(f"{copy.name}-journal")):
            # What cannot be removed now is removed at the next start.
            with suppress(OSError):
                left.unlink(missing_ok=True)


def listings(connection: Connection, day: date) -> Iterator[Listing]:
    """One after the other, so that only one is in memory."""
    register = register_list.gather(connection, day)
    yield Listing(
        "01-so-ho",
        f"Sổ hộ gia đình, tính đến ngày {short_date(day)}",
        (
            ("Mã hộ", 24, False),
            ("Chủ hộ", 40, False),
            ("Thôn", 30, False),
            ("Địa chỉ", 40, False),
            ("Khẩu", 12, True),
            ("Dân tộc", 22, False),
            ("Diện", 28, False),
            ("Cán bộ giúp đỡ", 40, False),
        ),
        tuple(
            (
                one.code,
                one.head,
                one.hamlet,
                one.address,
                str(one.size),
                one.ethnic_group,
                one.category.label if one.category else "Chưa xét",
                one.cadre,
            )
            for one in register.households
        ),
    )
    yield Listing(
        "02-nhan-khau",
        f"Sổ nhân khẩu, tính đến ngày {short_date(day)}",
        (
            ("Mã hộ", 24, False),
            ("Họ và tên", 42, False),
            ("Quan hệ", 22, False),
            ("Ngày sinh", 22, False),
            ("Giới", 12, False),
            ("Số định danh", 34, False),
            ("Dân tộc", 22, False),
            ("Thôn", 30, False),
        ),
        tuple(
            (
                one.code,
                one.name,
                one.relation,
                str(one.born) if one.born else "",
                value_words("sex", one.sex) if one.sex else "",
                show_id_number(one.id_number),
                one.ethnic_group,
                one.hamlet,
            )
            for one in register.members
        ),
        note="Có số định danh đầy đủ: giữ như hồ sơ giấy.",
    )
    yield _classes(connection)
    for year in support_reading.years(connection):
        yield _support(connection, year)
    yield _issued(connection)
    yield from handover_settings.listings(connection)


def requests_years(connection: Connection) -> tuple[int, ...]:
    """Years with requests in the book."""
    from povdesk.storage import requests

    return tuple(sorted({one.received_on.year for one in requests.all_requests(connection)}))


def plan_years(connection: Connection) -> tuple[int, ...]:
    return tuple(connection.execute(select(plan.c.year).distinct().order_by(plan.c.year)).scalars())


def issued_files(connection: Connection) -> tuple[tuple[int, str], ...]:
    """Papers of which the very file is kept: key and a name for the file."""
    rows = connection.execute(
        select(
            issued_paper.c.id,
            issued_paper.c.year,
            issued_paper.c.kind,
            issued_paper.c.number,
        )
        .where(issued_paper.c.pdf.is_not(None))
        .order_by(issued_paper.c.year, issued_paper.c.id)
    )
    return tuple((row.id, f"{row.year}-{row.id:05d}-{_file_words(row.kind, row.number)}.pdf") for row in rows)


def attached_files(connection: Connection) -> tuple[tuple[int, str], ...]:
    """Scans that still belong to a record."""
    rows = connection.execute(
        select(attachment.c.id, attachment.c.file_name, attachment.c.media_type)
        .where(attachment.c.removed_at.is_(None))
        .order_by(attachment.c.id)
    )
    endings = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
    return tuple((row.id, f"{row.id:05d}.{endings.get(row.media_type, 'bin')}") for row in rows)


def facts(connection: Connection) -> Facts:
    """Counts, the last verified copy and the head of the history."""
    head = connection.execute(select(history.c.seq, history.c.hash).order_by(history.c.seq.desc())).first()
    copy = connection.execute(
        select(backup_log.c.file_name, backup_log.c.at_utc, backup_log.c.place)
        .where(backup_log.c.result == "ok")
        .order_by(backup_log.c.at_utc.desc())
    ).first()
    at = datetime.fromisoformat(copy.at_utc).astimezone() if copy else None
    counts = (
        ("Hộ trong sổ", _count(connection, household, household.c.deleted_at.is_(None))),
        ("Người trong dữ liệu", _count(connection, person, person.c.deleted_at.is_(None))),
        ("Dòng diện của hộ", _count(connection, class_history)),
        ("Văn bản đã ban hành", _count(connection, issued_paper)),
        ("Kế hoạch năm", _count(connection, plan)),
        ("Dòng nhật ký", int(head.seq) if head else 0),
    )
    used = officers.default(connection)
    return Facts(
        counts,
        f"{copy.file_name}, {at:%H:%M %d/%m/%Y}, {copy.place}" if copy and at else "",
        int(head.seq) if head else 0,
        str(head.hash) if head else "",
        used.full_name if used else "",
    )


def note(act: Act, purpose: str) -> None:
    """The dossier has everybody's data: it needs quản trị, and stands in the history."""
    act.needs(Role.MANAGE)
    act.describe(ACTION, "handover", "", purpose)


def _classes(connection: Connection) -> Listing:
    rows = connection.execute(
        select(
            household.c.code,
            household.c.head_name,
            hamlet.c.name,
            class_history.c.category,
            class_history.c.counted_from,
            class_history.c.entitled_from,
            decision.c.number,
        )
        .join(household, household.c.id == class_history.c.household_id)
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .outerjoin(decision, decision.c.id == class_history.c.decision_id)
        .order_by(household.c.code, class_history.c.counted_from)
    )
    return Listing(
        "03-dien-cua-ho",
        "Diện của từng hộ qua các năm",
        (
            ("Mã hộ", 24, False),
            ("Chủ hộ", 44, False),
            ("Thôn", 34, False),
            ("Diện", 30, False),
            ("Tính từ", 24, False),
            ("Hưởng từ", 24, False),
            ("Quyết định", 28, False),
        ),
        tuple(
            (
                row.code,
                row.head_name,
                row.name,
                Category(row.category).label,
                short_date(row.counted_from),
                short_date(row.entitled_from),
                row.number or "",
            )
            for row in rows
        ),
    )


def _support(connection: Connection, year: int) -> Listing:
    return Listing(
        f"05-ho-tro-{year}",
        f"Hỗ trợ năm {year}",
        (
            ("Ngày", 22, False),
            ("Loại hỗ trợ", 48, False),
            ("Cho ai", 42, False),
            ("Mã hộ", 24, False),
            ("Thôn", 30, False),
            ("Số tiền (đồng)", 28, True),
            ("Nguồn", 28, False),
            ("Chứng từ", 28, False),
        ),
        tuple(
            (
                day_words(row.support.happened_on),
                row.kind,
                row.who,
                row.code,
                row.hamlet,
                format_number(row.support.amount) if row.support.amount is not None else "",
                value_words("source", row.support.source) if row.support.source else "",
                row.support.evidence_number,
            )
            for row in support_reading.of_year(connection, year)
        ),
    )


def _issued(connection: Connection) -> Listing:
    return Listing(
        "07-so-van-ban-da-ban-hanh",
        "Sổ văn bản đã ban hành",
        (
            ("Năm", 14, True),
            ("Số, ký hiệu", 34, False),
            ("Ngày ký", 22, False),
            ("Trích yếu", 80, False),
            ("Người ký", 40, False),
            ("Mã hộ", 24, False),
            ("In lúc", 30, False),
        ),
        tuple(
            (
                str(row.year),
                f"{row.number}/{row.symbol}" if row.number else row.symbol,
                short_date(row.signed_on) if row.signed_on else "",
                row.subject,
                row.signer_name,
                row.code,
                value_words("issued_at", row.issued_at),
            )
            for row in issued_papers.rows(connection)
        ),
    )


def _count(connection: Connection, table: Any, *conditions: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())


def _file_words(*parts: str) -> str:
    joined = "-".join(part for part in parts if part)
    return "".join(
        letter if letter.isascii() and (letter.isalnum() or letter == "-") else "-" for letter in joined
    )
