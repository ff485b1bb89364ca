"""From blocks to flowables: one match over the blocks, and what keeps with what."""

from typing import assert_never

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus.doctemplate import CondPageBreak, NextPageTemplate, PageBreak
from reportlab.platypus.flowables import Flowable

from . import fonts
from .blocks import (
    Addressees,
    AppendixTitle,
    Article,
    Block,
    Clause,
    CodeBlock,
    Document,
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
    article_text,
    leads_on,
)
from .pdf_grid import Grid, grid
from .pdf_heads import LetterheadBlock, ListHead, appendix_title, title
from .pdf_pages import sheet_name
from .pdf_signing import SideBySide, signature
from .pdf_text import Closing, Words, addressees, body, can_be_parted, heading_style, paragraph_style, words
from .styles import POINTS_PER_MM, layout

LIST_MARKS = {1: "-", 2: "+"}

_ANY_HEIGHT = 100_000.0
_MOST_KEPT = 300.0
"""Points; more than this is not carried to the next page for the sake of a heading."""


def story(document: Document) -> list[Flowable]:
    """All flowables of the document, a new page for each section."""
    flowables: list[Flowable] = []
    for place, section in enumerate(document.sections):
        if place:
            flowables += [NextPageTemplate(sheet_name(place)), PageBreak()]
        flowables += _section(section)
    return flowables


def _section(section: Section) -> list[Flowable]:
    frame = layout().page.frame(section.orientation)
    width = frame.text_width * POINTS_PER_MM
    flowables: list[Flowable] = []
    leading_on: list[bool] = []
    for block in section.blocks:
        made = _flowables(block, width)
        if isinstance(block, Signature | PlainSignatures) or _is_closing_mark(block):
            closing = Closing(
                _last_text(flowables, leading_on, width), made[0], frame.text_height * POINTS_PER_MM
            )
            closing.wrap(width, _ANY_HEIGHT)
            made = [closing]
        flowables += made
        keeps = leads_on(block) or (isinstance(block, Table) and len(made) > 1)
        leading_on += [keeps and not isinstance(flowable, Grid) for flowable in made]
    return _with_room_checks(flowables, leading_on, width)


def _flowables(block: Block, width: float) -> list[Flowable]:
    match block:
        case Letterhead():
            return [LetterheadBlock(block, width)]
        case Title():
            return [title(block, width)]
        case AppendixTitle():
            return [appendix_title(block, width)]
        case ListTitle():
            return [ListHead(block, width)]
        case Addressees():
            return list(addressees(block, width))
        case Heading(level=level):
            return [words(block.text, heading_style(level), block.number)]
        case Article():
            return [words(article_text(block), body())]
        case Clause():
            return [words(block.text, body(), block.number)]
        case Point():
            return [words(block.text, body(), block.letter)]
        case ListItem(level=level):
            return [words(block.text, body(), LIST_MARKS[level])]
        case Paragraph():
            return [words(block.text, paragraph_style(block.style))]
        case CodeBlock():
            from .pdf_code import CodeFlowable

            return [CodeFlowable(block, width)]
        case Table():
            return [*_unit_line(block), grid(block, width)]
        case Signature():
            return [signature(block, width)]
        case PlainSignatures():
            return [SideBySide(block, width)]
        case _:
            assert_never(block)


def _is_closing_mark(block: Block) -> bool:
    """The lone ./. under a table stays with it as a signature would."""
    return isinstance(block, Paragraph) and block.style is Style.CLOSING_MARK


def _unit_line(table: Table) -> list[Flowable]:
    if not table.unit_line:
        return []
    style = body(fonts.ITALIC, alignment=TA_RIGHT, indent=False, size=layout().table.unit_size)
    return [words(table.unit_line, style)]


def _last_text(flowables: list[Flowable], leading_on: list[bool], width: float) -> list[Flowable]:
    """Take so much text off the end that two lines stay with the signature, and its headings."""
    taken: list[Flowable] = []
    lines = 0
    while flowables and lines < layout().signature.kept_lines:
        last = flowables[-1]
        if not isinstance(last, Words | Grid):
            break
        last.wrap(width, _ANY_HEIGHT)
        taken.insert(0, flowables.pop())
        leading_on.pop()
        lines += last.line_count if isinstance(last, Words) else len(last.rows)
    while taken and leading_on and leading_on[-1] and not can_be_parted(taken[0]):
        flowables[-1].wrap(width, _ANY_HEIGHT)
        taken.insert(0, flowables.pop())
        leading_on.pop()
    return taken


def _with_room_checks(flowables: list[Flowable], leading_on: list[bool], width: float) -> list[Flowable]:
    """Before headings and tables: a page break when they and the start of what follows do not fit."""
    checked: list[Flowable] = []
    place = 0
    while place < len(flowables):
        stop = place
        needed = 0.0
        while stop < len(flowables) - 1 and leading_on[stop]:
            needed += flowables[stop].wrap(width, _ANY_HEIGHT)[1] + flowables[stop].getSpaceAfter()
            stop += 1
        if stop > place or isinstance(flowables[stop], Grid):
            flowables[stop].wrap(width, _ANY_HEIGHT)
            needed += _first_chunk(flowables[stop]) + layout().body.heading_before
            checked.append(CondPageBreak(min(needed, _MOST_KEPT)))
        checked += flowables[place : stop + 1]
        place = stop + 1
    return checked


def _first_chunk(flowable: Flowable) -> float:
    if isinstance(flowable, Words | Grid | Closing):
        return flowable.first_chunk()
    return float(flowable.height)
