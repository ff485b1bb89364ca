"""Registers of the office itself for the handover: who helps whom, the unit, hamlets, signers, users."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from povdesk.domain.vietnamese import short_date
from povdesk.storage import commune, officers
from povdesk.storage.tables import assignment, cadre, hamlet, household, signer


@dataclass(frozen=True)
class Listing:
    """One register. columns: title, width in millimetres, and whether its cells are numbers."""

    name: str
    title: str
    columns: tuple[tuple[str, float, bool], ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def listings(connection: Connection) -> Iterator[Listing]:
    """One after the other."""
    yield _helpers(connection)
    yield from _office(connection)


def day_words(day: date | None) -> str:
    """A day, empty when there is none."""
    return short_date(day) if day else ""


def _helpers(connection: Connection) -> Listing:
    rows = connection.execute(
        select(
            cadre.c.full_name,
            cadre.c.post,
            cadre.c.phone,
            household.c.code,
            household.c.head_name,
            assignment.c.valid_from,
            assignment.c.valid_to,
        )
        .join(assignment, assignment.c.cadre_id == cadre.c.id)
        .join(household, household.c.id == assignment.c.household_id)
        .order_by(cadre.c.full_name, household.c.code)
    )
    return Listing(
        "08-phan-cong-giup-ho",
        "Phân công cán bộ giúp hộ",
        (
            ("Cán bộ", 44, False),
            ("Chức vụ", 40, False),
            ("Điện thoại", 26, False),
            ("Mã hộ", 24, False),
            ("Chủ hộ", 44, False),
            ("Từ ngày", 22, False),
            ("Đến ngày", 22, False),
        ),
        tuple(
            (
                row.full_name,
                row.post,
                row.phone,
                row.code,
                row.head_name,
                day_words(row.valid_from),
                day_words(row.valid_to),
            )
            for row in rows
        ),
    )


def _office(connection: Connection) -> Iterator[Listing]:
    yield Listing(
        "09-don-vi",
        "Tên đơn vị theo thời gian",
        (("Từ ngày", 24, False), ("Đến ngày", 24, False), ("Đơn vị", 50, False), ("Thuộc", 70, False)),
        tuple(
            (
                day_words(one.valid_from),
                day_words(one.valid_to),
                one.full_name,
                ", ".join(name for name in (one.district, one.province) if name),
            )
            for one in commune.identities(connection)
        ),
    )
    hamlets = connection.execute(select(hamlet).order_by(hamlet.c.position)).mappings()
    yield Listing(
        "10-thon",
        "Thôn",
        (("Mã", 20, False), ("Thôn", 50, False), ("Trưởng thôn", 50, False), ("Điện thoại", 40, False)),
        tuple((row["code"], row["name"], row["chief_name"], row["chief_phone"]) for row in hamlets),
    )
    signers = connection.execute(select(signer).order_by(signer.c.id)).mappings()
    yield Listing(
        "11-nguoi-ky",
        "Người ký văn bản",
        (("Họ tên", 50, False), ("Chức vụ", 50, False), ("Từ ngày", 30, False), ("Đến ngày", 30, False)),
        tuple(
            (row["full_name"], row["post"], day_words(row["valid_from"]), day_words(row["valid_to"]))
            for row in signers
        ),
    )
    yield Listing(
        "12-nguoi-dung-phan-mem",
        "Người dùng phần mềm",
        (("Họ tên", 60, False), ("Chức vụ", 60, False), ("Quyền", 30, False), ("Đang làm việc", 30, False)),
        tuple(
            (one.full_name, one.post, one.role.words, "Có" if one.active else "Không")
            for one in officers.everyone(connection)
        ),
    )
