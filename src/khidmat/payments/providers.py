"""Which bank or wallet takes fees for us, from the settings; without one only cash is possible, and pages say so.

`KHIDMAT_BANK` is its name. What it signs with stands in the folder of secrets, as `bank`.
"""

from pathlib import Path

from django.conf import settings


class ProviderError(ValueError):
    """A bank is named, and what it signs with is not there or too short to be a secret."""


#: Characters below which a secret could be guessed.
SHORTEST = 20


def configured() -> bool:
    """Whether fees can be paid otherwise than in cash."""
    return bool(settings.BANK)


def secret() -> str:
    """What the bank's messages are signed with; empty when there is no bank. Raises `ProviderError`."""
    if not configured():
        return ""
    try:
        text = (Path(settings.SECRETS) / "bank").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ProviderError(f"the secret bank cannot be read: {error}") from error
    if len(text) < SHORTEST:
        raise ProviderError(f"the secret bank has fewer than {SHORTEST} characters")
    return text
