"""What the checks under Wine read: registry, folders, shortcuts, system calls, lines of the report."""

import io
import struct
from pathlib import Path

import pytest
from wine import registry, setups, shortcut, snapshot, trace
from wine.checks import installing, starting
from wine.report import Report

HIVE = r"""WINE REGISTRY Version 2
;; All keys relative to \\User\\S-1-5-21-0-0-0-1000

[Software\\PovDesk] 1700000000
#time=1da00000
"InstallDir"="C:\\users\\Nguy\x1ec5n V\x103n \x110\x1ee9c\\PovDesk"
"Size"=dword:00000010
@="x"

[Software\\Wine\\Fonts] 1700000000
"Long"=hex:01,02,\
  03,04
"""


def test_the_registry_is_read_with_vietnamese_letters_and_long_lines() -> None:
    found = registry.parse(HIVE, "HKCU")

    key = "HKCU\\Software\\PovDesk"
    assert registry.text_value(found[f"{key} → InstallDir"]) == "C:\\users\\Nguyễn Văn Đức\\PovDesk"
    assert found[f"{key} → (default)"] == '"x"'
    assert found["HKCU\\Software\\Wine\\Fonts → Long"] == "hex:01,02,03,04"
    assert found[key] == ""


def test_only_keys_of_others_count_as_foreign() -> None:
    ours = "HKCU\\Software\\PovDesk → InstallDir"
    listed = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\PovDesk"
    started = "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run → PovDesk"
    beside = "HKCU\\Software\\PovDeskOther"

    found = installing.foreign_keys([ours, listed, "HKCU\\Software\\Wine\\Fonts → x", started, beside])

    assert found == [started, beside]


def test_what_changed_in_a_folder_is_told_apart(tmp_path: Path) -> None:
    for name in ("giữ", "đổi", "bỏ"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "log").mkdir()
    before = snapshot.take(tmp_path, skip=("log",))
    (tmp_path / "log" / "x").write_text("x", encoding="utf-8")
    (tmp_path / "đổi").write_text("khác", encoding="utf-8")
    (tmp_path / "bỏ").unlink()
    (tmp_path / "mới").mkdir()

    changes = snapshot.difference(before, snapshot.take(tmp_path, skip=("log",)))

    assert (changes.added, changes.removed, changes.changed) == (("mới",), ("bỏ",), ("đổi",))
    assert str(changes) == "new mới; gone bỏ; changed đổi"
    assert not snapshot.difference(before, before)


def _item(name: str) -> bytes:
    head = bytes([0x32]) + bytes(11) + b"?\0"
    wide = len(head) + 2
    body = head + bytes(20) + name.encode("utf-16-le") + b"\0\0" + struct.pack("<H", wide)
    return struct.pack("<H", len(body) + 2) + body


def test_a_shortcut_is_read_with_its_words_and_folder() -> None:
    drive = struct.pack("<H", 7) + b"#C:\\\0"
    items = drive + _item("Nguyễn Văn Đức") + _item("pythonw.exe") + b"\0\0"
    texts = b"".join(
        struct.pack("<H", len(text) + 1) + f"{text}\0".encode("utf-16-le")
        for text in ("Mở PovDesk", "C:\\Đức", "-I -m povdesk")
    )
    head = bytearray(76)
    struct.pack_into("<I", head, 20, 0x01 | 0x04 | 0x10 | 0x20)

    found = shortcut.parse(bytes(head) + struct.pack("<H", len(items)) + items + texts)

    assert found.target == "C:\\Nguyễn Văn Đức\\pythonw.exe"
    assert (found.words, found.folder, found.note) == ("-I -m povdesk", "C:\\Đức", "Mở PovDesk")


@pytest.mark.parametrize(
    ("line", "used"),
    [
        ('7 connect(5, {sa_family=AF_UNIX, sun_path="socket"}, 110) = 0', False),
        ("7 socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 26", False),
        ("7 connect(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(x)}, 16) = 0", True),
        ("7 sendto(13, x, 1, 0, {sa_family=AF_INET6, sin6_port=htons(53)}, 28) = 1", True),
        (
            '7 connect(3, {sa_family=AF_INET, sin_port=htons(631), sin_addr=inet_addr("127.0.0.1")}) = 0',
            False,
        ),
        ("7 connect(3, {AF_INET, sin_port=htons(631), inet_addr(10.0.0.1)}) = 0", True),
    ],
)
def test_calls_that_reach_a_network_are_found(line: str, used: bool) -> None:
    assert bool(trace.network_use([line])) is used


@pytest.mark.parametrize(
    ("version", "before", "after"),
    [("1.0.0", "0.9.0", "1.0.1"), ("1.2.0", "1.1.9", "1.2.1"), ("0.1.4", "0.1.3", "0.1.5")],
)
def test_an_older_and_a_newer_version_are_made_up(version: str, before: str, after: str) -> None:
    assert setups.older(version) == before
    assert setups.newer(version) == after


def test_rounds_in_which_the_machine_was_busy_do_not_decide_about_the_start() -> None:
    quiet = starting.ratio([1.4] * 5, [1.0] * 5)

    assert quiet == pytest.approx(1.4)
    assert starting.ratio([1.4, 9.0, 1.4, 7.0, 8.0], [1.0, 1.0, 1.0, 3.0, 2.0]) == pytest.approx(quiet)
    assert starting.ratio([1.7] * 5, [1.0] * 5) > starting.LIMIT


def test_a_report_counts_and_says_what_failed() -> None:
    out = io.StringIO()
    report = Report(out, clock=iter([0.0, 1.0, 3.0, 4.0, 5.0]).__next__)
    report.check("cài được", True)
    report.equal("mã thoát", 8, 0, "xem nhật ký")
    with report.part("Gỡ bỏ"):
        raise RuntimeError("hỏng")

    assert report.close() == 1
    lines = out.getvalue().splitlines()
    assert lines[0] == "ok    cài được (1.0 s)"
    assert lines[1] == "FAIL  mã thoát (2.0 s): got 8, wanted 0 xem nhật ký"
    assert "FAIL  Gỡ bỏ: goes through to its end (1.0 s): RuntimeError: hỏng" in lines
    assert lines[-1] == "Wine checks: 1 passed, 2 failed (5 s)"


def test_a_run_without_a_single_check_has_not_passed() -> None:
    assert Report(io.StringIO()).close() == 1
