"""The filters of the list as chips: each opens a menu of what is there, with how many households."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from povdesk.domain.catalogues import name_of
from povdesk.storage.household_list import HouseholdRow

from .. import icons, theme
from ..widgets.labels import button
from .list_columns import CLASS_WORDS, FORM_WORDS

NO_CADRE = "Chưa có cán bộ"


@dataclass(frozen=True)
class FilterKind:
    """One chip. value: what of a row is compared. words: how a value is shown. order: sorts the menu."""

    key: str
    title: str
    value: Callable[[HouseholdRow], str]
    words: Callable[[str], str] = str
    order: Sequence[str] = ()


KINDS = (
    FilterKind("hamlet", "Thôn", lambda row: row.hamlet),
    FilterKind(
        "category",
        "Diện",
        lambda row: row.class_now or "none",
        {(category or "none"): words for category, words in CLASS_WORDS.items()}.__getitem__,
        ("poor", "near_poor", "not_poor", "none"),
    ),
    FilterKind(
        "form",
        "Phiếu",
        lambda row: row.form or "none",
        {(state or "none"): words for state, words in FORM_WORDS.items()}.__getitem__,
        ("waiting", "draft", "closed", "recognised", "none"),
    ),
    FilterKind(
        "ethnic_group",
        "Dân tộc",
        lambda row: row.ethnic_group,
        lambda code: name_of("ethnic_groups", code) if code else "Chưa ghi",
    ),
    FilterKind("cadre", "Cán bộ", lambda row: row.cadre, lambda name: name or NO_CADRE),
)


class Filters(QWidget):
    """The row of chips. changed: another choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: dict[str, set[str]] = {kind.key: set() for kind in KINDS}
        self._chips: dict[str, QPushButton] = {}
        self._values: dict[str, list[tuple[str, int]]] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for kind in KINDS:
            chip = button(kind.title, kind="filter", parent=self)
            chip.setCheckable(True)
            chip.setObjectName(f"filter-{kind.key}")
            # The sign that a menu opens stands after the words, in place of Qt's own small arrow.
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
            menu = QMenu(chip)
            menu.aboutToShow.connect(lambda kind=kind, menu=menu: self._fill(kind, menu))
            chip.setMenu(menu)
            self._chips[kind.key] = chip
            row.addWidget(chip)
        self._clear = button("Bỏ lọc", self.clear, kind="link", parent=self)
        row.addWidget(self._clear)
        self._show()

    def set_rows(self, rows: Iterable[HouseholdRow]) -> None:
        """What can be chosen now; a choice that no row has any more stays, and shows nothing."""
        rows = list(rows)
        for kind in KINDS:
            counted = Counter(kind.value(row) for row in rows)
            known = [value for value in kind.order if value in counted]
            others = [value for value in counted if value not in kind.order]
            if kind.key == "hamlet":
                places = {row.hamlet: row.hamlet_position for row in rows}
                others.sort(key=lambda value: places[value])
            else:
                others.sort(key=lambda value: (value == "", -counted[value], value))
            self._values[kind.key] = [(value, counted[value]) for value in (*known, *others)]

    def choose(self, key: str, values: Iterable[str]) -> None:
        """Show only households with one of these values; none of them: all."""
        self._chosen[key] = set(values)
        self._show()
        self.changed.emit()

    def chosen(self, key: str) -> set[str]:
        return set(self._chosen[key])

    def clear(self) -> None:
        """Show all households."""
        for key in self._chosen:
            self._chosen[key] = set()
        self._show()
        self.changed.emit()

    def is_on(self) -> bool:
        return any(self._chosen.values())

    def wanted(self) -> Callable[[HouseholdRow], bool] | None:
        """The test of a row, None when everything is shown."""
        tests = [(kind.value, self._chosen[kind.key]) for kind in KINDS if self._chosen[kind.key]]
        if not tests:
            return None
        return lambda row: all(value(row) in chosen for value, chosen in tests)

    def in_words(self) -> list[str]:
        """The choices as a printed list says them."""
        return [
            f"{kind.title}: {', '.join(sorted(kind.words(value) for value in self._chosen[kind.key]))}"
            for kind in KINDS
            if self._chosen[kind.key]
        ]

    def _fill(self, kind: FilterKind, menu: QMenu) -> None:
        menu.clear()
        everything = QAction("Tất cả", menu)
        everything.setCheckable(True)
        everything.setChecked(not self._chosen[kind.key])
        everything.triggered.connect(lambda: self.choose(kind.key, ()))
        menu.addAction(everything)
        menu.addSeparator()
        for value, count in self._values.get(kind.key, []):
            action = QAction(f"{kind.words(value)} ({count})".replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value in self._chosen[kind.key])
            action.toggled.connect(lambda on, value=value: self._toggle(kind.key, value, on))
            menu.addAction(action)

    def _toggle(self, key: str, value: str, on: bool) -> None:
        chosen = self._chosen[key]
        self.choose(key, chosen | {value} if on else chosen - {value})

    def _show(self) -> None:
        for kind in KINDS:
            chosen = self._chosen[kind.key]
            text = kind.title
            if len(chosen) == 1:
                text = f"{kind.title}: {_short(kind.words(next(iter(chosen))))}"
            elif chosen:
                text = f"{kind.title}: {len(chosen)} mục"
            chip = self._chips[kind.key]
            chip.setText(text)
            chip.setChecked(bool(chosen))
            chip.setIcon(icons.icon("chevron-down", theme.ACCENT if chosen else theme.INK2))
        self._clear.setVisible(self.is_on())


def _short(words: str) -> str:
    return words if len(words) <= 22 else f"{words[:21].rstrip()}…"
