"""The step "Sao lưu": the key, the stick for the first copy, the second disk, and when to be reminded."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QVBoxLayout, QWidget

from povdesk import paths
from povdesk.domain.todo import BACKUP_REMINDERS, BACKUP_WORKING_DAYS

from .. import keys, theme
from ..backup import ages, jobs
from ..backup.key_dialog import KeyDialog
from ..backup.stick_watch import Watch
from ..desk import Desk
from ..theme import Tone
from ..widgets.fields import Choice, ChoiceField
from ..widgets.labels import button, label, set_tone
from .step import Step
from .writing import NewCommune

_LATER = Choice("", "Để sau, được nhắc trong Việc cần làm")
_NO_KEY = "Chưa đặt. Có khóa thì bản sao lưu ra USB mới được mã hóa; đặt bây giờ hoặc để sau."
_HAS_KEY = "Đã đặt khóa, lưu cùng lúc tạo sổ. Giữ tờ mã phục hồi ở hai nơi, không để cùng USB."
_ALWAYS = "Máy tự sao lưu trong máy 30 phút một lần khi có thay đổi, dù chọn gì ở đây."
_NEEDS_KEY = "Đặt khóa sao lưu ở trên trước đã."


class BackupStep(Step):
    """Everything here may be left for later: the to-do then names it.

    data_folder: where the data will lie. look: sticks plugged in now and a second disk inside the computer.
    """

    title = "Sao lưu"
    words = "Không bắt buộc; bỏ qua thì được nhắc trong Việc cần làm khi sổ đã có dữ liệu."

    def __init__(
        self,
        desk: Desk,
        data_folder: Callable[[], Path],
        parent: QWidget | None = None,
        look: Callable[[], Any] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._data_folder = desk, data_folder
        self._look = look or self._look_at_disks
        self._watch: Watch | None = None
        self._office: Any = None
        self._agency = ""
        self._chosen: Path | None = None
        self._key_words = label(_NO_KEY, "", self, wrap=True)
        self._key = button("Đặt khóa sao lưu…", self._on_key, icon="lock-closed", parent=self)
        self._stick = ChoiceField("first-copy", "Bản sao lưu đầu tiên ra USB", [_LATER], self)
        self._other = button("Thư mục khác…", self._on_other, icon="folder-open", parent=self)
        choices = [Choice(str(days), ages.remind_words(days)) for days in BACKUP_REMINDERS]
        self._remind = ChoiceField("remind", "Nhắc sao lưu ra USB", choices, self)
        self._remind.set_value(str(BACKUP_WORKING_DAYS))
        self._second = QCheckBox("", self)
        self._no_second = label("Máy này không có ổ đĩa thứ hai để chép thêm.", "caption", self, wrap=True)
        self._lay_out()
        self._show_sticks(())
        self._show_key()

    def start(self, wanted: NewCommune) -> None:
        names = wanted.identity
        self._agency = f"UBND {names.full_name}" if names else ""
        self._key.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._watch is None:
            self._watch = Watch(self, self._look)
            self._watch.changed.connect(self._on_looked)
            self._watch.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    def apply(self, wanted: NewCommune) -> NewCommune:
        stick = self._stick.value()
        return replace(
            wanted,
            office=self._office,
            stick=Path(stick) if stick and self._office is not None else None,
            second=self._second.isChecked(),
            remind_after=int(self._remind.value() or BACKUP_WORKING_DAYS),
        )

    def _look_at_disks(self) -> Any:
        from povdesk.storage import places

        return tuple(jobs.sticks_now()), places.second_disk(self._data_folder() / paths.DATABASE_NAME)

    def _on_looked(self, found: Any) -> None:
        sticks, second = found
        self._show_sticks(sticks)
        self._second.setVisible(second is not None)
        self._no_second.setVisible(second is None)
        self._second.setText(f"Chép thêm sang ổ đĩa thứ hai trong máy ({second})")

    def _show_sticks(self, sticks: tuple[tuple[Path, int], ...]) -> None:
        choices = [_LATER]
        choices += [Choice(str(root), f"{root} (còn {ages.room(free)})") for root, free in sticks]
        if self._chosen is not None and str(self._chosen) not in {choice.code for choice in choices}:
            choices.append(Choice(str(self._chosen), str(self._chosen)))
        kept = self._stick.value()
        self._stick.set_choices(choices)
        self._stick.set_value(kept if kept in {choice.code for choice in choices} else "")
        if self._office is not None:
            self._stick.set_hint(
                "" if sticks or self._stick.value() else "Chưa thấy USB nào; cắm vào, đợi vài giây rồi chọn."
            )

    def _show_key(self) -> None:
        has_key = self._office is not None
        self._key_words.setText(_HAS_KEY if has_key else _NO_KEY)
        set_tone(self._key_words, Tone.OK if has_key else None)
        self._key.setText("Đặt khóa khác…" if has_key else "Đặt khóa sao lưu…")
        self._stick.set_read_only(not has_key)
        self._other.setEnabled(has_key)
        self._stick.set_hint("" if has_key else _NEEDS_KEY)

    def _on_key(self) -> None:
        KeyDialog(self, self._desk, self._agency, self._on_kept, self._keep).open()

    def _keep(self, office: Any) -> None:
        self._office = office

    def _on_kept(self) -> None:
        self._show_key()
        self._stick.setFocus()

    def _on_other(self) -> None:
        picked = QFileDialog.getExistingDirectory(self, "Chọn USB hoặc thư mục để sao lưu", str(Path.home()))
        if not picked:
            return
        self._chosen = Path(picked)
        # As the list writes it: Qt says "E:/" on Windows, and the choice would be lost at the next look.
        chosen = str(self._chosen)
        if chosen not in {choice.code for choice in self._stick.choices()}:
            self._stick.set_choices([*self._stick.choices(), Choice(chosen, chosen)])
        self._stick.set_value(chosen)

    def _lay_out(self) -> None:
        keys.enter_moves(self._second)
        self._second.setChecked(True)
        self._second.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.addWidget(label("Khóa của bản sao lưu", "strong", self), 0, 0, 1, 2)
        grid.addWidget(self._key_words, 1, 0)
        grid.addWidget(self._key, 1, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.setRowMinimumHeight(2, theme.px(6))
        grid.addWidget(self._stick, 3, 0)
        grid.addWidget(self._other, 3, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._remind, 4, 0)
        grid.addWidget(self._second, 5, 0, 1, 2)
        grid.addWidget(self._no_second, 6, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.addLayout(grid)
        column.addWidget(label(_ALWAYS, "caption", self, wrap=True))
        column.addStretch(1)
