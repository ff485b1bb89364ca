"""What the form asks: why somebody left the roster, why a warning may stand, the lines of phiếu A."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.catalogues import CatalogueItem

from ..widgets.dialog import Dialog
from ..widgets.fields import Choice, ChoiceField, LongTextField, ProblemLevel, TextField
from ..widgets.labels import label

_WHY = [
    Choice("Chết", "Chết", "1"),
    Choice("Chuyển đi nơi khác", "Chuyển đi nơi khác", "2"),
    Choice("Lập gia đình, về hộ khác", "Lập gia đình, về hộ khác", "3"),
    Choice("Tách hộ", "Tách hộ", "4"),
    Choice("Ghi nhầm", "Ghi nhầm, không ở hộ này", "5"),
]


USUAL_REASON = "Đã kiểm tra giấy tờ, đúng"


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
        self._reason.set_value(USUAL_REASON)
        self.body.addWidget(self._reason)
        self.add_button("Quay lại sửa")
        self.add_button("Chấp nhận với lý do này", self._on_accept, kind="primary")
        self._reason.setFocus()

    def _on_accept(self) -> None:
        reason = self._reason.value()
        if not reason:
            self._reason.show_problem(ProblemLevel.ERROR, "Ghi ngắn gọn lý do, ví dụ: đã xem giấy tờ.")
            self._reason.setFocus()
            return
        self.accept()
        self._done(reason)


class FormADialog(Dialog):
    """The checklist of phiếu A, one line for each item."""

    def __init__(
        self, lines: Sequence[str], done: Callable[[list[str]], None], parent: QWidget | None = None
    ) -> None:
        super().__init__("Danh mục phiếu A", parent)
        self._done = done
        words = (
            "Mỗi dòng là một mục của phiếu A giấy đang dùng ở xã. Mục bỏ đi không mất ở các phiếu đã ghi;"
            " gõ lại đúng chữ cũ thì mục đó trở lại."
        )
        self.body.addWidget(label(words, "", self, wrap=True))
        self._text = LongTextField("form_a_lines", "Các mục", self, lines=10)
        self._text.set_value("\n".join(lines))
        self.body.addWidget(self._text)
        self.add_button("Quay lại")
        self.add_button("Lưu danh mục", self._on_save, kind="primary")

    def _on_save(self) -> None:
        self.accept()
        self._done([line for line in self._text.value().splitlines() if line.strip()])


def edit_form_a(
    items: Sequence[CatalogueItem],
    keep: Callable[[Callable[[Any], None]], None],
    parent: QWidget,
) -> None:
    """Show the list; `keep` gets the work that writes it."""

    def done(lines: list[str]) -> None:
        def write(act: Any) -> None:
            from povdesk.storage import form_a

            form_a.put(act, lines)

        keep(write)

    FormADialog([item.name for item in items], done, parent).open()
