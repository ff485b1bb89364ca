"""The first installation: what it writes, where, and nothing anywhere else."""

import re
from collections.abc import Iterable, Mapping

from wine import registry, snapshot, trace
from wine.bench import UNINSTALLER, Bench
from wine.setups import OLD

MENU = "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
PROGRAM = "AppData/Local/Programs/PovDesk"

SHORTCUTS = {
    "Desktop/PovDesk.lnk",
    f"{MENU}/PovDesk/PovDesk.lnk",
    f"{MENU}/PovDesk/PovDesk (dự phòng).lnk",
    f"{MENU}/PovDesk/Gỡ bỏ PovDesk.lnk",
}

OUR_KEYS = (
    "HKCU\\Software\\PovDesk",
    "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\PovDesk",
)

WINES_OWN = re.compile(
    r"HKCU\\Console"
    r"|HKCU\\Software\\Wine\\Fonts"
    r"|HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\"
    r"|HKLM\\System\\CurrentControlSet\\(Control\\Class|Control\\Video|Enum|Hardware Profiles|Services)\\"
    r"|HKLM\\(Software|System)\\.*\\(DriverDate|DateTime|Time Zones?|TimeZoneInformation)"
    r"|HKLM\\Hardware\\"
    r"|HKLM\\Software\\Microsoft\\Windows( NT)?\\CurrentVersion\\Fonts( →|$)"
    # What Windows notes for itself when it is asked who signed a file.
    r"|HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Wintrust(\\|$)"
    # The list of installed programs, which every other Windows has.
    r"|HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall$"
)
"""What Wine itself writes anew at its start."""

VALUES = {
    "DisplayName",
    "DisplayVersion",
    "Publisher",
    "UninstallString",
    "QuietUninstallString",
    "EstimatedSize",
}


def run(bench: Bench) -> None:
    """Install the older version on a bare Windows, its system calls traced."""
    report, prefix = bench.report, bench.prefix
    setup = bench.setups.get(OLD)
    bench.keys_before = keys_before = bench.registry()
    bench.files_before = before = snapshot.take(prefix.drive)

    trace.begin(bench)
    done = prefix.run(setup, "/S", trace=bench.scratch / "install.trace")
    report.equal(f"installs {bench.setups.older} silently for {prefix.user}: code", done.code, 0, done.output)
    keys_after, after = bench.registry(), snapshot.take(prefix.drive)
    trace.finish(bench, "installing", bench.scratch / "install.trace")

    files = snapshot.difference(before, after)
    home = f"users/{prefix.user}/"
    outside = [name for name in _files(files.added, after) if not _may_be_written(name, home)]
    outside += [*files.changed, *files.removed]
    report.check("writes nothing but its folder and the shortcuts", not outside, outside[:10])
    links = {name.removeprefix(home) for name in files.added if name.endswith(".lnk")}
    report.equal(f"makes {len(SHORTCUTS)} shortcuts", links, SHORTCUTS)
    strays = [name for name in snapshot.take(prefix.linux_home) if not name.startswith(".cache")]
    report.check("leaves the home of this machine's own account alone", not strays, strays[:10])
    differs = bench.differs_from(OLD)
    count = len(snapshot.take(bench.app))
    report.check(f"puts all {count} files and folders in place, byte for byte", not differs, differs)

    changes = snapshot.difference(keys_before, keys_after)
    foreign = foreign_keys([*changes.added, *changes.removed, *changes.changed])
    report.check("writes no registry key outside its two in HKCU", not foreign, foreign[:10])
    _check_values(bench, keys_after)


def _check_values(bench: Bench, keys: Mapping[str, str]) -> None:
    ours = {
        name.partition(" → ")[2]: value
        for name, value in keys.items()
        if name.startswith(f"{OUR_KEYS[1]} → ")
    }
    version = registry.text_value(ours.get("DisplayVersion", ""))
    bench.report.check(
        "is in the list of installed programs with name, version, size and how to remove it",
        ours.keys() >= VALUES and version == bench.setups.older,
        ours,
    )
    command = registry.text_value(ours.get("UninstallString", "")).strip('"')
    bench.report.equal(
        "is removed by the program that lies there", command, bench.prefix.windows(bench.folder / UNINSTALLER)
    )


def foreign_keys(names: Iterable[str]) -> list[str]:
    """Those of the registry's keys and values that are neither ours nor Wine's own."""
    return [
        name
        for name in names
        if not WINES_OWN.match(name)
        and not any(name == key or name.startswith((f"{key}\\", f"{key} → ")) for key in OUR_KEYS)
    ]


def _may_be_written(name: str, home: str) -> bool:
    inside = name.removeprefix(home)
    return inside != name and (
        inside.startswith(f"{PROGRAM}/")
        or inside in SHORTCUTS
        or inside.startswith("AppData/Local/PovDesk/log/")
    )


def _files(names: Iterable[str], found: Mapping[str, str]) -> list[str]:
    return [name for name in names if found[name] != snapshot.FOLDER]
