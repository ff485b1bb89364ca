"""Tab 3: thăm hộ, with what is left to do after a visit; and the registers of a hamlet."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.vietnamese import short_date
from povdesk.storage.search import Found
from povdesk.storage.visits import Visit

from .. import keys
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..special_lists.finder import FinderField
from ..theme import Tone
from ..widgets.fields import Choice, ChoiceField, LongTextField, PartialDateField
from ..widgets.labels import button, label
from ..widgets.table import ListColumn
from . import printing
from .list_part import ListPart
from .loading import Loaded, load

_COLUMNS = (
    ListColumn(
        "visited_on", "Ngày thăm", 96, lambda row: short_date(row.visited_on), lambda row: row.visited_on
    ),
    ListColumn("head_name", "Chủ hộ", 160, lambda row: row.head_name, bold=True, stretch=True),
    ListColumn("code", "Mã hộ", 84, lambda row: row.code),
    ListColumn("hamlet", "Thôn", 120, lambda row: row.hamlet),
    ListColumn("cadre", "Người thăm", 140, lambda row: row.cadre),
    ListColumn(
        "content",
        "Nội dung, tình hình",
        190,
        lambda row: row.content.replace("\n", "; "),
        tip=lambda row: row.content,
    ),
    ListColumn(
        "follow_up",
        "Việc cần làm tiếp",
        180,
        lambda row: row.follow_up.replace("\n", "; "),
        tip=lambda row: row.follow_up,
    ),
    ListColumn(
        "state",
        "Kết quả",
        130,
        lambda row: _state(row),
        tone=lambda row: Tone.WARN if row.is_waiting else None,
        icon=lambda row: "status-attention" if row.is_waiting else "",
    ),
)
_REGISTERS = (
    ("D24", "Sổ theo dõi hộ nghèo", "so-theo-doi-ho-ngheo"),
    ("D24-HT", "Sổ theo dõi hỗ trợ", "so-theo-doi-ho-tro"),
    ("D24-TH", "Nhật ký thăm hộ", "nhat-ky-tham-ho"),
)


class VisitsPart(ListPart):
    """The year's visits; one hamlet when it is chosen above."""

    name = "visits"
    title = "Thăm hộ"
    spare = ("code", "hamlet", "content")
    adding = "Ghi lần thăm"
    nothing = "Chưa ghi lần thăm hộ nào trong năm này."
    icon = "home-person"
    millimetres = {"visited_on": 22, "head_name": 40, "content": 60, "follow_up": 52, "state": 30}

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)
        self.hamlets = keys.ComboBox(self)
        self.hamlets.setObjectName("visits-hamlet")
        self.hamlets.setAccessibleName("Thôn")
        self.hamlets.activated.connect(lambda _place: self._filter())
        self.waiting = keys.ComboBox(self)
        self.waiting.setObjectName("visits-waiting")
        self.waiting.setAccessibleName("Lọc theo việc cần làm tiếp")
        self.waiting.addItems(["Tất cả lần thăm", "Còn việc chưa làm"])
        self.waiting.activated.connect(lambda _place: self._filter())
        self.bar.addWidget(label("Thôn", "caption", self))
        self.bar.addWidget(self.hamlets)
        self.bar.addWidget(self.waiting)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.registers = keys.ComboBox(self)
        self.registers.setObjectName("visits-register")
        self.registers.setAccessibleName("Sổ cần in")
        for code, words, _file in _REGISTERS:
            self.registers.addItem(words, code)
        self.bar.addWidget(self.registers)
        self.bar.addWidget(button("In sổ", self.print_register, icon="print", parent=self))
        self.row_button("Việc đã làm xong", self.finish, "checkmark", lambda row: row.is_waiting)
        self.row_button("Mở", self.open_dialog, "open")
        self.row_button("Xóa", lambda _row: self.remove_current(), "delete")

    def read(self, connection: Any) -> Loaded:
        from povdesk.storage import visits

        return load(
            connection,
            self.year,
            self.today(),
            lambda connection, year, _day: visits.of_year(connection, year),
            lambda connection, _year, day: visits.visitors(connection, day),
        )

    def show_read(self, loaded: Loaded) -> None:
        chosen = self.hamlets.currentData()
        self.hamlets.clear()
        self.hamlets.addItem("Tất cả", None)
        for key, name in loaded.hamlets:
            self.hamlets.addItem(name, key)
        self.hamlets.setCurrentIndex(max(self.hamlets.findData(chosen), 0))
        self._filter()

    def count_words(self, some: str) -> str:
        rows = self.view.list_model().rows()
        homes = len({row.household_id for row in rows})
        return f"{some} lần thăm, {homes} hộ"

    def open_dialog(self, row: Visit | None, household: Found | None = None) -> None:
        assert self.loaded is not None
        dialog = _VisitDialog(self.desk, self.loaded, row, self)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import visits

            wanted = dialog.wanted()
            if wanted is None:
                dialog.allow_save()
                return
            self.write(lambda act: visits.save(act, wanted), "Đã lưu lần thăm hộ.", done, failed)

        dialog.start(save, "household" if row is None else "content")

    def finish(self, row: Visit) -> None:
        """What was left to do is done, as of the working day."""
        assert self.loaded is not None
        day = max(self.loaded.day, row.visited_on)

        def work(act: Any) -> None:
            from povdesk.storage import visits

            visits.finish_follow_up(act, row.uid, day)

        self.write(work, f"Đã ghi làm xong ngày {short_date(day)}.")

    def print_register(self) -> None:
        """The register chosen above, of the hamlet chosen above."""
        if self.loaded is None:
            return
        code, _words, file_name = _REGISTERS[self.registers.currentIndex()]
        printing.preview_paper(
            self,
            self.desk,
            code,
            f"{file_name}-{self.loaded.year}",
            year=self.loaded.year,
            today=self.loaded.day,
            hamlet_id=self.hamlets.currentData(),
        )

    def remove_words(self, row: Visit) -> tuple[str, str]:
        words = f"lần thăm hộ {row.head_name} ngày {short_date(row.visited_on)}"
        return f"Xóa {words}?", f"Đã xóa {words}."

    def delete(self, act: Any, row: Visit) -> None:
        from povdesk.storage import visits

        visits.delete(act, row.uid)

    def _filter(self) -> None:
        name = self.hamlets.currentText() if self.hamlets.currentData() is not None else ""
        only = self.waiting.currentIndex() == 1
        self.narrow(lambda row: (not name or row.hamlet == name) and (not only or row.is_waiting))


