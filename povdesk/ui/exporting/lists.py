"""“Xuất Excel” (Ctrl+E): the list in front, as it is filtered and sorted, in the columns that are shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ..desk import Desk
from ..widgets import file_saving
from ..widgets.table import ListColumn, ListView
from . import official
from .head_button import HeadButton

if TYPE_CHECKING:
    from povdesk.spreadsheets.sheet import Sheet

    from ..widgets.page import Page

KEY = "Ctrl+E"

More = tuple[str, Callable[[QWidget, Desk], None]]

_OFFICIAL: More = ("Danh sách chính thức…", official.export_official)
_REGISTER: More = ("Cả sổ hộ và nhân khẩu…", official.export_register)
_TEMPLATE: More = ("Mẫu trống của danh sách chính thức…", official.export_template)
MORE: dict[str, tuple[More, ...]] = {
    "households": (_OFFICIAL, _REGISTER, _TEMPLATE),
    "review": (_OFFICIAL,),
}
"""What else can be had in Excel, by place."""
WITHOUT = frozenset({"plan", "exchange"})
"""Places whose lists are only choosers; their papers, or their own report, go to Excel another way."""

_NOTHING = "Trang này không có danh sách nào đang hiện để xuất ra Excel."
_EMPTY = "Danh sách đang trống nên không có gì để xuất."
_LOOK_UP_EVERY = 500
_TEXTS_READY = 30
"""Percent that is done when all cells' words are known."""


@dataclass(frozen=True)
class ShownList:
    """A list as it is on the screen now; the rows never change, so it can be written later.

    words: what it is filtered by, in words.
    """

    title: str
    words: str
    columns: tuple[ListColumn, ...]
    rows: Sequence[Any]

    def write(self, path: Path, agency: str, day: date, sample: bool, progress: Any, cancelled: Any) -> None:
        """Away from the window."""
        from povdesk.spreadsheets import csv_list, workbook

        sheet = self.sheet(agency, day, sample, progress, cancelled)

        def later(percent: int, words: str) -> None:
            progress(_TEXTS_READY + percent * (100 - _TEXTS_READY) // 100, words)

        if path.suffix.lower() == csv_list.ENDING:
            csv_list.write(path, sheet, progress=later, cancelled=cancelled)
            return
        workbook.write(path, [sheet], title=self.title, author=agency, progress=later, cancelled=cancelled)

    def sheet(
        self,
        agency: str,
        day: date,
        sample: bool,
        progress: Any = lambda _percent, _words: None,
        cancelled: Any = lambda: False,
    ) -> "Sheet":
        """The sheet with every row as it is shown."""
        from povdesk.domain.errors import NotPossibleNow
        from povdesk.spreadsheets.list_sheet import ListColumn as SheetColumn
        from povdesk.spreadsheets.list_sheet import screen_sheet
        from povdesk.spreadsheets.sheet import Side

        shows = [column.show for column in self.columns]
        texts = []
        for number, row in enumerate(self.rows):
            if number % _LOOK_UP_EVERY == 0:
                if cancelled():
                    raise NotPossibleNow("Đã dừng, chưa ghi tệp nào.")
                progress(_TEXTS_READY * number // len(self.rows), "Đọc danh sách")
            texts.append(tuple(show(row) or "" for show in shows))
        sides = {"right": Side.RIGHT, "centre": Side.CENTRE}
        columns = [SheetColumn(column.title, sides.get(column.align, Side.LEFT)) for column in self.columns]
        return screen_sheet(self.title, self.words, columns, texts, agency=agency, day=day, sample=sample)


def shown_list(view: ListView, title: str, words: str = "") -> ShownList:
    """What a list shows now: columns that are not hidden, rows in their order after filter and search."""
    model = view.list_model()
    columns = tuple(column for place, column in enumerate(model.columns) if not view.isColumnHidden(place))
    return ShownList(title, words, columns, tuple(model.rows()))


def export_page(page: "Page | None", desk: Desk | None) -> None:
    """Ctrl+E: the page's own way, else the list in front."""
    if page is None or desk is None:
        return
    if page.excel_page is not None:
        page.excel_page()
        return
    view = front_list(page)
    if view is None:
        desk.say(_NOTHING)
        return
    export(page, desk, shown_list(view, page.title, page.filter_words()))


def export(owner: QWidget, desk: Desk, wanted: ShownList) -> None:
    """Ask where to, read the office's name, write, say so."""
    if not wanted.rows:
        desk.say(_EMPTY)
        return
    name = file_saving.file_name_of(wanted.title)
    path = file_saving.ask_path(owner, desk, "Xuất Excel", name, file_saving.EXCEL, file_saving.CSV)
    if path is None:
        return
    today, sample = date.today(), desk.is_sample

    def read(connection: Any) -> str:
        from povdesk.storage import office

        return office.heading(connection, today)[0]

    def write(agency: str) -> None:
        file_saving.write(
            owner,
            desk,
            path,
            lambda progress, cancelled: wanted.write(path, agency, today, sample, progress, cancelled),
            "Xuất Excel",
        )

    file_saving.note_export(owner, desk, wanted.title, path)
    desk.worker.read(owner, read, write)


def front_list(page: QWidget) -> ListView | None:
    """The list with the cursor, else the largest one that is seen."""
    seen = [view for view in page.findChildren(ListView) if view.isVisibleTo(page)]
    for view in seen:
        if view.hasFocus():
            return view
    return max(seen, key=lambda view: view.width() * view.height(), default=None)


def offer(page: "Page", desk: Desk, key: str) -> None:
    """A small button at the page's head, on every page that shows a list; the key does the same.

    key: of the place; where more than the list can be written, the button opens a menu.
    """
    more = MORE.get(key, ())
    if key in WITHOUT:
        return
    if not (more or page.excel_page or page.findChildren(ListView)):
        return
    made = HeadButton(page.header, KEY).button
    if not more:
        made.clicked.connect(lambda: export_page(page, desk))
    else:
        made.clicked.connect(lambda: _menu(made, page, desk, more).popup(made.mapToGlobal(_under(made))))


def _menu(under: QPushButton, page: "Page", desk: Desk, more: Sequence[More]) -> QMenu:
    menu = QMenu(under)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(f"Danh sách đang xem…  {KEY}", lambda: export_page(page, desk))
    for words, act in more:
        menu.addAction(words, lambda act=act: act(page, desk))
    return menu


def _under(made: QPushButton) -> QPoint:
    return QPoint(0, made.height() + 2)
