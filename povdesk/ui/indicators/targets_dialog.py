"""The targets of one indicator in a year: commune, hamlets and groups in one grid."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from povdesk.domain import vietnamese
from povdesk.domain.errors import PovDeskError
from povdesk.domain.indicator import Target
from povdesk.domain.population_group import POPULATION_GROUPS

from .. import messages, theme
from ..theme import Tone
from ..widgets.dialog import Dialog
from ..widgets.fields import Choice
from ..widgets.fixed_grid import KEYS, FixedGridModel
from ..widgets.grid import GridColumn, GridView, Unread
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label, set_tone
from .reading import IndicatorRow, Loaded

OPERATORS = (
    Choice(">=", "≥", ">="),
    Choice(">", ">", ">"),
    Choice("<=", "≤", "<="),
    Choice("<", "<", "<"),
)
_SIGNS = {choice.code: choice.text for choice in OPERATORS}

Save = Callable[[Callable[[Any], None], Callable[[], None], Callable[[Exception], None]], None]


class TargetsDialog(Dialog):
    """save: writes a work as one act; done closes, failed says why here."""

    def __init__(self, row: IndicatorRow, loaded: Loaded, save: Save, parent: QWidget) -> None:
        super().__init__(f"Mục tiêu năm {loaded.year}", parent)
        self._row, self._loaded, self._save = row, loaded, save
        unit = row.definition.unit
        self.model = FixedGridModel(
            [
                GridColumn("name", "Phạm vi", 170, computed=lambda line: line["name"]),
                GridColumn("operator", "So sánh", 80, choices=OPERATORS, show=_sign),
                GridColumn("value", f"Phải đạt ({unit})" if unit else "Phải đạt", 118, read=_number,
                           show=_shown, empty=None, align="right"),
                GridColumn("baseline", "Số đầu kỳ", 96, read=_number, show=_shown, empty=None, align="right"),
                GridColumn("wording", "Lời văn khi không có con số", 170, stretch=True),
            ],
            self,
        )  # fmt: skip
        self.grid = GridView(self.model, self)
        self._message = label("", "", self, wrap=True)
        self.body.addWidget(label(row.definition.name, "cardTitle", self, wrap=True))
        words = (
            "Để trống dòng không có mục tiêu riêng. Số của thôn so với mục tiêu của thôn trên bảng điều hành."
        )
        self.body.addWidget(label(words, "caption", self, wrap=True))
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self._message)
        self.body.addWidget(KeyStrip(KEYS, self))
        self._message.hide()
        set_tone(self._message, Tone.DANGER)
        self.grid.setAccessibleName("Mục tiêu theo phạm vi")
        self.model.set_rows(_lines(row, loaded))
        self.model.edited.connect(self._look_again)
        self.add_button("Bỏ qua")
        self.add_button("Lưu mục tiêu  Ctrl+S", self.save, kind="primary")
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        window = parent.window()
        self.resize(min(theme.px(780), window.width() - 48), min(theme.px(480), window.height() - 32))
        self.grid.go_to(0, "value")

    def save(self) -> None:
        """The primary button."""
        self.grid.setFocus()
        fault = self._fault()
        if fault is not None:
            self._say(*fault)
            return
        wanted = []
        for line in self.model.rows():
            value, operator = line.get("value"), line.get("operator") or ""
            wanted.append(
                Target(
                    self._loaded.year,
                    operator if value is not None else "",
                    value,
                    line.get("baseline"),
                    wording=vietnamese.clean_text(line.get("wording") or ""),
                    hamlet_id=line["hamlet_id"],
                    population_group=line["group"],
                )
            )
        self._save(partial(_write, self._row.key, self._loaded.year, wanted), self.accept, self._on_refused)

    def _fault(self) -> tuple[str, int, str] | None:
        """What cannot be kept, with the line and the cell to mend."""
        for place, line in enumerate(self.model.rows()):
            for column in self.model.columns:
                if isinstance(line.get(column.key), Unread):
                    return "Có ô chưa đọc được. Sửa ô có dấu đỏ rồi lưu lại.", place, column.key
            if line.get("value") is not None and not line.get("operator"):
                return f"{line['name']}: chọn cách so sánh với con số.", place, "operator"
        return None

    def _look_again(self) -> None:
        """A fault that was mended is not red until the next save."""
        if self._message.isVisible():
            fault = self._fault()
            self._message.setText(fault[0] if fault else "")
            self._message.setVisible(fault is not None)

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, PovDeskError):
            self._say(f"Chưa lưu. {error.message} {error.advice}".strip(), 0, "value")
        else:
            messages.show_error(self, error)

    def _say(self, words: str, place: int, key: str) -> None:
        self._message.setText(words)
        self._message.show()
        self.grid.go_to(place, key)


def _write(code: str, year: int, wanted: list[Target], act: Any) -> None:
    from povdesk.storage.indicators import editing

    editing.save_parts(act, code, year, wanted)


def _lines(row: IndicatorRow, loaded: Loaded) -> list[dict[str, Any]]:
    known = {(one.hamlet_id, one.population_group): one for one in row.targets}
    scopes: list[tuple[int | None, str, str]] = [(None, "", "Toàn xã")]
    scopes += [(key, "", f"{name[:1].upper()}{name[1:]}") for key, name in loaded.hamlets.items()]
    scopes += [(None, code, words) for code, words in POPULATION_GROUPS.items()]
    lines = []
    for hamlet_id, group, name in scopes:
        one = known.get((hamlet_id, group))
        lines.append(
            {
                "name": name,
                "hamlet_id": hamlet_id,
                "group": group,
                "operator": one.operator if one else "",
                "value": one.value if one else None,
                "baseline": one.baseline if one else None,
                "wording": one.wording if one else "",
            }
        )
    return lines


def _sign(code: Any) -> str:
    return _SIGNS.get(code, "")


def _number(text: str) -> float:
    return float(vietnamese.parse_number(text))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return vietnamese.format_number(value, at_most=2)
