"""What can be wrong with the form of a finished paper, whoever wrote it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from povdesk.domain.abbreviations import unexplained
from povdesk.domain.legal_acts import LegalAct, citation_time_problems

from . import fonts
from .administrative import NATION
from .blocks import (
    Addressees,
    AppendixTitle,
    Article,
    Block,
    Clause,
    CodeBlock,
    Document,
    GroupRow,
    Heading,
    Letterhead,
    ListItem,
    ListTitle,
    Paragraph,
    PlainSignatures,
    Point,
    Section,
    Signature,
    Style,
    Table,
    Title,
    plain,
)
from .numbering import CLOSING

_DECIMAL_POINT = re.compile(r"(?<!Mẫu )(?<!Mẫu số )(?<![\d.])\d+\.\d{1,2}(?!\d)")
_PRIVATE = re.compile(r"(?<![\d.,/])(?:[A-Z]{2}\d{9,}|\d{12}|0\d{9})(?![\d.,/])")
_RANGE = re.compile(r"biểu số (\d{1,2}) đến biểu số (\d{1,2})", re.IGNORECASE)
_TYPED_END = re.compile(r"\.\./\.?")


@dataclass(frozen=True)
class Finding:
    """One fault of form: a stable code, a sentence for the officer, the words where it stands."""

    code: str
    message: str
    where: str = ""


def check(
    document: Document, *, on: date | None = None, acts: Iterable[LegalAct] = (), public: bool = False
) -> tuple[Finding, ...]:
    """All faults of form, in reading order of the document.

    on: the paper's day, to name cited acts outside their time. public: for all to read.
    """
    found = [
        finding
        for rule in (
            _decimal_points,
            _closings,
            _typed_ends,
            _filing,
            _authority,
            _composed,
            _letters,
            _appendices,
        )
        for finding in rule(document)
    ]
    if on is not None:
        found += _cited_acts(document, on, tuple(acts))
    if public:
        found += _private_numbers(document)
    return tuple(found)


def unexplained_abbreviations(document: Document) -> tuple[Finding, ...]:
    """Short forms in the running text that are not explained where they first stand."""
    running = (Heading, Article, Clause, Point, ListItem, Paragraph)
    text = "\n".join(
        words
        for section in document.sections
        for block in section.blocks
        if isinstance(block, running)
        for words in texts(block)
    )
    return tuple(
        Finding("abbreviation", f"«{short}» chưa được giải thích ở lần dùng đầu; viết «{long} ({short})».")
        for short, long in unexplained(text)
    )


def texts(block: Block) -> tuple[str, ...]:
    """All words of a block, in reading order, without numbers that are drawn beside them."""
    match block:
        case Letterhead():
            return tuple(filter(None, (block.agency_upper, *block.agency, block.place, block.regarding)))
        case Title():
            return (block.kind, block.subject)
        case AppendixTitle():
            return (block.label, block.title, block.reference)
        case ListTitle():
            return (block.agency, block.title, block.filter_text, block.printed_on)
        case Addressees():
            return block.names
        case Heading():
            return (block.text,)
        case Article():
            return (block.title, plain(block.text))
        case Clause() | Point() | ListItem() | Paragraph():
            return (plain(block.text),)
        case CodeBlock():
            return block.groups
        case Table():
            return _table_texts(block)
        case Signature():
            return (*block.recipient_lines, *block.authority, block.name)
        case PlainSignatures():
            signing = [
                text
                for signatory in block.signatories
                for text in (signatory.place_and_date, *signatory.post, signatory.note, signatory.name)
            ]
            return (*signing, *block.recipient_lines)


def _table_texts(table: Table) -> tuple[str, ...]:
    found = [table.unit_line, *(cell.text for row in table.header for cell in row), *(table.formula or ())]
    for row in (*table.rows, *table.totals):
        found += row.cells if isinstance(row, GroupRow) else row
    return tuple(found)


def _all_texts(document: Document) -> Iterator[str]:
    yield document.title
    for section in document.sections:
        for block in section.blocks:
            yield from texts(block)


def _decimal_points(document: Document) -> Iterator[Finding]:
    for text in _all_texts(document):
        for match in _DECIMAL_POINT.finditer(text):
            yield Finding(
                "decimal_point",
                f"Số «{match.group()}» dùng dấu chấm; số thập phân viết bằng dấu phẩy, "
                "ngày tháng viết bằng dấu gạch chéo.",
                text,
            )


def _typed_ends(document: Document) -> Iterator[Finding]:
    for text in _all_texts(document):
        if _TYPED_END.search(text):
            yield Finding("typed_end", "Dấu kết thúc văn bản là «./.», không phải «../.».", text)


def _closings(document: Document) -> Iterator[Finding]:
    """./. stands once in the main text and once in each appendix."""
    if not _is_administrative(document):
        return
    main = [section for section in document.sections if not section.is_appendix]
    parts = [("Phần chính của văn bản", main)] if main else []
    for section in document.sections:
        heads = [block for block in section.blocks if isinstance(block, AppendixTitle)]
        if section.is_appendix and heads:
            parts.append((heads[0].label or "Phụ lục", [section]))
    for name, sections in parts:
        count = sum(_closing_count(section) for section in sections)
        if count != 1:
            fault = "chưa có" if count == 0 else f"có {count:02}"
            yield Finding("closing", f"{name} {fault} dấu kết thúc «./.»; cần đúng một dấu ở cuối.")


def _closing_count(section: Section) -> int:
    return sum(text.count(CLOSING) for block in section.blocks for text in texts(block))


def _filing(document: Document) -> Iterator[Finding]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Signature) and block.recipient_lines:
                last = block.recipient_lines[-1]
                if not last.startswith("Lưu: VT"):
                    yield Finding(
                        "filing", "Dòng cuối của Nơi nhận phải là «Lưu: VT, đơn vị soạn thảo.».", last
                    )


def _authority(document: Document) -> Iterator[Finding]:
    """A decision begins with who has the power; the signature must be of the same: TM. for the committee."""
    blocks = [block for section in document.sections for block in section.blocks]
    said = [
        plain(block.text)
        for block in blocks
        if isinstance(block, Paragraph) and block.style is Style.CENTRED_BOLD
    ]
    signing = next((block.authority for block in blocks if isinstance(block, Signature)), ())
    behalf = any(line.startswith("TM.") for line in signing)
    for line in said:
        if line.startswith("CHỦ TỊCH ỦY BAN") and behalf:
            message = "Thẩm quyền là của Chủ tịch nên khối chữ ký không ghi «TM. ỦY BAN NHÂN DÂN»."
            yield Finding("authority", message, line)
        elif line.startswith("ỦY BAN NHÂN DÂN") and signing and not behalf:
            message = "Thẩm quyền là của Ủy ban nhân dân nên khối chữ ký phải ghi «TM. ỦY BAN NHÂN DÂN»."
            yield Finding("authority", message, line)


def _cited_acts(document: Document, on: date, acts: tuple[LegalAct, ...]) -> list[Finding]:
    said: dict[str, str] = {}
    for text in _all_texts(document):
        for message in citation_time_problems(text, acts, on):
            said.setdefault(message, text)
    return [Finding("citation", message, text) for message, text in said.items()]


def _private_numbers(document: Document) -> list[Finding]:
    return [
        Finding("private", f"Danh sách công khai không ghi số «{found}» (định danh, điện thoại, thẻ).", text)
        for text in _all_texts(document)
        for found in _PRIVATE.findall(text)
    ]


def _composed(document: Document) -> Iterator[Finding]:
    for text in _all_texts(document):
        if not unicodedata.is_normalized("NFC", text):
            yield Finding(
                "composed", "Có chữ gõ theo kiểu dấu rời; chương trình sẽ in lại bằng dấu liền.", text
            )


def _letters(document: Document) -> Iterator[Finding]:
    """Letters that would print as boxes."""
    used = {letter for text in _all_texts(document) for letter in unicodedata.normalize("NFC", text)}
    used |= set(NATION)
    drawn = "".join(sorted(letter for letter in used if letter.isprintable()))
    missing = fonts.family().missing(drawn)
    if missing:
        shown = " ".join(missing[:10])
        yield Finding(
            "letters", f"Phông chữ {fonts.family().name} không có ký tự: {shown}. Hãy thay ký tự khác."
        )


def _appendices(document: Document) -> Iterator[Finding]:
    """The main text refers to each appendix."""
    heads = [
        block for section in document.sections for block in section.blocks if isinstance(block, AppendixTitle)
    ]
    spoken = " ".join(
        text
        for section in document.sections
        if not section.is_appendix
        for block in section.blocks
        for text in texts(block)
    )
    if not spoken:
        return
    for first, last in _RANGE.findall(spoken):
        spoken += "".join(f" Biểu số {number}" for number in range(int(first), int(last) + 1))
    for head in heads:
        if not re.search(rf"{re.escape(head.label)}(?!\w)", spoken, re.IGNORECASE):
            yield Finding("appendix", f"Phần chính chưa nhắc đến {head.label} ({head.title}).")


def _is_administrative(document: Document) -> bool:
    return any(isinstance(block, Letterhead) for section in document.sections for block in section.blocks)
