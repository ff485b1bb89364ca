"""A bare Windows: places and versions of it that nothing may be installed on are refused, nothing written."""

from pathlib import Path

from wine import snapshot
from wine.bench import Bench
from wine.setups import OLD

READ_ONLY = Path("/proc")
"""Not even root makes a folder there."""

BEFORE_1809, SINCE_1809 = 17134, 17763


def run(bench: Bench) -> None:
    """Before anything of PovDesk is there, so that no other reason can be the one."""
    report, prefix = bench.report, bench.prefix
    shared = bench.scratch / "shared"
    shared.mkdir()
    prefix.plug_in("n", shared, "network")
    prefix.stop()
    link = prefix.drive / "Chỉ đọc"
    link.symlink_to(READ_ONLY)
    before = snapshot.take(prefix.home)
    places = {
        "a removable disk": r"S:\PovDesk",
        "a network drive": r"N:\PovDesk",
        "a folder that cannot be written": rf"C:\{link.name}\PovDesk",
        "a path of more than 120 letters": rf"C:\{'Hộ nghèo ' * 13}xã\PovDesk",
    }
    for words, place in places.items():
        report.equal(f"refuses {words}: code", _install(bench, place), 2)
    _versions(bench)
    left = [path for path in (*shared.iterdir(), bench.folder, prefix.drive / "Hộ nghèo") if path.exists()]
    differs = snapshot.difference(before, snapshot.take(prefix.home))
    report.check("and has written nothing anywhere", not left and not differs, (left, differs))
    link.unlink()
    _cannot_unpack(bench)


def _versions(bench: Bench) -> None:
    """The first Windows 10 that will do, and the one before."""
    for build, code in ((BEFORE_1809, 3), (SINCE_1809, 2)):
        bench.prefix.set_build(build)
        words = "is too old" if code == 3 else "will do, so that only the place is refused"
        got = _install(bench, r"S:\PovDesk")
        bench.report.equal(f"Windows 10 of build {build} {words}: code", got, code)
    bench.prefix.set_windows("win10")


def _cannot_unpack(bench: Bench) -> None:
    """A file stands where the program is to be unpacked."""
    bench.folder.mkdir(parents=True)
    stands = bench.folder / "app.new"
    stands.write_text("của người khác", encoding="utf-8")
    done = bench.install(OLD)
    bench.report.check(
        "where it cannot unpack: code 2, and what stands in its way is left",
        done.code == 2 and list(bench.folder.iterdir()) == [stands],
        (done, list(bench.folder.iterdir())),
    )
    stands.unlink()
    bench.folder.rmdir()
    bench.folder.parent.rmdir()


def _install(bench: Bench, place: str) -> int:
    return bench.inside("run_line.py", f"{bench.setups.get(OLD)} /S /D={place}").code
