"""Nhận giấy đề nghị: what stands on the paper; the household of the register when it is there already."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from povdesk.domain.partial_date import PartialDate
from povdesk.domain.requests import Request, RequestKind
from povdesk.domain.vietnamese import clean_text

from .. import theme
from ..desk import Desk
from ..widgets.dialog import Dialog
from ..widgets.field import ProblemLevel
from ..widgets.fields import Choice, ChoiceField, LongTextField, PartialDateField, TextField
from ..widgets.labels import label

_NEW = "new"


class RequestDialog(Dialog):
    """wanted: a request to keep, as typed; who opened the dialog saves it."""

    wanted = Signal(object)

    def __init__(
        self, parent: QWidget, desk: Desk, hamlets: tuple[tuple[int, str], ...], request: Request
    ) -> None:
        title = "Nhận giấy đề nghị" if request.id is None else "Sửa giấy đề nghị"
        super().__init__(title, parent)
        self._desk = desk
        self._request = request
        self._kind = ChoiceField(
            "request-kind", "Đề nghị", [Choice(str(k), k.label) for k in RequestKind], self, required=True
        )
        self._received = PartialDateField("request-day", "Ngày nhận", self, required=True, whole=True)
        self._number = TextField("request-number", "Số tiếp nhận", self)
        self._applicant = TextField("request-applicant", "Người đề nghị", self, required=True)
        self._hamlet = ChoiceField(
            "request-hamlet", "Thôn", [Choice(str(key), name) for key, name in hamlets], self, required=True
        )
        self._household = ChoiceField("request-household", "Hộ trong sổ", [], self)
        self._household.set_hint("Gõ tên và thôn trước; hộ cùng tên trong thôn hiện ở đây.")
        self._reason = LongTextField("request-reason", "Lý do ghi trong giấy", self)
        self._note = label("", "hint", self, wrap=True)
        self._lay_out()
        self._fill()
        self._applicant.committed.connect(self._look_up)
        self._hamlet.changed.connect(self._look_up)
        self._applicant.setFocus()

    def keep(self) -> None:
        """The primary button."""
        if self.refuse_unreadable():
            return
        received = self._received.value()
        day = received.as_date() if received else None
        for field, fault in (
            (self._kind, "" if self._kind.value() else "Chọn việc hộ đề nghị."),
            (self._received, "" if day else "Gõ ngày nhận, ví dụ 12/08/2024."),
            (self._applicant, "" if self._applicant.value() else "Gõ họ và tên người đề nghị."),
            (self._hamlet, "" if self._hamlet.value() else "Chọn thôn."),
        ):
            field.show_problem(ProblemLevel.ERROR if fault else None, fault)
            if fault:
                field.setFocus()
                return
        chosen = self._household.value()
        assert day is not None
        self.wanted.emit(
            Request(
                received_on=day,
                kind=RequestKind(self._kind.value()),
                applicant=clean_text(self._applicant.value()),
                hamlet_id=int(self._hamlet.value()),
                household_id=int(chosen) if chosen and chosen != _NEW else None,
                reason=clean_text(self._reason.value() or ""),
                number=clean_text(self._number.value() or ""),
                note=self._request.note,
                id=self._request.id,
                uid=self._request.uid,
            )
        )

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._applicant, 0, 0, 1, 2)
        grid.addWidget(self._hamlet, 0, 2)
        grid.addWidget(self._household, 1, 0, 1, 3)
        grid.addWidget(self._kind, 2, 0)
        grid.addWidget(self._received, 2, 1)
        grid.addWidget(self._number, 2, 2)
        grid.addWidget(self._reason, 3, 0, 1, 3)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 2)
        self.body.addLayout(grid)
        self.body.addWidget(self._note)
        self.add_button("Bỏ qua")
        self.add_button("Ghi vào sổ", self.keep, kind="primary")
        self.setMinimumWidth(theme.px(700))

    def _fill(self) -> None:
        request = self._request
        self._kind.set_value(str(request.kind))
        self._received.set_value(PartialDate.of(request.received_on))
        self._number.set_value(request.number)
        self._applicant.set_value(request.applicant)
        self._hamlet.set_value(str(request.hamlet_id) if request.hamlet_id else "")
        self._reason.set_value(request.reason)
        if request.applicant:
            self._look_up()

    def _look_up(self) -> None:
        name, hamlet = clean_text(self._applicant.value() or ""), self._hamlet.value()
        hamlet_id = int(hamlet) if hamlet else None

        def read(connection: Any) -> tuple[tuple[int, str], ...]:
            from povdesk.storage import requests

            return requests.households_named(connection, name, hamlet_id)

        self._desk.worker.read(self, read, self._offer)

    def _offer(self, found: tuple[tuple[int, str], ...]) -> None:
        before = self._household.value()
        choices = [Choice(str(key), words) for key, words in found]
        choices.append(Choice(_NEW, "Chưa có trong sổ hoặc chưa rõ"))
        self._household.set_choices(choices)
        codes = [choice.code for choice in choices]
        kept = str(self._request.household_id or "")
        wanted = (
            before if before in codes else kept if kept in codes else codes[0] if len(found) == 1 else _NEW
        )
        self._household.set_value(wanted)
        if len(found) > 1 and wanted == _NEW:
            self._note.setText(f"Có {len(found)} hộ cùng tên trong sổ: chọn đúng hộ, hoặc để chưa rõ.")
        else:
            self._note.setText("")


def blank(today: date) -> Request:
    """An empty request received today."""
    return Request(today, RequestKind.RECOGNISE, "")
