"""Whatever commune the official lists hold: read into an empty register they are the same households."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from povdesk.domain.catalogues import catalogue
from povdesk.domain.household import Category, Sex
from povdesk.domain.importing.rehearsing import rehearse
from povdesk.domain.importing.verdicts import Rehearsal, Verdict
from povdesk.domain.official_list import ListKind, OfficialHousehold, OfficialLists, OfficialMember
from povdesk.domain.partial_date import PartialDate
from povdesk.spreadsheets import official_list as sheets
from povdesk.spreadsheets import reading
from povdesk.storage import imports, official_list, seeds
from povdesk.storage.act import Act
from povdesk.storage.creation import create_database
from povdesk.storage.database import Database
from povdesk.storage.history_reading import take_back
from povdesk.storage.tables import (
    class_history,
    commune_identity,
    hamlet,
    history,
    household,
    import_batch,
    membership,
    person,
)

NOW = datetime(2024, 11, 25, 9, 0, tzinfo=timezone(timedelta(hours=7)))
YEAR = 2023
CLOSING = date(YEAR, 12, 31)

SURNAMES = ("Hồ", "Đinh", "Nguyễn", "Phạm", "Trần")
MIDDLES = ("Văn", "Thị", "Đức", "Thị Mỹ")
GIVEN = ("Tía", "Ánh", "Ướm", "Nghĩa", "Quỳnh", "Lý", "Ỷ", "Đẹp")
HAMLETS = ("Trà Hoa", "Trà Lạc", "Trà Xanh")
RELATIONS = tuple(item.name for item in catalogue("relations").items if item.code != "head")
GROUPS = tuple(item.name for item in catalogue("ethnic_groups").items)
REASONS = tuple(item.name for item in catalogue("reasons").items)

names = st.builds(
    lambda *parts: " ".join(parts),
    st.sampled_from(SURNAMES),
    st.sampled_from(MIDDLES),
    st.sampled_from(GIVEN),
)
births = st.one_of(
    st.none(),
    st.integers(1930, 2023).map(PartialDate),
    st.builds(PartialDate, st.integers(1930, 2022), st.integers(1, 12)),
    st.dates(date(1930, 1, 1), CLOSING).map(PartialDate.of),
)
sexes = st.sampled_from([None, Sex.MALE, Sex.FEMALE])


@st.composite
def communes(draw: st.DrawFn) -> OfficialLists:
    """Up to eight households on the three lists; numbers are never given twice."""
    numbers = count(1)

    def member(relation: str) -> OfficialMember:
        number = f"0510{draw(st.integers(10, 99))}{next(numbers):06}" if draw(st.booleans()) else ""
        groups = st.sampled_from(("", *GROUPS))
        return OfficialMember(draw(names), relation, draw(sexes), draw(births), number, draw(groups))

    def family(category: Category, place: int, *, note: str = "") -> OfficialHousehold:
        head = member("Chủ hộ")
        others = [member(draw(st.sampled_from(RELATIONS))) for _ in range(draw(st.integers(0, 4)))]
        members = (head, *others)
        return OfficialHousehold(
            f"X-{place}",
            draw(st.sampled_from(HAMLETS)),
            head.name,
            category,
            len(members),
            members,
            draw(st.sampled_from(["", "Tổ 1", "Số 5, Tổ 2"])),
            draw(st.one_of(st.none(), st.integers(0, 300))),
            draw(st.one_of(st.none(), st.integers(0, 120))),
            draw(st.booleans()),
            draw(st.booleans()),
            draw(st.booleans()),
            tuple(draw(st.lists(st.sampled_from(REASONS), max_size=3, unique=True))),
            note,
        )

    listed = [
        family(draw(st.sampled_from([Category.POOR, Category.NEAR_POOR])), place)
        for place in range(draw(st.integers(0, 5)))
    ]
    left = [family(Category.NOT_POOR, place) for place in range(10, 10 + draw(st.integers(0, 2)))]
    left_near = [family(Category.NOT_POOR, place) for place in range(20, 20 + draw(st.integers(0, 2)))]
    fallen = [one for one in listed if one.category is Category.NEAR_POOR][:1]
    noted = [OfficialHousehold(**{**one.__dict__, "note": "Nay là hộ cận nghèo"}) for one in fallen]
    return OfficialLists(
        YEAR,
        CLOSING,
        f"Rà soát định kỳ năm {YEAR}",
        "Xã Trà Lâm",
        "",
        "Huyện Trà Bồng",
        "Tỉnh Quảng Ngãi",
        "Ủy ban nhân dân xã Trà Lâm",
        "62/QĐ-UBND",
        date(YEAR, 12, 12),
        {
            ListKind.LISTED: tuple(listed),
            ListKind.ESCAPED_POOR: (*left, *noted),
            ListKind.ESCAPED_NEAR_POOR: tuple(left_near),
        },
        True,
        False,
    )


def an_empty_commune(path: Path, hamlets: tuple[str, ...] = HAMLETS) -> Database:
    """A register with its hamlets and nobody in them."""

    def fill(act: Act) -> None:
        seeds.seed(act)
        act.insert(commune_identity, {"valid_from": date(2021, 1, 1), "kind": "xã", "name": "Trà Lâm"})
        for place, name in enumerate(hamlets):
            act.insert(hamlet, {"name": name, "code": f"T{place + 1}", "position": place})

    return create_database(path, fill=fill, clock=lambda: NOW)


def rehearsed(database: Database, path: Path) -> Rehearsal:
    found = reading.read(path)
    with database.reading() as connection:
        register = imports.register(connection, NOW.date())
    return rehearse(found, register)


def as_listed(found: OfficialLists) -> list[tuple[object, ...]]:
    """Hamlet, class and people of every household, each once."""
    fallen = {one.code for one in found.lists[ListKind.ESCAPED_POOR] if one.note}
    rows = []
    for kind, families in found.lists.items():
        for one in families:
            if kind is ListKind.ESCAPED_POOR and one.code in fallen:
                continue
            people = tuple(
                (m.name, m.relation, m.sex, str(m.born or ""), m.id_number, m.ethnic_group)
                for m in one.members
            )
            rows.append((one.hamlet, str(one.category), people))
    return sorted(rows, key=repr)


def as_kept(database: Database) -> list[tuple[object, ...]]:
    from povdesk.domain import catalogues
    from povdesk.storage.households import get

    rows = []
    with database.reading() as connection:
        hamlets = {row.id: row.name for row in connection.execute(select(hamlet))}
        classes = dict(
            connection.execute(
                select(class_history.c.household_id, class_history.c.category).where(
                    class_history.c.counted_from == CLOSING
                )
            ).all()
        )
        for key in connection.execute(select(household.c.id)).scalars().all():
            one = get(connection, key)
            people = tuple(
                (
                    m.person.full_name,
                    catalogues.name_of("relations", m.relation),
                    m.person.sex,
                    str(m.person.born or ""),
                    m.person.id_number,
                    catalogues.name_of("ethnic_groups", m.person.ethnic_group),
                )
                for m in one.members
            )
            rows.append((hamlets[one.hamlet_id or 0], classes.get(key, ""), people))
    return sorted(rows, key=repr)


def sizes(database: Database) -> list[int]:
    tables = (household, person, membership, class_history, import_batch, hamlet)
    with database.reading() as connection:
        return [connection.execute(select(func.count()).select_from(one)).scalar() or 0 for one in tables]


def last_act(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(select(func.max(history.c.seq))).scalar() or 0)


@pytest.fixture(scope="module")
def kept_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("Nhập từ Excel")


_number = count()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(found=communes())
def test_any_commune_comes_back_as_it_was_and_a_second_time_changes_nothing(
    kept_folder: Path, found: OfficialLists
) -> None:
    folder = kept_folder / str(next(_number))
    folder.mkdir()
    path = folder / "danh sách.xlsx"
    sheets.write(path, found)
    database = an_empty_commune(folder / "povdesk.db")

    first = rehearsed(database, path)
    assert not [row.sentence for row in first.rows if row.verdict not in (Verdict.NEW, Verdict.IGNORED)]
    if first.has_work:
        with database.writing() as act:
            imports.write(act, first)

    assert first.year == YEAR
    assert as_kept(database) == as_listed(found)
    before = last_act(database)
    again = rehearsed(database, path)
    assert not [row.sentence for row in again.rows if row.verdict not in (Verdict.SAME, Verdict.IGNORED)]
    assert not again.has_work
    assert imports.take_in(database, again).seq is None
    assert last_act(database) == before
    database.close()


def test_the_lists_of_the_sample_commune_come_back_with_backup_and_are_undone_at_once(
    commune: Database, data_folder: Path
) -> None:
    with commune.reading() as connection:
        found = official_list.gather(connection, YEAR)
    path = data_folder / "chính thức 2023.xlsx"
    sheets.write(path, found)
    database = an_empty_commune(data_folder / "povdesk.db", hamlets=())
    empty = sizes(database)
    first = rehearsed(database, path)
    refused = [row.sentence for row in first.rows if row.verdict not in (Verdict.NEW, Verdict.IGNORED)]

    imported = imports.take_in(database, first)

    assert not refused
    assert imported.seq is not None and imported.new_households == len(as_kept(database))
    assert as_kept(database) == as_listed(found)
    assert len(list((data_folder / "backup").rglob("*.pvbak")) or list(data_folder.rglob("*.pvbak"))) == 1
    again = rehearsed(database, path)
    assert {row.verdict for row in again.rows} <= {Verdict.SAME, Verdict.IGNORED}

    with database.writing() as act:
        take_back(act, imported.seq)

    assert sizes(database) == empty
    database.close()
