"""An arrest: its basis, its officials, who was told, the search, the clocks.

Locks: the complaint, the person, the custody, the diary, the ledger. Only who investigates arrests; who is held already
is arrested where he is, and stays there. Odd hours and dates are kept as they are written and flagged; what the law
wants before the arrest is asked for, and the database refuses it missing.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from khidmat.clocks.public import meet
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound, Stale
from khidmat.kernel.ids import uuid7
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import clean
from khidmat.station import custody_words, events, hours, policies
from khidmat.station.custody_states import (
    AT_LARGE,
    ENDED,
    PRODUCE,
    RULE_OF_TOLD,
    Basis,
    Gender,
    Ground,
    Proof,
    Told,
    Where,
)
from khidmat.station.models import Accused, Arrest, ArrestText, Custody, Fir, Hand, Informed
from khidmat.station.operations import holding
from khidmat.station.operations.aging import add_age
from khidmat.station.operations.investigating import own_case
from khidmat.station.queries import accused as accused_queries
from khidmat.station.queries import custody as queries
from khidmat.station.queries import fir as firs
from khidmat.station.states import EntryKind
from khidmat.station.typed_custody import Taken
from khidmat.station.words import Both
from khidmat.ui.formats import KARACHI

#: Production before a magistrate, counted from the arrest itself (CrPC 61).
PRODUCED_WITHIN = timedelta(hours=24)
#: Sections whose punishment names death ripen into bail later (CrPC 497).
DEATH = "death"


Wrong = dict[str, str | Promise]


@transaction.atomic
def arrest(*, accused_id: UUID, taken: Taken, actor: Actor, now: datetime) -> Arrest:
    """Record an arrest on its legal basis. Raises `Invalid`, `Forbidden`, `NotFound`, `Stale`."""
    TABLE.require(actor, policies.ARREST)
    who = accused_queries.one(actor, accused_id, policies.ARREST)
    fir = own_case(who.fir_id, actor, policies.ARREST)
    held = _free(who)
    hour = hours.read(taken.hour, now, earliest=fir.complaint.taken_at)
    _check(taken, hour, fir.complaint.taken_at, now, held)
    one = Arrest(
        id=uuid7(),
        fir=fir,
        accused=who,
        custody=held or _take(who, fir, taken, hour),
        station_id=fir.station_id,
        arrested_at=hour.at,
        hour_text=clean(taken.hour)[:120],
        odd=hour.odd or (_by_paper(taken) and hours.read_day(taken.paper_date, now) is None),
        recorded_at=now,
        by_id=actor.user,
        **_basis(taken, now),
    )
    said = custody_words.arrested(who, _words_of(one), held)
    one.entry = holding.enter(one, EntryKind.ARREST, said, hour.at, actor, now)
    one.save(force_insert=True)
    _rows(one, taken, actor, now)
    _same_age(one)
    _clocks(one, actor, now)
    _caught(who, actor, now)
    digest = sha256(repr(taken).encode()).hexdigest()
    holding.tell(events.ARRESTED, one, actor, now, basis=one.basis, digest=digest)
    return one


def _free(who: Accused) -> Custody | None:
    """The custody that a person is in, locked; nobody struck is arrested, nobody twice in a case. Raises `Stale`."""
    if hasattr(who, "struck"):
        raise Stale(_("This accused is struck. Name the right person, then record the arrest."))
    if who.person_id is not None:
        # Of two first arrests in the same moment the second joins the first.
        lock = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
        with connection.cursor() as cursor:
            cursor.execute(lock, [f"custody:{who.person_id}"])
    if _arrests_of(who).filter(fir=who.fir_id).exclude(status__in=ENDED).exists():
        raise Stale(_("This person is held already in this case."))
    return queries.held(who, for_update=True)


def _take(who: Accused, fir: Fir, taken: Taken, hour: hours.Hour) -> Custody:
    """The body of who was not held yet, with the officer."""
    one = Custody(
        id=uuid7(),
        person_id=who.person_id,
        station_id=fir.station_id,
        gender=taken.gender,
        since=hour.at,
        moved_at=hour.at,
    )
    one.save(force_insert=True)
    return one


def _same_age(one: Arrest) -> None:
    """A child in one case is a child in all that hold him, or he would be held apart and named. Raises `Invalid`."""
    ones = {queries.is_child(each.accused_id) for each in queries.holding(one.custody)}
    if len(ones) > 1:
        said = _(
            "Where this person is held another age counts, child or grown. Record the age first, then the arrest."
        )
        raise Invalid(_("The arrest is not recorded yet."), fields={"age": said})


def _arrests_of(who: Accused) -> QuerySet[Arrest]:
    """Every arrest of an accused, and of the same person in any case."""
    same = Arrest.objects.filter(accused__person=who.person_id) if who.person_id else Arrest.objects.none()
    return Arrest.objects.filter(accused=who) | same


def _caught(who: Accused, actor: Actor, now: datetime) -> None:
    """Who had escaped is looked for no more."""
    for gone in _arrests_of(who).filter(status=Where.ESCAPED).order_by("pk"):
        clock = holding.open_clock(gone, AT_LARGE)
        if clock is not None:
            meet(clock_id=clock.pk, actor=actor, now=max(now, clock.started_at))


def first_words(who: Accused) -> dict[str, str]:
    """What the form of an arrest begins with: who had escaped is taken for that (CrPC 54(1), fifth)."""
    gone, held = _arrests_of(who).filter(status=Where.ESCAPED).exists(), queries.held(who)
    gender = held.gender if held else who.gender
    return {"ground": Ground.OBSTRUCTS if gone else Ground.CONCERNED, "gender": gender}


def _by_paper(taken: Taken) -> bool:
    return taken.basis != Basis.SECTION_54


def _basis(taken: Taken, now: datetime) -> dict[str, object]:
    """The columns of the basis: a ground, or a paper."""
    if not _by_paper(taken):
        return {"basis": taken.basis, "ground": taken.ground}
    return {
        "basis": taken.basis,
        "paper_number": clean(taken.paper_number)[:60],
        "paper_court": clean(taken.paper_court)[:120],
        "paper_text": clean(taken.paper_date)[:60],
        "paper_on": hours.read_day(taken.paper_date, now),
    }


def _check(taken: Taken, hour: hours.Hour, told_at: datetime, now: datetime, held: Custody | None) -> None:
    """What no arrest is without; the database refuses the same."""
    wrong = {**_wrong_basis(taken, hour, told_at, now), **_wrong_people(taken)}
    if held is not None and taken.gender in Gender.values and taken.gender != held.gender:
        said = _("This person is held already, as: %(gender)s. Choose the same.")
        wrong["gender"] = said % {"gender": held.get_gender_display()}
    if not clean(taken.place):
        wrong["place"] = _("Write where the person was arrested.")
    if not clean(taken.medical):
        wrong["medical"] = _("Write who examined the person and what was found, or why nobody did.")
    if (taken.searched or clean(taken.belongings)) and not (
        clean(taken.witness_1) and clean(taken.witness_2)
    ):
        wrong["witness_2"] = _("A search has two witnesses (CrPC 103). Write both.")
    if wrong:
        raise Invalid(_("The arrest is not recorded yet."), fields=wrong)


def _wrong_basis(taken: Taken, hour: hours.Hour, told_at: datetime, now: datetime) -> Wrong:
    """Why a basis carries no arrest at this hour."""
    if taken.basis not in Basis.values:
        return {"basis": _("Choose on what the arrest rests.")}
    if not _by_paper(taken):
        if taken.ground not in Ground.values:
            return {"ground": _("Choose the ground of section 54.")}
        if taken.ground == Ground.CONCERNED and hour.at < told_at:
            return {
                "hour": _("This is before the information came. Check the hour, or choose the ground it had.")
            }
        return {}
    papers = ("paper_number", "paper_court", "paper_date")
    empty = _("Write number, court and date of the paper.")
    wrong: Wrong = {name: empty for name in papers if not clean(str(getattr(taken, name)))}
    on = hours.read_day(taken.paper_date, now)
    if on is not None and on > hour.at.astimezone(KARACHI).date():
        wrong["paper_date"] = _("This paper is of a day after the arrest. No arrest before its basis.")
    return wrong


def _wrong_people(taken: Taken) -> Wrong:
    """Who must be named: the person's own word on gender, the officials, the relative."""
    wrong: Wrong = {}
    if taken.gender not in Gender.values:
        wrong["gender"] = _("Choose as the person says. No proof is asked.")
    if not _lines(taken.men) and not _lines(taken.women):
        wrong["women" if taken.gender == Gender.WOMAN else "men"] = _(
            "Write who took the person: name and number."
        )
    if taken.gender == Gender.WOMAN and _lines(taken.men):
        wrong["men"] = _("A woman is arrested by female officials only (Torture Act 2022). Write them below.")
    told = bool(clean(taken.relative) and clean(taken.relative_how))
    if not told and not clean(taken.relative_why_not):
        wrong["relative"] = _("Write who was told and how, or why nobody was told yet.")
    return wrong


