"""Each table of each paper is a sheet with the paper's own head, rows and numbers."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from sqlalchemy import select

from povdesk import papers_catalogue, papers_excel
from povdesk.documents.blocks import (
    Align,
    Column,
    Document,
    GroupRow,
    HeaderCell,
    ListTitle,
    Paragraph,
    Section,
    Style,
    Table,
)
from povdesk.domain.errors import NotPossibleNow, PovDeskError
from povdesk.domain.vietnamese import format_number
from povdesk.spreadsheets.sheet import Marked, Shown
from povdesk.storage import rounds
from povdesk.storage.database import Database
from povdesk.storage.tables import hamlet, household, person

TODAY = date(2024, 11, 25)
CODES = [paper.code for paper in papers_catalogue.papers()]


def _document(commune: Database, code: str) -> Document:
    """A paper of the recognised round of 2023, else of 2024, with whatever it asks for."""
    paper = papers_catalogue.find(code)
    refused: list[PovDeskError] = []
    with commune.reading() as connection:
        decided = next(one for one in rounds.all_rounds(connection) if one.year == 2023)
        records = paper.records(connection, 2024) if paper.records else ()
        for year in (2024, 2023):
            answers = papers_catalogue.Answers(
                year,
                TODAY,
                as_of=min(TODAY, date(year, 12, 31)),
                round_id=decided.id,
                hamlet_id=connection.execute(select(hamlet.c.id)).scalar(),
                household_id=connection.execute(select(household.c.id)).scalar(),
                person_id=connection.execute(select(person.c.id)).scalar(),
                month=11,
                record_id=records[0][0] if records else None,
            )
            try:
                return papers_catalogue.build(connection, code, answers)
            except PovDeskError as error:
                refused.append(error)
    pytest.skip(f"the demo has nothing for {code}: {refused[0]}")


def _printed(cell: Any) -> str:
    """A cell as paper shows it."""
    if isinstance(cell, Shown):
        value = cell.value * 100 if cell.percent else cell.value
        return format_number(value, decimals=cell.decimals) + ("%" if cell.percent else "")
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return cell or ""


def _plain(text: str) -> str:
    return text.strip().removeprefix("+").replace("−", "-").replace(" %", "%").replace(".", "")


@pytest.mark.parametrize("code", CODES)
def test_every_table_of_a_paper_is_a_sheet_with_its_rows_and_numbers(code: str, commune: Database) -> None:
    document = _document(commune, code)
    tables = [block for section in document.sections for block in section.blocks if isinstance(block, Table)]

    sheets = papers_excel.sheets(document)

    assert len(sheets) == len(tables)
    assert papers_excel.has_table(document) == bool(tables)
    for sheet, table in zip(sheets, tables, strict=True):
        assert sheet.sample == document.sample
        assert len(sheet.head) == len(table.header) + (table.formula is not None)
        printed = [row.cells if isinstance(row, GroupRow) else row for row in (*table.rows, *table.totals)]
        written = [row.cells if isinstance(row, Marked) else row for row in sheet.rows]
        assert [[_plain(text) for text in row] for row in printed] == [
            [_plain(_printed(cell)) for cell in row] for row in written
        ]


def test_a_whole_paper_is_written_and_read_back(commune: Database, data_folder: Path) -> None:
    document = _document(commune, "D18")
    path = data_folder / "quyết định.xlsx"

    papers_excel.workbook(document, path)

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    sheets = papers_excel.sheets(document)
    assert len(book.sheet_names) == len(sheets)
    first = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert len(first) == sheets[0].data_row + len(sheets[0].rows) + len(sheets[0].notes)
    assert first[0][0] == "DỮ LIỆU MẪU"


def test_numbers_are_cells_that_add_up_and_words_stay(data_folder: Path) -> None:
    table = Table(
        (Column(10, Align.CENTRE), Column(60), Column(20, Align.RIGHT), Column(20, Align.RIGHT)),
        ((HeaderCell("TT"), HeaderCell("Thôn"), HeaderCell("Số hộ"), HeaderCell("Tỷ lệ")),),
        (
            GroupRow(("Vùng 1",)),
            ("1", "Trà Hoa", "1.234", "45,59%"),
            ("2", "=Trà Lạc", "6", "chưa có"),
        ),
        totals=(("", "Cộng", "1.240", ""),),
        formula=("A", "B", "1", "2=1/3"),
        unit_line="Đơn vị tính: hộ",
    )
    title = ListTitle("UBND xã Thử", "Bảng thử", "Năm 2024", "Ngày in: 25/11/2024")
    note = Paragraph("Ghi chú: số liệu bịa.", Style.NOTE)
    path = data_folder / "bảng.xlsx"

    papers_excel.workbook(Document("Thử", (Section((title, table, note)),), sample=False), path)

    rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Bảng thử").to_python()
    assert [row[0] for row in rows[:5]] == [
        "UBND xã Thử",
        "Bảng thử",
        "Năm 2024",
        "Ngày in: 25/11/2024",
        "Đơn vị tính: hộ",
    ]
    assert rows[5] == ["TT", "Thôn", "Số hộ", "Tỷ lệ"]
    assert rows[6] == ["A", "B", "1", "2=1/3"]
    assert rows[7] == ["Vùng 1", "", "", ""]
    assert rows[8] == [1.0, "Trà Hoa", 1234.0, float(Decimal("0.4559"))]
    assert rows[9] == [2.0, "=Trà Lạc", 6.0, "chưa có"]
    assert rows[10] == ["", "Cộng", 1240.0, ""]
    assert rows[11][0] == "Ghi chú: số liệu bịa."


def test_a_table_without_rows_is_a_head_alone(data_folder: Path) -> None:
    table = Table((Column(10), Column(20)), ((HeaderCell("A"), HeaderCell("B")),), ())
    path = data_folder / "trống.xlsx"

    papers_excel.workbook(Document("Trống", (Section((table,)),), sample=True), path)

    rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert rows == [["DỮ LIỆU MẪU", ""], ["A", "B"]]


def test_a_paper_without_a_table_says_so(data_folder: Path) -> None:
    document = Document("Thư", (Section((Paragraph("Kính gửi."),)),), sample=False)

    with pytest.raises(NotPossibleNow, match="không có bảng nào"):
        papers_excel.workbook(document, data_folder / "thư.xlsx")

    assert not list(data_folder.iterdir())
