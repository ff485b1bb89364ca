"""Screen 1: where the year stands; from every number to the households behind it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from povdesk.domain.dashboard import Dashboard, HamletLine
from povdesk.domain.indicator import Figure
from povdesk.domain.todo import Todo

from .. import keys, theme
from ..desk import Desk
from ..indicators.subjects_dialog import Behind, Printed, SubjectsDialog, of_figure
from ..periods.closed_note import ClosedNote
from ..theme import Tone
from ..todo.counting import TodoCount
from ..undoing import offer_undo
from ..widgets.chips import Chip
from ..widgets.empty_state import EmptyState
from ..widgets.labels import button
from ..widgets.page import Page, scrolled
from . import lists
from .hamlet_table import HamletTable
from .indicator_table import ROWS_SHOWN, IndicatorTable
from .kpi import KpiCard, statuses
from .money_dialog import MoneyDialog
from .todo_card import TodoCard

if TYPE_CHECKING:
    from povdesk.domain.linked_figure import LinkedFigure

    from ..widgets.preview_dialog import PreviewDialog

_WIDE_FROM, _FOUR_FROM = 1080, 900
_RIGHT_WIDTH = 326
_ANY_WIDTH = 16_777_215


@dataclass(frozen=True)
class Loaded:
    """The dashboard with what the boxes offer. hamlets: (id, name) of the year."""

    shown: Dashboard
    years: tuple[int, ...]
    hamlets: tuple[tuple[int, str], ...]


def create(desk: Desk) -> Page:
    return DashboardPage(desk)


class DashboardPage(Page):
    """Year, year to compare with, and hamlet change the whole screen; one reading for all of it."""

    help_topic = "bang-dieu-hanh"
    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Bảng điều hành")
        self._loaded: Loaded | None = None
        self._year: int | None = None
        self._compared: int | None = None
        self._hamlet_id: int | None = None
        self._anyway = False
        self._years = _box("Năm xem", 9, self)
        self._compareds = _box("Năm so sánh", 12, self)
        self._hamlets = _box("Thôn", 15, self)
        self._closed = Chip("Đã công nhận, chỉ xem", Tone.NEUTRAL, "lock-closed", self)
        self._note = ClosedNote(desk, self)
        self._print = button("In bảng này", self.print_page, icon="print", parent=self)
        self._kpis = [KpiCard(key, self) for key in ("poor", "near_poor", "forms", "money")]
        self.table = IndicatorTable(desk, self)
        self.todo = TodoCard(self)
        self.hamlets = HamletTable(self)
        self._none = EmptyState("", "target-arrow", self)
        self._strip = QGridLayout()
        self._columns = 0
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._is_wide: bool | None = None
        self._lay_out()
        self._connect()

    # ---- what others ask

    def reload(self) -> None:
        """Read the year again; boxes and cursor stay."""
        today, year, compared, hamlet = date.today(), self._year, self._compared, self._hamlet_id
        self.desk.worker.read(self, lambda c: _read(c, today, year, compared, hamlet), self._on_loaded)

    def show_target(self, **target: Any) -> None:
        """year, compared, hamlet_id: what the boxes say. indicator: the row with the cursor."""
        self._year = target.get("year", self._year)
        self._compared = target.get("compared", self._compared)
        self._hamlet_id = target.get("hamlet_id", self._hamlet_id)
        if "indicator" in target:
            self.table.view().choose(lambda row: row.code == target["indicator"])
        self.reload()

    def shown(self) -> Dashboard | None:
        """What is on the screen."""
        return self._loaded.shown if self._loaded else None

    def kpi(self, key: str) -> KpiCard:
        return next(card for card in self._kpis if card.kpi() is None or card.kpi().key == key)

    def is_wide(self) -> bool:
        """The hamlets and the to-do stand beside the table, not below it."""
        return bool(self._is_wide)

    def print_page(self) -> "PreviewDialog | None":  # type: ignore[override]
        """“In bảng này” (Ctrl+P): exactly the numbers on the screen."""
        shown = self.shown()
        if shown is None:
            return None
        from ..widgets.preview_dialog import preview_document

        today = date.today()

        def document() -> Any:
            from povdesk import papers_dashboard

            return papers_dashboard.document(shown, today)

        return preview_document(
            self,
            self.desk,
            f"Bảng theo dõi chỉ tiêu năm {shown.year}",
            document,
            file_name=f"bang-chi-tieu-{shown.year}",
            note="Bản in đen trắng, khổ A4 ngang, đúng các số đang xem.",
            figures=_figures(shown),
        )

    def focus_first(self) -> None:
        if self.table.isVisible():
            self.table.view().setFocus()
        else:
            super().focus_first()

    # ---- showing

    def _on_loaded(self, loaded: Loaded) -> None:
        first = self._loaded is None
        self._loaded = loaded
        shown = loaded.shown
        self._year, self._compared, self._hamlet_id = shown.year, shown.compared_year, shown.hamlet_id
        _fill(self._years, [(year, f"Năm {year}") for year in loaded.years], shown.year)
        others = sorted({*loaded.years, shown.year - 1} - {shown.year}, reverse=True)
        _fill(self._compareds, [(year, f"So với {year}") for year in others], shown.compared_year)
        count = len(loaded.hamlets)
        everywhere = (None, f"Toàn xã ({count} thôn)" if count else "Toàn xã")
        _fill(self._hamlets, [everywhere, *loaded.hamlets], shown.hamlet_id)
        self._closed.setVisible(shown.is_closed)
        self._note.show_year(shown.year)
        signs = statuses(shown)
        for card, kpi in zip(self._kpis, shown.kpis, strict=True):
            card.show_kpi(kpi, shown, signs[kpi.key])
        self.table.show_dashboard(shown)
        self.hamlets.show_dashboard(shown)
        # A closed year is only looked at: nothing to add there.
        is_empty = not (shown.has_targets or shown.is_closed or self._anyway)
        self._none.say(
            f"Năm {shown.year} chưa có chỉ tiêu.",
            "Lấy mục tiêu mẫu rồi sửa, hoặc mở kế hoạch để nhập mục tiêu.",
        )
        self._none.setVisible(is_empty)
        self.table.setVisible(not is_empty)
        if first and self.isVisible():
            self.focus_first()

    def _on_todo(self, todo: Todo) -> None:
        self.todo.show_todo(todo)

    # ---- from a number to its households

    def open_figure(self, figure: Figure) -> SubjectsDialog:
        """The lists behind an indicator."""
        shown = self._shown()
        behind = of_figure(figure, shown.year, shown.day, shown.hamlet_id, shown.hamlet)
        return self._open(self._with_now(behind, figure.code))

    def open_kpi(self, key: str) -> QWidget:
        """What stands behind one of the big numbers."""
        shown = self._shown()
        if key == "money":
            dialog = MoneyDialog(self.desk, shown.year, shown.day, self)
            dialog.open()
            return dialog
        if key == "forms":
            return self._open(lists.of_forms(shown))
        line = next((one for one in shown.hamlets if one.hamlet_id == shown.hamlet_id), shown.total)
        return self._open(lists.of_key(shown, key, line))

    def open_cell(self, key: str, line: HamletLine) -> SubjectsDialog:
        """The lists behind a cell of the hamlets' table."""
        return self._open(lists.of_key(self._shown(), key, line))

    def _open(self, behind: Behind) -> SubjectsDialog:
        shown = self._shown()
        dialog = SubjectsDialog(self.desk, behind, Printed(shown.agency, shown.place, date.today()), self)
        dialog.open()
        return dialog

    def _with_now(self, behind: Behind, code: str) -> Behind:
        """The numbers of a day that is past lead on to who entered or left since."""
        shown = self._shown()
        linked = next((one for one in _figures(shown) if one.code == code), None)
        if linked is None or linked.source or shown.day >= date.today():
            return behind
        from ..periods.opening import open_moves, read_live

        printed = Printed(shown.agency, shown.place, date.today())
        return replace(
            behind, compare=lambda over: open_moves(self.desk, over, linked, read_live(linked), printed)
        )

    def _shown(self) -> Dashboard:
        assert self._loaded is not None
        return self._loaded.shown

    def _seed(self) -> None:
        from povdesk.storage import targets

        year = self._shown().year
        words = f"Đã lấy mục tiêu mẫu cho năm {year}. Sửa từng mục tiêu trong trang Kế hoạch."
        self.desk.worker.write(
            self,
            lambda act: targets.seed_targets(act, year),
            lambda _added: offer_undo(self.desk, self, words),
        )

    def _show_anyway(self) -> None:
        self._anyway = True
        if self._loaded is not None:
            self._on_loaded(self._loaded)

    # ---- layout

    def _lay_out(self) -> None:
        for box in (self._years, self._compareds, self._hamlets, self._closed):
            self.header.add_left(box)
        self._closed.hide()
        self.under_header(self._note)
        self.header.add_action(self._print)
        self._strip.setSpacing(theme.CARD_GAP)
        self._none.add_button("Lấy mục tiêu mẫu 2024", self._seed, kind="primary")
        self._none.add_button("Mở kế hoạch", lambda: self.desk.open("plan", year=self._shown().year))
        self._none.add_button("Xem số đếm được", self._show_anyway)
        self._none.hide()
        self._beside.setSpacing(theme.CARD_GAP)
        self._beside.addWidget(self.todo)
        self._beside.addWidget(self.hamlets, 1)
        self._middle.setSpacing(theme.CARD_GAP)
        self._middle.addWidget(self.table, 1)
        self._middle.addWidget(self._none, 1)
        self._middle.addLayout(self._beside)
        content = QVBoxLayout()
        content.setContentsMargins(theme.PAGE_MARGIN, 10, theme.PAGE_MARGIN, 8)
        content.setSpacing(10)
        content.addLayout(self._strip)
        content.addLayout(self._middle, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(scrolled(content, self))

    def _connect(self) -> None:
        self._count = TodoCount(self.desk, self)
        self._count.counted.connect(self._on_todo)
        self._count.ask()
        self._years.activated.connect(lambda _place: self._choose("_year", self._years))
        self._compareds.activated.connect(lambda _place: self._choose("_compared", self._compareds))
        self._hamlets.activated.connect(lambda _place: self._choose("_hamlet_id", self._hamlets))
        self.table.opened.connect(self.open_figure)
        self.hamlets.opened.connect(self.open_cell)
        self.todo.wanted.connect(lambda code: self.desk.open("todo", **({"rule": code} if code else {})))
        for card in self._kpis:
            card.opened.connect(self.open_kpi)

    def _choose(self, name: str, box: QComboBox) -> None:
        setattr(self, name, box.currentData())
        if name == "_year" and self._compared is not None and self._year == self._compared:
            self._compared = None
        if name == "_year":
            self._hamlet_id, self._anyway = None, False
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().changeEvent(event)
        if event.type() == event.Type.FontChange and hasattr(self, "_beside"):
            self._is_wide = None
            self._arrange()

    def _arrange(self) -> None:
        """Hamlets and to-do beside the table, or below it where the window is narrow."""
        self._arrange_strip(4 if self.width() >= theme.px(_FOUR_FROM) else 2)
        wide = self.width() >= theme.px(_WIDE_FROM)
        if wide is self._is_wide:
            return
        self._is_wide = wide
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(across if wide else down)
        self._beside.setDirection(down if wide else across)
        self._beside.setStretch(0, 0 if wide else 1)
        for card in (self.todo, self.hamlets):
            card.setMinimumWidth(theme.px(_RIGHT_WIDTH) if wide else 0)
            card.setMaximumWidth(theme.px(_RIGHT_WIDTH) if wide else _ANY_WIDTH)
        policy = QSizePolicy.Policy
        self.todo.setSizePolicy(policy.Preferred, policy.Maximum if wide else policy.Preferred)
        shown_rows = 8 if wide else ROWS_SHOWN
        self.table.view().setMinimumHeight(self.table.list_height(shown_rows))

    def _arrange_strip(self, columns: int) -> None:
        """Four numbers in a line, or two by two."""
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self._kpis):
            self._strip.addWidget(card, place // columns, place % columns)
        for column in range(len(self._kpis)):
            self._strip.setColumnStretch(column, int(column < columns))


def _figures(shown: Dashboard) -> "tuple[LinkedFigure, ...]":
    """The numbers on the paper, of the commune or of one hamlet."""
    from povdesk.storage.period_freezing import linked_figures

    return tuple(
        replace(one, hamlet_id=shown.hamlet_id, hamlet=shown.hamlet) for one in linked_figures(shown)
    )


def _box(name: str, letters: int, parent: QWidget) -> QComboBox:
    made = keys.ComboBox(parent)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(letters)
    return made


def _fill(box: QComboBox, choices: list[tuple[Any, str]], chosen: Any) -> None:
    box.blockSignals(True)
    box.clear()
    for value, words in choices:
        box.addItem(words, value)
    places = [value for value, _words in choices]
    box.setCurrentIndex(places.index(chosen) if chosen in places else 0)
    box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + 24)
    box.blockSignals(False)


def _read(
    connection: Any, today: date, year: int | None, compared: int | None, hamlet_id: int | None
) -> Loaded:
    from povdesk.storage import commune, dashboard

    chosen = year or dashboard.working_year(connection, today)
    other = compared if compared is not None and compared != chosen else chosen - 1
    named = commune.hamlet_names(connection, date(chosen, 12, 31))
    hamlets = [(key, f"{name[:1].upper()}{name[1:]}") for key, name in named]
    known = hamlet_id if hamlet_id in [key for key, _name in hamlets] else None
    shown = dashboard.gather(connection, chosen, other, today, known)
    years = dashboard.years(connection, today)
    return Loaded(shown, tuple(sorted({*years, chosen}, reverse=True)), tuple(hamlets))
