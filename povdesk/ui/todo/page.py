"""Screen 2: what is left to do, found by rules; at the right the cases of the chosen rule."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from povdesk.domain.todo import Todo, TodoCase, TodoItem
from povdesk.domain.vietnamese import format_count, short_date

from .. import theme
from ..desk import Desk
from ..pages import places
from ..undoing import offer_undo
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState
from ..widgets.page import Page
from .case_list import CaseList, CasesPaper
from .dialogs import assign_dialog, snooze_dialog
from .rule_list import RuleList

if TYPE_CHECKING:
    from ..widgets.preview_dialog import PreviewDialog

_RULES_WIDTH = 440


def create(desk: Desk) -> Page:
    return TodoPage(desk)


class TodoPage(Page):
    """Up and Down choose a rule, Enter goes to its cases, Enter there opens the household."""

    help_topic = "viec-can-lam"
    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Việc cần làm")
        self._todo: Todo | None = None
        self._wanted = ""
        self._card = Card("", self, flush=True)
        self.rules = RuleList(desk.habits, self)
        self.cases = CaseList(desk, self)
        self._stack = QStackedWidget(self)
        self._done = EmptyState("Đang xem các việc cần làm…", "task-list-ltr", self)
        self._lay_out()
        self._connect()

    # ---- what others ask

    def todo(self) -> Todo | None:
        """What is shown."""
        return self._todo

    def reload(self) -> None:
        """Ask the rules again; the chosen rule stays."""
        today = date.today()

        def read(connection: Any) -> Todo:
            from povdesk.storage import todo

            return todo.gather(connection, today)

        self.desk.worker.read(self, read, self._on_read)

    def show_target(self, **target: Any) -> None:
        """rule: code of the one whose cases are wanted."""
        self._wanted = target.get("rule", "")
        if self._todo is not None:
            self._choose_wanted()

    def print_page(self) -> "PreviewDialog | None":  # type: ignore[override]
        """The cases in front (Ctrl+P)."""
        paper = self.paper()
        if paper is None:
            self.desk.say("Việc này không có danh sách để in.")
            return None
        from ..widgets.preview_dialog import preview_document

        return preview_document(
            self,
            self.desk,
            paper.title,
            paper.document,
            file_name="viec-can-lam",
            note="Bản in không có số định danh, thẻ bảo hiểm, điện thoại.",
        )

    def paper(self) -> CasesPaper | None:
        """The cases in front as they are printed; None when there are none."""
        item = self.cases.item()
        if item is None or self._todo is None or not item.cases:
            return None
        return CasesPaper(item, tuple(self.cases.cases()), self._todo, date.today(), self.desk.is_sample)

    def focus_first(self) -> None:
        self.rules.setFocus()

    # ---- showing

    def _on_read(self, todo: Todo) -> None:
        self._todo = todo
        self.desk.show_count("todo", len(todo.due))
        self.header.set_title("Việc cần làm")
        count = f"{format_count(len(todo.due))} việc" if todo.due else "Không còn việc nào đến hạn"
        self.header.set_context(f"{count}, tính đến ngày {short_date(todo.day)}")
        self.rules.show_todo(todo)
        if all(not item.cases and not item.reason for item in todo.items):
            coming = todo.next_deadline
            self._done.say(
                "Không còn việc nào đến hạn.",
                f"Hạn gần nhất: {short_date(coming)}."
                if coming
                else "Chương trình tự kiểm tra lại sau mỗi lần lưu.",
            )
            self._stack.setCurrentWidget(self._done)
            return
        self._stack.setCurrentIndex(0)
        if self._wanted:
            self._choose_wanted()
        elif self.rules.current_row() is None:
            self.rules.setCurrentIndex(self.rules.list_model().index(0, 0))
        else:
            self._on_rule(self.rules.current_row())

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if self.rules.choose(lambda item: item.code == wanted):
            self._on_rule(self.rules.current_row())
            self.cases.view().setFocus()

    def _on_rule(self, item: TodoItem | None) -> None:
        if item is not None:
            self.cases.show_item(item)

    def _on_rule_opened(self, item: TodoItem) -> None:
        if item.cases:
            self.cases.view().setFocus()

    def _on_case(self, case: TodoCase) -> None:
        if any(entry.key == case.place for entry in places()):
            self.desk.open(case.place, **dict(case.target))
        else:
            self.desk.say(f"{case.name}: không có trang nào để mở từ đây.")

    # ---- acts

    def assign(self, cases: Sequence[TodoCase]) -> None:
        """Ask which cadre is to help the marked households."""
        ids = [case.household_id for case in cases if case.household_id is not None]
        todo = self._todo
        if not ids or todo is None:
            return

        def read(connection: Any) -> Any:
            from povdesk.storage import assignments

            return assignments.cadres(connection, todo.day)

        def ask(cadres: Any) -> None:
            def save(cadre_id: int, name: str, since: date, goal: str, done: Any, failed: Any) -> None:
                from povdesk.storage import assignments

                words = f"Đã phân công {name} giúp {format_count(len(ids))} hộ."
                self._write(
                    lambda act: assignments.assign(act, ids, cadre_id, since, goal=goal), words, done, failed
                )

            assign_dialog(self, cadres, len(ids), todo.day, save)

        self.desk.worker.read(self, read, ask)

    def snooze(self, cases: Sequence[TodoCase]) -> None:
        """Ask until when and why the marked cases are put off."""
        item = self.cases.item()
        if item is None or not cases:
            return
        uids, code = [case.uid for case in cases], item.code

        def save(until: date, reason: str, done: Any, failed: Any) -> None:
            from povdesk.storage import todo

            words = f"Đã hoãn {format_count(len(uids))} việc đến {short_date(until)}."
            self._write(lambda act: todo.snooze(act, code, uids, until, reason), words, done, failed)

        snooze_dialog(self, len(uids), date.today() + timedelta(days=7), save)

    def wake(self, cases: Sequence[TodoCase]) -> None:
        """Let what was put off count again."""
        item = self.cases.item()
        uids = [case.uid for case in cases if case.snooze is not None]
        if item is None or not uids:
            return
        code = item.code

        def work(act: Any) -> int:
            from povdesk.storage import todo

            return todo.wake(act, code, uids)

        self._write(work, f"Đã bỏ hoãn {format_count(len(uids))} việc.")

    def _write(self, work: Any, words: str, done: Any = None, failed: Any = None) -> None:
        def written(_result: Any) -> None:
            if done is not None:
                done()
            offer_undo(self.desk, self, words)

        self.desk.worker.write(self, work, written, failed)

    # ---- layout

    def _lay_out(self) -> None:
        self._card.body.setContentsMargins(1, 1, 1, 1)
        self._card.body.addWidget(self.rules)
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.CARD_GAP)
        row.addWidget(self._card)
        row.addWidget(self.cases, 1)
        self._stack.addWidget(both)
        self._stack.addWidget(self._done)
        self._stack.setCurrentWidget(self._done)
        self.body.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._card.setFixedWidth(min(theme.px(_RULES_WIDTH), round(self.width() * 0.44)))
        super().resizeEvent(event)

    def _connect(self) -> None:
        self.rules.chosen.connect(self._on_rule)
        self.rules.opened.connect(self._on_rule_opened)
        self.cases.opened.connect(self._on_case)
        self.cases.assign_wanted.connect(self.assign)
        self.cases.snooze_wanted.connect(self.snooze)
        self.cases.wake_wanted.connect(self.wake)
        self.cases.print_wanted.connect(self.print_page)
        self.cases.place_wanted.connect(lambda rule: self.desk.open(rule.place, **dict(rule.target)))
