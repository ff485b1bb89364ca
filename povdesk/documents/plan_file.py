"""The lines of a plan that came as a Word or text file, in reading order, table rows with their cells."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from povdesk.domain.errors import InvalidInput
from povdesk.domain.plan_text.lines import SourceLine, source_lines
from povdesk.domain.vietnamese import clean_text

_LARGEST_FILE = 20 * 1024 * 1024
_LARGEST_UNPACKED = 200 * 1024 * 1024
_LAYOUT_WORDS = ("Nơi nhận", "CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "TM. ", "KT. ")


def read_lines(path: Path) -> tuple[tuple[SourceLine, ...], str]:
    """Lines of a .docx or .txt file, and its plain text. InvalidInput says what to do."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InvalidInput(f"Không mở được tệp {path.name}.", "Chọn lại tệp.") from error
    if size > _LARGEST_FILE:
        raise InvalidInput(f"Tệp {path.name} lớn hơn 20 MB.", "Bỏ bớt ảnh trong tệp rồi thử lại.")
    kind = path.suffix.casefold()
    if kind == ".docx":
        lines = tuple(_word_lines(path))
        return lines, "\n".join(line.text for line in lines)
    if kind == ".txt":
        text = _plain_text(path)
        return source_lines(text), text
    if kind in (".doc", ".rtf", ".odt"):
        advice = "Mở tệp bằng Word, chọn Lưu thành (Save As) kiểu Word (.docx), rồi chọn tệp mới."
        raise InvalidInput(f"Phần mềm không đọc được tệp kiểu {kind}.", advice)
    raise InvalidInput(f"Phần mềm không đọc được tệp kiểu {kind or 'này'}.", "Chọn tệp .docx hoặc .txt.")


def _plain_text(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16"):
        if encoding == "utf-16" and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return unicodedata.normalize("NFC", raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    advice = "Mở tệp bằng Notepad, chọn Lưu thành (Save As) với mã hóa UTF-8, hoặc dán chữ vào ô bên dưới."
    raise InvalidInput(f"Tệp {path.name} không phải chữ Unicode.", advice)


def _word_lines(path: Path) -> Iterator[SourceLine]:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table
    from lxml.etree import XMLSyntaxError

    try:
        with ZipFile(path) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _LARGEST_UNPACKED:
                raise InvalidInput(f"Tệp {path.name} quá lớn sau khi mở nén.", "Chọn tệp khác.")
        document = Document(str(path))
        _open_controls(document.element.body)
        numbers = _Numbering(document)
        number = 0
        for block in document.iter_inner_content():
            pieces = _table_lines(block) if isinstance(block, Table) else [(numbers.text(block), ())]
            for text, cells in pieces:
                number += 1
                shown = clean_text(text)
                if shown:
                    yield SourceLine(number, shown, tuple(clean_text(cell) for cell in cells))
    except (BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, OSError) as error:
        advice = "Mở tệp bằng Word để xem tệp còn đọc được không, lưu lại rồi thử lại."
        raise InvalidInput(f"Tệp {path.name} không phải tệp Word lành lặn.", advice) from error


def _open_controls(body: Any) -> None:
    """Put what stands inside content controls (our own locked head and signature) in their place."""
    from docx.oxml.ns import qn

    for control in list(body.iter(qn("w:sdt"))):
        for content in control.findall(qn("w:sdtContent")):
            for element in list(content):
                control.addprevious(element)
        control.getparent().remove(control)


def _table_lines(table: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Rows of a table; a table that only places texts (head, signature) gives its cells one after another."""
    whole = "\n".join(cell.text for row in table.rows for cell in row.cells)
    if any(words in whole for words in _LAYOUT_WORDS):
        seen: set[int] = set()
        for row in table.rows:
            for cell in row.cells:
                if id(cell._tc) in seen:
                    continue
                seen.add(id(cell._tc))
                for line in cell.text.split("\n"):
                    yield line, ()
        return
    for row in table.rows:
        cells = tuple(" ".join(cell.text.split()) for cell in row.cells)
        yield " | ".join(cells), cells


class _Numbering:
    """Puts the signs of Word's own lists in front of their lines, as the paper shows them."""

    def __init__(self, document: Any) -> None:
        self._levels = _level_formats(document)
        self._counts: dict[tuple[int, int], int] = {}

    def text(self, paragraph: Any) -> str:
        words = paragraph.text
        if not words.strip():
            return ""
        found = self._place(paragraph)
        if found is None:
            return str(words)
        key, level = found
        style, pattern = self._levels.get(found, ("bullet", "-"))
        self._counts[found] = self._counts.get(found, 0) + 1
        for deeper in [place for place in self._counts if place[0] == key and place[1] > level]:
            del self._counts[deeper]
        if style == "bullet":
            sign = "+" if pattern.strip() in ("+", "o") else "-"
            return f"{sign} {words}"
        for above in range(level + 1):
            kind = self._levels.get((key, above), ("decimal", ""))[0]
            pattern = pattern.replace(f"%{above + 1}", _counted(kind, self._counts.get((key, above), 1)))
        return f"{pattern} {words}"

    def _place(self, paragraph: Any) -> tuple[int, int] | None:
        properties = paragraph._p.pPr
        found = properties.numPr if properties is not None else None
        if found is None:
            style = paragraph.style.element.pPr if paragraph.style is not None else None
            found = style.numPr if style is not None else None
        if found is None or found.numId is None or not found.numId.val:
            return None
        return found.numId.val, found.ilvl.val if found.ilvl is not None else 0


def _level_formats(document: Any) -> dict[tuple[int, int], tuple[str, str]]:
    """(list, level) → (kind of number, pattern such as "%1." or "-")."""
    from docx.oxml.ns import qn

    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    kinds: dict[str, dict[int, tuple[str, str]]] = {}
    for abstract in root.findall(qn("w:abstractNum")):
        levels = {}
        for level in abstract.findall(qn("w:lvl")):
            form, pattern = level.find(qn("w:numFmt")), level.find(qn("w:lvlText"))
            if form is not None and pattern is not None:
                place = int(level.get(qn("w:ilvl")))
                levels[place] = (form.get(qn("w:val")), pattern.get(qn("w:val")) or "")
        kinds[abstract.get(qn("w:abstractNumId"))] = levels
    found = {}
    for number in root.findall(qn("w:num")):
        points = number.find(qn("w:abstractNumId"))
        for place, form in kinds.get(points.get(qn("w:val")), {}).items() if points is not None else ():
            found[int(number.get(qn("w:numId"))), place] = form
    return found


def _counted(kind: str, count: int) -> str:
    if kind == "upperRoman":
        tens, ones = divmod(count, 10)
        return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    return str(count)
