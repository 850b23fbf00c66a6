"""Counting the malkhana and calling owners. Locks: the count or the thing, the diary, the ledger."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.clocks.public import start
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.org.public import Office
from khidmat.station import count_words, events, policies
from khidmat.station.counts import COUNT, MOST, CountKind, Finding, Found, draw
from khidmat.station.models import Count, CountFind, CountLine, Item, Proclamation
from khidmat.station.operations.diary import write
from khidmat.station.operations.differing import open_case, weigh
from khidmat.station.queries import counting as queries
from khidmat.station.queries import property as of_items
from khidmat.station.removals import Differing
from khidmat.station.states import EntryKind
from khidmat.station.stores import HIGH_RISK, Basis


@as_one
def begin(*, station: Office, kind: str, size: int, actor: Actor, now: datetime) -> Count:
    """Draw the things of a count: all, the dangerous ones, or some by lot under a seed of the program's own."""
    TABLE.require(actor, policies.COUNT_STORE)
    if not queries.may_count(actor, station):
        raise NotFound(_("This station was not found."))
    if kind not in CountKind.values or not 0 < size <= MOST:
        said = _("Choose what is counted; a lot has between 1 and %(n)s articles.") % {"n": MOST}
        raise Invalid(_("The count has not begun."), fields={"size": said})
    if Count.objects.filter(station=station, kind=kind, status="open").exists():
        raise Stale(_("Such a count of this malkhana is open already. Close it first."))
    held = queries.stored_at(station.pk, now)
    if kind == CountKind.HIGH_RISK:
        held = [one for one in held if one.kind in HIGH_RISK]
    if not held:
        raise Invalid(_("There is nothing of this kind in the malkhana to count."))
    made = Count(
        station=station,
        kind=kind,
        seed=secrets.token_hex(16),
        size=min(size, len(held)) if kind == CountKind.RANDOM else len(held),
        drawn_at=now,
        by_id=actor.user,
        role=actor.role,
    )
    made.save(force_insert=True)
    drawn = draw(made.seed, [one.pk for one in held], made.size)
    CountLine.objects.bulk_create(CountLine(count=made, item_id=one, drawn_at=now) for one in drawn)
    record(
        events.COUNT_BEGUN, subject=made, actor=actor, at=now, what=kind, seed=made.seed, articles=made.size
    )
    return made


@as_one
def find(*, count_id: UUID, finds: Sequence[Found], actor: Actor, now: datetime) -> Count:
    """Note how things of an open count were found; each once. Narcotics are weighed."""
    made = _open(count_id, actor)
    lines = {one.pk: one for one in made.lines.select_related("item").filter(find__isnull=True)}
    fresh = [one for one in finds if one.line_id in lines]
    wrong = {
        f"weight_{one.line_id}": _("Weigh it with its wrapping and seals, then write the grams.")
        for one in fresh
        if lines[one.line_id].item.kind == "narcotic" and one.found != Finding.MISSING and not one.weight_mg
    }
    if wrong:
        raise Invalid(_("It is not noted yet."), fields=wrong)
    CountFind.objects.bulk_create(
        CountFind(line=lines[one.line_id], found=one.found, weight_mg=one.weight_mg, by_id=actor.user, at=now)
        for one in fresh
    )
    return made


def _open(count_id: UUID, actor: Actor) -> Count:
    TABLE.require(actor, policies.COUNT_STORE)
    found = queries.counts(actor, policies.COUNT_STORE).select_for_update(of=("self",)).filter(pk=count_id)
    made = found.first()
    if made is None:
        raise NotFound(_("This count was not found."))
    if not COUNT.may(made.status, "close"):
        raise Stale(_("This count is closed already."))
    return made


@as_one
def close(*, count_id: UUID, actor: Actor, now: datetime) -> Count:
    """Close a count when everything was looked for; what differs becomes a case for the station to answer."""
    made = _open(count_id, actor)
    left = made.lines.filter(find__isnull=True).count()
    if left:
        raise Invalid(_("%(n)s articles were not looked for yet.") % {"n": left})
    lines = list(made.lines.select_related("item", "find").order_by("item__year", "item__number"))
    cases = sum(_compare(line, actor, now) for line in lines)
    text, text_ur = count_words.closed(made, len(lines), cases)
    made.entry = write(
        station_id=made.station_id,
        kind=EntryKind.VISIT,
        happened_at=now,
        text=text,
        text_ur=text_ur,
        about_kind="count",
        about_id=made.pk,
        actor=actor,
        now=now,
    )
    COUNT.move(made, "close")
    made.closed_at = max(now, made.drawn_at)
    made.save(update_fields=["status", "closed_at", "entry"])
    record(events.COUNT_CLOSED, subject=made, actor=actor, at=now, articles=len(lines), cases=cases)
    return made


def _compare(line: CountLine, actor: Actor, now: datetime) -> int:
    """Open the case of a thing that differs. Returns how many were opened."""
    item, found = line.item, line.find
    if found.found == Finding.MISSING:
        open_case(item, Differing.MISSING, str(item), "—", actor, now)
        return 1
    opened = 0
    if found.found == Finding.BROKEN:
        open_case(item, Differing.SEALS, item.seals, "—", actor, now)
        opened += 1
    last = item.movements.filter(weight_mg__isnull=False).order_by("-number").first()
    return opened + int(weigh(item, last.weight_mg if last else None, found.weight_mg, actor, now))


@as_one
def proclaim(
    *,
    item_id: UUID,
    reported_on: date,
    court: str,
    order_no: str,
    proclaimed_on: date,
    actor: Actor,
    now: datetime,
) -> Proclamation:
    """Note the magistrate's proclamation for a thing nobody has claimed; six months of it are a clock."""
    item = of_items.locked(item_id, actor, policies.KEEP_STORE)
    if item.basis not in (Basis.UNCLAIMED, Basis.SUSPECTED):
        raise Stale(_("Only unclaimed or suspected property is proclaimed."))
    if Proclamation.objects.filter(item=item).exists():
        raise Stale(_("The proclamation stands in the books already."))
    _check_said(court, order_no)
    _check_days(item, reported_on, proclaimed_on, localdate(now))
    due = queries.claimed_until(proclaimed_on)
    clock = start(rule="property.claim", office_id=item.station_id, actor=actor, now=now, due=due)
    made = Proclamation(
        item=item,
        reported_on=reported_on,
        court=court.strip(),
        order_no=order_no.strip(),
        proclaimed_on=proclaimed_on,
        clock=clock,
        by_id=actor.user,
        at=now,
    )
    made.save(force_insert=True)
    record(events.PROPERTY_PROCLAIMED, subject=item, actor=actor, at=now, item=str(item), order=made.order_no)
    return made


def _check_said(court: str, order_no: str) -> None:
    wrong = {}
    if not court.strip():
        wrong["court"] = _("It is empty. Write which court.")
    if not order_no.strip():
        wrong["order_no"] = _("Write the number of the order or of the case in court.")
    if wrong:
        raise Invalid(_("The proclamation is not noted yet."), fields=wrong)


def _check_days(item: Item, reported_on: date, proclaimed_on: date, today: date) -> None:
    wrong = {}
    if not localdate(item.deposited_at) <= reported_on <= today:
        wrong["reported_on"] = _("It was reported after it was received, and not after today.")
    if not reported_on <= proclaimed_on <= today:
        wrong["proclaimed_on"] = _("It was proclaimed after the report, and not after today.")
    if wrong:
        raise Invalid(_("The proclamation is not noted yet."), fields=wrong)
