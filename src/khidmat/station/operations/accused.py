"""Naming who is accused: who is wrong is struck, nobody removed. Locks: the FIR's complaint, the diary, the ledger."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, Stale
from khidmat.kernel.ids import uuid7
from khidmat.kernel.transactions import as_one
from khidmat.kernel.urdu import clean
from khidmat.people.public import Identity, IdKind, Person
from khidmat.people.public import register as register_person
from khidmat.station import events, fir_words, policies
from khidmat.station.custody_states import PROVES, Gender, Proof, Relation
from khidmat.station.models import Accused, AccusedText, Age, DiaryEntry, Fir, Struck
from khidmat.station.operations.aging import add_age, add_everywhere
from khidmat.station.operations.diary import write
from khidmat.station.operations.holding import rehouse
from khidmat.station.operations.locking import locked_fir
from khidmat.station.queries import accused as queries
from khidmat.station.queries import custody
from khidmat.station.queries import fir as firs
from khidmat.station.states import SHORTEST_REASON, EntryKind
from khidmat.station.typed import Who
from khidmat.station.words import Both
from khidmat.ui.fields import URDU_LETTER, bare_digits

DIGITS = 13


@as_one
def add(*, fir_id: UUID, typed: Who, actor: Actor, now: datetime) -> Accused:
    """Name or describe somebody as accused; odd numbers and ages are kept as they are said.

    With `instead` he stands in the place of another, who is struck with the reason.
    """
    fir = _case(fir_id, actor)
    before = _before(fir, typed, actor)
    if not clean(typed.name) and not typed.described.strip():
        said = _("Write a name, or describe the person: unknown, dark, tall.")
        raise Invalid(_("Nobody was named yet."), fields={"name": said})
    person = _person(fir, typed, actor, now)
    number = fir.accused.count() + 1
    entry = _write(fir, fir_words.accused_named(str(fir), number), actor, now)
    one = Accused(
        id=uuid7(),
        fir=fir,
        number=number,
        person=person,
        gender=typed.gender if typed.gender in Gender.values else "",
        added_at=now,
        by_id=actor.user,
        entry=entry,
    )
    one.save(force_insert=True)
    _words(one, typed)
    if typed.age.strip():
        add_age(one, typed.age, Proof.STATED, actor, now)
    if before is not None:
        _strike(before, typed.reason, one, actor, now)
    digest = sha256(repr(typed).encode()).hexdigest()
    record(events.ACCUSED_NAMED, subject=one, actor=actor, at=now, fir=str(fir), number=number, digest=digest)
    return one


def _case(fir_id: UUID, actor: Actor) -> Fir:
    """The FIR, locked, for who may name its accused. Raises `Forbidden` for an officer who does not investigate it."""
    fir = locked_fir(fir_id, actor, policies.NAME_ACCUSED)
    if why_not := queries.why_not_name(actor, fir):
        raise Forbidden(why_not)
    return fir


def _before(fir: Fir, typed: Who, actor: Actor) -> Accused | None:
    """In whose place somebody is named."""
    if typed.instead is None:
        return None
    before = queries.one(actor, typed.instead, policies.NAME_ACCUSED)
    if before.fir_id != fir.pk:
        raise Invalid(_("Nobody was named yet."), fields={"instead": _("Choose an accused of this case.")})
    _may_strike(before, typed.reason)
    return before


def _person(fir: Fir, typed: Who, actor: Actor, now: datetime) -> Person | None:
    """The person of the index: chosen among those known, or the one of a whole number; else none."""
    if typed.known is not None:
        chosen = queries.known_person(actor, typed.known)
        if chosen is None:
            raise Invalid(_("Nobody was named yet."), fields={"known": _("Choose the person again.")})
        return chosen
    number, name = bare_digits(typed.cnic), clean(typed.name)
    district = fir.station.district_id
    if len(number) != DIGITS or not (number.isascii() and number.isdecimal()) or not name or not district:
        return None
    urdu = bool(URDU_LETTER.search(name))
    father = clean(typed.father)
    identity = Identity(
        name="" if urdu else name,
        name_ur=name if urdu else "",
        relation=typed.relation if typed.relation in Relation.values else Relation.CHILD,
        relation_name="" if URDU_LETTER.search(father) else father,
        relation_name_ur=father if URDU_LETTER.search(father) else "",
        id_kind=IdKind.CNIC,
        cnic=number,
    )
    return register_person(identity=identity, district_id=district, actor=actor, now=now)


def _words(one: Accused, typed: Who) -> None:
    """Who it is, as typed."""
    name = clean(typed.name)
    urdu = bool(URDU_LETTER.search(name))
    AccusedText(
        accused=one,
        name="" if urdu else name,
        name_ur=name if urdu else "",
        father=clean(typed.father),
        described=typed.described.strip(),
        address=clean(typed.address),
        cnic=clean(typed.cnic),
    ).save(force_insert=True)


def _write(fir: Fir, said: Both, actor: Actor, now: datetime) -> DiaryEntry:
    return write(
        station_id=fir.station_id,
        kind=EntryKind.OTHER,
        happened_at=now,
        text=said[0],
        text_ur=said[1],
        about_kind="fir",
        about_id=fir.pk,
        actor=actor,
        now=now,
    )


@as_one
def strike(*, accused_id: UUID, reason: str, actor: Actor, now: datetime) -> Struck:
    """Strike somebody who was named wrongly; he stays legible with the reason."""
    one = queries.one(actor, accused_id, policies.NAME_ACCUSED)
    _case(one.fir_id, actor)
    _may_strike(one, reason)
    return _strike(one, reason, None, actor, now)


def _may_strike(one: Accused, reason: str) -> None:
    if Struck.objects.filter(accused=one).exists():
        raise Stale(_("This accused was struck in the meantime."))
    if len(clean(reason)) < SHORTEST_REASON:
        said = _("Write in at least 10 letters why.")
        raise Invalid(_("Nobody was struck."), fields={"reason": said})
    if custody.open_arrest(one.pk) is not None:
        raise Stale(_("This person is held under this name. Release him first, by an authority."))


def _strike(one: Accused, reason: str, instead: Accused | None, actor: Actor, now: datetime) -> Struck:
    said = fir_words.accused_struck(str(one.fir), one.number, instead.number if instead else None)
    entry = _write(one.fir, said, actor, now)
    made = Struck(
        accused=one, reason=clean(reason)[:500], instead=instead, entry=entry, by_id=actor.user, at=now
    )
    made.save(force_insert=True)
    record(
        events.ACCUSED_STRUCK,
        subject=one,
        actor=actor,
        at=now,
        fir=str(one.fir),
        number=one.number,
        instead=instead.number if instead else 0,
    )
    return made


@as_one
def note_age(
    *,
    accused_id: UUID,
    stated: str,
    basis: str,
    paper: str = "",
    disputed: bool = False,
    cell: str = "",
    actor: Actor,
    now: datetime,
) -> Age:
    """Record what is stated, disputed or proved of an age. Who was taken for a child stays one until it is proved."""
    one = queries.one(actor, accused_id, policies.NAME_ACCUSED)
    fir = _case(one.fir_id, actor)
    wrong = {}
    if not clean(stated):
        wrong["stated"] = _("Write the age, as it is said.")
    if basis not in Proof.values:
        wrong["basis"] = _("Choose what the age rests on.")
    elif basis in PROVES and not clean(paper):
        wrong["paper"] = _("Write which paper, report or order, with its number.")
    if wrong:
        raise Invalid(_("The age was not recorded."), fields=wrong)
    _write(fir, fir_words.age_noted(str(fir), one.number), actor, now)
    made = add_everywhere(one, stated, Proof(basis), actor, now, paper=clean(paper), disputed=disputed)
    rehouse(accused=one, cell=cell, actor=actor, now=now)
    record(
        events.AGE_NOTED,
        subject=one,
        actor=actor,
        at=now,
        fir=str(fir),
        number=one.number,
        child=made.child,
        basis=basis,
    )
    return made


@as_one
def look(*, fir_id: UUID, actor: Actor, now: datetime) -> tuple[Fir, list[queries.Line]]:
    """The accused of a case for a reader; that sealed names were opened stands in the ledger. Raises `NotFound`."""
    fir = firs.fir(actor, fir_id)
    lines = queries.of(actor, fir)
    if any(line.text is not None and (fir.sealed or line.child) for line in lines):
        record(events.ACCUSED_OPENED, subject=fir, actor=actor, at=now, fir=str(fir))
    return fir, lines
