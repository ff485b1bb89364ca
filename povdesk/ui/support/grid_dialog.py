"""What both ways to note much at once share: fields that hold for all lines, a grid, marks in it, one act."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from povdesk.domain.problem import Level, Problem
from povdesk.domain.support import Support, SupportKind, SupportState, written
from povdesk.domain.vietnamese import format_count, format_number, parse_dong, parse_number, short_date

from .. import theme
from ..desk import Desk
from ..special_lists.list_tab import SURE, SureDialog
from ..undoing import offer_undo
from ..widgets.field import Field, ProblemLevel
from ..widgets.fields import Choice, ChoiceField, MoneyField, NumberField, PartialDateField, TextField
from ..widgets.grid import GridColumn, GridModel, GridView, Unread
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label
from .loading import MONEY_SOURCES, STATES, ToChoose

Line = tuple[int, Support]
LEVELS = {Level.IMPOSSIBLE: ProblemLevel.ERROR, Level.UNLIKELY: ProblemLevel.WARNING}


def quantity_of(text: str) -> float:
    return float(parse_number(text))


AMOUNT = GridColumn(
    "amount",
    "Số tiền (đồng)",
    116,
    parse_dong,
    lambda value: "" if value is None else format_number(value),
    empty=None,
    align="right",
)
QUANTITY = GridColumn("quantity", "Số lượng", 84, quantity_of, written, empty=None, align="right")
EVIDENCE = GridColumn("evidence_number", "Số chứng từ", 116)


class GridDialog(SureDialog):
    """Override `line_of` and `column_of`. model: its rows become support, one each."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        offered: ToChoose,
        title: str,
        kinds: Sequence[Choice],
        model: GridModel,
        grid_keys: Sequence[tuple[str, str]],
        words: str,
    ) -> None:
        self._desk, self._page, self._offered = desk, page, offered
        fields: list[Field] = [
            ChoiceField("kind", "Loại hỗ trợ, hoạt động", kinds, required=True),
            PartialDateField("happened_on", "Ngày", required=True, whole=True, not_future=True),
            ChoiceField("source", "Nguồn", MONEY_SOURCES),
            ChoiceField("project", "Dự án", offered.projects),
            MoneyField("amount", "Số tiền mỗi dòng"),
            NumberField("quantity", "Số lượng mỗi dòng"),
            TextField("unit", "Đơn vị tính (con, kg, ngày…)"),
            ChoiceField("state", "Tình trạng", STATES),
        ]
        needed = {
            "kind": "Chọn loại (F4), hoặc gõ vài chữ của tên.",
            "happened_on": f"Gõ ngày, ví dụ 15/06/{offered.day.year}.",
        }
        super().__init__(title, fields, page, columns=4, needed=needed, words=words)
        self.model = model
        self.grid = GridView(model, self)
        self.grid.setMinimumHeight(theme.px(150))
        self._least_width = theme.px(980)
        self._sums = label("", "caption", self)
        self.content.addWidget(self.grid, 10)
        self.content.addWidget(self._sums)
        strip = QHBoxLayout()
        strip.addWidget(KeyStrip(list(grid_keys), self), 1)
        self.content.addLayout(strip)
        self.field("state").set_value(str(SupportState.FINISHED))
        for code in ("amount", "quantity"):
            self.field(code).committed.connect(lambda code=code: self._fill_down(code))
        self._filled: dict[str, Any] = {}
        model.edited.connect(self.mark_changed)
        model.edited.connect(self._show_sums)
        self.offer_tick()
        self._show_sums()
        self._changed = False

    # ---- what each dialog provides

    def line_of(self, row: dict[str, Any], kind: SupportKind) -> Support:
        """The support a row stands for. InvalidInput is marked in the row."""
        raise NotImplementedError

    def column_of(self, field: str) -> str:
        """The column where a problem of this field is marked."""
        raise NotImplementedError

    # ---- shared

    def shared(self) -> dict[str, Any]:
        """What holds for all lines."""
        quantity: Decimal | None = self.field("quantity").value()
        project = self.field("project").value()
        return {
            "kind": self.field("kind").value(),
            "happened_on": self.field("happened_on").date_value(),
            "source": self.field("source").value(),
            "project_id": int(project) if project else None,
            "unit": self.field("unit").value(),
            "state": SupportState(self.field("state").value() or str(SupportState.FINISHED)),
            "amount": self.field("amount").value(),
            "quantity": None if quantity is None else float(quantity),
        }

    def sizeHint(self) -> QSize:
        """High enough for a good many lines, within the window behind."""
        hint = super().sizeHint()
        return self.within_window(QSize(hint.width(), max(hint.height(), theme.px(640))))

    def kind(self) -> SupportKind | None:
        return self._offered.kind(self.field("kind").value())

    def begin(self) -> None:
        """Show it; saving writes one act and offers to take it back."""
        self.start(self._write, "kind")

    def lines(self) -> tuple[list[Line], dict[tuple[int, str], tuple[ProblemLevel, str]]]:
        """Rows that say something, as support with their places; and what is wrong at first sight."""
        from povdesk.domain.errors import InvalidInput

        kind, found, marks = self.kind(), [], {}
        for place, row in enumerate(self.model.rows()):
            if kind is None or not self._says_something(row):
                continue
            unread = [key for key, value in row.items() if isinstance(value, Unread)]
            if unread:
                marks[place, unread[0]] = (ProblemLevel.ERROR, row[unread[0]].why)
                continue
            try:
                found.append((place, self.line_of(row, kind)))
            except InvalidInput as error:
                where = getattr(error, "column", self.column_of("who"))
                marks[place, where] = (ProblemLevel.ERROR, str(error))
        return found, marks

    def mark(self, found: Sequence[tuple[int, Problem]], lines: Sequence[Line]) -> None:
        """Show what the register says in the rows it is about."""
        marks: dict[tuple[int, str], tuple[ProblemLevel, str]] = {}
        for number, problem in found:
            cell = (lines[number][0], self.column_of(problem.field))
            level = LEVELS.get(problem.level, ProblemLevel.ERROR)
            if cell not in marks or level is ProblemLevel.ERROR:
                marks[cell] = (level, problem.message)
        self.model.show_problems(marks)
        if marks:
            row, key = min(marks, key=lambda cell: (marks[cell][0] is not ProblemLevel.ERROR, cell[0]))
            self.grid.go_to(row, key)

    def wrote(self, act: Any) -> None:
        """Called in the act that keeps the lines."""

    def _write(self, done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        from povdesk.domain.errors import InvalidInput
        from povdesk.storage import support

        lines, marks = self.lines()
        if marks:
            self.model.show_problems(marks)
            row, key = min(marks)
            self.grid.go_to(row, key)
            rows = format_count(len({place for place, _key in marks}))
            failed(InvalidInput(f"Có {rows} dòng cần sửa (ô có dấu đỏ).", marks[row, key][1]))
            return
        sure, kind = self.ticked(SURE), self.kind()
        what = kind.name if kind else ""
        words = f"Đã ghi {format_count(len(lines))} lượt: {what}."

        def keep(act: Any) -> None:
            support.save_many(act, [one for _place, one in lines], sure=sure)
            self.wrote(act)

        def saved(_nothing: None) -> None:
            self._desk.say(words)
            offer_undo(self._desk, self._page, words)
            done()

        def refused(error: Exception) -> None:
            if shiboken6.isValid(self) and isinstance(error, support.Refused):
                self.mark(error.found, lines)
                if isinstance(error, support.Doubtful):
                    self.ask_tick()
            failed(error)

        self._desk.worker.write(self._page, keep, saved, refused)

    def _fill_down(self, code: str) -> None:
        """A number typed above goes into the cells that still have the number before."""
        value = self.shared()[code]
        before = self._filled.get(code)
        if value == before or not self.model.count():
            self._filled[code] = value
            return
        column = next(place for place, one in enumerate(self.model.columns) if one.key == code)
        block = [[value if row.get(code) == before else row.get(code)] for row in self.model.rows()]
        self._filled[code] = value
        self.model.write_block(0, column, block, f"điền {self.model.columns[column].title}")

    def _says_something(self, row: dict[str, Any]) -> bool:
        return any(row.get(column.key) for column in self.model.columns if column.editable)

    def _show_sums(self) -> None:
        rows = [row for row in self.model.rows() if self._says_something(row)]
        money = sum(row["amount"] for row in rows if isinstance(row.get("amount"), int))
        count = sum(row["quantity"] for row in rows if isinstance(row.get("quantity"), float))
        words = f"{format_number(len(rows))} dòng, {format_number(money)} đồng"
        self._sums.setText(words + (f", số lượng {written(count)}" if count else ""))


def day_text(value: date | None) -> str:
    return "" if value is None else short_date(value)
