"""The program on loopback, one request after the other, on the one connection that sees a test's transaction."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections, transaction


class Quiet(WSGIRequestHandler):
    """Says nothing about requests."""

    def log_message(self, *_parts: object) -> None:
        """Nothing."""


class Program:
    """The program, each request in a savepoint: what one did is there for the next."""

    def __init__(self) -> None:
        self.inner, self.shared, self.asked = WSGIHandler(), connections["default"], 0

    def __call__(self, environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        """One request."""
        self.asked += 1
        connections["default"] = self.shared
        with transaction.atomic():
            answer = self.inner(environ, start)
            try:
                return [b"".join(answer)]
            finally:
                answer.close()


@contextmanager
def serving() -> Iterator[tuple[str, Program]]:
    """Give the address and the program; everything that was done is taken back."""
    program = Program()
    program.shared.inc_thread_sharing()
    server = make_server("localhost", 0, program, handler_class=Quiet)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)  # it would end the transaction in which the world is
    with transaction.atomic():
        thread.start()
        yield f"http://localhost:{server.server_port}", program
        server.shutdown()
        server.server_close()
        thread.join()
        transaction.set_rollback(True)
    for signal in signals:
        signal.connect(close_old_connections)
    program.shared.dec_thread_sharing()
