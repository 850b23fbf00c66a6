"""Reading complaints: what waits for a decision first. Of a sealed one, names only for the posts that need them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.clocks.public import Clock, Move, is_late, is_open, turns
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.planning import by_its_values
from khidmat.kernel.policy import TABLE
from khidmat.kernel.roles import Role
from khidmat.kernel.urdu import ascii_digits
from khidmat.law.public import Cited, read
from khidmat.org.public import Office, OfficeKind, above, within
from khidmat.station import policies
from khidmat.station.models import Complaint, CourtOrder, Decision, Duty, Fir, Sight, Telling
from khidmat.station.queries.sealed import is_sealed
from khidmat.station.states import ComplaintStatus, DutyKind, Matter, Turning
from khidmat.ui.formats import KARACHI

ROWS = 50
COPIED = (
    "person", "name", "father", "cnic", "mobile", "address", "described", "child_name", "child_age", "told",
    "property_text",
)  # fmt: skip
#: Who needs the name in a sealed matter besides who wrote it down.
NEED_THE_NAME = {Role.STATION_HEAD, Role.CIRCLE_OFFICER, Role.DISTRICT_OFFICER}


def complaints(actor: Actor, permission: str = policies.READ_DESK) -> QuerySet[Complaint]:
    """The complaints that this right reaches."""
    scope = TABLE.scope(actor, permission)
    here = within(actor, scope) if scope else Office.objects.none()
    return Complaint.objects.filter(station_id__in=here.values("pk"))


def may_know_who(actor: Actor, complaint: Complaint) -> bool:
    """Whether the actor may read who told it and in which words."""
    fir = Fir.objects.filter(complaint=complaint).first()
    if not complaint.sensitive and (fir is None or not is_sealed(fir)):
        return True
    return actor.role in NEED_THE_NAME or (
        actor.user_id is not None and actor.user_id == complaint.taken_by_id
    )


def opened(complaint: Complaint) -> Telling:
    """What was told, unsealed for this one transaction: the database itself hides it from every other reading."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select set_config('khidmat.unsealed', %s, true)", [str(complaint.pk)])
        found = Telling.objects.select_related("person").get(complaint=complaint)
        with connection.cursor() as cursor:
            cursor.execute("select set_config('khidmat.unsealed', '', true)")
    return found


def copied(complaint: Complaint) -> Telling:
    """What was told, unsaved, for another station's books."""
    told = opened(complaint)
    return Telling(**{name: getattr(told, name) for name in COPIED})


def end_of(day: date) -> datetime:
    """The last minute of a day."""
    return datetime.combine(day, time(23, 59), KARACHI)


@dataclass(frozen=True, slots=True)
class Line:
    """A complaint in a list; `who` is "" where it is sealed."""

    complaint: Complaint
    who: str
    due: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """A count that opens its rows; None where counting would cost more than it tells, as of all there ever was."""

    label: Promise
    count: int | None
    url: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """A list of complaints with the counts above it."""

    lines: Sequence[Line]
    tiles: Sequence[Tile]
    show: str
    more: bool


def _conditions(now: datetime) -> dict[str, Q]:
    """Each from the few that wait, not from all that was ever told."""
    late = Duty.objects.filter(is_late(now, "clock__"))
    refused = Decision.objects.filter(kind=Turning.REFUSED)
    unread = refused.filter(~Exists(Sight.objects.filter(decision=OuterRef("pk"))))
    return {
        "late": Q(pk__in=late.values("complaint")),
        "open": Q(status=ComplaintStatus.RECEIVED),
        "refused": Q(status=ComplaintStatus.REFUSED, pk__in=unread.values("complaint")),
        "all": Q(),
    }


TILES = (
    ("late", _("Past the time"), "bad"),
    ("open", _("Neither registered nor refused"), "warn"),
    ("refused", _("Refused, not read by the circle officer"), "warn"),
    ("all", _("All"), ""),
)
#: What is open is counted. All complaints that were ever told are a list and no work, and there are very many.
COUNTED = ("late", "open", "refused")


@by_its_values()
def desk(actor: Actor, show: str, now: datetime) -> Desk:
    """The complaints of the territory: those that wait first, the longest waiting on top."""
    conditions = _conditions(now)
    found = complaints(actor)
    chosen = show if show in conditions else "open"
    order = ("-taken_at", "pk") if chosen == "all" else ("taken_at", "pk")
    rows = list(found.filter(conditions[chosen]).select_related("station").order_by(*order)[: ROWS + 1])
    return Desk(_lines(rows[:ROWS], now), tiles(actor, now), chosen, len(rows) > ROWS)


