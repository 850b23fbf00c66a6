"""The queue of a hall: a number for the day, the next one called. Nothing is said aloud but the number."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Stale
from khidmat.kernel.policy import TABLE
from khidmat.org.public import next_number
from khidmat.services import events, queries
from khidmat.services.models import Token

ENTER = "services.counter.enter"


@transaction.atomic
def give_token(*, actor: Actor, now: datetime) -> Token:
    """The next number of the operator's office today; its counter begins anew every day and has no gap."""
    TABLE.require(actor, ENTER)
    day = localdate(now)
    number = next_number(office_id=actor.office, kind=f"token-{day:%m%d}", year=day.year)
    token = Token.objects.create(office_id=actor.office, day=day, number=number, given_at=now)
    record(events.TOKEN_GIVEN, subject=token, actor=actor, at=now, number=token.number)
    return token


@transaction.atomic
def call_next(*, actor: Actor, now: datetime) -> Token:
    """Call the lowest number that waits. Of two who call at the same moment each gets one of his own."""
    TABLE.require(actor, ENTER)
    waiting = queries.waiting_tokens(actor, now).order_by("number")
    token = waiting.select_for_update(skip_locked=True).first()
    if token is None:
        raise Stale(_("Nobody waits with a number."))
    token.called_at, token.called_by_id = now, actor.user
    token.save(update_fields=["called_at", "called_by"])
    record(events.TOKEN_CALLED, subject=token, actor=actor, at=now, number=token.number)
    return token
