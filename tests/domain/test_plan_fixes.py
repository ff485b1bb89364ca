"""What the fix buttons do: the finding is gone afterwards, and nothing else changed."""

import dataclasses
import unicodedata

import pytest

from povdesk.domain.plan import FrozenLink, Recipient
from povdesk.domain.plan_checks import find_problems
from povdesk.domain.plan_fixes import LABELS, mended
from tests.domain.test_plan_checks import changed
from tests.plan_sample import make_facts, make_plan


def broken_plans():
    plan = make_plan()
    return {
        "strip_typed_number": changed(plan, "S2", heading="II. MỤC TIÊU"),
        "decimal_comma": changed(plan, "S2.2.b", body="Phấn đấu giảm 0.5% hộ cận nghèo"),
        "compose_letters": changed(plan, "S4.3", body=unicodedata.normalize("NFD", "Tập huấn cán bộ")),
        "strip_closing_mark": dataclasses.replace(plan, closing=f"{plan.closing}../."),
        "remove_filing_line": dataclasses.replace(
            plan, recipients=(*plan.recipients, Recipient("Lưu: VT, VHXH."))
        ),
        "committee_authority": dataclasses.replace(plan, authority=""),
        "add_recipient": plan,
        "refresh_link": dataclasses.replace(plan, frozen=(FrozenLink("IND-22.target", "30", "huyện giao"),)),
    }


@pytest.mark.parametrize("fix", sorted(LABELS))
def test_after_a_fix_its_finding_is_gone(fix):
    plan = broken_plans()[fix]
    found = [one for one in find_problems(plan, make_facts(plan)) if one.fix == fix]
    assert found

    for finding in found:
        plan = mended(plan, finding)

    assert [one for one in find_problems(plan, make_facts(plan)) if one.fix == fix] == []


def test_a_fix_of_wording_gives_back_the_shipped_text():
    plan = make_plan()
    for fix in ("strip_typed_number", "strip_closing_mark", "remove_filing_line", "committee_authority"):
        broken = broken_plans()[fix]
        (finding,) = (one for one in find_problems(broken, make_facts(broken)) if one.fix == fix)

        assert mended(broken, finding) == plan


def test_a_new_recipient_of_the_commune_stands_before_the_hamlet_heads():
    plan = make_plan()
    finding = next(one for one in find_problems(plan, make_facts(plan)) if one.subject == "R3")

    lines = [one.text for one in mended(plan, finding).recipients]

    assert lines[-2:] == ["Trạm Y tế xã", "Trưởng {{hamlets.count}} thôn"]


def test_a_higher_body_stands_first_among_the_recipients():
    plan = make_plan()
    finding = next(one for one in find_problems(plan, make_facts(plan)) if one.subject.startswith("UBND"))

    assert mended(plan, finding).recipients[0].text == "UBND huyện (b/c)"


def test_a_finding_only_the_officer_can_settle_changes_nothing():
    plan = make_plan()

    for finding in find_problems(plan, make_facts(plan)):
        if not finding.fix:
            assert mended(plan, finding) == plan
