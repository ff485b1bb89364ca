"""Start-up in order: folder, one instance, window on the screen, log, database on the worker, pages."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

# Before PySide6: it keeps Python's own import function.
import povdesk.ui  # noqa: F401  # isort: skip

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from povdesk import paths, program_log
from povdesk.domain.errors import DatabaseDamaged, DataPlaceMissing, PovDeskError
from povdesk.storage.folder_lock import FolderLock
from povdesk.ui import messages, theme, translator
from povdesk.ui.habits import Habits
from povdesk.ui.main_window import MainWindow
from povdesk.ui.navigation import PageEntry
from povdesk.ui.pages import places


def main(arguments: Sequence[str]) -> int:
    """Open the window; returns the exit code. arguments: nothing, or --data and a folder."""
    folder = _asked_folder(arguments)
    is_named = len(arguments) == 2 or bool(os.environ.get(paths.DATA_VARIABLE))
    application = QApplication(sys.argv[:1])
    application.setApplicationName("PovDesk")
    application.setQuitOnLastWindowClosed(False)
    # Nothing is made where a chosen folder is gone: it would look like an empty one.
    gone = not is_named and folder == paths.chosen_folder() and not folder.is_dir()
    habits = Habits(None if gone else folder)
    theme.apply(application, _text_size(habits))
    translator.install(application)
    messages.install(application)
    program = Program(application, folder, habits, remembers=not is_named)
    if not program.begin():
        return 0
    return application.exec()


class Program(QObject):
    """Holds the parts together while the program runs; knows which folder is open.

    remembers: another folder that is opened is where the next start looks, unless this start was told one.
    """

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        habits: Habits,
        *,
        log_folder: Path | None = None,
        entries: Sequence[PageEntry] | None = None,
        remembers: bool = False,
    ) -> None:
        super().__init__(application)
        self._log_folder = log_folder
        self._remembers = remembers
        self._application = application
        self._folder = folder
        self._lock = FolderLock(folder)
        self._worker: Any = None
        self._doorbell: Any = None
        self._keeps_log = False
        self._session: Any = None
        self._keeper: Any = None
        self._is_sample = False
        self._last: Callable[[], object] | None = None
        self._habits = habits
        self._made: Any = None
        self.window = MainWindow(list(places() if entries is None else entries), habits)
        self.window.painted.connect(self._on_painted)
        self.window.closed.connect(self._on_closed)
        self._maximized = bool(habits.get("maximized", False))

    def begin(self) -> bool:
        """Show the window; False when another PovDesk has this folder and was called to the front."""
        try:
            first = self._is_gone(self._folder) or self._lock.take()
        except OSError:
            # The window comes up all the same and says what is wrong with the folder.
            first = True
        if not first:
            from povdesk.ui.one_instance import ring

            ring(self._folder)
            return False
        if self._maximized:
            self.window.showMaximized()
        else:
            self.window.show()
        return True

    def open_folder(self, folder: Path) -> None:
        """Work with the database of another folder; with the present one, read everything anew."""
        if self._is_gone(folder):
            self._on_failed(_gone(folder))
            return
        if not (folder == self._folder and self._lock.is_held) and not self._take_folder(folder):
            messages.tell(
                self.window,
                "Dữ liệu ở thư mục này đang mở trong một cửa sổ PovDesk khác.",
                "Đóng cửa sổ đó rồi mở lại.",
            )
            return
        from povdesk.storage import places as live_places
        from povdesk.storage.backup import places as places_of_copies

        self._stop_keeping()
        self.window.show_waiting("Đang mở dữ liệu…")
        path = folder / paths.DATABASE_NAME
        try:
            live_places.refuse_for_live_data(folder)
        except PovDeskError as error:
            self._on_failed(error)
            return
        # Where data have been, nothing new is begun: the officer is led to the copies.
        chosen = self._remembers and folder == paths.chosen_folder()
        if path.exists() or chosen or places_of_copies.has_traces(path):
            self._worker.open(self.window, partial(_open, path), self._on_opened, self._on_failed)
        else:
            self._show_first_run()

    def _is_gone(self, folder: Path) -> bool:
        """The folder that was chosen for the data is not there: its disk is out, or it was renamed."""
        return self._remembers and folder == paths.chosen_folder() and not folder.is_dir()

    def _take_folder(self, folder: Path) -> bool:
        """False when another PovDesk has it; one that cannot be written is told by opening its data."""
        lock = FolderLock(folder)
        try:
            if not lock.take():
                return False
        except OSError:
            pass
        self._lock.release()
        self._lock, self._folder = lock, folder
        if self._doorbell is not None:
            self._doorbell.deleteLater()
            self._doorbell = None
        return True

    @property
    def _logs(self) -> Path:
        return self._log_folder or paths.log_folder()

    def _on_painted(self) -> None:
        # What is not needed to see the window is imported now that it is on the screen.
        from povdesk.storage import update_folder
        from povdesk.ui.worker import Worker

        # Before an officer can bring a newer update, which must not be taken for one that is left over.
        update_folder.tidy(update_folder.beside(self._logs))
        self._worker = Worker(parent=self)
        self._start_work()

    def _start_work(self) -> None:
        if self._remembers and paths.choice_is_lost():
            self._on_failed(_lost())
        else:
            self.open_folder(self._folder)

    def _settle(self) -> None:
        """What the first page need not wait for: tidying up, the log, hearing a second start."""
        from povdesk.storage.backup import places as places_of_copies
        from povdesk.ui.one_instance import Doorbell

        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        if not self._keeps_log:
            self._keeps_log = True
            places_of_copies.tidy(self._folder / paths.DATABASE_NAME)
            program_log.start(self._logs)
        if self._doorbell is None:
            self._doorbell = Doorbell(self._folder, self)
            self._doorbell.rung.connect(self.window.raise_to_front)
            self._doorbell.listen()

    def _on_opened(self, _database: Any) -> None:
        self._worker.read(self.window, _facts, self._on_known, self._on_failed)

    def _on_known(self, facts: tuple[bool, str, Any]) -> None:
        from povdesk.ui.sign_in.session import Session

        self._is_sample, office, asked = facts
        self._remember_folder()
        self.window.navigation.set_office(office)
        self._end_session()
        self._session = Session(self.window, self._worker, self._folder / paths.DATABASE_NAME)
        self._session.begin(asked, self._on_signed_in)

    def _remember_folder(self) -> None:
        """Data of a commune were opened in another folder than usual: the next start begins with them."""
        if not self._remembers or self._is_sample:
            return
        if self._folder != paths.data_folder() or paths.choice_is_lost():
            try:
                paths.choose_folder(self._folder)
            except OSError:
                messages.tell(
                    self.window,
                    "Chưa ghi nhớ được thư mục dữ liệu này cho lần mở sau.",
                    f"Lần sau PovDesk sẽ hỏi lại; dữ liệu vẫn ở {self._folder}.",
                )

    def _read_for_bundle(self, owner: Any, work: Any, failed: Any) -> None:
        self._worker.read(owner, work, lambda _nothing: None, failed)

    def _end_session(self) -> None:
        messages.bundle_with = None
        if self._session is not None:
            self._session.end()
            self._session = None

    def _on_signed_in(self, officer: Any) -> None:
        desk = self.window.start(
            self._worker, self._folder, is_sample=self._is_sample, open_folder=self.open_folder
        )
        desk.close_then = self._close_then
        self._session.watch(desk)
        messages.bundle_with = self._read_for_bundle
        self.window.set_officer(officer.full_name if officer else "")
        self._go_to_what_was_made(desk)
        # Behind what the first page has asked for; a write that comes sooner makes the check itself.
        self._worker.check(self.window, partial(self._on_checked, desk), self._on_failed)

    def _on_checked(self, desk: Any) -> None:
        from povdesk.ui.backup import keeping
        from povdesk.ui.help import news

        self._settle()
        self._stop_keeping()
        self._keeper = keeping.begin(self.window, desk, was_cut=self._lock.was_cut)
        self._lock.was_cut = False
        news.after_upgrade(self.window, desk.habits)

    def _stop_keeping(self) -> None:
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper = None

    def _on_failed(self, error: Exception) -> None:
        from povdesk.ui.fault_screen import FaultScreen

        self._settle()
        if not isinstance(error, PovDeskError):
            messages.show_error(self.window, error)
            error = PovDeskError(
                "Chưa mở được dữ liệu; tệp dữ liệu được giữ nguyên.", "Bấm Thử lại, hoặc mở bản sao lưu."
            )
        usual = paths.usual_data_folder()
        other_place = self._remembers and (self._folder != usual or paths.choice_is_lost())
        screen = FaultScreen(error, self._folder, offers_usual=other_place)
        screen.retry_wanted.connect(self._start_work)
        screen.usual_wanted.connect(lambda: self.open_folder(usual))
        screen.restore_wanted.connect(self._on_restore)
        screen.folder_wanted.connect(self._on_other_folder)
        screen.close_wanted.connect(self.window.close)
        self.window.show_instead(screen)
        screen.setFocus()
        if isinstance(error, DatabaseDamaged):
            from povdesk.ui.backup import jobs

            aside = jobs.setting_aside(self._folder)
            self._worker.run(screen, aside, screen.show_set_aside, lambda _failed: None)

    def _show_first_run(self) -> None:
        from povdesk.ui.first_run import page

        steps = page.create(self._worker, self._folder, self._habits)
        steps.finished.connect(self._on_made)
        steps.restore_wanted.connect(self._on_restore)
        self.window.show_instead(steps)
        steps.setFocus()
        self._settle()

    def _on_made(self, made: Any) -> None:
        self._made = made
        self.open_folder(made.folder)

    def _go_to_what_was_made(self, desk: Any) -> None:
        """After the first steps: the place they lead to, what they made, and what did not succeed."""
        made, self._made = self._made, None
        if made is None:
            return
        if made.place:
            desk.open(made.place, **made.target)
        if made.trouble is not None:
            messages.tell(self.window, f"{made.words} {made.trouble.message}", made.trouble.advice)
        elif made.words:
            messages.toast(self.window, made.words)

    def _on_restore(self, into: Path | None = None) -> None:
        from povdesk.ui.backup import without_data

        folder = into or self._folder
        without_data.ask(self.window, self._worker, folder, lambda: self.open_folder(folder))

    def _on_other_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(self.window, "Chọn thư mục dữ liệu", str(self._folder))
        if not chosen:
            return
        from povdesk.storage import places as live_places
        from povdesk.ui.first_run import writing

        folder = writing.known_in(Path(chosen)) or Path(chosen)
        try:
            live_places.refuse_for_live_data(folder)
        except PovDeskError as error:
            messages.show_error(self.window, error)
            return
        self.open_folder(folder)

    def _on_closed(self) -> None:
        if self._worker is not None:
            from povdesk.ui.backup import keeping

            self._stop_keeping()
            self._worker.close()
            self._end_session()
            keeping.at_exit(self._folder, is_sample=self._is_sample)
        self._lock.release()
        self._end_with_last()

    def _close_then(self, last: Callable[[], object]) -> None:
        """The data are let go first; what comes then must not find them in use."""
        self._last = last
        self.window.close_for_good()

    def _end_with_last(self) -> None:
        last, self._last = self._last, None
        try:
            if last is not None:
                last()
        except Exception as error:  # also a mistake of ours: without a window nobody could end the program
            # Nothing else is left of the window: the officer reads why, then the program ends.
            messages.show_error(None, error).finished.connect(self._application.quit)
        else:
            self._application.quit()


def _open(path: Path) -> Any:
    """On the worker: the heavy imports of storage happen here, after the window is on the screen."""
    from povdesk.storage.database import open_database

    return open_database(path, check=False)


def _facts(connection: Any) -> tuple[bool, str, Any]:
    """Whether this is the invented commune, the office's name in the working year, and who may sign in."""
    from datetime import date

    from povdesk.storage import commune, officers, settings

    day = date.today()
    year = settings.get(connection, "working_year")
    if isinstance(year, int):
        day = min(day, date(year, 12, 31))
    known = [names for names in commune.identities(connection) if names.valid_from <= day]
    office = f"UBND {known[-1].kind} {known[-1].name}" if known else ""
    asked = officers.asks_who(connection), officers.lock_minutes(connection)
    return settings.is_sample(connection), office, asked


def _gone(folder: Path) -> PovDeskError:
    return DataPlaceMissing(
        f"Không thấy thư mục dữ liệu đã chọn: {folder}.",
        "Nếu thư mục ở ổ đĩa khác, gắn lại ổ đĩa đó rồi bấm Thử lại. Nếu thư mục đã chuyển chỗ hoặc đổi tên,"
        " mở dữ liệu ở thư mục mới. PovDesk không tạo dữ liệu mới khi chưa được bảo.",
    )


def _lost() -> PovDeskError:
    return DataPlaceMissing(
        "Không đọc được nơi để dữ liệu đã chọn trước đây; chưa mở dữ liệu nào.",
        "Bấm Mở dữ liệu ở thư mục khác rồi chọn lại thư mục dữ liệu của xã.",
    )


def _asked_folder(arguments: Sequence[str]) -> Path:
    if len(arguments) == 2 and arguments[0] == "--data":
        return Path(arguments[1]).absolute()
    return paths.data_folder()


def _text_size(habits: Habits) -> theme.TextSize:
    try:
        return theme.TextSize(habits.get("text_size", theme.TextSize.NORMAL.value))
    except ValueError:
        return theme.TextSize.NORMAL