def _lines(text: str) -> list[str]:
    return [line[:200] for line in map(clean, text.splitlines()) if line]


def _words_of(one: Arrest) -> Both:
    """The basis in both languages, for the diary."""
    said = []
    for language in ("en", "ur"):
        with override(language):
            ground = (
                f" {one.get_ground_display()}" if one.ground else f" {one.paper_number}, {one.paper_court}"
            )
            said.append(f"{one.get_basis_display()}{ground}")
    return said[0], said[1]


def _rows(one: Arrest, taken: Taken, actor: Actor, now: datetime) -> None:
    """What stands beside the arrest: words, officials, who was told, and an age that was said."""
    ArrestText(
        arrest=one,
        place=clean(taken.place)[:300],
        reasons=taken.reasons.strip(),
        medical=taken.medical.strip(),
        searched=taken.searched or bool(clean(taken.belongings)),
        witness_1=clean(taken.witness_1)[:200],
        witness_2=clean(taken.witness_2)[:200],
        belongings="\n".join(_lines(taken.belongings)),
    ).save(force_insert=True)
    hands = [(name, False) for name in _lines(taken.men)] + [(name, True) for name in _lines(taken.women)]
    Hand.objects.bulk_create(
        Hand(arrest=one, number=number, name=name, female=female)
        for number, (name, female) in enumerate(hands, start=1)
    )
    _told(one, Told.RELATIVE, (taken.relative, taken.relative_how, taken.relative_why_not), actor, now)
    if clean(taken.age) or taken.disputed:
        with firs.unsealed(one.fir):
            add_age(one.accused, taken.age or "?", Proof.STATED, actor, now, disputed=taken.disputed)


