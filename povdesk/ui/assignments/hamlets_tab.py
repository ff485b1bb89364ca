"""Tab 3: which cadre is in charge of which hamlet."""

from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.assignment import HamletCharge
from povdesk.domain.vietnamese import name_sort_key, short_date

from .. import messages
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..theme import Tone
from ..widgets.choice_field import Choice, ChoiceField
from ..widgets.fields import PartialDateField
from ..widgets.table import ListColumn
from . import dialogs
from .loading import Loaded
from .tab import ListTab, Verb

_COLUMNS = (
    ListColumn("hamlet", "Thôn", 150, lambda row: _begun(row.hamlet), bold=True),
    ListColumn(
        "cadre",
        "Người phụ trách",
        180,
        lambda row: row.cadre or "Chưa có người phụ trách",
        lambda row: name_sort_key(row.cadre),
        tone=lambda row: None if row.cadre else Tone.WARN,
    ),
    ListColumn("post", "Chức vụ", 180, lambda row: row.post, stretch=True),
    ListColumn("poor", "Hộ nghèo", 90, lambda row: str(row.poor), lambda row: row.poor, align="right"),
    ListColumn(
        "near_poor",
        "Hộ cận nghèo",
        104,
        lambda row: str(row.near_poor),
        lambda row: row.near_poor,
        align="right",
    ),
    ListColumn("since", "Từ ngày", 96, lambda row: _words(row.since), lambda row: row.since),
    ListColumn("until", "Đến hết ngày", 104, lambda row: _words(row.until), lambda row: row.until),
)


class HamletsTab(ListTab):
    """A hamlet with two in charge has two rows."""

    name = "hamlets"
    title = "Danh sách cán bộ phụ trách thôn"
    nothing = "Chưa có thôn nào. Thêm thôn ở Cài đặt, danh mục."
    rule = "Người phụ trách thôn được in ở phụ lục chỉ tiêu theo thôn của kế hoạch năm."
    adding = "Thêm người phụ trách"
    spare = ("until", "post")
    millimetres = {
        "hamlet": 36, "cadre": 44, "post": 46, "poor": 18, "near_poor": 20, "since": 22, "until": 22,
    }  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)

    def verbs(self) -> list[Verb]:
        return [
            Verb("Sửa", "edit", self.open_marked, most=1),
            Verb("Bỏ", "delete", self.remove_marked, most=1),
        ]

    def rows(self, loaded: Loaded) -> list[Any]:
        return [_Row(one) for one in loaded.charges]

    def add(self) -> None:
        row = self.view.current_row()
        self._open(HamletCharge(row.hamlet_id, row.hamlet) if row else None)

    def open_marked(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self._open(row.charge)

    def remove_marked(self) -> None:
        row = self.view.current_row()
        if row is None or row.charge.id is None:
            self.desk.say("Thôn đang chọn chưa có người phụ trách.")
            return

        def drop() -> None:
            from povdesk.storage import assignments

            words = f"Đã bỏ phân công phụ trách {row.hamlet}."
            self.write(lambda act: assignments.drop_charge(act, row.charge.id), words)

        messages.confirm(
            self,
            f"Bỏ {row.cadre} khỏi phụ trách {row.hamlet}?",
            "Bỏ",
            "Giữ lại",
            drop,
            more="Nếu người này đã phụ trách một thời gian, nên sửa dòng và ghi ngày kết thúc.",
        )

    def _open(self, charge: HamletCharge | None) -> None:
        loaded = self.loaded
        if loaded is None:
            return
        dialog = FormDialog(
            "Người phụ trách thôn",
            [
                ChoiceField(
                    "hamlet", "Thôn", [Choice(str(key), name) for key, name in loaded.hamlets], required=True
                ),
                ChoiceField("cadre", "Cán bộ", dialogs.cadre_choices(loaded.serving), required=True),
                PartialDateField("since", "Từ ngày", whole=True),
                PartialDateField("until", "Đến hết ngày", whole=True),
            ],
            self,
            needed={"hamlet": "Chọn thôn.", "cadre": "Chọn cán bộ trong danh sách."},
        )
        if charge is not None:
            dialog.field("hamlet").set_value(str(charge.hamlet_id))
            dialog.field("cadre").set_value(str(charge.cadre_id) if charge.cadre_id else "")
            dialog.field("since").set_value(charge.since)
            dialog.field("until").set_value(charge.until)
        if charge is None or charge.id is None:
            dialog.field("since").set_value(loaded.day)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import assignments

            wanted = HamletCharge(
                int(dialog.field("hamlet").value()),
                "",
                charge.id if charge else None,
                int(dialog.field("cadre").value()),
                since=dialog.field("since").date_value(),
                until=dialog.field("until").date_value(),
            )
            words = "Đã lưu người phụ trách thôn."
            self.write(lambda act: assignments.put_in_charge(act, wanted), words, done, failed)

        dialog.start(save, focus="cadre")


class _Row:
    """A charge with a key of its own also where nobody is in charge."""

    def __init__(self, charge: HamletCharge) -> None:
        self.charge = charge
        self.key = (charge.hamlet_id, charge.id or 0)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.charge, name)


def _words(day: Any) -> str:
    return short_date(day) if day else ""


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]
