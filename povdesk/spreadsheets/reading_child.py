"""The process that opens a workbook: whatever the file does to it, the program itself goes on.

Prints one JSON line with the facts of the file, one with the facts of each sheet, then its rows in lines of
many; the last line is `{"end": true}`. A file that is refused ends with `{"refused": [message, advice]}`.
"""

import gc
import hashlib
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from povdesk.domain.errors import PovDeskError
from povdesk.domain.importing.workbook import DATE_MARK, MOST_COLUMNS, MOST_ROWS

from . import workbook_facts
from .workbook_facts import Facts, SheetFacts

VERB = "read-workbook"
MOST_MEMORY = 1 << 30
MOST_SECONDS = 60
_ROWS_AT_ONCE = 500
_LONGEST_TEXT = 32_767


def main(arguments: list[str]) -> int:
    """Read the file named first; exit code 0 also when it was refused in words."""
    limit_this_process()
    # The process ends before there is anything to collect.
    gc.disable()
    # A windowed program may have no sys.stdout; the pipe is there all the same.
    out = open(1, "w", encoding="utf-8", errors="replace", newline="\n", closefd=False)  # noqa: SIM115
    path = Path(arguments[0])
    try:
        _read(path, out)
    except PovDeskError as error:
        _say(out, {"refused": [error.message, error.advice]})
    except MemoryError:
        return 3
    out.flush()
    return 0


def limit_this_process() -> None:
    """No more memory and time than a list needs, whatever the library does with the file."""
    if sys.platform == "win32":
        _limit_on_windows()
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(path: Path, out: TextIO) -> None:
    facts = workbook_facts.look(path)
    with path.open("rb") as file:
        seal = hashlib.file_digest(file, "sha256").hexdigest()
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        metadata = book.sheets_metadata
    except python_calamine.PasswordError as error:
        raise workbook_facts._locked(path) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise workbook_facts._damaged(path) from error
    _say(out, {"sha256": seal, "fonts": sorted(facts.fonts), "macros": facts.macros})
    for place, one in enumerate(metadata):
        if one.typ == python_calamine.SheetTypeEnum.WorkSheet:
            visible = one.visible == python_calamine.SheetVisibleEnum.Visible
            _read_sheet(book, place, one.name, visible, facts, out)
    _say(out, {"end": True})


def _read_sheet(book: Any, place: int, name: str, visible: bool, facts: Facts, out: TextIO) -> None:
    import python_calamine

    known = facts.sheets.get(name, SheetFacts())
    described: dict[str, Any] = {"sheet": name, "visible": visible}
    if known.far:
        _say(out, {**described, "refused": _too_far(name, known.far)})
        return
    try:
        sheet = book.get_sheet_by_index(place)
    except (python_calamine.CalamineError, ValueError):
        _say(out, {**described, "refused": f"Trang tính “{name}” bị hỏng nên không đọc được."})
        return
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        _say(out, {**described, "hidden": sorted(known.hidden)})
        return
    if end[0] >= MOST_ROWS or end[1] >= MOST_COLUMNS:
        far = f"{_letters(end[1])}{end[0] + 1}"
        _say(out, {**described, "refused": _too_far(name, far)})
        return
    merged = sheet.merged_cell_ranges or []
    described["hidden"] = sorted(known.hidden)
    described["merged"] = [[*first, *last] for first, last in merged[:20_000]]
    described["formulas"] = [[*where, has] for where, has in known.formulas.items()]
    described["faults"] = sorted(known.faults)
    _say(out, described)
    rows = [_row(values) for values in sheet.to_python(skip_empty_area=False)]
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        _say(out, {"rows": rows[first : first + _ROWS_AT_ONCE]})


def _row(values: list[Any]) -> list[Any]:
    while values and values[-1] == "":
        values.pop()
    return [
        value if type(value) is str and len(value) < 200 and value[:1] != DATE_MARK else _cell(value)
        for value in values
    ]


def _cell(value: Any) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e18 else value
    if isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return DATE_MARK + value.date().isoformat()
    if isinstance(value, date):
        return DATE_MARK + value.isoformat()
    return str(value)[:_LONGEST_TEXT].replace(DATE_MARK, "")


def _say(out: TextIO, what: Any) -> None:
    out.write(json.dumps(what, ensure_ascii=False, separators=(",", ":")))
    out.write("\n")


def _too_far(name: str, cell: str) -> str:
    return (
        f"Trang tính “{name}” có ô {cell} nằm quá xa bảng"
        f" (đọc đến dòng {MOST_ROWS}, cột {_letters(MOST_COLUMNS - 1)})."
    )


def _letters(place: int) -> str:
    from povdesk.domain.importing.workbook import column_letters

    return column_letters(place)


def _limit_on_windows() -> None:
    """A job object that ends this process when it takes too much memory."""
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("Basic", Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = (
        wintypes.HANDLE,
        ctypes.c_int,
        ctypes.c_void_p,
        wintypes.DWORD,
    )
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    job = kernel.CreateJobObjectW(None, None)
    limits = Extended()
    # JOB_OBJECT_LIMIT_PROCESS_TIME | PROCESS_MEMORY; time counts in 100 nanoseconds.
    limits.Basic.LimitFlags = 0x2 | 0x100
    limits.Basic.PerProcessUserTimeLimit = MOST_SECONDS * 10_000_000
    limits.ProcessMemoryLimit = MOST_MEMORY
    extended_limit_information = 9
    kernel.SetInformationJobObject(
        job, extended_limit_information, ctypes.byref(limits), ctypes.sizeof(limits)
    )
    kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
