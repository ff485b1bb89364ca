"""Looks at two registers before they become one: what comes, what clashes, what has to be decided."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk.domain.change_words import table_name
from povdesk.domain.commune_merging import (
    Clash,
    Coming,
    Conflict,
    Rehearsal,
    Twin,
    Wishes,
    is_mark,
    other_name,
    round_obstacle,
)
from povdesk.domain.identity import masked_number
from povdesk.domain.review import RoundKind, RoundState
from povdesk.domain.vietnamese import format_number
from povdesk.storage import period_lock, settings
from povdesk.storage.commune_merging_rows import CHOSEN, LEFT, natural_keys, new_codes, round_key, tables
from povdesk.storage.commune_source import Source
from povdesk.storage.tables import (
    draft,
    hamlet,
    household,
    membership,
    merged_commune,
    metadata,
    person,
    review_round,
)

_MOST_TWINS = 500
_FIRST = (
    *("household", "person", "membership", "household_event", "hamlet", "hamlet_total"),
    *("review_round", "review", "class_history", "round_outcome", "decision", "meeting"),
    *("support_event", "loan", "certificate", "issued_paper", "attachment", "cadre", "assignment"),
)
_OWN_WORDS = {"history": "Dòng nhật ký thay đổi"}
_SET_ANEW = ("plan", "target", "measurement")


def look(connection: Connection, source: Source, wishes: Wishes, name: str) -> Rehearsal:
    """What taking the other register in would do; nothing is written."""
    other = source.connection
    codes = new_codes(connection, other, wishes.mark)
    clashes, wrong_names = _hamlets(connection, other, wishes, name)
    drafts = int(other.execute(select(func.count()).select_from(draft)).scalar_one())
    obstacles = [*_not_ours_to_take(connection, source)]
    if not obstacles:
        obstacles = [*_round_obstacles(connection, other), *wrong_names]
    if not is_mark(wishes.mark):
        obstacles.append("Chữ thêm trước mã hộ chỉ gồm chữ in không dấu và số, ví dụ TH.")
    if drafts and not wishes.without_drafts:
        obstacles.append(
            f"Ở {name} còn {drafts} phiếu đang gõ dở chưa lưu; mở dữ liệu đó lưu lại,"
            " hoặc chọn bỏ các phiếu này."
        )
    return Rehearsal(
        name,
        tuple(_coming(connection, other)),
        tuple(clashes),
        tuple(sorted(codes.changes.values(), key=lambda change: change.old)),
        tuple(_twins(connection, other)),
        tuple(_conflicts(connection, other)),
        tuple(obstacles),
        tuple(_remarks(connection, other, source, name)),
        drafts,
    )


def _not_ours_to_take(connection: Connection, source: Source) -> Iterator[str]:
    uuid, other = source.header.db_uuid, source.connection
    if uuid == settings.get(connection, "database_uuid", ""):
        yield "Đây là chính sổ đang mở, hoặc bản sao của sổ này; không gộp với chính mình."
    here = {row.database_uuid: row.name for row in connection.execute(select(merged_commune))}
    if uuid in here:
        yield f"Sổ này đã gộp rồi ({here[uuid]}); không gộp lần thứ hai."
    for row in other.execute(select(merged_commune)):
        if row.database_uuid in here or row.database_uuid == settings.get(connection, "database_uuid", ""):
            yield f"Trong sổ kia đã có {row.name}, là sổ cũng có ở đây; gộp nữa thì hộ bị ghi hai lần."
    if settings.is_sample(connection) != settings.is_sample(other):
        yield "Một sổ là dữ liệu mẫu, một sổ là dữ liệu thật; hai loại không gộp với nhau."


def _hamlets(
    connection: Connection, other: Connection, wishes: Wishes, name: str
) -> tuple[list[Clash], list[str]]:
    """Incoming hamlets whose name is taken, with the name asked for or a proposed one."""
    taken = {row.name.casefold(): row.name for row in connection.execute(select(hamlet.c.name))}
    count = func.count(household.c.id)
    rows = other.execute(
        select(hamlet.c.uid, hamlet.c.kind, hamlet.c.name, count)
        .outerjoin(household, household.c.hamlet_id == hamlet.c.id)
        .group_by(hamlet.c.id)
        .order_by(hamlet.c.position, hamlet.c.name)
    ).all()
    clashes, wrong = [], []
    bare = name.partition(" ")[2] or name
    used = set(taken)
    for uid, kind, old, households in rows:
        wanted = " ".join(wishes.hamlet_names.get(uid, "").split())
        if old.casefold() in taken or wanted:
            new = wanted or other_name(old, bare)
            clashes.append(Clash(uid, f"{kind} {old}", new, households))
        else:
            new = old
        if new.casefold() in used:
            wrong.append(f"Tên thôn “{new}” của {name} trùng tên thôn khác; đặt tên khác.")
        used.add(new.casefold())
    return clashes, wrong


def _round_obstacles(connection: Connection, other: Connection) -> Iterator[str]:
    ours = {round_key(row): row for row in connection.execute(select(review_round)).mappings()}
    for theirs in other.execute(select(review_round).order_by(review_round.c.year)).mappings():
        mine = ours.get(round_key(theirs))
        if mine is None:
            continue
        words = round_obstacle(
            mine["name"],
            RoundState(mine["state"]),
            RoundState(theirs["state"]),
            mine["standard_id"],
            theirs["standard_id"],
        )
        if words:
            yield words


def _remarks(connection: Connection, other: Connection, source: Source, name: str) -> Iterator[str]:
    ours, theirs = _closings(connection), _closings(other)
    for year in sorted(ours ^ theirs):
        where = name if year in ours else "sổ đang mở"
        yield (
            f"Kỳ rà soát năm {year}: {where} không có danh sách đã công nhận,"
            f" nên đầu kỳ năm {year + 1} của xã gộp còn thiếu phần này."
        )
    shut = sorted(period_lock.closed_years(connection))
    if shut:
        years = ", ".join(map(str, shut))
        yield f"Năm {years} đã khóa ở đây vẫn nhận số liệu của {name}; sau khi gộp vẫn khóa."
    left = [
        f"{count} {table_name(table).lower()}"
        for table in _SET_ANEW
        if (count := other.execute(select(func.count()).select_from(metadata.tables[table])).scalar_one())
    ]
    if left:
        yield (
            f"Ở lại với sổ cũ, không tính cho xã gộp: {', '.join(left)}."
            " Chỉ tiêu và kế hoạch của xã gộp lập mới; văn bản đã ban hành vẫn chuyển theo,"
            " giữ nguyên tên xã cũ."
        )
    yield f"Nhật ký thay đổi của {name} nằm lại trong tệp sổ gốc, cất ở thư mục xa-cu cạnh dữ liệu."
    yield from (f"Trong sổ kia có chỗ khác thường: {words}." for words in source.odd)


def _closings(connection: Connection) -> set[int]:
    rows = connection.execute(
        select(review_round.c.year).where(
            review_round.c.state == str(RoundState.RECOGNISED), review_round.c.kind == str(RoundKind.PERIODIC)
        )
    )
    return set(rows.scalars())


def _coming(connection: Connection, other: Connection) -> Iterator[Coming]:
    """Rows by table, what matters most first."""
    found = list(_counted(connection, other))
    order = {name: place for place, name in enumerate(_FIRST)}
    yield from sorted(found, key=lambda one: (order.get(one.table, len(order)), -one.taken, one.words))


def _counted(connection: Connection, other: Connection) -> Iterator[Coming]:
    """Which of them are here already is told for what both have by its code or name."""
    for table in tables():
        count = other.execute(select(func.count()).select_from(table)).scalar_one()
        if not count:
            continue
        if table.name in LEFT:
            yield Coming(table.name, _OWN_WORDS.get(table.name) or table_name(table.name), 0, 0, count)
        else:
            same = _same(connection, other, table.name)
            yield Coming(table.name, table_name(table.name), count - same, same, 0)


def _same(connection: Connection, other: Connection, name: str) -> int:
    """Only of tables that point to nothing: all the rest follows from these when it is written."""
    table = metadata.tables[name]
    keys = [names for names in natural_keys(table) if not any(table.c[n].foreign_keys for n in names)]
    if name == "household" or (not keys and name != "review_round"):
        return 0
    ours = list(connection.execute(select(table)).mappings())
    theirs = list(other.execute(select(table)).mappings())
    if name == "review_round":
        known = {round_key(row) for row in ours}
        return sum(round_key(row) in known for row in theirs)
    found = [{tuple(row[n] for n in names) for row in ours} for names in keys]
    return sum(
        any(tuple(row[n] for n in names) in there for names, there in zip(keys, found, strict=True))
        for row in theirs
    )


def _conflicts(connection: Connection, other: Connection) -> Iterator[Conflict]:
    """The same rule, item or project in other words."""
    for name, columns in CHOSEN.items():
        table = metadata.tables[name]
        names = natural_keys(table)[0]
        ours = {tuple(row[n] for n in names): row for row in connection.execute(select(table)).mappings()}
        for theirs in other.execute(select(table).order_by(table.c.id)).mappings():
            mine = ours.get(tuple(theirs[n] for n in names))
            if mine is None or all(mine[column] == theirs[column] for column in columns):
                continue
            what = " ".join(str(theirs[n]) for n in names)
            yield Conflict(
                f"{name}:{mine['uid']}",
                f"{table_name(name)} {what}",
                _words(mine, columns),
                _words(theirs, columns),
            )


def _words(row: Any, columns: tuple[str, ...]) -> str:
    text = ", ".join(str(row[column]) for column in columns if row[column] not in (None, ""))
    return text if len(text) <= 120 else f"{text[:119]}…"


def _twins(connection: Connection, other: Connection) -> Iterator[Twin]:
    """Living people of the same number, or of the same name, sex and day or year of birth."""
    by_number: dict[str, Any] = {}
    by_name: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in _people(connection):
        if row.id_number:
            by_number[row.id_number] = row
        by_name[row.search_key, row.sex, row.birth_year].append(row)
    found = 0
    for row in _people(other):
        mine, why = by_number.get(row.id_number) if row.id_number else None, ""
        if mine is not None:
            why = f"cùng số định danh {masked_number(row.id_number)}"
        else:
            alike = by_name.get((row.search_key, row.sex, row.birth_year), []) if row.birth_year else []
            mine = next((one for one in alike if _born_alike(one, row)), None)
            why = "cùng họ tên, giới tính, ngày sinh"
        if mine is None:
            continue
        yield Twin(row.full_name, _born(row), _place(mine), _place(row), why)
        found += 1
        if found >= _MOST_TWINS:
            return


def _people(connection: Connection) -> Any:
    return connection.execute(
        select(
            *(person.c[name] for name in ("full_name", "search_key", "sex", "id_number")),
            *(person.c[name] for name in ("birth_year", "birth_month", "birth_day")),
            household.c.code,
            household.c.head_name,
        )
        .outerjoin(membership, (membership.c.person_id == person.c.id) & membership.c.valid_to.is_(None))
        .outerjoin(household, household.c.id == membership.c.household_id)
        .where(person.c.deleted_at.is_(None), person.c.died_on.is_(None))
        .order_by(person.c.id)
    ).all()


def _born_alike(one: Any, other: Any) -> bool:
    """Full dates must be the same; a year alone fits nobody for certain."""
    days = (one.birth_day, one.birth_month), (other.birth_day, other.birth_month)
    return days[0] == days[1] and None not in days[0]


def _born(row: Any) -> str:
    if row.birth_day and row.birth_month and row.birth_year:
        return f"{date(row.birth_year, row.birth_month, row.birth_day):%d/%m/%Y}"
    return str(row.birth_year or "")


def _place(row: Any) -> str:
    return f"hộ {row.head_name} ({row.code})" if row.code else "không ở hộ nào"


def summary(rehearsal: Rehearsal) -> tuple[str, ...]:
    """The first lines an officer reads."""
    households, people = rehearsal.count("household"), rehearsal.count("person")
    name = f"{rehearsal.name[:1].upper()}{rehearsal.name[1:]}"
    told = [(1, f"{name}: {format_number(households)} hộ, {format_number(people)} người sẽ vào sổ này.")]
    for rows, words in (
        (rehearsal.codes, "hộ đổi mã vì mã trùng; mã cũ vẫn tìm được."),
        (rehearsal.clashes, "thôn đổi tên vì trùng tên."),
        (rehearsal.twins, "người có thể có ở cả hai sổ; không tự gộp, xem ở Kiểm tra trùng."),
        (rehearsal.conflicts, "quy định, mục danh mục hai xã ghi khác nhau."),
    ):
        told.append((len(rows), f"{format_number(len(rows))} {words}"))
    return tuple(words for count, words in told if count)
