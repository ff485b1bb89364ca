"""The line of a job with files: seen while it runs, stopped with one press, free before its end is told."""

import threading

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from povdesk.domain.errors import StorageUnavailable
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.job_strip import JobStrip
from povdesk.ui.worker import Worker

pytestmark = pytest.mark.gui


@pytest.fixture
def worker(qapp):
    made = Worker()
    yield made
    made.close()


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def strip(worker, page):
    return JobStrip(worker, page)


class Waiting:
    """A job that tells how far it is and goes on when it is let go or stopped."""

    def __init__(self, percent=40, words="Đọc tệp 2 trong 5"):
        self.told = percent, words
        self._go_on = threading.Event()

    def __call__(self, progress, cancelled):
        progress(*self.told)
        while not self._go_on.wait(0.01):
            if cancelled():
                return None
        return "xong"

    def let_go(self):
        self._go_on.set()


def _said(strip):
    return strip.findChild(QLabel).text(), strip.findChild(QProgressBar).value()


def test_the_line_shows_how_far_the_job_is_and_goes_when_it_is_done(strip, qtbot):
    job, results = Waiting(), []

    strip.run(job, results.append, text="Nhập tệp")

    assert strip.isVisible() and strip.is_busy()
    assert _said(strip) == ("Nhập tệp…", 0)
    qtbot.waitUntil(lambda: _said(strip) == ("Đọc tệp 2 trong 5", 40))
    job.let_go()
    qtbot.waitUntil(lambda: results == ["xong"])
    assert not strip.isVisible() and not strip.is_busy()


def test_buttons_are_locked_when_it_begins_and_freed_when_it_ends(strip, qtbot):
    heard, job = [], Waiting()
    strip.began.connect(lambda: heard.append("khóa"))
    strip.ended.connect(lambda stopped: heard.append(f"mở, dừng: {stopped}"))

    strip.run(job, lambda result: heard.append(result), text="Nhập tệp")
    assert heard == ["khóa"]
    job.let_go()

    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == ["khóa", "xong", "mở, dừng: False"]


def test_stopping_says_so_and_tells_no_result(strip, qtbot):
    ended, results = [], []
    strip.ended.connect(ended.append)
    strip.run(Waiting(), results.append, text="Nhập tệp")
    qtbot.waitUntil(lambda: _said(strip) == ("Đọc tệp 2 trong 5", 40))

    strip.findChild(QPushButton).click()

    assert _said(strip)[0] == "Đang dừng…"
    qtbot.waitUntil(lambda: ended == [True])
    assert results == [] and not strip.is_busy() and not strip.isVisible()


def test_a_failure_goes_to_the_page_that_asked_for_it(strip, qtbot):
    heard, error = [], StorageUnavailable("Không ghi được ra USB.", "Cắm lại USB.")

    def failing(progress, cancelled):
        raise error

    strip.ended.connect(heard.append)
    strip.run(failing, heard.append, heard.append, text="Ghi tệp")

    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [error, False]


def test_a_failure_nobody_asked_for_is_a_message(strip, page, qtbot):
    def failing(progress, cancelled):
        raise StorageUnavailable("Không ghi được ra USB.", "Cắm lại USB.")

    strip.run(failing, lambda _result: None, text="Ghi tệp")

    qtbot.waitUntil(lambda: page.findChild(Dialog) is not None)
    words = " ".join(one.text() for one in page.findChild(Dialog).findChildren(QLabel))
    assert "Không ghi được ra USB." in words and "Cắm lại USB." in words
    page.findChild(Dialog).reject()


def test_what_was_told_may_begin_the_next_job_and_the_buttons_stay_locked(strip, qtbot):
    """The import checks its lines again when the register has changed under it."""
    heard, first, second = [], Waiting(), Waiting()
    strip.ended.connect(lambda _stopped: heard.append("mở"))

    def again(_result):
        heard.append("lần hai")
        strip.run(second, heard.append, text="Kiểm tra lại")

    strip.run(first, again, text="Kiểm tra")
    first.let_go()
    qtbot.waitUntil(lambda: "lần hai" in heard)
    qtbot.waitUntil(lambda: _said(strip) == ("Đọc tệp 2 trong 5", 40))

    assert heard == ["lần hai"] and strip.is_busy() and strip.isVisible()
    second.let_go()
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == ["lần hai", "xong", "mở"]
