"""Numbers that others counted: kept with day and origin, refused when they cannot be right."""

from datetime import date, datetime
from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput
from povdesk.storage.creation import create_database
from povdesk.storage.measurements import (
    Measurement,
    delete_measurement,
    measurements,
    save_measurement,
)
from povdesk.storage.targets import seed_definitions

DAY = date(2024, 5, 24)


@pytest.fixture
def database(tmp_path: Path):
    def fill(act):
        seed_definitions(act)

    made = create_database(
        tmp_path / "Nguyễn Văn Ánh" / "povdesk.db",
        fill=fill,
        clock=lambda: datetime(2024, 6, 3, 8, 0).astimezone(),
    )
    yield made
    made.close()


def kept(database, code="IND-17"):
    with database.reading() as connection:
        return measurements(connection, code)


def test_a_number_is_kept_with_who_counted_it_and_where(database):
    wanted = Measurement(DAY, 49.7, measured_by="Trạm  Y tế xã ", source="Báo cáo quý I")
    with database.writing() as act:
        save_measurement(act, "IND-17", wanted)

    (found,) = kept(database)
    assert (found.as_of, found.value, found.measured_by, found.source) == (
        DAY,
        49.7,
        "Trạm Y tế xã",
        "Báo cáo quý I",
    )


def test_correcting_a_number_leaves_one_number(database):
    with database.writing() as act:
        save_measurement(act, "IND-17", Measurement(DAY, 49.7, measured_by="Trạm Y tế xã"))
    (first,) = kept(database)
    with database.writing() as act:
        save_measurement(act, "IND-17", Measurement(DAY, 47.9, measured_by="Trạm Y tế xã", uid=first.uid))

    assert [one.value for one in kept(database)] == [47.9]


def test_a_deleted_number_is_gone_and_undo_brings_it_back(database):
    from povdesk.storage.act import last_act

    with database.writing() as act:
        save_measurement(act, "IND-17", Measurement(DAY, 49.7, measured_by="Trạm Y tế xã"))
    (first,) = kept(database)
    with database.writing() as act:
        delete_measurement(act, first.uid)
    assert kept(database) == ()

    with database.reading() as connection:
        seq, _ = last_act(connection)
    with database.writing() as act:
        act.undo(seq)
    assert kept(database) == (first,)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Measurement(DAY, measured_by="Trạm Y tế xã"), "Chưa nhập số đo"),
        (Measurement(DAY, numerator=3, measured_by="Trạm Y tế xã"), "phải có cả hai"),
        (Measurement(DAY, numerator=9, denominator=8, measured_by="Trạm Y tế xã"), "lớn hơn tổng số"),
        (Measurement(DAY, numerator=0, denominator=0, measured_by="Trạm Y tế xã"), "lớn hơn 0"),
        (Measurement(date(2024, 6, 4), 49.7, measured_by="Trạm Y tế xã"), "sau hôm nay"),
        (Measurement(DAY, 49.7), "ai đo"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused_in_words(database, wanted, words):
    with pytest.raises(InvalidInput, match=words), database.writing() as act:
        save_measurement(act, "IND-17", wanted)

    assert kept(database) == ()
