"""Dated identity of the commune, its hamlets with yearly totals, and who signs."""

import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy import Table as SqlTable

from povdesk.domain.commune import (
    CommuneIdentity,
    Hamlet,
    HamletTotal,
    Signer,
    hamlets_on,
    is_valid_on,
    without_kind,
)
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.vietnamese import clean_text, short_date
from povdesk.paths import RESOURCES
from povdesk.storage.act import Act
from povdesk.storage.records import keep, key_of, key_or_none
from povdesk.storage.tables import commune_identity, hamlet, hamlet_total, metadata, signer

DEFAULT_IDENTITIES = RESOURCES / "commune" / "tra-lam.toml"

_IDENTITY_TEXTS = (
    "kind",
    "name",
    "district",
    "province",
    "place_name",
    "drafting_unit",
    "review_opinion_addressee",
    "steering_committee",
    "place_code",
    "note",
)


# --- Identity -----------------------------------------------------------------------------------


@cache
def default_identities() -> tuple[CommuneIdentity, ...]:
    """The shipped names: xã Trà Lâm to 30/6/2025, then an editable default that nobody has verified."""
    data = tomllib.loads(DEFAULT_IDENTITIES.read_text(encoding="utf-8"))
    return tuple(CommuneIdentity(**entry) for entry in data["identity"])


def identities(connection: Connection) -> tuple[CommuneIdentity, ...]:
    """All names the commune has had, the oldest first."""
    rows = connection.execute(select(commune_identity).order_by(commune_identity.c.valid_from)).mappings()
    return tuple(
        CommuneIdentity(
            **{name: row[name] for name in (*_IDENTITY_TEXTS, "valid_from", "valid_to", "uid")},
            hard_to_reach=None if row["hard_to_reach"] is None else bool(row["hard_to_reach"]),
        )
        for row in rows
    )


def save_identity(act: Act, identity: CommuneIdentity) -> str:
    """Add or change the names of a period; returns its uid.

    A new period that begins inside an open one closes it the day before. Raises InvalidInput when two
    periods would overlap or the name is empty.
    """
    values: dict[str, Any] = {name: clean_text(getattr(identity, name)) for name in _IDENTITY_TEXTS}
    values |= {
        "valid_from": identity.valid_from,
        "valid_to": identity.valid_to,
        "hard_to_reach": None if identity.hard_to_reach is None else int(identity.hard_to_reach),
    }
    if not values["name"]:
        raise InvalidInput("Chưa nhập tên xã.", "Gõ tên riêng, ví dụ Trà Lâm.")
    _refuse_backwards(identity.valid_from, identity.valid_to)
    act.describe(f"Lưu tên đơn vị {values['kind']} {values['name']}", "commune_identity", identity.uid)
    for other in identities(act.connection):
        if other.uid == identity.uid or not _overlap(other, identity):
            continue
        if other.valid_to is None and other.valid_from < identity.valid_from:
            key = key_of(act.connection, commune_identity, other.uid)
            act.update(commune_identity, key, {"valid_to": identity.valid_from - timedelta(days=1)})
            continue
        raise InvalidInput(
            f"Thời gian trùng với {other.full_name} (từ {short_date(other.valid_from)}).",
            "Sửa ngày bắt đầu hoặc ngày kết thúc.",
        )
    return keep(act, commune_identity, identity.uid, values)[0]


def _overlap(one: CommuneIdentity, other: CommuneIdentity) -> bool:
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)


# --- Hamlets ------------------------------------------------------------------------------------


def hamlets(connection: Connection, day: date | None = None) -> tuple[Hamlet, ...]:
    """The hamlets that exist on a day, in the commune's order; all of them without a day."""
    predecessor = hamlet.alias("predecessor")
    rows = connection.execute(
        select(hamlet, predecessor.c.uid.label("predecessor"))
        .join(predecessor, hamlet.c.predecessor_id == predecessor.c.id, isouter=True)
        .order_by(hamlet.c.position, hamlet.c.name)
    ).mappings()
    names = ("name", "kind", "code", "position", "valid_from", "valid_to", "chief_name", "chief_phone", "uid")
    found = tuple(
        Hamlet(**{name: row[name] for name in names}, predecessor=row["predecessor"] or "") for row in rows
    )
    return found if day is None else hamlets_on(found, day)


