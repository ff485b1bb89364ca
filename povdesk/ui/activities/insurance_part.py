"""Tab 6: tăng, giảm thẻ BHYT of a month."""

from datetime import date
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from povdesk.domain.insurance_changes import ChangeKind, EntitledGroups, group_words, groups_on, month_ends
from povdesk.domain.rights import GROUPS
from povdesk.domain.vietnamese import short_date
from povdesk.storage.insurance_changes import Line

from .. import keys, messages
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..theme import Tone
from ..widgets.fields import PartialDateField, TextField
from ..widgets.labels import button, label
from ..widgets.table import ListColumn
from . import printing
from .list_part import ListPart
from .loading import Loaded, load

_KEYS = [
    ("Enter", "mở"),
    ("Ctrl+F", "tìm"),
    ("Ctrl+P", "in danh sách của tháng"),
    ("Ctrl+Delete", "loại khỏi danh sách"),
]
_TONES = {ChangeKind.ADDED: Tone.OK, ChangeKind.REMOVED: Tone.DANGER, ChangeKind.REGROUPED: Tone.INFO}
_ICONS = {
    ChangeKind.ADDED: "add",
    ChangeKind.REMOVED: "control-down",
    ChangeKind.REGROUPED: "arrow-sync",
}
_COLUMNS = (
    ListColumn(
        "kind",
        "Tăng, giảm",
        110,
        lambda row: row.change.kind.label,
        tone=lambda row: _TONES[row.change.kind],
        icon=lambda row: _ICONS[row.change.kind],
    ),
    ListColumn("name", "Họ và tên", 160, lambda row: row.name, bold=True, stretch=True),
    ListColumn("born", "Ngày sinh", 92, lambda row: row.born),
    ListColumn("head_name", "Chủ hộ", 190, lambda row: f"{row.head_name} ({row.code})"),
    ListColumn("hamlet", "Thôn", 124, lambda row: row.hamlet),
    ListColumn("group", "Nhóm", 110, lambda row: group_words(row.change.group)),
    ListColumn("why", "Lý do", 170, lambda row: row.change.words, tip=lambda row: row.change.words),
    ListColumn(
        "day",
        "Từ ngày",
        92,
        lambda row: short_date(row.change.happened_on) if row.change.happened_on else "",
        lambda row: row.change.happened_on.isoformat() if row.change.happened_on else "",
    ),
    ListColumn(
        "state",
        "Gửi",
        150,
        lambda row: row.state,
        tip=lambda row: row.state,
        tone=lambda row: None if row.in_register else Tone.WARN,
    ),
)


class _More(NamedTuple):
    month: int
    until: int
    rules: tuple[EntitledGroups, ...]


