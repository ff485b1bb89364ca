"""Beside the tree: the indicator with the cursor, its number of today, its targets, its typed numbers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from povdesk.domain.indicator import Figure, Part, Status, ratio_text, typing_text, value_text
from povdesk.domain.indicator_measure import KIND_WORDS, words_of
from povdesk.domain.vietnamese import format_number, short_date

from ..widgets.card import Card
from ..widgets.chips import Chip
from ..widgets.labels import button, label
from ..widgets.page import scrolled
from .looks import STATUS_LOOKS
from .reading import IndicatorRow, Loaded
from .subjects_dialog import door_words
from .targets_part import TargetsPart

_DOORS = (Part.REACHED, Part.NOT_REACHED, Part.MISSING)
_LOG_LINES = 6


class IndicatorDetail(Card):
    """door_wanted: a Part. group_wanted: code of a population group.

    edit_wanted, targets_wanted, measure_wanted: what the officer asks for.
    """

    door_wanted = Signal(object)
    group_wanted = Signal(str)
    edit_wanted = Signal()
    targets_wanted = Signal()
    measure_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, flush=True)
        self._name = label("", "cardTitle", self, wrap=True)
        self._value = label("", "strong", self, wrap=True)
        self._behind = label("", "caption", self, wrap=True)
        self._how = label("", "caption", self, wrap=True)
        self._targets = TargetsPart(self.group_wanted.emit, self)
        self._who = label("", "caption", self, wrap=True)
        self._log = label("", "caption", self, wrap=True)
        self._log_title = label("Số đo đã nhập", "group", self)
        self._chips = QHBoxLayout()
        self._chip: Chip | None = None
        self._doors = {
            part: button("", lambda part=part: self.door_wanted.emit(part), kind="link", parent=self)
            for part in _DOORS
        }
        self._edit = button("Sửa…", self.edit_wanted.emit, parent=self)
        self._set = button("Mục tiêu…", self.targets_wanted.emit, parent=self)
        self._measure = button("Nhập số đo…", self.measure_wanted.emit, parent=self)
        self._lay_out()
        self.show_row(None, None)

    def door(self, part: Part):  # type: ignore[no-untyped-def]
        """The way to one of the lists behind the number."""
        return self._doors[part]

    def group_doors(self) -> dict[str, QPushButton]:
        """The ways to the lists of population groups, by code."""
        return self._targets.doors()

    def words(self) -> str:
        """All that is written here."""
        above = (self._name, self._value, self._behind, self._how)
        texts = [*(part.text() for part in above), self._targets.words(), self._who.text(), self._log.text()]
        return "\n".join(text for text in texts if text)

    def show_row(self, row: IndicatorRow | None, loaded: Loaded | None) -> None:
        there = row is not None and loaded is not None
        for made in (self._edit, self._set, self._measure):
            made.setEnabled(there)
        if row is None or loaded is None:
            self._name.setText("Chọn một chỉ tiêu ở bảng bên trái.")
            for text in (self._value, self._behind, self._how, self._who, self._log):
                text.setText("")
            self._targets.show_row(None, None)
            for door in self._doors.values():
                door.hide()
            self._log_title.hide()
            self._show_status(None)
            return
        definition = row.definition
        self._name.setText(definition.name)
        self._show_number(row, loaded)
        how = words_of(definition.measure)
        counts = (
            definition.counted if not definition.is_typed and how.name != definition.measure else how.counts
        )
        words = [f"{KIND_WORDS.get(definition.kind, '')}. Cách đếm: {how.title}.", counts]
        if how.missing:
            words.append(f"Thiếu số liệu: {how.missing[:1].lower()}{how.missing[1:]}.")
        self._how.setText(" ".join(part for part in words if part))
        self._targets.show_row(row, loaded)
        self._who.setText(_who(row, loaded))
        log = [_log_line(row, one) for one in row.log[:_LOG_LINES]]
        if len(row.log) > _LOG_LINES:
            log.append(f"và {len(row.log) - _LOG_LINES} số cũ hơn")
        self._log.setText("\n".join(log) or "Chưa nhập số nào.")
        for part in (self._log, self._log_title):
            part.setVisible(definition.is_typed or bool(row.log))
        self._measure.setVisible(definition.is_typed)
        self._set.setEnabled(row.is_used)
        self._measure.setEnabled(row.is_used)

    def _show_number(self, row: IndicatorRow, loaded: Loaded) -> None:
        figure = row.figure
        doors = figure is not None and not row.definition.is_typed
        for door in self._doors.values():
            door.setVisible(doors)
        if figure is None:
            self._value.setText(f"Không dùng trong năm {loaded.year}")
            self._behind.setText("Số của các năm trước vẫn còn nguyên.")
            self._show_status(None)
            return
        shown = figure.shown
        value = value_text(figure.definition, shown)
        if figure.forecast:
            value = f"dự kiến {value}" if value else ""
        self._value.setText(f"Đến {short_date(shown.as_of)}: {value or 'chưa có số'}")
        behind = [ratio_text(figure.definition, shown), typing_text(shown) if value else ""]
        behind.append(figure.missing_reason)
        behind.append(figure.status_reason)
        self._behind.setText(". ".join(dict.fromkeys(part for part in behind if part)))
        self._show_status(figure.status, figure.status_words)
        words, counts = door_words(figure), _counts(figure)
        for part, door in self._doors.items():
            number = counts.get(part)
            # A part that the register does not know by name is no door.
            door.setVisible(doors and part in words and number is not None)
            door.setText(f"{words.get(part, '')}: {format_number(number or 0)}")

    def _show_status(self, status: Status | None, words: str = "") -> None:
        if self._chip is not None:
            self._chips.removeWidget(self._chip)
            self._chip.hide()
            self._chip.deleteLater()
            self._chip = None
        if status is not None:
            icon, tone = STATUS_LOOKS[status]
            self._chip = Chip(words, tone, icon, self)
            self._chips.insertWidget(0, self._chip)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(14, 12, 10, 10)
        column.setSpacing(6)
        self._chips.addStretch(1)
        doors = QGridLayout()
        doors.setSpacing(2)
        for place, door in enumerate(self._doors.values()):
            doors.addWidget(door, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
        doors.setColumnStretch(2, 1)
        column.addWidget(self._name)
        column.addLayout(self._chips)
        column.addWidget(self._value)
        column.addWidget(self._behind)
        column.addLayout(doors)
        column.addWidget(label("Cách đếm", "group", self))
        column.addWidget(self._how)
        column.addWidget(label("Mục tiêu", "group", self))
        column.addWidget(self._targets)
        column.addWidget(self._who)
        column.addWidget(self._log_title)
        column.addWidget(self._log)
        column.addStretch(1)
        verbs = QHBoxLayout()
        verbs.setContentsMargins(12, 6, 12, 8)
        verbs.setSpacing(6)
        for made in (self._edit, self._set, self._measure):
            verbs.addWidget(made)
        verbs.addStretch(1)
        self.body.setSpacing(0)
        self.body.addWidget(scrolled(column, self), 1)
        self.body.addLayout(verbs)


def _counts(figure: Figure) -> dict[Part, float | None]:
    """How many stand behind each door."""
    shown = figure.shown
    reached, lost = shown.numerator, None
    if reached is not None and figure.definition.kind == "change_count" and shown.value is not None:
        lost = reached - shown.value
    elif reached is not None and shown.denominator is not None:
        lost = shown.denominator - reached
    return {Part.REACHED: reached, Part.NOT_REACHED: lost, Part.MISSING: shown.unknown}


def _who(row: IndicatorRow, loaded: Loaded) -> str:
    definition = row.definition
    parts = []
    if definition.roles:
        parts.append(f"Chủ trì: {'; '.join(loaded.roles.get(code, code) for code in definition.roles)}")
    if definition.projects:
        parts.append(f"Dự án: {'; '.join(loaded.projects.get(code, code) for code in definition.projects)}")
    first, last = definition.valid_from, definition.valid_to
    if last is not None:
        parts.append(f"Dùng {f'từ năm {first.year} ' if first else ''}đến hết năm {last.year}")
    elif first is not None:
        parts.append(f"Dùng từ năm {first.year}")
    return ". ".join(parts)


def _log_line(row: IndicatorRow, one) -> str:  # type: ignore[no-untyped-def]
    if one.value is not None:
        number = format_number(one.value, at_most=2)
    else:
        number = f"{format_number(one.numerator or 0)}/{format_number(one.denominator or 0)}"
    origin = "; ".join(
        part
        for part in (
            one.measured_by,
            one.source,
            f"căn cứ {one.evidence_number}" if one.evidence_number else "",
        )
        if part
    )
    unit = row.definition.unit if one.value is not None else ""
    return f"{short_date(one.as_of)}: {f'{number} {unit}'.strip()} – {origin}"
