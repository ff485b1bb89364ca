"""Tab 4: all residents of each hamlet at the closing of a year, typed or pasted from Excel."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from povdesk.domain.commune import Hamlet, HamletTotal
from povdesk.domain.errors import InvalidInput, PovDeskError
from povdesk.domain.vietnamese import clean_text, format_number

from .. import keys, messages, theme
from ..desk import Desk
from ..keys import bind
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.field import ProblemLevel
from ..widgets.fixed_grid import KEYS, FixedGridModel, shown_number, whole_number
from ..widgets.grid import GridColumn, GridView, Unread
from ..widgets.grid_model import Row
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label, set_tone
from .part import SettingsPart

_NUMBERS = (
    ("households", "Số hộ", 84),
    ("people", "Số khẩu", 84),
    ("minority_households", "Hộ DTTS", 84),
    ("children_under_16", "Trẻ dưới 16", 98),
)
_INCOMPLETE = "chưa đủ"
_NOTHING = "Năm này chưa có thôn nào. Thêm thôn ở mục Thôn rồi nhập tổng số hộ."


class TotalRefused(InvalidInput):
    """A line that cannot be; place: from 0."""

    def __init__(self, message: str, advice: str, place: int) -> None:
        super().__init__(message, advice)
        self.place = place


@dataclass(frozen=True)
class _Totals:
    year: int
    working_year: int
    hamlets: tuple[Hamlet, ...]
    totals: tuple[HamletTotal, ...]


class TotalsPart(SettingsPart):
    """One grid a year; saving is one act."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._year: int | None = None
        self._loaded: _Totals | None = None
        self._dirty = False
        self._kept: list[Row] = []
        self._years = keys.ComboBox(self)
        self._years.setAccessibleName("Năm")
        self._years.setObjectName("totals-year")
        columns = [GridColumn("name", "Thôn", 136, computed=lambda row: row["name"])]
        columns += [
            GridColumn(code, title, width, read=whole_number, show=shown_number, empty=None, align="right")
            for code, title, width in _NUMBERS
        ]
        columns.append(GridColumn("source", "Nguồn số liệu", 150, stretch=True))
        self.model = FixedGridModel(columns, self, total=_sums)
        self.grid = GridView(self.model, self)
        self._message = label("", "", self, wrap=True)
        self._missing = label("", "caption", self, wrap=True)
        self._save = button("Lưu", self.save, kind="primary", icon="save", key="Ctrl+S", parent=self)
        self._drop = button("Bỏ thay đổi", self.drop, parent=self)
        self._card = Card("Tổng số hộ dân cuối năm", self, flush=True)
        self._lay_out()
        self._years.activated.connect(self._on_year)
        self.model.edited.connect(self._on_edited)
        bind(self, "Ctrl+S", self.save)
        self._show_state()

    def load(self, connection: Any) -> _Totals:
        from povdesk.storage import commune, settings

        working_year = int(settings.get(connection, "working_year", date.today().year))
        # The plan of a year counts from the closing of the year before.
        year = self._year or working_year - 1
        return _Totals(
            year,
            working_year,
            commune.hamlets(connection, date(year, 12, 31)),
            commune.totals(connection, year),
        )

    def show_loaded(self, loaded: _Totals) -> None:
        if self.is_dirty():
            return
        self._loaded, self._year = loaded, loaded.year
        self._fill_years(loaded)
        names = {one.uid: one.full_name for one in loaded.hamlets}
        self.model.set_rows(
            {
                "hamlet": total.hamlet,
                "name": names[total.hamlet],
                "source": total.source,
                **{code: getattr(total, code) for code, _title, _width in _NUMBERS},
            }
            for total in loaded.totals
        )
        self._kept = self.model.rows()
        self.say("" if loaded.totals else _NOTHING)
        self._show_state()

    def show_target(self, **target: Any) -> None:
        """year: whose totals to type."""
        if "year" in target and not self.is_dirty():
            self._year = int(target["year"])

    def start(self) -> None:
        if self.model.count():
            self.grid.go_to(max(self.grid.currentIndex().row(), 0), "households")
        else:
            self._years.setFocus()

    def is_dirty(self) -> bool:
        return self._dirty

    def save(self, then: Callable[[], None] | None = None) -> None:
        if self._loaded is None or not self._dirty:
            if then is not None:
                then()
            return
        # A cell still being typed counts like all the rest.
        self.grid.setFocus()
        unread = self._first_unread()
        if unread is not None:
            self._point_at(*unread)
            return
        year = self._loaded.year
        rows = [(row["name"], _total_of(row, year)) for row in self.model.rows()]

        def saved() -> None:
            self._dirty = False
            self.model.undo.clear()
            self._show_state()
            self.reload()
            if then is not None:
                then()

        self.write(
            partial(_save_lines, rows=rows),
            f"Đã lưu tổng số hộ các thôn năm {year}.",
            saved,
            self._on_refused,
        )

    def drop(self) -> None:
        self._dirty = False
        self.say("")
        self.reload()

    def say(self, words: str, tone: Tone | None = None) -> None:
        self._message.setText(words)
        self._message.setVisible(bool(words))
        set_tone(self._message, tone)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, PovDeskError):
            messages.show_error(self, error)
            return
        sentence = str(error)
        self.say(f"Chưa lưu. {sentence}", Tone.DANGER)
        if isinstance(error, TotalRefused):
            self.model.show_problems({(error.place, "name"): (ProblemLevel.ERROR, sentence)})
            self.grid.go_to(error.place, "households")

    def _first_unread(self) -> tuple[int, str] | None:
        for place, row in enumerate(self.model.rows()):
            for column in self.model.columns:
                if isinstance(row.get(column.key), Unread):
                    return place, column.key
        return None

    def _point_at(self, place: int, key: str) -> None:
        problem = self.model.problem(place, key)
        name = self.model.rows()[place]["name"]
        self.say(f"Chưa lưu. {name}: {problem[1] if problem else ''}", Tone.DANGER)
        self.grid.go_to(place, key)

    def _on_edited(self) -> None:
        self._dirty = self.model.rows() != self._kept
        self.model.show_problems({})
        self.say("")
        self._show_state()

    def _on_year(self, place: int) -> None:
        year = int(self._years.itemData(place))
        if year == self._year:
            return

        def go() -> None:
            self._dirty = False
            self._year = year
            self.reload()

        if not self._dirty:
            go()
            return
        self._show_year()
        messages.choose(
            self,
            f"Tổng số hộ năm {self._year} có thay đổi chưa lưu.",
            [("Bỏ thay đổi", "danger", go), ("Lưu", "primary", lambda: self.save(go))],
            "Ở lại",
        )

    def _fill_years(self, loaded: _Totals) -> None:
        last = max(loaded.working_year + 1, loaded.year)
        first = min(loaded.working_year - 6, loaded.year)
        self._years.clear()
        for year in range(last, first - 1, -1):
            self._years.addItem(f"Cuối năm {year}", year)
        self._show_year()

    def _show_year(self) -> None:
        self._years.setCurrentIndex(self._years.findData(self._year))

    def _show_state(self) -> None:
        for made in (self._save, self._drop):
            made.setEnabled(self._dirty)
        self._card.set_remark("có thay đổi chưa lưu" if self._dirty else "")
        missing = _missing(self.model.rows())
        self._missing.setText(missing)
        self._missing.setVisible(bool(missing))

    def _lay_out(self) -> None:
        for action in (self._years, self._drop, self._save):
            self._card.add_action(action)
        padding = theme.CARD_PADDING
        remark = label(
            "Toàn bộ hộ dân cư trú ở thôn, không riêng hộ nghèo; là mẫu số của các tỷ lệ. "
            "Để trống ô chưa biết.",
            "caption",
            self,
            wrap=True,
        )
        set_tone(self._missing, Tone.WARN)
        for text in (remark, self._message, self._missing):
            text.setContentsMargins(padding, 0, padding, 4)
        self.grid.setMinimumHeight(theme.px(200))
        self.grid.setAccessibleName("Tổng số hộ các thôn")
        foot = QHBoxLayout()
        foot.setContentsMargins(padding, 0, padding, 0)
        foot.addWidget(KeyStrip(KEYS, self))
        self._message.hide()
        self._card.body.addWidget(remark)
        self._card.body.addWidget(self._message)
        self._card.body.addWidget(self.grid, 1)
        self._card.body.addWidget(self._missing)
        self._card.body.addLayout(foot)
        self.body.addWidget(self._card, 1)


