"""Screen 5: the review of a year from its list to certificates, and who moved between two closings."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from povdesk.domain.errors import PovDeskError

from .. import messages, theme
from ..desk import Desk
from ..keys import ComboBox, bind
from ..periods.closed_note import ClosedNote
from ..undoing import offer_undo
from ..widgets.empty_state import EmptyState
from ..widgets.labels import button
from ..widgets.page import Page
from ..widgets.tabs import Tabs
from . import printing, reference_dialog, step_dialogs
from .loading import Loaded, load
from .meetings_part import MeetingsPart
from .movement_part import MovementPart
from .part import ReviewPart
from .progress_part import ProgressPart
from .recognition_part import RecognitionPart

if TYPE_CHECKING:
    from ..widgets.preview_dialog import PreviewDialog

TABS: dict[str, tuple[str, type[ReviewPart]]] = {
    "progress": ("Tiến độ", ProgressPart),
    "meetings": ("Họp dân, niêm yết", MeetingsPart),
    "recognition": ("Công nhận", RecognitionPart),
    "movement": ("Diễn biến", MovementPart),
}


class ReviewPage(Page):
    """One round at a time; all tabs are read together and show the same moment."""

    help_topic = "ra-soat"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Rà soát năm", parent)
        self._loaded: Loaded | None = None
        self._round_id: int | None = None
        self._then: Callable[[], None] | None = None
        self._rounds = ComboBox(self)
        self._new = button("Mở kỳ mới…", self._on_new, icon="add", key="Ctrl+N", parent=self)
        self._print = button("In", self.print_page, icon="print", parent=self)
        self._tabs = Tabs([title for title, _part in TABS.values()], self)
        self._parts: dict[str, ReviewPart] = {key: part(self, self) for key, (_t, part) in TABS.items()}
        self._stack = QStackedWidget(self)
        self._empty = EmptyState("Chưa mở kỳ rà soát.", "clipboard-checkmark", self)
        self._waiting = EmptyState("Đang đọc kỳ rà soát…", "clipboard-checkmark", self)
        self._closed_note = ClosedNote(desk, self)
        self.under_header(self._closed_note)
        self._places = QStackedWidget(self)
        self._lay_out()
        self._connect()

    # ---- what other pages and the tabs ask

    def reload(self) -> None:
        """Read the round again; tab, step and rows stay."""
        today, round_id = date.today(), self._round_id
        self.desk.worker.read(self, lambda c: load(c, round_id, today), self._on_loaded, self._on_unread)

    def _on_unread(self, error: Exception) -> None:
        """What keeps the round from being shown stays on the page, not only in a message that is closed."""
        if not isinstance(error, PovDeskError):
            messages.show_error(self, error)
            return
        self._waiting.say(error.message, error.advice)
        self._places.setCurrentWidget(self._waiting)

    def show_target(self, **target: Any) -> None:
        """round_id: which round. tab: progress, meetings, recognition or movement; the rest is the tab's."""
        if "round_id" in target:
            self._round_id = target.pop("round_id")
            self._loaded = None
            self.reload()
        tab = target.pop("tab", "")
        if tab in TABS:
            self.go(tab, **target)

    def go(self, tab: str, **target: Any) -> None:
        """Bring a tab to the front and show something in it."""
        if self._loaded is None:
            self._then = partial(self.go, tab, **target)
            return
        self._tabs.choose(list(TABS).index(tab))
        part = self._parts[tab]
        part.start()
        if target:
            part.show_target(**target)

    def part(self, key: str = "") -> Any:
        """The tab with that name, or the one in front."""
        return self._parts[key or list(TABS)[self._tabs.place()]]

    def loaded(self) -> Loaded | None:
        return self._loaded

    def write(
        self,
        work: Callable[[Any], Any],
        words: str,
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """One act, then the offer to take it back."""

        def saved(_result: Any) -> None:
            if done is not None:
                done()
            offer_undo(self.desk, self, words)

        def refused(error: Exception) -> None:
            if failed is not None:
                failed(error)
            else:
                messages.show_error(self, error)

        self.desk.worker.write(self, work, saved, refused)

    def open_household(self, household_id: int) -> None:
        self.desk.open("household", household_id=household_id)

    def open_households(self, ids: Iterable[int], words: str) -> None:
        self.desk.open("households", ids=tuple(ids), words=words)

    def print_page(self) -> "PreviewDialog | None":
        """The tab in front on paper (Ctrl+P)."""
        wanted = self.part().printed() if self._loaded is not None else None
        if wanted is None or self._loaded is None:
            self.desk.say("Không có gì để in ở mục này.")
            return None
        return printing.preview(
            self,
            self.desk,
            wanted,
            agency=self._loaded.agency,
            place=self._loaded.place,
            today=date.today(),
        )

    def focus_first(self) -> None:
        if self._loaded is not None and self._loaded.this is not None:
            self.part().start()
        else:
            super().focus_first()

    # ---- showing

    def _on_loaded(self, loaded: Loaded) -> None:
        first = self._loaded is None
        self._loaded = loaded
        self._fill_rounds(loaded)
        self._closed_note.show_year(loaded.year)
        if loaded.this is None:
            self._empty.say(
                f"Chưa mở kỳ rà soát năm {loaded.year}.",
                f"{loaded.carried} hộ nghèo, cận nghèo của lần công nhận trước sẽ chuyển sang."
                if loaded.carried
                else "",
            )
            self._places.setCurrentWidget(self._empty)
            self.set_title("Rà soát năm")
            return
        self._round_id = loaded.this.id
        for part in self._parts.values():
            part.show_loaded(loaded)
        self._places.setCurrentIndex(0)
        if first and self.isVisible():
            self.part().start()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _fill_rounds(self, loaded: Loaded) -> None:
        self._rounds.blockSignals(True)
        self._rounds.clear()
        for one in loaded.rounds:
            self._rounds.addItem(one.name or f"Rà soát năm {one.year}", one.id)
        if loaded.this is not None:
            self._rounds.setCurrentIndex(self._rounds.findData(loaded.this.id))
        self._rounds.setVisible(bool(loaded.rounds))
        self._rounds.blockSignals(False)

    # ---- acting

    def _on_round(self, place: int) -> None:
        self._round_id = self._rounds.itemData(place)
        self.reload()

    def _on_new(self) -> None:
        if self._loaded is not None:
            step_dialogs.open_round(self, self, self._loaded, self._on_opened)

    def _on_compare(self) -> None:
        if self._round_id is not None:
            reference_dialog.open_reference(self, self.desk, self._round_id)

    def _on_opened(self, round_id: int) -> None:
        self._round_id = round_id
        self.reload()

    # ---- layout

    def _lay_out(self) -> None:
        self._rounds.setAccessibleName("Kỳ rà soát")
        self._rounds.setObjectName("round-choice")
        self._rounds.setMinimumWidth(theme.px(240))
        self.header.add_left(self._rounds)
        self.header.add_action(button("So sánh chuẩn…", self._on_compare, parent=self))
        self.header.add_action(self._print)
        self.header.add_action(self._new)
        self._empty.add_button("Mở kỳ rà soát", self._on_new, kind="primary", icon="add")
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        for part in self._parts.values():
            self._stack.addWidget(part)
        for place in (inside, self._empty, self._waiting):
            self._places.addWidget(place)
        self._places.setCurrentWidget(self._waiting)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._places, 1)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._stack.setCurrentIndex)
        self._rounds.activated.connect(self._on_round)
        for place, key in enumerate(TABS):
            bind(self, f"Alt+{place + 1}", partial(self.go, key))
        bind(self, "Ctrl+N", self._on_new)


def create(desk: Desk) -> ReviewPage:
    """The page, for the list of places."""
    return ReviewPage(desk)
