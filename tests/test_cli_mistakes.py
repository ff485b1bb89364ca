"""A mistake on the command line gets one Vietnamese sentence and exit code 1, never a traceback."""

from pathlib import Path

import pytest

from povdesk import cli


@pytest.mark.parametrize("year", ["0", "-1", "99999", "²", "hai nghìn", "24"])
@pytest.mark.parametrize("command", [["indicators"], ["paper", "ke-hoach", "--pdf", "kế hoạch.pdf"]])
def test_a_year_that_is_none_is_named(command: list[str], year: str, data_folder: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    code = cli.main(["--data", str(data_folder), *command, f"--year={year}"])

    said = capsys.readouterr().err
    assert code == 1
    assert said == f"“{year}” không phải một năm. Gõ bốn chữ số, ví dụ 2024.\n"
