"""Tab 2: two days side by side; each difference opens who entered, who left and why."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QWidget

from povdesk.domain.vietnamese import format_number, short_date

from .. import keys, theme
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..widgets.empty_state import EmptyState
from ..widgets.fields import PartialDateField
from ..widgets.labels import button, label
from ..widgets.table import ListColumn
from .list_part import ListPart
from .moves_dialog import Compared, MovesDialog
from .reading import Loaded

if TYPE_CHECKING:
    from povdesk.storage.period_compare import Difference, Side

_KEYS = [("Enter", "ai vào, ai ra, vì sao"), ("Ctrl+P", "in bảng so sánh"), ("F1", "trợ giúp")]
_OTHER = "other"
_COLUMNS = (
    ListColumn("words", "Chỉ tiêu, số liệu", 300, lambda row: row.words, bold=True, stretch=True),
    ListColumn("before", "Trước", 120, lambda row: row.before, align="right"),
    ListColumn("after", "Sau", 120, lambda row: row.after, align="right"),
    ListColumn(
        "counts",
        "Số đếm trước → sau",
        140,
        lambda row: (
            f"{format_number(row.before_count)} → {format_number(row.after_count)}"
            if row.before_count is not None and row.after_count is not None
            else ""
        ),
        align="right",
    ),
    ListColumn(
        "change",
        "Chênh lệch (vào, ra)",
        250,
        lambda row: row.change_words or row.note,
        lambda row: row.change,
        tip=lambda row: row.note,
    ),
)
_MILLIMETRES = {"words": 92, "before": 26, "after": 26, "counts": 34, "change": 60}


class ComparePart(ListPart):
    """The left box is the earlier day, the right one the later."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(
            desk,
            "period-compare",
            _COLUMNS,
            EmptyState("Chọn hai mốc để so sánh.", "calendar-ltr"),
            _KEYS,
            parent,
        )
        self._loaded: Loaded | None = None
        self._own: list[date] = []
        self.before, self.after = self._box("Mốc trước"), self._box("Mốc sau")
        self._sides: tuple[Side, Side] | None = None
        self.bar.addWidget(label("Từ", "caption", self))
        self.bar.addWidget(self.before)
        self.bar.addWidget(label("đến", "caption", self))
        self.bar.addWidget(self.after)
        self.bar.addStretch(1)
        self.bar.addWidget(button("In bảng so sánh", self.print_current, icon="print", parent=self))
        self.add_verb("Ai vào, ai ra…", self.on_open, lambda row: row.change is not None, icon="people")

    def show_loaded(self, loaded: Loaded) -> None:
        """The boxes keep what was chosen; the first time: the last frozen period until now."""
        self._loaded = loaded
        from povdesk.storage import period_compare

        frozen = [period_compare.frozen_side(one) for one in loaded.frozen]
        closings = [
            period_compare.live_side(date(year, 12, 31)) for year in (loaded.year - 1, loaded.year - 2)
        ]
        own = [period_compare.live_side(day) for day in self._own]
        now = period_compare.live_side(loaded.now, is_now=True)
        sides = [*frozen, *closings, *own, now]
        first = self.before.currentData() is None
        for box, usual in ((self.before, sides[0]), (self.after, now)):
            chosen = box.currentData()
            box.blockSignals(True)
            box.clear()
            for side in sides:
                box.addItem(side.words, side)
            box.addItem("Ngày khác…", _OTHER)
            words = chosen.words if chosen not in (None, _OTHER) else usual.words
            place = box.findText(words)
            box.setCurrentIndex(max(place, 0))
            box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + 24)
            box.blockSignals(False)
        if first and not frozen:
            self.before.setCurrentIndex(0)
        self.compare()

    def choose(self, before: str, after: str) -> None:
        """Choose both days by their words and compare."""
        for box, words in ((self.before, before), (self.after, after)):
            place = box.findText(words)
            if place >= 0:
                box.setCurrentIndex(place)
        self.compare()

    def compare(self) -> None:
        """Read both days."""
        before, after = self.before.currentData(), self.after.currentData()
        if before in (None, _OTHER) or after in (None, _OTHER):
            return
        self._sides = (before, after)

        def read(connection: Any) -> "tuple[Difference, ...]":
            from povdesk.storage import period_compare

            return period_compare.differences(connection, before, after)

        self.desk.worker.read(self, read, self.set_rows)

    def on_open(self, row: "Difference") -> MovesDialog | None:
        """Who moved behind one difference; a typed number says where it came from."""
        if self._sides is None or self._loaded is None:
            return None
        if row.change is None:
            from .. import messages

            messages.tell(self, row.note or "Số này không đếm từ danh sách.")
            return None
        before, after = self._sides

        def read(connection: Any) -> Any:
            from povdesk.storage import period_compare

            return period_compare.moves(connection, row.code, before, after)

        compared = Compared(row.words, f"{before.words} → {after.words}", read)
        dialog = MovesDialog(self.desk, compared, self._loaded.printed, self)
        dialog.open()
        return dialog

    def print_current(self) -> None:
        """Ctrl+P: the table as it stands."""
        if self._sides is None or self._loaded is None:
            return
        from ..widgets.preview_dialog import preview_document

        rows = [tuple(one.show(row) for one in _COLUMNS) for row in self.view.list_model().rows()]
        title = "So sánh chỉ tiêu giảm nghèo giữa hai mốc"
        words = f"{self._sides[0].words} → {self._sides[1].words}"
        printed, sample = self._loaded.printed, self.desk.is_sample

        def document() -> Any:
            from povdesk.documents.blocks import Align
            from povdesk.documents.lists import ListColumn as PaperColumn
            from povdesk.documents.lists import screen_list

            right = {"before", "after", "counts"}
            return screen_list(
                title,
                words,
                [
                    PaperColumn(
                        one.title, _MILLIMETRES[one.key], Align.RIGHT if one.key in right else Align.LEFT
                    )
                    for one in _COLUMNS
                ],
                rows,
                agency=printed.agency,
                printed_on=printed.today,
                sample=sample,
                place=printed.place,
            )

        preview_document(self, self.desk, title, document, file_name="so-sanh-chi-tieu")

    def _box(self, name: str) -> QComboBox:
        made = keys.ComboBox(self)
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(31)
        made.activated.connect(lambda _place: self._on_chosen_day(made))
        return made

    def _on_chosen_day(self, box: QComboBox) -> None:
        if box.currentData() != _OTHER:
            self.compare()
            return
        dialog = FormDialog(
            "So sánh với ngày khác",
            [PartialDateField("compare-day", "Ngày", required=True, whole=True, not_future=True)],
            self,
            columns=1,
            needed={"compare-day": "Gõ ngày, ví dụ 31/03/2024."},
            words="Số liệu của ngày này được đếm từ sổ như sổ đang ghi.",
        )

        def save(done: Any, _failed: Any) -> None:
            day = dialog.field("compare-day").value().as_date()
            self._own.append(day)
            done()
            assert self._loaded is not None
            self.show_loaded(self._loaded)
            box.setCurrentIndex(box.findText(f"Ngày {short_date(day)}"))
            self.compare()

        dialog.setMinimumWidth(theme.px(420))
        dialog.start(save, "compare-day")
