"""Movements between two closings: the two ends always agree, in households and in people."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import Category, EventKind
from povdesk.domain.movement import (
    ARRIVALS,
    COLUMNS,
    NEAR_POOR_HEADINGS,
    POOR_HEADINGS,
    Movement,
    MovementRow,
    MovementTable,
    Passage,
    counts_as_before,
    cross_table_doubts,
    identity_failure,
    movement_of,
    movements,
)

POOR, NEAR, OUT, ABSENT = Category.POOR, Category.NEAR_POOR, Category.NOT_POOR, None


@pytest.mark.parametrize(
    ("passage", "movement"),
    [
        (Passage(POOR, POOR), Movement.STAYED_POOR),
        (Passage(POOR, NEAR), Movement.POOR_TO_NEAR_POOR),
        (Passage(POOR, OUT), Movement.ESCAPED),
        (Passage(POOR, ABSENT), Movement.LEFT_POOR),
        (Passage(NEAR, NEAR), Movement.STAYED_NEAR_POOR),
        (Passage(NEAR, POOR), Movement.NEAR_POOR_TO_POOR),
        (Passage(NEAR, OUT), Movement.ESCAPED_NEAR_POOR),
        (Passage(NEAR, ABSENT), Movement.LEFT_NEAR_POOR),
        (Passage(OUT, POOR), Movement.NEWLY_POOR),
        (Passage(OUT, POOR, ever_poor=True), Movement.FELL_BACK),
        (Passage(OUT, POOR, ever_near_poor=True), Movement.NEWLY_POOR),
        (Passage(OUT, NEAR), Movement.NEWLY_NEAR_POOR),
        (Passage(OUT, NEAR, ever_near_poor=True), Movement.FELL_BACK_NEAR_POOR),
        (Passage(OUT, NEAR, ever_poor=True), Movement.NEWLY_NEAR_POOR),
        (Passage(ABSENT, POOR), Movement.NEWLY_POOR),
        (Passage(ABSENT, POOR, ever_poor=True), Movement.FELL_BACK),
        (Passage(ABSENT, POOR, arrival=EventKind.MOVED_IN), Movement.ARRIVED_POOR),
        (Passage(ABSENT, POOR, ever_poor=True, arrival=EventKind.SPLIT), Movement.ARRIVED_POOR),
        (Passage(ABSENT, POOR, arrival=EventKind.MEMBER_JOINED), Movement.NEWLY_POOR),
        (Passage(ABSENT, NEAR), Movement.NEWLY_NEAR_POOR),
        (Passage(ABSENT, NEAR, ever_near_poor=True), Movement.FELL_BACK_NEAR_POOR),
        (Passage(ABSENT, NEAR, arrival=EventKind.SPLIT), Movement.ARRIVED_NEAR_POOR),
        (Passage(OUT, POOR, arrival=EventKind.MOVED_IN), Movement.NEWLY_POOR),
        (Passage(OUT, OUT), Movement.STAYED_OUT),
        (Passage(OUT, ABSENT), Movement.STAYED_OUT),
        (Passage(ABSENT, OUT), Movement.STAYED_OUT),
        (Passage(ABSENT, ABSENT), Movement.STAYED_OUT),
    ],
)
def test_what_happened_to_a_household(passage: Passage, movement: Movement) -> None:
    assert movement_of(passage) is movement
    assert movement.label


def test_a_former_poor_household_may_count_as_fallen_back_to_near_poor() -> None:
    passage = Passage(OUT, NEAR, ever_poor=True)

    assert movement_of(passage, former_poor_fall_back=True) is Movement.FELL_BACK_NEAR_POOR


@pytest.mark.parametrize("passage", [Passage(Category.UNDECIDED, POOR), Passage(POOR, Category.UNDECIDED)])
def test_an_undecided_household_stops_the_table(passage: Passage) -> None:
    with pytest.raises(NotPossibleNow, match="chưa được phân loại"):
        movement_of(passage)


@pytest.mark.parametrize(
    ("passage", "poor", "near_poor"),
    [
        (Passage(POOR, NEAR, 5, 4), {1: (1, 5), 2: (1, 5)}, {5: (1, 4), 9: (1, 4)}),
        (Passage(POOR, OUT, 5, 6), {1: (1, 5), 3: (1, 5)}, {}),
        (Passage(POOR, ABSENT, 5, 0), {1: (1, 5), 4: (1, 5)}, {}),
        (Passage(POOR, POOR, 5, 7), {1: (1, 5), 8: (0, 2), 9: (1, 7)}, {}),
        (Passage(POOR, POOR, 5, 3), {1: (1, 5), 4: (0, 2), 9: (1, 3)}, {}),
        (Passage(POOR, POOR, 5, 5), {1: (1, 5), 9: (1, 5)}, {}),
        (Passage(NEAR, POOR, 4, 6), {5: (1, 6), 9: (1, 6)}, {1: (1, 4), 3: (1, 4)}),
        (Passage(OUT, POOR, 4, 6), {7: (1, 6), 9: (1, 6)}, {}),
        (Passage(OUT, POOR, 4, 6, ever_poor=True), {6: (1, 6), 9: (1, 6)}, {}),
        (Passage(ABSENT, POOR, 0, 3, arrival=EventKind.SPLIT), {8: (1, 3), 9: (1, 3)}, {}),
        (Passage(NEAR, OUT, 4, 6), {}, {1: (1, 4), 2: (1, 4)}),
        (Passage(NEAR, ABSENT, 4, 0), {}, {1: (1, 4), 4: (1, 4)}),
        (Passage(NEAR, NEAR, 4, 6), {}, {1: (1, 4), 8: (0, 2), 9: (1, 6)}),
        (Passage(OUT, NEAR, 4, 6), {}, {7: (1, 6), 9: (1, 6)}),
        (Passage(OUT, NEAR, 4, 6, ever_near_poor=True), {}, {6: (1, 6), 9: (1, 6)}),
        (Passage(ABSENT, NEAR, 0, 6, arrival=EventKind.MOVED_IN), {}, {8: (1, 6), 9: (1, 6)}),
        (Passage(OUT, OUT, 4, 6), {}, {}),
    ],
)
def test_each_movement_stands_in_its_columns(
    passage: Passage, poor: dict[int, tuple[int, int]], near_poor: dict[int, tuple[int, int]]
) -> None:
    found = movements([passage])

    assert _told(found.poor) == poor
    assert _told(found.near_poor) == near_poor


@pytest.mark.parametrize(
    ("columns", "closing"),
    [((294, 64, 45, 0, 5, 0, 14, 0), 204), ((1313, 303, 243, 0, 26, 0, 59, 0), 852)],
)
def test_the_published_tables_that_agree(columns: tuple[int, ...], closing: int) -> None:
    row = MovementRow(columns)  # type: ignore[arg-type]

    assert row.closing == row.column(9) == closing
    assert identity_failure(row, closing) == ""


@pytest.mark.parametrize(
    ("columns", "right", "printed"),
    [((276, 45, 5, 0, 63, 0, 18, 0), 307, 305), ((423, 128, 84, 0, 22, 10, 0, 0), 243, 236)],
)
def test_the_published_tables_that_do_not_agree_are_refused(
    columns: tuple[int, ...], right: int, printed: int
) -> None:
    row = MovementRow(columns)  # type: ignore[arg-type]

    assert row.closing == right
    assert f"Cuối kỳ phải là {right}" in identity_failure(row, printed)
    assert f"đang ghi {printed}" in identity_failure(row, printed)


def test_a_difference_between_the_two_tables_asks_for_an_explanation() -> None:
    poor = MovementTable(MovementRow((9, 2, 0, 0, 1, 0, 0, 0)), MovementRow((40, 8, 0, 0, 4, 0, 0, 0)))
    near = MovementTable(MovementRow((9, 0, 1, 0, 3, 0, 0, 0)), MovementRow((40, 0, 4, 0, 8, 0, 0, 0)))

    assert cross_table_doubts(poor, near) == [
        "Hộ: hộ nghèo trở thành hộ cận nghèo là 2 ở biểu hộ nghèo (cột 2), 3 ở biểu hộ cận nghèo (cột 5)."
    ]


@pytest.mark.parametrize(
    ("last", "years", "counts"),
    [
        (None, None, False),
        (date(2010, 1, 1), None, True),
        (date(2021, 12, 31), 3, True),
        (date(2021, 12, 30), 3, False),
        (date(2025, 1, 1), None, False),
    ],
)
def test_how_far_back_an_earlier_recognition_counts(
    last: date | None, years: int | None, counts: bool
) -> None:
    assert counts_as_before(last, date(2024, 12, 31), years) is counts


def test_the_headings_match_the_columns() -> None:
    assert len(POOR_HEADINGS) == len(NEAR_POOR_HEADINGS) == len(COLUMNS) == 9


classes = st.sampled_from([POOR, NEAR, OUT, ABSENT])


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    opening, closing = draw(classes), draw(classes)
    return Passage(
        opening,
        closing,
        opening_size=draw(st.integers(1, 12)) if opening else 0,
        closing_size=draw(st.integers(1, 12)) if closing else 0,
        ever_poor=draw(st.booleans()),
        ever_near_poor=draw(st.booleans()),
        arrival=draw(st.sampled_from([None, *sorted(ARRIVALS)])),
    )


@given(st.lists(passages(), max_size=30), st.booleans())
def test_opening_less_decrease_plus_increase_is_always_the_counted_closing(
    lived: list[Passage], former_poor: bool
) -> None:
    found = movements(lived, former_poor_fall_back=former_poor)

    for table, category in ((found.poor, POOR), (found.near_poor, NEAR)):
        assert table.households.opening == sum(passage.opening is category for passage in lived)
        assert table.households.closing == sum(passage.closing is category for passage in lived)
        assert table.people.opening == sum(p.opening_size for p in lived if p.opening is category)
        assert table.people.closing == sum(p.closing_size for p in lived if p.closing is category)
        assert min(table.households.columns + table.people.columns) >= 0
    assert not [doubt for doubt in cross_table_doubts(found.poor, found.near_poor) if doubt.startswith("Hộ")]


def _told(table: MovementTable) -> dict[int, tuple[int, int]]:
    both = {n: (table.households.column(n), table.people.column(n)) for n in COLUMNS}
    return {number: pair for number, pair in both.items() if pair != (0, 0)}
