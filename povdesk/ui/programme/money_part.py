"""Tab 2: the year's money, typed like in Excel; payments; sums; the plan's sentence beside the lines."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from povdesk.domain.errors import PovDeskError
from povdesk.domain.programme import BudgetLine, Project, difference
from povdesk.domain.vietnamese import format_millions

from .. import keys, messages, theme
from ..desk import Desk
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.field import ProblemLevel
from ..widgets.grid import KEYS, GridModel, GridView, Unread
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label, set_tone
from ..widgets.table import ListModel, ListView, leave_out
from . import money_rows, printing
from .disbursement_dialog import DisbursementDialog
from .loading import Loaded, read_frame
from .part import ProgrammePart

VIEWS = ("Nhập từng dòng", "Tổng theo dự án", "Tổng theo nguồn")

_LINE = ("project", "capital", "source")
_AGREES = "Khớp lời văn kế hoạch"


class MoneyPart(ProgrammePart):
    """Rows are project × kind of capital × source; one save is one act."""

    adding = "Thêm dòng kinh phí"
    noting = "giải ngân"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._dirty = False
        self._kept: list[dict[str, Any]] = []
        self._projects: tuple[Project, ...] = ()
        self._wanted_project = ""
        self.model = GridModel(money_rows.columns((), {}), "Gõ tên dự án để thêm", self)
        self.grid = GridView(self.model, self)
        self.choice = keys.ComboBox(self)
        self.choice.setAccessibleName("Cách xem")
        self.choice.setObjectName("money-view")
        self.choice.addItems(list(VIEWS))
        self.sums = ListView(ListModel(money_rows.sum_columns("Dự án")), desk.habits, "programme-sums", self)
        self._whole = label("", "cardTitle", self, wrap=True)
        self._plan = label("", "", self, wrap=True)
        self._to_plan = button("Mở kế hoạch", self.open_plan, icon="document-text", parent=self)
        self._message = label("", "", self, wrap=True)
        self._save = button("Lưu", self.save, kind="primary", icon="save", key="Ctrl+S", parent=self)
        self._drop = button("Bỏ thay đổi", self.drop, parent=self)
        self._pay = button("Giải ngân", self.note_current, icon="money", key="Ctrl+R", parent=self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.choice.currentIndexChanged.connect(self._on_view)
        self.model.edited.connect(self._on_edited)
        self._show_state()

    def load(self, connection: Any) -> Loaded:
        from povdesk.storage import budget_lines, programme

        frame = read_frame(connection, self.year, self.today())
        everything = programme.projects(connection)
        lines = programme.budget(connection, frame.year, frame.day)
        used = {line.project for line in lines}
        first, last = frame.day.replace(month=1, day=1), frame.day.replace(month=12, day=31)
        projects = tuple(
            one
            for one in everything
            if one.code in used or ((one.valid_from or first) <= last and (one.valid_to or last) >= first)
        )
        more = (projects, budget_lines.sources(frame.year), budget_lines.plan_sum(connection, frame.year))
        return Loaded(frame, lines, more)

    def reload(self) -> None:
        """Read again; what is being typed stays as it is."""
        if not self._dirty:
            super().reload()

    def show_loaded(self, loaded: Loaded) -> None:
        if self._dirty:
            return
        self._projects, sources, _plan = loaded.more
        place, line = self.grid.place(), self._line_at(self.grid.currentIndex().row())
        had_focus = self.grid.hasFocus()
        self.model.columns = money_rows.columns(self._projects, sources)
        self.model.set_rows(money_rows.row_of(line) for line in loaded.rows)
        self._kept = self.model.rows()
        self.say("")
        self._fit()
        self._show_state()
        if self._wanted_project:
            self._go_to_project()
        elif place.row >= 0:
            # The same line wherever it is sorted now: a number typed on goes into no other.
            found = (row for row in range(self.model.count()) if self._line_at(row) == line)
            self.grid.go_back(replace(place, row=next(found, self.model.count())), typed_on=True)
        if had_focus:
            self.grid.setFocus()

    def show_target(self, **target: Any) -> None:
        """project: the uid or code of the project to stand on."""
        self._wanted_project = target.get("project", "")

    def start(self) -> None:
        if self.choice.currentIndex() > 0:
            self.sums.setFocus()
            self.sums.choose_first()
        elif self.grid.currentIndex().isValid():
            self.grid.setFocus()
        else:
            self.grid.go_to(0)

    def add(self) -> None:
        self.choice.setCurrentIndex(0)
        self.grid.add_row()

    def remove_current(self) -> None:
        if self.choice.currentIndex() == 0:
            self.grid.remove_chosen_rows()

    def is_dirty(self) -> bool:
        return self._dirty

    def save(self, then: Callable[[], None] | None = None) -> None:
        if not self._dirty or self.loaded is None:
            if then is not None:
                then()
            return
        # A cell still being typed counts like all the rest, and stays open.
        self.grid.take_typing()
        year = self.loaded.frame.year
        lines = self._lines_to_keep(year)
        if lines is None:
            return

        sent = self.model.rows()

        def saved() -> None:
            # What was changed while it was being written waits for the next save.
            self._dirty = self.model.rows() != sent
            self.reload()
            if then is not None:
                then()

        self.write(
            partial(_keep, year=year, lines=lines), f"Đã lưu kinh phí năm {year}.", saved, self._refused
        )

    def drop(self) -> None:
        self._dirty = False
        self.say("")
        self.reload()

    def say(self, words: str, tone: Tone | None = None) -> None:
        self._message.setText(words)
        self._message.setVisible(bool(words))
        set_tone(self._message, tone)

    def note_current(self) -> None:
        """Payments of the current line; what is typed is saved first."""
        place = self.grid.currentIndex().row()
        if self.choice.currentIndex() > 0 or not 0 <= place < self.model.count():
            self.desk.say("Chọn một dòng kinh phí rồi ghi giải ngân.")
            return
        wanted = self.model.rows()[place]
        if self._dirty:
            self.save(lambda: self.desk.worker.read(self, self.load, partial(self._pay_after, wanted)))
            return
        self._open_payments(money_rows.line_of(wanted, self.model_year()))

    def model_year(self) -> int:
        return self.loaded.frame.year if self.loaded else self.today().year

    def open_plan(self) -> None:
        """The plan's sentence about money."""
        if self.loaded is None:
            return
        plan = self.loaded.more[2]
        self.desk.open("plan", year=self.loaded.frame.year, code=plan.section if plan else "")

    def print_part(self) -> None:
        if self.loaded is None or not self.model.count():
            self.desk.say("Chưa có dòng kinh phí nào để in.")
            return
        view = self.choice.currentIndex()
        lines = self._lines()
        if view:
            model = self.sums.list_model()
            sheet = money_rows.sums_sheet(model.columns, model.rows())
        else:
            sheet = money_rows.lines_sheet(self.model.columns, self.model.rows(), lines)
        printing.preview_list(
            self,
            self.desk,
            f"Kinh phí giảm nghèo năm {self.model_year()}",
            f"{VIEWS[view] if view else 'Theo dự án, loại vốn, nguồn'}; đơn vị tính: triệu đồng",
            sheet.columns,
            sheet.rows,
            frame=self.loaded.frame,
            file_name="kinh-phi",
            totals=sheet.totals,
            note=f"{money_rows.sentence(lines)} {self._plan_words()}".strip(),
        )

    # ---- inside

    def _line_at(self, row: int) -> tuple[Any, ...] | None:
        """What makes a row the line it is; None at the empty line."""
        rows = self.model.rows()
        return tuple(rows[row].get(name) for name in _LINE) if 0 <= row < len(rows) else None

    def _lines(self) -> list[BudgetLine]:
        found = (money_rows.line_of(row, self.model_year()) for row in self.model.rows())
        return [line for line in found if line is not None]

    def _lines_to_keep(self, year: int) -> list[BudgetLine] | None:
        """All rows as lines; the first that cannot be one is pointed at."""
        lines = []
        for place, row in enumerate(self.model.rows()):
            for column in self.model.columns:
                value = row.get(column.key)
                if isinstance(value, Unread):
                    self._point_at(place, column.key, f"Dòng {place + 1}, {column.title}: {value.why}")
                    return None
            line = money_rows.line_of(row, year)
            if line is None:
                key = next(name for name in _LINE if not row.get(name))
                title = next(one.title for one in self.model.columns if one.key == key)
                self._point_at(place, key, f"Dòng {place + 1} chưa chọn {title[0].lower()}{title[1:]} (F4).")
                return None
            lines.append(line)
        return lines

    def _point_at(self, place: int, key: str, words: str) -> None:
        self.choice.setCurrentIndex(0)
        self.model.show_problems({(place, key): (ProblemLevel.ERROR, words)})
        self.say(f"Chưa lưu. {words}", Tone.DANGER)
        self.grid.go_to(place, key)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, PovDeskError):
            messages.show_error(self, error)
            return
        words = str(error)
        place = getattr(error, "place", None)
        if place is None:
            self.say(f"Chưa lưu. {words}", Tone.DANGER)
        else:
            self._point_at(place, "source" if "nguồn" in error.message else "project", words)

    def _pay_after(self, wanted: dict[str, Any], loaded: Loaded) -> None:
        """After the save: the line as it is kept now."""
        line = next(
            (
                one
                for one in loaded.rows
                if [str(getattr(one, name)) for name in _LINE] == [wanted[name] for name in _LINE]
            ),
            None,
        )
        self._open_payments(line)

    def _open_payments(self, line: BudgetLine | None) -> None:
        if line is None or line.id is None:
            self.desk.say("Lưu dòng kinh phí trước (Ctrl+S) rồi ghi giải ngân.")
            return
        name = next((one.called for one in self._projects if one.code == line.project), "")
        DisbursementDialog(self, line, name).start_reading()

    def _on_edited(self) -> None:
        self._dirty = self.model.rows() != self._kept
        self.model.show_problems({})
        self.say("")
        self._show_state()

    def _on_view(self, view: int) -> None:
        if view:
            first = "Dự án" if view == 1 else "Loại vốn, nguồn"
            lines = self._lines()
            rows = money_rows.by_project(self._projects, lines) if view == 1 else money_rows.by_source(lines)
            model = self.sums.list_model()
            model.columns = money_rows.sum_columns(first)
            self.sums.set_rows(rows)
            self.sums.choose_first()
        self._stack.setCurrentIndex(1 if view else 0)
        self._pay.setEnabled(not view)

    def _show_state(self) -> None:
        for made in (self._save, self._drop):
            made.setEnabled(self._dirty)
        self._card.set_remark("có thay đổi chưa lưu" if self._dirty else "")
        self._whole.setText(money_rows.sentence(self._lines()))
        words = self._plan_words()
        plan = self.loaded.more[2] if self.loaded else None
        self._plan.setText(words)
        agrees = words.startswith(_AGREES)
        set_tone(self._plan, None if not words or plan is None else Tone.OK if agrees else Tone.WARN)
        self._to_plan.setVisible(plan is not None)
        self._mark_overspent()
        if self.choice.currentIndex():
            self._on_view(self.choice.currentIndex())

    def _mark_overspent(self) -> None:
        """Shape and words in the column, a sign at the cell; nothing is blocked."""
        rows = self.model.rows()
        found = {
            (place, "state"): (ProblemLevel.WARNING, words)
            for place, row in enumerate(rows)
            if (words := money_rows.row_warning(row))
        }
        self.model.show_problems(found)

    def _plan_words(self) -> str:
        if self.loaded is None:
            return ""
        plan = self.loaded.more[2]
        if plan is None:
            return f"Chưa có kế hoạch năm {self.loaded.frame.year} để đối chiếu tổng kinh phí."
        if plan.in_text is None:
            return "▲ Lời văn kế hoạch chưa ghi tổng kinh phí."
        apart = difference(self._lines(), plan.in_text)
        if apart:
            return f"▲ {apart}"
        return f"{_AGREES}: {format_millions(plan.in_text)}."

    def _go_to_project(self) -> None:
        wanted, self._wanted_project = self._wanted_project, ""
        codes = {one.code for one in self._projects if wanted in (one.uid, one.code)}
        for place, row in enumerate(self.model.rows()):
            if row["project"] in codes:
                self.choice.setCurrentIndex(0)
                self.grid.go_to(place, "planned")
                return

    def _fit(self) -> None:
        """Nothing scrolls sideways: what can be counted again is left out first."""
        room = self.width() - 2 * theme.PAGE_MARGIN - theme.px(40)
        leave_out(self.grid, self.model.columns, money_rows.SPARE, room)
        self.grid.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _lay_out(self) -> None:
        self.grid.setAccessibleName("Kinh phí theo dự án, loại vốn, nguồn")
        self.sums.setAccessibleName("Tổng kinh phí")
        self._card = Card("Đơn vị tính: triệu đồng", self, flush=True)
        for action in (self.choice, self._pay, self._drop, self._save):
            self._card.add_action(action)
        padding = theme.CARD_PADDING
        line = QHBoxLayout()
        line.setContentsMargins(padding, 0, padding, 4)
        line.addWidget(self._plan, 1)
        line.addWidget(self._to_plan)
        for text in (self._whole, self._message):
            text.setContentsMargins(padding, 0, padding, 2)
        self._message.hide()
        foot = QHBoxLayout()
        foot.setContentsMargins(padding, 0, padding, 4)
        strip = [pair for pair in KEYS if pair[0] not in ("Shift+Enter", "Ctrl+V")]
        foot.addWidget(KeyStrip([*strip, ("Ctrl+S", "lưu")], self))
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.sums)
        self._card.body.setSpacing(2)
        self._card.body.addWidget(self._whole)
        self._card.body.addLayout(line)
        self._card.body.addWidget(self._message)
        self._card.body.addWidget(self._stack, 1)
        self._card.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN, 8, theme.PAGE_MARGIN, theme.CARD_GAP))
        column.addWidget(self._card, 1)


def _keep(act: Any, *, year: int, lines: list[BudgetLine]) -> None:
    from povdesk.storage import budget_lines

    budget_lines.keep_lines(act, year, lines)