def _lines(rows: Sequence[Complaint], now: datetime) -> list[Line]:
    plain = {
        one.complaint_id: one.name or one.described
        for one in Telling.objects.filter(complaint__in=[row for row in rows if not row.sensitive])
    }
    waiting = Duty.objects.filter(is_open("clock__"), complaint__in=rows).select_related("clock")
    due: dict[UUID, datetime] = {}
    for duty in waiting:
        known = due.get(duty.complaint_id)
        due[duty.complaint_id] = min(known, duty.clock.due_at) if known else duty.clock.due_at
    return [
        Line(row, plain.get(row.pk, ""), at := due.get(row.pk), at is not None and at <= now) for row in rows
    ]


def late_by_circle(now: datetime) -> dict[Office, list[UUID]]:
    """The complaints past the time of their decision, under the circles of their stations."""
    late = Duty.objects.filter(is_late(now, "clock__"), kind=DutyKind.DECIDE)
    found: dict[Office, list[UUID]] = {}
    for station_id, complaint_id in late.order_by("clock__due_at").values_list(
        "complaint__station_id", "complaint_id"
    ):
        if circle := above(station_id, OfficeKind.CIRCLE):
            found.setdefault(circle, []).append(complaint_id)
    return found


def tiles(actor: Actor, now: datetime) -> list[Tile]:
    """The counts above the list of complaints."""
    conditions, found = _conditions(now), complaints(actor)
    return [
        Tile(
            label, found.filter(conditions[code]).count() if code in COUNTED else None, f"?show={code}", tone
        )
        for code, label, tone in TILES
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A clock of a complaint with everything that moved it."""

    duty: Duty
    late: bool
    moves: Sequence[Move]


@dataclass(frozen=True, slots=True)
class Door:
    """An act that is open to the reader now."""

    label: Promise
    url: str
    kind: str = "plain"


#: What a complaint in each state lets those do who have the right to it.
DOORS = (
    ("new_fir", policies.REGISTER, ComplaintStatus.RECEIVED, _("Register an FIR")),
    ("refer", policies.DECIDE, ComplaintStatus.RECEIVED, _("Not cognizable: to the magistrate")),
    ("transfer", policies.DECIDE, ComplaintStatus.RECEIVED, _("Belongs to another station")),
    ("refuse", policies.DECIDE, ComplaintStatus.RECEIVED, _("Refuse with reasons")),
    ("reopen", policies.REVIEW, ComplaintStatus.REFUSED, _("Order it to be taken up again")),
    ("seen", policies.REVIEW, ComplaintStatus.REFUSED, _("I have read the refusal")),
    ("reopen", policies.REVIEW, ComplaintStatus.REFERRED, _("Order it to be taken up again")),
)


def _doors(
    actor: Actor, complaint: Complaint, duties: Sequence[Duty], decisions: Sequence[Decision]
) -> list[Door]:
    here = complaints(actor, policies.TAKE).filter(pk=complaint.pk).exists()
    must = complaint.matter == Matter.MISSING_CHILD or hasattr(complaint, "carries")
    seen = bool(decisions) and hasattr(decisions[-1], "sight")
    found = [
        _door(name, complaint, label)
        for name, right, status, label in DOORS
        if TABLE.may(actor, right)
        and complaint.status == status
        and not (must and right == policies.DECIDE)
        and not (name == "seen" and seen)
    ]
    if here and any(one.kind == DutyKind.ZARRA and _running(one.clock) for one in duties):
        found += [
            _door("zarra", complaint, _("ZARRA was told")),
            _door("found", complaint, _("The child is found")),
        ]
    if TABLE.may(actor, policies.DECIDE):
        found.append(_door("order", complaint, _("Order under section 22-A")))
    if here:
        found.append(_door("receipt", complaint, _("Print the receipt")))
    return found


def _door(name: str, complaint: Complaint, label: Promise) -> Door:
    kind = {"new_fir": "", "refuse": "danger", "refer": "", "seen": ""}.get(name, "plain")
    return Door(label, reverse(f"station:{name}", args=[complaint.pk]), kind)


def other_stations(complaint: Complaint) -> QuerySet[Office]:
    """Every station but the complaint's own: a crime elsewhere is taken and sent on."""
    found = Office.objects.filter(kind=OfficeKind.STATION).exclude(pk=complaint.station_id)
    return found.order_by("code")


@dataclass(frozen=True, slots=True)
class File:
    """A complaint as its page shows it.

    `telling` is None where it is sealed from the reader; then no other text that somebody typed is shown either.
    `decides` says whether the reader answers the court for it.
    """

    complaint: Complaint
    telling: Telling | None
    cited: Sequence[Cited]
    clocks: Sequence[Waiting]
    decisions: Sequence[Decision]
    orders: Sequence[CourtOrder]
    flags: Sequence[Promise]
    doors: Sequence[Door]
    decides: bool


def file(actor: Actor, complaint_id: UUID, now: datetime) -> File:
    """One complaint. Raises `NotFound`."""
    found = complaints(actor).select_related("station", "taken_by", "came_from__station", "place")
    complaint = found.filter(pk=complaint_id).first()
    if complaint is None:
        raise NotFound(_("This complaint was not found."))
    telling = opened(complaint) if may_know_who(actor, complaint) else None
    duties = list(complaint.duties.select_related("clock__office").order_by("clock__started_at", "pk"))
    decisions = list(complaint.decisions.select_related("by", "to_station", "sight").order_by("at", "pk"))
    return File(
        complaint=complaint,
        telling=telling,
        cited=read(complaint.offences, complaint.taken_at.astimezone(KARACHI).date()).cited,
        clocks=[Waiting(one, _late(one.clock, now), turns(one.clock)) for one in duties],
        decisions=decisions,
        orders=list(complaint.orders.select_related("duty__clock").order_by("ordered_on", "pk")),
        flags=_flags(complaint, telling),
        doors=_doors(actor, complaint, duties, decisions),
        decides=TABLE.may(actor, policies.DECIDE),
    )


def _running(clock: Clock) -> bool:
    return clock.met_at is None and clock.cancelled_at is None


def _late(clock: Clock, now: datetime) -> bool:
    ended = clock.met_at or clock.cancelled_at or now
    return ended > clock.due_at


def _flags(complaint: Complaint, telling: Telling | None) -> list[Promise]:
    """What is odd in what was told: shown, never refused."""
    said = [
        (complaint.occurred_odd, _("The time is kept as it was told; it could not be read as a date.")),
        (not complaint.occurred_text, _("No time was told.")),
    ]
    if telling is not None:
        number = "".join(letter for letter in telling.cnic if letter.isdecimal())
        said += [
            (not telling.name, _("The person gave no name.")),
            (
                bool(telling.cnic) and len(number) != 13,
                _("The CNIC is kept as written; it has not 13 digits."),
            ),
        ]
    return [words for holds, words in said if holds]


@dataclass(frozen=True, slots=True)
class Followed:
    """What a complainant sees of his own complaint: no names, no words of his."""

    complaint: Complaint
    decision: Decision | None
    due: datetime | None
    next: Complaint | None


def followed(code: str, digits: str) -> Followed | None:
    """A complaint by its code and the last four digits of the number left with it; None when they do not belong.

    Where no number was left, or one too short, the digits stay empty.
    """
    found = Complaint.objects.filter(code=code.strip().upper()).select_related("station", "sent_on").first()
    if found is None or _last_digits(opened(found).mobile) != ascii_digits(digits).strip():
        return None
    decision = found.decisions.select_related("to_station").order_by("-at").first()
    return Followed(found, decision, decide_by(found), getattr(found, "sent_on", None))


def _last_digits(mobile: str) -> str:
    digits = "".join(letter for letter in mobile if letter.isdecimal())
    return digits[-4:] if len(digits) >= 10 else ""


def decide_by(complaint: Complaint) -> datetime | None:
    """When the running time for the decision ends."""
    duty = complaint.duties.filter(is_open("clock__"), kind=DutyKind.DECIDE).select_related("clock").first()
    return duty.clock.due_at if duty else None


def one(actor: Actor, complaint_id: UUID, permission: str) -> Complaint:
    """One complaint that this right reaches. Raises `NotFound`."""
    found = complaints(actor, permission).select_related("station").filter(pk=complaint_id).first()
    if found is None:
        raise NotFound(_("This complaint was not found."))
    return found


def of_order(actor: Actor, order_id: UUID) -> Complaint:
    """The complaint of a court's order. Raises `NotFound`."""
    order = CourtOrder.objects.filter(pk=order_id).first()
    if order is None:
        raise NotFound(_("This order was not found."))
    return one(actor, order.complaint_id, policies.DECIDE)
