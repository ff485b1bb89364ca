"""Three registers become one commune: nothing is lost, nothing is doubled, and the way back is there."""

import json
import shutil
import zlib
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from povdesk.domain.commune_merging import is_mark, joint_state, mark_of, round_obstacle
from povdesk.domain.review import RoundState
from povdesk.storage import (
    checks,
    commune_merging,
    households,
    indicators,
    issued_papers,
    movements,
    search,
)
from povdesk.storage.act import broken_links
from povdesk.storage.commune_merging_rows import LEFT
from povdesk.storage.database import Database
from povdesk.storage.tables import (
    budget_line,
    class_history,
    decision,
    hamlet,
    hamlet_total,
    household,
    issued_paper,
    merged_commune,
    metadata,
    person,
    review_round,
    round_outcome,
    support_event,
)
from tests.storage.three_communes import JOINT, NAMES, clock, make_registers, proposed, row_counts


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three registers in folders with Vietnamese letters, and the joint one in `Thanh Bồng`."""
    base = tmp_path_factory.mktemp("ba xã") / "Nguyễn Văn Ánh" / "hồ sơ"
    make_registers(base)
    shutil.copytree(base / NAMES[0], base / "Thanh Bồng")
    joint = Database(base / "Thanh Bồng" / "povdesk.db", clock)
    for name in NAMES[1:]:
        commune_merging.merge_into(joint, base / name / "povdesk.db", "", proposed(joint, base / name))
    joint.close()
    return base


@pytest.fixture
def joint(made: Path):
    one = Database(made / "Thanh Bồng" / "povdesk.db", clock)
    yield one
    one.close()


def _of_old(connection: Connection, name: str) -> list[int]:
    rows = connection.execute(
        select(household.c.id)
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .where(hamlet.c.former_commune == f"xã {name}")
    )
    return list(rows.scalars())


def _classes(connection: Connection, keys: list[int] | None = None) -> Counter[tuple[date, str]]:
    rows = connection.execute(select(class_history))
    return Counter(
        (row.counted_from, row.category) for row in rows if keys is None or row.household_id in set(keys)
    )


def test_every_row_is_taken_found_here_already_or_kept_aside_by_name(made: Path, joint: Database) -> None:
    before = [row_counts(made / name / "povdesk.db") for name in NAMES]
    after = row_counts(joint.path)
    with joint.reading() as connection:
        told = [json.loads(text) for text in connection.execute(select(merged_commune.c.counts)).scalars()]
    for table in metadata.sorted_tables:
        name = table.name
        if name in LEFT:
            assert [one["left"][name] for one in told] == [count[name] for count in before[1:]]
        elif name != "merged_commune":
            assert after[name] == before[0][name] + sum(one["taken"][name] for one in told), name
            for one, count in zip(told, before[1:], strict=True):
                assert one["taken"][name] + one["same"][name] == count[name], name


@pytest.mark.parametrize(
    "table", [household, person, support_event, round_outcome, hamlet_total, issued_paper]
)
def test_households_people_support_and_papers_of_the_three_add_up(made: Path, joint: Database, table) -> None:
    before = sum(row_counts(made / name / "povdesk.db")[table.name] for name in NAMES)
    assert row_counts(joint.path)[table.name] == before


@pytest.mark.parametrize("name", NAMES)
def test_each_old_commune_keeps_its_classes_at_every_closing(made: Path, joint: Database, name: str) -> None:
    alone = Database(made / name / "povdesk.db", clock)
    with alone.reading() as connection:
        before = _classes(connection)
    alone.close()
    with joint.reading() as connection:
        assert _classes(connection, _of_old(connection, name)) == before


def test_a_recognised_class_keeps_the_number_of_its_own_decision(made: Path, joint: Database) -> None:
    def numbers(one: Database) -> Counter[str]:
        query = select(decision.c.number).join(class_history, class_history.c.decision_id == decision.c.id)
        with one.reading() as connection:
            return Counter(connection.execute(query).scalars())

    alone = [Database(made / name / "povdesk.db", clock) for name in NAMES]
    assert numbers(joint) == sum((numbers(one) for one in alone), Counter())
    for one in alone:
        one.close()


def test_the_rounds_of_a_year_are_one_round_and_the_opening_is_joint(made: Path, joint: Database) -> None:
    with joint.reading() as connection:
        periodic = connection.execute(
            select(review_round.c.year, func.count())
            .where(review_round.c.kind == "periodic")
            .group_by(review_round.c.year)
        ).all()
        assert {count for _year, count in periodic} == {1}
        after = movements.counted_before(connection, 2024)
    parts = []
    for name in NAMES:
        alone = Database(made / name / "povdesk.db", clock)
        with alone.reading() as connection:
            parts.append(movements.counted_before(connection, 2024)[None])
        alone.close()
    assert after[None] == tuple(map(sum, zip(*parts, strict=True)))


def test_the_indicators_of_the_first_year_are_counted_on_the_joint_opening(
    made: Path, joint: Database
) -> None:
    def found(one: Database):
        with one.reading() as connection:
            return {
                figure.code: figure for figure in indicators.figures(connection, 2024, date(2024, 12, 31))
            }

    together, parts = found(joint), []
    for name in NAMES:
        alone = Database(made / name / "povdesk.db", clock)
        parts.append(found(alone))
        alone.close()
    compared = 0
    for code in ("IND-01", "IND-02", "IND-03", "IND-04"):
        for way in ("previous", "forecast"):
            whole = getattr(together[code], way)
            each = [getattr(part[code], way) for part in parts]
            if any(one is None or one.numerator is None for one in (whole, *each)):
                continue
            assert whole.numerator == sum(one.numerator for one in each), (code, way)
            assert (whole.denominator or 0) == sum(one.denominator or 0 for one in each), (code, way)
            compared += 1
    assert compared >= 3


def test_the_file_is_sound_and_its_history_whole(joint: Database) -> None:
    with joint.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
        assert broken_links(connection) == []
        assert not [one for one in checks.check(connection) if "trùng mã" in one.message.lower()]


def test_household_codes_that_clash_get_the_first_letters_of_their_commune(joint: Database) -> None:
    with joint.reading() as connection:
        codes = list(connection.execute(select(household.c.code)).scalars())
        assert len(codes) == len(set(codes))
        changed = connection.execute(
            select(household.c.code, household.c.former_code).where(household.c.former_code != "")
        ).all()
    assert changed
    assert all(code in (f"TH-{former}", f"TT-{former}") for code, former in changed)


def test_a_household_is_still_found_by_its_former_code_also_after_it_was_saved(
    made: Path, tmp_path: Path
) -> None:
    shutil.copytree(made / "Thanh Bồng", tmp_path / "một")
    one = Database(tmp_path / "một" / "povdesk.db", clock)
    with one.writing() as act:
        row = act.connection.execute(
            select(household.c.id, household.c.former_code).where(household.c.former_code != "")
        ).first()
        act.describe("Lưu")
        kept = households.get(act.connection, row.id)
        households.save(act, replace(kept, address="cạnh suối"))
        key = act.connection.execute(select(household.c.search_key).where(household.c.id == row.id)).scalar()
        assert row.former_code.lower() in key
        hits = search.find(act.connection, row.former_code, 10)
        assert hits
    one.close()


def test_hamlets_of_one_name_stay_apart_and_remember_where_they_were(joint: Database) -> None:
    with joint.reading() as connection:
        rows = connection.execute(select(hamlet)).mappings().all()
    names = [row["name"] for row in rows]
    assert len(names) == len(set(names))
    assert Counter(row["former_commune"] for row in rows) == {f"xã {name}": len(rows) // 3 for name in NAMES}
    assert {row["name"] for row in rows if row["former_name"] == "Trà Hoa"} == {
        "Trà Hoa",
        "Trà Hoa (Trà Hiệp)",
        "Trà Hoa (Trà Thanh)",
    }


def test_papers_keep_the_register_of_their_commune_and_their_file(joint: Database) -> None:
    with joint.reading() as connection:
        rows = connection.execute(
            select(issued_paper.c.former_office, issued_paper.c.pdf).where(issued_paper.c.number == "12")
        ).all()
        assert {tuple(row) for row in rows} == {(f"xã {name}", f"%PDF {name}".encode()) for name in NAMES}
        issued_papers.refuse_used(connection, "12", "QĐ-UBND", date(2024, 12, 31))
        told = [row.subject for row in issued_papers.rows(connection, 2024) if row.number == "12"]
    assert "Công nhận hộ nghèo xã Trà Hiệp (sổ của xã Trà Hiệp)" in told


def test_the_joint_commune_has_its_name_from_the_day_chosen_and_the_old_one_before(joint: Database) -> None:
    with joint.reading() as connection:
        assert commune_merging.name_of(connection, date(2025, 6, 30)) == "xã Trà Lâm"
        assert commune_merging.name_of(connection, JOINT) == "xã Thanh Bồng"
        told = connection.execute(select(merged_commune.c.identities)).scalars().all()
    assert ["Trà Hiệp" in told[0], "Trà Thanh" in told[1]] == [True, True]


def test_money_of_a_line_that_both_have_is_added(made: Path, joint: Database) -> None:
    def total(path: Path) -> int:
        one = Database(path, clock)
        with one.reading() as connection:
            found = connection.execute(select(func.sum(budget_line.c.allocated))).scalar()
        one.close()
        return found

    assert total(joint.path) == sum(total(made / name / "povdesk.db") for name in NAMES)


def test_plans_and_targets_left_aside_are_kept_in_the_register_itself(made: Path, joint: Database) -> None:
    with joint.reading() as connection:
        kept = json.loads(
            zlib.decompress(connection.execute(select(merged_commune.c.kept)).scalars().first())
        )
    before = row_counts(made / NAMES[1] / "povdesk.db")
    assert {name: len(kept[name]) for name in ("plan", "target", "plan_section")} == {
        name: before[name] for name in ("plan", "target", "plan_section")
    }
    assert not {"person", "history", "setting", "draft"} & set(kept)


def test_the_mark_of_a_commune_is_its_first_letters() -> None:
    assert [mark_of("Trà Hiệp"), mark_of("Đức Phổ"), mark_of("")] == ["TH", "DP", "XA"]
    assert [is_mark("TH"), is_mark("T H"), is_mark("đ"), is_mark("")] == [True, False, False, False]


def test_two_rounds_become_one_only_when_both_are_recognised_or_neither_is() -> None:
    recognised, meeting, posting = RoundState.RECOGNISED, RoundState.MEETING, RoundState.POSTING
    assert round_obstacle("Kỳ", recognised, recognised, "a", "a") == ""
    assert "đã công nhận" in round_obstacle("Kỳ", recognised, meeting, "a", "a")
    assert "hai chuẩn" in round_obstacle("Kỳ", meeting, meeting, "a", "b")
    assert joint_state(posting, meeting) is meeting
