"""An issued plan is changed by a later version: the signed one stays, the new one says what differs."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from povdesk import papers, papers_plan
from povdesk.documents.blocks import Table
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.plan import LegalBasis, PlanStatus
from povdesk.domain.plan_changes import ChangeKind
from povdesk.storage import commune, plan_edits, plan_versions, plans
from povdesk.storage.database import Database, open_database
from tests.storage import made_once

TODAY = date(2024, 10, 1)
REASON = "Tỉnh giao bổ sung kinh phí nhà ở."


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commune whose plan is signed; every test works on a copy."""
    path = tmp_path_factory.mktemp("Xã điều chỉnh") / "povdesk.db"
    made = made_once.sample_commune(path, households=100, clock=lambda: datetime(2024, 10, 1, 8))
    with made.writing() as act:
        plan_id = plans.find(act.connection, 2024)
        assert plan_id is not None
        plan, facts = papers.plan_with_facts(act.connection, 2024, TODAY)
        plan_edits.issue(
            act,
            plan.id,
            number="5",
            signed_on=date(2024, 3, 5),
            signer_uid=commune.signers(act.connection)[0].uid,
            current=facts.values,
        )
    made.close()
    return path


@pytest.fixture
def database(issued: Path, data_folder: Path) -> Iterator[Database]:
    path = data_folder / "povdesk.db"
    shutil.copy(issued, path)
    opened = open_database(path)
    yield opened
    opened.close()


def test_a_version_needs_a_reason_and_an_issued_plan(database: Database) -> None:
    with pytest.raises(InvalidInput, match="lý do"), database.writing() as act:
        plan_versions.new_version(act, plans.find(act.connection, 2024) or 0, "  ")


def test_the_new_version_begins_with_the_issued_words_and_leaves_the_issued_one_alone(
    database: Database,
) -> None:
    with database.writing() as act:
        first = plans.find(act.connection, 2024) or 0
        signed = plans.load(act.connection, first)
        basis = LegalBasis("Căn cứ Công văn số 12/UBND ngày 20/9/2024 của Ủy ban nhân dân huyện")
        second = plan_versions.new_version(act, first, REASON, basis)
        plan = plans.load(act.connection, second)
        section = next(one for one in plan.walk() if "hộ cận nghèo" in one.body and one.code == "S2.2.b")
        plan_edits.save_section(act, second, section.uid, heading="", body="Phấn đấu giảm 50 hộ cận nghèo")

    with database.reading() as connection:
        assert plans.find(connection, 2024) == second
        assert plans.load(connection, first) == signed
        new, facts = papers.plan_with_facts(connection, 2024, TODAY)
        found = papers_plan.plan_changes(connection, new, facts)
        document = papers_plan.newest_adjustment(connection, 2024, TODAY)
    assert (new.version, new.status, new.number, new.note) == (2, PlanStatus.DRAFTING, "", REASON)
    changed = {one.where: one for one in found if one.where in ("S2.2.b", "basis")}
    assert changed["S2.2.b"].before == "Phấn đấu giảm 45 hộ cận nghèo"
    assert changed["S2.2.b"].after == "Phấn đấu giảm 50 hộ cận nghèo"
    assert changed["S2.2.b"].kind is ChangeKind.CHANGED
    table = next(block for block in document.sections[0].blocks if isinstance(block, Table))
    assert ("Phấn đấu giảm 45 hộ cận nghèo", "Phấn đấu giảm 50 hộ cận nghèo") in {
        tuple(row[2:]) for row in table.rows if isinstance(row, tuple)
    }


def test_only_the_newest_issued_version_can_be_changed_again(database: Database) -> None:
    with database.writing() as act:
        first = plans.find(act.connection, 2024) or 0
        plan_versions.new_version(act, first, REASON)
    with pytest.raises(NotPossibleNow, match="bản điều chỉnh mới hơn"), database.writing() as act:
        plan_versions.new_version(act, first, REASON)
