"""Reading a workbook that somebody else made, in a process of its own: what it cannot do is said in words."""

import contextlib
import gc
import json
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from povdesk import paths
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.importing.workbook import ReadSheet, ReadWorkbook

from .reading_child import MOST_SECONDS, VERB

Progress = Callable[[int, str], object]

_LOOK_UP_EVERY = 0.05


def read(
    path: Path,
    *,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
    seconds: float = MOST_SECONDS,
) -> ReadWorkbook:
    """All sheets of the file. InvalidInput when it is refused or breaks the reader; the file is only read."""
    if not path.is_file():
        raise InvalidInput(f"Không thấy tệp {path.name}.", "Kiểm tra tên tệp, USB còn cắm rồi chọn lại.")
    progress(0, f"Đọc {path.name}")
    with _child(path) as child, _Watch(child, cancelled, seconds) as watch, _collecting_nothing():
        assert child.stdout is not None
        found = _collect(path, child.stdout, progress)
        code = child.wait()
    if watch.stopped:
        raise NotPossibleNow("Đã dừng đọc tệp, chưa nhập gì.")
    if watch.late:
        raise InvalidInput(
            f"Tệp {path.name} đọc quá {int(seconds)} giây nên dừng lại.",
            "Chép phần cần nhập sang một tệp Excel mới rồi thử lại.",
        )
    if found is None or code != 0:
        raise InvalidInput(
            f"Tệp {path.name} có nội dung bất thường nên không đọc được.",
            "Mở bằng Excel, chép bảng sang một tệp mới, lưu dạng .xlsx rồi thử lại.",
        )
    progress(100, f"Đã đọc {path.name}")
    return found


@contextlib.contextmanager
def _child(path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(
        [*paths.this_program(), VERB, str(path.resolve())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=paths.surroundings(),
        creationflags=flags,
    ) as child:
        try:
            yield child
        finally:
            if child.poll() is None:
                child.kill()


@contextlib.contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Nothing of what is read is garbage; looking for it would take longer than reading."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class _Watch:
    """Ends the child when it takes too long or the officer has had enough."""

    def __init__(
        self, child: "subprocess.Popen[bytes]", cancelled: Callable[[], bool], seconds: float
    ) -> None:
        self._child, self._cancelled = child, cancelled
        self._until = time.monotonic() + seconds
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reading-watch", daemon=True)
        self.stopped = self.late = False

    def __enter__(self) -> "_Watch":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(_LOOK_UP_EVERY):
            self.stopped = self._cancelled()
            self.late = time.monotonic() > self._until
            if self.stopped or self.late:
                self._child.kill()
                return


def _collect(path: Path, lines: IO[bytes], progress: Progress) -> ReadWorkbook | None:
    """What the child tells; None when it did not come to its end."""
    head: dict[str, Any] = {}
    sheets: list[dict[str, Any]] = []
    rows: list[list[list[Any]]] = []
    ended = False
    for line in lines:
        try:
            told = json.loads(line)
        except ValueError:
            return None
        if "rows" in told:
            rows[-1].extend(told["rows"])
        elif "sheet" in told:
            sheets.append(told)
            rows.append([])
            progress(min(90, 20 + 10 * len(sheets)), f"Đọc trang tính {told['sheet']}")
        elif "refused" in told:
            message, advice = told["refused"]
            raise InvalidInput(message, advice)
        elif "end" in told:
            ended = True
        else:
            head = told
    if not ended:
        return None
    return ReadWorkbook(
        path.name,
        head["sha256"],
        tuple(_sheet(told, kept) for told, kept in zip(sheets, rows, strict=True)),
        frozenset(head["fonts"]),
        head["macros"],
    )


def _sheet(told: dict[str, Any], rows: list[list[Any]]) -> ReadSheet:
    return ReadSheet(
        told["sheet"],
        rows,
        told["visible"],
        frozenset(told.get("hidden", ())),
        tuple((first, left, last, right) for first, left, last, right in told.get("merged", ())),
        {(row, column): has for row, column, has in told.get("formulas", ())},
        frozenset((row, column) for row, column in told.get("faults", ())),
        told.get("refused", ""),
    )
