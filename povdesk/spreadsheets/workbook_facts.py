"""A look into a workbook before it is read: how large it really is, and what the library does not tell.

Nothing is trusted that the file says of its own size: everything is counted while it is inflated. The parts
are searched as bytes, piece by piece; no XML is built, so that nothing in it can unfold.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from povdesk.domain.errors import InvalidInput
from povdesk.domain.importing.workbook import MOST_COLUMNS, MOST_ROWS

MOST_BYTES = 20 << 20
MOST_PARTS = 2_000
LARGEST_PART, LARGEST_WHOLE = 100 << 20, 200 << 20
_PIECE = 1 << 20
_LONGEST_TAIL = 4 << 20
_MOST_NOTED = 20_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = re.compile(rb"""<c\s[^<>]*?\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_FILLED_CELL = re.compile(_CELL.pattern + rb"""[^<>]*>(?=<[vfi])""")
_FORMULA = re.compile(
    rb"""<c\s+r=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*><f(?:[^<>]*/>|[^<>]*>[^<]*</f>)(</c>|<v></v>|<v/>|)"""
)
_FAULT = re.compile(rb"""<c\s+r=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*\st=["']e["']""")
_COLUMN = re.compile(rb"<col\s[^<>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REPEATED = re.compile(
    rb"""number-(rows|columns)-repeated=["'](\d+)["'][^<>]*[^/<>]>(.{0,4000})""", re.DOTALL
)
_VALUE = re.compile(rb"office:value|office:date-value|<text:p>[^<]")


@dataclass
class SheetFacts:
    """hidden: columns. formulas: place → whether the file keeps a result. far: a filled cell far outside."""

    hidden: set[int] = field(default_factory=set)
    formulas: dict[tuple[int, int], bool] = field(default_factory=dict)
    faults: set[tuple[int, int]] = field(default_factory=set)
    far: str = ""


@dataclass
class Facts:
    """By sheet name; fonts of the whole workbook."""

    sheets: dict[str, SheetFacts] = field(default_factory=dict)
    fonts: set[str] = field(default_factory=set)
    macros: bool = False


def look(path: Path) -> Facts:
    """Refuse what is too large, locked or no workbook at all with InvalidInput; else what was seen."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise InvalidInput(
            f"Không đọc được tệp {path.name}.", "Đóng tệp trong Excel, kiểm tra USB còn cắm rồi thử lại."
        ) from error
    if size > MOST_BYTES:
        raise InvalidInput(
            f"Tệp {path.name} lớn hơn {MOST_BYTES >> 20} MB nên không đọc.",
            "Xóa hình ảnh, trang tính thừa trong Excel, lưu lại rồi thử lại.",
        )
    if start == _OLE:
        return _look_at_old(path)
    if not start.startswith(b"PK"):
        raise _not_a_workbook(path)
    try:
        with zipfile.ZipFile(path) as parts:
            return _look_at_parts(parts, path)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise _damaged(path) from error
    except RuntimeError as error:
        # zipfile's word for a part that needs a password.
        raise _locked(path) from error


def _look_at_old(path: Path) -> Facts:
    """XLS and locked XLSX files are both kept in Microsoft's older container."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise _locked(path)
    if "Workbook".encode("utf-16-le") not in content and "Book".encode("utf-16-le") not in content:
        raise _not_a_workbook(path)
    return Facts(macros="_VBA_PROJECT".encode("utf-16-le") in content)


