"""What the installer refuses, each with its code and without having changed anything."""

import shutil
from collections.abc import Callable

from wine import shortcut, snapshot
from wine.bench import UNINSTALLER, Bench, wait_until
from wine.checks.installing import MENU
from wine.prefix import Done
from wine.setups import NEW, OLD

Look = Callable[[], dict[str, str]]

SMALL_DISK = 100_000_000

LINKS = {
    "its shortcut": "Desktop/PovDesk.lnk",
    "the fallback shortcut": f"{MENU}/PovDesk/PovDesk (dự phòng).lnk",
}


def run(bench: Bench) -> None:
    """One state of the machine after the other that an installation must not go on in."""
    _refused(bench, "an older version", 5, lambda: bench.install(OLD))
    _too_old(bench)
    _running(bench)
    _copy_impossible(bench)
    _folder_in_use(bench)
    _no_room(bench)
    _damaged_setup(bench)
    _wrong_folders(bench)
    _cancelled(bench)
    bench.report.equal("the version in use still answers", bench.installed_version(), bench.setups.version)


def _refused(
    bench: Bench,
    what: str,
    code: int,
    act: Callable[[], Done],
    look: Look | None = None,
    before: dict[str, str] | None = None,
) -> None:
    """look: what must stay, if not everything of the officer. before: as it was when, if not just now."""
    seen = look or bench.look
    before = seen() if before is None else before
    done = act()
    differs = snapshot.difference(before, seen())
    bench.report.check(
        f"refuses {what}: code {code}, everything as before",
        done.code == code and not differs,
        f"code {done.code}; {differs}; {done.output}",
    )


def _too_old(bench: Bench) -> None:
    for version in ("win7", "win81"):
        bench.prefix.set_windows(version)
        _refused(bench, f"an older Windows ({version})", 3, lambda: bench.install(NEW))
    bench.prefix.set_windows("win10")


def _running(bench: Bench) -> None:
    """Started as the officer does: by the shortcuts."""

    def program() -> dict[str, str]:
        return snapshot.take(bench.folder)

    lock = bench.data / "povdesk.lock"
    for words, link in LINKS.items():
        lock.unlink(missing_ok=True)
        begins = shortcut.read(bench.prefix.home / link)
        child = bench.prefix.start(
            begins.target, *begins.words.split(), folder=bench.prefix.linux(begins.folder)
        )
        opened = wait_until(lambda: lock.exists() and lock.stat().st_size > 0)
        bench.report.check(f"{words} opens the program", opened, begins)
        _refused(bench, f"while it runs, opened by {words}", 4, lambda: bench.install(NEW), program)
        again = bench.program(seconds=30)
        bench.report.equal("a second start leaves it to the first: code", again.code, 0, again.output)
        _refused(bench, "removing it meanwhile", 4, lambda: remove_in_place(bench), program)
        bench.report.check("and it goes on running", child.poll() is None, child.poll())
        bench.prefix.end(child)
    lock.unlink(missing_ok=True)


def remove_in_place(bench: Bench) -> Done:
    """The uninstaller without the copy of itself that it usually makes, so that its code is seen."""
    program = bench.prefix.windows(bench.folder / UNINSTALLER)
    return bench.inside("run_line.py", f'"{program}" /S _?={bench.prefix.windows(bench.folder)}')


def _copy_impossible(bench: Bench) -> None:
    holder = bench.hold_database()
    _refused(bench, "when another program keeps the data locked", 6, lambda: bench.install(NEW))
    bench.prefix.end(holder)
    whole = bench.database.read_bytes()
    bench.database.write_bytes(whole[: len(whole) // 2] + b"\0" * 8192 + whole[len(whole) // 2 + 8192 :])
    _refused(bench, "when the data are damaged", 6, lambda: bench.install(NEW))
    bench.database.write_bytes(whole)


def _folder_in_use(bench: Bench) -> None:
    waiting = bench.prefix.start(bench.python, "S:\\inside\\wait.py", "600", folder=bench.app)
    bench.prefix.says_ready(waiting)
    _refused(bench, "when the folder cannot be renamed", 7, lambda: bench.install(NEW))
    bench.prefix.end(waiting)


def _no_room(bench: Bench) -> None:
    shim = {"LD_PRELOAD": str(bench.scratch / "small_disk.so"), "FREE_BYTES": str(SMALL_DISK)}
    _refused(
        bench, f"a disk with {SMALL_DISK // 1_000_000} MB left", 9, lambda: bench.install(NEW, more=shim)
    )


def _damaged_setup(bench: Bench) -> None:
    whole = bytearray(bench.setups.file(NEW).read_bytes())
    whole[len(whole) // 2] ^= 1
    damaged = bench.setups.file(NEW).with_name("damaged.exe")
    damaged.write_bytes(whole)
    _refused(
        bench, "to run when one bit of it is wrong", 2, lambda: bench.prefix.run(f"S:\\{damaged.name}", "/S")
    )
    damaged.unlink()


def _wrong_folders(bench: Bench) -> None:
    foreign = bench.prefix.drive / "Tài liệu của xã"
    (foreign / "app").mkdir(parents=True)
    (foreign / "app" / "danh sách.txt").write_text("của người khác", encoding="utf-8")
    places = {
        "the folder of the data": bench.data,
        "a second place beside the first": bench.prefix.drive / "Phần mềm khác",
        "a folder app of somebody else's": foreign,
    }
    for words, folder in places.items():
        line = f"{bench.setups.get(NEW)} /S /D={bench.prefix.windows(folder)}"
        _refused(bench, f"{words} as its place", 2, lambda line=line: bench.inside("run_line.py", line))
    bench.report.check(
        "and leaves nothing there",
        len(list(foreign.rglob("*"))) == 2 and not places["a second place beside the first"].exists(),
    )
    shutil.rmtree(foreign)


def _cancelled(bench: Bench) -> None:
    """With its windows: Cancel on the first page, and Yes."""

    def cancel() -> Done:
        pressed = bench.inside("press_cancel.py", "Cài đặt PovDesk", "30")
        code = setup.wait(timeout=30) if pressed.code == 0 else -1
        return Done(code, pressed.output, pressed.seconds)

    before = bench.look()
    setup = bench.prefix.start(bench.setups.get(NEW))
    shown = bench.inside("wait_for_window.py", "Cài đặt PovDesk", "30")
    bench.report.check("shows its window", shown.code == 0, shown)
    _refused(bench, "to run beside another setup", 2, lambda: bench.install(NEW))
    # Compared with the time before its window was there: what that has put into Temp goes with it.
    _refused(bench, "to go on when somebody cancels", 1, cancel, before=before)
