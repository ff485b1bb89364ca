"""The hook itself; imported by every Python that has this folder on its path. Standard library only."""

import os
import sys


class NetworkUsed(AssertionError):
    """PovDesk never opens an internet socket."""


_INTERNET = {-1, 2, 10, 23, 30}
"""AF_INET (which is also meant by no family at all) and AF_INET6 on Linux, Windows and macOS."""

_LOOKED_UP = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event == "socket.__new__":
        used = arguments[1] in _INTERNET
    else:
        used = event in _LOOKED_UP
    if not used:
        return
    notes = os.environ.get("POVDESK_NETWORK_NOTES")
    if notes:
        with open(notes, "a", encoding="utf-8") as file:
            file.write(f"{event} {arguments[1:]!r} in {sys.argv!r}\n")
    raise NetworkUsed("Chương trình không được mở kết nối mạng.")


if not getattr(sys, "_povdesk_network_guard", False):
    sys._povdesk_network_guard = True  # type: ignore[attr-defined]
    sys.addaudithook(_hook)
