"""The program never speaks to a network, and a test that would is stopped."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests import network_guard
from tests.network_guard.sitecustomize import NetworkUsed


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6, -1])
def test_an_internet_socket_fails_the_test_and_is_noted(
    family: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(network_guard.NOTES, str(tmp_path / "notes"))
    with pytest.raises(NetworkUsed):
        socket.socket(family)

    assert "socket.__new__" in (tmp_path / "notes").read_text()


def test_looking_up_a_name_is_stopped_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(network_guard.NOTES, str(tmp_path / "notes"))
    with pytest.raises(NetworkUsed):
        socket.getaddrinfo("localhost", 80)


@pytest.mark.skipif(bool(sys.flags.isolated), reason="this Python lets no test watch what it starts")
def test_a_program_that_a_test_starts_is_watched_and_cannot_hide_it(tmp_path: Path) -> None:
    hiding = "import socket\ntry: socket.create_connection(('127.0.0.1', 9))\nexcept BaseException: pass"
    done = subprocess.run(
        [sys.executable, "-c", hiding], env=os.environ | {network_guard.NOTES: str(tmp_path / "notes")}
    )

    assert done.returncode == 0
    assert "socket." in (tmp_path / "notes").read_text()


def test_the_socket_of_a_second_start_is_local_and_allowed() -> None:
    if hasattr(socket, "AF_UNIX"):
        socket.socket(socket.AF_UNIX).close()
