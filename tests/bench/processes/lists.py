"""Measures the list of the program against the same work without it; prints one JSON object.

lists ROUNDS: seconds by name, one number per round.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.bench.timing import round_robin, timed

SIZES = (5_000, 50_000)
FAMILY = ("Hồ", "Đinh", "Phạm", "Nguyễn", "Trần", "Lê", "Võ", "Đặng")
MIDDLE = ("Văn", "Thị", "Minh", "Ngọc", "Đức")
GIVEN = ("Ánh", "Bình", "Dao", "Đào", "Ân", "Sơn", "Thủy", "Yến", "Ước", "Hiếu", "Khánh")
HAMLETS = ("Thôn Đông", "Thôn Tây", "Thôn Nam", "Thôn Bắc")
CATEGORIES = ("Hộ nghèo", "Hộ cận nghèo", "Không nghèo")
QUERY = "nguyen van"


@dataclass(frozen=True)
class Row:
    """One invented household as a list shows it."""

    id: int
    code: str
    head: str
    hamlet: str
    people: int
    before: str
    now: str
    form: str


def make_rows(count: int) -> list[Row]:
    """Always the same rows."""
    rows = []
    for number in range(count):
        mixed = number * 7919
        head = f"{FAMILY[mixed % 8]} {MIDDLE[mixed // 8 % 5]} {GIVEN[mixed // 40 % 11]}"
        before, now = CATEGORIES[mixed % 3], CATEGORIES[mixed // 3 % 3]
        rows.append(
            Row(number, f"H{number:05d}", head, HAMLETS[mixed % 4], 1 + mixed % 7, before, now, "Đã chốt")
        )
    return rows


def columns() -> list[Any]:
    """Eight columns as on the household page."""
    from povdesk.domain import vietnamese
    from povdesk.ui.widgets.table import ListColumn

    return [
        ListColumn("code", "Mã hộ", 80, lambda row: row.code),
        ListColumn(
            "head",
            "Chủ hộ",
            200,
            lambda row: row.head,
            sort_key=lambda row: vietnamese.name_sort_key(row.head),
            stretch=True,
        ),
        ListColumn("hamlet", "Thôn", 120, lambda row: row.hamlet),
        ListColumn("people", "Nhân khẩu", 80, lambda row: str(row.people), lambda row: row.people, "right"),
        ListColumn("before", "Diện năm trước", 120, lambda row: row.before),
        ListColumn("now", "Diện năm nay", 120, lambda row: row.now),
        ListColumn("form", "Phiếu", 100, lambda row: row.form),
        ListColumn("id", "Số", 60, lambda row: str(row.id), lambda row: row.id, "right"),
    ]


def main(rounds: int) -> None:
    """Everything in one process, in turn."""
    import povdesk.ui  # noqa: F401  # isort: skip

    from PySide6.QtWidgets import QApplication

    from povdesk.ui import theme

    application = QApplication(sys.argv[:1])
    theme.apply(application)
    contenders: dict[str, Callable[[], float]] = {}
    for size in SIZES:
        contenders |= _ours(application, make_rows(size), size)
    contenders |= _floors(application, make_rows(SIZES[-1]))
    result = round_robin(contenders, rounds)
    print(json.dumps(result.seconds))


def _ours(application: Any, rows: list[Row], size: int) -> dict[str, Callable[[], float]]:
    from povdesk.ui.habits import Habits
    from povdesk.ui.widgets.table import ListModel, ListView, PreparedRows

    shown = columns()
    prepared = PreparedRows(rows, shown, ready=("head", "code"))
    assert len(prepared.folded) == size
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
        fresh.order("head")
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


def _floors(application: Any, rows: list[Row]) -> dict[str, Callable[[], float]]:
    """The same view over Qt's own C++ model; plain Python lists sorted and searched, then repainted."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    from povdesk.domain import vietnamese
    from povdesk.ui.habits import Habits
    from povdesk.ui.widgets.table import ListModel, ListView, PreparedRows

    shown = columns()
    view, found = (ListView(ListModel(shown), Habits(None), f"floor{place}") for place in range(2))
    model = QStandardItemModel(0, len(shown), view)
    for row in rows[: SIZES[0]]:
        model.appendRow([QStandardItem(column.show(row)) for column in shown])
    for each in (view, found):
        each.resize(1000, 700)
        each.show()
    QTableView.setModel(view, model)
    found.set_rows(PreparedRows(rows[: SIZES[0]], shown))
    found.search(QUERY)
    application.processEvents()
    keys = [vietnamese.name_sort_key(row.head) for row in rows]
    folded = [vietnamese.fold(" ".join(column.show(row) for column in shown)) for row in rows]
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
    main(int(sys.argv[1]))
