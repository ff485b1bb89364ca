"""Excel files: text stays text, numbers are numbers, and a file is whole or not there."""

import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.spreadsheets import workbook
from povdesk.spreadsheets.sheet import (
    Column,
    HeadCell,
    Kind,
    Line,
    LineLook,
    Look,
    Marked,
    Sheet,
    Shown,
)

_FOLDER_FIXTURE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25
)
TEXTS = (Column(20),)


def _sheet(rows: list[Any], columns: tuple[Column, ...] = TEXTS, **more: Any) -> Sheet:
    head = (tuple(HeadCell(f"Cột {n}") for n, _column in enumerate(columns)),)
    return Sheet("Bảng", columns, head, rows, **more)


def _read(path: Path, place: int = 0) -> list[list[Any]]:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return book.get_sheet_by_index(place).to_python(skip_empty_area=False)


def _part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as made:
        return made.read(name).decode("utf-8")


@_FOLDER_FIXTURE
@given(texts=st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=20), long=st.booleans())
def test_whatever_is_written_comes_back_as_the_same_text(
    texts: list[str], long: bool, tmp_path: Path
) -> None:
    rows = [(text,) for text in texts] * (workbook._LINE_BY_LINE_FROM if long else 1)
    path = tmp_path / "chữ.xlsx"

    workbook.write(path, [_sheet(rows[: 2_500 if long else None])], title="Chữ")

    back = [row[0] for row in _read(path)[1 : len(texts) + 1]]
    assert back == [workbook.clean(text) for text in texts]
    assert "<f>" not in _part(path, "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+84 123", "-5", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("http://x")', "{=1}", "http://x.vn"],
)
def test_a_text_that_looks_like_a_formula_is_marked_as_text(text: str, data_folder: Path) -> None:
    path = data_folder / "công thức.xlsx"

    workbook.write(path, [_sheet([(text,)])], title="x")

    assert _read(path)[1][0] == text
    sheet, styles = _part(path, "xl/worksheets/sheet1.xml"), _part(path, "xl/styles.xml")
    style = re.search(r'<c r="A2" s="(\d+)" t="s">', sheet)
    assert style is not None
    formats = re.findall(r"<xf .*?>", styles.split("<cellXfs")[1])
    assert 'quotePrefix="1"' in formats[int(style[1])]
    assert "<f>" not in sheet and "<hyperlink" not in sheet


def test_marks_that_no_cell_can_hold_are_left_out() -> None:
    assert workbook.clean("Hồ\x00 Văn\x0b An\u202e\ud800") == "Hồ Văn An\ufffd"
    assert workbook.clean("Tra\u0300 Hoa") == "Trà Hoa"
    assert workbook.clean("dòng 1\r\ndòng 2") == "dòng 1\ndòng 2"
    assert workbook.clean("<r>An</r>") == " <r>An</r>"
    assert len(workbook.clean("ồ" * 40_000)) <= 32_767


def test_numbers_days_and_identity_numbers_keep_their_kind(data_folder: Path) -> None:
    columns = (
        Column(15),
        Column(8, Kind.WHOLE),
        Column(8, Kind.DECIMAL, 2),
        Column(8, Kind.PERCENT, 2),
        Column(12, Kind.DATE),
        Column(8),
    )
    row = ("001084000426", 1234, Decimal("12.50"), Decimal("0.4559"), date(2024, 3, 5), Shown(Decimal(7)))
    path = data_folder / "số.xlsx"

    workbook.write(path, [_sheet([row, (None, None, None, None, date(1899, 5, 1), "")], columns)], title="x")

    back = _read(path)
    assert back[1] == ["001084000426", 1234.0, 12.5, 0.4559, date(2024, 3, 5), 7.0]
    assert back[2][4] == "01/05/1899"
    styles = _part(path, "xl/styles.xml")
    for form in ("#,##0.00", "0.00%", "dd/mm/yyyy"):
        assert f'formatCode="{form}"' in styles or form in ("#,##0.00", "0.00%")


def test_a_printed_sheet_is_a4_with_its_head_on_each_page(data_folder: Path) -> None:
    path = data_folder / "in.xlsx"
    lines = (Line("ỦY BAN NHÂN DÂN", LineLook.OFFICE), Line("Danh sách hộ", LineLook.TITLE))

    workbook.write(
        path, [_sheet([("An",)], lines=lines, sample=True, turned=True, filtered=True)], title="Danh sách"
    )

    sheet = _part(path, "xl/worksheets/sheet1.xml")
    assert 'paperSize="9"' in sheet and 'orientation="landscape"' in sheet and 'fitToHeight="0"' in sheet
    assert "Trang &amp;P/&amp;N" in sheet
    assert '<pane ySplit="4" topLeftCell="A5"' in sheet
    assert '<autoFilter ref="A4:A5"/>' in sheet
    assert "Bảng'!$4:$4" in _part(path, "xl/workbook.xml") or "Bảng!$4:$4" in _part(path, "xl/workbook.xml")
    assert "Times New Roman" in _part(path, "xl/styles.xml")
    assert [row[0] for row in _read(path)] == [
        "DỮ LIỆU MẪU",
        "ỦY BAN NHÂN DÂN",
        "Danh sách hộ",
        "Cột 0",
        "An",
    ]


