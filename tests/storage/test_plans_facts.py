"""The plan of the sample commune with its real figures: what the paper shows follows the register."""

import dataclasses
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.documents import annual_plan
from povdesk.documents.blocks import GroupRow, Table
from povdesk.domain.plan import AnnualPlan
from povdesk.domain.plan_checks import find_problems
from povdesk.domain.plan_text.lines import source_lines
from povdesk.domain.plan_text.reader import read_plan
from povdesk.domain.plan_text.taking import TakenTarget
from povdesk.storage import commune, plan_cuts, plan_edits, plan_facts, plan_import, plans, targets
from povdesk.storage.database import Database
from povdesk.storage.tables import budget_line, hamlet, review, review_member
from tests.storage import made_once

TODAY = date(2024, 12, 31)


@pytest.fixture
def database(tmp_path: Path):
    made = made_once.sample_commune(
        tmp_path / "Nguyễn Văn Ánh" / "hồ sơ" / "povdesk.db",
        clock=lambda: datetime(2024, 12, 31, 8).astimezone(),
    )
    yield made
    made.close()


def read(database: Database) -> tuple[AnnualPlan, plan_facts.PlanFacts]:
    with database.reading() as connection:
        plan = plans.load(connection, plans.find(connection, 2024) or 0)
        return plan, plan_facts.gather(connection, plan, TODAY)


def table(database, number):
    plan, facts = read(database)
    document = annual_plan.build(plan, facts, sample=True)
    return next(block for block in document.sections[number].blocks if isinstance(block, Table))


def indicator_row(database, place):
    rows = table(database, 2).rows
    return next(row for row in rows if not isinstance(row, GroupRow) and row[0] == str(place))


def test_the_annex_by_hamlet_agrees_with_the_commune_and_with_the_indicators(database):
    _, facts = read(database)

    assert sum(row.households for row in facts.hamlets) == 915
    assert sum(row.poor for row in facts.hamlets) == facts.figure("IND-01").previous.numerator
    assert len(facts.hamlets) == 4 and all(row.in_charge for row in facts.hamlets)


def test_every_linked_number_of_the_plan_has_a_value(database):
    plan, facts = read(database)

    assert not [one for one in find_problems(plan, facts) if "đang in dấu" in one.message]


def test_the_check_says_the_plans_rate_does_not_follow_from_the_register(database):
    plan, facts = read(database)
    poor = sum(row.poor for row in facts.hamlets)

    found = [one.message for one in find_problems(plan, facts)]

    assert any(f"không suy ra được từ sổ hộ: sổ ghi {poor}/915 hộ" in message for message in found)
    assert any("dân tộc thiểu số" in message and "sổ ghi" in message for message in found)


def test_the_funding_annex_equals_the_text(database):
    plan, facts = read(database)

    assert sum(line.planned for line in facts.budget) == plan.budget_total == 3_230_000_000
    assert not [one for one in find_problems(plan, facts) if one.where == "funding"]


def test_a_changed_budget_line_is_noticed(database):
    with database.writing() as act:
        act.describe("Sửa kinh phí")
        key = (
            act.connection.execute(select(budget_line.c.id).where(budget_line.c.year == 2024))
            .scalars()
            .first()
        )
        act.update(budget_line, key, {"planned": 1_000_000})

    plan, facts = read(database)

    assert [one.code for one in find_problems(plan, facts) if one.where == "funding"] == ["CHK-06"]


def test_taking_away_one_health_card_changes_only_the_figure_of_the_day(database):
    before = indicator_row(database, 16)
    with database.writing() as act:
        act.describe("Sửa thẻ bảo hiểm y tế")
        key = (
            act.connection.execute(
                select(review_member.c.id)
                .join(review, review_member.c.review_id == review.c.id)
                .where(review.c.reviewed_on >= date(2024, 1, 1), review.c.state == "closed")
                .where(review.c.computed == "poor", review_member.c.health_insurance == "yes")
            )
            .scalars()
            .all()
        )
        for one in key:
            act.update(review_member, one, {"health_insurance": "no"})

    after = indicator_row(database, 16)

    assert after[5] != before[5]
    assert [cell for place, cell in enumerate(after) if place != 5] == [
        cell for place, cell in enumerate(before) if place != 5
    ]


def test_rates_of_the_year_wait_for_the_review(database):
    assert [indicator_row(database, place)[5] for place in (1, 2, 3, 4)] == ["Chờ rà soát"] * 4


def test_cuts_given_to_hamlets_fill_the_annex_and_settle_the_check(database):
    with database.writing() as act:
        uids = act.connection.execute(select(hamlet.c.uid).order_by(hamlet.c.position)).scalars().all()
        shares = dict(zip(uids, (14, 12, 10, 9), strict=True))
        plan_cuts.save_cuts(act, 2024, {uid: plan_cuts.Cut(near_poor=share) for uid, share in shares.items()})

    plan, facts = read(database)

    assert [row.near_poor_cut for row in facts.hamlets] == [14, 12, 10, 9]
    assert not [one for one in find_problems(plan, facts) if one.code == "CHK-06"]
    assert facts.figure("IND-03").target.value == 45


def test_the_day_of_the_progress_column_can_be_fixed(database):
    plan, facts = read(database)
    assert facts.progress_on == TODAY
    with database.writing() as act:
        plan_edits.save_details(act, dataclasses.replace(plan, progress_on=date(2024, 6, 30)))

    assert read(database)[1].progress_on == date(2024, 6, 30)


def test_without_a_chosen_signer_the_default_one_of_the_day_signs(database):
    plan, _ = read(database)
    with database.writing() as act:
        plan_edits.save_details(act, dataclasses.replace(plan, signer=""))
        expected = commune.default_signer(act.connection, TODAY)

    assert read(database)[1].signer == expected


def test_a_year_without_a_closing_leaves_the_opening_blank(database):
    with database.writing() as act:
        plans.new_from_last_year(act, 2025)
        act.describe("Soạn thử")
    with database.reading() as connection:
        plan = plans.load(connection, plans.find(connection, 2025) or 0)
        facts = plan_facts.gather(connection, plan, date(2025, 3, 1))

    assert {row.poor for row in facts.hamlets} == {None}
    assert facts.identity.name == "Trà Lâm"
    assert facts.minority_opening is None or facts.minority_opening.value is not None


def test_a_plan_of_the_offices_own_text_has_the_targets_of_that_text_only(database):
    text = (
        "KẾ HOẠCH\nGiảm nghèo năm 2026\nI. CHỈ TIÊU CỤ THỂ\n1. Chỉ tiêu\n"
        "- Giảm 20 hộ cận nghèo.\n- Tỷ lệ hộ nghèo dân tộc thiểu số giảm 4 – 5%/năm."
    )
    with database.reading() as connection:
        read_text = read_plan(source_lines(text), targets.definitions(connection))
    chosen = [
        TakenTarget(one.line, one.wording, one.code, one.operator, one.value, one.unit)
        for one in read_text.targets
    ]
    with database.writing() as act:
        plan_id, _taken = plan_import.keep(act, read_text, 2026, chosen)

    with database.reading() as connection:
        plan = plans.load(connection, plan_id)
        facts = plan_facts.gather(connection, plan, date(2026, 11, 25))
    assert [figure.code for figure in facts.figures] == ["IND-03", "IND-04"]
    assert not [one for one in find_problems(plan, facts) if "không có trong lời văn" in one.message]
    assert facts.figure("IND-01") is not None, "its number can still be linked into the text"
    assert "IND-25.actual" in facts.values
    # A plan from the shipped wording keeps all 26.
    assert len(read(database)[1].figures) == 26
