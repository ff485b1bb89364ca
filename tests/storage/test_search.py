"""Searching as officers type: without marks, words in any order."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from povdesk.domain.household import HEAD, Household, Member
from povdesk.domain.vietnamese import fold
from povdesk.storage import households, search
from povdesk.storage.database import Database
from tests.storage.people import keep, keep_all, make_commune, make_household, make_person


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    opened = make_commune(data_folder)
    keep_all(
        opened,
        [
            make_household("Hồ Văn Đào", ("Đinh Thị Ương", "wife")),
            make_household("Đinh Văn Hoà", ("Đinh Thị Thuỷ", "child"), hamlet_id=2),
            make_household("Hồ Thị Dung"),
            make_household("Hồ Văn 100%"),
        ],
    )
    yield opened
    opened.close()


def _titles(database: Database, typed: str) -> list[str]:
    with database.reading() as connection:
        return [found.title for found in search.find(connection, typed)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ho van dao", ["Hồ Văn Đào"]),
        ("đào hồ", ["Hồ Văn Đào"]),
        ("HỒ VĂN ĐÀO", ["Hồ Văn Đào"]),
        ("dinh", ["Đinh Văn Hoà", "Đinh Thị Thuỷ", "Đinh Thị Ương"]),
        ("hòa", ["Đinh Văn Hoà"]),
        ("thúy", ["Đinh Thị Thuỷ"]),
        ("dun", ["Hồ Thị Dung"]),
        ("100%", ["Hồ Văn 100%"]),
        ("%", ["Hồ Văn 100%"]),
        ("_", []),
        ("!", []),
        ("dao dung", []),
        ("tl-001", ["Hồ Văn Đào"]),
        ("   ", []),
        ("'; drop table person --", []),
    ],
)
def test_search_finds_what_an_officer_means(database: Database, typed: str, names: list[str]) -> None:
    assert _titles(database, typed) == names


def test_a_hit_says_where_the_person_lives(database: Database) -> None:
    with database.reading() as connection:
        (found,) = search.find(connection, "uong")

    assert (found.title, found.is_head, found.place) == (
        "Đinh Thị Ương",
        False,
        "TL-001, Trà Lạc, hộ Hồ Văn Đào",
    )


def test_identity_numbers_are_found_by_four_digits(database: Database) -> None:
    keep(
        database,
        Household(hamlet_id=1, members=(Member(make_person("Hồ Văn Em", id_number="051080009876"), HEAD),)),
    )

    assert _titles(database, "9876") == ["Hồ Văn Em"]
    assert _titles(database, "876") == []


def test_people_of_removed_households_and_those_who_left_are_not_found(database: Database) -> None:
    with database.writing() as act:
        households.remove(act, 1)
    with database.reading() as connection:
        second = households.get(connection, 2)
    keep(database, Household(**{**vars(second), "members": second.members[:1]}))

    assert _titles(database, "dao") == []
    assert _titles(database, "thuy") == []


@pytest.mark.parametrize(
    "typed", ["hvd", "h v d", "hvdao", "dao h", "dao 80", "dao80", "80 dao", "dao 1980", "dao lac"]
)
def test_initials_birth_year_and_hamlet_in_any_order_mean_one_person(database: Database, typed: str) -> None:
    assert _titles(database, typed)[0] == "Hồ Văn Đào"


def test_a_letter_means_the_beginning_of_a_word_not_its_inside(database: Database) -> None:
    assert "Hồ Thị Dung" not in _titles(database, "o")
    assert _titles(database, "u") == ["Đinh Thị Ương"]


def test_one_part_of_a_name_does_not_answer_twice(database: Database) -> None:
    assert _titles(database, "dinh dinh") == []
    assert "Hồ Văn Đào" not in _titles(database, "h h")


def test_a_hamlet_alone_is_not_a_person(database: Database) -> None:
    """Who types "trà hoa" would get everybody; the list of households filters by hamlet."""
    assert _titles(database, "tra lac") == []
    assert _titles(database, "dinh tra hoa") == ["Đinh Văn Hoà", "Đinh Thị Thuỷ"]


def test_a_birth_year_that_does_not_fit_finds_nobody(database: Database) -> None:
    assert _titles(database, "dao 81") == []


def test_what_was_worked_on_last_comes_first(database: Database) -> None:
    with database.reading() as connection:
        first = households.get(connection, 1)
    keep(database, Household(**{**vars(first), "note": "Sửa"}))

    with database.reading() as connection:
        titles = [found.title for found in search.recent_households(connection, 2)]

    assert titles == ["Hồ Văn Đào", "Hồ Văn 100%"]


def test_hits_beyond_the_first_names_come_in_the_same_order_as_if_all_people_were_ranked(
    data_folder: Path,
) -> None:
    """Names are read a few at a time; people fetched for one page of hits are the first of all."""
    opened = make_commune(data_folder)
    given = ("An", "Bình", "Chi", "Dung", "Đào", "Én", "Gấm", "Hà", "Khế", "Lan", "Mây", "Nụ")
    keep_all(
        opened,
        [
            make_household(f"Hồ {middle} {last}", (f"Hồ {middle} {last}", "child"), hamlet_id=1 + place % 2)
            for place, (middle, last) in enumerate(product(("Văn", "Minh", "Xuân"), given))
        ],
    )

    with opened.reading() as connection:
        everybody = search.find(connection, "ho", 1_000)
        first = search.find(connection, "ho", 30)

    opened.close()
    heads = [found.is_head for found in everybody]
    names = [fold(found.title) for found in everybody if found.is_head]
    assert len(everybody) == 72
    assert first == everybody[:30]
    assert heads == sorted(heads, reverse=True)
    assert names == sorted(names)
