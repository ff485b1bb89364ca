"""Khóa sao lưu: a passphrase, a printed recovery code, and two groups typed back before it counts."""

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from povdesk.domain.errors import PovDeskError

from .. import messages, theme
from ..desk import Desk
from ..theme import Tone
from ..widgets.dialog import Dialog
from ..widgets.labels import button, label, set_tone
from . import jobs

_WHY = (
    "Bản sao lưu mang ra khỏi máy được mã hóa, người nhặt được USB không đọc được. "
    "Trên máy này sao lưu và phục hồi không hỏi mật khẩu; trên máy khác thì cần mật khẩu hoặc mã phục hồi."
)
_LOST = "Mất cả hai và hỏng máy này thì không ai mở được bản sao lưu trên USB, kể cả người làm phần mềm."


class KeyDialog(Dialog):
    """Two steps. `kept` is called when the key is in the database.

    keep: takes the key instead, while there is no database yet (first run).
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        agency: str,
        kept: Callable[[], None],
        keep: Callable[[Any], None] | None = None,
    ) -> None:
        super().__init__("Khóa của bản sao lưu", parent)
        self._desk, self._agency, self._kept, self._keep = desk, agency, kept, keep
        self._office: Any = None
        self._code = ""
        self._asked: tuple[int, ...] = ()
        self._steps = QStackedWidget(self)
        self.passphrase = QLineEdit(self)
        self.passphrase.setObjectName("passphrase-input")
        self.groups = [QLineEdit(self), QLineEdit(self)]
        self._codes = [label("", "strong", self) for _ in range(8)]
        self._asks = [label("", "", self), label("", "", self)]
        self._message = label("", "", self, wrap=True)
        set_tone(self._message, Tone.DANGER)
        self._lay_out()
        self.add_button("Đóng, không đặt khóa")
        self._next = self.add_button("Tạo khóa", self._on_next, kind="primary")
        self.passphrase.returnPressed.connect(self._on_next)
        self.groups[0].returnPressed.connect(self.groups[1].setFocus)
        self.groups[1].returnPressed.connect(self._on_next)

    def recovery_code(self) -> str:
        """The code while it is shown; it is kept nowhere else."""
        return self._code

    def _lay_out(self) -> None:
        first, second = QWidget(self), QWidget(self)
        column = QVBoxLayout(first)
        column.addWidget(label(_WHY, "", first, wrap=True))
        column.addWidget(label("Mật khẩu sao lưu (ít nhất 12 chữ không dấu, ví dụ bốn từ)", "strong", first))
        column.addWidget(self.passphrase)
        column.addWidget(label(_LOST, "caption", first, wrap=True))
        column.addStretch(1)
        column = QVBoxLayout(second)
        column.addWidget(label("Mã phục hồi gồm 8 nhóm, chỉ hiện một lần:", "", second))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        for place, group in enumerate(self._codes):
            group.setTextInteractionFlags(group.textInteractionFlags().TextSelectableByMouse)
            row, column_of_grid = divmod(place, 4)
            grid.addWidget(label(f"{place + 1}.", "caption", second), row, 2 * column_of_grid)
            grid.addWidget(group, row, 2 * column_of_grid + 1)
            grid.setColumnStretch(2 * column_of_grid + 1, 1)
        column.addLayout(grid)
        printing = button("In tờ mã phục hồi…", self._on_print, icon="print", parent=second)
        column.addWidget(printing, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(
            label(
                "In hai tờ, cất ở hai nơi khác nhau, không để cùng USB. Xem tờ giấy rồi gõ lại:",
                "",
                second,
                wrap=True,
            )
        )
        for ask, box in zip(self._asks, self.groups, strict=True):
            column.addWidget(ask)
            column.addWidget(box)
        column.addStretch(1)
        for step in (first, second):
            step.layout().setContentsMargins(0, 0, 0, 0)
            self._steps.addWidget(step)
        self._steps.setMinimumSize(theme.px(520), theme.px(250))
        self.body.addWidget(self._steps)
        self.body.addWidget(self._message)
        self._message.hide()

    def _on_next(self) -> None:
        if not self._next.isEnabled():
            return
        self._message.hide()
        if self._steps.currentIndex() == 1:
            self._on_typed_back()
            return
        self._next.setEnabled(False)
        job = jobs.sealing(self.passphrase.text(), date.today().isoformat())
        self._desk.worker.run(self, job, self._on_made, self._on_failed, text="Tạo khóa")

    def _on_made(self, made: Any) -> None:
        self._office, self._code = made
        for line, group in zip(self._codes, self._code.split("-"), strict=True):
            line.setText(group)
        self._asked = tuple(sorted(secrets.SystemRandom().sample(range(8), 2)))
        for place, ask, box in zip(self._asked, self._asks, self.groups, strict=True):
            ask.setText(f"Nhóm thứ {place + 1}")
            box.setAccessibleName(ask.text())
        self._steps.setCurrentIndex(1)
        self._next.setText("Lưu khóa")
        self._next.setEnabled(True)
        self.groups[0].setFocus()

    def _on_typed_back(self) -> None:
        for place, box in zip(self._asked, self.groups, strict=True):
            if box.text().strip().upper() != self._code.split("-")[place]:
                self._say(f"Nhóm thứ {place + 1} chưa đúng. Xem lại tờ giấy vừa in rồi gõ lại.")
                box.setFocus()
                return
        office = self._office
        if self._keep is not None:
            self._keep(office)
            self._on_kept(None)
            return

        def keep(act: Any) -> None:
            from povdesk.storage.backup import keys

            keys.save_office_key(act, office)

        self._next.setEnabled(False)
        self._desk.worker.write(self, keep, self._on_kept, self._on_failed)

    def _on_kept(self, _nothing: Any) -> None:
        self.accept()
        self._kept()

    def _on_failed(self, error: Exception) -> None:
        self._next.setEnabled(True)
        if isinstance(error, PovDeskError):
            self._say(str(error))
        else:
            messages.show_error(self, error)

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.show()

    def _on_print(self) -> None:
        from ..widgets.preview_dialog import PreviewDialog

        code, agency, sample = self._code, self._agency, self._desk.is_sample

        def write(path: Any) -> None:
            from povdesk import papers
            from povdesk.documents import recovery_sheet

            papers.write_pdf(recovery_sheet.build(code, agency, date.today(), sample=sample), path)

        PreviewDialog(self, self._desk, "Tờ mã phục hồi", write, file_name="ma-phuc-hoi").open()
