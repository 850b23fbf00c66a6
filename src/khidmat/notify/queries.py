"""Reading the outbox."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.roles import Role
from khidmat.notify import providers
from khidmat.notify.models import Attempt, Message, Part, Receipt
from khidmat.notify.states import Channel, MessageStatus
from khidmat.notify.wording import MASK
from khidmat.org.public import portal_chain

#: Receipts come within the validity that services give a message; older ones are not waited for.
RECEIPT_DAYS = timedelta(days=3)
#: The system; each message puts its own chain in place of this one (`voice`).
SYSTEM = Actor(role=Role.SYSTEM, chain=UUID(int=0))

WAITING = _("Not sent yet: waiting for its turn")
NO_SERVICE = _("Not sent: no message service is connected")
TRIED = _("Not sent yet: the message service could not take it, we try again")
SENT = _("Sent")
SENT_NO_RECEIPT = _("Sent; the phone has not confirmed it")
ARRIVED = _("Arrived")
NOT_SENT = _("Not sent: the message service or the address refused it")
NOT_ARRIVED = _("Sent, but it did not arrive")
TOO_OLD = _("Not sent: it could not go out in time")


@dataclass(frozen=True, slots=True)
class Told:
    """A message as a page shows it. `words` says in the reader's language where it stands.

    `at` is when it reached that state; a one-time code is masked in `body`; `twice`: perhaps so.
    """

    id: UUID
    template: str
    channel: Channel
    to: str
    body: str
    status: MessageStatus
    words: str | Promise
    at: datetime
    twice: bool


def messages_about(about: UUID, actor: Actor) -> list[Told]:
    """Return what was said about a thing, the newest first; nothing to a visitor.

    The caller has found the thing by a query that is scoped to the actor: who may see it may see these.
    """
    if actor.role == Role.PUBLIC:
        return []
    connected = providers.connected()
    found = Message.objects.filter(about=about).annotate(
        twice=Exists(Attempt.objects.filter(message=OuterRef("pk"), repeat=True))
    )
    return [_told(one, connected, twice=one.twice) for one in found.order_by("-id")]


def inbox(limit: int = 50) -> list[tuple[Message, str]]:
    """Return the newest messages with the text as it goes out, one-time codes in clear: the demo's inbox.

    Newest by their own time: while the demo's past is being loaded, a code of today stays on top. Raises
    `NotFound` in production, whatever page asks.
    """
    if settings.PRODUCTION:
        raise NotFound(_("This page does not exist."))
    return [(one, unmasked(one)) for one in Message.objects.order_by("-created_at", "-id")[:limit]]


def due(channel: Channel, now: datetime) -> QuerySet[Message]:
    """Return messages that may be tried now, the most pressing first; one under way is leased and not due."""
    return Message.objects.filter(
        channel=channel, status=MessageStatus.QUEUED, next_try_at__lte=now, expires_at__gt=now
    ).order_by("rank", "next_try_at", "id")


def expired(connected: frozenset[Channel], now: datetime, limit: int) -> list[Message]:
    """Return queued messages that are too old to send: only codes, where no service is connected."""
    return list(
        Message.objects.filter(~Q(secret="") | Q(channel__in=connected))
        .filter(status=MessageStatus.QUEUED, expires_at__lte=now, next_try_at__lte=now)
        .order_by("expires_at", "id")[:limit]
    )


def awaited(channel: Channel, now: datetime) -> bool:
    """Whether any accepted message of the channel can still get its receipt."""
    since = now - RECEIPT_DAYS
    return Message.objects.filter(
        channel=channel, status=MessageStatus.ACCEPTED, accepted_at__gt=since
    ).exists()


def unmatched(now: datetime, limit: int) -> list[Receipt]:
    """Return receipts that came before our note of the part and have one by now."""
    named = Part.objects.filter(provider=OuterRef("provider"), provider_id=OuterRef("provider_id"))
    settled = named.filter(receipts__arrival=OuterRef("arrival"))
    return list(
        Receipt.objects.filter(
            Exists(named), ~Exists(settled), part=None, at__gt=now - RECEIPT_DAYS
        ).order_by("at", "id")[:limit]
    )


def part_of(provider: str, provider_id: str) -> Part | None:
    """Return the newest part of that name: services begin their numbers anew."""
    return Part.objects.filter(provider=provider, provider_id=provider_id).order_by("-id").first()


def all_arrived(attempt_id: UUID) -> bool:
    """Whether every part of a try has a receipt that it arrived."""
    return not Part.objects.filter(attempt=attempt_id).exclude(receipts__arrival="delivered").exists()


def unmasked(message: Message) -> str:
    """Return the text as it goes out."""
    return message.body.replace(MASK, message.secret) if message.secret else message.body


def voice(message: Message, actor: Actor) -> Actor:
    """Return the actor writing into the chain that takes the system's events about this message."""
    office = message.office
    chain = portal_chain(office.district_id or office.pk) if office else message.chain
    return replace(actor, chain=chain)


def _told(message: Message, connected: frozenset[Channel], *, twice: bool) -> Told:
    reached = message.delivered_at or message.failed_at or message.accepted_at or message.created_at
    return Told(
        id=message.pk,
        template=message.template,
        channel=Channel(message.channel),
        to=message.mobile or message.email,
        body=message.body,
        status=MessageStatus(message.status),
        words=_words(message, connected),
        at=reached,
        twice=twice,
    )


def _words(message: Message, connected: frozenset[Channel]) -> str | Promise:
    match MessageStatus(message.status):
        case MessageStatus.DELIVERED:
            return ARRIVED
        case MessageStatus.ACCEPTED:
            return SENT if message.channel == Channel.EMAIL else SENT_NO_RECEIPT
        case MessageStatus.FAILED if message.accepted_at:
            return NOT_ARRIVED
        case MessageStatus.FAILED:
            return TOO_OLD if message.error == "expired" else NOT_SENT
        case MessageStatus.QUEUED if message.channel not in connected:
            return NO_SERVICE
        case MessageStatus.QUEUED:
            return TRIED if message.error else WAITING
