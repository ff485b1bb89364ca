"""Tab 1: the lines of the proposal in front and, in one sentence, what they would change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.vietnamese import format_number, short_date
from povdesk.domain.what_if import Proposal, ProposalLine

from ..desk import Desk
from ..widgets.table import ListColumn
from .loading import Loaded, subjects_words
from .part import Part, Verb


@dataclass(frozen=True)
class LineRow:
    """A line with its words. place: in the proposal, from 0."""

    place: int
    line: ProposalLine
    kind: str
    money: str

    @property
    def key(self) -> str:
        return self.line.uid


_COLUMNS = (
    ListColumn(
        "kind", "Loại hỗ trợ", 210, lambda row: row.kind, bold=True, tip=lambda row: row.kind, stretch=True
    ),
    ListColumn(
        "who",
        "Đối tượng",
        90,
        lambda row: subjects_words(row.line.subject, len(row.line.subjects)),
        lambda row: len(row.line.subjects),
        align="right",
    ),
    ListColumn(
        "unit",
        "Mỗi hộ (người)",
        114,
        lambda row: "" if row.line.unit_cost is None else format_number(row.line.unit_cost),
        lambda row: row.line.unit_cost,
        align="right",
    ),
    ListColumn(
        "cost",
        "Cả dòng (đồng)",
        124,
        lambda row: "chưa có" if row.line.cost is None else format_number(row.line.cost),
        lambda row: row.line.cost,
        align="right",
    ),
    ListColumn("money", "Dòng kinh phí", 200, lambda row: row.money, tip=lambda row: row.money),
    ListColumn("day", "Ngày dự kiến", 96, lambda row: short_date(row.line.day) if row.line.day else ""),
    ListColumn("note", "Ghi chú", 110, lambda row: row.line.note, tip=lambda row: row.line.note),
)


class LinesPart(Part):
    """acts: what the page does with a line, by name."""

    name = "lines"
    title = "Phương án hỗ trợ"
    nothing = "Phương án chưa có dòng nào. Thêm một dòng để xem chỉ tiêu nào sẽ đạt và cần bao nhiêu tiền."
    keys = (("Enter", "sửa dòng"), ("Ctrl+N", "thêm dòng"), ("Ctrl+Delete", "bỏ dòng"), ("Ctrl+P", "in"))
    spare = ("note", "unit", "day")

    def __init__(self, desk: Desk, acts: dict[str, Callable[[], Any]], parent: QWidget | None = None) -> None:
        self._acts = acts
        super().__init__(desk, _COLUMNS, parent)
        self._nobody.add_button("Thêm dòng", acts["add"], kind="primary", icon="add")

    def verbs(self) -> Sequence[Verb]:
        return (
            Verb("Sửa…", "edit", self._acts["edit"]),
            Verb("Ghi thành hỗ trợ đã làm…", "handshake", self._acts["record"]),
            Verb("Bỏ dòng", "delete", self._acts["remove"]),
        )

    def open_row(self, _row: Any) -> None:
        self._acts["edit"]()

    def show_proposal(self, loaded: Loaded, found: Proposal | None) -> None:
        self.loaded = loaded
        rows = [
            LineRow(place, line, loaded.kind_name(line.kind), loaded.money_words(line.money))
            for place, line in enumerate(found.lines if found else ())
        ]
        self.title = f"Phương án hỗ trợ: {found.name}" if found else LinesPart.title
        self.set_rows(rows)

    def current_line(self) -> ProposalLine | None:
        row = self.view.current_row()
        return row.line if row is not None else None
