"""Tab 3: the hamlets, from day to day, and their chiefs."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain import identity
from povdesk.domain.commune import Hamlet, is_valid_on
from povdesk.domain.vietnamese import short_date

from ..desk import Desk
from ..theme import Tone
from ..widgets.fields import Choice, ChoiceField, NumberField, PartialDateField, TextField
from ..widgets.table import ListColumn
from .form_dialog import FormDialog
from .list_part import Listed, ListPart
from .removing import ask_last_day, delete_or_say_why

_KINDS = ("thôn", "bản", "ấp", "buôn", "làng", "tổ dân phố", "khu phố")
_COLUMNS = (
    ListColumn(
        "position",
        "Thứ tự",
        56,
        lambda row: str(row.item.position),
        lambda row: row.item.position,
        align="right",
        searched=False,
    ),
    ListColumn("code", "Mã", 46, lambda row: row.item.code),
    ListColumn("name", "Tên", 126, lambda row: row.item.full_name, bold=True, stretch=True),
    ListColumn("chief", "Trưởng thôn", 130, lambda row: row.item.chief_name),
    ListColumn("phone", "Điện thoại", 100, lambda row: identity.show_phone(row.item.chief_phone)),
    ListColumn("valid", "Thời gian", 140, lambda row: _period(row.item), tip=lambda row: _period(row.item)),
    ListColumn(
        "state",
        "Trạng thái",
        92,
        lambda row: row.state,
        tone=lambda row: Tone.OK if row.state == "Đang dùng" else Tone.NEUTRAL,
    ),
)


class HamletsPart(ListPart):
    """Hamlets are dated: a merged one ends, its records stay."""

    name, title, adding = "hamlets", "Thôn, tổ dân phố", "Thêm thôn…"
    words = "Khi tách, nhập thôn: thêm thôn mới từ ngày đó và ngừng dùng thôn cũ, không xóa."

    nothing = "Chưa có thôn nào. Bấm “Thêm thôn…” để nhập."

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)
        self._hamlets: tuple[Hamlet, ...] = ()

    def load(self, connection: Any) -> tuple[Hamlet, ...]:
        from povdesk.storage import commune

        return commune.hamlets(connection)

    def show_loaded(self, loaded: tuple[Hamlet, ...]) -> None:
        self._hamlets = loaded
        self.show_rows([Listed(one.uid, one, _state(one)) for one in loaded])

    def _on_add(self) -> None:
        following = max((one.position for one in self._hamlets), default=0) + 1
        self._open(Hamlet("", position=following))

    def _on_edit(self, row: Listed) -> None:
        self._open(row.item)

    def _open(self, one: Hamlet) -> None:
        others = [Choice(other.uid, other.full_name) for other in self._hamlets if other.uid != one.uid]
        fields = [
            ChoiceField("kind", "Gọi là", [Choice(kind, kind) for kind in _KINDS], None, required=True),
            TextField("name", "Tên riêng", None, required=True),
            TextField("code", "Mã, đứng đầu mã hộ"),
            NumberField("position", "Thứ tự trong biểu", whole=True),
            PartialDateField("valid_from", "Từ ngày", whole=True),
            PartialDateField("valid_to", "Đến hết ngày", whole=True),
            TextField("chief_name", "Trưởng thôn"),
            TextField("chief_phone", "Điện thoại trưởng thôn"),
            ChoiceField("predecessor", "Tách, nhập từ thôn", others),
        ]
        dialog = FormDialog(
            f"{one.full_name[:1].upper()}{one.full_name[1:]}" if one.uid else "Thôn mới",
            fields,
            self,
            needed={"kind": "Chọn thôn, bản hay tổ dân phố.", "name": "Gõ tên riêng, ví dụ Trà Hoa."},
        )
        for field in fields:
            field.set_value(getattr(one, field.code))
        dialog.field("chief_phone").set_value(identity.show_phone(one.chief_phone))
        dialog.field("valid_from").set_placeholder("để trống: từ trước đến nay")
        dialog.field("valid_to").set_placeholder("để trống: còn dùng")

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import commune

            wanted = replace(
                one,
                kind=dialog.field("kind").value(),
                name=dialog.field("name").value(),
                code=dialog.field("code").value(),
                position=int(dialog.field("position").value() or 0),
                valid_from=dialog.field("valid_from").date_value(),
                valid_to=dialog.field("valid_to").date_value(),
                chief_name=dialog.field("chief_name").value(),
                chief_phone=identity.clean_number(dialog.field("chief_phone").value()),
                predecessor=dialog.field("predecessor").value(),
            )
            words = f"Đã lưu {wanted.full_name}."
            self.write(lambda act: commune.save_hamlet(act, wanted), words, done, failed)

        dialog.start(save, "" if one.uid else "name")

    def _on_retire(self, row: Listed) -> None:
        from povdesk.storage import commune

        ask_last_day(
            self,
            f"Ngừng dùng {row.item.full_name}",
            "Thôn không còn trong các biểu sau ngày này. Hộ và số liệu cũ giữ nguyên.",
            lambda act, day: commune.retire_hamlet(act, row.key, day),
            f"Đã ngừng dùng {row.item.full_name}.",
        )

    def _on_delete(self, row: Listed) -> None:
        from povdesk.storage import commune

        delete_or_say_why(
            self,
            "hamlet",
            row.key,
            row.item.full_name,
            lambda act: commune.delete_hamlet(act, row.key),
            lambda: self._on_retire(row),
        )


def _state(one: Hamlet) -> str:
    return "Đang dùng" if is_valid_on(date.today(), None, one.valid_to) else "Đã ngừng"


def _period(one: Hamlet) -> str:
    begins = f"từ {short_date(one.valid_from)}" if one.valid_from else ""
    ends = f"đến {short_date(one.valid_to)}" if one.valid_to else ""
    return " ".join(part for part in (begins, ends) if part) or "từ trước đến nay"
