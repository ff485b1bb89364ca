"""A Document as a Word file with real styles, lists, tables, page numbers and sections."""

from datetime import datetime
from pathlib import Path
from typing import IO, Any

from . import administrative, fonts
from .blocks import Document, Letterhead, Orientation, PageNumber, Section
from .docx_styles import twips
from .docx_text import run
from .saving import save
from .styles import POINTS_PER_MM, layout
from .text import printable


def write(document: Document, path: Path, *, locked: bool = True) -> None:
    """Write the document; the path gets its name only when the file is complete.

    locked: the names in the head and the signature are content controls that Word does not let be typed
    over; text around them stays free. An office that wants to change them asks for a file without locks.
    """
    fonts.require_complete()
    save(path, lambda file: _write(document, file, locked))


def _write(document: Document, file: IO[bytes], locked: bool) -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from lxml import etree

    from . import docx_styles
    from .docx_blocks import section_xml

    word = docx.Document()
    docx_styles.apply(word)
    _set_properties(word, document)
    body = word.element.body
    sentinel = body.find(qn("w:sectPr"))
    for element in list(body):
        if element is not sentinel:
            body.remove(element)
    for place, section in enumerate(document.sections):
        if place:
            word.add_section()
            _flatten(body[-2])
        body.insert(len(body) - 1, etree.Comment(_place_mark(place)))
        _set_sheet(word.sections[-1], section, document, place)
    # Long tables are put in as text: moving parsed rows into another tree is quadratic in lxml.
    written = etree.tostring(word.element, encoding="unicode")
    for place, section in enumerate(document.sections):
        written = written.replace(f"<!--{_place_mark(place)}-->", section_xml(section, locked=locked))
    word.part._element = parse_xml(written)
    word.save(file)


def _place_mark(place: int) -> str:
    return f"section {place}"


def _flatten(paragraph: Any) -> None:
    """The paragraph that ends a section must not take room, or it may open an empty page."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    properties = paragraph.get_or_add_pPr()
    properties.insert(
        0,
        parse_xml(f'<w:spacing {nsdecls("w")} w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'),
    )
    properties.insert(0, parse_xml(f'<w:pStyle {nsdecls("w")} w:val="Gap"/>'))


def _set_properties(word: Any, document: Document) -> None:
    """Title and issuer; the dates are those of the paper, not of the template."""
    properties = word.core_properties
    properties.title = printable(document.title)[:255]
    properties.author = printable(document.author)[:255]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.keywords = printable(document.keywords)[:255]
    properties.language = document.language
    heads = [
        block for section in document.sections for block in section.blocks if isinstance(block, Letterhead)
    ]
    signed = heads[0].signed_on if heads else None
    if signed is not None:
        properties.created = properties.modified = datetime(signed.year, signed.month, signed.day)
    else:
        element = properties._element
        for child in list(element):
            if child.tag.endswith(("}created", "}modified")):
                element.remove(child)


def _set_sheet(sheet: Any, section: Section, document: Document, place: int) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm

    frame = layout().page.frame(section.orientation)
    landscape = section.orientation is Orientation.LANDSCAPE
    sheet.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    sheet.page_width, sheet.page_height = Mm(frame.width), Mm(frame.height)
    sheet.left_margin, sheet.right_margin = Mm(frame.left), Mm(frame.right)
    sheet.top_margin, sheet.bottom_margin = Mm(frame.top), Mm(frame.bottom)
    sheet.header_distance = Mm(layout().page.number_from_edge)
    sheet.footer_distance = Mm(layout().page.number_from_edge)
    counts_anew = place == 0 or section.is_appendix
    of_total = section.page_number is PageNumber.OF_TOTAL
    sheet.different_first_page_header_footer = counts_anew and not of_total
    for kind in sheet._sectPr.findall(qn("w:pgNumType")):
        sheet._sectPr.remove(kind)
    if counts_anew:
        _restart_numbers(sheet._sectPr)
    width = frame.text_width * POINTS_PER_MM
    sample = administrative.SAMPLE_MARK if document.sample else ""
    draft = administrative.DRAFT_MARK if document.draft and place == 0 else ""
    if sheet.different_first_page_header_footer:
        _fill(sheet.first_page_header, width, draft, "", sample)
    number = "" if of_total else _field("PAGE")
    _fill(sheet.header, width, draft if of_total else "", number, sample)
    total = "NUMPAGES" if len(document.sections) == 1 else "SECTIONPAGES"
    footer = f"{run('Trang ')}{_field('PAGE')}{run('/')}{_field(total)}" if of_total else ""
    _fill(sheet.footer, width, "", "", "", ending=footer)


def _restart_numbers(properties: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    kind = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
    margins = properties.find(qn("w:pgMar"))
    margins.addnext(kind)


def _fill(part: Any, width: float, left: str, middle: str, right: str, ending: str = "") -> None:
    """One line in a header or footer: a mark on the left, the number centred, a mark on the right."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    part.is_linked_to_previous = False
    for element in list(part._element):
        part._element.remove(element)
    tabs = (
        f'<w:tabs><w:tab w:val="center" w:pos="{twips(width / 2)}"/>'
        f'<w:tab w:val="right" w:pos="{twips(width)}"/></w:tabs>'
    )
    tab = "<w:r><w:tab/></w:r>"
    content = ""
    if left or middle or right or ending:
        content = f"{run(left, bold=True)}{tab}{middle}{tab}{run(right, bold=True)}{ending}"
    part._element.append(
        parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="PageHeader"/>{tabs}</w:pPr>{content}</w:p>')
    )


def _field(instruction: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
