"""Each to-do rule on both sides: a case that is there, and the same case once it is dealt with."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.errors import InvalidInput
from povdesk.domain.indicator import Part
from povdesk.domain.plan_checks import find_problems
from povdesk.domain.plan_findings import FindingLevel
from povdesk.domain.programme import BudgetLine, Capital, Disbursement, Source
from povdesk.domain.todo import RULES, Severity, TodoItem
from povdesk.storage import (
    assignments,
    budget_lines,
    indicators,
    plan_facts,
    plans,
    programme,
    settings,
    todo,
)
from povdesk.storage import commune as storage_commune
from povdesk.storage.act import Act
from povdesk.storage.database import Database
from povdesk.storage.tables import attachment, person, plan, review
from tests.storage import made_once
from tests.storage.commune_builder import (
    a_cadre,
    a_commune,
    a_form,
    a_household,
    a_measurement,
    a_person,
    an_event,
)

TODAY = date(2024, 11, 15)


@pytest.fixture
def commune(tmp_path: Path) -> Iterator[Database]:
    database = a_commune(tmp_path / "Sổ hộ nghèo.db")
    with database.writing() as act:
        act.describe("Thử")
        settings.put(act, "working_year", 2024)
    yield database
    database.close()


def _items(database: Database, today: date = TODAY) -> dict[str, TodoItem]:
    with database.reading() as connection:
        return {item.code: item for item in todo.gather(connection, today).items}


def _names(database: Database, code: str, today: date = TODAY) -> list[str]:
    return [case.name for case in _items(database, today)[code].open_cases]


def _do(database: Database, work) -> int:  # type: ignore[no-untyped-def]
    with database.writing() as act:
        act.describe("Thử")
        result: int = work(act)
        return result


def test_every_rule_of_the_design_is_asked(commune: Database) -> None:
    assert len(RULES) == 17
    assert set(_items(commune)) == {rule.code for rule in RULES}


def test_a_poor_household_without_a_cadre_is_urgent_until_one_is_given(commune: Database) -> None:
    poor = _do(commune, lambda act: a_household(act, "Hồ Văn An", {2023: "poor"}))
    _do(commune, lambda act: a_household(act, "Hồ Văn Khá", {2023: "not_poor"}))
    item = _items(commune)["no_cadre"]
    assert [case.name for case in item.cases] == ["Hồ Văn An"]
    assert (item.severity, item.rule.may_assign) == (Severity.URGENT, True)

    helper = _do(commune, lambda act: a_cadre(act, "Hồ Thị Giúp"))
    _do(commune, lambda act: assignments.assign(act, [poor], helper, date(2024, 11, 15)))
    assert _names(commune, "no_cadre") == []
    assert _names(commune, "no_cadre", date(2024, 11, 14)) == ["Hồ Văn An"], "not before it begins"
    with commune.reading() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM assignment").scalars().all()
    _do(commune, lambda act: assignments.end_some(act, ids, date(2024, 12, 1)))
    assert _names(commune, "no_cadre", date(2024, 12, 1)) == ["Hồ Văn An"], "again after it ended"


def test_someone_without_a_card_is_the_indicators_own_list(commune: Database) -> None:
    def fill(act: Act) -> int:
        key = a_household(act, "Hồ Văn An", {2023: "near_poor"})
        has, lacks = a_person(act, key, "Hồ Văn Có"), a_person(act, key, "Hồ Thị Thiếu")
        a_form(act, key, on=date(2024, 10, 1), state="closed",
               members={has: {"health_insurance": "yes"}, lacks: {"health_insurance": "no"}})  # fmt: skip
        return lacks

    lacks = _do(commune, fill)
    assert _names(commune, "no_insurance") == ["Hồ Thị Thiếu"]
    with commune.reading() as connection:
        found = indicators.subjects(connection, "IND-16", 2024, TODAY, Part.NOT_REACHED)
    assert [one.name for one in found] == ["Hồ Thị Thiếu"]
    _do(commune, lambda act: an_event(act, "CAP_THE_BHYT", date(2024, 11, 1), person_id=lacks))
    assert _names(commune, "no_insurance") == []


def test_two_people_with_one_identity_number_are_named_both(commune: Database) -> None:
    key = _do(commune, lambda act: a_household(act, "Hồ Văn An", {2023: "poor"}))
    one = _do(commune, lambda act: a_person(act, key, "Hồ Văn Một"))
    two = _do(commune, lambda act: a_person(act, key, "Hồ Văn Hai"))
    for number, somebody in (("051000000001", one), ("051000000002", two)):
        _do(commune, lambda act, n=number, s=somebody: act.update(person, s, {"id_number": n}))
    assert _names(commune, "doubled") == []
    _do(commune, lambda act: act.update(person, two, {"id_number": "051000000001"}))
    assert sorted(_names(commune, "doubled")) == ["Hồ Văn Hai", "Hồ Văn Một"]


def test_a_form_not_closed_is_to_do_and_without_a_round_the_rule_says_why(commune: Database) -> None:
    key = _do(commune, lambda act: a_household(act, "Hồ Văn An", {2023: "poor"}))
    assert [case.note for case in _items(commune)["forms_open"].cases] == ["Chưa nhập phiếu"]
    form = _do(commune, lambda act: a_form(act, key, on=date(2024, 10, 1), state="draft"))
    assert [case.note for case in _items(commune)["forms_open"].cases] == ["Bản nháp, chưa chốt"]
    _do(commune, lambda act: act.update(review, form, {"state": "closed"}) or 0)
    assert _names(commune, "forms_open") == []
    with commune.reading() as connection:
        later = {item.code: item for item in todo.gather(connection, TODAY, 2025).items}
    assert later["forms_open"].reason == "Chưa mở kỳ rà soát năm 2025."
    assert not later["forms_open"].is_due


def test_a_household_lacking_in_housing_is_to_do_until_support_is_approved(commune: Database) -> None:
    def fill(act: Act) -> int:
        key = a_household(act, "Hồ Văn Nhà", {2023: "poor"})
        a_form(act, key, lacking={"housing_quality": "yes", "housing_area": "yes"})
        good = a_household(act, "Hồ Văn Tốt", {2023: "poor"})
        a_form(act, good, lacking={"housing_quality": "no", "housing_area": "unknown"})
        return key

    key = _do(commune, fill)
    item = _items(commune)["house_unlisted"]
    assert [(case.name, case.note) for case in item.cases] == [
        ("Hồ Văn Nhà", "Chất lượng nhà ở, Diện tích nhà ở")
    ]
    _do(commune, lambda act: an_event(act, "HO_TRO_NHA_O", date(2024, 5, 1), household_id=key,
                                      state="approved"))  # fmt: skip
    assert _names(commune, "house_unlisted") == []


def test_water_and_latrine_are_asked_together_and_each_needs_its_own_measure(commune: Database) -> None:
    def fill(act: Act) -> int:
        key = a_household(act, "Hồ Văn Khô", {2023: "poor"})
        a_form(act, key, lacking={"water": "yes", "latrine": "yes"})
        return key

    key = _do(commune, fill)
    assert [case.note for case in _items(commune)["water_unhelped"].cases] == ["Nước sinh hoạt, Nhà tiêu"]
    _do(commune, lambda act: an_event(act, "HO_TRO_NUOC_SINH_HOAT", date(2024, 3, 1), household_id=key,
                                      state="started"))  # fmt: skip
    assert [case.note for case in _items(commune)["water_unhelped"].cases] == ["Nhà tiêu"]
    _do(commune, lambda act: an_event(act, "HO_TRO_NHA_TIEU", date(2024, 3, 1), household_id=key))
    assert _names(commune, "water_unhelped") == []


def test_school_jobs_and_courses_are_the_lists_of_their_indicators(tmp_path: Path) -> None:
    database = made_once.sample_commune(tmp_path / "Xã mẫu.db", households=80)
    lists = {
        "no_insurance": "IND-16",
        "not_at_school": "IND-18",
        "job_wanted": "IND-10",
        "cadre_untrained": "IND-09",
    }
    items = _items(database)
    with database.reading() as connection:
        for rule, code in lists.items():
            found = indicators.subjects(connection, code, 2024, TODAY, Part.NOT_REACHED)
            assert [case.uid for case in items[rule].cases] == [one.uid for one in found], rule
    database.close()


def test_who_registered_to_escape_needs_some_support_this_year(commune: Database) -> None:
    def fill(act: Act) -> int:
        key = a_household(act, "Hồ Văn Thoát", {2023: "poor"})
        a_form(act, key, registered_to_escape="yes")
        return a_person(act, key, "Hồ Thị Con")

    child = _do(commune, fill)
    assert _names(commune, "escape_unhelped") == ["Hồ Văn Thoát"]
    _do(commune, lambda act: an_event(act, "DAO_TAO_NGHE", date(2023, 5, 1), person_id=child))
    assert _names(commune, "escape_unhelped") == ["Hồ Văn Thoát"], "last year's support does not count"
    _do(commune, lambda act: an_event(act, "DAO_TAO_NGHE", date(2024, 5, 1), person_id=child))
    assert _names(commune, "escape_unhelped") == []


def test_a_plan_is_to_do_until_its_signed_copy_is_kept(commune: Database) -> None:
    assert _items(commune)["plan_unsigned"].reason == "Chưa có kế hoạch năm 2024."
    key = _do(commune, lambda act: plans.create_plan(act, 2024))
    item = _items(commune)["plan_unsigned"]
    assert [(case.place, dict(case.target)) for case in item.cases] == [("plan", {"year": 2024})]
    _do(commune, lambda act: act.update(plan, key, {"status": "issued"}) or 0)
    assert [case.note for case in _items(commune)["plan_unsigned"].cases] == ["Đã ban hành, chưa đính bản ký"]
    copy = {
        "object_type": "plan",
        "object_uid": item.cases[0].uid,
        "file_name": "bản ký.pdf",
        "size": 4,
        "sha256": "",
        "content": b"%PDF",
        "added_at": "2024-11-15",
    }
    _do(commune, lambda act: act.insert(attachment, copy))
    assert _items(commune)["plan_unsigned"].cases == ()


def test_what_contradicts_itself_in_the_plan_is_what_its_checks_say(commune: Database) -> None:
    assert _items(commune)["plan_numbers"].reason == "Chưa có kế hoạch năm 2024."
    key = _do(commune, lambda act: plans.create_plan(act, 2024))
    assert _items(commune)["plan_numbers"].reason == "Chưa có tên đơn vị cho ngày 15/11/2024.", (
        "a rule that cannot be asked says why, the others stay"
    )
    with commune.writing() as act:
        storage_commune.save_identity(act, storage_commune.default_identities()[0])
    with commune.reading() as connection:
        kept = plans.load(connection, key)
        found = find_problems(kept, plan_facts.gather(connection, kept, TODAY))
    wanted = [one.message for one in found if one.level is not FindingLevel.OPEN]
    assert wanted
    assert [case.note for case in _items(commune)["plan_numbers"].cases] == wanted


def test_a_typed_number_is_asked_for_when_missing_and_when_it_is_too_old(commune: Database) -> None:
    assert "Trẻ suy dinh dưỡng thấp còi" in _names(commune, "typed_stale")
    _do(commune, lambda act: a_measurement(act, "IND-17", TODAY - timedelta(days=90), value=48.0) or 0)
    assert "Trẻ suy dinh dưỡng thấp còi" not in _names(commune, "typed_stale"), "ninety days are still new"
    assert "Trẻ suy dinh dưỡng thấp còi" in _names(commune, "typed_stale", TODAY + timedelta(days=1))


def test_a_year_without_targets_asks_for_no_numbers(commune: Database) -> None:
    _do(commune, lambda act: settings.put(act, "working_year", 2026) or 0)

    found = _items(commune, date(2026, 11, 15))["typed_stale"]
    assert (found.cases, found.reason) == ((), "Năm 2026 chưa có chỉ tiêu.")


def test_a_project_is_noted_when_it_pays_too_much_or_too_little(commune: Database) -> None:
    assert _items(commune)["budget"].reason == "Chưa nhập kinh phí năm 2024."
    wanted = BudgetLine(2024, "DA1", Capital.INVESTMENT, Source.CENTRAL, planned=100_000_000)
    _do(commune, lambda act: budget_lines.keep_lines(act, 2024, [wanted]))

    def pay(*amounts: int) -> None:
        def work(act: Act) -> int:
            (line,) = programme.budget(act.connection, 2024)
            assert line.id is not None
            days = (Disbursement(date(2024, 6, place), one) for place, one in enumerate(amounts, start=1))
            return budget_lines.keep_disbursements(act, line.id, tuple(days))

        _do(commune, work)

    # On 16 September 199 of 305 days are gone: 60 % of that share is 39.1 million of 100.
    day = date(2024, 9, 16)
    pay(39_000_000)
    assert [case.note[:4] for case in _items(commune, day)["budget"].cases] == ["Chậm"]
    pay(39_000_000, 200_000)
    assert _items(commune, day)["budget"].cases == ()
    pay(39_000_000, 200_000, 61_000_000)
    assert [case.note[:4] for case in _items(commune, day)["budget"].cases] == ["Vượt"]


def test_a_case_put_off_is_not_counted_until_its_day_has_passed(commune: Database) -> None:
    _do(commune, lambda act: a_household(act, "Hồ Văn An", {2023: "poor"}))
    _do(commune, lambda act: a_household(act, "Hồ Văn Bình", {2023: "poor"}))
    uid = next(case.uid for case in _items(commune)["no_cadre"].cases if case.name == "Hồ Văn An")
    # The clock of the test database stands at 31/12/2024.
    until = date(2025, 1, 10)
    with commune.writing() as act:
        todo.snooze(act, "no_cadre", [uid], until, "Chờ xã họp phân công")

    def open_names(day: date) -> list[str]:
        with commune.reading() as connection:
            items = todo.gather(connection, day, 2024).items
        return [case.name for item in items if item.code == "no_cadre" for case in item.open_cases]

    assert open_names(until) == ["Hồ Văn Bình"]
    assert open_names(until + timedelta(days=1)) == ["Hồ Văn An", "Hồ Văn Bình"]
    item = _items(commune)["no_cadre"]
    assert (item.count, item.snoozed) == (1, 1)
    assert "Hoãn" in _last_action(commune)
    with commune.writing() as act:
        assert todo.wake(act, "no_cadre", [uid]) == 1
    assert _items(commune)["no_cadre"].count == 2


def test_putting_off_needs_a_reason_and_a_day_to_come(commune: Database) -> None:
    with commune.writing() as act, pytest.raises(InvalidInput, match="lý do"):
        todo.snooze(act, "no_cadre", ["x"], date(2025, 1, 1), "  ")
    with commune.writing() as act, pytest.raises(InvalidInput, match="đã qua"):
        todo.snooze(act, "no_cadre", ["x"], date(2024, 12, 30), "Chờ")


def test_due_rules_come_first_and_the_urgent_ones_before_all(commune: Database) -> None:
    _do(commune, lambda act: a_household(act, "Hồ Văn An", {2023: "poor"}))
    with commune.reading() as connection:
        found = todo.gather(connection, TODAY).items
    ranks = [0 if item.is_due else 1 if item.reason else 2 for item in found]
    assert ranks == sorted(ranks)
    weights = [list(Severity).index(item.severity) for item in found if item.is_due]
    assert weights == sorted(weights)


def test_households_are_given_to_a_cadre_in_one_act_that_can_be_taken_back(commune: Database) -> None:
    keys = [
        _do(commune, lambda act, n=name: a_household(act, n, {2023: "poor"})) for name in ("Hồ A", "Hồ B")
    ]
    helper = _do(commune, lambda act: a_cadre(act, "Hồ Thị Giúp"))
    with commune.writing() as act:
        assert assignments.assign(act, keys, helper, TODAY, goal="Giúp thoát nghèo") == 2
    with commune.writing() as act:
        assert assignments.assign(act, keys[:1], helper, TODAY) == 0, "who is helped already stays"
    with commune.reading() as connection:
        load = next(one for one in assignments.cadres(connection, TODAY) if one.id == helper)
    assert load.households == 2
    with commune.reading() as connection:
        from povdesk.storage.act import last_act

        seq = last_act(connection)
    assert seq is not None
    with commune.writing() as act:
        act.undo(seq[0])
    assert _names(commune, "no_cadre") == ["Hồ A", "Hồ B"]
    with commune.writing() as act, pytest.raises(InvalidInput):
        assignments.assign(act, [], helper, TODAY)


def _last_action(database: Database) -> str:
    from povdesk.storage.tables import history

    with database.reading() as connection:
        found: str = connection.execute(
            select(history.c.action).order_by(history.c.seq.desc()).limit(1)
        ).scalar_one()
    return found
