"""Draws a code to be kept on paper: numbered groups in large letters, and the same as a QR square."""

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.platypus.flowables import Flowable

from . import fonts
from .blocks import CodeBlock
from .styles import POINTS_PER_MM

_ACROSS = 2
_ROW = 13 * POINTS_PER_MM
_SQUARE = 46 * POINTS_PER_MM
_NUMBER_SIZE, _GROUP_SIZE = 11, 20


class CodeFlowable(Flowable):  # type: ignore[misc]
    """Never parted; a frame keeps groups and square together."""

    def __init__(self, block: CodeBlock, width: float) -> None:
        super().__init__()
        self._groups = block.groups
        rows = -(-len(block.groups) // _ACROSS)
        self.width = width
        self.height = max(rows * _ROW, _SQUARE) + 4 * POINTS_PER_MM
        self.spaceBefore = self.spaceAfter = 3 * POINTS_PER_MM

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setLineWidth(0.7)
        canvas.rect(0, 0, self.width, self.height)
        column = (self.width - _SQUARE - 8 * POINTS_PER_MM) / _ACROSS
        down = -(-len(self._groups) // _ACROSS)
        for place, group in enumerate(self._groups):
            across, row = divmod(place, down)
            left = 5 * POINTS_PER_MM + across * column
            base = self.height - 2 * POINTS_PER_MM - (row + 0.7) * _ROW
            canvas.setFont(fonts.REGULAR, _NUMBER_SIZE)
            canvas.drawString(left, base, f"{place + 1}.")
            canvas.setFont(fonts.BOLD, _GROUP_SIZE)
            canvas.drawString(left + 8 * POINTS_PER_MM, base, group)
        square = QrCodeWidget("-".join(self._groups), barLevel="M", barWidth=_SQUARE, barHeight=_SQUARE)
        drawing = Drawing(_SQUARE, _SQUARE)
        drawing.add(square)
        renderPDF.draw(drawing, canvas, self.width - _SQUARE - 2 * POINTS_PER_MM, (self.height - _SQUARE) / 2)
