"""Tab 2: who signs papers, from day to day."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.commune import Signer, is_valid_on
from povdesk.domain.vietnamese import short_date

from ..desk import Desk
from ..theme import Tone
from ..widgets.fields import Choice, ChoiceField, PartialDateField, TextField
from ..widgets.table import ListColumn
from .form_dialog import FormDialog
from .list_part import Listed, ListPart
from .removing import ask_last_day, delete_or_say_why

_ACTING = [Choice("none", "Ký trực tiếp"), Choice("KT.", "KT. (ký thay Chủ tịch)")]
_TONES = {"Người ký mặc định": Tone.OK, "Đã ngừng": Tone.NEUTRAL}
_COLUMNS = (
    ListColumn("name", "Họ tên", 150, lambda row: row.item.full_name, bold=True, stretch=True),
    ListColumn("post", "Chức vụ", 130, lambda row: row.item.post),
    ListColumn("acting", "Ký thay", 66, lambda row: row.item.acting_for or "không"),
    ListColumn(
        "from",
        "Từ ngày",
        90,
        lambda row: _day(row.item.valid_from),
        lambda row: row.item.valid_from or date.min,
    ),
    ListColumn(
        "to", "Đến ngày", 90, lambda row: _day(row.item.valid_to), lambda row: row.item.valid_to or date.max
    ),
    ListColumn("state", "Trạng thái", 150, lambda row: row.state, tone=lambda row: _TONES.get(row.state)),
)


class SignersPart(ListPart):
    """The default signer is proposed for new papers; others can be chosen in the plan."""

    name, title, adding = "signers", "Người ký văn bản", "Thêm người ký…"
    words = "Người ký mặc định được đề nghị cho văn bản mới. Văn bản đã ban hành giữ tên người đã ký."

    nothing = "Chưa có người ký. Bấm “Thêm người ký…” để nhập."

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)

    def load(self, connection: Any) -> tuple[Signer, ...]:
        from povdesk.storage import commune

        return commune.signers(connection)

    def show_loaded(self, loaded: tuple[Signer, ...]) -> None:
        self.show_rows([Listed(one.uid, one, _state(one)) for one in loaded])

    def _on_add(self) -> None:
        self._open(Signer("", valid_from=date.today()))

    def _on_edit(self, row: Listed) -> None:
        self._open(row.item)

    def _open(self, one: Signer) -> None:
        fields = [
            TextField("full_name", "Họ và tên", None, required=True),
            TextField("post", "Chức vụ", None, required=True),
            ChoiceField("acting_for", "Cách ký", _ACTING),
            PartialDateField("valid_from", "Ký từ ngày", whole=True),
            PartialDateField("valid_to", "Đến hết ngày", whole=True),
        ]
        dialog = FormDialog(
            f"Người ký: {one.full_name}" if one.uid else "Người ký mới",
            fields,
            self,
            needed={"full_name": "Gõ họ và tên, không ghi học hàm, học vị.", "post": "Gõ chức vụ."},
        )
        for field in fields:
            field.set_value(getattr(one, field.code))
        dialog.field("acting_for").set_value(one.acting_for or "none")
        dialog.field("valid_to").set_placeholder("để trống: còn ký")
        dialog.add_box("is_default", "Người ký mặc định của văn bản mới", one.is_default)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import commune

            acting = dialog.field("acting_for").value()
            wanted = replace(
                one,
                full_name=dialog.field("full_name").value(),
                post=dialog.field("post").value(),
                acting_for="" if acting == "none" else acting,
                valid_from=dialog.field("valid_from").date_value(),
                valid_to=dialog.field("valid_to").date_value(),
                is_default=dialog.ticked("is_default"),
            )
            words = f"Đã lưu người ký {wanted.full_name}."
            self.write(lambda act: commune.save_signer(act, wanted), words, done, failed)

        dialog.start(save)

    def _on_retire(self, row: Listed) -> None:
        from povdesk.storage import commune

        ask_last_day(
            self,
            f"Ngừng dùng người ký {row.item.full_name}",
            "Không được đề nghị cho văn bản sau ngày này. Văn bản đã ký vẫn giữ tên.",
            lambda act, day: commune.retire_signer(act, row.key, day),
            f"Đã ngừng dùng người ký {row.item.full_name}.",
        )

    def _on_delete(self, row: Listed) -> None:
        from povdesk.storage import commune

        delete_or_say_why(
            self,
            "signer",
            row.key,
            f"người ký {row.item.full_name}",
            lambda act: commune.delete_signer(act, row.key),
            lambda: self._on_retire(row),
        )


def _state(one: Signer) -> str:
    if not is_valid_on(date.today(), None, one.valid_to):
        return "Đã ngừng"
    return "Người ký mặc định" if one.is_default else "Đang dùng"


def _day(day: date | None) -> str:
    return short_date(day) if day else ""
