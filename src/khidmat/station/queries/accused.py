"""Reading who is accused. Of a sealed case, and of a child in any, who it is is for the posts that need it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE
from khidmat.kernel.roles import Role
from khidmat.people.public import Person, named
from khidmat.station import policies
from khidmat.station.custody_states import ENDED
from khidmat.station.models import Accused, AccusedText, Age, Arrest, Fir, Struck
from khidmat.station.queries import fir as firs
from khidmat.station.queries.sealed import IsChild

#: So many persons of one name are shown; who finds more asks for the number of the card.
FOUND = 10
#: Letters of a name that is worth looking for.
SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Line:
    """An accused as shown; `held` is his last arrest. `text` and `ages` only for who may know; the last counts."""

    accused: Accused
    text: AccusedText | None
    ages: Sequence[Age]
    child: bool
    struck: Struck | None
    held: UUID | None
    in_custody: bool
    flags: Sequence[Promise]


def of(actor: Actor, fir: Fir) -> list[Line]:
    """The accused of an FIR that the actor may read, in their order; struck ones too."""
    last = Arrest.objects.filter(accused=OuterRef("pk")).order_by("-arrested_at", "-pk")
    found = Accused.objects.filter(fir=fir).annotate(
        child=IsChild(F("pk")),
        held=Subquery(last.values("pk")[:1]),
        where=Subquery(last.values("status")[:1]),
    )
    rows = list(found.select_related("struck", "struck__instead", "by").order_by("number"))
    if firs.needs_the_name(actor, fir):
        with firs.unsealed(fir):
            return [_line(one, *_words([one.pk for one in rows])) for one in rows]
    shown = [] if fir.sealed else [one.pk for one in rows if not _child(one)]
    words = _words(shown)
    return [_line(one, *words) for one in rows]


Words = tuple[dict[UUID, AccusedText], dict[UUID, list[Age]]]


def _words(keys: Sequence[UUID]) -> Words:
    """The words and the ages of some accused."""
    texts = {one.accused_id: one for one in AccusedText.objects.filter(accused__in=keys)}
    ages: dict[UUID, list[Age]] = {}
    for age in Age.objects.filter(accused__in=keys).select_related("by").order_by("accused", "number"):
        ages.setdefault(age.accused_id, []).append(age)
    return texts, ages


def _child(one: Accused) -> bool:
    return bool(getattr(one, "child", False))


def _line(one: Accused, texts: dict[UUID, AccusedText], ages: dict[UUID, list[Age]]) -> Line:
    text, own = texts.get(one.pk), ages.get(one.pk, [])
    return Line(
        accused=one,
        text=text,
        ages=own,
        child=_child(one),
        struck=getattr(one, "struck", None),
        held=getattr(one, "held", None),
        in_custody=getattr(one, "where", None) not in (None, *ENDED),
        flags=_flags(text, own),
    )


def _flags(text: AccusedText | None, ages: Sequence[Age]) -> list[Promise]:
    """What is odd in how somebody was named: shown, never refused."""
    if text is None:
        return []
    last = ages[-1] if ages else None
    digits = "".join(letter for letter in text.cnic if letter.isdecimal())
    said = [
        (not text.name and not text.name_ur, _("No name is known.")),
        (bool(text.cnic) and len(digits) != 13, _("The CNIC is kept as written; it has not 13 digits.")),
        (last is not None and last.odd, _("The age is kept as it was said; it could not be read surely.")),
        (last is not None and last.disputed, _("The age is disputed: taken for a child until it is proved.")),
    ]
    return [words for holds, words in said if holds]


def one(actor: Actor, accused_id: UUID, permission: str = policies.READ_FIR) -> Accused:
    """One accused of an FIR that this right reaches. Raises `NotFound`."""
    mine = firs.firs(actor, permission).values("pk")
    found = Accused.objects.select_related("fir", "struck").filter(pk=accused_id, fir__in=mine).first()
    if found is None:
        raise NotFound(_("This accused was not found."))
    return found


def line(actor: Actor, accused: Accused) -> Line:
    """One accused as the actor may see him."""
    return next(one for one in of(actor, accused.fir) if one.accused.pk == accused.pk)


def why_not_name(actor: Actor, fir: Fir) -> Promise | None:
    """Why somebody with the right to name accused may not do so here; None when he may."""
    if actor.role != Role.STATION_OFFICER:
        return None
    officer = firs.investigator(fir.pk)
    if officer is not None and officer.pk == actor.user_id:
        return None
    return _("Only the officer who investigates this case, the SHO or the clerk does this.")


def known(actor: Actor, text: str) -> Sequence[Person]:
    """Persons of this name who are accused already in a case that the actor may read; no child, nobody sealed."""
    if len(text.strip()) < SHORTEST_NAME:
        return ()
    found = named(text).filter(Exists(_grown(actor))).select_related("district")
    return list(found.order_by("name", "pk")[:FOUND])


def known_person(actor: Actor, person_id: UUID) -> Person | None:
    """A person chosen among those."""
    return Person.objects.filter(Exists(_grown(actor)), pk=person_id).first()


def _grown(actor: Actor) -> QuerySet[Accused]:
    mine = firs.firs(actor, policies.NAME_ACCUSED).filter(sealed=False).values("pk")
    accused = Accused.objects.filter(person=OuterRef("pk"), fir__in=mine, struck__isnull=True)
    return accused.alias(child=IsChild(F("pk"))).filter(child=False)


def chosen(actor: Actor, key: str) -> dict[str, object]:
    """What the form of naming begins with when a known person was chosen."""
    try:
        found = known_person(actor, UUID(key))
    except ValueError:
        found = None
    if found is None:
        return {}
    father = found.relation_name_ur or found.relation_name
    return {
        "known": found.pk,
        "name": found.name_ur or found.name,
        "father": father,
        "relation": found.relation,
    }


def replaceable(actor: Actor, fir: Fir) -> list[tuple[str, str]]:
    """The accused in whose place somebody may stand, as choices: those without a name that are not struck."""
    return [
        (str(one.accused.pk), f"{one.accused} · {one.text.described[:80] if one.text else ''}")
        for one in of(actor, fir)
        if one.struck is None and (one.text is None or not (one.text.name or one.text.name_ur))
    ]


def may_name(actor: Actor, fir: Fir) -> bool:
    """Whether the actor may name accused in this case."""
    here = firs.firs(actor, policies.NAME_ACCUSED).filter(pk=fir.pk).exists()
    return TABLE.may(actor, policies.NAME_ACCUSED) and here and why_not_name(actor, fir) is None
