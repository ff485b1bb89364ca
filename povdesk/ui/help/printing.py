"""A help topic on paper, A4 upright, for whoever is not in front of the screen."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QWidget

from .. import theme
from ..desk import Desk
from ..widgets.preview_dialog import PreviewDialog

_MARGINS_MM = (16, 11, 16, 10)  # left, top, right, bottom
_POINTS = 9.5
"""Small, so that a topic that is handed on keeps to one sheet."""
_CSS_DPI = 96


def topic_pdf(text: str, title: str) -> bytes:
    """The Markdown of a topic as a PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("PovDesk")
    left, top, right, bottom = _MARGINS_MM
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(left, top, right, bottom), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setDocumentMargin(0)
    font = QFont(theme.font().family())
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setIndentWidth(16)
    document.setMarkdown(_without_links(text))
    _draw_thin_tables(document)
    millimetre = _CSS_DPI / 25.4
    document.setPageSize(QSizeF((210 - left - right) * millimetre, (297 - top - bottom) * millimetre))
    document.print_(writer)
    buffer.close()
    return bytes(buffer.data().data())


def print_topic(parent: QWidget, desk: Desk, topic: str, text: str) -> PreviewDialog:
    """Show the topic as it will be printed."""
    title = text.splitlines()[0].lstrip("# ").strip()
    pdf = topic_pdf(text, title)

    def make_pdf(path: Path) -> None:
        path.write_bytes(pdf)

    dialog = PreviewDialog(parent, desk, title, make_pdf, file_name=f"tro-giup-{topic}")
    dialog.open()
    return dialog


def _without_links(text: str) -> str:
    """The last line of a topic leads to others; on paper it leads nowhere."""
    lines = text.rstrip().splitlines()
    while lines and (not lines[-1] or lines[-1].startswith("[")):
        lines.pop()
    return "\n".join(lines)


def _draw_thin_tables(document: QTextDocument) -> None:
    """Markdown's tables get single thin lines and the whole width."""
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            look = frame.format().toTableFormat()
            look.setBorder(0.5)
            look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            look.setBottomMargin(6)
            look.setBorderCollapse(False)
            look.setBorderBrush(QColor("#8A8A8A"))
            look.setCellSpacing(0)
            look.setCellPadding(2)
            look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            frame.setFormat(look)
