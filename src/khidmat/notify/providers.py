"""Which service carries which channel, from the settings. Without one, messages wait and the screens say so.

- `KHIDMAT_SMTP_URL`: `smtp://USER@HOST:587` (STARTTLS is required; `?tls=none` on a trusted line) or
  `smtps://USER@HOST:465`; without USER no sign-in. The sender is `KHIDMAT_MAIL_FROM`.
- `KHIDMAT_SMPP_URL`: `smpp://USER@HOST:2775`, or `KHIDMAT_SMS_HTTP_URL`: `https://…` of an aggregator.
  The sender is `KHIDMAT_SMS_FROM`.

Passwords stand in the folder of secrets (`smtp_password`, `smpp_password`, `sms_http`), not in the addresses,
which show in process lists. They are read when a message is sent: the web process needs none but `sms_http`, to
know the aggregator's receipts.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.conf import settings

from khidmat.notify.adapters.http import Http
from khidmat.notify.adapters.smpp import Smpp
from khidmat.notify.adapters.smtp import Smtp
from khidmat.notify.gateway import Gateway
from khidmat.notify.states import Channel

#: Where an aggregator's receipts arrive, under the address of this site; `notify/urls.py` has the route.
RECEIPT_PATH = "/notify/receipt"
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class ProviderError(ValueError):
    """A setting of a message service cannot be right; the message says which and why."""


def connected() -> frozenset[Channel]:
    """Return the channels that have a service."""
    sms = settings.SMPP_URL or settings.SMS_HTTP_URL
    return frozenset(
        channel for channel, url in ((Channel.SMS, sms), (Channel.EMAIL, settings.SMTP_URL)) if url
    )


def check() -> None:
    """Refuse settings that cannot be right. Raises `ProviderError`."""
    if settings.SMPP_URL and settings.SMS_HTTP_URL:
        raise ProviderError("set KHIDMAT_SMPP_URL or KHIDMAT_SMS_HTTP_URL, not both")
    if settings.SMTP_URL and "@" not in settings.MAIL_FROM:
        raise ProviderError("KHIDMAT_MAIL_FROM must be an e-mail address when KHIDMAT_SMTP_URL is set")
    for variable, url, schemes in (
        ("KHIDMAT_SMTP_URL", settings.SMTP_URL, ("smtp", "smtps")),
        ("KHIDMAT_SMPP_URL", settings.SMPP_URL, ("smpp",)),
        ("KHIDMAT_SMS_HTTP_URL", settings.SMS_HTTP_URL, ("https", "http")),
    ):
        if url and (fault := _fault(url, schemes)):
            raise ProviderError(f"{variable}: {fault}")


def gateway(channel: Channel) -> Gateway | None:
    """Return the service of a channel with its password, or None. Raises `ProviderError`."""
    for url, maker in _makers(channel):
        if url:
            return maker(urlsplit(url))
    return None


def receipt_secret() -> str:
    """Return what the aggregator signs its receipts with; empty when there is no aggregator."""
    return _secret("sms_http") if settings.SMS_HTTP_URL else ""


def _makers(channel: Channel) -> list[tuple[str, Callable[[SplitResult], Gateway]]]:
    if channel is Channel.EMAIL:
        return [(settings.SMTP_URL, _smtp)]
    return [(settings.SMPP_URL, _smpp), (settings.SMS_HTTP_URL, _http)]


def _fault(url: str, schemes: tuple[str, ...]) -> str:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        return str(error)
    if parts.scheme not in schemes:
        return f"begins with {' or '.join(f'{one}://' for one in schemes)}"
    if not host:
        return "needs a host"
    if parts.password:
        return "the password belongs into the folder of secrets"
    if parts.scheme == "http" and host not in LOOPBACK:
        return "http:// would show the secret on the way; https:// is needed"
    return ""


def _smtp(parts: SplitResult) -> Gateway:
    implicit = parts.scheme == "smtps"
    bare = parse_qs(parts.query).get("tls") == ["none"]
    return Smtp(
        host=parts.hostname or "",
        port=parts.port or (465 if implicit else 587),
        sender=settings.MAIL_FROM,
        user=unquote(parts.username or ""),
        password=_secret("smtp_password") if parts.username else "",
        tls="implicit" if implicit else "none" if bare else "starttls",
    )


def _smpp(parts: SplitResult) -> Gateway:
    return Smpp(
        host=parts.hostname or "",
        port=parts.port or 2775,
        user=unquote(parts.username or ""),
        password=_secret("smpp_password"),
        sender=settings.SMS_FROM,
    )


def _http(parts: SplitResult) -> Gateway:
    return Http(
        url=parts.geturl(),
        secret=_secret("sms_http"),
        sender=settings.SMS_FROM,
        receipts_to=f"{settings.BASE_URL.rstrip('/')}{RECEIPT_PATH}",
    )


def _secret(name: str) -> str:
    try:
        found = (Path(settings.SECRETS) / name).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ProviderError(f"the secret {name} cannot be read: {error.strerror}") from error
    if not found:
        raise ProviderError(f"the secret {name} is empty")
    return found
