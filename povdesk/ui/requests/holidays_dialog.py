"""Ngày nghỉ lễ: days off of one year that the working-day clock has to know."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from povdesk.domain import catalogues
from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.vietnamese import clean_text, short_date

from .. import theme
from ..desk import Desk
from ..widgets.dialog import Dialog
from ..widgets.field import ProblemLevel
from ..widgets.fields import PartialDateField, TextField
from ..widgets.labels import button, label
from ..widgets.page import scrolled


class HolidaysDialog(Dialog):
    """Fixed days come with the program; the officer adds those of a year. changed: the clocks run anew."""

    changed = Signal()

    def __init__(self, parent: QWidget, desk: Desk, items: tuple[CatalogueItem, ...]) -> None:
        super().__init__("Ngày nghỉ lễ", parent)
        self._desk = desk
        self._items = {item.code: item for item in items}
        self._day = PartialDateField("holiday-day", "Ngày nghỉ", self, required=True, whole=True)
        self._name = TextField("holiday-name", "Tên", self)
        self._rows = QGridLayout()
        self._rows.setColumnStretch(1, 1)
        fixed = ", ".join(item.name for item in catalogues.load("public_holidays"))
        self.body.addWidget(label(f"Có sẵn hằng năm: {fixed}.", "caption", self, wrap=True))
        self.body.addWidget(
            label("Thêm Tết Âm lịch, Giỗ Tổ và ngày nghỉ bù theo thông báo của năm.", "hint", self, wrap=True)
        )
        entry = QHBoxLayout()
        entry.addWidget(self._day, 1)
        entry.addWidget(self._name, 2)
        entry.addWidget(button("Thêm", self.add, icon="add", parent=self))
        self.body.addLayout(entry)
        held = scrolled_rows(self._rows, self)
        held.setMinimumHeight(theme.px(160))
        self.body.addWidget(held, 1)
        self.add_button("Đóng", kind="primary")
        self.setMinimumWidth(theme.px(520))
        self._show()
        self._day.setFocus()

    def add(self) -> None:
        """Keep the day typed."""
        known = self._day.value()
        day = known.as_date() if known else None
        self._day.show_problem(
            None if day else ProblemLevel.ERROR, "" if day else "Gõ đủ ngày, tháng, năm, ví dụ 09/02/2024."
        )
        if day is None:
            return
        name = clean_text(self._name.value() or "") or "Nghỉ lễ"
        extra = {"month": day.month, "day": day.day}
        item = CatalogueItem(f"off-{day.isoformat()}", name, day, day, extra=extra)

        def keep(act: Any) -> None:
            from povdesk.storage import catalogue_edits

            catalogue_edits.keep(act, "public_holidays", item)

        self._items[item.code] = item
        self._desk.worker.write(self, keep, lambda _n: self._changed())
        self._day.set_value(None)
        self._day.setFocus()

    def _drop(self, code: str) -> None:
        def drop(act: Any) -> None:
            from povdesk.storage import catalogue_edits

            catalogue_edits.drop(act, "public_holidays", code)

        self._items.pop(code, None)
        self._desk.worker.write(self, drop, lambda _n: self._changed())

    def _changed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        days = sorted(self._items.values(), key=lambda one: str(one.valid_from), reverse=True)
        for place, one in enumerate(days):
            when = short_date(one.valid_from) if one.valid_from else ""
            self._rows.addWidget(label(when, "", self), place, 0)
            self._rows.addWidget(label(one.name, "", self), place, 1)
            remove = button("Bỏ", partial(self._drop, one.code), kind="link", parent=self)
            remove.setAccessibleName(f"Bỏ {one.name} {when}")
            self._rows.addWidget(remove, place, 2)
        if not days:
            self._rows.addWidget(label("Chưa nhập ngày nào.", "hint", self), 0, 0, 1, 3)
        self._rows.setRowStretch(len(days) + 1, 1)


def scrolled_rows(rows: QGridLayout, parent: QWidget) -> QWidget:
    """The grid in an area that scrolls."""
    from PySide6.QtWidgets import QVBoxLayout

    column = QVBoxLayout()
    column.addLayout(rows)
    column.addStretch(1)
    return scrolled(column, parent)
