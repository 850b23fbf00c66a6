"""Ports of loopback for servers that tests start."""

import socket
from secrets import choice

#: Below the ports that the system hands to outgoing connections (32768 and up), so that no browser or client of a
#: test beside this one takes the port in the seconds before the server has it.
OURS = range(20_000, 32_000)


def free_port() -> int:
    """A port that nobody listens on, and that is given to nobody who does not ask for it by its number."""
    while True:
        port = choice(OURS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
