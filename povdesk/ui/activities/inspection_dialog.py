"""One inspection: when, where, who; its findings with the one responsible and the day each is due."""

from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.inspection import Finding, Inspection

from .. import theme
from ..settings.form_dialog import FormDialog
from ..widgets.fields import Choice, ChoiceField, LongTextField, PartialDateField, TextField
from ..widgets.grid import GridModel
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label
from .lines_grid import all_read, date_column, make_grid, text_column
from .loading import Loaded

_COLUMNS = (
    text_column("finding", "Kiến nghị", 230, stretch=True),
    text_column("responsible", "Người chịu trách nhiệm", 170),
    date_column("due_on", "Thời hạn"),
    date_column("settled_on", "Xong ngày"),
    text_column("result", "Kết quả xử lý", 150),
)
_KEYS = [
    ("Enter", "ô tiếp theo"),
    ("Ctrl+;", "hôm nay"),
    ("Ctrl+Insert", "thêm dòng"),
    ("Ctrl+Delete", "xóa dòng"),
    ("Ctrl+Z", "hoàn tác"),
    ("Ctrl+S", "lưu"),
]
_TEXTS = ("place", "chair", "secretary", "members", "content", "conclusion", "paper_number")


class InspectionDialog(FormDialog):
    """grid: one line a finding; the last empty line makes a new one."""

    def __init__(self, loaded: Loaded, row: Inspection | None, parent: QWidget) -> None:
        self._row = row
        hamlets = [Choice(str(key), name) for key, name in loaded.hamlets]
        super().__init__(
            "Cuộc kiểm tra, giám sát",
            [
                PartialDateField("held_on", "Ngày kiểm tra", required=True, whole=True),
                ChoiceField("hamlet_id", "Thôn (để trống: toàn xã)", hamlets),
                TextField("place", "Địa điểm"),
                TextField("chair", "Chủ trì"),
                TextField("secretary", "Thư ký"),
                TextField("paper_number", "Số biên bản, văn bản"),
                LongTextField("content", "Nội dung kiểm tra", required=True, lines=2),
                LongTextField("members", "Thành phần", lines=2),
                LongTextField("conclusion", "Kết luận", lines=2),
            ],
            parent,
            columns=3,
            needed={
                "held_on": "Gõ ngày kiểm tra, hoặc ngày dự kiến.",
                "content": "Gõ nội dung kiểm tra.",
            },
        )
        self._least_width = theme.px(920)
        self._model = GridModel(_COLUMNS, "Gõ để thêm kiến nghị", self)
        self.grid = make_grid(self._model, "findings", "Kiến nghị", self, 150)
        self.content.addWidget(label("Kiến nghị và xử lý", "strong", self))
        self.content.addWidget(self.grid, 1)
        self.content.addWidget(KeyStrip(_KEYS, self))
        if row is not None:
            self._fill(row)
        self._model.edited.connect(self.mark_changed)

    def wanted(self) -> Inspection:
        """What the dialog says now."""
        hamlet = self.field("hamlet_id").value()
        return Inspection(
            held_on=self.field("held_on").date_value(),
            hamlet_id=int(hamlet) if hamlet else None,
            **{name: self.field(name).value() for name in _TEXTS},
            findings=tuple(
                Finding(
                    line.get("finding") or "",
                    line.get("responsible") or "",
                    line.get("due_on"),
                    line.get("settled_on"),
                    line.get("result") or "",
                    line.get("id"),
                )
                for line in self._model.rows()
            ),
            uid=self._row.uid if self._row else "",
        )

    def all_read(self) -> bool:
        return all_read(self.grid, _COLUMNS)

    def _fill(self, row: Inspection) -> None:
        for name in ("held_on", *_TEXTS):
            self.field(name).set_value(getattr(row, name))
        self.field("hamlet_id").set_value(str(row.hamlet_id) if row.hamlet_id is not None else "")
        self._model.set_rows(_line(finding) for finding in row.findings)
        self._changed = False


def _line(finding: Finding) -> dict[str, Any]:
    names = ("id", "finding", "responsible", "due_on", "settled_on", "result")
    return {name: getattr(finding, name) for name in names}
