"""Numbers as our papers print them become numbers again, and nothing else does."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.vietnamese import format_number, format_percent
from povdesk.spreadsheets import shown_numbers
from povdesk.spreadsheets.sheet import Shown


@given(st.decimals(-(10**9), 10**9, places=2), st.integers(0, 3))
def test_every_printed_number_is_read_back_as_it_was_printed(value: Decimal, decimals: int) -> None:
    printed = format_number(value, decimals=decimals)

    read = shown_numbers.number(printed)

    assert read is not None
    assert read.decimals == decimals
    assert format_number(read.value, decimals=decimals).lstrip("-") == printed.lstrip("-")


@given(st.decimals(0, 100, places=2))
def test_every_printed_percentage_is_the_share_itself(value: Decimal) -> None:
    read = shown_numbers.number(format_percent(value))

    assert read is not None and read.percent
    assert read.value * 100 == value


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "–", "001084000426", "0912345678", "123456789", "12345", "01", "1.5", "1.23", "12.34.567"),
        *(
            "TL-001",
            "3 (12,5%)",
            "12/26",
            "05/2024",
            "1e5",
            "12 hộ",
            "²",
            "١٢",
            "1,",
            ",5",
            "NaN",
            "--1",
            "1 234",
        ),
    ],
)
def test_codes_identity_numbers_and_words_stay_text(text: str) -> None:
    assert shown_numbers.number(text) is None
    assert shown_numbers.cell(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234", Shown(Decimal(1234))),
        ("2024", Shown(Decimal(2024), grouped=False)),
        ("45,59 %", Shown(Decimal("0.4559"), 2, percent=True)),
        ("+3", Shown(Decimal(3), signed=True)),
        ("−5", Shown(Decimal(-5))),
        ("0,8", Shown(Decimal("0.8"), 1)),
    ],
)
def test_each_form_of_a_printed_number(text: str, expected: Shown) -> None:
    assert shown_numbers.number(text) == expected


def test_whole_dates_only_and_only_those_excel_can_hold() -> None:
    assert shown_numbers.day("05/09/2006") == date(2006, 9, 5)
    for text in ("5/9/2006", "09/2006", "31/02/2024", "01/01/1900", "", "2006-09-05"):
        assert shown_numbers.day(text) is None


def test_a_column_at_the_left_is_never_made_into_numbers() -> None:
    assert shown_numbers.typed(("1", "2"), right=False, centred=False) == (False, ("1", "2"))


def test_a_centred_column_is_numbers_only_as_a_whole() -> None:
    days, cells = shown_numbers.typed(("1", "2", ""), right=False, centred=True)
    assert not days and [type(cell) for cell in cells] == [Shown, Shown, str]
    assert shown_numbers.typed(("1", "II"), right=False, centred=True) == (False, ("1", "II"))
