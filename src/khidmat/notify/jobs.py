"""The sweep that empties the outbox."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from khidmat.kernel import failpoints, jobs
from khidmat.kernel.jobs import Job
from khidmat.notify import operations, providers, queries
from khidmat.notify.gateway import Gateway, Notice, Outcome, Parcel, Session, UnreachableError
from khidmat.notify.queries import SYSTEM
from khidmat.notify.states import Answer, Channel

LOG = logging.getLogger(__name__)
#: Messages of one session; what is left wakes the sweep again, so that no channel waits long for the other.
BATCH = 50

Clock = Callable[[], datetime]


def sweep(clock: Clock = timezone.now) -> None:
    """Give up what is too old, send what is due, take receipts.

    Every message is claimed and settled in transactions of its own, and none is open while a service is
    spoken to. Safe to repeat, to overlap and to kill anywhere.
    """
    for message in queries.expired(providers.connected(), clock(), BATCH):
        operations.expire(message_id=message.pk, actor=SYSTEM, now=clock())
    for channel in Channel:
        gateway = providers.gateway(channel)
        if gateway is not None:
            _carry(channel, gateway, clock)
    for receipt in queries.unmatched(clock(), BATCH):
        operations.match(receipt_id=receipt.pk, actor=SYSTEM, now=clock())


def _carry(channel: Channel, gateway: Gateway, clock: Clock) -> None:
    waits = queries.due(channel, clock()).exists()
    if not waits and not (gateway.receipts and queries.awaited(channel, clock())):
        return

    def report(notice: Notice) -> None:
        operations.receive(provider=gateway.name, notice=notice, actor=SYSTEM, now=clock())

    try:
        with gateway.session(report) as session:
            if _batch(channel, gateway.name, session, clock):
                jobs.wake("notify.sweep")
            else:
                session.listen()
    except UnreachableError as error:
        operations.note_unreachable(channel=channel, code=error.code, now=clock())


def _batch(channel: Channel, provider: str, session: Session, clock: Clock) -> bool:
    """Send up to a batch; return whether more is likely to wait."""
    for _number in range(BATCH):
        claim = operations.claim(channel=channel, provider=provider, actor=SYSTEM, now=clock())
        if claim is None:
            return False
        failpoints.reach("message.claimed")
        outcome = _handed_over(session, claim.parcel)
        failpoints.reach("message.sent")
        operations.settle(attempt_id=claim.attempt_id, outcome=outcome, actor=SYSTEM, now=clock())
        if outcome.stop:
            return False
    return True


def _handed_over(session: Session, parcel: Parcel) -> Outcome:
    """Send one; a fault of ours counts as a try whose answer is not known, so that it cannot block the rest."""
    try:
        return session.send(parcel)
    except Exception:
        LOG.exception("a message could not be handed over")
        return Outcome(Answer.UNKNOWN, "fault", stop=True)


JOBS = [Job("notify.sweep", run=sweep, every="* * * * *")]
