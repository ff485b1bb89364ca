"""A new version that does not work here: the one in use stays, as it was, with its data."""

from wine import snapshot
from wine.bench import Bench
from wine.checks.installing import foreign_keys
from wine.setups import BROKEN


def run(bench: Bench) -> None:
    """Every kind of broken installer over the working version."""
    keys = bench.registry()
    for kind in BROKEN:
        before = bench.look()
        done = bench.install(kind)
        differs = snapshot.difference(before, bench.look())
        bench.report.check(
            f"a new version that {kind}: code 8, everything as before",
            done.code == 8 and not differs,
            f"code {done.code}; {differs}",
        )
    bench.report.equal("the version in use still answers", bench.installed_version(), bench.setups.version)
    changes = snapshot.difference(keys, bench.registry())
    names = [*changes.added, *changes.removed, *changes.changed]
    ours = [name for name in names if "PovDesk" in name]
    bench.report.check(
        "the registry is as before", not ours and not foreign_keys(names), (ours, foreign_keys(names))
    )
