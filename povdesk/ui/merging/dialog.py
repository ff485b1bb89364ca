"""Gộp dữ liệu xã khác: choose the other register, decide what clashes, merge, and the way back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from povdesk import paths
from povdesk.domain.errors import PovDeskError

from .. import messages, theme
from ..backup.restore_dialog import RestoreDialog
from ..desk import Desk
from ..theme import Tone
from ..widgets.dialog import Dialog
from ..widgets.file_choosing import ask_file
from ..widgets.job_strip import JobStrip
from ..widgets.labels import button, label, set_tone
from . import jobs
from .decisions import Decisions

_KINDS = "Bản sao lưu hoặc dữ liệu PovDesk (*.pvbak *.db)"
_ABOUT = (
    "Đưa toàn bộ sổ của một xã khác vào sổ đang mở: hộ, người, phiếu, diện qua các năm, hỗ trợ, văn bản"
    " đã ban hành. Lấy bản sao lưu (.pvbak) của xã đó trên USB, hoặc tệp povdesk.db.",
    "Trước khi ghi, phần mềm cho xem những gì chuyển sang, chỗ nào trùng, và hỏi các chỗ phải quyết định.",
    "Ngay trước khi gộp có một bản sao lưu; chưa ưng thì quay lại như cũ bằng một nút bấm.",
)
_FILE, _DECIDE, _RESULT = range(3)


class MergeDialog(Dialog):
    """Nothing is written before “Gộp vào sổ này”. done: called when it is merged."""

    def __init__(self, parent: QWidget, desk: Desk, done: Callable[[], None] = lambda: None) -> None:
        super().__init__("Gộp dữ liệu xã khác", parent)
        self._desk, self._page, self._done = desk, parent, done
        self._database = desk.folder / paths.DATABASE_NAME
        self._file: Path | None = None
        self._merged: Any = None
        self._stale = False
        self._places = QStackedWidget(self)
        self._chosen = label("Chưa chọn tệp.", "strong", self, wrap=True)
        self.secret = QLineEdit(self)
        self.secret.setObjectName("secret-input")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret_words = label("Mật khẩu sao lưu hoặc mã phục hồi của xã kia", "strong", self)
        self.decisions = Decisions(desk, self)
        self.decisions.changed.connect(self._on_changed)
        self._result = label("", "formTitle", self, wrap=True)
        self._more = label("", "", self, wrap=True)
        self._work = JobStrip(desk.worker, self)
        self._work.began.connect(self._on_began)
        self._work.ended.connect(self._on_ended)
        self._message = label("", "", self, wrap=True)
        set_tone(self._message, Tone.DANGER)
        self._undo = self.add_button("Quay lại như trước khi gộp…", self._on_undo, left=True)
        self._back = self.add_button("Chọn tệp khác", lambda: self._show(_FILE), left=True)
        self._close = self.add_button("Đóng, chưa gộp")
        self._go = self.add_button("Chọn tệp…", self.go_on, kind="primary")
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self._on_key)
        self._show(_FILE)
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return self.within_window(QSize(theme.px(980), theme.px(640)))

    @property
    def step(self) -> int:
        return self._places.currentIndex()

    def is_busy(self) -> bool:
        return self._work.is_busy()

    def go_on(self) -> None:
        """The verb of the step."""
        if self.is_busy():
            return
        if self.step == _FILE:
            self.look() if self._file is not None else self.choose()
        elif self.step == _DECIDE:
            self.look(again=True) if self._stale else self.merge()
        else:
            self.accept()

    def choose(self) -> None:
        """Ask for the file."""
        path = ask_file(self, self._desk, "Chọn sổ của xã khác", _KINDS)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Look at this file."""
        self._file = path
        self._chosen.setText(f"Tệp: {path}")
        self.secret.clear()
        self._ask_secret(False)
        self.look()

    def look(self, *, again: bool = False) -> None:
        """Open, check, rehearse."""
        if self._file is None:
            return
        wishes = self.decisions.wishes() if again else None
        job = jobs.looking(self._database, self._file, self.secret.text(), wishes, date.today())
        self._work.run(job, self._on_looked, self._on_failed, text="Đọc sổ của xã kia")

    def merge(self) -> None:
        """Write, after a last look at what was decided."""
        if self._file is None:
            return
        job = jobs.merging(self._database, self._file, self.secret.text(), self.decisions.wishes())
        self._work.run(job, self._on_merged, self._on_failed, text="Gộp dữ liệu")

    def reject(self) -> None:
        """Esc and closing wait for a job that runs: it can be stopped first."""
        if self.is_busy():
            self._say("Đang làm việc với tệp. Bấm Dừng trước khi đóng.")
            return
        super().reject()

    # ---- steps

    def _on_looked(self, looked: jobs.Looked) -> None:
        self._lock(False)
        self.decisions.show_looked(looked)
        self._stale = False
        self._show(_DECIDE)
        self._go.setEnabled(not looked.rehearsal.obstacles)

    def _on_changed(self) -> None:
        self._stale = True
        self._go.setText("Kiểm tra lại  Ctrl+S")
        self._go.setEnabled(True)

    def _on_merged(self, merged: Any) -> None:
        from povdesk.storage import commune_merging

        self._lock(False)
        self._merged = merged
        self._desk.worker.data_changed.emit()
        self._result.setText(commune_merging.in_words(merged))
        self._more.setText(
            f"Sổ gốc của xã kia cất tại {merged.archive}. Chép tệp này ra USB để giữ lâu dài.\n"
            f"Bản sao lưu ngay trước khi gộp: {merged.safety.name}.\n"
            "Việc tiếp theo: xem người có thể trùng ở Kiểm tra trùng; đặt lại chỉ tiêu, kế hoạch của xã gộp."
        )
        self._show(_RESULT)
        self._done()

    def _on_undo(self) -> None:
        """The restore of the copy made before, with its own last look."""
        path, safety, desk, page = self._database, self._merged.safety, self._desk, self._page

        def read(connection: Any) -> Any:
            from povdesk.storage.backup.overview import overview

            return overview(connection, path, date.today(), [], None)

        def ask(now: Any) -> None:
            def restored(_restored: Any) -> None:
                desk.open_folder(desk.folder)

            RestoreDialog(page, desk, path, safety, now, restored).open()

        self.accept()
        desk.worker.read(page, read, ask)

    # ---- jobs

    def _on_began(self) -> None:
        self._message.hide()
        self._lock(True)

    def _on_ended(self, was_stopped: bool) -> None:
        if not was_stopped:
            return
        self._lock(False)
        if self.step == _DECIDE:
            # Asked to stop at the very end it may have been written: looking again tells.
            self._desk.worker.data_changed.emit()
            self.look(again=True)
            return
        self._say("Đã dừng. Dữ liệu đang dùng còn nguyên.")

    def _lock(self, locked: bool) -> None:
        for widget in (self._go, self._back, self._close, self.decisions):
            widget.setEnabled(not locked)

    def _on_failed(self, error: Exception) -> None:
        from povdesk.storage.backup.keys import SecretNeeded

        self._lock(False)
        if not isinstance(error, PovDeskError):
            messages.show_error(self, error)
            return
        if isinstance(error, SecretNeeded) or self.secret.text():
            self._ask_secret(True)
        self._say(str(error))
        self._name_verb()

    # ---- showing

    def _show(self, step: int) -> None:
        if step == _FILE and self.step != _FILE:
            self._file = None
            self._chosen.setText("Chưa chọn tệp.")
            self._ask_secret(False)
        self._places.setCurrentIndex(step)
        self._undo.setVisible(step == _RESULT)
        self._back.setVisible(step == _DECIDE)
        self._close.setVisible(step != _RESULT)
        self._message.hide()
        self._go.setEnabled(True)
        self._name_verb()
        self._go.setFocus()

    def _name_verb(self) -> None:
        if self.step == _FILE:
            self._go.setText("Đọc và kiểm tra" if self._file is not None else "Chọn tệp…")
        elif self.step == _DECIDE:
            self._go.setText("Kiểm tra lại  Ctrl+S" if self._stale else "Gộp vào sổ này  Ctrl+S")
        else:
            self._go.setText("Xong")

    def _ask_secret(self, wanted: bool) -> None:
        self._secret_words.setVisible(wanted)
        self.secret.setVisible(wanted)
        if wanted:
            self.secret.setFocus()

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.show()

    def _on_key(self) -> None:
        if self.step == _DECIDE and self._go.isEnabled():
            self.go_on()

    def _lay_out(self) -> None:
        first, last = QWidget(self), QWidget(self)
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        for words in _ABOUT:
            column.addWidget(label(words, "", first, wrap=True))
        row = QHBoxLayout()
        row.addWidget(self._chosen, 1)
        row.addWidget(button("Chọn tệp…", self.choose, parent=first))
        column.addLayout(row)
        column.addWidget(self._secret_words)
        column.addWidget(self.secret)
        column.addStretch(1)
        self.secret.returnPressed.connect(self.go_on)
        column = QVBoxLayout(last)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._result)
        column.addWidget(self._more)
        column.addStretch(1)
        for place in (first, self.decisions, last):
            self._places.addWidget(place)
        self.body.addWidget(self._places, 1)
        self.body.addWidget(self._message)
        self.body.addWidget(self._work)
        self._message.hide()
