"""One more row on an age; the rows before it stay."""

from datetime import datetime

from django.utils.timezone import localdate

from khidmat.kernel.actor import Actor
from khidmat.kernel.urdu import clean
from khidmat.station import ages
from khidmat.station.custody_states import ADULT, PROVES, Proof
from khidmat.station.models import Accused, Age
from khidmat.station.queries import custody
from khidmat.station.queries import fir as firs


def add_everywhere(
    one: Accused, stated: str, basis: Proof, actor: Actor, now: datetime, *, paper: str, disputed: bool
) -> Age:
    """Write an age in every case that holds the person now: a child in one is a child in all. Gives this one."""
    for other in custody.beside(one):
        with firs.unsealed(other.fir):
            add_age(other, stated, basis, actor, now, paper=paper, disputed=disputed)
    with firs.unsealed(one.fir):
        return add_age(one, stated, basis, actor, now, paper=paper, disputed=disputed)


def add_age(
    one: Accused,
    stated: str,
    basis: Proof,
    actor: Actor,
    now: datetime,
    *,
    paper: str = "",
    disputed: bool = False,
) -> Age:
    """Write what is said of an age; the caller has unsealed the case. Without proof a child stays a child."""
    read = ages.read(stated, localdate(now))
    before = one.ages.order_by("-number").first()
    still = before is not None and before.child and basis not in PROVES
    made = Age(
        accused=one,
        number=before.number + 1 if before else 1,
        stated=clean(stated)[:120],
        years=read.years,
        odd=read.odd,
        child=read.child or disputed or still,
        disputed=disputed or (still and (read.years or ADULT) >= ADULT),
        basis=basis,
        paper=paper[:200],
        by_id=actor.user,
        at=now,
    )
    made.save(force_insert=True)
    return made
