"""“Trích dữ liệu của một người” and the line that every look at a full identity number leaves."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, LargeBinary, Table, or_, select

from povdesk.domain.change_words import HIDDEN, field_name, table_name, value_words
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.identity import clean_number, masked_number, show_id_number, show_phone
from povdesk.domain.officer import Role
from povdesk.domain.privacy import ERASED_NAME, PersonExtract, Section
from povdesk.domain.vietnamese import clean_text, query_words, short_date
from povdesk.storage import office, settings
from povdesk.storage.act import Act
from povdesk.storage.tables import history, household, membership, metadata, officer, person, review

VIEWED = "Xem số định danh đầy đủ"
EXTRACTED = "Trích dữ liệu của một người"

_NAMES: Mapping[str, str] = {
    "household": "head_name",
    "hamlet": "name",
    "cadre": "full_name",
    "project": "name",
    "person": "full_name",
    "payment_list": "title",
    "livelihood_model": "name",
    "review_round": "name",
    "decision": "number",
    "officer": "full_name",
    "plan": "title",
}
"""By what a record is called that another one points at."""

_UNMASKED: Mapping[str, Callable[[str], str]] = {
    "id_number": show_id_number,
    "phone": show_phone,
    "insurance_number": str,
}
_FIRST = ("person", "membership", "review_member")
_NOT_SAID = frozenset({"unknown", "undecided"})


class Someone(NamedTuple):
    """A person of the data, living in a household of the register or not. id_number: its last digits."""

    id: int
    name: str
    born: str
    id_number: str
    home: str
    household_id: int | None
    here: bool


def find(connection: Connection, typed: str, most: int = 60) -> tuple[Someone, ...]:
    """Everybody whose name, or whole identity number, answers; also those who left every household."""
    words = query_words(typed)
    number = clean_number(typed)
    if not words:
        return ()
    query = select(person).where(person.c.full_name != ERASED_NAME).order_by(person.c.search_key, person.c.id)
    for word in words if not number.isdigit() else ():
        query = query.where(person.c.search_key.contains(word, autoescape=True))
    if number.isdigit():
        query = query.where(person.c.id_number == number)
    found = []
    for row in connection.execute(query.limit(most)).mappings().all():
        home = connection.execute(
            select(household.c.id, household.c.code, household.c.head_name, membership.c.valid_to)
            .join(membership, membership.c.household_id == household.c.id)
            .where(membership.c.person_id == row["id"], household.c.deleted_at.is_(None))
            .order_by(membership.c.valid_to.is_not(None), membership.c.id.desc())
        ).first()
        here = home is not None and home.valid_to is None
        words_of_home = f"{home.code}, {home.head_name}" if home else "không có hộ"
        if home is not None and not here:
            words_of_home = f"đã rời {words_of_home}, {short_date(home.valid_to)}"
        born = "/".join(
            str(row[part]) for part in ("birth_day", "birth_month", "birth_year") if row[part] is not None
        )
        found.append(
            Someone(
                row["id"],
                row["full_name"],
                born,
                masked_number(row["id_number"]),
                words_of_home,
                home.id if home else None,
                here,
            )
        )
    return tuple(found)


def note_view(act: Act, person_ids: Sequence[int], purpose: str) -> None:
    """Who looked at whose full number, when and what for; it never stands in the way of the work."""
    purpose = clean_text(purpose)
    if not purpose:
        raise InvalidInput("Chưa ghi mục đích xem số định danh.", "Chọn hoặc gõ mục đích.")
    uids = dict(
        act.connection.execute(select(person.c.id, person.c.uid).where(person.c.id.in_(person_ids))).all()
    )
    act.needs(Role.VIEW)
    # One act is one line about one object: of several people the first is the object, all are counted.
    first = next((uids[key] for key in person_ids if key in uids), "")
    many = f" của {len(uids)} người" if len(uids) > 1 else ""
    act.describe(f"{VIEWED}{many}", "person", first, purpose)


def extract(connection: Connection, person_id: int, today: date) -> PersonExtract:
    """Everything that points at the person, table by table, with full numbers."""
    row = connection.execute(select(person).where(person.c.id == person_id)).mappings().first()
    if row is None:
        raise NotPossibleNow("Người này không còn trong dữ liệu.", "Tìm lại trong danh sách.")
    agency, place = office.heading(connection, today)
    home = connection.execute(
        select(household.c.code, household.c.head_name)
        .join(membership, membership.c.household_id == household.c.id)
        .where(membership.c.person_id == person_id, membership.c.valid_to.is_(None))
        .where(household.c.deleted_at.is_(None))
    ).first()
    found = [_section(connection, person, [dict(row)])]
    tables = sorted(
        (table for table in metadata.sorted_tables if table is not person and _pointing(table)),
        key=lambda table: (table.name not in _FIRST, table.name),
    )
    for table in tables:
        rows = _rows(connection, table, person_id)
        if rows:
            found.append(_section(connection, table, rows))
    found.append(_log(connection, str(row["uid"])))
    return PersonExtract(
        person_id,
        str(row["uid"]),
        str(row["full_name"]),
        today,
        agency,
        place,
        f"{home.code}, chủ hộ {home.head_name}" if home else "",
        tuple(one for one in found if one.rows),
        settings.officer_name(connection)[0],
        settings.is_sample(connection),
    )


def note_extract(act: Act, made: PersonExtract, purpose: str) -> None:
    """An extract was handed out."""
    act.needs(Role.VIEW)
    act.describe(EXTRACTED, "person", made.uid, clean_text(purpose))


def note_export(act: Act, title: str, file_name: str) -> None:
    """A list with people in it went into a file of its own."""
    act.needs(Role.VIEW)
    act.describe(f"Xuất Excel: {title}", "export", "", clean_text(file_name))


def pointing_columns(table: Table) -> list[Column[Any]]:
    """Columns of a table that name a person."""
    return _pointing(table)


def _pointing(table: Table) -> list[Column[Any]]:
    return [column for column in table.c if any(key.column.table is person for key in column.foreign_keys)]


def _rows(connection: Connection, table: Table, person_id: int) -> list[dict[str, Any]]:
    conditions = [column == person_id for column in _pointing(table)]
    shown = [column for column in table.c if not isinstance(column.type, LargeBinary)]
    query = select(*shown).where(or_(*conditions)).order_by(table.c.id)
    return [dict(row) for row in connection.execute(query).mappings()]


def _section(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> Section:
    own = {column.name for column in _pointing(table)}
    names = [
        column.name
        for column in table.c
        if column.name not in HIDDEN
        and column.name not in own
        and not isinstance(column.type, LargeBinary)
        and any(_is_said(row[column.name]) for row in rows)
    ]
    texts = tuple(tuple(_words(connection, table, name, row[name]) for name in names) for row in rows)
    titles = tuple(field_name(name) for name in names)
    if table in (person,) or len(names) > 7:
        # One field a line: a paper is not wide enough for all of them side by side.
        lines = [
            (title, text)
            for number, row in enumerate(texts)
            for title, text in [*((("—", "—"),) if number else ()), *zip(titles, row, strict=True)]
            if text
        ]
        return Section(table_name(table.name), ("Mục", "Nội dung"), tuple(lines))
    return Section(table_name(table.name), titles, texts)


def _is_said(value: Any) -> bool:
    return value is not None and value != "" and value not in _NOT_SAID


def _words(connection: Connection, table: Table, name: str, value: Any) -> str:
    if not _is_said(value):
        return ""
    if name in _UNMASKED:
        return _UNMASKED[name](str(value))
    target = next((key.column.table for key in table.c[name].foreign_keys), None)
    if target is review:
        year = connection.execute(select(review.c.reviewed_on).where(review.c.id == value)).scalar()
        return f"ngày {short_date(year)}" if year else "chưa ghi ngày"
    if target is not None and target.name in _NAMES:
        called = connection.execute(
            select(target.c[_NAMES[target.name]]).where(target.c.id == value)
        ).scalar()
        return str(called or "")
    if target is not None:
        return ""
    return value_words(name, value)


def _log(connection: Connection, uid: str) -> Section:
    """When the person's full numbers were looked at or handed out, by whom and what for."""
    rows = connection.execute(
        select(history.c.at_local, history.c.action, history.c.purpose, officer.c.full_name)
        .outerjoin(officer, officer.c.id == history.c.officer_id)
        .where(history.c.object_uid == uid, history.c.object_type == "person")
        .order_by(history.c.seq)
    )
    return Section(
        "Ai đã xem, trích dữ liệu",
        ("Lúc", "Việc", "Người làm", "Mục đích"),
        tuple(
            (value_words("at", row.at_local), str(row.action), row.full_name or "", str(row.purpose))
            for row in rows
        ),
    )
