"""“Cập nhật từ USB” in the installed program: what it refuses, and the whole way to the new version."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from installer import beside, setup_file

from wine import counting, snapshot
from wine.bench import UNINSTALLER, Bench, wait_until
from wine.prefix import Done
from wine.setups import BROKEN, NEW, OLD, older

GOOD, BIT, BARE, RENAMED, SAME, OLDER = (
    "Bản mới",
    "Sai một bit",
    "Không có mã",
    "Đổi tên",
    "Bản đang dùng",
    "Bản cũ",
)

REFUSED = {
    "one bit of it is not as its hash file says": (BIT, "khác với mã kiểm đi kèm"),
    "it has neither hash file nor signature": (BARE, "không có chữ ký số mà máy này xác nhận được"),
    "its name says another version than it holds": (RENAMED, "Tệp đã bị đổi tên"),
    "it is the version in use": (SAME, "Máy đang dùng đúng phiên bản"),
    "it is an older version": (OLDER, "cũ hơn phiên bản"),
}
"""Why → folder on the stick, and what the officer reads."""

FITS = "Mã kiểm SHA-256 khớp"
CHANGED = "vừa bị thay đổi hoặc bị xóa nên không chạy"

REASON = "trước khi nâng cấp"
"""What the program says of such a copy."""

SAMPLE = 100
USED = {"history", "setting", "backup_log"}
"""To these tables an ordinary start and end write."""


def run(bench: Bench) -> None:
    """From the older version to this one; afterwards the older one is there again for what follows."""
    setups, report = bench.setups, bench.report
    places = _fill_stick(bench)
    before = _look(bench)
    _refusals(bench)
    _changed_meanwhile(bench)
    differs = snapshot.difference(before, _look(bench))
    report.check("and all that leaves program and data as they were", not differs, differs)
    report.equal("the version in use still answers", bench.installed_version(), setups.older)
    _update(bench)
    for place in places:
        shutil.rmtree(place)
    _back_to_older(bench)


def _fill_stick(bench: Bench) -> list[Path]:
    """One folder on the stick for every kind of setup."""
    setups = bench.setups
    new, false = setups.file(NEW), setups.file(next(iter(BROKEN)))
    much_older = older(setups.older)
    wanted = {
        GOOD: (new, setups.version),
        BIT: (new, setups.version),
        BARE: (false, setups.newer),
        RENAMED: (new, setups.newer),
        SAME: (setups.file(OLD), setups.older),
        OLDER: (setups.file(OLD), much_older),
    }
    made = []
    for name, (source, version) in wanted.items():
        place = new.parent / name
        place.mkdir()
        made.append(place)
        setup = Path(shutil.copy(source, place / setup_file.name(version)))
        if name != BARE:
            beside.write(setup, setups.version)
        if name == BIT:
            _turn_one_bit(setup)
    return made


def _turn_one_bit(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(whole)


def _refusals(bench: Bench) -> None:
    done, said = _press(bench, "look", (GOOD, *(name for name, _ in REFUSED.values())))
    bench.report.check(
        "finds the setups on a stick; says of the right one that its hash fits",
        done.code == 0 and f"PovDesk {bench.setups.version} dùng được. {FITS}" in said.get(GOOD, ""),
        (done, said),
    )
    for why, (name, words) in REFUSED.items():
        bench.report.check(f"refuses a setup when {why}", words in said.get(name, ""), said)


def _changed_meanwhile(bench: Bench) -> None:
    """With the invented commune open, made where the program itself looks for it."""
    sample = bench.data.with_name("sample")
    made = bench.program("demo", "--households", str(SAMPLE))
    bench.report.check("the invented commune is made beside the data", (sample / "povdesk.db").exists(), made)
    before = _copies(bench.data)
    done, said = _press(bench, "spoil", (GOOD,), bench.prefix.windows(sample))
    bench.report.check(
        "does not start a setup that was changed after the check, and says so",
        done.code == 0 and FITS in said.get(GOOD, "") and CHANGED in said.get("-", ""),
        (done, said),
    )
    _proven(
        bench, "with the invented commune open, keeps the officer's own data", _copies(bench.data) - before
    )
    own = [copy for copy in _copies(sample) if REASON in _verified(bench, copy).output]
    bench.report.check("and none of the invented ones before an update", not own, own)
    shutil.rmtree(sample)
    for copy in _copies(bench.data) - before:
        copy.unlink()


def _update(bench: Bench) -> None:
    report, rows = bench.report, counting.rows(bench.database)
    before = _copies(bench.data)
    done, said = _press(bench, "go", (GOOD,))
    report.check(
        "“Cập nhật” closes the program in order",
        done.code == 0 and FITS in said.get(GOOD, "") and not is_open(bench),
        (done, said, is_open(bench)),
    )
    copies = _copies(bench.data) - before
    _proven(bench, "after a proven copy of the data", copies)
    through = bench.inside("press_through.py", "Cài đặt PovDesk", "120", seconds=150)
    promised = f"Cập nhật PovDesk {bench.setups.older} lên {bench.setups.version}"
    report.check(
        "the setup comes up by itself, says from which version to which, and goes through",
        through.code == 0 and promised in through.output,
        through,
    )
    again = wait_until(lambda: is_open(bench))
    report.check("its last page opens PovDesk again", again)
    bench.prefix.stop()
    (bench.data / "povdesk.lock").unlink(missing_ok=True)
    differs = bench.differs_from(NEW)
    report.check("the new version is in place, byte for byte", not differs, differs)
    report.equal("and answers", bench.installed_version(), bench.setups.version)
    _proven(bench, "the setup has made and proven its own copy", _copies(bench.data) - before)
    found = counting.rows(bench.database)
    lost = {name: (count, found.get(name)) for name, count in rows.items() if found.get(name, -1) < count}
    report.check(f"all {sum(rows.values())} rows of the data are there", not lost, lost)


def _proven(bench: Bench, name: str, copies: Iterable[Path]) -> None:
    """The program itself opens them; what it copied every day anyway does not count."""
    verified = [one for one in (_verified(bench, copy) for copy in copies) if REASON in one.output]
    bench.report.check(
        f"{name} ({len(verified)})", bool(verified) and not any(one.code for one in verified), verified
    )


def _verified(bench: Bench, copy: Path) -> Done:
    return bench.program("verify", bench.prefix.windows(copy))


def _back_to_older(bench: Bench) -> None:
    line = f'"{bench.prefix.windows(bench.folder / UNINSTALLER)}" /S'
    removed = bench.inside("run_line.py", line)
    gone = wait_until(lambda: not bench.folder.exists())
    # At its next start Windows deletes the uninstaller's copy in Temp, as it was asked to.
    bench.prefix.stop()
    done = bench.install(OLD)
    bench.report.check(
        f"removed, then {bench.setups.older} installed anew: the data are still whole",
        removed.code == 0 and gone and done.code == 0 and bench.program("check").code == 0,
        (removed, gone, done),
    )


def _press(bench: Bench, act: str, names: tuple[str, ...], data: str = "-") -> tuple[Done, dict[str, str]]:
    """What the program said of the setups in these folders, and how it ended."""
    told = bench.prefix.drive / "said.txt"
    done = bench.prefix.run(
        bench.app / "pythonw.exe",
        *(
            "-I",
            "-X",
            "utf8",
            "S:\\inside\\use_update.py",
            bench.prefix.windows(told),
            "90",
            data,
            act,
            *names,
        ),
        seconds=120,
    )
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    told.unlink(missing_ok=True)
    return done, {name: words for name, _, words in (line.partition(": ") for line in lines)}


def is_open(bench: Bench) -> bool:
    """Whether a program has the officer's data open, by its own sign."""
    lock = bench.data / "povdesk.lock"
    return lock.exists() and lock.stat().st_size > 0


def _copies(data: Path) -> set[Path]:
    return set(data.glob("sao-luu/*.pvbak"))


def _look(bench: Bench) -> Mapping[str, str]:
    """Program and database; not what the program writes down when it is used."""
    rows = {name: str(count) for name, count in counting.rows(bench.database).items() if name not in USED}
    return snapshot.take(bench.folder) | rows
