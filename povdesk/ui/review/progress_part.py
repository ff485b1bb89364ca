"""Tab 1: the steps with their dates, the board of the hamlets, and what the step looked at still lacks."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QWidget

from povdesk.domain.review import RoundState
from povdesk.domain.round_progress import ORDER, Missing, RoundStep
from povdesk.domain.vietnamese import short_date
from povdesk.storage.round_board import BoardRow

from .. import theme
from ..keys import bind
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.chips import Chip
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView
from . import forms_files, step_dialogs
from .bars import BarDelegate
from .loading import Loaded
from .part import Owner, Printed, ReviewPart
from .steps_bar import StepsBar

_STAGES = (
    ("listed", "Hộ", 50, "trong danh sách rà soát"),
    ("begun", "Đã nhập", 82, "đã nhập phiếu"),
    ("closed", "Đã chốt", 82, "đã chốt phiếu"),
    ("voted", "Biểu quyết", 82, "đã biểu quyết"),
    ("recognised", "Công nhận", 82, "đã công nhận"),
)


def _stage(key: str) -> Any:
    return lambda row: len(getattr(row, key))


def _share(key: str) -> Any:
    return lambda row: len(getattr(row, key)) / len(row.listed) if row.listed else None


_BOARD = (
    ListColumn("name", "Thôn", 92, lambda row: row.name, bold=True, stretch=True),
    *(
        ListColumn(key, title, width, lambda row, key=key: str(len(getattr(row, key))), _stage(key))
        for key, title, width, _words in _STAGES
    ),
    ListColumn("met", "Họp", 58, lambda row: _day(row.met_on)),
    ListColumn("posted", "Niêm yết", 76, lambda row: _day(row.posted_to)),
)
_MISSING = (
    ListColumn(
        "text",
        "Việc còn thiếu",
        220,
        lambda row: row.text,
        stretch=True,
        tip=lambda row: row.text,
        icon=lambda row: "warning" if row.blocks else "info",
        tone=lambda row: None if row.blocks else Tone.NEUTRAL,
    ),
)


class ProgressPart(ReviewPart):
    """Left and Right choose a step; Enter opens the households of a number, or the place to mend a lack."""

    def __init__(self, owner: Owner, parent: QWidget) -> None:
        super().__init__(owner, parent)
        self.steps = StepsBar(self)
        self.board = ListView(ListModel(_BOARD, self), owner.desk.habits, "review-board", self)
        self.lacks = ListView(ListModel(_MISSING, self), owner.desk.habits, "review-missing", self)
        self._clock = Chip(parent=self)
        self._about = label("", "caption", self, wrap=True)
        self._finish = button(
            "Kết thúc bước", self._on_finish, kind="primary", icon="checkmark", key="Ctrl+Enter", parent=self
        )
        self._skip = button("Không áp dụng…", self._on_skip, parent=self)
        self._due = button("Hạn, ghi chú…", self._on_due, icon="calendar-ltr", parent=self)
        self._reopen = button("Mở lại bước…", self._on_reopen, icon="arrow-undo", parent=self)
        self._out = button("Xuất phiếu của thôn ra Excel…", self._on_out, kind="link", parent=self)
        self._in = button("Nhập phiếu đã điền…", self._on_in, kind="link", parent=self)
        self._board_card = Card("Tiến độ theo thôn", self, flush=True)
        self._lacks_card = Card("Việc còn thiếu", self, flush=True)
        self._lay_out()
        self.steps.chosen.connect(lambda _step: self._show_step())
        self.board.opened.connect(self._on_board)
        self.lacks.opened.connect(self._on_lack)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            bind(self, keys, self._on_finish)

    def show_loaded(self, loaded: Loaded) -> None:
        first = self.loaded is None or self.loaded.this is None or self.loaded.this != loaded.this
        self.loaded = loaded
        today = date.today() if loaded.this is None else min(date.today(), loaded.this.last_day)
        self.steps.set_steps(loaded.steps, today)
        self.board.set_rows(loaded.board)
        for made in (self._out, self._in):
            made.setVisible(not loaded.is_decided)
        if first and loaded.steps:
            now = loaded.step_now
            self.steps.choose(now.step if now else ORDER[-1])
        self._show_clock()
        self._show_step()

    def start(self) -> None:
        self.steps.setFocus()

    def printed(self) -> Printed | None:
        if self.loaded is None or self.loaded.this is None:
            return None
        rows = [
            (one.code, one.head_name, one.hamlet, str(one.size), _before(one), _source(one), "")
            for one in self.loaded.listing
        ]
        columns = (
            ("Mã hộ", 22, "left"),
            ("Chủ hộ", 48, "left"),
            ("Thôn", 28, "left"),
            ("Nhân khẩu", 18, "right"),
            ("Hiện trạng", 32, "left"),
            ("Nguồn", 32, "left"),
            ("Ghi chú", 30, "left"),
        )
        note = "Không có số định danh, thẻ bảo hiểm, điện thoại."
        return Printed(
            "Danh sách hộ gia đình cần rà soát",
            columns,
            rows,
            self.loaded.this.name,
            note=note,
            file_name="danh-sach-can-ra-soat",
        )

    # ---- showing

    def _show_clock(self) -> None:
        assert self.loaded is not None
        clock = self.loaded.clock
        self._clock.setVisible(clock is not None)
        if clock is None:
            return
        if clock.left < 0:
            words, tone = f"{clock.words}: quá {-clock.left} ngày làm việc", Tone.DANGER
        else:
            words = f"{clock.words}: còn {clock.left} ngày làm việc (hạn {short_date(clock.due_on)})"
            tone = Tone.WARN if clock.left <= 3 else Tone.INFO
        self._clock.show_state(words, tone, "status-late" if clock.left < 0 else "calendar-ltr")

    def _show_step(self) -> None:
        one, loaded = self.steps.step(), self.loaded
        if one is None or loaded is None:
            return
        lacks = (loaded.missing or {}).get(one.step, ())
        self.lacks.set_rows(lacks if not one.is_over else ())
        self._lacks_card.set_title(f"{one.short_name}: việc còn thiếu")
        self._lacks_card.set_remark(self._remark(one, lacks))
        self._about.setText(self._words(one))
        decided, now = loaded.is_decided, loaded.step_now
        last = one.step is RoundState.RECOGNISED
        self._finish.setText("Ghi quyết định…  Ctrl+Enter" if last else "Kết thúc bước  Ctrl+Enter")
        self._finish.setEnabled(not decided and now is not None and now.step is one.step)
        self._skip.setVisible(one.may_be_skipped and not one.is_over and not decided)
        self._due.setEnabled(not decided)
        self._reopen.setVisible(one.is_over and not decided)

    def _remark(self, one: RoundStep, lacks: tuple[Missing, ...]) -> str:
        if one.is_over:
            return "Đã xong"
        blocking = sum(lack.blocks for lack in lacks)
        return f"{blocking} việc" if blocking else "Đủ điều kiện kết thúc"

    def _words(self, one: RoundStep) -> str:
        parts = [one.name, one.actor, one.output]
        if one.working_days:
            parts.append(f"{one.working_days} ngày làm việc")
        words = ". ".join(part for part in parts if part) + "."
        if one.step is RoundState.OPINION and self.loaded is not None:
            to = self.loaded.addressee or "chưa đặt, bản in để trống"
            words += f" Kính gửi: {to}."
        if one.note:
            words += f" Ghi chú: {one.note}"
        if one.certainty:
            words += f" Cần đối chiếu: {one.certainty}."
        return words

    # ---- acting

    def _on_board(self, row: BoardRow) -> None:
        column = self.board.list_model().columns[max(self.board.currentIndex().column(), 0)].key
        if column in ("met", "posted"):
            self.owner.go("meetings", hamlet_id=row.hamlet_id)
            return
        key, words = next(
            ((key, words) for key, _title, _width, words in _STAGES if key == column),
            ("listed", "trong danh sách rà soát"),
        )
        ids = getattr(row, key)
        if not ids:
            self.owner.desk.say(f"{row.name}: chưa có hộ nào {words}.")
            return
        self.owner.open_households(ids, f"Hộ {words}, {row.name}")

    def _on_lack(self, lack: Missing) -> None:
        if lack.step in (RoundState.MEETING, RoundState.POSTING):
            self.owner.go(
                "meetings", step=lack.step, hamlet_id=lack.hamlet_id, household_id=lack.household_id
            )
        elif lack.household_id is not None:
            self.owner.open_household(lack.household_id)
        elif lack.step is RoundState.OPINION and self.loaded is not None and not self.loaded.addressee:
            self.owner.desk.open("settings", tab="unit")
        elif lack.step is RoundState.OPINION:
            self._on_due()
        elif lack.step is RoundState.RECOGNISED:
            self.owner.go("recognition", decide=True)
        else:
            self.owner.desk.open("households")

    def _on_finish(self) -> None:
        one = self.steps.step()
        if one is None or self.loaded is None or not self._finish.isEnabled():
            return
        if one.step is RoundState.RECOGNISED:
            self.owner.go("recognition", decide=True)
        else:
            step_dialogs.finish(self, self.owner, self.loaded, one)

    def _on_skip(self) -> None:
        one = self.steps.step()
        if one is not None and self.loaded is not None:
            step_dialogs.skip(self, self.owner, self.loaded, one)

    def _on_due(self) -> None:
        one = self.steps.step()
        if one is not None and self.loaded is not None:
            step_dialogs.due(self, self.owner, self.loaded, one)

    def _on_reopen(self) -> None:
        one = self.steps.step()
        if one is not None and self.loaded is not None:
            step_dialogs.reopen(self, self.owner, self.loaded, one)

    def _on_out(self) -> None:
        if self.loaded is not None:
            row = self.board.current_row()
            forms_files.OutDialog(self, self.owner, self.loaded, row.hamlet_id if row else None).open()

    def _on_in(self) -> None:
        forms_files.ask_and_import(self, self.owner)

    # ---- layout

    def _lay_out(self) -> None:
        for view, words in ((self.board, "Tiến độ theo thôn"), (self.lacks, "Việc còn thiếu")):
            view.setAccessibleName(words)
        self.board.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        for place, column in enumerate(_BOARD):
            if column.key in ("begun", "closed", "voted", "recognised"):
                self.board.setItemDelegateForColumn(place, BarDelegate(_share(column.key), self.board))
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self._clock, 0, Qt.AlignmentFlag.AlignVCenter)
        acts.addStretch(1)
        for made in (self._reopen, self._skip, self._due, self._finish):
            acts.addWidget(made)
        for made in (self._out, self._in):
            self._board_card.add_action(made)
        self._board_card.body.addWidget(self.board, 1)
        self._board_card.body.addLayout(_strip([("←→", "chọn cột"), ("Enter", "mở các hộ")], self))
        self._lacks_card.body.addWidget(self.lacks, 1)
        self._lacks_card.body.addLayout(_strip([("Enter", "tới chỗ cần làm")], self))
        middle = QHBoxLayout()
        middle.setSpacing(theme.CARD_GAP)
        middle.addWidget(self._board_card, 5)
        middle.addWidget(self._lacks_card, 3)
        self.body.addWidget(self.steps)
        self.body.addLayout(acts)
        self.body.addWidget(self._about)
        self.body.addLayout(middle, 1)


def _strip(keys: list[tuple[str, str]], parent: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(12, 0, 12, 0)
    row.addWidget(KeyStrip(keys, parent))
    return row


def _day(day: date | None) -> str:
    return short_date(day)[:5] if day else ""


def _before(one: Any) -> str:
    return one.before.label if one.before else ""


def _source(one: Any) -> str:
    return "Có giấy đề nghị" if one.asked else "Đang quản lý"
