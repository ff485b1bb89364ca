"""The change log: found by words, day, officer, household; read in Vietnamese; taken back or refused why."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.change_words import HIDDEN, TABLES, value_words
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.field_names import FIELDS
from povdesk.domain.household import HEAD, Household, Member
from povdesk.storage import history_reading, households
from povdesk.storage.history_reading import LogFilter
from povdesk.storage.tables import household, metadata, officer
from tests.storage.people import keep, make_commune, make_household, make_person

TODAY = date(2024, 10, 15)


@pytest.fixture
def database(data_folder: Path):
    opened = make_commune(data_folder)
    yield opened
    opened.close()


@pytest.fixture
def family(database):
    someone = replace(make_person("Hồ Văn Đào"), id_number="051080000001", phone="0912345678")
    return keep(database, Household(hamlet_id=1, members=(Member(someone, HEAD),)))


def log(database, **wanted):
    with database.reading() as connection:
        return history_reading.entries(connection, LogFilter(**wanted))


def lines(database, seq):
    with database.reading() as connection:
        return history_reading.changes(connection, seq)


def why_not(database, seq):
    with database.reading() as connection:
        return history_reading.why_not_undone(connection, seq)


def move(database, family, address):
    with database.writing() as act:
        return households.save(act, replace(family, address=address))


def test_every_field_of_the_register_has_a_vietnamese_name():
    columns = {
        column.name for table in metadata.sorted_tables for column in table.c if table.name != "history"
    }

    assert columns - set(FIELDS) - HIDDEN == set()
    assert {table.name for table in metadata.sorted_tables} - set(TABLES) == {"history"}


def test_a_change_reads_as_before_and_after_in_words(database, family):
    move(database, family, "Tổ 2")

    (line,) = lines(database, log(database)[0].seq)
    assert line == ("Hộ Hồ Văn Đào", "Địa chỉ", "(trống)", "Tổ 2")


def test_a_new_record_is_told_as_new_and_its_numbers_are_masked(database, family):
    words = " ".join(" ".join(line) for line in lines(database, log(database)[0].seq))

    assert "Lý lịch Hồ Văn Đào: thêm mới" in words
    assert "Nam" in words and "Kinh" not in words
    assert "051080000001" not in words and "0912345678" not in words
    assert "•••0001" in words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("category", "near_poor", "Hộ cận nghèo"),
        ("relation", "wife", "Vợ"),
        ("valid_to", "2024-05-06", "06/05/2024"),
        ("deleted_at", "2024-10-15T09:30:00+07:00", "15/10/2024 09:30"),
        ("carried_over", 1, "Có"),
        ("carried_over", 0, "Không"),
        ("health_insurance", "unknown", "Chưa rõ"),
        ("insurance_number", "HN4510512345678", "•••5678"),
        ("kind", "moved_out", "Hộ chuyển đi"),
        ("height_cm", 91.5, "91,5"),
        ("address", "", "(trống)"),
        ("address", None, "(trống)"),
    ],
)
def test_values_read_as_a_person_says_them(field, value, words):
    assert value_words(field, value) == words


def test_the_log_is_found_by_words_without_diacritics_by_day_and_by_household(database, family):
    other = keep(database, make_household("Đinh Thị Ương"))

    assert [entry.action for entry in log(database, words="dinh uong")] == ["Lưu hộ Đinh Thị Ương"]
    assert [entry.object_uid for entry in log(database, household_uid=other.uid)] == [other.uid]
    assert log(database, until=date(2024, 10, 14)) == ()
    assert len(log(database, since=TODAY, until=TODAY)) == len(log(database))


def test_the_log_is_found_by_who_did_it(database, family):
    with database.writing() as act:
        act.describe("Lưu tên")
        key = act.connection.exec_driver_sql("SELECT min(id) FROM officer").scalar()
        if key is None:
            act.insert(officer, {"full_name": "Võ Thị Cán"})
        else:
            act.update(officer, key, {"full_name": "Võ Thị Cán"})
    move(database, family, "Tổ 3")

    with database.reading() as connection:
        assert history_reading.officers(connection) == ("Võ Thị Cán",)
    assert log(database, who="Võ Thị Cán") and log(database, who="Người khác") == ()


def test_the_last_act_can_be_taken_back_and_then_no_more(database, family):
    move(database, family, "Tổ 2")
    seq = log(database)[0].seq

    assert why_not(database, seq) == ""
    with database.writing() as act:
        history_reading.take_back(act, seq)
    assert why_not(database, seq) == "Việc này đã được hoàn tác."
    assert log(database)[1].state == "Đã hoàn tác"
    assert why_not(database, log(database)[0].seq).startswith("Đây là một lần hoàn tác.")


def test_what_was_changed_since_names_the_act_in_the_way(database, family):
    move(database, family, "Tổ 2")
    first = log(database)[0].seq
    move(database, family, "Tổ 3")

    assert why_not(database, first) == (
        "Bản ghi đã được sửa sau đó: “Lưu hộ Hồ Văn Đào” (15/10/2024 09:30). Hoàn tác việc đó trước."
    )
    with pytest.raises(NotPossibleNow, match="Hoàn tác việc đó trước"), database.writing() as act:
        history_reading.take_back(act, first)


def test_a_record_that_others_lean_on_is_not_taken_away(database, family):
    """Taking back the household's first save would leave its people without a household."""
    seq = log(database)[0].seq
    with database.writing() as act:
        act.describe("Ghi việc")
        act.insert(metadata.tables["certificate"], {"household_id": family.id})

    with pytest.raises(NotPossibleNow, match="còn dùng bản ghi này"), database.writing() as act:
        history_reading.take_back(act, seq)


def test_many_rows_at_once_are_counted_not_listed(database):
    with database.writing() as act:
        act.describe("Nhập danh sách")
        act.insert_many(household, [{"code": f"X-{n}", "hamlet_id": 1, "head_name": "Hộ"} for n in range(3)])
    seq = log(database)[0].seq

    assert lines(database, seq) == (("Hộ", "Thêm nhiều dòng", "", "3 dòng"),)
    assert "nhiều dòng một lúc" in why_not(database, seq)


def test_removed_and_restored_households_can_be_taken_back_both_ways(database, family):
    with database.writing() as act:
        households.remove(act, family.id)
    with database.writing() as act:
        households.restore(act, family.id)
    seq = log(database)[0].seq

    with database.writing() as act:
        history_reading.take_back(act, seq)
    with database.reading() as connection:
        assert [row.head_name for row in households.removed(connection)] == ["Hồ Văn Đào"]


def test_the_words_of_the_log_never_hold_a_number_in_clear(database, family):
    shown = [lines(database, entry.seq) for entry in log(database)]

    assert "051080000001" not in json.dumps(shown, ensure_ascii=False)
