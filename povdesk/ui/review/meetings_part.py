"""Tab 2: each hamlet's meeting and posting, and the objections that came."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from povdesk.domain.review import RoundState
from povdesk.domain.vietnamese import format_number, short_date
from povdesk.storage.meetings import Complaint, Posting
from povdesk.storage.round_board import BoardRow

from .. import theme
from ..keys import bind
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button
from ..widgets.table import ListColumn, ListModel, ListView
from . import meeting_dialog, posting_dialogs, printing
from .loading import Loaded
from .part import Owner, Printed, ReviewPart


def _present(row: BoardRow) -> str:
    return "" if row.present is None else f"{format_number(row.present, at_most=0)}%"


def _voted(row: BoardRow) -> str:
    return f"{len(row.voted)}/{len(row.listed)}"


def _posted(row: BoardRow) -> str:
    return short_date(row.posted_to) if row.posted_to else "Chưa niêm yết"


_HAMLETS = (
    ListColumn("name", "Thôn", 130, lambda row: row.name, bold=True, stretch=True),
    ListColumn(
        "met",
        "Ngày họp",
        110,
        lambda row: short_date(row.met_on) if row.met_on else "Chưa họp",
        lambda row: row.met_on or date.min,
        tone=lambda row: None if row.met_on else Tone.WARN,
    ),
    ListColumn("present", "Hộ dự họp", 90, _present, lambda row: row.present or 0, align="right"),
    ListColumn(
        "voted",
        "Đã biểu quyết",
        110,
        _voted,
        lambda row: len(row.voted),
        align="right",
        tone=lambda row: Tone.OK if len(row.voted) == len(row.listed) else Tone.WARN,
    ),
    ListColumn(
        "posted",
        "Niêm yết đến",
        120,
        _posted,
        lambda row: row.posted_to or date.min,
        tone=lambda row: None if row.posted_to else Tone.WARN,
    ),
)
_COMPLAINTS = (
    ListColumn("day", "Nhận ngày", 90, lambda row: short_date(row.received_on) if row.received_on else ""),
    ListColumn("who", "Người khiếu nại", 150, lambda row: row.complainant, bold=True),
    ListColumn(
        "content", "Nội dung", 200, lambda row: row.content, stretch=True, tip=lambda row: row.content
    ),
    ListColumn(
        "result",
        "Phúc tra",
        200,
        lambda row: row.result or "Chưa có kết quả",
        tone=lambda row: None if row.result and row.rechecked_on else Tone.WARN,
        tip=lambda row: row.result,
    ),
)


class MeetingsPart(ReviewPart):
    """Enter opens the minutes of the hamlet, or the objection."""

    def __init__(self, owner: Owner, parent: QWidget) -> None:
        super().__init__(owner, parent)
        self.hamlets = ListView(ListModel(_HAMLETS, self), owner.desk.habits, "review-meetings", self)
        self.complaints = ListView(ListModel(_COMPLAINTS, self), owner.desk.habits, "review-complaints", self)
        self._minutes = button("Biên bản họp…", self._on_minutes, kind="primary", icon="edit", parent=self)
        self._again = button("Họp lại…", self._on_again, icon="arrow-sync", parent=self)
        self._posting = button("Niêm yết…", self._on_posting, icon="document-text", key="Ctrl+L", parent=self)
        self._complain = button("Thêm khiếu nại…", self._on_complain, icon="add", parent=self)
        self._print = button("In biên bản…", self._on_print_minutes, icon="document-print", parent=self)
        self._notice = button("In thông báo…", self._on_print_notice, icon="document-print", parent=self)
        self._lay_out()
        self.hamlets.opened.connect(lambda row: self._open_minutes(row.hamlet_id))
        self.complaints.opened.connect(self._on_complaint)
        bind(self, "Ctrl+L", self._on_posting)
        bind(self, "Ctrl+Insert", self._on_complain)

    def show_loaded(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.hamlets.set_rows([row for row in loaded.board if row.hamlet_id is not None])
        self.complaints.set_rows(loaded.complaints)
        if self.hamlets.current_row() is None:
            self.hamlets.choose(lambda _row: True)
        open_now = not loaded.is_decided
        for made in (self._again, self._posting):
            made.setEnabled(open_now)
        self._complain.setEnabled(open_now and bool(loaded.postings))

    def start(self) -> None:
        self.hamlets.setFocus()

    def show_target(self, **target: Any) -> None:
        """step with hamlet_id: the minutes or the posting of that hamlet."""
        hamlet_id = target.get("hamlet_id")
        if hamlet_id is not None:
            self.hamlets.choose(lambda row: row.hamlet_id == hamlet_id)
        if target.get("step") is RoundState.POSTING:
            self._on_posting() if target.get("household_id") is None else self.complaints.setFocus()
        elif target.get("step") is RoundState.MEETING and hamlet_id is not None:
            self._open_minutes(hamlet_id, target.get("household_id"))

    def printed(self) -> Printed | None:
        if self.loaded is None or self.loaded.this is None:
            return None
        shown = self.hamlets.list_model()
        rows = [tuple(column.show(row) for column in _HAMLETS) for row in shown.rows()]
        columns = [(column.title, float(column.width) / 2.6, column.align) for column in _HAMLETS]
        return Printed("Họp dân, niêm yết", columns, rows, self.loaded.this.name, file_name="hop-dan")

    # ---- acting

    def _open_minutes(self, hamlet_id: int, household_id: int | None = None) -> None:
        if self.loaded is not None:
            meeting_dialog.open_minutes(self, self.owner, self.loaded, hamlet_id, household_id)

    def _on_minutes(self) -> None:
        row = self.hamlets.current_row()
        if row is not None:
            self._open_minutes(row.hamlet_id)

    def _on_again(self) -> None:
        row = self.hamlets.current_row()
        if row is not None and self.loaded is not None:
            meeting_dialog.open_minutes(self, self.owner, self.loaded, row.hamlet_id, again=True)

    def _on_posting(self) -> None:
        row = self.hamlets.current_row()
        if self.loaded is None or self.loaded.is_decided:
            return
        there = next(
            (one for one in self.loaded.postings if row is not None and one.hamlet_id == row.hamlet_id),
            next((one for one in self.loaded.postings if one.hamlet_id is None), Posting()),
        )
        posting_dialogs.posting(self, self.owner, self.loaded, there)

    def _on_print_minutes(self) -> None:
        row = self.hamlets.current_row()
        if row is None or self.loaded is None or self.loaded.this is None:
            return
        key, hamlet_id = self.loaded.this.id, row.hamlet_id

        def read(connection: Any) -> Any:
            from povdesk import papers_review

            return papers_review.minutes(connection, key, hamlet_id)

        printing.paper(self, self.owner.desk, f"Biên bản họp dân {row.name}", read, "bien-ban-hop-dan")

    def _on_print_notice(self) -> None:
        if self.loaded is None or self.loaded.this is None:
            return
        key, row = self.loaded.this.id, self.hamlets.current_row()
        hamlet_id = row.hamlet_id if row is not None else None

        def read(connection: Any) -> Any:
            from povdesk import papers_review

            return papers_review.posting(connection, key, hamlet_id)

        printing.paper(self, self.owner.desk, "Thông báo niêm yết", read, "thong-bao-niem-yet")

    def _on_complain(self) -> None:
        if self.loaded is not None and self.loaded.postings and not self.loaded.is_decided:
            first = self.loaded.postings[0].id
            assert first is not None
            posting_dialogs.complaint(self, self.owner, self.loaded, Complaint(first, date.today()))

    def _on_complaint(self, row: Complaint) -> None:
        if self.loaded is not None:
            posting_dialogs.complaint(self, self.owner, self.loaded, row)

    # ---- layout

    def _lay_out(self) -> None:
        for view, words in ((self.hamlets, "Họp dân và niêm yết"), (self.complaints, "Khiếu nại")):
            view.setAccessibleName(words)
        top = Card("Họp dân, niêm yết", self, flush=True)
        for made in (self._print, self._notice, self._again, self._posting, self._minutes):
            top.add_action(made)
        below = Card("Khiếu nại và phúc tra", self, flush=True)
        below.add_action(self._complain)
        top.body.addWidget(self.hamlets, 1)
        below.body.addWidget(self.complaints, 1)
        strip = QHBoxLayout()
        strip.setContentsMargins(theme.CARD_PADDING, 0, theme.CARD_PADDING, 0)
        keys = [("Enter", "mở biên bản"), ("Ctrl+L", "niêm yết"), ("Ctrl+Insert", "thêm khiếu nại")]
        strip.addWidget(KeyStrip(keys, self))
        top.body.addLayout(strip)
        self.body.addWidget(top, 3)
        self.body.addWidget(below, 2)
