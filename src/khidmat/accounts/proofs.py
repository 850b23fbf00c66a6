"""What proves who is there: time codes, recovery codes, mobile codes. Arithmetic and keys only; no database.

Time codes are RFC 6238: HMAC-SHA-1, 30 seconds, six digits; one step of drift either way.
"""

import base64
import hashlib
import hmac
import secrets
import struct
from datetime import datetime
from urllib.parse import quote, urlencode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from khidmat.kernel.urdu import ascii_digits

PERIOD = 30
DRIFT = 1
RECOVERY_CODES = 10
#: Without letters and digits that look alike on a printed slip (0 O 1 I L).
LEGIBLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def _key(secret: str, use: str) -> bytes:
    return hashlib.blake2b(secret.encode(), digest_size=32, person=use.encode()).digest()


def digest(use: str, *parts: str) -> str:
    """Return a keyed digest: a copy of the database does not give short codes away. 64 hex digits.

    `use` keeps digests of different things apart; at most 16 bytes.
    """
    return hmac.digest(_key(str(settings.SECRET_KEY), use), "\0".join(parts).encode(), "sha256").hex()


def _box() -> MultiFernet:
    keys = [str(one) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_key(one, "totp secret"))) for one in keys])


def seal(text: str) -> bytes:
    """Encrypt a secret for the database."""
    return _box().encrypt(text.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """Return the secret; empty when its key is no longer there, and that matches no code."""
    try:
        return _box().decrypt(bytes(sealed)).decode()
    except InvalidToken:
        return ""


def new_secret() -> str:
    """A fresh secret for an authenticator app: 160 bits in base 32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def step(at: datetime) -> int:
    """The time step of an instant."""
    return int(at.timestamp()) // PERIOD


def code_at(secret: str, counter: int) -> str:
    """The six digits of a time step (RFC 4226, section 5.3)."""
    full = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    start = full[-1] & 0x0F
    (word,) = struct.unpack(">I", full[start : start + 4])
    return f"{(word & 0x7FFFFFFF) % 1_000_000:06}"


def matching_step(secret: str, code: str, *, at: datetime, after: int) -> int | None:
    """The time step later than `after` whose code this is, or None. Pass the step used last as `after`."""
    if not secret:
        return None
    now = step(at)
    for counter in range(now - DRIFT, now + DRIFT + 1):
        if counter > after and hmac.compare_digest(code_at(secret, counter).encode(), code.encode()):
            return counter
    return None


def app_address(secret: str, username: str, issuer: str) -> str:
    """The `otpauth:` address that an authenticator app reads from the square code."""
    label = quote(f"{issuer}:{username}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"


def new_recovery_code() -> str:
    """Ten legible letters in two halves: 49 bits."""
    letters = "".join(secrets.choice(LEGIBLE) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def temporary_password(key: str) -> str:
    """Return a password to be read from paper and typed once: 74 bits, the same for a form sent twice."""
    number = int(digest("temporary", key), 16)
    letters = "".join(LEGIBLE[number // len(LEGIBLE) ** place % len(LEGIBLE)] for place in range(15)).lower()
    return f"{letters[:5]}-{letters[5:10]}-{letters[10:]}"


def api_token(mark: str, key: str) -> str:
    """Return a program's token: 256 bits, the same for a form sent twice, which would else lose it."""
    return mark + base64.urlsafe_b64encode(bytes.fromhex(digest("api token", key))).decode().rstrip("=")


def new_mobile_code() -> str:
    """Six digits."""
    return f"{secrets.randbelow(1_000_000):06}"


def tidy(typed: str) -> str:
    """Return a code as it is compared: 0-9 for digits of any kind, no spaces or dashes, capital letters."""
    return "".join(letter for letter in ascii_digits(typed).upper() if letter.isalnum())
