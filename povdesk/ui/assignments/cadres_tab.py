"""Tab 2: the cadres, how many families each helps, hamlets in charge, training of the year."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from povdesk.domain.assignment import Cadre, CadreRow
from povdesk.domain.vietnamese import format_count, name_sort_key, short_date

from .. import messages
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..theme import Tone
from ..widgets.choice_field import Choice, ChoiceField
from ..widgets.fields import PartialDateField, TextField
from ..widgets.table import ListColumn
from . import dialogs
from .loading import Loaded
from .tab import ListTab, Verb

_COLUMNS = (
    ListColumn(
        "full_name",
        "Họ và tên",
        160,
        lambda row: row.cadre.full_name,
        lambda row: name_sort_key(row.cadre.full_name),
        bold=True,
    ),
    ListColumn(
        "post", "Chức vụ", 160, lambda row: row.cadre.post, tip=lambda row: row.cadre.post, stretch=True
    ),
    ListColumn("body", "Cơ quan", 140, lambda row: row.body, tip=lambda row: row.body),
    ListColumn("phone", "Điện thoại", 104, lambda row: row.cadre.phone),
    ListColumn(
        "households",
        "Đang giúp",
        80,
        lambda row: f"{row.households} hộ" if row.households else "",
        lambda row: row.households,
        align="right",
    ),
    ListColumn("hamlets", "Phụ trách thôn", 120, lambda row: ", ".join(row.hamlets)),
    ListColumn(
        "listed", "Làm giảm nghèo", 128, lambda row: "Có" if row.cadre.on_poverty_list else "", align="centre"
    ),
    ListColumn(
        "trained",
        "Tập huấn trong năm",
        136,
        lambda row: _trained(row),
        lambda row: row.trained_on,
        tone=lambda row: Tone.WARN if row.cadre.on_poverty_list and row.trained_on is None else None,
        tip=lambda row: "\n".join(f"{short_date(day)}: {words}" for day, words in row.trainings[:5]),
    ),
    ListColumn("until", "Công tác đến", 100, lambda row: _until(row), lambda row: row.cadre.valid_to),
)
_STATES = (
    ("", "Đang công tác"),
    ("listed", "Làm công tác giảm nghèo"),
    ("untrained", "Chưa tập huấn trong năm"),
    ("idle", "Chưa giúp hộ nào"),
    ("gone", "Đã ngừng"),
    ("all", "Tất cả"),
)


class CadresTab(ListTab):
    """families_wanted: the officer wants to see whom a cadre helps."""

    families_wanted = Signal(int)

    name = "cadres"
    title = "Danh sách cán bộ giúp đỡ hộ"
    nothing = "Chưa có cán bộ nào trong danh sách."
    rule = (
        "Cán bộ đánh dấu “Làm công tác giảm nghèo” được đếm vào chỉ tiêu tập huấn (điểm g) trong thời gian"
        " công tác. Không xóa người đã dùng; ghi ngày ngừng."
    )
    adding = "Thêm cán bộ"
    spare = ("phone", "until", "body", "listed")
    millimetres = {
        "full_name": 38, "post": 44, "body": 36, "phone": 24, "households": 18, "hamlets": 30, "listed": 20,
        "trained": 24, "until": 22,
    }  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)
        self.states = self.choice("state", "Lọc cán bộ")
        for code, words in _STATES:
            self.states.addItem(words, code)

    def verbs(self) -> list[Verb]:
        return [
            Verb("Hộ đang giúp", "home-person", self.show_families, most=1),
            Verb("Bàn giao hộ…", "arrow-right", self.hand_over, most=1),
            Verb("Ghi tập huấn…", "book", self.record_training),
            Verb("Ngừng công tác…", "dismiss", self.end_service, most=1),
        ]

    def rows(self, loaded: Loaded) -> list[Any]:
        return list(loaded.cadres)

    def wanted(self, row: CadreRow) -> bool:
        assert self.loaded is not None
        serves = row.serves_on(self.loaded.day)
        listed = row.cadre.on_poverty_list
        match self.states.currentData():
            case "listed":
                return serves and listed
            case "untrained":
                return serves and listed and row.trained_on is None
            case "idle":
                return serves and not row.households
            case "gone":
                return not serves
            case "all":
                return True
        return serves

    def filter_words(self) -> str:
        return self.states.currentText()

    def only_untrained(self) -> None:
        """Those of the poverty list without a course this year."""
        self.states.setCurrentIndex(self.states.findData("untrained"))
        self.refilter()
        self.view.choose(lambda _row: True)

    # ---- acts

    def add(self) -> None:
        self._open(None)

    def open_marked(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self._open(row)

    def show_families(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self.families_wanted.emit(row.id)

    def hand_over(self) -> None:
        """All families of the cadre go to another from a day on."""
        loaded, row = self.loaded, self.view.current_row()
        if loaded is None or row is None:
            return
        if not row.households:
            self.desk.say(f"{row.cadre.full_name} đang không giúp hộ nào.")
            return

        def save(chosen: int | None, day: Any, done: Any, failed: Any) -> None:
            from povdesk.storage import assignments

            assert chosen is not None
            self.write(
                lambda act: assignments.hand_over(act, row.id, chosen, day),
                lambda count: f"Đã bàn giao {format_count(count)} hộ.",
                done,
                failed,
            )

        dialogs.successor(
            self,
            f"Bàn giao {format_count(row.households)} hộ của {row.cadre.full_name}",
            "Mục tiêu, nội dung giúp đỡ giữ nguyên; người nhận giúp từ ngày ghi ở dưới.",
            loaded.serving,
            row,
            loaded.day,
            "Từ ngày",
            save,
            required=True,
        )

    def end_service(self) -> None:
        """The last day of service; the families go to a successor or are left over."""
        loaded, row = self.loaded, self.view.current_row()
        if loaded is None or row is None:
            return

        def save(chosen: int | None, day: Any, done: Any, failed: Any) -> None:
            from povdesk.storage import cadres

            words = f"{row.cadre.full_name} ngừng công tác sau ngày {short_date(day)}."
            self.write(lambda act: cadres.end_service(act, row.id, day, chosen), words, done, failed)

        care = f"Đang giúp {format_count(row.households)} hộ. " if row.households else ""
        charge = f"Phụ trách thôn {', '.join(row.hamlets)}. " if row.hamlets else ""
        dialogs.successor(
            self,
            f"Ngừng công tác: {row.cadre.full_name}",
            f"{care}{charge}Để trống người nhận thì các hộ trở lại danh sách chưa có người giúp.",
            loaded.serving,
            row,
            loaded.day,
            "Ngày công tác cuối cùng",
            save,
            required=False,
        )

    def record_training(self) -> None:
        """One course for all marked cadres."""
        loaded, rows = self.loaded, self.marked()
        if loaded is None or not rows:
            return
        ids = [row.id for row in rows]
        dialog = FormDialog(
            f"Ghi tập huấn cho {format_count(len(ids))} cán bộ",
            [
                PartialDateField("day", "Ngày tập huấn", required=True, whole=True),
                TextField("evidence", "Số giấy chứng nhận, quyết định"),
                TextField("course", "Tên lớp, nội dung", required=True),
            ],
            self,
            needed={"day": "Gõ ngày.", "course": "Gõ tên lớp hoặc nội dung."},
            words="Ghi vào sổ hỗ trợ, loại Tập huấn cán bộ; được đếm vào chỉ tiêu điểm g của năm tập huấn.",
        )
        dialog.field("day").set_value(loaded.day)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import cadres

            day, course = dialog.field("day").date_value(), dialog.field("course").value()
            number = dialog.field("evidence").value()
            self.write(
                lambda act: cadres.record_training(act, ids, day, course, number),
                lambda count: f"Đã ghi tập huấn cho {format_count(count)} cán bộ.",
                done,
                failed,
            )

        dialog.start(save, focus="course")

    def remove_marked(self) -> None:
        """Only who is used nowhere can be deleted; for others ending is offered."""
        row = self.view.current_row()
        if row is None:
            return

        def read(connection: Any) -> Any:
            from povdesk.storage import cadres

            return cadres.uses(connection, "cadre", row.id)

        def ask(found: Any) -> None:
            name = row.cadre.full_name
            if found:
                where = ", ".join(f"{format_count(count)} {words}" for words, count in found)
                messages.choose(
                    self,
                    f"{name} đang có trong {where} nên không xóa được.",
                    [("Ngừng công tác…", "primary", self.end_service)],
                    "Giữ lại",
                    more="Ngừng công tác giữ lại những gì đã làm và không hiện khi phân công nữa.",
                )
                return

            def drop() -> None:
                from povdesk.storage import cadres

                self.write(lambda act: cadres.delete(act, row.id), f"Đã xóa {name}.")

            messages.confirm(self, f"Xóa {name} khỏi danh sách cán bộ?", "Xóa", "Giữ lại", drop)

        self.desk.worker.read(self, read, ask)

    def _open(self, row: CadreRow | None) -> None:
        loaded = self.loaded
        if loaded is None:
            return
        bodies = [Choice(str(one.id), one.name) for one in loaded.bodies]
        dialog = FormDialog(
            "Sửa cán bộ" if row else "Thêm cán bộ",
            [
                TextField("full_name", "Họ và tên", required=True),
                TextField("post", "Chức vụ"),
                ChoiceField("body", "Cơ quan, đoàn thể", bodies),
                TextField("phone", "Điện thoại"),
                PartialDateField("valid_from", "Công tác từ ngày", whole=True),
                PartialDateField("valid_to", "Đến hết ngày", whole=True),
            ],
            self,
            needed={"full_name": "Gõ họ và tên."},
        )
        kept = row.cadre if row else Cadre("", valid_from=None)
        for code in ("full_name", "post", "phone", "valid_from", "valid_to"):
            dialog.field(code).set_value(getattr(kept, code))
        dialog.field("body").set_value(str(kept.body_id) if kept.body_id else "")
        dialog.add_box("listed", "Làm công tác giảm nghèo (đếm vào chỉ tiêu điểm g)", kept.on_poverty_list)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import cadres

            body = dialog.field("body").value()
            wanted = Cadre(
                dialog.field("full_name").value(),
                dialog.field("post").value(),
                int(body) if body else None,
                dialog.field("phone").value(),
                dialog.ticked("listed"),
                dialog.field("valid_from").date_value(),
                dialog.field("valid_to").date_value(),
                kept.id,
            )
            self.write(lambda act: cadres.save(act, wanted), f"Đã lưu {wanted.full_name}.", done, failed)

        dialog.start(save)


def _trained(row: CadreRow) -> str:
    if row.trained_on is not None:
        return short_date(row.trained_on)
    return "Chưa" if row.cadre.on_poverty_list else ""


def _until(row: CadreRow) -> str:
    return short_date(row.cadre.valid_to) if row.cadre.valid_to else ""
