"""Choosing a căn cứ from the register of incoming papers, in the words that a first citation needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from povdesk.domain.incoming_paper import IncomingPaper
from povdesk.domain.plan import LegalBasis
from povdesk.domain.vietnamese import short_date

from .. import messages, theme
from ..habits import Habits
from ..theme import Tone
from ..widgets.dialog import Dialog
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label, set_tone
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView

NONE_YET = "Sổ văn bản đến đang trống: ghi văn bản ở trang Chương trình, kinh phí, thẻ Văn bản đến."


@dataclass(frozen=True)
class _Row:
    """One paper. trouble: why it does not fit the day of the plan. cited: it is a basis already."""

    paper: IncomingPaper
    trouble: str
    cited: bool

    @property
    def key(self) -> str:
        return self.paper.uid

    @property
    def state(self) -> str:
        return "Đã là căn cứ" if self.cited else "Xem lại ngày" if self.trouble else "Còn hiệu lực"


_COLUMNS = (
    ListColumn(
        "named", "Văn bản", 176, lambda row: row.paper.named, bold=True, tip=lambda row: row.paper.named
    ),
    ListColumn(
        "signed",
        "Ngày ký",
        84,
        lambda row: short_date(row.paper.signed_on) if row.paper.signed_on else "",
        lambda row: row.paper.signed_on or date.min,
    ),
    ListColumn(
        "issuer", "Cơ quan ban hành", 150, lambda row: row.paper.issuer, tip=lambda row: row.paper.issuer
    ),
    ListColumn(
        "subject",
        "Trích yếu",
        170,
        lambda row: row.paper.subject,
        stretch=True,
        tip=lambda row: row.paper.subject,
    ),
    ListColumn(
        "state",
        "Dùng được",
        108,
        lambda row: row.state,
        tone=lambda row: Tone.NEUTRAL if row.cited else Tone.WARN if row.trouble else Tone.OK,
        tip=lambda row: row.trouble,
    ),
)


class BasisDialog(Dialog):
    """picked: the LegalBasis of the paper that was chosen."""

    picked = Signal(object)

    def __init__(
        self, papers: Sequence[IncomingPaper], day: date, cited: set[str], habits: Habits, parent: QWidget
    ) -> None:
        super().__init__("Chọn căn cứ từ văn bản đến", parent)
        self._search = SearchBox("Tìm số, cơ quan, trích yếu", self)
        self.view = ListView(ListModel(_COLUMNS, self), habits, "plan-basis", self)
        self.view.setAccessibleName("Văn bản đến")
        self.view.setMinimumHeight(theme.px(150))
        self._words = label("", "", self, wrap=True)
        self._trouble = label("", "", self, wrap=True)
        set_tone(self._trouble, Tone.WARN)
        head = f"Ngày của kế hoạch: {short_date(day)}. Câu căn cứ vẫn sửa được sau khi thêm."
        self.body.addWidget(label(head if papers else NONE_YET, "caption", self, wrap=True))
        for widget in (self._search, self.view):
            self.body.addWidget(widget)
            widget.setVisible(bool(papers))
        for words in (self._words, self._trouble):
            self.body.addWidget(words)
        keys = KeyStrip([("Enter", "thêm căn cứ")], self)
        self.body.addWidget(keys)
        keys.setVisible(bool(papers))
        self.add_button("Đóng")
        self._add = self.add_button("Thêm căn cứ", self._on_add, kind="primary")
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(lambda _row: self._on_add())
        self._search.wanted.connect(self._on_search)
        self._search.entered.connect(self.view.choose_first)
        rows = [_Row(one, one.trouble_on(day), one.uid in cited) for one in papers]
        self.view.set_rows(sorted(rows, key=lambda row: (row.cited, bool(row.trouble))))
        self.setMinimumWidth(theme.px(760))
        self.view.choose_first()
        self._on_chosen(self.view.current_row())
        self._search.setFocus()

    def _on_search(self, text: str) -> None:
        self.view.search(text)
        if self.view.current_row() is None:
            self.view.choose(lambda _row: True)
        self._on_chosen(self.view.current_row())

    def _on_chosen(self, row: Any) -> None:
        self._add.setEnabled(row is not None)
        self._words.setText(_words(row.paper) if row is not None else "")
        missing = row.paper.unknown if row is not None else ()
        troubles = [row.trouble] if row is not None and row.trouble else []
        if missing:
            troubles.append(f"Sổ văn bản đến chưa ghi {', '.join(missing)}.")
        self._trouble.setText(" ".join(troubles))
        self._trouble.setVisible(bool(troubles))

    def _on_add(self) -> None:
        row = self.view.current_row()
        if row is None:
            return
        if row.trouble:
            messages.confirm(self, row.trouble, "Vẫn thêm", "Chọn văn bản khác", lambda: self._add_paper(row))
            return
        self._add_paper(row)

    def _add_paper(self, row: _Row) -> None:
        self.accept()
        self.picked.emit(LegalBasis(_words(row.paper), row.paper.uid))


def _words(paper: IncomingPaper) -> str:
    return f"Căn cứ {paper.citation}"
