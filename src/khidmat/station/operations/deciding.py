"""What a station decides on a complaint, and what those above say to it. Each decision is a row that stays."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.clocks.public import again, cancel, is_open, meet
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.org.public import Office
from khidmat.station import desk_words, events, policies
from khidmat.station.models import Complaint, CourtOrder, Decision, Duty, Sight
from khidmat.station.operations.desk import add_duty, enter, tell
from khidmat.station.operations.diary import hold, write
from khidmat.station.queries import desk as queries
from khidmat.station.states import (
    COMPLAINT,
    SHORTEST_REFUSAL,
    DutyKind,
    EntryKind,
    Ground,
    Matter,
    Source,
    Turning,
)

SHORTEST_REASON = 10


def locked(complaint_id: UUID, actor: Actor, permission: str) -> Complaint:
    """The complaint, locked, inside the territory that this right reaches. Raises `NotFound`, `Forbidden`."""
    TABLE.require(actor, permission)
    found = queries.complaints(actor, permission).select_for_update(of=("self",)).filter(pk=complaint_id)
    complaint = found.first()
    if complaint is None:
        raise NotFound(_("This complaint was not found."))
    return complaint


@as_one
def refer(*, complaint_id: UUID, magistrate: str, reason: str, actor: Actor, now: datetime) -> Decision:
    """No cognizable offence: the substance stands in the diary, the informant is sent to the magistrate (CrPC 155)."""
    complaint = locked(complaint_id, actor, policies.DECIDE)
    _need(magistrate=(magistrate, 2), reason=(reason, SHORTEST_REASON))
    decision = Decision(kind=Turning.REFERRED, magistrate=magistrate.strip(), reason=reason.strip())
    _decide(complaint, "refer", decision, actor, now)
    tell(complaint, None, "complaint_referred", actor=actor, now=now)
    _record(complaint, decision, actor, now)
    return decision


@as_one
def refuse(
    *, complaint_id: UUID, ground: str, reason: str, heard: bool, actor: Actor, now: datetime
) -> Decision:
    """Refuse to register, with a ground and its reasons; the complainant and the circle officer read them."""
    complaint = locked(complaint_id, actor, policies.DECIDE)
    _need(reason=(reason, SHORTEST_REFUSAL))
    if ground not in Ground.values:
        raise Invalid(_("Nothing was decided."), fields={"ground": _("Choose why it is refused.")})
    if not heard:
        said = _("Tell the complainant the reasons first, then say that you did.")
        raise Invalid(_("Nothing was decided."), fields={"heard": said})
    decision = Decision(kind=Turning.REFUSED, ground=ground, reason=reason.strip())
    _decide(complaint, "refuse", decision, actor, now)
    tell(complaint, None, "complaint_refused", actor=actor, now=now)
    _record(complaint, decision, actor, now)
    return decision


@as_one
def transfer(*, complaint_id: UUID, station: Office, reason: str, actor: Actor, now: datetime) -> Complaint:
    """Send a complaint to the station where it belongs: taken here, entered there with all that was told."""
    complaint = locked(complaint_id, actor, policies.DECIDE)
    _need(reason=(reason, SHORTEST_REASON))
    if station.pk == complaint.station_id:
        said = _("This is your own station. Choose the other one.")
        raise Invalid(_("Nothing was decided."), fields={"station": said})
    for station_id in sorted(
        (complaint.station_id, station.pk)
    ):  # two that send to each other do not wait in a ring
        hold(station_id=station_id, actor=actor, now=now)
    decision = Decision(kind=Turning.TRANSFERRED, to_station=station, reason=reason.strip())
    _decide(complaint, "transfer", decision, actor, now)
    _record(complaint, decision, actor, now)
    return enter(station.pk, sent_on(complaint), queries.copied(complaint), actor, now)


def sent_on(complaint: Complaint) -> Complaint:
    """The same facts for the other station's books."""
    same = {
        name: getattr(complaint, name)
        for name in (
            "matter", "sensitive", "offences", "occurred_from", "occurred_to", "occurred_text", "occurred_odd",
            "place", "place_text", "beat",
        )
    }  # fmt: skip
    return Complaint(source=Source.OTHER_STATION, came_from=complaint, **same)


