"""What the officer does to the plan: each becomes one act that can be taken back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from povdesk.domain.plan import AnnualPlan, LegalBasis, PlanStatus
from povdesk.domain.plan_findings import Finding
from povdesk.domain.plan_fixes import LABELS as FIXES
from povdesk.domain.plan_fixes import mended

from ..desk import Desk
from ..widgets.page import Page
from . import parts, reading
from .adjust_dialog import AdjustDialog
from .basis_dialog import BasisDialog
from .issue_dialog import IssueDialog
from .issuing import issue
from .layout import PlanLayout
from .reading import PlanState
from .saving import PlanSaver
from .steps import can_go


class PlanActs(QObject):
    """added: code of a new section or role, to be shown when it is read back."""

    added = Signal(str)

    def __init__(
        self, owner: Page, desk: Desk, layout: PlanLayout, state: Callable[[], PlanState | None]
    ) -> None:
        super().__init__(owner)
        self._owner, self._desk, self._layout, self._state = owner, desk, layout, state
        self._saver = PlanSaver(owner, desk, owner.reload)

    def undo(self) -> None:
        """Take back the newest act of this page."""
        self._saver.undo()

    def write(self, work: parts.Work) -> None:
        """Save what an editor or a dialog handed on."""
        self._saver.write(work)

    def write_words(self, work: parts.Work, refused: Callable[[], object]) -> None:
        """Save words of the plan; refused: what keeps them when that is not possible."""
        self._saver.write(work, refused=refused)

    def delete_line(self, words: str, work: parts.Work) -> None:
        """A line of a list is deleted; it can be taken back."""
        self._saver.write(work, f"Đã xóa “{_short(words)}”.")

    def create(self, state: PlanState, *, from_last_year: bool) -> None:
        """The plan of a year that has none."""

        def work(act: Any) -> None:
            from povdesk.storage import plan_wordings, plans, targets

            if from_last_year:
                plans.new_from_last_year(act, state.year)
                return
            plans.create_plan(act, state.year, state.template_year)
            if state.year == plan_wordings.DEFAULT_TEMPLATE:
                targets.seed_targets(act, state.year)

        self._saver.write(work, f"Đã soạn kế hoạch năm {state.year}.")

    def keep_draft(self, code: str, heading: str, body: str) -> None:
        plan = self._plan()
        if plan is not None:
            self._desk.worker.typed(
                self._owner,
                lambda act: reading.keep_draft(act, plan, code, heading, body),
                lambda at: at and self._desk.say_unasked(f"Đã lưu nháp {at:%H:%M}"),
            )

    def drop_draft(self, code: str) -> None:
        plan = self._plan()
        if plan is not None:
            self._desk.worker.drafts(
                self._owner,
                lambda act: reading.drop_draft(act, plan, code),
                lambda _nothing: self._owner.reload(),
            )

    def add(self, kind: Any = None, place: str = "after") -> None:
        plan = self._editable()
        if plan is None:
            return
        here = self._layout.outline.code()
        if plan.role(here) is not None:
            code, work = parts.adding_role(plan, here)
            self.added.emit(code)
            self._saver.write(work, "Đã thêm một đơn vị.")
        elif kind is None:
            self._layout.show_add_menu()
        else:
            code, work = parts.adding_section(plan, kind, here, place)
            self.added.emit(code)
            self._saver.write(work, "Đã thêm một mục.")

    def move(self, steps: int) -> None:
        plan, here = self._editable(), self._layout.outline.code()
        if plan is None:
            return
        make = parts.moving_role if plan.role(here) is not None else parts.moving_section
        if work := make(plan, here, steps):
            self._saver.write(work)

    def delete(self) -> None:
        plan, here = self._editable(), self._layout.outline.code()
        if plan is None:
            return
        entry = self._layout.outline.entry(here)
        make = parts.deleting_role if plan.role(here) is not None else parts.deleting_section
        if work := make(plan, here):
            label = entry.label if entry is not None else ""
            self._saver.write(work, f"Đã xóa “{_short(label)}”.")

    def _editable(self) -> AnnualPlan | None:
        """The plan while it may be changed."""
        self._layout.editing.flush()
        plan = self._plan()
        return None if plan is None or plan.status.is_frozen else plan

    def fix(self, finding: Finding) -> None:
        plan = self._editable()
        if plan is not None:

            def work(act: Any) -> None:
                from povdesk.storage import plan_edits, plans

                plan_edits.save_changes(act, mended(plans.load(act.connection, plan.id), finding))

            self._saver.write(work, f"{FIXES[finding.fix]}: đã sửa.")

    def seed_targets(self) -> None:
        state = self._state()
        year = state.year if state is not None else 0

        def work(act: Any) -> None:
            from povdesk.storage import targets

            targets.seed_targets(act, year)

        self._saver.write(work, f"Đã lấy mục tiêu mẫu cho năm {year}.")

    def step(self, status: PlanStatus | None) -> None:
        plan = self._plan()
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
        state = self._state()
        if state is None or state.plan is None:
            return None
        dialog = IssueDialog(state, self._owner)
        dialog.issued.connect(
            lambda number, day, signer: issue(
                self._owner, self._desk, state, number, day, signer, lambda work: self._saver.write(work)
            )
        )
        dialog.open()
        return dialog

    def choose_basis(self) -> None:
        """A căn cứ out of the register of incoming papers, after the one in front."""
        state = self._state()
        if state is None or state.plan is None or state.facts is None or state.is_frozen:
            return
        self._layout.editing.flush()
        day, cited = state.facts.day, {one.incoming_paper for one in state.plan.bases}

        def read(connection: Any) -> Any:
            from povdesk.storage import incoming_papers

            return incoming_papers.all_papers(connection)

        def ask(papers: Any) -> None:
            dialog = BasisDialog(papers, day, cited, self._desk.habits, self._owner)
            dialog.picked.connect(self._layout.editing.bases.insert)
            dialog.open()

        self._desk.worker.read(self._owner, read, ask)

    def ask_to_adjust(self) -> None:
        """Why the issued plan changes; then a version of it is begun."""
        plan = self._plan()
        if plan is None:
            return

        def read(connection: Any) -> Any:
            from povdesk.storage import incoming_papers

            return incoming_papers.all_papers(connection)

        def ask(papers: Any) -> None:
            dialog = AdjustDialog(plan, papers, self._owner)
            dialog.wanted.connect(lambda reason, uid: self._adjust(plan, reason, uid, papers))
            dialog.open()

        self._desk.worker.read(self._owner, read, ask)

    def _adjust(self, plan: AnnualPlan, reason: str, uid: str, papers: Any) -> None:
        paper = next((one for one in papers if one.uid == uid), None)
        basis = LegalBasis(f"Căn cứ {paper.citation}", paper.uid) if paper is not None else None

        def work(act: Any) -> None:
            from povdesk.storage import plan_versions

            plan_versions.new_version(act, plan.id, reason, basis)

        self._saver.write(work, f"Đã soạn bản điều chỉnh kế hoạch năm {plan.year}.")

    def _plan(self) -> AnnualPlan | None:
        state = self._state()
        return state.plan if state is not None else None


def _short(words: str) -> str:
    return words if len(words) < 50 else f"{words[:47]}…"
