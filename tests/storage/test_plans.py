"""Plans in a real database: made, changed, frozen, issued, undone, moved on to the next year."""

import dataclasses
from datetime import date, datetime
from pathlib import Path

import pytest

from povdesk.domain.commune import Hamlet
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.plan import PlanSection, PlanStatus, Recipient, SectionKind
from povdesk.storage import commune, plan_cuts, plan_edits, plan_wordings, plans
from povdesk.storage.act import last_act
from povdesk.storage.database import Database
from povdesk.storage.tables import history, indicator_definition, issued_paper, plan_section
from tests.plan_sample import SIGNER
from tests.storage import made_once


def clock() -> datetime:
    return datetime(2024, 3, 1, 8, 0).astimezone()


@pytest.fixture
def database(tmp_path: Path):
    made = made_once.register(tmp_path / "Nguyễn Văn Ánh" / "hồ sơ" / "povdesk.db", clock=clock)
    yield made
    made.close()


@pytest.fixture
def plan_id(database: Database) -> int:
    with database.writing() as act:
        return plans.create_plan(act, 2024)


def load(database, plan_id):
    with database.reading() as connection:
        return plans.load(connection, plan_id)


def acts(database):
    with database.reading() as connection:
        return connection.execute(history.select()).fetchall()


def bare(plan):
    """The plan without the names that a database gives its records."""

    def section(one):
        return dataclasses.replace(
            one, uid="", indicator="", parts=tuple(section(part) for part in one.parts)
        )

    def nameless(parts):
        return tuple(dataclasses.replace(part, uid="") for part in parts)

    return dataclasses.replace(
        plan,
        uid="",
        id=0,
        bases=nameless(plan.bases),
        sections=tuple(section(one) for one in plan.sections),
        roles=nameless(plan.roles),
        recipients=nameless(plan.recipients),
    )


def test_a_new_plan_is_read_back_as_the_template_has_it(database, plan_id):
    assert bare(load(database, plan_id)) == bare(plan_wordings.template(2024).plan)


def test_making_a_plan_is_one_act(database):
    before = len(acts(database))

    with database.writing() as act:
        plans.create_plan(act, 2024)

    assert len(acts(database)) == before + 1


def test_a_year_has_one_plan(database, plan_id):
    with pytest.raises(InvalidInput, match="Đã có kế hoạch năm 2024"), database.writing() as act:
        plans.create_plan(act, 2024)


def test_the_budget_of_the_template_is_not_carried_into_another_year(database):
    with database.writing() as act:
        plan_id = plans.create_plan(act, 2023)

    assert load(database, plan_id).budget_total is None


def test_a_template_that_is_not_shipped_is_refused(database):
    with pytest.raises(NotPossibleNow, match="Không có mẫu kế hoạch năm 1999"), database.writing() as act:
        plans.create_plan(act, 2024, wording=1999)


def test_words_of_a_section_are_saved_clean_and_can_be_undone(database, plan_id):
    section = load(database, plan_id).section("S2.2.b")

    with database.writing() as act:
        plan_edits.save_section(act, plan_id, section.uid, heading="", body="Phấn  đấu giảm 40 hộ cận nghèo ")
    assert load(database, plan_id).section("S2.2.b").body == "Phấn đấu giảm 40 hộ cận nghèo"

    with database.reading() as connection:
        seq, name = last_act(connection)
    assert name == "Sửa lời văn kế hoạch năm 2024"
    with database.writing() as act:
        act.undo(seq)
    assert load(database, plan_id).section("S2.2.b").body == section.body


def test_sections_change_places_among_their_siblings_only(database, plan_id):
    section = load(database, plan_id).section("S4.2")

    with database.writing() as act:
        assert plan_edits.move_section(act, plan_id, section.uid, -1)
    with database.writing() as act:
        assert not plan_edits.move_section(act, plan_id, section.uid, -1)

    parts = load(database, plan_id).section("S4").parts
    assert [part.code for part in parts] == ["S4.2", "S4.1", "S4.3", "S4.4", "S4.5", "S4.6", "S4.7"]


def test_a_section_is_added_where_the_officer_wants_it_and_deleted_with_all_below(database, plan_id):
    plan = load(database, plan_id)
    new = PlanSection("S4.8", SectionKind.POINT, body="Kiểm tra chéo giữa các thôn.")

    with database.writing() as act:
        plan_edits.add_section(
            act, plan_id, new, parent=plan.section("S4").uid, after=plan.section("S4.1").uid
        )
    assert [part.code for part in load(database, plan_id).section("S4").parts][:3] == ["S4.1", "S4.8", "S4.2"]

    with database.writing() as act:
        plan_edits.delete_section(act, plan_id, plan.section("S2").uid)
    changed = load(database, plan_id)
    assert changed.section("S2") is None and changed.section("S2.2.h.y_te") is None
    with database.reading() as connection:
        rows = connection.execute(plan_section.select()).mappings().all()
    assert not [row for row in rows if row["code"].startswith("S2")]


