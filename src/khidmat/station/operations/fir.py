"""Registering a case (CrPC 154). Locks: the complaint, the diary, the number of the FIR, the ledger.

Nothing that was told is typed again: the FIR rests on its complaint, and its diary entry is written before it in the
same transaction. Odd facts never refuse an offence: they stand as they were written.
"""

import re
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.accounts.public import User
from khidmat.audit.public import record
from khidmat.files.public import receive
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.ids import uuid7
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.law.public import Reading, heads, read
from khidmat.org.public import next_number
from khidmat.station import events, fir_words, policies
from khidmat.station.models import (
    Added,
    Complaint,
    Designation,
    DiaryDay,
    DiaryEntry,
    Fir,
    FirDraft,
    FirSection,
    FirText,
)
from khidmat.station.operations import carrying, stepping
from khidmat.station.operations.deciding import locked, registered
from khidmat.station.operations.desk import tell
from khidmat.station.operations.diary import hold, write
from khidmat.station.operations.locking import locked_fir
from khidmat.station.queries import desk, moves
from khidmat.station.queries import fir as queries
from khidmat.station.sealing import must_seal
from khidmat.station.states import ELECTRICITY, SHORTEST_REASON, AddedKind, EntryKind
from khidmat.station.typed import TEXTS, Typed
from khidmat.station.words import Both

#: A section as written is cut here in its own row; the whole text stands in the FIR.
LONGEST_SECTION = 120


@as_one
def save_draft(*, complaint_id: UUID, typed: Typed, actor: Actor, now: datetime) -> FirDraft:
    """Keep what is typed, so that nothing is lost with the power. No act yet: nothing stands in the ledger."""
    complaint = locked(complaint_id, actor, policies.REGISTER)
    _waits(complaint)
    known = queries.may_investigate(typed.officer_id, actor, now) is not None
    with queries.unsealed_told(complaint.pk):
        draft, _made = FirDraft.objects.update_or_create(
            complaint=complaint,
            defaults={
                **{name: getattr(typed, name) for name in TEXTS},
                "sections": typed.sections,
                "officer_id": typed.officer_id if known else None,
                "head": heads().filter(code=typed.head).first(),
                "by_id": actor.user,
                "at": now,
            },
        )
    return draft


@as_one
def register(
    *,
    complaint_id: UUID,
    typed: Typed,
    authority: UploadedFile[bytes] | None = None,
    actor: Actor,
    now: datetime,
) -> Fir:
    """Register a complaint as an FIR: diary entry, number, investigating officer and message, all or nothing."""
    complaint = locked(complaint_id, actor, policies.REGISTER)
    _waits(complaint)
    reading = read(typed.sections, localdate(now))
    before = moves.brought(complaint)
    paper = before.fir.authority if before else None
    officer = _check(typed, reading, informed=bool(authority or paper), actor=actor, now=now)
    day = hold(station_id=complaint.station_id, actor=actor, now=now)
    registered(complaint=complaint, actor=actor, now=now)
    fir = _fir(complaint, typed, reading, actor, now)
    fir.authority = receive(upload=authority, kind="paper", now=now) if authority else paper
    both: Both = (officer.name, officer.name_ur or officer.name)
    said = fir_words.registered(str(fir), complaint, typed.sections, both)
    entry = _write(fir, said, complaint.taken_at, actor, now, day)
    fir.entry, fir.registered_at = entry, entry.written_at
    fir.save(force_insert=True)
    _write_rows(fir, typed, reading, officer, actor, now)
    carrying.enter(fir, typed.accused, before, actor, now)
    stepping.begin(fir=fir, actor=actor, now=now)
    tell(complaint, None, "fir", actor=actor, now=now, fir=str(fir), sec=fir.sections, io=both[1])
    _record(fir, complaint, entry, typed, actor, now)
    return fir


def _waits(complaint: Complaint) -> None:
    if complaint.status == "registered":
        raise Stale(_("This complaint was registered in the meantime. Open it to see the number."))
    if complaint.status != "received":
        raise Stale(_("This complaint was decided otherwise. The circle officer can have it taken up again."))


def _check(typed: Typed, reading: Reading, *, informed: bool, actor: Actor, now: datetime) -> User:
    """What an FIR cannot be without. Returns who investigates. Everything else may be empty or odd."""
    wrong = {}
    if not typed.sections.strip():
        wrong["sections"] = _("Write the sections, as they are known now. They can be odd, but not empty.")
    if _electricity(reading) and not informed:
        wrong["authority"] = _(
            "Theft of electricity needs the written information of the authorised officer."
        )
    if typed.head and not heads().filter(code=typed.head).exists():
        wrong["head"] = _("Choose a head of the list, or none.")
    officer = queries.may_investigate(typed.officer_id, actor, now)
    if officer is None:
        wrong["officer"] = _("Choose who investigates: an officer of this station.")
    if wrong or officer is None:
        raise Invalid(_("The FIR is not registered yet. What you wrote is kept."), fields=wrong)
    return officer


def _electricity(reading: Reading) -> bool:
    """Whether a section of the Penal Code's chapter on electricity is cited."""
    numbers = [one.section.number if one.section else one.written for one in reading.cited]
    return any(re.match(ELECTRICITY, number, re.IGNORECASE) for number in numbers)


def _fir(complaint: Complaint, typed: Typed, reading: Reading, actor: Actor, now: datetime) -> Fir:
    """The numbered FIR, unsaved; the diary is held already."""
    today = localdate(now)
    return Fir(
        id=uuid7(),
        station_id=complaint.station_id,
        year=today.year,
        number=next_number(office_id=complaint.station_id, kind="fir", year=today.year),
        complaint=complaint,
        recorded_by_id=actor.user,
        role=actor.role,
        sections=typed.sections.strip(),
        head_id=_head(typed, reading),
        sealed=complaint.sensitive or must_seal(typed.sections, today),
        electricity=_electricity(reading),
        despatched_at=now,
    )


