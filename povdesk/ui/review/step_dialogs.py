"""Dialogs about the round and its steps: open a round, close a step, leave one out, go back, other dates."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain import vietnamese
from povdesk.domain.errors import InvalidInput
from povdesk.domain.review import RoundKind
from povdesk.domain.round_progress import RoundStep

from .. import messages
from ..settings.form_dialog import FormDialog
from ..widgets.fields import Choice, ChoiceField, LongTextField, PartialDateField, TextField
from .loading import Loaded
from .part import Owner

_BY_DATE = "by-date"
KINDS = (
    Choice(str(RoundKind.PERIODIC), "Định kỳ hằng năm"),
    Choice(str(RoundKind.CONTINUOUS), "Thường xuyên trong năm"),
    Choice(str(RoundKind.PERIOD_START), "Tổng rà soát đầu kỳ"),
)


def open_round(parent: QWidget, owner: Owner, loaded: Loaded, opened: Callable[[int], None]) -> FormDialog:
    """Open a new round. opened: gets its key."""
    year = loaded.year
    main = [one for one in loaded.rounds if one.year == year and one.kind is not RoundKind.CONTINUOUS]
    standards = [Choice(_BY_DATE, "Theo ngày áp dụng")] + [
        Choice(one.id, one.title) for one in loaded.standards
    ]
    fields = [
        ChoiceField("kind", "Loại rà soát", KINDS, required=True),
        TextField("year", "Năm", required=True),
        PartialDateField("started_on", "Bắt đầu từ ngày", required=True, whole=True),
        ChoiceField("standard", "Chuẩn nghèo", standards),
        TextField("note", "Ghi chú"),
    ]
    words = (
        "Danh sách gồm các hộ nghèo, cận nghèo đang quản lý và hộ có giấy đề nghị chưa giải quyết."
        " Phiếu mới lấy sẵn thông tin của lần rà soát trước, từng câu trả lời phải xác nhận lại."
    )
    if loaded.carried and not main:
        words += f" Sẽ có {loaded.carried} hộ chuyển sang."
    dialog = FormDialog("Mở kỳ rà soát", fields, parent, words=words)
    dialog.field("kind").set_value(str(RoundKind.CONTINUOUS if main else RoundKind.PERIODIC))
    dialog.field("standard").set_value(_BY_DATE)
    dialog.field("year").set_value(str(year))
    dialog.field("started_on").set_value(date.today() if main else date(year, 9, 1))

    def save(done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        kind = RoundKind(dialog.field("kind").value())
        try:
            number = vietnamese.parse_whole(dialog.field("year").value(), smallest=2021, largest=2100)
        except InvalidInput as error:
            failed(error)
            return
        start = dialog.field("started_on").date_value()
        note, chosen = dialog.field("note").value(), dialog.field("standard").value()
        standard = "" if chosen == _BY_DATE else chosen
        made: list[int] = []

        def work(act: Any) -> None:
            from povdesk.storage import round_steps

            made.append(round_steps.open_round(act, number, kind, start, note=note, standard_id=standard))

        def finished() -> None:
            done()
            opened(made[0])

        owner.write(work, "Đã mở kỳ rà soát.", finished, failed)

    dialog.start(save)
    return dialog


def finish(parent: QWidget, owner: Owner, loaded: Loaded, one: RoundStep) -> FormDialog:
    """Close a step on a day; what it lacks is said in the dialog."""
    assert loaded.this is not None
    key = loaded.this.id
    fields: list[Any] = [PartialDateField("on", "Xong ngày", required=True, whole=True)]
    fields.append(LongTextField("note", "Ghi chú, ý kiến", lines=2))
    dialog = FormDialog(f"Kết thúc bước {one.short_name}", fields, parent, columns=1)
    dialog.field("on").set_value(min(date.today(), loaded.this.last_day))
    dialog.field("note").set_value(one.note)

    def save(done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        day, note = dialog.field("on").date_value(), dialog.field("note").value()

        def work(act: Any) -> None:
            from povdesk.storage import round_steps

            round_steps.finish(act, key, one.step, day, note=note)

        owner.write(work, f"Đã kết thúc bước {one.short_name}.", done, failed)

    dialog.start(save)
    return dialog


def skip(parent: QWidget, owner: Owner, loaded: Loaded, one: RoundStep) -> FormDialog:
    """Không áp dụng, with the reason."""
    assert loaded.this is not None
    key = loaded.this.id
    field = TextField("why", "Vì sao không áp dụng", required=True)
    dialog = FormDialog(f"Không áp dụng bước {one.short_name}", [field], parent, columns=1)

    def save(done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        why = field.value()

        def work(act: Any) -> None:
            from povdesk.storage import round_steps

            round_steps.skip(act, key, one.step, why)

        owner.write(work, f"Bước {one.short_name} không áp dụng.", done, failed)

    dialog.start(save)
    return dialog


def due(parent: QWidget, owner: Owner, loaded: Loaded, one: RoundStep) -> FormDialog:
    """Another date to be done with a step, and what is to be remembered of it."""
    assert loaded.this is not None
    key = loaded.this.id
    fields: list[Any] = [PartialDateField("due", "Hạn", whole=True)]
    fields.append(LongTextField("note", "Ghi chú, ý kiến", lines=3))
    words = "Hạn gợi ý theo quy trình; sửa theo kế hoạch rà soát của tỉnh."
    dialog = FormDialog(f"Bước {one.short_name}", fields, parent, columns=1, words=words)
    dialog.field("due").set_value(one.due_on)
    dialog.field("note").set_value(one.note)

    def save(done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        day, note = dialog.field("due").date_value(), dialog.field("note").value()

        def work(act: Any) -> None:
            from povdesk.storage import round_steps

            round_steps.set_due(act, key, one.step, day)
            round_steps.set_note(act, key, one.step, note)

        owner.write(work, f"Đã lưu bước {one.short_name}.", done, failed)

    dialog.start(save)
    return dialog


def reopen(parent: QWidget, owner: Owner, loaded: Loaded, one: RoundStep) -> None:
    """Ask, since later steps open as well."""
    assert loaded.this is not None
    key = loaded.this.id

    def work(act: Any) -> None:
        from povdesk.storage import round_steps

        round_steps.reopen(act, key, one.step)

    messages.confirm(
        parent,
        f"Mở lại bước {one.short_name}?",
        "Mở lại",
        "Giữ nguyên",
        lambda: owner.write(work, f"Đã mở lại bước {one.short_name}."),
        more="Các bước sau cũng mở lại. Số liệu đã nhập vẫn giữ.",
    )