@as_one
def registered(*, complaint: Complaint, actor: Actor, now: datetime) -> Decision:
    """Say that the FIR of this complaint is registered. The caller has locked it and writes FIR, diary and message."""
    decision = Decision(kind=Turning.REGISTERED)
    _settle(complaint, "register", decision, actor, now)
    return decision


@as_one
def reopen(*, complaint_id: UUID, reason: str, actor: Actor, now: datetime) -> Decision:
    """Order the station to take a refused or referred complaint up again; its time begins anew."""
    complaint = locked(complaint_id, actor, policies.REVIEW)
    _need(reason=(reason, SHORTEST_REASON))
    decision = Decision(kind=Turning.REOPENED, reason=reason.strip())
    _decide(complaint, "reopen", decision, actor, now)
    add_duty(complaint, DutyKind.DECIDE, "desk.again", actor, now)
    _record(complaint, decision, actor, now)
    return decision


@as_one
def note_seen(*, complaint_id: UUID, actor: Actor, now: datetime) -> Sight:
    """The circle officer has read the refusal and leaves it as it is."""
    complaint = locked(complaint_id, actor, policies.REVIEW)
    last = complaint.decisions.filter(kind=Turning.REFUSED).order_by("-at").first()
    if last is None or complaint.status != Turning.REFUSED:
        raise Stale(_("There is no refusal to be read."))
    if Sight.objects.filter(decision=last).exists():
        raise Stale(_("This refusal was read already."))
    sight = Sight.objects.create(decision=last, by_id=actor.user, at=now)
    record(events.REFUSAL_SEEN, subject=complaint, actor=actor, at=now, etag=str(complaint))
    return sight


def _need(**texts: tuple[str, int]) -> None:
    """Every text that a decision needs, at least so long."""
    said = _("Write at least %(n)s letters here.")
    short = {name: said % {"n": least} for name, (text, least) in texts.items() if len(text.strip()) < least}
    if short:
        raise Invalid(_("Nothing was decided."), fields=short)


def _settle(complaint: Complaint, step: str, decision: Decision, actor: Actor, now: datetime) -> None:
    """Move the complaint by its decision; the clock that waited for it is met."""
    if complaint.matter == Matter.MISSING_CHILD and step != "register":
        raise Forbidden(_("A missing child under 18 always gets an FIR (Zainab Alert Act)."))
    if step != "register" and hasattr(complaint, "carries"):
        raise Forbidden(_("Another station registered this case and sent it here: it is registered here."))
    COMPLAINT.move(complaint, step)
    decision.complaint, decision.at = complaint, now
    decision.by_id, decision.role = actor.user, actor.role
    decision.save(force_insert=True)
    complaint.decided_at = now
    complaint.save(update_fields=["status", "decided_at"])
    for duty in complaint.duties.filter(is_open("clock__"), kind=DutyKind.DECIDE):
        meet(clock_id=duty.clock_id, actor=actor, now=now)


def _decide(complaint: Complaint, step: str, decision: Decision, actor: Actor, now: datetime) -> None:
    """Settle it and tell the diary."""
    _settle(complaint, step, decision, actor, now)
    text, text_ur = desk_words.decided(complaint, decision)
    _diary(
        complaint, EntryKind.NON_COGNIZABLE if step == "refer" else EntryKind.OTHER, text, text_ur, actor, now
    )


def _diary(
    complaint: Complaint, kind: EntryKind, text: str, text_ur: str, actor: Actor, now: datetime
) -> None:
    write(
        station_id=complaint.station_id,
        kind=kind,
        happened_at=now,
        text=text,
        text_ur=text_ur,
        about_kind="complaint",
        about_id=complaint.pk,
        actor=actor,
        now=now,
    )


def _record(complaint: Complaint, decision: Decision, actor: Actor, now: datetime) -> None:
    record(
        events.COMPLAINT_DECIDED,
        subject=complaint,
        actor=actor,
        at=now,
        reason=str(decision.get_ground_display()) if decision.ground else "",
        etag=str(complaint),
        decision=decision.kind,
    )


