"""backup, verify and restore on the command line: secrets never in arguments, exit codes a script can use."""

import io
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from povdesk import cli
from povdesk.storage.folder_lock import FolderLock
from tests.storage.backup.samples import a_database

SECRET = "bon tu that de nho"
NOON = datetime(2024, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def data(data_folder: Path) -> Path:
    a_database(data_folder / "povdesk.db").close()
    return data_folder


def run(data: Path, *words: object) -> tuple[int, str]:
    out = io.StringIO()
    code = cli.main(["--data", str(data), *(str(word) for word in words)], out=out, clock=lambda: NOON)
    return code, out.getvalue()


def the_copy(folder: Path) -> Path:
    (path,) = folder.glob("*.pvbak")
    return path


@pytest.fixture(scope="module")
def copied_office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An office and its stick after the first encrypted copy, and the recovery code that was shown."""
    folder = tmp_path_factory.mktemp("cơ quan")
    a_database(folder / "data" / "povdesk.db").close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POVDESK_SECRET", SECRET)
        code, said = run(folder / "data", "backup", folder / "usb")
    assert code == 0 and "đã mã hóa, đã kiểm tra" in said
    return folder, said.split("trụ sở): ")[1].split()[0]


@pytest.fixture
def stick(copied_office: tuple[Path, str], data: Path, tmp_path: Path) -> tuple[Path, str]:
    """An encrypted copy of the data on a stick, and the recovery code that was shown."""
    made, recovery = copied_office
    shutil.copytree(made / "data", data, dirs_exist_ok=True)
    shutil.copytree(made / "usb", tmp_path / "usb")
    return the_copy(tmp_path / "usb"), recovery


def test_on_a_new_computer_the_stick_and_the_recovery_code_bring_everything_back(
    stick: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, recovery = stick
    monkeypatch.setattr(sys, "stdin", io.StringIO(recovery.lower() + "\n"))
    code, said = run(tmp_path / "máy mới", "restore", path, "--secret-stdin")

    assert code == 0
    assert said.startswith("Đã phục hồi bản sao lưu số 1 ngày 21/11/2024 (1 hộ)")
    assert run(tmp_path / "máy mới", "check")[0] == 0


def test_the_data_that_were_there_are_kept_and_named(stick: tuple[Path, str], data: Path) -> None:
    code, said = run(data, "restore", stick[0])

    assert code == 0
    assert "Dữ liệu trước đó được giữ ở" in said
    assert the_copy(data / "sao-luu").exists()


def test_verify_says_how_far_it_could_look(stick: tuple[Path, str], data: Path, tmp_path: Path) -> None:
    shutil.rmtree(data)
    code, said = run(data, "verify", stick[0])

    assert code == 0
    assert "Từng byte đúng như lúc ghi." in said and "Chưa mở dữ liệu bên trong" in said
    assert not data.exists()


def test_this_computer_opens_its_own_copies_without_a_secret(stick: tuple[Path, str], data: Path) -> None:
    assert "Đã mở: dữ liệu bên trong lành lặn" in run(data, "verify", stick[0])[1]


def test_a_damaged_copy_has_its_own_exit_code(stick: tuple[Path, str], data: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    altered = bytearray(stick[0].read_bytes())
    altered[900] ^= 4
    stick[0].write_bytes(bytes(altered))

    assert run(data, "verify", stick[0])[0] == 2
    assert run(data, "restore", stick[0])[0] == 2
    assert "không lấy gì từ tệp này. Chọn bản sao lưu khác.\n" in capsys.readouterr().err


@pytest.mark.parametrize("secret", [None, "mat khau cua may khac"])
def test_without_the_right_secret_it_is_a_mistake_and_not_damage(
    stick: tuple[Path, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys,  # type: ignore[no-untyped-def]
    secret: str | None,
) -> None:
    if secret:
        monkeypatch.setenv("POVDESK_SECRET", secret)

    assert run(tmp_path / "máy mới", "restore", stick[0])[0] == 1
    said = capsys.readouterr().err
    assert ("không đúng" if secret else "POVDESK_SECRET") in said and len(said.splitlines()) == 1


def test_a_copy_that_leaves_without_a_password_is_not_made(data: Path, tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    assert run(data, "backup", tmp_path / "usb")[0] == 1
    assert "Chưa đặt mật khẩu" in capsys.readouterr().err
    assert not (tmp_path / "usb").exists()


def test_the_installer_keeps_a_plain_copy_from_before_an_upgrade(data: Path, tmp_path: Path) -> None:
    code, _said = run(data, "backup", tmp_path / "giữ lại", "--before-upgrade")

    assert code == 0
    said = run(data, "verify", the_copy(tmp_path / "giữ lại"))[1]
    assert "(trước khi nâng cấp), 1 hộ, không mã hóa." in said


def test_nothing_is_restored_under_an_open_window(stick: tuple[Path, str], data: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    window = FolderLock(data)
    assert window.take()
    before = (data / "povdesk.db").read_bytes()
    try:
        assert run(data, "restore", stick[0])[0] == 1
    finally:
        window.release()
    assert "đang mở trong cửa sổ PovDesk" in capsys.readouterr().err
    assert (data / "povdesk.db").read_bytes() == before
