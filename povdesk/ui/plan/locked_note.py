"""What is shown for a block that the program keeps in form: why, and where its facts are changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..widgets.empty_state import EmptyState
from .outline import ANNEXES, HEAD
from .reading import PlanState

_WORDS = {
    HEAD: (
        "Quốc hiệu, tên cơ quan, số và ngày do phần mềm đặt đúng thể thức.",
        "Tên đơn vị lấy từ Cài đặt theo ngày của văn bản; số và ngày ghi khi ban hành.",
    ),
    ANNEXES: (
        "Các phụ lục lấy số từ sổ, không sửa tay.",
        "Sửa mục tiêu ở Bảng chỉ tiêu; sửa kinh phí, phân công ở mục tương ứng.",
    ),
}
_SIGNATURE = (
    "Khối chữ ký do phần mềm đặt đúng thể thức.",
    "Chọn người ký và thẩm quyền ký ở “Tên, trích yếu, thông tin chung”.",
)


class LockedNote(EmptyState):
    """details_wanted, settings_wanted, preview_wanted, targets_wanted: where the officer wants to go."""

    details_wanted = Signal()
    settings_wanted = Signal()
    preview_wanted = Signal()
    targets_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "lock-closed", parent)
        self.add_button("Xem trên giấy", self.preview_wanted.emit)
        self.add_button("Bảng chỉ tiêu", self.targets_wanted.emit)
        self.add_button("Thông tin chung", self.details_wanted.emit)
        self.add_button("Mở Cài đặt", self.settings_wanted.emit)

    def show_block(self, state: PlanState, code: str) -> None:
        self.say(*_WORDS.get(code, _SIGNATURE))
