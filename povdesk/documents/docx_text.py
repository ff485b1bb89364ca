"""Words' XML for paragraphs, borderless columns and short rules."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from .blocks import Span, Text
from .docx_styles import twips
from .text import printable


def paragraph(
    style: str,
    text: Text = "",
    *,
    lead: str = "",
    keep_next: bool = False,
    before: float | None = None,
    after: float | None = None,
    left: float | None = None,
    align: str = "",
) -> str:
    """One paragraph; lengths in points override the style's."""
    properties = f"<w:pStyle w:val={quoteattr(style)}/>"
    properties += "<w:keepNext/>" if keep_next else ""
    spacing = "" if before is None else f' w:before="{twips(before)}"'
    spacing += "" if after is None else f' w:after="{twips(after)}"'
    properties += f"<w:spacing{spacing}/>" if spacing else ""
    properties += "" if left is None else f'<w:ind w:left="{twips(left)}" w:firstLine="0"/>'
    properties += f"<w:jc w:val={quoteattr(align)}/>" if align else ""
    start = run(f"{lead} ") if lead else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{start}{runs(text)}</w:p>"


def runs(text: Text) -> str:
    """The runs of a plain or faced text."""
    spans: Iterable[Span] = (Span(text),) if isinstance(text, str) else text
    return "".join(run(span.text, span.bold, span.italic) for span in spans)


def run(text: str, bold: bool = False, italic: bool = False, size: float | None = None) -> str:
    """One run; line breaks stay line breaks."""
    text = printable(text)
    if not text:
        return ""
    face = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    if size is not None:
        face += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{face}</w:rPr>' if face else ''}{words}</w:r>"


def rule(length: float, column: float, *, after: float = 0, keep_next: bool = True) -> str:
    """A line of the given length in the middle of a column: the lower border of an empty paragraph."""
    side = twips(max(0.0, (column - length) / 2))
    keep = "<w:keepNext/>" if keep_next else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Rule"/>{keep}'
        '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="0" w:after="{twips(after)}" w:line="60" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/></w:pPr></w:p>'
    )


def gap(height: float, *, keep_next: bool = False) -> str:
    """Room below a table; Word would join two tables that touch. keep_next: stays with what follows."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Gap"/>{"<w:keepNext/>" if keep_next else ""}'
        f'<w:spacing w:before="0" w:after="{twips(max(0.0, height - 1))}" w:line="20" w:lineRule="exact"/>'
        "</w:pPr></w:p>"
    )


def columns(widths: tuple[float, ...], rows: Iterable[tuple[str, ...]], *, locked_first: str = "") -> str:
    """A table without borders: cells hold finished paragraphs.

    locked_first: what the first row is, when Word must not let it be changed.
    """
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    body = ""
    for place, cells in enumerate(rows):
        row = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        for width, cell in zip(widths, cells, strict=True):
            row += (
                f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>'
                f"{cell or paragraph('Normal')}</w:tc>"
            )
        row += "</w:tr>"
        body += _locked(row, locked_first) if locked_first and place == 0 else row
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
    )


def _locked(content: str, title: str) -> str:
    """A content control that can be neither changed nor taken out."""
    properties = (
        f'<w:alias w:val={quoteattr(title)}/><w:tag w:val="povdesk"/><w:lock w:val="sdtContentLocked"/>'
    )
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