def test_roles_keep_their_leads_when_their_order_changes(database, plan_id):
    roles = load(database, plan_id).roles
    wanted = (roles[2], *roles[:2], dataclasses.replace(roles[3], leads=("DA3.1", "IND-07")))

    with database.writing() as act:
        plan_edits.save_roles(act, plan_id, wanted)

    assert load(database, plan_id).roles == wanted


def test_two_roles_of_one_code_are_refused(database, plan_id):
    role = load(database, plan_id).roles[0]

    with pytest.raises(InvalidInput, match="trùng mã"), database.writing() as act:
        plan_edits.save_roles(act, plan_id, (role, role))


def test_recipients_are_saved_in_order_and_new_ones_are_added(database, plan_id):
    recipients = load(database, plan_id).recipients
    wanted = (Recipient("UBND huyện (b/c)"), *recipients[1:])

    with database.writing() as act:
        plan_edits.save_recipients(act, plan_id, wanted)

    assert [one.text for one in load(database, plan_id).recipients] == [one.text for one in wanted]


def test_legal_bases_are_saved_in_order(database, plan_id):
    basis = load(database, plan_id).bases[0]
    more = dataclasses.replace(basis, uid="", text="Căn cứ Nghị quyết của Hội đồng nhân dân xã")

    with database.writing() as act:
        plan_edits.save_bases(act, plan_id, (more, basis))

    assert [one.text for one in load(database, plan_id).bases] == [more.text, basis.text]


def test_details_are_saved_and_an_unchanged_plan_leaves_no_change(database, plan_id):
    wanted = dataclasses.replace(load(database, plan_id), budget_total=2_000_000_000, drafter_mark="HTS")

    with database.writing() as act:
        plan_edits.save_details(act, wanted)
    assert load(database, plan_id).budget_total == 2_000_000_000

    with database.writing() as act:
        plan_edits.save_details(act, load_in(act, plan_id))
        assert not act.has_changes


def load_in(act, plan_id):
    return plans.load(act.connection, plan_id)


def test_a_linked_number_is_frozen_with_a_reason_and_let_go_again(database, plan_id):
    with database.writing() as act:
        plan_edits.freeze_link(act, plan_id, "IND-22.target", "30", "theo số huyện giao")
    (link,) = load(database, plan_id).frozen
    assert (link.code, link.value, link.reason) == ("IND-22.target", "30", "theo số huyện giao")

    with database.writing() as act:
        plan_edits.refresh_link(act, plan_id, "IND-22.target", "huyện đã sửa số")
    assert load(database, plan_id).frozen == ()


def test_a_number_is_not_frozen_without_a_reason(database, plan_id):
    with pytest.raises(InvalidInput, match="Chưa ghi lý do"), database.writing() as act:
        plan_edits.freeze_link(act, plan_id, "IND-22.target", "30", " ")


def test_a_plan_goes_through_its_steps_and_is_issued_with_number_date_and_signer(database, plan_id):
    with database.writing() as act:
        plan_edits.set_status(act, plan_id, PlanStatus.SUBMITTED)
    with database.writing() as act:
        signer = commune.save_signer(act, SIGNER)
    with database.writing() as act:
        plan_edits.issue(
            act,
            plan_id,
            number="05",
            signed_on=date(2024, 3, 5),
            signer_uid=signer,
            current={"year": "2024", "commune.name": "xã Trà Lâm", "IND-22.target": "27"},
        )

    issued = load(database, plan_id)
    assert (issued.status, issued.number, issued.signed_on) == (PlanStatus.ISSUED, "05", date(2024, 3, 5))
    assert {link.code: link.value for link in issued.frozen}["IND-22.target"] == "27"
    with database.reading() as connection:
        (paper,) = connection.execute(issued_paper.select()).mappings().all()
    assert paper["signer_name"] == "Đinh Thị Niềm"
    assert paper["subject"].endswith("trên địa bàn xã Trà Lâm năm 2024")


def test_an_issued_plan_is_not_changed_any_more(database, plan_id):
    section = load(database, plan_id).section("S2.2.b")
    with database.writing() as act:
        signer = commune.save_signer(act, SIGNER)
        plan_edits.issue(act, plan_id, number="5", signed_on=date(2024, 3, 5), signer_uid=signer, current={})

    with pytest.raises(NotPossibleNow, match="đã ban hành"), database.writing() as act:
        plan_edits.save_section(act, plan_id, section.uid, heading="", body="khác")
    with pytest.raises(NotPossibleNow), database.writing() as act:
        plan_edits.set_status(act, plan_id, PlanStatus.DRAFTING)
    with database.writing() as act:
        plan_edits.set_status(act, plan_id, PlanStatus.ARCHIVED)


