"""The long run under Wine is left out only while packaging/ is what has passed it."""

from dataclasses import replace
from pathlib import Path

import pytest
from wine import verified


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small packaging/."""
    (tmp_path / "nsis").mkdir()
    (tmp_path / "nsis" / "povdesk.nsi").write_text("Section\n", encoding="utf-8")
    (tmp_path / "requirements.lock").write_text("qt==1\n", encoding="utf-8")
    return tmp_path


def _pass(folder: Path) -> bool:
    passed = verified.Passed(verified.fingerprint(folder), "1.0.0", "2026-11-25", 70)
    return bool(verified.record(passed, folder))


def test_what_has_passed_is_not_tried_again(folder: Path) -> None:
    assert not verified.is_verified(folder)
    assert _pass(folder)
    assert verified.is_verified(folder)
    assert verified.last_passed(folder).checks == 70


@pytest.mark.parametrize("name", ["nsis/povdesk.nsi", "requirements.lock", "nsis/new.nsh"])
def test_a_changed_or_new_file_is_tried_again(folder: Path, name: str) -> None:
    _pass(folder)
    (folder / name).write_text("other\n", encoding="utf-8")

    assert not verified.is_verified(folder)


def test_a_renamed_or_missing_file_is_tried_again(folder: Path) -> None:
    _pass(folder)
    (folder / "requirements.lock").rename(folder / "other.lock")

    assert not verified.is_verified(folder)


def test_pictures_and_compiled_files_decide_nothing(folder: Path) -> None:
    _pass(folder)
    for name in ("pictures/screen.png", "nsis/__pycache__/x.pyc"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")

    assert verified.is_verified(folder)


def test_a_folder_that_was_changed_during_the_run_is_not_taken_as_passed(folder: Path) -> None:
    passed = verified.Passed(verified.fingerprint(folder), "1.0.0", "2026-11-25", 70)
    (folder / "requirements.lock").write_text("qt==2\n", encoding="utf-8")

    assert not verified.record(passed, folder)
    assert not (folder / verified.RECORD).exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"packaging": 1}', "null"])
def test_a_record_that_cannot_be_read_counts_as_none(folder: Path, text: str) -> None:
    (folder / verified.RECORD).write_text(text, encoding="utf-8")

    assert verified.last_passed(folder) is None
    assert not verified.is_verified(folder)


def test_dev_py_says_in_one_line_why_the_run_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import dev

    passed = verified.Passed(verified.fingerprint(), "1.0.0", "2026-11-25", 70)
    monkeypatch.setattr(verified, "last_passed", lambda *_: passed)
    assert dev.installer_test(["--if-changed"]) == 0
    assert capsys.readouterr().out.count("\n") == 1

    run: list[list[str]] = []
    monkeypatch.setattr(verified, "last_passed", lambda *_: replace(passed, packaging="another"))
    monkeypatch.setattr(dev.system_packages, "install_wine_tools", lambda: None)
    monkeypatch.setattr(dev.signal, "signal", lambda *_: None)
    monkeypatch.setattr(dev.environment, "ready", lambda: "python")
    monkeypatch.setattr(dev, "run", lambda command, _: run.append(command) or 3)
    assert dev.installer_test(["--if-changed"]) == 3
    assert run == [["python", "-m", "wine"]]
