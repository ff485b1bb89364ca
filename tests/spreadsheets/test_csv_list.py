"""Lists as CSV: nothing in them becomes a formula, nothing is lost."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.errors import NotPossibleNow
from povdesk.spreadsheets import csv_list
from povdesk.spreadsheets.sheet import Column, HeadCell, Look, Marked, Sheet, Shown


def _sheet(*rows: object, sample: bool = False) -> Sheet:
    head = ((HeadCell("Hộ"), HeadCell("Số", columns=2)),)
    return Sheet("Danh sách", (Column(10), Column(10), Column(10)), head, list(rows), sample=sample)  # type: ignore[arg-type]


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_list_comes_out_with_its_head_its_rows_and_its_numbers(data_folder: Path) -> None:
    path = data_folder / "danh sách.csv"
    rows = (
        ("Hồ Văn Đào, thôn “Trà Hoa”", 1250, Decimal("45.50")),
        Marked(Look.TOTAL, ("Tổng", Shown(Decimal("0.4559"), 2, percent=True), date(2024, 12, 31))),
        ("012345678901", None, "dòng 1\ndòng 2"),
    )
    csv_list.write(path, _sheet(*rows))
    assert _read(path) == [
        ["Hộ", "Số", ""],
        ["Hồ Văn Đào, thôn “Trà Hoa”", "1250", "45.50"],
        ["Tổng", "0.4559", "31/12/2024"],
        ["012345678901", "", "dòng 1\ndòng 2"],
    ]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+84",
        "-5",
        "@x",
        "\t=1",
        "\r=1",
        "  =1+1",
        "\uff1d1",
        " \uff20x",
        "\x00=1",
        "\x01=1",
        "\u200b=1",
    ],
)
def test_what_would_be_a_formula_gets_a_mark_in_front(text: str) -> None:
    assert csv_list.guarded(text).startswith("'")


def test_plain_words_and_negative_numbers_as_numbers_stay_as_they_are(data_folder: Path) -> None:
    path = data_folder / "số.csv"
    csv_list.write(path, _sheet(("Hồ Văn Đào", -5, Decimal("-1.5"))))
    assert _read(path)[1] == ["Hồ Văn Đào", "-5", "-1.5"]


@given(st.text(max_size=40))
def test_no_text_ever_begins_like_a_formula(text: str) -> None:
    kept = csv_list.guarded(text)
    assert kept.lstrip()[:1] not in set("=+-@\t\r\0\uff1d\uff0b\uff0d\uff20") or not kept


def test_a_sample_says_so_and_a_stopped_one_leaves_nothing(data_folder: Path) -> None:
    path = data_folder / "mẫu.csv"
    csv_list.write(path, _sheet(("a", 1, 2), sample=True))
    assert _read(path)[0] == ["DỮ LIỆU MẪU"]
    with pytest.raises(NotPossibleNow, match="Đã dừng"):
        csv_list.write(data_folder / "khác.csv", _sheet(("a", 1, 2)), cancelled=lambda: True)
    assert [one.name for one in data_folder.iterdir()] == ["mẫu.csv"]
