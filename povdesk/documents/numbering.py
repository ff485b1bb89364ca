"""Numbers, letters and end marks of a paper: given here to the whole document, never typed."""

import dataclasses
import re
from collections.abc import Sequence

from .blocks import (
    AppendixTitle,
    Article,
    Block,
    Clause,
    Document,
    Heading,
    ListItem,
    Paragraph,
    PlainSignatures,
    Point,
    Section,
    Signature,
    Span,
    Style,
    Table,
    Text,
    plain,
)

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet as used for điểm: no f, j, w, z and no ă, â, ê, ô, ơ, ư."""

CLOSING = "./."

_MARKS_AT_END = re.compile(r"(?:\s*(?:\.\s*/\s*\.?|[;,.]))+\s*$|\s+$")
_TWO_SENTENCES = re.compile(r"[.!?]\s+[^\W\d_a-zà-ỹđ]")
_ENDED = (".", ";", ":", "!", "?", "…", ",")


def number(document: Document) -> Document:
    """The document with all numbers, letters, end marks and closing ./. in place.

    Doing it twice changes nothing more. Appendices count on their own; the main text counts
    through all its sections.
    """
    labels = _appendix_labels(document)
    counter = _Counter()
    sections = []
    for section in document.sections:
        if section.is_appendix:
            counter = _Counter()
        blocks = tuple(counter.numbered(block) for block in section.blocks)
        blocks = tuple(labels.get(id(old), new) for old, new in zip(section.blocks, blocks, strict=True))
        sections.append(dataclasses.replace(section, blocks=punctuated(blocks)))
    return dataclasses.replace(document, sections=_closed(sections))


def roman(value: int) -> str:
    """1 -> I, 4 -> IV; for mục and appendices."""
    digits = ""
    for worth, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        digits += sign * (value // worth)
        value %= worth
    return digits


def letter(position: int) -> str:
    """1 -> a, 5 -> đ; after y come aa, ab ..."""
    first, rest = divmod(position - 1, len(LETTERS))
    return (letter(first) if first else "") + LETTERS[rest]


def punctuated(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """End marks for runs of căn cứ, điểm, "-" and "+": `;` between, `.` last.

    In a run where one entry holds several sentences every entry ends with a full stop. An entry that
    leads to deeper ones keeps its colon. Free paragraphs only get the full stop they lack.
    """
    marked: list[Block] = []
    for place, block in enumerate(blocks):
        match block:
            case Point() | ListItem() | Paragraph(style=Style.LEGAL_BASIS):
                marked.append(_with_text(block, _end_in_run(blocks, place)))
            case Clause() | Article() | Paragraph(style=Style.BODY):
                marked.append(_with_text(block, _ended(block.text)))
            case _:
                marked.append(block)
    return tuple(marked)


def with_end(text: Text, mark: str) -> Text:
    """The text with its end marks replaced; "v.v." keeps its own full stop."""
    if isinstance(text, str):
        return _string_with_end(text, mark)
    if not text:
        return text
    last = text[-1]
    return (*text[:-1], Span(_string_with_end(last.text, mark), last.bold, last.italic))


class _Counter:
    """Where the numbering stands inside one text."""

    def __init__(self) -> None:
        self.parts = self.clauses = self.points = self.articles = 0

    def numbered(self, block: Block) -> Block:
        match block:
            case Heading(level=1):
                self.parts, self.clauses, self.points = self.parts + 1, 0, 0
                return dataclasses.replace(block, number=f"{roman(self.parts)}.")
            case Article():
                self.articles, self.clauses, self.points = self.articles + 1, 0, 0
                return dataclasses.replace(block, number=f"Điều {self.articles}.")
            case Heading(level=2) | Clause():
                self.clauses, self.points = self.clauses + 1, 0
                return dataclasses.replace(block, number=f"{self.clauses}.")
            case Heading():
                self.points += 1
                return dataclasses.replace(block, number=f"{letter(self.points)})")
            case Point():
                self.points += 1
                return dataclasses.replace(block, letter=f"{letter(self.points)})")
            case _:
                return block


def _appendix_labels(document: Document) -> dict[int, AppendixTitle]:
    titles = [block for section in document.sections for block in section.blocks]
    heads = [block for block in titles if isinstance(block, AppendixTitle) and not _has_own_label(block)]
    labels = {}
    for place, head in enumerate(heads, start=1):
        own = "Phụ lục" if len(heads) == 1 else f"Phụ lục {roman(place)}"
        labels[id(head)] = dataclasses.replace(head, label=own)
    return labels


def _has_own_label(head: AppendixTitle) -> bool:
    """A form with a number of its own ("Biểu số 4") is no Phụ lục."""
    return bool(head.label) and not head.label.startswith("Phụ lục")


def _closed(sections: list[Section]) -> tuple[Section, ...]:
    """The ./. at the end of the main text and of each appendix."""
    main = [place for place, section in enumerate(sections) if not section.is_appendix]
    last_of_text = {main[-1]} if main else set()
    last_of_text |= {place for place, section in enumerate(sections) if section.is_appendix}
    return tuple(
        dataclasses.replace(section, blocks=_with_closing(section.blocks))
        if place in last_of_text
        else section
        for place, section in enumerate(sections)
    )


def _with_closing(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    for place in reversed(range(len(blocks))):
        block = blocks[place]
        match block:
            case Signature() | PlainSignatures() | Paragraph(style=Style.NOTE):
                continue
            case Paragraph(style=Style.CLOSING_MARK):
                return blocks
            case Paragraph() | Point() | ListItem() | Clause() | Article():
                if not plain(block.text).strip():
                    continue
                ended = _with_text(block, with_end(block.text, CLOSING))
                return (*blocks[:place], ended, *blocks[place + 1 :])
            case Table():
                after = place + 1
                while after < len(blocks) and isinstance(blocks[after], Paragraph):
                    after += 1
                return (*blocks[:after], Paragraph(CLOSING, Style.CLOSING_MARK), *blocks[after:])
            case _:
                return blocks
    return blocks


_TextBlock = Point | ListItem | Paragraph | Clause | Article


def _end_in_run(blocks: Sequence[Block], place: int) -> Text:
    block = blocks[place]
    assert isinstance(block, Point | ListItem | Paragraph)
    following = blocks[place + 1] if place + 1 < len(blocks) else None
    if following is not None and _depth(following) > _depth(block):
        return block.text if plain(block.text).rstrip().endswith(_ENDED) else with_end(block.text, ":")
    run = _run(blocks, place)
    if any(_TWO_SENTENCES.search(plain(entry.text)) for entry in run) or run[-1] is block:
        return with_end(block.text, ".")
    return with_end(block.text, ";")


def _run(blocks: Sequence[Block], place: int) -> list[_TextBlock]:
    """The entries of the same depth around the place, deeper ones between them skipped."""
    depth = _depth(blocks[place])
    start = place
    while start > 0 and _depth(blocks[start - 1]) >= depth:
        start -= 1
    stop = place + 1
    while stop < len(blocks) and _depth(blocks[stop]) >= depth:
        stop += 1
    return [
        block
        for block in blocks[start:stop]
        if isinstance(block, Point | ListItem | Paragraph) and _depth(block) == depth
    ]


def _depth(block: Block) -> int:
    """0 for all that ends a run; căn cứ has no deeper level."""
    match block:
        case Point():
            return 1
        case ListItem(level=level):
            return 1 + level
        case Paragraph(style=Style.LEGAL_BASIS):
            return 9
        case _:
            return 0


def _ended(text: Text) -> Text:
    words = plain(text).rstrip()
    return text if not words or words.endswith((*_ENDED, CLOSING)) else with_end(text, ".")


def _string_with_end(text: str, mark: str) -> str:
    bare = _MARKS_AT_END.sub("", text)
    if bare.endswith("v.v"):
        bare = bare + "." if mark != "." else bare
    return bare + ("" if not bare else mark) if bare or mark != CLOSING else mark


def _with_text(block: _TextBlock, text: Text) -> _TextBlock:
    return block if text == block.text else dataclasses.replace(block, text=text)
