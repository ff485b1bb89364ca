"""The minutes of one hamlet's meeting: who came, and the votes on each household in a grid."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.household import Category
from povdesk.domain.round_progress import enough_agree
from povdesk.storage.meetings import ATTENDANCE, Meeting, Vote, VoteLine

from .. import theme
from ..settings.form_dialog import FormDialog
from ..widgets.field import ProblemLevel
from ..widgets.fields import Choice, LongTextField, NumberField, PartialDateField, TextField
from ..widgets.fixed_grid import FixedGridModel, shown_number, whole_number
from ..widgets.grid import GridColumn, GridView, Unread
from ..widgets.grid_model import Row
from ..widgets.labels import button, label
from .loading import Loaded
from .part import Owner

AGREED = tuple(Choice(str(one), one.label) for one in (Category.POOR, Category.NEAR_POOR, Category.NOT_POOR))
_COLUMNS = (
    GridColumn("head_name", "Chủ hộ", 150, computed=lambda row: row["head_name"], stretch=True),
    GridColumn("computed", "Kết quả tính", 110, computed=lambda row: row["computed"]),
    GridColumn("for", "Đồng ý", 70, read=whole_number, show=shown_number, empty=None, align="right"),
    GridColumn("against", "Không", 70, read=whole_number, show=shown_number, empty=None, align="right"),
    GridColumn("agreed", "Thống nhất khác", 130, choices=AGREED),
    GridColumn("reason", "Lý do khác kết quả tính", 190, stretch=True),
)
_GROUPS = {
    "committee": "Ban chỉ đạo xã",
    "party": "Đảng, đoàn thể",
    "front": "Mặt trận",
    "surveyors": "Rà soát viên",
    "residents": "Người dân",
}
_FEW = "Dưới một nửa đồng ý: rà soát lại và họp lại."
_NO_REASON = "Ghi lý do khác kết quả tính theo biên bản."


class MeetingDialog(FormDialog):
    """Ctrl+S saves the minutes with all votes. grid: one line a household of the hamlet's list."""

    def __init__(self, parent: QWidget, title: str, held: Meeting, lines: tuple[VoteLine, ...]) -> None:
        fields: list[Any] = [
            PartialDateField("held_on", "Ngày họp", whole=True),
            TextField("place", "Nơi họp"),
            TextField("chair", "Chủ trì"),
            TextField("secretary", "Thư ký"),
            NumberField("households_listed", "Số hộ mời họp", whole=True),
            NumberField("households_present", "Số hộ dự họp", whole=True),
            *(NumberField(f"group_{key}", _GROUPS[key], whole=True) for key, _words in ATTENDANCE),
            LongTextField("content", "Nội dung", lines=2),
            LongTextField("disagreements", "Ý kiến khác", lines=2),
        ]
        super().__init__(title, fields, parent, columns=5)
        self.held = held
        self._model = FixedGridModel(_COLUMNS, self)
        self.grid = GridView(self._model, self)
        self.grid.setObjectName("votes")
        self.grid.setAccessibleName("Biểu quyết từng hộ")
        self.grid.setMinimumHeight(theme.px(220))
        self._fill = button("Điền số hộ dự họp vào ô Đồng ý còn trống", self._on_fill, parent=self)
        self.content.addWidget(label("Biểu quyết từng hộ", "strong", self))
        self.content.addWidget(self.grid, 1)
        self.content.addWidget(self._fill)
        for name in ("held_on", "place", "chair", "secretary", "households_listed", "households_present"):
            self.field(name).set_value(getattr(held, name))
        for name in ("content", "disagreements"):
            self.field(name).set_value(getattr(held, name))
        for key, _words in ATTENDANCE:
            self.field(f"group_{key}").set_value(held.attendance.get(key))
        self._model.set_rows(_row(line) for line in lines)
        self._warn()
        self._model.edited.connect(self.mark_changed)
        self._model.edited.connect(self._warn)

    def go_to(self, household_id: int) -> None:
        """Put the cursor on a household's votes."""
        rows = self._model.rows()
        place = next((place for place, row in enumerate(rows) if row["household_id"] == household_id), 0)
        self.grid.go_to(place, "for")
        self.grid.setFocus()

    def wanted(self) -> Meeting:
        """The minutes as typed."""

        def number(name: str) -> int | None:
            value = self.field(name).value()
            return None if value is None else int(value)

        came = {key: number(f"group_{key}") for key, _words in ATTENDANCE}
        return Meeting(
            self.held.hamlet_id,
            self.field("held_on").date_value(),
            self.field("place").value(),
            self.field("chair").value(),
            self.field("secretary").value(),
            number("households_listed"),
            number("households_present"),
            {key: count for key, count in came.items() if count is not None},
            self.field("content").value(),
            self.field("disagreements").value(),
            self.held.id,
        )

    def votes(self) -> list[Vote]:
        """The grid as typed; the grid is checked before."""
        return [
            Vote(
                row["household_id"],
                row["for"],
                row["against"],
                Category(row["agreed"]) if row["agreed"] else None,
                row["reason"] or "",
            )
            for row in self._model.rows()
        ]

    def unreadable(self) -> bool:
        """Some cell cannot be read; the cursor goes there."""
        for place, row in enumerate(self._model.rows()):
            for column in _COLUMNS:
                if isinstance(row.get(column.key), Unread):
                    self.grid.go_to(place, column.key)
                    self.grid.setFocus()
                    return True
        return False

    def _on_fill(self) -> None:
        present = self.field("households_present").value()
        if present is None:
            self.field("households_present").setFocus()
            self.say("Nhập số hộ dự họp trước.")
            return
        place = next(place for place, column in enumerate(_COLUMNS) if column.key == "for")
        block = [
            [int(present) if row["for"] is None else None, 0 if row["against"] is None else None]
            for row in self._model.rows()
        ]
        if block:
            self._model.write_block(0, place, block, "Điền biểu quyết")
        self.grid.setFocus()

    def _warn(self) -> None:
        problems: dict[tuple[int, str], tuple[ProblemLevel, str]] = {}
        for place, row in enumerate(self._model.rows()):
            numbers = (row["for"], row["against"])
            if not any(isinstance(one, Unread) for one in numbers) and enough_agree(*numbers, 50) is False:
                problems[place, "for"] = (ProblemLevel.WARNING, _FEW)
            differs = row["agreed"] and row["agreed"] != row["computed_code"]
            if differs and not isinstance(row["agreed"], Unread) and not row["reason"]:
                problems[place, "reason"] = (ProblemLevel.ERROR, _NO_REASON)
        self._model.show_problems(problems)


