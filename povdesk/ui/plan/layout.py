"""The three columns of the page, and what becomes of them where the window is narrow."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from povdesk.domain.indicator import Figure
from povdesk.domain.plan_numbers import numbers_in

from .. import theme
from ..desk import Desk
from ..indicators.measurement_dialog import MeasurementDialog
from ..indicators.subjects_dialog import Printed, SubjectsDialog, of_figure
from ..widgets.card import Card
from ..widgets.labels import label
from ..widgets.tabs import Tabs
from . import exporting, paper_view
from .editing import Editing
from .outline_view import OutlineView
from .paper_view import PaperView
from .reading import PlanState
from .side_panel import SidePanel
from .target_dialogs import CutsDialog, TargetDialog
from .targets_view import PaperMaker, TargetsView

WRITE, PAPER, TARGETS = range(3)
_OUTLINE, _SIDE, _NARROW = 268, 300, 1080


class PlanLayout(QWidget):
    """fitted: wide or narrow now. figure_wanted: a Figure and what to do with it. edited: a Work."""

    fitted = Signal()
    figure_wanted = Signal(object, str)
    edited = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._state: PlanState | None = None
        self._narrow = False
        self.outline = OutlineView(self)
        self.editing = Editing(desk.habits, self)
        self.paper = PaperView(desk, self)
        self.targets = TargetsView(desk, self)
        self.side = SidePanel(self)
        self._tabs = Tabs(("Soạn", "Xem trước", "Bảng chỉ tiêu"), self)
        self._middle = QStackedWidget(self)
        self._left = Card("Bố cục văn bản", self, flush=True)
        self._drawer = QFrame(self)
        self._escape = QShortcut(QKeySequence("Esc"), self)
        self._row = QHBoxLayout(self)
        self._lay_out()
        self._connect()

    def show_state(self, state: PlanState) -> None:
        """Everything but the outline and the block in front, which follow the officer's place."""
        self._state = state
        self.side.show_state(state)
        self.targets.show_state(state)
        self.paper.show_state(state)

    def forget(self) -> None:
        """No plan to show."""
        self._state = None
        self.editing.forget()
        self.paper.forget()

    def tab(self) -> int:
        return self._tabs.place()

    def choose_tab(self, place: int) -> None:
        """Bring writing, paper or targets to the front."""
        if self._tabs.place() != place:
            self._tabs.choose(place)
        widget = self._middle.currentWidget()
        if place == PAPER:
            self.paper.view().setFocus()
        elif place == TARGETS and isinstance(widget, TargetsView):
            widget.focus_first()

    def is_narrow(self) -> bool:
        return self._narrow

    def toggle_side(self) -> None:
        """Open or close the panel where it lies over the text."""
        if not self._narrow:
            return
        if self._drawer.isVisible():
            self.close_side()
        else:
            self._place_drawer()
            self._drawer.show()
            self._drawer.raise_()
            self._escape.setEnabled(True)
            self.side.checks().setFocus()

    def close_side(self) -> None:
        if self._narrow and self._drawer.isVisible():
            self._drawer.hide()
            self._escape.setEnabled(False)
            self.outline.setFocus()

    def show_add_menu(self) -> None:
        """What can be added, beside the line of the outline."""
        item = self.outline.currentItem()
        place = self.outline.visualItemRect(item).bottomLeft() if item is not None else QPoint(0, 0)
        menu = self.editing.text.add_menu(self.outline)
        menu.popup(self.outline.viewport().mapToGlobal(place))

    def open_figure(
        self, state: PlanState, figure: Figure, what: str, write: Callable[[Any], None]
    ) -> QWidget | None:
        """The dialog for one indicator: its lists, its target, or a typed number."""
        assert state.facts is not None
        if what == "subjects":
            facts = state.facts
            printed = Printed(facts.identity.committee, facts.identity.place, state.today)
            shown = SubjectsDialog(
                self._desk, of_figure(figure, state.year, facts.progress_on), printed, self
            )
            shown.open()
            return shown
        dialog: TargetDialog | MeasurementDialog
        if what == "target":
            dialog = TargetDialog(figure, state.year, self)
        else:
            day = state.today if state.today.year == state.year else None
            dialog = MeasurementDialog(self._desk, figure, day, self)
        dialog.edited.connect(write)
        dialog.open()
        return dialog

    def preview(self, state: PlanState) -> QWidget:
        """The paper in a window of its own, ready to be printed."""
        from ..periods.opening import open_in_plan
        from ..widgets.preview_dialog import PreviewDialog

        plan, facts = state.plan, state.facts
        dialog = PreviewDialog(
            self,
            self._desk,
            f"Kế hoạch năm {state.year}",
            lambda path: paper_view.write_pdf(state, path),
            lambda path: paper_view.write_docx(state, path),
            file_name=exporting.file_name(state),
            figures=numbers_in(plan, facts) if plan is not None and facts is not None else (),
            open_figure=lambda figure, parent: open_in_plan(
                self._desk, parent, figure, plan.id if plan else 0, is_issued=state.is_frozen
            ),
            document=lambda: paper_view.document(state),
        )
        dialog.open()
        return dialog

    def print_targets(self, state: PlanState) -> QWidget:
        """The table of targets on paper."""
        from ..widgets.preview_dialog import preview_document

        assert state.facts is not None
        made = PaperMaker(tuple(self.targets.rows()), state.facts, state.year, state.is_sample, state.today)
        return preview_document(
            self,
            self._desk,
            f"Các chỉ tiêu giảm nghèo năm {state.year}",
            made.document,
            file_name=f"chi-tieu-giam-ngheo-{state.year}",
        )

    def _on_tab(self, place: int) -> None:
        self.editing.flush()
        self._middle.setCurrentIndex(place)
        self._left.setVisible(place != TARGETS)
        self._drawer.setVisible(place != TARGETS and not self._narrow)

    def _on_cuts(self) -> None:
        if self._state is not None and self._state.facts is not None:
            dialog = CutsDialog(self._desk, self._state.year, self._state.facts.day, self)
            dialog.edited.connect(self.edited)
            dialog.open()

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._on_tab)
        # Only while the panel lies over the text: Esc belongs to others as well.
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.close_side)
        self.targets.subjects_wanted.connect(lambda figure: self.figure_wanted.emit(figure, "subjects"))
        self.targets.target_wanted.connect(lambda figure: self.figure_wanted.emit(figure, "target"))
        self.targets.measurement_wanted.connect(lambda figure: self.figure_wanted.emit(figure, "measure"))
        self.targets.cuts_wanted.connect(self._on_cuts)
        self.paper.form_checked.connect(self.side.show_form)

    def _lay_out(self) -> None:
        for widget in (self.editing, self.paper, self.targets):
            self._middle.addWidget(widget)
        centre = Card("", self, flush=True)
        centre.body.setContentsMargins(1, 1, 1, 1)
        centre.body.setSpacing(0)
        centre.body.addWidget(self._tabs)
        centre.body.addWidget(self._middle, 1)
        self._left.body.addWidget(self.outline, 1)
        foot = label(
            "Mục có khóa do phần mềm giữ thể thức. Mục có mắt xích lấy số từ sổ.", "hint", self, wrap=True
        )
        foot.setContentsMargins(14, 4, 10, 8)
        self._foot = foot
        self._left.body.addWidget(foot)
        self._inside = QVBoxLayout(self._drawer)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.addWidget(self.side)
        self._drawer.setObjectName("sideDrawer")
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.CARD_GAP)
        self._row.addWidget(self._left)
        self._row.addWidget(centre, 1)
        self._row.addWidget(self._drawer)
        self._drawer.setAutoFillBackground(True)

    def _fit(self) -> None:
        narrow = self.width() < theme.px(_NARROW)
        self._left.setFixedWidth(theme.px(_OUTLINE if not narrow else 232))
        self._foot.setVisible(self.height() > theme.px(460))
        if narrow != self._narrow:
            self._narrow = narrow
            if narrow:
                self._row.removeWidget(self._drawer)
                self._drawer.hide()
            else:
                self._row.addWidget(self._drawer)
                self._drawer.setVisible(self.tab() != TARGETS)
            self._inside.setContentsMargins(theme.CARD_GAP if narrow else 0, 0, 0, 0)
            QTimer.singleShot(0, self, self.fitted.emit)
        self._drawer.setFixedWidth(theme.px(_SIDE))
        self._place_drawer()

    def _place_drawer(self) -> None:
        if self._narrow:
            width = theme.px(_SIDE)
            self._drawer.setGeometry(self.width() - width, 0, width, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
