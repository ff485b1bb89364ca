"""Sổ tiếp nhận giấy đề nghị: receive, send to the continuous round, answer, print."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.requests import Request, RequestKind, RequestResult, RequestState, Urgency

from .. import messages
from ..desk import Desk
from ..undoing import offer_undo
from ..widgets.chips import FilterChips
from ..widgets.empty_state import EmptyState
from ..widgets.labels import button
from . import columns
from .answer_dialog import AnswerDialog
from .list_part import ListPart
from .printing import preview_book, preview_refusal
from .reading import BookRow, Loaded
from .request_dialog import RequestDialog, blank

_KEYS = [
    ("Enter", "mở giấy đề nghị"),
    ("Ctrl+N", "nhận giấy đề nghị"),
    ("Ctrl+I", "vì sao hộ này"),
    ("Ctrl+P", "in sổ"),
    ("F1", "trợ giúp"),
]
_FILTERS = {"open": "Chưa trả lời", "overdue": "Quá hạn", "year": "Năm nay"}


class BookPart(ListPart):
    """The rows are requests with what their clock says."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        nothing = EmptyState("Chưa nhận giấy đề nghị nào.", "document-text")
        nothing.add_button("Nhận giấy đề nghị", self.receive, kind="primary", icon="add")
        super().__init__(desk, "requests-book", columns.book(), nothing, _KEYS, parent)
        self._loaded: Loaded | None = None
        self._chips = FilterChips(list(_FILTERS.items()), self)
        self.above.addWidget(self._chips, 1)
        self._holidays = button(
            "Ngày nghỉ lễ…", self._on_holidays, kind="link", icon="calendar-ltr", parent=self
        )
        self.above.addWidget(self._holidays)
        self.add_action("Đưa vào rà soát", self._on_send, _is_waiting, icon="arrow-right")
        self.add_action("Mở phiếu", self._on_form, lambda row: row.request.state is not RequestState.ANSWERED)
        self.add_action(
            "Trả lời…", self._on_answer, lambda row: row.request.state is not RequestState.ANSWERED
        )
        self.add_action("Văn bản trả lời", self._on_paper, _is_refused, icon="print")
        self.actions.addStretch(1)
        self.add_action(
            "Xóa…", self._on_remove, lambda row: row.request.result is None, kind="link", icon="delete"
        )
        self._chips.changed.connect(self._narrow)

    def show_loaded(self, loaded: Loaded) -> None:
        """Other data; cursor, search and filters stay."""
        self._loaded = loaded
        self.set_rows(loaded.rows)
        self.say(loaded.remark)
        overdue = sum(row.clock.urgency is Urgency.OVERDUE for row in loaded.rows)
        self._chips.set_text("overdue", f"Quá hạn ({overdue})" if overdue else "Quá hạn")
        self._narrow()

    def household_in_front(self) -> int | None:
        row: BookRow | None = self.list.current_row()
        return row.request.household_id if row is not None else None

    def receive(self) -> None:
        """Ctrl+N."""
        if self._loaded is not None:
            self._edit(blank(self._loaded.day))

    def print_list(self) -> Any:
        """The book as it is shown."""
        if self._loaded is None or not self.model.rowCount():
            self.desk.say("Sổ đang trống nên không có gì để in.")
            return None
        words = [text for code, text in _FILTERS.items() if code in self._chips.chosen()]
        return preview_book(
            self, self.desk, list(self.model.rows()), "; ".join(words) or "Tất cả", self._loaded
        )

    def open_holidays(self) -> None:
        self._on_holidays()

    def on_open(self, row: BookRow) -> None:
        if row.request.state is RequestState.ANSWERED:
            messages.tell(self, *_answered_words(row.request))
        else:
            self._edit(row.request)

    def _narrow(self) -> None:
        chosen = self._chips.chosen()
        year = self._loaded.year if self._loaded else date.today().year

        def wanted(row: BookRow) -> bool:
            return (
                ("open" not in chosen or row.request.state is not RequestState.ANSWERED)
                and ("overdue" not in chosen or row.clock.urgency is Urgency.OVERDUE)
                and ("year" not in chosen or row.request.received_on.year == year)
            )

        self.model.keep_only(wanted if chosen else None)
        if self.list.current_row() is None and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.show_state()

    def _edit(self, request: Request) -> None:
        assert self._loaded is not None
        dialog = RequestDialog(self, self.desk, self._loaded.hamlets, request)

        def kept(_key: int) -> None:
            dialog.accept()
            offer_undo(self.desk, self, f"Đã ghi giấy đề nghị vào sổ: {request.applicant or 'giấy mới'}.")

        def save(wanted: Request) -> None:
            self.desk.worker.write(
                self, _saving(wanted), kept, lambda error: messages.show_error(dialog, error)
            )

        dialog.wanted.connect(save)
        dialog.open()

    def _on_send(self, row: BookRow) -> None:
        day = self._loaded.day if self._loaded else date.today()
        key = row.request.id
        assert key is not None

        def send(act: Any) -> int:
            from povdesk.storage import requests

            return requests.send_to_round(act, key, day)

        words = f"Đã đưa giấy đề nghị của {row.request.applicant} vào kỳ rà soát thường xuyên."
        self.desk.worker.write(self, send, lambda _key: offer_undo(self.desk, self, words))

    def _on_form(self, row: BookRow) -> None:
        request = row.request
        if request.household_id is None:
            wanted = {"hamlet_id": request.hamlet_id, "head_name": request.applicant}
            self.desk.open("household", **wanted, round_id=request.round_id)
        else:
            self.desk.open("household", household_id=request.household_id, round_id=request.round_id)

    def _on_answer(self, row: BookRow) -> None:
        request = row.request
        day = self._loaded.day if self._loaded else date.today()

        def read(connection: Any) -> str:
            return _computed(connection, request, day)

        self.desk.worker.read(self, read, lambda words: self._ask(request, day, words))

    def _ask(self, request: Request, day: date, computed: str) -> None:
        dialog = AnswerDialog(self, request, day, computed)

        def answered(result: RequestResult, when: date, reason: str) -> None:
            def answer(act: Any) -> None:
                from povdesk.storage import requests

                assert request.id is not None
                requests.answer(act, request.id, result, answered_on=when, refusal_reason=reason)

            words = f"Đã ghi kết quả: {result.label.lower()}."
            self.desk.worker.write(self, answer, lambda _n: offer_undo(self.desk, self, words))

        dialog.answered.connect(answered)
        dialog.open()

    def _on_paper(self, row: BookRow) -> None:
        preview_refusal(self, self.desk, replace(row.request))

    def _on_remove(self, row: BookRow) -> None:
        def remove(act: Any) -> None:
            from povdesk.storage import requests

            assert row.request.id is not None
            requests.remove(act, row.request.id)

        words = f"Đã xóa giấy đề nghị của {row.request.applicant}."
        messages.confirm(
            self,
            f"Xóa giấy đề nghị của {row.request.applicant} khỏi sổ?",
            "Xóa",
            "Giữ lại",
            lambda: self.desk.worker.write(self, remove, lambda _n: offer_undo(self.desk, self, words)),
        )

    def _on_holidays(self) -> None:
        from .holidays_dialog import HolidaysDialog

        if self._loaded is not None:
            HolidaysDialog(self, self.desk, self._loaded.holidays).open()


