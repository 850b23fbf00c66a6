"""Reading inquests: for the station, the officers above and the magistrate who was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import isolate
from khidmat.org.public import Office, within
from khidmat.station import policies
from khidmat.station.models import Designation, Inquest, InquestText
from khidmat.station.queries.fir import firs, may_know_who, unsealed
from khidmat.station.queries.sealed import with_children

ROWS = 50


@dataclass(frozen=True, slots=True)
class Held:
    """An inquest with its words; they are None where its case is sealed from the reader."""

    inquest: Inquest
    text: InquestText | None


def inquests(actor: Actor) -> QuerySet[Inquest]:
    """The inquests that the reader's post reaches."""
    scope = TABLE.scope(actor, policies.READ_INQUEST)
    here = within(actor, scope) if scope else Office.objects.none()
    found = Inquest.objects.filter(station_id__in=here.values("pk"))
    return found.select_related("station", "fir__complaint", "by", "entry__day")


def register(actor: Actor) -> Sequence[Held]:
    """The newest inquests of the territory; the words of sealed cases are left out of a list."""
    rows = list(inquests(actor).order_by("-at", "-id")[:ROWS])
    children = with_children(one.fir for one in rows if one.fir)
    plain = [one for one in rows if one.fir is None or not (one.fir.sealed or one.fir_id in children)]
    texts = {text.inquest_id: text for text in InquestText.objects.filter(inquest__in=plain)}
    return [Held(one, texts.get(one.pk)) for one in rows]


def inquest(actor: Actor, inquest_id: UUID) -> Held:
    """One inquest. Raises `NotFound`."""
    one = inquests(actor).filter(pk=inquest_id).first()
    if one is None:
        raise NotFound(_("This inquest was not found."))
    if one.fir is None:
        return Held(one, InquestText.objects.get(inquest=one))
    if not may_know_who(actor, one.fir):
        return Held(one, None)
    with unsealed(one.fir):
        return Held(one, InquestText.objects.get(inquest=one))


def cases(actor: Actor) -> list[tuple[str, str]]:
    """The cases that the actor investigates, to choose from."""
    last = Designation.objects.filter(fir=OuterRef("pk")).order_by("-number")
    found = firs(actor, policies.HOLD_INQUEST).annotate(io=Subquery(last.values("officer_id")[:1]))
    rows = found.filter(io=actor.user_id).order_by("-registered_at")[:ROWS]
    return [(str(one.pk), f"{isolate(str(one))} · {isolate(one.sections)}") for one in rows]
