"""“Vì sao hộ này?” as one screen: the words of the family's sheet, printed with Ctrl+P."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from povdesk.domain.why_household import WhyHousehold

from .. import theme
from ..desk import Desk
from ..widgets.dialog import Dialog
from ..widgets.labels import label
from ..widgets.page import scrolled
from .opening import CONFIRM_KEY, preview_why, show_confirmation


class WhyDialog(Dialog):
    """Reads the household and says why; nothing can be changed here."""

    def __init__(self, parent: QWidget, desk: Desk, household_id: int) -> None:
        super().__init__("Vì sao hộ này?", parent)
        self._desk = desk
        self._household_id = household_id
        self._why: WhyHousehold | None = None
        self._part: QFrame | None = None
        self._name = label("Đang đọc…", "title", self, wrap=True)
        self._place = label("", "caption", self, wrap=True)
        self._remark = label("", "hint", self, wrap=True)
        self._content = QVBoxLayout()
        self._content.addStretch(1)
        self.body.addWidget(self._name)
        self.body.addWidget(self._place)
        self.body.addWidget(self._remark)
        self._area = scrolled(self._content, self)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName("Giải thích")
        self.body.addWidget(self._area, 1)
        self._open = self.add_button("Mở phiếu", self._on_open, left=True)
        self._rights = self.add_button("Quyền lợi theo diện…", self._on_rights, left=True)
        self._confirm = self.add_button(f"Giấy xác nhận  {CONFIRM_KEY}", self._on_confirm)
        self._print = self.add_button("In cho gia đình  Ctrl+P", self.print_sheet, kind="primary")
        self.add_button("Đóng")
        for waiting in (self._confirm, self._print):
            waiting.setEnabled(False)
        for keys, act in (("Ctrl+P", self.print_sheet), (CONFIRM_KEY, self._on_confirm)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        window = parent.window()
        self.resize(
            min(theme.px(760), window.width() - 60), min(theme.px(600), max(window.height() - 40, 420))
        )
        self._read()

    def why(self) -> WhyHousehold | None:
        """What is shown; None while it is being read."""
        return self._why

    def print_sheet(self) -> None:
        """Preview the sheet for the family."""
        if self._why is not None:
            preview_why(self, self._desk, self._why)

    def _read(self) -> None:
        key, today = self._household_id, date.today()

        def read(connection: Any) -> WhyHousehold:
            from povdesk.storage import why_household

            return why_household.gather(connection, key, today)

        self._desk.worker.read(self, read, self._show)

    def _show(self, why: WhyHousehold) -> None:
        from povdesk.documents.blocks import GroupRow
        from povdesk.documents.why_household import rows

        self._why = why
        self._name.setText(why.head_name or why.code)
        self._place.setText(f"Mã hộ {why.code} · {why.place}")
        self._remark.setText(why.remark)
        self._remark.setVisible(bool(why.remark))
        if self._part is not None:
            self._content.removeWidget(self._part)
            self._part.deleteLater()
        self._part = part = QFrame(self)
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, theme.px(190))
        grid.setColumnStretch(1, 1)
        for place, row in enumerate(rows(why)):
            if isinstance(row, GroupRow):
                grid.addWidget(label(row.cells[0].upper(), "group", part), place, 0, 1, 2)
                continue
            subject = label(row[0], "strong", part, wrap=True)
            subject.setAlignment(Qt.AlignmentFlag.AlignTop)
            subject.setMaximumWidth(theme.px(210))
            words = label(row[1], "", part, wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(subject, place, 0)
            grid.addWidget(words, place, 1)
        self._content.insertWidget(0, part)
        for ready in (self._confirm, self._print):
            ready.setEnabled(True)
        self._area.setFocus()

    def _on_open(self) -> None:
        self.accept()
        self._desk.open("household", household_id=self._household_id)

    def _on_rights(self) -> None:
        from .rights_dialog import RightsDialog

        dialog = RightsDialog(self, self._desk)
        dialog.saved.connect(self._read)
        dialog.open()

    def _on_confirm(self) -> None:
        if self._why is not None:
            show_confirmation(self, self._desk, self._household_id)
