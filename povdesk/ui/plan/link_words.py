"""What each linked number is, in the officer's words, and the list to choose one from."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.plan_links import link_label

from .. import theme
from ..habits import Habits
from ..widgets.dialog import Dialog
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView
from .reading import PlanState


def link_words(code: str, facts: PlanFacts) -> str:
    """ "Hộ nghèo có nhà ở an toàn: kế hoạch năm"; codes are not shown where a name is known."""
    words = link_label(code)
    head, _, part = code.partition(".")
    figure = facts.figure(head)
    if figure is not None:
        return f"{figure.definition.label}: {words.partition(': ')[2] or part}"
    if head == "role":
        return "Tên đơn vị thực hiện"
    return words


def source_words(code: str, facts: PlanFacts) -> str:
    """Where the number comes from, as the second line under it."""
    head, _, part = code.partition(".")
    figure = facts.figure(head)
    if figure is None:
        return {
            "commune": "Cài đặt, mục Đơn vị",
            "hamlets": "danh sách thôn",
            "name": "danh mục tên gọi",
            "role": "phần tổ chức thực hiện",
            "budget": "thông tin chung của kế hoạch",
        }.get(head, "năm của kế hoạch")
    if part in ("target", "baseline"):
        return "bảng chỉ tiêu"
    return "số nhập tay" if figure.definition.is_typed else "đếm từ sổ hộ"


@dataclass(frozen=True)
class _Offer:
    code: str
    words: str
    value: str
    source: str


_COLUMNS = (
    ListColumn("words", "Số liệu", 250, lambda row: row.words, stretch=True),
    ListColumn("value", "Giá trị", 170, lambda row: row.value, bold=True),
    ListColumn("source", "Lấy từ", 150, lambda row: row.source),
)


class InsertLinkDialog(Dialog):
    """picked: code of the number to put into the text. Typing searches; Enter takes the chosen line."""

    picked = Signal(str)

    def __init__(self, state: PlanState, habits: Habits, parent: QWidget | None = None) -> None:
        super().__init__("Chèn số liệu vào lời văn", parent)
        assert state.facts is not None
        facts = state.facts
        self._model = ListModel(_COLUMNS)
        self._view = ListView(self._model, habits, "plan-insert-link", self)
        self._view.set_rows(
            [
                _Offer(code, link_words(code, facts), value, source_words(code, facts))
                for code, value in state.values.items()
            ]
        )
        self._search = SearchBox("Tìm số liệu", self)
        self.body.addWidget(self._search)
        self.body.addWidget(self._view, 1)
        self.body.addWidget(
            label("Số chèn vào luôn theo sổ; sổ đổi thì lời văn đổi theo.", "caption", self, wrap=True)
        )
        self.body.addWidget(KeyStrip([("↓", "vào danh sách"), ("Enter", "chèn dòng đang chọn")], self))
        self.add_button("Bỏ qua")
        self.add_button("Chèn", self._on_insert, kind="primary")
        self.resize(theme.px(720), theme.px(500))
        self._search.wanted.connect(self._view.search)
        self._search.entered.connect(self._view.choose_first)
        self._view.opened.connect(lambda _row: self._on_insert())
        self._search.setFocus()

    def view(self) -> ListView:
        return self._view

    def _on_insert(self) -> None:
        row = self._view.current_row()
        if row is not None:
            self.accept()
            self.picked.emit(row.code)
