"""The plan of a year: outline at the left, block or paper in the middle, numbers and checks at the right."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from povdesk.domain.indicator import Figure
from povdesk.domain.plan import LinkUse
from povdesk.domain.plan_findings import Finding

from .. import messages
from ..desk import Desk
from ..periods.closed_note import ClosedNote
from ..widgets.empty_state import EmptyState
from ..widgets.page import Page
from . import exporting, reading
from .acts import PlanActs
from .archive_bar import ArchiveBar
from .header import PlanHeader
from .layout import PAPER, TARGETS, WRITE, PlanLayout
from .link_dialog import LinkDialog
from .link_words import InsertLinkDialog
from .linked_text import LinkedText
from .outline import DETAILS, entries, entry_code, marked
from .reading import PlanState
from .steps import StepStrip


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
        self._actions = PlanHeader(self.header, self)
        self._steps = StepStrip(self)
        self._archive = ArchiveBar(desk, self)
        self._steps.add(self._archive)
        self._layout = PlanLayout(desk, self)
        self._acts = PlanActs(self, desk, self._layout, self.state)
        self._stack = QStackedWidget(self)
        self._empty: QWidget = EmptyState("Đang mở kế hoạch…", "document-text", self)
        self._stack.addWidget(self._layout)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)
        self.body.addWidget(self._stack, 1)
        self.under_header(self._steps)
        self._closed_note = ClosedNote(desk, self)
        self.under_header(self._closed_note)
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
        """year: that plan. code: a section, role or block. indicator: its line in the table of targets.

        take_in: ask for the text of a plan that the office already has.
        """
        if target.get("take_in"):
            self.take_in_text()
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

            ask_and_print(self, self.desk.worker, pages, self.title, lambda: self._save_as("pdf"))
            return
        self._layout.preview(self._state)

    def set_short(self, short: bool) -> None:
        super().set_short(short)
        self._steps.setVisible(self._state is not None and self._state.plan is not None)

    def focus_first(self) -> None:
        if self._state is not None and self._state.plan is None:
            super().focus_first()
        else:
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
        self._closed_note.show_year(state.year)
        self._actions.show_state(state, self._layout.is_narrow())
        self._steps.setVisible(state.plan is not None)
        if state.plan is None:
            self._layout.forget()
            self._show_empty(state)
            return
        self._stack.setCurrentWidget(self._layout)
        self.set_title(*self._actions.words(state, self._layout.is_narrow()))
        self._steps.show_status(state.plan.status)
        self._archive.show_state(state)
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

    def _on_added(self, code: str) -> None:
        self._go_after = code

    def acts(self) -> PlanActs:
        """What can be done to the plan."""
        return self._acts

    def take_in_text(self) -> None:
        """A plan of any year from the office's own Word file or pasted text."""
        from .text_source_dialog import TextSourceDialog

        TextSourceDialog(self.desk, self, lambda year: self.show_target(year=year)).open()

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
                lambda: self._acts.create(state, from_last_year=True),
                kind="primary",
            )
        empty.add_button(
            f"Tạo từ kế hoạch mẫu {state.template_year}",
            lambda: self._acts.create(state, from_last_year=False),
            kind="" if state.has_year_before else "primary",
        )
        empty.add_button("Từ văn bản có sẵn…", self.take_in_text, icon="folder-open")
        self._empty = empty
        self._stack.addWidget(empty)
        self._stack.setCurrentWidget(empty)

    def _show_changes(self) -> None:
        if self._state is not None and self._state.plan is not None:
            exporting.preview_changes(self, self.desk, self._state)

    # ---- looking at numbers

    def open_link(self, use: LinkUse) -> LinkDialog | None:
        """One linked number: keep it or take it anew."""
        if self._state is None or self._state.plan is None:
            return None
        dialog = LinkDialog(self._state, use, self)
        dialog.edited.connect(self._acts.write)
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
            self._layout.open_figure(self._state, figure, what, self._acts.write)

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
        actions.step_wanted.connect(self._acts.step)
        actions.panel_wanted.connect(layout.toggle_side)
        self._steps.wanted.connect(self._acts.step)
        self._archive.adjust_wanted.connect(self._acts.ask_to_adjust)
        self._archive.changes_wanted.connect(self._show_changes)
        layout.fitted.connect(self._on_fitted)
        layout.figure_wanted.connect(self._on_figure)
        layout.edited.connect(self._acts.write)
        layout.targets.seed_wanted.connect(self._acts.seed_targets)
        layout.targets.print_wanted.connect(self.print_page)
        layout.outline.chosen.connect(self._on_outline_chosen)
        layout.outline.opened.connect(self._on_outline_opened)
        layout.outline.pressed_on.connect(self._on_outline_pressed)
        layout.outline.add_wanted.connect(self._acts.add)
        layout.outline.move_wanted.connect(self._acts.move)
        layout.outline.delete_wanted.connect(self._acts.delete)
        editing.edited.connect(self._acts.write)
        editing.deleted.connect(self._acts.delete_line)
        self._acts.added.connect(self._on_added)
        editing.link_opened.connect(self._on_link_code)
        editing.insert_wanted.connect(self._on_insert)
        editing.bases.incoming_wanted.connect(self._acts.choose_basis)
        editing.text.words_edited.connect(self._acts.write_words)
        editing.text.draft_wanted.connect(self._acts.keep_draft)
        editing.text.draft_dropped.connect(self._acts.drop_draft)
        for editor in (editing.text, editing.role):
            editor.add_wanted.connect(self._acts.add)
            editor.move_wanted.connect(self._acts.move)
            editor.delete_wanted.connect(self._acts.delete)
        editing.locked.details_wanted.connect(lambda: self.go_to(DETAILS))
        editing.locked.settings_wanted.connect(lambda: self.desk.open("settings"))
        editing.locked.preview_wanted.connect(lambda: layout.choose_tab(PAPER))
        editing.locked.targets_wanted.connect(lambda: layout.choose_tab(TARGETS))
        layout.side.link_opened.connect(self.open_link)
        layout.side.place_wanted.connect(self._on_place)
        layout.side.fix_wanted.connect(self._acts.fix)
        layout.paper.form_checked.connect(lambda _found: actions.show_findings(layout.side.count()))
        for keys, act in (
            ("F6", lambda: layout.side.step(1)),
            ("Shift+F6", lambda: layout.side.step(-1)),
            ("Ctrl+Z", lambda: self._acts.undo()),
            ("Ctrl+S", editing.flush),
            ("Alt+1", lambda: layout.choose_tab(WRITE)),
            ("Alt+2", lambda: layout.choose_tab(PAPER)),
            ("Alt+3", lambda: layout.choose_tab(TARGETS)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _on_outline_chosen(self, code: str) -> None:
        self._show_block(code)
        if self._layout.tab() == PAPER:
            self._layout.paper.show_place(code)

    def _on_outline_pressed(self, code: str) -> None:
        # On the paper a press shows the place; in writing it goes into the words.
        if self._layout.tab() == PAPER:
            self._layout.paper.show_place(code)
        else:
            self._on_outline_opened(code)

    def _on_outline_opened(self, code: str) -> None:
        self._layout.choose_tab(WRITE)
        self._show_block(code)
        self._layout.editing.focus_first()