def test_a_head_of_three_levels_is_merged_as_on_paper(data_folder: Path) -> None:
    head = (
        (HeadCell("Thôn", 1, 3), HeadCell("Hộ nghèo", 3)),
        (HeadCell("Đầu kỳ", 1, 2), HeadCell("Giảm", 2)),
        (HeadCell("Số hộ"), HeadCell("Tỷ lệ")),
    )
    rows = [Marked(Look.GROUP, ("Nhóm 1",)), ("Trà Hoa", 3, 2, 1), Marked(Look.TOTAL, ("Cộng", 3, 2, 1))]
    path = data_folder / "đầu bảng.xlsx"

    workbook.write(path, [Sheet("T2", (Column(12),) * 4, head, rows)], title="T2")

    merged = set(re.findall(r'<mergeCell ref="(.*?)"', _part(path, "xl/worksheets/sheet1.xml")))
    assert merged == {"A1:A3", "B1:D1", "B2:B3", "C2:D2", "A4:D4"}
    assert _read(path)[2] == ["", "", "Số hộ", "Tỷ lệ"]
    assert _read(path)[5] == ["Cộng", 3.0, 2.0, 1.0]


@pytest.mark.parametrize("rows", [50, 5_000])
@pytest.mark.parametrize("after", [0, 1, 3])
def test_stopping_leaves_nothing_behind_and_the_old_file_as_it_was(
    rows: int, after: int, data_folder: Path
) -> None:
    path = data_folder / "dừng.xlsx"
    path.write_bytes(b"cu")
    asked = iter(range(1_000))

    with pytest.raises(NotPossibleNow, match="Đã dừng"):
        workbook.write(
            path,
            [_sheet([(f"Hồ Văn {n}",) for n in range(rows)])],
            title="x",
            cancelled=lambda: next(asked) >= min(after, 2 if rows == 50 else after),
        )

    assert [one.name for one in data_folder.iterdir()] == ["dừng.xlsx"]
    assert path.read_bytes() == b"cu"


def test_progress_only_goes_up_and_ends_at_100(data_folder: Path) -> None:
    told: list[int] = []

    workbook.write(
        data_folder / "a.xlsx",
        [_sheet([(f"{n}",) for n in range(3_000)])] * 2,
        title="x",
        progress=lambda percent, _words: told.append(percent),
    )

    assert told == sorted(told) and told[-1] == 100 and len(told) > 10


def test_a_file_open_in_excel_is_named_with_what_to_do(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise PermissionError("used by another process")

    monkeypatch.setattr(workbook.os, "replace", refuse)

    with pytest.raises(NotPossibleNow, match="đang mở ở chương trình khác") as told:
        workbook.write(data_folder / "mở.xlsx", [_sheet([("An",)])], title="x")

    assert "Đóng tệp đó" in told.value.advice
    assert not list(data_folder.iterdir())


def test_a_folder_that_is_not_there_or_a_folder_as_file_is_refused_in_words(data_folder: Path) -> None:
    with pytest.raises(NotPossibleNow, match="Không có thư mục"):
        workbook.write(data_folder / "không có" / "a.xlsx", [_sheet([("An",)])], title="x")
    with pytest.raises(NotPossibleNow, match="không phải một tệp"):
        workbook.write(data_folder, [_sheet([("An",)])], title="x")


def test_more_rows_than_excel_holds_are_refused_not_cut(data_folder: Path) -> None:
    class Endless(list[Any]):
        def __len__(self) -> int:
            return 1_048_576

    with pytest.raises(InvalidInput, match="Excel không chứa hết"):
        workbook.write(data_folder / "a.xlsx", [_sheet(Endless())], title="x")


@given(st.lists(st.text(max_size=50), min_size=1, max_size=8))
def test_any_titles_become_names_that_excel_takes(titles: list[str]) -> None:
    names = workbook.sheet_names(titles)

    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert 1 <= len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'") and not name.endswith("'")


def test_two_tables_of_one_title_are_told_apart() -> None:
    assert workbook.sheet_names(["Phụ lục I", "phụ lục I", "History"]) == [
        "Phụ lục I",
        "phụ lục I (2)",
        "History (2)",
    ]
