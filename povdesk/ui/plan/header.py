"""The page's header: which plan, its year, and what can be done with the paper."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from povdesk.domain.plan import PlanStatus
from povdesk.domain.vietnamese import short_date

from .. import keys
from ..widgets.labels import button
from ..widgets.page import PageHeader
from .exporting import UNLOCKED
from .reading import PlanState
from .steps import next_step

_NEXT = {
    PlanStatus.CHECKING: "Đối chiếu số liệu",
    PlanStatus.SUBMITTED: "Trình ký",
    PlanStatus.ISSUED: "Ban hành…",
    PlanStatus.ARCHIVED: "Lưu hồ sơ",
}


class PlanHeader(QObject):
    """year_chosen, save_wanted ("pdf", "docx"), print_wanted, step_wanted: what the officer pressed.

    panel_wanted: numbers and checks, where the window is too narrow to show them beside the text.
    """

    year_chosen = Signal(int)
    save_wanted = Signal(str)
    print_wanted = Signal()
    step_wanted = Signal(object)
    panel_wanted = Signal()

    def __init__(self, header: PageHeader, parent: QWidget) -> None:
        super().__init__(parent)
        self._status: PlanStatus | None = None
        self._years = keys.ComboBox(parent)
        self._years.setAccessibleName("Năm kế hoạch")
        self._years.setSizeAdjustPolicy(self._years.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._years.setMinimumContentsLength(8)
        self._panel = button("", self.panel_wanted.emit, icon="panel-right", parent=parent)
        self._word = button("Xuất Word", lambda: self.save_wanted.emit("docx"), parent=parent)
        self._pdf = button(
            "Xuất PDF", lambda: self.save_wanted.emit("pdf"), icon="document-pdf", parent=parent
        )
        self._export = button("Xuất", icon="arrow-download", parent=parent)
        self._print = button("In", self.print_wanted.emit, icon="print", key="Ctrl+P", parent=parent)
        self._next: QPushButton = button("", self._on_next, kind="primary", parent=parent)
        menu = QMenu(self._export)
        menu.addAction("Xuất Word", lambda: self.save_wanted.emit("docx"))
        menu.addAction("Xuất Word không khóa", lambda: self.save_wanted.emit(UNLOCKED))
        menu.addAction("Xuất PDF", lambda: self.save_wanted.emit("pdf"))
        self._export.setMenu(menu)
        header.add_left(self._years)
        for made in (self._panel, self._word, self._pdf, self._export, self._print, self._next):
            header.add_action(made)
            made.hide()
        self._years.hide()
        self._years.activated.connect(lambda place: self.year_chosen.emit(self._years.itemData(place)))

    def show_state(self, state: PlanState, narrow: bool) -> None:
        """The plan in front; narrow: fewer and shorter buttons."""
        there = state.plan is not None
        self._status = state.plan.status if state.plan is not None else None
        self._fill_years(state)
        self._panel.setVisible(there and narrow)
        self._word.setVisible(there and not narrow)
        self._pdf.setVisible(there and not narrow)
        self._export.setVisible(there and narrow)
        self._print.setText("In" if narrow else "In  Ctrl+P")
        self._print.setToolTip("In, xem trước khi in (Ctrl+P)")
        self._print.setVisible(there)
        following = next_step(self._status) if self._status is not None else None
        self._next.setText(_NEXT.get(following, "") if following is not None else "")
        self._next.setVisible(following is not None)

    def show_findings(self, count: int) -> None:
        """The count on the button that opens the panel."""
        self._panel.setText(f"Kiểm tra: {count}" if count else "Kiểm tra")

    def words(self, state: PlanState, narrow: bool) -> tuple[str, str]:
        """Title and the small line below it."""
        plan = state.plan
        assert plan is not None
        title = f"Kế hoạch năm {plan.year}" if narrow else f"Kế hoạch giảm nghèo bền vững năm {plan.year}"
        number = f"{plan.number or '…'}/{plan.symbol}"
        if plan.status.is_frozen and plan.signed_on is not None:
            return title, f"{number} · ban hành {short_date(plan.signed_on)}"
        draft = "bản nháp" if plan.version == 1 else f"bản nháp {plan.version}"
        return title, f"{number} · {draft}"

    def _fill_years(self, state: PlanState) -> None:
        self._years.blockSignals(True)
        self._years.clear()
        for line in state.years:
            words = f"Năm {line.year}" if line.version else f"Năm {line.year} (chưa có)"
            self._years.addItem(words, line.year)
        self._years.setCurrentIndex(self._years.findData(state.year))
        self._years.view().setMinimumWidth(self._years.view().sizeHintForColumn(0) + 24)
        self._years.setMinimumContentsLength(8 if state.plan is not None else 17)
        self._years.blockSignals(False)
        self._years.show()

    def _on_next(self) -> None:
        if self._status is not None:
            self.step_wanted.emit(next_step(self._status))
