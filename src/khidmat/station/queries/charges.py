"""Reading charge reports (register XXV)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.accounts.public import Posting
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.roles import Role
from khidmat.station import policies
from khidmat.station.models import ChargeReport, ChargeTaken
from khidmat.station.queries.books import stations
from khidmat.ui.formats import bilingual

#: Who died or was taken off his post has none any more; his charge is still handed over.
LATELY = timedelta(days=30)


def report(actor: Actor, report_id: UUID) -> ChargeReport:
    """A charge report for who has such a charge. Raises `NotFound`."""
    here = stations(actor, policies.HAND_OVER).values("pk")
    found = ChargeReport.objects.filter(pk=report_id, station_id__in=here).select_related("station", "by")
    one = found.first()
    if one is None:
        raise NotFound(_("This charge report was not found."))
    return one


def of_absent(actor: Actor, now: datetime) -> QuerySet[Posting]:
    """Whose charge the actor can hand over in their absence: who has it now, or had it until lately."""
    here = stations(actor, policies.HAND_OVER_FOR).values("pk")
    since = Q(period__endswith=None) | Q(period__endswith__gt=now - LATELY)
    found = Posting.objects.filter(
        since, office__in=here, role__in=policies.KEEPERS, period__startswith__lte=now
    )
    return found.select_related("office", "user").order_by("office__code", "role", "user__name", "pk")


def charges(actor: Actor, now: datetime) -> list[tuple[str, str]]:
    """The same as choices: station, post, name."""
    return [
        (str(one.pk), " · ".join([bilingual(one.office), str(Role(one.role).label), bilingual(one.user)]))
        for one in of_absent(actor, now)
    ]


def why_not_mine(one: ChargeReport, actor: Actor) -> Promise | None:
    """Why this officer never takes this charge over; None when it could be his."""
    if one.by_id == actor.user_id:
        return _("You hand this charge over; whoever takes it signs for himself.")
    if one.absent_id == actor.user_id:
        return _("This was your charge; somebody else takes it over.")
    if one.role != actor.role:
        return _("This charge is of another post. Who is posted to it takes it over.")
    return None


def why_not_now(one: ChargeReport) -> Promise | None:
    """Why nobody takes this charge over any more; None while it waits."""
    if ChargeTaken.objects.filter(report=one).exists():
        return _("This charge was taken over already.")
    later = ChargeReport.objects.filter(station=one.station_id, role=one.role, at__gt=one.at)
    return _("A later charge report of this post counts.") if later.exists() else None
