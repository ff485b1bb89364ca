"""Gói quy định: made for another commune, taken out again, and standing when the program changes."""

from datetime import date
from pathlib import Path

import pytest

from povdesk.domain import standard as standards
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import Area
from povdesk.domain.procedure import procedure_for
from povdesk.domain.rule_pack import Standing
from povdesk.domain.standard import standard_for
from povdesk.storage import (
    catalogue_edits,
    catalogue_items,
    form_a,
    plan_wordings,
    plans,
    programme,
    rule_edits,
)
from povdesk.storage.act import last_act
from povdesk.storage.database import Database
from povdesk.storage.history_reading import take_back
from povdesk.storage.rule_packs import making, removing
from povdesk.storage.tables import metadata

from . import rule_packs
from .rule_packs import (
    DAY_2027,
    HEAD,
    STANDARD,
    a_pack,
    a_register,
    by_key,
    database,
    kept,
    new_standard,
    only_standard,
    take,
)

__all__ = ["database"]


def test_a_later_pack_takes_the_place_of_an_earlier_one_and_is_taken_out_first(database: Database) -> None:
    first = take(database, only_standard())
    second_pack = only_standard(cutoffs={"rural": 155, "urban": 185})
    assert by_key(database, second_pack)[STANDARD].standing is Standing.PACK
    second = take(database, second_pack)

    with database.reading() as connection:
        (why,) = removing.in_the_way(connection, first)
    assert "gỡ gói đó trước" in why
    for uid in (second, first):
        with database.writing() as act:
            removing.remove(act, uid)
    with database.reading() as connection:
        assert not rule_edits.standard(connection, "2027-2030").is_complete
        assert all(pack.removed_at for pack in removing.packs(connection))


def test_a_pack_taken_out_leaves_the_rules_as_they_were_before(database: Database) -> None:
    with database.writing() as act:
        form_a.put(act, ["Hộ có nhà xây"])
    before = kept(database)
    uid = take(database, a_pack(), "catalogue:form_a")

    with database.writing() as act:
        removing.remove(act, uid)

    after = kept(database)
    assert {name: after[name] for name in before if name != "rule_pack"} == {
        name: before[name] for name in before if name != "rule_pack"
    }
    with database.reading() as connection:
        seq, words = last_act(connection) or (0, "")
    assert words.startswith("Gỡ gói quy định")
    with database.writing() as act:
        take_back(act, seq)
    with database.reading() as connection:
        assert rule_edits.standard(connection, "2027-2030").is_complete


def test_a_pack_whose_rule_was_edited_since_says_what_stands_in_the_way(database: Database) -> None:
    uid = take(database, a_pack())
    with database.writing() as act:
        rule_edits.change(act, rule_edits.STANDARD, "2027-2030", {"note": "Xã ghi thêm"}, "Sửa chuẩn nghèo")

    with database.reading() as connection:
        (why,) = removing.in_the_way(connection, uid)
    assert why == "“Chuẩn nghèo đa chiều giai đoạn 2027-2030” đã được sửa ở đây sau khi nhập gói."
    with pytest.raises(NotPossibleNow, match="Chưa gỡ được gói"), database.writing() as act:
        removing.remove(act, uid)
    with database.reading() as connection:
        edited = rule_edits.standard(connection, "2027-2030")
    assert edited.note == "Xã ghi thêm" and edited.cutoffs[Area.RURAL] == 150


def test_a_pack_whose_items_stand_in_records_is_not_taken_out(database: Database) -> None:
    uid = take(database, a_pack())
    with database.writing() as act:
        act.describe("Thêm kinh phí, mở kỳ")
        key = next(one.id for one in programme.projects(act.connection) if one.code == "HP1")
        act.insert(
            metadata.tables["budget_line"],
            {"project_id": key, "year": 2027, "capital": "recurrent", "source": "central"},
        )
        act.insert(
            metadata.tables["review_round"],
            {"name": "Rà soát 2027", "year": 2027, "kind": "periodic", "standard_id": "2027-2030"},
        )

    with database.reading() as connection:
        why = removing.in_the_way(connection, uid)
    assert len(why) == 2 and "1 kỳ rà soát" in why[0] and "1 dòng kinh phí" in why[1]


def test_a_standard_and_a_procedure_with_names_of_their_own_come_before_the_sketches(
    database: Database,
) -> None:
    procedure = rule_packs.new_procedure() | {"id": "QD-moi-2027"}
    files = {
        "standards/tinh.toml": new_standard(id="tinh-2027", title="Chuẩn của tỉnh (bịa)"),
        "procedures/moi.toml": procedure,
    }
    uid = take(database, a_pack(files))
    with database.reading() as connection:
        assert standard_for(DAY_2027, rule_edits.standards(connection)).id == "tinh-2027"
        assert procedure_for(DAY_2027, rule_edits.procedures(connection)).id == "QD-moi-2027"
    with database.writing() as act:
        removing.remove(act, uid)
    with database.reading() as connection:
        assert [one.id for one in rule_edits.standards(connection)] == ["2022-2026", "2027-2030"]


