"""A grid inside a dialog whose lines come from a search below it; Ctrl+Delete takes a line away."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from povdesk.domain import vietnamese
from povdesk.domain.vietnamese import format_number, short_date

from .. import theme
from ..widgets.fixed_grid import FixedGridModel
from ..widgets.grid import GridColumn, GridModel, GridView, Unread
from ..widgets.grid_model import Row


class LinesModel(FixedGridModel):
    """Lines are added with `append`; they can be taken away, and that can be undone."""

    def append(self, row: Row) -> None:
        """One more line at the end."""
        self._step("thêm dòng", [*self._rows, dict(row)], (self.count(), self.first_editable()))

    def remove_rows(self, places: Iterable[int]) -> None:
        GridModel.remove_rows(self, places)


def date_column(key: str, title: str, width: int = 96) -> GridColumn:
    """A whole date."""

    def read(text: str) -> date:
        return vietnamese.parse_date(text, today=date.today())

    return GridColumn(
        key,
        title,
        width,
        read=read,
        show=lambda day: short_date(day) if day else "",
        empty=None,
        is_date=True,
    )


def money_column(key: str, title: str, width: int = 110) -> GridColumn:
    """Whole đồng."""
    return GridColumn(
        key,
        title,
        width,
        read=vietnamese.parse_dong,
        show=lambda amount: "" if amount is None else format_number(amount),
        empty=None,
        align="right",
    )


def number_column(key: str, title: str, width: int = 70) -> GridColumn:
    """Any number that is not below nothing."""

    def read(text: str) -> float:
        return float(vietnamese.parse_number(text, smallest=0))

    return GridColumn(
        key,
        title,
        width,
        read=read,
        show=lambda number: "" if number is None else format_number(number),
        empty=None,
        align="right",
    )


def text_column(key: str, title: str, width: int, *, stretch: bool = False) -> GridColumn:
    return GridColumn(key, title, width, stretch=stretch)


def fixed_column(key: str, title: str, width: int, *, stretch: bool = False) -> GridColumn:
    """Text that comes with the line."""
    return GridColumn(key, title, width, computed=lambda row: str(row.get(key, "")), stretch=stretch)


def make_grid(model: GridModel, name: str, words: str, parent: QWidget, height: int = 200) -> GridView:
    """The grid with its names."""
    grid = GridView(model, parent)
    grid.setObjectName(name)
    grid.setAccessibleName(words)
    grid.setMinimumHeight(theme.px(height))
    return grid


def all_read(grid: GridView, columns: Sequence[GridColumn]) -> bool:
    """Every cell can be read; else the cursor goes to the first that cannot."""
    for place, row in enumerate(grid.grid_model().rows()):
        for column in columns:
            if isinstance(row.get(column.key), Unread):
                grid.go_to(place, column.key)
                return False
    return True
