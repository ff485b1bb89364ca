"""The two commands say what to do when the machine lacks something, and never half-do it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.source_tree import ROOT

DEV = ROOT / "packaging" / "dev.py"


@pytest.fixture
def devtools(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The tools as dev.py sees them."""
    monkeypatch.syspath_prepend(str(DEV.parent))
    import devtools
    import devtools.environment
    import devtools.system_packages

    yield devtools
    for name in [name for name in sys.modules if name.partition(".")[0] == "devtools"]:
        del sys.modules[name]


def test_without_a_command_it_says_which_there_are() -> None:
    done = subprocess.run(
        [sys.executable, str(DEV)], capture_output=True, encoding="utf-8", timeout=300, check=False
    )

    assert done.returncode == 1
    for command in ("run", "test", "check", "bench", "screens", "installer"):
        assert f"packaging/dev.py {command}" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="apt is a tool of Debian")
def test_who_is_not_root_is_told_the_line_to_run(
    devtools: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = devtools.system_packages
    monkeypatch.setattr(packages, "_loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(packages.os, "geteuid", lambda: 1000)

    with pytest.raises(devtools.environment.CannotPrepare, match=r"sudo apt install libegl1$"):
        packages.install(window=False)


@pytest.mark.skipif(sys.platform == "win32", reason="apt is a tool of Debian")
def test_another_linux_is_told_what_is_missing(devtools: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = devtools.system_packages
    monkeypatch.setattr(packages, "_loads", lambda library: "xcb" not in library)
    monkeypatch.setattr(packages.shutil, "which", lambda name: None)

    with pytest.raises(devtools.environment.CannotPrepare, match="libxcb-cursor0"):
        packages.install(window=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the installer is built on Linux")
def test_who_cannot_install_the_installers_tools_is_told_the_line_to_run(
    devtools: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = devtools.system_packages
    there = {"apt-get": "/usr/bin/apt-get", "x86_64-w64-mingw32-windres": "/usr/bin/windres"}
    monkeypatch.setattr(packages.shutil, "which", lambda name: there.get(name))
    monkeypatch.setattr(packages.os, "geteuid", lambda: 1000)

    line = r"sudo apt install nsis gcc-mingw-w64-x86-64-win32$"
    with pytest.raises(devtools.environment.CannotPrepare, match=line):
        packages.install_installer_tools()


def test_a_changed_lock_makes_the_environment_anew(
    devtools: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment = devtools.environment
    before = environment._wanted()
    changed = environment.LOCK.read_bytes() + b"\n"
    monkeypatch.setattr(environment, "LOCK", tmp_path / "requirements.lock")
    environment.LOCK.write_bytes(changed)

    assert environment._wanted() != before
