"""Reading a case's diary: for the station's books and the officers above; for a court after it has called for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import told
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden
from khidmat.kernel.roles import Role
from khidmat.station import digests, events, policies
from khidmat.station.models import DiaryEntry, Fir, Zimni, ZimniCall
from khidmat.station.queries.fir import fir, may_know_who, reads_diary, unsealed
from khidmat.station.queries.fir import writes as writes_in

#: What the station's diary says a leaf's entry is about.
ABOUT = "zimni"


@dataclass(frozen=True, slots=True)
class Proof:
    """What is wrong with a chain: leaves that are not as they were written, and how many are gone."""

    altered: tuple[int, ...]
    gone: int

    @property
    def agrees(self) -> bool:
        """Nothing is wrong."""
        return not self.altered and not self.gone


@dataclass(frozen=True, slots=True)
class Book:
    """The case diary as its page shows it, the newest leaf first."""

    fir: Fir
    leaves: Sequence[Zimni]
    proof: Proof
    calls: Sequence[ZimniCall]
    writes: bool


def leaves(one: Fir) -> list[Zimni]:
    """Every leaf in its order; of a sealed case the database shows them only so."""
    with unsealed(one):
        return list(Zimni.objects.filter(fir=one).select_related("by", "entry__day").order_by("number"))


def prove(one: Fir, found: Sequence[Zimni]) -> Proof:
    """Make every digest anew and compare it with the chain, the ledger and the station's diary."""
    said = told(events.ZIMNI_WRITTEN, [leaf.pk for leaf in found])
    altered, before = [], ""
    for place, leaf in enumerate(found, start=1):
        made = digests.of_zimni(leaf)
        whole = leaf.previous == before and leaf.digest == made == said.get(leaf.pk, {}).get("digest")
        if not whole or leaf.number != place:
            altered.append(leaf.number)
        before = made
    entries = DiaryEntry.objects.filter(about_id=one.pk, about_kind=ABOUT).aggregate(n=Count("pk"))["n"]
    return Proof(tuple(altered), max(0, entries - len(found)))


def reachable(actor: Actor, fir_id: UUID, permission: str = policies.READ_ZIMNI) -> Fir:
    """A case whose diary this reader may open. Raises `NotFound`, `Forbidden` with the reason."""
    one = fir(actor, fir_id, permission)
    if not may_know_who(actor, one):
        raise Forbidden(_("This case is sealed: its diary is for those who need the name."))
    if reads_diary(actor, one):
        return one
    if actor.role == Role.MAGISTRATE:
        raise Forbidden(_("A court calls for the case diary first; then it is open here."))
    raise Forbidden(_("The case diary is for the investigating officer of this case and those above."))


def book(actor: Actor, one: Fir) -> Book:
    """The whole diary of a case that was found reachable."""
    found = leaves(one)
    return Book(
        fir=one,
        leaves=found[::-1],
        proof=prove(one, found),
        calls=list(one.zimni_calls.select_related("by").order_by("at", "pk")),
        writes=writes_in(actor, one),
    )
