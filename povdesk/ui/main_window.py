"""The main window: navigation, one page at a time, status bar, and the keys that work everywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from . import icons, theme
from .habits import Habits
from .navigation import Navigation, PageEntry
from .widgets.disk_strip import DiskStrip
from .widgets.empty_state import EmptyState
from .widgets.labels import label
from .widgets.status_bar import SAMPLE_WORDS, StatusBar

if TYPE_CHECKING:
    from .desk import Desk
    from .search_palette import SearchPalette
    from .widgets.page import Page
    from .worker import Job, Worker


class MainWindow(QMainWindow):
    """Painted at once with a waiting screen; `start` gives it the data and shows the first page.

    Pages are made when they are first shown. closed: the window has gone for good.
    painted: the officer sees the window for the first time.
    """

    closed = Signal()
    painted = Signal()

    def __init__(self, entries: list[PageEntry], habits: Habits) -> None:
        super().__init__()
        self._entries = {entry.key: entry for entry in entries}
        self._habits = habits
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._desk: Desk | None = None
        self._job: Job | None = None
        self._leaving = False
        self._was_painted = False
        self._instead: QWidget | None = None
        self._search: SearchPalette | None = None
        self._navigation = Navigation(entries, self)
        self._sample_strip = _sample_strip(self)
        self._disk_strip = DiskStrip(self)
        self._stack = QStackedWidget(self)
        self._waiting = EmptyState("Đang mở dữ liệu…", "book", self)
        self._status = StatusBar(self)
        self._lay_out()
        self._connect()
        self._restore_size()

    @property
    def status(self) -> StatusBar:
        return self._status

    @property
    def desk(self) -> "Desk | None":
        """What the pages work with; None while no data is open."""
        return self._desk

    @property
    def navigation(self) -> Navigation:
        return self._navigation

    def start(
        self,
        worker: "Worker",
        folder: Path,
        *,
        is_sample: bool,
        open_folder: Callable[[Path], None] | None = None,
    ) -> "Desk":
        """The data is open: show the first page. Pages of data that was open before are given up."""
        from .desk import Desk

        self.forget_pages()
        self._desk = Desk(worker, self._habits, folder, is_sample, self.open_place, self._status.say)
        self._desk.say_unasked = self._status.say_unasked
        self._desk.say_more = self._status.say_more
        self._desk.show_count = self._navigation.set_count
        self._desk.when_ready_to_close = self.when_ready_to_close
        if open_folder is not None:
            self._desk.open_folder = open_folder
        self.set_sample(is_sample)
        worker.job_started.connect(self._on_job_started)
        self._disk_strip.watch(worker, folder)
        self._navigation.setVisible(True)
        self._navigation.setEnabled(True)
        first = next(iter([*self._navigation.keys(), *self._entries]), None)
        if first is not None:
            self.open_place(first)
        return self._desk

    def forget_pages(self) -> None:
        """Nothing of the data shown so far stays on the screen."""
        self._stack.setCurrentWidget(self._waiting)
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._current = ""
        self._put_away_instead()
        if self._search is not None:
            self._search.forget()
        if self._desk is not None:
            self._desk.worker.job_started.disconnect(self._on_job_started)
            self._disk_strip.let_go()
            self._desk = None

    def set_officer(self, name: str) -> None:
        """Who signed in, at the right of the status bar; empty while nobody is asked."""
        self._status.set_officer(name)

    def set_sample(self, is_sample: bool) -> None:
        """Say on every screen that nothing here is real."""
        self._sample_strip.setVisible(is_sample)
        self._status.set_sample(is_sample)

    def show_instead(self, widget: QWidget) -> None:
        """Show something in place of all pages (first run, damaged data); navigation is off."""
        self.forget_pages()
        self.set_sample(False)
        self._navigation.setEnabled(False)
        self._navigation.setVisible(False)
        self._instead = widget
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def show_waiting(self, sentence: str) -> None:
        """The waiting screen, while data is opened."""
        self.forget_pages()
        self._navigation.setVisible(True)
        self._navigation.setEnabled(False)
        self._waiting.say(sentence)

    def page(self) -> "Page | None":
        """The page in front."""
        return self._pages.get(self._current)

    def current_key(self) -> str:
        return self._current

    def open_place(self, key: str, **target: Any) -> None:
        """Go to a place when the page in front lets the officer leave."""
        if self._desk is None or key not in self._entries:
            return
        page = self.page()
        if page is None or key == self._current:
            self._show(key, target)
        else:
            page.may_leave(lambda: self._show(key, target))
            self._navigation.show_current(self._current)

    def show_search(self) -> None:
        """Ctrl+K: the box for households, people, places and help."""
        from .search_palette import SearchPalette

        if self._desk is None:
            return
        if self._search is None:
            self._search = SearchPalette(self, list(self._entries.values()))
        self._search.appear(self._desk)

    def export_list(self) -> None:
        """Ctrl+E: the list in front as an Excel file."""
        from .exporting import lists

        lists.export_page(self.page(), self._desk)

    def set_text_size(self, size: theme.TextSize) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.set_text_size(application, size)
        self._habits.put("text_size", size.value)
        self._navigation.refresh()
        self._status.refresh()
        self._fit()

    def raise_to_front(self) -> None:
        """A second start asked for this window."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def _show(self, key: str, target: dict[str, Any]) -> None:
        from .exporting import lists as exporting

        assert self._desk is not None
        if key not in self._pages:
            page = self._entries[key].factory(self._desk)
            page.title_changed.connect(self._show_title)
            exporting.offer(page, self._desk, key)
            self._pages[key] = page
            self._stack.addWidget(page)
        self._current = key
        page = self._pages[key]
        if target:
            page.show_target(**target)
        self._navigation.show_current(key)
        self._fit()
        self._stack.setCurrentWidget(page)
        page.focus_first()
        self._show_title()

    def _show_title(self) -> None:
        page = self.page()
        self.setWindowTitle(f"PovDesk – {page.title}" if page and page.title else "PovDesk")

    def _lay_out(self) -> None:
        self.setWindowTitle("PovDesk")
        self.setWindowIcon(icons.icon("povdesk"))
        self.setMinimumSize(1024, 540)
        self._sample_strip.hide()
        self._stack.addWidget(self._waiting)
        self._navigation.setEnabled(False)
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget in (self._sample_strip, self._disk_strip, self._stack, self._status):
            right.addWidget(widget, 1 if widget is self._stack else 0)
        centre = QWidget(self)
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._navigation)
        row.addLayout(right, 1)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        self._navigation.wanted.connect(self.open_place)
        self._navigation.help_wanted.connect(self._on_help)
        self._status.stop_wanted.connect(self._on_stop)
        for number, key in enumerate(self._navigation.keys()[:9], start=1):
            self._shortcut(f"Ctrl+{number}", lambda key=key: self.open_place(key))
        self._shortcut("F1", self._on_help)
        self._shortcut("F5", self._on_reload)
        self._shortcut("Ctrl+P", self._on_print)
        self._shortcut("Ctrl+E", self.export_list)
        self._shortcut("Ctrl+K", self.show_search)
        self._shortcut("Ctrl+I", lambda: self._on_counter(confirm=False))
        self._shortcut("Ctrl+G", lambda: self._on_counter(confirm=True))
        for keys, by in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            self._shortcut(keys, lambda by=by: self.set_text_size(theme.text_size().step(by)))
        self._shortcut("Ctrl+0", lambda: self.set_text_size(theme.TextSize.NORMAL))

    def _shortcut(self, keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(lambda: act())

    def _on_help(self) -> None:
        from .help import show_help

        page = self.page()
        show_help(self, page.help_topic if page else "")

    def _on_reload(self) -> None:
        page = self.page()
        if page is not None:
            page.reload()

    def _on_counter(self, *, confirm: bool) -> None:
        from .counter import opening

        if not opening.for_page(self.page(), self._desk, confirm=confirm):
            self._status.say("Chọn một hộ trước, hoặc tìm người bằng Ctrl+K.")

    def _on_print(self) -> None:
        page = self.page()
        if page is not None and page.print_page is not None:
            page.print_page()

    def _on_job_started(self, job: "Job") -> None:
        self._job = job
        self._status.show_work(f"{job.text}…")
        job.progressed.connect(lambda percent, text: self._status.show_work(text or f"{job.text}…", percent))
        job.ended.connect(self._on_job_ended)

    def _on_job_ended(self) -> None:
        # The data may have been closed meanwhile.
        waiting = self._desk.worker.jobs() if self._desk is not None else []
        self._job = waiting[0] if waiting else None
        self._status.show_work(f"{self._job.text}…" if self._job else None)

    def _on_stop(self) -> None:
        if self._job is not None:
            self._status.show_work("Đang dừng…")
            self._job.cancel()

    def _fit(self) -> None:
        page = self.page()
        narrow = self.width() < theme.NARROW * (1.0 if theme.text_size().scale == 1 else 1.1)
        self._navigation.set_compact(narrow or bool(page and page.compact_navigation))
        if page is not None:
            page.set_short(self.height() < theme.SHORT)

    def _restore_size(self) -> None:
        size = self._habits.get("window", [])
        screen = self.screen().availableGeometry()
        width, height = size if len(size) == 2 else (1366, 728)
        self.resize(min(int(width), screen.width()), min(int(height), screen.height()))

    def _put_away_instead(self) -> None:
        if self._instead is not None:
            self._stack.removeWidget(self._instead)
            self._instead.deleteLater()
            self._instead = None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        # The page may have to save or ask first; the window goes when everything is done.
        event.ignore()
        self.when_ready_to_close(self.close_for_good)

    def when_ready_to_close(self, go: Callable[[], object]) -> None:
        """Call `go` when the page in front has saved or asked and the officer lets running jobs stop."""
        page = self.page()
        if page is None:
            go()
        else:
            page.may_leave(lambda: self._disk_strip.ask_before_closing(lambda: self._ask_about_jobs(go)))

    def _ask_about_jobs(self, go: Callable[[], object]) -> None:
        jobs = self._desk.worker.jobs() if self._desk else []
        if not jobs:
            go()
            return
        from . import messages

        messages.confirm(
            self,
            f"{jobs[0].text} chưa xong. Dừng việc này và đóng PovDesk?",
            "Dừng và đóng",
            "Chờ làm xong",
            go,
        )

    def close_for_good(self) -> None:
        """Close without asking: what was asked to be written is written, the window goes."""
        if self._leaving:
            return
        self._leaving = True
        if not self.isMaximized():
            self._habits.put("window", [self.width(), self.height()])
        self._habits.put("maximized", self.isMaximized())
        self._status.say("Đang lưu nốt và đóng…")
        self._status.repaint()
        if self._desk is not None:
            self._desk.worker.close()
        self.hide()
        self.closed.emit()


def _sample_strip(parent: QWidget) -> QFrame:
    strip = QFrame(parent)
    strip.setObjectName("sampleStrip")
    row = QHBoxLayout(strip)
    row.setContentsMargins(16, 2, 16, 2)
    row.addWidget(label(SAMPLE_WORDS, "", strip))
    row.addStretch(1)
    return strip
