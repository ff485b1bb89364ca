"""The points sheet as a workbook: what goes out comes back, text stays text, strange files are refused."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from povdesk.domain.errors import InvalidInput
from povdesk.domain.household import Area
from povdesk.domain.points_rehearsal import rehearse
from povdesk.domain.standard import AnswerChoice, Standard, standard_by_id, standard_with_overrides
from povdesk.domain.vietnamese import clean_text
from povdesk.spreadsheets import points_sheet

STANDARD = standard_by_id("2022-2026")
SHEET = "xl/worksheets/sheet1.xml"


def written(standard: Standard, folder: Path, name: str = "bảng điểm.xlsx") -> Path:
    path = folder / name
    with path.open("wb") as file:
        points_sheet.write(standard, file)
    return path


def filled(path: Path, **cells: int | str) -> Path:
    """The officer types into cells of the sheet."""
    with zipfile.ZipFile(path) as workbook:
        parts = {name: workbook.read(name) for name in workbook.namelist()}
    content = parts[SHEET].decode()
    for place, value in cells.items():
        kind = f"<v>{value}</v>" if isinstance(value, int) else f"<is><t>{value}</t></is>"
        wanted = "" if isinstance(value, int) else ' t="inlineStr"'
        pattern = rf'<c r="{place}"( s="\d+")[^>]*?(/>|>.*?</c>)'
        content, found = re.subn(pattern, rf'<c r="{place}"\1{wanted}>{kind}</c>', content, count=1)
        assert found, place
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as workbook:
        for name, part in {**parts, SHEET: content.encode()}.items():
            workbook.writestr(name, part)
    return path


def xml_of(path: Path) -> str:
    with zipfile.ZipFile(path) as workbook:
        return workbook.read(SHEET).decode()


def test_an_empty_sheet_comes_back_as_nothing_to_change(data_folder: Path) -> None:
    sheet = points_sheet.read(written(STANDARD, data_folder))

    assert sheet.standard_id == STANDARD.id
    assert {line.question for line in sheet.lines} == {question.code for question in STANDARD.questions}
    found = rehearse(STANDARD, sheet)
    assert not found.changes
    assert not found.refused


def test_points_typed_in_excel_come_back_by_row(data_folder: Path) -> None:
    path = filled(written(STANDARD, data_folder), G6=30, H6="25", G7="chưa rõ")

    found = rehearse(STANDARD, points_sheet.read(path))

    assert [(c.row, c.question, c.area, c.after) for c in found.changes] == [
        (6, "Ô tô", Area.RURAL, 30),
        (6, "Ô tô", Area.URBAN, 25),
    ]
    assert [(row.row, row.why) for row in found.refused] == [
        (7, "“chưa rõ” không phải số nguyên từ 0 trở lên.")
    ]


def test_known_points_stand_in_the_sheet_as_numbers(data_folder: Path) -> None:
    known = standard_with_overrides(
        STANDARD, {"question": [{"code": "A001", "answer": [{"code": "yes", "points": {"rural": 30}}]}]}
    )

    path = written(known, data_folder)
    rows = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)

    assert rows[5] == ["A001", "Tài sản", "Ô tô", "yes", "Có", "", 30.0, ""]
    assert 'paperSize="9"' in xml_of(path)
    assert "<sheetProtection" in xml_of(path)


SHOWN = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\ufffe\uffff"), max_size=40
)
BEGINNING = st.sampled_from(["", "=", "+", "-", "@", "＝", "＋", "http://", "'", "mailto:", "_x0041_", "\t="])


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(BEGINNING, SHOWN), min_size=20, max_size=120))
def test_no_text_ever_becomes_a_formula_or_a_link(texts: list[tuple[str, str]]) -> None:
    words = [clean_text(beginning + text) or "chữ" for beginning, text in texts]
    answers = tuple(AnswerChoice(f"a{place}", text, dict.fromkeys(Area)) for place, text in enumerate(words))
    standard = replace(STANDARD, questions=(replace(STANDARD.questions[0], text=words[0], answers=answers),))
    file = io.BytesIO()

    points_sheet.write(standard, file)

    with zipfile.ZipFile(file) as workbook:
        assert not re.search(rb"<f[ >]|hyperlink", workbook.read(SHEET))
    file.seek(0)
    rows = python_calamine.load_workbook(file).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [row[4] for row in rows[5:]] == words


def other_workbook(path: Path, row: int, column: int) -> Path:
    workbook = xlsxwriter.Workbook(path)
    workbook.add_worksheet().write(row, column, "x")
    workbook.close()
    return path


def test_a_workbook_of_somebody_else_is_refused(data_folder: Path) -> None:
    with pytest.raises(InvalidInput, match="không phải bảng điểm B1"):
        points_sheet.read(other_workbook(data_folder / "khác.xlsx", 0, 0))


@pytest.mark.parametrize(("row", "column"), [(1048575, 16383), (0, 16383), (1048575, 0)])
def test_a_cell_at_the_far_end_is_refused_before_it_is_read(data_folder: Path, row: int, column: int) -> None:
    with pytest.raises(InvalidInput, match="ngoài bảng của mẫu"):
        points_sheet.read(other_workbook(data_folder / "xa.xlsx", row, column))


def test_a_small_file_that_unpacks_to_much_is_refused(data_folder: Path) -> None:
    path = data_folder / "nổ.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as workbook:
        workbook.writestr("xl/worksheets/sheet1.xml", b"<sheetData>" + b" " * 30_000_000)

    with pytest.raises(InvalidInput, match="lớn bất thường"):
        points_sheet.read(path)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "không phải bảng tính"),
        (b"Ma cau;Nhom", "không phải bảng tính"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096, "không phải bảng tính"),
        (b"PK\x03\x04" + b"\0" * 100, "không phải bảng tính"),
        (b"\0" * (5 * 1024 * 1024 + 1), "lớn quá 5 MB"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(data_folder: Path, content: bytes, why: str) -> None:
    path = data_folder / "tệp.xlsx"
    path.write_bytes(content)

    with pytest.raises(InvalidInput, match=why):
        points_sheet.read(path)


def test_a_missing_file_is_said_so(data_folder: Path) -> None:
    with pytest.raises(InvalidInput, match="Không đọc được tệp"):
        points_sheet.read(data_folder / "không có.xlsx")


def test_columns_that_were_moved_are_refused(data_folder: Path) -> None:
    path = filled(written(STANDARD, data_folder), G5="Thành thị", H5="Nông thôn")

    with pytest.raises(InvalidInput, match="đổi chỗ"):
        points_sheet.read(path)
