"""Báo cáo, biểu mẫu: find a paper, say for what, look at it, print it; alone or for every hamlet."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from povdesk.domain.errors import InvalidInput, NotPossibleNow

from .. import messages, theme
from ..desk import Desk
from ..keys import bind
from ..widgets.chips import FilterChips
from ..widgets.empty_state import EmptyState
from ..widgets.labels import label
from ..widgets.page import Page
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView
from . import batch, printing, reading
from .answers_panel import AnswersPanel
from .reading import RECEIVERS, Loaded, ReportRow

_COLUMNS = (
    ListColumn("title", "Văn bản", 280, lambda row: row.title, stretch=True, tip=lambda row: row.remark),
    ListColumn(
        "receiver",
        "Nơi nhận",
        110,
        lambda row: row.receiver_words,
        sort_key=lambda row: (list(RECEIVERS).index(row.receiver), row.place),
    ),
)


class ReportsPage(Page):
    """The list at the left, what the chosen paper asks for at the right."""

    help_topic = "bao-cao"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Báo cáo, biểu mẫu", parent)
        self._loaded: Loaded | None = None
        self._wanted: dict[str, Any] = {}
        self._search = SearchBox("Tìm văn bản (Ctrl+F)", self)
        self._count = label("", "caption", self)
        self._filters = FilterChips(list(RECEIVERS.items()), self)
        self.list = ListView(ListModel(_COLUMNS, self), desk.habits, "reports", self, bare=False)
        self._nothing = EmptyState("Không có văn bản nào khớp.", "document", self)
        self._nothing.add_button("Bỏ lọc", self._clear)
        self._stack = QStackedWidget(self)
        self.panel = AnswersPanel(desk, self)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Read the catalogue and its choices again."""
        self.desk.worker.read(self, partial(reading.load, today=date.today()), self._on_loaded)

    def show_target(self, **target: Any) -> None:
        """code: of the paper. round_id, hamlet_id, period_id, record_id: what it is about."""
        self._wanted = target
        if self._loaded is not None:
            self._do_wanted()

    def print_page(self) -> None:
        """Preview the chosen paper (Ctrl+P)."""
        self._on_preview()

    def focus_first(self) -> None:
        self.list.setFocus()

    def is_loaded(self) -> bool:
        return self._loaded is not None

    def search(self, text: str) -> None:
        """Only papers with these words in the title."""
        self.list.search(text)
        self._show_count()
        self._choose_shown()

    def _on_loaded(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self.panel.show_loaded(loaded)
        counts = {key: sum(row.receiver == key for row in loaded.rows) for key in RECEIVERS}
        for key, words in RECEIVERS.items():
            self._filters.set_text(key, f"{words} ({counts[key]})")
        before = self.list.current_row()
        self._fill()
        if before is None:
            last = self.desk.habits.get("reports.last", "")
            if not self.list.choose(lambda row: row.code == last):
                self.list.choose(lambda row: True)
        self._do_wanted()

    def _do_wanted(self) -> None:
        wanted, self._wanted = self._wanted, {}
        if "code" not in wanted:
            return
        self._clear()
        self.list.choose(lambda row: row.code == wanted["code"])
        for name in ("round", "hamlet", "period", "month"):
            value = wanted.get(f"{name}_id", wanted.get(name))
            if value is not None:
                self.panel.field(name).set_value(str(value))

    def _fill(self) -> None:
        if self._loaded is None:
            return
        wanted = self._filters.chosen()
        self.list.set_rows([row for row in self._loaded.rows if not wanted or row.receiver in wanted])
        self._show_count()

    def _narrow(self) -> None:
        self._fill()
        self._choose_shown()

    def _show_count(self) -> None:
        shown = self.list.list_model().rowCount()
        self._count.setText(f"{shown} văn bản")
        self._stack.setCurrentIndex(0 if shown or self._loaded is None else 1)
        # No paper in the list, none to print at the right.
        self.panel.setEnabled(bool(shown))

    def _choose_shown(self) -> None:
        """The answers on the right are always those of a paper that is seen in the list."""
        if self.list.current_row() is None:
            self.list.choose(lambda row: True)

    def _clear(self) -> None:
        self._search.clear_search()
        self._filters.choose(set())

    def _on_chosen(self, row: ReportRow | None) -> None:
        if row is None or self._loaded is None:
            return
        self.panel.show_paper(row)
        self.desk.habits.put("reports.last", row.code)
        self._read_records()

    def _read_records(self) -> None:
        row = self.list.current_row()
        if row is None or "record" not in row.asked:
            return
        code, year = row.code, self.panel.year()

        def show(choices: Any) -> None:
            now = self.list.current_row()
            if now is not None and now.code == code:
                self.panel.show_records(choices)

        self.desk.worker.read(self, partial(reading.records, code=code, year=year), show, self._on_failed)

    def _on_preview(self) -> None:
        row = self._ready()
        if row is None:
            return
        answers = self.panel.answers()
        self.panel.remember()
        if answers.get("identity"):
            from . import purpose_dialog

            purpose_dialog.ask(self, self.desk, row, answers, lambda: self._preview(row, answers))
        else:
            self._preview(row, answers)

    def _preview(self, row: ReportRow, answers: dict[str, Any]) -> None:
        self.desk.worker.read(
            self,
            partial(reading.build, code=row.code, answers=answers),
            lambda document: printing.preview(self, self.desk, row, document),
            self._on_failed,
        )

    def _on_batch(self) -> None:
        row = self.list.current_row()
        if row is None or self._loaded is None:
            return
        loaded = self._loaded
        missing = self.panel.first_missing()
        if missing and missing != "hamlet":
            self.panel.focus_on(missing)
            return
        hamlets = [(int(choice.code), choice.text) for choice in loaded.hamlets]
        answers = self.panel.answers()
        self.panel.remember()
        self.panel.say_missing(None)
        self.desk.worker.read(
            self,
            partial(batch.read_parts, code=row.code, answers=answers, hamlets=hamlets),
            lambda parts: printing.preview_batch(self, self.desk, row, parts, loaded),
            self._on_failed,
        )

    def _on_words(self) -> None:
        from ..settings import wording_dialog
        from . import words_dialog

        row = self.list.current_row()
        if row is not None and row.worded:
            wording_dialog.edit(self, self.desk, row.code, row.title)
            return
        round_id = self.panel.answers().get("round_id")
        if round_id is None:
            self.panel.focus_on("round")
            return
        words_dialog.edit(self, self.desk, round_id)

    def _on_signed(self) -> None:
        from . import signed_dialog

        row = self._ready()
        if row is not None and self._loaded is not None:
            signed_dialog.ask(self, self.desk, row, self.panel.answers(), self._on_failed)

    def _ready(self) -> ReportRow | None:
        """The chosen paper when all it asks for is answered; else the cursor goes to what is missing."""
        row: ReportRow | None = self.list.current_row()
        if row is None:
            return None
        self.panel.say_missing(None)
        missing = self.panel.first_missing()
        if missing:
            self.desk.say(f"Chọn {self.panel.field(missing).title.lower()} để xem văn bản này.")
            self.panel.focus_on(missing)
            return None
        return row

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, (NotPossibleNow, InvalidInput)):
            self.panel.say_missing(error)
        else:
            messages.show_error(self, error)

    def _lay_out(self) -> None:
        self._search.setFixedWidth(theme.px(220))
        self.header.add_left(self._search)
        self.header.add_left(self._count)
        self.panel.setFixedWidth(theme.px(330))
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        self.body.addWidget(self._filters)
        row = QHBoxLayout()
        row.setSpacing(theme.CARD_GAP)
        row.addWidget(self._stack, 1)
        row.addWidget(self.panel)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self._search.wanted.connect(self.search)
        self._search.entered.connect(self.list.choose_first)
        self._filters.changed.connect(self._narrow)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _row: self._on_preview())
        self.panel.preview_wanted.connect(self._on_preview)
        self.panel.batch_wanted.connect(self._on_batch)
        self.panel.words_wanted.connect(self._on_words)
        self.panel.signed_wanted.connect(self._on_signed)
        self.panel.year_chosen.connect(self._read_records)
        bind(self, "Ctrl+F", lambda: (self._search.setFocus(), self._search.selectAll()))


def create(desk: Desk) -> Page:
    """For ui/pages.py."""
    return ReportsPage(desk)
