"""The filters of the list as chips: each opens a menu of what is there, with how many households."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
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
    value: Callable[[Any], str]
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


def counted(rows: Sequence[HouseholdRow]) -> dict[str, list[tuple[str, int]]]:
    """For each kind its values in the menu's order, with how many households have them."""
    found = {}
    for kind in KINDS:
        counts = Counter(kind.value(row) for row in rows)
        known = [value for value in kind.order if value in counts]
        others = [value for value in counts if value not in kind.order]
        if kind.key == "hamlet":
            places = {row.hamlet: row.hamlet_position for row in rows}
            others.sort(key=places.__getitem__)
        else:
            others.sort(key=lambda value: (value == "", -counts[value], value))
        found[kind.key] = [(value, counts[value]) for value in (*known, *others)]
    return found


class Filters(QWidget):
    """The row of chips; of the household list unless other kinds are given. changed: another choice."""

    changed = Signal()

    _made = False

    def __init__(self, parent: QWidget | None = None, kinds: Sequence[FilterKind] = KINDS) -> None:
        super().__init__(parent)
        self._kinds = tuple(kinds)
        self._chosen: dict[str, set[str]] = {kind.key: set() for kind in self._kinds}
        self._chips: dict[str, QPushButton] = {}
        self._values: Mapping[str, Sequence[tuple[str, int]]] = {}
        self._room = 10_000
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for kind in self._kinds:
            chip = button(kind.title, kind="filter", parent=self)
            chip.setCheckable(True)
            chip.setObjectName(f"filter-{kind.key}")
            # The sign that a menu opens stands after the words, in place of Qt's own small arrow.
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
            menu = QMenu(chip)
            menu.aboutToShow.connect(lambda kind=kind, menu=menu: self._fill(kind, menu))
            menu.aboutToHide.connect(self._show)
            chip.setMenu(menu)
            self._chips[kind.key] = chip
            row.addWidget(chip)
        self._clear = button("Bỏ lọc", self.clear, kind="link", parent=self)
        row.addWidget(self._clear)
        self._made = True
        self._show()

    def set_values(self, values: Mapping[str, Sequence[tuple[str, int]]]) -> None:
        """What can be chosen now, as `counted` found it; a choice that no row has any more stays."""
        self._values = values

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

    def wanted(self) -> Callable[[Any], bool] | None:
        """The test of a row, None when everything is shown."""
        tests = [(kind.value, self._chosen[kind.key]) for kind in self._kinds if self._chosen[kind.key]]
        if not tests:
            return None
        return lambda row: all(value(row) in chosen for value, chosen in tests)

    def in_words(self) -> list[str]:
        """The choices as a printed list says them."""
        return [
            f"{kind.title}: {', '.join(sorted(kind.words(value) for value in self._chosen[kind.key]))}"
            for kind in self._kinds
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

    def set_room(self, width: int) -> None:
        """How wide the row may be; words on the chips are cut until they fit."""
        if width != self._room:
            self._room = width
            self._show()

    def _show(self) -> None:
        # Chips that are on are semibold, which Qt does not count in.
        metrics = QFontMetrics(theme.font(13, semibold=True))
        around, clear = theme.px(44), self._clear.sizeHint().width() if self.is_on() else 0
        for letters in (22, 16, 12, 8, 5, 0):
            texts = {kind.key: self._text(kind, letters) for kind in self._kinds}
            widths = {key: metrics.horizontalAdvance(text) + around for key, text in texts.items()}
            if sum(widths.values()) + 8 * len(self._kinds) + clear <= self._room:
                break
        for kind in self._kinds:
            chip, chosen = self._chips[kind.key], self._chosen[kind.key]
            chip.setText(texts[kind.key])
            chip.setFixedWidth(widths[kind.key])
            chip.setToolTip(", ".join(sorted(kind.words(value) for value in chosen)))
            chip.setChecked(bool(chosen))
            chip.setIcon(icons.icon("chevron-down", theme.ACCENT if chosen else theme.INK2))
        self._clear.setVisible(self.is_on())

    def _text(self, kind: FilterKind, letters: int) -> str:
        chosen = self._chosen[kind.key]
        if not letters:
            return kind.title
        if len(chosen) == 1:
            return f"{kind.title}: {_short(kind.words(next(iter(chosen))), letters)}"
        return f"{kind.title}: {len(chosen)} mục" if chosen else kind.title

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._made and event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._show()


def _short(words: str, letters: int) -> str:
    return words if len(words) <= letters else f"{words[: letters - 1].rstrip()}…"
