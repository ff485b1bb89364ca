"""Steps of a round: dates of the procedure, what a step lacks, the meeting's half, the posting's days."""

from dataclasses import replace
from datetime import date

import pytest

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.review import RoundKind, RoundState
from povdesk.domain.round_progress import StepNotReady
from povdesk.storage import (
    meetings,
    round_missing,
    round_steps,
)
from povdesk.storage.meetings import Complaint, Meeting, Posting, Vote
from tests.storage import round_run
from tests.storage.round_run import database, families, open_round

__all__ = ["database", "families"]


def test_a_step_is_not_closed_while_something_is_missing(database, families) -> None:
    key = open_round(database)
    round_run.finish(database, key, RoundState.LISTING, on=date(2024, 9, 10))

    with pytest.raises(StepNotReady, match="còn 4 việc") as refused, database.writing() as act:
        round_steps.finish(act, key, RoundState.SURVEYING, date(2024, 10, 1))

    assert {one.household_id for one in refused.value.missing} == set(families.values())
    with pytest.raises(NotPossibleNow, match="chưa kết thúc"), database.writing() as act:
        round_steps.finish(act, key, RoundState.POSTING, date(2024, 10, 1))


def test_less_than_half_in_favour_means_review_and_meet_again(database, families) -> None:
    key = open_round(database)
    round_run.close_forms(database, key)
    round_run.hold_meetings(database, key, date(2024, 11, 18))
    with database.writing() as act:
        held = meetings.of_hamlet(act.connection, key, 1)
        meetings.save(act, key, held, [Vote(families["poor"], 19, 21)])

    with database.reading() as connection:
        lacking = round_missing.missing(connection, key, RoundState.MEETING)
    assert [one.household_id for one in lacking] == [families["poor"]]
    assert "19/40 ý kiến đồng ý, dưới 50%" in lacking[0].text

    again = Meeting(1, date(2024, 11, 25), "Nhà văn hóa thôn", "Hồ Văn Lễ", "Đinh Thị Ngát", 60, 50)
    with database.writing() as act:
        lines = meetings.votes(act.connection, key, 1)
        meetings.save(act, key, again, [Vote(line.household_id, 20, 20) for line in lines])
    with database.reading() as connection:
        assert round_missing.missing(connection, key, RoundState.MEETING) == ()


def test_the_posting_lasts_three_working_days_and_complaints_are_answered(database, families) -> None:
    key = open_round(database)
    # 22/11/2024 is a Friday: three working days end on Wednesday 27/11.
    posting_id = round_run.post(database, key, date(2024, 11, 22), date(2024, 11, 26))
    with database.writing() as act:
        told = Complaint(posting_id, date(2024, 11, 25), "Đinh Văn Khánh", "Hộ mới mua xe", families["near"])
        complaint_id = meetings.save_complaint(act, told)

    with database.reading() as connection:
        lacking = round_missing.missing(connection, key, RoundState.POSTING)
    assert "phải đến 27/11/2024" in lacking[0].text
    assert "chưa ghi kết quả phúc tra" in lacking[1].text

    with database.writing() as act:
        put_right = Posting(None, date(2024, 11, 22), date(2024, 11, 27), "Nhà văn hóa", id=posting_id)
        meetings.save_posting(act, key, put_right)
    with database.writing() as act:
        answered = replace(told, id=complaint_id, rechecked_on=date(2024, 11, 28), result="Giữ kết quả")
        meetings.save_complaint(act, answered)
    with database.reading() as connection:
        assert round_missing.missing(connection, key, RoundState.POSTING) == ()


def test_an_unset_addressee_is_said_but_does_not_stop_the_round(database, families) -> None:
    key = open_round(database)

    with database.reading() as connection:
        lacking = round_missing.missing(connection, key, RoundState.OPINION)

    assert any("Chưa rõ báo cáo gửi ai" in one.text for one in lacking)
    assert not any(one.blocks for one in lacking)


def test_opening_a_second_round_of_a_year_is_refused(database) -> None:
    open_round(database)

    with pytest.raises(NotPossibleNow, match="đã mở rồi"):
        open_round(database)
    with pytest.raises(NotPossibleNow, match="chưa công nhận"):
        open_round(database, RoundKind.PERIOD_START, date(2024, 12, 16))


def test_steps_have_the_procedures_dates_and_may_be_given_others(database, families) -> None:
    key = open_round(database)
    with database.writing() as act:
        round_steps.set_due(act, key, RoundState.MEETING, date(2024, 11, 8))

    with database.reading() as connection:
        due = {one.step: one.due_on for one in round_steps.steps(connection, key)}
        clock = round_steps.clock(connection, key, date(2024, 9, 10))
    assert due[RoundState.RECOGNISED] == date(2024, 12, 14) and due[RoundState.MEETING] == date(2024, 11, 8)
    assert clock is not None and (clock.due_on, clock.left) == (date(2024, 9, 15), 3)
