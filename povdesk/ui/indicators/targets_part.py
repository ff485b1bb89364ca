"""The targets of the indicator with the cursor: of the commune, of hamlets, of groups with their figures."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from povdesk.domain.indicator import Figure, Target, ratio_text, target_text, value_text
from povdesk.domain.population_group import POPULATION_GROUPS

from ..widgets.labels import button, label
from .reading import IndicatorRow, Loaded


class TargetsPart(QWidget):
    """open_group: opens the lists behind the figure of a group, by its code."""

    def __init__(self, open_group: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._open = open_group
        self._words = label("", "", self, wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addLayout(self._lines)
        self._texts: list[str] = []
        self._doors: dict[str, QPushButton] = {}

    def doors(self) -> dict[str, QPushButton]:
        """The ways to the lists of groups, by code."""
        return self._doors

    def words(self) -> str:
        """All that is written here."""
        return "\n".join([self._words.text(), *self._texts]).strip()

    def show_row(self, row: IndicatorRow | None, loaded: Loaded | None) -> None:
        self._clear()
        if row is None or loaded is None:
            self._words.setText("")
            return
        own, of_groups = [], []
        for one in row.targets:
            words = target_text(row.definition, one)
            if words and one.population_group in POPULATION_GROUPS:
                of_groups.append((one, words))
            elif words and not one.population_group:
                own.append(f"{_where(one, loaded)}: {words}")
        if not own and not of_groups:
            own.append(f"Năm {loaded.year} chưa đặt mục tiêu.")
        self._words.setText("\n".join(own))
        self._words.setVisible(bool(own))
        order = list(POPULATION_GROUPS)
        for one, words in sorted(of_groups, key=lambda pair: order.index(pair[0].population_group)):
            self._add(one, words, row.groups.get(one.population_group))

    def _add(self, one: Target, wanted: str, figure: Figure | None) -> None:
        name = POPULATION_GROUPS[one.population_group]
        text = f"{name}: {wanted}{f'. {figure_words(figure)}' if figure else ''}"
        self._texts.append(text)
        self._lines.addWidget(label(text, "", self, wrap=True))
        if figure is None or figure.shown.value is None:
            return
        made = button("Xem danh sách", lambda: self._open(one.population_group), kind="link", parent=self)
        made.setAccessibleName(f"Xem danh sách: {name}")
        self._doors[one.population_group] = made
        self._lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def _clear(self) -> None:
        self._texts, self._doors = [], {}
        while (item := self._lines.takeAt(0)) is not None:
            gone = item.widget()
            gone.hide()
            gone.deleteLater()


def figure_words(figure: Figure) -> str:
    """ "Thực hiện 66,67% (2/3 người), Chưa đạt"; why not, where there is no number."""
    shown = figure.shown
    value = value_text(figure.definition, shown)
    if not value:
        return figure.missing_reason
    behind = ratio_text(figure.definition, shown)
    state = figure.status_reason or figure.status.label
    done = "Dự kiến" if figure.forecast else "Thực hiện"
    return f"{done} {value}{f' ({behind})' if behind else ''}, {state[:1].lower()}{state[1:]}"


def _where(one: Target, loaded: Loaded) -> str:
    if one.hamlet_id is None:
        return "Toàn xã"
    name = loaded.hamlets.get(one.hamlet_id, "Thôn khác")
    return f"{name[:1].upper()}{name[1:]}"
