"""Fields in equal columns."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget


def side_by_side(fields: Sequence[QWidget], columns: int) -> QGridLayout:
    """In equal columns, in reading order."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    for place, field in enumerate(fields):
        grid.addWidget(field, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return grid
