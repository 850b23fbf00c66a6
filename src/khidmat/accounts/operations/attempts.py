"""Counting a try before looking at it, and what a wrong one costs.

The row is committed as a failure first and settled afterwards: a hundred guesses sent at once wait for each
other and find the door closed, and a program that dies in between has counted the guess.
"""

from datetime import datetime
from math import ceil

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khidmat.accounts import events, limits
from khidmat.accounts.models import Attempt, User
from khidmat.accounts.states import Outcome, Stage
from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import TooMany


@transaction.atomic
def reserve(*, username: str, user: User | None, address: str, stage: Stage, now: datetime) -> Attempt:
    """Count a try as a failure. Raises `TooMany` when a limit is reached; such a try is not looked at."""
    name = limits.account(username)
    limits.serialise("attempt", name)
    opens_at = limits.count(name, address, now).opens_at
    if opens_at:
        raise closed(opens_at, now)
    return Attempt.objects.create(account=name, user=user, address=address, at=now, stage=stage)


def settle(attempt: Attempt, outcome: Outcome) -> None:
    """The try was right."""
    attempt.outcome = outcome
    attempt.save(update_fields=["outcome"])


@transaction.atomic
def refuse(attempt: Attempt, *, actor: Actor, now: datetime) -> limits.Count:
    """The try was wrong: write it in the ledger, and that the door is closed when it was the last one."""
    found = limits.count(attempt.account, attempt.address, now)
    subject, kept = attempt.user_id, str(attempt.pk)
    record(events.REFUSED, subject=subject, actor=actor, at=now, stage=attempt.stage, attempt=kept)
    if found.opens_at:
        record(events.BARRED, subject=subject, actor=actor, at=now, tries=found.failures, attempt=kept)
    return found


def closed(opens_at: datetime, now: datetime) -> TooMany:
    """The sentence for a closed door, with the minutes until it opens."""
    minutes = max(1, ceil((opens_at - now).total_seconds() / 60))
    return TooMany(
        ngettext(
            "There were too many wrong tries. This opens again in %(minutes)s minute.",
            "There were too many wrong tries. This opens again in %(minutes)s minutes.",
            minutes,
        )
        % {"minutes": minutes}
    )


def tries_left(count: limits.Count) -> str:
    """The part of a refusal that says how many tries are left."""
    return ngettext("%(count)s try is left.", "%(count)s tries are left.", count.left) % {"count": count.left}


def wrong(count: limits.Count, what: str) -> str:
    """A refusal in two sentences: what is not right, and how many tries are left."""
    return _("%(what)s %(left)s") % {"what": what, "left": tries_left(count)}
