"""Real services on loopback: a mail server, an SMS centre of another make than our client, an aggregator."""

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import smpp34
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from khidmat.launch.tests.ports import free_port


@dataclass
class Mail:
    """A mail server's answers, and what it was given. `during` runs between the text and the answer."""

    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    arrived: list[EmailMessage] = field(default_factory=list)
    during: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.__dict__.update(handle_RCPT=self._rcpt, handle_DATA=self._data)

    async def _rcpt(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.rcpt.pop(0) if self.rcpt else "250 OK"
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def _data(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        mail = BytesParser(policy=policy.default).parsebytes(content)
        assert isinstance(mail, EmailMessage)
        self.arrived.append(mail)
        self.during()
        answer = self.data.pop(0) if self.data else "250 OK"
        if answer == "hang up":
            assert server.transport is not None
            server.transport.abort()
        return answer

    @contextmanager
    def serve(self, **ways: Any) -> Iterator[str]:
        """Run, in clear unless `ways` has a TLS context; give the address for the settings."""
        controller = Controller(self, hostname="127.0.0.1", port=free_port(), **ways)
        controller.start()
        try:
            where = f"127.0.0.1:{controller.port}"
            yield f"smtp://khidmat@{where}" if "tls_context" in ways else f"smtp://{where}?tls=none"
        finally:
            controller.stop()


@dataclass
class Smsc:
    """An SMS centre: `answers` are statuses to refuse with (0 accepts), `stat` is what its receipts say."""

    answers: list[int] = field(default_factory=list)
    stat: str = "DELIVRD"
    tlvs: bool = False
    submitted: list[smpp34.SubmitSmEvent] = field(default_factory=list)

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Run; give the address for the settings."""
        port, ready, loop = free_port(), threading.Event(), asyncio.new_event_loop()
        task = loop.create_task(self._run(port, ready))
        thread = threading.Thread(target=self._spin, args=(loop, task))
        thread.start()
        try:
            assert ready.wait(5)
            yield f"smpp://khidmat@127.0.0.1:{port}"
        finally:
            with suppress(RuntimeError):  # it has stopped by itself
                loop.call_soon_threadsafe(task.cancel)
            thread.join(5)

    @staticmethod
    def _spin(loop: asyncio.AbstractEventLoop, task: "asyncio.Task[None]") -> None:
        try:
            loop.run_until_complete(asyncio.wait([task]))
        finally:
            loop.close()

    async def _run(self, port: int, ready: threading.Event) -> None:
        server = smpp34.Server("127.0.0.1", port, system_id="TESTSMSC")
        await server.start()
        ready.set()
        esmes: dict[str, smpp34.Esme] = {}
        try:
            while True:
                event = await server.next()
                if isinstance(event, smpp34.Esme):
                    esmes[event.session_id] = event
                elif isinstance(event, smpp34.SubmitSmEvent):
                    await self._answer(event, esmes[event.session_id])
        finally:
            await server.stop()

    async def _answer(self, event: smpp34.SubmitSmEvent, esme: smpp34.Esme) -> None:
        self.submitted.append(event)
        if refusal := self.answers.pop(0) if self.answers else 0:
            event.reject(refusal)
            return
        name = f"SMSC{len(self.submitted)}"
        event.accept(message_id=name)
        if self.stat:
            dates = "submit date:2611241000 done date:2611241001"
            text = f"id:{name} sub:001 dlvrd:001 {dates} stat:{self.stat} err:000 text:"
            states = {"DELIVRD": 2, "UNDELIV": 5}
            fields = [
                smpp34.Tlv(smpp34.TLV_RECEIPTED_MESSAGE_ID, name.encode() + b"\0"),
                smpp34.Tlv(smpp34.TLV_MESSAGE_STATE, bytes([states.get(self.stat, 7)])),
            ]
            with suppress(smpp34.SmppError):  # nobody took it
                await esme.deliver_sm(
                    event.source_addr,
                    b"" if self.tlvs else text.encode(),
                    source_addr=event.destination_addr,
                    esm_class=0x04,
                    tlvs=fields if self.tlvs else [],
                )


@dataclass
class Aggregator:
    """An HTTP aggregator: `answers` are statuses (0 hangs up), then 200; `asked` is what came."""

    answers: list[int] = field(default_factory=list)
    asked: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Run; give the address for the settings."""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.answer(self)

            def log_message(self, *_line: object) -> None:
                """Keep quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/send"
        finally:
            server.shutdown()
            thread.join(5)
            server.server_close()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Take a request and answer as told."""
        body = request.rfile.read(int(request.headers["Content-Length"]))
        self.asked.append((dict(request.headers), json.loads(body)))
        status = self.answers.pop(0) if self.answers else 200
        if status == 0:
            request.connection.shutdown(socket.SHUT_RDWR)
            return
        content = json.dumps({"id": f"AG{len(self.asked)}"}).encode()
        request.send_response(status)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)
