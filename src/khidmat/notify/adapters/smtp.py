"""E-mail by SMTP. A 5xx answer to the address or the text is final, a 4xx one means later."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.utils import formatdate
from html import escape
from typing import Literal

from khidmat.notify.gateway import Outcome, Parcel, Report, UnreachableError
from khidmat.notify.states import Answer

#: Seconds for each answer; a try has three of them, well inside its lease.
PATIENCE = 10
LOST = (smtplib.SMTPServerDisconnected, OSError)


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server that takes our mail. `tls`: from the first byte, by STARTTLS (required), or none."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    tls: Literal["implicit", "starttls", "none"] = "starttls"

    @property
    def name(self) -> str:
        """Return `smtp`."""
        return "smtp"

    @property
    def receipts(self) -> bool:
        """Return False: SMTP has no receipts that could be relied on."""
        return False

    @contextmanager
    def session(self, _report: Report, /) -> Iterator["SmtpSession"]:
        """Connect and sign in."""
        server = self._open()
        try:
            yield SmtpSession(server, self.sender)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _open(self) -> smtplib.SMTP:
        try:
            if self.tls == "implicit":
                context = ssl.create_default_context()
                server: smtplib.SMTP = smtplib.SMTP_SSL(
                    self.host, self.port, timeout=PATIENCE, context=context
                )
            else:
                server = smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
            self._greet(server)
        except smtplib.SMTPResponseException as error:
            raise UnreachableError(f"smtp {error.smtp_code}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise UnreachableError("connection") from error
        return server

    def _greet(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if self.tls == "starttls":
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if self.user:
            server.login(self.user, self.password)


@dataclass(slots=True)
class SmtpSession:
    """A line to the mail server, used for many messages."""

    server: smtplib.SMTP
    sender: str

    def send(self, parcel: Parcel) -> Outcome:
        """Hand over one mail. A server that falls silent after the text has perhaps taken it."""
        try:
            refused = self._address(parcel.to)
            if refused is not None:
                return refused
        except LOST:
            return Outcome(Answer.LATER, "connection", stop=True)
        try:
            code, _text = self.server.data(letter(parcel, self.sender).as_bytes())
        except smtplib.SMTPDataError as error:
            code = error.smtp_code
        except LOST:
            return Outcome(Answer.UNKNOWN, "connection", stop=True)
        return self._judge(code)

    def listen(self) -> None:
        """Return at once: nothing comes back over SMTP."""

    def _address(self, to: str) -> Outcome | None:
        code, _text = self.server.mail(self.sender)
        if code != 250:
            # Our own address or standing is refused, not this reader's: every mail would be.
            return Outcome(Answer.LATER, f"smtp {code} sender", stop=True)
        code, _text = self.server.rcpt(to)
        return None if code in (250, 251) else self._judge(code)

    def _judge(self, code: int) -> Outcome:
        if code == 250:
            return Outcome(Answer.ACCEPTED)
        with suppress(*LOST):
            self.server.rset()
        answer = Answer.REFUSED if code >= 500 else Answer.LATER
        return Outcome(answer, f"smtp {code}", stop=code == 421)


def letter(parcel: Parcel, sender: str) -> EmailMessage:
    """Return the mail: plain text, and the same as HTML so that Urdu runs from the right."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, parcel.to, parcel.subject
    mail["Date"] = formatdate(localtime=False)
    mail["Message-ID"] = f"<{parcel.key}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = parcel.language
    mail.set_content(parcel.text, cte="base64")
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in parcel.text.strip().split("\n\n"))
    direction = "rtl" if parcel.language == "ur" else "ltr"
    page = (
        f'<!doctype html><html lang="{parcel.language}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{escape(parcel.subject)}</title></head><body>{paragraphs}</body></html>"
    )
    mail.add_alternative(page, subtype="html", cte="base64")
    return mail
