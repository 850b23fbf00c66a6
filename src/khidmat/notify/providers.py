"""Which service carries which channel, from the settings. Without one, messages wait and the screens say so.

- `KHIDMAT_SMTP_URL`: `smtp://USER@HOST:587` (STARTTLS is required; `?tls=none` on a trusted line) or
  `smtps://USER@HOST:465`; without USER no sign-in. The sender is `KHIDMAT_MAIL_FROM`.
- `KHIDMAT_SMPP_URL`: `smpp://USER@HOST:2775`, or `KHIDMAT_SMS_HTTP_URL`: `https://…` of an aggregator.
  The sender is `KHIDMAT_SMS_FROM`.

Passwords stand in the folder of secrets (`smtp_password`, `smpp_password`, `sms_http`), not in the addresses,
which show in process lists.
"""

from collections.abc import Callable
from functools import cache
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


class ProviderError(ValueError):
    """A setting of a message service cannot be right; the message says which and why."""


def gateway(channel: Channel) -> Gateway | None:
    """Return the service of a channel, or None. Raises `ProviderError`."""
    if channel is Channel.EMAIL:
        return _read(_smtp, "KHIDMAT_SMTP_URL", settings.SMTP_URL)
    if settings.SMPP_URL and settings.SMS_HTTP_URL:
        raise ProviderError("set KHIDMAT_SMPP_URL or KHIDMAT_SMS_HTTP_URL, not both")
    return _read(_smpp, "KHIDMAT_SMPP_URL", settings.SMPP_URL) or _read(
        _http, "KHIDMAT_SMS_HTTP_URL", settings.SMS_HTTP_URL
    )


def connected() -> frozenset[Channel]:
    """Return the channels that have a service. Raises `ProviderError`."""
    return frozenset(channel for channel in Channel if gateway(channel) is not None)


def receipt_secret() -> str:
    """Return what the aggregator signs its receipts with; empty when there is no aggregator."""
    found = gateway(Channel.SMS)
    return found.secret if isinstance(found, Http) else ""


Maker = Callable[[SplitResult, Path], Gateway]


def _read(maker: Maker, variable: str, url: str) -> Gateway | None:
    if not url:
        return None
    try:
        return _made(maker, url, Path(settings.SECRETS), settings.MAIL_FROM, settings.SMS_FROM)
    except (ValueError, OSError) as error:
        raise ProviderError(f"{variable}: {error}") from error


@cache
def _made(maker: Maker, url: str, secrets: Path, *_senders: str) -> Gateway:
    """Read an address once; every setting that matters is in the key."""
    parts = urlsplit(url)
    if not parts.hostname or parts.password:
        raise ValueError("needs a host" if not parts.hostname else "the password belongs into the secrets")
    return maker(parts, secrets)


def _smtp(parts: SplitResult, secrets: Path) -> Gateway:
    _scheme(parts, "smtp", "smtps")
    if "@" not in settings.MAIL_FROM:
        raise ValueError("KHIDMAT_MAIL_FROM must be an e-mail address")
    implicit = parts.scheme == "smtps"
    bare = parse_qs(parts.query).get("tls") == ["none"]
    return Smtp(
        host=parts.hostname or "",
        port=parts.port or (465 if implicit else 587),
        sender=settings.MAIL_FROM,
        user=unquote(parts.username or ""),
        password=_secret(secrets, "smtp_password") if parts.username else "",
        tls="implicit" if implicit else "none" if bare else "starttls",
    )


def _smpp(parts: SplitResult, secrets: Path) -> Gateway:
    _scheme(parts, "smpp")
    return Smpp(
        host=parts.hostname or "",
        port=parts.port or 2775,
        user=unquote(parts.username or ""),
        password=_secret(secrets, "smpp_password"),
        sender=settings.SMS_FROM,
    )


def _http(parts: SplitResult, secrets: Path) -> Gateway:
    _scheme(parts, "http", "https")
    return Http(
        url=parts.geturl(),
        secret=_secret(secrets, "sms_http"),
        sender=settings.SMS_FROM,
        receipts_to=f"{settings.BASE_URL.rstrip('/')}{RECEIPT_PATH}",
    )


def _scheme(parts: SplitResult, *allowed: str) -> None:
    if parts.scheme not in allowed:
        raise ValueError(f"begins with {' or '.join(f'{one}://' for one in allowed)}")


def _secret(secrets: Path, name: str) -> str:
    found = (secrets / name).read_text(encoding="utf-8").strip()
    if not found:
        raise ValueError(f"the secret {name} is empty")
    return found
