"""Tab 4: buổi truyền thông, tuyên truyền."""

from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.vietnamese import format_number, short_date
from povdesk.storage.sessions import FORMS, Session

from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..widgets.fields import Choice, ChoiceField, LongTextField, NumberField, PartialDateField, TextField
from ..widgets.table import ListColumn
from .list_part import ListPart
from .loading import Loaded, load


def _count(number: int | None) -> str:
    return "" if number is None else format_number(number)


_COLUMNS = (
    ListColumn("held_on", "Ngày", 96, lambda row: short_date(row.held_on), lambda row: row.held_on),
    ListColumn("form", "Hình thức", 150, lambda row: row.form),
    ListColumn("hamlet", "Thôn", 130, lambda row: row.hamlet or "Toàn xã"),
    ListColumn(
        "content",
        "Nội dung",
        260,
        lambda row: row.content.replace("\n", "; "),
        tip=lambda row: row.content,
        bold=True,
        stretch=True,
    ),
    ListColumn(
        "turns", "Lượt người", 90, lambda row: _count(row.turns), lambda row: row.turns or 0, align="right"
    ),
    ListColumn(
        "households",
        "Hộ tiếp cận",
        96,
        lambda row: _count(row.households_reached),
        lambda row: row.households_reached or 0,
        align="right",
    ),
)


class SessionsPart(ListPart):
    """The year's sessions."""

    name = "sessions"
    title = "Buổi truyền thông"
    spare = ("form",)
    adding = "Thêm buổi truyền thông"
    nothing = "Chưa có buổi truyền thông nào trong năm này."
    rule = "Một hộ dự nhiều buổi nên không cộng số hộ. Chỉ tiêu hộ được tiếp cận thông tin là số đo nhập tay."
    icon = "people-team"
    millimetres = {"held_on": 22, "form": 34, "content": 90, "turns": 20, "households": 20}

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.row_button("Mở", self.open_dialog, "open")
        self.row_button("Xóa", lambda _row: self.remove_current(), "delete")

    def read(self, connection: Any) -> Loaded:
        from povdesk.storage import sessions

        return load(
            connection,
            self.year,
            self.today(),
            lambda connection, year, _day: sessions.of_year(connection, year),
        )

    def count_words(self, some: str) -> str:
        turns = sum(row.turns or 0 for row in self.view.list_model().rows())
        return f"{some} buổi, {format_number(turns)} lượt người"

    def open_dialog(self, row: Session | None) -> None:
        assert self.loaded is not None
        dialog = _SessionDialog(self.loaded, row, self)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import sessions

            wanted = dialog.wanted()
            self.write(lambda act: sessions.save(act, wanted), "Đã lưu buổi truyền thông.", done, failed)

        dialog.start(save, "held_on")

    def remove_words(self, row: Session) -> tuple[str, str]:
        day = short_date(row.held_on)
        return f"Xóa buổi truyền thông ngày {day}?", f"Đã xóa buổi truyền thông ngày {day}."

    def delete(self, act: Any, row: Session) -> None:
        from povdesk.storage import sessions

        sessions.delete(act, row.uid)


class _SessionDialog(FormDialog):
    def __init__(self, loaded: Loaded, row: Session | None, parent: QWidget) -> None:
        self._row = row
        form = TextField("form", "Hình thức")
        form.set_placeholder(", ".join(FORMS[:3]).lower())
        super().__init__(
            "Buổi truyền thông",
            [
                PartialDateField("held_on", "Ngày", required=True, whole=True),
                form,
                ChoiceField(
                    "hamlet_id",
                    "Thôn (để trống: toàn xã)",
                    [Choice(str(key), name) for key, name in loaded.hamlets],
                ),
                NumberField("turns", "Số lượt người", whole=True),
                NumberField("households_reached", "Số hộ tiếp cận", whole=True),
                LongTextField("content", "Nội dung", required=True, lines=2),
            ],
            parent,
            needed={"held_on": "Gõ ngày tổ chức.", "content": "Gõ chủ đề của buổi truyền thông."},
        )
        if row is not None:
            for name in ("held_on", "form", "turns", "households_reached", "content"):
                self.field(name).set_value(getattr(row, name))
            self.field("hamlet_id").set_value(str(row.hamlet_id) if row.hamlet_id is not None else "")
            self._changed = False

    def wanted(self) -> Session:
        """What the dialog says now."""

        def number(name: str) -> int | None:
            value = self.field(name).value()
            return None if value is None else int(value)

        hamlet = self.field("hamlet_id").value()
        return Session(
            self.field("held_on").date_value(),
            self.field("form").value(),
            int(hamlet) if hamlet else None,
            number("turns"),
            number("households_reached"),
            self.field("content").value(),
            uid=self._row.uid if self._row else "",
        )
