"""Before the reminding letter (D25) is shown: which overdue lines, until when to answer, in which words."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from povdesk.domain.errors import InvalidInput
from povdesk.domain.task_report import TaskReport

from .. import theme
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..widgets.fields import LongTextField, PartialDateField
from ..widgets.labels import label
from . import printing
from .loading import Frame

KEEP = "keep-wording"
_BRACES = (
    "Chỗ trong ngoặc { } do chương trình điền: {uy_ban} tên Ủy ban nhân dân, {nam} năm, {ngay} ngày số liệu, "
    "{ke_hoach} kế hoạch của năm, {han} hạn gửi lại."
)


class ReminderDialog(FormDialog):
    """All overdue lines are ticked; the words are the officer's, kept for next time when asked."""

    def __init__(
        self,
        desk: Desk,
        frame: Frame,
        late: Sequence[TaskReport],
        text: Mapping[str, tuple[str, ...]],
        parent: QWidget,
    ) -> None:
        super().__init__(
            "Công văn đôn đốc",
            [
                PartialDateField("reply_by", "Đề nghị gửi lại trước ngày", whole=True),
                LongTextField("regarding", "Về việc", lines=2, required=True),
                LongTextField("opening", "Đoạn mở đầu", lines=4, required=True),
                LongTextField("closing", "Đoạn kết", lines=4, required=True),
            ],
            parent,
        )
        self._desk, self._frame, self._late, self._owner = desk, frame, tuple(late), parent
        self.list = QListWidget(self)
        self.list.setObjectName("reminded")
        self.list.setAccessibleName("Việc, báo cáo quá hạn")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Four lines are seen before one scrolls.
        self.list.setMinimumHeight(theme.px(48) * min(max(len(late), 2), 4))
        for one in late:
            item = QListWidgetItem(f"{one.owner}: {one.title} ({one.standing_words(frame.day).lower()})")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.content.addWidget(label(_BRACES, "caption", self, wrap=True))
        self.content.addWidget(self.list, 1)
        self.add_box(KEEP, "Giữ lời văn này cho lần sau", False)
        self.field("reply_by").set_placeholder("để trống: chừa chỗ ghi tay")
        for code in ("regarding", "opening", "closing"):
            self.field(code).set_value("\n".join(text[code]))
        self._button.setText("Xem công văn  Ctrl+S")
        self._changed = False

    def chosen(self) -> tuple[TaskReport, ...]:
        """The ticked lines."""
        return tuple(
            one
            for place, one in enumerate(self._late)
            if self.list.item(place).checkState() is Qt.CheckState.Checked
        )

    def wording(self) -> dict[str, tuple[str, ...]]:
        """The words as typed, one paragraph a line."""
        return {
            code: tuple(line for line in self.field(code).value().splitlines() if line.strip())
            for code in ("regarding", "opening", "closing")
        }

    def start_asking(self) -> None:
        self.start(self._show, "reply_by")

    def _show(self, done: Any, failed: Any) -> None:
        chosen, words, by = self.chosen(), self.wording(), self.field("reply_by").date_value()
        if not chosen:
            failed(InvalidInput("Chưa chọn dòng nào để đôn đốc.", "Đánh dấu ít nhất một dòng."))
            return
        frame = self._frame

        def read(connection: Any) -> Any:
            from povdesk import papers_programme

            return papers_programme.reminder(
                connection, frame.year, frame.day, chosen=chosen, reply_by=by, wording=words
            )

        def show(_kept: object = None) -> None:
            done()
            printing.preview_paper(self._owner, self._desk, "Công văn đôn đốc", read, "cong-van-don-doc")

        if not self.ticked(KEEP):
            show()
            return

        def keep(act: Any) -> None:
            from povdesk.storage import paper_wording, programme_papers

            paper_wording.keep(act, programme_papers.WORDING, programme_papers.REMINDER, words)

        self._desk.worker.write(self, keep, show, failed)
