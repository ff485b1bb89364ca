"""Tab 1: users with post, role and PIN; how soon the idle window locks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.officer import LONGEST_PIN, SHORTEST_PIN, Officer, Role

from ..desk import Desk
from ..keys import bind
from ..settings.form_dialog import FormDialog
from ..settings.list_part import Listed, ListPart
from ..sign_in.role_buttons import needs
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.fields import Choice, ChoiceField, TextField, TriStateField
from ..widgets.labels import button, label
from ..widgets.table import ListColumn

_COLUMNS = (
    ListColumn(
        "name", "Họ tên", 200, lambda row: row.item.full_name or "(chưa nhập tên)", bold=True, stretch=True
    ),
    ListColumn("post", "Chức vụ", 180, lambda row: row.item.post),
    ListColumn("role", "Quyền", 90, lambda row: row.item.role.words),
    ListColumn(
        "pin",
        "Mã PIN",
        100,
        lambda row: "đã đặt" if row.item.has_pin else "chưa đặt",
        tone=lambda row: Tone.OK if row.item.has_pin else None,
    ),
    ListColumn("active", "Trạng thái", 110, lambda row: "đang làm" if row.item.active else "đã nghỉ"),
)
_ROLES = [Choice(str(role), f"{role.words}: {role.explained}", "") for role in reversed(Role)]


@dataclass(frozen=True)
class _Users:
    officers: Sequence[Officer]
    minutes: int


class OfficersPart(ListPart):
    """While nobody has a PIN, the program asks nobody and writes for the first user."""

    name, title, adding, shrinks = "officers", "Người dùng phần mềm", "Thêm người dùng", False
    words = (
        "Khi có người đặt mã PIN, phần mềm hỏi ai đang làm việc lúc mở. Nhật ký ghi mọi việc theo người đó. "
        "Đặt mã PIN cho người quản trị trước."
    )
    nothing = "Chưa có người dùng nào. Bấm Thêm người dùng."

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)
        self._minutes = label("", "", self)
        lock = Card("Tự khóa màn hình", self)
        lock.add_action(
            needs(button("Sửa số phút…", self._on_minutes, icon="edit", parent=self), Role.MANAGE)
        )
        lock.body.addWidget(self._minutes)
        self.body.addWidget(lock)

    def load(self, connection: Any) -> _Users:
        from povdesk.storage import officers

        return _Users(officers.everyone(connection), officers.lock_minutes(connection))

    def show_loaded(self, loaded: _Users) -> None:
        self._loaded = loaded
        self.show_rows([Listed(one.uid, one) for one in loaded.officers])
        asked = any(one.has_pin for one in loaded.officers)
        words = f"Khóa sau {loaded.minutes} phút không làm việc." if loaded.minutes else "Không tự khóa."
        self._minutes.setText(words if asked else f"{words} Chỉ có tác dụng khi đã có mã PIN.")

    def _add_buttons(self) -> None:
        self._pin = button("Đặt mã PIN…", self._on_pin, icon="lock-closed", parent=self)
        self._no_pin = needs(button("Bỏ mã PIN…", self._on_no_pin, parent=self), Role.MANAGE)
        needs(self._pin, Role.VIEW)
        for made in (self._no_pin, self._pin):
            self.card.add_action(made)
        super()._add_buttons()
        for made in self.card.findChildren(type(self._pin)):
            if made.text().startswith(("Sửa", "Thêm")):
                needs(made, Role.MANAGE)
        bind(self, "Ctrl+Shift+P", self._on_pin)

    def _keys(self) -> list[tuple[str, str]]:
        return [*super()._keys(), ("Ctrl+Shift+P", "đặt mã PIN"), ("Ctrl+Shift+L", "đổi người dùng")]

    def _on_chosen(self, row: Listed | None) -> None:
        super()._on_chosen(row)
        self._pin.setEnabled(row is not None)
        self._no_pin.setEnabled(row is not None and row.item.has_pin)

    def _on_add(self) -> None:
        self._open(Officer("", role=Role.ENTER))

    def _on_edit(self, row: Listed) -> None:
        self._open(row.item)

    def _open(self, one: Officer) -> None:
        fields = [
            TextField("officer-name", "Họ tên", None, required=True),
            TextField("officer-post", "Chức vụ", None),
            ChoiceField("officer-role", "Quyền", _ROLES, None, required=True),
            TriStateField("officer-active", "Đang làm việc"),
        ]
        dialog = FormDialog(
            "Người dùng" if one.id else "Người dùng mới",
            fields,
            self,
            needed={"officer-name": "Gõ họ và tên.", "officer-role": "Chọn quyền (F4)."},
        )
        for field, value in zip(fields, (one.full_name, one.post, str(one.role), one.active), strict=True):
            field.set_value(value)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import officers

            wanted = replace(
                one,
                full_name=dialog.field("officer-name").value(),
                post=dialog.field("officer-post").value(),
                role=Role(dialog.field("officer-role").value()),
                active=dialog.field("officer-active").value() is not False,
            )
            self.write(
                lambda act: officers.save(act, wanted), f"Đã lưu người dùng {wanted.full_name}.", done, failed
            )

        dialog.start(save)

    def _on_pin(self) -> None:
        row = self.view.current_row()
        if row is None:
            return
        one: Officer = row.item
        mine = self.desk.officer is not None and self.desk.officer.id == one.id
        fields = [_secret("new-pin", "Mã PIN mới"), _secret("again-pin", "Gõ lại mã PIN mới")]
        if mine:
            fields.insert(0, _secret("old-pin", "Mã PIN đang dùng"))
        dialog = FormDialog(
            f"Mã PIN của {one.full_name}",
            fields,
            self,
            columns=1,
            words=f"Từ {SHORTEST_PIN} đến {LONGEST_PIN} chữ số, nên dùng 6. Phần mềm chỉ giữ dấu của mã, "
            "không ai xem lại được.",
        )

        def save(done: Any, failed: Any) -> None:
            from povdesk.domain.errors import InvalidInput
            from povdesk.storage import officers

            new = dialog.field("new-pin").value()
            if new != dialog.field("again-pin").value():
                failed(InvalidInput("Hai lần gõ mã PIN khác nhau.", "Gõ lại cả hai ô."))
                return
            old = dialog.field("old-pin").value() if mine else ""

            def work(act: Any) -> None:
                if mine:
                    officers.change_pin(act, one.id or 0, old, new)
                else:
                    officers.set_pin(act, one.id or 0, new)

            def saved(_nothing: object) -> None:
                words = "Lần mở sau, phần mềm sẽ hỏi mã PIN." if self.desk.officer is None else ""
                self.desk.work_done(self, f"Đã đặt mã PIN của {one.full_name}. {words}".strip())
                done()

            self.desk.worker.write(self, work, saved, failed)

        dialog.start(save)

    def _on_no_pin(self) -> None:
        row = self.view.current_row()
        if row is None or not row.item.has_pin:
            return
        from .. import messages

        one: Officer = row.item

        def take() -> None:
            from povdesk.storage import officers

            self.desk.worker.write(
                self,
                lambda act: officers.take_pin(act, one.id or 0),
                lambda _nothing: self.desk.work_done(self, f"Đã bỏ mã PIN của {one.full_name}."),
            )

        messages.confirm(
            self,
            f"Bỏ mã PIN của {one.full_name}?",
            "Bỏ mã PIN",
            "Giữ mã PIN",
            take,
            more="Người này không đăng nhập được nữa cho đến khi có mã PIN mới. Khi không còn ai có mã PIN, "
            "phần mềm không hỏi ai đang làm việc.",
        )

    def _on_minutes(self) -> None:
        field = TextField("lock-minutes", "Số phút không làm việc (0: không khóa)", None, required=True)
        field.set_value(str(self._loaded.minutes))
        dialog = FormDialog("Tự khóa màn hình", [field], self, columns=1)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import officers

            typed = field.value()
            number = int(typed) if typed.isascii() and typed.isdigit() else -1
            self.write(
                lambda act: officers.set_lock_minutes(act, number), "Đã đặt số phút tự khóa.", done, failed
            )

        dialog.start(save)


def _secret(code: str, title: str) -> TextField:
    made = TextField(code, title, None, required=True)
    line = made.line()
    line.setEchoMode(line.EchoMode.Password)
    line.setMaxLength(LONGEST_PIN)
    return made
