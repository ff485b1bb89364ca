"""What an import may do to the register, and what it never does."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import Category
from povdesk.domain.importing.rehearsing import Choices, rehearse
from povdesk.domain.importing.verdicts import Rehearsal, Verdict
from povdesk.domain.movement import Movement
from povdesk.domain.official_list import ListKind
from povdesk.domain.review import RoundKind
from povdesk.spreadsheets import official_list as sheets
from povdesk.spreadsheets import reading
from povdesk.storage import imports, imports_parked, official_list, round_steps
from povdesk.storage.database import Database
from povdesk.storage.history_reading import why_not_undone
from povdesk.storage.tables import class_history, decision, history, household, person, review_round
from tests.spreadsheets.awkward import SU, TIA, UT, changed, table
from tests.spreadsheets.conftest import NOW
from tests.spreadsheets.test_reading_round_trip import an_empty_commune, last_act, rehearsed, sizes


@pytest.fixture
def register(data_folder: Path) -> Database:
    return an_empty_commune(data_folder / "povdesk.db")


@pytest.fixture
def path(data_folder: Path) -> Path:
    return data_folder / "danh sách.xlsx"


def of_year(database: Database, path: Path, year: int, **more: object) -> Rehearsal:
    found = reading.read(path)
    with database.reading() as connection:
        known = imports.register(connection, NOW.date())
    return rehearse(found, known, Choices(year=year, **more))  # type: ignore[arg-type]


def test_an_import_that_was_edited_afterwards_is_not_undone(register: Database, path: Path) -> None:
    imported = imports.take_in(register, rehearsed(register, table(path, [TIA, UT])))
    assert imported.seq is not None
    with register.reading() as connection:
        assert why_not_undone(connection, imported.seq) == ""
        key = connection.execute(select(person.c.id)).scalars().first()
    with register.writing() as act:
        act.describe("Sửa điện thoại")
        act.update(person, key or 0, {"phone": "0912345678"})

    with register.reading() as connection:
        assert "có dòng được sửa sau đó" in why_not_undone(connection, imported.seq)


def test_a_list_rehearsed_against_an_older_register_is_refused(register: Database, path: Path) -> None:
    found = rehearsed(register, table(path, [TIA]))
    with register.writing() as act:
        act.describe("Việc khác")
        act.insert(review_round, {"year": 2020, "kind": "periodic", "standard_id": "x"})
    before = sizes(register)

    with pytest.raises(NotPossibleNow, match="Sổ hộ đã đổi"):
        imports.take_in(register, found)
    assert sizes(register) == before


def test_an_import_that_is_stopped_leaves_nothing(register: Database, path: Path) -> None:
    found = rehearsed(register, table(path, [TIA, UT]))
    before, act_before = sizes(register), last_act(register)
    asked: list[bool] = []

    def stop_while_writing() -> bool:
        asked.append(True)
        return len(asked) > 4

    with pytest.raises(NotPossibleNow):
        imports.take_in(register, found, cancelled=stop_while_writing)
    assert sizes(register) == before
    with register.reading() as connection:
        later = connection.execute(select(history.c.object_type).where(history.c.seq > act_before)).scalars()
        assert set(later) <= {"backup"}


def test_the_class_counts_at_the_closing_and_entitles_from_new_year_by_its_decision(
    register: Database, data_folder: Path, commune: Database
) -> None:
    with commune.reading() as connection:
        found = official_list.gather(connection, 2023)
    path = data_folder / "chính thức.xlsx"
    sheets.write(path, replace(found, lists={**found.lists}))
    imports.take_in(register, of_year(register, path, 2023, new_hamlets=True))

    with register.reading() as connection:
        rows = connection.execute(select(class_history)).all()
        numbers = connection.execute(select(decision.c.number)).scalars().all()
    assert numbers == [found.decision_number]
    now = [row for row in rows if row.counted_from == date(2023, 12, 31)]
    assert {row.entitled_from for row in now} == {date(2024, 1, 1)}
    left = [row for row in now if row.category == str(Category.NOT_POOR)]
    gone = len(found.lists[ListKind.ESCAPED_POOR]) + len(found.lists[ListKind.ESCAPED_NEAR_POOR])
    fallen = sum(bool(one.note) for one in found.lists[ListKind.ESCAPED_POOR])
    assert len(left) == gone - fallen
    assert {row.movement for row in left} == {str(Movement.ESCAPED), str(Movement.ESCAPED_NEAR_POOR)}
    assert len([row for row in rows if row.counted_from == date(2022, 12, 31)]) == gone
    assert any("B1" in row.note and "Nguyên nhân" in row.note for row in now)


def test_what_was_recognised_in_the_program_is_never_overwritten(commune: Database, path: Path) -> None:
    with commune.reading() as connection:
        found = official_list.gather(connection, 2023)
    one = next(one for one in found.lists[ListKind.LISTED] if one.category is Category.POOR)
    otherwise = replace(one, category=Category.NEAR_POOR)
    lists = {kind: () for kind in ListKind} | {ListKind.LISTED: (otherwise,)}
    sheets.write(path, replace(found, lists=lists))

    judged = of_year(commune, path, 2023)

    assert {row.verdict for row in judged.rows} == {Verdict.DOUBTFUL}
    assert all("năm 2023 đã công nhận là hộ nghèo" in row.explanation for row in judged.rows)


def test_in_a_year_under_review_the_class_comes_from_the_form(commune: Database, path: Path) -> None:
    with commune.reading() as connection:
        found = official_list.gather(connection, 2023)
    one = found.lists[ListKind.LISTED][0]
    lists = {kind: () for kind in ListKind} | {ListKind.LISTED: (one,)}
    sheets.write(path, replace(found, lists=lists))

    judged = of_year(commune, path, 2024)

    assert "Năm 2024 đang rà soát trong phần mềm" in judged.notes[0]
    assert "diện không nhập" in judged.rows[0].explanation
    assert not any(plan.add_class for plan in judged.plans)


def test_a_list_without_a_year_counts_for_the_year_before_the_one_under_review(
    register: Database, path: Path
) -> None:
    def year_of(name: str) -> int:
        return rehearsed(register, table(path.with_name(name), [TIA])).year

    assert year_of("danh sách.xlsx") == NOW.year
    with register.writing() as act:
        round_steps.open_round(act, NOW.year, RoundKind.PERIODIC, NOW.date())

    assert year_of("danh sách.xlsx") == NOW.year - 1
    assert year_of("DS ho ngheo nam 2021.xlsx") == 2021
    # The day on which the file was made is no year of a list.
    assert year_of(f"xuat {NOW.date():%Y-%m-%d}.xlsx") == NOW.year - 1


def test_a_class_that_came_with_a_list_is_corrected_by_the_next_one(register: Database, path: Path) -> None:
    imports.take_in(register, of_year(register, table(path, [TIA, UT]), 2022))
    rows = [changed(one, category="Hộ cận nghèo") for one in (TIA, UT)]

    again = of_year(register, table(path, rows), 2022)

    assert [row.verdict for row in again.rows] == [Verdict.CHANGED, Verdict.SAME]
    assert again.rows[0].changes[0].words == "Diện cuối năm 2022: Hộ nghèo → Hộ cận nghèo"
    imports.take_in(register, again)
    with register.reading() as connection:
        assert connection.execute(select(class_history.c.category)).scalars().all() == ["near_poor"]


def test_doubtful_lines_wait_once_however_often_the_file_comes(register: Database, path: Path) -> None:
    table(path, [changed(TIA, hamlet="Trà Ngon"), SU])
    imports.take_in(register, rehearsed(register, path))
    with register.reading() as connection:
        first = imports_parked.waiting(connection)
    before = last_act(register)

    again = rehearsed(register, path)

    assert [row.name for row in first] == ["Hồ Văn Tía"] and "dòng 2" in first[0].where
    assert not again.has_work and imports.take_in(register, again).seq is None
    assert last_act(register) == before


def test_new_households_get_codes_of_their_hamlets(register: Database, path: Path) -> None:
    binh = changed(TIA, ordinal=3, name="Hồ Văn Bình", number="")
    imports.take_in(register, rehearsed(register, table(path, [TIA, SU, binh])))

    with register.reading() as connection:
        codes = connection.execute(select(household.c.code).order_by(household.c.id)).scalars().all()
    assert codes == ["T1-001", "T2-001", "T1-002"]


def test_the_first_list_of_an_office_makes_nobody_newly_poor(
    register: Database, data_folder: Path, commune: Database
) -> None:
    """Absence means not poor before only where there was a list before to be absent from (decision 9)."""
    with commune.reading() as connection:
        found = official_list.gather(connection, 2023)
    path = data_folder / "chính thức.xlsx"
    sheets.write(path, found)
    imports.take_in(register, of_year(register, path, 2023, new_hamlets=True))

    with register.reading() as connection:
        rows = connection.execute(
            select(class_history.c.movement).where(
                class_history.c.counted_from == date(2023, 12, 31),
                class_history.c.category.in_([str(Category.POOR), str(Category.NEAR_POOR)]),
            )
        ).scalars()
        said = set(rows)
    assert str(Movement.NEWLY_POOR) not in said and str(Movement.NEWLY_NEAR_POOR) not in said
