"""LibreOffice opens what we write: nothing to repair, no formula, identity numbers as text, our letters."""

import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from povdesk.spreadsheets import official_list as official_sheets
from povdesk.spreadsheets import register_list as register_sheets
from povdesk.spreadsheets import workbook
from povdesk.spreadsheets.sheet import Column, HeadCell, Sheet
from povdesk.storage import official_list, register_list
from povdesk.storage.database import Database

from .conftest import NOW

OFFICE = shutil.which("soffice")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELL_KIND = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

Cell = tuple[str, str]
"""What a cell is (string, float, date; empty = nothing) and what it shows."""


def _opened(path: Path) -> dict[str, list[list[Cell]]]:
    """The cells as LibreOffice has them after opening the file, sheet by sheet."""
    assert OFFICE is not None
    profile = path.parent / "hồ sơ LibreOffice"
    done = subprocess.run(
        [
            *(OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless"),
            *("--convert-to", "fods", "--outdir", str(path.parent), str(path)),
        ],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=600,
    )
    flat = path.with_suffix(".fods")
    if "no export filter" in done.stderr or (not flat.exists() and "Calc" in done.stderr):
        pytest.skip("LibreOffice has no Calc here")
    assert flat.exists(), f"{done.stdout}{done.stderr}"
    tree = ET.parse(flat)
    assert not [one for one in tree.iter(f"{_TABLE}table-cell") if f"{_TABLE}formula" in one.attrib]
    return {
        str(table.get(f"{_TABLE}name")): [
            _row(row)
            for row in table.iter(f"{_TABLE}table-row")
            for _time in range(min(int(row.get(f"{_TABLE}number-rows-repeated", "1")), 40))
        ]
        for table in tree.iter(f"{_TABLE}table")
    }


def _row(row: ET.Element) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        words = "\n".join("".join(part.itertext()) for part in cell.iter(_TEXT))
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        cells += [(cell.get(_CELL_KIND, ""), words)] * min(times, 40)
    return cells


def test_the_official_lists_open_with_identity_numbers_as_text(commune: Database, data_folder: Path) -> None:
    path = data_folder / "Danh sách chính thức.xlsx"
    with commune.reading() as connection:
        found = official_list.gather(connection, 2023)
    official_sheets.write(path, found)

    sheets = _opened(path)

    assert list(sheets) == ["HN, HCN", "Thoát nghèo", "Thoát cận nghèo"]
    people = [member for one in found.lists[next(iter(found.lists))] for member in one.members]
    lines = [row for row in sheets["HN, HCN"][7:] if len(row) > 7 and row[3][1]]
    assert [row[3] for row in lines] == [("string", member.name) for member in people]
    assert [row[7] for row in lines if row[7][1]] == [
        ("string", member.id_number) for member in people if member.id_number
    ]
    assert {row[26][0] for row in lines} == {"float"}


def test_the_register_opens_with_every_person(commune: Database, data_folder: Path) -> None:
    path = data_folder / "Sổ hộ.xlsx"
    with commune.reading() as connection:
        found = register_list.gather(connection, NOW.date())
    register_sheets.write(
        path, found.households, found.members, day=found.day, agency=found.agency, sample=found.sample
    )

    sheets = _opened(path)

    names = [row[3][1] for row in sheets["Nhân khẩu"] if len(row) > 8 and row[0][1][1:2].isdigit()]
    assert names == [one.name for one in found.members]


def test_texts_that_look_like_formulas_stay_texts(data_folder: Path) -> None:
    texts = ["=1+1", "+84", "@SUM(A1:A9)", '=HYPERLINK("http://x")', "Đỗ Thị Ưởng", "0012", "_x0041_", "1/2"]
    path = data_folder / "chữ.xlsx"
    workbook.write(
        path, [Sheet("Chữ", (Column(20),), ((HeadCell("A"),),), [(text,) for text in texts])], title="Chữ"
    )

    cells = [row[0] for row in _opened(path)["Chữ"][1 : len(texts) + 1]]

    assert cells == [("string", text) for text in texts]
