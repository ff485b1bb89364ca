"""A newer version over data: a proven copy first, then the program alone changes."""

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from wine import counting, snapshot
from wine.bench import Bench
from wine.checks.program import WORKING, see
from wine.setups import NEW

COPIES = "sao-luu"


def run(bench: Bench) -> None:
    """From the older version to this one; then this one again over a program that was damaged."""
    report = bench.report
    before, rows = _data(bench), counting.rows(bench.database)
    copies_before = set(bench.data.glob(f"{COPIES}/*.pvbak"))
    done = bench.install(NEW)
    report.equal(
        f"upgrades from {bench.setups.older} to {bench.setups.version}: code", done.code, 0, done.output
    )
    report.equal("the new version answers", bench.installed_version(), bench.setups.version)
    report.check("the data are the same, byte for byte", _data(bench) == before, "changed")
    differs = bench.differs_from(NEW)
    report.check("nothing of the old version is left", not differs and _is_tidy(bench), differs)
    _check_copy(bench, sorted(set(bench.data.glob(f"{COPIES}/*.pvbak")) - copies_before), rows)
    said = see(bench, WORKING)
    report.check("the new version opens the data", any(word in said for word in WORKING), said[:800])
    report.equal("and finds them whole", bench.program("check").code, 0)
    _repair(bench)


def _check_copy(bench: Bench, copies: Sequence[Path], rows: Mapping[str, int]) -> None:
    """The one copy that was made before: whole, and with every row of every table."""
    report = bench.report
    if not report.equal("one copy of the data was made before", len(copies), 1):
        return
    copy = bench.prefix.windows(copies[0])
    verified = bench.program("verify", copy)
    report.check("the installed program proves the copy", verified.code == 0, verified)
    elsewhere = bench.prefix.drive / "restored"
    restored = bench.program("--data", bench.prefix.windows(elsewhere), "restore", copy)
    same = {}
    if restored.code == 0:
        found = counting.rows(elsewhere / "povdesk.db")
        same = {name: (count, found.get(name)) for name, count in rows.items() if found.get(name) != count}
    # The restoring itself is written down.
    allowed = {"history", "setting", "backup_log"}
    report.check(
        f"brought back elsewhere it has all {sum(rows.values())} rows",
        restored.code == 0 and not set(same) - allowed,
        (restored, same),
    )
    shutil.rmtree(elsewhere, ignore_errors=True)


def _repair(bench: Bench) -> None:
    """With the data in a folder that the officer chose, as their copy has to follow them there."""
    chosen = bench.prefix.drive / "Số liệu của xã" / "PovDesk"
    with bench.data_elsewhere(chosen):
        copies = set(chosen.glob(f"{COPIES}/*.pvbak"))
        (bench.app / "python311.zip").unlink()
        (bench.app / "PovDesk.exe").write_bytes(b"")
        done = bench.install(NEW)
        differs = bench.differs_from(NEW)
        bench.report.check(
            "the same version again repairs a damaged program",
            done.code == 0 and not differs,
            (done, differs),
        )
        made = set(chosen.glob(f"{COPIES}/*.pvbak")) - copies
        bench.report.check(
            "and copies the data where they are: in a folder that was chosen",
            len(made) == 1 and not bench.data.exists(),
            (made, bench.data.exists()),
        )


def _data(bench: Bench) -> dict[str, str]:
    """The data themselves, without copies of them and without the sign who has them open."""
    found = snapshot.take(bench.data, skip=(COPIES,))
    return {name: content for name, content in found.items() if re.match(r"povdesk\.db|dinh-kem", name)}


def _is_tidy(bench: Bench) -> bool:
    return {path.name for path in bench.folder.iterdir()} == {"app", "Go-bo-PovDesk.exe"}
