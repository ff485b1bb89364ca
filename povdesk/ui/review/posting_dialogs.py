"""Dialogs about a public posting: where and from when to when, and the objections with the second look."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.vietnamese import short_date
from povdesk.storage.meetings import Complaint, Posting

from ..settings.form_dialog import FormDialog
from ..widgets.fields import Choice, ChoiceField, LongTextField, PartialDateField, TextField
from .loading import Loaded
from .part import Owner

_ALL = "all"
_USUAL_PLACES = "Trụ sở Ủy ban nhân dân xã; nhà văn hóa thôn"


def posting(parent: QWidget, owner: Owner, loaded: Loaded, there: Posting) -> FormDialog:
    """Keep one posting. The last day is proposed by the procedure's working days."""
    this = loaded.this
    assert this is not None
    hamlets = [Choice(_ALL, "Toàn xã"), *(Choice(str(key), name) for key, name in loaded.hamlets)]
    fields: list[Any] = [
        ChoiceField("hamlet", "Niêm yết cho", hamlets, required=True),
        TextField("places", "Nơi niêm yết"),
        PartialDateField("posted_from", "Từ ngày", required=True, whole=True),
        PartialDateField("posted_to", "Đến hết ngày", whole=True),
        LongTextField("note", "Ghi chú", lines=2),
    ]
    dialog = FormDialog("Niêm yết công khai", fields, parent)
    dialog.field("hamlet").set_value(str(there.hamlet_id) if there.hamlet_id else _ALL)
    dialog.field("places").set_value(there.places or _USUAL_PLACES)
    dialog.field("posted_from").set_value(there.posted_from)
    dialog.field("posted_to").set_value(there.posted_to)
    dialog.field("note").set_value(there.note)

    def propose() -> None:
        start = dialog.field("posted_from").date_value()
        if start is None:
            return

        def read(connection: Any) -> date:
            from povdesk.storage import round_rules

            return round_rules.posting_ends(connection, this, start)

        def show(day: date) -> None:
            field = dialog.field("posted_to")
            field.set_hint(f"Đủ số ngày làm việc vào ngày {short_date(day)}.")
            if field.is_empty():
                field.set_value(day)

        owner.desk.worker.read(dialog, read, show)

    dialog.field("posted_from").committed.connect(propose)

    def save(done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        chosen = dialog.field("hamlet").value()
        wanted = Posting(
            None if chosen == _ALL else int(chosen),
            dialog.field("posted_from").date_value(),
            dialog.field("posted_to").date_value(),
            dialog.field("places").value(),
            dialog.field("note").value(),
            there.id,
        )
        if there.id is not None and wanted.hamlet_id != there.hamlet_id:
            wanted = replace(wanted, id=None)

        def work(act: Any) -> None:
            from povdesk.storage import meetings

            meetings.save_posting(act, this.id, wanted)

        owner.write(work, "Đã lưu niêm yết.", done, failed)

    dialog.start(save, "posted_from")
    return dialog


def complaint(parent: QWidget, owner: Owner, loaded: Loaded, there: Complaint) -> FormDialog:
    """Keep one objection and what the second look gave."""
    households = [Choice(str(key), name) for key, name in (loaded.names or {}).items()]
    fields: list[Any] = [
        PartialDateField("received_on", "Nhận ngày", required=True, whole=True),
        TextField("complainant", "Người khiếu nại", required=True),
        ChoiceField("household", "Về hộ", households),
        LongTextField("content", "Nội dung", lines=2),
        PartialDateField("rechecked_on", "Phúc tra ngày", whole=True),
        LongTextField("result", "Kết quả phúc tra", lines=2),
    ]
    dialog = FormDialog("Khiếu nại", fields, parent)
    for name in ("received_on", "complainant", "content", "rechecked_on", "result"):
        dialog.field(name).set_value(getattr(there, name))
    dialog.field("household").set_value(str(there.household_id or ""))

    def save(done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        chosen = dialog.field("household").value()
        wanted = replace(
            there,
            received_on=dialog.field("received_on").date_value(),
            complainant=dialog.field("complainant").value(),
            content=dialog.field("content").value(),
            household_id=int(chosen) if chosen else None,
            rechecked_on=dialog.field("rechecked_on").date_value(),
            result=dialog.field("result").value(),
        )

        def work(act: Any) -> None:
            from povdesk.storage import meetings

            meetings.save_complaint(act, wanted)

        owner.write(work, "Đã lưu khiếu nại.", done, failed)

    dialog.start(save)
    return dialog
