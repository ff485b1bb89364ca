"""A round by two standards side by side: choose the second one, count, see and print what differs."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from povdesk.domain.classification import refusal
from povdesk.domain.standard import Standard
from povdesk.storage.round_reference import Compared, Comparison

from .. import theme
from ..desk import Desk
from ..theme import Tone
from ..undoing import offer_undo
from ..widgets.card import Card
from ..widgets.dialog import Dialog
from ..widgets.fields import Choice, ChoiceField
from ..widgets.labels import label, set_tone
from ..widgets.refusal import refuse
from ..widgets.table import ListColumn, ListModel, ListView
from . import printing
from .part import Printed

TITLE = "So sánh kết quả rà soát theo hai chuẩn nghèo"
_NONE = "-"
_COLUMNS = (
    ListColumn("code", "Mã hộ", 80, lambda row: row.code),
    ListColumn("head_name", "Chủ hộ", 150, lambda row: row.head_name, bold=True, stretch=True),
    ListColumn("hamlet", "Thôn", 96, lambda row: row.hamlet),
    ListColumn(
        "points",
        "B1",
        44,
        lambda row: _shown(row.income_points),
        lambda row: row.income_points,
        align="right",
    ),
    ListColumn("computed", "Theo chuẩn của kỳ", 128, lambda row: row.computed.label),
    ListColumn("reference", "Theo chuẩn đối chiếu", 150, lambda row: row.reference.label),
)
_PAPER: tuple[tuple[str, float, str], ...] = (
    ("Mã hộ", 20, "left"),
    ("Chủ hộ", 44, "left"),
    ("Thôn", 28, "left"),
    ("Số người", 16, "right"),
    ("Điểm B1", 16, "right"),
    ("Điểm B2", 16, "right"),
    ("Theo chuẩn của kỳ", 32, "left"),
    ("Theo chuẩn đối chiếu", 32, "left"),
)


def open_reference(parent: QWidget, desk: Desk, round_id: int) -> None:
    """Read the round by both standards, then show the dialog."""

    def read(connection: Any) -> tuple[Comparison, tuple[Standard, ...], str, str]:
        from povdesk.storage import office, round_reference

        agency, place = office.heading(connection, date.today())
        found = round_reference.comparison(connection, round_id)
        return found, round_reference.candidates(connection, round_id), agency, place

    desk.worker.read(parent, read, lambda found: ReferenceDialog(parent, desk, *found).open())


class ReferenceDialog(Dialog):
    """The class of the round stays; the second one is only kept beside it."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        found: Comparison,
        standards: Sequence[Standard],
        agency: str,
        place: str,
    ) -> None:
        super().__init__("So sánh hai chuẩn", parent)
        self._page, self._desk, self._found = parent, desk, found
        self._standards = {one.id: one for one in standards}
        self._agency, self._place = agency, place
        choices = [Choice(_NONE, "Không đối chiếu"), *(Choice(one.id, one.title) for one in standards)]
        self.choice = ChoiceField("reference", "Chuẩn đối chiếu", choices, self)
        self.view = ListView(ListModel(_COLUMNS, self), desk.habits, "review-reference", self)
        self._said = label("", "", self, wrap=True)
        self._sums = label("", "", self, wrap=True)
        self._extra = label("", "caption", self, wrap=True)
        self._card = Card("Hộ khác nhau giữa hai chuẩn", self, flush=True)
        self._print = self.add_button("In danh sách khác nhau", self.print_list, left=True)
        self.add_button("Đóng")
        self._count = self.add_button("Tính theo chuẩn này  Ctrl+S", self.count, kind="primary")
        self._lay_out()
        self.choice.set_value(found.other.id if found.other else _NONE)
        self.choice.changed.connect(self._on_choice)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.count)
        self.view.opened.connect(self._on_opened)
        self.show_comparison(found)
        self.resize(self.sizeHint())
        self.choice.setFocus()

    def count(self) -> None:
        """Keep the choice and count all forms by it, as one act."""
        chosen = self.choice.value()
        if not self._count.isEnabled() or not chosen:
            return
        self._count.setEnabled(False)
        round_id, standard_id = self._found.round.id, "" if chosen == _NONE else chosen

        def work(act: Any) -> Comparison:
            from povdesk.storage import round_reference

            round_reference.set_reference(act, round_id, standard_id)
            return round_reference.comparison(act.connection, round_id)

        def done(found: Comparison) -> None:
            words = "Đã tính theo chuẩn đối chiếu." if found.other else "Đã bỏ chuẩn đối chiếu."
            offer_undo(self._desk, self._page, words)
            if shiboken6.isValid(self):
                self._count.setEnabled(True)
                self.show_comparison(found)

        self._desk.worker.write(self._page, work, done, partial(refuse, self._said, self._count))

    def show_comparison(self, found: Comparison) -> None:
        """Both results as they are kept now."""
        self._found = found
        self.view.set_rows(list(found.rows))
        self._card.setVisible(found.other is not None)
        self._print.setEnabled(bool(found.rows))
        self._card.set_remark(f"{len(found.rows)} hộ")
        self._sums.setVisible(found.other is not None)
        self._sums.setText(_sums(found))
        names = ", ".join(indicator.name.lower() for indicator in found.extra)
        self._extra.setText(
            f"Chuẩn đối chiếu hỏi thêm: {names}. Trả lời trong phiếu hộ, mục Chỉ số chỉ có ở chuẩn đối chiếu."
        )
        self._extra.setVisible(bool(names))
        self._on_choice()

    def print_list(self) -> None:
        """The households whose class differs, on paper."""
        found = self._found
        assert found.other is not None
        wanted = Printed(
            TITLE,
            _PAPER,
            [_line(row) for row in found.rows],
            f"{found.round.name}. Chuẩn của kỳ: {found.standard.title}. Chuẩn đối chiếu: {found.other.title}",
            note=f"{_sums(found)} Điểm B1 dùng chung cho hai chuẩn; điểm B2 theo chuẩn của kỳ. "
            "Kết quả theo chuẩn đối chiếu chỉ để tham khảo.",
            file_name=f"so-sanh-chuan-{found.round.year}",
        )
        printing.preview(
            self._page, self._desk, wanted, agency=self._agency, place=self._place, today=date.today()
        )

    def sizeHint(self) -> QSize:
        return self.within_window(QSize(theme.px(860), theme.px(560)))

    def _on_choice(self) -> None:
        standard = self._standards.get(self.choice.value())
        words = refusal(standard) if standard else ""
        if not words and self._found.stale and standard == self._found.other:
            words = (
                f"Chuẩn này đã sửa sau khi tính: {self._found.stale} phiếu sẽ có kết quả khác. "
                "Bấm “Tính theo chuẩn này”."
            )
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._count.setEnabled(bool(self.choice.value()) and not (standard and refusal(standard)))

    def _on_opened(self, row: Compared) -> None:
        self.accept()
        self._desk.open("household", household_id=row.household_id)

    def _lay_out(self) -> None:
        set_tone(self._said, Tone.WARN)
        round_ = self._found.round
        self.body.addWidget(
            label(
                f"{round_.name}, theo {self._found.standard.title}. "
                "Kết quả của kỳ giữ nguyên; chuẩn đối chiếu chỉ để tham khảo.",
                "caption",
                self,
                wrap=True,
            )
        )
        self.view.setAccessibleName("Hộ khác nhau giữa hai chuẩn")
        self.view.setMinimumHeight(theme.px(110))
        self._card.body.addWidget(self.view, 1)
        for widget in (self.choice, self._said, self._sums, self._extra):
            self.body.addWidget(widget)
        self.body.addWidget(self._card, 1)
        self.body.addStretch(0)


def _sums(found: Comparison) -> str:
    """How many stay and how many change, in one sentence or two."""
    decided = sum(count for _one, _other, count in found.table)
    moved = [
        f"{one.label.lower()} thành {other.label.lower()}: {count} hộ"
        for one, other, count in found.table
        if one is not other
    ]
    words = f"{decided} trong {found.forms} phiếu đã chốt có kết quả theo cả hai chuẩn"
    words += f"; {'; '.join(moved)}." if moved else ", không hộ nào khác nhau." if decided else "."
    return f"{words} {found.undecided} phiếu chưa đủ dữ liệu." if found.undecided else words


def _line(row: Compared) -> tuple[str, ...]:
    return (
        row.code,
        row.head_name,
        row.hamlet,
        str(row.size),
        _shown(row.income_points),
        _shown(row.deprivation_points),
        row.computed.label,
        row.reference.label,
    )


def _shown(points: int | None) -> str:
    return "" if points is None else str(points)
