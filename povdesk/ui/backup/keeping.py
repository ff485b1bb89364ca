"""What happens to copies by itself while the program runs: every half hour, at the end, when a stick comes.

Nothing here asks with a window of its own: remarks go to the status bar, questions into a bar at the bottom
that takes no keys.
"""

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from povdesk import paths
from povdesk.domain.errors import PovDeskError

from .. import messages
from ..desk import Desk
from ..habits import Habits
from ..widgets.toast import Toast
from . import ages, jobs
from .stick_watch import PluggedIn, Watch

HALF_AN_HOUR = 30 * 60 * 1000
REHEARSE_AFTER = 2 * 60 * 1000
ASK_SECONDS = 45
_WAIT = "Đợi đèn USB ngừng nháy, bấm Rút an toàn rồi mới rút."


class Keeper(QObject):
    """Lives as long as one database is open. was_cut: the last run did not end properly."""

    def __init__(self, window: QWidget, desk: Desk, *, was_cut: bool = False) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._path = desk.folder / paths.DATABASE_NAME
        self._was_cut = was_cut
        self._state: Any = None
        self._plugged: dict[str, Path] = {}
        self._asked: set[str] = set()
        self._is_running = False
        self._half_hour = QTimer(self)
        self._half_hour.setInterval(HALF_AN_HOUR)
        self._half_hour.timeout.connect(self.copy_now)
        self._rehearsal = QTimer(self)
        self._rehearsal.setSingleShot(True)
        self._rehearsal.setInterval(REHEARSE_AFTER)
        self._rehearsal.timeout.connect(self._rehearse)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(1500)
        self._soon.timeout.connect(self.look)
        self._watch = Watch(self, PluggedIn())
        self._watch.changed.connect(self.sticks_changed)
        desk.worker.data_changed.connect(self._soon.start)
        desk.worker.job_started.connect(self._on_job)

    def _on_job(self, job: Any) -> None:
        # Any job with files may have been a copy.
        job.ended.connect(self._soon.start)

    def begin(self) -> None:
        """From now on; called when the database has been opened and looked at."""
        self._half_hour.start()
        self._rehearsal.start()
        self._watch.start()
        self._run(jobs.trying(self._desk.folder), lambda _nothing: None, "Thử ghi", aloud=True)
        self.look()

    def stop(self) -> None:
        """The database is being closed."""
        for timer in (self._half_hour, self._rehearsal, self._soon):
            timer.stop()
        self._watch.stop()
        self.deleteLater()

    def look(self) -> None:
        """Read the log of copies again and say the ages."""
        path = self._path
        self._desk.worker.read(self, lambda connection: _state(connection, path), self._on_state, _log)

    def copy_now(self, reason: str = "auto") -> None:
        """A copy on this computer when something was saved, and on the second disk."""
        if self._is_running:
            return
        self._is_running = True
        second = jobs.second_folder(self._desk.habits, self._path, is_sample=self._desk.is_sample)
        job = jobs.automatic(self._path, second, reason)
        self._run(job, lambda _receipt: self.look(), "Sao lưu tự động")

    def sticks_changed(self, plugged: dict[str, Path]) -> None:
        """Marked sticks that are plugged in now."""
        fresh = [uid for uid in plugged if uid not in self._plugged]
        self._plugged = plugged
        for uid in fresh:
            self._offer(uid)

    def _offer(self, uid: str) -> None:
        """Ask once for each stick of ours, when a copy on it is owed."""
        state = self._state
        if state is None or uid in self._asked or self._desk.is_sample:
            return
        stick = next((each for each in state.sticks if each.uid == uid), None)
        if stick is None or state.office is None:
            return
        self._asked.add(uid)
        folder = self._plugged[uid]
        self._run(jobs.looking_at_stick(folder), lambda bad: self._on_looked(stick, bad), "Xem USB")
        today = date.today()
        # On the page itself the button already says it.
        if not ages.is_owed(stick.last, today, state.remind_after) or self._is_on_page():
            return
        age = ages.Age(stick.name, stick.last).words(today)
        bar = Toast(self._window, f"Đã cắm {stick.name}, bản sao lưu trên đó: {age}.", ASK_SECONDS)
        bar.offer(f"Sao lưu ra {stick.name}", lambda: self._back_up(folder, state.office))
        bar.offer("Để sau", lambda: None)
        bar.appear()

    def _is_on_page(self) -> bool:
        current = getattr(self._window, "current_key", None)
        return current is not None and current() == "backup"

    def _back_up(self, folder: Path, office: Any) -> None:
        self._run(jobs.making(self._path, folder, office), self._on_backed_up, "Sao lưu ra USB", aloud=True)

    def _on_backed_up(self, receipt: Any) -> None:
        self.look()
        messages.tell(self._window, receipt.line, _WAIT)

    def _on_looked(self, stick: Any, damaged: str) -> None:
        if damaged:
            messages.tell(
                self._window,
                f"Bản sao lưu gần nhất trên {stick.name} đọc lại không đúng như lúc ghi ({damaged}).",
                "Sao lưu vào USB khác; USB này có thể đã hỏng.",
            )

    def _rehearse(self) -> None:
        if self._state is not None and self._state.rehearsal_due:
            self._run(jobs.rehearsing(self._path), self._on_rehearsed, "Diễn tập phục hồi")

    def _on_rehearsed(self, done: Any) -> None:
        if done is not None and not done.passed:
            self._desk.say_unasked(
                f"Diễn tập phục hồi bản số {done.sequence} không đạt; xem Sao lưu, phục hồi."
            )
        self.look()

    def _run(self, job: jobs.Job, done: Any, text: str, *, aloud: bool = False) -> None:
        def failed(error: Exception) -> None:
            if aloud or not isinstance(error, PovDeskError):
                messages.show_error(self._window, error)
            else:
                _log(error)
                self._desk.say_unasked(f"{text} chưa được: {error.message}")

        ticket = self._desk.worker.run(self, job, done, failed, text=text)
        ticket.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._is_running = False

    def _on_state(self, state: Any) -> None:
        before, self._state = self._state, state
        today = date.today()
        words = ages.summary(state.here, state.sticks, today)
        late = state.rehearsal_failed or ages.is_urgent(state.owed_since, today)
        self._desk.say_more(words, late=late and not self._desk.is_sample)
        if before is None:
            self._say_what_is_wrong(state)
            for uid in self._plugged:
                self._offer(uid)
        elif state.plans > before.plans:
            self.copy_now("plan_issued")

    def _say_what_is_wrong(self, state: Any) -> None:
        """Once, at the start: a wrong clock, a disk nearly full, a run that was cut short."""
        from povdesk.storage.places import LEAST_FREE

        free = shutil.disk_usage(self._desk.folder).free
        if state.clock_suspect:
            messages.tell(
                self._window,
                f"Đồng hồ của máy có thể sai: máy đang báo {datetime.now():%H:%M %d/%m/%Y}.",
                "Sửa ngày giờ của máy rồi làm việc tiếp. Dữ liệu vẫn lưu được; trong lúc đồng hồ sai,"
                " máy không xóa bản sao lưu cũ nào.",
            )
        elif free < LEAST_FREE:
            messages.tell(
                self._window,
                f"Ổ đĩa chứa dữ liệu chỉ còn {free // 1_000_000} MB trống.",
                "Xóa bớt tệp khác, nếu không sắp tới sẽ không lưu và không sao lưu được.",
            )
        elif self._was_cut:
            self._desk.worker.read(self, _half_typed, lambda cases: self._say_was_cut(state, cases))

    def _say_was_cut(self, state: Any, cases: Any) -> None:
        """Nothing that was saved is lost; what was being typed is one press away."""
        at = state.last_saved
        saved = f" Lần lưu cuối: {at:%H:%M %d/%m/%Y}." if at else ""
        words = f"Lần trước PovDesk tắt không đúng cách. Đã kiểm tra: dữ liệu lành lặn.{saved}"
        if not cases:
            messages.toast(self._window, words)
            return

        def take_up() -> None:
            if len(cases) == 1:
                self._desk.open(cases[0].place, **cases[0].target)
            else:
                self._desk.open("todo", rule="half_typed")

        messages.toast(self._window, words, take_up, verb="Mở phần đang nhập dở")


def begin(window: QWidget, desk: Desk, *, was_cut: bool) -> Keeper:
    """Keep copies of the database that has just been opened."""
    keeper = Keeper(window, desk, was_cut=was_cut)
    keeper.begin()
    return keeper


def at_exit(folder: Path, *, is_sample: bool) -> None:
    """The automatic copy of the day's work. What fails is logged; the earlier copies stay."""
    path = folder / paths.DATABASE_NAME
    if not path.exists():
        return
    try:
        second = jobs.second_folder(Habits(folder), path, is_sample=is_sample)
        jobs.automatic(path, second)(lambda *_told: None, lambda: False)
    except PovDeskError as error:
        _log(error)


def _state(connection: Any, path: Path) -> Any:
    from povdesk.storage.backup import standing

    return standing.read(connection, path, datetime.now().astimezone())


def _half_typed(connection: Any) -> Any:
    from povdesk.storage import unfinished

    return unfinished.cases(connection)


def _log(error: Exception) -> None:
    messages.log.warning("copies: %s", type(error).__name__)
