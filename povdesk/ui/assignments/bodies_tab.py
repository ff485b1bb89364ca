"""Tab 7: bodies and mass organisations, with their dates of validity."""

from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.assignment import BODY_KINDS, Body
from povdesk.domain.vietnamese import format_count, short_date

from .. import messages
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..widgets.choice_field import Choice, ChoiceField
from ..widgets.fields import PartialDateField, TextField
from ..widgets.table import ListColumn
from .loading import Loaded
from .tab import ListTab, Verb

_COLUMNS = (
    ListColumn("name", "Tên cơ quan, đoàn thể", 260, lambda row: row.name, bold=True, stretch=True),
    ListColumn("short_name", "Tên ngắn", 150, lambda row: row.short_name),
    ListColumn("kind", "Loại", 180, lambda row: row.kind_words),
    ListColumn(
        "cadres",
        "Cán bộ",
        80,
        lambda row: str(row.cadres) if row.cadres else "",
        lambda row: row.cadres,
        align="right",
    ),
    ListColumn("valid_from", "Từ ngày", 96, lambda row: _words(row.valid_from), lambda row: row.valid_from),
    ListColumn("valid_to", "Đến hết ngày", 104, lambda row: _words(row.valid_to), lambda row: row.valid_to),
)


class BodiesTab(ListTab):
    """Bodies change their names and end; they are dated, not overwritten."""

    name = "bodies"
    title = "Danh sách cơ quan, đoàn thể"
    nothing = "Chưa có cơ quan, đoàn thể nào."
    rule = "Cơ quan đổi tên hoặc giải thể: ghi ngày kết thúc, thêm dòng mới cho tên mới."
    adding = "Thêm cơ quan"
    spare = ("valid_from", "short_name")
    millimetres = {
        "name": 60, "short_name": 34, "kind": 40, "cadres": 16, "valid_from": 22, "valid_to": 22,
    }  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)

    def verbs(self) -> list[Verb]:
        return [
            Verb("Sửa", "edit", self.open_marked, most=1),
            Verb("Xóa", "delete", self.remove_marked, most=1),
        ]

    def rows(self, loaded: Loaded) -> list[Any]:
        return list(loaded.bodies)

    def add(self) -> None:
        self._open(Body(""))

    def open_marked(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self._open(row)

    def remove_marked(self) -> None:
        row = self.view.current_row()
        if row is None:
            return

        def read(connection: Any) -> Any:
            from povdesk.storage import cadres

            return cadres.uses(connection, "body", row.id)

        def ask(found: Any) -> None:
            if found:
                where = ", ".join(f"{format_count(count)} {words}" for words, count in found)
                messages.choose(
                    self,
                    f"{row.name} đang có trong {where} nên không xóa được.",
                    [("Ghi ngày kết thúc…", "primary", lambda: self._open(row, focus="valid_to"))],
                    "Giữ lại",
                )
                return

            def drop() -> None:
                from povdesk.storage import cadres

                self.write(lambda act: cadres.delete_body(act, row.id), f"Đã xóa {row.name}.")

            messages.confirm(self, f"Xóa {row.name}?", "Xóa", "Giữ lại", drop)

        self.desk.worker.read(self, read, ask)

    def _open(self, kept: Body, *, focus: str = "") -> None:
        kinds = [Choice(code, words) for code, words in BODY_KINDS.items()]
        dialog = FormDialog(
            "Sửa cơ quan, đoàn thể" if kept.id else "Thêm cơ quan, đoàn thể",
            [
                TextField("name", "Tên đầy đủ", required=True),
                TextField("short_name", "Tên ngắn"),
                ChoiceField("kind", "Loại", kinds),
                PartialDateField("valid_from", "Từ ngày", whole=True),
                PartialDateField("valid_to", "Đến hết ngày", whole=True),
            ],
            self,
            needed={"name": "Gõ tên đầy đủ."},
        )
        for code in ("name", "short_name", "kind", "valid_from", "valid_to"):
            dialog.field(code).set_value(getattr(kept, code))

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import cadres

            wanted = Body(
                dialog.field("name").value(),
                dialog.field("short_name").value(),
                dialog.field("kind").value(),
                dialog.field("valid_from").date_value(),
                dialog.field("valid_to").date_value(),
                id=kept.id,
            )
            self.write(lambda act: cadres.save_body(act, wanted), f"Đã lưu {wanted.name}.", done, failed)

        dialog.start(save, focus=focus)


def _words(day: Any) -> str:
    return short_date(day) if day else ""
