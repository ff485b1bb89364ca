"""Looks for network in the system calls of Windows programs and of the server that opens sockets for them."""

import re
from collections.abc import Iterable
from pathlib import Path

from wine.bench import Bench

_USED = re.compile(r"\b(connect|bind|listen|sendto)\(.*\bAF_INET6?\b")
"""Wine itself opens sockets of the internet family to ask for the machine's adapters, and never uses them."""


_PRINTING = re.compile(r"htons\(631\), .*(127\.0\.0\.1|::1)\b")
"""Wine asks the printing service of this machine which printers there are; on Windows nobody is asked."""


def begin(bench: Bench) -> None:
    """Start the server anew with its calls written down."""
    bench.prefix.stop()
    bench.prefix.serve(bench.scratch / "server.trace")


def finish(bench: Bench, doing: str, *traces: Path) -> None:
    """One line: nothing of all that was to the network. Call it after the server has stopped."""
    lines = [line for path in (bench.scratch / "server.trace", *traces) for line in _lines(path)]
    used = network_use(lines)
    bench.report.check(
        f"no network while {doing} ({len(lines)} socket calls seen)", not used and bool(lines), used[:5]
    )


def network_use(lines: Iterable[str]) -> list[str]:
    """The calls that reach, or can be reached from, a network."""
    return [line for line in lines if _USED.search(line) and not _PRINTING.search(line)]


def control(bench: Bench) -> None:
    """The same with a program that does call: were it not seen, the other lines would say nothing."""
    begin(bench)
    bench.inside("connect.py")
    bench.prefix.stop()
    seen = network_use(_lines(bench.scratch / "server.trace"))
    bench.report.check("a program that does use the network is seen", len(seen) >= 2, seen)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
