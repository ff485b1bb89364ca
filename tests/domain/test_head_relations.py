"""What each is to a new head, as far as it follows from what he was to the old one."""

import pytest

from povdesk.domain.head_relations import suggested
from povdesk.domain.household import Person, Sex
from povdesk.domain.household_events import Resident
from povdesk.domain.partial_date import PartialDate

FAMILY = (
    (1, "Hồ Văn Đào", Sex.MALE, 1970, "head"),
    (2, "Đinh Thị Ương", Sex.FEMALE, 1972, "wife"),
    (3, "Hồ Văn Ánh", Sex.MALE, 1995, "child"),
    (4, "Hồ Thị Thuỷ", Sex.FEMALE, 1997, "daughter_in_law"),
    (5, "Hồ Thị Én", Sex.FEMALE, 2018, "grandchild"),
    (6, "Hồ Thị Lan", Sex.FEMALE, 2001, "child"),
    (7, "Hồ Thị Cụ", Sex.FEMALE, 1945, "mother"),
)


def people(*keys):
    return tuple(
        Resident(Person(name, sex, PartialDate(year), id=key), relation)
        for key, name, sex, year, relation in FAMILY
        if key in keys
    )


@pytest.mark.parametrize(
    ("head", "there", "expected"),
    [
        (2, (1, 2, 3), {1: "husband", 2: "head", 3: "child"}),
        (
            3,
            (1, 2, 3, 4, 5, 6, 7),
            {
                1: "father",
                2: "mother",
                3: "head",
                4: "wife",
                5: "child",
                6: "younger_sibling",
                7: "grandmother",
            },
        ),
        (4, (3, 4, 5), {3: "husband", 4: "head", 5: "child"}),
        (4, (1, 2, 4), {1: "father", 2: "mother", 4: "head"}),
        (7, (1, 3, 7), {1: "child", 3: "grandchild", 7: "head"}),
        (5, (1, 2, 5), {1: "grandfather", 2: "grandmother", 5: "head"}),
    ],
)
def test_relations_follow_where_they_can(head, there, expected):
    assert suggested(people(*there), head) == expected


def test_two_who_could_both_be_the_spouse_are_left_to_the_officer():
    """Two sons of the old head and one daughter-in-law: nobody knows whose wife she is."""
    sons = (*people(3, 4), Resident(Person("Hồ Văn Tư", Sex.MALE, PartialDate(1993), id=8), "child"))

    assert suggested(sons, 4) == {3: "other", 4: "head", 8: "other"}


def test_without_a_head_among_them_there_is_nothing_to_suggest():
    assert suggested(people(1, 2), 5) == {}
