"""The way of a plan from the desk to the archive, as a strip under the header."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from povdesk.domain.plan import PlanStatus

from .. import icons, theme
from ..widgets.labels import button

_ORDER = tuple(PlanStatus)
_OPEN = (PlanStatus.DRAFTING, PlanStatus.CHECKING, PlanStatus.SUBMITTED)


def next_step(status: PlanStatus) -> PlanStatus | None:
    """The step after this one; None at the end."""
    place = _ORDER.index(status) + 1
    return _ORDER[place] if place < len(_ORDER) else None


def can_go(current: PlanStatus, wanted: PlanStatus) -> bool:
    """Back and forth until it is issued; from there only to the archive."""
    if current in _OPEN:
        return wanted in _OPEN or (wanted is PlanStatus.ISSUED and current is not PlanStatus.ISSUED)
    return current is PlanStatus.ISSUED and wanted is PlanStatus.ARCHIVED


class StepStrip(QFrame):
    """wanted: the officer pressed a step that can be gone to from here."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageHeader")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.PAGE_MARGIN - 6, 3, theme.PAGE_MARGIN, 3)
        self._row.setSpacing(2)
        self._steps: dict[PlanStatus, QPushButton] = {}
        for place, status in enumerate(_ORDER):
            if place:
                line = QFrame(self)
                line.setFixedSize(theme.px(28), 1)
                line.setStyleSheet(f"background: {theme.BORDER};")
                self._row.addWidget(line, 0, Qt.AlignmentFlag.AlignVCenter)
            made = button(
                status.label, lambda status=status: self.wanted.emit(status), kind="link", parent=self
            )
            made.setObjectName(f"step-{status.value}")
            self._steps[status] = made
            self._row.addWidget(made)
        self._row.addStretch(1)

    def add(self, widget: QWidget) -> None:
        """Something at the right end of the strip."""
        self._row.addWidget(widget)

    def show_status(self, current: PlanStatus) -> None:
        """Steps that are done carry a tick; the present one is bold; what cannot be gone to is grey."""
        here = _ORDER.index(current)
        for place, (status, made) in enumerate(self._steps.items()):
            done = place < here or current is PlanStatus.ARCHIVED
            icon = "checkmark-circle" if done else "edit" if place == here else "chevron-right"
            tone = theme.OK if done else theme.ACCENT if place == here else theme.INK3
            made.setIcon(icons.icon(icon, tone))
            made.setEnabled(place == here or can_go(current, status))
            heavy = made.font()
            heavy.setBold(place == here)
            made.setFont(heavy)
            state = "đã qua" if done else "đang làm" if place == here else "chưa tới"
            made.setAccessibleName(f"{status.label}, {state}")
