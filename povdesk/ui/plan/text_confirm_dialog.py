"""A plan that was read, side by side with its text: the officer confirms every target before it is kept."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QStackedWidget, QTextEdit, QVBoxLayout, QWidget

from povdesk.domain.indicator import IndicatorDefinition
from povdesk.domain.plan_text.lines import SourceLine
from povdesk.domain.plan_text.outline import Passage
from povdesk.domain.plan_text.reading import ReadPlan, ReadRole

from .. import theme
from ..desk import Desk
from ..theme import Tone
from ..undoing import offer_undo
from ..widgets.dialog import Dialog
from ..widgets.field import ProblemLevel
from ..widgets.fields import TextField
from ..widgets.fixed_grid import FixedGridModel
from ..widgets.grid import GridView, Unread
from ..widgets.labels import label, set_tone
from ..widgets.refusal import refuse
from ..widgets.table import ListModel, ListView
from ..widgets.tabs import Tabs
from . import text_confirm_columns as columns

_LINES_OF_A_WORDING = 12
"""Lines of a broken page that one target may run over."""


class TextConfirmDialog(Dialog):
    """Left the text with its line numbers, right what was understood; Ctrl+S makes the plan."""

    def __init__(
        self,
        read: ReadPlan,
        lines: Sequence[SourceLine],
        known: Sequence[IndicatorDefinition],
        desk: Desk,
        parent: QWidget,
        done: Callable[[int], None],
        roles: Mapping[str, str],
    ) -> None:
        """roles: names of the known roles by code, to say which one a role of the text is taken for."""
        super().__init__("Xác nhận kế hoạch đã đọc", parent)
        self._roles = roles
        self._read, self._desk, self._done, self._owner = read, desk, done, parent
        self._blocks = {line.number: place for place, line in enumerate(lines)}
        self._lines = tuple(lines)
        self.text = self._text()
        self.targets = FixedGridModel(columns.target_columns(known), self)
        self.targets.set_rows([columns.target_row(one) for one in read.targets])
        self.grid = GridView(self.targets, self)
        self.year = TextField("year", "Năm của kế hoạch (Alt+N)", self)
        self.year.set_value(str(read.year or ""))
        self._count = label("", "caption", self, wrap=True)
        self._message = label("", "", self, wrap=True)
        set_tone(self._message, Tone.DANGER)
        self._message.hide()
        self.tabs = Tabs(self._titles(), self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.add_button("Không nhập")
        self._keep = self.add_button("Tạo kế hoạch  Ctrl+S", self.keep, kind="primary")
        self._connect()
        self._say()
        self.resize(self.sizeHint())
        self.grid.go_to(0)

    def sizeHint(self) -> QSize:
        """Nearly the window behind."""
        window = self.parentWidget()
        if window is None:
            return QSize(theme.px(1200), theme.px(620))
        return QSize(window.width() - 32, window.height() - 24)

    def keep(self) -> None:
        """Make the plan and its targets, as one act."""
        rows = self.targets.rows()
        unread = next(
            (place for place, row in enumerate(rows) for one in row.values() if isinstance(one, Unread)), None
        )
        if unread is not None:
            self._say_error(f"Dòng {unread + 1} của bảng chỉ tiêu có ô chưa đọc được.")
            self.grid.go_to(unread)
            return
        year = self.year.value()
        if not (year.isdecimal() and len(year) == 4):
            self._say_error("Chưa có năm của kế hoạch. Gõ bốn chữ số, ví dụ 2025.")
            self.year.setFocus()
            return
        chosen, read, wanted = columns.taken(rows), self._read, int(year)
        self._keep.setEnabled(False)

        def work(act: Any) -> tuple[str, ...]:
            from povdesk.storage import plan_import

            return plan_import.keep(act, read, wanted, chosen)[1].notes

        def kept(notes: tuple[str, ...]) -> None:
            offer_undo(self._desk, self._owner, " ".join([f"Đã tạo kế hoạch năm {wanted}.", *notes]))
            if shiboken6.isValid(self):
                self.accept()
            self._done(wanted)

        self._desk.worker.write(self, work, kept, partial(refuse, self._message, self._keep))

    def show_line(self, number: int, wording: str = "") -> None:
        """Mark a line of the text, in it the words a target was read from, and bring them into sight."""
        place = self._blocks.get(number)
        if place is None:
            return
        shown = [self._marked(place, 0, len(self._shown(place)))]
        words = self._places_of(wording, place)
        for where, begin, length in words:
            marked = self._marked(where, begin, length)
            marked.format.setFontUnderline(True)
            shown.append(marked)
        self.text.setExtraSelections(shown)
        cursor = QTextCursor(self.text.document().findBlockByNumber(words[0][0] if words else place))
        self.text.setTextCursor(cursor)
        self.text.centerCursor()

    def step(self, by: int) -> None:
        """To the next or the previous target that is taken and has something to be looked at."""
        self.tabs.choose(0)
        rows = self.targets.rows()
        now = self.grid.currentIndex().row()
        for far in range(1, len(rows) + 1):
            place = (now + by * far) % len(rows)
            if rows[place]["take"] == columns.TAKE and rows[place]["doubts"]:
                self.grid.go_to(place)
                break
        self.grid.setFocus()

    def _marked(self, place: int, begin: int, length: int) -> QTextEdit.ExtraSelection:
        start = self.text.document().findBlockByNumber(place).position() + begin
        marked = QTextEdit.ExtraSelection()
        marked.cursor = QTextCursor(self.text.document())
        marked.cursor.setPosition(start)
        marked.cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        marked.format.setBackground(theme.color(theme.WARN_TINT))
        return marked

    def _places_of(self, wording: str, place: int) -> list[tuple[int, int, int]]:
        """Where a wording stands in the shown text, line by line: a page may have broken it."""
        lines = self._lines[place : place + _LINES_OF_A_WORDING]
        begin = " ".join(line.text for line in lines).find(wording) if wording else -1
        found = []
        left = 0
        for offset, line in enumerate(lines):
            first, last = max(begin, left), min(begin + len(wording), left + len(line.text))
            if begin >= 0 and first < last:
                lead = len(self._shown(place + offset)) - len(line.text)
                found.append((place + offset, lead + first - left, last - first))
            left += len(line.text) + 1
        return found

    def _shown(self, place: int) -> str:
        line = self._lines[place]
        return f"{line.number:>4}  {line.text}"

    def _text(self) -> QPlainTextEdit:
        made = QPlainTextEdit(self)
        made.setReadOnly(True)
        made.setAccessibleName("Văn bản gốc, mỗi dòng có số")
        made.setTabChangesFocus(True)
        made.setPlainText("\n".join(self._shown(place) for place in range(len(self._lines))))
        return made

    def _titles(self) -> list[str]:
        read = self._read
        return [
            f"Chỉ tiêu ({len(read.targets)})",
            f"Mục ({len(_parts(read.sections))})",
            f"Vai ({len(read.roles)})",
            f"Nơi nhận ({len(read.recipients)})",
            f"Con số ({len(read.numbers)})",
            f"Cần xem ({len(read.findings)})",
        ]

    def _lay_out(self) -> None:
        read = self._read
        self._stack.addWidget(self.grid)
        for name, shown, rows in (
            ("parts", columns.PARTS, _parts(read.sections)),
            ("roles", columns.ROLES, list(read.roles)),
            ("recipients", columns.RECIPIENTS, list(read.recipients)),
            ("numbers", columns.NUMBERS, list(read.numbers)),
            ("findings", columns.FINDINGS, list(read.findings)),
        ):
            view = ListView(ListModel(shown, self), self._desk.habits, f"plan-text-{name}", self)
            view.set_rows(rows)
            view.chosen.connect(self._on_row)
            self._stack.addWidget(view)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(self._count)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.text)
        splitter.addWidget(right)
        splitter.setSizes([theme.px(300), theme.px(720)])
        self.body.addWidget(splitter, 1)
        self.body.addWidget(self._message)
        self.year.setMaximumWidth(theme.px(160))
        self._buttons.insertWidget(0, self.year)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_tab)
        self.grid.cell_chosen.connect(self._on_cell)
        self.targets.edited.connect(self._say)
        for sequence, does in (
            ("Ctrl+S", self.keep),
            ("F6", lambda: self.step(1)),
            ("Shift+F6", lambda: self.step(-1)),
            ("Alt+N", self.year.setFocus),
        ):
            QShortcut(QKeySequence(sequence), self).activated.connect(does)
        for place in range(self.tabs.count()):
            keys = QShortcut(QKeySequence(f"Alt+{place + 1}"), self)
            keys.activated.connect(lambda place=place: self.tabs.choose(place))

    def _on_tab(self, place: int) -> None:
        shown = self._stack.widget(place)
        if isinstance(shown, ListView) and shown.current_row() is None:
            shown.choose_first()
        self._stack.setCurrentIndex(place)
        if place == 0:
            self._on_cell(self.grid.currentIndex().row(), "")
            return
        self._say_below(self._summary(self.targets.rows()))
        if isinstance(shown, ListView) and shown.current_row() is not None:
            self._on_row(shown.current_row())

    def _on_cell(self, row: int, _key: str) -> None:
        rows = self.targets.rows()
        if not 0 <= row < len(rows):
            return
        self.show_line(rows[row]["line"], rows[row]["wording"])
        also = f"Văn bản ghi thêm: {rows[row]['also']}." if rows[row]["also"] else ""
        doubts = " ".join((*rows[row]["doubts"], also)).strip()
        if rows[row]["doubts"]:
            self._say_below(f"Cần xem: {doubts}", Tone.WARN)
        else:
            self._say_below(also or self._summary(rows))

    def _say_below(self, words: str, tone: Tone | None = None) -> None:
        self._count.setText(words)
        set_tone(self._count, tone)

    def _on_row(self, row: Any) -> None:
        number = row[0] if isinstance(row, tuple) and isinstance(row[0], int) else getattr(row, "line", None)
        if number is not None:
            self.show_line(number)
        if isinstance(row, ReadRole):
            name = self._roles.get(row.code)
            like = f"Dự án, chỉ tiêu được giao như vai “{name}” của mẫu." if name else ""
            self._say_below(like or "Vai chưa có trong mẫu: giao dự án, chỉ tiêu cho vai này sau khi tạo.")

    def _say(self) -> None:
        rows = self.targets.rows()
        problems = {}
        codes = [row["code"] for row in rows if row["take"] == columns.TAKE and row["code"]]
        for place, row in enumerate(rows):
            if row["take"] != columns.TAKE:
                continue
            if codes.count(row["code"]) > 1:
                problems[place, "code"] = (ProblemLevel.ERROR, "Hai dòng cùng nhận một chỉ tiêu.")
            elif row["doubts"]:
                problems[place, "wording"] = (ProblemLevel.WARNING, " ".join(row["doubts"]))
        self.targets.show_problems(problems)
        self._say_below(self._summary(rows))
        self._message.hide()

    def _summary(self, rows: Sequence[dict[str, Any]]) -> str:
        chosen = [row for row in rows if row["take"] == columns.TAKE]
        doubtful = sum(bool(row["doubts"]) for row in chosen)
        budget = self._read.budget
        money = f" Tổng kinh phí: {budget // 1_000_000:,} triệu đồng.".replace(",", ".") if budget else ""
        without = sum(row["value"] is None for row in chosen)
        return (
            f"Nhận {len(chosen)}/{len(rows)} chỉ tiêu, {without} không có con số;"
            f" {doubtful} dòng cần xem lại (F6).{money}"
        )

    def _say_error(self, words: str) -> None:
        self._message.setText(words)
        self._message.show()


def _parts(sections: Sequence[Passage]) -> list[tuple[int, str, str]]:
    return [
        (passage.line, passage.sign, passage.title)
        for top in sections
        for passage in top.walk()
        if passage.kind is not None and passage.sign not in ("-", "+")
    ]
