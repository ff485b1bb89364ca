"""Shows a paper, or the papers of all hamlets, before they are printed or saved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk
from . import batch
from .reading import Loaded, ReportRow, file_name

if TYPE_CHECKING:
    from ..widgets.preview_dialog import PreviewDialog


def preview(parent: QWidget, desk: Desk, row: ReportRow, document: Any) -> "PreviewDialog":
    """One paper that was read before."""
    from ..widgets.preview_dialog import preview_document

    return preview_document(
        parent,
        desk,
        row.title,
        lambda: document,
        file_name=file_name(row),
        note=row.remark,
        figures=document.figures,
    )


def preview_batch(
    parent: QWidget, desk: Desk, row: ReportRow, parts: Sequence[batch.Part], loaded: Loaded
) -> None:
    """All hamlets in one file; progress and "Dừng" stand in the status bar while it is drawn."""
    from ..widgets.preview_dialog import PreviewDialog

    def cover(rows: Sequence[tuple[str, int, int, str]]) -> Any:
        from povdesk.documents.blocks import Align
        from povdesk.documents.lists import ListColumn, screen_list

        return screen_list(
            "DANH SÁCH VĂN BẢN IN THEO THÔN",
            row.title,
            [
                ListColumn("Thôn", 50),
                ListColumn("Từ trang", 20, Align.RIGHT),
                ListColumn("Số trang", 20, Align.RIGHT),
                ListColumn("Ghi chú", 70),
            ],
            [(name, str(first or ""), str(pages or ""), why) for name, first, pages, why in rows],
            agency=loaded.agency,
            printed_on=loaded.today,
            sample=desk.is_sample,
            place=loaded.place,
            note="Khi máy in dừng giữa chừng: mở lại, chọn in từ trang ghi ở cột “Từ trang”.",
        )

    def show(data: bytes) -> None:
        if not data:
            return
        dialog = PreviewDialog(
            parent,
            desk,
            f"{row.title}, từng thôn",
            lambda path: path.write_bytes(data),
            file_name=f"{file_name(row)}-tung-thon",
            note="Trang đầu là danh sách; hộp in cho chọn “từ trang … đến trang …” để in lại một thôn.",
        )
        dialog.open()

    desk.worker.run(
        parent,
        lambda progress, cancelled: batch.draw(parts, cover, progress, cancelled),
        show,
        text=f"Đang dựng {row.title}",
    )
