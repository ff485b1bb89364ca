"""Dates are read in every spelling on old papers, kept as exactly as known, and printed in one way."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain import vietnamese
from povdesk.domain.errors import InvalidInput
from povdesk.domain.partial_date import PartialDate

TODAY = date(2024, 10, 15)


@pytest.mark.parametrize(
    ("typed", "shown", "iso"),
    [
        ("05/09/2006", "05/09/2006", "2006-09-05"),
        ("5/9/2006", "05/09/2006", "2006-09-05"),
        ("05/9/2006", "05/09/2006", "2006-09-05"),
        ("5/09/2006", "05/09/2006", "2006-09-05"),
        ("5-9-2006", "05/09/2006", "2006-09-05"),
        ("05-09-2006", "05/09/2006", "2006-09-05"),
        ("5.9.2006", "05/09/2006", "2006-09-05"),
        ("05.09.2006", "05/09/2006", "2006-09-05"),
        ("5 9 2006", "05/09/2006", "2006-09-05"),
        ("05092006", "05/09/2006", "2006-09-05"),
        ("5-9-06", "05/09/2006", "2006-09-05"),
        ("5/9/06", "05/09/2006", "2006-09-05"),
        (" 5/9/2006 ", "05/09/2006", "2006-09-05"),
        ("5 / 9 / 2006", "05/09/2006", "2006-09-05"),
        ("2006-09-05", "05/09/2006", "2006-09-05"),
        ("2006/9/5", "05/09/2006", "2006-09-05"),
        ("ngày 5 tháng 9 năm 2006", "05/09/2006", "2006-09-05"),
        ("Ngày 05 tháng 09 năm 2006", "05/09/2006", "2006-09-05"),
        ("ngày  05  tháng 3 năm 2024", "05/03/2024", "2024-03-05"),
        ("29/02/2024", "29/02/2024", "2024-02-29"),
        ("18/01/2022", "18/01/2022", "2022-01-18"),
        ("18/8/2022", "18/08/2022", "2022-08-18"),
        ("31/12/1931", "31/12/1931", "1931-12-31"),
        ("1/1/31", "01/01/1931", "1931-01-01"),
        ("1/1/24", "01/01/2024", "2024-01-01"),
        ("1/1/25", "01/01/1925", "1925-01-01"),
        ("1/1/00", "01/01/2000", "2000-01-01"),
        ("9/2006", "09/2006", "2006-09"),
        ("09/2006", "09/2006", "2006-09"),
        ("9-2006", "09/2006", "2006-09"),
        ("9.2006", "09/2006", "2006-09"),
        ("9/06", "09/2006", "2006-09"),
        ("2006-09", "09/2006", "2006-09"),
        ("tháng 9 năm 2006", "09/2006", "2006-09"),
        ("2006", "2006", "2006"),
        (" 2006 ", "2006", "2006"),
        ("năm 2006", "2006", "2006"),
        ("68", "1968", "1968"),
        ("06", "2006", "2006"),
        ("1900", "1900", "1900"),
    ],
)
def test_a_date_is_read_and_shows_what_is_known(typed: str, shown: str, iso: str) -> None:
    found = PartialDate.parse(typed, today=TODAY)

    assert str(found) == shown
    assert found.iso == iso
    assert PartialDate.from_iso(iso) == found


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Chưa nhập ngày."),
        ("  ", "Chưa nhập ngày."),
        ("5/13/2006", "Tháng 13 không có."),
        ("13/2006", "Tháng 13 không có."),
        ("0/2006", "Tháng 0 không có."),
        ("5/0/2006", "Tháng 0 không có."),
        ("31/4/2006", "Tháng 4 năm 2006 không có ngày 31."),
        ("29/2/2023", "Tháng 2 năm 2023 không có ngày 29."),
        ("0/9/2006", "Tháng 9 năm 2006 không có ngày 0."),
        ("32/1/2006", "Tháng 1 năm 2006 không có ngày 32."),
        ("31022006", "Tháng 2 năm 2006 không có ngày 31."),
        ("5/9/206", "Năm “206” chưa đủ chữ số."),
        ("5/9/6", "Năm “6” chưa đủ chữ số."),
        ("5", "Năm “5” chưa đủ chữ số."),
        ("1899", "Năm 1899 không hợp lệ."),
        ("2101", "Năm 2101 không hợp lệ."),
        ("0000", "Năm 0 không hợp lệ."),
        ("hôm nay", "“hôm nay” không phải ngày."),
        ("5/9/2006/1", "“5/9/2006/1” không phải ngày."),
        ("5/chín/2006", "“5/chín/2006” không phải ngày."),
        ("12345", "“12345” không phải ngày."),
        ("050906", "“050906” không phải ngày."),
        ("ngày 5 năm 2006", "“ngày 5 năm 2006” không phải ngày."),
        ("-", "“-” không phải ngày."),
        ("٥/٩/٢٠٠٦", "“٥/٩/٢٠٠٦” không phải ngày."),
    ],
)
def test_what_is_not_a_date_is_refused_with_an_example(typed: str, sentence: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        PartialDate.parse(typed, today=TODAY)

    assert refusal.value.message == sentence
    assert "22/12/2012" in refusal.value.advice


def test_without_a_day_to_compare_two_digits_up_to_29_are_this_century() -> None:
    assert PartialDate.parse("29").year == 2029
    assert PartialDate.parse("30").year == 1930


def test_a_birth_after_today_is_refused_where_only_the_past_makes_sense() -> None:
    with pytest.raises(InvalidInput, match="ở sau ngày 15/10/2024"):
        PartialDate.parse("16/10/2024", today=TODAY, past_only=True)
    assert PartialDate.parse("15/10/2024", today=TODAY, past_only=True).as_date() == TODAY
    assert PartialDate.parse("2024", today=TODAY, past_only=True) == PartialDate(2024)


@pytest.mark.parametrize(
    ("born", "day", "age", "shown"),
    [
        ("15/10/2008", date(2024, 10, 14), 15, "15"),
        ("15/10/2008", date(2024, 10, 15), 16, "16"),
        ("29/02/2008", date(2024, 2, 28), 15, "15"),
        ("29/02/2008", date(2025, 2, 28), 16, "16"),
        ("10/2008", date(2024, 10, 15), 16, "~16"),
        ("10/2008", date(2024, 11, 1), 16, "16"),
        ("9/2008", date(2024, 10, 15), 16, "16"),
        ("2008", date(2024, 10, 15), 16, "~16"),
        ("2008", date(2024, 12, 31), 16, "16"),
        ("2024", date(2024, 10, 15), 0, "~0"),
    ],
)
def test_an_age_is_full_years_and_says_when_it_is_not_exact(
    born: str, day: date, age: int, shown: str
) -> None:
    assert PartialDate.parse(born).age_on(day) == age
    assert PartialDate.parse(born).age_text(day) == shown


def test_incomplete_dates_can_be_ordered() -> None:
    dates = [PartialDate(2006, 9, 5), PartialDate(2006, 9), PartialDate(2005, 12, 31), PartialDate(2006)]

    assert [str(day) for day in sorted(dates)] == ["31/12/2005", "2006", "09/2006", "05/09/2006"]


def test_a_partial_date_knows_its_limits() -> None:
    assert PartialDate(2024, 2).latest() == date(2024, 2, 29)
    assert PartialDate(2024).latest() == date(2024, 12, 31)
    assert PartialDate(2024).earliest() == date(2024, 1, 1)
    assert PartialDate.of(TODAY).is_whole and not PartialDate(2024, 10).is_whole
    assert PartialDate(2024, 10).as_date() is None


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 3, 5), "ngày 05 tháng 3 năm 2024"),
        (date(2024, 1, 31), "ngày 31 tháng 01 năm 2024"),
        (date(2024, 2, 9), "ngày 09 tháng 02 năm 2024"),
        (date(2024, 12, 10), "ngày 10 tháng 12 năm 2024"),
    ],
)
def test_the_full_date_has_a_zero_for_small_days_and_months_1_and_2(day: date, words: str) -> None:
    assert vietnamese.full_date(day) == words
    assert vietnamese.parse_date(words) == day


def test_the_short_date_has_two_digits() -> None:
    assert vietnamese.short_date(date(2024, 2, 9)) == "09/02/2024"


def test_a_whole_date_is_asked_for_where_a_year_is_not_enough() -> None:
    assert vietnamese.parse_date("5/9/06", today=TODAY) == date(2006, 9, 5)
    with pytest.raises(InvalidInput, match="chưa đủ ngày, tháng, năm"):
        vietnamese.parse_date("9/2006")


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_date_reads_back_from_every_way_it_is_written(day: date) -> None:
    for text in (vietnamese.short_date(day), vietnamese.full_date(day), day.isoformat(), f"{day:%d%m%Y}"):
        assert vietnamese.parse_date(text) == day
