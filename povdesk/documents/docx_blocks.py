"""From blocks to Word paragraphs and tables: one match over the blocks."""

from typing import assert_never

from . import administrative, fonts
from .blocks import (
    Addressees,
    AppendixTitle,
    Article,
    Block,
    Clause,
    CodeBlock,
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
    plain,
)
from .docx_tables import table
from .docx_text import columns, gap, paragraph, rule
from .styles import POINTS_PER_MM, layout
from .text import printable

_STYLES = {
    Style.BODY: "BodyText",
    Style.LEGAL_BASIS: "LegalBasis",
    Style.CENTRED: "Centred",
    Style.CENTRED_BOLD: "CentredBold",
    Style.NOTE: "Note",
    Style.CLOSING_MARK: "ClosingMark",
}

_SHORT_LINE = 90
"""Letters below which a last paragraph may be a single line, so the one before must stay too."""


def section_xml(section: Section, *, locked: bool) -> str:
    """The blocks of a section, the last lines tied to the signature; locked: see docx.write."""
    width = layout().page.frame(section.orientation).text_width * POINTS_PER_MM
    kept = _kept_with_signature(section.blocks)
    return "".join(
        _xml(block, width, place in kept or leads_on(block), locked)
        for place, block in enumerate(section.blocks)
    )


def _xml(block: Block, width: float, keep: bool, locked: bool) -> str:
    match block:
        case Letterhead():
            return _letterhead(block, width, locked)
        case Title():
            return _title(block, width)
        case AppendixTitle():
            return _appendix_title(block, width)
        case ListTitle():
            return _list_title(block, width)
        case Addressees():
            return _addressees(block, width)
        case Heading(level=level):
            return paragraph(f"Heading{level}", block.text, lead=block.number)
        case Article():
            return paragraph("Clause", article_text(block), keep_next=keep)
        case Clause():
            return paragraph("Clause", block.text, lead=block.number, keep_next=keep)
        case Point():
            return paragraph("Point", block.text, lead=block.letter, keep_next=keep)
        case ListItem(level=level):
            return paragraph("ListBullet" if level == 1 else "ListBullet2", block.text, keep_next=keep)
        case Paragraph():
            return paragraph(_STYLES[block.style], block.text, keep_next=keep)
        case CodeBlock():
            return paragraph(_STYLES[Style.CENTRED_BOLD], "  ".join(block.groups), keep_next=keep)
        case Table():
            unit = paragraph("TableUnit", block.unit_line) if block.unit_line else ""
            kept_rows = layout().signature.kept_lines if keep else 0
            return unit + table(block, width, kept_rows=kept_rows) + gap(layout().table.after, keep_next=keep)
        case Signature():
            return _signature(block, width, locked)
        case PlainSignatures():
            return _plain_signatures(block, width)
        case _:
            assert_never(block)


def _kept_with_signature(blocks: tuple[Block, ...]) -> set[int]:
    """The last text before a signature; the one before it too when the last may be one line."""
    kept: set[int] = set()
    for place, block in enumerate(blocks):
        closing = isinstance(block, Paragraph) and block.style is Style.CLOSING_MARK
        if place == 0 or not (closing or isinstance(block, Signature | PlainSignatures)):
            continue
        kept.add(place - 1)
        last = blocks[place - 1]
        short = not isinstance(last, Table | Heading) and len(_words(last)) < _SHORT_LINE
        if short and place > 1:
            kept.add(place - 2)
    return kept


def _words(block: Block) -> str:
    match block:
        case Paragraph() | Point() | ListItem() | Clause() | Article():
            return plain(block.text)
        case _:
            return ""


def _letterhead(block: Letterhead, width: float, locked: bool) -> str:
    from .pdf_heads import agency_rule, letterhead_columns, letterhead_names

    sizes = layout().letterhead
    left, right = letterhead_columns(width)
    names = "".join(
        paragraph("Agency" if line.face == fonts.BOLD else "AgencyUpper", line.text)
        for line in letterhead_names(block, left)
    )
    names += rule(agency_rule(block), left)
    motto = fonts.measure(fonts.BOLD, sizes.motto_size)(administrative.MOTTO)
    nation = paragraph("Nation", administrative.NATION) + paragraph("Motto", administrative.MOTTO)
    nation += rule(motto, right)
    symbol, day = administrative.number_line(block), administrative.place_and_date(block)
    regarding = administrative.regarding_line(block)
    rows = [(names, nation)]
    if symbol or day or regarding:
        left_cell = paragraph("Symbol", symbol, before=sizes.row_gap) if symbol else ""
        left_cell += paragraph("Regarding", regarding) if regarding else ""
        right_cell = paragraph("PlaceDate", day, before=sizes.row_gap) if day else ""
        rows.append((left_cell, right_cell))
    # Number and date stay free: the clerk writes them after signing.
    title = "Quốc hiệu và tên cơ quan" if locked else ""
    return columns((left, right), rows, locked_first=title) + gap(sizes.after)


