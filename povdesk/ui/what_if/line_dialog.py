"""One line of a proposal: which support, for whom, from which money, how much, when."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from povdesk.domain.support import Subject
from povdesk.domain.vietnamese import format_number
from povdesk.domain.what_if import ProposalLine

from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..widgets.fields import Choice, ChoiceField, MoneyField, PartialDateField, TextField
from ..widgets.labels import button, label
from .loading import SUBJECTS, Loaded, money_key, money_of, subjects_words
from .picker import SubjectPicker

_SUBJECTS = [Choice(str(one), one.label) for one in SUBJECTS]
Keep = Callable[[ProposalLine, Callable[[], None], Callable[[Exception], None]], None]


class LineDialog(FormDialog):
    """keep(line, done, failed) writes; the button chooses the households or people."""

    def __init__(
        self, desk: Desk, page: QWidget, loaded: Loaded, known: ProposalLine | None, keep: Keep
    ) -> None:
        line = known or ProposalLine("")
        self._desk, self._loaded, self._line, self._keep_line = desk, loaded, line, keep
        self.chosen: tuple[int, ...] = line.subjects
        super().__init__(
            "Sửa dòng hỗ trợ" if known else "Thêm dòng hỗ trợ",
            [
                ChoiceField("kind", "Loại hỗ trợ", loaded.kind_choices(line.kind), required=True),
                ChoiceField(
                    "subject", "Ghi cho", [Choice(str(one), one.label) for one in SUBJECTS], required=True
                ),
                ChoiceField("money", "Dòng kinh phí", loaded.money_choices()),
                PartialDateField("day", "Ngày dự kiến", whole=True),
                MoneyField("unit_cost", "Số tiền mỗi hộ (người)"),
                MoneyField("amount", "Hoặc số tiền cả dòng"),
                TextField("note", "Ghi chú"),
            ],
            page,
            needed={"kind": "Chọn loại hỗ trợ (F4).", "subject": "Chọn hộ hoặc người."},
            words="Đây là thử: chưa ghi gì vào sổ. Hỗ trợ đã làm thật thì ghi ở trang Hỗ trợ.",
        )
        self._who = label("", "strong", self, wrap=True)
        self._sum = label("", "caption", self)
        self._pick = button("Chọn đối tượng…", self.pick, icon="people", parent=self)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._pick)
        row.addWidget(self._who, 1)
        self.content.addLayout(row)
        self.content.addWidget(self._sum)
        self._fill(line)
        self.field("kind").committed.connect(self._on_kind)
        for code in ("subject", "unit_cost", "amount"):
            self.field(code).committed.connect(lambda *_: self._show_who())
        self._show_who()
        self._changed = False

    def subject(self) -> Subject:
        value = self.field("subject").value()
        return Subject(value) if value else Subject.HOUSEHOLD

    def line(self) -> ProposalLine:
        """As typed."""
        return replace(
            self._line,
            kind=self.field("kind").value(),
            subject=self.subject(),
            subjects=self.chosen,
            money=money_of(self.field("money").value()),
            unit_cost=self.field("unit_cost").value(),
            amount=self.field("amount").value(),
            day=self.field("day").date_value(),
            note=self.field("note").value(),
        )

    def begin(self) -> None:
        self.start(self._write, "kind")

    def pick(self) -> SubjectPicker:
        """Open the lists to choose from."""

        def done(keys: tuple[int, ...]) -> None:
            self.chosen = keys
            self.mark_changed()
            self._show_who()

        dialog = SubjectPicker(self, self._desk, self._loaded, self.subject(), self.chosen, done)
        dialog.open()
        return dialog

    def _write(self, done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        self._keep_line(self.line(), done, failed)

    def _fill(self, line: ProposalLine) -> None:
        values: dict[str, Any] = {
            "kind": line.kind,
            "subject": str(line.subject),
            "money": money_key(line.money) if line.money.is_chosen else "",
            "day": line.day,
            "unit_cost": line.unit_cost,
            "amount": line.amount,
            "note": line.note,
        }
        for code, value in values.items():
            self.field(code).set_value(value)

    def _on_kind(self, *_values: object) -> None:
        """The subject that fits the kind; those chosen for the other subject no longer fit."""
        kind = self._loaded.kind(self.field("kind").value())
        if kind is not None and self.subject() not in kind.subjects:
            fits = next((one for one in kind.subjects if one in SUBJECTS), Subject.HOUSEHOLD)
            self.field("subject").set_value(str(fits))
        self._show_who()

    def _show_who(self) -> None:
        if self.subject() is not self._line.subject:
            self._line = replace(self._line, subject=self.subject())
            self.chosen = ()
        count = len(self.chosen)
        self._who.setText(subjects_words(self.subject(), count) if count else "Chưa chọn ai")
        cost = self.line().cost
        self._sum.setText("" if cost is None else f"Cả dòng: {format_number(cost)} đồng")