def test_issuing_needs_number_date_and_signer(database, plan_id):
    with pytest.raises(NotPossibleNow, match="số, ngày và người ký"), database.writing() as act:
        plan_edits.set_status(act, plan_id, PlanStatus.ISSUED)
    with database.writing() as act:
        signer = commune.save_signer(act, SIGNER)
    with pytest.raises(InvalidInput, match="Chưa nhập số"), database.writing() as act:
        plan_edits.issue(act, plan_id, number="", signed_on=date(2024, 3, 5), signer_uid=signer, current={})
    with pytest.raises(InvalidInput, match="Ngày ký thuộc năm 2025"), database.writing() as act:
        plan_edits.issue(act, plan_id, number="5", signed_on=date(2025, 3, 5), signer_uid=signer, current={})


def test_next_years_plan_takes_the_wording_and_moves_the_years_on(database, plan_id):
    section = load(database, plan_id).section("S4.3")
    with database.writing() as act:
        body = "Tập huấn trong năm 2024 theo Quyết định ngày 18/8/2024 giai đoạn 2021-2025."
        plan_edits.save_section(act, plan_id, section.uid, heading="", body=body)
        plan_edits.freeze_link(act, plan_id, "IND-22.target", "30", "theo số huyện giao")

    with database.writing() as act:
        next_id = plans.new_from_last_year(act, 2025)

    following = load(database, next_id)
    assert following.section("S4.3").body == (
        "Tập huấn trong năm 2025 theo Quyết định ngày 18/8/2024 giai đoạn 2021-2025."
    )
    assert "năm 2024" in following.bases[0].text
    assert following.frozen == () and following.budget_total is None
    assert following.roles[0].leads == load(database, plan_id).roles[0].leads


def test_next_years_plan_needs_a_plan_of_this_year(database):
    with pytest.raises(NotPossibleNow, match="Chưa có kế hoạch năm 2029"), database.writing() as act:
        plans.new_from_last_year(act, 2030)


def test_plans_are_listed_newest_first(database, plan_id):
    with database.writing() as act:
        plans.new_from_last_year(act, 2025)

    with database.reading() as connection:
        assert [(one.year, one.status) for one in plans.list_plans(connection)] == [
            (2025, PlanStatus.DRAFTING),
            (2024, PlanStatus.DRAFTING),
        ]
        assert plans.find(connection, 2024) == plan_id
        assert plans.find(connection, 2023) is None


def test_a_part_of_another_plan_cannot_be_changed_by_mistake(database, plan_id):
    with database.writing() as act:
        other = plans.new_from_last_year(act, 2025)
    section = load(database, other).section("S1")

    with pytest.raises(NotPossibleNow, match="không còn trong kế hoạch"), database.writing() as act:
        plan_edits.save_section(act, plan_id, section.uid, heading="MỤC ĐÍCH", body="")


def test_a_mended_plan_is_saved_as_one_act_with_only_what_differs(database, plan_id):
    plan = load(database, plan_id)
    wanted = dataclasses.replace(
        plan,
        closing="Đoạn kết mới.",
        recipients=(Recipient("UBND huyện (b/c)"), *plan.recipients),
    )
    before = len(acts(database))

    with database.writing() as act:
        plan_edits.save_changes(act, wanted)

    saved = load(database, plan_id)
    assert len(acts(database)) == before + 1
    assert saved.closing == "Đoạn kết mới."
    assert [one.text for one in saved.recipients] == [one.text for one in wanted.recipients]
    assert saved.sections == plan.sections


def test_what_each_hamlet_is_to_lose_is_kept_by_year(database):
    with database.writing() as act:
        act.describe("Chuẩn bị")
        for code in (plan_cuts.POOR_RATE, plan_cuts.NEAR_POOR_CUT):
            act.insert(indicator_definition, {"code": code, "name": code})
        uid = commune.save_hamlet(act, Hamlet("Trà Hoa"))
    with database.writing() as act:
        plan_cuts.save_cuts(act, 2024, {uid: plan_cuts.Cut(poor=3, near_poor=12)})
    with database.writing() as act:
        plan_cuts.save_cuts(act, 2024, {uid: plan_cuts.Cut(poor=None, near_poor=14)})

    with database.reading() as connection:
        assert plan_cuts.cuts(connection, 2024) == {uid: plan_cuts.Cut(None, 14)}
        assert plan_cuts.cuts(connection, 2023) == {}
    with pytest.raises(InvalidInput, match="không được âm"), database.writing() as act:
        plan_cuts.save_cuts(act, 2024, {uid: plan_cuts.Cut(near_poor=-1)})
