"""Gói quy định: taken in as one act, never over the officer's own edits, and taken out again."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.errors import InvalidInput, NotPossibleNow, RuleDataUnreadable
from povdesk.domain.household import Area
from povdesk.domain.officer import Officer, Role
from povdesk.domain.procedure import procedure_for
from povdesk.domain.review import RoundState
from povdesk.domain.rule_pack import Part, Standing
from povdesk.domain.rule_pack_words import differences
from povdesk.domain.standard import standard_for
from povdesk.storage import (
    catalogue_edits,
    catalogue_items,
    form_a,
    insurance_changes,
    officers,
    paper_wording,
    programme,
    result_table_rules,
    rule_edits,
    what_if_rules,
)
from povdesk.storage.act import broken_links, last_act
from povdesk.storage.database import Database
from povdesk.storage.history_reading import take_back
from povdesk.storage.indicators import rules as counting
from povdesk.storage.rule_packs import removing, taking
from povdesk.storage.tables import history, rule_override

from . import rule_packs
from .rule_packs import (
    DAY_2027,
    HEAD,
    STANDARD,
    a_pack,
    a_register,
    by_key,
    contents,
    database,
    kept,
    new_standard,
    only_standard,
    take,
)

__all__ = ["database"]


def test_a_pack_makes_the_unfinished_standard_classify(database: Database) -> None:
    with database.reading() as connection:
        assert not standard_for(DAY_2027, rule_edits.standards(connection)).is_complete

    take(database, only_standard())

    with database.reading() as connection:
        found = standard_for(DAY_2027, rule_edits.standards(connection))
    assert found.is_complete and found.id == "2027-2030"
    assert found.cutoffs == {Area.RURAL: 150, Area.URBAN: 180}
    assert "lời bịa" in found.indicators[0].text


def test_everything_a_pack_may_bring_is_in_force_afterwards(database: Database) -> None:
    take(database, a_pack())

    with database.reading() as connection:
        procedure = procedure_for(DAY_2027, rule_edits.procedures(connection))
        posting = next(step for step in procedure.steps if step.step is RoundState.POSTING)
        assert (procedure.title, posting.working_days) == ("Quy trình rà soát từ năm 2027 (bịa)", 7)
        lines = paper_wording.lines(connection, "round.toml", "D08")
        assert lines["funding"] == ("Kinh phí do tỉnh cấp cho {xa}.",)
        assert lines["scope"] == paper_wording.shipped("round.toml", "D08")["scope"]
        assert result_table_rules.data(connection)["options"]["extras"] == ["T11"]
        projects = {one.code: one for one in programme.projects(connection, DAY_2027)}
        assert projects["HP1.1"].parent == "HP1" and projects["HP1"].programme == "2026-2035"
        holidays = {item.code: item for item in catalogue_edits.load(connection, "public_holidays")}
        assert holidays["2027-02-05"].extra == {"month": 2, "day": 5}
        assert [item.name for item in form_a.items(connection)] == ["Hộ có ô tô"]
        assert counting.load(connection)[0].exit_months == 24
        assert what_if_rules.load(connection).years == 4
        assert insurance_changes.entitled_groups(connection)[-1].source == "Văn bản bịa"
        assert broken_links(connection) == []


def test_a_pack_is_one_act_that_undo_takes_back_whole(database: Database) -> None:
    before = kept(database)
    take(database, a_pack())

    with database.reading() as connection:
        acts = connection.execute(select(history.c.action).order_by(history.c.seq.desc()).limit(1)).scalar()
        last = last_act(connection)
    assert acts == f"Nhập gói quy định {HEAD.name}, số 01/2026"
    assert last is not None
    with database.writing() as act:
        take_back(act, last[0])
    assert kept(database) == before


def test_the_list_says_who_took_a_pack_in_when_and_what_it_changed(database: Database) -> None:
    take(database, a_pack())

    with database.reading() as connection:
        (pack,) = removing.packs(connection)
        edit = rule_edits.edits(connection, rule_edits.STANDARD)["2027-2030"]
    assert (pack.head, pack.who) == (HEAD, "Hồ Văn Ổn")
    assert pack.taken_at.date() == date(2026, 12, 21)
    assert {one.part for one in pack.items} == set(Part)
    standard = next(one for one in pack.items if one.part is Part.STANDARD)
    changed = {one.place: (one.before, one.after) for one in differences(standard.was, standard.now)}
    assert changed["Điểm giới hạn B1: nông thôn"] == ("", "150")
    assert changed["Đủ để dùng"] == ("chưa đủ", "đủ")
    assert edit.origin == "pack:Quy định giai đoạn 2027-2030, số 01/2026"


def test_what_the_officer_typed_stays_unless_chosen(database: Database) -> None:
    own = {"cutoffs": {"rural": 141, "urban": 171}, "status": "complete"}
    with database.writing() as act:
        rule_edits.change(act, rule_edits.STANDARD, "2027-2030", own, "Sửa chuẩn nghèo")

    offered = by_key(database, a_pack())
    assert offered[STANDARD].standing is Standing.OWN and not offered[STANDARD].standing.is_taken
    assert offered[STANDARD].here["cutoffs"] == {"rural": 141, "urban": 171}
    take(database, a_pack())
    with database.reading() as connection:
        assert rule_edits.standard(connection, "2027-2030").cutoffs[Area.RURAL] == 141

    take(database, a_pack(), STANDARD)
    with database.reading() as connection:
        assert rule_edits.standard(connection, "2027-2030").cutoffs[Area.RURAL] == 150


def test_every_kind_of_own_edit_is_recognised_as_own(database: Database) -> None:
    with database.writing() as act:
        paper_wording.keep(act, "round.toml", "D08", {"funding": ["Kinh phí của xã."]})
        counting.change(act, "counting", {"exit_months": 12})
        what_if_rules.change(act, "pace", {"years": 2})
        form_a.put(act, ["Hộ có nhà xây"])
        result_table_rules.set_options(act, {"extras": ["T12"]})
        day = catalogue_edits.CatalogueItem(
            "2027-02-05", "Nghỉ Tết của xã", date(2027, 2, 5), extra={"month": 2, "day": 5}
        )
        catalogue_edits.keep(act, "public_holidays", day)
        programme.save_project(act, programme.Project("HP1", "Dự án xã tự đặt"))

    standing = {key: one.standing for key, one in by_key(database, a_pack()).items()}
    own = {key for key, value in standing.items() if value is Standing.OWN}
    assert own == {
        "paper_wording:round.toml:D08",
        "indicator_rules:counting",
        "suggestion_rules:pace",
        "catalogue:form_a",
        "paper:results",
        "catalogue_item:public_holidays:2027-02-05",
        "project:2026-2035:HP1",
    }
    assert standing[STANDARD] is Standing.SHIPPED
    assert standing["project:2026-2035:HP1.1"] is Standing.NEW
    before = kept(database)
    take(database, a_pack())
    after = kept(database)
    for name in ("rule_override", "catalogue_item", "project"):
        assert set(before[name]) <= set(after[name])


def test_a_pack_changes_other_lines_of_a_paper_without_losing_the_officers(database: Database) -> None:
    with database.writing() as act:
        paper_wording.keep(act, "round.toml", "D08", {"scope": ["Cả bốn thôn."]})
    pack = a_pack({"papers/round.toml": {"D08": {"funding": ["Kinh phí do tỉnh cấp."]}}})
    assert by_key(database, pack)["paper_wording:round.toml:D08"].standing is Standing.SHIPPED

    take(database, pack)

    with database.reading() as connection:
        lines = paper_wording.lines(connection, "round.toml", "D08")
    assert (lines["scope"], lines["funding"]) == (("Cả bốn thôn.",), ("Kinh phí do tỉnh cấp.",))
    again = a_pack({"papers/round.toml": {"D08": {"scope": ["Toàn xã."]}}})
    assert by_key(database, again)["paper_wording:round.toml:D08"].standing is Standing.OWN


def test_only_who_may_edit_rules_takes_packs_in_or_out(data_folder: Path) -> None:
    database = a_register(data_folder)
    with database.writing() as act:
        key = officers.save(act, Officer("Đinh Thị Thu", role=Role.ENTER))
    uid = take(database, only_standard())
    before = kept(database)
    database.sign_in(key)
    holidays = a_pack({"catalogues/public_holidays.toml": contents()["catalogues/public_holidays.toml"]})
    with pytest.raises(NotPossibleNow):
        take(database, holidays)
    with pytest.raises(NotPossibleNow), database.writing() as act:
        removing.remove(act, uid)
    assert kept(database) == before
    database.sign_in(None)
    database.close()


def test_a_pack_that_is_all_there_already_is_not_taken_twice(database: Database) -> None:
    take(database, a_pack())
    assert {one.standing for one in by_key(database, a_pack()).values()} == {Standing.SAME}
    with pytest.raises(NotPossibleNow, match="đã có sẵn"):
        take(database, a_pack())


def test_a_sub_project_without_its_project_is_refused_and_nothing_is_kept(database: Database) -> None:
    before = kept(database)
    chosen = {"project:2026-2035:HP1.1": Standing.NEW, STANDARD: Standing.SHIPPED}
    with pytest.raises(InvalidInput, match="không có dự án cấp trên"), database.writing() as act:
        taking.take_in(act, a_pack(), chosen)
    assert kept(database) == before


def test_a_rule_edited_while_the_pack_was_looked_at_is_not_run_over(database: Database) -> None:
    pack = only_standard()
    chosen = rule_packs.as_offered(database, pack)
    with database.writing() as act:
        rule_edits.change(act, rule_edits.STANDARD, "2027-2030", {"note": "Vừa sửa"}, "Sửa chuẩn nghèo")
    with pytest.raises(NotPossibleNow, match="vừa được sửa"), database.writing() as act:
        taking.take_in(act, pack, chosen)


def test_two_finished_standards_for_the_same_days_are_pointed_out(database: Database) -> None:
    take(database, only_standard())
    second = a_pack({"standards/tinh.toml": new_standard(id="tinh-2027", title="Chuẩn của tỉnh (bịa)")})
    (offered,) = by_key(database, second).values()
    assert "Trùng thời gian áp dụng với “Chuẩn nghèo đa chiều giai đoạn 2027-2030”" in offered.remark


def test_a_new_item_of_a_list_can_be_chosen_in_forms(database: Database) -> None:
    file = {
        "title": "Nguyên nhân nghèo",
        "item": [
            {"code": "Thiếu đất rẫy", "name": "Thiếu đất rẫy", "like": "no_land", "valid_from": DAY_2027}
        ],
    }
    take(database, a_pack({"catalogues/reasons.toml": file}))
    with database.reading() as connection:
        names = [item.name for item in catalogue_items.for_forms(connection, DAY_2027)["reasons"]]
    assert "Thiếu đất rẫy" in names


def test_broken_rules_of_another_hand_are_refused_before_anything_is_kept(database: Database) -> None:
    before = kept(database)
    with database.writing() as act:
        act.describe("Ghi hỏng")
        act.insert(
            rule_override,
            {
                "kind": "standard",
                "code": "2027-2030",
                "payload": '{"question": 1}',
                "changed_at": "2026-12-01T08:00:00",
            },
        )
    with pytest.raises(RuleDataUnreadable):
        take(database, only_standard())
    assert kept(database)["rule_pack"] == before["rule_pack"]
