"""Who stands behind an indicator: reached, not reached, missing data; to open, to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from povdesk.domain import vietnamese
from povdesk.domain.indicator import Figure, Part, ratio_text, value_text
from povdesk.domain.plan_facts import PlanFacts
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
_MILLIMETRES = {"name": 50, "kind": 16, "hamlet": 30, "group": 34, "note": 60}


class SubjectsDialog(Dialog):
    """Reads its lists when it opens. Enter opens the household; Ctrl+P prints the list in front."""

    def __init__(
        self, desk: Desk, figure: Figure, facts: PlanFacts, year: int, today: date, parent: QWidget
    ) -> None:
        super().__init__("Danh sách của chỉ tiêu", parent)
        self._desk, self._figure, self._facts, self._year, self._today = desk, figure, facts, year, today
        self._lists: dict[Part, Sequence[Subject]] = {}
        self._tabs: Tabs | None = None
        self._model = ListModel(_COLUMNS)
        self._view = ListView(self._model, desk.habits, "plan-subjects", self)
        self._search = SearchBox("Tìm trong danh sách", self)
        self._empty = EmptyState("Đang đọc danh sách…", "people", self)
        definition = figure.definition
        shown = [value_text(definition, figure.shown), ratio_text(definition, figure.shown)]
        words = " – ".join(part for part in shown if part) or figure.missing_reason
        self.body.addWidget(label(definition.name, "cardTitle", self, wrap=True))
        self.body.addWidget(
            label(
                f"{'Dự kiến' if figure.forecast else 'Thực hiện'} đến {short_date(facts.progress_on)}: "
                f"{words or 'chưa có số liệu'}",
                "caption",
                self,
                wrap=True,
            )
        )
        self.body.addWidget(self._search)
        self.body.addWidget(self._view, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(
            KeyStrip([("Enter", "mở phiếu hộ"), ("Ctrl+P", "in danh sách"), ("Esc", "đóng")], self)
        )
        self._list_button = self.add_button("Mở trong danh sách hộ", self._on_list, left=True)
        self._print_button = self.add_button("In…  Ctrl+P", self._on_print)
        self.add_button("Đóng", kind="primary")
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._on_print)
        window = parent.window()
        self.resize(min(theme.px(860), window.width() - 60), min(theme.px(560), window.height() - 40))
        self._view.hide()
        self._search.wanted.connect(self._view.search)
        self._search.entered.connect(self._view.choose_first)
        self._view.opened.connect(self._on_open)
        desk.worker.read(self, self._read, self._on_read)

    def tabs(self) -> Tabs | None:
        return self._tabs

    def view(self) -> ListView:
        return self._view

    def part(self) -> Part | None:
        """The list in front."""
        parts = list(self._lists)
        return parts[self._tabs.place()] if parts and self._tabs is not None else None

    def paper(self) -> "SubjectsPaper":
        """The list in front as it is printed."""
        part = self.part()
        assert part is not None
        rows = tuple(self._model.rows())
        return SubjectsPaper(
            self._figure, PART_WORDS[part], rows, self._facts, self._today, self._desk.is_sample
        )

    def _read(self, connection: Any) -> dict[Part, Any]:
        from povdesk.storage import indicators

        found = {
            part: indicators.subjects(
                connection, self._figure.code, self._year, self._facts.progress_on, part
            )
            for part in Part
        }
        return {
            part: rows for part, rows in found.items() if rows or part in (Part.REACHED, Part.NOT_REACHED)
        }

    def _on_read(self, lists: dict[Part, Any]) -> None:
        self._lists = lists
        if not any(lists.values()):
            typed = self._figure.definition.is_typed
            words = "Số này nhập tay, sổ không có danh sách." if typed else "Chưa có ai trong danh sách."
            self._empty.say(words, self._figure.definition.counted)
            self._search.hide()
            for made in (self._list_button, self._print_button):
                made.setEnabled(False)
            return
        titles = [f"{PART_WORDS[part]} ({format_number(len(rows))})" for part, rows in lists.items()]
        self._tabs = Tabs(titles, self)
        self.body.insertWidget(2, self._tabs)
        self._tabs.chosen.connect(self._on_part)
        for place in range(len(titles)):
            QShortcut(QKeySequence(f"Alt+{place + 1}"), self).activated.connect(
                lambda place=place: self._tabs and self._tabs.choose(place)
            )
        self._empty.hide()
        self._view.show()
        first = next(
            (place for place, part in enumerate(lists) if part is Part.NOT_REACHED and lists[part]), 0
        )
        self._tabs.choose(first)
        self._on_part(first)
        self._view.choose_first()

    def _on_part(self, place: int) -> None:
        self._view.set_rows(list(self._lists.values())[place])

    def _on_open(self, row: "Subject") -> None:
        if row.household_id is not None:
            self.accept()
            self._desk.open("household", household_id=row.household_id)

    def _on_list(self) -> None:
        part = self.part()
        if part is None:
            return
        ids = {row.household_id for row in self._model.rows() if row.household_id is not None}
        self.accept()
        self._desk.open("households", ids=ids, words=f"{PART_WORDS[part]}: {self._figure.definition.label}")

    def _on_print(self) -> None:
        if self.part() is None:
            return
        from ..widgets.preview_dialog import PreviewDialog

        paper = self.paper()
        PreviewDialog(
            self,
            self._desk,
            paper.title,
            paper.pdf,
            paper.docx,
            file_name="danh-sach-chi-tieu",
            note="Bản in không có số định danh, thẻ bảo hiểm, điện thoại.",
        ).open()


@dataclass(frozen=True)
class SubjectsPaper:
    """One list on paper; writes away from the window."""

    figure: Figure
    part: str
    rows: "tuple[Subject, ...]"
    facts: PlanFacts
    today: date
    sample: bool

    @property
    def title(self) -> str:
        return f"{self.figure.definition.name}: {self.part.lower()}"

    def pdf(self, path: Path) -> None:
        from povdesk.documents import pdf

        pdf.write(self._document(), path)

    def docx(self, path: Path) -> None:
        from povdesk.documents import docx

        docx.write(self._document(), path)

    def _document(self):  # type: ignore[no-untyped-def]
        from povdesk.documents.lists import ListColumn as PaperColumn
        from povdesk.documents.lists import screen_list

        return screen_list(
            self.title,
            f"Tính đến ngày {short_date(self.facts.progress_on)}",
            [PaperColumn(one.title, _MILLIMETRES[one.key]) for one in _COLUMNS],
            [tuple(one.show(row) for one in _COLUMNS) for row in self.rows],
            agency=self.facts.identity.committee,
            printed_on=self.today,
            sample=self.sample,
            place=self.facts.identity.place,
        )
