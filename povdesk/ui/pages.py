"""The places of the program, in the order of the navigation. A page module has `create(desk) -> Page`."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from .navigation import PageEntry

if TYPE_CHECKING:
    from .desk import Desk
    from .widgets.page import Page


def _made_in(module: str) -> "Callable[[Desk], Page]":
    """Imports the page's module when the page is first shown."""

    def factory(desk: "Desk") -> "Page":
        page: Page = import_module(f"povdesk.ui.{module}").create(desk)
        return page

    return factory


PLACES = [
    PageEntry("dashboard", "Tổng quan", "Bảng điều hành", "board", _made_in("dashboard.page")),
    PageEntry("todo", "Tổng quan", "Việc cần làm", "task-list-ltr", _made_in("todo.page")),
    PageEntry("households", "Dữ liệu", "Hộ gia đình", "home-person", _made_in("households.list_page")),
    PageEntry("household", "", "Phiếu hộ", "document", _made_in("households.form_page"), under="households"),
    PageEntry("review", "Dữ liệu", "Rà soát năm", "clipboard-checkmark", _made_in("review.page")),
    PageEntry("requests", "Dữ liệu", "Tiếp nhận đề nghị", "clipboard-paste", _made_in("requests.page")),
    PageEntry("special-lists", "Dữ liệu", "Danh sách riêng", "people-team", _made_in("special_lists.page")),
    PageEntry("support", "Công việc năm", "Hỗ trợ", "handshake", _made_in("support.page")),
    PageEntry("assignments", "Công việc năm", "Cán bộ, phân công", "person", _made_in("assignments.page")),
    PageEntry("programme", "Công việc năm", "Chương trình, kinh phí", "money", _made_in("programme.page")),
    PageEntry(
        "activities", "Công việc năm", "Hoạt động trong năm", "calendar-ltr", _made_in("activities.page")
    ),
    PageEntry("plan", "Kế hoạch", "Kế hoạch, văn bản", "document-text", _made_in("plan.page")),
    PageEntry("indicators", "Kế hoạch", "Chỉ tiêu", "target-arrow", _made_in("indicators.page")),
    PageEntry("what-if", "Kế hoạch", "Thử phương án", "data-bar-vertical", _made_in("what_if.page")),
    PageEntry("periods", "Kế hoạch", "Kỳ báo cáo", "lock-closed", _made_in("periods.page")),
    PageEntry("reports", "Kế hoạch", "Báo cáo, biểu mẫu", "document-pdf", _made_in("reports.page")),
    PageEntry("exchange", "Hệ thống", "Nhập từ Excel", "arrow-upload", _made_in("exchange.page")),
    PageEntry("backup", "Hệ thống", "Sao lưu, phục hồi", "shield-checkmark", _made_in("backup.page")),
    PageEntry("duplicates", "", "Kiểm tra trùng", "people", _made_in("duplicates.page"), under="history"),
    PageEntry("history", "Hệ thống", "Đã xóa, nhật ký", "history", _made_in("history.page")),
    PageEntry("data-check", "Hệ thống", "Kiểm tra dữ liệu", "checkmark-circle", _made_in("data_check.page")),
    PageEntry("handover", "Hệ thống", "Bàn giao", "folder-open", _made_in("handover.page")),
    PageEntry("privacy", "Hệ thống", "Người dùng, riêng tư", "lock-closed", _made_in("privacy.page")),
    PageEntry("settings", "Hệ thống", "Cài đặt, danh mục", "settings", _made_in("settings.page")),
]


def places() -> list[PageEntry]:
    """All places of this program."""
    return list(PLACES)
