"""What belongs to the signed plan, at the right end of the strip of steps: changes and scans."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from povdesk.domain.plan import PlanStatus

from .. import theme
from ..desk import Desk
from ..widgets.labels import button
from .reading import PlanState


class ArchiveBar(QWidget):
    """adjust_wanted: begin a version after the issued one. changes_wanted: look at D33 of this version."""

    adjust_wanted = Signal()
    changes_wanted = Signal()

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._state: PlanState | None = None
        self._changes = button("Xem chỗ điều chỉnh", self.changes_wanted.emit, kind="link", parent=self)
        self._changes.setToolTip("Văn bản điều chỉnh, bổ sung: từng chỗ khác với bản đã ký")
        self._adjust = button("Điều chỉnh, bổ sung…", self.adjust_wanted.emit, kind="link", parent=self)
        self._scans = button("Bản ký…", self.open_scans, kind="link", icon="document-pdf", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        for made in (self._changes, self._adjust, self._scans):
            row.addWidget(made)

    def show_state(self, state: PlanState) -> None:
        """The plan in front."""
        self._state = state
        plan = state.plan
        if plan is None:
            return
        self._changes.setVisible(plan.version > 1)
        self._adjust.setVisible(plan.status.is_frozen)
        self._scans.setVisible(plan.status in (PlanStatus.SUBMITTED, PlanStatus.ISSUED, PlanStatus.ARCHIVED))
        self._scans.setText(f"Bản ký ({state.scans})" if state.scans else "Bản ký…")

    def open_scans(self) -> None:
        """The signed scans of this plan."""
        if self._state is None or self._state.plan is None:
            return
        from ..attachments.dialog import AttachmentsDialog

        plan = self._state.plan
        title = f"Bản ký của kế hoạch năm {plan.year}"
        AttachmentsDialog(self._desk, self._owner, title, "plan", plan.uid).open()
