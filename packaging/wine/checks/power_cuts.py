"""The power fails in the middle of an installation: something always starts, and installing again repairs."""

import os
from pathlib import Path

from wine import snapshot
from wine.bench import Bench, wait_until
from wine.setups import NEW


def run(bench: Bench) -> None:
    """Real cuts at three moments of an upgrade, then states that a cut can leave."""
    before = _data(bench)
    for moment in ("while it unpacks", "while it tries the new program", "while it switches"):
        _cut(bench, moment)
    _installs_again(bench, before, "after the three")
    bench.app.rename(bench.folder / "app.old")
    _installs_again(bench, before, "after a cut between the two renames")
    bench.app.rename(bench.folder / "app.old")
    bench.app.mkdir()
    (bench.app / "PovDesk.exe").write_bytes(b"")
    _installs_again(bench, before, "after a cut that left empty files")


def _cut(bench: Bench, moment: str) -> None:
    setup = bench.prefix.start(bench.setups.get(NEW), "/S")
    fresh, whole = bench.folder / "app.new", _count(bench.app)
    signs = {
        "while it unpacks": lambda: _count(fresh) > whole // 4,
        "while it tries the new program": lambda: _count(fresh) >= whole,
        "while it switches": lambda: (bench.folder / "app.old").exists(),
    }
    seen = wait_until(signs[moment], 120)
    bench.prefix.cut_power()
    setup.wait(timeout=30)
    works = seen and _usable(bench)
    bench.report.check(f"the power fails {moment}: a version that works is there", works, _state(bench))


def _installs_again(bench: Bench, before: dict[str, str], when: str) -> None:
    done = bench.install(NEW)
    differs = bench.differs_from(NEW)
    bench.report.check(
        f"{when} installing again repairs, the data are the same",
        done.code == 0
        and not differs
        and _names(bench.folder) == {"app", "Go-bo-PovDesk.exe"}
        and _data(bench) == before,
        f"code {done.code}; {differs}; {_state(bench)}",
    )


def _usable(bench: Bench) -> bool:
    """The program that the shortcuts point to, or the one that the next installation takes back, is whole."""
    folder = bench.app if bench.app.exists() else bench.folder / "app.old"
    done = bench.prefix.run(folder / "PovDesk.exe", "--version")
    return done.code == 0


def _data(bench: Bench) -> dict[str, str]:
    found = snapshot.take(bench.data, skip=("sao-luu",))
    return {name: content for name, content in found.items() if name.startswith("povdesk.db")}


def _count(folder: Path) -> int:
    # Not rglob, which stops at a folder that goes while it looks.
    return sum(len(folders) + len(files) for _, folders, files in os.walk(folder))


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _state(bench: Bench) -> str:
    return ", ".join(f"{path.name}: {_count(path)}" for path in sorted(bench.folder.iterdir()))
