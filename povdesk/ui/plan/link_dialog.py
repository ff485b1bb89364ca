"""One linked number: what the text prints, what the register says, keep it with a reason or take it anew."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from povdesk.domain.plan import MISSING_VALUE, LinkUse
from povdesk.domain.plan_numbers import of_link

from .. import theme
from ..widgets.dialog import Dialog
from ..widgets.field import ProblemLevel
from ..widgets.fields import TextField
from ..widgets.labels import label
from ..widgets.page import Page
from .link_words import link_words, source_words
from .outline import entries, entry_code
from .reading import PlanState


class LinkDialog(Dialog):
    """edited: a Work that keeps the number or lets it follow its source. place_wanted: code of a block."""

    edited = Signal(object)
    place_wanted = Signal(str)

    def __init__(self, state: PlanState, use: LinkUse, parent: QWidget | None = None) -> None:
        super().__init__("Số liệu trong văn bản", parent)
        assert state.plan is not None and state.facts is not None
        self._state, self._use, self._plan_id = state, use, state.plan.id
        self._page = parent
        self._value = TextField("link-value", "In trong văn bản", self)
        self._reason = TextField("link-reason", "Lý do giữ số này", self)
        self._value.set_value(use.shown)
        self._reason.set_value(use.frozen.reason if use.frozen else "")
        self._reason.set_hint("Ví dụ: theo số huyện giao.")
        self.body.addWidget(label(link_words(use.code, state.facts), "cardTitle", self, wrap=True))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(label("Trong sổ", "caption", self), label(use.current or MISSING_VALUE, "strong", self))
        form.addRow(label("Lấy từ", "caption", self), label(source_words(use.code, state.facts), "", self))
        form.addRow(
            label("Đứng ở", "caption", self), label("; ".join(self._places()) or "–", "", self, wrap=True)
        )
        if use.frozen is not None and use.frozen.frozen_at:
            form.addRow(label("Giữ từ", "caption", self), label(use.frozen.frozen_at[:10], "", self))
        self.body.addLayout(form)
        self.body.addWidget(self._value)
        self.body.addWidget(self._reason)
        self.add_button("Đến chỗ dùng", self._on_place, left=True)
        self._people = self.add_button("Mở danh sách…", self._on_people, left=True)
        self._figure = of_link(state.plan, state.facts, use.code, use.shown)
        self._people.setVisible(not self._figure.source and isinstance(parent, Page))
        self.add_button("Bỏ qua")
        self._follow = self.add_button("Lấy lại từ sổ", self._on_follow) if use.frozen else None
        self._keep = self.add_button("Giữ số này", self._on_keep, kind="primary")
        for widget in (self._value, self._reason):
            widget.set_read_only(state.is_frozen)
        self._keep.setEnabled(not state.is_frozen)
        if self._follow is not None:
            self._follow.setEnabled(not state.is_frozen)
        self.setMinimumWidth(theme.px(520))
        self._value.setFocus()

    def value(self) -> TextField:
        return self._value

    def reason(self) -> TextField:
        return self._reason

    def keep(self) -> None:
        """Keep the typed value for the typed reason; both are needed."""
        self._on_keep()

    def follow(self) -> None:
        """Let the number follow its source again."""
        self._on_follow()

    def _on_keep(self) -> None:
        value, reason = self._value.value(), self._reason.value()
        for field, text, words in (
            (self._value, value, "Gõ số liệu cần in."),
            (self._reason, reason, "Gõ lý do, ví dụ: theo số huyện giao."),
        ):
            field.show_problem(None if text else ProblemLevel.ERROR, "" if text else words)
            if not text:
                field.setFocus()
                return
        plan_id, code = self._plan_id, self._use.code

        def work(act: Any) -> None:
            from povdesk.storage import plan_edits

            plan_edits.freeze_link(act, plan_id, code, value, reason)

        self.accept()
        self.edited.emit(work)

    def _on_follow(self) -> None:
        plan_id, code = self._plan_id, self._use.code

        def work(act: Any) -> None:
            from povdesk.storage import plan_edits

            plan_edits.refresh_link(act, plan_id, code)

        self.accept()
        self.edited.emit(work)

    def _on_people(self) -> None:
        from ..periods.opening import open_in_plan

        page = self._page
        if isinstance(page, Page):
            open_in_plan(page.desk, self, self._figure, self._plan_id, is_issued=self._state.is_frozen)

    def _on_place(self) -> None:
        self.accept()
        assert self._state.plan is not None
        if self._use.places:
            self.place_wanted.emit(entry_code(self._use.places[0], self._state.plan))

    def _places(self) -> list[str]:
        assert self._state.plan is not None and self._state.facts is not None
        known = {entry.code: entry.label for entry in entries(self._state.plan, self._state.facts)}
        codes = [entry_code(place, self._state.plan) for place in self._use.places]
        names = [known[code] for code in codes if code in known]
        return [name if len(name) < 60 else f"{name[:57]}…" for name in names[:4]]
