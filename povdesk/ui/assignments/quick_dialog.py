"""Phân công nhanh: a proposal for the families nobody helps; the officer looks, changes, confirms once."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from povdesk.domain.assignment import Carer, Family, spread
from povdesk.domain.errors import PovDeskError
from povdesk.domain.vietnamese import format_count, name_sort_key

from .. import messages, theme
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..widgets.choice_field import Choice, ChoiceField
from ..widgets.dialog import Dialog
from ..widgets.fields import PartialDateField, TextField
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView
from .tab import FAMILY

if TYPE_CHECKING:
    from povdesk.storage.assignment_lists import Spread


class _Row(NamedTuple):
    family: Family
    carer: Carer
    after: int

    @property
    def key(self) -> int:
        return self.family.id


_COLUMNS = (
    *FAMILY,
    ListColumn(
        "cadre",
        "Người giúp được đề xuất",
        190,
        lambda row: row.carer.full_name,
        lambda row: name_sort_key(row.carer.full_name),
        stretch=True,
    ),
    ListColumn(
        "after",
        "Sẽ giúp tất cả",
        110,
        lambda row: f"{row.after} hộ",
        lambda row: row.after,
        align="right",
    ),
)


class QuickDialog(Dialog):
    """save(spread, since, goal, content, done, failed) writes one act; Enter on a row changes its cadre."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        facts: "Spread",
        day: date,
        save: Callable[[dict[int, int], date, str, str, Any, Any], None],
    ) -> None:
        super().__init__("Phân công nhanh hộ chưa có người giúp", parent)
        self._families = {one.id: one for one in facts.families}
        self._carers = {one.id: one for one in facts.carers}
        self._out: set[int] = set()
        self._save = save
        self._proposed = spread(facts.families, facts.carers)
        self._words = label("", "caption", self, wrap=True)
        self.view = ListView(ListModel(_COLUMNS, self), desk.habits, "assignments-quick", self)
        self.view.allow_many()
        self.view.setMinimumHeight(theme.px(180))
        self._since = PartialDateField("since", "Từ ngày", required=True, whole=True)
        self._goal = TextField("goal", "Mục tiêu giúp đỡ")
        self._content = TextField("content", "Nội dung giúp đỡ")
        self._since.set_value(day)
        self._lay_out()
        self.add_button("Đóng, không phân công")
        self._confirm = self.add_button("Phân công  Ctrl+S", self.confirm, kind="primary")
        self.view.opened.connect(lambda _row: self.change())
        for keys, act in (("Ctrl+S", self.confirm), ("Ctrl+Del", self.leave_out)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        window = parent.window()
        self.resize(min(theme.px(860), window.width() - 48), min(theme.px(560), window.height() - 32))
        self._show()
        self.view.choose_first()

    def proposed(self) -> dict[int, int]:
        """Family → cadre as it stands now."""
        return dict(self._proposed)

    def confirm(self) -> None:
        """Write it."""
        why = self._since.unreadable() or ("Gõ ngày bắt đầu." if self._since.is_empty() else "")
        since = self._since.date_value()
        if why or since is None:
            self._words.setText(why)
            self._since.setFocus()
            return
        if not self._proposed or not self._confirm.isEnabled():
            return
        self._confirm.setEnabled(False)
        self._save(
            dict(self._proposed), since, self._goal.value(), self._content.value(), self.accept, self._refuse
        )

    def change(self) -> None:
        """Another cadre for the marked families."""
        rows = self.view.selected_rows() or [self.view.current_row()]
        ids = [row.family.id for row in rows if row is not None]
        if not ids:
            return
        loads = self._loads()
        choices = [
            Choice(str(one.id), f"{one.full_name}, sẽ giúp {loads[one.id]} hộ")
            for one in self._carers.values()
        ]
        dialog = FormDialog(
            f"Người giúp {format_count(len(ids))} hộ",
            [ChoiceField("cadre", "Cán bộ giúp đỡ", choices, required=True)],
            self,
            columns=1,
            needed={"cadre": "Chọn cán bộ trong danh sách."},
        )

        def take(done: Any, _failed: Any) -> None:
            chosen = int(dialog.field("cadre").value())
            for key in ids:
                self._proposed[key] = chosen
            done()
            self._show()

        dialog.start(take)

    def leave_out(self) -> None:
        """The marked families stay without anybody for now."""
        for row in self.view.selected_rows() or [self.view.current_row()]:
            if row is not None:
                self._proposed.pop(row.family.id, None)
        self._show()

    def without_cadre(self) -> None:
        """The cadre of the current row takes no part; the proposal is made again."""
        row = self.view.current_row()
        if row is None or len(self._carers) - len(self._out) <= 1:
            return
        self._out.add(row.carer.id)
        kept = [self._families[key] for key in self._families if key in self._proposed]
        carers = [one for one in self._carers.values() if one.id not in self._out]
        self._proposed = spread(kept, carers)
        self._show()

    def _loads(self) -> dict[int, int]:
        given = Counter(self._proposed.values())
        return {one.id: one.load + given[one.id] for one in self._carers.values()}

    def _show(self) -> None:
        loads = self._loads()
        rows = [
            _Row(self._families[key], self._carers[carer], loads[carer])
            for key, carer in self._proposed.items()
        ]
        order = {key: place for place, key in enumerate(self._families)}
        self.view.set_rows(sorted(rows, key=lambda row: order[row.family.id]))
        taking = len({row.carer.id for row in rows})
        most = max((row.after for row in rows), default=0)
        left = len(self._families) - len(rows)
        words = (
            f"Đề xuất {format_count(len(rows))} hộ cho {format_count(taking)} cán bộ: trước hết là người phụ"
            f" trách hoặc đang giúp hộ ở thôn đó, chia đều số hộ; nhiều nhất một người giúp"
            f" {format_count(most)} hộ."
        )
        if left:
            words += f" {format_count(left)} hộ để lại, chưa phân công."
        self._words.setText(words)
        self._confirm.setEnabled(bool(rows))

    def _refuse(self, error: Exception) -> None:
        self._confirm.setEnabled(True)
        if isinstance(error, PovDeskError):
            self._words.setText(str(error))
        else:
            messages.show_error(self, error)

    def _lay_out(self) -> None:
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for made in (
            button("Đổi người…  Enter", self.change, icon="edit", parent=self),
            button("Để lại hộ này  Ctrl+Delete", self.leave_out, parent=self),
            button("Không giao cho người này", self.without_cadre, parent=self),
        ):
            acts.addWidget(made)
        acts.addStretch(1)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self._since, 1)
        fields.addWidget(self._goal, 2)
        fields.addWidget(self._content, 2)
        self.body.addWidget(self._words)
        self.body.addWidget(self.view, 1)
        self.body.addLayout(acts)
        self.body.addLayout(fields)
