"""The box that asks who works and for the PIN; used at the start, for the locked window and for a change."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from povdesk.domain.officer import LONGEST_PIN, Officer

from .. import messages, theme
from ..keys import ComboBox
from ..theme import Tone
from ..widgets.labels import button, label, set_tone
from ..worker import Worker

_FORGOT = "Nhờ người quản trị đặt mã PIN mới; hoặc gõ mã phục hồi trên tờ giấy niêm phong và mã PIN mới."


class SignInBox(QFrame):
    """signed_in(officer): the PIN was right. Every try is written down."""

    signed_in = Signal(object)

    def __init__(
        self,
        worker: Worker,
        officers: Sequence[Officer],
        parent: QWidget | None = None,
        *,
        title: str = "Đăng nhập",
        chosen: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._worker = worker
        self._officers = list(officers)
        self._wait = 0
        self.who = ComboBox(self)
        self.pin = QLineEdit(self)
        self.secret = QLineEdit(self)
        self.new_pin = QLineEdit(self)
        self._title = label(title, "title", self)
        self._message = label("", "", self, wrap=True)
        self._go = button("Vào", self._on_go, kind="primary", parent=self)
        self._forgot = button("Quên mã PIN", self._on_forgot, kind="link", parent=self)
        self._recovery = QWidget(self)
        self._ticks = QTimer(self, interval=1000)
        self._ticks.timeout.connect(self._on_tick)
        self._lay_out()
        self._choose(chosen)

    def start(self) -> None:
        """The cursor where the PIN is typed."""
        self.pin.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_go()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for line, name in (
            (self.pin, "Mã PIN"),
            (self.new_pin, "Mã PIN mới"),
            (self.secret, "Mã phục hồi hoặc mật khẩu sao lưu"),
        ):
            line.setAccessibleName(name)
            if line is not self.secret:
                line.setEchoMode(QLineEdit.EchoMode.Password)
                line.setMaxLength(LONGEST_PIN)
                line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.who.setAccessibleName("Người dùng")
        self.who.addItems([f"{one.full_name}, {one.role.words.lower()}" for one in self._officers])
        set_tone(self._message, Tone.DANGER)
        self._message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(label("Ai đang làm việc", "strong", self))
        column.addWidget(self.who)
        self._pin_words = label("Mã PIN", "strong", self)
        column.addWidget(self._pin_words)
        column.addWidget(self.pin)
        column.addWidget(self._message)
        row = QHBoxLayout()
        row.addWidget(self._forgot)
        row.addStretch(1)
        row.addWidget(self._go)
        column.addLayout(row)
        inner = QVBoxLayout(self._recovery)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.addWidget(label(_FORGOT, "caption", self, wrap=True))
        for words, line in (("Mã phục hồi hoặc mật khẩu sao lưu", self.secret), ("Mã PIN mới", self.new_pin)):
            inner.addWidget(label(words, "strong", self))
            inner.addWidget(line)
        inner.addWidget(button("Đặt mã PIN mới", self._on_reset, parent=self), 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._recovery)
        self._recovery.hide()
        self.setFixedWidth(theme.px(420))

    def _choose(self, officer_id: int | None) -> None:
        keys = [one.id for one in self._officers]
        if officer_id in keys:
            self.who.setCurrentIndex(keys.index(officer_id))

    def _officer(self) -> Officer:
        return self._officers[max(self.who.currentIndex(), 0)]

    def _on_go(self) -> None:
        if not self._go.isEnabled():
            return
        if not self.pin.text():
            self._say("Gõ mã PIN rồi bấm Enter.")
            self.pin.setFocus()
            return
        one, pin = self._officer(), self.pin.text()
        self._go.setEnabled(False)

        def work(act: Any) -> Any:
            from povdesk.storage import officers

            return officers.sign_in(act, one.id or 0, pin)

        self._worker.drafts(self, work, lambda result: self._on_tried(one, result), self._on_not_tried)

    def _on_tried(self, one: Officer, result: Any) -> None:
        self.pin.clear()
        self._go.setEnabled(True)
        if result.right:
            self._message.hide()
            self.signed_in.emit(one)
            return
        self._say(result.message)
        self._wait = result.wait
        if self._wait:
            self._go.setEnabled(False)
            self._ticks.start()
        self.pin.setFocus()

    def _on_not_tried(self, error: Exception) -> None:
        """No sign-in without its line in the history, which a full disk does not take."""
        self._go.setEnabled(True)
        messages.show_error(self, error)

    def _on_tick(self) -> None:
        self._wait -= 1
        if self._wait > 0:
            self._say(f"Nhập sai nhiều lần. Đợi {self._wait} giây rồi thử lại.")
            return
        self._ticks.stop()
        self._go.setEnabled(True)
        self._say("Gõ lại mã PIN, hoặc bấm Quên mã PIN.")

    def _on_forgot(self) -> None:
        self._show_recovery(self._recovery.isHidden())

    def _show_recovery(self, shown: bool) -> None:
        """In place of the PIN: a low screen has no room for both."""
        self._recovery.setVisible(shown)
        for widget in (self._pin_words, self.pin, self._go):
            widget.setVisible(not shown)
        self._forgot.setText("Quay lại gõ mã PIN" if shown else "Quên mã PIN")
        (self.secret if shown else self.pin).setFocus()

    def _on_reset(self) -> None:
        one, secret, pin = self._officer(), self.secret.text(), self.new_pin.text()

        def work(act: Any) -> None:
            from povdesk.storage import officers

            officers.reset_pin(act, one.id or 0, pin, secret)

        def done(_nothing: object) -> None:
            self._show_recovery(False)
            for line in (self.secret, self.new_pin):
                line.clear()
            self._say("Đã đặt mã PIN mới. Gõ mã PIN mới để vào.", Tone.OK)
            self.pin.setFocus()

        def failed(error: Exception) -> None:
            from povdesk.domain.errors import PovDeskError

            words = f"{error.message} {error.advice}" if isinstance(error, PovDeskError) else "Chưa đặt được."
            self._say(words.strip())

        self._worker.write(self, work, done, failed)

    def _say(self, words: str, tone: Tone = Tone.DANGER) -> None:
        set_tone(self._message, tone)
        self._message.setText(words)
        self._message.show()
