"""Who stands behind a number: reached, not reached, missing data; to open, to print."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from povdesk.domain import vietnamese
from povdesk.domain.dashboard import DashboardRow, origin_text
from povdesk.domain.indicator import Figure, Part, ratio_text, value_text
from povdesk.domain.vietnamese import format_number, short_date

from .. import theme
from ..desk import Desk
from ..widgets.dialog import Dialog
from ..widgets.empty_state import EmptyState
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView
from ..widgets.tabs import Tabs

if TYPE_CHECKING:
    from povdesk.storage.indicators import Subject

PART_WORDS = {
    Part.REACHED: "Đạt",
    Part.NOT_REACHED: "Chưa đạt",
    Part.MISSING: "Thiếu số liệu",
    Part.WAITING: "Chưa đến kỳ",
}
_OF_CUT = {**PART_WORDS, Part.REACHED: "Giảm", Part.NOT_REACHED: "Tăng"}
_OF_CLASSES = {**PART_WORDS, Part.REACHED: "Được tính"}
_MEASURES = {
    "near_poor_cut": _OF_CUT,
    "poor_rate": _OF_CLASSES,
    "poor_and_near_poor_rate": _OF_CLASSES,
    "multidimensional_rate": _OF_CLASSES,
    "minority_rate_cut": _OF_CLASSES,
}
_KINDS = {"household": "Hộ", "person": "Người", "cadre": "Cán bộ"}

_COLUMNS = (
    ListColumn(
        "name",
        "Họ và tên",
        190,
        lambda row: row.name,
        lambda row: vietnamese.name_sort_key(row.name),
        bold=True,
    ),
    ListColumn("kind", "Là", 70, lambda row: _KINDS.get(row.kind, "")),
    ListColumn("hamlet", "Thôn", 120, lambda row: row.hamlet),
    ListColumn("group", "Diện", 130, lambda row: row.group),
    ListColumn("note", "Ghi chú", 200, lambda row: row.note, stretch=True),
)
_MAY_BE_EMPTY = ("group",)
_MILLIMETRES = {"name": 50, "kind": 16, "hamlet": 30, "group": 34, "note": 60}

Lists = Mapping[str, "Sequence[Subject]"]
"""The lists behind a number by the word over each of them, in order."""


@dataclass(frozen=True)
class Behind:
    """What the dialog shows. caption: the number itself. first: the list that comes to the front.

    empty, more: what to say when there is nobody. day: of the number. where: hamlet, for paper and caption.
    origin: counted or typed, by whom, by which rule. compare: opens what moved until now, for a past day.
    """

    title: str
    label: str
    caption: str
    read: Callable[[Any], Lists]
    day: date
    first: str = ""
    empty: str = "Chưa có ai trong danh sách."
    more: str = ""
    where: str = ""
    origin: str = ""
    compare: Callable[[QWidget], object] | None = None


def _filled(rows: "Sequence[Subject]") -> list[ListColumn]:
    """The columns of a list, on the screen and on paper: without one that would stand empty."""
    return [
        column
        for column in _COLUMNS
        if column.key not in _MAY_BE_EMPTY or any(column.show(row) for row in rows)
    ]


@dataclass(frozen=True)
class Printed:
    """What every printed list says of the office and the day."""

    agency: str
    place: str
    today: date


def door_words(figure: Figure) -> Mapping[Part, str]:
    """The lists that an indicator has, each with its word."""
    over = _MEASURES.get(figure.definition.measure, PART_WORDS)
    is_split = (figure.definition.is_rate and over is not _OF_CLASSES) or over is _OF_CUT
    parts = (Part.REACHED, *((Part.NOT_REACHED,) if is_split else ()), Part.MISSING)
    return {part: over[part] for part in parts}


def of_figure(
    figure: Figure, year: int, day: date, hamlet_id: int | None = None, where: str = "", group: str = ""
) -> Behind:
    """The lists of an indicator, of the commune, of one hamlet or of one population group (its code)."""
    definition = figure.definition
    shown = [value_text(definition, figure.shown), ratio_text(definition, figure.shown)]
    words = " – ".join(part for part in shown if part) or figure.missing_reason
    if figure.readings:
        words = f"{words}. Danh sách dưới đây theo cách hiểu: {next(iter(figure.readings))}"
    over = _MEASURES.get(definition.measure, PART_WORDS)
    is_split = Part.NOT_REACHED in door_words(figure)
    amount = f"{'Dự kiến' if figure.forecast else 'Thực hiện'} đến {short_date(day)}"

    def read(connection: Any) -> Lists:
        from povdesk.storage import dashboard, indicators

        found = {
            part: dashboard.of_hamlet(
                indicators.subjects(connection, definition.code, year, day, part, group=group), hamlet_id
            )
            for part in Part
        }
        kept = (Part.REACHED, Part.NOT_REACHED) if is_split else (Part.REACHED,)
        return {over[part]: rows for part, rows in found.items() if rows or part in kept}

    return Behind(
        definition.name,
        definition.label,
        f"{amount}{f', {where}' if where else ''}: {words or 'chưa có số liệu'}",
        read,
        day,
        first=over[Part.NOT_REACHED] if is_split else over[Part.REACHED],
        empty="Số này nhập tay, sổ không có danh sách." if definition.is_typed else Behind.empty,
        more=definition.counted,
        where=where,
        origin=origin_text(DashboardRow(figure)),
    )


class SubjectsDialog(Dialog):
    """Reads its lists when it opens. Enter opens the household; Ctrl+P prints the list in front."""

    def __init__(self, desk: Desk, behind: Behind, printed: Printed, parent: QWidget) -> None:
        super().__init__("Danh sách đứng sau con số", parent)
        self._desk, self._behind, self._printed = desk, behind, printed
        self._lists: dict[str, Sequence[Subject]] = {}
        self._tabs: Tabs | None = None
        self._model = ListModel(_COLUMNS)
        self._view = ListView(self._model, desk.habits, "plan-subjects", self)
        self._search = SearchBox("Tìm trong danh sách", self)
        self._empty = EmptyState("Đang đọc danh sách…", "people", self)
        self.body.addWidget(label(behind.title, "cardTitle", self, wrap=True))
        self.body.addWidget(label(behind.caption, "strong", self, wrap=True))
        if behind.origin:
            self.body.addWidget(label(behind.origin, "caption", self, wrap=True))
        self.body.addWidget(self._search)
        self.body.addWidget(self._view, 1)
        self.body.addWidget(self._empty, 1)
        self._keys = KeyStrip([("Enter", "mở phiếu hộ"), ("Ctrl+P", "in danh sách"), ("Esc", "đóng")], self)
        self.body.addWidget(self._keys)
        self._list_button = self.add_button("Mở trong danh sách hộ", self._on_list, left=True)
        if (compare := behind.compare) is not None:
            self.add_button("So với nay…", lambda: compare(self), left=True)
        self._print_button = self.add_button("In…  Ctrl+P", self._on_print)
        self.add_button("Đóng", kind="primary")
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._on_print)
        window = parent.window()
        self.resize(min(theme.px(860), window.width() - 60), min(theme.px(560), window.height() - 40))
        self._view.hide()
        self._search.wanted.connect(self._view.search)
        self._search.entered.connect(self._view.choose_first)
        self._view.opened.connect(self._on_open)
        desk.worker.read(self, behind.read, self._on_read)

    def tabs(self) -> Tabs | None:
        return self._tabs

    def view(self) -> ListView:
        return self._view

    def part(self) -> str:
        """The word over the list in front; empty while there is none."""
        parts = list(self._lists)
        return parts[self._tabs.place()] if parts and self._tabs is not None else ""

    def rows(self) -> "list[Subject]":
        """The list in front as it is shown."""
        return list(self._model.rows())

    def lists(self) -> Lists:
        """All lists."""
        return self._lists

    def paper(self) -> "SubjectsPaper":
        """The list in front as it is printed."""
        rows = tuple(self._model.rows())
        return SubjectsPaper(self._behind, self.part(), rows, self._printed, self._desk.is_sample)

    def _on_read(self, lists: Lists) -> None:
        self._lists = dict(lists)
        if not any(lists.values()):
            self._empty.say(self._behind.empty, self._behind.more)
            self._search.hide()
            self._keys.show_keys([("Esc", "đóng")])
            for made in (self._list_button, self._print_button):
                made.setEnabled(False)
            return
        words = list(lists)
        self._tabs = Tabs([f"{one} ({format_number(len(lists[one]))})" for one in words], self)
        self.body.insertWidget(self.body.indexOf(self._search), self._tabs)
        self._tabs.chosen.connect(self._on_part)
        for place in range(len(words)):
            QShortcut(QKeySequence(f"Alt+{place + 1}"), self).activated.connect(
                lambda place=place: self._tabs and self._tabs.choose(place)
            )
        self._empty.hide()
        self._view.show()
        wanted = self._behind.first
        first = words.index(wanted) if lists.get(wanted) else 0
        self._tabs.choose(first)
        self._on_part(first)
        self._view.choose_first()

    def _on_part(self, place: int) -> None:
        rows = list(self._lists.values())[place]
        self._view.set_rows(rows)
        shown = _filled(rows)
        for number, column in enumerate(_COLUMNS):
            self._view.setColumnHidden(number, column not in shown)

    def _on_open(self, row: "Subject") -> None:
        if row.household_id is not None:
            self.accept()
            self._desk.open("household", household_id=row.household_id)

    def _on_list(self) -> None:
        if not self.part():
            return
        words = f"{self.part()}: {self._behind.label}"
        ids = {row.household_id for row in self._model.rows() if row.household_id is not None}
        self.accept()
        self._desk.open("households", ids=ids, words=words)

    def _on_print(self) -> None:
        if not self.part():
            return
        from ..widgets.preview_dialog import preview_document

        paper = self.paper()
        preview_document(
            self,
            self._desk,
            paper.title,
            paper.document,
            file_name="danh-sach-chi-tieu",
            note="Bản in không có số định danh, thẻ bảo hiểm, điện thoại.",
        )


@dataclass(frozen=True)
class SubjectsPaper:
    """One list on paper; writes away from the window."""

    behind: Behind
    part: str
    rows: "tuple[Subject, ...]"
    printed: Printed
    sample: bool

    @property
    def title(self) -> str:
        return f"{self.behind.title}: {self.part.lower()}"

    def document(self):  # type: ignore[no-untyped-def]
        from povdesk.documents.lists import ListColumn as PaperColumn
        from povdesk.documents.lists import screen_list

        columns = _filled(self.rows)
        day = f"Tính đến ngày {short_date(self.behind.day)}"
        return screen_list(
            self.title,
            f"{self.behind.where}. {day}" if self.behind.where else day,
            [PaperColumn(one.title, _MILLIMETRES[one.key]) for one in columns],
            [tuple(one.show(row) for one in columns) for row in self.rows],
            agency=self.printed.agency,
            printed_on=self.printed.today,
            sample=self.sample,
            place=self.printed.place,
        )
