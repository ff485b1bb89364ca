"""What the plan asks for, to be ticked: which lines go into the ledger, and a day by which they are due."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from povdesk.domain.task_report import Kind, TaskReport
from povdesk.domain.vietnamese import format_count

from .. import theme
from ..settings.form_dialog import FormDialog
from ..widgets.fields import PartialDateField
from ..widgets.labels import label

Add = Callable[[tuple[TaskReport, ...], Any, Any], None]


class ProposalsDialog(FormDialog):
    """Reports are ticked from the start, tasks are not; Space ticks the current line."""

    def __init__(self, found: tuple[TaskReport, ...], parent: QWidget) -> None:
        super().__init__(
            "Lấy việc, báo cáo từ kế hoạch",
            [PartialDateField("due_on", "Hạn chung (sửa từng dòng sau khi thêm)", whole=True)],
            parent,
            columns=1,
            words="Đánh dấu dòng cần theo dõi bằng phím cách. Nội dung lấy từ phần V, sửa được sau.",
        )
        self._found = found
        self._least_width = theme.px(760)
        self.list = QListWidget(self)
        self.list.setObjectName("proposals")
        self.list.setAccessibleName("Việc, báo cáo trong kế hoạch")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(theme.px(240))
        for one in found:
            item = QListWidgetItem(f"{one.kind.label}, {one.plan_reference}: {one.title} ({one.owner})")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = one.kind is Kind.REPORT
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._count = label("", "caption", self)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self._count)
        self.list.itemChanged.connect(self._on_ticked)
        self._button.setText("Thêm vào sổ  Ctrl+S")
        self._on_ticked()
        self._changed = False

    def chosen(self) -> tuple[TaskReport, ...]:
        """The ticked lines with the common day."""
        due = self.field("due_on").date_value()
        return tuple(
            replace(one, due_on=due)
            for place, one in enumerate(self._found)
            if self.list.item(place).checkState() is Qt.CheckState.Checked
        )

    def start_with(self, add: Add) -> None:
        """Open; `add(chosen, done, failed)` writes."""
        self.start(lambda done, failed: add(self.chosen(), done, failed), "due_on")

    def _on_ticked(self, *_item: object) -> None:
        ticked = len(self.chosen())
        self._count.setText(f"Đã đánh dấu {format_count(ticked)} trên {format_count(len(self._found))} dòng.")
        self.mark_changed()