def hamlet_names(connection: Connection, day: date) -> tuple[tuple[int, str], ...]:
    """Key and name of the hamlets that exist on a day, to choose from in a form."""
    uids = {item.uid: item.full_name for item in hamlets(connection, day)}
    keys = {row.uid: int(row.id) for row in connection.execute(select(hamlet.c.id, hamlet.c.uid))}
    return tuple((keys[uid], name) for uid, name in uids.items())


def save_hamlet(act: Act, item: Hamlet) -> str:
    """Add or change a hamlet; returns its uid. Two hamlets of one name at the same time are refused."""
    kind = clean_text(item.kind) or "thôn"
    name = without_kind(clean_text(item.name), kind)
    if not name:
        raise InvalidInput("Chưa nhập tên thôn.", "Gõ tên riêng, ví dụ Trà Hoa.")
    _refuse_backwards(item.valid_from, item.valid_to)
    for other in hamlets(act.connection):
        same_name = other.name.casefold() == name.casefold() and other.uid != item.uid
        if same_name and is_valid_on(item.valid_from or date.min, other.valid_from, other.valid_to):
            raise InvalidInput(f"Đã có {other.full_name}.", "Đặt tên khác, hoặc sửa thôn đang có.")
    values = {
        "name": name,
        "kind": kind,
        "code": clean_text(item.code),
        "position": item.position,
        "valid_from": item.valid_from,
        "valid_to": item.valid_to,
        "predecessor_id": key_or_none(act.connection, hamlet, item.predecessor),
        "chief_name": clean_text(item.chief_name),
        "chief_phone": clean_text(item.chief_phone),
    }
    act.describe(f"Lưu {kind} {name}", "hamlet", item.uid)
    return keep(act, hamlet, item.uid, values)[0]


def retire_hamlet(act: Act, uid: str, last_day: date) -> None:
    """Ngừng dùng: the hamlet exists until that day; its records stay."""
    key = key_of(act.connection, hamlet, uid)
    begun = act.connection.execute(select(hamlet.c.valid_from).where(hamlet.c.id == key)).scalar()
    _refuse_backwards(begun, last_day)
    act.describe("Ngừng dùng thôn", "hamlet", uid)
    act.update(hamlet, key, {"valid_to": last_day})


def delete_hamlet(act: Act, uid: str) -> None:
    """Delete a hamlet that nothing refers to. Raises NotPossibleNow otherwise."""
    act.describe("Xóa thôn", "hamlet", uid)
    _delete_unused(act, hamlet, uid, "Thôn này")


# --- Yearly totals ------------------------------------------------------------------------------


def totals(connection: Connection, year: int) -> tuple[HamletTotal, ...]:
    """What was typed for the closing of a year, one row for every hamlet of that day, known or not."""
    there = hamlets(connection, date(year, 12, 31))
    rows = connection.execute(
        select(hamlet_total, hamlet.c.uid.label("hamlet"))
        .join(hamlet, hamlet_total.c.hamlet_id == hamlet.c.id)
        .where(hamlet_total.c.year == year)
    ).mappings()
    names = ("households", "people", "minority_households", "children_under_16", "source")
    typed = {
        row["hamlet"]: HamletTotal(row["hamlet"], year, **{name: row[name] for name in names}) for row in rows
    }
    return tuple(typed.get(item.uid, HamletTotal(item.uid, year)) for item in there)


def save_totals(act: Act, rows: Iterable[HamletTotal]) -> None:
    """Save the grid of one year. Raises InvalidInput for a part that is larger than its whole."""
    for row in rows:
        _check_total(row)
        key = key_of(act.connection, hamlet, row.hamlet)
        act.describe(f"Lưu tổng số hộ các thôn năm {row.year}", "hamlet_total")
        values = {
            "households": row.households,
            "people": row.people,
            "minority_households": row.minority_households,
            "children_under_16": row.children_under_16,
            "source": clean_text(row.source),
        }
        known = act.connection.execute(
            select(hamlet_total.c.id).where(hamlet_total.c.hamlet_id == key, hamlet_total.c.year == row.year)
        ).scalar()
        if known is not None:
            act.update(hamlet_total, known, values)
        elif any(value not in (None, "") for value in values.values()):
            act.insert(hamlet_total, {"hamlet_id": key, "year": row.year, **values})


