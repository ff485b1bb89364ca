"""Tab 5: the steps of the review as dated rules that the officer may change."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from povdesk.domain.commune import CommuneIdentity
from povdesk.domain.errors import InvalidInput
from povdesk.domain.procedure import Procedure, ProcedureStep, shipped_procedures
from povdesk.domain.review import RoundState
from povdesk.domain.vietnamese import short_date

from .. import theme
from ..desk import Desk
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.field import ProblemLevel
from ..widgets.fields import NumberField, TextField
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView
from .form_dialog import FormDialog
from .list_part import Listed
from .rules_part import RulesPart, Version

_WORDS = {
    RoundState.LISTING: "Lập danh sách",
    RoundState.SURVEYING: "Rà soát, phân loại",
    RoundState.MEETING: "Họp dân",
    RoundState.POSTING: "Niêm yết",
    RoundState.OPINION: "Xin ý kiến",
    RoundState.RECOGNISED: "Công nhận",
}
_NOT_THERE = "Chưa nhập"
_NOT_USED = "Không áp dụng"
_CHECK = "Cần đối chiếu"
_TONES = {_NOT_THERE: Tone.WARN, _CHECK: Tone.WARN, "Đang dùng": Tone.OK}
_COLUMNS = (
    ListColumn("number", "Bước", 46, lambda row: str(_number(row)), lambda row: _number(row), align="right"),
    ListColumn(
        "name", "Việc", 190, lambda row: _name(row), bold=True, stretch=True, tip=lambda row: _name(row)
    ),
    ListColumn(
        "actor", "Người thực hiện", 116, lambda row: _of(row, "actor"), tip=lambda row: _of(row, "actor")
    ),
    ListColumn(
        "output", "Biểu mẫu, kết quả", 126, lambda row: _of(row, "output"), tip=lambda row: _of(row, "output")
    ),
    ListColumn("days", "Số ngày", 66, lambda row: _days(row.item)),
    ListColumn("day", "Dự kiến", 66, lambda row: _month_day(row.item)),
    ListColumn(
        "state",
        "Trạng thái",
        112,
        lambda row: row.state,
        tone=lambda row: _TONES.get(row.state),
        tip=lambda row: row.item.certainty if row.item else "",
    ),
)


class ProcedurePart(RulesPart):
    """Six steps; whom step 5 asks is a dated name of the unit, set in tab 1."""

    kind = "procedure"
    head = "Quy trình rà soát"
    back_words = "quy trình rà soát"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._identities: tuple[CommuneIdentity, ...] = ()
        self._asked_on: date | None = None
        self.view = ListView(ListModel(_COLUMNS, self), desk.habits, "settings-steps", self)
        self.view.setAccessibleName("Các bước")
        self.view.setMinimumHeight(theme.px(theme.ROSTER_ROW * 6 + theme.TABLE_HEADER + 8))
        self._edit = button("Sửa bước…", self._edit_chosen, icon="edit", kind="primary", parent=self)
        self._addressee = label("", "", self, wrap=True)
        self._set_addressee = button("Đặt nơi xin ý kiến…", self._on_addressee, parent=self)
        self._lay_out()
        self.view.opened.connect(self._open)
        self.view.chosen.connect(lambda row: self._edit.setEnabled(row is not None))

    def load(self, connection: Any) -> tuple[tuple[Version, ...], tuple[CommuneIdentity, ...]]:
        from povdesk.storage import commune

        return self.versions_of(connection), commune.identities(connection)

    def show_loaded(self, loaded: tuple[tuple[Version, ...], tuple[CommuneIdentity, ...]]) -> None:
        versions, self._identities = loaded
        super().show_loaded(versions)

    def versions_of(self, connection: Any) -> tuple[Version, ...]:
        from povdesk.storage import rule_edits

        originals = {one.id: one for one in shipped_procedures()}
        edits = rule_edits.edits(connection, rule_edits.PROCEDURE)
        return tuple(
            Version(one, originals.get(one.id), edits.get(one.id))
            for one in rule_edits.procedures(connection)
        )

    def state_of(self, version: Version) -> tuple[str, Tone, str]:
        if version.rules.is_complete:
            return "Đủ các bước", Tone.OK, "checkmark-circle"
        return "Chưa đủ, chưa dùng được", Tone.WARN, "warning"

    def doubts_of(self, version: Version) -> Sequence[str]:
        rules: Procedure = version.rules
        doubts = [f"bước {_order(step)}: {step.certainty}" for step in rules.steps if step.certainty]
        return doubts if rules.steps else ["chưa có bước nào; nhập khi có văn bản"]

    def show_version(self, version: Version) -> None:
        rules: Procedure = version.rules
        there = {step.step: step for step in rules.steps}
        original = {step.step: step for step in version.original.steps} if version.original else {}
        kept = self.view.current_row()
        rows = []
        for code in RoundState:
            step = there.get(code)
            state = (_CHECK if step.certainty else "Đang dùng") if step else _NOT_THERE
            if step is None and (code in original or rules.is_complete):
                state = _NOT_USED
            rows.append(Listed(code.value, step, state))
        self.view.set_rows(rows)
        if kept is None:
            self.view.choose(lambda row: True)
        self._edit.setEnabled(self.view.current_row() is not None)
        self._show_addressee(rules)

    def head_boxes(self, dialog: FormDialog, version: Version) -> None:
        if not (version.original and version.original.is_complete):
            dialog.add_box(
                "complete", "Các bước đã nhập đủ theo văn bản, dùng được", version.rules.is_complete
            )

    def head_changes(self, dialog: FormDialog, version: Version) -> dict[str, Any]:
        if version.original and version.original.is_complete:
            return {}
        status = "complete" if dialog.ticked("complete") else "incomplete"
        return {} if (status == "complete") == version.rules.is_complete else {"status": status}

    def _show_addressee(self, rules: Procedure) -> None:
        """Bước 5: whom the commune asks, for each name the commune has in this version's time."""
        if not any(step.step is RoundState.OPINION for step in rules.steps):
            self._addressee.setText("")
            self._set_addressee.hide()
            return
        lines, self._asked_on = [], None
        for one in self._identities:
            ends = one.valid_to or date.max
            if ends < rules.effective_from or (rules.effective_to and one.valid_from > rules.effective_to):
                continue
            whom = one.review_opinion_addressee
            if not whom:
                self._asked_on = self._asked_on or one.valid_from
            since = f"{one.full_name}, từ {short_date(one.valid_from)}"
            lines.append(f"{since}: {whom or 'chưa đặt nơi xin ý kiến'}")
        words = "; ".join(lines) or "chưa có tên đơn vị trong thời gian này"
        self._addressee.setText(f"Bước 5 xin ý kiến – {words}.")
        theme.mark(self._addressee, "tone", "warn" if self._asked_on else "")
        self._set_addressee.setVisible(self._asked_on is not None)

    def _on_addressee(self) -> None:
        if self._asked_on is not None:
            self.desk.open("settings", tab="unit", addressee_on=self._asked_on)

    def _edit_chosen(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self._open(row)

    def _open(self, row: Listed) -> None:
        version = self.version()
        if version is None:
            return
        dialog = StepDialog(RoundState(row.key), row.item, row.state != _NOT_USED, self)

        def save(done: Any, failed: Any) -> None:
            try:
                changes = dialog.changes()
            except InvalidInput as error:
                dialog.field("suggested").show_problem(ProblemLevel.ERROR, error.message)
                failed(error)
                return
            whole = {"step": [changes]} if len(changes) > 1 else {}
            self.change(whole, f"Đã lưu bước {_order_of(row.key)} của quy trình.", done, failed)

        dialog.start(save)

    def _lay_out(self) -> None:
        card = Card("Các bước", self, flush=True)
        card.add_action(self._edit)
        below = QHBoxLayout()
        below.setContentsMargins(theme.CARD_PADDING, 2, theme.CARD_PADDING, 0)
        below.addWidget(self._addressee, 1)
        below.addWidget(self._set_addressee)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.CARD_PADDING, 0, theme.CARD_PADDING, 0)
        foot.addWidget(KeyStrip([("Enter", "sửa bước"), ("Alt+1", "đơn vị")], self))
        card.body.addWidget(self.view, 1)
        card.body.addLayout(below)
        card.body.addLayout(foot)
        self.body.addWidget(card, 1)


