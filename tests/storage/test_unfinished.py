"""What was typed and not saved is found again: each draft with the way back to where it belongs."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from povdesk.storage import drafts, plans, reviews, rounds, todo, unfinished
from povdesk.storage.act import Act
from povdesk.storage.database import Database
from povdesk.storage.tables import household, plan
from tests.storage.commune_builder import a_commune, a_household

TODAY = date(2024, 11, 15)


@pytest.fixture
def commune(tmp_path: Path) -> Iterator[Database]:
    database = a_commune(tmp_path / "Sổ hộ nghèo.db")
    yield database
    database.close()


def typed_in_a_form(act: Act, name: str) -> int:
    act.describe("Thử")
    key = a_household(act, name)
    this = rounds.current(act.connection, 2024)
    assert this is not None
    form = reviews.open_form(act.connection, key, this.id)
    drafts.put_form(act, form.household, form.review)
    return key


def test_a_half_typed_form_leads_back_to_its_household(commune: Database) -> None:
    with commune.writing() as act:
        key = typed_in_a_form(act, "Hồ Văn An")

    with commune.reading() as connection:
        (case,) = unfinished.cases(connection)
        item = next(one for one in todo.gather(connection, TODAY, 2024).items if one.code == "half_typed")

    assert (case.name, case.place, case.household_id) == ("Hồ Văn An", "household", key)
    assert case.target["household_id"] == key and case.target["round_id"] > 0
    assert case.note.startswith("Phiếu nhập dở lúc ")
    assert item.cases == (case,)


def test_a_form_of_a_new_household_leads_to_an_empty_form(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        drafts.put(act, drafts.FORM, drafts.form_key(None, ""), "{}")

    with commune.reading() as connection:
        (case,) = unfinished.cases(connection)
    assert (case.name, case.place, dict(case.target)) == (
        "Hộ mới chưa có tên",
        "household",
        {"head_name": ""},
    )


def test_half_typed_wording_and_tables_are_found_too(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        key = plans.create_plan(act, 2024, 2024)
        uid = act.connection.execute(plan.select().where(plan.c.id == key)).one().uid
        drafts.put(act, drafts.PLAN_TEXT, f"{uid}/S1.1", "{}", title="S1.1")
        drafts.put(act, drafts.SUPPORT_TABLE, "", "{}", title="Tặng quà Tết")

    with commune.reading() as connection:
        found = {case.place: case for case in unfinished.cases(connection)}
    assert found["plan"].name == "Kế hoạch năm 2024"
    assert dict(found["plan"].target) == {"year": 2024, "code": "S1.1"}
    assert found["support"].name == "Tặng quà Tết"
    assert dict(found["support"].target) == {"table": True}


def test_a_draft_whose_household_was_deleted_asks_for_nothing(commune: Database) -> None:
    with commune.writing() as act:
        key = typed_in_a_form(act, "Hồ Văn An")
        act.update(household, key, {"deleted_at": "2024-11-15T09:00:00+07:00"})

    with commune.reading() as connection:
        assert unfinished.cases(connection) == ()
