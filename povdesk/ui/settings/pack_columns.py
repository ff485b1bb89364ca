"""Columns that the lists about rule packs share."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain.rule_pack import Part
from povdesk.domain.rule_pack_words import Difference

from .. import theme
from ..widgets.dialog import Dialog
from ..widgets.labels import label
from ..widgets.page import scrolled
from ..widgets.table import ListColumn

BESIDE = (
    ListColumn("place", "Mục", 230, lambda row: row.place, stretch=True, tip=lambda row: row.place),
    ListColumn("before", "Đang có", 250, lambda row: row.before or "–", tip=lambda row: row.before),
    ListColumn("after", "Trong gói", 250, lambda row: row.after or "–", bold=True, tip=lambda row: row.after),
)
"""One value here and in the pack."""

CHANGES = (
    ListColumn("rule", "Quy định", 190, lambda row: row[0], tip=lambda row: row[0]),
    ListColumn("place", "Mục", 210, lambda row: row[1].place, stretch=True, tip=lambda row: row[1].place),
    ListColumn("before", "Trước", 190, lambda row: row[1].before or "–", tip=lambda row: row[1].before),
    ListColumn("after", "Sau", 190, lambda row: row[1].after or "–", bold=True, tip=lambda row: row[1].after),
)
"""One value that a pack changed."""

_SAID_BY_TITLE = frozenset(
    {Part.STANDARD, Part.PROCEDURE, Part.PLAN, Part.CATALOGUE, Part.FORM_A, Part.RESULTS}
)


def named(part: Part, title: str) -> str:
    """An item in a list where nothing else says what it is."""
    return title if part in _SAID_BY_TITLE else f"{part.words}: {title}"


class WholeValue(Dialog):
    """Both values in full, for texts that a line of the list cuts."""

    def __init__(self, change: Difference, titles: tuple[str, str], parent: QWidget) -> None:
        super().__init__(change.place, parent)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(label(change.place, "", self, wrap=True))
        for title, words in zip(titles, (change.before, change.after), strict=True):
            column.addWidget(label(title, "caption", self))
            column.addWidget(label(words or "chưa có", "", self, wrap=True))
        column.addStretch(1)
        self.body.addWidget(scrolled(column, self), 1)
        self.add_button("Đóng").setFocus()
        self.resize(QSize(theme.px(620), theme.px(300)))