def test_new_shipped_defaults_leave_what_a_pack_brought_standing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(database, only_standard())
    with database.reading() as connection:
        with_pack = rule_edits.standard(connection, "2027-2030")
    later = standards.from_data(
        new_standard(
            cutoffs={"rural": 1, "urban": 2},
            note="Bản mới kèm phần mềm",
            average_lines={"rural": 3_000_000, "urban": 4_000_000},
            indicator=[
                *new_standard()["indicator"],
                {"number": 13, "code": "new", "service": "x", "name": "x", "text": "x"},
            ],
        ),
        "bản sau",
    )
    shipped = tuple(one for one in standards.shipped_standards() if one.id != later.id)
    monkeypatch.setattr(standards, "shipped_standards", lambda: (*shipped, later))

    with database.reading() as connection:
        assert rule_edits.standard(connection, "2027-2030") == with_pack


def test_an_edit_on_top_of_a_pack_is_the_officers_and_keeps_the_rest_of_the_pack(database: Database) -> None:
    take(database, only_standard())
    with database.writing() as act:
        rule_edits.change(
            act, rule_edits.STANDARD, "2027-2030", {"cutoffs": {"rural": 152}}, "Sửa chuẩn nghèo"
        )
    with database.reading() as connection:
        found = rule_edits.standard(connection, "2027-2030")
        assert found.cutoffs == {Area.RURAL: 152, Area.URBAN: 180}
        assert rule_edits.edits(connection, rule_edits.STANDARD)["2027-2030"].origin == "officer"
    assert by_key(database, only_standard())[STANDARD].standing is Standing.OWN


def test_a_commune_gives_another_what_it_typed(database: Database, data_folder: Path) -> None:
    with database.writing() as act:
        limits = {"cutoffs": {"rural": 150, "urban": 180}, "status": "complete"}
        rule_edits.change(act, rule_edits.STANDARD, "2027-2030", limits, "Sửa chuẩn nghèo")
        catalogue_items.add_holiday(act, "Tết Nguyên đán", date(2027, 2, 5), date(2027, 2, 7))
    with database.reading() as connection:
        offered = making.choices(connection)
        made = making.make(connection, HEAD, {one.key for one in offered})
    assert [one.item.title for one in offered] == [
        "Chuẩn nghèo đa chiều giai đoạn 2027-2030",
        *["Ngày nghỉ lễ: Tết Nguyên đán"] * 3,
    ]

    other = a_register(data_folder, "xã khác.db")
    file = data_folder / "quy định mới.pvrules"
    file.write_bytes(made)
    making.prove(file, made)
    take(other, rule_packs.container.read(file))
    with database.reading() as here, other.reading() as there:
        assert rule_edits.standards(here) == rule_edits.standards(there)
        assert catalogue_edits.load(here, "public_holidays") == catalogue_edits.load(there, "public_holidays")
    other.close()


def test_nothing_chosen_makes_no_pack(database: Database) -> None:
    with database.reading() as connection:
        with pytest.raises(InvalidInput, match="Chưa chọn quy định nào"):
            making.make(connection, HEAD, set())
        with pytest.raises(InvalidInput, match="chưa có tên"):
            making.make(connection, rule_packs.PackHead(" "), set())


def test_plans_are_begun_in_the_wording_that_a_pack_brought(database: Database) -> None:
    with database.reading() as connection:
        assert plan_wordings.wording_year(connection, 2028) == 2026
    uid = take(database, a_pack({"annual_plan/2028.toml": rule_packs.new_plan()}))

    with database.writing() as act:
        key = plans.create_plan(act, 2029)
    with database.reading() as connection:
        assert plans.load(connection, key).opening.startswith("UBND {{commune.name}} lập Kế hoạch (lời bịa)")
        assert plan_wordings.wording_year(connection, 2027) == 2026
        (why,) = removing.in_the_way(connection, uid)
    assert why == "“Mẫu kế hoạch từ năm 2028” đang được dùng ở 1 kế hoạch."


def test_a_plan_outlives_the_wording_it_was_begun_in(database: Database) -> None:
    take(database, a_pack({"annual_plan/2028.toml": rule_packs.new_plan()}))
    with database.reading() as connection:
        last = last_act(connection)
    with database.writing() as act:
        key = plans.create_plan(act, 2028)
    with database.writing() as act:
        assert last is not None
        act.undo(last[0])
    with database.writing() as act:
        assert plans.new_from_last_year(act, 2029) > key
    with database.reading() as connection:
        assert plan_wordings.kept(connection, 2028) == ()
