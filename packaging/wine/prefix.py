"""A Windows of its own in a passing folder: made, used and removed without a trace on this machine."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WINE = Path("/usr/lib/wine/wine64")
SERVER = Path("/usr/lib/wine/wineserver64")

OFFICER = "Nguyễn Văn Đức"
"""The Windows user of all checks: letters beyond ASCII and spaces in every path."""

_SERVER_TRIES = 400

TIMED_OUT = -1
"""The exit code of what had to be killed because it did not end."""


@dataclass(frozen=True)
class Done:
    """How a program ended."""

    code: int
    output: str
    seconds: float


class Prefix:
    """One Wine prefix with its server. Make it with `create`, end it with `remove`."""

    def __init__(self, folder: Path, *, user: str = OFFICER, display: str = "") -> None:
        self.folder = folder
        self.user = user
        self.root = folder / "prefix"
        self.drive = self.root / "drive_c"
        self.home = self.drive / "users" / user
        self.local = self.home / "AppData" / "Local"
        self.linux_home = folder / "home"
        self._display = display
        self._server: subprocess.Popen[bytes] | None = None
        self._started: list[subprocess.Popen[bytes]] = []

    def create(self, stick: Path) -> None:
        """Make the prefix: Windows 10, no way to this machine's folders. stick: a folder seen as drive S:."""
        self.linux_home.mkdir(parents=True)
        self._wine([str(WINE), "wineboot", "-i"], seconds=180)
        self.stop()
        for link in [path for path in self.drive.rglob("*") if path.is_symlink()]:
            # Wine points Desktop and its like to the real home: what lands there must land here.
            link.unlink()
            link.mkdir()
        devices = self.root / "dosdevices"
        for device in devices.iterdir():
            if device.name != "c:":
                device.unlink()
        self.plug_in("s", stick, "floppy")
        self.set_windows("win10")
        # Shortcuts must not become entries of a menu on this machine.
        self.run(
            "reg", "add", r"HKCU\Software\Wine\DllOverrides", "/v", "winemenubuilder.exe", "/d", "", "/f"
        )
        self.stop()

    def remove(self) -> None:
        """End everything that runs in the prefix and delete it."""
        self.stop()
        self._kill_all()
        shutil.rmtree(self.folder, ignore_errors=True)

    def plug_in(self, letter: str, folder: Path, kind: str) -> None:
        """Show a folder as a drive, from the next start on. kind: floppy (removable), network or hd."""
        (self.root / "dosdevices" / f"{letter}:").symlink_to(folder)
        done = self.run("reg", "add", r"HKLM\Software\Wine\Drives", "/v", f"{letter}:", "/d", kind, "/f")
        if done.code:
            raise RuntimeError(f"Wine took no drive {letter}: {done.output}")

    def set_windows(self, version: str) -> None:
        """Which Windows it says that it is: win7, win81, win10."""
        done = self.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", version, "/f")
        if done.code:
            raise RuntimeError(f"Wine could not be set to {version}: {done.output}")

    def set_build(self, number: int) -> None:
        """Say that it is this very build of Windows 10, until `set_windows`."""
        self.run("reg", "delete", r"HKCU\Software\Wine", "/v", "Version", "/f")
        facts = {
            "CurrentVersion": ("REG_SZ", "10.0"),
            "CurrentBuildNumber": ("REG_SZ", str(number)),
            "CurrentMajorVersionNumber": ("REG_DWORD", "10"),
            "CurrentMinorVersionNumber": ("REG_DWORD", "0"),
        }
        key = r"HKLM\Software\Microsoft\Windows NT\CurrentVersion"
        for name, (kind, value) in facts.items():
            done = self.run("reg", "add", key, "/v", name, "/t", kind, "/d", value, "/f")
            if done.code:
                raise RuntimeError(f"Wine could not be set to build {number}: {done.output}")

    def windows(self, path: Path) -> str:
        """The Windows name of a path inside drive C."""
        return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")

    def linux(self, path: str) -> Path:
        """The path on this machine of a Windows path on drive C."""
        return self.drive / path.removeprefix("C:\\").replace("\\", "/")

    def run(
        self,
        program: Path | str,
        *words: str,
        seconds: float = 180,
        more: Mapping[str, str] | None = None,
        trace: Path | None = None,
        folder: Path | None = None,
    ) -> Done:
        """Run a program to its end and keep what it prints. trace: where system calls of sockets go."""
        self._serve()
        command = [*_tracer(trace), str(WINE), self._named(program), *words]
        return self._wine(command, seconds=seconds, more=more, folder=folder)

    def start(
        self,
        program: Path | str,
        *words: str,
        more: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> "subprocess.Popen[bytes]":
        """Start a program and leave it running."""
        self._serve()
        child = subprocess.Popen(
            [str(WINE), self._named(program), *words],
            **self._surroundings(more, folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._started.append(child)
        return child

    def says_ready(self, child: "subprocess.Popen[bytes]") -> bool:
        """Wait for the first line of a started program."""
        assert child.stdout is not None
        return child.stdout.readline().strip() == b"ready"

    def end(self, child: "subprocess.Popen[bytes]") -> None:
        """Kill a started program, as a power cut would."""
        if child.poll() is None:
            _kill(child)
        child.wait(timeout=30)
        if child.stdout:
            child.stdout.close()
        self._started.remove(child)

    def serve(self, trace: Path | None = None) -> None:
        """Start the server that Windows programs talk to; needed only for a traced one."""
        self._serve(trace)

    def stop(self) -> None:
        """End all programs and write the registry to its files."""
        for child in list(self._started):
            self.end(child)
        if self.root.exists():
            subprocess.run([str(SERVER), "-k"], **self._surroundings(), timeout=60, check=False)
            subprocess.run([str(SERVER), "-w"], **self._surroundings(), timeout=60, check=False)
        if self._server is not None:
            self._server.wait(timeout=60)
            self._server = None

    def cut_power(self) -> None:
        """Kill every program and the server at once."""
        self._kill_all()
        for child in list(self._started):
            self.end(child)
        if self._server is not None:
            self._server.wait(timeout=60)
            self._server = None

    def _kill_all(self) -> None:
        """By the prefix in their surroundings: services outlive a server that is killed."""
        mark = f"WINEPREFIX={self.root}\0".encode()
        for place in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (place / "environ").read_bytes() + b"\0":
                    os.kill(int(place.name), signal.SIGKILL)

    def _serve(self, trace: Path | None = None) -> None:
        if self._server is not None and self._server.poll() is None:
            return
        self._server = subprocess.Popen(
            [*_tracer(trace), str(SERVER), "-f", "-p"],
            **self._surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._await_server()
        # The first program starts Windows' services as its children; a tracer would wait for them for ever.
        self._wine([str(WINE), "cmd", "/c", "exit"], seconds=60)

    def _await_server(self) -> None:
        """Until it listens: a program that comes sooner starts a server of its own, which nobody traces."""
        for _ in range(_SERVER_TRIES):
            for place in self.folder.glob("wine-*/server-*/socket"):
                with socket.socket(socket.AF_UNIX) as caller, contextlib.suppress(OSError):
                    caller.connect(str(place))
                    return
            time.sleep(0.05)
        raise RuntimeError("The Wine server does not answer.")

    def _wine(
        self,
        command: list[str],
        *,
        seconds: float,
        more: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> Done:
        begun = time.perf_counter()
        # A pipe on purpose: with a plain file as output Windows' Python ends with WinError 6.
        child = subprocess.Popen(
            command,
            **self._surroundings(more, folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        said = _Listener(child)
        # Waits without looking again and again, so that the seconds are exact.
        late = threading.Timer(seconds, _kill, [child])
        late.start()
        code = child.wait()
        late.cancel()
        took = time.perf_counter() - begun
        return Done(code if took < seconds else TIMED_OUT, said.text(), took)

    def _named(self, program: Path | str) -> str:
        return self.windows(program) if isinstance(program, Path) else program

    def _surroundings(
        self, more: Mapping[str, str] | None = None, folder: Path | None = None
    ) -> dict[str, Any]:
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.linux_home),
            "USER": self.user,
            "LOGNAME": self.user,
            # Where Debian's Wine puts the socket of its server.
            "TMPDIR": str(self.folder),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "WINEPREFIX": str(self.root),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "winemenubuilder.exe=d;mscoree=;mshtml=",
            # Wine keeps Linux' own QT_ variables away from Windows programs and hands these on.
            "WINEQT_QPA_PLATFORM": "offscreen",
            **({"DISPLAY": self._display} if self._display else {}),
            **(more or {}),
        }
        return {"env": environment, "cwd": folder or (self.drive if self.drive.exists() else self.folder)}


class _Listener(threading.Thread):
    """Reads what a program prints. What it has started may keep the pipe open when it has ended itself."""

    def __init__(self, child: "subprocess.Popen[bytes]") -> None:
        super().__init__(daemon=True)
        assert child.stdout is not None
        self._pipe = child.stdout
        self._parts: list[bytes] = []
        self.start()

    def run(self) -> None:
        while part := os.read(self._pipe.fileno(), 65536):
            self._parts.append(part)
        self._pipe.close()

    def text(self) -> str:
        """All until now; waits a moment for the end."""
        self.join(timeout=3)
        return b"".join(self._parts).decode("utf-8", errors="replace").replace("\r\n", "\n").strip()


def _kill(child: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _tracer(trace: Path | None) -> list[str]:
    if trace is None:
        return []
    # Not sendmsg, with which Wine talks to its server all the time: what sends binds or connects first.
    calls = "trace=socket,connect,bind,listen,sendto"
    return ["strace", "-f", "--seccomp-bpf", "-e", calls, "-e", "signal=none", "-o", str(trace)]
