"""How often a door may be tried: counted from the rows of the tries, so that no restart forgets one.

A station shares one address, so an officer's five wrong tries close the door for his name at that address and
for nobody else; the wider limits are for guessing from many addresses, or one password on many names.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Max, QuerySet

from khidmat.accounts.models import Attempt, MobileCode
from khidmat.accounts.proofs import digest
from khidmat.accounts.states import Outcome

WINDOW = timedelta(minutes=15)
TRIES = 5
TRIES_EVERYWHERE = 20
TRIES_BY_ADDRESS = 60

BETWEEN_CODES = timedelta(seconds=60)
#: Codes a number may be sent; more than that is somebody annoying its owner.
CODES_BY_NUMBER = ((timedelta(hours=1), 5), (timedelta(days=1), 10))
#: Mobile networks put thousands of phones behind one address, so this only stops a machine.
CODES_BY_ADDRESS = ((timedelta(hours=1), 120),)


@dataclass(frozen=True, slots=True)
class Count:
    """Failures so far at this address, and when the door opens again if it is closed."""

    failures: int
    opens_at: datetime | None

    @property
    def left(self) -> int:
        """Tries left before the door closes."""
        return max(0, TRIES - self.failures)


def account(username: str) -> str:
    """What stands for a user name that was typed, known or not."""
    return digest("attempt", username.strip().lower())


def serialise(*parts: str) -> None:
    """Let the tries of one account or number go one after another until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [":".join(parts)])


def count(name: str, address: str, now: datetime) -> Count:
    """Failures of an account since it last got in, and whether any limit is reached."""
    failed = Attempt.objects.filter(at__gt=now - WINDOW, outcome=Outcome.FAILED)
    here = _since_entry(failed.filter(account=name, address=address), name, address)
    anywhere = _since_entry(failed.filter(account=name), name)
    opens = [
        _opens(here, TRIES),
        _opens(anywhere, TRIES_EVERYWHERE),
        _opens(failed.filter(address=address), TRIES_BY_ADDRESS),
    ]
    return Count(here.count(), max((at for at in opens if at), default=None))


def _since_entry(failed: "QuerySet[Attempt]", name: str, address: str = "") -> "QuerySet[Attempt]":
    entered = Attempt.objects.filter(account=name, outcome=Outcome.ENTERED)
    if address:
        entered = entered.filter(address=address)
    last = entered.aggregate(at=Max("at"))["at"]
    return failed.filter(at__gt=last) if last else failed


def _opens(failed: "QuerySet[Attempt]", most: int) -> datetime | None:
    """When the try falls out of the window that makes one too many."""
    times = list(failed.order_by("-at").values_list("at", flat=True)[:most])
    return times[-1] + WINDOW if len(times) == most else None


def code_wait(mobile: str, address: str, now: datetime) -> timedelta | None:
    """How long until this number may be sent another code from this address; None when it may now."""
    to_number = MobileCode.objects.filter(mobile=mobile)
    waits = [_wait(to_number, BETWEEN_CODES, 1, now)]
    waits += [_wait(to_number, period, most, now) for period, most in CODES_BY_NUMBER]
    by_address = MobileCode.objects.filter(address=address)
    waits += [_wait(by_address, period, most, now) for period, most in CODES_BY_ADDRESS]
    return max((wait for wait in waits if wait), default=None)


def _wait(sent: "QuerySet[MobileCode]", period: timedelta, most: int, now: datetime) -> timedelta | None:
    times = list(
        sent.filter(sent_at__gt=now - period).order_by("-sent_at").values_list("sent_at", flat=True)[:most]
    )
    return times[-1] + period - now if len(times) == most else None