def _title(block: Title, width: float) -> str:
    from .pdf_heads import broken_title, subject_rule

    line = rule(subject_rule(block, width), width, after=layout().title.after)
    subject = broken_title(block.subject, layout().title.subject_size, width)
    return paragraph("Title", block.kind) + paragraph("Subtitle", subject) + line


def _appendix_title(block: AppendixTitle, width: float) -> str:
    from .pdf_heads import broken_title, reference_rule

    title = broken_title(block.title, layout().appendix.title_size, width)
    written = paragraph("AnnexTitle", block.label) + paragraph("AnnexTitle", title)
    if block.reference:
        written += paragraph("AnnexReference", block.reference)
    return written + rule(reference_rule(block, width), width, after=layout().appendix.after)


def _list_title(block: ListTitle, width: float) -> str:
    head = columns(
        (width * 0.6, width * 0.4),
        [(paragraph("ListAgency", block.agency), paragraph("ListDetail", block.printed_on, align="right"))],
    )
    written = head + paragraph("ListTitle", block.title, before=layout().letterhead.row_gap)
    if block.filter_text:
        written += paragraph("ListDetail", block.filter_text)
    return written + gap(layout().title.after / 2)


def _addressees(block: Addressees, width: float) -> str:
    title = administrative.ADDRESSEES_TITLE
    if len(block.names) == 1:
        return paragraph("Centred", f"{title} {block.names[0]}")
    left = width * 0.16
    under_colon = left + fonts.measure(fonts.REGULAR, layout().body.size)(title[:-1])
    ends = [";"] * (len(block.names) - 1) + ["."]
    return paragraph("Addressee", title, left=left) + "".join(
        paragraph("Addressee", f"- {printable(name)}{end}", left=under_colon)
        for name, end in zip(block.names, ends, strict=True)
    )


def _recipients(lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    return paragraph("RecipientsTitle", administrative.RECIPIENTS_TITLE) + "".join(
        paragraph("Recipients", f"- {line}") for line in lines
    )


def _signature(block: Signature, width: float, locked: bool) -> str:
    sizes = layout().signature
    left = width * sizes.left_width
    room = sizes.room * POINTS_PER_MM
    signing = "".join(paragraph("Authority", line) for line in block.authority)
    signing += paragraph("Signer", block.name, before=room)
    cells = (_recipients(block.recipient_lines), signing)
    title = "Nơi nhận và chữ ký" if locked else ""
    return (
        gap(sizes.before, keep_next=True)
        + columns((left, width - left), [cells], locked_first=title)
        + gap(1)
    )


def _plain_signatures(block: PlainSignatures, width: float) -> str:
    sizes = layout().signature
    room = (sizes.room if block.sealed else sizes.hand_room) * POINTS_PER_MM
    share = width / max(1, len(block.signatories))
    signatories = block.signatories
    # The list of who receives the minutes goes with the names above it.
    followed = bool(block.recipient_lines)
    posts, names = [], []
    for signatory in signatories:
        post = "".join(paragraph("Authority", line) for line in signatory.post)
        posts.append(post + (paragraph("SigningNote", signatory.note) if signatory.note else ""))
        names.append(paragraph("Signer", signatory.name, before=room, keep_next=followed))
    rows = [tuple(posts), tuple(names)]
    if any(signatory.place_and_date for signatory in signatories):
        rows.insert(0, tuple(paragraph("SigningNote", signatory.place_and_date) for signatory in signatories))
    written = gap(sizes.before, keep_next=True)
    if signatories:
        written += columns((share,) * len(signatories), rows)
    return written + gap(1, keep_next=followed) + _recipients(block.recipient_lines)
