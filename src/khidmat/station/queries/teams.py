"""Who belongs to the joint investigation team of a case, now and by every order before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from khidmat.accounts.public import Posting, User
from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE
from khidmat.org.public import within
from khidmat.station import policies
from khidmat.station.models import Fir, TeamMember, TeamOrder

#: What a member may in the case of his team as its investigating officer may, also from another station.
MEMBERS_MAY = frozenset(
    (
        policies.READ_FIR,
        policies.READ_ZIMNI,
        policies.WRITE_ZIMNI,
        policies.READ_PAPERS,
        policies.WRITE_PAPERS,
    )
)


def _members() -> QuerySet[TeamMember]:
    """The officers of every team that stands: those of its last order."""
    later = TeamOrder.objects.filter(fir=OuterRef("order__fir"), number__gt=OuterRef("order__number"))
    return TeamMember.objects.filter(~Exists(later))


def belongs(actor: Actor, fir_id: UUID) -> bool:
    """Whether the actor is in the team of this case now."""
    return _members().filter(order__fir_id=fir_id, officer_id=actor.user_id).exists()


def joined(actor: Actor) -> QuerySet[Fir]:
    """The cases in whose team the actor is now."""
    return Fir.objects.filter(pk__in=_members().filter(officer_id=actor.user_id).values("order__fir_id"))


def reaches(actor: Actor, fir_id: UUID, permission: str) -> bool:
    """Whether a right that the actor has at his own station reaches this case because he is in its team."""
    return permission in MEMBERS_MAY and TABLE.may(actor, permission) and belongs(actor, fir_id)


@dataclass(frozen=True, slots=True)
class Served:
    """The officers of one order, the convener first, and until when they served; `until` is None for the last."""

    order: TeamOrder
    members: Sequence[TeamMember]
    until: datetime | None


def served(one: Fir) -> list[Served]:
    """Every order about a team of this case, the newest first."""
    found = one.team_orders.prefetch_related("members__officer").select_related("by").order_by("-number")
    orders, until = list[Served](), None
    for order in found:
        members = sorted(order.members.all(), key=lambda who: (who.part, who.officer.name))
        orders.append(Served(order, members, until))
        until = order.at
    return orders


def eligible(actor: Actor, now: datetime) -> QuerySet[User]:
    """The officers who investigate somewhere in the territory."""
    scope = TABLE.scope(actor, policies.ORDER_TEAM)
    here = Posting.objects.filter(
        user=OuterRef("pk"), period__contains=now, role__in=[role.value for role in policies.INVESTIGATORS]
    )
    if scope is None:
        return User.objects.none()
    there = here.filter(office__in=within(actor, scope).values("pk"))
    return User.objects.filter(Exists(there)).order_by("name", "pk")
