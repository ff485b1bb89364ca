"""Phục hồi: what is in the copy beside what is in use, a last look, and the commune's name typed to begin."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from povdesk.domain import vietnamese
from povdesk.domain.errors import PovDeskError

from .. import messages, theme
from ..desk import Desk
from ..theme import Tone
from ..widgets.dialog import Dialog
from ..widgets.labels import label, set_tone
from . import jobs

_KEPT = (
    "Dữ liệu đang dùng được giữ lại thành một bản sao lưu trong máy; nếu phục hồi nhầm, bấm Hoàn tác phục hồi"
    " trên trang này là quay lại được."
)

_DAMAGED_KEPT = "Tệp dữ liệu cũ, nếu còn trong thư mục này, được giữ nguyên ở một thư mục riêng."


class RestoreDialog(Dialog):
    """The copy is checked first; only a whole one can be brought back. `done(restored)` comes at the end.

    now: the data in use, to compare with; without any, nothing is compared and no name is asked for.
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        database_path: Path,
        path: Path,
        now: Any,
        done: Callable[[Any], None],
    ) -> None:
        super().__init__("Phục hồi dữ liệu", parent)
        self._desk, self._database_path, self._path = desk, database_path, path
        self._now, self._done = now, done
        self._contents: Any = None
        self._intro = label("Đang kiểm tra bản sao lưu…", "", self, wrap=True)
        self._grid = QGridLayout()
        self._warning = label("", "", self, wrap=True)
        self._kept = label(_KEPT, "caption", self, wrap=True)
        self._secret_words = label("Mật khẩu sao lưu hoặc mã phục hồi", "strong", self)
        self.secret = QLineEdit(self)
        self.secret.setObjectName("secret-input")
        self.secret.setPlaceholderText("ví dụ 7KQ2M-… (8 nhóm), hoặc mật khẩu gồm bốn từ")
        self._slip = label("", "caption", self)
        set_tone(self._slip, Tone.WARN)
        self.secret.textChanged.connect(self._on_typed)
        self.secret.returnPressed.connect(self._on_go)
        self._name_words = label("", "strong", self, wrap=True)
        self.name = QLineEdit(self)
        self.name.setObjectName("commune-input")
        self.name.returnPressed.connect(self._on_go)
        self._message = label("", "", self, wrap=True)
        self.body.addWidget(self._intro)
        self.body.addLayout(self._grid)
        for widget in (
            self._warning,
            self._kept,
            self._secret_words,
            self.secret,
            self._slip,
            self._name_words,
            self.name,
            self._message,
        ):
            self.body.addWidget(widget)
            widget.hide()
        set_tone(self._warning, Tone.WARN)
        set_tone(self._message, Tone.DANGER)
        self._intro.setMinimumWidth(theme.px(520))
        # Without data in use there is nothing to lose, and nothing to keep by closing.
        has_data = now.last_change is not None
        self.add_button("Đóng, giữ dữ liệu đang dùng" if has_data else "Đóng, chưa phục hồi")
        self._go = self.add_button("Phục hồi", self._on_go, kind="danger" if has_data else "primary")
        self._check()

    def contents(self) -> Any:
        """What was found in the copy, None before it is checked."""
        return self._contents

    def _check(self) -> None:
        self._go.setEnabled(False)
        job = jobs.checking(self._database_path, self._path, self._now.office, self.secret.text())
        self._desk.worker.run(self, job, self._on_checked, self._on_failed, text="Kiểm tra bản sao lưu")

    def _on_checked(self, contents: Any) -> None:
        self._go.setEnabled(True)
        self._contents = contents
        self._message.hide()
        locked = not contents.opened
        self._secret_words.setVisible(locked)
        self.secret.setVisible(locked)
        self._compare(contents.header)
        if locked:
            self._intro.setText(
                "Bản sao lưu này đã mã hóa bằng khóa của máy khác. Gõ mật khẩu hoặc mã phục hồi."
            )
            self._go.setText("Mở bản sao lưu")
            self.secret.setFocus()
            self._fit()
            return
        self._intro.setText("Bản sao lưu đã kiểm tra: lành lặn, đủ số dòng.")
        self._go.setText("Phục hồi")
        self._name_words.setText(f"Gõ tên xã ({self._now.commune}) để phục hồi")
        self._name_words.setVisible(bool(self._now.commune))
        self.name.setVisible(bool(self._now.commune))
        (self.name if self._now.commune else self._go).setFocus()
        self._fit()

    def _fit(self) -> None:
        """Wrapped lines have their height only when the width is known."""
        self.layout().activate()
        width = max(self.width(), theme.px(560))
        self.resize(width, self.layout().totalHeightForWidth(width))
        # It is as high as what it has to say, once that is laid out, and in the middle of the window.
        QTimer.singleShot(0, self, self._to_the_middle)

    def _to_the_middle(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            frame = parent.frameGeometry()
            left = frame.center().x() - self.width() // 2
            self.move(left, max(frame.top(), frame.center().y() - self.height() // 2))

    def _compare(self, header: Any) -> None:
        rows = [
            ("", "Trong bản sao lưu", "Đang dùng"),
            ("Ngày giờ sao lưu", _moment(header.created), ""),
            ("Số thứ tự", str(header.seq), f"mới nhất {self._now.sequence}"),
            ("Số hộ trong sổ", _count(header.households), _count(self._now.households)),
            ("Số người trong sổ", _count(header.counts.get("person", 0)), _count(self._now.people)),
            ("Văn bản đã ban hành", _count(header.counts.get("issued_paper", 0)), _count(self._now.plans)),
            ("Lần lưu cuối", _moment(_time(header.audit_at)), _moment(self._now.last_change)),
        ]
        shown = 3 if self._now.last_change else 2
        if not self._grid.count():
            for line, texts in enumerate(rows):
                for column, text in enumerate(texts[:shown]):
                    role = "caption" if line == 0 or column == 0 else "strong"
                    cell = label(text, role, self)
                    cell.setMinimumHeight(theme.px(20))
                    self._grid.addWidget(cell, line, column)
        words = self._warnings(header)
        self._warning.setText(" ".join(words))
        self._warning.setVisible(bool(words))
        self._kept.setText(_KEPT if self._now.last_change else _DAMAGED_KEPT)
        self._kept.setVisible(bool(self._now.last_change) or self._database_path.exists())

    def _warnings(self, header: Any) -> list[str]:
        words = []
        if self._now.uuid and header.db_uuid != self._now.uuid:
            words.append("Bản sao lưu này của một sổ khác, không phải của dữ liệu đang dùng.")
        saved = _time(header.audit_at)
        if saved and self._now.last_change and (days := (self._now.last_change - saved).days) > 0:
            words.append(f"Bản sao lưu cũ hơn dữ liệu đang dùng {days} ngày.")
        if header.sample != self._desk.is_sample:
            words.append("Bản sao lưu là dữ liệu mẫu." if header.sample else "Đang mở dữ liệu mẫu.")
        if header.clock_suspect:
            words.append("Đồng hồ của máy lúc sao lưu có thể sai; xem số thứ tự thay cho ngày.")
        if self._contents.odd:
            words.append(f"Trong bản sao lưu có chỗ khác thường: {'; '.join(self._contents.odd)}.")
        return words

    def _on_typed(self, typed: str) -> None:
        """A slip in the recovery code is shown on its group while it is typed."""
        from povdesk.storage.backup import codes

        wrong = codes.first_wrong_group(typed)
        self._slip.setText("" if wrong is None else f"Nhóm thứ {wrong} chưa đúng, xem lại tờ mã phục hồi.")
        self._slip.setVisible(wrong is not None)

    def _on_go(self) -> None:
        if not self._go.isEnabled():
            return
        self._message.hide()
        if not self._contents.opened:
            self._check()
            return
        if self._now.commune and not _same(self.name.text(), self._now.commune):
            said = "Tên xã chưa đúng" if self.name.text().strip() else "Chưa gõ tên xã"
            self._say(f"{said}. Gõ: {self._now.commune}.")
            self.name.setFocus()
            return
        path, into, secret = self._path, self._database_path, self.secret.text()

        def work() -> Any:
            from povdesk.storage.backup.restoring import restore

            return restore(path, into, secret or None)

        self._go.setEnabled(False)
        self._intro.setText("Đang phục hồi, đừng tắt máy…")
        self._desk.worker.alone(self, work, self._on_restored, self._on_failed)

    def _on_restored(self, restored: Any) -> None:
        self.accept()
        self._done(restored)

    def _on_failed(self, error: Exception) -> None:
        self._go.setEnabled(self._contents is not None)
        if not isinstance(error, PovDeskError):
            messages.show_error(self, error)
            return
        if self._contents is None:
            self._intro.setText("Không phục hồi được từ tệp này; dữ liệu đang dùng còn nguyên.")
        self._say(str(error))

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.show()
        self._fit()


def _same(typed: str, name: str) -> bool:
    return vietnamese.fold(typed.strip()).removeprefix("xa ") == vietnamese.fold(name)


def _time(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _moment(at: datetime | None) -> str:
    return f"{at:%H:%M %d/%m/%Y}" if at else "chưa có"


def _count(number: int) -> str:
    return vietnamese.format_number(number)
