"""The plan of a year: outline at the left, block or paper in the middle, numbers and checks at the right."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from povdesk.domain.indicator import Figure
from povdesk.domain.plan import LinkUse, PlanStatus
from povdesk.domain.plan_findings import Finding
from povdesk.domain.plan_fixes import LABELS as FIXES
from povdesk.domain.plan_fixes import mended

from .. import messages
from ..desk import Desk
from ..widgets.empty_state import EmptyState
from ..widgets.page import Page
from . import exporting, parts, reading
from .header import PlanHeader
from .issue_dialog import IssueDialog
from .issuing import issue
from .layout import PAPER, TARGETS, WRITE, PlanLayout
from .link_dialog import LinkDialog
from .link_words import InsertLinkDialog
from .linked_text import LinkedText
from .outline import DETAILS, entries, entry_code, marked
from .reading import PlanState
from .saving import PlanSaver
from .steps import StepStrip, can_go


def create(desk: Desk) -> Page:
    return PlanPage(desk)


class PlanPage(Page):
    """Shows one year's plan. Every change is one act that can be taken back; nothing blocks the window."""

    help_topic = "ke-hoach"
    compact_navigation = True
    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Kế hoạch, văn bản")
        self._state: PlanState | None = None
        self._year: int | None = None
        self._go_after = ""
        self._reading = self._again = False
        self._saver = PlanSaver(self, desk, self.reload)
        self._actions = PlanHeader(self.header, self)
        self._steps = StepStrip(self)
        self._layout = PlanLayout(desk, self)
        self._stack = QStackedWidget(self)
        self._empty: QWidget = EmptyState("Đang mở kế hoạch…", "document-text", self)
        self._stack.addWidget(self._layout)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)
        self.body.addWidget(self._stack, 1)
        self.under_header(self._steps)
        self._steps.hide()
        self._connect()

    # ---- what others ask of the page

    def state(self) -> PlanState | None:
        """What is shown now."""
        return self._state

    def layout_of(self) -> PlanLayout:
        """The parts of the page."""
        return self._layout

    def reload(self) -> None:
        """Read again; several requests in a row are answered by one reading."""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        year, today = self._year, date.today()
        self.desk.worker.read(
            self,
            lambda connection: reading.read(connection, year, today),
            self._on_state,
            self._on_unreadable,
        )

    def show_target(self, **target: Any) -> None:
        """year: that plan. code: a section, role or block. indicator: its line in the table of targets."""
        if "year" in target and target["year"] != self._year:
            self._layout.editing.forget()
            self._year = int(target["year"])
            self._state = None
        self._go_after = target.get("indicator") or target.get("code", "")
        self.reload()

    def may_leave(self, go: Callable[[], None]) -> None:
        self._layout.editing.flush()
        go()

    def print_page(self) -> None:  # type: ignore[override]
        """Ctrl+P: the table of targets when it is in front, else the plan."""
        if self._state is None or self._state.plan is None:
            return
        self._layout.editing.flush()
        if self._layout.tab() == TARGETS:
            self._layout.print_targets(self._state)
            return
        pages = self._layout.paper.view().pages()
        if self._layout.tab() == PAPER and pages is not None and self._layout.paper.is_current():
            from ..widgets.printing import ask_and_print

            ask_and_print(self, self.desk.worker, pages, self.title)
            return
        self._layout.preview(self._state)

    def set_short(self, short: bool) -> None:
        super().set_short(short)
        self._steps.setVisible(self._state is not None and self._state.plan is not None)

    def focus_first(self) -> None:
        self._layout.outline.setFocus()

    def go_to(self, code: str) -> None:
        """Bring a block, or an indicator's line, to the front."""
        if code.startswith("IND-"):
            self._layout.choose_tab(TARGETS)
            self._layout.targets.choose(code)
        elif self._layout.outline.choose(code):
            self._layout.choose_tab(WRITE)
            self._show_block(code)

    # ---- reading

    def _on_state(self, state: PlanState) -> None:
        self._reading = False
        if self._again:
            self.reload()
        if self._year is not None and state.year != self._year:
            return
        self._state, self._year = state, state.year
        self._actions.show_state(state, self._layout.is_narrow())
        self._steps.setVisible(state.plan is not None)
        if state.plan is None:
            self._layout.forget()
            self._show_empty(state)
            return
        self._stack.setCurrentWidget(self._layout)
        self.set_title(*self._actions.words(state, self._layout.is_narrow()))
        self._steps.show_status(state.plan.status)
        self._layout.show_state(state)
        assert state.facts is not None
        self._layout.outline.show_entries(
            entries(state.plan, state.facts), marked(state.findings, state.plan)
        )
        self._show_block(self._layout.outline.code() or self._first_code(state))
        self._actions.show_findings(self._layout.side.count())
        if self._go_after:
            code, self._go_after = self._go_after, ""
            self.go_to(code)
            self._layout.editing.focus_first()

    def _on_unreadable(self, error: Exception) -> None:
        self._reading = False
        messages.show_error(self, error)

    def _first_code(self, state: PlanState) -> str:
        assert state.plan is not None
        return next((section.code for section in state.plan.walk() if section.body), DETAILS)

    def _show_block(self, code: str) -> None:
        if self._state is None or self._state.plan is None:
            return
        if not self._layout.outline.choose(code, quiet=True):
            code = DETAILS
            self._layout.outline.choose(code, quiet=True)
        self._layout.editing.show_block(self._state, code)

    def _show_empty(self, state: PlanState) -> None:
        self.set_title("Kế hoạch, văn bản")
        self._stack.removeWidget(self._empty)
        self._empty.deleteLater()
        words = f"Năm {state.year} chưa có kế hoạch."
        empty = EmptyState(words, "document-text", self)
        empty.say(words, "Lời văn lấy từ mẫu hoặc năm trước; số liệu lấy từ sổ của xã, sửa được hết.")
        if state.has_year_before:
            empty.add_button(
                f"Tạo từ kế hoạch năm {state.year - 1}",
                lambda: self._create(state, from_last_year=True),
                kind="primary",
            )
        empty.add_button(
            f"Tạo từ kế hoạch mẫu {state.template_year}",
            lambda: self._create(state, from_last_year=False),
            kind="" if state.has_year_before else "primary",
        )
        self._empty = empty
        self._stack.addWidget(empty)
        self._stack.setCurrentWidget(empty)

    def _create(self, state: PlanState, *, from_last_year: bool) -> None:
        def work(act: Any) -> None:
            from povdesk.storage import plans, targets

            if from_last_year:
                plans.new_from_last_year(act, state.year)
                return
            plans.create_plan(act, state.year, state.template_year)
            if state.year == state.template_year:
                targets.seed_targets(act, state.year)

        self._saver.write(work, f"Đã soạn kế hoạch năm {state.year}.")

    # ---- writing

    def _on_edited(self, work: parts.Work) -> None:
        self._saver.write(work)

    def _on_draft(self, code: str, heading: str, body: str) -> None:
        plan = self._state.plan if self._state else None
        if plan is not None:
            self.desk.worker.drafts(
                self,
                lambda act: reading.keep_draft(act, plan, code, heading, body),
                lambda now: self.desk.say(f"Đã lưu nháp {now:%H:%M}"),
            )

    def _on_draft_dropped(self, code: str) -> None:
        plan = self._state.plan if self._state else None
        if plan is not None:
            self.desk.worker.drafts(
                self, lambda act: reading.drop_draft(act, plan, code), lambda _nothing: self.reload()
            )

    def _on_add(self, kind: Any = None, place: str = "after") -> None:
        plan = self._editable()
        if plan is None:
            return
        here = self._layout.outline.code()
        if plan.role(here) is not None:
            self._go_after, work = parts.adding_role(plan, here)
            self._saver.write(work, "Đã thêm một đơn vị.")
        elif kind is None:
            self._layout.show_add_menu()
        else:
            self._go_after, work = parts.adding_section(plan, kind, here, place)
            self._saver.write(work, "Đã thêm một mục.")

    def _on_move(self, steps: int) -> None:
        plan, here = self._editable(), self._layout.outline.code()
        if plan is None:
            return
        make = parts.moving_role if plan.role(here) is not None else parts.moving_section
        if work := make(plan, here, steps):
            self._saver.write(work)

    def _on_delete(self) -> None:
        plan, here = self._editable(), self._layout.outline.code()
        if plan is None:
            return
        entry = self._layout.outline.entry(here)
        make = parts.deleting_role if plan.role(here) is not None else parts.deleting_section
        if work := make(plan, here):
            label = entry.label if entry is not None else ""
            short = label if len(label) < 50 else f"{label[:47]}…"
            self._saver.write(work, f"Đã xóa “{short}”.")

    def _editable(self) -> Any:
        """The plan while it may be changed."""
        self._layout.editing.flush()
        if self._state is None or self._state.plan is None or self._state.is_frozen:
            return None
        return self._state.plan

    def _on_fix(self, finding: Finding) -> None:
        plan = self._editable()
        if plan is not None:

            def work(act: Any) -> None:
                from povdesk.storage import plan_edits, plans

                plan_edits.save_changes(act, mended(plans.load(act.connection, plan.id), finding))

            self._saver.write(work, f"{FIXES[finding.fix]}: đã sửa.")

    def _on_seed_targets(self) -> None:
        year = self._year

        def work(act: Any) -> None:
            from povdesk.storage import targets

            targets.seed_targets(act, year)

        self._saver.write(work, f"Đã lấy mục tiêu mẫu cho năm {year}.")

    # ---- steps

    def _on_step(self, status: PlanStatus | None) -> None:
        plan = self._state.plan if self._state is not None else None
        if plan is None or status is None or not can_go(plan.status, status) or status is plan.status:
            return
        self._layout.editing.flush()
        if status is PlanStatus.ISSUED:
            self.ask_to_issue()
            return

        def work(act: Any) -> None:
            from povdesk.storage import plan_edits

            plan_edits.set_status(act, plan.id, status)

        self._saver.write(work, f"Kế hoạch đã sang bước {status.label}.")

    def ask_to_issue(self) -> IssueDialog | None:
        """Number, date and signer; then the file is drawn and kept."""
        state = self._state
        if state is None or state.plan is None:
            return None
        dialog = IssueDialog(state, self)
        dialog.issued.connect(
            lambda number, day, signer: issue(
                self, self.desk, state, number, day, signer, lambda work: self._saver.write(work)
            )
        )
        dialog.open()
        return dialog

    # ---- looking at numbers

    def open_link(self, use: LinkUse) -> LinkDialog | None:
        """One linked number: keep it or take it anew."""
        if self._state is None or self._state.plan is None:
            return None
        dialog = LinkDialog(self._state, use, self)
        dialog.edited.connect(self._on_edited)
        dialog.place_wanted.connect(self.go_to)
        dialog.open()
        return dialog

    def _on_link_code(self, code: str) -> None:
        if self._state is not None:
            self._layout.editing.flush()
            use = next((one for one in self._state.uses if one.code == code), None)
            if use is not None:
                self.open_link(use)

    def _on_insert(self, edit: LinkedText) -> None:
        if self._state is not None and self._state.plan is not None:
            dialog = InsertLinkDialog(self._state, self.desk.habits, self)
            dialog.picked.connect(edit.insert_link)
            dialog.open()

    def _on_place(self, about: Any) -> None:
        if not isinstance(about, Finding) or self._state is None or self._state.plan is None:
            self._layout.choose_tab(PAPER)
            return
        self.desk.say(about.message)
        code = about.where if about.where.startswith("IND-") else entry_code(about.where, self._state.plan)
        if code:
            self.go_to(code)

    def _on_figure(self, figure: Figure, what: str) -> None:
        if self._state is not None:
            self._layout.open_figure(self._state, figure, what, self._on_edited)

    def _on_year(self, year: int) -> None:
        if year != self._year:
            self._layout.editing.forget()
            self._year, self._state = year, None
            self.reload()

    def _save_as(self, ending: str) -> None:
        self._layout.editing.flush()
        if self._state is not None and self._state.plan is not None:
            exporting.ask_and_save(self, self.desk, self._state, ending)

    def _on_fitted(self) -> None:
        if self._state is not None and self._state.plan is not None:
            self._actions.show_state(self._state, self._layout.is_narrow())
            self.set_title(*self._actions.words(self._state, self._layout.is_narrow()))

    def _connect(self) -> None:
        layout, editing = self._layout, self._layout.editing
        actions = self._actions
        actions.year_chosen.connect(self._on_year)
        actions.save_wanted.connect(self._save_as)
        actions.print_wanted.connect(self.print_page)
        actions.step_wanted.connect(self._on_step)
        actions.panel_wanted.connect(layout.toggle_side)
        self._steps.wanted.connect(self._on_step)
        layout.fitted.connect(self._on_fitted)
        layout.figure_wanted.connect(self._on_figure)
        layout.edited.connect(self._on_edited)
        layout.targets.seed_wanted.connect(self._on_seed_targets)
        layout.targets.print_wanted.connect(self.print_page)
        layout.outline.chosen.connect(self._show_block)
        layout.outline.opened.connect(self._on_outline_opened)
        layout.outline.add_wanted.connect(self._on_add)
        layout.outline.move_wanted.connect(self._on_move)
        layout.outline.delete_wanted.connect(self._on_delete)
        editing.edited.connect(self._on_edited)
        editing.deleted.connect(
            lambda words: self.desk.work_done(self, f"Đã xóa “{words[:47]}”.", self._saver.undo)
        )
        editing.link_opened.connect(self._on_link_code)
        editing.insert_wanted.connect(self._on_insert)
        editing.text.draft_wanted.connect(self._on_draft)
        editing.text.draft_dropped.connect(self._on_draft_dropped)
        for editor in (editing.text, editing.role):
            editor.add_wanted.connect(self._on_add)
            editor.move_wanted.connect(self._on_move)
            editor.delete_wanted.connect(self._on_delete)
        editing.locked.details_wanted.connect(lambda: self.go_to(DETAILS))
        editing.locked.settings_wanted.connect(lambda: self.desk.open("settings"))
        editing.locked.preview_wanted.connect(lambda: layout.choose_tab(PAPER))
        editing.locked.targets_wanted.connect(lambda: layout.choose_tab(TARGETS))
        layout.side.link_opened.connect(self.open_link)
        layout.side.place_wanted.connect(self._on_place)
        layout.side.fix_wanted.connect(self._on_fix)
        layout.paper.form_checked.connect(lambda _found: actions.show_findings(layout.side.count()))
        for keys, act in (
            ("F6", lambda: layout.side.step(1)),
            ("Shift+F6", lambda: layout.side.step(-1)),
            ("Ctrl+Z", lambda: self._saver.undo()),
            ("Ctrl+S", editing.flush),
            ("Alt+1", lambda: layout.choose_tab(WRITE)),
            ("Alt+2", lambda: layout.choose_tab(PAPER)),
            ("Alt+3", lambda: layout.choose_tab(TARGETS)),
            ("Esc", layout.close_side),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _on_outline_opened(self, code: str) -> None:
        self._layout.choose_tab(WRITE)
        self._show_block(code)
        self._layout.editing.focus_first()
