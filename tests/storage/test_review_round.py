"""A review round as one piece: from its list to certificates, and read again when much has changed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.errors import InvalidInput
from povdesk.domain.household import EventKind
from povdesk.domain.review import ReviewState, RoundKind, RoundState
from povdesk.storage import (
    certificates,
    households,
    indicators,
    meetings,
    movements,
    recognition,
    round_missing,
    round_steps,
    rounds,
)
from povdesk.storage.act import last_act
from povdesk.storage.database import Database
from povdesk.storage.meetings import Meeting, Vote
from povdesk.storage.tables import class_history, household_event, review, review_request, round_outcome
from tests.storage import made_once, round_run
from tests.storage.people import keep, make_household
from tests.storage.round_run import NEAR, NOW, OUT, POOR, database, families, open_round

__all__ = ["database", "families"]


@pytest.fixture
def sample(data_folder: Path):
    opened = made_once.sample_commune(data_folder / "povdesk.db", households=80, clock=lambda: NOW)
    yield opened
    opened.close()


def test_a_round_of_the_sample_commune_runs_from_its_list_to_certificates(sample: Database) -> None:
    with sample.reading() as connection:
        this = rounds.current(connection, 2024)
        assert this is not None
        listed = rounds.listed(connection, this.id)
        before = movements.report(connection, 2024)
        assert not before.is_final and before.waiting > 0
        lacking = round_missing.missing(connection, this.id, RoundState.SURVEYING)
    unfinished = {one.household_id for one in listed if one.state is not ReviewState.CLOSED}
    assert {one.household_id for one in lacking} == unfinished

    round_run.run(sample, this.id, 2024, usual=NEAR)
    with sample.writing() as act:
        confirmed = certificates.confirm(act, this.id, date(2024, 12, 20))

    with sample.reading() as connection:
        report = movements.report(connection, 2024)
        papers = certificates.of_round(connection, this.id)
        frozen = movements.outcome(connection, this.id)
    assert report.is_final and report.is_frozen and report.agrees
    assert round_run.states(sample, this.id) == {"recognised"}
    assert confirmed == len(papers) and all(one.is_confirmed and one.year == 2025 for one in papers)
    assert report.total.found.poor.households.closing == sum(line.passage.closing is POOR for line in frozen)
    assert {line.household_id for line in frozen} >= {one.household_id for one in papers}


def test_the_closed_round_reads_the_same_after_households_changed(sample: Database) -> None:
    with sample.reading() as connection:
        this = rounds.current(connection, 2024)
    assert this is not None
    round_run.run(sample, this.id, 2024, usual=POOR)
    with sample.reading() as connection:
        before = movements.report(connection, 2024)
        proposal = recognition.proposal(connection, this.id)

    poor = [one.household_id for one in proposal if one.category is POOR]
    with sample.writing() as act:
        households.remove(act, poor[0])
    with sample.writing() as act:
        changed = households.get(act.connection, poor[1])
        head = replace(
            changed.members[0], person=replace(changed.members[0].person, full_name="Hồ Văn Đổi Tên")
        )
        households.save(act, replace(changed, hamlet_id=1, members=(head,)), on=date(2024, 12, 20))

    with sample.reading() as connection:
        after = movements.report(connection, 2024)
        next_year = movements.report(connection, 2025)
    assert after.lines == before.lines
    assert after.total == before.total and after.units == before.units
    assert next_year.total.found.poor.households.opening == after.total.found.poor.households.closing
    assert next_year.total.found.near_poor.people.opening == after.total.found.near_poor.people.closing
    removed = next(line for line in next_year.lines if line.household_id == poor[0])
    assert removed.why == "Đã xóa khỏi sổ"


def test_recognition_counts_at_the_closing_and_entitles_from_new_year(database, families) -> None:
    key = open_round(database)
    classes = {families["leaving"]: OUT, families["near"]: POOR, families["asking"]: OUT}
    round_run.run(database, key, 2024, classes, usual=POOR)

    with database.reading() as connection:
        rows = connection.execute(select(class_history).where(class_history.c.round_id == key)).all()
        report = movements.report(connection, 2024)
        papers = certificates.of_round(connection, key)
    by_household = {row.household_id: row for row in rows}
    assert families["asking"] not in by_household
    assert by_household[families["leaving"]].category == "not_poor"
    assert by_household[families["leaving"]].movement == "escaped"
    assert {row.counted_from for row in rows} == {date(2024, 12, 31)}
    assert {row.entitled_from for row in rows} == {date(2025, 1, 1)}
    assert report.total.found.poor.households.columns == (2, 0, 1, 0, 1, 0, 0, 0)
    assert report.total.found.near_poor.households.columns == (1, 0, 1, 0, 0, 0, 0, 0)
    assert report.agrees
    assert {one.household_id for one in papers} == {families["poor"], families["near"]}
    assert {one.number for one in papers} == {""}


def test_a_continuous_recognition_counts_from_the_month_of_the_decision(database, families) -> None:
    key = open_round(database, RoundKind.CONTINUOUS, date(2024, 6, 17))
    with database.writing() as act:
        act.describe("Gắn giấy đề nghị")
        asked = {"household_id": families["asking"], "kind": "recognise", "received_on": date(2024, 6, 14)}
        act.insert(review_request, {**asked, "round_id": key})
    with database.reading() as connection:
        clock = round_steps.clock(connection, key, date(2024, 6, 17))
    # 14/6/2024 is a Friday: fifteen working days later is Friday 05/7.
    assert clock is not None and clock.due_on == date(2024, 7, 5) and clock.left == 14
    round_run.close_forms(database, key)
    round_run.finish(database, key, RoundState.LISTING, RoundState.SURVEYING, on=date(2024, 6, 20))
    with database.writing() as act:
        round_steps.skip(act, key, RoundState.MEETING, "Đột xuất, không họp dân")
    round_run.post(database, key, date(2024, 6, 21), date(2024, 6, 26))
    round_run.finish(database, key, RoundState.POSTING, on=date(2024, 6, 27))
    with database.writing() as act:
        round_steps.skip(act, key, RoundState.OPINION, "Không áp dụng")

    round_run.recognise(database, key, "45/QĐ-UBND", date(2024, 7, 3))

    with database.reading() as connection:
        row = connection.execute(select(class_history).where(class_history.c.round_id == key)).one()
        assert row.counted_from == row.entitled_from == date(2024, 7, 1)
        assert certificates.of_round(connection, key)[0].year == 2024
        assert movements.outcome(connection, key)[0].movement == "newly_poor"


def test_a_total_review_opens_the_period_anew_and_the_break_is_shown(database, families) -> None:
    periodic = open_round(database)
    round_run.run(database, periodic, 2024, {families["asking"]: OUT}, usual=POOR)
    total = open_round(database, RoundKind.PERIOD_START, date(2024, 12, 16))
    round_run.close_forms(database, total, {families["near"]: OUT}, usual=NEAR)
    with database.writing() as act:
        round_steps.finish(act, total, RoundState.LISTING, date(2024, 12, 17))
        round_steps.finish(act, total, RoundState.SURVEYING, date(2024, 12, 18))
    round_run.hold_meetings(database, total, date(2024, 12, 18))
    round_run.post(database, total, date(2024, 12, 16), date(2024, 12, 19))
    steps = (RoundState.MEETING, RoundState.POSTING, RoundState.OPINION)
    round_run.finish(database, total, *steps, on=date(2024, 12, 20))
    round_run.recognise(database, total, "90/QĐ-UBND", date(2024, 12, 20))

    with database.reading() as connection:
        closing = movements.report(connection, 2024)
        opening = movements.report(connection, 2025)
    assert closing.total.found.poor.households.closing == 3 and closing.agrees
    assert opening.break_ is not None
    assert opening.break_.closed == (3, 4, 0, 0) and opening.break_.opened == (0, 0, 2, 3)
    assert opening.total.found.near_poor.households.opening == 2
    assert opening.total.found.poor.households.opening == 0


def test_a_class_other_than_the_computed_one_needs_a_reason_and_is_recognised_with_it(
    database, families
) -> None:
    key = open_round(database)
    round_run.close_forms(database, key)
    with pytest.raises(InvalidInput, match="chưa ghi lý do"), database.writing() as act:
        meetings.save(act, key, Meeting(1, date(2024, 11, 18)), [Vote(families["poor"], 40, 0, NEAR)])
    round_run.hold_meetings(database, key, date(2024, 11, 18))
    with database.writing() as act:
        held = meetings.of_hamlet(act.connection, key, 1)
        other = Vote(families["poor"], 40, 0, NEAR, "Con trai mới đi làm có lương")
        meetings.save(act, key, held, [other])

    round_run.post(database, key, date(2024, 11, 20), date(2024, 11, 26))
    steps = list(RoundState)[:-1]
    round_run.finish(database, key, *steps, on=date(2024, 12, 1))
    round_run.recognise(database, key, "87/QĐ-UBND", date(2024, 12, 12))

    with database.reading() as connection:
        row = connection.execute(select(review).where(review.c.household_id == families["poor"])).one()
        line = next(
            line for line in movements.outcome(connection, key) if line.household_id == families["poor"]
        )
    assert (row.computed, row.recognised) == ("poor", "near_poor")
    assert line.passage.closing is NEAR and "Con trai mới đi làm có lương" in line.why


def test_recognition_needs_number_and_date_and_can_be_taken_back(database, families) -> None:
    key = open_round(database)
    round_run.close_forms(database, key)
    round_run.hold_meetings(database, key, date(2024, 11, 18))
    round_run.post(database, key, date(2024, 11, 20), date(2024, 11, 26))
    round_run.finish(database, key, *list(RoundState)[:-1], on=date(2024, 12, 1))
    for number, day in (
        ("", date(2024, 12, 12)),
        ("87/2024/QĐ-UBND", date(2024, 12, 12)),
        ("87/QĐ-UBND", None),
        ("87/QĐ-UBND", date(2024, 12, 30)),
    ):
        with pytest.raises(InvalidInput), database.writing() as act:
            recognition.recognise(act, key, number, day)
    round_run.recognise(database, key, "87/QĐ-UBND", date(2024, 12, 12))

    with database.writing() as act:
        found = last_act(act.connection)
        assert found is not None and found[1].startswith("Công nhận theo quyết định 87/QĐ-UBND")
        act.undo(found[0])

    assert round_run.states(database, key) == {"closed"}
    with database.reading() as connection:
        assert rounds.get(connection, key).state is RoundState.OPINION
        assert connection.execute(select(round_outcome)).all() == []
        assert connection.execute(select(class_history).where(class_history.c.round_id == key)).all() == []


def test_a_certificate_number_is_stored_when_given_and_never_used_twice(database, families) -> None:
    key = open_round(database)
    round_run.run(database, key, 2024)
    with database.writing() as act:
        assert certificates.confirm(act, key, date(2024, 12, 20)) == 4
    with database.writing() as act:
        assert certificates.confirm(act, key, date(2024, 12, 20)) == 0
        act.describe("Không có gì thay đổi")
    with database.reading() as connection:
        first, second, *_others = certificates.of_round(connection, key)
    with database.writing() as act:
        certificates.set_number(act, first.certificate_id, "12/GCN-HN.HCN", date(2024, 12, 20))
    with pytest.raises(InvalidInput, match="đã cấp cho hộ"), database.writing() as act:
        certificates.set_number(act, second.certificate_id, "12/GCN-HN.HCN", date(2024, 12, 20))


def test_a_household_that_came_or_left_stands_in_the_other_columns(database, families) -> None:
    came = keep(database, make_household("Hồ Văn Tới"), date(2024, 5, 6)).id
    with database.writing() as act:
        act.describe("Ghi biến động")
        moved = {"kind": str(EventKind.MOVED_IN), "happened_on": date(2024, 5, 6), "size_before": 0}
        act.insert(household_event, {"household_id": came, **moved, "reason": "Từ xã khác đến"})
        row = {"household_id": came, "category": "poor", "counted_from": date(2024, 5, 6)}
        act.insert(class_history, {**row, "entitled_from": date(2024, 5, 6)})
    with database.writing() as act:
        from povdesk.storage.tables import household

        act.describe("Ghi hộ chuyển đi")
        values = {"ended_on": date(2024, 7, 1), "end_reason": "Chuyển đi xã khác"}
        act.update(household, families["leaving"], values)

    key = open_round(database)
    round_run.run(database, key, 2024, {families["asking"]: OUT, families["near"]: NEAR}, usual=POOR)

    with database.reading() as connection:
        report = movements.report(connection, 2024)
    assert report.total.found.poor.households.columns == (2, 0, 0, 1, 0, 0, 0, 1)
    assert [(line.head_name, line.why) for line, _people in report.named(POOR, 4)] == [
        ("Hồ Văn Ích", "Chuyển đi xã khác")
    ]
    assert [line.head_name for line, _people in report.named(POOR, 8)] == ["Hồ Văn Tới"]


def test_a_household_poor_within_the_year_and_out_at_its_closing_moves_in_no_table(
    database, families
) -> None:
    with database.writing() as act:
        act.describe("Công nhận thường xuyên")
        row = {"household_id": families["asking"], "category": "poor", "counted_from": date(2024, 5, 1)}
        act.insert(class_history, {**row, "entitled_from": date(2024, 5, 1)})
    key = open_round(database)
    with database.reading() as connection:
        assert families["asking"] in {one.household_id for one in rounds.listed(connection, key)}

    round_run.run(database, key, 2024, {families["asking"]: OUT, families["near"]: NEAR}, usual=POOR)

    with database.reading() as connection:
        report = movements.report(connection, 2024)
        proposal = recognition.proposal(connection, key)
    assert report.agrees
    assert report.total.found.poor.households.columns == (2, 0, 0, 0, 0, 0, 0, 0)
    assert [one.household_id for one in proposal if one.escapes] == [families["asking"]]


def test_the_tables_and_the_indicators_count_the_same_households(sample: Database) -> None:
    with sample.reading() as connection:
        this = rounds.current(connection, 2024)
    assert this is not None
    round_run.run(sample, this.id, 2024, usual=NEAR)

    for year in (2022, 2023, 2024):
        with sample.reading() as connection:
            table = movements.report(connection, year).total.found
            counted = {one.code: one for one in indicators.figures(connection, year, date(year, 12, 31))}
        near, cut = table.near_poor.households, counted["IND-03"].measured
        # Beside the net number: exits, near-poor to poor, poor to near-poor, relapses, new, other − and +.
        assert [beside.count for beside in cut.beside] == [near.column(c) for c in (2, 3, 5, 6, 7, 4, 8)]
        assert cut.value == near.opening - near.closing
        if counted["IND-01"].measured.numerator is not None:
            assert counted["IND-01"].measured.numerator == table.poor.households.closing
