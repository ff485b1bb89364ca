"""The plan as data: linked numbers, names valid on a date, roles, the template file."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.commune import CommuneIdentity, Hamlet, hamlets_on, identity_on
from povdesk.domain.errors import NotPossibleNow, RuleDataUnreadable
from povdesk.domain.plan import (
    FrozenLink,
    PlanStatus,
    indicators_in_text,
    link_uses,
    links_in,
    resolve_links,
)
from povdesk.domain.plan_links import link_label, target_words
from povdesk.domain.plan_template import names_on, read_names, read_template
from tests.plan_sample import IDENTITY, NAMES, make_facts, make_figures, make_plan, template


def test_a_linked_number_is_put_into_the_sentence():
    assert resolve_links("Tối thiểu {{IND-22.target}} hộ", {"IND-22.target": "27"}) == "Tối thiểu 27 hộ"


def test_a_number_that_is_not_known_shows_as_dots_and_never_as_zero():
    assert resolve_links("giảm {{IND-03.target}} hộ", {}) == "giảm … hộ"


@given(st.text(alphabet="a {}-.IND0123456789", max_size=60))
def test_text_without_links_is_never_changed(text):
    if not links_in(text):
        assert resolve_links(text, {"a": "b"}) == text


def test_the_shipped_plan_links_every_number_it_has_a_value_for():
    plan = make_plan()
    codes = {use.code for use in link_uses(plan, {})}

    with_value = {one.code for one in make_figures() if one.target.value is not None}
    assert {f"{code}.target" for code in with_value} <= codes
    assert len(with_value) == 24


def test_the_shipped_plan_names_all_26_indicators():
    assert indicators_in_text(make_plan()) == {f"IND-{number:02}" for number in range(1, 27)}


def test_every_link_of_the_shipped_plan_has_a_value_in_2024():
    plan = make_plan()

    assert [use.code for use in link_uses(plan, make_facts(plan).values) if use.is_missing] == []


def test_every_link_has_a_name_the_officer_understands():
    for use in link_uses(make_plan(), {}):
        assert link_label(use.code) != use.code


@pytest.mark.parametrize(
    "code, words",
    [("IND-01", "0,79%"), ("IND-02", "2%"), ("IND-04", "2%"), ("IND-05", "05"), ("IND-25", "82,34%")],
)
def test_a_target_stands_in_the_sentence_as_offices_write_it(code, words):
    found = next(one for one in make_figures() if one.code == code)

    assert target_words(found) == words


def test_a_frozen_number_is_printed_instead_of_the_register():
    plan = make_plan(frozen=(FrozenLink("IND-22.target", "30", "theo số huyện giao"),))

    assert plan.values({"IND-22.target": "27"})["IND-22.target"] == "30"


def test_a_frozen_number_that_left_its_source_behind_is_reported():
    plan = make_plan(
        frozen=(FrozenLink("IND-22.target", "30", "theo số huyện giao"), FrozenLink("year", "2024", "như sổ"))
    )

    uses = link_uses(plan, {"IND-22.target": "27", "year": "2024"})
    drifted = [use for use in uses if use.has_drifted]

    assert [(use.code, use.shown, use.current) for use in drifted] == [("IND-22.target", "30", "27")]


def test_a_paper_not_yet_signed_carries_the_names_of_its_own_year():
    plan = make_plan()

    assert plan.paper_day(date(2026, 11, 25)) == date(2024, 12, 31)
    assert plan.paper_day(date(2024, 5, 2)) == date(2024, 5, 2)
    assert dataclasses.replace(plan, signed_on=date(2024, 3, 5)).paper_day(date(2026, 1, 1)) == date(
        2024, 3, 5
    )


def test_an_issued_plan_is_frozen():
    assert PlanStatus.ISSUED.is_frozen and PlanStatus.ARCHIVED.is_frozen
    assert not PlanStatus.SUBMITTED.is_frozen


def test_the_commune_has_one_name_before_and_one_after_the_first_of_july_2025():
    later = CommuneIdentity("Thanh Bồng", valid_from=date(2025, 7, 1))

    assert identity_on((IDENTITY, later), date(2025, 6, 30)).full_name == "xã Trà Lâm"
    assert identity_on((IDENTITY, later), date(2025, 7, 1)).full_name == "xã Thanh Bồng"
    with pytest.raises(NotPossibleNow, match="Chưa có tên đơn vị"):
        identity_on((IDENTITY, later), date(2020, 1, 1))


def test_a_hamlet_with_a_number_takes_a_capital():
    assert Hamlet("1").full_name == "Thôn 1"
    assert Hamlet("Trà Hoa").full_name == "thôn Trà Hoa"


def test_a_hamlet_out_of_use_is_not_listed_after_its_last_day():
    old = Hamlet("Trà Cũ", valid_to=date(2023, 12, 31))

    assert hamlets_on((old, Hamlet("Trà Hoa", position=1)), date(2024, 1, 1)) == (
        Hamlet("Trà Hoa", position=1),
    )


def test_names_of_movement_and_fund_are_those_of_the_period():
    assert "campaign" in names_on(NAMES, date(2024, 3, 5))
    assert "campaign" not in names_on(NAMES, date(2026, 1, 1))


def test_the_front_is_asked_and_not_ordered():
    role = make_plan().role("R9")

    assert role.verb == "Đề nghị"
    assert role.is_one_sentence


def test_a_template_with_several_mistakes_names_all_of_them():
    text = """
    year = "2024"
    title = ""
    subject = "Giảm nghèo"
    symbol = "KH-UBND"
    [[section]]
    code = "S1"
    kind = "chapter"
    [[section]]
    code = "S1"
    kind = "text"
    """

    with pytest.raises(RuleDataUnreadable) as error:
        read_template(text, "mẫu")

    for words in ("year phải là số nguyên", "thiếu title", "kind lạ", "mã S1 dùng hai lần"):
        assert words in str(error.value)


def test_a_damaged_template_file_is_named():
    with pytest.raises(RuleDataUnreadable, match="mẫu bị hỏng"):
        read_template("year = [", "mẫu")
    with pytest.raises(RuleDataUnreadable, match="thiếu text"):
        read_names('[[name]]\ncode = "a"', "tên")


def test_the_shipped_template_says_where_each_wording_came_from():
    for section in template().plan.walk():
        assert section.source == f"annual_plan/2024:{section.code}"


def test_the_progress_column_of_a_signed_plan_never_shows_a_day_after_the_signing() -> None:
    plan = dataclasses.replace(make_plan(), progress_on=None, signed_on=None)
    today = date(plan.year, 11, 25)
    signed_on = date(plan.year, 3, 5)

    assert plan.progress_day(today) == today
    assert plan.progress_day(today, signed_on) == signed_on
    assert dataclasses.replace(plan, signed_on=signed_on).progress_day(today) == signed_on
    chosen = date(plan.year, 6, 30)
    assert dataclasses.replace(plan, progress_on=chosen).progress_day(today, signed_on) == chosen
