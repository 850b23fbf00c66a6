"""A small HTTP/1.1 client that measures: open loop (requests come by the clock) and closed loop (each waits).

In the open loop a request's time counts from when it was due, not from when it could be sent: a server that
stalls for a second makes all requests of that second late, and they all say so.
"""

import math
import selectors
import socket
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

#: So many requests under way, and the next is not sent but counted as never answered.
MOST = 1000


class Request(NamedTuple):
    """What kind of page it is, and the bytes to send."""

    kind: str
    data: bytes


class Answer(NamedTuple):
    """What came back: seconds since it was due, status, length of head and body."""

    kind: str
    seconds: float
    status: int
    size: int


def get(kind: str, path: str, cookie: str = "") -> Request:
    """A GET as a browser's."""
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept: text/html", "Accept-Language: ur"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    return Request(kind, ("\r\n".join(lines) + "\r\n\r\n").encode())


class BadAnswer(Exception):
    """The server sent something that is no answer to a GET."""


@dataclass(eq=False)
class Line:
    """One connection, kept open between requests."""

    link: socket.socket
    source: str
    kind: str = ""
    due: float = 0.0
    got: bytes = b""

    def ask(self, request: Request, due: float) -> None:
        """Send a request that was due at that moment."""
        self.kind, self.due, self.got = request.kind, due, b""
        self.link.sendall(request.data)

    def hear(self) -> Answer | None:
        """Read what is there; the answer when it is whole."""
        piece = self.link.recv(1 << 18)
        if not piece:
            raise BadAnswer(f"the server closed the connection after {self.got[:60]!r}")
        self.got += piece
        head, gap, body = self.got.partition(b"\r\n\r\n")
        if not gap or not _whole(head, body):
            return None
        return Answer(self.kind, time.perf_counter() - self.due, int(head[9:12]), len(body))


def _whole(head: bytes, body: bytes) -> bool:
    low = head.lower()
    mark = low.find(b"content-length: ")
    if mark >= 0:
        return len(body) >= int(low[mark + 16 :].split(b"\r\n", 1)[0])
    return body.endswith(b"0\r\n\r\n")


class Client:
    """Connections to one server, from one address or several (a look-up is limited by address)."""

    def __init__(self, port: int, sources: Sequence[str] = ("127.0.0.1",)) -> None:
        self.port = port
        self.free: dict[str, deque[Line]] = {source: deque() for source in sources}
        self.turn = deque(sources)
        self.busy: set[Line] = set()
        self.select = selectors.DefaultSelector()

    def open_loop(self, requests: Iterator[Request], *, rate: float, seconds: float) -> list[Answer]:
        """Send so many a second whatever comes back; return all answers."""
        answers: list[Answer] = []
        begin = time.perf_counter()
        sent, count = 0, int(rate * seconds)
        while sent < count or self.busy:
            due = begin + sent / rate
            if sent < count and time.perf_counter() >= due:
                request = next(requests)
                if len(self.busy) < MOST:
                    self._send(request, due)
                else:
                    answers.append(Answer(request.kind, math.inf, 0, 0))
                sent += 1
                continue
            wait = max(0.0, due - time.perf_counter()) if sent < count else 30.0
            answers += self._heard(wait)
        return answers

    def closed_loop(self, requests: Iterator[Request], *, clients: int, seconds: float) -> list[Answer]:
        """Keep so many requests under way; return the answers that came in time."""
        answers: list[Answer] = []
        end = time.perf_counter() + seconds
        for _client in range(clients):
            self._send(next(requests), time.perf_counter())
        while self.busy:
            heard = self._heard(30.0)
            now = time.perf_counter()
            if now < end:
                answers += heard
                for _answer in heard:
                    self._send(next(requests), now)
        return answers

    def _send(self, request: Request, due: float) -> None:
        source = self.turn[0]
        self.turn.rotate(-1)
        line = self.free[source].popleft() if self.free[source] else self._connect(source)
        line.ask(request, due)
        self.busy.add(line)

    def _connect(self, source: str) -> Line:
        link = socket.create_connection(("127.0.0.1", self.port), source_address=(source, 0))
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line = Line(link, source)
        self.select.register(link, selectors.EVENT_READ, line)
        return line

    def _heard(self, wait: float) -> list[Answer]:
        found = []
        for key, _events in self.select.select(wait):
            line: Line = key.data
            try:
                answer = line.hear()
            except (BadAnswer, OSError):
                self._drop(line)
                found.append(Answer(line.kind, math.inf, 0, 0))
                continue
            if answer is not None:
                self.busy.discard(line)
                self.free[line.source].append(line)
                found.append(answer)
        return found

    def _drop(self, line: Line) -> None:
        """Give up a connection that the server closed: its request was never answered, and the report says so."""
        self.busy.discard(line)
        self.select.unregister(line.link)
        line.link.close()

    def close(self) -> None:
        """Close every connection."""
        for key in list(self.select.get_map().values()):
            self.select.unregister(key.fileobj)
            key.data.link.close()