def _look_at_parts(parts: zipfile.ZipFile, path: Path) -> Facts:
    listed = parts.infolist()
    if len(listed) > MOST_PARTS:
        raise _too_much(path)
    names = {one.filename for one in listed}
    if "xl/workbook.bin" in names:
        raise InvalidInput(
            f"Tệp {path.name} là dạng .xlsb nên không đọc được.", "Mở bằng Excel rồi lưu lại dạng .xlsx."
        )
    is_ods = "content.xml" in names and "mimetype" in names
    if not is_ods and "xl/workbook.xml" not in names:
        raise _not_a_workbook(path)
    facts = Facts(macros="xl/vbaProject.bin" in names)
    by_part: dict[str, SheetFacts] = {}
    small: dict[str, bytes] = {}
    whole = 0
    for one in listed:
        seen = SheetFacts()
        size = 0
        kept: list[bytes] = []
        is_sheet = one.filename.startswith("xl/worksheets/") and one.filename.endswith(".xml")
        wanted = one.filename in {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
        wanted = wanted or (is_ods and one.filename in {"content.xml", "META-INF/manifest.xml"})
        tail = b""
        with parts.open(one) as file:
            while piece := file.read(_PIECE):
                size += len(piece)
                whole += len(piece)
                if size > LARGEST_PART or whole > LARGEST_WHOLE:
                    raise _too_much(path)
                if is_sheet:
                    tail = _search(tail + piece, seen)
                elif wanted:
                    kept.append(piece)
        if is_sheet:
            _search_piece(tail, seen)
            by_part[one.filename] = seen
        elif wanted:
            small[one.filename] = b"".join(kept)
    if is_ods:
        _check_ods(small, path)
        return facts
    facts.fonts = _fonts(small.get("xl/styles.xml", b""))
    for name, part in _sheet_parts(small):
        if part in by_part:
            facts.sheets[name] = by_part[part]
    return facts


def _search(buffer: bytes, seen: SheetFacts) -> bytes:
    """Look through whole rows; returns what is left of the last one."""
    end = buffer.rfind(b"</row>")
    if end < 0:
        if len(buffer) > _LONGEST_TAIL:
            _search_piece(buffer, seen)
            return buffer[-1000:]
        return buffer
    end += len(b"</row>")
    _search_piece(buffer[:end], seen)
    return buffer[end:]


def _search_piece(piece: bytes, seen: SheetFacts) -> None:
    if b"<col " in piece:
        for found in _COLUMN.finditer(piece):
            values = _attributes(found.group())
            if values.get("hidden") in {"1", "true"} and values.get("min", "").isdecimal():
                last = values.get("max", values["min"])
                end = min(int(last) if last.isdecimal() else 0, MOST_COLUMNS)
                seen.hidden |= set(range(int(values["min"]) - 1, end))
    if not seen.far:
        seen.far = _far_cell(piece)
    if b"<f" in piece:
        for found in _FORMULA.finditer(piece):
            if len(seen.formulas) < _MOST_NOTED:
                seen.formulas[int(found.group(2)) - 1, _column(found.group(1))] = not found.group(3)
    if b't="e"' in piece or b"t='e'" in piece:
        for found in _FAULT.finditer(piece):
            if len(seen.faults) < _MOST_NOTED:
                seen.faults.add((int(found.group(2)) - 1, _column(found.group(1))))


def _far_cell(piece: bytes) -> str:
    """A filled cell far outside; cells of a row stand in order, so that its last one tells.

    A file that lies about the order can only end the reading process, which is a sentence too.
    """
    start = 0
    while (end := piece.find(b"</row>", start)) >= 0:
        last = piece.rfind(b"<c ", start, end)
        found = _CELL.match(piece, last) if last >= 0 else None
        if found is not None and _is_far(found):
            for each in _FILLED_CELL.finditer(piece, start, end):
                if _is_far(each):
                    return (each.group(1) + each.group(2)).decode("ascii")
        start = end + 6
    return ""


def _is_far(found: "re.Match[bytes]") -> bool:
    return int(found.group(2)) > MOST_ROWS or _column(found.group(1)) >= MOST_COLUMNS


def _sheet_parts(small: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Name of each sheet and the part it is kept in."""
    targets = {}
    for tag in re.findall(rb"<Relationship\s[^<>]*>", small.get("xl/_rels/workbook.xml.rels", b"")):
        values = _attributes(tag)
        target = values.get("Target", "")
        targets[values.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    for tag in re.findall(rb"<sheet\s[^<>]*>", small.get("xl/workbook.xml", b"")):
        values = _attributes(tag)
        key = next((value for name, value in values.items() if name.endswith(":id")), "")
        yield values.get("name", ""), targets.get(key, "")


def _fonts(styles: bytes) -> set[str]:
    found = re.search(rb"<fonts\b.*?</fonts>", styles, re.DOTALL)
    tags = re.findall(rb"<name\s[^<>]*>", found.group()) if found else []
    return {name for tag in tags if (name := _attributes(tag).get("val", ""))}


def _check_ods(small: dict[str, bytes], path: Path) -> None:
    if b"encryption-data" in small.get("META-INF/manifest.xml", b""):
        raise _locked(path)
    for found in _REPEATED.finditer(small.get("content.xml", b"")):
        kind, times, behind = found.groups()
        most, end = (
            (1_000, b"</table:table-row>") if kind == b"rows" else (MOST_COLUMNS, b"</table:table-cell>")
        )
        if int(times) > most and _VALUE.search(behind.partition(end)[0]):
            raise _too_much(path)


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode("ascii", "replace"): html.unescape((one or other).decode("utf-8", "replace"))
        for name, one, other in _ATTRIBUTE.findall(tag)
    }


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _not_a_workbook(path: Path) -> InvalidInput:
    return InvalidInput(
        f"Tệp {path.name} không phải bảng tính Excel.",
        "Chọn tệp .xlsx, .xls hoặc .ods; tệp dạng khác thì mở bằng Excel rồi lưu lại dạng .xlsx.",
    )


def _damaged(path: Path) -> InvalidInput:
    return InvalidInput(
        f"Tệp {path.name} bị hỏng nên không đọc được.", "Mở bằng Excel, lưu lại dạng .xlsx rồi thử lại."
    )


def _locked(path: Path) -> InvalidInput:
    return InvalidInput(
        f"Tệp {path.name} có mật khẩu nên không đọc được.", "Mở bằng Excel, bỏ mật khẩu, lưu lại rồi thử lại."
    )


def _too_much(path: Path) -> InvalidInput:
    return InvalidInput(
        f"Tệp {path.name} có nội dung lớn bất thường nên không đọc.",
        "Chép phần cần nhập sang một tệp Excel mới rồi thử lại.",
    )
