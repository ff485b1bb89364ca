"""The plan of 2024 of xã Trà Lâm beside that of 2027 of xã Thanh Bồng: each is right for its own date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from povdesk import papers
from povdesk.documents import docx, pdf
from povdesk.documents.blocks import AppendixTitle, Document, Letterhead, Signature, Table
from povdesk.documents.checks import texts
from povdesk.domain.commune import HamletTotal
from povdesk.domain.household import Category
from povdesk.domain.plan import AnnualPlan
from povdesk.domain.plan_checks import find_problems
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.programme import Project
from povdesk.domain.review import RoundKind, RoundState
from povdesk.storage import commune, demo, plan_edits, plans, programme, round_steps, rounds
from povdesk.storage.database import Database
from povdesk.storage.tables import class_history, household
from tests.documents.words import docx_words, pdf_words
from tests.storage.round_run import run

IN_2024, IN_2027 = date(2024, 3, 5), date(2027, 2, 10)
DISTRICT = re.compile(r"\bhuyện\b", re.IGNORECASE)


class Enough(Exception):
    """Takes back what a test has tried."""


@dataclass(frozen=True)
class Paper:
    """A plan with what is behind it, its document and its words."""

    plan: AnnualPlan
    facts: PlanFacts
    document: Document

    @property
    def words(self) -> str:
        found = (text for part in self.document.sections for block in part.blocks for text in texts(block))
        return " ".join(" ".join(found).split())

    def annex(self, title: str) -> Table:
        for part in self.document.sections:
            for block in part.blocks:
                if isinstance(block, AppendixTitle) and title in block.title:
                    return next(table for table in part.blocks if isinstance(table, Table))
        raise AssertionError(f"không có phụ lục {title}")

    @property
    def messages(self) -> str:
        return "\n".join(finding.message for finding in find_problems(self.plan, self.facts))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The invented commune after three more rounds, each run from its list to its decision."""
    opened = demo.create(
        tmp_path_factory.mktemp("Thanh Bồng") / "povdesk.db",
        households=60,
        clock=lambda: datetime(2027, 2, 10, 8).astimezone(),
    )
    for year in (2024, 2025, 2026):
        with opened.writing() as act:
            this = rounds.of_kind(act.connection, year, RoundKind.PERIODIC)
            key = this.id if this else round_steps.open_round(act, year, RoundKind.PERIODIC, date(year, 9, 1))
            act.describe("Mở kỳ rà soát", "review_round")
        with opened.reading() as connection:
            listed = [one.household_id for one in rounds.listed(connection, key)]
        run(opened, key, year, {one: Category.NEAR_POOR for one in listed[::3]})
    with opened.writing() as act:
        known = commune.hamlets(act.connection, date(2026, 12, 31))
        commune.save_totals(
            act, [HamletTotal(one.uid, 2026, 200 + place, 800, 190) for place, one in enumerate(known)]
        )
    with opened.writing() as act:
        plans.create_plan(act, 2027)
    yield opened
    opened.close()


def paper(database: Database, year: int, day: date) -> Paper:
    with database.reading() as connection:
        return paper_of(connection, year, day)


def paper_of(connection: Any, year: int, day: date) -> Paper:
    plan, facts = papers.plan_with_facts(connection, year, day)
    return Paper(plan, facts, papers.plan_document(plan, facts, sample=True))


@pytest.fixture(scope="module")
def before(database: Database) -> Paper:
    return paper(database, 2024, IN_2024)


@pytest.fixture(scope="module")
def after(database: Database) -> Paper:
    return paper(database, 2027, IN_2027)


def test_the_last_closing_is_that_of_2026(database: Database) -> None:
    with database.reading() as connection:
        this = rounds.of_kind(connection, 2026, RoundKind.PERIODIC)
    assert this is not None and this.state is RoundState.RECOGNISED


