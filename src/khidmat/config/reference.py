"""Reference facts that the program cannot work without: offices, places, holidays, law. Loaded by `prepare`."""

from django.utils import timezone

from khidmat.clocks.public import load_holidays
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.law.public import load_law
from khidmat.org.public import PROVINCE_CHAIN, load_offices, load_places


def load() -> None:
    """Load what is new; what is there already stays."""
    now = timezone.now()
    actor = Actor(role=Role.SYSTEM, chain=PROVINCE_CHAIN)
    load_offices(actor=actor, now=now)
    load_places(actor=actor, now=now)
    load_holidays(actor=actor, now=now)
    load_law(actor=actor, now=now)