def _told(one: Arrest, kind: str, said: tuple[str, str, str], actor: Actor, now: datetime) -> Informed:
    """Who was told and how, or why not."""
    whom, how, why_not = (clean(text) for text in said)
    told = bool(whom and how)
    made = Informed(
        id=uuid7(),
        arrest=one,
        kind=kind,
        whom=whom[:200] if told else "",
        how=how[:200] if told else "",
        why_not="" if told else why_not[:300],
        at=now,
        by_id=actor.user,
    )
    made.save(force_insert=True)
    return made


def _clocks(one: Arrest, actor: Actor, now: datetime) -> None:
    """Twenty-four hours from the arrest, whenever it is written; bail for delay; a child's three."""
    began = one.arrested_at
    holding.run_clock(one, PRODUCE, actor, began, due=began + PRODUCED_WITHIN)
    cited = one.fir.cited.select_related("section")
    death = any(DEATH in row.section.punishment for row in cited if row.section)
    rule = f"bail.{'woman' if one.custody.gender == Gender.WOMAN else 'man'}{'_death' if death else ''}"
    holding.run_clock(one, rule, actor, now)
    if queries.is_child(one.accused_id):
        holding.start_child(one, actor, now)


@transaction.atomic
def inform(
    *, arrest_id: UUID, kind: str, whom: str, how: str, why_not: str = "", actor: Actor, now: datetime
) -> Informed:
    """Somebody was told of the arrest, or why not; what a child's clock waits for is met when it was done."""
    one = holding.locked_arrest(arrest_id, actor, policies.READ_CUSTODY)
    firs.require_investigator(actor, one.fir)
    told = bool(clean(whom) and clean(how))
    wrong = {}
    if kind not in Told.values:
        wrong["kind"] = _("Choose who was told.")
    if not told and not clean(why_not):
        wrong["whom"] = _("Write who was told and how, or why nobody was told yet.")
    if wrong:
        raise Invalid(_("Nothing was written."), fields=wrong)
    holding.enter(one, EntryKind.OTHER, custody_words.informed(one.accused), now, actor, now)
    made = _told(one, kind, (whom, how, why_not), actor, now)
    rule = RULE_OF_TOLD.get(Told(kind))
    clock = holding.open_clock(one, rule) if rule and told else None
    if clock is not None:
        meet(clock_id=clock.pk, actor=actor, now=now)
    holding.tell(events.INFORMED, one, actor, now, whom=kind)
    return made


@transaction.atomic
def look(*, arrest_id: UUID, actor: Actor, now: datetime) -> queries.File:
    """One arrest for a reader; that a sealed one was opened stands in the ledger. Raises `NotFound`."""
    one = queries.arrest(actor, arrest_id)
    found = queries.file(actor, one, now)
    if found.text is not None and (one.fir.sealed or found.line.child):
        holding.tell(events.ARREST_OPENED, one, actor, now)
    return found


@transaction.atomic
def print_memo(*, arrest_id: UUID, actor: Actor, now: datetime) -> queries.File:
    """The arrest as it goes to paper, for who may know who it is; each print is an event. Raises `NotFound`."""
    one = queries.arrest(actor, arrest_id)
    found = queries.file(actor, one, now)
    if found.text is None:
        raise NotFound(_("This arrest was not found."))
    holding.tell(events.MEMO_PRINTED, one, actor, now)
    return found
