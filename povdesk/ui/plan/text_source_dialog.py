"""The first step of taking in an office's own plan: a Word or text file, or text pasted from anywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from povdesk.domain.errors import InvalidInput, PovDeskError
from povdesk.domain.plan_text.lines import SourceLine, source_lines
from povdesk.domain.plan_text.reading import ReadPlan

from .. import messages, theme
from ..desk import Desk
from ..theme import Tone
from ..widgets.dialog import Dialog
from ..widgets.file_choosing import ask_file
from ..widgets.labels import button, label, set_tone
from .text_confirm_dialog import TextConfirmDialog

_KINDS = "Văn bản Word hoặc chữ thuần (*.docx *.txt);;Mọi tệp (*)"
Lines = tuple[tuple[SourceLine, ...], str]


class TextSourceDialog(Dialog):
    """Asks for the text, reads it away from the window and opens the confirmation beside it."""

    def __init__(self, desk: Desk, parent: QWidget, done: Callable[[int], None]) -> None:
        super().__init__("Lấy kế hoạch từ văn bản có sẵn", parent)
        self._desk, self._done, self._owner = desk, done, parent
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName("Dán lời văn kế hoạch")
        self.text.setPlaceholderText("Mở kế hoạch trong Word, Ctrl+A, Ctrl+C, rồi dán vào đây (Ctrl+V)")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.px(260))
        self._message = label("", "", self, wrap=True)
        set_tone(self._message, Tone.DANGER)
        self._message.hide()
        words = (
            "Chọn tệp kế hoạch của đơn vị (.docx, .txt) hoặc dán lời văn. Phần mềm đọc mục, chỉ tiêu, vai,"
            " nơi nhận và mọi con số rồi đặt cạnh văn bản để bạn xác nhận; chưa ghi gì trước khi bạn đồng ý."
        )
        self.body.addWidget(label(words, "", self, wrap=True))
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self._message)
        self.add_button("Đóng")
        self._file = button("Chọn tệp…", self.choose_file, icon="folder-open", key="Ctrl+O", parent=self)
        self._buttons.insertWidget(0, self._file)
        self._read = self.add_button("Đọc văn bản  Ctrl+Enter", self.read_pasted, kind="primary")
        self._read.setEnabled(False)
        self.text.textChanged.connect(lambda: self._read.setEnabled(bool(self.text.toPlainText().strip())))
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.choose_file)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.read_pasted)
        self.resize(theme.px(760), theme.px(480))
        self.text.setFocus()

    def choose_file(self) -> None:
        """Ask for a file and read it."""
        path = ask_file(self, self._desk, "Chọn kế hoạch", _KINDS)
        if path is not None:
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        """Read a file away from the window."""

        def lines(_progress: object, _cancelled: object) -> Lines:
            from povdesk.documents import plan_file

            return plan_file.read_lines(path)

        self._desk.worker.run(self, lines, self._understand, self._refuse, text=f"Đọc {path.name}")

    def read_pasted(self) -> None:
        """Read what was pasted."""
        text = self.text.toPlainText()
        if text.strip():
            self._understand((source_lines(text), text))

    def _understand(self, found: Lines) -> None:
        lines, text = found
        if not lines:
            self._refuse(
                InvalidInput("Văn bản không có chữ nào.", "Nếu là bản chụp, gõ lại hoặc xin tệp Word.")
            )
            return

        def work(connection: Any) -> tuple[ReadPlan, Any, dict[str, str]]:
            from povdesk.domain.plan_text.reader import read_plan
            from povdesk.storage import plan_wordings, plans, targets

            known = targets.definitions(connection)
            shipped = plan_wordings.template().plan
            read = read_plan(lines, known, shipped.roles, plans.dated_names(), text)
            return read, known, {role.code: role.name for role in shipped.roles}

        def show(result: tuple[ReadPlan, Any, dict[str, str]]) -> None:
            read, known, roles = result
            if not read.sections:
                advice = "Văn bản cần có các mục đánh số (I, II… hoặc 1, 2…). Kiểm tra lại phần đã dán."
                self._refuse(InvalidInput("Không thấy mục nào của kế hoạch trong văn bản này.", advice))
                return
            self.accept()
            TextConfirmDialog(read, lines, known, self._desk, self._owner, self._done, roles).open()

        self._desk.worker.read(self, work, show, self._refuse)

    def _refuse(self, error: Exception) -> None:
        if not shiboken6.isValid(self):
            return
        if isinstance(error, PovDeskError):
            self._message.setText(str(error))
            self._message.show()
        else:
            messages.show_error(self, error)
