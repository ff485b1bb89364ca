"""The questions that the tabs ask before they write."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.assignment import CadreRow, Family, Help
from povdesk.domain.vietnamese import format_count

from ..settings.form_dialog import FormDialog
from ..widgets.choice_field import Choice, ChoiceField
from ..widgets.fields import LongTextField, PartialDateField, TextField

if TYPE_CHECKING:
    from ..widgets.field import Field

Write = Callable[[Callable[[], None], Callable[[Exception], None]], None]


def cadre_choices(cadres: Sequence[CadreRow], *, without: int | None = None) -> list[Choice]:
    """The cadres of the day, each with how many families he or she helps."""
    return [
        Choice(
            str(one.id),
            f"{one.cadre.full_name} – {one.cadre.post or one.body or 'cán bộ'}, đang giúp"
            f" {one.households} hộ",
        )
        for one in cadres
        if one.id != without
    ]


def assign(
    parent: QWidget,
    cadres: Sequence[CadreRow],
    families: int,
    since: date,
    save: Callable[[int, date, str, str, Any, Any], None],
) -> FormDialog:
    """save(cadre_id, since, goal, content, done, failed)."""
    dialog = FormDialog(
        f"Phân công cán bộ giúp {format_count(families)} hộ",
        [
            ChoiceField("cadre", "Cán bộ giúp đỡ", cadre_choices(cadres), required=True),
            PartialDateField("since", "Từ ngày", required=True, whole=True),
            TextField("goal", "Mục tiêu giúp đỡ"),
            LongTextField("content", "Nội dung giúp đỡ", lines=2),
        ],
        parent,
        columns=1,
        needed={"cadre": "Chọn cán bộ trong danh sách.", "since": "Gõ ngày bắt đầu."},
        words="Hộ đã có người này giúp thì giữ nguyên.",
    )
    dialog.field("since").set_value(since)

    def write(done: Any, failed: Any) -> None:
        save(
            int(dialog.field("cadre").value()),
            dialog.field("since").date_value(),
            dialog.field("goal").value(),
            dialog.field("content").value(),
            done,
            failed,
        )

    dialog.start(write, focus="cadre")
    return dialog


def change_help(
    parent: QWidget, family: Family, one: Help, save: Callable[[Help, Any, Any], None]
) -> FormDialog:
    """save(help, done, failed) with the days, goal, content and result as typed."""
    dialog = FormDialog(
        f"{one.cadre} giúp hộ {family.head_name}",
        [
            PartialDateField("since", "Từ ngày", whole=True),
            PartialDateField("until", "Thôi giúp từ ngày", whole=True),
            TextField("goal", "Mục tiêu giúp đỡ"),
            LongTextField("content", "Nội dung giúp đỡ", lines=2),
            LongTextField("result", "Kết quả", lines=2),
        ],
        parent,
        words="; ".join(
            part
            for part in (
                f"Thiếu hụt: {', '.join(family.lacks)}" if family.lacks else "",
                f"Nguyên nhân: {', '.join(family.reasons)}" if family.reasons else "",
                f"Nhu cầu: {', '.join(family.needs)}" if family.needs else "",
            )
            if part
        ),
    )
    for code in ("since", "until", "goal", "content", "result"):
        dialog.field(code).set_value(getattr(one, code))

    def write(done: Any, failed: Any) -> None:
        wanted = Help(
            one.id,
            one.cadre_id,
            one.cadre,
            one.post,
            one.body,
            dialog.field("since").date_value(),
            dialog.field("until").date_value(),
            dialog.field("goal").value(),
            dialog.field("content").value(),
            dialog.field("result").value(),
        )
        save(wanted, done, failed)

    dialog.start(write, focus="result")
    return dialog


def ask_day(
    parent: QWidget, title: str, words: str, day: date, save: Callable[[date, Any, Any], None]
) -> FormDialog:
    """One day; save(day, done, failed)."""
    dialog = FormDialog(
        title,
        [PartialDateField("day", "Từ ngày", required=True, whole=True)],
        parent,
        columns=1,
        needed={"day": "Gõ ngày."},
        words=words,
    )
    dialog.field("day").set_value(day)
    dialog.start(lambda done, failed: save(dialog.field("day").date_value(), done, failed))
    return dialog


def successor(
    parent: QWidget,
    title: str,
    words: str,
    cadres: Sequence[CadreRow],
    one: CadreRow,
    day: date,
    day_title: str,
    save: Callable[[int | None, date, Any, Any], None],
    *,
    required: bool,
) -> FormDialog:
    """Who takes over and when; save(cadre_id, day, done, failed)."""
    fields: list[Field] = [
        ChoiceField("cadre", "Người nhận bàn giao", cadre_choices(cadres, without=one.id), required=required),
        PartialDateField("day", day_title, required=True, whole=True),
    ]
    dialog = FormDialog(
        title,
        fields,
        parent,
        columns=1,
        needed={"cadre": "Chọn người nhận trong danh sách.", "day": "Gõ ngày."},
        words=words,
    )
    dialog.field("day").set_value(day)

    def write(done: Any, failed: Any) -> None:
        chosen = dialog.field("cadre").value()
        save(int(chosen) if chosen else None, dialog.field("day").date_value(), done, failed)

    dialog.start(write, focus="cadre")
    return dialog
