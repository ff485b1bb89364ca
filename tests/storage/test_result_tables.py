"""The numbers of real exports (domain/rules.md 2.7), made again from household records."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from povdesk import papers_results
from povdesk.documents import pdf
from povdesk.documents.blocks import Document, Paragraph, Table, plain
from povdesk.documents.result_tables import build
from povdesk.domain.household import Category
from povdesk.domain.movement import MovementRow
from povdesk.domain.movement_checks import closing_mismatch
from povdesk.storage import households, result_table_rules, result_tables
from povdesk.storage.database import Database
from povdesk.storage.tables import person, review_member
from tests.storage.result_commune import NEAR, OUT, POOR, YEAR, add, make, recognise, sizes

CODES = (
    "employment", "dependants", "nutrition", "health_insurance", "adult_education", "child_schooling",
    "housing_quality", "housing_area", "water", "latrine", "telecom", "information_device",
)  # fmt: skip


@pytest.fixture(scope="module")
def vector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """294 poor households with 1313 people; 64 become near-poor, 45 escape; 5 come back, 14 are new.

    Of the 204 poor at the end 93 lack a latrine, and all their lacks together are 716.
    """
    opened = make(tmp_path_factory.mktemp("Biểu 2") / "povdesk.db")
    groups = [
        (185, 1313 - 303 - 243, POOR, POOR),
        (64, 303, POOR, NEAR),
        (45, 243, POOR, OUT),
        (5, 26, NEAR, POOR),
        (14, 59, None, POOR),
    ]
    counts = iter(_lacks())
    with opened.writing() as act:
        act.describe("Lập xã thử")
        number = 0
        for households_, people, before, now in groups:
            for size in sizes(households_, people):
                number += 1
                lacking = next(counts) if now is POOR else ()
                add(act, number, size, before, now, lacking=lacking)
    recognise(opened)
    yield opened
    opened.close()


def _lacks() -> list[tuple[str, ...]]:
    """204 households: 93 with a latrine among their lacks; 716 lacks in all: 104 × 4 + 100 × 3."""
    others = [code for code in CODES if code != "latrine"]
    found = []
    for place in range(204):
        wanted = 4 if place < 104 else 3
        first = ["latrine"] if place < 93 else []
        rest = [others[(place + step) % len(others)] for step in range(wanted - len(first))]
        found.append(tuple(first + rest))
    return found


def _table(document: Document) -> Table:
    return next(b for s in document.sections for b in s.blocks if isinstance(b, Table))


def _words(document: Document) -> str:
    return " | ".join(plain(b.text) for s in document.sections for b in s.blocks if isinstance(b, Paragraph))


def _paper(database: Database, code: str) -> Document:
    with database.reading() as connection:
        return papers_results.table(connection, 1, code)


def test_movement_of_poor_households_gives_204_households_and_852_people(vector: Database) -> None:
    households_, people = _table(_paper(vector, "T2")).totals

    assert households_[3:] == ("294", "64", "45", "0", "5", "0", "14", "0", "204")
    assert people[3:] == ("1.313", "303", "243", "0", "26", "0", "59", "0", "852")


def test_the_sum_of_the_twelve_lacks_is_716_and_93_of_204_is_45_59_percent(vector: Database) -> None:
    counts = _table(_paper(vector, "T4")).totals[0]
    rates = _table(_paper(vector, "T5")).totals[0]
    latrine = 4 + CODES.index("latrine")

    assert (counts[2], counts[3]) == ("204", "716")
    assert sum(int(cell) for cell in counts[4:]) == 716
    assert counts[latrine] == "93"
    assert rates[latrine] == "45,59"


def test_hamlets_add_up_to_the_commune_in_every_count(vector: Database) -> None:
    for code in ("T1", "T4", "T10"):
        table = _table(_paper(vector, code))
        step = 2 if code == "T10" else 1
        for line in range(step):
            rows = [row for row in table.rows[line::step] if isinstance(row, tuple)]
            total = table.totals[line]
            for column in range(3 if code == "T10" else 2, len(total)):
                if "," not in total[column]:
                    numbers = [int(row[column].replace(".", "") or 0) for row in rows]
                    assert sum(numbers) == int(total[column].replace(".", "")), (code, column)


def test_near_poor_column_9_holds_what_left_the_poor_and_the_identity_is_said(vector: Database) -> None:
    paper = _paper(vector, "T3")
    households_, _people = _table(paper).totals

    assert households_[3:] == ("5", "0", "5", "0", "64", "0", "0", "0", "64")
    assert "Đã đối chiếu" in _words(paper)


def test_rates_of_the_summary_are_of_all_residents(vector: Database) -> None:
    total = _table(_paper(vector, "T1")).totals[0]

    assert total[2:6] == ("1.200", "5.200", "204", "17,00")
    assert total[10:12] == ("852", "16,38")


def test_a_closed_round_keeps_its_tables_whatever_the_register_says_later(vector: Database) -> None:
    before = [_paper(vector, code) for code in ("T1", "T2", "T4", "T9", "T11", "T14")]
    with vector.reading() as connection:
        rows = result_tables.gather(connection, 1).total.of(Category.POOR)
    with vector.writing() as act:
        households.remove(act, rows[0].household_id)
    with vector.writing() as act:
        act.describe("Sửa tên")
        act.update(person, 2, {"full_name": "Người khác", "birth_year": 2015, "ethnic_group": "01"})

    assert [_paper(vector, code) for code in ("T1", "T2", "T4", "T9", "T11", "T14")] == before


@pytest.fixture
def small(data_folder: Path) -> Iterator[Database]:
    opened = make(data_folder / "povdesk.db")
    yield opened
    opened.close()


def test_an_open_round_prints_a_forecast_and_says_so(small: Database, tmp_path: Path) -> None:
    with small.writing() as act:
        act.describe("Thêm")
        add(act, 1, 3, None, POOR, name="Ông <Tư> & Bé", lacking=("water",))
    paper = _paper(small, "T14")
    pdf.write(paper, tmp_path / "a.pdf")

    assert paper.draft and "Số liệu dự kiến" in _words(paper)
    assert any(row[2] == "Ông <Tư> & Bé" for row in _table(paper).rows if isinstance(row, tuple))


def test_every_table_of_a_commune_without_poor_households_is_printed(small: Database, tmp_path: Path) -> None:
    for number in range(1, 16):
        pdf.write(_paper(small, f"T{number}"), tmp_path / f"{number}.pdf")

    rates = _table(_paper(small, "T5")).totals[0]
    assert rates[2] == "0" and set(rates[4:]) == {""}
    assert "Không có hộ nào." in _words(_paper(small, "T14"))


def test_a_household_in_two_groups_is_counted_once_when_the_province_wants_it(small: Database) -> None:
    with small.writing() as act:
        act.describe("Thêm")
        add(act, 1, 2, None, POOR)
        add(act, 2, 2, None, POOR)
    with small.writing() as act:
        from povdesk.storage.tables import review_group

        act.describe("Nhóm")
        act.insert(review_group, {"review_id": 1, "group": "merit", "answer": "yes"})
    usual = _table(_paper(small, "T8")).totals[0][3:8]
    with small.writing() as act:
        result_table_rules.set_options(act, {"count_once": True})
    once = _table(_paper(small, "T8"))

    assert usual == ("2", "2", "0", "1", "0")
    assert once.totals[0][3:8] == ("2", "1", "0", "1", "0")
    assert once.formula is not None and "5=1-2-3-4" in once.formula


def test_children_are_counted_by_age_on_the_rounds_last_day(small: Database) -> None:
    with small.writing() as act:
        act.describe("Thêm")
        add(act, 1, 4, None, POOR, born=(1980, YEAR - 10, YEAR - 15, YEAR - 16))
        act.update(review_member, 2, {"health_insurance": "no", "studying": "no"})
        act.update(review_member, 3, {"malnourished": "yes", "studying": "yes"})
        act.update(review_member, 4, {"health_insurance": "no"})

    total = _table(_paper(small, "T11")).totals[0]

    assert total[2:7] == ("2", "2", "1", "1", "1")


def test_titles_follow_the_day_of_the_round(small: Database) -> None:
    with small.reading() as connection:
        found = result_table_rules.rules(connection, date(2024, 12, 31))
        to = result_table_rules.addressees(connection, date(2024, 12, 31))
        later = result_table_rules.addressees(connection, date(2026, 12, 31))

    assert found.titles["T2"] == "Diễn biến hộ nghèo"
    assert (to, later) == (("Ủy ban nhân dân {huyen}",), ("Ủy ban nhân dân {tinh}",))


def test_a_table_that_does_not_hold_together_is_never_called_khop(vector: Database) -> None:
    """Two published reports printed 305 for 307 and 236 for 243: such a table says so and is not adjusted."""
    with vector.reading() as connection:
        results = result_tables.gather(connection, 1)
    wrong = closing_mismatch("Toàn xã", "Biểu 3", "Hộ", MovementRow((276, 45, 5, 0, 63, 0, 18, 0)), 305)
    assert wrong is not None

    paper = build(replace(results, doubts=(wrong.text,)), "T3")

    assert "Chưa khớp" in _words(paper) and "Lệch -2" in _words(paper)
    assert "Đã đối chiếu" not in _words(paper)
