"""Constituting a joint investigation team, changing and ending it. Locks: the complaint, the diary, the ledger."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.accounts.public import User
from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.transactions import as_one
from khidmat.station import events, fir_words, policies
from khidmat.station.models import Fir, TeamMember, TeamOrder
from khidmat.station.operations.investigating import enter
from khidmat.station.operations.locking import locked_fir
from khidmat.station.queries import teams as queries
from khidmat.station.queries.court import state_of
from khidmat.station.queries.investigation import IN_HAND
from khidmat.station.states import SHORTEST_REASON, TeamPart

Wrong = dict[str, str | Promise]


@as_one
def order_team(
    *,
    fir_id: UUID,
    convener_id: UUID | None,
    member_ids: Sequence[UUID],
    order_no: str,
    reason: str,
    actor: Actor,
    now: datetime,
) -> TeamOrder:
    """Order who investigates a case together from now on; the order before ends. Nobody named: the team ends."""
    fir = locked_fir(fir_id, actor, policies.ORDER_TEAM)
    if state_of(fir) not in IN_HAND:
        raise Stale(_("This case is not under investigation now."))
    before = fir.team_orders.order_by("-number").first()
    named = [*member_ids, *([convener_id] if convener_id else [])]
    officers = list(queries.eligible(actor, now).filter(pk__in=named))
    _check(before, officers, convener_id, member_ids, order_no, reason)
    said = fir_words.team(
        str(fir), order_no.strip(), [(one.name, one.name_ur or one.name) for one in officers]
    )
    made = TeamOrder(
        fir=fir,
        number=before.number + 1 if before else 1,
        order_no=order_no.strip(),
        reason=reason.strip(),
        size=len(officers),
        by_id=actor.user,
        role=actor.role,
        at=now,
        entry=enter(fir, "fir", said, happened_at=now, actor=actor, now=now),
    )
    made.save(force_insert=True)
    for one in officers:
        part = TeamPart.CONVENER if one.pk == convener_id else TeamPart.MEMBER
        TeamMember(order=made, officer=one, part=part).save(force_insert=True)
    _tell(made, fir, actor, now)
    return made


def _check(
    before: TeamOrder | None,
    officers: Sequence[User],
    convener_id: UUID | None,
    member_ids: Sequence[UUID],
    order_no: str,
    reason: str,
) -> None:
    known, wrong = {one.pk for one in officers}, Wrong()
    if convener_id is None and (member_ids or before is None or not before.size):
        wrong["convener"] = _("Choose who convenes the team.")
    if convener_id is not None and convener_id not in known:
        wrong["convener"] = _("Choose an officer who investigates in this district.")
    if not known.issuperset(member_ids):
        wrong["members"] = _("Choose officers who investigate in this district.")
    if convener_id is not None and len(known) == 1:
        wrong["members"] = _("A team is two officers or more. Choose who else belongs to it.")
    if not order_no.strip():
        wrong["order_no"] = _("It is empty. Write number and date of the order.")
    if len(reason.strip()) < SHORTEST_REASON:
        wrong["reason"] = _("Write in at least 10 letters why it is ordered.")
    if wrong:
        raise Invalid(_("Nothing was ordered."), fields=wrong)


def _tell(made: TeamOrder, fir: Fir, actor: Actor, now: datetime) -> None:
    record(
        events.TEAM_ORDERED,
        subject=fir,
        actor=actor,
        at=now,
        reason=made.reason,
        fir=str(fir),
        order=made.order_no,
        officers=made.size,
    )
