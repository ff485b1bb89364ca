"""Edits of rule data: one after the other they say the same as all at once, and the original stays."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from povdesk.domain.errors import InvalidInput, RuleDataUnreadable
from povdesk.domain.rule_data import merged
from povdesk.storage import record_uses, rule_edits, settings
from tests.storage import made_once

CODES = some.sampled_from(["một", "hai", "ba"])
LEAVES = some.one_of(some.integers(0, 9), some.sampled_from(["Họp dân", "Niêm yết"]))


def rows(values):
    return some.lists(
        some.fixed_dictionaries({"code": CODES}, optional={"name": values, "days": values}),
        max_size=3,
        unique_by=lambda row: row["code"],
    )


ORIGINALS = some.fixed_dictionaries(
    {}, optional={"title": LEAVES, "limits": some.dictionaries(CODES, LEAVES), "step": rows(LEAVES)}
)
CHANGES = some.fixed_dictionaries(
    {},
    optional={
        "title": LEAVES,
        "limits": some.dictionaries(CODES, some.one_of(LEAVES, some.none())),
        "step": rows(some.one_of(LEAVES, some.none())),
    },
)


def known(value):
    """Without the values that are empty: reading takes them as absent."""
    if isinstance(value, dict):
        return {key: known(inner) for key, inner in value.items() if inner is not None}
    return [known(inner) for inner in value] if isinstance(value, list) else value


@pytest.fixture
def database(tmp_path: Path):
    made = made_once.register(tmp_path / "hồ sơ" / "povdesk.db", officer_name="Hồ Văn Ổn")
    yield made
    made.close()


@given(ORIGINALS, CHANGES, CHANGES)
def test_a_second_edit_is_laid_over_the_first(original, first, second):
    once = rule_edits.laid_over(original, {}, first)
    both = rule_edits.laid_over(original, once, second)

    assert known(merged(original, once)) == known(merged(original, first))
    assert known(merged(original, both)) == known(merged(merged(original, first), second))


@given(ORIGINALS, CODES)
def test_a_row_taken_out_can_be_put_back(original, code):
    removed = rule_edits.laid_over(original, {}, {"step": [{"code": code, "removed": True}]})
    assert code not in [row["code"] for row in merged(original, removed).get("step", [])]

    back = rule_edits.laid_over(original, removed, {"step": [{"code": code, "name": "Họp dân"}]})
    assert {"code": code, "name": "Họp dân"}.items() <= next(
        row for row in merged(original, back)["step"] if row["code"] == code
    ).items()


def test_rules_that_do_not_hold_together_are_refused_and_nothing_is_kept(database):
    with pytest.raises(RuleDataUnreadable, match="thiếu điểm giới hạn B1"), database.writing() as act:
        rule_edits.change(act, rule_edits.STANDARD, "2027-2030", {"status": "complete"}, "Sửa chuẩn nghèo")

    with database.reading() as connection:
        assert rule_edits.edits(connection, rule_edits.STANDARD) == {}


def test_typing_the_original_value_again_leaves_no_edit(database):
    for points in (11, 10):
        with database.writing() as act:
            rule_edits.change(
                act, rule_edits.STANDARD, "2022-2026", {"points_per_deprivation": points}, "Sửa chuẩn nghèo"
            )
    with database.reading() as connection:
        assert rule_edits.edits(connection, rule_edits.STANDARD) == {}


def test_steps_of_a_version_that_ships_none_are_added_and_taken_out(database):
    steps = [
        {"code": "listing", "name": "Lập danh sách", "actor": "Ban chỉ đạo"},
        {"code": "meeting", "name": "Họp"},
    ]
    for change in ({"step": steps, "status": "complete"}, {"step": [{"code": "meeting", "removed": True}]}):
        with database.writing() as act:
            rule_edits.change(act, rule_edits.PROCEDURE, "2027", change, "Sửa quy trình rà soát")

    with database.reading() as connection:
        mine = next(one for one in rule_edits.procedures(connection) if one.is_valid_on(date(2027, 9, 1)))
    assert [step.name for step in mine.steps] == ["Lập danh sách"] and mine.is_complete


@pytest.mark.parametrize(("year", "name"), [(1024, "Hồ Văn Ổn"), (2026, "  ")])
def test_an_impossible_year_or_an_officer_without_name_is_refused(database, year, name):
    with pytest.raises(InvalidInput), database.writing() as act:
        settings.save_office(act, year, name, "")


def test_a_record_that_nothing_uses_has_no_uses(database):
    from povdesk.domain.commune import Signer
    from povdesk.storage import commune

    with database.writing() as act:
        uid = commune.save_signer(act, Signer("Hồ Thị Ượng"))
    with database.reading() as connection:
        assert record_uses.uses(connection, "signer", uid) == ()
