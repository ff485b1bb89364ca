"""The installed program at work: tries itself, makes data, and meets data that are not well."""

import shutil
from pathlib import Path

from wine import counting
from wine.bench import Bench

HOUSEHOLDS = 300

SELF_CHECK = ("phân loại một hộ", "mở lại cơ sở dữ liệu", "sao lưu có mã hóa", "PDF", "Word", "Excel")

WELCOME = ("Bước 1",)
LOCKED = ("đang được chương trình khác", "đang bận", "bị khóa")
RESTORE = ("Phục hồi từ bản sao lưu",)
WORKING = ("Bảng điều hành",)


def run(bench: Bench) -> None:
    """Self-check, first start, data of a made-up commune, then data that are locked, gone or damaged."""
    _check_itself(bench)
    _meet(bench, "first start: asks for the office, as there are no data", WELCOME)
    _make_data(bench)
    _meet(bench, "a start with data shows them", WORKING)
    _meet_locked(bench)
    _meet_gone(bench)
    _meet_damaged(bench)
    _meet(bench, "a start after all that shows the data again", WORKING)


def _check_itself(bench: Bench) -> None:
    told = bench.prefix.drive / "self-check.txt"
    done = bench.program("self-check", "--report", bench.prefix.windows(told))
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    told.unlink(missing_ok=True)
    for line in lines:
        bench.report.say(f"        {line}")
    missing = [words for words in SELF_CHECK if not any(words in line for line in lines)]
    bench.report.check(
        "the installed program passes its self-check", done.code == 0 and not missing, (done, missing)
    )


def _make_data(bench: Bench) -> None:
    folder = bench.prefix.windows(bench.data)
    done = bench.program("--data", folder, "demo", "--households", str(HOUSEHOLDS))
    count = counting.rows(bench.database).get("household", 0) if bench.database.exists() else 0
    bench.report.check(f"makes data in the officer's folder ({count} households)", count >= HOUSEHOLDS, done)
    checked = bench.program("check")
    bench.report.check("finds them whole", checked.code == 0, checked)


def _meet(bench: Bench, name: str, words: tuple[str, ...], seconds: float = 30) -> None:
    """The program's window says one of some words within some seconds."""
    said = see(bench, words, seconds)
    bench.report.check(name, any(word in said for word in words), said[:800])


def see(bench: Bench, words: tuple[str, ...], seconds: float = 30) -> str:
    """What the window of the installed program says when it says one of the words, or after some seconds."""
    picture = bench.prefix.drive / "seen"
    done = bench.prefix.run(
        bench.app / "pythonw.exe",
        *(
            "-I",
            "-X",
            "utf8",
            "S:\\inside\\see_window.py",
            bench.prefix.windows(picture),
            str(seconds),
            *words,
        ),
        seconds=seconds + 60,
    )
    text = picture.with_suffix(".txt")
    said = text.read_text(encoding="utf-8") if text.exists() else f"nothing; {done}"
    for ending in (".txt", ".png"):
        picture.with_suffix(ending).unlink(missing_ok=True)
    return said


def _meet_locked(bench: Bench) -> None:
    holder = hold_database(bench)
    try:
        _meet(bench, "a start while another program keeps the data locked says so", LOCKED)
    finally:
        bench.prefix.end(holder)


def hold_database(bench: Bench):  # type: ignore[no-untyped-def]
    """Another program that has the database locked; ended by `prefix.end`."""
    holder = bench.prefix.start(
        bench.python,
        "-X",
        "utf8",
        "S:\\inside\\lock_database.py",
        bench.prefix.windows(bench.database),
        "600",
    )
    assert holder.stdout is not None
    if holder.stdout.readline().strip() != b"ready":
        raise RuntimeError("the database could not be locked")
    return holder


def _meet_gone(bench: Bench) -> None:
    aside = bench.scratch / "aside"
    _move_all(bench.database, aside)
    try:
        _meet(bench, "a start without the database leads to the copies", RESTORE)
        bench.report.check("and begins no new one in its place", not bench.database.exists())
    finally:
        _move_all(aside / bench.database.name, bench.data)


def _meet_damaged(bench: Bench) -> None:
    whole = bench.database.read_bytes()
    damaged = b"\0" * 4096 + whole[4096:]
    bench.database.write_bytes(damaged)
    try:
        _meet(bench, "a start with a damaged database leads to the copies", RESTORE)
        bench.report.check("and leaves it as it is", bench.database.read_bytes() == damaged)
    finally:
        bench.database.write_bytes(whole)


def _move_all(database: Path, target: Path) -> None:
    """A database with the files that belong to it."""
    target.mkdir(exist_ok=True)
    for path in list(database.parent.glob(f"{database.name}*")):
        shutil.move(path, target / path.name)
