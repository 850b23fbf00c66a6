"""Taking down the papers of an investigation. Locks: the complaint, the diary, the property's number, the ledger."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.files.public import Blob, receive
from khidmat.kernel.actor import Actor
from khidmat.kernel.transactions import as_one
from khidmat.station import events, policies
from khidmat.station.articles import Article
from khidmat.station.evidence import TAKING, Ground, Somebody, StatementLaw, WitnessKind
from khidmat.station.models import (
    DiaryEntry,
    Fir,
    Memo,
    MemoItem,
    Search,
    SitePlan,
    Statement,
    Warrant,
    Witness,
)
from khidmat.station.operations.filing import need, note, refuse, save, told
from khidmat.station.operations.investigating import own_case
from khidmat.station.operations.property import deposit_all
from khidmat.station.queries import papers as queries
from khidmat.station.queries.fir import unsealed
from khidmat.station.queries.sealed import is_sealed


@as_one
def statement(
    *,
    fir_id: UUID,
    who: Somebody,
    law: str,
    language: str,
    taken_at: datetime,
    presence: str,
    present: str,
    recorded: str,
    consent: bool,
    court: str,
    text: str,
    actor: Actor,
    now: datetime,
) -> Statement:
    """Take down what a witness says; a new witness enters the file with it."""
    one = own_case(fir_id, actor, policies.WRITE_PAPERS)
    need({"text": text, "language": language}, {"hour": taken_at}, now)
    with unsealed(one):
        entry = note(one, f"statement_{law}", taken_at, actor, now)
        witness = _witness(one, who, "", entry, actor)
        made = Statement(
            law=law,
            witness=witness,
            language=language.strip(),
            taken_at=taken_at,
            presence=presence,
            present=present.strip(),
            recorded=recorded,
            consent=consent,
            court=court.strip() if law == StatementLaw.MAGISTRATE else "",
            text=text.strip(),
        )
        refuse(queries.why_not_heard(one, made))
        save(one, made, entry, actor)
    return told(one, made, actor, now)


@as_one
def plan(
    *,
    fir_id: UUID,
    drawn_at: datetime,
    scaled: bool,
    text: str,
    paper: UploadedFile[bytes] | None,
    actor: Actor,
    now: datetime,
) -> SitePlan:
    """Keep a plan of the place: a picture of it, or its points with their distances."""
    one = own_case(fir_id, actor, policies.WRITE_PAPERS)
    need({} if paper else {"text": text}, {"hour": drawn_at}, now)
    made = SitePlan(drawn_at=drawn_at, scaled=scaled, text=text.strip())
    with unsealed(one):
        entry = note(one, "plan", drawn_at, actor, now)
        if paper is not None:
            made.paper = receive(upload=paper, kind="paper", now=now)
        save(one, made, entry, actor)
    return told(one, made, actor, now)


@as_one
def memo(
    *,
    fir_id: UUID,
    kind: str,
    happened_at: datetime,
    place: str,
    from_whom: str,
    text: str,
    articles: Sequence[Article],
    witnesses: tuple[Somebody, Somebody],
    actor: Actor,
    now: datetime,
) -> Memo:
    """Make a memo before two witnesses; every article of it goes into the malkhana in the same breath."""
    one = own_case(fir_id, actor, policies.WRITE_PAPERS)
    need({"text": text, "place": place}, {"hour": happened_at}, now)
    if bool(articles) != (kind in TAKING):
        taken = _("Write what was taken, a thing a line.")
        nothing = _("Nothing is taken by this memo. Choose another, or empty the list.")
        refuse({"articles": taken if kind in TAKING else nothing})
    with unsealed(one):
        entry = note(one, f"memo_{kind}", happened_at, actor, now)
        first, second = _two(one, witnesses, entry, actor)
        made = Memo(
            kind=kind,
            happened_at=happened_at,
            place=place.strip(),
            from_whom=from_whom.strip(),
            text=text.strip(),
            first=first,
            second=second,
        )
        save(one, made, entry, actor)
        if articles:
            _deposit(made, articles, actor, now)
    return told(one, made, actor, now)


def _deposit(made: Memo, articles: Sequence[Article], actor: Actor, now: datetime) -> None:
    items = deposit_all(
        station_id=made.fir.station_id,
        fir_id=made.fir_id,
        articles=articles,
        from_whom=made.from_whom,
        happened_at=made.happened_at,
        actor=actor,
        now=now,
    )
    MemoItem.objects.bulk_create(
        MemoItem(memo=made, number=number, item=item) for number, item in enumerate(items, start=1)
    )


@as_one
def search(
    *,
    fir_id: UUID,
    ground: str,
    reasons: str,
    reasoned_at: datetime,
    place: str,
    began_at: datetime,
    ended_at: datetime,
    occupant: str,
    found: str,
    witnesses: tuple[Somebody, Somebody],
    actor: Actor,
    now: datetime,
) -> Search:
    """Take down a search: its warrant or the reasons written before it, its two witnesses, what was found."""
    one = own_case(fir_id, actor, policies.WRITE_PAPERS)
    need({"reasons": reasons, "place": place, "found": found}, {"ended": ended_at}, now)
    if not reasoned_at <= began_at <= ended_at:
        refuse({"began": _("The reasons come first, then the beginning, then the end. Look at the hours.")})
    with unsealed(one):
        entry = note(one, "search", began_at, actor, now)
        first, second = _two(one, witnesses, entry, actor)
        made = Search(
            ground=Ground(ground),
            reasons=reasons.strip(),
            reasoned_at=reasoned_at,
            place=place.strip(),
            began_at=began_at,
            ended_at=ended_at,
            occupant=occupant.strip(),
            found=found.strip(),
            first=first,
            second=second,
        )
        save(one, made, entry, actor)
    return told(one, made, actor, now)


@as_one
def warrant(
    *,
    fir_id: UUID,
    kind: str,
    court: str,
    reference: str,
    issued_on: date,
    result: str,
    done_at: datetime,
    text: str,
    actor: Actor,
    now: datetime,
) -> Warrant:
    """Take down what was done on a court's warrant."""
    one = own_case(fir_id, actor, policies.WRITE_PAPERS)
    need({"text": text, "court": court, "reference": reference}, {"hour": done_at}, now)
    if issued_on > localdate(done_at):
        refuse({"issued_on": _("A warrant is issued before it is executed. Look at the dates.")})
    made = Warrant(
        kind=kind,
        court=court.strip(),
        reference=reference.strip(),
        issued_on=issued_on,
        result=result,
        done_at=done_at,
        text=text.strip(),
    )
    with unsealed(one):
        save(one, made, note(one, "warrant", done_at, actor, now), actor)
    return told(one, made, actor, now)


