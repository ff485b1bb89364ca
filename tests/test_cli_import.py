"""The command import: looked through first, written as one act, told in Vietnamese with exit codes."""

import io
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import python_calamine

from povdesk import cli
from tests.spreadsheets.awkward import SU, TIA, UT, changed, table
from tests.spreadsheets.test_reading_round_trip import an_empty_commune, sizes

NOW = datetime(2024, 11, 25, 9, 0, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def folder(data_folder: Path) -> Path:
    an_empty_commune(data_folder / "povdesk.db").close()
    return data_folder


def run(folder: Path, arguments: Sequence[str]) -> tuple[int, str]:
    out = io.StringIO()
    code = cli.main(["--data", str(folder), "import", *arguments], out=out, clock=lambda: NOW)
    return code, out.getvalue()


def households(folder: Path) -> int:
    from povdesk.storage.database import open_database

    database = open_database(folder / "povdesk.db")
    found = sizes(database)[0]
    database.close()
    return found


def test_a_dry_run_writes_nothing_but_the_report(folder: Path) -> None:
    path = table(folder / "danh sách.xlsx", [TIA, changed(UT, relation="Chủ hộ"), SU])

    code, said = run(folder, [str(path), "--dry-run", "--report", str(folder / "kết quả.xlsx")])

    assert code == 0 and "1 dòng mới, 2 dòng chờ quyết định" in said and "chưa ghi gì" in said
    assert "Danh sách, Dòng 2: hộ có hai chủ hộ, ở dòng 2 và 3" in said
    assert households(folder) == 0
    rows = python_calamine.CalamineWorkbook.from_path(str(folder / "kết quả.xlsx")).get_sheet_by_index(0)
    told = [row[2:4] for row in rows.to_python() if isinstance(row[1], float)]
    assert told == [
        ["Chờ quyết định", "Hồ Văn Tía"],
        ["Chờ quyết định", "Hồ Thị Út"],
        ["Mới", "Đinh Văn Sự"],
    ]


def test_a_list_is_taken_in_once(folder: Path) -> None:
    path = table(folder / "danh sách.xlsx", [TIA, UT, SU])

    code, said = run(folder, [str(path), "--year", "2022"])
    assert code == 0 and "Đã nhập: 2 hộ mới" in said and "cuối năm 2022" in said
    assert households(folder) == 2

    code, said = run(folder, [str(path), "--year", "2022"])
    assert code == 0 and "Không có gì để ghi" in said
    assert households(folder) == 2


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["không có.xlsx"], "Không thấy tệp"),
        (["danh sách.xlsx", "--sheet", "Trang lạ"], "không có trang tính “Trang lạ”"),
        (["povdesk.db"], "không phải bảng tính"),
    ],
)
def test_mistakes_are_one_sentence_and_exit_code_1(
    folder: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    table(folder / "danh sách.xlsx", [TIA])

    code, _said = run(folder, [str(folder / arguments[0]), *arguments[1:]])

    assert code == 1 and words in capsys.readouterr().err
