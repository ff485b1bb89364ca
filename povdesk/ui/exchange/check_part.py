"""Every line of the file with its verdict: filtered by kind, the next problem with F6, all of it in words."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain.importing.cells import Level
from povdesk.domain.importing.verdicts import Rehearsal, RowVerdict, Verdict
from povdesk.domain.vietnamese import format_number

from .. import theme
from ..habits import Habits
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.chips import FilterChips
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView

_WARNED = "warned"
_HAMLETS_TOLD = 6
_CHIPS = (
    (str(Verdict.REFUSED), "Không nhập"),
    (str(Verdict.DOUBTFUL), "Chờ quyết định"),
    (_WARNED, "Có cảnh báo"),
    (str(Verdict.CHANGED), "Thay đổi"),
    (str(Verdict.NEW), "Mới"),
    (str(Verdict.SAME), "Không đổi"),
    (str(Verdict.IGNORED), "Bỏ qua"),
)
_TONES = {
    Verdict.NEW: Tone.OK,
    Verdict.CHANGED: Tone.INFO,
    Verdict.DOUBTFUL: Tone.WARN,
    Verdict.REFUSED: Tone.DANGER,
}
_ICONS = {
    Verdict.NEW: "add",
    Verdict.CHANGED: "edit",
    Verdict.DOUBTFUL: "question-circle",
    Verdict.REFUSED: "error-circle",
}
_COLUMNS = (
    ListColumn("sheet", "Trang tính", 92, lambda row: row.sheet),
    ListColumn("row", "Dòng", 56, lambda row: str(row.number), lambda row: row.number, align="right"),
    ListColumn(
        "verdict",
        "Kết luận",
        152,
        lambda row: row.verdict.label,
        lambda row: list(Verdict).index(row.verdict),
        tone=lambda row: _TONES.get(row.verdict),
        icon=lambda row: _ICONS.get(row.verdict, ""),
    ),
    ListColumn("name", "Họ và tên", 150, lambda row: row.name, bold=True),
    ListColumn("household", "Chủ hộ", 140, lambda row: row.household),
    ListColumn("hamlet", "Thôn", 90, lambda row: row.hamlet),
    ListColumn(
        "why", "Giải thích", 300, lambda row: row.explanation, stretch=True, tip=lambda row: row.explanation
    ),
)


class CheckPart(QWidget):
    """chosen: another line is the current one. accepted: it is to be taken in spite of a doubt.

    hamlets_added: hamlets that the register lacks are to be added with the list.
    """

    chosen = Signal(object)
    accepted = Signal(object)
    hamlets_added = Signal()

    def __init__(self, habits: Habits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rehearsal: Rehearsal | None = None
        self.new_hamlets: bool | None = None
        self._words = label("", "strong", self, wrap=True)
        self._notes = label("", "caption", self, wrap=True)
        self.add_hamlets = button("", self._on_add_hamlets, icon="add", parent=self)
        self.chips = FilterChips(list(_CHIPS), self)
        self.list = ListView(ListModel(_COLUMNS, self), habits, "import-check", self)
        self._detail = label("", "", self, wrap=True)
        self._lay_out()
        self.chips.changed.connect(self._show_rows)
        self.list.chosen.connect(self._on_chosen)
        self.list.installEventFilter(self)
        QShortcut(QKeySequence("F6"), self).activated.connect(lambda: self.step(1))
        QShortcut(QKeySequence("Shift+F6"), self).activated.connect(lambda: self.step(-1))

    def show_rehearsal(self, found: Rehearsal) -> None:
        """All lines; those with problems first when there are any."""
        self._rehearsal = found
        words = f"Tệp {found.file_name}: {found.summary()}. Diện của hộ tính cuối năm {found.year}."
        if found.new_hamlets:
            words += f" Thôn sẽ thêm: {', '.join(found.new_hamlets)}."
        if found.encoding:
            before, after = found.converted[0]
            words += f" Chữ theo bảng mã {found.encoding} đã chuyển, ví dụ: {before} → {after}."
        self._words.setText(words)
        self._notes.setText(" ".join(found.notes))
        self._notes.setVisible(bool(found.notes))
        unknown = ", ".join(found.unknown_hamlets[:_HAMLETS_TOLD])
        more = "…" if len(found.unknown_hamlets) > _HAMLETS_TOLD else ""
        self.add_hamlets.setText(f"Thêm thôn chưa có trong sổ: {unknown}{more}")
        self.add_hamlets.setVisible(bool(unknown))
        counts = {str(one): found.counts[one] for one in Verdict}
        counts[_WARNED] = sum(row.has_warning for row in found.rows)
        wrong = {str(Verdict.REFUSED), str(Verdict.DOUBTFUL)}
        self.chips.choose({code for code in wrong if counts[code]})
        for code, text in _CHIPS:
            self.chips.set_text(code, f"{text} ({format_number(counts[code])})")
        self._show_rows()

    def _on_add_hamlets(self) -> None:
        self.new_hamlets = True
        self.hamlets_added.emit()

    def step(self, by: int) -> None:
        """To the next or the previous line that has something to be looked at."""
        model = self.list.list_model()
        count = model.rowCount()
        current = self.list.currentIndex().row()
        for far in range(1, count + 1):
            place = (current + by * far) % count
            row = model.row(place)
            if row.level >= Level.WARNING:
                self.list.setCurrentIndex(model.index(place, 0))
                return

    def accept_current(self) -> None:
        """Take the current line though somebody else may be meant."""
        row = self.list.current_row()
        if row is not None and row.may_accept:
            self.accepted.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Space:
                self.accept_current()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(self._notes)
        column.addWidget(self.add_hamlets, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.chips)
        card = Card("", self, flush=True)
        self.list.setMinimumHeight(theme.px(130))
        self.list.setAccessibleName("Kết luận từng dòng")
        card.body.addWidget(self.list, 1)
        column.addWidget(card, 1)
        self._detail.setMinimumHeight(theme.px(36))
        column.addWidget(self._detail)

    def _show_rows(self) -> None:
        if self._rehearsal is None:
            return
        wanted = self.chips.chosen()
        rows = [row for row in self._rehearsal.rows if not wanted or _fits(row, wanted)]
        self.list.set_rows(rows)
        if rows:
            self.list.setCurrentIndex(self.list.list_model().index(0, 0))
        else:
            self._on_chosen(None)

    def _on_chosen(self, row: Any) -> None:
        self._detail.setText("" if row is None else row.sentence)
        self.chosen.emit(row)


def _fits(row: RowVerdict, wanted: set[str]) -> bool:
    return str(row.verdict) in wanted or (_WARNED in wanted and row.has_warning)
