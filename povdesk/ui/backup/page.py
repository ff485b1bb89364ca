"""Sao lưu, phục hồi: how old each place's newest copy is, a new one with one click, and the way back."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from povdesk import paths
from povdesk.domain import vietnamese

from .. import messages, theme
from ..desk import Desk
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.job_strip import JobStrip
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.page import Page
from ..widgets.table import ListColumn, ListModel, ListView
from . import ages, jobs
from .ages_card import AgesCard
from .key_dialog import KeyDialog
from .restore_dialog import RestoreDialog

_HABIT = "backup_folder"
_NONE = "Chưa có bản sao lưu nào. Cắm USB rồi bấm Sao lưu ra USB ở góc trên bên phải."
_COLUMNS = (
    ListColumn("seq", "Số", 48, lambda row: str(row.header.seq), lambda row: row.header.seq, align="right"),
    ListColumn(
        "made",
        "Ngày giờ",
        130,
        lambda row: f"{row.header.created:%H:%M %d/%m/%Y}",
        lambda row: row.header.created_utc,
    ),
    ListColumn("place", "Nơi lưu", 110, lambda row: row.place, stretch=True),
    ListColumn("reason", "Lý do", 130, lambda row: row.reason),
    ListColumn(
        "households", "Số hộ", 70, lambda row: _count(row), lambda row: row.header.households, align="right"
    ),
    ListColumn("sealed", "Mã hóa", 64, lambda row: "có" if row.header.enc else "không"),
    ListColumn(
        "checked",
        "Kiểm tra",
        126,
        lambda row: "đã kiểm tra" if row.checked else "chưa kiểm tra",
        tone=lambda row: Tone.OK if row.checked else Tone.WARN,
        icon=lambda row: "checkmark-circle" if row.checked else "warning",
    ),
)


class BackupPage(Page):
    """Copies on sticks are always encrypted; copies beside the data are not."""

    help_topic = "sao-luu"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Sao lưu, phục hồi", parent)
        self._path = desk.folder / paths.DATABASE_NAME
        self._now: Any = None
        self._wants_stick = False
        self._plugged: dict[str, Path] = {}
        self._ages = AgesCard(self)
        self._ages.key_wanted.connect(self._on_key)
        self._ages.second_chosen.connect(self._on_second)
        self._ages.reminder_chosen.connect(self._on_reminder)
        self._work = JobStrip(desk.worker, self)
        self._work.began.connect(self._set_possible)
        self._work.ended.connect(self.reload)
        self._to_stick = button(
            "Sao lưu ra USB…", self._on_stick, icon="usb-stick", kind="primary", parent=self
        )
        self._to_here = button("Sao lưu trong máy", self._on_here, icon="save", parent=self)
        self._model = ListModel(_COLUMNS, self)
        self._list = ListView(self._model, desk.habits, "backup", self)
        self._again = button("Kiểm tra lại", self._on_check, icon="shield-checkmark", parent=self)
        self._restore = button("Phục hồi…", self._on_restore, icon="arrow-undo", parent=self)
        self._other = button("Phục hồi từ tệp khác…", self._on_other, icon="arrow-upload", parent=self)
        self._undo = button("Hoàn tác phục hồi", self._on_undo, icon="history", parent=self)
        self._lost = button("Báo cáo sự cố…", self._on_lost, icon="warning", parent=self)
        self._lay_out()
        self._list.chosen.connect(lambda _row: self._set_possible())
        self._list.opened.connect(lambda _row: self._on_restore())

    def reload(self) -> None:
        """Look at the log and the folders again."""
        path, kept = self._path, self.desk.habits.get(_HABIT, "")
        second = jobs.second_folder(self.desk.habits, path, is_sample=self.desk.is_sample)

        def read(connection: Any) -> Any:
            from povdesk.storage import places
            from povdesk.storage.backup import sticks
            from povdesk.storage.backup.overview import overview

            plugged = sticks.plugged_in(places.sticks())
            outside = [*plugged.values(), *([Path(kept)] if kept else [])]
            other = places.second_disk(path)
            return overview(connection, path, date.today(), outside, second), plugged, other

        self.desk.worker.read(self, read, self._on_loaded)

    def focus_first(self) -> None:
        self._list.setFocus()

    def is_loaded(self) -> bool:
        return self._now is not None

    def _lay_out(self) -> None:
        for action in (self._to_here, self._to_stick):
            self.header.add_action(action)
        self.body.addWidget(self._ages)
        # Not inside the card, which is switched off meanwhile: "Dừng" must answer.
        self.body.addWidget(self._work)
        listed = Card("Các bản sao lưu", self, flush=True)
        self._list.setMinimumHeight(theme.px(150))
        self._none = label(_NONE, "", self, wrap=True)
        self._none.setContentsMargins(14, 4, 14, 4)
        listed.body.addWidget(self._none)
        listed.body.addWidget(self._list, 1)
        acts = QHBoxLayout()
        acts.setContentsMargins(12, 0, 12, 8)
        for act in (self._restore, self._again, self._other, self._undo):
            acts.addWidget(act)
        acts.addStretch(1)
        acts.addWidget(self._lost)
        self._undo.hide()
        listed.body.addLayout(acts)
        self.body.addWidget(listed, 1)
        self.body.addWidget(KeyStrip([("Enter", "phục hồi"), ("F5", "xem lại"), ("F1", "trợ giúp")], self))

    def _on_loaded(self, found: Any) -> None:
        now, self._plugged, other = found
        self._now = now
        self._list.set_rows(now.rows)
        self._none.setVisible(not now.rows)
        self._ages.show_now(now, other, self.desk)
        stick = self._stick_here()
        self._to_stick.setText("Sao lưu ra USB…" if stick is None else f"Sao lưu ra {stick.name}")
        self._undo.setVisible(now.way_back is not None)
        if now.rows and self._list.current_row() is None:
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._set_possible()
        if self._wants_stick and now.office is not None:
            self._wants_stick = False
            self._on_stick()

    def _stick_here(self) -> Any:
        """The known stick that is plugged in; of two, the one whose copy is older."""
        if self._now is None:
            return None
        here = [stick for stick in self._now.sticks if stick.uid in self._plugged]
        return min(here, key=lambda stick: stick.last.timestamp() if stick.last else 0.0, default=None)

    def _set_possible(self) -> None:
        free = not self._work.is_busy() and self._now is not None
        chosen = free and self._list.current_row() is not None
        for widget in (self._to_stick, self._to_here, self._other, self._undo, self._lost, self._ages):
            widget.setEnabled(free)
        for widget in (self._restore, self._again):
            widget.setEnabled(bool(chosen))

    # ---- making

    def _on_stick(self) -> None:
        if self._now.office is None:
            # The officer wanted a copy: with the key kept, it goes on.
            self._wants_stick = True
            self._on_key()
            return
        stick = self._stick_here()
        if stick is not None:
            self.back_up_to(self._plugged[stick.uid])
            return
        sticks = jobs.sticks_now()
        verbs: list[tuple[str, str, Any]] = [("Thư mục khác…", "", self._on_other_folder)]
        verbs += [
            (_stick_words(root, free), "primary", lambda root=root: self.back_up_to(root))
            for root, free in sticks
        ]
        question = "Sao lưu ra USB nào?" if sticks else "Chưa thấy USB nào cắm vào máy."
        more = (
            "Máy ghi một tệp mới vào thư mục PovDesk trên USB, không xóa tệp nào của bạn."
            if sticks
            else "Cắm USB, đợi vài giây rồi bấm Sao lưu ra USB lần nữa; hoặc chọn một thư mục khác."
        )
        messages.choose(self, question, verbs, "Đóng, chưa sao lưu", more=more)

    def _on_other_folder(self) -> None:
        kept = self.desk.habits.get(_HABIT, "")
        begin = str(Path(kept).parent if kept else Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "Chọn USB hoặc thư mục để sao lưu", begin)
        if chosen:
            self.back_up_to(Path(chosen))

    def back_up_to(self, chosen: Path) -> None:
        """An encrypted copy in the folder PovDesk of a stick."""
        folder = jobs.on_stick(chosen)
        self.desk.habits.put(_HABIT, str(folder))
        self._work.run(jobs.making(self._path, folder, self._now.office), self._on_made, text="Sao lưu")

    def _on_here(self) -> None:
        self._work.run(jobs.making(self._path, None, None), self._on_made, text="Sao lưu")

    def _on_made(self, receipt: Any) -> None:
        more = "Đợi đèn USB ngừng nháy, bấm Rút an toàn rồi mới rút." if receipt.encrypted else ""
        messages.tell(self, receipt.line, f"{receipt.path}\n{more}".strip())

    def _on_check(self) -> None:
        row = self._list.current_row()
        if row is None:
            return

        def told(contents: Any) -> None:
            more = (
                "Dữ liệu bên trong mở được và đủ số dòng."
                if contents.opened
                else "Chưa mở: khóa của máy khác."
            )
            messages.tell(self, f"Bản sao lưu số {contents.header.seq} đúng từng byte như lúc ghi.", more)

        job = jobs.checking(self._path, row.path, self._now.office)
        self._work.run(job, told, text="Kiểm tra bản sao lưu")

    # ---- key and restore

    def _on_key(self) -> None:
        dialog = KeyDialog(self, self.desk, self._now.agency, self.reload)
        dialog.rejected.connect(self._forget_stick)
        dialog.open()

    def _forget_stick(self) -> None:
        self._wants_stick = False

    def _on_second(self, wanted: bool) -> None:
        self.desk.habits.put(jobs.SECOND_HABIT, wanted)
        self.reload()

    def _on_reminder(self, days: int) -> None:
        def put(act: Any) -> None:
            from povdesk.storage.backup import reminder

            reminder.put(act, days)

        self.desk.worker.write(self, put, lambda _nothing: self.reload())

    def _on_lost(self) -> None:
        from .incident_dialog import IncidentDialog

        IncidentDialog(self, self.desk, self._now).open()

    def _on_undo(self) -> None:
        """One click and one question: the data as they were before the last restore."""
        copy = self._now.way_back
        header = copy.header
        messages.confirm(
            self,
            f"Hoàn tác lần phục hồi gần nhất? Dữ liệu trở lại như lúc {header.created:%H:%M %d/%m/%Y}"
            f" ({vietnamese.format_number(header.households)} hộ).",
            "Hoàn tác phục hồi",
            "Giữ như hiện nay",
            lambda: self._undo_with(copy.path),
            more="Dữ liệu hiện nay cũng được giữ thành một bản sao lưu trong máy.",
        )

    def _undo_with(self, path: Path) -> None:
        into = self._path

        def work() -> Any:
            from povdesk.storage.backup.restoring import restore

            return restore(path, into)

        self.desk.worker.alone(self, work, self._on_restored)

    def _on_restore(self) -> None:
        row = self._list.current_row()
        if row is not None and self._restore.isEnabled():
            self.restore_from(row.path)

    def _on_other(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, "Chọn bản sao lưu", self.desk.habits.get(_HABIT, ""), "Bản sao lưu PovDesk (*.pvbak)"
        )
        if chosen:
            self.restore_from(Path(chosen))

    def restore_from(self, path: Path) -> RestoreDialog:
        """Check a copy, show it beside the data in use, bring it back when the officer says so."""
        dialog = RestoreDialog(self, self.desk, self._path, path, self._now, self._on_restored)
        dialog.open()
        return dialog

    def _on_restored(self, restored: Any) -> None:
        header = restored.contents.header
        self.desk.say(f"Đã phục hồi bản sao lưu số {header.seq} ngày {header.created:%d/%m/%Y}.")
        self.desk.open_folder(self.desk.folder)


def create(desk: Desk) -> Page:
    """The page of this place."""
    return BackupPage(desk)


def _stick_words(root: Path, free: int) -> str:
    return f"{root} (còn {ages.room(free)})"


def _count(row: Any) -> str:
    return vietnamese.format_number(row.header.households)
