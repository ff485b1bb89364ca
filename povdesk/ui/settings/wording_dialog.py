"""The wording of a paper, part by part: the office's words in place of those that came along."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk
from ..undoing import offer_undo
from ..widgets.fields import LongTextField
from .form_dialog import FormDialog

PARTS = {
    "title": "Tên danh sách",
    "subject": "Trích yếu",
    "regarding": "Trích yếu (sau V/v)",
    "bases": "Căn cứ thêm",
    "proposal": "Theo đề nghị",
    "opening": "Mở đầu",
    "purpose": "Mục đích",
    "requirements": "Yêu cầu",
    "scope": "Phạm vi",
    "subjects": "Đối tượng",
    "method": "Phương pháp",
    "funding": "Kinh phí",
    "invited": "Kính mời",
    "content": "Nội dung",
    "articles": "Các điều",
    "members": "Điều 1",
    "tasks_lead": "Điều 2",
    "tasks": "Nhiệm vụ",
    "period": "Thời gian",
    "execution": "Điều 3",
    "roles": "Tổ chức thực hiện",
    "reports": "Chế độ báo cáo",
    "evaluation": "Đánh giá",
    "strengths": "Ưu điểm",
    "limits": "Hạn chế, nguyên nhân",
    "proposals": "Kiến nghị",
    "request": "Đề nghị",
    "note": "Lưu ý",
    "conclusion": "Kết luận",
    "closing": "Kết thúc",
    "heading_reason": "Tên mục nói lý do",
    "heading_content": "Tên mục nói nội dung",
    "heading_execution": "Tên mục tổ chức thực hiện",
    "unchanged": "Nội dung không đổi",
    "layout": "Ghi chú về bố cục",
    "committee": "Tên ban chỉ đạo",
    "recipients": "Nơi nhận",
}
"""Titles of the parts."""

_OF_ONE_PAPER = {
    ("D20", "proposal"): "Đề xuất, kiến nghị",
    ("D32", "content"): "Trả lời, lý do",
    ("D32", "note"): "Nơi xem lại",
    **{(f"T{number}", "title"): "Tên biểu" for number in range(1, 16)},
}

ONE_TEXT = (
    *("title", "subject", "regarding", "committee"),
    *("heading_reason", "heading_content", "heading_execution"),
)
"""Parts that are one text, whose line breaks are breaks of the title."""

_HELP = (
    "Mỗi dòng là một đoạn, một ý; số mục và dấu cuối ý máy tự đặt. Chữ trong ngoặc nhọn như {xa}, {nam} "
    "được thay bằng tên xã, năm. Lời văn ở đây dùng cho các văn bản in từ nay."
)


def edit(parent: QWidget, desk: Desk, code: str, title: str) -> None:
    """Read the wording in force of a paper, then show it."""
    desk.worker.read(parent, partial(_read, code=code), lambda found: _show(parent, desk, code, title, found))


def _show(
    parent: QWidget, desk: Desk, code: str, title: str, found: Mapping[str, tuple[str, ...]]
) -> FormDialog:
    # In the order of the file, which is that of the paper.
    names = list(found)
    fields = [
        LongTextField(f"wording-{name}", name_of(code, name), lines=_lines(found[name])) for name in names
    ]
    for field, name in zip(fields, names, strict=True):
        field.set_value("\n".join(found[name]))
    dialog = FormDialog(f"Sửa lời văn: {title}", fields, parent, columns=1, words=_HELP)

    def save(done: Any, failed: Any) -> None:
        wanted = {
            name: [field.value()] if name in ONE_TEXT else field.value().split("\n")
            for field, name in zip(fields, names, strict=True)
        }
        desk.worker.write(
            parent,
            partial(_keep, code=code, wanted=wanted),
            lambda _n: (done(), offer_undo(desk, parent, "Đã lưu lời văn.")),
            failed,
        )

    dialog.start(save)
    return dialog


def name_of(code: str, part: str) -> str:
    """What a part of a paper is called in front of the officer."""
    return _OF_ONE_PAPER.get((code, part)) or PARTS[part]


def _lines(found: tuple[str, ...]) -> int:
    return min(6, 2 * len(found))


def _read(connection: Any, *, code: str) -> dict[str, tuple[str, ...]]:
    from povdesk.storage import paper_wording

    return paper_wording.lines(connection, paper_wording.any_file_of(code), code)


def _keep(act: Any, *, code: str, wanted: Mapping[str, list[str]]) -> None:
    from povdesk.storage import paper_wording

    paper_wording.keep(act, paper_wording.any_file_of(code), code, wanted)
