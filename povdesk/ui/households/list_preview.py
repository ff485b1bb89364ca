"""The panel beside the list: who lives there, class by year, what has to be put right."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from povdesk.domain import vietnamese
from povdesk.domain.catalogues import name_of
from povdesk.domain.household import Category, Member
from povdesk.storage.household_list import ClassEntry, Details, HouseholdRow

from .. import theme
from ..counter.opening import CONFIRM_KEY, WHY_KEY
from ..theme import Tone
from ..widgets.chips import Chip
from ..widgets.labels import button, label, set_tone
from ..widgets.page import scrolled
from .event_timeline import event_words
from .list_columns import CLASS_WORDS, form_words

_MOST_EVENTS = 6
_TONES = {Category.POOR: Tone.WARN, Category.NEAR_POOR: Tone.INFO, Category.NOT_POOR: Tone.OK}


class PreviewPanel(QFrame):
    """Shows the row at once and its members as soon as they are read.

    open_wanted, remove_wanted, change_wanted (biến động), why_wanted, confirm_wanted (giấy xác nhận): for the
    household shown.
    close_wanted: the drawer is to go (narrow windows).
    """

    open_wanted = Signal(object)
    remove_wanted = Signal(object)
    change_wanted = Signal(object)
    why_wanted = Signal(object)
    confirm_wanted = Signal(object)
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("Xem nhanh hộ đang chọn")
        self._row: HouseholdRow | None = None
        self._name = label("", "cardTitle", self, wrap=True)
        self._place = label("", "caption", self, wrap=True)
        self._chip = Chip("", Tone.NEUTRAL, parent=self)
        self._form = label("", "", self, wrap=True)
        self._content = QVBoxLayout()
        self._part: QWidget | None = None
        self._open = button("Mở phiếu", self._on_open, kind="primary", key="Enter", parent=self)
        self._change = button("Biến động…", self._on_change, kind="link", icon="arrow-sync", parent=self)
        self._why = button("Vì sao hộ này?", self._on_why, kind="link", parent=self)
        self._why.setToolTip(f"Điểm, thiếu hụt và lý do của diện đang có ({WHY_KEY})")
        self._confirm = button("Giấy xác nhận…", self._on_confirm, kind="link", parent=self)
        self._confirm.setToolTip(f"In giấy xác nhận cho một người trong hộ ({CONFIRM_KEY})")
        self._remove = button("Xóa hộ…", self._on_remove, kind="link", icon="delete", parent=self)
        self._close = button("Đóng", self.close_wanted.emit, kind="link", parent=self)
        self._lay_out()
        self.show_row(None)

    def row(self) -> HouseholdRow | None:
        return self._row

    def show_row(self, row: HouseholdRow | None) -> None:
        """What the list knows; members follow with `show_details`."""
        changed = row is None or self._row is None or row.id != self._row.id
        self._row = row
        if changed:
            self._put(None)
        for widget in (self._open, self._change, self._remove, self._why, self._confirm):
            widget.setEnabled(row is not None)
        self._chip.setVisible(row is not None)
        if row is None:
            self._name.setText("Chưa chọn hộ")
            self._place.setText("Chọn một dòng trong danh sách để xem nhân khẩu và diện các năm.")
            self._form.setText("")
            return
        self._name.setText(row.head_name)
        self._place.setText(f"{row.code} · {row.hamlet} · {row.size} nhân khẩu")
        tone = _TONES.get(row.class_now, Tone.NEUTRAL) if row.class_now else Tone.NEUTRAL
        self._chip.show_state(CLASS_WORDS[row.class_now], tone)
        self._form.setText(_form_sentence(row))

    def show_details(self, details: Details, query: str, day: date) -> None:
        """Members (those searched for stand out), class history, problems."""
        if self._row is None or details.household.id != self._row.id:
            return
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if details.problems:
            column.addWidget(label("CẦN XEM LẠI", "group", part))
            for words in details.problems:
                line = label(f"• {words}", "", part, wrap=True)
                set_tone(line, Tone.WARN)
                column.addWidget(line)
        column.addWidget(label("NHÂN KHẨU", "group", part))
        column.addLayout(_roster(details.household.members, query, day, part))
        column.addWidget(label("DIỆN THEO QUYẾT ĐỊNH", "group", part))
        column.addLayout(_history(details.classes, part))
        if details.events:
            column.addWidget(label("BIẾN ĐỘNG", "group", part))
            for line in details.events[:_MOST_EVENTS]:
                column.addWidget(label(event_words(line), "", part, wrap=True))
        if self._row.cadre:
            column.addWidget(label("CÁN BỘ GIÚP ĐỠ", "group", part))
            column.addWidget(label(self._row.cadre, "", part, wrap=True))
        self._put(part)

    def set_drawer(self, drawer: bool) -> None:
        """Lies over the list in narrow windows, with a way to close it."""
        self._close.setVisible(drawer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._close.isHidden():
            self.close_wanted.emit()
            return
        super().keyPressEvent(event)

    def _put(self, part: QWidget | None) -> None:
        if self._part is not None:
            self._content.removeWidget(self._part)
            self._part.hide()
            self._part.deleteLater()
        self._part = part
        if part is not None:
            self._content.insertWidget(self._content.count() - 1, part)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 12, 0)
        head.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(top)
        head.addWidget(self._place)
        head.addWidget(self._chip)
        head.addWidget(self._form)
        self._content.setContentsMargins(16, 8, 12, 8)
        self._content.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 10)
        foot.addWidget(self._change)
        foot.addWidget(self._remove)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(scrolled(self._content, self), 1)
        open_row = QHBoxLayout()
        open_row.setContentsMargins(16, 4, 12, 0)
        open_row.addWidget(self._open)
        column.addLayout(open_row)
        counter = QHBoxLayout()
        counter.setContentsMargins(12, 4, 12, 0)
        counter.setSpacing(0)
        for link in (self._why, self._confirm):
            counter.addWidget(link)
        counter.addStretch(1)
        column.addLayout(counter)
        column.addLayout(foot)
        self._close.hide()

    def _on_open(self) -> None:
        if self._row is not None:
            self.open_wanted.emit(self._row)

    def _on_change(self) -> None:
        if self._row is not None:
            self.change_wanted.emit(self._row)

    def _on_why(self) -> None:
        if self._row is not None:
            self.why_wanted.emit(self._row)

    def _on_confirm(self) -> None:
        if self._row is not None:
            self.confirm_wanted.emit(self._row)

    def _on_remove(self) -> None:
        if self._row is not None:
            self.remove_wanted.emit(self._row)


def _form_sentence(row: HouseholdRow) -> str:
    words = form_words(row)
    if not words:
        return "Không có trong danh sách rà soát năm nay."
    if row.form == "recognised" or row.computed in (None, Category.UNDECIDED):
        return f"Phiếu năm nay: {words.lower()}."
    return f"Phiếu năm nay: {words.lower()}. Dự kiến: {row.computed.label.lower()}."


def _roster(members: tuple[Member, ...], query: str, day: date, parent: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    for place, member in enumerate(members):
        someone = member.person
        hit = bool(query) and bool(vietnamese.highlight_spans(someone.full_name, query))
        name = label(someone.full_name, "strong" if hit else "", parent, wrap=True)
        if hit:
            set_tone(name, Tone.INFO)
        age = f"{someone.born.age_text(day)} tuổi" if someone.born else "chưa rõ tuổi"
        relation = name_of("relations", member.relation) if member.relation else "Chưa ghi quan hệ"
        grid.addWidget(name, place, 0)
        grid.addWidget(label(relation, "caption", parent), place, 1)
        grid.addWidget(label(age, "caption", parent), place, 2, Qt.AlignmentFlag.AlignRight)
    if not members:
        grid.addWidget(label("Hộ không còn nhân khẩu nào.", "caption", parent, wrap=True), 0, 0)
    return grid


def _history(classes: tuple[ClassEntry, ...], parent: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    for place, entry in enumerate(classes):
        since = vietnamese.short_date(entry.entitled_from)
        grid.addWidget(label(f"từ {since}", "caption", parent), place, 0)
        grid.addWidget(label(entry.category.label, "", parent), place, 1)
        grid.addWidget(label(entry.decision, "caption", parent), place, 2, Qt.AlignmentFlag.AlignRight)
    if not classes:
        grid.addWidget(label("Chưa từng có trong danh sách.", "caption", parent, wrap=True), 0, 0, 1, 3)
    return grid


def width() -> int:
    """The panel's width in the present text size."""
    return theme.px(300)