def _check_total(row: HamletTotal) -> None:
    numbers = (row.households, row.people, row.minority_households, row.children_under_16)
    if any(number is not None and number < 0 for number in numbers):
        raise InvalidInput("Số hộ, số khẩu không được âm.", "Kiểm tra và gõ lại.")
    for part, whole, words in (
        (row.minority_households, row.households, "Số hộ dân tộc thiểu số lớn hơn tổng số hộ"),
        (row.children_under_16, row.people, "Số trẻ em dưới 16 tuổi lớn hơn tổng số nhân khẩu"),
        (row.households, row.people, "Tổng số hộ lớn hơn tổng số nhân khẩu"),
    ):
        if part is not None and whole is not None and part > whole:
            raise InvalidInput(f"{words} ({part} và {whole}).", "Kiểm tra và gõ lại.")


# --- Signers ------------------------------------------------------------------------------------


def signers(connection: Connection, day: date | None = None) -> tuple[Signer, ...]:
    """Who may sign on a day, the default one first; everybody without a day."""
    rows = connection.execute(
        select(signer).order_by(signer.c.is_default.desc(), signer.c.valid_from.desc(), signer.c.id)
    ).mappings()
    names = ("full_name", "post", "acting_for", "valid_from", "valid_to", "uid")
    found = tuple(
        Signer(**{name: row[name] for name in names}, is_default=bool(row["is_default"])) for row in rows
    )
    if day is None:
        return found
    return tuple(one for one in found if is_valid_on(day, one.valid_from, one.valid_to))


def default_signer(connection: Connection, day: date) -> Signer | None:
    """The signer proposed for a paper of that day."""
    return next(iter(signers(connection, day)), None)


def save_signer(act: Act, one: Signer) -> str:
    """Add or change a signer; returns the uid. Making one the default takes it from the others."""
    values = {
        "full_name": clean_text(one.full_name),
        "post": clean_text(one.post),
        "acting_for": clean_text(one.acting_for),
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "is_default": int(one.is_default),
    }
    if not values["full_name"]:
        raise InvalidInput("Chưa nhập họ tên người ký.", "Gõ họ và tên, không ghi học hàm, học vị.")
    _refuse_backwards(one.valid_from, one.valid_to)
    act.describe(f"Lưu người ký {values['full_name']}", "signer", one.uid)
    if one.is_default:
        others = act.connection.execute(
            select(signer.c.id).where(signer.c.is_default == 1, signer.c.uid != one.uid)
        ).scalars()
        for key in list(others):
            act.update(signer, key, {"is_default": 0})
    return keep(act, signer, one.uid, values)[0]


def retire_signer(act: Act, uid: str, last_day: date) -> None:
    """Ngừng dùng: signs nothing after that day; papers already signed keep the name."""
    key = key_of(act.connection, signer, uid)
    begun = act.connection.execute(select(signer.c.valid_from).where(signer.c.id == key)).scalar()
    _refuse_backwards(begun, last_day)
    act.describe("Ngừng dùng người ký", "signer", uid)
    act.update(signer, key, {"valid_to": last_day, "is_default": 0})


def delete_signer(act: Act, uid: str) -> None:
    """Delete a signer no plan names. Raises NotPossibleNow otherwise."""
    act.describe("Xóa người ký", "signer", uid)
    _delete_unused(act, signer, uid, "Người ký này")


# --- Shared -------------------------------------------------------------------------------------


def _refuse_backwards(valid_from: date | None, valid_to: date | None) -> None:
    if valid_from is not None and valid_to is not None and valid_to < valid_from:
        raise InvalidInput(
            f"Ngày kết thúc {short_date(valid_to)} trước ngày bắt đầu {short_date(valid_from)}.",
            "Kiểm tra hai ngày.",
        )


def _delete_unused(act: Act, table: SqlTable, uid: str, words: str) -> None:
    key = key_of(act.connection, table, uid)
    for other in metadata.sorted_tables:
        for column in other.c:
            if any(link.column.table is table for link in column.foreign_keys):
                count = act.connection.execute(
                    select(func.count()).select_from(other).where(column == key)
                ).scalar_one()
                if count:
                    raise NotPossibleNow(
                        f"{words} đang được dùng ở {count} chỗ nên không xóa được.",
                        "Chọn “Ngừng dùng” và nhập ngày cuối cùng.",
                    )
    act.delete(table, key)
