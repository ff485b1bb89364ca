"""Inspections with their findings; visits and talks, which are kept the same simple way."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.inspection import Finding, FindingState, Inspection
from povdesk.storage import inspections

from .people import make_commune

HELD = date(2024, 8, 14)


@pytest.fixture
def commune(data_folder: Path):  # type: ignore[no-untyped-def]
    opened = make_commune(data_folder)
    yield opened
    opened.close()


def kept(database, one: Inspection) -> Inspection:  # type: ignore[no-untyped-def]
    with database.writing() as act:
        uid = inspections.save(act, one)
    return next(found for found in of_year(database) if found.uid == uid)


def of_year(database, year: int = 2024) -> tuple[Inspection, ...]:  # type: ignore[no-untyped-def]
    with database.reading() as connection:
        return inspections.of_year(connection, year)


def test_a_finding_is_open_until_its_day_overdue_after_it_and_settled_when_done() -> None:
    finding = Finding("Hai hộ chưa khởi công", due_on=date(2024, 9, 30))
    assert finding.state(date(2024, 9, 30)) is FindingState.OPEN
    assert finding.state(date(2024, 10, 1)) is FindingState.OVERDUE
    assert replace(finding, settled_on=date(2024, 11, 2)).state(date(2024, 12, 1)) is FindingState.SETTLED
    assert Finding("Không có hạn").state(date(2099, 1, 1)) is FindingState.OPEN


def test_an_inspection_says_in_one_word_where_it_stands() -> None:
    late, settled = Finding("A", due_on=date(2024, 9, 1)), Finding("B", settled_on=date(2024, 9, 1))
    day = date(2024, 10, 1)
    assert Inspection(HELD, "Kiểm tra").state_words(day) == "Không có kiến nghị"
    assert Inspection(HELD, "Kiểm tra", findings=(late, settled)).state_words(day) == "Quá hạn 1 việc"
    assert Inspection(HELD, "Kiểm tra", findings=(Finding("C"), settled)).state_words(day) == "Còn 1 việc"
    assert Inspection(HELD, "Kiểm tra", findings=(settled,)).state_words(day) == "Đã xử lý xong"
    assert Inspection(date(2024, 11, 1), "Kiểm tra").state_words(day) == "Chưa đến ngày"


def test_findings_keep_their_line_when_the_inspection_is_changed(commune) -> None:  # type: ignore[no-untyped-def]
    one = kept(
        commune,
        Inspection(HELD, "Kiểm tra nhà ở", 2, "Ban Giảm nghèo", findings=(Finding("Một"), Finding("Hai"))),
    )
    assert one.hamlet == "thôn Trà Hoa"
    first, second = one.findings
    changed = kept(commune, replace(one, findings=(replace(second, result="Xong"), Finding("Ba"))))

    assert [(finding.finding, finding.result) for finding in changed.findings] == [
        ("Hai", "Xong"),
        ("Ba", ""),
    ]
    assert changed.findings[0].id == second.id
    assert first.id not in [finding.id for finding in changed.findings]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (Inspection(HELD, " "), "nội dung kiểm tra"),
        (Inspection(HELD, "A", findings=(Finding(" "),)), "Dòng 1: chưa nhập"),
        (Inspection(HELD, "A", findings=(Finding("B", due_on=date(2024, 8, 1)),)), "hạn xử lý"),
        (Inspection(HELD, "A", findings=(Finding("B", settled_on=date(2024, 8, 1)),)), "xử lý xong"),
    ],
)
def test_what_cannot_be_is_refused_in_words(commune, one: Inspection, words: str) -> None:  # type: ignore[no-untyped-def]
    with commune.writing() as act, pytest.raises(InvalidInput, match=words):
        inspections.save(act, one)


def test_a_deleted_inspection_is_gone_with_its_findings(commune) -> None:  # type: ignore[no-untyped-def]
    one = kept(commune, Inspection(HELD, "Kiểm tra", findings=(Finding("Một"),)))
    with commune.writing() as act:
        inspections.delete(act, one.uid)

    assert of_year(commune) == ()
    with commune.reading() as connection, pytest.raises(NotPossibleNow):
        inspections.get(connection, one.id or 0)
