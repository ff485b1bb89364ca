"""Screen Thử phương án: proposals and what they would change; targets that the register suggests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from povdesk.domain.target_suggestion import HamletCut
from povdesk.domain.vietnamese import short_date
from povdesk.domain.what_if import Effect, Proposal, ProposalLine, Trial

from .. import keys, theme
from ..desk import Desk
from ..indicators.subjects_dialog import Behind, Printed, SubjectsDialog
from ..keys import bind
from ..undoing import offer_undo
from ..widgets.labels import button, label
from ..widgets.page import Page
from ..widgets.tabs import Tabs
from . import recording, taking
from .line_dialog import LineDialog
from .lines_part import LinesPart
from .loading import Loaded, read
from .part import Part
from .proposal_acts import ProposalActs
from .results_parts import IndicatorsPart, LeaversPart, MoneyPart, summary
from .rules_dialog import RulesDialog
from .suggestion_parts import HamletsPart, SuggestionsPart, listed
from .take_dialog import TakeDialog
from .trying import Trying

TABS = ("lines", "indicators", "money", "leavers", "suggestions", "hamlets")
_TITLES = ("Phương án", "Chỉ tiêu", "Kinh phí", "Có thể thoát", "Gợi ý mục tiêu", "Gợi ý cho thôn")
_OF_PROPOSAL = 4


class WhatIfPage(Page):
    """Everything is read in one job; the trial runs over a copy in memory on the files lane."""

    help_topic = "thu-phuong-an"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Thử phương án", parent)
        self.loaded: Loaded | None = None
        self.trial: Trial | None = None
        self._uid = ""
        self.acts = ProposalActs(self)
        self._trying = Trying(desk, self)
        self._add_wanted = False
        self._tabs = Tabs(_TITLES, self)
        self._stack = QStackedWidget(self)
        self._choice = keys.ComboBox(self)
        self._summary = label("", "strong", self, wrap=True)
        self.lines = LinesPart(
            desk,
            {"add": self.add, "edit": self.edit, "remove": self.remove, "record": self.record},
            self,
        )
        self.indicators = IndicatorsPart(desk, self.open_door, self)
        self.money = MoneyPart(desk, self)
        self.leavers = LeaversPart(desk, self)
        self.suggestions = SuggestionsPart(desk, self.take_suggestions, self.edit_rules, self)
        self.hamlets = HamletsPart(desk, self.take_hamlets, self.open_families, self)
        self._parts: tuple[Part, ...] = (
            self.lines, self.indicators, self.money, self.leavers, self.suggestions, self.hamlets,
        )  # fmt: skip
        self._lay_out()
        self._connect()

    # ---- what others ask

    def part(self) -> Part:
        """The tab in front."""
        return self._parts[self._tabs.place()]

    def proposal(self) -> Proposal | None:
        """The one in front."""
        return self.loaded.proposal(self._uid) if self.loaded else None

    def follow(self, uid: str) -> None:
        """Bring a proposal to the front as soon as it is read."""
        self._uid = uid

    def reload(self) -> None:
        today = date.today()
        self.desk.worker.read(self, lambda connection: read(connection, today), self._on_read)

    def show_target(self, **target: Any) -> None:
        """tab: one of TABS. new: begin a line."""
        if target.get("tab") in TABS:
            self._tabs.choose(TABS.index(target["tab"]))
        self._add_wanted = bool(target.get("new"))
        self.reload()

    def focus_first(self) -> None:
        self.part().start()

    def print_page(self) -> None:
        """The list in front (Ctrl+P)."""
        if not self.part().view.list_model().rowCount():
            self.desk.say("Danh sách đang trống nên không có gì để in.")
            return
        self.part().print_list()

    # ---- proposals

    def add(self) -> LineDialog | None:
        """A new line (Ctrl+N); the first one makes the proposal."""
        return self._edit_line(None)

    def edit(self) -> LineDialog | None:
        line = self.lines.current_line()
        return self._edit_line(line) if line is not None else None

    def remove(self) -> None:
        """Take the line under the cursor away (Ctrl+Delete)."""
        line, found = self.lines.current_line(), self.proposal()
        if line is None or found is None or self.loaded is None:
            return
        rest = tuple(one for one in found.lines if one.uid != line.uid)
        words = f"Đã bỏ dòng {self.loaded.kind_name(line.kind)}."
        self.acts.save(replace(found, lines=rest), words)

    def record(self) -> None:
        """The support was really done: open its usual entry."""
        line = self.lines.current_line()
        if line is not None and self.loaded is not None:
            recording.open_for(self.desk, self, line, self.loaded.day)

    def accept_or_let_go(self) -> TakeDialog | None:
        """The plan's proposal from now on, with targets taken over if the officer wants; or no longer."""
        found, loaded = self.proposal(), self.loaded
        if found is None or loaded is None:
            return None
        if found.is_accepted:

            def work(act: Any) -> None:
                from povdesk.storage import what_if

                what_if.let_go(act, found.uid)

            self.write(work, f"“{found.name}” không còn là đề xuất của kế hoạch.")
            return None
        if not found.lines or self.trial is None:
            self.desk.say("Phương án chưa có kết quả. Thêm ít nhất một dòng rồi thử lại.")
            return None
        dialog = taking.accept_dialog(self, found, self.trial, self.write)
        dialog.open()
        return dialog

    # ---- doors

    def open_door(self, effect: Effect) -> SubjectsDialog | None:
        """Who changes in an indicator."""
        found, loaded = self.proposal(), self.loaded
        if found is None or loaded is None or self.trial is None:
            return None
        code, as_of, now = effect.code, loaded.day, datetime.now().astimezone()

        def lists(connection: Any) -> Any:
            from povdesk.storage import what_if_trial

            copy = what_if_trial.copy(connection, now)
            try:
                return what_if_trial.moves(copy, found, as_of, code)
            finally:
                copy.close()

        definition = effect.after.definition
        caption = f"“{found.name}”: ai thay đổi trong chỉ tiêu này nếu làm các hỗ trợ đã chọn"
        return self._show_lists(
            Behind(
                definition.name, definition.label, caption, lists, self.trial.day, empty="Không ai thay đổi."
            )
        )

    def open_families(self, cut: HamletCut) -> SubjectsDialog | None:
        """The households behind the cut of a hamlet."""
        loaded = self.loaded
        if loaded is None:
            return None
        own = [one for one in loaded.suggestions.plausible if one.hamlet_id == cut.hamlet_id]
        caption = f"{cut.hamlet}: {cut.reason}"
        return self._show_lists(
            Behind("Hộ có thể thoát năm sau", "Hộ có thể thoát", caption, lambda _c: listed(own), loaded.day)
        )

    # ---- suggestions

    def take_suggestions(self) -> TakeDialog | None:
        """Marked lines into next year's targets, after a look at old → new."""
        loaded, rows = self.loaded, self.suggestions.wanted()
        if loaded is None:
            return None
        if not rows:
            self.desk.say("Dòng này không có con số gợi ý để lấy.")
            return None
        dialog = taking.suggestions_dialog(self, loaded.suggestions.year, rows, self.write)
        dialog.open()
        return dialog

    def take_hamlets(self) -> TakeDialog | None:
        """Marked hamlets into next year's cuts."""
        loaded, rows = self.loaded, self.hamlets.marked()
        if loaded is None or not rows:
            return None
        dialog = taking.hamlets_dialog(self, loaded.suggestions.year, rows, self.write)
        dialog.open()
        return dialog

    def edit_rules(self) -> RulesDialog | None:
        if self.loaded is None:
            return None
        dialog = RulesDialog(self.loaded.suggestions.rules, self, self.write)
        dialog.begin()
        return dialog

    # ---- writing

    def _edit_line(self, known: ProposalLine | None) -> LineDialog | None:
        loaded, found = self.loaded, self.proposal()
        if loaded is None:
            return None
        if found is not None and found.is_accepted:
            # No bar: it would take the place of the one with Hoàn tác.
            self.desk.say("Phương án đã nhận làm đề xuất. Bấm “Thôi nhận” rồi sửa, hoặc chép thành mới.")
            return None

        def keep(line: ProposalLine, done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
            base = found or Proposal(loaded.year, self.acts.next_name())
            if known is None:
                lines = (*base.lines, line)
            else:
                lines = tuple(line if one.uid == known.uid else one for one in base.lines)
            words = f"Đã lưu dòng {loaded.kind_name(line.kind)}."
            self.acts.save(replace(base, lines=lines), words, done, failed)

        dialog = LineDialog(self.desk, self, loaded, known, keep)
        dialog.begin()
        return dialog

    def write(
        self,
        work: Callable[[Any], Any],
        words: str,
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        follow: Callable[[Any], None] | None = None,
    ) -> None:
        """One act with its way back."""

        def written(result: Any) -> None:
            if follow is not None:
                follow(result)
            offer_undo(self.desk, self, words)
            if done is not None:
                done()

        self.desk.worker.write(self, work, written, failed)

    # ---- showing

    def _on_read(self, loaded: Loaded) -> None:
        first = self.loaded is None
        self.loaded = loaded
        if loaded.proposal(self._uid) is None:
            self._uid = loaded.proposals[0].uid if loaded.proposals else ""
        self._choice.blockSignals(True)
        self._choice.clear()
        for one in loaded.proposals:
            mark = " – đề xuất của kế hoạch" if one.is_accepted else ""
            self._choice.addItem(f"{one.name}{mark}", one.uid)
        self._choice.setCurrentIndex(self._choice.findData(self._uid))
        self._choice.blockSignals(False)
        self._choice.setVisible(bool(loaded.proposals))
        self.suggestions.show_loaded(loaded)
        self.hamlets.show_loaded(loaded)
        self._show_proposal()
        if first and self.isVisible():
            self.focus_first()
        if self._add_wanted:
            self._add_wanted = False
            self.add()

    def _show_proposal(self) -> None:
        loaded, found = self.loaded, self.proposal()
        assert loaded is not None
        self.lines.show_proposal(loaded, found)
        for made in self._of_proposal:
            made.setEnabled(found is not None)
        accepted = found is not None and found.is_accepted
        self._accept.setText("Thôi nhận" if accepted else "Nhận làm đề xuất…")
        state = ""
        if found is not None and found.is_accepted and found.accepted_on is not None:
            day = short_date(found.accepted_on)
            state = f"Đề xuất của kế hoạch từ ngày {day}. Muốn sửa thì bấm “Thôi nhận” trước."
        self.lines.say(" ".join(part for part in (state, found.note if found else "") if part))
        self._trying.try_out(found, loaded.day)

    def _show_trial(self, trial: Trial | None) -> None:
        self.trial = trial
        assert self.loaded is not None
        for part in (self.indicators, self.money, self.leavers):
            part.show_trial(self.loaded, trial)
        words = summary(trial) if trial is not None else ""
        if trial is not None and trial.refused:
            words += f" Không thử được: {'; '.join(trial.refused)}"
        self._say(words)

    def _say(self, words: str) -> None:
        self._summary.setText(words)
        self._show_summary()

    def _show_summary(self) -> None:
        in_front = self._tabs.place() < _OF_PROPOSAL
        self._bar.setVisible(in_front)
        self._summary.setVisible(in_front and bool(self._summary.text()))

    def _show_lists(self, behind: Behind) -> SubjectsDialog:
        assert self.loaded is not None
        heading = self.loaded.heading
        printed = Printed(heading.agency, heading.place, date.today())
        dialog = SubjectsDialog(self.desk, behind, printed, self)
        dialog.open()
        return dialog

    def _on_choice(self, place: int) -> None:
        self._uid = self._choice.itemData(place)
        self._show_proposal()

    def _on_tab(self, place: int) -> None:
        self._stack.setCurrentWidget(self._parts[place])
        self._show_summary()

    def _choose(self, place: int) -> None:
        self._tabs.choose(place)
        self.part().start()

    # ---- layout

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._on_tab)
        self._trying.begun.connect(lambda: self._say("Đang thử trên bản sao của sổ…"))
        self._trying.tried.connect(self._show_trial)
        self._trying.stopped.connect(lambda: self._say("Đã dừng thử. Bấm F5 để thử lại."))
        self._choice.activated.connect(self._on_choice)
        acts: list[tuple[str, Callable[[], Any]]] = [("Ctrl+N", self.add), ("Ctrl+Del", self.remove)]
        acts += [(f"Alt+{place + 1}", partial(self._choose, place)) for place in range(len(TABS))]
        for sequence, act in acts:
            bind(self, sequence, act)

    def _lay_out(self) -> None:
        self._choice.setAccessibleName("Phương án")
        self._choice.setMaximumWidth(theme.px(260))
        self._accept = button(
            "Nhận làm đề xuất…", self.accept_or_let_go, icon="checkmark-circle", parent=self
        )
        links = [
            button("Đổi tên", self.acts.rename, icon="edit", kind="link", parent=self),
            button("Chép", self.acts.copy, icon="copy", kind="link", parent=self),
            button("Xóa phương án", self.acts.remove, icon="delete", kind="link", parent=self),
        ]
        self._of_proposal = [self._accept, *links]
        self.header.add_left(self._choice)
        self.header.add_action(button("In", self.print_page, icon="print", parent=self))
        self.header.add_action(self._accept)
        self.header.add_action(
            button("Thêm dòng", self.add, icon="add", kind="primary", key="Ctrl+N", parent=self)
        )
        self._bar = QWidget(self)
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(theme.PAGE_MARGIN, 6, theme.PAGE_MARGIN, 0)
        row.setSpacing(4)
        row.addWidget(self._summary, 1)
        row.addStretch(0)
        row.addWidget(button("Phương án mới", self.acts.new, icon="add", kind="link", parent=self))
        for made in links:
            row.addWidget(made)
        self.under_header(self._tabs)
        for part in self._parts:
            self._stack.addWidget(part)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._stack, 1)


def create(desk: Desk) -> WhatIfPage:
    """The page, for the list of places."""
    return WhatIfPage(desk)
