"""Editor of one role of part V: its name, its tasks, and what it leads or helps with."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from povdesk.domain.plan import AnnualPlan, PlanRole

from .. import theme
from ..habits import Habits
from ..widgets.dialog import Dialog
from ..widgets.fields import TextField
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView
from .block_editor import BlockEditor
from .linked_text import LinkedTextField
from .reading import PlanState

_LEADS, _HELPS = "Chủ trì", "Phối hợp"
_NEXT = {"": _LEADS, _LEADS: _HELPS, _HELPS: ""}


class RoleEditor(BlockEditor):
    """add_wanted: a role after this one. move_wanted, delete_wanted: this role."""

    add_wanted = Signal()
    move_wanted = Signal(int)
    delete_wanted = Signal()

    def __init__(self, habits: Habits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._habits = habits
        self._code = ""
        self._uid = ""
        self._name = TextField("role-name", "Tên đơn vị, cá nhân", self, required=True)
        self._verb = TextField("role-verb", "Lời đứng trước tên", self)
        self._short = TextField("role-short", "Tên gọi trong lời văn", self)
        self._body = LinkedTextField("role-body", "Nhiệm vụ", self, lines=6)
        self._shares = button("", self._on_shares, icon="people-team", parent=self)
        self._bar = QWidget(self)
        self._lay_out()
        for field in (self._name, self._verb, self._short, self._body):
            field.committed.connect(self._on_committed)
        self._body.link_opened.connect(self.link_opened)

    def show_block(self, state: PlanState, code: str) -> None:
        assert state.plan is not None
        role = state.plan.role(code)
        if role is None:
            return
        anew = (code, state.plan.uid) != (self._code, self._uid)
        self._state, self._code, self._uid = state, code, state.plan.uid
        self._put(self._name, role.name, anew=anew)
        self._put(self._verb, role.verb, anew=anew)
        self._put(self._short, role.short_name, anew=anew)
        self._put(self._body, role.body, anew=anew)
        self._shares.setText(f"Chủ trì {len(role.leads)}, phối hợp {len(role.coordinates)}: xem, sửa…")
        self._set_read_only(state.is_frozen)
        self._bar.setEnabled(not state.is_frozen)

    def body(self) -> LinkedTextField:
        return self._body

    def insert_here(self) -> None:
        self.insert_wanted.emit(self._body.edit())

    def _on_committed(self) -> None:
        role = self._role()
        name = self._taken(self._name)
        changed = dataclasses.replace(
            role,
            name=name or role.name,
            verb=self._taken(self._verb),
            short_name=self._taken(self._short),
            body=self._taken(self._body),
        )
        if changed != role and not self._read_only():
            self._save(changed)

    def _on_shares(self) -> None:
        assert self._state is not None
        SharesDialog(self._state, self._role(), self._habits, self._save, self).open()

    def _save(self, changed: PlanRole) -> None:
        assert self._state is not None and self._state.plan is not None
        self.edited.emit(saving_roles(self._state.plan, {changed.code: changed}))
        roles = tuple(changed if role.code == changed.code else role for role in self._state.plan.roles)
        self._state = dataclasses.replace(
            self._state, plan=dataclasses.replace(self._state.plan, roles=roles)
        )

    def _role(self) -> PlanRole:
        assert self._state is not None and self._state.plan is not None
        role = self._state.plan.role(self._code)
        assert role is not None
        return role

    def _read_only(self) -> bool:
        return self._state is None or self._state.is_frozen

    def _lay_out(self) -> None:
        self._name.set_hint("In đậm, đứng trước các nhiệm vụ.")
        self._verb.set_hint("“Đề nghị” với Mặt trận, đoàn thể.")
        self._short.set_hint("Để trống nếu gọi bằng tên đầy đủ.")
        self._body.set_hint("Mở đầu bằng chữ thường thì đứng cùng câu với tên.")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(button("Chèn số liệu…", self.insert_here, icon="link", kind="link", parent=self._bar))
        row.addStretch(1)
        for words, act in (
            ("Thêm vai", self.add_wanted.emit),
            ("Lên", lambda: self.move_wanted.emit(-1)),
            ("Xuống", lambda: self.move_wanted.emit(1)),
            ("Xóa", self.delete_wanted.emit),
        ):
            made: QPushButton = button(words, act, kind="link", parent=self._bar)
            row.addWidget(made)
        body, _area = self._scrolled()
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self._verb, 1)
        pair.addWidget(self._short, 2)
        body.addWidget(self._bar)
        body.addWidget(self._name)
        body.addLayout(pair)
        body.addWidget(self._body, 1)
        body.addWidget(self._shares, 0, Qt.AlignmentFlag.AlignLeft)


def saving_roles(plan: AnnualPlan, changed: dict[str, PlanRole]):  # type: ignore[no-untyped-def]
    """A Work that saves these roles over what is kept now."""

    def work(act: Any) -> None:
        from povdesk.storage import plan_edits, plans

        kept = plans.load(act.connection, plan.id)
        plan_edits.save_roles(act, plan.id, [changed.get(role.code, role) for role in kept.roles])

    return work


@dataclass(frozen=True)
class _Share:
    code: str
    group: str
    name: str
    part: str


_COLUMNS = (
    ListColumn("group", "Loại", 90, lambda row: row.group),
    ListColumn("name", "Dự án, chỉ tiêu", 320, lambda row: row.name, stretch=True),
    ListColumn("part", "Vai", 110, lambda row: row.part, bold=True),
)


class SharesDialog(Dialog):
    """What a role leads or helps with: Space goes through chủ trì, phối hợp and nothing."""

    def __init__(
        self, state: PlanState, role: PlanRole, habits: Habits, save: Any, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Chủ trì, phối hợp: {role.called}", parent)
        self._role, self._save = role, save
        self._model = ListModel(_COLUMNS)
        self._view = _SharesView(self._model, habits, "plan-shares", self)
        self._view.toggled.connect(self._on_toggled)
        self._view.opened.connect(self._on_toggled)
        self._rows = _share_rows(state, role)
        self._view.set_rows(self._rows)
        self.body.addWidget(label(role.name, "cardTitle", self, wrap=True))
        self.body.addWidget(self._view, 1)
        self.body.addWidget(KeyStrip([("Phím cách", "chủ trì, phối hợp, bỏ trống"), ("Esc", "đóng")], self))
        self.add_button("Bỏ qua")
        self._done = self.add_button("Lưu phân công", self._on_save, kind="primary")
        self._done.setEnabled(not state.is_frozen)
        self.resize(theme.px(640), theme.px(480))
        self._view.choose_first()

    def view(self) -> ListView:
        return self._view

    def _on_toggled(self, row: _Share) -> None:
        place = self._rows.index(row)
        self._rows[place] = dataclasses.replace(row, part=_NEXT[row.part])
        self._view.set_rows(self._rows)

    def _on_save(self) -> None:
        def codes(part: str) -> tuple[str, ...]:
            return tuple(row.code for row in self._rows if row.part == part)

        changed = dataclasses.replace(self._role, leads=codes(_LEADS), coordinates=codes(_HELPS))
        self.accept()
        if changed != self._role:
            self._save(changed)


class _SharesView(ListView):
    toggled = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current_row() is not None:
            self.toggled.emit(self.current_row())
            return
        super().keyPressEvent(event)


def _share_rows(state: PlanState, role: PlanRole) -> list[_Share]:
    assert state.facts is not None

    def part(code: str) -> str:
        return _LEADS if code in role.leads else _HELPS if code in role.coordinates else ""

    projects = [
        _Share(one.code, "Dự án", f"{one.called}: {one.name}" if one.short_name else one.name, part(one.code))
        for one in state.facts.projects
    ]
    figures = [
        _Share(figure.code, "Chỉ tiêu", f"{place}. {figure.definition.name}", part(figure.code))
        for place, figure in enumerate(state.facts.figures, start=1)
    ]
    known = {row.code for row in (*projects, *figures)}
    others = [
        _Share(code, "Đã bỏ", code, part(code))
        for code in (*role.leads, *role.coordinates)
        if code not in known
    ]
    return [*projects, *figures, *others]