class InsurancePart(ListPart):
    """The lines follow from the register; only sending and leaving out is said here."""

    name = "insurance"
    title = "Tăng, giảm thẻ BHYT"
    spare = ("born", "hamlet", "group")
    nothing = "Tháng này không có ai vào hoặc ra khỏi nhóm được cấp thẻ."
    icon = "shield-checkmark"
    keys = _KEYS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)
        self.month: int | None = None
        self.months = keys.ComboBox(self)
        self.months.setObjectName("insurance-month")
        self.months.setAccessibleName("Tháng")
        self.months.activated.connect(lambda place: self.choose_month(place + 1))
        self.groups = button("", self.open_groups, icon="settings", parent=self)
        self.bar.addWidget(label("Tháng", "caption", self))
        self.bar.addWidget(self.months)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.bar.addWidget(self.groups)
        self._leave = self.row_button(
            "Loại khỏi danh sách", self.open_dialog, "dismiss", lambda row: row.sent_on is None
        )

    def read(self, connection: Any) -> Loaded:
        from povdesk.storage import insurance_changes

        found: list[int] = []

        def rows(connection: Any, year: int, day: date) -> Any:
            found.append(self.month or (day.month if day.year == year else 12))
            return insurance_changes.lines(connection, year, found[0])

        def more(connection: Any, year: int, day: date) -> _More:
            until = day.month if day.year == year else 12
            return _More(found[0], until, insurance_changes.entitled_groups(connection))

        return load(connection, self.year, self.today(), rows, more)

    def show_read(self, loaded: Loaded) -> None:
        more: _More = loaded.more
        self.month = more.month
        self.months.clear()
        self.months.addItems([f"{month}/{loaded.year}" for month in range(1, 13)])
        self.months.setCurrentIndex(more.month - 1)
        self._show_waiting(more.month, self.waiting())
        self._count_next(loaded, [month for month in range(1, more.until + 1) if month != more.month])
        on = groups_on(more.rules, month_ends(loaded.year, more.month)[1])
        self.groups.setText(f"Nhóm được cấp thẻ: {_named(on) or 'chưa có'}")
        self.groups.setToolTip("Đổi nhóm được cấp thẻ từ một ngày")

    def choose_month(self, month: int) -> None:
        """Show another month."""
        self.month = month
        self.reload()

    def count_words(self, some: str) -> str:
        rows = [row for row in self.view.list_model().rows() if row.counts]
        counts = {kind: sum(row.change.kind is kind for row in rows) for kind in ChangeKind}
        words = f"Tăng {counts[ChangeKind.ADDED]}, giảm {counts[ChangeKind.REMOVED]}"
        regrouped = counts[ChangeKind.REGROUPED]
        return f"{words}, đổi nhóm {regrouped}" if regrouped else words

    def waiting(self) -> int:
        """How many lines of the month shown are not sent yet."""
        rows = self.loaded.rows if self.loaded is not None else ()
        return sum(row.counts and row.sent_on is None for row in rows)

    def send(self) -> None:
        """The primary button: the month's list went out."""
        if self.waiting():
            self.mark_sent()
        else:
            self.desk.say("Tháng này không có dòng nào chờ gửi.")

    def mark_sent(self) -> None:
        """Ask for the day, note it for all lines that wait."""
        assert self.loaded is not None and self.month is not None
        year, month = self.loaded.year, self.month
        day = PartialDateField("sent_on", "Ngày gửi", required=True, whole=True)
        dialog = FormDialog(
            f"Đã gửi danh sách tháng {month}/{year}",
            [day],
            self,
            columns=1,
            needed={"sent_on": "Gõ ngày gửi cơ quan bảo hiểm xã hội."},
            words=f"{self.waiting()} dòng chưa gửi sẽ được đánh dấu.",
        )
        day.set_value(max(self.loaded.day, date(year, month, 1)))

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import insurance_changes

            on = day.date_value()
            assert on is not None
            words = f"Đã đánh dấu gửi tháng {month}/{year}."
            self.write(lambda act: insurance_changes.mark_sent(act, year, month, on), words, done, failed)

        dialog.start(save, "sent_on")

    def open_dialog(self, row: Line | None) -> None:
        """Leave a line out with a reason, or put it back."""
        if row is None or self.loaded is None or self.month is None:
            return
        year, month = self.loaded.year, self.month
        if row.sent_on is not None:
            messages.tell(
                self, f"Dòng của {row.name} đã gửi ngày {short_date(row.sent_on)}.", row.change.words
            )
            return
        if row.excluded_because:

            def put_back(act: Any) -> None:
                from povdesk.storage import insurance_changes

                insurance_changes.include(act, year, month, row.key)

            messages.confirm(
                self,
                f"Đưa {row.name} vào lại danh sách?",
                "Đưa lại",
                "Để như cũ",
                lambda: self.write(put_back, f"Đã đưa {row.name} vào lại danh sách."),
                more=f"Đã loại vì: {row.excluded_because}. Hoàn tác được.",
            )
            return
        reason = TextField("reason", "Lý do không gửi", required=True)
        dialog = FormDialog(
            f"Loại {row.name} khỏi danh sách",
            [reason],
            self,
            columns=1,
            needed={"reason": "Gõ lý do, ví dụ: đã có thẻ nhóm khác."},
            words=f"{row.change.kind.label}: {row.change.words}.",
        )

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import insurance_changes

            because = reason.value()
            self.write(
                lambda act: insurance_changes.exclude(act, year, month, row.key, because),
                f"Đã loại {row.name} khỏi danh sách.",
                done,
                failed,
            )

        dialog.start(save, "reason")

    def remove_current(self) -> None:
        """Ctrl+Delete is for lines made by hand; here a line is left out with its reason."""
        row = self.view.current_row()
        if row is not None and not row.excluded_because:
            self.open_dialog(row)

    def open_groups(self) -> None:
        """From which day which groups get a card."""
        assert self.loaded is not None and self.month is not None
        more: _More = self.loaded.more
        first = date(self.loaded.year, self.month, 1)
        known = "; ".join(
            f"từ {short_date(rule.valid_from)}: {_named(rule.groups)} ({rule.source})" for rule in more.rules
        )
        day = PartialDateField("valid_from", "Từ ngày", required=True, whole=True)
        source = TextField("source", "Căn cứ", required=True)
        dialog = FormDialog(
            "Nhóm được cấp thẻ BHYT",
            [day, source],
            self,
            columns=2,
            needed={"valid_from": "Gõ ngày bắt đầu áp dụng.", "source": "Gõ số, ngày của văn bản quy định."},
            words=f"Đang có: {known}.",
        )
        for code, words in GROUPS.items():
            dialog.add_box(code, words, code in groups_on(more.rules, first))
        day.set_value(first)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import insurance_changes

            since = day.date_value()
            assert since is not None
            groups = frozenset(code for code in GROUPS if dialog.ticked(code))
            wanted = EntitledGroups(since, groups, source.value())
            self.write(
                lambda act: insurance_changes.save_groups(act, wanted),
                "Đã lưu nhóm được cấp thẻ.",
                done,
                failed,
            )

        dialog.start(save, "source")

    def print_list(self) -> None:
        """D31 of the month."""
        assert self.loaded is not None and self.month is not None
        printing.preview_paper(
            self,
            self.desk,
            "D31",
            f"tang-giam-bhyt-{self.loaded.year}-{self.month:02}",
            year=self.loaded.year,
            today=self.loaded.day,
            month=self.month,
        )

    def _count_next(self, loaded: Loaded, months: list[int]) -> None:
        """One month after the other, so that nothing else waits for the whole year."""
        if not months:
            return
        month, *others = months

        def read(connection: Any) -> int:
            from povdesk.storage import insurance_changes

            return insurance_changes.unsent(connection, loaded.year, month)

        def show(waiting: int) -> None:
            if self.loaded is loaded:
                self._show_waiting(month, waiting)
                self._count_next(loaded, others)

        self.desk.worker.read(self, read, show)

    def _show_waiting(self, month: int, waiting: int) -> None:
        assert self.loaded is not None
        words = f"{month}/{self.loaded.year}"
        self.months.setItemText(month - 1, f"{words}  ({waiting} chưa gửi)" if waiting else words)

    def on_chosen(self, row: Any) -> None:
        super().on_chosen(row)
        if row is not None:
            self._leave.setText("Đưa lại vào danh sách" if row.excluded_because else "Loại khỏi danh sách")


def _named(groups: frozenset[str]) -> str:
    return ", ".join(words for code, words in GROUPS.items() if code in groups).lower()
