"""Xuất gói quy định: what was typed here, ticked, goes into a file for another commune."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from povdesk.domain.errors import InvalidInput
from povdesk.domain.rule_pack import OFFICER, SUFFIX, PackHead, check_words
from povdesk.domain.vietnamese import format_count

from .. import messages, theme
from ..widgets import file_saving
from ..widgets.fields import LongTextField, PartialDateField, TextField
from ..widgets.labels import label
from .form_dialog import FormDialog
from .pack_columns import named
from .part import SettingsPart

_KIND = (SUFFIX.removeprefix("."), f"Gói quy định (*{SUFFIX})")


def read_choices(connection: Any) -> Any:
    """What can go out, and the name of the office."""
    from povdesk.storage import office
    from povdesk.storage.rule_packs import making

    return making.choices(connection), office.heading(connection, date.today())[0]


def show(part: SettingsPart, found: Any) -> None:
    """The dialog, or why there is nothing to give."""
    choices, author = found
    if not choices:
        messages.show_error(
            part,
            InvalidInput(
                "Chưa có quy định nào được sửa hoặc thêm ở máy này.",
                "Sửa ở các trang Quy trình, Chuẩn nghèo, Danh mục rồi xuất gói cho xã khác.",
            ),
        )
        return
    ExportDialog(choices, author, part).begin()


class ExportDialog(FormDialog):
    """All is ticked from the start; Space ticks the current line."""

    def __init__(self, choices: Any, author: str, part: SettingsPart) -> None:
        fields = [
            TextField("name", "Tên gói", None, required=True),
            TextField("number", "Số, lần"),
            TextField("author", "Nơi làm gói"),
            PartialDateField("made_on", "Ngày làm", None, required=True, whole=True),
            LongTextField("legal_basis", "Căn cứ, mỗi dòng một văn bản", lines=2),
        ]
        super().__init__(
            "Xuất gói quy định",
            fields,
            part,
            needed={"name": "Gõ tên, ví dụ: Chuẩn nghèo 2027-2030.", "made_on": "Gõ ngày."},
        )
        self._part, self._choices = part, choices
        self.field("author").set_value(author)
        self.field("made_on").set_value(date.today())
        self.list = QListWidget(self)
        self.list.setObjectName("pack-choices")
        self.list.setAccessibleName("Quy định đã sửa, đã thêm ở máy này")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(theme.px(150))
        for one in choices:
            item = QListWidgetItem(_said(one))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._count = label("", "caption", self, wrap=True)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self._count)
        self.list.itemChanged.connect(self._on_ticked)
        self._button.setText("Xuất ra tệp…  Ctrl+S")
        self._on_ticked()
        self._changed = False

    def begin(self) -> None:
        self.start(self._write, "name")

    def keys(self) -> set[str]:
        """The ticked ones."""
        return {
            one.key
            for place, one in enumerate(self._choices)
            if self.list.item(place).checkState() is Qt.CheckState.Checked
        }

    def head(self) -> PackHead:
        lines = tuple(self.field("legal_basis").value().split("\n"))
        texts = (self.field(code).value() for code in ("name", "number", "author"))
        return PackHead(*texts, lines, self.field("made_on").date_value())

    def _write(self, done: Any, failed: Any) -> None:
        head, keys, desk = self.head(), self.keys(), self._part.desk

        def make(connection: Any) -> bytes:
            from povdesk.storage.rule_packs import making

            return making.make(connection, head, keys)

        def made(content: bytes) -> None:
            name = file_saving.file_name_of(head.called)
            path = file_saving.ask_path(self, desk, "Xuất gói quy định", name, _KIND)
            if path is None:
                self.allow_save()
                return
            done()
            _write_out(self._part, path, content)

        desk.worker.read(self, make, made, failed)

    def _on_ticked(self, *_item: object) -> None:
        self._count.setText(
            f"Đã đánh dấu {format_count(len(self.keys()))} trên {format_count(len(self._choices))} mục. "
            "Chuẩn nghèo, quy trình được xuất trọn bộ như đang dùng ở đây. Tệp không có tên người, tên hộ."
        )
        self.mark_changed()


def _write_out(part: SettingsPart, path: Path, content: bytes) -> None:
    """On the files lane; then the letters that the receiver will compare."""

    def save(_progress: object, _cancelled: object) -> None:
        from povdesk.documents import saving
        from povdesk.storage.rule_packs import making

        saving.save(path, lambda file: file.write(content) and None)
        making.prove(path, content)

    def written(_nothing: object) -> None:
        code = check_words(hashlib.sha256(content).hexdigest())
        words = f"Đã ghi tệp {path.name}. Mã kiểm tra {code}."
        messages.toast(part, words, lambda: file_saving.open_folder(path), verb="Mở thư mục")

    part.desk.worker.run(part, save, written, text="Ghi gói quy định")


def _said(one: Any) -> str:
    when = f", sửa {one.changed_at:%d/%m/%Y}" if one.changed_at else ""
    came = f" (từ gói {one.origin.removeprefix('pack:')})" if one.origin not in ("", OFFICER) else ""
    return f"{named(one.item.part, one.item.title)}{when}{came}"