def _head(typed: Typed, reading: Reading) -> UUID | None:
    """The head under which the FIR counts: the chosen one, or that of its principal section."""
    if typed.head:
        return heads().get(code=typed.head).pk
    return reading.main.head_id if reading.main else None


def _write(
    fir: Fir, said: Both, happened_at: datetime, actor: Actor, now: datetime, day: DiaryDay | None = None
) -> DiaryEntry:
    return write(
        station_id=fir.station_id,
        kind=EntryKind.COGNIZABLE,
        happened_at=happened_at,
        text=said[0],
        text_ur=said[1],
        about_kind="fir",
        about_id=fir.pk,
        day=day,
        actor=actor,
        now=now,
    )


def _write_rows(fir: Fir, typed: Typed, reading: Reading, officer: User, actor: Actor, now: datetime) -> None:
    FirText(fir=fir, **{name: getattr(typed, name) for name in TEXTS}).save(force_insert=True)
    FirSection.objects.bulk_create(
        FirSection(fir=fir, number=number, written=one.written[:LONGEST_SECTION], section=one.section)
        for number, one in enumerate(reading.cited, start=1)
    )
    Designation(fir=fir, number=1, officer=officer, by_id=actor.user, at=now).save(force_insert=True)


def _record(
    fir: Fir, complaint: Complaint, entry: DiaryEntry, typed: Typed, actor: Actor, now: datetime
) -> None:
    said = "\n".join([fir.sections, *(getattr(typed, name) for name in TEXTS)])
    record(
        events.FIR_REGISTERED,
        subject=fir,
        actor=actor,
        at=now,
        fir=str(fir),
        etag=str(complaint),
        entry=f"{entry.number}/{entry.day.day.isoformat()}",
        sealed=fir.sealed,
        digest=sha256(said.encode()).hexdigest(),
    )


@as_one
def designate(*, fir_id: UUID, officer_id: UUID, reason: str, actor: Actor, now: datetime) -> Designation:
    """Give the investigation to another officer, with the reason; the earlier one stays in the file."""
    TABLE.require(actor, policies.DESIGNATE)
    fir = locked_fir(fir_id, actor, policies.DESIGNATE)
    before = fir.designations.order_by("-number").first()
    officer = queries.may_investigate(officer_id, actor, now)
    wrong = {}
    if officer is None:
        wrong["officer"] = _("Choose who investigates: an officer of this station.")
    elif before and before.officer_id == officer.pk:
        wrong["officer"] = _("This officer investigates already. Choose another one.")
    if len(reason.strip()) < SHORTEST_REASON:
        wrong["reason"] = _("Write in at least 10 letters why it changes.")
    if wrong or officer is None:
        raise Invalid(_("The investigating officer was not changed."), fields=wrong)
    number = before.number + 1 if before else 1
    made = Designation(
        fir=fir, number=number, officer=officer, reason=reason.strip(), by_id=actor.user, at=now
    )
    both = (officer.name, officer.name_ur or officer.name)
    _write(fir, fir_words.designated(str(fir), both), now, actor, now)
    made.save(force_insert=True)
    record(
        events.FIR_DESIGNATED,
        subject=fir,
        actor=actor,
        at=now,
        reason=made.reason,
        fir=str(fir),
        officer=str(officer.pk),
    )
    return made


@as_one
def add(*, fir_id: UUID, kind: str, stated_by: str, text: str, actor: Actor, now: datetime) -> Added:
    """Add a supplementary statement or another version to an FIR, which stays as it is."""
    fir = locked_fir(fir_id, actor, policies.REGISTER)
    wrong = {}
    if not stated_by.strip():
        wrong["stated_by"] = _("Write who states it; a description will do.")
    if not text.strip():
        wrong["text"] = _("Write what is stated.")
    if wrong or kind not in AddedKind.values:
        raise Invalid(_("Nothing was added."), fields=wrong)
    said = fir_words.added(str(fir), cross=kind == AddedKind.CROSS_VERSION)
    entry = _write(fir, said, now, actor, now)
    made = Added(
        fir=fir,
        kind=kind,
        stated_by=stated_by.strip(),
        text=text.strip(),
        by_id=actor.user,
        at=now,
        entry=entry,
    )
    with queries.unsealed(fir):  # the database counts what is there, and shows it only so
        made.number = fir.added.count() + 1
        made.save(force_insert=True)
    record(events.FIR_ADDED, subject=fir, actor=actor, at=now, fir=str(fir), what=kind, number=made.number)
    return made


@as_one
def open_fir(*, fir_id: UUID, actor: Actor, now: datetime) -> queries.Case:
    """One FIR for a reader; that the words of a sealed one were opened stands in the ledger. Raises `NotFound`."""
    one = queries.fir(actor, fir_id)
    found = queries.case(actor, one)
    if found.sealed and found.words is not None:
        record(events.FIR_OPENED, subject=one, actor=actor, at=now, fir=str(one))
    return found


@as_one
def begin(*, complaint_id: UUID, actor: Actor, now: datetime) -> queries.Sheet:
    """The sheet from which an FIR is registered; that a sealed complaint was opened stands in the ledger."""
    complaint = desk.one(actor, complaint_id, policies.REGISTER)
    if complaint.status != "registered":  # its page leads on to the FIR, also when the form was sent twice
        _waits(complaint)
    if complaint.sensitive:
        record(events.COMPLAINT_OPENED, subject=complaint, actor=actor, at=now, etag=str(complaint))
    return queries.sheet(complaint, now)
