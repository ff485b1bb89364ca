"""Work behind the window: in order, results only to those who are still there, nothing lost on closing."""

import threading
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from povdesk.domain.errors import StorageUnavailable
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.labels import label
from povdesk.ui.worker import Worker

pytestmark = pytest.mark.gui


class FakeDatabase:
    """Remembers what was committed and on which thread."""

    def __init__(self):
        self.kept, self.threads, self.closed = [], set(), False

    @contextmanager
    def reading(self):
        self.threads.add(threading.current_thread().name)
        yield self.kept

    @contextmanager
    def writing(self):
        act = []
        yield act
        self.kept += act

    def close(self):
        self.closed = True


@pytest.fixture
def database():
    return FakeDatabase()


@pytest.fixture
def worker(qapp, database):
    made = Worker(database)
    yield made
    made.close()


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_read_sees_what_was_written_before_it(worker, owner, qtbot):
    seen = []
    worker.write(owner, lambda act: act.append("hộ 1"))
    worker.read(owner, list, seen.append)

    qtbot.waitUntil(lambda: seen == [["hộ 1"]])


def test_jobs_of_the_database_never_run_on_the_windows_thread(worker, owner, qtbot, database):
    done = []
    worker.read(owner, len, done.append)
    qtbot.waitUntil(lambda: bool(done))

    assert all(name.startswith("database") for name in database.threads)


def test_a_write_tells_its_owner_first_and_then_everybody(worker, owner, qtbot):
    heard = []
    worker.data_changed.connect(lambda: heard.append("everybody"))
    worker.write(owner, lambda act: 7, lambda result: heard.append(result))

    qtbot.waitUntil(lambda: heard == [7, "everybody"])


def test_everybody_hears_of_a_write_whose_page_is_gone(worker, qtbot, database):
    page = QObject()
    with qtbot.waitSignal(worker.data_changed):
        worker.write(page, lambda act: act.append("hộ 1"), lambda _r: pytest.fail("page is gone"))
        _delete(page)
    assert database.kept == ["hộ 1"]


def test_a_result_for_a_page_that_is_gone_is_dropped(worker, owner, qtbot):
    page, later = QObject(), []
    worker.read(page, len, lambda _r: pytest.fail("page is gone"))
    _delete(page)
    worker.read(owner, len, later.append)

    qtbot.waitUntil(lambda: bool(later))


def test_a_draft_makes_nobody_read_again(worker, owner, qtbot, database):
    done = []
    with qtbot.assertNotEmitted(worker.data_changed):
        worker.drafts(owner, lambda act: act.append("đang gõ"), done.append)
        qtbot.waitUntil(lambda: bool(done) and database.kept == ["đang gõ"])


def test_a_failure_is_said_in_its_own_words_and_nothing_is_written(worker, owner, qtbot, database):
    def fail(act):
        act.append("nửa chừng")
        raise StorageUnavailable("Ổ đĩa đã đầy nên chưa lưu được.", "Xóa bớt tệp khác rồi lưu lại.")

    with qtbot.assertNotEmitted(worker.data_changed):
        worker.write(owner, fail)
        qtbot.waitUntil(lambda: bool(owner.findChildren(Dialog)))
    words = [text.text() for text in owner.findChildren(Dialog)[0].findChildren(type(label()))]
    assert words == ["Ổ đĩa đã đầy nên chưa lưu được.", "Xóa bớt tệp khác rồi lưu lại."]
    assert database.kept == []


def test_a_page_may_take_a_failure_itself(worker, owner, qtbot):
    failed = []
    worker.read(owner, lambda connection: 1 / 0, lambda _r: None, failed.append)

    qtbot.waitUntil(lambda: len(failed) == 1)
    assert isinstance(failed[0], ZeroDivisionError)


def test_a_long_file_job_does_not_hold_up_the_database(worker, owner, qtbot):
    stop, read = threading.Event(), []
    worker.run(owner, lambda progress, cancelled: stop.wait(5), lambda _r: None)
    worker.read(owner, len, read.append)
    qtbot.waitUntil(lambda: bool(read))
    assert worker.jobs()
    stop.set()
    qtbot.waitUntil(lambda: not worker.jobs())


def test_a_job_tells_how_far_it_is_and_hands_over_its_result(worker, owner, qtbot):
    result = []

    def job(progress, cancelled):
        progress(40, "Đang in trang 2")
        return "xong"

    ticket = worker.run(owner, job, result.append)
    with qtbot.waitSignal(ticket.progressed) as told:
        pass
    assert told.args == [40, "Đang in trang 2"]
    qtbot.waitUntil(lambda: result == ["xong"])


def test_a_stopped_job_ends_and_its_result_is_dropped(worker, owner, qtbot):
    def job(progress, cancelled):
        while not cancelled():
            threading.Event().wait(0.01)

    ticket = worker.run(owner, job, lambda _r: pytest.fail("was stopped"))
    with qtbot.waitSignal(ticket.ended):
        ticket.cancel()


def test_closing_finishes_what_was_asked_to_be_written(qapp, database):
    worker, owner = Worker(database), QObject()
    for number in range(20):
        worker.write(owner, lambda act, number=number: act.append(number))
    worker.close()

    assert database.kept == list(range(20))
    assert database.closed


def test_closing_during_a_job_raises_nothing_and_takes_no_new_work(qapp, owner, database):
    worker = Worker(database)
    worker.run(owner, lambda progress, cancelled: [None for _ in iter(cancelled, True)], lambda _r: None)
    worker.close()
    worker.read(owner, len, lambda _r: pytest.fail("closed"))
    assert worker.run(owner, lambda p, c: None, lambda _r: pytest.fail("closed")).cancelled()


def test_the_database_is_opened_on_its_lane_and_earlier_asked_work_waits(qapp, owner, qtbot, database):
    worker, seen = Worker(), []
    worker.open(owner, lambda: database, lambda _d: seen.append("opened"))
    worker.read(owner, len, seen.append)
    qtbot.waitUntil(lambda: seen == ["opened", 0])
    worker.close()


def test_work_that_replaces_the_file_runs_with_the_database_closed(qapp, owner, qtbot):
    first, second, seen = FakeDatabase(), FakeDatabase(), []
    databases = iter([first, second])
    worker = Worker()
    worker.open(owner, lambda: next(databases), lambda _d: None)
    worker.alone(owner, lambda: first.closed, seen.append)
    worker.write(owner, lambda act: act.append("sau khi phục hồi"))
    worker.read(owner, list, seen.append)

    qtbot.waitUntil(lambda: seen == [True, ["sau khi phục hồi"]])
    worker.close()


def _delete(thing):
    import shiboken6

    shiboken6.delete(thing)
