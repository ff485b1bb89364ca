"""What stands around the fields of a household form: title, buttons, tabs, the offer of a draft."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from .. import theme
from ..desk import Desk
from ..theme import Tone
from ..widgets.chips import Chip
from ..widgets.empty_state import EmptyState
from ..widgets.page import Page
from ..widgets.tabs import Tabs
from .form_draft import DraftBanner
from .form_header import HeaderButtons
from .form_loading import open_round
from .form_sheet import FormSheet

TABS = ("Hộ và nhân khẩu", "Phiếu B1", "Phiếu B2: thiếu hụt", "Nhu cầu, nguyên nhân", "Ghi chú, nhật ký")


class FormFrame(Page):
    """Fits itself to the width; what its buttons do is the form page's."""

    help_topic = "phieu-ho"
    compact_navigation = True
    scrolls = False
    _built = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Phiếu hộ", parent)
        self._sheet: FormSheet | None = None
        self._class_chip = Chip("", Tone.NEUTRAL, parent=self)
        self._state_chip = Chip("", Tone.WARN, parent=self)
        self._buttons = HeaderButtons(self)
        self._tabs = Tabs(TABS, self)
        self._banner = DraftBanner(self)
        self._places = QStackedWidget(self)
        self._empty = EmptyState("Chọn một hộ trong danh sách để mở phiếu.", "clipboard-checkmark", self)
        self._no_round = EmptyState("Chưa mở kỳ rà soát của năm làm việc.", "clipboard-checkmark", self)
        self._lay_out()
        self._built = True

    def _arrange(self) -> None:
        narrow = self.width() < theme.px(1140)
        self._buttons.set_narrow(narrow, has_form=self._sheet is not None)
        self._tabs.show_keys(not narrow)
        self._class_chip.setVisible(bool(self._class_chip.text()) and not narrow)
        if self._sheet is not None:
            self._sheet.set_narrow(narrow)

    def _lay_out(self) -> None:
        self.header.show_back("Về danh sách hộ (Esc)")
        self.header.add_left(self._class_chip)
        self.header.add_left(self._state_chip)
        for action in self._buttons.all():
            self.header.add_action(action)
        self._class_chip.hide()
        self._state_chip.hide()
        self.under_header(self._tabs)
        self._no_round.add_button(
            "Mở kỳ rà soát", partial(self.desk.worker.write, self, open_round), kind="primary"
        )
        self._places.addWidget(self._empty)
        self._places.addWidget(self._no_round)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._places, 1)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._built:
            self._arrange()
