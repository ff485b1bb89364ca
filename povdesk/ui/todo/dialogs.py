"""Two short questions: which cadre helps these households, and until when a case is put off."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.vietnamese import format_count

from ..settings.form_dialog import FormDialog
from ..widgets.choice_field import Choice, ChoiceField
from ..widgets.fields import PartialDateField, TextField

if TYPE_CHECKING:
    from povdesk.storage.assignments import CadreLoad


def assign_dialog(
    parent: QWidget,
    cadres: "Sequence[CadreLoad]",
    households: int,
    since: date,
    save: Callable[[int, str, date, str, Any, Any], None],
) -> FormDialog:
    """save(cadre_id, name, since, goal, done, failed). The list says how many each one helps already."""
    choices = [
        Choice(str(one.id), f"{one.full_name} – {one.post or 'cán bộ'}, đang giúp {one.households} hộ")
        for one in cadres
    ]
    fields = [
        ChoiceField("cadre", "Cán bộ giúp đỡ", choices, parent, required=True),
        PartialDateField("since", "Từ ngày", parent, required=True, whole=True),
        TextField("goal", "Mục tiêu giúp đỡ", parent),
    ]
    dialog = FormDialog(
        f"Phân công cán bộ giúp {format_count(households)} hộ",
        fields,
        parent,
        columns=1,
        needed={"cadre": "Chọn cán bộ trong danh sách.", "since": "Gõ ngày bắt đầu."},
        words="Chọn người đang giúp ít hộ để chia đều. Hộ đã có người này giúp thì giữ nguyên.",
    )
    dialog.field("since").set_value(since)
    names = {str(one.id): one.full_name for one in cadres}

    def write(done: Any, failed: Any) -> None:
        chosen = dialog.field("cadre").value()
        day = dialog.field("since").date_value()
        save(int(chosen), names[chosen], day, dialog.field("goal").value(), done, failed)

    dialog.start(write, focus="cadre")
    return dialog


def snooze_dialog(
    parent: QWidget, cases: int, until: date, save: Callable[[date, str, Any, Any], None]
) -> FormDialog:
    """save(until, reason, done, failed)."""
    fields = [
        PartialDateField("until", "Hoãn đến hết ngày", parent, required=True, whole=True),
        TextField("reason", "Lý do", parent, required=True),
    ]
    dialog = FormDialog(
        f"Hoãn {format_count(cases)} việc",
        fields,
        parent,
        columns=1,
        needed={"until": "Gõ ngày.", "reason": "Gõ lý do, ví dụ: chờ xã họp phân công."},
        words="Việc đang hoãn vẫn hiện ở cuối danh sách, chỉ không tính vào số việc phải làm.",
    )
    dialog.field("until").set_value(until)

    def write(done: Any, failed: Any) -> None:
        save(dialog.field("until").date_value(), dialog.field("reason").value(), done, failed)

    dialog.start(write, focus="reason")
    return dialog
