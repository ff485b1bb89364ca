"""The family at the counter: how many keys until the right person, also at 5,000 households."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from povdesk.domain.vietnamese import fold
from povdesk.storage import search
from povdesk.storage.act import Act
from povdesk.storage.creation import create_database
from povdesk.storage.database import Database
from povdesk.storage.search import Found
from povdesk.storage.tables import hamlet, household, membership, person
from tests.storage import made_once

HAMLETS = ("Trà Xanh", "Trà Hoa", "Trà Khương", "Trà Lạc")
FAMILY = ("Hồ Thị", "Đinh Văn", "Hồ Ngọc")
GIVEN = ("Hoa", "Hương", "Hạnh", "Lan", "Suối", "Tre", "Nương", "Đào", "Hiền", "Sơn")
OPEN_AND_ENTER = 2
SHOWN = 12


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("Xã mẫu")
    opened = made_once.sample_commune(folder / "povdesk.db")
    yield opened
    opened.close()


def test_eight_keys_reach_anyone_of_a_hundred_called_ho_thi_h(commune: Database) -> None:
    """Ctrl+K, a few letters of the name, the birth year, perhaps the hamlet's initial, arrows, Enter."""
    with commune.reading() as connection:
        alike = [found for found in search.find(connection, "ho thi h", 500) if _is_ho_thi_h(found)]
        keys = {found.person_id: _fewest_keys(connection, found) for found in alike}

    assert len(keys) >= 40
    assert max(keys.values()) <= 8


def test_a_search_asks_few_questions_however_many_people_are_called_so(tmp_path: Path) -> None:
    """A count, not a time: names, then people a few names at a time, then the hits in words."""
    large = create_database(tmp_path / "povdesk.db", fill=_five_thousand_families)
    asked: list[str] = []
    event.listen(
        large.engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_rest: asked.append(statement),
    )
    with large.reading() as connection:
        for typed in ("h", "h t h", "hoa 84", "h t hoa 84", "ho thi hoa 84 lac", "t2-0017"):
            asked.clear()
            assert search.find(connection, typed, SHOWN), typed
            assert len(asked) <= 8, typed
    large.close()


def _five_thousand_families(act: Act) -> None:
    """Four persons each; one name in three begins Hồ Thị H."""
    act.describe("Xã thử")
    act.insert_many(hamlet, [{"name": name, "code": f"T{n}"} for n, name in enumerate(HAMLETS, start=1)])
    act.insert_many(
        household,
        [
            {
                "id": n,
                "code": f"T{n % 4 + 1}-{n:04d}",
                "hamlet_id": n % 4 + 1,
                "search_key": f"t{n % 4 + 1}-{n:04d}",
            }
            for n in range(1, 5_001)
        ],
    )
    people, stays = [], []
    for n in range(20_000):
        name = f"{FAMILY[n % 3]} {GIVEN[n // 3 % len(GIVEN)]}"
        people.append(
            {"id": n + 1, "full_name": name, "search_key": fold(name), "birth_year": 1940 + n // 7 % 81}
        )
        relation = "child" if n % 4 else "head"
        stays.append({"household_id": n // 4 + 1, "person_id": n + 1, "relation": relation})
    act.insert_many(person, people)
    act.insert_many(membership, stays)


def _is_ho_thi_h(found: Found) -> bool:
    return found.title.startswith("Hồ Thị H") and len(found.title.split()) == 3


def _fewest_keys(connection: Connection, found: Found) -> int:
    given = fold(found.title).split()[-1]
    year = f"{(found.birth_year or 0) % 100:02d}"
    hamlet = fold(found.place.split(", ")[1]).split()[-1][0]
    ways = [f"{given[:size]}{year}{more}" for size in range(1, len(given) + 1) for more in ("", hamlet)]
    return min(_keys(connection, found, typed) for typed in [*ways, f"{given} {year}"])


def _keys(connection: Connection, found: Found, typed: str) -> int:
    hits = [hit.person_id for hit in search.find(connection, typed, SHOWN)]
    return OPEN_AND_ENTER + len(typed) + hits.index(found.person_id) if found.person_id in hits else 99
