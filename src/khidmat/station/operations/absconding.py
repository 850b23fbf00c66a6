"""Who cannot be found, as the court's reader or the station writes it from the order: proclaimed, declared, recalled.

Locks: the FIR's complaint, the clock, the diary, the ledger.
"""

from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.clocks.public import Clock, cancel, is_open, meet, start
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.transactions import as_one
from khidmat.kernel.urdu import clean
from khidmat.station import absconding_events, court_words, policies
from khidmat.station.court_states import AbsconderAct, Attached
from khidmat.station.court_typed import Called
from khidmat.station.models import Absconder, AbsconderOrder, Fir, Warrant
from khidmat.station.operations.locking import locked_fir
from khidmat.station.operations.stepping import need, tell_diary
from khidmat.station.queries import absconding as queries
from khidmat.station.queries import fir as firs
from khidmat.station.queries.counting import claimed_until
from khidmat.station.queries.desk import end_of
from khidmat.ui.formats import date_table

APPEARS, OBJECTS = "wanted.proclamation", "wanted.attach_claim"
NOTHING_DONE = _("Nothing was done yet. What you wrote is kept.")


@as_one
def call(
    *,
    accused_id: UUID,
    typed: Called,
    actor: Actor,
    now: datetime,
) -> Absconder:
    """Write that an accused was called by proclamation, and published in the three ways. He has thirty days or more.

    Raises `Invalid`, `NotFound`, and `Stale` for who is held or stands proclaimed already.
    """
    accused = queries.accused(actor, accused_id)
    fir = locked_fir(accused.fir_id, actor, policies.RECORD_COURT)
    if (not_now := queries.why_not_called(accused)) is not None:
        raise Stale(not_now)
    need(court=(typed.court, 2), order_no=(typed.order_no, 1))
    made = Absconder(
        fir=fir,
        accused=accused,
        number=fir.absconders.count() + 1,
        warrant=_warrant(fir, typed.warrant_id),
        court=clean(typed.court),
        order_no=clean(typed.order_no),
        **{name: getattr(typed, name) for name in ("ordered_on", *queries.PUBLISHED, "appear_on")},
    )
    _check_days(made, localdate(now))
    made.clock = _clock(fir, APPEARS, end_of(made.appear_on), actor, now)
    _save(made, court_words.proclaimed(str(fir), accused.number, date_table(made.appear_on)), actor, now)
    record(
        absconding_events.PROCLAIMED,
        subject=fir,
        actor=actor,
        at=now,
        fir=str(fir),
        accused=accused.number,
        order=made.order_no,
        appear=made.appear_on.isoformat(),
    )
    return made


@as_one
def order(
    *,
    absconder_id: UUID,
    kind: str,
    attached: str = "",
    court: str,
    order_no: str,
    ordered_on: date,
    actor: Actor,
    now: datetime,
) -> AbsconderOrder:
    """Write what the court orders of somebody it proclaimed. Only its order makes a proclaimed offender."""
    one = queries.absconder(actor, absconder_id)
    fir = locked_fir(one.fir_id, actor, policies.RECORD_COURT)
    if kind not in queries.kinds_open(one):
        raise Stale(_("The court ordered this already, or recalled the proclamation. Look at it again."))
    need(court=(court, 2), order_no=(order_no, 1))
    _check_order(one, kind, attached, ordered_on, localdate(now))
    what = attached if kind == AbsconderAct.ATTACH else ""
    said = {"court": clean(court), "order_no": clean(order_no), "ordered_on": ordered_on}
    made = AbsconderOrder(absconder=one, fir=fir, kind=kind, attached=what, **said)
    _turn_clocks(made, actor, now)
    _save(made, court_words.absconding(str(fir), one.accused.number, kind, made.order_no), actor, now)
    record(
        absconding_events.ORDERED,
        subject=fir,
        actor=actor,
        at=now,
        fir=str(fir),
        accused=one.accused.number,
        act=kind,
        order=made.order_no,
        day=ordered_on.isoformat(),
    )
    return made


def _warrant(fir: Fir, warrant_id: UUID | None) -> Warrant:
    with firs.unsealed(fir):
        found = next((one for one in queries.unserved(fir) if one.pk == warrant_id), None)
    if found is None:
        said = _("Choose the warrant of arrest that came back unserved. Its paper is written first.")
        raise Invalid(NOTHING_DONE, fields={"warrant": said})
    return found


def _check_days(made: Absconder, today: date) -> None:
    wrong: dict[str, str | Promise] = {}
    if localdate(made.warrant.done_at) > made.ordered_on:
        wrong["ordered_on"] = _("The court orders it after the warrant came back. Check the date.")
    for name in queries.PUBLISHED:
        if not made.ordered_on <= getattr(made, name) <= today:
            wrong[name] = _("It lies between the order and today. Check the date.")
    if not wrong and made.appear_on < queries.earliest(made):
        wrong["appear_on"] = _("He has at least 30 days from the last publication: %(day)s or later.") % {
            "day": date_table(queries.earliest(made))
        }
    if wrong:
        raise Invalid(NOTHING_DONE, fields=wrong)


def _check_order(one: Absconder, kind: str, attached: str, ordered_on: date, today: date) -> None:
    wrong: dict[str, str | Promise] = {}
    if not one.ordered_on <= ordered_on <= today:
        wrong["ordered_on"] = _("It lies between the proclamation and today. Check the date.")
    elif kind == AbsconderAct.DECLARE and ordered_on < one.appear_on:
        wrong["ordered_on"] = _("Nobody is declared before his time to appear has passed: %(day)s.") % {
            "day": date_table(one.appear_on)
        }
    if kind == AbsconderAct.ATTACH and attached not in Attached.values:
        wrong["attached"] = _("Choose what is attached.")
    if wrong:
        raise Invalid(NOTHING_DONE, fields=wrong)


def _clock(fir: Fir, rule: str, due: datetime, actor: Actor, now: datetime) -> Clock | None:
    """A clock to a day of the court; none where that day has passed when it is written."""
    if due <= now:
        return None
    return start(rule=rule, office_id=fir.station_id, actor=actor, now=now, due=due)


def _turn_clocks(made: AbsconderOrder, actor: Actor, now: datetime) -> None:
    """Declared: the time to appear is over. Attached: six months for objections. Recalled: nothing is waited for."""
    one = made.absconder
    if made.kind == AbsconderAct.ATTACH:
        made.clock = _clock(made.fir, OBJECTS, claimed_until(made.ordered_on), actor, now)
        return
    waiting = [one.clock_id, *one.orders.values_list("clock_id", flat=True)]
    mine = [one.clock_id] if made.kind == AbsconderAct.DECLARE else waiting
    for clock in Clock.objects.filter(is_open(), pk__in=[key for key in mine if key]).order_by("pk"):
        if made.kind == AbsconderAct.DECLARE:
            meet(clock_id=clock.pk, actor=actor, now=now)
        else:
            cancel(clock_id=clock.pk, actor=actor, now=now, reason=str(_("The proclamation was recalled.")))


def _save(made: Absconder | AbsconderOrder, said: tuple[str, str], actor: Actor, now: datetime) -> None:
    made.by_id, made.role, made.at = actor.user, actor.role, now
    made.entry = tell_diary(made.fir, said, actor, now)
    with firs.unsealed(made.fir):  # the database looks at the warrant, which is shut with its case
        made.save(force_insert=True)
