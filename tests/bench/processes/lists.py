"""Measures the list of the program against the same work without it; prints one JSON object.

lists ROUNDS FOLDER-5000 FOLDER-50000: seconds by name, one number per round.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench.timing import round_robin, timed

SIZES = (5_000, 50_000)
YEAR, AS_OF = 2024, date(2024, 12, 31)
QUERY = "nguyen van"


def read_rows(folder: str) -> list[Any]:
    """All households of a data folder, out of the order that they will be sorted in."""
    from povdesk import paths
    from povdesk.storage import household_list
    from povdesk.storage.database import open_database

    database = open_database(Path(folder) / paths.DATABASE_NAME)
    with database.reading() as connection:
        rows = household_list.rows(connection, YEAR, AS_OF)
    database.close()
    return sorted(rows, key=lambda row: row.id)


def main(rounds: int, *folders: str) -> None:
    """Everything in one process, in turn. folders: demo communes, one for each of SIZES."""
    import povdesk.ui  # noqa: F401  # isort: skip

    from PySide6.QtWidgets import QApplication

    from povdesk.ui import theme

    application = QApplication(sys.argv[:1])
    theme.apply(application)
    contenders: dict[str, Callable[[], float]] = {}
    read = [read_rows(folder) for folder in folders]
    for size, rows in zip(SIZES, read, strict=True):
        contenders |= _ours(application, rows, size)
    contenders |= _floors(application, read[-1])
    result = round_robin(contenders, rounds)
    print(json.dumps(result.seconds))


def _ours(application: Any, rows: list[Any], size: int) -> dict[str, Callable[[], float]]:
    from povdesk.ui.habits import Habits
    from povdesk.ui.households.list_columns import columns
    from povdesk.ui.widgets.table import ListModel, ListView, PreparedRows

    shown = columns(YEAR)
    prepared = PreparedRows(rows, shown, search_text=_search_text, ready=("head_name", "code"))
    assert prepared.folded
    model = ListModel(shown)
    view = ListView(model, Habits(None), f"bench{size}")
    view.resize(1000, 700)
    view.set_rows(prepared)
    view.show()
    application.processEvents()
    flip = [0]

    def first_paint() -> None:
        fresh = ListView(model, Habits(None), f"bench{size}")
        fresh.resize(1000, 700)
        fresh.grab()
        fresh.deleteLater()

    def sort() -> None:
        flip[0] += 1
        model.sort(flip[0] % 2)
        view.viewport().repaint()

    def first_sort() -> float:
        fresh = PreparedRows(rows, shown)
        started = time.perf_counter()
        fresh.order("head_name")
        return time.perf_counter() - started

    def search() -> float:
        view.search("")
        started = time.perf_counter()
        view.search(QUERY)
        view.viewport().repaint()
        taken = time.perf_counter() - started
        view.search("")
        return taken

    return {
        f"first paint {size}": timed(first_paint),
        f"sort {size}": timed(sort),
        f"first sort {size}": first_sort,
        f"filter {size}": search,
        f"scroll {size}": _scroller(view),
    }


def _floors(application: Any, rows: list[Any]) -> dict[str, Callable[[], float]]:
    """The same view over Qt's own C++ model; plain Python lists sorted and searched, then repainted."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    from povdesk.domain import vietnamese
    from povdesk.ui.habits import Habits
    from povdesk.ui.households.list_columns import columns
    from povdesk.ui.widgets.table import ListModel, ListView, PreparedRows

    shown = columns(YEAR)
    view, found = (ListView(ListModel(shown), Habits(None), f"floor{place}") for place in range(2))
    model = QStandardItemModel(0, len(shown), view)
    for row in rows[: SIZES[0]]:
        items = [QStandardItem(column.show(row)) for column in shown]
        for item, column in zip(items, shown, strict=True):
            _dress(item, column, row)
        model.appendRow(items)
    for each in (view, found):
        each.resize(1000, 700)
        each.show()
    QTableView.setModel(view, model)
    found.set_rows(PreparedRows(rows[: SIZES[0]], shown, search_text=_search_text))
    found.search(QUERY)
    application.processEvents()
    keys = [row.sort_key for row in rows]
    folded = [row.search_key for row in rows]
    words = vietnamese.query_words(QUERY)

    def search() -> None:
        hits: Any = range(len(folded))
        for word in words:
            hits = [number for number in hits if word in folded[number]]
        found.viewport().repaint()

    def sort() -> None:
        sorted(range(len(keys)), key=keys.__getitem__)
        view.viewport().repaint()

    return {"Qt's own model": _scroller(view), "sorted()": timed(sort), "one list, searched": timed(search)}


def _dress(item: Any, column: Any, row: Any) -> None:
    """Give Qt's own item what our model says of the cell besides its text."""
    from PySide6.QtCore import Qt

    from povdesk.ui import icons, theme

    tone = column.tone(row) if column.tone else None
    name = column.icon(row) if column.icon else ""
    if tone:
        item.setForeground(theme.color(tone.ink))
    if name:
        picture = icons.pixmap(name, tone.ink if tone else theme.INK2, 16)
        item.setData(picture, Qt.ItemDataRole.DecorationRole)
    if column.bold:
        item.setFont(theme.font(13, semibold=True))


def _search_text(row: Any) -> str:
    return str(row.search_key)


def _scroller(view: Any) -> Callable[[], float]:
    """Seconds of one frame: 30 steps of 3 rows each, every one painted."""
    bar = view.verticalScrollBar()

    def scroll() -> float:
        bar.setValue(0)
        view.viewport().repaint()
        started = time.perf_counter()
        for step in range(1, 31):
            bar.setValue(step * 96)
            view.viewport().repaint()
        return (time.perf_counter() - started) / 30

    return scroll


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