def _is_waiting(row: BookRow) -> bool:
    request = row.request
    return request.state is RequestState.WAITING and request.kind is not RequestKind.AVERAGE_LIVING


def _is_refused(row: BookRow) -> bool:
    return row.request.result is RequestResult.REFUSED


def _saving(wanted: Request) -> Callable[[Any], int]:
    def save(act: Any) -> int:
        from povdesk.storage import requests

        return requests.save(act, wanted)

    return save


def _answered_words(request: Request) -> tuple[str, str]:
    assert request.result is not None and request.answered_on is not None
    day = f"{request.answered_on:%d/%m/%Y}"
    more = f"Lý do: {request.refusal_reason}" if request.refusal_reason else ""
    return f"{request.applicant}: đã trả lời ngày {day}, {request.result.label.lower()}.", more


def _computed(connection: Any, request: Request, day: date) -> str:
    """What the form gives, so that nobody answers against it without noticing."""
    from povdesk.storage import why_household

    if request.household_id is None:
        return "Hộ chưa có trong sổ nên chưa có phiếu để đối chiếu."
    why = why_household.gather(connection, request.household_id, day, round_id=request.round_id)
    if why.counted is None:
        return "Chưa có phiếu rà soát của hộ để đối chiếu."
    points = why.counted.income_points
    known = f"Điểm B1 {points}, " if points is not None else ""
    lacks, computed = len(why.counted.lacks), why.counted.computed.label.lower()
    words = f"{known}thiếu hụt {lacks} chỉ số; phiếu tính ra: {computed}."
    return f"{words[0].upper()}{words[1:]}"
