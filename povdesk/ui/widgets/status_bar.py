"""The line at the bottom: what was saved, running work, sample data, text size, version."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QWidget

from povdesk import __version__

from .. import icons, theme
from .labels import ElidedLabel, button, label, set_tone

SAMPLE_WORDS = "DỮ LIỆU MẪU – không phải số liệu thật"
_DONE = "Đã "
_TO_READ = 8000  # ms that an answer is left standing


class StatusBar(QFrame):
    """stop_wanted: "Dừng" was pressed while a job runs."""

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self._sign = QLabel(self)
        self._unasked = ""
        self._answered = QTimer(self, singleShot=True, interval=_TO_READ)
        self._answered.timeout.connect(self._on_read)
        self._saved = ElidedLabel("", self)
        self._more = label("", "", self)
        self._work = label("", "", self)
        self._percent = QProgressBar(self)
        self._stop = button("Dừng", self.stop_wanted.emit, kind="link", parent=self)
        self._sample = label(SAMPLE_WORDS, "", self)
        self._text_size = label("", "", self)
        self._officer = label("", "", self)
        self._version = label(f"PovDesk {__version__}", "", self)
        self._lay_out()
        self.refresh()
        self.show_work(None)
        self.set_sample(False)
        self.set_officer("")

    def say(self, text: str) -> None:
        """The answer to what was just done: "Đã lưu 14:31" stays, why nothing happened goes once read."""
        if self._unasked.startswith(_DONE):
            self._unasked = ""
        self._show(text)
        self._answered.start()

    def say_unasked(self, text: str) -> None:
        """What the program did by itself, "Đã lưu nháp 14:31": after an answer was read, and it stays."""
        if self._answered.isActive():
            self._unasked = text
        else:
            self._show(text)

    def say_more(self, text: str, *, late: bool = False) -> None:
        """A second remark, for example the age of the last backup. late: something is overdue."""
        self._more.setText(text)
        set_tone(self._more, theme.Tone.DANGER if late else None)

    def set_sample(self, is_sample: bool) -> None:
        self._sample.setVisible(is_sample)

    def set_officer(self, name: str) -> None:
        """Who is working; nothing while nobody is asked."""
        self._officer.setText(f"{name} (đổi: Ctrl+Shift+L)" if name else "")
        self._officer.setVisible(bool(name))

    def show_work(self, text: str | None, percent: int = 0) -> None:
        """A running job; None when there is none."""
        for widget in (self._work, self._percent, self._stop):
            widget.setVisible(text is not None)
        self._work.setText(text or "")
        self._percent.setValue(percent)

    def refresh(self) -> None:
        """The text size changed."""
        self.setFixedHeight(theme.px(theme.STATUS_BAR))
        self._sign.setPixmap(icons.pixmap("checkmark-circle", theme.OK, 16))
        self._text_size.setText(f"Cỡ chữ: {theme.text_size().words}")

    def _show(self, text: str) -> None:
        self._saved.setText(text)
        # A tick stands beside what is done, never beside a refusal.
        self._sign.setVisible(text.startswith(_DONE))

    def _on_read(self) -> None:
        if self._unasked or not self._saved.whole().startswith(_DONE):
            self._show(self._unasked)
            self._unasked = ""

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(8)
        self._percent.setFixedWidth(theme.px(120))
        self._percent.setTextVisible(False)
        self._stop.setFixedHeight(theme.px(22))
        self._sign.hide()
        theme.mark(self._sample, "tone", "warn")
        for widget in (self._sign, self._saved):
            row.addWidget(widget)
        row.addSpacing(16)
        for widget in (self._more, self._work, self._percent, self._stop):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self._sample, self._officer, self._version, self._text_size):
            row.addWidget(widget)
            row.addSpacing(8)