def test_each_is_headed_by_the_commune_of_its_day(before: Paper, after: Paper) -> None:
    old, new = (one.document.sections[0].blocks[0] for one in (before, after))
    assert isinstance(old, Letterhead) and isinstance(new, Letterhead)
    assert (old.agency, old.place, old.year) == (("ỦY BAN NHÂN DÂN", "XÃ TRÀ LÂM"), "Trà Lâm", 2024)
    assert (new.agency, new.place, new.year) == (("ỦY BAN NHÂN DÂN", "XÃ THANH BỒNG"), "Thanh Bồng", 2027)
    assert old.agency_upper is None and new.agency_upper is None
    assert "Thanh Bồng" not in before.words
    assert "Trà Lâm" not in after.words


def test_the_district_stands_in_the_old_one_and_nowhere_in_the_new(before: Paper, after: Paper) -> None:
    assert DISTRICT.search(before.words)
    assert not DISTRICT.search(after.words)
    assert "không còn cấp huyện" not in after.messages


def test_posts_have_become_departments(before: Paper, after: Paper) -> None:
    old, new = ([role.name for role in one.plan.roles] for one in (before, after))
    assert "Công chức Tài chính - Kế toán" in old and "Cán bộ Đài Truyền thanh xã" in old
    assert new == [
        "Phòng Văn hóa - Xã hội",
        "Phòng Kinh tế",
        "Trạm Y tế xã",
        "Các ban, ngành, hội, đoàn thể",
        "Đơn vị cung ứng dịch vụ văn hóa, truyền thanh của xã",
        "Ủy ban Mặt trận Tổ quốc Việt Nam xã và các tổ chức chính trị - xã hội",
    ]
    assert "không còn là tên vai" not in before.messages + after.messages


def test_it_goes_to_the_province_and_the_offices_of_its_time(before: Paper, after: Paper) -> None:
    old, new = (signature(one).recipient_lines for one in (before, after))
    assert old[0] == "Phòng Lao động - Thương binh và Xã hội huyện;"
    assert new[:2] == ("UBND tỉnh (b/c);", "Sở Nông nghiệp và Môi trường (b/c);")
    assert "Văn phòng HĐND và UBND, các phòng có liên quan của xã;" in new
    assert old[-1] == new[-1] == "Lưu: VT, VHXH."
    assert "nhưng UBND tỉnh không có trong nơi nhận" not in after.messages


def signature(one: Paper) -> Signature:
    return next(block for block in one.document.sections[0].blocks if isinstance(block, Signature))


def test_each_names_the_standard_and_programme_in_force(before: Paper, after: Paper) -> None:
    assert "chuẩn nghèo đa chiều giai đoạn 2022-2025" in before.words
    assert "chuẩn nghèo đa chiều giai đoạn 2027-2030" in after.words
    assert "2021-2025" in before.words and "Quyết định số 90/QĐ-TTg" in before.words
    for gone in ("2021-2025", "2022-2025", "Quyết định số 90/QĐ-TTg", "Lao động - Thương binh"):
        assert gone not in after.words, gone
    assert "Chương trình mục tiêu quốc gia giai đoạn 2026-2035" in after.words
    assert "không còn hiệu lực" not in after.messages


def test_what_nobody_told_the_program_is_left_open_and_said(after: Paper) -> None:
    assert "Thực hiện Kế hoạch số … ngày … của Ủy ban nhân dân (UBND) tỉnh Quảng Ngãi về …" in after.words
    assert "Còn chỗ “…” chưa điền trong lời văn ở: căn cứ." in after.messages
    assert "Chưa có danh mục dự án của chương trình vào ngày 10/02/2027" in after.messages
    assert not re.search(r"Dự án \d", after.words)


def test_the_annex_of_money_has_no_district_column(before: Paper, after: Paper) -> None:
    old, new = (
        [cell.text for row in one.annex("KINH PHÍ").header for cell in row] for one in (before, after)
    )
    assert old.count("NSH") == 2 and "NSH" not in new
    assert new.count("NSTW") == new.count("NST") == new.count("NSX") == 2
    assert after.annex("KINH PHÍ").rows[0][:2] == ("…", "…")  # type: ignore[index]


