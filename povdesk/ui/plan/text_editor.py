"""Editor of one piece of the plan's text: its heading and its lines with linked numbers."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from povdesk.domain.plan import AnnualPlan, PlanSection, SectionKind

from .. import icons
from ..widgets.labels import button
from .banner import TextBanner
from .block_editor import BlockEditor
from .linked_text import LinkedTextField
from .outline import CLOSING, OPENING
from .reading import PlanState, TextDraft, drop_draft, save_details

_AFTER_LAST_KEY = 2000
_HINT = "Dòng “- ” là ý, “+ ” là ý con; số mục, dấu cuối do phần mềm đặt."


class TextEditor(BlockEditor):
    """Sections, opening and closing. Saved when a field is left; a draft two seconds after the last key.

    words_edited: a Work that saves, and what to call when it was refused; the words are then offered again.
    draft_wanted, draft_dropped: code (and words) of a half-typed block. add_wanted: kind and place of a new
    section ("after", "inside"). move_wanted: -1 up, 1 down. delete_wanted: the shown section.
    """

    words_edited = Signal(object, object)
    draft_wanted = Signal(str, str, str)
    draft_dropped = Signal(str)
    add_wanted = Signal(object, str)
    move_wanted = Signal(int)
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._refused: dict[tuple[str, str], TextDraft] = {}
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_LAST_KEY)
        self._banner = TextBanner(self)
        self._heading = LinkedTextField("plan-heading", "Tên mục", self, lines=1)
        self._body = LinkedTextField("plan-body", "Lời văn", self, lines=6)
        self._bar = QWidget(self)
        self._section_buttons: list[QPushButton] = []
        self._lay_out()
        self._timer.timeout.connect(self._on_pause)
        for field in (self._heading, self._body):
            field.changed.connect(self._timer.start)
            field.committed.connect(self._on_committed)
            field.link_opened.connect(self.link_opened)
        self._banner.taken.connect(self._on_taken)
        self._banner.dropped.connect(self._on_dropped)

    def show_block(self, state: PlanState, code: str) -> None:
        anew = code != self._code or self._state is None or _uid(self._state) != _uid(state)
        self._state, self._code = state, code
        assert state.plan is not None
        section = state.plan.section(code)
        heading, body = _words(state.plan, code)
        is_titled = section is not None and section.kind not in (SectionKind.TEXT, SectionKind.POINT)
        has_heading = is_titled or bool(heading)
        self._heading.setVisible(has_heading)
        self._put(self._heading, heading, anew=anew)
        self._put(self._body, body, anew=anew)
        self._set_read_only(state.is_frozen)
        for made in self._section_buttons:
            made.setVisible(section is not None)
        self._bar.setEnabled(not state.is_frozen)
        self._show_banner()

    def body(self) -> LinkedTextField:
        return self._body

    def heading(self) -> LinkedTextField:
        return self._heading

    def focus_first(self) -> None:
        """The lines, unless there is only a heading so far."""
        only_heading = self._heading.isVisibleTo(self) and not self._body.value()
        (self._heading if only_heading else self._body).setFocus()

    def insert_here(self) -> None:
        """Ask for a linked number at the caret."""
        field = self._heading if self._heading.edit().hasFocus() else self._body
        self.insert_wanted.emit(field.edit())

    def _on_committed(self) -> None:
        if self._state is None or self._state.plan is None or self._state.is_frozen:
            return
        self._timer.stop()
        plan, code = self._state.plan, self._code
        heading, body = self._taken(self._heading), self._taken(self._body)
        if (heading, body) == _words(plan, code):
            return
        section = plan.section(code)
        self._refused.pop((plan.uid, code), None)

        def refused() -> None:
            self._refused[plan.uid, code] = TextDraft(heading, body, datetime.now().astimezone())

        def work(act: Any) -> None:
            from povdesk.storage import plan_edits

            if section is not None:
                plan_edits.save_section(act, plan.id, section.uid, heading=heading, body=body)
            else:
                save_details(act, plan.id, **{code: body})
            drop_draft(act, plan, code)

        self.words_edited.emit(work, refused)

    def _on_pause(self) -> None:
        if self._state is not None and (self._heading.is_changed() or self._body.is_changed()):
            self.draft_wanted.emit(self._code, self._heading.value(), self._body.value())

    def _draft(self) -> TextDraft | None:
        """What was typed into this block and could not be saved, or was not yet."""
        assert self._state is not None
        return self._refused.get((_uid(self._state), self._code)) or self._state.drafts.get(self._code)

    def _show_banner(self) -> None:
        assert self._state is not None and self._state.plan is not None
        draft = self._draft()
        typing = self._heading.is_changed() or self._body.is_changed()
        same = draft is not None and (draft.heading, draft.body) == _words(self._state.plan, self._code)
        self._banner.show_draft(None if typing or same or self._state.is_frozen else draft)

    def _on_taken(self) -> None:
        draft = self._draft()
        assert draft is not None
        self._banner.hide()
        self._heading.set_value(draft.heading)
        self._body.set_value(draft.body)
        self._on_committed()
        self._body.setFocus()

    def _on_dropped(self) -> None:
        assert self._state is not None
        self._banner.hide()
        self._refused.pop((_uid(self._state), self._code), None)
        self.draft_dropped.emit(self._code)
        self._body.setFocus()

    def _lay_out(self) -> None:
        self._body.set_hint(_HINT)
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(button("Chèn số liệu…", self.insert_here, icon="link", kind="link", parent=self._bar))
        for words, mark, tip in (("- Ý", "- ", "Gạch đầu dòng"), ("+ Ý con", "+ ", "Gạch đầu dòng bậc hai")):
            made = button(
                words, lambda mark=mark: self._body.edit().toggle_bullet(mark), kind="link", parent=self._bar
            )
            made.setToolTip(f"{tip} cho dòng đang sửa")
            row.addWidget(made)
        row.addStretch(1)
        for made in (
            self._add_button(),
            _icon_button(
                "arrow-upload", "Đưa lên (Alt+Mũi tên lên)", lambda: self.move_wanted.emit(-1), self._bar
            ),
            _icon_button(
                "arrow-download", "Đưa xuống (Alt+Mũi tên xuống)", lambda: self.move_wanted.emit(1), self._bar
            ),
            _icon_button("delete", "Xóa mục này (Ctrl+Delete ở bố cục)", self.delete_wanted.emit, self._bar),
        ):
            self._section_buttons.append(made)
            row.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 8)
        column.setSpacing(4)
        for widget in (self._banner, self._bar, self._heading, self._body):
            column.addWidget(widget, 1 if widget is self._body else 0)
        shortcut = QShortcut(QKeySequence("Ctrl+L"), self)
        shortcut.activated.connect(self.insert_here)

    def _add_button(self) -> QPushButton:
        made = button("Thêm", icon="add", kind="link", parent=self._bar)
        made.setMenu(self.add_menu(made))
        return made

    def add_menu(self, parent: QWidget) -> QMenu:
        """What can be added beside or inside the shown section."""
        menu = QMenu(parent)
        for words, kind, place in (
            ("Mục có tiêu đề, ở sau mục này", SectionKind.HEADING, "after"),
            ("Khoản hoặc điểm, ở sau mục này", SectionKind.POINT, "after"),
            ("Khoản hoặc điểm, bên trong mục này", SectionKind.POINT, "inside"),
            ("Đoạn văn không đánh số, bên trong mục này", SectionKind.TEXT, "inside"),
        ):
            action = menu.addAction(words)
            action.triggered.connect(
                lambda _on=False, kind=kind, place=place: self.add_wanted.emit(kind, place)
            )
        return menu


def _icon_button(name: str, tip: str, clicked: Any, parent: QWidget) -> QPushButton:
    made = button("", clicked, kind="link", parent=parent)
    made.setIcon(icons.icon(name))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    return made


def _words(plan: AnnualPlan, code: str) -> tuple[str, str]:
    if code == OPENING:
        return "", plan.opening
    if code == CLOSING:
        return "", plan.closing
    section: PlanSection | None = plan.section(code)
    return (section.heading, section.body) if section else ("", "")


def _uid(state: PlanState) -> str:
    return state.plan.uid if state.plan else ""
