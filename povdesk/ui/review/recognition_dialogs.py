"""Dialogs of recognition: another class with its reason, the decision, the certificates and their numbers."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.household import Category
from povdesk.storage.certificates import Certified
from povdesk.storage.recognition import Decision, Proposed

from .. import messages
from ..settings.form_dialog import FormDialog
from ..widgets.fields import Choice, ChoiceField, PartialDateField, TextField
from .loading import Loaded
from .meeting_dialog import AGREED
from .part import Owner

_SAME = "same"
Done = Callable[[], None]
Failed = Callable[[Exception], None]


def put_forward(parent: QWidget, owner: Owner, loaded: Loaded, row: Proposed) -> FormDialog:
    """The class to be recognised when it differs from the computed one."""
    assert loaded.this is not None
    key = loaded.this.id
    same = Choice(_SAME, f"Như kết quả tính ({row.computed.label.lower()})")
    fields = [
        ChoiceField("category", "Kết quả đề nghị công nhận", [same, *AGREED]),
        TextField("reason", "Lý do khác kết quả tính"),
    ]
    dialog = FormDialog(f"Hộ {row.head_name}, {row.hamlet}", fields, parent, columns=1)
    differs = row.category is not row.computed
    dialog.field("category").set_value(str(row.category) if differs else _SAME)
    dialog.field("reason").set_value(row.reason)

    def save(done: Done, failed: Failed) -> None:
        chosen, reason = dialog.field("category").value(), dialog.field("reason").value()

        def work(act: Any) -> None:
            from povdesk.storage import meetings

            category = None if chosen in ("", _SAME) else Category(chosen)
            meetings.put_forward(act, key, row.household_id, category, reason)

        owner.write(work, f"Đã lưu kết quả của hộ {row.head_name}.", done, failed)

    dialog.start(save)
    return dialog


def decide(parent: QWidget, owner: Owner, loaded: Loaded) -> FormDialog:
    """Number and date as on the signed decision; then everything that follows is written as one act."""
    assert loaded.this is not None
    key = loaded.this.id
    poor = sum(one.category is Category.POOR for one in loaded.proposal)
    near = sum(one.category is Category.NEAR_POOR for one in loaded.proposal)
    gone = sum(one.escapes for one in loaded.proposal)
    gone_near = sum(one.escapes_near for one in loaded.proposal)
    words = (
        f"Công nhận {poor} hộ nghèo, {near} hộ cận nghèo;"
        f" {gone} hộ thoát nghèo, {gone_near} hộ thoát cận nghèo."
        " Sau khi lưu, phiếu của kỳ này chỉ xem và danh sách được giữ nguyên."
    )
    fields: list[Any] = [
        TextField("number", "Số quyết định", required=True),
        PartialDateField("signed_on", "Ngày ký", required=True, whole=True),
    ]
    dialog = FormDialog("Quyết định công nhận", fields, parent, words=words)
    dialog.field("number").set_placeholder("ví dụ 87/QĐ-UBND")

    def save(done: Done, failed: Failed) -> None:
        number, day = dialog.field("number").value(), dialog.field("signed_on").date_value()

        def work(act: Any) -> None:
            from povdesk.storage import recognition

            recognition.recognise(act, key, number, day)

        owner.write(work, f"Đã công nhận theo quyết định {number}.", done, failed)

    dialog.start(save)
    return dialog


def correct(parent: QWidget, owner: Owner, loaded: Loaded, given: Decision) -> FormDialog:
    """Put right the number or the date."""
    assert loaded.this is not None
    key = loaded.this.id
    fields: list[Any] = [
        TextField("number", "Số quyết định", required=True),
        PartialDateField("signed_on", "Ngày ký", required=True, whole=True),
    ]
    dialog = FormDialog("Sửa số, ngày quyết định", fields, parent)
    dialog.field("number").set_value(given.number)
    dialog.field("signed_on").set_value(given.signed_on)

    def save(done: Done, failed: Failed) -> None:
        number, day = dialog.field("number").value(), dialog.field("signed_on").date_value()

        def work(act: Any) -> None:
            from povdesk.storage import recognition

            recognition.correct_decision(act, key, number, day)

        owner.write(work, "Đã sửa số, ngày quyết định.", done, failed)

    dialog.start(save)
    return dialog


def confirm(parent: QWidget, owner: Owner, loaded: Loaded) -> FormDialog | None:
    """Fill the round's box on all certificates."""
    assert loaded.this is not None
    key = loaded.this.id
    waiting = [one for one in loaded.certificates if not one.is_confirmed]
    if not waiting:
        messages.tell(parent, "Tất cả giấy chứng nhận của kỳ này đã xác nhận.")
        return None
    new = sum(one.certificate_id is None for one in waiting)
    words = (
        f"Xác nhận ô năm {waiting[0].year} trên {len(waiting)} giấy chứng nhận, trong đó {new} giấy cấp mới."
        " Số giấy để trống cho tới khi ghi."
    )
    field: Any = PartialDateField("on", "Ngày xác nhận", required=True, whole=True)
    dialog = FormDialog("Giấy chứng nhận", [field], parent, columns=1, words=words)
    dialog.field("on").set_value(date.today())

    def save(done: Done, failed: Failed) -> None:
        day = dialog.field("on").date_value()

        def work(act: Any) -> None:
            from povdesk.storage import certificates

            certificates.confirm(act, key, day)

        owner.write(work, f"Đã xác nhận {len(waiting)} giấy chứng nhận.", done, failed)

    dialog.start(save)
    return dialog


def number(parent: QWidget, owner: Owner, paper: Certified) -> FormDialog:
    """The number a certificate was given."""
    key = paper.certificate_id
    assert key is not None
    fields: list[Any] = [
        TextField("number", "Số giấy chứng nhận"),
        PartialDateField("issued_on", "Ngày cấp", whole=True),
    ]
    dialog = FormDialog(f"Giấy chứng nhận hộ {paper.head_name}", fields, parent)
    dialog.field("number").set_value(paper.number)
    dialog.field("number").set_placeholder("ví dụ 12/GCN-HN.HCN")
    dialog.field("issued_on").set_value(paper.issued_on)

    def save(done: Done, failed: Failed) -> None:
        given, day = dialog.field("number").value(), dialog.field("issued_on").date_value()

        def work(act: Any) -> None:
            from povdesk.storage import certificates

            certificates.set_number(act, key, given, day)

        owner.write(work, f"Đã ghi số giấy chứng nhận hộ {paper.head_name}.", done, failed)

    dialog.start(save)
    return dialog
