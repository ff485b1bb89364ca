"""Two days side by side: the difference is entered − left, everybody who moved is named with the reason."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.commune import CommuneIdentity
from povdesk.domain.period import Period, PeriodKind
from povdesk.storage import commune, period_compare, period_freezing, periods, rule_edits
from povdesk.storage.period_compare import frozen_side, live_side
from povdesk.storage.tables import (
    class_history,
    decision,
    household,
    household_event,
    person,
    review_answer,
    review_member,
)
from tests.storage import made_once
from tests.storage.commune_builder import (
    a_class,
    a_commune,
    a_form,
    a_household,
    a_measurement,
    a_person,
    an_event,
)

JUNE = date(2024, 6, 30)
NOVEMBER = date(2024, 11, 30)


class Commune:
    """A commune with a clock that the test sets."""

    def __init__(self, folder: Path) -> None:
        self.database = a_commune(folder / "povdesk.db")
        self.at(date(2024, 7, 5))
        with self.database.writing() as act:
            commune.save_identity(act, CommuneIdentity("Trà Thử", valid_from=date(2020, 1, 1)))

    def at(self, day: date) -> None:
        self.database.clock = lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

    def do(self, work, words: str = "Ghi sổ", uid: str = ""):
        with self.database.writing() as act:
            act.describe(words, "household", uid)
            return work(act)

    def freeze(self, day: date = JUNE) -> int:
        with self.database.writing() as act:
            key = periods.save(act, Period("Kỳ thử", day.year, PeriodKind.HALF, day))
        with self.database.writing() as act:
            period_freezing.freeze(act, key)
        return key

    def moves(self, code: str, key: int, day: date = NOVEMBER):
        """(entered, left, others) since a frozen period, as {name: why}."""
        with self.database.reading() as connection:
            found = period_compare.moves(
                connection, code, frozen_side(periods.get(connection, key)), live_side(day)
            )
        return tuple(
            {one.subject.name: one.why for one in rows} for rows in (found.entered, found.left, found.others)
        )


@pytest.fixture
def small(data_folder: Path):
    made = Commune(data_folder)
    yield made
    made.database.close()


def poor(act, name: str, **form) -> tuple[int, int]:
    """A poor household of 2023 with its head and the form of that round."""
    key = a_household(act, name, {2023: "poor"})
    head = a_person(act, key, name, relation="head")
    a_form(act, key, members={head: {"health_insurance": "no"}}, **form)
    return key, head


def test_a_class_that_changed_by_a_decision_is_the_reason(small):
    home, _head = small.do(lambda act: poor(act, "Hồ Văn Bền"))
    key = small.freeze()

    def changed(act):
        number = act.insert(decision, {"number": "87/QĐ-UBND", "signed_on": date(2024, 9, 10)})
        a_class(act, home, "near_poor", counted=date(2024, 9, 1))
        row = act.connection.execute(select(class_history.c.id).order_by(class_history.c.id.desc())).scalar()
        act.update(class_history, row, {"decision_id": number})

    small.do(changed)
    entered, left, _others = small.moves("poor", key)
    why = "Từ hộ nghèo thành hộ cận nghèo theo quyết định số 87/QĐ-UBND, từ 01/09/2024"
    assert (entered, left) == ({}, {"Hồ Văn Bền": why})
    entered, left, _others = small.moves("near_poor", key)
    assert (entered, left) == ({"Hồ Văn Bền": why}, {})


def test_an_answer_that_changed_in_a_new_form_is_the_reason(small):
    home, head = small.do(lambda act: poor(act, "Hồ Thị Nở", lacking={"water": "yes"}))
    key = small.freeze()
    small.do(
        lambda act: a_form(
            act,
            home,
            on=date(2024, 9, 12),
            state="closed",
            members={head: {"health_insurance": "yes"}},
            lacking={"water": "no"},
            computed="poor",
        )
    )
    assert small.moves("IND-23", key)[0] == {
        "Hồ Thị Nở": "Phiếu ngày 12/09/2024 ghi thiếu nước sinh hoạt: có thành không"
    }
    assert small.moves("IND-16", key)[0] == {"Hồ Thị Nở": "Phiếu ngày 12/09/2024 ghi có BHYT: không thành có"}


def test_support_that_was_recorded_is_the_reason(small):
    home, _head = small.do(lambda act: poor(act, "Đinh Văn Sáng"))
    key = small.freeze()
    small.do(lambda act: an_event(act, "HO_TRO_SINH_KE", date(2024, 8, 20), household_id=home))
    entered, left, _others = small.moves("IND-05", key)
    assert entered == {"Đinh Văn Sáng": "Hỗ trợ sinh kế, ngày 20/08/2024"} and left == {}


def test_support_dated_before_the_freezing_but_written_later_is_called_late(small):
    home, _head = small.do(lambda act: poor(act, "Đinh Văn Muộn"))
    key = small.freeze()
    small.at(date(2024, 7, 20))
    small.do(lambda act: an_event(act, "HO_TRO_SINH_KE", date(2024, 5, 20), household_id=home))
    assert small.moves("IND-05", key)[0] == {
        "Đinh Văn Muộn": "Hỗ trợ sinh kế, ngày 20/05/2024, ghi muộn ngày 20/07/2024"
    }


def test_a_household_that_moved_away_and_one_that_was_deleted_are_told_apart(small):
    gone, _head = small.do(lambda act: poor(act, "Hồ Văn Đi"))
    deleted, _head = small.do(lambda act: poor(act, "Hồ Văn Xóa"))
    key = small.freeze()

    def leave(act):
        row = {"household_id": gone, "kind": "moved_out", "happened_on": date(2024, 8, 1)}
        act.insert(household_event, row)
        act.update(household, gone, {"ended_on": date(2024, 8, 1)})

    small.do(leave)
    small.do(lambda act: act.update(household, deleted, {"deleted_at": "2024-08-03T10:00:00"}))
    left = small.moves("poor", key)[1]
    assert left == {
        "Hồ Văn Đi": "Hộ chuyển đi ngày 01/08/2024",
        "Hồ Văn Xóa": "Hộ đã đưa ra khỏi sổ ngày 03/08/2024",
    }


def test_somebody_who_died_or_left_the_household_is_named_so(small):
    home, head = small.do(lambda act: poor(act, "Hồ Thị Mất"))
    key = small.freeze()
    small.do(lambda act: act.update(person, head, {"died_on": date(2024, 8, 15)}))
    others = small.moves("IND-16", key)
    assert {**others[0], **others[1], **others[2]} == {"Hồ Thị Mất": "Qua đời ngày 15/08/2024"}
    assert home


def test_an_answer_corrected_in_the_same_form_after_the_freezing_is_late(small):
    _home, head = small.do(lambda act: poor(act, "Hồ Văn Sửa"))
    key = small.freeze()
    small.at(date(2024, 7, 22))

    def correct(act):
        row = act.connection.execute(
            select(review_member.c.id).where(review_member.c.person_id == head)
        ).scalar()
        act.update(review_member, row, {"health_insurance": "yes", "insured_until": date(2024, 12, 31)})

    small.do(correct)
    entered = small.moves("IND-16", key)[0]
    assert entered == {"Hồ Văn Sửa": "Phiếu ngày 01/10/2023 ghi có BHYT: có, ghi muộn ngày 22/07/2024"}


def test_a_changed_standard_alone_moves_nobody(small):
    small.do(lambda act: poor(act, "Hồ Văn Yên", lacking={"water": "yes"}))
    key = small.freeze()
    with small.database.writing() as act:
        rule_edits.put(act, "standard", "2022-2026", {"title": "Chuẩn đã đổi"}, "Sửa chuẩn")
    for code in ("poor", "IND-16", "IND-23"):
        with small.database.reading() as connection:
            same = period_compare.moves(
                connection, code, frozen_side(periods.get(connection, key)), live_side(JUNE)
            )
        assert (same.entered, same.left, same.others) == ((), (), ())


def test_typed_numbers_say_by_whom_and_when_each_was_typed(small):
    small.do(
        lambda act: a_measurement(act, "IND-17", date(2024, 5, 2), value=20.0, measured_by="Trạm Y tế xã")
    )
    key = small.freeze()
    small.do(
        lambda act: a_measurement(act, "IND-17", date(2024, 10, 2), value=18.0, measured_by="Trạm Y tế xã")
    )
    with small.database.reading() as connection:
        rows = period_compare.differences(
            connection, frozen_side(periods.get(connection, key)), live_side(NOVEMBER)
        )
    row = next(one for one in rows if one.code == "IND-17")
    assert row.change is None
    assert row.note == ("Số nhập tay. Trước: Trạm Y tế xã, 02/05/2024. Sau: Trạm Y tế xã, 02/10/2024.")


def test_answers_removed_from_the_register_still_leave_a_reason(small):
    home, _head = small.do(lambda act: poor(act, "Hồ Văn Trống", lacking={"water": "no"}))
    key = small.freeze()
    small.at(date(2024, 7, 25))

    def remove(act):
        for row in act.connection.execute(select(review_answer.c.id)).scalars().all():
            act.delete(review_answer, row)

    with small.database.reading() as connection:
        uid = connection.execute(select(household.c.uid).where(household.c.id == home)).scalar()
    small.do(remove, "Lưu phiếu hộ Hồ Văn Trống", uid)
    assert small.moves("IND-23", key)[1] == {
        "Hồ Văn Trống": "Chưa trả lời (Lưu phiếu hộ Hồ Văn Trống, ghi ngày 25/07/2024)"
    }


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("So sánh") / "povdesk.db"
    database = made_once.sample_commune(path, households=60)
    database.clock = lambda: datetime(2024, 7, 5, 9, tzinfo=UTC)
    with database.writing() as act:
        key = periods.save(act, Period("6 tháng", 2024, PeriodKind.HALF, JUNE))
    with database.writing() as act:
        period_freezing.freeze(act, key)
    yield database, key
    database.close()


def test_for_every_indicator_the_difference_is_entered_less_left_and_everybody_has_a_reason(sample):
    database, key = sample
    with database.reading() as connection:
        before, after = frozen_side(periods.get(connection, key)), live_side(date(2024, 12, 31))
        rows = period_compare.differences(connection, before, after)
        assert len(rows) == 28
        moved = 0
        for row in rows:
            if row.change is None:
                continue
            found = period_compare.moves(connection, row.code, before, after)
            assert row.change == row.entered - row.left
            assert (len(found.entered), len(found.left), len(found.others)) == (
                row.entered,
                row.left,
                row.others,
            )
            for one in (*found.entered, *found.left, *found.others):
                assert one.subject.name and one.why
                moved += 1
            wanted = period_compare.counted_part(row.code)
            assert all(one.after is wanted and one.before is not wanted for one in found.entered)
            assert all(one.before is wanted and one.after is not wanted for one in found.left)
        assert moved > 50


def test_nothing_moves_between_a_day_and_itself(sample):
    database, key = sample
    with database.reading() as connection:
        side = frozen_side(periods.get(connection, key))
        rows = period_compare.differences(connection, side, live_side(JUNE))
    assert all((row.entered, row.left, row.others) == (0, 0, 0) for row in rows)
    assert all(row.before == row.after for row in rows)


def test_reasons_are_found_for_nearly_everybody_in_the_sample(sample):
    database, key = sample
    with database.reading() as connection:
        before, after = frozen_side(periods.get(connection, key)), live_side(date(2024, 12, 31))
        unknown = [
            (row.code, one.subject.name)
            for row in period_compare.differences(connection, before, after)
            if row.change is not None
            for group in (period_compare.moves(connection, row.code, before, after),)
            for one in (*group.entered, *group.left, *group.others)
            if one.why.startswith("Chưa thấy")
        ]
    assert unknown == []