def _total_of(row: Row, year: int) -> HamletTotal:
    numbers = {code: row.get(code) for code, _title, _width in _NUMBERS}
    return HamletTotal(row["hamlet"], year, source=clean_text(row.get("source") or ""), **numbers)


def _save_lines(act: Any, rows: list[tuple[str, HamletTotal]]) -> None:
    """All lines in one act; a refused line is named."""
    from povdesk.storage import commune

    for place, (name, total) in enumerate(rows):
        try:
            commune.save_totals(act, [total])
        except InvalidInput as error:
            raise TotalRefused(f"{name}: {error.message}", error.advice, place) from error


def _sums(rows: list[Row]) -> dict[str, str]:
    """The commune's line; no sum is shown while a hamlet's number is not known."""
    texts = {"name": "Toàn xã"}
    for code, _title, _width in _NUMBERS:
        known = [row[code] for row in rows if isinstance(row.get(code), int)]
        texts[code] = format_number(sum(known)) if len(known) == len(rows) else _INCOMPLETE
    return texts


def _missing(rows: list[Row]) -> str:
    """Of how many hamlets a number is not known, in words."""
    parts = []
    for code, title, _width in _NUMBERS:
        missing = sum(not isinstance(row.get(code), int) for row in rows)
        if missing:
            parts.append(f"{title[0].lower()}{title[1:]} của {missing} thôn")
    return f"Toàn xã chưa đủ số: thiếu {'; '.join(parts)}." if parts else ""
