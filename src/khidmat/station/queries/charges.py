"""Reading charge reports (register XXV)."""

from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.station import policies
from khidmat.station.models import ChargeReport, ChargeTaken
from khidmat.station.queries.books import stations


def report(actor: Actor, report_id: UUID) -> ChargeReport:
    """A charge report for who has such a charge. Raises `NotFound`."""
    here = stations(actor, policies.HAND_OVER).values("pk")
    found = ChargeReport.objects.filter(pk=report_id, station_id__in=here).select_related("station", "by")
    one = found.first()
    if one is None:
        raise NotFound(_("This charge report was not found."))
    return one


def why_not_mine(one: ChargeReport, actor: Actor) -> Promise | None:
    """Why this officer never takes this charge over; None when it could be his."""
    if one.by_id == actor.user_id:
        return _("You hand this charge over; whoever takes it signs for himself.")
    if one.role != actor.role:
        return _("This charge is of another post. Who is posted to it takes it over.")
    return None


def why_not_now(one: ChargeReport) -> Promise | None:
    """Why nobody takes this charge over any more; None while it waits."""
    if ChargeTaken.objects.filter(report=one).exists():
        return _("This charge was taken over already.")
    later = ChargeReport.objects.filter(station=one.station_id, role=one.role, at__gt=one.at)
    return _("A later charge report of this post counts.") if later.exists() else None
