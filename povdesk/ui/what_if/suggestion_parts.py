"""Targets that the register suggests for next year: by indicator, and the cut of each hamlet."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.indicator import Measured, Target
from povdesk.domain.marks import goal_text, short_value
from povdesk.domain.target_suggestion import HamletCut, Plausible, Suggestion, lacks_text, signs_text
from povdesk.domain.vietnamese import format_count, format_number

from ..desk import Desk
from ..widgets.table import ListColumn
from .loading import Loaded
from .part import Part, Verb

__all__ = ["HamletsPart", "SuggestionsPart"]

NOTICE = "Đây là gợi ý của phần mềm theo các ngưỡng sửa được, không phải quy định của văn bản nào."


def _current(row: Suggestion) -> str:
    from datetime import date

    if row.current is None:
        return "–"
    return short_value(row.definition, Measured(date.min, row.current)) or "–"


def suggested_text(row: Suggestion) -> str:
    """As a target is written; empty when nothing is suggested."""
    if row.value is None:
        return ""
    return goal_text(row.definition, Target(0, row.operator, row.value))


_LINES = (
    ListColumn("letter", "Mã", 36, lambda row: row.definition.letter, lambda row: row.definition.position),
    ListColumn(
        "name",
        "Chỉ tiêu",
        232,
        lambda row: row.definition.label,
        tip=lambda row: row.definition.name,
        bold=True,
    ),
    ListColumn("current", "Hiện nay", 76, _current, lambda row: row.current, align="right"),
    ListColumn(
        "this", "Mục tiêu năm nay", 134, lambda row: goal_text(row.definition, row.this_year), align="right"
    ),
    ListColumn(
        "kept", "Năm sau đang có", 126, lambda row: goal_text(row.definition, row.kept), align="right"
    ),
    ListColumn("value", "Gợi ý", 84, suggested_text, lambda row: row.value, align="right", bold=True),
    ListColumn("reason", "Vì sao", 240, lambda row: row.reason, tip=lambda row: row.reason, stretch=True),
)
_HAMLETS = (
    ListColumn("hamlet", "Thôn", 150, lambda row: row.hamlet, bold=True),
    ListColumn("poor", "Giảm hộ nghèo", 110, lambda row: str(row.poor), lambda row: row.poor, align="right"),
    ListColumn(
        "near",
        "Giảm hộ cận nghèo",
        142,
        lambda row: str(row.near_poor),
        lambda row: row.near_poor,
        align="right",
    ),
    ListColumn("kept", "Năm sau đang giao", 130, lambda row: kept_text(row), align="right"),
    ListColumn("reason", "Vì sao", 330, lambda row: row.reason, tip=lambda row: row.reason, stretch=True),
)


def kept_text(row: HamletCut) -> str:
    """ "12 nghèo, 3 cận nghèo"; a dash while nothing is given."""
    parts = []
    if row.kept_poor is not None:
        parts.append(f"{format_number(row.kept_poor)} nghèo")
    if row.kept_near_poor is not None:
        parts.append(f"{format_number(row.kept_near_poor)} cận nghèo")
    return ", ".join(parts) or "–"


class SuggestionsPart(Part):
    """Marked lines are taken over after the officer has seen old → new."""

    name = "suggestions"
    title = "Gợi ý mục tiêu năm sau"
    nothing = "Năm sau chưa có chỉ tiêu nào. Lấy bộ chỉ tiêu ở trang Chỉ tiêu trước."
    keys = (("Enter", "lấy dòng đã đánh dấu"), ("Space", "đánh dấu thêm"), ("Ctrl+P", "in"))
    spare = ("this", "kept")
    explained = True
    many = True

    def __init__(
        self, desk: Desk, take: Callable[[], Any], rules: Callable[[], Any], parent: QWidget | None = None
    ) -> None:
        self._take, self._rules = take, rules
        super().__init__(desk, _LINES, parent)

    def verbs(self) -> Sequence[Verb]:
        return (
            Verb("Ngưỡng gợi ý…", "settings", self._rules, needs=False),
            Verb("Lấy vào mục tiêu…", "target-arrow", self._take),
        )

    def open_row(self, _row: Any) -> None:
        self._take()

    def show_loaded(self, loaded: Loaded) -> None:
        self.loaded = loaded
        found = loaded.suggestions
        self.title = f"Gợi ý mục tiêu năm {found.year}"
        self.set_rows(found.lines)
        self.say(f"{NOTICE} Không dòng nào được lấy nếu chưa bấm lấy và xác nhận.")

    def wanted(self) -> list[Suggestion]:
        """The marked lines that have a number."""
        return [row for row in self.marked() if row.value is not None]


class HamletsPart(Part):
    """The cut of each hamlet, with the households behind it."""

    name = "hamlets"
    title = "Gợi ý chỉ tiêu giảm hộ của từng thôn"
    nothing = "Chưa có thôn nào."
    explained = True
    keys = (("Enter", "xem các hộ"), ("Space", "đánh dấu thêm"), ("Ctrl+P", "in"))
    many = True

    def __init__(
        self,
        desk: Desk,
        take: Callable[[], Any],
        people: Callable[[HamletCut], Any],
        parent: QWidget | None = None,
    ) -> None:
        self._take, self._people = take, people
        super().__init__(desk, _HAMLETS, parent)

    def verbs(self) -> Sequence[Verb]:
        return (
            Verb("Các hộ này…", "people", lambda: self.open_row(self.view.current_row())),
            Verb("Giao cho thôn…", "target-arrow", self._take),
        )

    def open_row(self, row: HamletCut | None) -> None:
        if row is not None:
            self._people(row)

    def show_loaded(self, loaded: Loaded) -> None:
        self.loaded = loaded
        found = loaded.suggestions
        self.title = f"Gợi ý chỉ tiêu giảm hộ của từng thôn năm {found.year}"
        self.set_rows(found.hamlets)
        poor = sum(one.poor for one in found.hamlets)
        near = sum(one.near_poor for one in found.hamlets)
        lacks = lacks_text(found.plausible)
        self.say(
            f"{NOTICE} Cộng các thôn: giảm {format_count(poor)} hộ nghèo, {format_count(near)} hộ cận nghèo."
            f" Toàn xã: {_first_lower(signs_text(found.plausible, found.rules.shares))}."
            + (f" Thiếu hụt nhiều nhất của các hộ này: {lacks}." if lacks else "")
        )


def listed(found: Sequence[Plausible]) -> dict[str, list[Any]]:
    """The households behind a cut, as the lists behind numbers are shown."""
    from povdesk.domain.household import Category
    from povdesk.domain.what_if import Who

    def who(one: Plausible) -> Who:
        note = one.why + (f"; thiếu hụt: {', '.join(one.lacks).lower()}" if one.lacks else "")
        return Who("household", one.household_id, one.name, one.household_id, one.hamlet, one.now.label, note)

    return {
        "Hộ nghèo": [who(one) for one in found if one.now is Category.POOR],
        "Hộ cận nghèo": [who(one) for one in found if one.now is Category.NEAR_POOR],
    }


def _first_lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
