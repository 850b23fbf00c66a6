"""What a station's desk takes down. Locks: the complaint, the diary, the e-tag's number, the ledger."""

import secrets
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.clocks.public import rule, start
from khidmat.documents.public import Limit, count, tries_so_far
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound, TooMany
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.notify.public import send
from khidmat.org.public import next_number
from khidmat.station import desk_words, events, occurring, policies, receipt
from khidmat.station.models import Complaint, Duty, Telling
from khidmat.station.operations.diary import hold, write
from khidmat.station.queries import desk as queries
from khidmat.station.queries.diary import own_station
from khidmat.station.sealing import must_seal
from khidmat.station.states import RULE_OF, DutyKind, EntryKind, Matter
from khidmat.station.told import Told
from khidmat.ui.fields import MOBILE, bare_digits

FIRST = "ABCDEFGHJKMNPQRSTUVWXYZ"
REST = FIRST + "23456789"
#: Wrong digits for one complaint; the places below are those of certificates.
GUESSES = Limit(16, 10, timedelta(hours=1))


@as_one
def take(*, told: Told, actor: Actor, now: datetime) -> Complaint:
    """Take down a complaint at the actor's station: e-tag, diary entry, clocks, and a message to who told it."""
    TABLE.require(actor, policies.TAKE)
    if not told.told.strip():
        raise Invalid(
            _("The complaint is not taken yet."), fields={"told": _("Write what the person tells.")}
        )
    station = own_station(actor).pk
    return enter(station, _complaint(told, now), _telling(told), actor, now)


def _complaint(told: Told, now: datetime) -> Complaint:
    when = occurring.read(told.occurred, now)
    child = told.matter == Matter.MISSING_CHILD
    return Complaint(
        source=told.source,
        matter=told.matter,
        sensitive=told.sensitive or child or must_seal(told.offences, localdate(now)),
        offences=told.offences,
        occurred_from=when.first,
        occurred_to=when.last,
        occurred_text=told.occurred,
        occurred_odd=when.odd,
        place_text=told.place_text,
        distance=told.distance,
        direction=told.direction,
        beat=told.beat,
    )


def _telling(told: Told) -> Telling:
    return Telling(
        name=told.name,
        father=told.father,
        cnic=told.cnic,
        mobile=told.mobile,
        address=told.address,
        described=told.described,
        child_name=told.child_name,
        child_age=told.child_age,
        told=told.told,
        property_text=told.property_text,
    )


def enter(station_id: UUID, complaint: Complaint, telling: Telling, actor: Actor, now: datetime) -> Complaint:
    """Write a complaint into a station's books: the diary is held before the number is taken."""
    day = hold(station_id=station_id, actor=actor, now=now)
    complaint.station_id, complaint.year = station_id, localdate(now).year
    complaint.number = next_number(office_id=station_id, kind="etag", year=complaint.year)
    complaint.code = secrets.choice(FIRST) + "".join(secrets.choice(REST) for _n in range(7))
    complaint.taken_at, complaint.taken_by_id = now, actor.user_id
    complaint.save(force_insert=True)
    telling.complaint = complaint
    telling.save(force_insert=True)
    text, text_ur = desk_words.taken(complaint)
    write(
        station_id=station_id,
        kind=EntryKind.MISSING if complaint.matter == Matter.MISSING_CHILD else EntryKind.OTHER,
        happened_at=now,
        text=text,
        text_ur=text_ur,
        about_kind="complaint",
        about_id=complaint.pk,
        day=day,
        actor=actor,
        now=now,
    )
    due = _start_clocks(complaint, actor, now)
    tell(complaint, telling, "complaint", actor=actor, now=now, d=localdate(due))
    record(
        events.COMPLAINT_TAKEN,
        subject=complaint,
        actor=actor,
        at=now,
        etag=str(complaint),
        source=complaint.source,
        matter=complaint.matter,
    )
    return complaint


def _start_clocks(complaint: Complaint, actor: Actor, now: datetime) -> datetime:
    """The time for the decision; for a missing child also that for telling ZARRA. Returns when it is decided."""
    deciding = add_duty(complaint, DutyKind.DECIDE, _rule(complaint, localdate(now)), actor, now)
    if complaint.matter == Matter.MISSING_CHILD:
        add_duty(complaint, DutyKind.ZARRA, "zarra.first", actor, now)
    return deciding.clock.due_at


def _rule(complaint: Complaint, day: date) -> str:
    """The clock of its matter; before the matter had one of its own, that of every complaint."""
    own = RULE_OF[Matter(complaint.matter)]
    try:
        return rule(own, day).code
    except LookupError:
        return RULE_OF[Matter.OTHER]


def add_duty(
    complaint: Complaint,
    kind: DutyKind,
    rule: str,
    actor: Actor,
    now: datetime,
    due: datetime | None = None,
) -> Duty:
    """Start a clock of a complaint."""
    clock = start(rule=rule, office_id=complaint.station_id, actor=actor, now=now, due=due)
    return Duty.objects.create(complaint=complaint, kind=kind, clock=clock)


def tell(
    complaint: Complaint,
    telling: Telling | None,
    template: str,
    *,
    actor: Actor,
    now: datetime,
    **params: str | int | date,
) -> None:
    """Put a message to the complainant into the outbox, if he gave a number that can be one."""
    telling = telling or queries.opened(complaint)
    found = MOBILE.fullmatch(bare_digits(telling.mobile))
    if found:
        send(
            template=template,
            mobile="+92" + found[1],
            language="ur",
            about=complaint.pk,
            params={"ref": complaint.code, **params},
            actor=actor,
            now=now,
        )


def follow(*, code: str, digits: str, now: datetime) -> queries.Followed | None:
    """A complaint for who told it; None when code and digits do not belong together. Raises `TooMany`.

    Of four digits there are ten thousand, so the wrong ones for one code are counted, outside any transaction.
    """
    if tries_so_far(GUESSES, code.strip().upper(), now) >= GUESSES.most:
        raise TooMany(
            _("There were too many wrong tries for this code. Try again in an hour, or ask at the station.")
        )
    found = queries.followed(code, digits)
    if found is None:
        count(GUESSES, code.strip().upper(), now)
    return found


@transaction.atomic
def look(*, complaint_id: UUID, actor: Actor, now: datetime) -> queries.File:
    """One complaint for a reader; that a sealed one was opened stands in the ledger. Raises `NotFound`."""
    found = queries.file(actor, complaint_id, now)
    if found.complaint.sensitive and found.telling is not None:
        record(
            events.COMPLAINT_OPENED,
            subject=found.complaint,
            actor=actor,
            at=now,
            etag=str(found.complaint),
        )
    return found


@transaction.atomic
def print_receipt(*, complaint_id: UUID, actor: Actor, now: datetime) -> bytes:
    """The receipt of a complaint of the own station; each print is an event. Raises `NotFound`."""
    TABLE.require(actor, policies.TAKE)
    found = queries.complaints(actor, policies.TAKE).select_related("station", "taken_by")
    complaint = found.filter(pk=complaint_id).first()
    if complaint is None:
        raise NotFound(_("This complaint was not found."))
    due = queries.decide_by(complaint)
    paper = receipt.pdf(complaint, due)
    record(events.COMPLAINT_PRINTED, subject=complaint, actor=actor, at=now, etag=str(complaint))
    return paper
