"""Cadres and bodies: dated, never deleted while used; training counts in the indicator."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.assignment import Body, Cadre, HamletCharge
from povdesk.domain.errors import InvalidInput
from povdesk.storage import assignment_lists, assignments, cadres
from povdesk.storage.database import Database
from povdesk.storage.history import entries
from tests.storage.commune_builder import a_commune, a_household, parts

DAY = date(2024, 6, 30)


@pytest.fixture
def commune(data_folder: Path) -> Iterator[Database]:
    opened = a_commune(data_folder / "povdesk.db")
    with opened.writing() as act:
        act.describe("Dựng xã thử")
        a_household(act, "Hồ Văn Ánh", {2023: "poor"})
        cadres.save(act, Cadre("Hồ Thị  Ánh Tuyết", "Công chức", on_poverty_list=True))
        cadres.save(act, Cadre("Đinh Xuân Lộc", "Bí thư Đoàn xã"))
    yield opened
    opened.close()


def listed(database: Database, day: date = DAY) -> dict[str, cadres.CadreRow]:
    with database.reading() as connection:
        return {row.cadre.full_name: row for row in cadres.cadres(connection, day)}


def test_a_cadre_is_kept_with_post_phone_and_dates_and_found_by_the_cleaned_name(commune: Database) -> None:
    with commune.writing() as act:
        key = cadres.save_body(act, Body("Đoàn Thanh niên xã", "Đoàn xã", "union"))
        wanted = Cadre("Đinh Xuân Lộc", "Bí thư", key, "0900 000 000", False, date(2022, 1, 1), None, 2)
        cadres.save(act, wanted)

    row = listed(commune)["Đinh Xuân Lộc"]
    assert (row.cadre, row.body) == (wanted, "Đoàn Thanh niên xã")
    assert "Hồ Thị Ánh Tuyết" in listed(commune)


def test_training_noted_for_several_is_one_act_and_counts_in_indicator_9(commune: Database) -> None:
    assert parts(commune, "IND-09")[:2] == ([], ["Hồ Thị Ánh Tuyết"])

    with commune.writing() as act:
        assert cadres.record_training(act, [1, 2], date(2024, 5, 20), "Nghiệp vụ giảm nghèo") == 2
        assert cadres.record_training(act, [1], date(2024, 5, 20), "Ghi lại lần nữa") == 0

    assert parts(commune, "IND-09")[:2] == (["Hồ Thị Ánh Tuyết"], [])
    row = listed(commune)["Hồ Thị Ánh Tuyết"]
    assert row.trained_on == date(2024, 5, 20)
    assert row.trainings == ((date(2024, 5, 20), "Nghiệp vụ giảm nghèo"),)
    with commune.reading() as connection:
        assert entries(connection)[0].action == "Ghi tập huấn ngày 20/05/2024 cho 02 cán bộ"


def test_last_years_training_does_not_count_for_this_year(commune: Database) -> None:
    with commune.writing() as act:
        cadres.record_training(act, [1], date(2023, 12, 31), "Nghiệp vụ giảm nghèo")

    assert listed(commune)["Hồ Thị Ánh Tuyết"].trained_on is None


def test_who_is_used_cannot_be_deleted_and_the_program_says_where(commune: Database) -> None:
    with commune.writing() as act:
        assignments.assign(act, [1], 1, date(2024, 1, 1))
        cadres.record_training(act, [1], date(2024, 5, 20), "Nghiệp vụ")
    with commune.writing() as act, pytest.raises(InvalidInput) as refused:
        cadres.delete(act, 1)
    assert "01 phân công giúp hộ" in refused.value.message
    assert "01 lượt hỗ trợ, tập huấn" in refused.value.message

    with commune.writing() as act:
        cadres.delete(act, 2)
    assert list(listed(commune)) == ["Hồ Thị Ánh Tuyết"]


def test_end_of_service_without_a_successor_leaves_the_families_without_anybody(commune: Database) -> None:
    with commune.writing() as act:
        assignments.assign(act, [1], 1, date(2024, 1, 1))
        assignments.put_in_charge(act, HamletCharge(1, "", cadre_id=1, since=date(2024, 1, 1)))
    with commune.writing() as act:
        assert cadres.end_service(act, 1, date(2024, 5, 31)) == 1

    with commune.reading() as connection:
        last = assignment_lists.families(connection, date(2024, 5, 31))[0]
        after = assignment_lists.families(connection, date(2024, 6, 1))[0]
        in_charge = assignments.charges(connection, date(2024, 6, 1))[0]
    assert last.helper_names(date(2024, 5, 31)) == "Hồ Thị Ánh Tuyết"
    assert (after.helper_names(date(2024, 6, 1)), in_charge.cadre) == ("", "")
    assert not listed(commune)["Hồ Thị Ánh Tuyết"].serves_on(DAY)


def test_a_successor_takes_over_families_and_hamlets_the_day_after_in_one_act(commune: Database) -> None:
    with commune.writing() as act:
        assignments.assign(act, [1], 1, date(2024, 1, 1), goal="Thoát nghèo")
        assignments.put_in_charge(act, HamletCharge(1, "", cadre_id=1, since=date(2024, 1, 1)))
    with commune.writing() as act:
        cadres.end_service(act, 1, date(2024, 5, 31), 2)

    with commune.reading() as connection:
        seq = entries(connection)[0].seq
        assert assignment_lists.families(connection, DAY)[0].helper_names(DAY) == "Đinh Xuân Lộc"
        assert assignments.charges(connection, DAY)[0].cadre == "Đinh Xuân Lộc"
    with commune.writing() as act:
        act.undo(seq)
    with commune.reading() as connection:
        assert assignment_lists.families(connection, DAY)[0].helper_names(DAY) == "Hồ Thị Ánh Tuyết"


def test_an_end_typed_in_the_form_is_refused_while_families_are_in_care(commune: Database) -> None:
    with commune.writing() as act:
        assignments.assign(act, [1], 1, date(2024, 1, 1))
    with commune.writing() as act, pytest.raises(InvalidInput, match="còn giúp 01 hộ"):
        cadres.save(act, Cadre("Hồ Thị Ánh Tuyết", valid_to=date(2024, 5, 31), id=1))


@pytest.mark.parametrize(
    "wanted", [Cadre("  "), Cadre("Hồ Văn A", valid_from=date(2024, 5, 1), valid_to=date(2024, 4, 1))]
)
def test_a_cadre_without_name_or_with_dates_the_wrong_way_round_is_refused(
    commune: Database, wanted: Cadre
) -> None:
    with commune.writing() as act, pytest.raises(InvalidInput):
        cadres.save(act, wanted)


def test_bodies_come_by_kind_and_one_with_cadres_cannot_be_deleted(commune: Database) -> None:
    with commune.writing() as act:
        union = cadres.save_body(act, Body("Hội Nông dân xã", kind="union"))
        cadres.save_body(act, Body("Ban Giảm nghèo xã", kind="board"))
        cadres.save(act, Cadre("Đinh Xuân Lộc", body_id=union, id=2))
    with commune.writing() as act, pytest.raises(InvalidInput, match="Đã có Hội Nông dân xã"):
        cadres.save_body(act, Body("hội nông dân xã"))
    with commune.writing() as act, pytest.raises(InvalidInput, match="01 cán bộ"):
        cadres.delete_body(act, union)

    with commune.reading() as connection:
        found = cadres.bodies(connection)
    assert [(one.name, one.cadres) for one in found] == [("Ban Giảm nghèo xã", 0), ("Hội Nông dân xã", 1)]
