"""Commands that the search box offers; each of them also has a place on a screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import theme

if TYPE_CHECKING:
    from .desk import Desk
    from .main_window import MainWindow


@dataclass(frozen=True)
class Command:
    """place: the page it needs, "" = none. seen_at: where else the officer finds it. key: its shortcut."""

    title: str
    seen_at: str
    icon: str
    run: "Callable[[MainWindow, Desk], Any]"
    place: str = ""
    key: str = ""


def _text(by: int) -> "Callable[[MainWindow, Desk], Any]":
    return lambda window, _desk: window.set_text_size(theme.text_size().step(by))


def _help() -> Any:
    from . import help

    return help


def _exporting() -> Any:
    from .exporting import official

    return official


COMMANDS = (
    Command(
        "Nhập danh sách hộ từ Excel",
        "Nhập từ Excel",
        "arrow-upload",
        lambda _window, desk: desk.open("exchange"),
        "exchange",
    ),
    Command(
        "Gộp dữ liệu xã khác (sáp nhập xã)",
        "Cài đặt, Đơn vị",
        "arrow-upload",
        lambda _window, desk: desk.open("settings", tab="unit", merge=True),
        "settings",
    ),
    Command(
        "Nhập gói quy định từ USB (chuẩn nghèo, quy trình, lời văn)",
        "Cài đặt, Gói quy định",
        "arrow-upload",
        lambda _window, desk: desk.open("settings", tab="packs", take=True),
        "settings",
    ),
    Command(
        "Sửa lời văn văn bản (kế hoạch, quyết định, biên bản, báo cáo)",
        "Cài đặt, Danh mục",
        "edit",
        lambda _window, desk: desk.open("settings", tab="catalogues", catalogue="paper_wording"),
        "settings",
    ),
    Command(
        "Thêm hộ mới",
        "Hộ gia đình",
        "add",
        lambda _window, desk: desk.open("household", head_name=""),
        "household",
        "Ctrl+N",
    ),
    Command(
        "Chỉ tiêu của năm: đặt mục tiêu, nhập số đo",
        "Chỉ tiêu",
        "target-arrow",
        lambda _window, desk: desk.open("indicators"),
        "indicators",
    ),
    Command(
        "Nhận giấy đề nghị",
        "Tiếp nhận đề nghị",
        "add",
        lambda _window, desk: desk.open("requests", receive=True),
        "requests",
    ),
    Command(
        "In sổ tiếp nhận giấy đề nghị",
        "Tiếp nhận đề nghị",
        "print",
        lambda _window, desk: desk.open("requests", print_book=True),
        "requests",
        "Ctrl+P",
    ),
    Command(
        "Bảng đối chiếu số liệu của kỳ rà soát",
        "Báo cáo, biểu mẫu",
        "table",
        lambda _window, desk: desk.open("reports", code="D35"),
        "reports",
    ),
    Command(
        "Báo cáo kết quả rà soát và các biểu",
        "Báo cáo, biểu mẫu",
        "document-pdf",
        lambda _window, desk: desk.open("reports", code="D20"),
        "reports",
    ),
    Command(
        "Sổ giấy xác nhận đã cấp",
        "Tiếp nhận đề nghị",
        "document-text",
        lambda _window, desk: desk.open("requests", tab="issued"),
        "requests",
    ),
    Command(
        "Danh sách hộ gần ngưỡng",
        "Tiếp nhận đề nghị",
        "warning",
        lambda _window, desk: desk.open("requests", tab="near"),
        "requests",
    ),
    Command(
        "Sửa ngày nghỉ lễ của năm",
        "Tiếp nhận đề nghị",
        "calendar-ltr",
        lambda _window, desk: desk.open("requests", holidays=True),
        "requests",
    ),
    Command(
        "Xuất danh sách đang xem ra Excel",
        "Đầu trang có danh sách",
        "table",
        lambda window, _desk: window.export_list(),
        key="Ctrl+E",
    ),
    Command(
        "Lấy kế hoạch từ tệp Word hoặc văn bản có sẵn",
        "Kế hoạch, văn bản, năm chưa có kế hoạch",
        "folder-open",
        lambda _window, desk: desk.open("plan", take_in=True),
        "plan",
    ),
    Command(
        "Chốt số liệu, báo cáo tiến độ 6 tháng, 9 tháng, năm",
        "Kỳ báo cáo",
        "lock-closed",
        lambda _window, desk: desk.open("periods", tab="periods"),
        "periods",
    ),
    Command(
        "So sánh hai mốc: ai vào, ai ra, vì sao",
        "Kỳ báo cáo, trang 2",
        "calendar-ltr",
        lambda _window, desk: desk.open("periods", tab="compare"),
        "periods",
    ),
    Command(
        "Văn bản đã ban hành và danh sách sau các con số",
        "Kỳ báo cáo, trang 3",
        "document-text",
        lambda _window, desk: desk.open("periods", tab="papers"),
        "periods",
    ),
    Command(
        "Xuất danh sách chính thức ra Excel",
        "Hộ gia đình, nút Excel",
        "table",
        lambda window, desk: _exporting().export_official(window, desk),
        "households",
    ),
    Command(
        "Xuất cả sổ hộ và nhân khẩu ra Excel",
        "Hộ gia đình, nút Excel",
        "table",
        lambda window, desk: _exporting().export_register(window, desk),
        "households",
    ),
    Command(
        "Phân công nhanh hộ chưa có người giúp",
        "Cán bộ, phân công",
        "people-team",
        lambda _window, desk: desk.open("assignments", tab="helps", quick=True),
        "assignments",
    ),
    Command(
        "Ghi tập huấn cho cán bộ",
        "Cán bộ, phân công",
        "book",
        lambda _window, desk: desk.open("assignments", tab="cadres", untrained=True),
        "assignments",
    ),
    Command(
        "Hộ đăng ký thoát nghèo",
        "Cán bộ, phân công",
        "task-list-ltr",
        lambda _window, desk: desk.open("assignments", tab="exits"),
        "assignments",
    ),
    Command(
        "Hộ chưa có đất ở, đất sản xuất",
        "Cán bộ, phân công",
        "home-person",
        lambda _window, desk: desk.open("assignments", tab="land"),
        "assignments",
    ),
    Command(
        "Ghi hỗ trợ",
        "Hỗ trợ",
        "handshake",
        lambda _window, desk: desk.open("support", record=True),
        "support",
    ),
    Command(
        "Nhập hỗ trợ theo bảng, dán từ Excel",
        "Hỗ trợ",
        "table",
        lambda _window, desk: desk.open("support", table=True),
        "support",
    ),
    Command(
        "Khoản vay quá hạn, đã trả hết",
        "Hỗ trợ, Vốn vay",
        "money",
        lambda _window, desk: desk.open("support", tab="loans"),
        "support",
    ),
    Command(
        "Nhập kinh phí, giải ngân",
        "Chương trình, kinh phí",
        "money",
        lambda _window, desk: desk.open("programme", tab="money"),
        "programme",
    ),
    Command(
        "Ghi khoản ủng hộ, Quỹ Vì người nghèo",
        "Chương trình, kinh phí",
        "add",
        lambda _window, desk: desk.open("programme", tab="donations", new=True),
        "programme",
    ),
    Command(
        "Việc, báo cáo phải nộp; công văn đôn đốc",
        "Chương trình, kinh phí",
        "clipboard-checkmark",
        lambda _window, desk: desk.open("programme", tab="reports"),
        "programme",
    ),
    Command(
        "Ghi văn bản đến",
        "Chương trình, kinh phí",
        "add",
        lambda _window, desk: desk.open("programme", tab="incoming", new=True),
        "programme",
    ),
    Command(
        "Lập danh sách chi trả, cấp phát",
        "Hoạt động trong năm",
        "money",
        lambda _window, desk: desk.open("activities", tab="payments"),
        "activities",
    ),
    Command(
        "Danh sách tăng, giảm thẻ BHYT của tháng",
        "Hoạt động trong năm",
        "shield-checkmark",
        lambda _window, desk: desk.open("activities", tab="insurance"),
        "activities",
    ),
    Command(
        "Sổ theo dõi hộ nghèo, nhật ký thăm hộ",
        "Hoạt động trong năm",
        "book",
        lambda _window, desk: desk.open("activities", tab="visits"),
        "activities",
    ),
    Command(
        "Thử phương án hỗ trợ: chỉ tiêu nào đạt, cần bao nhiêu tiền",
        "Thử phương án",
        "data-bar-vertical",
        lambda _window, desk: desk.open("what-if", tab="lines"),
        "what-if",
    ),
    Command(
        "Gợi ý mục tiêu năm sau từ sổ hộ",
        "Thử phương án, trang 5",
        "target-arrow",
        lambda _window, desk: desk.open("what-if", tab="suggestions"),
        "what-if",
    ),
    Command(
        "Trích dữ liệu của một người, xóa theo yêu cầu",
        "Người dùng, riêng tư",
        "person",
        lambda _window, desk: desk.open("privacy", tab="person"),
        "privacy",
    ),
    Command(
        "Người dùng, mã PIN, quyền",
        "Người dùng, riêng tư",
        "lock-closed",
        lambda _window, desk: desk.open("privacy", tab="officers"),
        "privacy",
    ),
    Command(
        "Thời hạn lưu dữ liệu",
        "Người dùng, riêng tư",
        "history",
        lambda _window, desk: desk.open("privacy", tab="retention"),
        "privacy",
    ),
    Command(
        "Kiểm tra dữ liệu, gói nhật ký lỗi",
        "Kiểm tra dữ liệu",
        "shield-checkmark",
        lambda _window, desk: desk.open("data-check"),
        "data-check",
    ),
    Command(
        "Lập hồ sơ bàn giao",
        "Bàn giao",
        "folder-open",
        lambda _window, desk: desk.open("handover"),
        "handover",
    ),
    Command(
        "Cập nhật phần mềm từ USB",
        "Cài đặt, Phần mềm",
        "usb-stick",
        lambda _window, desk: desk.open("settings", tab="software", update=True),
        "settings",
    ),
    Command(
        "Có gì mới", "Cài đặt, Phần mềm; Trợ giúp", "info", lambda window, _desk: _help().show_news(window)
    ),
    Command(
        "Giới thiệu PovDesk, giấy phép",
        "Trợ giúp, Giới thiệu",
        "document-text",
        lambda window, _desk: _help().show_about(window),
    ),
    Command("Chữ lớn hơn", "Thanh dưới cùng, Cỡ chữ", "text-font", _text(1), key="Ctrl++"),
    Command("Chữ nhỏ hơn", "Thanh dưới cùng, Cỡ chữ", "text-font", _text(-1), key="Ctrl+-"),
)
