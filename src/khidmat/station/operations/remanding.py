"""Before the magistrate, and out of custody. Locks: the complaint, the custody, the diary, the ledger.

Police custody is fifteen days in the whole, and a woman's only by an order with reasons in qatl or dacoity; both are
refused by the database too.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from khidmat.clocks.public import exclude, grant, lift, meet
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.urdu import clean
from khidmat.station import custody_words, events, hours, policies
from khidmat.station.custody_states import (
    ARREST,
    HERE,
    MOST_POLICE_DAYS,
    POLICE_DAYS,
    Authority,
    Exceptional,
    Gender,
    RemandKind,
    Where,
)
from khidmat.station.models import Arrest, Production, Release, Remand
from khidmat.station.operations import holding
from khidmat.station.queries import custody as queries
from khidmat.station.queries import fir as firs
from khidmat.station.queries.sealed import is_sealed
from khidmat.station.states import EntryKind
from khidmat.station.words import Both

#: A journey longer than this is a slip of the pen.
LONGEST_JOURNEY = 24 * 60
SHORTEST_REASON = 10

Wrong = dict[str, str | Promise]


def _mine(arrest_id: UUID, actor: Actor) -> Arrest:
    """An open arrest, locked, for who investigates the case."""
    one = holding.locked_arrest(arrest_id, actor, policies.ARREST)
    firs.require_investigator(actor, one.fir)
    return holding.still_held(one)


@transaction.atomic
def produce(
    *, arrest_id: UUID, magistrate: str, journey: int = 0, hour: str = "", actor: Actor, now: datetime
) -> Production:
    """The person stands before a magistrate: the 24 hours are met, the minutes of the journey left out."""
    one = _mine(arrest_id, actor)
    if one.custody.status != Where.COURT:
        raise Stale(
            _("The person is not at the court. The lock-up register says first that he was taken there.")
        )
    wrong = {}
    if not clean(magistrate):
        wrong["magistrate"] = _("Write before which magistrate.")
    if not 0 <= journey <= LONGEST_JOURNEY:
        wrong["journey"] = _("Write the minutes of the journey, up to 1440.")
    if wrong:
        raise Invalid(_("Nothing was written."), fields=wrong)
    at = max(hours.read(hour, now).at, one.custody.moved_at, one.arrested_at)
    said = custody_words.produced(one.accused, clean(magistrate)[:120])
    entry = holding.enter(one, EntryKind.OTHER, said, at, actor, now)
    made = Production(
        fir_id=one.fir_id,
        arrest=one,
        magistrate=clean(magistrate)[:120],
        journey=journey,
        at=at,
        by_id=actor.user,
        entry=entry,
    )
    made.save(force_insert=True)
    _met(one, journey, str(made.magistrate), actor, at)
    holding.tell(events.PRODUCED, one, actor, now, journey=journey)
    return made


def _met(one: Arrest, journey: int, where: str, actor: Actor, at: datetime) -> None:
    """The first production meets the clock at its own hour; a later one has none."""
    clock = holding.open_clock(one, "custody.produce")
    if clock is None:
        return
    at = max(at, clock.started_at)
    if journey:
        exclude(clock_id=clock.pk, span=timedelta(minutes=journey), reason=where, actor=actor, now=at)
    meet(clock_id=clock.pk, actor=actor, now=at)


@transaction.atomic
def remand(
    *,
    arrest_id: UUID,
    kind: str,
    days: int,
    court: str,
    reference: str,
    reasons: str,
    asked: str,
    exceptional: str = "",
    actor: Actor,
    now: datetime,
) -> Remand:
    """Record an order of remand: days of police custody, or judicial custody, which commits the person to jail.

    `asked`: which incomplete challan and diaries went with the request (r. 25.56).
    """
    one = _mine(arrest_id, actor)
    words = {
        "court": clean(court)[:120],
        "reference": clean(reference)[:120],
        "reasons": reasons.strip(),
        "asked": clean(asked)[:300],
    }
    _check(one, kind, days, words, exceptional)
    at = _after(one, kind, now)
    said = custody_words.remanded(one.accused, kind, days)
    entry = holding.enter(one, EntryKind.OTHER, said, at, actor, now)
    made = Remand(
        fir_id=one.fir_id, arrest=one, kind=kind, days=days, at=at, by_id=actor.user, entry=entry, **words
    )
    made.exceptional = exceptional if kind == RemandKind.POLICE else ""
    made.save(force_insert=True)
    if kind == RemandKind.POLICE:
        _grant(one, made, actor, now)
    else:
        _commit(one, made, actor, now)
    holding.tell(events.REMANDED, one, actor, now, custody=kind, days=days)
    return made


def _check(one: Arrest, kind: str, days: int, words: dict[str, str], exceptional: str) -> None:
    """What the law asks of an order; the database refuses the same."""
    wrong: Wrong = {name: _("It is empty. It stands on the order.") for name in words if not words[name]}
    if kind not in RemandKind.values:
        wrong["kind"] = _("Choose whose custody the court orders.")
    if words["reasons"] and len(words["reasons"]) < SHORTEST_REASON:
        wrong["reasons"] = _("Write the reasons of the order in at least 10 letters.")
    wrong |= _wrong_days(one, kind, days)
    if (
        kind == RemandKind.POLICE
        and one.custody.gender == Gender.WOMAN
        and exceptional not in Exceptional.values
    ):
        wrong["exceptional"] = _(
            "A woman is given into police custody only in qatl or dacoity, by an order with reasons."
        )
    if wrong:
        raise Invalid(_("The order is not recorded."), fields=wrong)


def _after(one: Arrest, kind: str, now: datetime) -> datetime:
    """The hour of an order: after the production and the order that it follows, whatever a clock says.

    From the jail back to the police it follows a new production, and not for long. Raises `Stale`.
    """
    stood = one.productions.order_by("-at").first()
    if stood is None or one.custody.status not in HERE:
        raise Stale(_("Remand follows production: record first that the person stood before the magistrate."))
    last = queries.last_order(one)
    at = max(now, stood.at, last.at if last else now)
    if kind != RemandKind.POLICE or last is None or last.kind != RemandKind.JUDICIAL:
        return at
    if one.custody.status != Where.COURT or stood.at < one.custody.moved_at:
        raise Stale(
            _("From the jail the person comes before the magistrate first. Write that down, then the order.")
        )
    if not queries.may_leave_jail(one, at):
        said = _("From the jail back to the police only in the first %(most)s days from the first order.")
        raise Stale(said % {"most": MOST_POLICE_DAYS})
    return at


def _wrong_days(one: Arrest, kind: str, days: int) -> Wrong:
    left = queries.days_left(one)
    if kind == RemandKind.POLICE and days > left:
        said = _("Police custody is %(most)s days in the whole; %(left)s are left.")
        return {"days": said % {"most": MOST_POLICE_DAYS, "left": left}}
    if not 1 <= days <= MOST_POLICE_DAYS:
        return {"days": _("Write the days of the order, 1 to 15.")}
    return {}


def _grant(one: Arrest, made: Remand, actor: Actor, now: datetime) -> None:
    """Days of police custody go onto their clock; a woman's is barred until the order lifts it."""
    clock = holding.open_clock(one, POLICE_DAYS)
    if clock is None:
        clock = holding.run_clock(one, POLICE_DAYS, actor, now, barred=one.custody.gender == Gender.WOMAN)
    if clock.barred:
        reasons = f"{made.get_exceptional_display()}: {made.reasons}"[:300]
        lift(clock_id=clock.pk, order=made.reference, reason=reasons, actor=actor, now=now)
    grant(clock_id=clock.pk, days=made.days, order=made.reference, actor=actor, now=now)


