"""Any list on the screen prints on A4 with all its rows."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povdesk.documents import fonts, lists, pdf
from povdesk.documents.blocks import Align, Column, GroupRow, HeaderCell, Orientation, Signatory, Table
from povdesk.documents.column_widths import column_widths
from tests.documents.words import pdf_pages

NARROW = [
    lists.ListColumn("Chủ hộ", 60),
    lists.ListColumn("Thôn", 40),
    lists.ListColumn("Số khẩu", 20, Align.RIGHT),
]
WIDE = [lists.ListColumn(f"Cột {place}", 30) for place in range(8)]


def make(columns: list[lists.ListColumn], rows: list[tuple[str, ...] | GroupRow], **more: object):  # type: ignore[no-untyped-def]
    settings: dict[str, object] = {
        "agency": "UBND XÃ TRÀ LÂM",
        "printed_on": date(2024, 3, 5),
        "sample": False,
    }
    return lists.screen_list("DANH SÁCH HỘ NGHÈO", "Thôn: Trà Hoa", columns, rows, **{**settings, **more})


def test_wide_lists_turn_the_sheet_and_narrow_ones_do_not() -> None:
    assert make(NARROW, []).sections[0].orientation is Orientation.PORTRAIT
    assert make(WIDE, []).sections[0].orientation is Orientation.LANDSCAPE


def test_the_columns_share_the_whole_width() -> None:
    (table,) = [block for block in make(NARROW, []).sections[0].blocks if isinstance(block, Table)]

    assert round(sum(column.width for column in table.columns), 3) == 165


def test_rows_are_numbered_and_groups_are_not() -> None:
    rows = [GroupRow(("Thôn Trà Hoa",)), ("Hồ Văn Sung", "Trà Hoa", "4"), ("Đinh Thị Mai", "Trà Hoa", "3")]
    (table,) = [block for block in make(NARROW, rows).sections[0].blocks if isinstance(block, Table)]

    assert [row[0] for row in table.rows if isinstance(row, tuple)] == ["1", "2"]


def test_every_row_stands_on_paper_once_and_pages_are_counted(tmp_path: Path) -> None:
    rows: list[tuple[str, ...] | GroupRow] = [(f"Hộ-{place:04}", "Trà Hoa", "4") for place in range(500)]
    pdf.write(make(NARROW, rows, place="Trà Lâm"), tmp_path / "a.pdf")

    pages = pdf_pages(tmp_path / "a.pdf")
    found = re.findall(r"Hộ-\d{4}", "".join(pages))

    assert found == [f"Hộ-{place:04}" for place in range(500)]
    for place, page in enumerate(pages, start=1):
        assert page.split()[:3] == ["Trang", f"{place}/", str(len(pages))]
        assert "TT Chủ hộ Thôn Số khẩu" in page
    assert "Thôn: Trà Hoa" in pages[0] and "Ngày in: 05/03/2024" in pages[0]
    assert "Trà Lâm, ngày 05 tháng 3 năm 2024" in pages[-1] and "NGƯỜI LẬP" in pages[-1]
    assert "Danh sách có 500 dòng." in pages[-1]


def test_long_text_in_a_cell_is_wrapped_and_never_cut(tmp_path: Path) -> None:
    note = "nhà ở thiếu kiên cố, đã được hỗ trợ sửa chữa từ nguồn vận động năm 2023 của Mặt trận"
    pdf.write(make(NARROW, [("Hồ Văn Sung", note, "4")]), tmp_path / "a.pdf")

    assert note in " ".join(pdf_pages(tmp_path / "a.pdf")[0].split())


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    pdf.write(make(NARROW, []), tmp_path / "a.pdf")

    assert "Danh sách có 00 dòng." in pdf_pages(tmp_path / "a.pdf")[0]


def test_given_signatories_replace_the_usual_ones() -> None:
    document = make(NARROW, [], signatories=[Signatory(("KẾ TOÁN",), "Hồ Thị Lá")], place="Trà Lâm")

    signing = document.sections[0].blocks[-1]

    assert [signatory.post for signatory in signing.signatories] == [("KẾ TOÁN",)]
    assert signing.signatories[0].place_and_date == "Trà Lâm, ngày 05 tháng 3 năm 2024"


def test_no_word_is_broken_when_columns_are_narrowed() -> None:
    columns = (Column(6), Column(300), Column(8))
    head = tuple(HeaderCell(text) for text in ("TT", "Nội dung", "Thành tiền"))
    table = Table(columns, (head,), (("1", "Hỗ trợ", "1.234.567.890"),))

    widths = column_widths(table, 400)

    needed = fonts.measure(fonts.REGULAR, 12)("1.234.567.890")
    assert sum(widths) == pytest.approx(400)
    assert widths[0] > fonts.measure(fonts.BOLD, 12)("TT")
    assert widths[2] > needed


@given(
    st.lists(st.tuples(st.floats(1, 200), st.text(max_size=30)), min_size=1, max_size=8), st.floats(100, 800)
)
@settings(deadline=None)
def test_columns_never_leave_the_sheet(wishes: list[tuple[float, str]], available: float) -> None:
    table = Table(
        tuple(Column(width) for width, _ in wishes),
        (tuple(HeaderCell(text) for _, text in wishes),),
        (tuple(text for _, text in wishes),),
    )

    widths = column_widths(table, available)

    assert sum(widths) <= available + 0.01
    assert all(width > 0 for width in widths)
