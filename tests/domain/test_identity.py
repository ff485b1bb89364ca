"""Numbers that identify a person are kept plain, shown in groups, and doubted gently."""

import pytest

from povdesk.domain import identity
from povdesk.domain.household import Sex
from povdesk.domain.partial_date import PartialDate


@pytest.mark.parametrize(
    ("number", "shown"),
    [("051081000001", "051 081 000001"), ("212345678", "212 345 678"), ("123", "123"), ("", "")],
)
def test_an_identity_number_is_shown_in_groups(number: str, shown: str) -> None:
    assert identity.show_id_number(number) == shown
    assert identity.clean_number(shown) == number


def test_numbers_are_kept_without_spaces_and_in_capitals() -> None:
    assert identity.clean_number(" hn 2510-1234.567890 ") == "HN25101234567890"


@pytest.mark.parametrize(
    ("number", "sex", "born", "doubts"),
    [
        ("", Sex.MALE, "1984", 0),
        ("212345678", Sex.MALE, "1984", 0),
        ("051084000001", Sex.MALE, "1984", 0),
        ("051184000001", Sex.FEMALE, "05/09/1984", 0),
        ("051206000001", Sex.MALE, "2006", 0),
        ("051306000001", Sex.FEMALE, "2006", 0),
        ("051084000001", None, None, 0),
        ("051084000001", Sex.FEMALE, "1984", 1),
        ("051084000001", Sex.MALE, "1985", 1),
        ("051006000001", Sex.FEMALE, "2006", 2),
        ("051984000001", Sex.MALE, "1984", 1),
        ("05108400001", Sex.MALE, "1984", 1),
        ("05108400000A", Sex.MALE, "1984", 1),
    ],
)
def test_an_identity_number_is_doubted_when_it_contradicts_sex_or_birth(
    number: str, sex: Sex | None, born: str | None, doubts: int
) -> None:
    found = identity.id_number_doubts(number, sex, PartialDate.parse(born) if born else None)

    assert len(found) == doubts
    assert all(sentence.endswith(".") for sentence in found)


@pytest.mark.parametrize(
    ("number", "is_doubtful"),
    [
        ("", False),
        ("HN2510123456789", False),
        ("1234567890", False),
        ("HN251012345678", True),
        ("12345", True),
    ],
)
def test_a_card_number_has_15_characters_or_10_digits(number: str, is_doubtful: bool) -> None:
    assert bool(identity.insurance_number_doubts(number)) is is_doubtful


@pytest.mark.parametrize(
    ("number", "is_doubtful"),
    [("", False), ("0912345678", False), ("091234567", True), ("9123456789", True), ("09123456789", True)],
)
def test_a_phone_number_has_10_digits(number: str, is_doubtful: bool) -> None:
    assert bool(identity.phone_doubts(number)) is is_doubtful


def test_a_phone_number_is_shown_in_groups() -> None:
    assert identity.show_phone("0912345678") == "0912 345 678"
    assert identity.show_phone("0912") == "0912"


@pytest.mark.parametrize(
    ("name", "doubts"), [("", 0), ("Hồ Văn Thử", 0), ("Thử", 1), ("Hồ Văn 2", 1), ("Thử2", 2)]
)
def test_a_name_of_one_word_or_with_digits_is_doubted(name: str, doubts: int) -> None:
    assert len(identity.name_doubts(name)) == doubts


def test_capitals_are_offered_for_a_name_typed_small() -> None:
    assert identity.capitalised_name(" đinh  thị ÁNH") == "Đinh Thị Ánh"