def open_minutes(
    parent: QWidget,
    owner: Owner,
    loaded: Loaded,
    hamlet_id: int,
    household_id: int | None = None,
    *,
    again: bool = False,
) -> None:
    """Read the hamlet's minutes and show them. again: a new meeting after too few agreed."""
    assert loaded.this is not None
    key = loaded.this.id
    name = next((name for number, name in loaded.hamlets if number == hamlet_id), "")

    def read(connection: Any) -> tuple[Meeting, tuple[VoteLine, ...]]:
        from povdesk.storage import meetings

        held = meetings.of_hamlet(connection, key, hamlet_id)
        lines = meetings.votes(connection, key, hamlet_id)
        if again:
            held = Meeting(hamlet_id, place=held.place, chair=held.chair, secretary=held.secretary)
            lines = tuple(line._replace(vote=Vote(line.household_id)) for line in lines)
        return held, lines

    def show(found: tuple[Meeting, tuple[VoteLine, ...]]) -> None:
        dialog = MeetingDialog(parent, f"Biên bản họp dân {name}", *found)
        dialog.start(lambda done, failed: _save(owner, key, name, dialog, done, failed))
        if household_id is not None:
            dialog.go_to(household_id)

    owner.desk.worker.read(parent, read, show)


def _save(
    owner: Owner,
    round_id: int,
    name: str,
    dialog: MeetingDialog,
    done: Callable[[], None],
    failed: Callable[[Exception], None],
) -> None:
    if dialog.unreadable():
        dialog.allow_save()
        return
    wanted, votes = dialog.wanted(), dialog.votes()

    def work(act: Any) -> None:
        from povdesk.storage import meetings

        meetings.save(act, round_id, wanted, votes)

    owner.write(work, f"Đã lưu họp dân {name}.", done, failed)


def _row(line: VoteLine) -> Row:
    return {
        "household_id": line.household_id,
        "head_name": line.head_name,
        "computed": line.computed.label if line.computed else "Chưa chốt phiếu",
        "computed_code": str(line.computed) if line.computed else "",
        "for": line.vote.votes_for,
        "against": line.vote.votes_against,
        "agreed": str(line.vote.agreed) if line.vote.agreed else "",
        "reason": line.vote.reason,
    }
