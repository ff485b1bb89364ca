"""The two questions of the form: why somebody left the roster, and why a warning may stand."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ..widgets.dialog import Dialog
from ..widgets.fields import Choice, ChoiceField, ProblemLevel, TextField
from ..widgets.labels import label

_WHY = [
    Choice("Chết", "Chết", "1"),
    Choice("Chuyển đi nơi khác", "Chuyển đi nơi khác", "2"),
    Choice("Lập gia đình, về hộ khác", "Lập gia đình, về hộ khác", "3"),
    Choice("Tách hộ", "Tách hộ", "4"),
    Choice("Ghi nhầm", "Ghi nhầm, không ở hộ này", "5"),
]


class LeavingDialog(Dialog):
    """A person is never deleted: the roster line ends, with the reason."""

    def __init__(
        self,
        gone: Sequence[tuple[int, str]],
        done: Callable[[dict[int, str]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Người không còn trong hộ", parent)
        self._done = done
        self.body.addWidget(
            label(
                "Vì sao những người sau không còn ở hộ này? Lý lịch của họ vẫn được giữ.", "", self, wrap=True
            )
        )
        self._reasons = {
            key: ChoiceField(f"left.{key}", name, _WHY, self, required=True) for key, name in gone
        }
        for field in self._reasons.values():
            self.body.addWidget(field)
        self.add_button("Quay lại sửa")
        self.add_button("Lưu với lý do này", self._on_save, kind="primary")

    def _on_save(self) -> None:
        empty = [field for field in self._reasons.values() if not field.value()]
        for field in empty:
            field.show_problem(ProblemLevel.ERROR, "Chọn một lý do.")
        if empty:
            empty[0].setFocus()
            return
        self.accept()
        self._done({key: field.value() for key, field in self._reasons.items()})


class WarningDialog(Dialog):
    """A warning may stand when the officer says why; the reason is kept with the form."""

    def __init__(self, warning: str, done: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__("Chấp nhận cảnh báo", parent)
        self._done = done
        self.body.addWidget(label(warning, "strong", self, wrap=True))
        self._reason = TextField("warning_reason", "Vì sao vẫn đúng", self, required=True)
        self.body.addWidget(self._reason)
        self.add_button("Quay lại sửa")
        self.add_button("Chấp nhận với lý do này", self._on_accept, kind="primary")

    def _on_accept(self) -> None:
        reason = self._reason.value()
        if not reason:
            self._reason.show_problem(ProblemLevel.ERROR, "Ghi ngắn gọn lý do, ví dụ: đã xem giấy tờ.")
            self._reason.setFocus()
            return
        self.accept()
        self._done(reason)
