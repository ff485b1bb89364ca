"""The officer's own items of the code lists: added, renamed, retired, deleted, and always taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain import catalogues
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.own_items import counted_as
from povdesk.domain.review import House, Lacking, Review
from povdesk.domain.suggestions import two_structures_are_not_durable
from povdesk.domain.working_days import after_working_days
from povdesk.storage import catalogue_edits, catalogue_items
from povdesk.storage.act import last_act
from povdesk.storage.database import Database
from povdesk.storage.tables import metadata

from .people import keep, make_commune, make_household

LISTS = sorted(set(catalogues.names()) - catalogue_items.CLOSED - {"public_holidays"})


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    made = make_commune(data_folder)
    yield made
    made.close()


def change(database: Database, work):  # type: ignore[no-untyped-def]
    with database.writing() as act:
        return work(act)


def listed(database: Database, name: str) -> dict[str, catalogues.CatalogueItem]:
    with database.reading() as connection:
        return {item.code: item for item in catalogue_items.items(connection, name)}


def take_back(database: Database) -> None:
    with database.writing() as act:
        found = last_act(act.connection)
        assert found is not None
        act.undo(found[0])


@pytest.mark.parametrize("name", LISTS)
def test_every_list_takes_an_item_of_the_officers_own_and_gives_it_back(
    database: Database, name: str
) -> None:
    before = listed(database, name)
    like = next(iter(before)) if catalogue_items.needs_pattern(name) else ""

    code = change(database, lambda act: catalogue_items.add(act, name, "  Mục riêng của xã ", like=like))

    added = listed(database, name)[code]
    assert added.name == code == "Mục riêng của xã"
    assert catalogues.name_of(name, code) == "Mục riêng của xã"
    if like:
        facts = set(added.extra) | {"short", "quick"}
        assert set(before[like].extra) <= facts
    take_back(database)
    assert listed(database, name) == before


def test_every_place_named_for_a_list_is_a_column() -> None:
    for places in catalogue_items._COLUMNS.values():
        for table, column, words in places:
            assert column in metadata.tables[table].c
            assert words
    assert set(catalogue_items._COLUMNS) == set(LISTS)


def test_a_new_kind_of_wall_must_say_which_one_it_counts_as(database: Database) -> None:
    with pytest.raises(InvalidInput, match="tính giống mục nào"):
        change(database, lambda act: catalogue_items.add(act, "house_walls", "Vách nứa"))

    change(database, lambda act: catalogue_items.add(act, "house_walls", "Vách nứa", like="other"))

    assert listed(database, "house_walls")["Vách nứa"].extra["durable"] is False


@pytest.mark.parametrize("words", ["con dâu", "CON  DÂU", "", "   "])
def test_a_name_that_is_there_already_or_empty_is_refused(database: Database, words: str) -> None:
    with pytest.raises(InvalidInput):
        change(database, lambda act: catalogue_items.add(act, "relations", words))


def test_an_item_in_use_is_only_retired(database: Database) -> None:
    change(database, lambda act: catalogue_items.add(act, "relations", "Con nuôi"))
    keep(database, make_household("Hồ Văn Đào", ("Hồ Thị Ái", "Con nuôi")))

    for work in (
        lambda act: catalogue_items.delete(act, "relations", "Con nuôi"),
        lambda act: catalogue_items.rename(act, "relations", "Con nuôi", "Con nuôi hợp pháp"),
    ):
        with pytest.raises(NotPossibleNow, match="1 người trong sổ"):
            change(database, work)
    change(database, lambda act: catalogue_items.retire(act, "relations", "Con nuôi", date(2024, 10, 31)))

    item = listed(database, "relations")["Con nuôi"]
    assert item.is_valid_on(date(2024, 10, 31))
    assert not item.is_valid_on(date(2024, 11, 1))


def test_an_unused_item_is_renamed_and_deleted(database: Database) -> None:
    change(database, lambda act: catalogue_items.add(act, "reasons", "Thiên tai", like="other"))
    code = change(database, lambda act: catalogue_items.rename(act, "reasons", "Thiên tai", "Lũ quét"))

    assert "Thiên tai" not in listed(database, "reasons")
    assert listed(database, "reasons")[code].name == "Lũ quét"
    change(database, lambda act: catalogue_items.delete(act, "reasons", code))
    assert code not in listed(database, "reasons")


def test_a_shipped_item_is_retired_and_used_again_but_never_edited(database: Database) -> None:
    before = listed(database, "ethnic_groups")
    for work in (
        lambda act: catalogue_items.rename(act, "ethnic_groups", "30", "Cor"),
        lambda act: catalogue_items.delete(act, "ethnic_groups", "30"),
    ):
        with pytest.raises(NotPossibleNow, match="kèm theo"):
            change(database, work)

    change(database, lambda act: catalogue_items.retire(act, "ethnic_groups", "30", date(2024, 12, 31)))
    retired = listed(database, "ethnic_groups")["30"]
    assert retired.valid_to == date(2024, 12, 31)
    assert (retired.name, retired.certainty, retired.extra) == (
        before["30"].name,
        before["30"].certainty,
        before["30"].extra,
    )

    change(database, lambda act: catalogue_items.resume(act, "ethnic_groups", "30"))
    assert listed(database, "ethnic_groups") == before


@pytest.mark.parametrize(
    ("name", "code"), [("relations", "head"), ("needs", None), ("priority_groups", None)]
)
def test_what_the_program_counts_by_is_not_retired(database: Database, name: str, code: str | None) -> None:
    code = code or next(iter(listed(database, name)))
    with pytest.raises(NotPossibleNow, match="cách tính"):
        change(database, lambda act: catalogue_items.retire(act, name, code, date(2024, 12, 31)))


@pytest.mark.parametrize("name", sorted(catalogue_items.CLOSED))
def test_lists_bound_to_the_counting_are_only_looked_at(database: Database, name: str) -> None:
    with pytest.raises(NotPossibleNow, match="chỉ xem"):
        change(database, lambda act: catalogue_items.add(act, name, "Mục riêng"))


def test_forms_offer_what_is_retired_last_and_say_so(database: Database) -> None:
    change(database, lambda act: catalogue_items.add(act, "relations", "Con nuôi"))
    change(database, lambda act: catalogue_items.retire(act, "relations", "son_in_law", date(2024, 6, 30)))

    with database.reading() as connection:
        offered = catalogue_items.for_forms(connection, date(2024, 10, 1))
        before = catalogue_items.for_forms(connection, date(2024, 6, 30))

    assert set(offered) == {"relations"}
    assert [item.name for item in offered["relations"]][-2:] == ["Con nuôi", "Con rể (đã ngừng)"]
    assert "Con rể" in [item.name for item in before["relations"]]


def test_a_kind_of_the_officers_own_counts_as_the_one_it_is_like(database: Database) -> None:
    family = keep(database, make_household())
    change(database, lambda act: catalogue_items.add(act, "house_walls", "Vách nứa", like="other"))
    change(database, lambda act: catalogue_items.add(act, "house_walls", "Vách tre", like="Vách nứa"))
    with database.reading() as connection:
        lists = catalogue_items.for_forms(connection, date(2024, 10, 1))

    for own in ("Vách nứa", "Vách tre"):
        form = Review(house=House(wall=own, roof="other", column="concrete"))
        home, seen = counted_as(family, form, lists)
        assert (home, seen.house.wall) == (family, "other")
        suggested = two_structures_are_not_durable(home, seen, date(2024, 10, 1))
        assert suggested.lacking is Lacking.YES
    assert counted_as(family, form, {}) == (family, form)


def test_days_of_tet_do_not_count_as_working_days(database: Database) -> None:
    codes = change(
        database,
        lambda act: catalogue_items.add_holiday(act, "Tết Nguyên đán", date(2025, 1, 27), date(2025, 1, 31)),
    )

    with database.reading() as connection:
        days_off = catalogue_edits.edits(connection, "public_holidays")
    assert len(codes) == 5
    # Friday 24/01/2025 plus one working day: Monday 03/02, after the week of Tết.
    assert after_working_days(date(2025, 1, 24), 1, days_off) == date(2025, 2, 3)
    assert after_working_days(date(2025, 1, 24), 1) == date(2025, 1, 27)
    with pytest.raises(InvalidInput, match="đã có"):
        change(database, lambda act: catalogue_items.add_holiday(act, "Tết", date(2025, 1, 31)))
