"""Tries to reach somebody over the network: the trace must show it, or it would show nothing of anyone."""

import socket

UNUSED_PORT = 9

with socket.socket() as caller:
    caller.settimeout(2)
    try:
        caller.connect(("127.0.0.1", UNUSED_PORT))
    except OSError as refused:
        print(refused)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
    sender.sendto(b"x", ("127.0.0.1", UNUSED_PORT))
