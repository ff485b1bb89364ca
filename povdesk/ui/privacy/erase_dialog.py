"""Before a person is erased: what goes, what stays and where, and the name typed once more."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from povdesk import paths
from povdesk.domain.errors import PovDeskError
from povdesk.domain.privacy import Erased, ErasurePlan
from povdesk.domain.vietnamese import fold, format_number

from ..desk import Desk
from ..theme import Tone
from ..widgets.dialog import Dialog
from ..widgets.labels import label, set_tone

_MOST = 6


class EraseDialog(Dialog):
    """done(erased) is called when register and file are clean."""

    def __init__(
        self, parent: QWidget, desk: Desk, planned: ErasurePlan, done: Callable[[Erased], None]
    ) -> None:
        super().__init__("Xóa dữ liệu của một người", parent)
        self._desk, self._planned, self._done, self._owner = desk, planned, done, parent
        self.reason, self.name = QLineEdit(self), QLineEdit(self)
        self.reason.setAccessibleName("Căn cứ xóa")
        self.name.setAccessibleName("Gõ lại họ tên")
        self._message = label("", "", self, wrap=True)
        set_tone(self._message, Tone.DANGER)
        self.body.addWidget(label(f"Xóa dữ liệu của {planned.full_name}?", "cardTitle", self, wrap=True))
        if planned.refusal:
            for unused in (self.reason, self.name, self._message):
                unused.hide()
            self.body.addWidget(label(planned.refusal, "", self, wrap=True))
            self.add_button("Đóng", kind="primary").setFocus()
            return
        for line in _lines(planned):
            self.body.addWidget(label(line, "", self, wrap=True))
        self.body.addWidget(label("Căn cứ (yêu cầu của ai, ngày nào)", "strong", self))
        self.body.addWidget(self.reason)
        self.body.addWidget(label("Gõ lại họ tên để xác nhận", "strong", self))
        self.body.addWidget(self.name)
        self.body.addWidget(self._message)
        self._message.hide()
        self.add_button("Giữ lại")
        self._go = self.add_button("Xóa dữ liệu", self._on_go, kind="danger")
        self.reason.setFocus()

    def _on_go(self) -> None:
        if fold(self.name.text()) != fold(self._planned.full_name):
            self._say("Họ tên gõ lại chưa đúng.")
            self.name.setFocus()
            return
        key, reason = self._planned.person_id, self.reason.text()
        path = self._desk.folder / paths.DATABASE_NAME
        self._go.setEnabled(False)

        def work(act: Any) -> Erased:
            from povdesk.storage import privacy_erasure

            return privacy_erasure.erase(act, key, reason)

        def erased(found: Erased) -> None:
            from povdesk.storage import privacy_erasure

            self._say("Đang ghi lại tệp dữ liệu để không còn dấu vết…", Tone.OK)
            self._desk.worker.alone(
                self, lambda: privacy_erasure.clean_file(path), lambda _nothing: self._finish(found)
            )

        self._desk.worker.write(self, work, erased, self._refused)

    def _finish(self, found: Erased) -> None:
        self.accept()
        self._done(found)

    def _refused(self, error: Exception) -> None:
        self._go.setEnabled(True)
        if isinstance(error, PovDeskError):
            self._say(str(error))
            self.reason.setFocus()
            return
        from .. import messages

        messages.show_error(self, error)

    def _say(self, words: str, tone: Tone = Tone.DANGER) -> None:
        set_tone(self._message, tone)
        self._message.setText(words)
        self._message.show()


def _lines(planned: ErasurePlan) -> list[str]:
    count = format_number
    lines = [
        f"Họ tên, các số, ngày sinh, điện thoại được xóa ở {count(planned.records)} bản ghi và "
        f"{count(planned.acts)} dòng nhật ký. Số đếm các năm không đổi. Không hoàn tác được."
    ]
    if planned.archives:
        shown = [f"- {one}" for one in planned.archives[:_MOST]]
        if len(planned.archives) > _MOST:
            shown.append(f"- và {len(planned.archives) - _MOST} nơi khác")
        lines.append("Vẫn còn nêu tên người này, vì là hồ sơ lưu trữ:\n" + "\n".join(shown))
    else:
        lines.append(
            "Không văn bản đã ban hành, kỳ đã chốt nào nêu tên người này: trong máy sẽ không còn gì."
        )
    if planned.copies:
        lines.append(
            f"{count(planned.copies)} bản sao lưu đã làm còn chứa dữ liệu này cho đến khi được thay; "
            "phục hồi từ bản đó thì phải xóa lại."
        )
    return lines
