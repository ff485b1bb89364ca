"""Who entered and who left behind a number between two days, and why; to open, to print."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from povdesk.domain import vietnamese
from povdesk.domain.indicator import Part
from povdesk.domain.vietnamese import format_number

from .. import theme
from ..desk import Desk
from ..indicators.subjects_dialog import Printed
from ..widgets.dialog import Dialog
from ..widgets.empty_state import EmptyState
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView
from ..widgets.tabs import Tabs

if TYPE_CHECKING:
    from povdesk.storage.period_compare import Moved, Moves

_PARTS = {
    Part.REACHED: "Đạt, được tính",
    Part.NOT_REACHED: "Chưa đạt",
    Part.MISSING: "Thiếu số liệu",
    Part.WAITING: "Chưa đến kỳ",
    None: "Ngoài danh sách",
}

_COLUMNS = (
    ListColumn(
        "name",
        "Họ và tên",
        140,
        lambda row: row.subject.name,
        lambda row: vietnamese.name_sort_key(row.subject.name),
        bold=True,
    ),
    ListColumn("hamlet", "Thôn", 90, lambda row: row.subject.hamlet),
    ListColumn("before", "Trước", 128, lambda row: _PARTS[row.before]),
    ListColumn("after", "Sau", 128, lambda row: _PARTS[row.after]),
    ListColumn("why", "Vì sao", 260, lambda row: row.why, tip=lambda row: row.why, stretch=True),
)
_MILLIMETRES = {"name": 44, "hamlet": 26, "before": 26, "after": 26, "why": 90}
TABS = ("Vào", "Ra", "Đổi khác")


@dataclass(frozen=True)
class Compared:
    """What the dialog shows. days: the two days in words. read: of the worker's connection."""

    title: str
    days: str
    read: "Callable[[Any], Moves]"


class MovesDialog(Dialog):
    """Reads when it opens. Enter opens the household; Ctrl+P prints the list in front."""

    def __init__(self, desk: Desk, compared: Compared, printed: Printed, parent: QWidget) -> None:
        super().__init__("Ai vào, ai ra, vì sao", parent)
        self._desk, self._compared, self._printed = desk, compared, printed
        self._lists: dict[str, list[Moved]] = {}
        self._tabs: Tabs | None = None
        self._model = ListModel(_COLUMNS)
        self._view = ListView(self._model, desk.habits, "period-moves", self)
        self._search = SearchBox("Tìm trong danh sách", self)
        self._empty = EmptyState("Đang so sánh…", "people", self)
        self._count = label("", "strong", self)
        self.body.addWidget(label(compared.title, "cardTitle", self, wrap=True))
        self.body.addWidget(label(compared.days, "caption", self, wrap=True))
        self.body.addWidget(self._count)
        self.body.addWidget(self._search)
        self.body.addWidget(self._view, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(
            KeyStrip([("Enter", "mở phiếu hộ"), ("Ctrl+P", "in danh sách"), ("Esc", "đóng")], self)
        )
        self._print_button = self.add_button("In…  Ctrl+P", self._on_print)
        self._print_button.setEnabled(False)
        self.add_button("Đóng", kind="primary")
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._on_print)
        window = parent.window()
        self.resize(min(theme.px(940), window.width() - 40), min(theme.px(560), window.height() - 30))
        self._view.hide()
        self._search.wanted.connect(self._view.search)
        self._search.entered.connect(self._view.choose_first)
        self._view.opened.connect(self._on_open)
        desk.worker.read(self, compared.read, self._on_read)

    def lists(self) -> "dict[str, list[Moved]]":
        """All lists by the word over them."""
        return self._lists

    def tabs(self) -> Tabs | None:
        return self._tabs

    def view(self) -> ListView:
        return self._view

    def part(self) -> str:
        """The word over the list in front."""
        return list(self._lists)[self._tabs.place()] if self._tabs is not None else ""

    def _on_read(self, moves: "Moves") -> None:
        self._lists = dict(
            zip(TABS, (list(moves.entered), list(moves.left), list(moves.others)), strict=True)
        )
        entered, left = len(moves.entered), len(moves.left)
        change = entered - left
        sign = "+" if change > 0 else ""
        self._count.setText(
            f"Chênh lệch {sign}{format_number(change)}:"
            f" vào {format_number(entered)}, ra {format_number(left)}."
        )
        if not any(self._lists.values()):
            self._empty.say("Không có ai vào, ra giữa hai ngày.")
            self._search.hide()
            return
        self._print_button.setEnabled(True)
        self._tabs = Tabs([f"{one} ({format_number(len(rows))})" for one, rows in self._lists.items()], self)
        self.body.insertWidget(self.body.indexOf(self._search), self._tabs)
        self._tabs.chosen.connect(self._on_part)
        for place in range(len(self._lists)):
            QShortcut(QKeySequence(f"Alt+{place + 1}"), self).activated.connect(
                lambda place=place: self._tabs and self._tabs.choose(place)
            )
        self._empty.hide()
        self._view.show()
        first = next(place for place, rows in enumerate(self._lists.values()) if rows)
        self._tabs.choose(first)
        self._on_part(first)
        self._view.choose_first()

    def _on_part(self, place: int) -> None:
        self._view.set_rows(list(self._lists.values())[place])

    def _on_open(self, row: "Moved") -> None:
        if row.subject.household_id is None:
            self._desk.work_done(self, "Hộ này không còn trong sổ; danh sách giữ tên như lúc chốt.")
            return
        self.accept()
        self._desk.open("household", household_id=row.subject.household_id)

    def _on_print(self) -> None:
        if not self.part():
            return
        from ..widgets.preview_dialog import preview_document

        title = f"{self._compared.title}: {self.part().lower()}"
        rows = [tuple(column.show(row) for column in _COLUMNS) for row in self._model.rows()]
        days, printed, sample = self._compared.days, self._printed, self._desk.is_sample

        def document() -> Any:
            return moved_document(title, days, rows, printed, sample=sample)

        preview_document(
            self,
            self._desk,
            title,
            document,
            file_name="danh-sach-vao-ra",
            note="Bản in không có số định danh, thẻ bảo hiểm, điện thoại.",
        )


def moved_document(
    title: str, days: str, rows: list[tuple[str, ...]], printed: Printed, *, sample: bool
) -> Any:
    """The list in front as a paper."""
    from povdesk.documents.lists import ListColumn as PaperColumn
    from povdesk.documents.lists import screen_list

    return screen_list(
        title,
        days,
        [PaperColumn(one.title, _MILLIMETRES[one.key]) for one in _COLUMNS],
        rows,
        agency=printed.agency,
        printed_on=printed.today,
        sample=sample,
        place=printed.place,
    )
