"""Cập nhật từ USB: choose a setup, see what vouches for it, let PovDesk keep the data and close for it."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QTextBrowser, QWidget

from povdesk import __version__
from povdesk.domain import officer
from povdesk.domain.errors import PovDeskError
from povdesk.domain.officer import Role
from povdesk.domain.update import Candidate, CheckedUpdate

from .. import messages, theme
from ..backup.stick_watch import Watch
from ..desk import Desk
from ..habits import Habits
from ..sign_in.role_buttons import needs
from ..theme import Tone
from ..widgets.dialog import Dialog
from ..widgets.job_strip import JobStrip
from ..widgets.labels import label, set_tone
from ..widgets.table import ListColumn, ListModel, ListView
from . import jobs

_HOW = "Cắm USB có tệp PovDesk-Setup-….exe và tệp .exe.sha256 đi kèm; danh sách tự hiện sau vài giây."
_NONE = "Chưa thấy tệp cập nhật nào trên USB. Cắm USB, hoặc bấm Chọn tệp khác."
_NEWS_HEIGHT = 150
_NEXT = (
    "Bấm Cập nhật: PovDesk sao lưu dữ liệu và mở thử bản sao, lưu mọi việc đang làm, tự đóng,"
    " rồi trình cài đặt mở ra. Dữ liệu giữ nguyên."
)


def _without_pictures(news: str) -> str:
    """The text from the stick names no file that is opened: a picture could lie on a computer elsewhere."""
    return re.sub(r"!+(?=\[)", "", news).replace("<", "&lt;")


def _state(row: Candidate) -> str:
    if row.version == jobs.ours():
        return "bản đang dùng"
    return "mới hơn" if row.version > jobs.ours() else "cũ hơn"


_COLUMNS = (
    ListColumn("version", "Phiên bản", 90, lambda row: str(row.version), lambda row: row.version),
    ListColumn(
        "state",
        "So với máy này",
        120,
        _state,
        tone=lambda row: Tone.OK if row.version > jobs.ours() else None,
    ),
    ListColumn("place", "Tệp", 300, lambda row: str(row.path), stretch=True),
)


class UpdateDialog(Dialog):
    """Nothing is changed until "Cập nhật"; Esc stops what runs. look: finds setups; replaced in tests."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        look: Callable[[], tuple[Candidate, ...]] = jobs.on_sticks,
    ) -> None:
        super().__init__("Cập nhật từ USB", parent)
        self._desk = desk
        self._checked: CheckedUpdate | None = None
        self._is_listing = False
        self._model = ListModel(_COLUMNS, self)
        self._list = ListView(self._model, Habits(None), "updates", self)
        self._none = label("Đang tìm trên USB…", "", self, wrap=True)
        self._work = JobStrip(desk.worker, self)
        self._result = label("", "strong", self, wrap=True)
        self._more = label("", "", self, wrap=True)
        self._news = QTextBrowser(self)
        self._lay_out()
        self._work.began.connect(self._set_possible)
        self._work.ended.connect(self._on_ended)
        self._watch = Watch(self, look)
        self._watch.changed.connect(self._on_found)
        self.finished.connect(lambda _result: self._watch.stop())
        self._watch.start()

    def check(self, source: Path) -> None:
        """Bring a setup onto this computer and say what vouches for it."""
        if not self._work.is_busy():
            self._forget()
            job = jobs.bringing(source)
            self._work.run(job, self._on_checked, self._on_failed, text="Kiểm tra bản cập nhật")

    def result(self) -> str:
        """What was said last about the setup."""
        return f"{self._result.text()} {self._more.text()}".strip()

    def reject(self) -> None:
        """Esc: what runs is stopped, its copy is removed again."""
        self._work.stop()
        super().reject()

    def _lay_out(self) -> None:
        self._list.setMinimumSize(theme.px(600), theme.px(104))
        self._news.setOpenLinks(False)
        self._news.setAccessibleName("Có gì mới trong bản cập nhật")
        self.body.addWidget(label(f"Máy này đang dùng PovDesk {__version__}.", "cardTitle", self))
        self.body.addWidget(label(_HOW, "", self, wrap=True))
        self.body.addWidget(self._none)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._work)
        for widget in (self._result, self._more):
            self.body.addWidget(widget)
        self.body.addWidget(self._news)
        self._other = self.add_button("Chọn tệp khác…", self._on_other, left=True)
        self.add_button("Đóng, chưa cập nhật")
        self._check = self.add_button("Kiểm tra tệp", self._on_check, kind="primary")
        self._go = needs(self.add_button("Cập nhật", self._on_go, kind="primary"), Role.MANAGE)
        self._list.opened.connect(lambda _row: self._on_check())
        self._list.chosen.connect(lambda _row: self._on_chosen())
        self._forget()

    def _on_found(self, found: tuple[Candidate, ...]) -> None:
        before = self._list.current_row()
        self._is_listing = True
        self._list.set_rows(list(found))
        self._none.setText("" if found else _NONE)
        self._none.setVisible(not found)
        if found and before is None and self._checked is None:
            self._list.setCurrentIndex(self._model.index(0, 0))
            self._list.setFocus()
        self._is_listing = False
        self._set_possible()

    def _on_chosen(self) -> None:
        # A stick that comes or goes changes the list; what was checked lies on this computer already.
        if not self._is_listing:
            self._forget()

    def _on_check(self) -> None:
        row = self._list.current_row()
        if row is not None:
            self.check(row.path)

    def _on_other(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, "Chọn tệp cập nhật", str(Path.home()), "Bộ cài PovDesk (PovDesk-Setup-*.exe)"
        )
        if chosen:
            self.check(Path(chosen))

    def _on_checked(self, checked: CheckedUpdate) -> None:
        self._say(f"PovDesk {checked.version} dùng được. {checked.proof}", _NEXT, Tone.OK)
        self._checked = checked
        self._news.setMarkdown(
            f"**Có gì mới trong bản {checked.version}**\n\n{_without_pictures(checked.news)}"
        )
        measured = self._news.document().clone(self)
        measured.setTextWidth(self._list.width())
        height = int(measured.size().height()) + theme.px(6)
        self._news.setFixedHeight(min(height, theme.px(_NEWS_HEIGHT)))
        self._news.setVisible(bool(checked.news))
        self._set_possible()
        self._grow()

    def _on_go(self) -> None:
        """First what is half typed: the page saves it or asks."""
        one = self._desk.officer
        if one is not None:
            try:
                officer.refuse(one.role, Role.MANAGE)
            except PovDeskError as error:
                self._on_failed(error)
                return
        self._desk.when_ready_to_close(self._secure)

    def _secure(self) -> None:
        # While the page asked, this dialog may have been closed: then nothing is updated.
        if self.isVisible() and self._checked is not None and not self._work.is_busy():
            job = jobs.securing(self._desk.folder, self._checked, is_sample=self._desk.is_sample)
            self._work.run(job, self._on_secured, self._on_failed, text="Sao lưu trước khi cập nhật")

    def _on_secured(self, _receipt: Any) -> None:
        assert self._checked is not None
        self.accept()
        self._desk.close_then(partial(jobs.start, self._checked))

    def _on_ended(self) -> None:
        self._set_possible()
        (self._go if self._checked is not None else self._list).setFocus()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PovDeskError):
            messages.show_error(self, error)
            return
        self._say(error.message, error.advice, Tone.DANGER)
        self._grow()

    def _say(self, sentence: str, more: str, tone: Tone) -> None:
        self._result.setText(sentence)
        self._more.setText(more)
        set_tone(self._result, tone)
        for widget in (self._result, self._more):
            widget.setVisible(bool(widget.text()))

    def _forget(self) -> None:
        """Another file is looked at: what was said of the last one goes."""
        if not self._work.is_busy():
            self._checked = None
            self._say("", "", Tone.OK)
            self._news.hide()
            self._set_possible()

    def _set_possible(self) -> None:
        free, known = not self._work.is_busy(), self._checked is not None
        self._go.setVisible(known)
        self._check.setVisible(not known)
        self._go.setEnabled(free)
        self._check.setEnabled(free and self._list.current_row() is not None)
        self._other.setEnabled(free)
        self._list.setEnabled(free)

    def _grow(self) -> None:
        """High enough for what is said now, never higher than the window behind."""
        self.layout().activate()
        room = self.parentWidget().height() - 40 if self.parentWidget() is not None else self.height()
        wanted = max(self.layout().totalHeightForWidth(self.width()), self.sizeHint().height())
        self.resize(self.width(), max(self.height(), min(wanted, room)))


def show_update(parent: QWidget, desk: Desk) -> UpdateDialog:
    """Open the dialog over the main window."""
    dialog = UpdateDialog(parent, desk)
    dialog.open()
    return dialog
