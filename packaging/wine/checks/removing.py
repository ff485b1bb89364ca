"""Removing the program: nothing of it stays, and all data do."""

from pathlib import Path

from wine import registry, snapshot
from wine.bench import UNINSTALLER, Bench, wait_until
from wine.checks.installing import MENU, OUR_KEYS, SHORTCUTS, foreign_keys
from wine.setups import NEW

PLACE = "Phần mềm của xã Đắk Rơ Nga"


AT_NEXT_START = r"HKLM\System\CurrentControlSet\Control\Session Manager → PendingFileRenameOperations"
"""With it NSIS has the uninstaller's copy in Temp deleted, where the account may write there, as in Wine."""


def run(bench: Bench) -> None:
    """From its usual place, then from one of the officer's own choice."""
    _usual_place(bench)
    _other_place(bench)


def _usual_place(bench: Bench) -> None:
    report, prefix = bench.report, bench.prefix
    data = snapshot.take(bench.data)
    line = registry.text_value(bench.registry()[f"{OUR_KEYS[1]} → QuietUninstallString"])
    done = bench.inside("run_line.py", line)
    gone = wait_until(lambda: not bench.folder.exists())
    report.check("removes the program by the command that Windows knows", done.code == 0 and gone, done)
    links = [link for link in SHORTCUTS if (prefix.home / link).exists()]
    report.check("removes its shortcuts", not links and not (prefix.home / MENU / "PovDesk").exists(), links)
    report.check("keeps the data as they are", snapshot.take(bench.data) == data and bool(data))
    keys = bench.registry()
    ours = [name for name in keys if "PovDesk" in name]
    report.check("leaves no registry key", not ours, ours)
    _nothing_else(bench)


def _nothing_else(bench: Bench) -> None:
    """Against the Windows as it was before the first installation; what a power cut left in Temp aside."""
    home = f"users/{bench.prefix.user}"
    kept = (f"{home}/AppData/Local/PovDesk", f"{home}/Temp")
    left = snapshot.difference(bench.files_before, snapshot.take(bench.prefix.drive))
    # The folder that Windows itself keeps for programs of one account.
    foreign = set(left.added) - {kept[0], f"{home}/AppData/Local/Programs"}
    foreign = {name for name in foreign if not name.startswith(tuple(f"{each}/" for each in kept))}
    bench.report.check(
        "nothing but data and log is on the disk that was not there before",
        not foreign and not left.removed and not left.changed,
        (sorted(foreign)[:10], left.removed[:5], left.changed[:5]),
    )
    changes = snapshot.difference(bench.keys_before, bench.registry())
    names = {*changes.added, *changes.removed, *changes.changed} - {AT_NEXT_START}
    keys = foreign_keys(sorted(names))
    bench.report.check("the registry is as it was before the first installation", not keys, keys[:10])


def _other_place(bench: Bench) -> None:
    """The first installation into it is cut, before Windows has written the registry to the disk."""
    prefix, report = bench.prefix, bench.report
    folder = prefix.drive / PLACE / "Hộ nghèo"
    line = f"{bench.setups.get(NEW)} /S /D={prefix.windows(folder)}"
    prefix.start(bench.python, "-X", "utf8", r"S:\inside\run_line.py", line)
    begun = wait_until(lambda: (folder / "app.new" / "resources").exists(), 60)
    prefix.cut_power()
    report.check("the power fails in a first installation", begun)
    done = bench.inside("run_line.py", line)
    said = prefix.run(folder / "app" / "PovDesk.exe", "--version")
    report.check(
        f"after that it installs into C:\\{PLACE}\\Hộ nghèo and runs there",
        done.code == 0 and said.output == f"PovDesk {bench.setups.version}",
        (done, said),
    )
    _remove_in_its_window(bench, folder)


def _remove_in_its_window(bench: Bench, folder: Path) -> None:
    """As the officer does, with the data in a folder of their own choice."""
    chosen = bench.prefix.drive / "Số liệu của xã"
    with bench.data_elsewhere(chosen):
        data = snapshot.take(chosen)
        bench.prefix.start(folder / UNINSTALLER)
        through = bench.inside("press_through.py", "Gỡ bỏ PovDesk", "60")
        pages, named = through.output.splitlines(), bench.prefix.windows(chosen)
        bench.report.check(
            "its uninstaller names the chosen folder of the data, before and after",
            through.code == 0 and f"vẫn nằm ở: {named}" in pages[0] and f"còn nguyên ở: {named}" in pages[-1],
            through,
        )
        gone = wait_until(lambda: not folder.exists())
        same = snapshot.take(chosen) == data
    bench.report.check("removes the program from there, and leaves the data", gone and same, (gone, same))
