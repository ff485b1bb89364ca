"""Files that would hurt: refused in one sentence, within time and memory, and nothing of them is written."""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from povdesk.domain.errors import PovDeskError
from povdesk.spreadsheets import reading
from tests.source_tree import ROOT
from tests.spreadsheets.awkward import HEAD, SU, TIA, UT, book, put, table
from tests.spreadsheets.test_reading_round_trip import an_empty_commune, rehearsed

Make = Callable[[Path], None]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _honest(path: Path) -> None:
    table(path, [TIA, UT, SU])


def _with_parts(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """An honest workbook whose parts were changed afterwards."""
    _honest(path)
    with zipfile.ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as again:
        for name, content in parts.items():
            again.writestr(name, content)


def _sheet(parts: dict[str, bytes], change: Callable[[bytes], bytes]) -> None:
    parts["xl/worksheets/sheet1.xml"] = change(parts["xl/worksheets/sheet1.xml"])


def _one_cell(place: tuple[int, int]) -> Make:
    return lambda path: (book(path, lambda made, sheet: sheet.write(*place, "x")), None)[1]


def _bytes(content: bytes) -> Make:
    return lambda path: (path.write_bytes(content), None)[1]


def _parts(change: Callable[[dict[str, bytes]], None]) -> Make:
    return lambda path: _with_parts(path, change)


def _ods(content: str) -> Make:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            made.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
            made.writestr("content.xml", content)

    return make


_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + place, b"&%c;" % (97 + place) * 10) for place in range(8))
    + b"]>"
)
_TABLE = (
    "<office:document-content><office:body><office:spreadsheet><table:table table:name='A'>{}"
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)
_CELL = "<table:table-cell office:value-type='string'><text:p>Họ và tên</text:p></table:table-cell>"


_MILLION = "table:number-rows-repeated='1048576'"


