"""Everything that is noted about the support under the cursor."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from povdesk.domain.catalogues import name_of
from povdesk.domain.programme import Source
from povdesk.domain.support import Subject
from povdesk.domain.vietnamese import format_dong, format_number
from povdesk.storage.support_reading import SupportRow

from .. import theme
from ..widgets.card import Card
from ..widgets.labels import label
from ..widgets.page import scrolled
from .columns import dated, quantity

_SOURCES = {str(source): source.label for source in Source}


class Detail(Card):
    """A column beside the list; empty while no line is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Chi tiết", parent)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(10)
        self._lines.setVerticalSpacing(5)
        self._lines.setColumnStretch(1, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(self._lines)
        column.addStretch(1)
        self.body.addWidget(scrolled(column, self), 1)
        self.setFixedWidth(theme.px(300))

    def show_row(self, row: SupportRow | None) -> None:
        while self._lines.count():
            widget = self._lines.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        for place, (words, value) in enumerate(facts(row) if row is not None else ()):
            name, shown = label(words, "caption", self, wrap=True), label(value, "", self, wrap=True)
            name.setFixedWidth(theme.px(92))
            self._lines.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(shown, place, 1, Qt.AlignmentFlag.AlignTop)

    def said(self) -> str:
        """All words that are shown."""
        found = (self._lines.itemAt(place).widget() for place in range(self._lines.count()))
        return " ".join(widget.text() for widget in found)  # type: ignore[attr-defined]


def facts(row: SupportRow) -> Iterator[tuple[str, str]]:
    """What was noted, with its name; what was not is left out."""
    one, loan = row.support, row.support.loan
    household = f"{row.head} ({row.code})" if row.code and one.subject is Subject.PERSON else ""
    pairs = [
        ("Loại", row.kind),
        ("Ghi cho" if one.subject is Subject.NONE else one.subject.label, row.who),
        ("Hộ" if one.subject is Subject.PERSON else "Mã hộ", household or row.code),
        ("Người tham gia", row.attendee),
        ("Thôn", row.hamlet if one.subject is not Subject.HAMLET else ""),
        ("Ngày", dated(one.happened_on)),
        ("Ngày duyệt", dated(one.approved_on)),
        ("Hoàn thành", dated(one.finished_on)),
        ("Tình trạng", one.state.label),
        ("Số tiền", "" if one.amount is None else format_dong(one.amount)),
        ("Nguồn", _SOURCES.get(one.source, one.source)),
        ("Đối ứng", "" if one.counterpart is None else format_dong(one.counterpart)),
        ("Số lượng", quantity(row)),
        ("Dự án", row.project_name),
        ("Chính sách", name_of("policies", one.policy) if one.policy else ""),
        ("Kết quả", one.result),
        ("Số chứng từ", one.evidence_number),
        ("Nơi", one.place),
        ("Ghi chú", one.note),
    ]
    if loan is not None:
        pairs += [
            ("Bên cho vay", loan.lender),
            ("Chương trình", loan.programme),
            ("Hạn trả", dated(loan.due_on)),
            ("Lãi suất", "" if loan.rate is None else f"{format_number(loan.rate, at_most=2)} %/năm"),
            ("Trả hết ngày", dated(loan.repaid_on)),
        ]
    return ((words, value) for words, value in pairs if value)