def _commit(one: Arrest, made: Remand, actor: Actor, now: datetime) -> None:
    """Police days end; who is held here goes to jail, unless another case keeps him with the police."""
    body = one.custody
    if body.station_id == one.station_id and queries.ordered_place(body) == Where.JAIL:
        last = body.whereabouts.order_by("-number").first()
        escort, by_women = (last.escort, last.by_women) if last else (made.court, False)
        holding.bring(
            one, Where.JAIL, escort=escort, by_women=by_women, place=made.court, actor=actor, now=now
        )
    holding.end_clocks(one, actor, now, str(made.reference), POLICE_DAYS)


@transaction.atomic
def release(
    *, arrest_id: UUID, authority: str, reference: str, returned_to: str, actor: Actor, now: datetime
) -> Release:
    """End the arrest in its case by an authority; the person goes when no other case holds him.

    Raises `Invalid`, `NotFound`, `Forbidden`, `Stale`.
    """
    one = _to_let_go(arrest_id, actor)
    _check_release(authority, reference, returned_to)
    made = Release(
        arrest=one,
        authority=authority,
        reference=clean(reference)[:200],
        returned_to=clean(returned_to)[:200],
        at=now,
        by_id=actor.user,
    )
    made.save(force_insert=True)
    ARREST.move(one, "release")
    one.save(update_fields=["status"])
    _let_go(one, _both(made), actor, now)
    holding.end_clocks(one, actor, now, made.reference)
    holding.tell(events.RELEASED, one, actor, now, authority=authority)
    return made


def _to_let_go(arrest_id: UUID, actor: Actor) -> Arrest:
    """An open arrest for who keeps the body; while others hold it, also for the keeper of this case's station."""
    found = queries.arrest(actor, arrest_id, policies.KEEP_LOCK_UP)
    one = holding.still_held(holding.as_it_is(found))
    if len(queries.holding(one.custody)) == 1:
        holding.require_keeper(one, actor)
    return one


def _check_release(authority: str, reference: str, returned_to: str) -> None:
    """What no release is without; the database refuses the same."""
    wrong = {}
    if authority not in Authority.values:
        wrong["authority"] = _("Nobody is released without authority. Choose which.")
    if not clean(reference):
        wrong["reference"] = _("Write number, court and date of the order, or the bond and its surety.")
    if not clean(returned_to):
        wrong["returned_to"] = _("Write who signed for what was found on the person, or that nothing was.")
    if wrong:
        raise Invalid(_("Nobody was released."), fields=wrong)


def _let_go(one: Arrest, authority: Both, actor: Actor, now: datetime) -> None:
    """The person goes, or stays for the cases that hold him still; the diary says which."""
    still = queries.holding(one.custody)
    shut = any(is_sealed(each.fir) for each in (one, *still))
    said = custody_words.released(one.accused, authority, still, shut=shut)
    if still:
        holding.enter(one, EntryKind.RELEASE, said, now, actor, now, station_id=actor.office)
        return
    holding.bring(
        one, Where.RELEASED, escort=actor.name or "-", by_women=False, actor=actor, now=now, said=said
    )


def _both(made: Release) -> Both:
    """The authority in both languages."""
    said = []
    for language in ("en", "ur"):
        with override(language):
            said.append(f"{made.get_authority_display()}: {made.reference}")
    return said[0], said[1]
