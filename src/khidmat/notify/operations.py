"""Writing the outbox. A message is put there in the transaction of the act it tells of, and sent after it.

Every try is written down before the service is spoken to. A crash between the service's acceptance and our
note of it leaves a try without an answer; the next one is marked as a repeat: at least once, never silently.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.encoding import punycode

from khidmat.audit.public import effect, record
from khidmat.kernel import jobs
from khidmat.kernel.actor import Actor
from khidmat.kernel.transactions import as_one
from khidmat.notify import events, providers, queries, wording
from khidmat.notify.gateway import Notice, Outcome, Parcel
from khidmat.notify.models import Attempt, Message, Part, Receipt
from khidmat.notify.states import LIFE, Answer, Arrival, Channel, MessageStatus
from khidmat.notify.wording import Language, Template, Value

#: Longer than any adapter waits for its service, so that a try of a living worker is never begun again.
LEASE = timedelta(minutes=2)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Claim:
    """A try that was begun: what to hand over, and where to note the answer."""

    attempt_id: UUID
    parcel: Parcel


@as_one
def send(
    *,
    template: str,
    language: Language,
    about: UUID | None,
    params: Mapping[str, Value],
    actor: Actor,
    now: datetime,
    mobile: str = "",
    email: str = "",
    secret: str = "",
) -> Message:
    """Put a message into the outbox: an SMS for a mobile number, a mail for an e-mail address, both for both.

    `params` are exactly the template's placeholders: dates as dates, money as whole rupees. The value of the
    template's secret placeholder goes in `secret` and is kept only until the message is sent or too old.
    Returns the SMS, or the mail when there is no number. Raises LookupError for an unknown template,
    ValueError for wrong or too long values.
    """
    found = wording.load().template(template)
    _check(found, params, secret)
    values = {**params, **({found.secret: wording.MASK} if found.secret else {})}
    made = [
        _worded(found, channel, address, language, values)
        for channel, address in ((Channel.SMS, _international(mobile)), (Channel.EMAIL, _plain(email)))
        if address
    ]
    if not made:
        raise ValueError("a message needs a mobile number or an e-mail address")
    for one in made:
        one.about, one.office_id, one.chain, one.secret = about, actor.office_id, actor.chain, secret
        one.created_at = one.next_try_at = now
        one.expires_at = now + timedelta(minutes=found.minutes)
    Message.objects.bulk_create(made)
    if not providers.connected().isdisjoint(Channel(one.channel) for one in made):
        jobs.wake("notify.sweep")
    for one in made:
        record(events.QUEUED, subject=one, actor=actor, at=now, template=template, channel=one.channel)
    return made[0]


@transaction.atomic
def claim(*, channel: Channel, provider: str, actor: Actor, now: datetime) -> Claim | None:
    """Begin a try of the most pressing message that is due; None when there is none that nobody else has."""
    message = queries.due(channel, now).select_for_update(skip_locked=True, of=("self",)).first()
    if message is None:
        return None
    repeat = message.attempts > 0 and _perhaps_sent(message, now)
    message.attempts += 1
    message.next_try_at = now + LEASE
    message.save(update_fields=["attempts", "next_try_at"])
    attempt = Attempt.objects.create(
        message=message, number=message.attempts, provider=provider, repeat=repeat, begun_at=now
    )
    parcel = Parcel(
        key=message.pk,
        to=message.mobile or message.email,
        subject=message.subject,
        text=queries.unmasked(message),
        language=message.language,
    )
    if repeat:
        voice = queries.voice(message, actor)
        template, number = message.template, message.attempts
        record(events.REPEATED, subject=message, actor=voice, at=now, template=template, number=number)
    return Claim(attempt.pk, parcel)


@transaction.atomic
def settle(*, attempt_id: UUID, outcome: Outcome, actor: Actor, now: datetime) -> None:
    """Note how a try ended, once; a second note of the same try changes nothing."""
    if not effect(job="notify.sweep", key=str(attempt_id), at=now):
        return
    attempt = Attempt.objects.get(pk=attempt_id)
    message = _locked(attempt.message_id)
    attempt.answer, attempt.code, attempt.ended_at = outcome.answer, outcome.code, now
    attempt.save(update_fields=["answer", "code", "ended_at"])
    Part.objects.bulk_create(
        Part(attempt=attempt, number=number, provider=attempt.provider, provider_id=name)
        for number, name in enumerate(outcome.ids, start=1)
    )
    if outcome.answer == Answer.ACCEPTED and LIFE.may(message.status, "accept"):
        LIFE.move(message, "accept")
        message.accepted_at, message.secret, message.error = now, "", ""
        message.save(update_fields=["status", "accepted_at", "secret", "error"])
    elif message.status == MessageStatus.QUEUED and attempt.number == message.attempts:
        _not_taken(message, outcome, actor, now)


@transaction.atomic
def receive(*, provider: str, notice: Notice, actor: Actor, now: datetime) -> None:
    """Take a receipt. A repeat changes nothing; one for a part that is not noted yet waits for it."""
    part = queries.part_of(provider, notice.provider_id)
    if part is None:
        waiting = Receipt(provider=provider, provider_id=notice.provider_id, arrival=notice.arrival)
        waiting.code, waiting.at = notice.code, now
        Receipt.objects.bulk_create([waiting], ignore_conflicts=True)
        return
    message = _locked_of(part)
    receipt = Receipt(provider=provider, provider_id=notice.provider_id, part=part, arrival=notice.arrival)
    receipt.code, receipt.at = notice.code, now
    Receipt.objects.bulk_create([receipt], ignore_conflicts=True)
    _arrived(message, part, notice.arrival, notice.code, actor, now)


@transaction.atomic
def match(*, receipt_id: UUID, actor: Actor, now: datetime) -> None:
    """Join a receipt that came early to the part that has been noted since."""
    receipt = Receipt.objects.select_for_update().get(pk=receipt_id)
    part = queries.part_of(receipt.provider, receipt.provider_id)
    if part is None or receipt.part_id is not None:
        return
    message = _locked_of(part)
    receipt.part = part
    receipt.save(update_fields=["part"])
    _arrived(message, part, Arrival(receipt.arrival), receipt.code, actor, now)


@transaction.atomic
def expire(*, message_id: UUID, actor: Actor, now: datetime) -> None:
    """Give up a message that is too old to send, and forget its code."""
    message = _locked(message_id)
    if message.status == MessageStatus.QUEUED and message.expires_at <= now:
        _fail(message, "expired", actor, now)


@transaction.atomic
def note_unreachable(*, channel: Channel, code: str, now: datetime) -> None:
    """Note at the waiting messages why they wait; none of them is counted as tried."""
    queries.due(channel, now).exclude(error=code).order_by().update(error=code)


def _check(template: Template, params: Mapping[str, Value], secret: str) -> None:
    wanted = template.placeholders - {template.secret}
    if params.keys() != wanted:
        raise ValueError(f"{template.code} needs {sorted(wanted)}, not {sorted(params)}")
    if bool(template.secret) != bool(secret) or len(secret) > len(wording.MASK):
        raise ValueError(f"{template.code}: the secret is missing, too long, or has no place")


def _worded(
    template: Template, channel: Channel, address: str, language: Language, values: Mapping[str, Value]
) -> Message:
    message = Message(template=template.code, channel=channel, language=language, rank=template.rank)
    if channel is Channel.SMS:
        message.mobile, message.body = address, wording.load().sms(template, language, values)
    else:
        message.email = address
        message.subject, message.body = wording.load().mail(template, language, values)
    return message


def _international(mobile: str) -> str:
    return f"+92{mobile[1:]}" if mobile.startswith("03") else mobile


def _plain(email: str) -> str:
    """Return the address with its domain as mail servers know it: مثال.پاک becomes xn--mgbh0fb.xn--…."""
    local, at, domain = email.rpartition("@")
    return f"{local}{at}{punycode(domain)}" if domain and not domain.isascii() else email


def _locked(message_id: UUID) -> Message:
    return Message.objects.select_for_update(of=("self",)).select_related("office").get(pk=message_id)


def _locked_of(part: Part) -> Message:
    return _locked(Attempt.objects.get(pk=part.attempt_id).message_id)


def _perhaps_sent(message: Message, now: datetime) -> bool:
    """Whether an earlier try may have reached the service; one without an answer was cut off by a crash."""
    cut_off = message.tries.filter(answer=Answer.NONE)
    cut_off.update(answer=Answer.UNKNOWN, code="cut off", ended_at=now)
    return message.tries.filter(answer__in=[Answer.UNKNOWN, Answer.ACCEPTED]).exists()


def _not_taken(message: Message, outcome: Outcome, actor: Actor, now: datetime) -> None:
    if outcome.answer == Answer.REFUSED:
        _fail(message, outcome.code, actor, now)
        return
    wait = min(FIRST_WAIT * 4 ** min(message.attempts - 1, 6), LONGEST_WAIT)
    message.error, message.next_try_at = outcome.code, min(now + wait, message.expires_at)
    message.save(update_fields=["error", "next_try_at"])


def _arrived(message: Message, part: Part, arrival: Arrival, code: str, actor: Actor, now: datetime) -> None:
    if arrival is Arrival.FAILED:
        if message.status == MessageStatus.ACCEPTED:
            _fail(message, f"receipt {code}".strip(), actor, now)
    elif LIFE.may(message.status, "deliver") and queries.all_arrived(part.attempt_id):
        LIFE.move(message, "deliver")
        message.delivered_at, message.secret = now, ""
        message.save(update_fields=["status", "delivered_at", "secret"])


def _fail(message: Message, code: str, actor: Actor, now: datetime) -> None:
    LIFE.move(message, "fail")
    message.failed_at, message.error, message.secret = now, code[:40], ""
    message.save(update_fields=["status", "failed_at", "error", "secret"])
    voice = queries.voice(message, actor)
    record(events.FAILED, subject=message, actor=voice, at=now, template=message.template, code=message.error)
