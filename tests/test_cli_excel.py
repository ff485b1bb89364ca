"""Excel on the command line: official lists, the register, and any paper of the catalogue."""

import io
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from povdesk import cli

NOW = datetime(2024, 11, 25, 9, 0, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("Xã mẫu") / "dữ liệu"
    code = cli.main(
        ["--data", str(folder), "demo", "--households", "120"], out=io.StringIO(), clock=lambda: NOW
    )
    assert code == 0
    return folder


def _run(commune: Path, *words: str) -> tuple[int, str]:
    out = io.StringIO()
    return cli.main(["--data", str(commune), *words], out=out, clock=lambda: NOW), out.getvalue()


def _book(path: Path) -> Any:
    return python_calamine.CalamineWorkbook.from_path(str(path))


def test_the_official_lists_of_a_year(commune: Path, data_folder: Path) -> None:
    path = data_folder / "danh sách.xlsx"

    code, said = _run(commune, "export", "official-list", "--year", "2023", "--xlsx", str(path))

    assert (code, said) == (0, f"Đã ghi {path}\n")
    assert _book(path).sheet_names == ["HN, HCN", "Thoát nghèo", "Thoát cận nghèo"]


def test_the_whole_register(commune: Path, data_folder: Path) -> None:
    path = data_folder / "sổ.xlsx"

    code, _said = _run(commune, "export", "households", "--as-of", "30/6/2024", "--xlsx", str(path))

    rows = _book(path).get_sheet_by_name("Hộ gia đình").to_python()
    assert code == 0
    assert "Tính đến ngày 30/06/2024" in [row[0] for row in rows[:5]]


@pytest.mark.parametrize("kind", ["ke-hoach", "D01", "d01"])
def test_the_plan_by_its_old_name_and_by_its_code(kind: str, commune: Path, data_folder: Path) -> None:
    path = data_folder / "kế hoạch.xlsx"

    code, _said = _run(commune, "paper", kind, "--year", "2024", "--xlsx", str(path))

    assert code == 0
    assert _book(path).sheet_names[0] == "Phụ lục I"


def test_a_paper_that_asks_for_round_and_hamlet(commune: Path, data_folder: Path) -> None:
    path = data_folder / "biên bản.xlsx"

    code, _said = _run(
        *(commune, "paper", "D14", "--year", "2024", "--round", "latest"),
        *("--hamlet", "tra hoa", "--xlsx", str(path), "--pdf", str(path.with_suffix(".pdf"))),
    )

    assert code == 0
    assert path.exists() and path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["export", "official-list", "--xlsx", "a.xlsx"], "Chưa nói danh sách của năm nào."),
        (["export", "official-list", "--year", "2019", "--xlsx", "a.xlsx"], "chưa mở kỳ rà soát"),
        (["export", "tat-ca", "--xlsx", "a.xlsx"], "Lệnh gõ chưa đúng."),
        (["export", "households"], "Lệnh gõ chưa đúng."),
        (["export", "households", "--xlsx", "/không/có/a.xlsx"], "Không có thư mục"),
        (["paper", "D99", "--year", "2024", "--pdf", "a.pdf"], "Không có văn bản mang mã “D99”."),
        (["paper", "D14", "--year", "2024"], "Chưa nói in ra tệp nào."),
        (["paper", "D14", "--year", "2024", "--xlsx", "a.xlsx"], "Chưa chọn thôn"),
        (["paper", "D14", "--year", "2024", "--hamlet", "Xa", "--xlsx", "a.xlsx"], "Không có thôn “Xa”."),
        (["paper", "D18", "--year", "2019", "--xlsx", "a.xlsx"], "Năm 2019 chưa mở kỳ rà soát."),
        (["paper", "D18", "--year", "2023", "--round", "x", "--pdf", "a"], "Không có kỳ rà soát “x”."),
        (["paper", "D34", "--year", "2024", "--household", "0", "--pdf", "a"], "Không có hộ mang mã “0”."),
        (["paper", "D01", "--year", "2024", "--pdf", "a", "--xlsx", "a"], "không thể cùng một tên tệp"),
    ],
)
def test_each_mistake_is_one_sentence(
    words: list[str], sentence: str, commune: Path, data_folder: Path, capsys: Any, monkeypatch: Any
) -> None:
    monkeypatch.chdir(data_folder)

    code, _said = _run(commune, *words)

    told = capsys.readouterr().err
    assert code == 1
    assert sentence in told and "Traceback" not in told
    assert not list(data_folder.iterdir())
