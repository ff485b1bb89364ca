"""Buttons follow the role: who may only look finds the buttons that write switched off, with the reason.

This is help for the eye; what may be done is decided where acts are written (`Act`).
"""

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QPushButton

from povdesk.domain.officer import Officer, Role

NEEDS = "needs"
"""Dynamic property of a button whose words do not tell: the role it needs."""

_VERBS = (
    *("Thêm", "Sửa", "Xóa", "Lưu", "Ghi", "Nhập", "Tạo", "Chốt", "Bỏ chốt", "Gộp", "Đặt", "Khóa năm"),
    *("Mở khóa", "Mở kỳ", "Nhận giấy", "Lấy lại", "Hoàn tác", "Phân công", "Kết thúc", "Ban hành"),
    *("Ngừng dùng", "Đóng kỳ", "Công nhận", "Trả lời", "Chuyển", "Đính", "Gỡ", "Chép", "Dán", "Áp dụng"),
    *("Lấy mục tiêu", "Lấy từ kế hoạch", "Lấy vào mục tiêu", "Giao cho thôn", "Bàn giao hộ", "Nhận hộ"),
    *("Đã nhận", "Đưa", "Loại khỏi", "Thôi", "Việc đã làm xong"),
)
_ONLY_FILES = ("Lưu PDF", "Lưu nhật ký", "Lưu tệp", "Chép chi tiết", "Lưu gói", "Xóa bộ lọc", "Xóa lọc")

_MANAGED = ("Phục hồi…", "Phục hồi từ tệp", "Hoàn tác phục hồi", "Đặt khóa", "Đổi khóa")

_WHY = {
    Role.VIEW: "Người đang đăng nhập chỉ được xem. Ctrl+Shift+L để đổi người dùng.",
    Role.ENTER: "Việc này cần quyền quản trị. Ctrl+Shift+L để đổi người dùng.",
}
_LOOK_AT = (QEvent.Type.EnabledChange, QEvent.Type.Polish, QEvent.Type.Show)


def needs(made: QPushButton, role: Role) -> QPushButton:
    """Say which role a button needs."""
    made.setProperty(NEEDS, str(role))
    return made


class RoleButtons(QObject):
    """Watches the application only while somebody has signed in who may not do everything."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._role = Role.MANAGE
        self._off: list[QPushButton] = []

    def follow(self, officer: Officer | None) -> None:
        """Another role: give back what was switched off, then switch off what this one does not cover."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        application.removeEventFilter(self)
        for made in self._off:
            if shiboken6.isValid(made):
                made.setEnabled(True)
                made.setToolTip("")
        self._off.clear()
        self._role = officer.role if officer else Role.MANAGE
        if self._role is Role.MANAGE:
            return
        application.installEventFilter(self)
        for widget in application.allWidgets():
            self._look_at(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _LOOK_AT:
            self._look_at(watched)
        return False

    def _look_at(self, widget: QObject) -> None:
        if isinstance(widget, QPushButton) and widget.isEnabled() and not self._role.covers(_needed(widget)):
            widget.setEnabled(False)
            widget.setToolTip(_WHY[self._role])
            self._off.append(widget)


def _needed(made: QPushButton) -> Role:
    said = made.property(NEEDS)
    if said:
        return Role(said)
    words = made.text().strip()
    if words.startswith(_MANAGED):
        return Role.MANAGE
    if words.startswith(_ONLY_FILES):
        return Role.VIEW
    if made.property("kind") == "danger" or words.startswith(_VERBS):
        return Role.ENTER
    return Role.VIEW
