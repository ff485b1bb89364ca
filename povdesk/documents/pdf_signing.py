"""The drawn ends of papers: Nơi nhận with the signature, and signatures side by side."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from . import administrative, fonts
from .blocks import PlainSignatures, Signatory, Signature
from .pdf_heads import Line, draw_lines, height_of, lines_of
from .styles import POINTS_PER_MM, layout
from .text import printable


class SignatureBlock(Flowable):  # type: ignore[misc]
    """Nơi nhận on the left, level with the authority; room for the signature; the name."""

    def __init__(self, left: list[Line], right: list[Line], name: list[Line], width: float) -> None:
        super().__init__()
        self._left = left
        self._right = right
        self._name = name
        self.width = width
        self.spaceBefore = layout().signature.before
        room = layout().signature.room * POINTS_PER_MM
        signing = height_of(right) + room + height_of(name) if right or name else 0
        self.height = max(height_of(left), signing)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Only a list of recipients longer than the page is parted."""
        if height_of(self._left) < available_height or available_height < 300:
            return []
        count = int(available_height / self._left[-1].leading) - 1
        return [
            SignatureBlock(self._left[:count], self._right, self._name, self.width),
            SignatureBlock(self._left[count:], [], [], self.width),
        ]

    def draw(self) -> None:
        top = self.height
        for line in self._left:
            draw_lines(self.canv, [line], line.width / 2, top)
            top -= line.leading
        left_width = self.width * layout().signature.left_width
        middle = (left_width + self.width) / 2
        bottom = draw_lines(self.canv, self._right, middle, self.height)
        draw_lines(self.canv, self._name, middle, bottom - layout().signature.room * POINTS_PER_MM)


def signature(block: Signature, width: float) -> SignatureBlock:
    sizes = layout().signature
    left_width = width * sizes.left_width
    right_width = width - left_width
    right = [
        line
        for text in block.authority
        for line in lines_of(text, fonts.BOLD, sizes.authority_size, sizes.authority_size * 1.2, right_width)
    ]
    name = _name(block.name, right_width)
    return SignatureBlock(recipients(block.recipient_lines, left_width), right, name, width)


def recipients(lines: Sequence[str], width: float) -> list[Line]:
    """ "Nơi nhận:" and its lines, each with a dash; a long one goes on below."""
    if not lines:
        return []
    sizes = layout().signature
    title = Line(
        administrative.RECIPIENTS_TITLE,
        fonts.BOLD_ITALIC,
        sizes.recipients_title_size,
        sizes.authority_size * 1.2,
    )
    leading = sizes.recipients_size * 1.2
    drawn = [title]
    for text in lines:
        drawn += lines_of(f"- {text}", fonts.REGULAR, sizes.recipients_size, leading, width - 4)
    return drawn


class SideBySide(Flowable):  # type: ignore[misc]
    """Signatures in equal columns; posts stand on one height, recipients below them."""

    def __init__(self, block: PlainSignatures, width: float) -> None:
        super().__init__()
        sizes = layout().signature
        self.width = width
        self.spaceBefore = sizes.before
        self._column = width / max(1, len(block.signatories))
        self._columns = [self._upper(signatory) for signatory in block.signatories]
        self._names = [_name(signatory.name, self._column - 8) for signatory in block.signatories]
        self._recipients = recipients(block.recipient_lines, width * sizes.left_width)
        self._dated = any(signatory.place_and_date for signatory in block.signatories)
        self._dates = [
            Line(printable(signatory.place_and_date), fonts.ITALIC, sizes.note_size, sizes.note_size * 1.3)
            for signatory in block.signatories
        ]
        self._date_height = sizes.note_size * 1.3 if self._dated else 0.0
        upper = max((height_of(lines) for lines in self._columns), default=0.0)
        name = max((height_of(lines) for lines in self._names), default=0.0)
        room = (sizes.room if block.sealed else sizes.hand_room) * POINTS_PER_MM
        self._signing = self._date_height + upper + room + name
        self._name_top = self._date_height + upper + room
        self.height = self._signing + height_of(self._recipients)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        middles = [(place + 0.5) * self._column for place in range(len(self._columns))]
        for middle, date in zip(middles, self._dates, strict=True):
            draw_lines(self.canv, [date], middle, self.height)
        for middle, lines in zip(middles, self._columns, strict=True):
            draw_lines(self.canv, lines, middle, self.height - self._date_height)
        for middle, name in zip(middles, self._names, strict=True):
            draw_lines(self.canv, name, middle, self.height - self._name_top)
        top = self.height - self._signing
        for line in self._recipients:
            draw_lines(self.canv, [line], line.width / 2, top)
            top -= line.leading

    def _upper(self, signatory: Signatory) -> list[Line]:
        sizes = layout().signature
        width = self._column - 8
        lines = [
            line
            for text in signatory.post
            for line in lines_of(
                text, fonts.BOLD, sizes.authority_size - 1, sizes.authority_size * 1.2, width
            )
        ]
        if signatory.note:
            lines += lines_of(signatory.note, fonts.ITALIC, sizes.note_size, sizes.note_size * 1.2, width)
        return lines


def _name(name: str, width: float) -> list[Line]:
    size = layout().signature.name_size
    return lines_of(name, fonts.BOLD, size, size * 1.2, width) if name else []
