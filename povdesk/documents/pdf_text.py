"""Running text on paper: paragraphs that break their lines once, and what must stay together."""

from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.paragraph import Paragraph as PlatypusParagraph

from . import administrative, fonts
from .blocks import Addressees, Style, Text, plain
from .pdf_grid import Grid
from .styles import POINTS_PER_MM, layout
from .text import printable


class Words(PlatypusParagraph):  # type: ignore[misc]
    """A paragraph that keeps its broken lines: headings and closings ask for them beforehand."""

    _broken_at: float | None = None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        if self._broken_at != available_width or not hasattr(self, "blPara"):
            super().wrap(available_width, available_height)
            self._broken_at = available_width
        return available_width, self.height

    @property
    def line_count(self) -> int:
        return len(self.blPara.lines)

    def first_chunk(self) -> float:
        """The least that stands at the foot of a page: two lines, or all of a short paragraph."""
        leading = float(self.style.leading)
        return leading * (self.line_count if self.line_count <= 3 else 2)


class Closing(Flowable):  # type: ignore[misc]
    """The last text and the signature: parted only so that two lines stay with the signature."""

    def __init__(self, parts: list[Flowable], signing: Flowable, page_height: float) -> None:
        super().__init__()
        self._parts = parts
        self._signing = signing
        self._page_height = page_height

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        self.height = (
            self._signing.getSpaceBefore() + self._signing.wrap(available_width, available_height)[1]
        )
        for part in self._parts:
            self.height += part.wrap(available_width, available_height)[1] + part.getSpaceAfter()
        return self.width, self.height

    def first_chunk(self) -> float:
        """The least that stands at the foot of a page."""
        first = self._parts[0] if self._parts else None
        if isinstance(first, Words | Grid) and can_be_parted(first):
            return first.first_chunk()
        return float(self.height)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        if self.wrap(available_width, available_height)[1] <= available_height:
            return [*self._parts, self._signing]
        if self._parts:
            pieces = _parted(self._parts[0], available_width, available_height)
            if pieces:
                rest = [pieces[1], *self._parts[1:]]
                return [pieces[0], Closing(rest, self._signing, self._page_height)]
        on_fresh_page = available_height > self._page_height - 1
        if on_fresh_page and self.height > available_height:
            return self._given_up(available_width, available_height)
        return []

    def _given_up(self, width: float, height: float) -> list[Flowable]:
        """More than a page in two rows: what does not fit is parted wherever it can be."""
        first, *rest = self._parts or [self._signing]
        if first is not self._signing and first.wrap(width, height)[1] > height:
            pieces = [piece for piece in first.split(width, height) if isinstance(piece, Words | Grid)]
            if len(pieces) == 2:
                return [pieces[0], Closing([pieces[1], *rest], self._signing, self._page_height)]
        return [*self._parts, self._signing]

    def draw(self) -> None:
        top = self.height
        for part in self._parts:
            top -= part.height
            part.drawOn(self.canv, 0, top)
            top -= part.getSpaceAfter()
        self._signing.drawOn(self.canv, 0, 0)


def can_be_parted(part: Flowable) -> bool:
    """Whether two lines or rows can stand on each side of a page break."""
    if isinstance(part, Words):
        return part.line_count >= 2 + layout().signature.kept_lines
    return isinstance(part, Grid) and len(part.rows) >= 2 + layout().signature.kept_lines


def _parted(part: Flowable, width: float, height: float) -> list[Flowable]:
    """The part in two, at least two lines or rows on each side; nothing when that cannot be."""
    kept = layout().signature.kept_lines
    if isinstance(part, Words):
        fitting = min(int((height + 1e-6) / part.style.leading), part.line_count - kept)
        if fitting < 2:
            return []
        pieces: list[Flowable] = part.split(width, fitting * part.style.leading + 1e-6)
        return pieces if len(pieces) == 2 else []
    if isinstance(part, Grid):
        room = height - part.head_height()
        count = 0
        for row in part.rows[:-kept]:
            room -= row.height
            if room < 0:
                break
            count += 1
        while count and part.rows[count - 1].leads:
            # A group row at the foot goes over to the rows it leads.
            count -= 1
        return part.parted(count) if count >= 2 else []
    return []


def words(text: Text, style: ParagraphStyle, lead: str = "") -> Words:
    """A paragraph of plain or faced text; lead is the number, letter or mark before it."""
    start = f"{escape(lead)} " if lead else ""
    return Words(start + markup(text), style)


def markup(text: Text) -> str:
    """The text for reportlab's paragraph parser; nothing in it is taken for a tag."""
    if isinstance(text, str):
        return escape(printable(text)).replace("\n", "<br/>")
    parts = []
    for span in text:
        part = markup(span.text)
        part = f"<b>{part}</b>" if span.bold else part
        parts.append(f"<i>{part}</i>" if span.italic else part)
    return "".join(parts)


def addressees(block: Addressees, width: float) -> list[Words]:
    """ "Kính gửi:" with one addressee beside it, or several below, dashes under the colon."""
    names = [printable(plain(name)) for name in block.names]
    title = administrative.ADDRESSEES_TITLE
    if len(names) == 1:
        return [words(f"{title} {names[0]}", body(alignment=TA_CENTER, indent=False))]
    left = width * 0.16
    under_colon = left + fonts.measure(fonts.REGULAR, layout().body.size)(title[:-1])
    ends = [";"] * (len(names) - 1) + ["."]
    lines = [words(title, body(alignment=TA_LEFT, indent=False, left=left))]
    for name, end in zip(names, ends, strict=True):
        lines.append(words(f"{name}{end}", body(alignment=TA_LEFT, indent=False, left=under_colon), "-"))
    return lines


@cache
def body(
    face: str = fonts.REGULAR,
    *,
    alignment: int = TA_JUSTIFY,
    indent: bool = True,
    left: float = 0,
    size: float | None = None,
    before: float = 0,
) -> ParagraphStyle:
    """A paragraph style in the layout's body measures."""
    sizes = layout().body
    scale = 1.0 if size is None else size / sizes.size
    return ParagraphStyle(
        "body",
        fontName=face,
        fontSize=sizes.size if size is None else size,
        leading=sizes.leading * scale,
        alignment=alignment,
        firstLineIndent=sizes.indent * POINTS_PER_MM if indent else 0,
        leftIndent=left,
        spaceBefore=before,
        spaceAfter=sizes.after,
        allowWidows=0,
        allowOrphans=0,
        bulletFontName=fonts.REGULAR,
    )


def paragraph_style(style: Style) -> ParagraphStyle:
    """How a paragraph without a number is set."""
    faces: dict[Style, dict[str, Any]] = {
        Style.BODY: {},
        Style.LEGAL_BASIS: {"face": fonts.ITALIC},
        Style.CENTRED: {"alignment": TA_CENTER, "indent": False},
        Style.CENTRED_BOLD: {"face": fonts.BOLD, "alignment": TA_CENTER, "indent": False},
        Style.NOTE: {"face": fonts.ITALIC, "indent": False, "size": layout().body.note_size},
        Style.CLOSING_MARK: {"alignment": TA_RIGHT, "indent": False},
    }
    return body(**faces[style])


def heading_style(level: int) -> ParagraphStyle:
    """Mục and khoản are bold, a điểm with a title is upright."""
    face = fonts.REGULAR if level == 3 else fonts.BOLD
    return body(face, alignment=TA_LEFT, before=layout().body.heading_before)
