"""Tab 5: families without residential or production land and what is proposed for each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.assignment import Family, LandFamily, OptionState
from povdesk.domain.vietnamese import format_count

from .. import messages
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..theme import Tone
from ..widgets.choice_field import Choice, ChoiceField
from ..widgets.fields import LongTextField, TextField
from ..widgets.table import ListColumn
from .loading import Loaded
from .tab import FAMILY, ListTab, Verb

_COLUMNS = (
    *FAMILY,
    ListColumn("land", "Chưa có", 150, lambda row: row.land_words),
    ListColumn(
        "option", "Phương án sinh kế", 180, lambda row: row.option, tip=lambda row: row.option, stretch=True
    ),
    ListColumn("leader", "Người chủ trì", 140, lambda row: row.leader, tip=lambda row: row.leader),
    ListColumn(
        "state",
        "Tình trạng",
        150,
        lambda row: row.state_words,
        tone=lambda row: None if row.is_noted else Tone.WARN,
    ),
    ListColumn("note", "Ghi chú", 100, lambda row: row.note, tip=lambda row: row.note),
)
_STATES = (
    ("", "Tất cả"),
    ("none", "Chưa có phương án"),
    *((str(state), state.label) for state in OptionState),
)


class LandTab(ListTab):
    """By the forms; what is decided for the year is kept here."""

    name = "land"
    title = "Danh sách hộ chưa có đất ở, đất sản xuất và phương án sinh kế"
    nothing = "Không có hộ nghèo, hộ cận nghèo nào chưa có đất."
    adding = "Thêm hộ"
    paper = "D36"
    spare = ("note", "class", "leader")
    millimetres = {
        "head_name": 34, "hamlet": 22, "class": 22, "land": 30, "option": 50, "leader": 34, "state": 28,
        "note": 22,
    }  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)
        self.states = self.choice("state", "Tình trạng phương án")
        for code, words in _STATES:
            self.states.addItem(words, code)

    def verbs(self) -> list[Verb]:
        return [
            Verb("Ghi phương án…", "edit", self.open_marked),
            Verb("Mở phiếu hộ", "document", self.open_form, most=1),
            Verb("Bỏ phương án", "delete", self.remove_marked),
        ]

    def rows(self, loaded: Loaded) -> list[Any]:
        asked = (
            f" Còn {format_count(loaded.unanswered)} hộ chưa trả lời về đất trên phiếu."
            if loaded.unanswered
            else ""
        )
        self.say_rule(
            "Theo phiếu rà soát (mục Nhu cầu, hoặc nguyên nhân không có đất sản xuất); hộ đã được giao đất"
            f" sau ngày chốt phiếu không còn ở đây.{asked}"
        )
        return list(loaded.land)

    def wanted(self, row: LandFamily) -> bool:
        state = self.states.currentData()
        if state == "none":
            return not row.is_noted
        return not state or (row.is_noted and str(row.state) == state)

    def filter_words(self) -> str:
        return self.states.currentText() if self.states.currentIndex() > 0 else ""

    def add(self) -> None:
        """A family whose form does not say it."""
        from .picker import FamilyPicker

        loaded = self.loaded
        if loaded is None:
            return
        there = {one.family.id for one in loaded.land}
        rest = [one for one in loaded.listed if one.id not in there]
        FamilyPicker(self, self.desk, "Thêm hộ chưa có đất", rest, lambda rows: self._ask(rows, None)).open()

    def open_marked(self) -> None:
        rows = self.marked()
        if rows:
            self._ask([row.family for row in rows], rows[0] if len(rows) == 1 else None)

    def remove_marked(self) -> None:
        loaded, rows = self.loaded, [row for row in self.marked() if row.is_noted]
        if loaded is None or not rows:
            self.desk.say("Hộ đang chọn chưa có phương án nào được ghi.")
            return
        ids = [row.family.id for row in rows]

        def drop() -> None:
            from povdesk.storage import land_list

            self.write(
                lambda act: land_list.drop(act, ids, loaded.year),
                f"Đã bỏ phương án của {format_count(len(ids))} hộ.",
            )

        messages.confirm(
            self,
            f"Bỏ phương án sinh kế năm {loaded.year} của {format_count(len(ids))} hộ?",
            "Bỏ",
            "Giữ lại",
            drop,
            more="Phiếu rà soát không đổi. Hộ chỉ được thêm ở đây thì không còn trong danh sách.",
        )

    def _ask(self, families: Sequence[Family], kept: LandFamily | None) -> None:
        loaded = self.loaded
        assert loaded is not None
        ids = [one.id for one in families]
        dialog = FormDialog(
            "Phương án sinh kế: "
            + (families[0].head_name if len(families) == 1 else f"{format_count(len(families))} hộ"),
            [
                LongTextField("option", "Phương án", required=True, lines=3),
                LongTextField("note", "Ghi chú", lines=3),
                TextField("leader", "Người hoặc cơ quan chủ trì"),
                ChoiceField("state", "Tình trạng", [Choice(str(one), one.label) for one in OptionState]),
            ],
            self,
            needed={"option": "Gõ phương án, ví dụ: giao đất tại khu tái định cư."},
        )
        dialog.field("state").set_value(str(kept.state if kept and kept.state else OptionState.PROPOSED))
        if kept is not None:
            for code in ("option", "note", "leader"):
                dialog.field(code).set_value(getattr(kept, code))

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import land_list

            option, leader = dialog.field("option").value(), dialog.field("leader").value()
            state = OptionState(dialog.field("state").value() or OptionState.PROPOSED)
            note = dialog.field("note").value()
            self.write(
                lambda act: land_list.save(act, ids, loaded.year, option, leader, state, note),
                f"Đã ghi phương án sinh kế của {format_count(len(ids))} hộ.",
                done,
                failed,
            )

        dialog.start(save, focus="option")
