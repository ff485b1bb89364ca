"""A filled points sheet is compared before anything is changed; refused rows say why."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.household import Area
from povdesk.domain.points_rehearsal import FilledSheet, PointsLine, rehearse
from povdesk.domain.standard import standard_by_id, standard_with_overrides

STANDARD = standard_by_id("2022-2026")
CAR = {"question": [{"code": "A001", "answer": [{"code": "yes", "points": {"rural": 30, "urban": 25}}]}]}


def sheet(*lines: PointsLine) -> FilledSheet:
    return FilledSheet(STANDARD.id, lines)


def line(question: str, answer: str = "", least=None, rural=None, urban=None, row: int = 6) -> PointsLine:  # type: ignore[no-untyped-def]
    return PointsLine(row, question, answer, least, rural, urban)


def test_points_typed_in_the_sheet_become_the_points_of_the_standard() -> None:
    found = rehearse(STANDARD, sheet(line("A001", "yes", rural=30, urban=25)))

    assert [(c.question, c.answer, c.area, c.before, c.after) for c in found.changes] == [
        ("Ô tô", "Có", Area.RURAL, None, 30),
        ("Ô tô", "Có", Area.URBAN, None, 25),
    ]
    assert not found.refused
    edited = standard_with_overrides(STANDARD, found.payload)
    car = next(one for one in edited.questions if one.code == "A001")
    assert car.answers[0].points == {Area.RURAL: 30, Area.URBAN: 25}


def test_an_empty_cell_never_takes_a_known_point_away() -> None:
    known = standard_with_overrides(STANDARD, CAR)

    found = rehearse(known, sheet(line("A001", "yes", urban=20)))

    assert [(change.before, change.after) for change in found.changes] == [(25, 20)]
    assert found.left_empty == 1


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (line("A999", "yes", rural=5), "không có câu hỏi mã “A999”"),
        (line("A001", "maybe", rural=5), "không có câu trả lời mã “maybe”"),
        (line("A001", "yes", rural="mười"), "“mười” không phải số nguyên"),
        (line("A001", "yes", rural="-5"), "“-5” không phải số nguyên"),
        (line("AN001", rural=5), "ô “Từ” trống"),
        (line("AN001", least="1,5", rural=5), "“1,5” không phải số nguyên"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_its_reason(bad: PointsLine, why: str) -> None:
    found = rehearse(STANDARD, sheet(replace(bad, row=17)))

    assert not found.changes
    assert not found.payload
    assert found.refused[0].row == 17
    assert why in found.refused[0].why


def test_the_same_answer_twice_counts_once() -> None:
    found = rehearse(STANDARD, sheet(line("A001", "yes", rural=30), line("A001", "yes", rural=40, row=7)))

    assert [change.after for change in found.changes] == [30]
    assert found.refused[0].row == 7


def test_a_range_of_a_number_is_named_by_where_it_begins() -> None:
    found = rehearse(STANDARD, sheet(line("AN001", least=0, rural=0), line("AN001", least=2, rural=10)))

    cattle = standard_with_overrides(STANDARD, found.payload)
    question = next(one for one in cattle.questions if one.code == "AN001")
    assert [(answer.at_least, answer.points[Area.RURAL]) for answer in question.answers] == [(0, 0), (2, 10)]
    again = rehearse(cattle, sheet(line("AN001", least=0, rural=0), line("AN001", least=2, rural=10)))
    assert not again.changes
    assert not again.refused


POINTS = st.none() | st.integers(0, 300)


@given(st.lists(st.tuples(st.sampled_from(STANDARD.questions), POINTS, POINTS), max_size=12))
def test_taking_a_sheet_in_twice_changes_nothing_more(rows) -> None:  # type: ignore[no-untyped-def]
    lines = []
    for number, (question, rural, urban) in enumerate(rows, start=6):
        answer = question.answers[0].code if question.answers else ""
        lines.append(line(question.code, answer, None if answer else number, rural, urban, number))

    first = rehearse(STANDARD, sheet(*lines))
    edited = standard_with_overrides(STANDARD, first.payload)

    second = rehearse(edited, sheet(*lines))
    assert not second.changes
    assert len(second.refused) == len(first.refused)