def _witness(one: Fir, who: Somebody, prefix: str, entry: DiaryEntry, actor: Actor) -> Witness:
    """The witness of the file, or a new one in it. The case is unsealed."""
    if who.known is not None:
        found = Witness.objects.filter(fir=one, pk=who.known).first()
        if found is None:
            refuse({f"{prefix}known": _("This witness is not in this file. Choose again.")})
        else:
            return found
    if not who.name.strip() and not who.described.strip():
        refuse({f"{prefix}name": _("Write the name, or describe the person if there is none.")})
    if queries.entered_already(one, who.kind, who.name, who.father):
        refuse({f"{prefix}known": _("She stands in this file already. Choose her from the list.")})
    fresh = Witness(
        kind=WitnessKind(who.kind),
        woman=who.woman,
        name=who.name.strip(),
        father=who.father.strip(),
        address=who.address.strip(),
        described=who.described.strip(),
    )
    save(one, fresh, entry, actor)
    return fresh


def _two(
    one: Fir, witnesses: tuple[Somebody, Somebody], entry: DiaryEntry, actor: Actor
) -> tuple[Witness, Witness]:
    first, second = (
        _witness(one, who, prefix, entry, actor)
        for who, prefix in zip(witnesses, ("first_", "second_"), strict=True)
    )
    if first == second:
        refuse({"second_known": _("Two different witnesses are needed (CrPC 103).")})
    return first, second


@as_one
def open_file(*, fir_id: UUID, actor: Actor, now: datetime) -> queries.File:
    """The papers of a case for a reader; that those of a sealed one were opened stands in the ledger."""
    one = queries.reachable(actor, fir_id)
    found = queries.file(actor, one)
    if found.sealed:
        record(events.PAPERS_OPENED, subject=one, actor=actor, at=now, fir=str(one))
    return found


@as_one
def open_picture(*, fir_id: UUID, number: int, actor: Actor, now: datetime) -> Blob:
    """The picture of a site plan for a reader, noted as the papers of its case are. Raises `NotFound`, `Forbidden`."""
    one = queries.reachable(actor, fir_id)
    if is_sealed(one):
        record(events.PAPERS_OPENED, subject=one, actor=actor, at=now, fir=str(one))
    return queries.picture(one, number)