class _VisitDialog(FormDialog):
    def __init__(self, desk: Desk, loaded: Loaded, row: Visit | None, parent: QWidget) -> None:
        self._row = row
        self.finder = FinderField(
            "household", "Chủ hộ hoặc mã hộ", desk, "Chọn hộ trong danh sách.", heads=True
        )
        super().__init__(
            "Lần thăm hộ",
            [
                self.finder,
                PartialDateField("visited_on", "Ngày thăm", required=True, whole=True),
                ChoiceField("cadre_id", "Người thăm", [Choice(str(key), name) for key, name in loaded.more]),
                LongTextField("content", "Nội dung, tình hình của hộ", lines=2),
                LongTextField("follow_up", "Việc cần làm tiếp", lines=2),
                PartialDateField("follow_up_done_on", "Làm xong ngày", whole=True),
            ],
            parent,
            needed={
                "household": "Gõ tên chủ hộ rồi chọn trong danh sách (mũi tên xuống, Enter).",
                "visited_on": "Gõ ngày thăm.",
            },
        )
        if row is None:
            self.field("visited_on").set_value(loaded.day)
        else:
            self.finder.take(
                Found(row.household_id, "", None, row.head_name, True, f"{row.code}, {row.hamlet}")
            )
            for name in ("visited_on", "content", "follow_up", "follow_up_done_on"):
                self.field(name).set_value(getattr(row, name))
            self.field("cadre_id").set_value(str(row.cadre_id) if row.cadre_id is not None else "")
        self._changed = False

    def wanted(self) -> Visit | None:
        """What the dialog says now; None while no household is chosen."""
        hit = self.finder.found()
        if hit is None:
            self.say("Chọn hộ trong danh sách hiện ra khi gõ tên (mũi tên xuống, Enter).")
            self.finder.setFocus()
            return None
        day: date = self.field("visited_on").date_value()
        cadre = self.field("cadre_id").value()
        return Visit(
            hit.household_id,
            day,
            int(cadre) if cadre else None,
            self.field("content").value(),
            self.field("follow_up").value(),
            self.field("follow_up_done_on").date_value(),
            uid=self._row.uid if self._row else "",
        )


def _state(row: Visit) -> str:
    if not row.follow_up:
        return ""
    return f"Xong {short_date(row.follow_up_done_on)}" if row.follow_up_done_on else "Chưa làm"
