"""The number of a paper: what the clerk writes, with or without its symbol; a date is none."""

import pytest

from povdesk.domain.errors import InvalidInput
from povdesk.domain.paper_number import fault_in, number_of


@pytest.mark.parametrize(
    ("typed", "number"),
    [("57", "57"), (" 057 ", "057"), ("57/BC-UBND", "57"), ("57 / KH-UBND", "57"), ("12a", "12a")],
)
def test_the_number_is_read_without_its_symbol(typed: str, number: str) -> None:
    assert number_of(typed) == number
    assert fault_in(typed) == ""


@pytest.mark.parametrize("typed", ["", "  ", "1/1/2030", "57/", "57-2024", "BC-UBND", "năm bảy", "57 58"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        number_of(typed)
    assert fault_in(typed)
