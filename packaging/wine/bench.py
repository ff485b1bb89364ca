"""What every group of checks works with: the passing Windows, the installers, and what is installed."""

import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from wine import registry, snapshot
from wine.prefix import Done, Prefix
from wine.report import Report
from wine.setups import Setups

UNINSTALLER = "Go-bo-PovDesk.exe"

SIGNED = (".exe", ".dll", ".pyd")
"""What a signature changes."""

LOG = "AppData/Local/PovDesk/log"
COPIES = "AppData/Local/PovDesk/data/sao-luu"
LOCK = "AppData/Local/PovDesk/data/povdesk.lock"
"""Relative to the officer's folder. To these alone a refused upgrade may write."""


@dataclass
class Bench:
    """One run.

    python: the checks' own Python inside the Windows. scratch: a folder on this machine. files_before,
    keys_before: the Windows before anything was installed.
    """

    prefix: Prefix
    report: Report
    setups: Setups
    python: Path
    scratch: Path
    files_before: dict[str, str] = field(default_factory=dict)
    keys_before: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where the program is installed."""
        return self.prefix.local / "Programs" / "PovDesk"

    @property
    def app(self) -> Path:
        return self.folder / "app"

    @property
    def exe(self) -> Path:
        return self.app / "PovDesk.exe"

    @property
    def data(self) -> Path:
        """The officer's data."""
        return self.prefix.local / "PovDesk" / "data"

    @property
    def database(self) -> Path:
        return self.data / "povdesk.db"

    def install(
        self, name: str, *words: str, seconds: float = 300, more: Mapping[str, str] | None = None
    ) -> Done:
        """Run one of the installers silently."""
        return self.prefix.run(self.setups.get(name), "/S", *words, seconds=seconds, more=more)

    def differs_from(self, name: str) -> snapshot.Changes:
        """How the installed program differs from what OLD or NEW was packed from."""
        found = snapshot.difference(snapshot.take(self.setups.payload(name)), snapshot.take(self.app))
        if not self.setups.may_be_signed:
            return found
        changed = tuple(each for each in found.changed if not each.endswith(SIGNED))
        return replace(found, changed=changed)

    def program(self, *words: str, seconds: float = 120) -> Done:
        """Run the installed program with a command."""
        return self.prefix.run(self.exe, *words, seconds=seconds)

    def inside(self, script: str, *words: str, seconds: float = 120) -> Done:
        """Run one of the checks' own programs in the Windows, to its end."""
        return self.prefix.run(self.python, "-X", "utf8", f"S:\\inside\\{script}", *words, seconds=seconds)

    def hold_database(self) -> "subprocess.Popen[bytes]":
        """Another program that has the database locked, until `prefix.end`."""
        database = self.prefix.windows(self.database)
        holder = self.prefix.start(self.python, "-X", "utf8", r"S:\inside\lock_database.py", database, "600")
        if not self.prefix.says_ready(holder):
            raise RuntimeError("The database could not be locked.")
        return holder

    @contextmanager
    def data_elsewhere(self, chosen: Path) -> Iterator[None]:
        """The data lie in a folder that the officer has chosen, until the end of the block."""
        chosen.parent.mkdir(exist_ok=True)
        self.data.rename(chosen)
        place = self.data.with_name("place.json")
        place.write_text(
            json.dumps({"data": self.prefix.windows(chosen)}, ensure_ascii=False), encoding="utf-8"
        )
        yield
        place.unlink()
        chosen.rename(self.data)
        if chosen.parent != self.prefix.drive:
            chosen.parent.rmdir()

    def installed_version(self) -> str:
        """What the installed program says that it is, or how it failed."""
        done = self.program("--version")
        said = re.fullmatch(r"PovDesk (\S+)", done.output)
        return said[1] if said and done.code == 0 else f"code {done.code}: {done.output}"

    def look(self) -> dict[str, str]:
        """All files of the officer: program, data, shortcuts; not the log, nor copies of the data."""
        found = snapshot.take(self.prefix.home, skip=(LOG, COPIES))
        return {name: content for name, content in found.items() if name not in (LOG, COPIES, LOCK)}

    def registry(self) -> dict[str, str]:
        """The registry as it is now; ends what runs."""
        self.prefix.stop()
        return registry.read(self.prefix.root)

    def log(self) -> str:
        """What the program wrote into its log."""
        path = self.prefix.home / LOG / "povdesk.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def wait_until(true: Callable[[], bool], seconds: float = 30) -> bool:
    """Look again and again, no longer than so; returns whether it came true."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