@as_one
def tell_zarra(*, complaint_id: UUID, done: str, actor: Actor, now: datetime) -> Duty:
    """ZARRA was told of the missing child: the two hours are met, and from now on it is told every day."""
    complaint = locked(complaint_id, actor, policies.TAKE)
    _need(done=(done, 5))
    duty = _open_duty(complaint, DutyKind.ZARRA)
    duty.done = done.strip()[:500]
    duty.save(update_fields=["done"])
    if duty.clock.rule == "zarra.daily":
        following = again(clock_id=duty.clock_id, actor=actor, now=now)
        fresh = Duty.objects.create(complaint=complaint, kind=DutyKind.ZARRA, clock=following)
    else:
        meet(clock_id=duty.clock_id, actor=actor, now=now)
        fresh = add_duty(complaint, DutyKind.ZARRA, "zarra.daily", actor, now)
    _diary(complaint, EntryKind.MISSING, *desk_words.zarra_told(complaint), actor, now)
    record(events.ZARRA_TOLD, subject=complaint, actor=actor, at=now, etag=str(complaint))
    return fresh


@as_one
def child_found(*, complaint_id: UUID, done: str, actor: Actor, now: datetime) -> Complaint:
    """The child is found: ZARRA is told for the last time, and nothing is waited for any more."""
    complaint = locked(complaint_id, actor, policies.TAKE)
    _need(done=(done, 10))
    duty = _open_duty(complaint, DutyKind.ZARRA)
    duty.done = done.strip()[:500]
    duty.save(update_fields=["done"])
    cancel(clock_id=duty.clock_id, actor=actor, now=now, reason=done.strip()[:300])
    _diary(complaint, EntryKind.MISSING, *desk_words.child_found(complaint), actor, now)
    record(events.CHILD_FOUND, subject=complaint, actor=actor, at=now, etag=str(complaint))
    return complaint


def _open_duty(complaint: Complaint, kind: DutyKind) -> Duty:
    found = complaint.duties.filter(is_open("clock__"), kind=kind).select_related("clock").first()
    if found is None:
        raise Stale(_("Nothing of this kind is waited for any more."))
    return found


@as_one
def take_order(
    *,
    complaint_id: UUID,
    petition: str,
    court: str,
    ordered_on: date,
    report_by: date,
    orders: str,
    actor: Actor,
    now: datetime,
) -> CourtOrder:
    """Take down an order under section 22-A; the day it sets for the report is a clock."""
    complaint = locked(complaint_id, actor, policies.DECIDE)
    _need(petition=(petition, 1), court=(court, 2), orders=(orders, SHORTEST_REASON))
    _check_days(ordered_on, report_by, localdate(now))
    due = queries.end_of(report_by)
    duty = add_duty(complaint, DutyKind.COURT, "desk.court_report", actor, now, due=due)
    order = CourtOrder.objects.create(
        complaint=complaint, petition=petition, court=court, ordered_on=ordered_on, orders=orders, duty=duty
    )
    _diary(complaint, EntryKind.OTHER, *desk_words.ordered(complaint, order), actor, now)
    record(
        events.COURT_ORDERED, subject=complaint, actor=actor, at=now, etag=str(complaint), petition=petition
    )
    return order


def _check_days(ordered_on: date, report_by: date, today: date) -> None:
    wrong = {}
    if ordered_on > today:
        wrong["ordered_on"] = _("The order cannot be of a day after today. Check the date.")
    if report_by < today or report_by > today + timedelta(days=365):
        wrong["report_by"] = _("The report is due today or later, within a year. Check the date.")
    if wrong:
        raise Invalid(_("The order is not saved yet."), fields=wrong)


@as_one
def report_to_court(*, order_id: UUID, done: str, actor: Actor, now: datetime) -> Duty:
    """The report went to the court; `done` says when and how."""
    order = CourtOrder.objects.filter(pk=order_id).select_related("duty__clock").first()
    if order is None:
        raise NotFound(_("This order was not found."))
    complaint = locked(order.complaint_id, actor, policies.DECIDE)
    _need(done=(done, SHORTEST_REASON))
    duty = order.duty
    if duty.done:
        raise Stale(_("The report went to the court already."))
    duty.done = done.strip()[:500]
    duty.save(update_fields=["done"])
    meet(clock_id=duty.clock_id, actor=actor, now=now)
    _diary(complaint, EntryKind.OTHER, *desk_words.reported(complaint, order), actor, now)
    record(
        events.COURT_REPORTED,
        subject=complaint,
        actor=actor,
        at=now,
        etag=str(complaint),
        petition=order.petition,
    )
    return duty
