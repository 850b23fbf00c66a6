"""Words that sign-in and postings are recorded in."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

#: What an officer's user name looks like; a citizen's is the mobile number, so the two can never be the same.
STAFF_NAME = r"^[a-z][a-z0-9._-]{2,59}$"


class Stage(models.TextChoices):
    """What was tried."""

    PASSWORD = "password", _("Password")
    FACTOR = "factor", _("Second step")
    UNLOCK = "unlock", _("Opening a locked screen")


class Outcome(models.TextChoices):
    """How the attempt went. A row begins as a failure, so that a crash or a parallel guess counts as one."""

    FAILED = "failed", _("Not accepted")
    PASSED = "passed", _("Accepted, next step asked")
    ENTERED = "entered", _("Signed in")


class Means(models.TextChoices):
    """What proved who is there."""

    TOTP = "totp", _("Password and code from the app")
    PASSKEY = "passkey", _("Password and passkey")
    RECOVERY = "recovery", _("Password and recovery code")
    MOBILE = "mobile", _("Code on the mobile")


class Ending(models.TextChoices):
    """Why a session ended."""

    SIGNED_OUT = "signed_out", _("Signed out")
    ENDED_ELSEWHERE = "ended_elsewhere", _("Ended from another device")
    EXPIRED = "expired", _("Time was up")
    GUESSED = "guessed", _("Too many wrong tries on the locked screen")
    RESET = "reset", _("Sign-in was renewed")


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody sits: network address and what the browser calls itself."""

    address: str
    agent: str = ""
