"""Numbers are read in all the spellings officers use and written in one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain import vietnamese
from povdesk.domain.errors import InvalidInput
from povdesk.domain.vietnamese import parse_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", "0"),
        ("7", "7"),
        ("05", "5"),
        ("100", "100"),
        ("1234", "1234"),
        ("1234567", "1234567"),
        ("1.234", "1234"),
        ("12.345", "12345"),
        ("123.456", "123456"),
        ("1.234.567", "1234567"),
        ("3.230", "3230"),
        ("1 234", "1234"),
        ("1 234 567", "1234567"),
        ("1\u00a0234", "1234"),
        ("1\u202f234", "1234"),
        ("  1 234 ", "1234"),
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1.234.567,89", "1234567.89"),
        ("1,234", "1.234"),
        ("0,82", "0.82"),
        ("0,79", "0.79"),
        ("82,34", "82.34"),
        ("49,2", "49.2"),
        ("11,7", "11.7"),
        ("0,125", "0.125"),
        ("0.82", "0.82"),
        ("0.79", "0.79"),
        ("82.3", "82.3"),
        ("12.34", "12.34"),
        ("1234.5", "1234.5"),
        ("0.5", "0.5"),
        ("0.125", "0.125"),
        ("0.1234", "0.1234"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("- 5", "-5"),
        ("-1.234,5", "-1234.5"),
        ("-0", "0"),
    ],
)
def test_a_number_is_read_as_it_is_meant(typed: str, number: str) -> None:
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "abc",
        "12a",
        "1,234,5",
        "1.234,5,6",
        "1,234.5",
        "1.23.4",
        "1.23.456",
        "12 34",
        "1 23",
        "1.234 567",
        "1234.567",
        "1.2345",
        "12.",
        "1,",
        ",5",
        ".5",
        ".",
        "--5",
        "5-",
        "1e5",
        "NaN",
        "١٢",
        "50%",
    ],
)
def test_what_is_not_a_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_number(typed)

    assert refusal.value.message.endswith(".") and "1.234,5" in refusal.value.advice


def test_a_thousands_reading_above_the_limit_asks_whether_a_fraction_was_meant() -> None:
    with pytest.raises(InvalidInput, match=r"1\.234” được đọc là 1\.234, vượt mức lớn nhất 100") as refusal:
        parse_number("1.234", largest=100)

    assert "dấu phẩy" in refusal.value.advice


def test_a_number_below_the_limit_is_refused() -> None:
    with pytest.raises(InvalidInput, match="từ 0 trở lên"):
        parse_number("-1", smallest=0)
    assert parse_number("100", smallest=100, largest=100) == 100


def test_a_count_has_no_fraction() -> None:
    assert vietnamese.parse_whole("1.234") == 1234
    assert vietnamese.parse_whole("12,0") == 12
    with pytest.raises(InvalidInput, match="số nguyên"):
        vietnamese.parse_whole("12,5")


@pytest.mark.parametrize(
    ("typed", "unit", "dong"),
    [
        ("3.230 triệu đồng", "đồng", 3_230_000_000),
        ("3.230", "triệu đồng", 3_230_000_000),
        ("3230", "triệu đồng", 3_230_000_000),
        ("1.500.000", "đồng", 1_500_000),
        ("1 500 000 đ", "đồng", 1_500_000),
        ("1.500.000 đồng", "triệu đồng", 1_500_000),
        ("1,5 tỷ", "đồng", 1_500_000_000),
        ("1,5 tỉ đồng", "triệu đồng", 1_500_000_000),
        ("500 nghìn", "đồng", 500_000),
        ("500 ngàn đồng", "đồng", 500_000),
        ("0,5", "triệu đồng", 500_000),
        ("2000 VND", "đồng", 2000),
    ],
)
def test_money_becomes_whole_dong(typed: str, unit: str, dong: int) -> None:
    assert vietnamese.parse_dong(typed, unit=unit) == dong


@pytest.mark.parametrize("typed", ["", "năm đồng", "1,5 đồng", "5 USD", "-5", "triệu đồng"])
def test_what_is_not_money_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        vietnamese.parse_dong(typed)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (5, "5"),
        (1234, "1.234"),
        (1234567, "1.234.567"),
        (Decimal("1234.50"), "1.234,5"),
        (0.82, "0,82"),
        (-1234.5, "-1.234,5"),
        (Decimal("1E+6"), "1.000.000"),
        (100.0, "100"),
    ],
)
def test_numbers_are_shown_with_comma_and_dots(value: Decimal | float | int, shown: str) -> None:
    assert vietnamese.format_number(value) == shown


def test_decimals_are_fixed_or_at_most() -> None:
    assert vietnamese.format_number(2, decimals=2) == "2,00"
    assert vietnamese.format_number(Decimal("45.588"), at_most=2) == "45,59"
    assert vietnamese.format_number(Decimal("0.125"), decimals=2) == "0,13"
    assert vietnamese.format_number(2.5, decimals=0) == "3"
    assert vietnamese.format_number(10.0, at_most=2) == "10"
    assert vietnamese.format_number(Decimal("-0.001"), at_most=2) == "0"


def test_figures_are_written_as_in_the_reference_plan() -> None:
    assert vietnamese.format_percent(0.82) == "0,82%"
    assert vietnamese.format_percent(Decimal("49.2")) == "49,2%"
    assert vietnamese.format_percent(36) == "36%"
    assert vietnamese.format_percent(36, decimals=2) == "36,00%"
    assert vietnamese.format_millions(3_230_000_000) == "3.230 triệu đồng"
    assert vietnamese.format_millions(1_234_500_000) == "1.234,5 triệu đồng"
    assert vietnamese.format_millions(500) == "0,0005 triệu đồng"
    assert vietnamese.format_dong(3_230_000_000) == "3.230.000.000 đồng"
    assert [vietnamese.format_count(n) for n in (0, 2, 9, 10, 1234)] == ["0", "02", "09", "10", "1.234"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (555, "năm trăm năm mươi lăm"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (2024, "hai nghìn không trăm hai mươi tư"),
        (1_500_000, "một triệu năm trăm nghìn"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (3_230_000_000, "ba tỷ hai trăm ba mươi triệu"),
        (1_000_000_005, "một tỷ không trăm linh năm"),
        (21_000_000_000, "hai mươi mốt tỷ"),
        (10**15, "một triệu tỷ"),
        (-12, "âm mười hai"),
    ],
)
def test_numbers_are_spoken(number: int, words: str) -> None:
    assert vietnamese.number_in_words(number) == words


def test_an_amount_in_words_begins_with_a_capital() -> None:
    assert vietnamese.dong_in_words(1_500_000) == "Một triệu năm trăm nghìn đồng"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_what_is_shown_reads_back_as_the_same_number(number: Decimal) -> None:
    assert parse_number(vietnamese.format_number(number)) == number


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_different_numbers_have_different_words(one: int, other: int) -> None:
    same = vietnamese.number_in_words(one) == vietnamese.number_in_words(other)

    assert same == (one == other)