class StepDialog(FormDialog):
    """One step; a step that does not apply is taken out, and can be put back."""

    def __init__(self, code: RoundState, step: ProcedureStep | None, applies: bool, parent: QWidget) -> None:
        self._code, self._step = code, step
        fields = [
            TextField("name", "Việc", None, required=True),
            TextField("actor", "Người thực hiện"),
            TextField("output", "Biểu mẫu, kết quả"),
            TextField("suggested", "Ngày dự kiến hằng năm (ngày/tháng)"),
            NumberField("working_days", "Thời hạn", unit="ngày làm việc", whole=True),
            NumberField("recheck_working_days", "Thời hạn phúc tra", unit="ngày làm việc", whole=True),
            NumberField("min_agreement_percent", "Tỷ lệ đồng ý ít nhất", unit="%", whole=True, maximum=100),
        ]
        super().__init__(
            f"Bước {_order_of(code)}: {_WORDS[code]}",
            fields,
            parent,
            needed={"name": "Gõ tên việc."},
            words=step.certainty if step and step.certainty else "",
        )
        for field in fields[:3]:
            field.set_value(getattr(step, field.code) if step else "")
        for field in fields[4:]:
            field.set_value(getattr(step, field.code) if step else None)
        dialog_day = self.field("suggested")
        dialog_day.set_value(_month_day(step))
        dialog_day.set_placeholder("ví dụ 15/9")
        if step is None:
            self.field("name").set_value(_WORDS[code])
        self.add_box("applies", "Áp dụng bước này", applies)
        if step is not None and step.certainty:
            self.add_box("confirmed", "Đã đối chiếu với văn bản", False)

    def changes(self) -> dict[str, Any]:
        """What differs from the step as it is; {"code": …} alone when nothing does."""
        code = self._code.value
        if not self.ticked("applies"):
            return {"code": code, "removed": True} if self._step else {"code": code}
        changes: dict[str, Any] = {"code": code}
        for name in ("name", "actor", "output"):
            text = self.field(name).value()
            if text != (getattr(self._step, name) if self._step else ""):
                changes[name] = text
        for name in ("working_days", "recheck_working_days", "min_agreement_percent"):
            number = self.field(name).value()
            number = None if number is None else int(number)
            if number != (getattr(self._step, name) if self._step else None):
                changes[name] = number
        suggested = _read_month_day(self.field("suggested").value())
        if suggested != (self._step.suggested if self._step else None):
            changes["suggested_month"], changes["suggested_day"] = suggested or (None, None)
        if self._step is not None and self.ticked("confirmed"):
            changes["certainty"] = None
        return changes


def _read_month_day(text: str) -> tuple[int, int] | None:
    """15/9 → (9, 15)."""
    if not text:
        return None
    found = re.fullmatch(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})", text)
    try:
        if found is None:
            raise ValueError
        day, month = int(found[1]), int(found[2])
        date(2023, month, day)
    except ValueError:
        raise InvalidInput(f"“{text}” không phải ngày trong năm.", "Gõ ngày/tháng, ví dụ 15/9.") from None
    return month, day


def _order(step: ProcedureStep) -> int:
    return _order_of(step.step)


def _order_of(code: str) -> int:
    return [state.value for state in RoundState].index(str(code)) + 1


def _number(row: Listed) -> int:
    return _order_of(row.key)


def _name(row: Listed) -> str:
    return row.item.name if row.item else _WORDS[RoundState(row.key)]


def _of(row: Listed, name: str) -> str:
    return str(getattr(row.item, name)) if row.item else ""


def _days(step: ProcedureStep | None) -> str:
    return f"{step.working_days} ngày" if step and step.working_days else ""


def _month_day(step: ProcedureStep | None) -> str:
    return f"{step.suggested[1]}/{step.suggested[0]}" if step and step.suggested else ""