def _bomb(path: Path) -> None:
    """Thirty megabytes of nothing much that unfold to more than is allowed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
        with made.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(110):
                part.write(b" " * (1 << 20))


def _many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(2_001):
            made.writestr(f"xl/media/{number}.png", b"")


def _locked_zip(path: Path) -> None:
    _honest(path)
    content = bytearray(path.read_bytes())
    # The flag "encrypted" of the first part, in both places where a zip keeps it.
    content[6] |= 1
    where = content.find(b"PK\x01\x02")
    content[where + 8] |= 1
    path.write_bytes(content)


def _cut(path: Path) -> None:
    _honest(path)
    path.write_bytes(path.read_bytes()[:-600])


def _flipped(path: Path) -> None:
    _honest(path)
    content = bytearray(path.read_bytes())
    for place in range(60, len(content) - 400, 97):
        content[place] ^= 0x5A
    path.write_bytes(content)


def _deep(parts: dict[str, bytes]) -> None:
    _sheet(parts, lambda xml: xml.replace(b"<sheetData>", b"<a>" * 200_000 + b"<sheetData>"))


def _strings(parts: dict[str, bytes]) -> None:
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b"<sst", _LAUGHS + b"<sst")


FILES: dict[str, tuple[str, Make]] = {
    "empty file": (".xlsx", _bytes(b"")),
    "text named xlsx": (".xlsx", _bytes(b"STT;Ho ten\n1;A")),
    "picture": (".xlsx", _bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)),
    "PDF": (".xls", _bytes(b"%PDF-1.7")),
    "half a zip": (".xlsx", _cut),
    "flipped bytes": (".xlsx", _flipped),
    "too large": (".xlsx", _bytes(b"PK\x03\x04" + b"\x00" * (21 << 20))),
    "zip bomb": (".xlsx", _bomb),
    "thousands of parts": (".xlsx", _many_parts),
    "locked zip": (".xlsx", _locked_zip),
    "locked by Excel": (".xlsx", _bytes(OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"))),
    "old container without workbook": (".xls", _bytes(OLE + b"\x00" * 4096)),
    "old container with rubbish": (".xls", _bytes(OLE + "Workbook".encode("utf-16-le") * 400)),
    "zip of something else": (".xlsx", _parts(lambda parts: parts.pop("xl/workbook.xml") and None)),
    "binary workbook": (".xlsx", _parts(lambda parts: parts.update({"xl/workbook.bin": b"x"}))),
    "no relationships": (".xlsx", _parts(lambda parts: parts.pop("xl/_rels/workbook.xml.rels") and None)),
    "sheet missing": (".xlsx", _parts(lambda parts: parts.pop("xl/worksheets/sheet1.xml") and None)),
    "sheet cut off": (".xlsx", _parts(lambda parts: _sheet(parts, lambda xml: xml[: len(xml) // 2]))),
    "sheet of rubbish": (".xlsx", _parts(lambda parts: _sheet(parts, lambda _xml: b"\xff\xfe<<<>>>"))),
    "laughing sheet": (".xlsx", _parts(lambda parts: _sheet(parts, lambda xml: _LAUGHS + xml[55:]))),
    "laughing strings": (".xlsx", _parts(_strings)),
    "deep nesting": (".xlsx", _parts(_deep)),
    "strings gone": (".xlsx", _parts(lambda parts: parts.update({"xl/sharedStrings.xml": b"<sst/>"}))),
    "string number out of range": (
        ".xlsx",
        _parts(lambda parts: _sheet(parts, lambda xml: xml.replace(b"<v>1</v>", b"<v>99999999999</v>"))),
    ),
    "cell outside any sheet": (
        ".xlsx",
        _parts(lambda parts: _sheet(parts, lambda xml: xml.replace(b'r="B2"', b'r="ZZZZ99999999"'))),
    ),
    "corner cell": (".xlsx", _one_cell((1_048_575, 16_383))),
    "corner cell hidden in the order": (
        ".xlsx",
        _parts(
            lambda parts: _sheet(
                parts,
                lambda xml: xml.replace(b'<c r="A2"', b'<c r="XFD1048576"><v>1</v></c><c r="A2"', 1),
            )
        ),
    ),
    "cell at the bottom": (".xlsx", _one_cell((1_048_575, 0))),
    "cell at the right": (".xlsx", _one_cell((0, 16_383))),
    "locked ODS": (
        ".ods",
        lambda path: (
            _ods("")(path),
            _add(path, "META-INF/manifest.xml", "<manifest:encryption-data/>"),
        )[1],
    ),
    "ODS with a million filled rows": (
        ".ods",
        _ods(
            _TABLE.format(f"<table:table-row table:number-rows-repeated='1048576'>{_CELL}</table:table-row>")
        ),
    ),
    "ODS without content": (".ods", _ods("")),
    "ODS of rubbish": (".ods", _ods("<a><b></a>")),
}


def _add(path: Path, name: str, content: str) -> None:
    with zipfile.ZipFile(path) as made:
        parts = {one: made.read(one) for one in made.namelist()}
    with zipfile.ZipFile(path, "w") as again:
        for one, kept in {**parts, name: content.encode()}.items():
            again.writestr(one, kept)


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_a_sentence_and_writes_nothing(data_folder: Path, name: str) -> None:
    ending, make = FILES[name]
    path = data_folder / f"tệp lạ{ending}"
    make(path)
    command = [sys.executable, "-m", "tests.spreadsheets.read_once", str(path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    found = json.loads(ended.stdout)

    if found["error"]:
        assert found["error"].endswith(".") and "tệp lạ" in found["error"]
    else:
        # Whatever could be read is a list of honest lines or none, and what could not be is said.
        assert found["unread"] or found["kept"] <= 4
        assert all(words.endswith(("được.", ").")) for words in found["unread"])
    assert found["seconds"] < 15, "of the processor, however busy it is"
    assert found["kib"] < 500 * 1024


def test_there_are_enough_hostile_files() -> None:
    assert len(FILES) >= 30


def test_a_missing_file_and_a_folder_are_told(data_folder: Path) -> None:
    for path in (data_folder / "không có.xlsx", data_folder):
        with pytest.raises(PovDeskError, match="Không thấy tệp"):
            reading.read(path)


def test_reading_stops_when_it_is_cancelled_or_takes_too_long(data_folder: Path) -> None:
    path = data_folder / "dài.xlsx"
    made = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = made.add_worksheet()
    for row in range(20_000):
        for column in range(20):
            sheet.write(row, column, f"Hồ Văn {row}")
    made.close()

    with pytest.raises(PovDeskError, match="Đã dừng đọc tệp"):
        reading.read(path, cancelled=lambda: True)
    with pytest.raises(PovDeskError, match="quá 0 giây"):
        reading.read(path, seconds=0.05)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_other_formats_give_the_same_verdicts(data_folder: Path, ending: str) -> None:
    path = data_folder / "danh sách.xlsx"
    _honest(path)
    profile = f"-env:UserInstallation=file://{data_folder.parent / 'profile'}".replace(" ", "%20")
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        str(data_folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    database = an_empty_commune(data_folder / "povdesk.db")

    one, other = rehearsed(database, path), rehearsed(database, path.with_suffix(f".{ending}"))

    def shown(found: Any) -> list[Any]:
        return [(row.number, row.verdict, row.name, dict(row.values)) for row in found.rows]

    assert len(one.rows) == 3
    assert shown(one) == shown(other)


def test_macros_are_left_alone_and_told_of(data_folder: Path) -> None:
    path = data_folder / "danh sách.xlsm"
    _with_parts(path, lambda parts: parts.update({"xl/vbaProject.bin": b"x"}))
    database = an_empty_commune(data_folder / "povdesk.db")

    found = rehearsed(database, path)

    assert len(found.rows) == 3 and "Tệp có macro; phần mềm không chạy macro." in found.notes


def test_a_second_sheet_that_cannot_be_read_does_not_hold_up_the_first(data_folder: Path) -> None:
    def fill(made: Any, sheet: Any) -> None:
        put(made, sheet, [HEAD, TIA])
        made.add_worksheet("Xa").write(1_048_575, 16_383, "x")

    database = an_empty_commune(data_folder / "povdesk.db")

    found = rehearsed(database, book(data_folder / "hai trang.xlsx", fill))

    assert len(found.rows) == 1 and any("XFD1048576" in note for note in found.notes)
