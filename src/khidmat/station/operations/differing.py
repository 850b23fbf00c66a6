"""Differences between a thing and its books: opened by what finds them, answered by the station, seen above."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.station import events, policies
from khidmat.station.models import Countersign, Discrepancy, DiscrepancyTurn, Item
from khidmat.station.property_words import grams
from khidmat.station.queries import property as of_items
from khidmat.station.queries import roads as queries
from khidmat.station.removals import DISCREPANCY, SHORTEST_ANSWER, Differing, differs
from khidmat.station.stores import HIGH_RISK, Kind, Move


def open_case(
    item: Item, kind: Differing, expected: str, found: str, actor: Actor, now: datetime
) -> Discrepancy:
    """Open the case of a difference, inside the act that found it."""
    made = Discrepancy(
        item=item, kind=kind, expected=expected[:200], found=found[:200], opened_at=now, by_id=actor.user
    )
    made.save(force_insert=True)
    record(events.DIFFERENCE_FOUND, subject=made, actor=actor, at=now, item=str(item), what=kind.value)
    return made


def weigh(item: Item, left_mg: int | None, found_mg: int | None, actor: Actor, now: datetime) -> bool:
    """Compare two weighings; a difference beyond what scales and drying explain becomes a case. Whether it did."""
    if left_mg is None or found_mg is None or not differs(left_mg, found_mg):
        return False
    open_case(item, Differing.WEIGHT, grams(left_mg), grams(found_mg), actor, now)
    return True


@as_one
def countersign(*, item_id: UUID, weight_mg: int | None, actor: Actor, now: datetime) -> Countersign:
    """Sign as the second keeper for what came in last; narcotics are weighed again by the one who signs."""
    item = of_items.locked(item_id, actor, policies.KEEP_STORE)
    last = item.movements.order_by("-number").first()
    if last is None or last.kind not in (Move.DEPOSIT, Move.BACK) or item.kind not in HIGH_RISK:
        raise Stale(_("Nothing here waits for a second signature."))
    if Countersign.objects.filter(movement=last).exists():
        raise Stale(_("The second signature is there already."))
    if last.by_id == actor.user:
        raise Forbidden(_("You received it yourself. The second signature is another keeper's."))
    if item.kind == Kind.NARCOTIC and not weight_mg:
        said = _("Weigh it with its wrapping and seals, then write the grams.")
        raise Invalid(_("It is not signed yet."), fields={"weight": said})
    made = Countersign(movement=last, by_id=actor.user, role=actor.role, at=now, weight_mg=weight_mg)
    made.save(force_insert=True)
    record(events.PROPERTY_SIGNED, subject=item, actor=actor, at=now, item=str(item), number=last.number)
    weigh(item, last.weight_mg, weight_mg, actor, now)
    return made


@as_one
def answer(*, discrepancy_id: UUID, text: str, actor: Actor, now: datetime) -> DiscrepancyTurn:
    """Say how a difference came about. Raises `Invalid`, `Stale`, `NotFound`."""
    return _turn(discrepancy_id, "answer", text, policies.KEEP_STORE, actor, now)


@as_one
def judge(*, discrepancy_id: UUID, accepted: bool, text: str, actor: Actor, now: datetime) -> DiscrepancyTurn:
    """The circle officer has seen the answer, or sends it back."""
    return _turn(discrepancy_id, "see" if accepted else "return", text, policies.SEE_STORE, actor, now)


def _turn(
    discrepancy_id: UUID, step: str, text: str, permission: str, actor: Actor, now: datetime
) -> DiscrepancyTurn:
    TABLE.require(actor, permission)
    found = queries.differences(actor, permission).select_for_update(of=("self",))
    one = found.filter(pk=discrepancy_id).first()
    if one is None:
        raise NotFound(_("This difference was not found."))
    if len(text.strip()) < SHORTEST_ANSWER:
        said = _("Write at least %(n)s letters here.") % {"n": SHORTEST_ANSWER}
        raise Invalid(_("Nothing was written yet."), fields={"text": said})
    DISCREPANCY.move(one, step)
    made = DiscrepancyTurn(
        discrepancy=one,
        number=one.turns.count() + 1,
        status=one.status,
        text=text.strip(),
        by_id=actor.user,
        role=actor.role,
        at=now,
    )
    made.save(force_insert=True)
    one.save(update_fields=["status"])
    record(events.DIFFERENCE_TURNED, subject=one, actor=actor, at=now, item=str(one.item), status=one.status)
    return made
