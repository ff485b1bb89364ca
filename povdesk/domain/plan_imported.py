"""Checks on plain text from elsewhere (Word, PDF): numbering, decimal points, ends, citations, recipients."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from povdesk.domain.plan_findings import Finding, FindingLevel
from povdesk.domain.plan_template import DatedName
from povdesk.domain.vietnamese import POINT_LETTERS

DECIMAL_POINT = re.compile(r"\d\.\d{1,2}(?!\d)%?")

_PART = re.compile(r"^\s*([IVX]+)\.\s+(\S.*)$")
_POINT = re.compile(r"^\s*([a-zđ])\)\s")
_WHOLE_NUMBER = re.compile(r"\d+\.\d{1,2}(?!\d)%?")
_CITATION = re.compile(
    r"(Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Hướng dẫn|Thông báo)"
    r" số (\d+(?:/\d{4})?/[A-ZĐƯ0-9][\w&-]*(?:-[\w&]+)*)"
)
_DATED_AND_ISSUED = re.compile(r"^ ngày \d{1,2}/\d{1,2}/\d{4} của \S")
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True)
class Citation:
    """A document named in a text: kind and number, and what stands around it."""

    kind: str
    number: str
    before: str
    after: str

    @property
    def identity(self) -> str:
        return f"{self.kind} {self.number}"


def cited(text: str) -> list[Citation]:
    """Documents named in a text, in reading order."""
    return [
        Citation(found[1], found[2], text[: found.start()], text[found.end() :])
        for found in _CITATION.finditer(text)
    ]


def citation_problems(text: str, seen: set[str]) -> Iterator[str]:
    """First mention: type, number, date, issuer, subject; later ones only type and number."""
    met = set(seen)
    for citation in cited(text):
        sentence = re.split(r"[;.]\s|\n", citation.after, maxsplit=1)[0]
        dated = _DATED_AND_ISSUED.match(citation.after)
        if citation.identity not in met:
            met.add(citation.identity)
            if dated is None:
                yield f"{citation.kind} số {citation.number} được dẫn lần đầu mà thiếu ngày, nơi ban hành."
            elif not re.search(r"\b(về|ban hành|phê duyệt|quy định)\b", sentence) and not re.search(
                r"ban hành (kèm )?theo\s*$", citation.before
            ):
                yield f"{citation.kind} số {citation.number} được dẫn lần đầu mà thiếu trích yếu."
        elif dated is not None:
            yield f"{citation.kind} số {citation.number} đã dẫn ở trên; lần sau chỉ ghi loại và số."


def check_imported_text(text: str, names: Iterable[DatedName] = ()) -> tuple[Finding, ...]:
    """What is wrong with the form of a plan that was typed elsewhere; names: to find outdated ones."""
    composed = unicodedata.normalize("NFC", text)
    findings = [
        *_parts(composed),
        *_points(composed),
        *_decimals(composed),
        *_ending(composed),
        *_recipients(composed),
        *_signature(composed),
        *_citations(composed),
        *_outdated(composed, names),
    ]
    if composed != text:
        message = "Chữ trong tệp là Unicode tổ hợp; đã đọc theo dạng dựng sẵn."
        findings.append(Finding("CHK-12", FindingLevel.WRONG, message))
    return tuple(findings)


def _parts(text: str) -> Iterator[Finding]:
    parts = [found for line in text.splitlines() if (found := _PART.match(line)) and found[2].isupper()]
    numbers = [found[1] for found in parts]
    for number in dict.fromkeys(numbers):
        if numbers.count(number) > 1:
            titles = "; ".join(found[2].strip() for found in parts if found[1] == number)
            message = f"Có {_count(numbers.count(number))} mục đánh số {number}: {titles}."
            yield Finding("CHK-01", FindingLevel.WRONG, message, number, fix="number_parts")
    for before, after in pairwise(numbers):
        if _value(after) > _value(before) + 1:
            message = f"Số mục nhảy từ {before} sang {after}."
            yield Finding("CHK-01", FindingLevel.WRONG, message, after, fix="number_parts")


def _points(text: str) -> Iterator[Finding]:
    letters = [found[1] for line in text.splitlines() if (found := _POINT.match(line))]
    before = ""
    for letter in letters:
        wanted = POINT_LETTERS[0] if letter == "a" or not before else _next(before)
        if letter != wanted:
            message = f"Điểm {letter}) đứng sau điểm {before})" if before else f"Điểm đầu tiên là {letter})"
            yield Finding("CHK-01", FindingLevel.WRONG, f"{message}; đúng thứ tự phải là {wanted}).", letter)
        before = letter


def _next(letter: str) -> str:
    place = POINT_LETTERS.find(letter) + 1
    return POINT_LETTERS[place] if 0 < place < len(POINT_LETTERS) else POINT_LETTERS[0]


def _decimals(text: str) -> Iterator[Finding]:
    points = list(dict.fromkeys(found[0] for found in _WHOLE_NUMBER.finditer(text)))
    if not points:
        return
    commas = list(dict.fromkeys(re.findall(r"\d+,\d{1,2}(?!\d)%?", text)))
    beside = f" trong khi chỗ khác viết {', '.join(f'“{number}”' for number in commas)}" if commas else ""
    listed = ", ".join(f"“{number}”" for number in points)
    right = ", ".join(f"“{number.replace('.', ',')}”" for number in points)
    message = f"{listed} dùng dấu chấm thập phân{beside}; in {right}."
    yield Finding("CHK-02", FindingLevel.WRONG, message, points[0], fix="decimal_comma")


def _ending(text: str) -> Iterator[Finding]:
    body = re.split(r"^\s*Nơi nhận", text, maxsplit=1, flags=re.MULTILINE)[0].rstrip()
    if body.endswith("../."):
        message = "Văn bản kết thúc bằng “../.”; đúng là “./.”."
        yield Finding("CHK-09", FindingLevel.WRONG, message, "closing", fix="closing_mark")
    elif not body.endswith("./."):
        message = "Văn bản không kết thúc bằng “./.”."
        yield Finding("CHK-09", FindingLevel.WRONG, message, "closing", fix="closing_mark")


def _recipients(text: str) -> Iterator[Finding]:
    found = re.search(r"^\s*Nơi nhận.*?$(.*)", text, flags=re.MULTILINE | re.DOTALL)
    if found is None:
        yield Finding("CHK-09", FindingLevel.WRONG, "Văn bản không có nơi nhận.", "recipients")
        return
    filing = re.search(r"^\s*-\s*(Lưu.*?)\s*$", found[1], flags=re.MULTILINE)
    if filing is None or not re.fullmatch(r"Lưu: VT(, [^.;]+)?\.( \S+)?", filing[1]):
        typed = f"“{filing[1]}”" if filing else "không có"
        message = f"Dòng cuối nơi nhận là {typed}; đúng là “Lưu: VT, …”, chấm ở cuối."
        yield Finding("CHK-09", FindingLevel.WRONG, message, "recipients", fix="filing_line")


def _signature(text: str) -> Iterator[Finding]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    posts = [place for place, line in enumerate(lines) if line in ("CHỦ TỊCH", "KT. CHỦ TỊCH")]
    for place in posts:
        if place == 0 or not lines[place - 1].startswith("TM."):
            message = f"Chữ ký là “{lines[place]}”; kế hoạch của Ủy ban nhân dân ký “TM. ỦY BAN NHÂN DÂN”."
            yield Finding("CHK-09", FindingLevel.WRONG, message, "signature", fix="committee_authority")


def _citations(text: str) -> Iterator[Finding]:
    for message in citation_problems(" ".join(text.split()), set()):
        yield Finding("CHK-08", FindingLevel.DOUBTFUL, message)


def _outdated(text: str, names: Iterable[DatedName]) -> Iterator[Finding]:
    flat = " ".join(text.split()).casefold()
    for name in names:
        for old in name.outdated:
            if old.casefold() in flat:
                message = f"“{old}” là cách gọi cũ; tên đúng theo thời kỳ: {name.text}."
                yield Finding("CHK-11", FindingLevel.WRONG, message, old)


def _value(roman: str) -> int:
    values = [_ROMAN[sign] for sign in roman]
    return sum(
        -value if place + 1 < len(values) and value < values[place + 1] else value
        for place, value in enumerate(values)
    )


def _count(number: int) -> str:
    return {2: "hai", 3: "ba"}.get(number, str(number))