def test_projects_entered_for_the_new_programme_print_in_its_years_only(database: Database) -> None:
    wanted = Project("MOI-1", "Việc thử của giai đoạn sau", "Nội dung 1", valid_from=date(2026, 1, 1))
    with pytest.raises(Enough), database.writing() as act:
        programme.save_project(act, wanted)
        new, old = (paper_of(act.connection, year, day) for year, day in ((2027, IN_2027), (2024, IN_2024)))
        raise Enough

    assert "Nội dung 1: Việc thử của giai đoạn sau" in new.words
    assert "Việc thử" not in old.words
    assert "Chưa có danh mục dự án" not in new.messages


def test_the_opening_is_the_closing_of_2026(database: Database, after: Paper) -> None:
    closing = date(2026, 12, 31)
    latest = (
        select(class_history.c.household_id, func.max(class_history.c.counted_from).label("day"))
        .where(class_history.c.counted_from <= closing)
        .group_by(class_history.c.household_id)
        .subquery()
    )
    with database.reading() as connection:
        poor = connection.execute(
            select(func.count())
            .select_from(class_history)
            .join(
                latest,
                (latest.c.household_id == class_history.c.household_id)
                & (latest.c.day == class_history.c.counted_from),
            )
            .join(household, household.c.id == class_history.c.household_id)
            .where(
                class_history.c.category == "poor",
                household.c.deleted_at.is_(None),
                household.c.ended_on.is_(None),
            )
        ).scalar_one()
        households = sum(row.households or 0 for row in after.facts.hamlets)
    assert poor > 0
    total = after.annex("THEO THÔN").totals[0]
    assert (total[2], total[4]) == (str(households), str(poor))
    share = f"{round(100 * poor / households, 2):.2f}".rstrip("0").rstrip(".").replace(".", ",")
    assert f"Phấn đấu giảm tỷ lệ hộ nghèo toàn xã từ {share}% xuống còn …" in after.words


def test_targets_of_2027_are_not_taken_from_another_year(after: Paper) -> None:
    assert all(figure.target is None for figure in after.facts.figures)
    assert "26 chỉ tiêu chưa có mục tiêu năm 2027." in after.messages


def test_both_say_the_same_in_pdf_and_word(before: Paper, after: Paper, tmp_path: Path) -> None:
    for name, one in (("2024", before), ("2027", after)):
        pdf.write(one.document, tmp_path / f"{name}.pdf")
        docx.write(one.document, tmp_path / f"{name}.docx")
        assert pdf_words(tmp_path / f"{name}.pdf", one.document) == docx_words(tmp_path / f"{name}.docx")


def test_a_plan_carried_on_year_by_year_takes_the_words_of_its_time(database: Database, after: Paper) -> None:
    with pytest.raises(Enough), database.writing() as act:
        act.describe("Thử")
        for year in (2025, 2026):
            plans.new_from_last_year(act, year)
        carried = plans.load(act.connection, plans.find(act.connection, 2026) or 0)
        raise Enough

    assert [role.name for role in carried.roles] == [role.name for role in after.plan.roles]
    assert [one.text for one in carried.recipients] == [one.text for one in after.plan.recipients]
    assert [(s.code, s.heading, s.body) for s in carried.walk()] == [
        (s.code, s.heading, s.body) for s in after.plan.walk()
    ]
    assert [basis.text for basis in carried.bases] == [basis.text for basis in after.plan.bases]


def test_words_of_the_officers_own_are_carried_on_as_they_are(database: Database) -> None:
    with pytest.raises(Enough), database.writing() as act:
        plans.new_from_last_year(act, 2025)
        key = plans.find(act.connection, 2025) or 0
        own = plans.load(act.connection, key).section("S4.3")
        assert own is not None
        plan_edits.save_section(act, key, own.uid, heading="", body="Tập huấn ở nhà văn hóa huyện")
        plans.new_from_last_year(act, 2026)
        carried = plans.load(act.connection, plans.find(act.connection, 2026) or 0)
        raise Enough

    kept = carried.section("S4.3")
    assert kept is not None and kept.body == "Tập huấn ở nhà văn hóa huyện"
    assert not [s.code for s in carried.walk() if s.code != "S4.3" and DISTRICT.search(s.heading + s.body)]
